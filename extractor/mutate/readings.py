"""What the whole reader makes of a report printed differently: recovered, flagged, or silently wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.mutate.detectors import failed, is_in_doubt, is_told, open_defects
from extractor.mutate.prints import Print
from extractor.mutate.subjects import Subject
from extractor.pipeline import read_document
from extractor.records import SURE, Record, Slot, State, Verdict
from extractor.schema.compiled import Schema
from extractor.scoring.contents import Content, Mark

_MARKS = {State.BLANK: Mark.BLANK, State.SLASH: Mark.SLASH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What became of a fault in the print.

    `recovered`: every slot is right all the same; `silent`: a slot is sure of what is not printed there, or the figure
    changed and nothing tells, or something is wrong and nobody is sent for; else `flagged`. `silent_slots` are the
    slots that are wrong and sure.
    """

    outcome: Literal["recovered", "flagged", "silent"]
    silent_slots: tuple[str, ...]
    by_sums: bool
    verdict: Verdict | None


def read_print(subject: Subject, fault: Print, before: Record, schemas: Sequence[Schema]) -> Read:
    """Return what the reader makes of a faulty print; `before` is its record of the right one."""
    records = read_document(fault.document, schemas)
    record = records[0]
    if len(records) != 1 or record.schema != subject.schema.id:
        return Read(outcome="flagged", silent_slots=(), by_sums=False, verdict=None)
    truth = {**subject.gold, **fault.printed}
    wrong = {slot for slot in subject.known if stated(record.slots[slot]) != truth[slot]}
    silent = tuple(slot for slot in subject.known if slot in wrong and record.slots[slot].status in SURE)
    return Read(
        outcome=_outcome(fault, before, record, wrong, silent),
        silent_slots=silent,
        by_sums=not failed(record) <= failed(before),
        verdict=record.verdict,
    )


def stated(slot: Slot) -> Content:
    """Return what a slot of a record states."""
    return slot.value if slot.value is not None else _MARKS.get(slot.state, Mark.ABSTAINED)


def _outcome(
    fault: Print, before: Record, record: Record, wrong: set[str], silent: Sequence[str]
) -> Literal["recovered", "flagged", "silent"]:
    if silent:
        return "silent"
    if fault.printed:
        return "flagged" if is_told(before, record, fault.slots) else "silent"
    if not wrong:
        return "recovered"
    is_told_of = is_in_doubt(record) or not open_defects(record) <= open_defects(before)
    return "flagged" if is_told_of else "silent"
