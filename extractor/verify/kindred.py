"""Numbers that say the same in another kind: 7:30 and 7.30pm, a year and 12 months, the sixties and 1964, 31 to 17."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from extractor.verify.index import Index
from extractor.verify.nouns import Kind, Quantity

_DAYS: Final = {"year": Decimal(365), "month": Decimal(365) / 12, "day": Decimal(1), "second": Decimal(1) / 86_400}
_CALENDAR: Final = Decimal("0.025")
"""By how much 12 months, 52 weeks and 365 days differ, and 90 days from three months."""

_LOST: Final = re.compile(r"告负|不敌|惜败|败给|败北|输给|落败|\blos[et]", re.IGNORECASE)
_LOOSE: Final = frozenset({Kind.BARE, Kind.COUNT})
_CLOCKS: Final = frozenset({Kind.TIME, Kind.PAIR, Kind.BARE})
_HALF_A_DAY: Final = 720
_APART: Final = 8
_DECADE: Final = "s"
_OLDEST: Final = 100


def kindred(claim: Quantity, index: Index) -> Iterator[Quantity]:
    """Yield the quantities of a source that say what a claim says, in another kind or unit."""
    if claim.kind in _CLOCKS:
        yield from _clocks(claim, index)
    if claim.kind is Kind.DURATION:
        yield from _lengths(claim, index)
    if claim.kind is Kind.PAIR:
        yield from _pairs(claim, index)
    if claim.kind is Kind.COUNT and claim.unit == _DECADE:
        yield from _decades(claim, index)


def ranks(claim: Quantity, index: Index) -> Iterator[Quantity]:
    """Yield counts with the value of a rank and ranks with the value of a count: episode 8 and the eighth episode."""
    others = _LOOSE if claim.kind is Kind.ORDINAL else {Kind.ORDINAL} if claim.kind in _LOOSE else frozenset()
    if others and claim.step == 1 and claim.unit.isascii():
        yield from (each for each in index.near_value(claim.value, claim.value) if each.kind in others)


def reversed_scores(claim: Quantity, index: Index) -> Iterator[Quantity]:
    """Yield the scores that the losing side has the other way around: 119:128告负 for a win by 128:119."""
    if claim.kind is Kind.PAIR:
        value = Decimal((claim.parts[1] or 0) * 1000 + (claim.parts[0] or 0))
        for each in index.near_value(value, value):
            sentence = index.sentences[index.sentence_of(each.span.start)]
            if each.kind is Kind.PAIR and _LOST.search(index.folded, *sentence):
                yield each


def coins(claim: Quantity, index: Index) -> Iterator[Quantity]:
    """Yield bare numbers with the value of a sum of money: `I'll pay you back 60`."""
    if claim.kind is Kind.MONEY:
        yield from (each for each in index.near_value(claim.value, claim.value) if each.kind is Kind.BARE)


def _clock(quantity: Quantity) -> tuple[int, int] | None:
    """Return the hour and the minute that a quantity may print."""
    if quantity.kind is Kind.TIME or (quantity.kind is Kind.PAIR and ":" in quantity.text):
        hour, minute = quantity.parts[0] or 0, quantity.parts[1] or 0
    elif quantity.kind is Kind.BARE and quantity.step in {Decimal(1), Decimal("0.01")}:
        is_spoken = not quantity.text[:1].isdecimal() and quantity.value >= _OLDEST
        told = quantity.value / 100 if is_spoken else quantity.value
        hour, minute = int(told), int(told % 1 * 100)
    else:
        return None
    return (hour, minute) if hour <= 24 and minute < 60 else None


def _clocks(claim: Quantity, index: Index) -> Iterator[Quantity]:
    told = _clock(claim)
    if told is None:
        return
    hour, minute = told
    minutes = hour % 12 * 60 + minute
    values = {Decimal(hour * 100 + minute), hour + Decimal(minute) / 100, Decimal(hour * 1000 + minute)}
    values |= {Decimal(minutes), Decimal(minutes + _HALF_A_DAY)}
    for value in sorted(values):
        for other in index.near_value(value, value):
            if _is_clock_for(claim, other) and _same_hour(told, _clock(other)):
                yield other


def _is_clock_for(claim: Quantity, other: Quantity) -> bool:
    if claim.kind is other.kind:
        return claim.kind is Kind.TIME and (not _half(claim) or not _half(other) or _half(claim) == _half(other))
    kinds = {claim.kind, other.kind}
    return kinds <= _CLOCKS and (Kind.TIME in kinds or Kind.PAIR in kinds)


def _half(time: Quantity) -> str:
    """Return which half of the day a time names: a or p, empty where it names none."""
    tail = time.text.lower().lstrip("0123456789:. ")
    return tail[:1] if tail[:2] in {"am", "pm", "a.", "p."} else ""


def _same_hour(one: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and one[0] % 12 == other[0] % 12 and one[1] == other[1]


def _lengths(claim: Quantity, index: Index) -> Iterator[Quantity]:
    days = claim.value * _DAYS.get(claim.unit, Decimal(0))
    for unit, length in _DAYS.items():
        if unit != claim.unit and days:
            value, gap = days / length, days / length * _CALENDAR
            for other in index.near_value(value - gap, value + gap):
                if other.kind is Kind.DURATION and other.unit == unit:
                    yield other


def _pairs(claim: Quantity, index: Index) -> Iterator[Quantity]:
    """Yield the first of two numbers that stand side by side: `won 27 24`, `31 to 17`, `13 and 4`."""
    first, second = (Decimal(part or 0) for part in claim.parts)
    for one in index.near_value(first, first):
        fellows = index.fellows(index.sentence_of(one.span.start))[:60]
        if one.kind in _LOOSE and any(
            other.value == second and 0 < other.span.start - one.span.end <= _APART for other in fellows
        ):
            yield one


def _decades(claim: Quantity, index: Index) -> Iterator[Quantity]:
    """Yield a decade printed otherwise (`the sixties`, 1960s), or an age or a year that lies in it."""
    start = claim.value
    for low in {start, start % 100, start % 100 + 1900}:
        yield from (each for each in index.near_value(low, low) if each.unit == _DECADE and each.kind is Kind.COUNT)
    if start < _OLDEST:
        for each in index.near_value(start, start + 9):
            if each.kind is Kind.AGE or (each.kind is Kind.BARE and each.step == 1):
                yield each
    else:
        for year in range(int(start), int(start) + 10):
            yield from index.dates(0, year)
