"""Which files a call names: files, folders, patterns and zip archives, in a stable order."""

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipInfo

from extractor.errors import CallError, UnreadableError
from extractor.ingest.files import Archive, member_name, read_file
from extractor.ingest.kinds import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read: where it is, its name in records, and its kind by suffix.

    `name` is the path relative to the folder or pattern it was found under, with forward slashes; for a file given
    itself, its file name. A file in a zip archive is named as if the archive were a folder. `kind` may be one that is
    not read, so that the file can be counted and named; `special` is a broken link, a folder that may not be listed or
    no regular file, which must not be opened.
    """

    path: Path
    name: str
    kind: str
    archive: Archive | None = None
    member: ZipInfo | None = None

    @property
    def place(self) -> str:
        """Return where the file lies, the same from run to run: its absolute path, through the archive it is in."""
        own = place_of(self.path)
        return own if self.member is None else f"{own}/{self.name.rpartition('.zip/')[2]}"

    def read(self) -> bytes:
        """Return the file's bytes; `UnreadableError` says why not."""
        if self.archive is not None and self.member is not None:
            if self.kind == "archive":
                raise UnreadableError("file.nested_archive")
            return self.archive.read(self.member)
        if self.kind == "archive" and self.path.suffix.lower() == ".zip":
            Archive(self.path).members()  # raises, or it would have been unpacked
        return read_file(self.path)


def place_of(path: Path) -> str:
    """Return where a file or folder lies: its absolute path, links as they are, since two names are two files."""
    return _readable(Path(os.path.abspath(path)).as_posix())  # noqa: PTH100 - `resolve` would follow links


def discover(paths: Sequence[Path]) -> Iterator[Source]:
    """Yield every file that `paths` name, each once, folders in order of name; hidden and lock files are skipped.

    A path that is not there does not keep the rest from being found: `CallError` names all such paths at the end.
    """
    missing: list[str] = []
    seen: set[str] = set()
    for path in paths:
        found = _found(path)
        if found is None:
            missing.append(str(path))
            continue
        for source in found:
            if source.place not in seen:
                seen.add(source.place)
                yield from _unpacked(source)
    if missing:
        raise CallError("paths.missing", paths=", ".join(missing))


def _found(path: Path) -> Iterator[Source] | None:
    """Return what one argument names, or None where it names nothing."""
    try:
        if path.is_dir():
            return _under(path, path)
        if path.exists():
            return iter([_source(path, path.name)])
    except OSError:  # a name too long for any file
        return None
    matches = sorted(map(Path, glob.glob(str(path), recursive=True))) if glob.has_magic(str(path)) else []  # noqa: PTH207
    return _matched(matches, _fixed_part(path)) if matches else None


def _matched(matches: Sequence[Path], root: Path) -> Iterator[Source]:
    for match in matches:
        if match.is_dir():
            yield from _under(match, root)
        elif not _is_skipped(match.name):
            yield _source(match, match.relative_to(root).as_posix())


def _unpacked(source: Source) -> Iterator[Source]:
    """Yield the files in a zip archive; anything else, and an archive that does not open, is itself."""
    if source.path.suffix.lower() != ".zip" or source.kind != "archive":
        yield source
        return
    archive = Archive(source.path)
    try:
        members = archive.members()
    except UnreadableError:
        yield source
        return
    finally:
        archive.close()
    twice: Counter[str] = Counter()
    for member in members:
        name = member_name(member)
        if any(_is_skipped(part) for part in name.split("/")):
            continue
        twice[name] += 1
        named = name if twice[name] == 1 else f"{name} ({twice[name]})"
        yield replace(source, name=f"{source.name}/{named}", kind=kind_of(name), archive=archive, member=member)


def _under(folder: Path, root: Path) -> Iterator[Source]:
    """Yield the files below a folder, depth first; a folder reached again through a link is not entered twice."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield _source(path, path.relative_to(root).as_posix())
            continue
        status = path.stat()
        if (status.st_dev, status.st_ino) in entered:
            continue
        entered.add((status.st_dev, status.st_ino))
        listed = _listed(path)
        if listed is None:
            yield Source(path=path, name=path.relative_to(root).as_posix(), kind="special")
        else:
            waiting.extend(reversed(listed))


def _listed(folder: Path) -> list[Path] | None:
    """Return what a folder holds, in order; None where it may not be listed, which must not end the batch."""
    try:
        return sorted(entry for entry in folder.iterdir() if not _is_skipped(entry.name))
    except OSError:
        return None


def _source(path: Path, name: str) -> Source:
    return Source(path=path, name=_readable(name), kind=kind_of(name) if path.is_file() else "special")


def _readable(name: str) -> str:
    """Return a name as text: bytes of it that are no UTF-8 are taken for GBK, as an old archive leaves them."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def _is_skipped(name: str) -> bool:
    """Return whether a file is hidden or the lock that an open Office document leaves behind."""
    return name in _OF_THE_SYSTEM or (name.startswith((".", "~$")) and name != "..")


_OF_THE_SYSTEM = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def _fixed_part(pattern: Path) -> Path:
    """Return the folder before the first part of a pattern that holds a wildcard."""
    fixed = Path()
    for part in pattern.parts:
        if glob.has_magic(part):
            break
        fixed /= part
    return fixed
