"""Quotes held against the text they are said to stand in: white space, width and line numbers aside, word for word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.excerpt import ALIKE
from extractor.figures import figures
from extractor.normalise import fold
from extractor.span import Span

LEAST_QUOTE = 4
"""Characters below which words stand anywhere and prove nothing."""

_OPENING = 20

_LAYOUT = frozenset("*#|")  # marks of Markdown and of tables, which people leave out of a quote
_BRACKETS = str.maketrans(ALIKE)
_LINE_NUMBER = re.compile(r"(?:(?<=\n)|^|(?<=\s))\d{1,5}\| ?")
_WHOLE = re.compile(r"[0-9]+(?:[.,][0-9]+)*[%百千万亿]*|[〇零一二三四五六七八九十百千万亿两]+")
_NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?|[〇零一二三四五六七八九十百千万亿两]+")
_ENDS = " \t\r\n\u3000。;；,，、.:："
_DIGITS = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([年月日%]?)")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A stretch of a document's text with what is compared of it; `folded` is the document in matching form."""

    text: str
    folded: str
    span: Span

    @property
    def opening(self) -> Span:
        """Return the place of its first words, to point at all of it."""
        words = self.text[self.span.start : self.span.end]
        start = self.span.start + len(words) - len(words.lstrip())
        line = self.text.find("\n", start, self.span.end)
        return Span(start, min(start + _OPENING, self.span.end if line < 0 else line))

    @cached_property
    def letters(self) -> str:
        """Return the characters that are compared."""
        return "".join(self._kept[0])

    @cached_property
    def _kept(self) -> tuple[list[str], list[int]]:
        return _kept(self.folded[self.span.start : self.span.end])

    @cached_property
    def _wordless(self) -> str:
        return _NUMBERS.sub("", self.letters)

    @cached_property
    def _whole_numbers(self) -> list[Span]:
        return [Span(*match.span()) for match in _WHOLE.finditer(self.folded, *self.span)]

    def places(self, quote: str) -> tuple[Span, ...]:
        """Return every place where a quote stands, in order, without the marks that end a sentence."""
        for words in (quote, _LINE_NUMBER.sub("", quote)):
            if found := tuple(self._spans(compared(words).strip(_ENDS))):
                return found
        return ()

    def holds_without_numbers(self, quote: str) -> bool:
        """Return whether a quote that stands nowhere would, were it not for its numbers."""
        words = _NUMBERS.sub("", compared(_LINE_NUMBER.sub("", quote))).strip(_ENDS)
        return len(words) >= LEAST_QUOTE and words in self._wordless

    def part(self, span: Span, words: str) -> str | None:
        """Return words as they are printed within a place of the text, or None where they are not."""
        inside = Passage(text=self.text, folded=self.folded, span=span)
        found = compared(words).strip(_ENDS)
        place = next((each for each in inside._standing(found) if not self._cuts(each)), None) if found else None
        return None if place is None else self.text[slice(*place)]

    def _spans(self, words: str) -> list[Span]:
        return [] if len(words) < LEAST_QUOTE else [each for each in self._standing(words) if not self._cuts(each)]

    def _standing(self, words: str) -> Iterator[Span]:
        """Yield every place of words, one behind the other."""
        at = self.letters.find(words)
        while at >= 0:
            yield self._raw(at, at + len(words))
            at = self.letters.find(words, at + len(words))

    def _cuts(self, place: Span) -> bool:
        """Return whether a place begins or ends inside a number: `5 days` do not stand in `15 days`."""
        return any(number.start < edge < number.end for number in self._whole_numbers for edge in place)

    def _raw(self, start: int, end: int) -> Span:
        at = self._kept[1]
        return Span(self.span.start + at[start], self.span.start + at[end - 1] + 1)


def compared(text: str) -> str:
    """Return what counts of a text when it is held against another."""
    return "".join(_kept(fold(text))[0])


def unsupported_numbers(words: str, quote: str) -> tuple[str, ...]:
    """Return the numbers, dates and percentages of `words` that `quote` does not have, as they are written."""
    known = _numbers(quote)
    return tuple(written for key, written in _numbers(words).items() if key not in known)


def _numbers(text: str) -> dict[tuple[Decimal, str], str]:
    """Return the numbers of a text, each alone and with the sign or the unit of a date behind it."""
    folded = fold(text)
    found = {(figure.value, ""): figure.text for figure in figures(folded)}
    for digits, unit in _DIGITS.findall(folded):
        value = Decimal(digits.replace(",", ""))
        found |= {(value, ""): digits} | ({(value, unit): digits + unit} if unit else {})
    return found


def _kept(folded: str) -> tuple[list[str], list[int]]:
    places = [at for at, char in enumerate(folded) if not char.isspace() and char not in _LAYOUT]
    return [folded[at].translate(_BRACKETS) for at in places], places
