"""The wide table: one row a report, one column a slot, and in it the readings that are sure."""

from collections.abc import Iterable, Iterator, Sequence

from extractor.dossier import Dossier, Ruling
from extractor.errors import CallError
from extractor.export.columns import JOINT, REPORT, Column, Kind, as_text, joined, report_cells, texts
from extractor.export.decided import slot_decisions
from extractor.matters import matters
from extractor.records import Record
from extractor.schema.compiled import Schema
from extractor.sheets import BOM, write_rows
from extractor.wording import is_unsure

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
        cells = (*_head(dossier), *_values(dossier.record, slots, with_unsure=with_unsure))
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


def _head(dossier: Dossier) -> tuple[object, ...]:
    record = dossier.record
    is_open = sum(matter.is_open for matter in matters(dossier))
    unsure = (address for address, slot in record.slots.items() if is_unsure(slot))
    return (*report_cells(dossier), is_open, joined(record.reasons), joined(unsure), _decided(dossier))


def _decided(dossier: Dossier) -> str | None:
    decisions = slot_decisions(dossier)
    return (
        JOINT.join(
            f"{address}={decision.value}"
            if decision.ruling is Ruling.CORRECT
            else f"{address}: {decision.ruling.value}"
            for address, decision in decisions.items()
        )
        or None
    )


def _values(record: Record, slots: Sequence[str], *, with_unsure: bool) -> Iterator[object]:
    for address in slots:
        slot = record.slots.get(address)
        yield None if slot is None or (is_unsure(slot) and not with_unsure) else slot.value
