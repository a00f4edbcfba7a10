"""Slots whose figure is lost, illegible or missing, where the hard equations leave only one value."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from extractor.records import Claim, Evidence, State
from extractor.schema.compiled import RuleInstance, Schema

MISSING = {State.UNREAD, State.ILLEGIBLE}
ROUNDS = 4


def complete(claims: Mapping[str, Claim], schema: Schema) -> dict[str, Claim]:
    """Return the claims with every missing one filled that at least two equations, agreeing, determine.

    Equations are taken only from what is read; the value is stated as inferred, never as printed. One equation alone
    is not enough: where a printed total is wrong, it would invent a figure that mends it.
    """
    known = dict(claims)
    equations = [i for i in schema.instances if i.relation == "==" and i.strength == "hard"]
    for _ in range(ROUNDS):
        implied = _implied(known, equations)
        filled = {slot: values for slot, values in implied.items() if len(set(values)) == 1 and values[0] >= 0}
        if not filled:
            break
        for slot, values in filled.items():
            known[slot] = _filled(known[slot], values[0])
    return _confirmed(claims, known, equations)


def _filled(claim: Claim, value: Decimal) -> Claim:
    state = State.VALUE if value else State.ZERO
    return replace(claim, state=state, value=value, text=None, span=None, evidence=Evidence.FILLED, candidates=())


def _implied(known: Mapping[str, Claim], equations: list[RuleInstance]) -> dict[str, list[Decimal]]:
    """Return for each missing slot what each equation in which only it is missing says it is."""
    implied: dict[str, list[Decimal]] = {}
    for equation in equations:
        missing = [(c, slot) for c, slot in equation.terms if slot not in known or known[slot].state in MISSING]
        if len(missing) != 1 or missing[0][1] not in known:
            continue
        coefficient, slot = missing[0]
        rest = [(c, known[other].value) for c, other in equation.terms if other != slot]
        if all(value is not None for _, value in rest):
            total = sum((c * value for c, value in rest if value is not None), Decimal(0))
            implied.setdefault(slot, []).append(-total / coefficient if total else Decimal(0))
    return implied


def _confirmed(before: Mapping[str, Claim], after: dict[str, Claim], equations: list[RuleInstance]) -> dict[str, Claim]:
    """Take back what fewer than two equations speak for, or what any equation contradicts."""
    for slot, claim in before.items():
        if claim.state not in MISSING or after[slot].state in MISSING:
            continue
        speaking = [_holds(equation, after) for equation in equations if slot in equation.slots]
        if speaking.count(True) < 2 or False in speaking:
            after[slot] = claim
    return after


def _holds(equation: RuleInstance, claims: Mapping[str, Claim]) -> bool | None:
    total = Decimal(0)
    for coefficient, slot in equation.terms:
        value = claims[slot].value if slot in claims else None
        if value is None:
            return None
        total += coefficient * value
    return not total
