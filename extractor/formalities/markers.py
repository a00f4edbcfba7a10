"""The numbers that lists count their items with: 一是, 一、, （一）, 1., （1）, 第一，, 其一，, 一要, ①."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from extractor.formalities.headings import NUMERALS, numeral
from extractor.span import Span

_MARK: Final = re.compile(
    rf"""
    (?<![{NUMERALS}第其统唯之万单星期周专同归])(?P<shi>[{NUMERALS}]{{1,3}})\s{{0,8}}是(?!否)
  | (?<![{NUMERALS}第其])(?P<dun>[{NUMERALS}]{{1,3}})[ ]{{0,2}}(?:、|(?<=[{NUMERALS} ])[.,](?=[ ]?[\u4e00-\u9fff]))
        (?![ ]?(?:[{NUMERALS}]|\d))
  | (?<![第\d])\([ ]?(?P<par>[{NUMERALS}]{{1,3}})[ ]?\)(?!项(?!目)|款|[至到、和及与~-]\()
  | (?<![第\d])\([ ]?(?P<arp>\d{{1,2}})[ ]?\)(?!项(?!目)|款|[至到、和及与~-]\()
  | (?<![\d.\-/第])(?P<ara>\d{{1,2}})[ ]?[.、](?=[ ]?[^\W\d_]|[ ]?["(*《])
  | 第(?P<ord>[{NUMERALS}]{{1,2}})[,、:](?![{NUMERALS}])
  | 其(?P<qi>[{NUMERALS}])[,、:是]
  | (?<![\w])(?P<yao>[{NUMERALS}]{{1,3}})要(?![务求点件素领害义])
  | (?P<cir>[\u2460-\u2473])
    """,
    re.VERBOSE,
)
_AT_START: Final = {"dun", "ara", "ord"}
"""The styles that are numbers of items only where a line or a sentence begins."""
_ENDS: Final = frozenset('\n。;:!?")|')
_MARKS: Final = ' \t*#-_>·"'
_LONGEST_LEAD: Final = 12
_NO_ITEM: Final = frozenset("第附件表图之年月日条共为在有达")
"""What stands before a number that is no item's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """The number of one item of a list: `style` tells the ways of counting apart, `text` is the number as printed."""

    style: str
    number: int
    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Return the place of the number with the mark that makes it one."""
        return Span(self.start, self.end)


def markers(text: str, place: Span) -> Iterator[Marker]:
    """Yield the numbers of list items in a stretch of folded text, in order."""
    for match in _MARK.finditer(text, place.start, place.end):
        style = match.lastgroup or ""
        number = _number(style, match[style])
        if number and _begins(text, place.start, match.start(), style):
            yield Marker(style=style, number=number, text=match[style], start=match.start(), end=match.end())


def _number(style: str, text: str) -> int | None:
    return ord(text) - ord("①") + 1 if style == "cir" else numeral(text)


def _begins(text: str, floor: int, at: int, style: str) -> bool:
    """Return whether a number stands where an item can begin."""
    if style not in _AT_START:
        return True
    before = text[max(floor, at - _LONGEST_LEAD) : at].rstrip(_MARKS)
    if not before or before[-1] in _ENDS:
        return True
    return style == "ara" and "\u4e00" <= before[-1] <= "\u9fff" and before[-1] not in _NO_ITEM


CHINESE: Final = dict(enumerate((*NUMERALS, *(f"十{one}" for one in NUMERALS[:9]), "二十"), start=1))
"""The first twenty numbers in Chinese numerals."""
_SPOKEN: Final = {1: "首先|第一|一方面", 2: "其次|另一方面", 3: "再次|再者|此外|最后"}


_MISREAD: Final = r"(?<![\u4e00-\u9fff])[ニ亠ー工王干士=_|\d-]{1,2}"
"""What one to three strokes are read as."""


def is_told_otherwise(text: str, style: str, number: int, start: int, end: int) -> bool:
    """Return whether an item's number stands in a stretch in another way of writing it, a damaged one included."""
    return _otherwise(style, number).search(text, start, end) is not None


@cache
def _otherwise(style: str, number: int) -> re.Pattern[str]:
    """Return what a number of a style may look like where it was not taken for an item's."""
    word = CHINESE.get(number, "〇")
    bare, bracketed = rf"(?<![{NUMERALS}]){word}", rf"\([ ]?(?:{word}|{number}(?!\d))|(?:{word}|(?<!\d){number})[ ]?\)"
    digits = rf"(?<!\d){number}"
    if style in _SAID:
        spoken = _SPOKEN.get(number, word + "是")
        return re.compile(rf"{bare}\s{{0,8}}[是要、.,:]|[其第]{word}|{_MISREAD}是|{digits}[是、.]|{spoken}")
    if style in {"par", "arp"}:
        return re.compile(rf"{bracketed}|(?:\n|^)[ \t]{{0,8}}(?:{word}|{number})[、.,: ]")
    return re.compile(
        rf"{bare}[ ]?[、.,:)]|{digits}[ ]?[、.,:)]|{digits} (?!\d)|{bracketed}|{chr(ord('①') + number - 1)}"
    )


_SAID: Final = {"shi", "yao", "ord", "qi"}
"""The styles that are spoken, and are found mixed with one another and with 首先 and 其次."""
