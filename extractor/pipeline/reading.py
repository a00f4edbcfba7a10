"""Documents read by the layout reader, or by another that is held to it."""

from collections.abc import Sequence

from extractor.corroborate import borne_out
from extractor.pipeline.opened import Opened, open_document
from extractor.pipeline.records import record_by, slots_alone, unrecognised
from extractor.readers import Reader, read_layout, reader_version
from extractor.records import Document, Record
from extractor.schema.compiled import Schema


def read_document(
    document: Document, schemas: Sequence[Schema], *, reader: Reader = read_layout, lang: str = "zh"
) -> tuple[Record, ...]:
    """Return one record for each report in a document; a document in no known form has one record that says so.

    A `reader` of your own is held to the laws: see `extractor.corroborate`.
    """
    return tuple(record_of(opened, reader=reader, lang=lang) for opened in open_document(document, schemas))


def record_of(opened: Opened, *, reader: Reader = read_layout, lang: str = "zh") -> Record:
    """Return the record of an opened report as one reader reads it."""
    schema, draft = opened.found.schema, opened.own
    if schema is None or draft is None:
        return unrecognised(opened, reader_version(reader))
    if reader is read_layout:
        return record_by(opened, schema, draft, reader_version(reader), lang)
    said = borne_out(reader, opened.page, opened.regions, schema, draft)
    return record_by(opened, schema, said, reader_version(reader), lang, alone=slots_alone(schema, draft))
