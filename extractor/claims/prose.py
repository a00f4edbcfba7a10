"""The prose of a report: its paragraphs with the white space taken out, tables and page furniture left aside."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.locate import Page, Region
from extractor.records import Slot
from extractor.span import Span

LONGEST_HEADING = 32
LONGEST_SENTENCE = 2_000
MOST_ON_A_LINE = 100_000
"""A longer line is no prose: nothing in it is read."""
MOST_TEXT = 100_000
"""Characters from the beginning of a report in which its prose is looked for: several times what a long one has."""

_FURNITURE = re.compile(
    r"\s{0,8}(?:标题|发布时间|发布日期|文号|发文字号|发布机构|栏目|原文链接|来源|索引号|主题分类|成文日期|发文日期|生成日期|"
    r"公开日期|信息来源|浏览次数|阅读次数|点击数|访问量|字号|联系电话|电话|地址|邮编|关键词|主题词|有效性)\s{0,4}[::]"
)
_PAGE_NUMBER = re.compile(r"\s{0,40}(?:-{1,2} ?\d{1,3} ?-{1,2}|第 ?\d{1,3} ?页.{0,12}|\d{1,3}/\d{1,3})\s{0,40}")
_CELL = re.compile(r"[\s|]{0,40}(?:[-+]?[\d.,]{0,20}|/|--)[\s|]{0,40}")
_ENTRY = re.compile(r"[^,。;:]{2,24}[:][ ]{0,4}\d{1,9}[ ]?[件条个次份起宗项人]")
"""An entry of a list, one on each line (办结数：62件)."""
_ENUMERATED = re.compile(
    r"[#*\s-]{0,12}(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|第[一二三四五六七八九十]{1,3}[部章节])"
)
_NOTE = re.compile(r"[\s*|]{0,12}(?:注|备注|说明|附注)[:1一][^\n]{8,400}。")
_SENTENCE = re.compile(r"\A[^|\t]{12,1000}。\s{0,8}\Z")
_EXCERPT = re.compile(r"\s{0,12}(?:\.\.\.|…)|\s{0,4}[左右]值:")
_KEPT = re.compile(r"[^\s*#_`>]+")
_ENDS = re.compile(r"[。!?]")
_OPENS = re.compile(r"\(")
_CLOSES = re.compile(r"\)")
_HEADING = re.compile(
    r"(?:(?<=[。!?;:])|\A)(?:\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、](?!\d))"
)
_STOPS = frozenset("。!?;:")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A paragraph without its white space; `places` has the offset of each of its characters in the document.

    `number` counts the paragraphs of a report.
    """

    number: int = 0
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the place in the document of `start:end` of the paragraph."""
        return Span(self.places[start], self.places[end - 1] + 1)

    def sentence(self, at: int) -> int:
        """Return how many sentences end before a place."""
        return bisect_left(self._ends, at)

    def sentence_start(self, at: int) -> int:
        """Return where the sentence begins that a place stands in; of a very long one only the last part counts."""
        number = self.sentence(at)
        return max(self._ends[number - 1] + 1 if number else 0, at - LONGEST_SENTENCE)

    def depth(self, at: int) -> int:
        """Return how many brackets are open at a place."""
        return bisect_left(self._opens, at) - bisect_left(self._closes, at)

    def heading(self, at: int) -> int | None:
        """Return where the last numbered heading before a place begins, or None where there is none."""
        number = bisect_right(self.headings, at)
        return self.headings[number - 1] if number else None

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """Return where numbered headings begin."""
        return tuple(found.start() for found in _HEADING.finditer(self.text))

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(found.start() for found in _ENDS.finditer(self.text))

    @cached_property
    def _opens(self) -> tuple[int, ...]:
        return tuple(found.start() for found in _OPENS.finditer(self.text))

    @cached_property
    def _closes(self) -> tuple[int, ...]:
        return tuple(found.start() for found in _CLOSES.finditer(self.text))


def passages(page: Page, regions: Mapping[str, Region], slots: Mapping[str, Slot]) -> tuple[Passage, ...]:
    """Return the paragraphs of a report's prose in order."""
    return tuple(_passage(page.folded, lines, number) for number, lines in enumerate(_stretches(page, regions, slots)))


