"""The long table: one row for each slot of each report, with its labels, its value and its place."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from extractor.dossier import Decision, Dossier
from extractor.export.columns import REPORT, Column, Kind, as_text, joined, report_cells, texts
from extractor.export.decided import decided_reading, slot_decisions
from extractor.lines import Lines
from extractor.records import Candidate, Slot, State
from extractor.schema.compiled import Schema
from extractor.sheets import BOM, write_rows
from extractor.wording import labels

Cells = tuple[object, ...]
"""The values of one row, or of some columns of it."""

SLOT: Sequence[Column] = (
    *texts("slot", "table_zh", "row_zh", "column_zh", "table_en", "row_en", "column_en"),
    Column(name="value", kind=Kind.DECIMAL),
    *texts("unit", "state", "status", "printed"),
    *(Column(name=name, kind=Kind.INTEGER) for name in ("line", "start", "end")),
    *texts("candidates", "decision"),
    Column(name="decided_value", kind=Kind.DECIMAL),
    *texts("decided_state", "decided_by", "decided_why"),
)
"""What the long table says of a slot."""

LONG: Sequence[Column] = (*REPORT, *SLOT)
"""The columns of the long table."""

_NO_SLOT: Cells = (None,) * len(SLOT)
_UNDECIDED: Cells = (None,) * 5
_UNREAD_PLACE: Cells = (None,) * 3


def long_csv(dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Yield the long table as CSV that Excel opens as it is, a report at a time."""
    yield BOM + "".join(write_rows([[column.name for column in LONG]]))
    for rows in long_rows(dossiers):
        yield "".join(write_rows([as_text(cell) for cell in row] for row in rows))


def long_rows(dossiers: Iterable[Dossier]) -> Iterator[list[Cells]]:
    """Yield the rows of each report, as typed values in the order of `LONG`; null is missing and never zero.

    A report without a slot (not recognised, unreadable) has one row that says so, with everything about a slot null.
    """
    names = _Names()
    for dossier in dossiers:
        report = report_cells(dossier)
        yield [(*report, *cells) for cells in _slots(dossier, names)] or [(*report, *_NO_SLOT)]


def _slots(dossier: Dossier, names: "_Names") -> Iterator[Cells]:
    named, decisions = names.of(dossier.schema), slot_decisions(dossier)
    for address, slot in dossier.record.slots.items():
        labelled, unit = named(address)
        yield (
            address,
            *labelled,
            slot.value,
            unit,
            slot.state.value,
            slot.status.value,
            slot.text,
            *_place(slot, dossier.lines),
            joined(map(_candidate, slot.candidates)),
            *_decided(slot, decisions.get(address)),
        )


def _place(slot: Slot, lines: Lines) -> Cells:
    if slot.span is None:
        return _UNREAD_PLACE
    return lines.number(slot.span.start), slot.span.start, slot.span.end


def _candidate(candidate: Candidate) -> str:
    return candidate.value or State.BLANK.value


def _decided(slot: Slot, decision: Decision | None) -> Cells:
    if decision is None:
        return _UNDECIDED
    value, state = decided_reading(slot, decision) or (None, None)
    return decision.ruling.value, value, state and state.value, decision.who, decision.why


Named = Callable[[str], tuple[Cells, str | None]]
"""Says of a slot its table, row and column in Chinese and in English, and the unit its value is in."""


class _Names:
    """What the slots of each form are called, looked up once a form and not once a report."""

    def __init__(self) -> None:
        self._forms: dict[str, Named] = {}

    def of(self, schema: Schema | None) -> Named:
        """Return what the slots of a form are called; slots of no known form go by their ids."""
        if schema is None:
            return lambda address: (_labels(address, None), None)
        if schema.digest not in self._forms:
            self._forms[schema.digest] = _named(schema)
        return self._forms[schema.digest]


def _named(schema: Schema) -> Named:
    listed = {address: (_labels(address, schema), schema.column_of(address).unit) for address in schema.slots}

    def named(address: str) -> tuple[Cells, str | None]:
        # Rows that the form does not list are as many as the documents make them: those are not kept.
        return listed.get(address) or (_labels(address, schema), schema.column_of(address).unit)

    return named


def _labels(address: str, schema: Schema | None) -> Cells:
    return (*labels(address, schema, "zh"), *labels(address, schema, "en"))
