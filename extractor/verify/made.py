"""Quantities made from what a pattern found."""

import re
from decimal import Decimal

from extractor.span import Span
from extractor.verify.nouns import Kind, Quantity
from extractor.verify.tails import Tail, bound_before

Found = tuple[Quantity | None, int]
"""A quantity, or None where this is none, and where to read on."""


def plain_quantity(match: re.Match[str], kind: Kind, value: Decimal, unit: str = "", bound: str = "") -> Quantity:
    """Return a quantity that is the whole of what a pattern found."""
    return Quantity(
        span=Span(*match.span()), text=match.group(), kind=kind, value=value, unit=unit, digits=2, bound=bound
    )


def counted(text: str, span: Span, number: tuple[Decimal, Decimal], tail: Tail, digits: int) -> Found:
    """Return a number with what stands around it: its unit and scale behind, 第 and words that widen it before."""
    value, step = number
    whole = Span(span.start, tail.end)
    is_ordinal = tail.is_ordinal or text[span.start - 1 : span.start] == "第"
    if is_ordinal:
        whole = Span(whole.start - (text[span.start - 1 : span.start] == "第"), whole.end)
    found = Quantity(
        span=whole,
        text=text[whole.start : whole.end],
        kind=Kind.ORDINAL if is_ordinal else tail.kind,
        value=value * tail.factor,
        unit=tail.unit,
        step=step * tail.factor,
        digits=digits,
        bound=tail.bound or bound_before(text, whole.start),
    )
    return found, tail.end


def step_of(printed: str) -> Decimal:
    """Return what one unit of the last printed digit is worth."""
    return Decimal(1).scaleb(-len(printed.partition(".")[2]))


def digits_of(printed: str) -> int:
    """Return how many digits of a number count: zeros at the end of a whole number may be rounding."""
    bare = printed.lstrip("0.").replace(".", "")
    return len(bare if "." in printed else bare.rstrip("0"))
