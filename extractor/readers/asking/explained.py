"""Which answers a failing rule casts doubt on: those whose row prints another figure that would account for the gap.

Value, tag, row and order of an answer have been checked: what may still be wrong is the column. A gap that no figure
put into another column explains, without breaking what holds, is the page's own: to ask about it again is money for
the same answer.
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations

from extractor.readers.asking.sheet import Sheet
from extractor.readers.layout.tokens import Mark
from extractor.records import Claim
from extractor.rules import HOLDS
from extractor.schema.compiled import RuleInstance

ZERO = Decimal(0)


Values = Mapping[str, Decimal | None]


def doubtful(
    sheet: Sheet, instance: RuleInstance, gap: Decimal, claims: Mapping[str, Claim], values: Values
) -> tuple[str, ...]:
    """Return the slots of a failing rule that an answer may have mistaken, where one or two of them explain the gap."""
    told = [(coefficient, slot) for coefficient, slot in instance.terms if slot in claims]
    if instance.relation != "==":
        return tuple(slot for _, slot in told)
    changes: dict[str, set[Decimal]] = {}
    loose: set[str] = set()
    for coefficient, slot in told:
        own = claims[slot].value or ZERO
        others = _others(sheet, slot, claims[slot])
        if others is None:
            loose.add(slot)
        else:
            changes[slot] = {coefficient * (value - own) for value in others if not _breaks(sheet, slot, value, values)}
    found = loose | _explaining(changes, -gap)
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


def _others(sheet: Sheet, slot: str, claim: Claim) -> set[Decimal] | None:
    """Return what else a slot may hold of what its row prints; null where that cannot be told."""
    row = slot.split("/")[1]
    place = sheet.places.of(row)
    if place is None or not sheet.places.holds(row) or sheet.schema.column_of(slot).unit:
        return None
    if claim.span is not None and claim.span not in {cell.span for cell in place.cells}:
        return None  # a piece of a run of digits: it may be cut elsewhere
    printed = {Decimal(cell.digits) for cell in place.cells if cell.mark is Mark.FIGURE}
    return (printed | {ZERO}) - {claim.value or ZERO}


def _breaks(sheet: Sheet, slot: str, value: Decimal, values: Values) -> bool:
    """Return whether a rule that may hold as it is could not with another value in a slot."""
    changed = {**values, slot: value}
    rules = (rule for rule in sheet.schema.instances if slot in rule.slots and rule.strength == "hard")
    return any(_may_hold(sheet, rule, values) and not _may_hold(sheet, rule, changed) for rule in rules)


def _may_hold(sheet: Sheet, rule: RuleInstance, values: Values) -> bool:
    """Return whether a rule holds, or could with what its missing slots may hold: they are no less than zero."""
    missing = [(coefficient, slot) for coefficient, slot in rule.terms if values.get(slot) is None]
    gap = sum((coefficient * (values.get(slot) or ZERO) for coefficient, slot in rule.terms), ZERO)
    if rule.relation != "==" or any(sheet.schema.column_of(slot).kind == "signed" for _, slot in missing):
        return bool(missing) or HOLDS[rule.relation](gap)
    may_rise = any(coefficient > 0 for coefficient, _ in missing)
    may_fall = any(coefficient < 0 for coefficient, _ in missing)
    return gap == 0 or (may_rise if gap < 0 else may_fall)
