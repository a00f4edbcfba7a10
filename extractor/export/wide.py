"""The wide table: one row a report, one column a slot, and in it the readings that are sure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.dossier import Decision, Dossier
from extractor.errors import CallError
from extractor.export.columns import REPORT, Column, Kind, as_text, joined, report_cells, texts
from extractor.export.decided import decided_reading, is_settled, slot_decisions
from extractor.matters import matters
from extractor.records import Record, Slot
from extractor.schema.compiled import Schema
from extractor.serialise import plain
from extractor.sheets import BOM, write_rows

WIDE: Sequence[Column] = (
    *REPORT,
    Column(name="open_matters", kind=Kind.INTEGER),
    *texts("reasons", "unsure_slots", "decided_slots"),
)
"""The columns of the wide table before those of the slots."""


def wide_csv(dossiers: Iterable[Dossier], slots: Sequence[str], *, with_unsure: bool = False) -> Iterator[str]:
    """Yield the wide table as CSV that Excel opens as it is, a report at a time.

    `slots` are the columns (`headings` says which). A reading that is not sure is left empty and its slot listed in
    `unsure_slots`; `with_unsure` fills it in, and the list stays. Raises `CallError` where a report has a slot that is
    no column: nothing is dropped without a word.
    """
    yield BOM + "".join(write_rows([[*(column.name for column in WIDE), *slots]]))
    known = frozenset(slots)
    for dossier in dossiers:
        if not known.issuperset(dossier.record.slots):
            raise CallError("export.changed", document=dossier.record.document)
        decisions = slot_decisions(dossier)
        cells = (*_head(dossier, decisions), *_values(dossier.record, slots, decisions, with_unsure=with_unsure))
        yield "".join(write_rows([list(map(as_text, cells))]))


def headings(records: Iterable[Record], schemas: Iterable[Schema]) -> tuple[str, ...]:
    """Return the slots that a wide table of these records has as columns.

    All slots of `schemas` come first, table by table, so that the columns of shipped forms are the same in every
    export; slots of other forms follow as they are met.
    """
    forms = list(schemas)
    tables = dict.fromkeys(table.id for schema in forms for table in schema.tables)
    listed = (
        slot for table in tables for schema in forms if table in schema.table for slot in schema.table[table].slots
    )
    found = dict.fromkeys(listed)
    for record in records:
        found.update(dict.fromkeys(record.slots))
    return tuple(found)


def _head(dossier: Dossier, decisions: Mapping[str, Decision]) -> tuple[object, ...]:
    slots = dossier.record.slots
    open_matters = sum(matter.is_open for matter in matters(dossier))
    unsure = (address for address, slot in slots.items() if not is_settled(slot, decisions.get(address)))
    decided = (_decided(address, slots[address], decision) for address, decision in decisions.items())
    return (*report_cells(dossier), open_matters, joined(dossier.record.reasons), joined(unsure), joined(decided))


def _decided(address: str, slot: Slot, decision: Decision) -> str:
    decided = decided_reading(slot, decision)
    if decided is None:
        return f"{address}: {decision.ruling.value}"
    value, state = decided
    return f"{address}={state.value if value is None else plain(value)}"


def _values(
    record: Record, slots: Sequence[str], decisions: Mapping[str, Decision], *, with_unsure: bool
) -> Iterator[object]:
    for address in slots:
        slot = record.slots.get(address)
        is_shown = slot is not None and (with_unsure or is_settled(slot, decisions.get(address)))
        yield slot.value if slot is not None and is_shown else None
