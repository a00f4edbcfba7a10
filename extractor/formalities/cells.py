"""Cells filled in otherwise than asked: left blank or struck out for 0, or the number of items for the decisions."""

from collections.abc import Callable, Iterator, Mapping

from extractor.formalities.report import Report
from extractor.records import SURE, Defect, Severity, Slot, State
from extractor.schema.model import Table

_COUNTED = frozenset({"count", "signed"})
_BEFORE, _CHANGE, _DECISIONS = "items_last_year", "change", "decisions"
_LEAST_ROWS = 2
_SMALL = 5
"""Up to here the number of decisions may well be that of the items."""


def blank_for_zero(report: Report) -> Iterator[Defect]:
    """Yield one defect for each table with counts printed blank."""
    yield from _instead(report, "blank_for_zero", lambda slot: slot.state is State.BLANK and not _mark(slot))


def slash_for_zero(report: Report) -> Iterator[Defect]:
    """Yield one defect for each table with a stroke, a dash or 无 for a count."""
    yield from _instead(report, "slash_for_zero", lambda slot: bool(_mark(slot)))


def _mark(slot: Slot) -> str:
    """Return what is printed in a cell that holds no number: `/`, `-`, `无`, or nothing."""
    if slot.state not in {State.SLASH, State.BLANK}:
        return ""
    return (slot.text or "").strip() or ("/" if slot.state is State.SLASH else "")


def _instead(report: Report, kind: str, is_so: Callable[[Slot], bool]) -> Iterator[Defect]:
    for table in report.schema.tables:
        counts = _of(report, table).items()
        found = {slot: reading for slot, reading in counts if reading.status in SURE and is_so(reading)}
        if not found:
            continue
        places = [reading.span for reading in found.values() if reading.span is not None]
        yield Defect(
            kind=kind,
            severity=Severity.HINT,  # what is printed is plain: there is nothing for a person to decide
            span=places[0] if places else None,
            slots=tuple(found),
            detail=_told(table, found),
        )


def _of(report: Report, table: Table) -> Mapping[str, Slot]:
    """Return the cells of a table that hold counts."""
    prefix = f"{table.id}/"
    return {
        slot: reading
        for slot, reading in report.slots.items()
        if slot.startswith(prefix) and report.schema.column_of(slot).kind in _COUNTED
    }


def _told(table: Table, found: Mapping[str, Slot]) -> str:
    marks = dict.fromkeys(mark for slot in found.values() if (mark := _mark(slot)))
    return f"{table.id}: {' '.join((*marks, '×')) if marks else ''}{' ' if marks else ''}{len(found)}"


def decisions_equal_items(report: Report) -> Iterator[Defect]:
    """Yield a defect for each table where several rows have as many decisions as items: probably a misfill."""
    for table in report.schema.tables:
        if not {_BEFORE, _CHANGE, _DECISIONS} <= set(table.column):
            continue
        rows = [row.id for row in table.listed_rows if _is_equal(report, table, row.id)]
        if len(rows) < _LEAST_ROWS:
            continue
        slots = tuple(f"{table.id}/{row}/{_DECISIONS}" for row in rows)
        large = [slot for slot in slots if (report.slots[slot].value or 0) > _SMALL]
        yield Defect(
            kind="decisions_equal_items",
            severity=Severity.DOUBT if len(large) >= _LEAST_ROWS else Severity.HINT,
            span=report.slots[slots[0]].span,
            others=tuple(span for slot in slots[1:] if (span := report.slots[slot].span) is not None),
            slots=slots,
            detail=", ".join(f"{report.slots[slot].value}" for slot in slots),
        )


def _is_equal(report: Report, table: Table, row: str) -> bool:
    """Return whether a row's decisions are, other than zero, its items now or its items last year."""
    read = [report.slots.get(f"{table.id}/{row}/{column}") for column in (_BEFORE, _CHANGE, _DECISIONS)]
    values = [slot.value for slot in read if slot is not None and slot.status in SURE and slot.value is not None]
    if len(values) < len(read) or not values[-1]:
        return False
    before, change, decisions = values
    return decisions in {before, before + change}
