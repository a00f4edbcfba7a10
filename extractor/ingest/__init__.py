"""Bytes to a document: one module per format, none of them imported before its format turns up."""

import hashlib

from extractor.errors import UnreadableError
from extractor.ingest.content import Content
from extractor.ingest.decode import decode
from extractor.ingest.kinds import SUFFIXES, kind_of, refuse
from extractor.ingest.limits import TEXT_LIMIT_BYTES, too_large
from extractor.records import Document

__all__ = ["SUFFIXES", "TEXT_LIMIT_BYTES", "ingest", "kind_of"]


def ingest(data: bytes, name: str, *, limit_bytes: int = TEXT_LIMIT_BYTES) -> Document:
    """Return the document that the bytes of one file hold.

    Raises `UnreadableError`, one line with the name, what was found and what to do, for bytes that are empty, binary,
    of another type, broken, or larger than `limit_bytes`.
    """
    try:
        return _document(data, name, limit_bytes)
    except UnreadableError as error:
        error.name = name
        raise


def _document(data: bytes, name: str, limit_bytes: int) -> Document:
    if not data:
        raise UnreadableError("file.empty")
    kind = kind_of(name, data[:4096])
    refuse(kind, name)
    if len(data) > limit_bytes:
        raise too_large(len(data), limit_bytes)
    content = _content(data, kind)
    if not content.text.strip():
        raise UnreadableError("file.no_text")
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=content.text,
        format=kind,
        encoding=content.encoding,
        title=content.title,
        grids=content.grids,
        flags=content.flags,
    )


def _content(data: bytes, kind: str) -> Content:
    """Return what the file says; the module of a format is imported here, when the format is met."""
    if kind == "docx":
        from extractor.ingest.docx import read_docx

        return read_docx(data)
    decoded = decode(data, is_html=kind == "html")
    if kind == "html":
        from extractor.ingest.html import read_html

        content = read_html(decoded.text)
    else:
        from extractor.ingest.text import read_text

        content = read_text(decoded.text)
    return content.with_encoding(decoded)
