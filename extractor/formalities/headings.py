"""The headings of the parts that a form asks for, with the numbers printed before them.

The words of a heading also stand in a table of contents, in the list of what the report holds and over paragraphs
within a part: of all such places each part has one heading at most, a numbered one where there is any.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.figures.numerals import numeral_value
from extractor.locate import Page, Region
from extractor.locate.page import letters, matching_form, places
from extractor.schema.compiled import Schema
from extractor.span import Span

NUMERALS = "一二三四五六七八九十"
_LOOK_BACK = 40
_LONGEST_REST = 12
_NUMBERED = re.compile(
    rf"(?<![(第{NUMERALS}])(?P<mark>[{NUMERALS}]{{1,3}})[ \t]{{0,3}}[、.,:][^\w\n]{{0,4}}[^\W\d_]{{0,14}}\s{{0,20}}\Z"
)
_AT_LINE = re.compile(r"(?:^|\n)[^\w\n(]{0,12}(?P<mark>\w{1,3})[ \t]{0,3}[、.,:][^\w\n]{0,4}[^\W\d_]{0,14}\s{0,20}\Z")
_IN_PARTS = re.compile(
    rf"(?:^|\n)[^\w\n]{{0,12}}第(?P<mark>[{NUMERALS}]{{1,3}})(?:部分|章)[^\w\n]{{0,4}}[^\W\d_]{{0,14}}\s{{0,20}}\Z"
)
_BARE = re.compile(r"(?:^|\n)[^\w\n(]{0,12}(?P<mark>)\s{0,20}\Z")
_SENTENCE = re.compile(r"[。,;!?\d]")
_REST = re.compile(
    r"(?:[ \t]{0,4}\n?[ \t]{0,4}"
    r"(?:情况|措施|方面|工作|内容|部分|事项|如下|说明|行政复议|行政诉讼|诉讼|提起|被|的|和|与|及|、|[:*#_\"])){0,12}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that the form asks for; `place` counts from 1, `words` are those its heading is known by."""

    id: str
    place: int
    words: tuple[str, ...]
    is_table: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A part's heading: `mark` is the number as printed, empty where there is none, `number` what it says.

    `start` is where the number stands, `end` where the heading's words end.
    """

    part: Part
    mark: str
    number: int | None
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Return the place of the heading, its number included."""
        return Span(self.start, self.end)


@cache
def numeral(text: str) -> int | None:
    """Return what a number in Chinese or Arabic numerals says, or None where it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    value = numeral_value(text) if text and set(text) <= set(NUMERALS) else None
    return None if value is None else int(value)


_PARTS: dict[str, tuple[Part, ...]] = {}


def parts(schema: Schema) -> tuple[Part, ...]:
    """Return the parts of a form in its order: tables where their numbers say, sections on the places left."""
    known = _PARTS.get(schema.digest)
    if known is None:
        known = _PARTS[schema.digest] = tuple(sorted(_parts(schema), key=lambda part: part.place))
    return known


def _parts(schema: Schema) -> Iterator[Part]:
    taken: set[int] = set()
    for table in schema.tables:
        place = numeral(table.part.zh) if table.part else None
        if place and table.heading:
            taken.add(place)
            yield Part(id=table.id, place=place, words=_forms(table.heading), is_table=True)
    free = (place for place in range(1, 100) if place not in taken)
    for section, place in zip(schema.file.sections, free, strict=False):
        yield Part(id=section.id, place=place, words=_forms(section.heading), is_table=False)


def _forms(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({matching_form(word) for word in words} - {""}, key=len, reverse=True))


def headings(page: Page, asked: Sequence[Part], regions: Mapping[str, Region]) -> tuple[Heading, ...]:
    """Return the heading of each part that has one, in the order of the text."""
    found = sorted((each for part in asked for each in _candidates(page, part)), key=lambda each: each.start)
    chosen = [_chosen(page, part, found, regions.get(part.id)) for part in asked]
    return tuple(sorted((each for each in chosen if each is not None), key=lambda each: each.start))


def _candidates(page: Page, part: Part) -> Iterator[Heading]:
    """Yield each place where a part's words stand as a heading does; of words within words the longest."""
    reach = 0
    found = [(start, start + len(word)) for word in part.words for start in places(page.words, word)]
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if start < reach:
            continue
        heading = _heading(page, part, page.raw(start, end))
        if heading is not None:
            reach = end
            yield heading


def _heading(page: Page, part: Part, place: Span) -> Heading | None:
    first = max(page.span.start, place.start - _LOOK_BACK)
    before = page.folded[first : place.start]
    found = _NUMBERED.search(before) or _IN_PARTS.search(before) or _AT_LINE.search(before)
    if found is None and _is_alone(page, place):
        found = _BARE.search(before)
    if found is None:
        return None
    rest = _REST.match(page.folded, place.end)
    end = rest.end() if rest else place.end
    start = first + found.start("mark") if found["mark"] else place.start
    return Heading(part=part, mark=found["mark"], number=numeral(found["mark"]), start=start, end=end)


def _is_alone(page: Page, place: Span) -> bool:
    """Return whether nothing of a sentence follows on the line."""
    line_end = page.folded.find("\n", place.end)
    rest = page.folded[place.end : line_end if line_end >= 0 else page.span.end].strip()
    return len(rest) <= _LONGEST_REST and not _SENTENCE.search(rest)


def _chosen(page: Page, part: Part, found: Sequence[Heading], region: Region | None) -> Heading | None:
    """Return a part's own heading: the last before its table's rows, or the one with the most text under it."""
    own = [at for at, each in enumerate(found) if each.part is part]
    own = [at for at in own if found[at].mark] or own
    if region is not None and region.chain:
        rows = page.raw(region.chain[0].start, region.chain[0].end).start
        before = [at for at in own if found[at].start <= rows]
        if before:
            return found[before[-1]]
    best = max(own, key=lambda at: _letters_under(page, found, at), default=None)
    return None if best is None else found[best]


def _letters_under(page: Page, found: Sequence[Heading], at: int) -> int:
    start, part = found[at].end, found[at].part
    others = (each.start for each in found[at + 1 :] if each.part is not part)  # its own words head its parts, too
    end = next(others, page.span.end)
    return letters(page.words[page.compact.index_of(start) : page.compact.index_of(max(start, end))])
