"""What the public names promise a type checker. Checked by `make check`, never run."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import assert_type

import extractor
from extractor import (
    Claim,
    Description,
    Dossier,
    Draft,
    Figure,
    Matter,
    Page,
    Place,
    Reader,
    Record,
    Region,
    Schema,
    Severity,
    Slot,
    Span,
    State,
    Status,
    Store,
    Verdict,
    check,
    describe,
    load_schema,
    read,
    read_dossiers,
    reader_named,
    record_from_dict,
    record_to_dict,
    shipped_schemas,
)


def reading(path: Path, form: Schema) -> None:
    assert_type(read(path), tuple[Record, ...])
    assert_type(read(str(path), schemas=[form]), tuple[Record, ...])
    assert_type(read(b"", name="a.txt", reader="layout"), tuple[Record, ...])
    assert_type(read_dossiers(path, reader=my_reader), tuple[Dossier, ...])
    read(7)  # type: ignore[arg-type]  # a number names no file
    read(path, [form])  # type: ignore[call-arg]  # options are named
    read(path, reader=len)  # type: ignore[arg-type]  # not every function is a reader


def a_record(record: Record) -> None:
    slot = record.slots["requests/new/total"]
    assert_type(slot, Slot)
    assert_type(slot.value, Decimal | None)
    assert_type(slot.span, Span | None)
    assert_type((slot.state, slot.status), tuple[State, Status])
    assert_type(record.verdict, Verdict | None)
    assert_type(record_from_dict(record_to_dict(record)), Record)
    slot.value = None  # type: ignore[misc]  # a record is frozen


def matters(dossier: Dossier) -> None:
    for matter in check(dossier):
        assert_type(matter, Matter)
        assert_type(matter.severity, Severity)
        told = describe(matter, dossier, "zh")
        assert_type(told, Description)
        assert_type(told.sum, str | None)
        assert_type(told.figures, tuple[Figure, ...])
        assert_type(told.figures[0].place, Place | None)


def forms_and_stores(path: Path) -> None:
    assert_type(load_schema(path), Schema)
    assert_type(shipped_schemas(), tuple[Schema, ...])
    with Store.open(path, read_only=True) as store:
        assert_type(next(store.dossiers()), Dossier)


def my_reader(page: Page, regions: Mapping[str, Region], schema: Schema) -> Draft:
    claims = {slot: Claim(state=State.UNREAD) for slot in schema.slots}
    assert_type(page.document.text, str)
    assert_type([region.span for region in regions.values()], list[Span])
    return Draft(claims=claims)


def readers() -> None:
    assert_type(reader_named("layout"), Reader)
    plain: Reader = my_reader
    assert_type(read(b"", reader=plain), tuple[Record, ...])


extractor.no_such_name  # type: ignore[attr-defined]  # noqa: B018 - a name that is not public is an error
