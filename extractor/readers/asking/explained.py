"""Which answers a failing rule casts doubt on: those whose row prints another figure that would account for the gap.

Value, tag, row and order of an answer have been checked: what may still be wrong is the column. A gap that no figure
put into another column explains is the page's own, and to ask about it again is money for the same answer.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from extractor.readers.asking.sheet import Sheet
from extractor.readers.layout.tokens import Mark
from extractor.records import Claim
from extractor.schema.compiled import RuleInstance

ZERO = Decimal(0)


def doubtful(sheet: Sheet, instance: RuleInstance, gap: Decimal, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the slots of a failing rule that an answer may have mistaken, where one or two of them explain the gap."""
    told = [(coefficient, slot) for coefficient, slot in instance.terms if slot in claims]
    if instance.relation != "==":
        return tuple(slot for _, slot in told)
    changes = {slot: _changes(sheet, slot, claims[slot], coefficient) for coefficient, slot in told}
    loose = {slot for slot, change in changes.items() if change is None}
    found = loose | _explaining({slot: change for slot, change in changes.items() if change is not None}, -gap)
    return tuple(slot for _, slot in told if slot in found)


def _explaining(changes: Mapping[str, set[Decimal]], wanted: Decimal) -> set[str]:
    """Return the slots that explain a gap alone; if there is none, those that do in pairs."""
    alone = {slot for slot, change in changes.items() if wanted in change}
    if alone:
        return alone
    pairs = combinations(changes.items(), 2)
    return {
        slot
        for (one, change), (other, its) in pairs
        if any(wanted - step in its for step in change)
        for slot in (one, other)
    }


def _changes(sheet: Sheet, slot: str, claim: Claim, coefficient: Decimal) -> set[Decimal] | None:
    """Return by how much another figure of its row in a slot's place would move the rule; null where any might stand."""
    row = slot.split("/")[1]
    place = sheet.places.of(row)
    if place is None or not sheet.places.holds(row) or sheet.schema.column_of(slot).unit:
        return None
    if claim.span is not None and claim.span not in {cell.span for cell in place.cells}:
        return None  # a piece of a run of digits: it may be cut elsewhere
    printed = {Decimal(cell.digits) for cell in place.cells if cell.mark is Mark.FIGURE}
    own = claim.value or ZERO
    return {coefficient * (value - own) for value in printed | {ZERO} if value != own}
