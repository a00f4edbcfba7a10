"""Numbers that belong together: ends of a range share a unit, bare numbers with a dash are a score."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from extractor.span import Span
from extractor.verify.nouns import Kind, Quantity

_BETWEEN: Final = re.compile(r"\s?(?:-|--|~|–|—|to|至|到|、|或|and|or|,|, and)\s?", re.IGNORECASE)
_RANGE: Final = re.compile(r"\s?(?:-|--|~|–|—|to)\s?", re.IGNORECASE)
_DASH: Final = re.compile(r"\s?[-–]\s?")
_AND_CENTS: Final = re.compile(r"\s{1,2}and\s{1,2}(?:[a-z]\s{1,2})?", re.IGNORECASE)
_CENTS: Final = re.compile(r"\s{1,2}(?:cents?|centimes|pence)\b", re.IGNORECASE)
_PRINTED: Final = re.compile(r"\d[\d,]{0,40}(?:\.\d{1,15})?")
_LEAST_SCALED: Final = 1000
_TIMES: Final = 50
_LOOSE: Final = frozenset({Kind.BARE, Kind.COUNT})


def joined(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield quantities with what their neighbours lend them."""
    at = 0
    found = _coined(text, found)
    while at < len(found):
        one = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        between = text[one.span.end : after.span.start] if after and after.span.start - one.span.end <= 8 else None
        if after is None or between is None:
            yield one
        elif (whole := _whole(text, one, after, between)) is not None:
            yield whole
            at += 1
        else:
            yield _lent(one, after) if _BETWEEN.fullmatch(between) and _may_lend(one, after, between) else one
        at += 1


def _is_score(one: Quantity, after: Quantity) -> bool:
    """Return whether two numbers with a dash may be a score and no range: both bare, or the greater one first."""
    return after.kind is Kind.BARE or (after.kind is Kind.COUNT and after.unit.isascii() and one.value > after.value)


def _coined(text: str, found: Sequence[Quantity]) -> Sequence[Quantity]:
    """Return quantities with the second end of a range in money where only its first has the sign: $1.6-1.7 billion."""
    made = list(found)
    for at, (one, after) in enumerate(pairwise(found)):
        is_beside = after.span.start - one.span.end <= 4 and _RANGE.fullmatch(text[one.span.end : after.span.start])
        if (
            one.kind is Kind.MONEY
            and after.kind is Kind.BARE
            and is_beside
            and one.value < _LEAST_SCALED <= after.value
        ):
            made[at + 1] = replace(after, kind=Kind.MONEY, unit=one.unit)
    return made


def _whole(text: str, one: Quantity, after: Quantity, between: str) -> Quantity | None:
    """Return two numbers that are one thing: a score, or money with its small coin."""
    span = Span(one.span.start, after.span.end)
    if one.kind is Kind.MONEY and after.value < 100 and _AND_CENTS.fullmatch(between):
        coin = _CENTS.match(text, after.span.end)
        is_coin = after.kind is Kind.MONEY and after.text.lower().endswith(("cents", "cent"))
        if one.step == 1 and (coin or is_coin or (after.kind is Kind.BARE and one.digits <= 2)):
            end = coin.end() if coin and not is_coin else after.span.end
            part = after.value if is_coin else after.value / 100
            step = Decimal("0.01")
            return replace(
                one, span=Span(span.start, end), text=text[span.start : end], value=one.value + part, step=step
            )
    is_pair = (
        one.kind is Kind.BARE and _is_score(one, after) and one.step == after.step == 1 and _DASH.fullmatch(between)
    )
    if is_pair and max(one.value, after.value) < _LEAST_SCALED:
        parts = (int(one.value), int(after.value))
        value = Decimal(parts[0] * 1000 + parts[1])
        return replace(one, kind=Kind.PAIR, parts=parts, value=value, span=span, text=text[span.start : span.end])
    return None


def _may_lend(one: Quantity, after: Quantity, between: str) -> bool:
    """Return whether two numbers may count the same: behind a comma only those of about the same size."""
    return between.strip() not in {",", "、"} or one.value <= _TIMES * max(after.value, Decimal(1))


def _lent(one: Quantity, after: Quantity) -> Quantity:
    """Return the first end of a range with the unit and the scale of its second end, where it prints none itself."""
    if one.kind is Kind.BARE and after.kind is Kind.DATE and after.parts[3] is not None and one.value <= 31:
        return replace(one, kind=Kind.DATE, parts=(None, None, None, int(one.value)), value=one.value)
    if after.kind is Kind.TIME:
        is_hour = one.kind is Kind.BARE and one.step == 1 and one.value <= 24
        return (
            replace(one, kind=Kind.TIME, parts=(int(one.value), 0), value=one.value * 60, unit="min")
            if is_hour
            else one
        )
    if one.kind is Kind.MONEY and after.kind is Kind.MONEY and one.value < _LEAST_SCALED <= after.value:
        return _scaled(one, after)
    if one.kind is after.kind is Kind.BARE:
        return _scaled(one, after)
    if one.kind is not Kind.BARE or after.kind in {Kind.BARE, Kind.DATE, Kind.LABEL, Kind.PAIR, Kind.DIGITS}:
        return one
    return replace(_scaled(one, after), kind=after.kind, unit=after.unit, is_range=True)


def _scaled(one: Quantity, after: Quantity) -> Quantity:
    """Return `2` of `2 to 3 billion` as two billion: scaled as the other end is, where it is so small beside it."""
    printed = _PRINTED.search(after.text)
    digits = Decimal(printed.group().replace(",", "")) if printed else after.value
    factor = after.value / digits if after.value and digits else Decimal(1)
    is_scaled = one.value < _LEAST_SCALED and factor != 1 and factor > 0
    return replace(one, value=one.value * factor, step=one.step * factor) if is_scaled else one
