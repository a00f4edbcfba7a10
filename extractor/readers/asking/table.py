"""One table asked for: a question, its answer checked, what failed asked once more, and no more than that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.model import Failed, Failure, Reply, Stage
from extractor.readers.asking.answer import Cells
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


def fill(sheet: Sheet) -> Stage[Filled]:
    """Ask for the rows of a sheet, and once more for those whose answer does not pass, each with the exact reason."""
    (reply,) = yield (question(sheet, sheet.rows),)
    if isinstance(reply, Failed) and reply.kind is not Failure.MALFORMED:
        return Filled(sheet=sheet, failure=reply)
    first = _judged(sheet, reply, sheet.rows)
    if not first.faults:
        return Filled(sheet=sheet, judged=first)
    rows = _rows_of(sheet, first.faults)
    (reply,) = yield (question(sheet, rows, first.faults),)
    if isinstance(reply, Failed):
        return Filled(sheet=sheet, judged=first, failure=reply)
    kept = {slot: claim for slot, claim in first.claims.items() if slot.split("/")[1] not in rows}
    second = _judged(sheet, reply, rows, kept)
    return Filled(sheet=sheet, judged=merged(first, second))


def _judged(sheet: Sheet, reply: Reply, rows: Sequence[str], kept: Mapping[str, Claim] = NOTHING) -> Judged:
    if isinstance(reply, Failed) or not isinstance(reply.answer, Cells):
        return Judged(faults=(MALFORMED,))
    return judge(sheet, reply.answer.cells, rows, kept)


def _rows_of(sheet: Sheet, faults: Sequence[Fault]) -> tuple[str, ...]:
    """Return the rows that faults are in; all of them, where the answer was none."""
    named = {slot.split("/")[1] for fault in faults for slot in fault.slots}
    return tuple(row for row in sheet.rows if row in named) or sheet.rows
