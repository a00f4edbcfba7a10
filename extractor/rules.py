"""One rule instance confronted with readings: holds, fails, or cannot be assessed. Missing is never zero."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.records import RuleVerdict
from extractor.schema.compiled import RuleInstance

HOLDS: Mapping[str, Callable[[Decimal], bool]] = {
    "==": lambda gap: gap == 0,
    ">=": lambda gap: gap >= 0,
    "<=": lambda gap: gap <= 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Confrontation:
    """What came of one instance: `gap` is left side minus right side; `is_vacuous` means 0 = 0 + ... + 0."""

    instance: RuleInstance
    verdict: RuleVerdict
    gap: Decimal | None = None
    is_vacuous: bool = False
    missing: tuple[str, ...] = ()


def confront(instance: RuleInstance, values: Mapping[str, Decimal | None]) -> Confrontation:
    """Return the outcome of one instance over exact decimal values; a slot without a value is missing."""
    terms = [(coefficient, slot, values.get(slot)) for coefficient, slot in instance.terms]
    missing = tuple(slot for _, slot, value in terms if value is None)
    if missing:
        return Confrontation(instance=instance, verdict=RuleVerdict.NOT_ASSESSABLE, missing=missing)
    gap = sum((coefficient * value for coefficient, _, value in terms if value is not None), Decimal(0))
    holds = HOLDS[instance.relation](gap)
    return Confrontation(
        instance=instance,
        verdict=RuleVerdict.PASS if holds else RuleVerdict.FAIL,
        gap=gap,
        is_vacuous=all(value == 0 for _, _, value in terms),
    )
