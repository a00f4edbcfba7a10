"""The bytes of a file, or of a file in a zip archive: this is where a disk is read, with every way that can fail."""

import lzma
import stat
import zipfile
import zlib
from pathlib import Path

from extractor.errors import UnreadableError
from extractor.ingest.limits import TEXT_LIMIT_BYTES, too_large

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


_BROKEN = (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
"""What a damaged archive, or one of an unknown kind, makes the library raise."""


class Archive:
    """A zip archive, opened when its first member is asked for and kept open for the rest."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: zipfile.ZipFile | None = None

    def members(self) -> list[zipfile.ZipInfo]:
        """Return the files in it in order of name; raises `UnreadableError` where it is no whole archive."""
        found = (info for info in self._archive().infolist() if not info.is_dir())
        return sorted(found, key=member_name)

    def read(self, member: zipfile.ZipInfo) -> bytes:
        """Return the bytes of one file in it, within the limit for a file."""
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableError("file.encrypted_archive")
        if member.file_size > TEXT_LIMIT_BYTES:
            raise too_large(member.file_size)
        try:
            with self._archive().open(member) as file:
                data = file.read(TEXT_LIMIT_BYTES + 1)
        except _BROKEN as error:
            raise UnreadableError("file.broken_archive", type(error).__name__) from error
        if len(data) > TEXT_LIMIT_BYTES:  # the archive's own list may lie about a size
            raise too_large(len(data))
        return data

    def close(self) -> None:
        """Close the archive; it is opened again where another member is asked for."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _archive(self) -> zipfile.ZipFile:
        if self._open is None:
            try:
                self._open = zipfile.ZipFile(self._path)
            except _BROKEN as error:
                raise UnreadableError("file.broken_archive", type(error).__name__) from error
        return self._open


def member_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese Windows writes names in GBK without saying so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def read_file(path: Path) -> bytes:
    """Return a file's bytes; `UnreadableError` says why not. A pipe or a file too large is not even opened."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("file.irregular")
        if found.st_size > TEXT_LIMIT_BYTES:
            raise too_large(found.st_size)
        with path.open("rb") as file:
            return file.read(TEXT_LIMIT_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError("file.vanished") from error
    except PermissionError as error:
        raise UnreadableError("file.forbidden") from error
    except OSError as error:
        raise UnreadableError("file.failed", error.strerror or type(error).__name__) from error
