"""Running heads: the line that a page repeats at its top or foot beside its number, which is no part of the report.

Where pages end inside a table, such lines fall between its cells. They are taken out of the copy that is matched
against, character for character, so that every offset stays.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LEAST_LENGTH: Final = 8
"""Characters of a running head; what is shorter may be a label or a heading of a table."""
MOST_LENGTH: Final = 60
MOST_STEP: Final = 3
"""How far the numbers of two pages that repeat the head may be apart."""

_NUMBER = re.compile(r"(?P<bare>\d{1,3})|[-–—·](?P<dashed>\d{1,3})[-–—·]|第(?P<named>\d{1,3})页.{0,12}")
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A repeated line with the page number beside it."""

    head: _Line
    beside: _Line
    number: int
    is_marked: bool


def without_running_heads(folded: str) -> str:
    """Return a text of the same length with blanks for its running heads and the page numbers beside them.

    A line is one if it stands at least twice beside a number, on the same side of it, the numbers rise as pages do, and
    one of them at least is marked as a page's (`- 5 -`, `第 5 页`): a bare one may be a cell.
    """
    lines = [line for line in _lines(folded) if line.key]
    repeats = [repeat for places in _repeated(lines).values() for repeat in _of_pages(lines, places)]
    gone = sorted({(line.start, line.end) for repeat in repeats for line in (repeat.head, repeat.beside)})
    pieces, at = [], 0
    for start, end in gone:
        pieces += [folded[at:start], " " * (end - start)]
        at = end
    return "".join((*pieces, folded[at:]))


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        yield _Line(at, at + len(line), "".join(line.split()))
        at += len(line) + 1


def _repeated(lines: Sequence[_Line]) -> Mapping[str, list[int]]:
    """Return the lines that stand more than once and may be a head, each with its places among the lines."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if LEAST_LENGTH <= len(line.key) <= MOST_LENGTH:
            places[line.key].append(at)
    return {key: found for key, found in places.items() if len(found) > 1 and len(_IDEOGRAPHS.findall(key)) > 4}


def _of_pages(lines: Sequence[_Line], places: Sequence[int]) -> list[_Repeat]:
    """Return the repeats of a line that stand beside page numbers; none where the numbers are not those of pages."""
    for side in (-1, 1):
        found = [repeat for at in places if (repeat := _beside(lines, at, side)) is not None]
        is_believed = any(repeat.is_marked for repeat in found)
        steps = [after.number - before.number for before, after in pairwise(found)]
        if len(found) > 1 and is_believed and all(0 < step <= MOST_STEP for step in steps):
            return found
    return []


def _beside(lines: Sequence[_Line], at: int, side: int) -> _Repeat | None:
    if not 0 <= at + side < len(lines):
        return None
    beside = lines[at + side]
    found = _NUMBER.fullmatch(beside.key)
    if found is None:
        return None
    return _Repeat(lines[at], beside, int(found[found.lastgroup or 0]), is_marked=found.lastgroup != "bare")
