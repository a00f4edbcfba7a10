"""Reading one file, as a program that uses this package does it: a path or bytes in, its records out."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from extractor.dossier import Dossier
from extractor.errors import CallError, UnreadableError
from extractor.ingest import ingest
from extractor.ingest.files import read_file
from extractor.model import Stage
from extractor.pipeline import ModelPass, read_asking, read_document, unreadable
from extractor.readers import Reader, read_layout
from extractor.readers.installed import reader_named
from extractor.records import Document, Record
from extractor.schema import shipped_schemas
from extractor.schema.compiled import Schema

Source = Path | str | bytes
"""A file by its path, or a file's bytes."""

UNNAMED = "unnamed"
"""The name in records of bytes that were given without one."""


def read(
    source: Source,
    *,
    schemas: Sequence[Schema] | None = None,
    reader: Reader | str | None = None,
    name: str | None = None,
) -> tuple[Record, ...]:
    """Return a record for each report in one file.

    `source` is a path or the bytes of a file; `name` is what the records call it (by default the file's own name).
    `schemas` are the forms to look for (by default those shipped), `reader` a reader or the name of an installed one
    (by default the layout reader). Bytes that hold no text are a record with the reason; `CallError` tells of a path
    that is not there or cannot be opened, and of a reader that is not installed.
    """
    return tuple(dossier.record for dossier in read_dossiers(source, schemas=schemas, reader=reader, name=name))


def read_dossiers(
    source: Source,
    *,
    schemas: Sequence[Schema] | None = None,
    reader: Reader | str | None = None,
    name: str | None = None,
) -> tuple[Dossier, ...]:
    """Return the same records, each with the text its spans point into and the form it was read by."""
    forms = shipped_schemas() if schemas is None else tuple(schemas)
    named = name or (UNNAMED if isinstance(source, bytes) else Path(source).name)
    chosen = reader_named(reader) if isinstance(reader, str) else reader or read_layout
    document, records = read_report(bytes_of(source), named, forms, chosen)
    by_id = {form.id: form for form in reversed(forms)}
    return tuple(
        Dossier(record=record, schema=by_id.get(record.schema or ""), text=document.text) for record in records
    )


def read_report(
    data: bytes, name: str, schemas: Sequence[Schema], reader: Reader = read_layout
) -> tuple[Document, tuple[Record, ...]]:
    """Return the document that a file's bytes hold and its records; bytes that hold no text are a record too."""
    try:
        document = ingest(data, name)
    except UnreadableError as error:
        return _unreadable(data, name, error)
    return document, read_document(document, schemas, reader=reader)


def read_report_asking(
    data: bytes, name: str, schemas: Sequence[Schema], asked: ModelPass
) -> Stage[tuple[Document, tuple[Record, ...]]]:
    """Return, as a stage, the document that a file's bytes hold and its records as a model helped to read them."""
    try:
        document = ingest(data, name)
    except UnreadableError as error:
        return _unreadable(data, name, error)
    records = yield from read_asking(document, schemas, asked)
    return document, records


def _unreadable(data: bytes, name: str, error: UnreadableError) -> tuple[Document, tuple[Record, ...]]:
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document(name=name, sha256=sha256, text="", format="unreadable")
    return document, (unreadable(name, sha256, error.reason),)


def bytes_of(source: Source) -> bytes:
    """Return the bytes of a file; `CallError` where a path leads to none that can be read."""
    if isinstance(source, bytes):
        return source
    path = Path(source)
    if not path.exists():
        raise CallError("paths.missing", paths=path)
    if path.is_dir():
        raise CallError("read.folder", path=path)
    try:
        return read_file(path)
    except UnreadableError as error:
        raise CallError("cannot_read", path=path, reason=error) from error
