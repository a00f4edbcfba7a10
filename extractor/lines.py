"""Printed lines of a document's text: what a person is shown when a figure points at its place."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from extractor.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the text; `number` counts from 1 and the text is without its line break."""

    number: int
    span: Span
    text: str


class Lines:
    """The lines of one text, found once so that many places can be looked up."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def number(self, offset: int) -> int:
        """Return the number, from 1, of the line that holds `offset`."""
        return bisect_right(self._starts, offset)

    def at(self, offset: int) -> Line:
        """Return the line that holds `offset`."""
        return self.numbered(self.number(offset))

    def numbered(self, number: int) -> Line:
        """Return the line of that number, from 1."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self._text)
        return Line(number=number, span=Span(start, end), text=self._text[start:end])


def visible(text: str) -> str:
    """Return text of a document fit for a terminal: control and direction characters become blanks, one for one."""
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char for char in text)
