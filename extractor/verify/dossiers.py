"""Readings as sources: the text of a report with the figures of its tables under their labels."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from extractor.dossier import Dossier
from extractor.messages import Lang
from extractor.records import SURE, Slot, State, Status
from extractor.schema.compiled import Schema
from extractor.schema.model import Column, Label, Row
from extractor.span import Span
from extractor.verify.nouns import Fact, Source

_TOTALS: Final = frozenset({"total"})
_NUMBERED: Final = re.compile(r"^(?:[（(][^（()）]{1,6}[)）]|[一二三四五六七八九十IVX]{1,4}[、.])\s{0,2}")
_BLANKED: Final = re.compile(r"[^\n]")


def source_of(dossier: Dossier, name: str | None = None) -> Source:
    """Return a reading as a source: its text, the cells that are surely read, and the year it is for.

    Of a file with several reports only this one's part is left; the rest is blank, so that offsets stay what they are.
    """
    text = dossier.text if dossier.record.span is None else _only(dossier.text, dossier.record.span)
    facts = tuple(_facts(dossier))
    return Source(name=name or dossier.record.document, text=text, facts=facts, year=dossier.year)


def _only(text: str, span: Span) -> str:
    if span == (0, len(text)):
        return text
    before, after = text[: span.start], text[span.end :]
    return _BLANKED.sub(" ", before) + text[span.start : span.end] + _BLANKED.sub(" ", after)


def _facts(dossier: Dossier) -> Iterator[Fact]:
    if dossier.schema is None:
        return
    for address, slot in dossier.record.slots.items():
        if slot.value is not None and _is_firm(slot):
            yield _fact(address, slot, dossier.schema)


def _is_firm(slot: Slot) -> bool:
    return slot.status in SURE or (slot.status is Status.INFERRED and slot.state is State.ZERO)


def _fact(address: str, slot: Slot, schema: Schema) -> Fact:
    row, column = schema.row_of(address), schema.column_of(address)
    table, _, place = address.partition("/")
    named = _names(row) if row else (place.rpartition("/")[0],)
    return Fact(
        id=address,
        table=table,
        row=named,
        column=_names(column),
        value=slot.value or Decimal(0),
        unit=(column.unit or "") if column.kind == "money" else "%" if column.kind == "percentage" else "",
        span=slot.span,
        is_total=column.id in _TOTALS,
        group=() if row is None or row.group in _outer(schema, table) else _group(row),
    )


def _outer(schema: Schema, table: str) -> set[Label | None]:
    """Return the headings that stand above other headings: what a row has directly below is not all of such a block."""
    return {row.within for row in schema.table[table].listed_rows}


def _names(part: Row | Column) -> tuple[str, ...]:
    """Return the names of a row or a column: its labels and the core words it is known by."""
    return tuple(dict.fromkeys((part.label.text(Lang.ZH), part.label.text(Lang.EN), *part.match)))


def _group(row: Row | None) -> tuple[str, ...]:
    """Return the names of the block a row stands in, without their numbers."""
    if row is None or row.group is None:
        return ()
    return tuple(dict.fromkeys(_NUMBERED.sub("", row.group.text(lang)) for lang in Lang))
