"""A place in a document's text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open interval of Unicode code points in a document's text."""

    start: int
    end: int

    def __bool__(self) -> bool:
        """Return whether the interval holds at least one character."""
        return self.end > self.start

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two intervals share a character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Return whether this interval lies wholly inside the other."""
        return other.start <= self.start and self.end <= other.end
