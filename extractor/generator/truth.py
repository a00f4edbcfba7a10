"""True tables: leaves drawn at random, everything else computed from the hard rules."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from extractor.schema.compiled import RuleInstance, Schema

SPARSITIES = ("zero", "sparse", "dense")
_FILLED = {"zero": 0.0, "sparse": 0.12, "dense": 0.75}


def draw(schema: Schema, rng: Random, sparsity: str) -> dict[str, Decimal]:
    """Return a value for every slot of the closed tables, such that every hard equality of the schema holds.

    `zero` leaves every table that has rules empty; a table without rules always has some figures.
    """
    ruled = {slot.split("/")[0] for instance in equalities(schema) for slot in instance.slots}
    scale = rng.choice((9, 40, 300, 3000))
    computed = {_head(instance) for instance in equalities(schema)}
    leaves: dict[str, Decimal] = {}
    for slot in schema.slots:
        if slot not in computed:
            filled = _FILLED[sparsity] if slot.split("/")[0] in ruled else 0.55
            leaves[slot] = _leaf(schema.column_of(slot).kind, scale, rng) if rng.random() < filled else Decimal(0)
    _respect_inequalities(schema, leaves)
    return {slot: value for slot, value in _completed(schema, leaves).items() if slot in set(schema.slots)}


def equalities(schema: Schema) -> tuple[RuleInstance, ...]:
    """Return the hard equations of the schema."""
    return tuple(rule for rule in schema.instances if rule.strength == "hard" and rule.relation == "==")


def gap(instance: RuleInstance, values: Mapping[str, Decimal]) -> Decimal:
    """Return left side minus right side."""
    return sum((values[slot] * sign for sign, slot in instance.terms), Decimal(0))


def _leaf(kind: str, scale: int, rng: Random) -> Decimal:
    size = max(1, int(scale ** rng.random()))
    if kind == "money":
        places = rng.choice((0, 2, 4, 6))
        return Decimal(rng.randrange(1, max(2, size) * 10**places)).scaleb(-places)
    return Decimal(-size if kind == "signed" and rng.random() < 0.4 else size)


def _head(instance: RuleInstance) -> str:
    """Return the slot an equation computes: the first on its left side."""
    return next(slot for sign, slot in instance.terms if sign == 1)


def _respect_inequalities(schema: Schema, leaves: dict[str, Decimal]) -> None:
    """Swap the two sides of a two-slot inequality that does not hold, so that even soft rules pass."""
    for instance in schema.instances:
        if instance.relation == "==" or len(instance.terms) != 2 or not leaves.keys() >= set(instance.slots):
            continue
        if (gap(instance, leaves) < 0) == (instance.relation == ">="):
            one, other = instance.slots
            leaves[one], leaves[other] = leaves[other], leaves[one]


def _completed(schema: Schema, leaves: dict[str, Decimal]) -> dict[str, Decimal]:
    """Compute the rest; where an equation would need a negative count, the other slot of its left side gives way."""
    while True:
        values = dict(leaves)
        if _fill(equalities(schema), values, leaves):
            return values


def _fill(pending: tuple[RuleInstance, ...], values: dict[str, Decimal], leaves: dict[str, Decimal]) -> bool:
    while pending:
        ready = [rule for rule in pending if values.keys() >= set(rule.slots) - {_head(rule)}]
        if not ready:
            raise ValueError(f"rule {pending[0].rule} cannot be computed: its slots wait for one another")
        for rule in ready:
            head = _head(rule)
            if head not in values:
                values[head] = Decimal(0)
                values[head] = -gap(rule, values)
            if values[head] < 0:
                giving = next(slot for sign, slot in rule.terms if sign == 1 and slot != head and leaves.get(slot))
                leaves[giving] = max(Decimal(0), leaves[giving] + values[head])
                return False
        pending = tuple(rule for rule in pending if rule not in ready)
    return True
