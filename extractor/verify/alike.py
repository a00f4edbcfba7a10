"""Whether two quantities say the same: like kinds, values equal as printed or rounded, dates part by part."""

from decimal import Decimal
from typing import Final

from extractor.verify.nouns import Kind, Quantity
from extractor.verify.units import ANY_COUNT, SAME_COUNTS

_NEVER_BARE: Final = frozenset({Kind.DATE, Kind.PAIR, Kind.LABEL, Kind.ORDINAL, Kind.DIGITS, Kind.MULTIPLE, Kind.NAME})
_OFTEN_BARE: Final = frozenset({Kind.COUNT, Kind.TIME, Kind.DURATION, Kind.AGE, Kind.MEASURE})
_SPANS: Final = frozenset({Kind.DURATION, Kind.AGE})
_ENOUGH_DIGITS: Final = 3
_ABOUT: Final = Decimal("0.05")
_FAR: Final = Decimal("0.15")
_FARTHEST: Final = Decimal("0.25")


def is_like(claim: Quantity, other: Quantity) -> bool:
    """Return whether two quantities count the same kind of thing, so that one may be held against the other."""
    if claim.kind is other.kind:
        return _same_unit(claim, other)
    kinds = {claim.kind, other.kind}
    if Kind.BARE in kinds:
        (typed,) = kinds - {Kind.BARE}
        return typed not in _NEVER_BARE if claim.kind is Kind.BARE else typed in _OFTEN_BARE
    return kinds <= _SPANS and claim.text.isascii() and other.text.isascii()


def _same_unit(claim: Quantity, other: Quantity) -> bool:
    if claim.kind is Kind.COUNT:
        return claim.unit == other.unit or (_is_latin(claim) and _is_latin(other)) or _is_any(claim, other)
    if claim.kind is Kind.ORDINAL:
        return claim.unit == other.unit or not claim.unit or not other.unit or _is_latin(claim)
    if claim.kind in {Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.AGE}:
        return claim.unit == other.unit
    return True


def _is_any(claim: Quantity, other: Quantity) -> bool:
    if {claim.unit, other.unit} in SAME_COUNTS:
        return True
    return bool({claim.unit, other.unit} & ANY_COUNT) and "分" not in {claim.unit, other.unit}


def _is_latin(quantity: Quantity) -> bool:
    return quantity.unit.isascii()


def is_same(claim: Quantity, other: Quantity) -> bool:
    """Return whether a printed quantity bears out one of a like kind, rounding and words like `about` allowed for."""
    if claim.kind is Kind.DATE:
        return is_within(claim, other)
    if claim.kind is Kind.LABEL:
        return claim.unit == other.unit
    if claim.kind is Kind.PAIR or other.kind is Kind.PAIR:
        return claim.parts == other.parts
    if claim.kind is Kind.TIME or other.kind is Kind.TIME:
        return _same_time(claim, other)
    if claim.kind is Kind.COUNT and claim.unit == "s":
        return claim.value == other.value and other.unit == "s"
    return same_value(claim, other.value)


def same_value(claim: Quantity, value: Decimal) -> bool:
    """Return whether a value is the one a claim prints, at its precision, or within what its words allow."""
    if claim.value == value:
        return True
    gap = abs(claim.value - value)
    if claim.digits >= _ENOUGH_DIGITS and gap * 2 <= claim.step:
        return True
    if not claim.bound:
        return False
    if (gap * 2 <= claim.step and gap <= _FARTHEST * abs(claim.value) and not _is_beyond(claim, value)) or (
        gap * 2 <= round_step(claim) and gap <= _ABOUT * abs(claim.value)
    ):
        return True
    return _is_widened(claim, value, gap)


def _is_beyond(claim: Quantity, value: Decimal) -> bool:
    """Return whether a value is plainly on the other side of `over a million` or `nearly a million`."""
    gap = value - claim.value
    return abs(gap) > _ABOUT * abs(claim.value) and (
        (claim.bound == "over" and gap < 0) or (claim.bound == "under" and gap > 0)
    )


def round_step(claim: Quantity) -> Decimal:
    """Return what one of the last digit that counts is worth: ten for 120, where the zero may be rounding."""
    if claim.step < 1 or not claim.value:
        return claim.step
    return Decimal(10) ** (claim.value.adjusted() - max(claim.digits, 1) + 1)


def _is_widened(claim: Quantity, value: Decimal, gap: Decimal) -> bool:
    """Return whether `over 200` or `nearly 200` says a value: cut or raised to the digits printed, and not far off."""
    if gap > _FAR * abs(claim.value) or gap >= round_step(claim):
        return False
    return (claim.bound == "over" and value > claim.value) or (claim.bound == "under" and value < claim.value)


def _same_time(claim: Quantity, other: Quantity) -> bool:
    if claim.kind is other.kind:
        return claim.value == other.value
    time, bare = (claim, other) if claim.kind is Kind.TIME else (other, claim)
    return time.parts[1] == 0 and bare.value == time.parts[0]


def is_within(claim: Quantity, other: Quantity) -> bool:
    """Return whether a printed date has every part that a claim's date prints."""
    return all(part is None or part == printed for part, printed in zip(claim.parts, other.parts, strict=True))


def reach(claim: Quantity) -> tuple[Decimal, Decimal]:
    """Return between which values a printed number may bear a claim out."""
    gap = Decimal(0)
    if claim.digits >= _ENOUGH_DIGITS or claim.bound:
        gap = claim.step / 2
    if claim.bound:
        gap = max(gap, _FAR * abs(claim.value))
    return claim.value - gap, claim.value + gap
