"""True tables: leaves drawn at random, everything else computed from the hard rules."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random

from extractor.figures import plain
from extractor.schema.algebra import Elimination, eliminate
from extractor.schema.compiled import RuleInstance, Schema
from extractor.schema.model import Column

SPARSITIES = ("zero", "sparse", "dense")
_FILLED = {"zero": 0.0, "sparse": 0.12, "dense": 0.75}
_SHARES = (1.0,) * 10 + (0.5,) * 10 + (0.2,) * 10 + (0.05,) * 10 + (0.0,)
"""How many of the leaves are filled at each attempt to solve what cannot be computed one after the other."""
_FINEST = 6  # decimals


def draw(schema: Schema, rng: Random, sparsity: str) -> dict[str, Decimal]:
    """Return a value for every slot of the closed tables, such that every hard rule of the schema holds.

    `zero` leaves every table that has rules empty; a table without rules always has some figures.
    """
    ruled = {slot.split("/")[0] for instance in equalities(schema) for slot in instance.slots}
    scale = rng.choice((9, 40, 300, 3000))
    computed = {_head(instance) for instance in equalities(schema)}
    leaves: dict[str, Decimal] = {}
    for slot in schema.slots:
        if slot not in computed:
            filled = _FILLED[sparsity] if slot.split("/")[0] in ruled else 0.55
            leaves[slot] = _leaf(schema.column_of(slot), scale, rng) if rng.random() < filled else Decimal(0)
    _respect_inequalities(schema, leaves)
    values = _completed(schema, leaves)
    if values is None or not _is_true(schema, values):
        values = _solved(schema, rng, scale, _FILLED[sparsity])
    return values


def hard_rules(schema: Schema) -> tuple[RuleInstance, ...]:
    """Return the rules of the schema that the form prints or defines."""
    return tuple(rule for rule in schema.instances if rule.strength == "hard")


def equalities(schema: Schema) -> tuple[RuleInstance, ...]:
    """Return the hard equations of the schema."""
    return tuple(rule for rule in hard_rules(schema) if rule.relation == "==")


def gap(instance: RuleInstance, values: Mapping[str, Decimal]) -> Decimal:
    """Return left side minus right side."""
    return sum((values[slot] * sign for sign, slot in instance.terms), Decimal(0))


def is_kept(instance: RuleInstance, values: Mapping[str, Decimal]) -> bool:
    """Return whether a rule holds for these values."""
    left = gap(instance, values)
    return {"==": left == 0, ">=": left >= 0, "<=": left <= 0}[instance.relation]


def _leaf(column: Column, scale: int, rng: Random) -> Decimal:
    size = max(1, int(scale ** rng.random()))
    if column.kind == "money":
        places = rng.choice((0, 2, 4, 6) if column.unit == "万元" else (0, 2))
        return Decimal(rng.randrange(1, max(2, size) * 10**places)).scaleb(-places)
    if column.kind == "percentage":
        return Decimal(min(size, 100))
    return Decimal(-size if column.kind == "signed" and rng.random() < 0.4 else size)


def _head(instance: RuleInstance) -> str | None:
    """Return the slot an equation computes: the first on its left side."""
    return next((slot for sign, slot in instance.terms if sign == 1), None)


def _respect_inequalities(schema: Schema, leaves: dict[str, Decimal]) -> None:
    """Swap the two sides of a two-slot inequality that does not hold, so that even soft rules pass."""
    for instance in schema.instances:
        if instance.relation == "==" or len(instance.terms) != 2 or not leaves.keys() >= set(instance.slots):
            continue
        if not is_kept(instance, leaves):
            one, other = instance.slots
            leaves[one], leaves[other] = leaves[other], leaves[one]


def _completed(schema: Schema, leaves: dict[str, Decimal]) -> dict[str, Decimal] | None:
    """Compute the rest; where an equation would need a negative count, the other slot of its left side gives way.

    None where the equations cannot be computed one after the other.
    """
    while True:
        values = dict(leaves)
        is_done = _fill(schema, values, leaves)
        if is_done is not False:
            return values if is_done else None


def _fill(schema: Schema, values: dict[str, Decimal], leaves: dict[str, Decimal]) -> bool | None:
    """Return whether every equation is computed; not so where a leaf has given way, None where nothing helps."""
    pending = equalities(schema)
    while pending:
        ready = [(head, rule) for rule in pending if (head := _head(rule)) and values.keys() >= {*rule.slots} - {head}]
        if not ready:
            return None
        for head, rule in ready:
            if head not in values:
                values[head] = Decimal(0)
                values[head] = -gap(rule, values)
            if values[head] < 0 and schema.column_of(head).kind != "signed":
                return _give_way(rule, head, values[head], leaves)
        done = [rule for _, rule in ready]
        pending = tuple(rule for rule in pending if rule not in done)
    return True


def _give_way(rule: RuleInstance, head: str, short: Decimal, leaves: dict[str, Decimal]) -> bool | None:
    """Take from a leaf on the left side what the head of an equation falls short of; None where there is none."""
    others = (slot for sign, slot in rule.terms if sign == 1 and slot != head)
    giving = next((slot for slot in others if leaves.get(slot)), None)
    if giving is None:
        return None
    leaves[giving] = max(Decimal(0), leaves[giving] + short)
    return False


def _is_true(schema: Schema, values: Mapping[str, Decimal]) -> bool:
    """Return whether every hard rule holds and every figure is one that its column may have."""
    return all(is_kept(rule, values) for rule in hard_rules(schema)) and all(
        _fits(schema.column_of(slot), value) for slot, value in values.items()
    )


def _fits(column: Column, value: Decimal) -> bool:
    is_whole = value == int(value)
    return (value >= 0 or column.kind == "signed") and (is_whole or column.kind == "money")


def _solved(schema: Schema, rng: Random, scale: int, filled: float) -> dict[str, Decimal]:
    """Solve all equations together, with fewer figures at each attempt that fails; with none, every rule holds."""
    system = eliminate([{slot: sign for sign, slot in rule.terms} for rule in equalities(schema)])
    pivots = {next(iter(row)) for row in system.rows}
    for share in _SHARES:
        free = {
            slot: _leaf(schema.column_of(slot), scale, rng) if rng.random() < filled * share else Decimal(0)
            for slot in schema.slots
            if slot not in pivots
        }
        values = _with_pivots(system, free)
        if values is not None and _is_true(schema, values):
            return values
    return dict.fromkeys(schema.slots, Decimal(0))


def _with_pivots(system: Elimination, free: Mapping[str, Decimal]) -> dict[str, Decimal] | None:
    """Return the values with those that they determine; None where one of these has no end of decimals."""
    values = dict(free)
    for row in system.rows:
        pivot, *others = row
        value = -sum((Fraction(free[slot]) * row[slot] for slot in others), Fraction(0)) * 10**_FINEST
        if value.denominator != 1:
            return None
        values[pivot] = _shortest(Decimal(value.numerator).scaleb(-_FINEST))
    return values


def _shortest(value: Decimal) -> Decimal:
    text = plain(value)
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
