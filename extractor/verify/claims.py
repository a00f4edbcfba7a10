"""A claim: one number of the text with what stands around it; and what is said of it in the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from extractor.verify.alike import is_same
from extractor.verify.context import likeness
from extractor.verify.directions import direction
from extractor.verify.index import Index, Text
from extractor.verify.nouns import Fact, Kind, Quantity, Slip, Support
from extractor.verify.roles import is_compared_with, speaks_of_before

_MOST_FELLOWS: Final = 40
_LARGE: Final = 1000
_FEW: Final = 12
"""A source with no more numbers than these has hardly one by chance."""

_SHORT: Final = frozenset({Kind.BARE, Kind.COUNT, Kind.PAIR, Kind.ORDINAL, Kind.PERCENT, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A quantity of a source with how much what stands around it is like what stands around the claim."""

    quantity: Quantity
    index: Index
    likeness: float
    fact: Fact | None = None

    def follows(self, length: int) -> str:
        """Return the Chinese characters directly behind the number."""
        return _han(self.index.folded[self.quantity.span.end : self.quantity.span.end + length])

    @property
    def is_compared(self) -> bool:
        """Return whether the number is what its sentence compares with."""
        sentence = self.index.sentences[self.index.sentence_of(self.quantity.span.start)]
        return is_compared_with(self.index.folded, self.quantity, sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is said of one number."""

    verdict: Support
    matches: tuple[Match, ...] = ()
    slip: Slip | None = None
    expression: str | None = None


class Claim:
    """One number of the text with what stands around it and what else its sentence says."""

    def __init__(self, text: Text, quantity: Quantity) -> None:
        self.text, self.quantity = text, quantity
        self.setting = text.setting_of(quantity.span)
        number = text.sentence_of(quantity.span.start)
        span = self.sentence = text.sentences[number]
        self.fellows = [each for each in text.fellows(number)[:_MOST_FELLOWS] if each is not quantity]
        self.direction = direction(text.folded, quantity, span)
        self.may_be_compared = is_compared_with(text.folded, quantity, span) or speaks_of_before(text.folded, span)

    def says(self, other: Quantity) -> bool:
        """Return whether another number of the claim's sentence says what a source prints, if only roughly."""
        return any(
            each.kind is other.kind and (each.value == other.value or (each.bound and is_same(each, other)))
            for each in self.fellows
        )

    def _follows(self, length: int) -> str:
        """Return the Chinese characters directly behind the number."""
        return _han(self.text.folded[self.quantity.span.end : self.quantity.span.end + length])

    def likeness_of(self, match: "Match") -> float:
        """Return how alike the claim stands to a place."""
        there = match.index.place_setting(match.quantity)
        return likeness(self.setting, there, match.index.weight, match.index.unknown)

    def is_chance(self, match: Match) -> bool:
        """Return whether a short number was found where nothing else is as the claim says."""
        is_short = self.quantity.digits <= 2 and self.quantity.value < _LARGE and self.quantity.kind in _SHORT
        if match.quantity.unit == self.quantity.unit and self._follows(1) == match.follows(1) != "":
            return False
        may_be_it = not match.quantity.unit or match.quantity.unit == self.quantity.unit or not self.quantity.unit
        if may_be_it and len(match.index.quantities) <= _FEW:
            return False
        return is_short and match.likeness < 0.05 and bool(self.setting.near)


def _han(text: str) -> str:
    return text if all("\u4e00" <= char <= "\u9fff" for char in text) else ""


def match_of(claim: Claim, quantity: Quantity, index: Index) -> Match:
    """Return a quantity of a source with how alike it stands to the claim."""
    alike = likeness(claim.setting, index.place_setting(quantity), index.weight, index.unknown)
    return Match(quantity=quantity, index=index, likeness=alike)


def ranked(matches: Iterable[Match]) -> list[Match]:
    """Return matches, the most alike first."""
    return sorted(matches, key=lambda match: -match.likeness)
