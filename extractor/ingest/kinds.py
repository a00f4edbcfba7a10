"""What a file is, by its first bytes and its suffix, and what to do with one that cannot be read."""

import re
from pathlib import PurePosixPath

from extractor.errors import UnreadableError

SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
}
"""The suffixes that are read, and the format each stands for."""

FORMATS = frozenset(SUFFIXES.values())
"""The kinds that are read; every other kind names a type of file that is not."""


def kind_of(name: str, head: bytes = b"") -> str:
    """Return what a file is: one of `FORMATS`, or the name of a type that is not read (`pdf`, `image`, `other`...).

    `head` is the first kilobytes of the file; without it the suffix alone decides. The bytes outrank the suffix: a
    saved web page is HTML even where it is called `.doc`.
    """
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    by_suffix = SUFFIXES.get(suffix) or _OTHER_SUFFIXES.get(suffix) or ("other" if _SUFFIX.match(suffix) else "text")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(_ZIP):
        return _zip_kind(by_suffix, head)
    if head.startswith(_OLE):
        return by_suffix if by_suffix in {"doc", "xls", "ppt", "wps"} else "ole"
    if by_suffix not in {"html", "markdown"} and _HTML.match(head):
        return "html"
    return by_suffix


def refuse(kind: str, name: str) -> None:
    """Raise `UnreadableError`, saying what the file is and what to do, for a kind that is not read."""
    if kind in FORMATS:
        return
    if kind == "other":
        raise UnreadableError("file.other", PurePosixPath(name).suffix.lower())
    raise UnreadableError(f"file.{kind}")


def _zip_kind(by_suffix: str, head: bytes) -> str:
    if by_suffix in {"docx", "xls", "ppt", "ofd", "odt", "archive"}:
        return by_suffix
    return "docx" if b"word/" in head or by_suffix in {"doc", "wps"} else "archive"


_SUFFIX = re.compile(r"\.[a-z][a-z0-9_+-]*$")  # what follows the dot of "v1.2" or "3.总结" is no type
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!doctype html|<html[^>]*>\s*<head)",
    re.IGNORECASE | re.DOTALL,
)
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"MIME-Version: ", "mht"),
    (b"SQLite format 3\x00", "database"),
)
_OTHER_SUFFIXES = {
    suffix: kind
    for kind, suffixes in {
        "pdf": ".pdf",
        "doc": ".doc .dot",
        "wps": ".wps .wpt",
        "ofd": ".ofd",
        "xls": ".xls .xlsx .xlsm .et .csv .tsv .ods",
        "ppt": ".ppt .pptx .dps",
        "rtf": ".rtf",
        "odt": ".odt",
        "mht": ".mht .mhtml",
        "image": ".jpg .jpeg .png .tif .tiff .bmp .gif .webp .heic",
        "archive": ".zip .rar .7z .gz .tar .tgz .bz2 .xz",
        "database": ".db .sqlite .sqlite3",
    }.items()
    for suffix in suffixes.split()
}
