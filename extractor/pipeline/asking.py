"""Documents read with a model, as stages: what the layout reader left open is asked, and merged beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.corroborate import weighed
from extractor.findings import find
from extractor.ground import ground
from extractor.model import Stage, both, together
from extractor.pipeline.keys import ModelPass
from extractor.pipeline.opened import Opened, open_document
from extractor.pipeline.records import record_by, slots_alone, unrecognised
from extractor.prompts import prompt
from extractor.readers.asking import (
    Account,
    Filled,
    Sheet,
    Way,
    ask_cells,
    beside,
    instead,
    sheets_of,
    unsought,
)
from extractor.records import Document, Draft, Record, Slot
from extractor.schema.compiled import Schema


def read_asking(
    document: Document, schemas: Sequence[Schema], asked: ModelPass, *, lang: str = "zh"
) -> Stage[tuple[Record, ...]]:
    """Read a document with a model, as a stage: it yields what is asked and returns what `read_document` does."""
    return together([record_asking(opened, asked, lang=lang) for opened in open_document(document, schemas)])


def record_asking(opened: Opened, asked: ModelPass, *, lang: str = "zh") -> Stage[Record]:
    """Return the record of an opened report as the layout reader and a model read it."""
    schema, own = opened.found.schema, opened.own
    if schema is None or own is None:
        return unrecognised(opened, asked.reader)
    alone = slots_alone(schema, own) if asked.cells else {}
    sheets = sheets_for(opened, schema, own, alone, asked) if asked.cells else ()
    filled, found = yield from both(ask_cells(sheets), find(opened.page, schema) if asked.findings else _nothing())
    draft = _draft(opened, schema, own, asked, filled)
    asked_for = (("cells", bool(sheets)), ("findings", found is not None and found.is_asked))
    used = [prompt(name).name for name, was_asked in asked_for if was_asked]
    record = record_by(opened, schema, draft, asked.reader, lang, alone=alone, told=found)
    versions = {**record.versions, "model": asked.model if used else None, "prompt": " ".join(used) or None}
    return replace(record, versions=versions)


def is_left_open(record: Record) -> bool:
    """Return whether something that a model was to be asked never reached it: another run may get an answer."""
    return any(flag.kind == "not_asked" for flag in record.flags)


def sheets_for(
    opened: Opened, schema: Schema, own: Draft, alone: Mapping[str, Slot], asked: ModelPass
) -> tuple[Sheet, ...]:
    """Return what a model is asked about a report's cells."""
    statuses = {slot: reading.status for slot, reading in alone.items()}
    account = Account(page=opened.page, regions=opened.regions, schema=schema, own=own, statuses=statuses)
    return sheets_of(account, asked.way)


def _draft(opened: Opened, schema: Schema, own: Draft, asked: ModelPass, filled: Sequence[Filled]) -> Draft:
    if not asked.cells:
        return own
    unsought_tables = unsought(opened.page, opened.regions, schema)
    if asked.way is Way.MODEL:
        said = instead(own, filled)
        shared = {span for table in filled for span in table.judged.shared}
        draft = weighed(said, opened.page, opened.regions, schema, own, shared=shared)
    else:
        draft = ground(opened.page, beside(own, filled), schema) if filled else own
    return replace(draft, flags=(*draft.flags, *unsought_tables))


def _nothing() -> Stage[None]:
    """Ask for nothing."""
    yield from ()
