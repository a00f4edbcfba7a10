"""Passages that a source prints word for word: their numbers are borne out where they stand, as quotes are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractor.span import Span
from extractor.verify.claims import Match, Ruling
from extractor.verify.index import Index, Text
from extractor.verify.nouns import Quantity, Support

LEAST: Final = 12
"""Characters below which words stand anywhere and quote nothing."""
LONGEST: Final = 2_000
MOST_PASSAGES: Final = 2_000
"""Passages of one text that are looked for: beyond this it is no text that people quote in."""


class Quotes:
    """What a text quotes of its sources, each passage looked for once."""

    def __init__(self, text: Text, indexes: Sequence[Index]) -> None:
        self._text, self._indexes = text, indexes
        self._found: dict[Span, tuple[Index, int] | None] = {}

    def ruling(self, quantity: Quantity) -> Ruling | None:
        """Return that a number is borne out by the passage it stands in, None where no source prints that passage."""
        for passage in (self._sentence(quantity), self._line(quantity)):
            found = self._place(passage)
            if found is not None:
                index, start = found
                moved = start - passage.start
                there = replace(quantity, span=Span(quantity.span.start + moved, quantity.span.end + moved))
                return Ruling(verdict=Support.SUPPORTED, matches=(Match(quantity=there, index=index, likeness=1.0),))
        return None

    def _place(self, passage: Span) -> tuple[Index, int] | None:
        if passage not in self._found:
            is_looked_for = LEAST <= passage.end - passage.start <= LONGEST and len(self._found) < MOST_PASSAGES
            self._found[passage] = self._look_for(passage) if is_looked_for else None
        return self._found[passage]

    def _look_for(self, passage: Span) -> tuple[Index, int] | None:
        words = self._text.text[slice(*passage)]
        for index in self._indexes:
            at = index.text.find(words)
            if at >= 0 and not _cuts_a_number(index.text, at, at + len(words)):
                return index, at
        return None

    def _sentence(self, quantity: Quantity) -> Span:
        return self._stripped(self._text.sentences[self._text.sentence_of(quantity.span.start)])

    def _line(self, quantity: Quantity) -> Span:
        text = self._text.text
        start = text.rfind("\n", max(0, quantity.span.start - LONGEST), quantity.span.start) + 1
        end = text.find("\n", quantity.span.end, quantity.span.end + LONGEST)
        return self._stripped(Span(start, len(text) if end < 0 else end))

    def _stripped(self, span: Span) -> Span:
        words = self._text.text[slice(*span)]
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, max(start, span.start + len(words.rstrip())))


def _cuts_a_number(text: str, start: int, end: int) -> bool:
    """Return whether a passage begins or ends inside a run of digits."""
    return any(text[at - 1 : at].isdigit() and text[at : at + 1].isdigit() for at in (start, end))
