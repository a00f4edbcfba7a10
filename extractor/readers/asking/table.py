"""Tables asked for: a question, its answer checked, what failed asked once more, and no more than that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.model import Failed, Failure, Reply, Stage
from extractor.readers.asking.answer import Row, Rows
from extractor.readers.asking.checks import NOTHING, Judged, judge, merged
from extractor.readers.asking.faults import Fault
from extractor.readers.asking.sheet import Sheet
from extractor.readers.asking.wording import question
from extractor.records import Claim

MALFORMED = Fault(kind="malformed", slots=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What came of asking for a table: the answer as judged, and why there is none where a reply failed."""

    sheet: Sheet
    judged: Judged = field(default_factory=Judged)
    failure: Failed | None = None


def fill(sheets: Sequence[Sheet]) -> Stage[tuple[Filled, ...]]:
    """Ask for the rows of some sheets, and once more for those whose answer does not pass, with the exact reason."""
    if not sheets:
        return ()
    everything = {sheet.table.id: sheet.rows for sheet in sheets}
    (reply,) = yield (question(sheets, everything),)
    if isinstance(reply, Failed) and reply.kind is not Failure.MALFORMED:
        return tuple(Filled(sheet=sheet, failure=reply) for sheet in sheets)
    first = [_judged(sheet, reply, sheet.rows) for sheet in sheets]
    again = {sheet.table.id: _rows_of(sheet, judged.faults) for sheet, judged in zip(sheets, first, strict=True)}
    if not any(again.values()):
        return tuple(Filled(sheet=sheet, judged=judged) for sheet, judged in zip(sheets, first, strict=True))
    faults = [(sheet, fault) for sheet, judged in zip(sheets, first, strict=True) for fault in judged.faults]
    (reply,) = yield (question(sheets, again, faults),)
    return tuple(
        _second(sheet, judged, reply, again[sheet.table.id]) for sheet, judged in zip(sheets, first, strict=True)
    )


def _second(sheet: Sheet, first: Judged, reply: Reply, rows: Sequence[str]) -> Filled:
    if not rows:
        return Filled(sheet=sheet, judged=first)
    if isinstance(reply, Failed):
        return Filled(sheet=sheet, judged=first, failure=reply)
    kept = {slot: claim for slot, claim in first.claims.items() if slot.split("/")[1] not in rows}
    return Filled(sheet=sheet, judged=merged(first, _judged(sheet, reply, rows, kept)))


def _judged(sheet: Sheet, reply: Reply, rows: Sequence[str], kept: Mapping[str, Claim] = NOTHING) -> Judged:
    if isinstance(reply, Failed) or not isinstance(reply.answer, Rows):
        return Judged(faults=(MALFORMED,))
    return judge(sheet, _own(sheet, reply.answer.rows), rows, kept)


def _own(sheet: Sheet, rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """Return what an answer says of a sheet's rows, each by its id."""
    ids = {code: row for row, code in sheet.codes.items()}
    return [(ids[said.row], said) for said in rows if said.row in ids]


def _rows_of(sheet: Sheet, faults: Sequence[Fault]) -> tuple[str, ...]:
    """Return the rows that faults are in; all of them, where the answer was none."""
    if MALFORMED in faults:
        return sheet.rows
    named = {slot.split("/")[1] for fault in faults for slot in fault.slots}
    return tuple(row for row in sheet.rows if row in named)
