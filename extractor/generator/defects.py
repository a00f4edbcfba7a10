"""Mistakes the agency itself printed: sums that do not add up."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from extractor.generator.case import Planted
from extractor.generator.line import Content
from extractor.generator.truth import equalities, hard_rules, is_kept
from extractor.schema.compiled import RuleInstance, Schema


def plant(schema: Schema, printed: Mapping[str, Content], rng: Random) -> dict[str, Content]:
    """Return the printed contents with one figure of some rule changed by a little or in one digit."""
    wrong = dict(printed)
    rules = [rule for rule in equalities(schema) if all(isinstance(printed[slot], Decimal) for slot in rule.slots)]
    if rules:
        rule = rng.choice(rules)
        slot = next(iter(rule.slots)) if rng.random() < 0.6 else rng.choice(rule.slots)
        value = printed[slot]
        if isinstance(value, Decimal):
            wrong[slot] = _changed(value, rng)
    return wrong


def broken(schema: Schema, printed: Mapping[str, Content]) -> tuple[Planted, ...]:
    """Return every rule instance that the printed figures break; one with a blank member is not assessable."""
    return tuple(
        Planted(rule=rule.rule, over=rule.over, slots=rule.slots)
        for rule in hard_rules(schema)
        if (values := _numbers(rule, printed)) is not None and not is_kept(rule, values)
    )


def _numbers(rule: RuleInstance, printed: Mapping[str, Content]) -> dict[str, Decimal] | None:
    values = {slot: value for slot in rule.slots if isinstance(value := printed[slot], Decimal)}
    return values if len(values) == len(rule.slots) else None


def _changed(value: Decimal, rng: Random) -> Decimal:
    steps = [Decimal(step) for step in (1, -1, 2, 10, -10, 100) if value + step >= 0 and step < 5 * value + 5]
    digits = str(int(value))
    place = rng.randrange(len(digits))
    low = "1" if place == 0 and len(digits) > 1 else "0"
    digit = rng.choice([other for other in "0123456789" if other != digits[place] and other >= low])
    swapped = Decimal(digits[:place] + digit + digits[place + 1 :])
    return rng.choice([swapped, value + rng.choice(steps)]) if steps else swapped