def _stretches(page: Page, regions: Mapping[str, Region], slots: Mapping[str, Slot]) -> Iterator[list[Span]]:
    """Yield the lines of each paragraph."""
    start, end = page.span.start, min(page.span.end, page.span.start + MOST_TEXT)
    for table in sorted(_tables(page, regions, slots)):
        yield from _paragraphs(page.folded, Span(start, max(start, min(table.start, end))))
        yield from _notes(page.folded, Span(max(start, table.start), max(start, table.end)))
        start = max(start, table.end)
    yield from _paragraphs(page.folded, Span(start, max(start, end)))


def _notes(folded: str, place: Span) -> Iterator[list[Span]]:
    """Yield the sentences printed between a table's heading and its rows, and the notes under or inside it."""
    for line in _lines(folded, place):
        text = folded[slice(*line)]
        if _NOTE.match(text) or (_SENTENCE.search(text) and not _is_tabular(text)):
            yield [line]


def _tables(page: Page, regions: Mapping[str, Region], slots: Mapping[str, Slot]) -> Iterator[Span]:
    """Yield where tables stand; a region runs from its heading to the next one, its table has rows and cells."""
    for name, region in regions.items():
        cells = [slot.span for key, slot in slots.items() if slot.span and key.startswith(f"{name}/")]
        cells += [page.raw(hit.start, hit.end) for hit in region.chain]
        inside = [cell for cell in cells if cell.within(region.span)]
        last = max((cell.end for cell in inside), default=region.span.end)
        yield Span(region.span.start, last)
        yield from (rival.span for rival in region.rivals)


def _paragraphs(folded: str, place: Span) -> Iterator[list[Span]]:
    """Yield the paragraphs of a stretch; lines that a page's width broke are joined."""
    held: list[Span] = []
    for line in _lines(folded, place):
        text = folded[slice(*line)]
        kind = _kind(text)
        if kind == "aside":
            continue
        if held and (kind != "text" or _ENUMERATED.match(text) or _is_complete(folded, held[-1])):
            yield held
            held = []
        if kind == "heading":
            yield [line]
        elif kind == "text":
            held.append(line)
    if held:
        yield held


def _lines(folded: str, place: Span) -> Iterator[Span]:
    start = place.start
    while start < place.end:
        found = folded.find("\n", start, place.end)
        end = place.end if found < 0 else found
        if end - start <= MOST_ON_A_LINE:
            yield Span(start, end)
        start = end + 1


def _kind(text: str) -> str:
    """Return what a line is: `text`, a `heading`, a `break` (a table's line, furniture), or `aside` (left out)."""
    if not text.strip() or _PAGE_NUMBER.fullmatch(text):
        return "aside"
    if _CELL.fullmatch(text) or _is_tabular(text) or _FURNITURE.match(text) or _EXCERPT.match(text):
        return "break"
    is_short = len(text) <= LONGEST_HEADING and not any(mark in text for mark in "。,;!?")
    if text.rstrip()[-1] in "、(" or text.count("(") > text.count(")"):
        return "text"  # a sentence that a page's width broke
    return "heading" if is_short and _ENUMERATED.match(text) else "text"


def _is_tabular(text: str) -> bool:
    return text.count("|") >= 3 or text.strip().count("\t") >= 2


def _is_complete(folded: str, line: Span) -> bool:
    text = folded[slice(*line)].rstrip(" \t\r*")
    return not text or text[-1] in _STOPS or _ENTRY.fullmatch(text) is not None


def _passage(folded: str, lines: Sequence[Span], number: int) -> Passage:
    runs = [found.span() for line in lines for found in _KEPT.finditer(folded, *line)]
    return Passage(
        number=number,
        text="".join([folded[start:end] for start, end in runs]),
        places=tuple(at for start, end in runs for at in range(start, end)),
    )
