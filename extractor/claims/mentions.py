"""Numbers in a paragraph: each with its unit, the words it belongs to, and where it stands among its neighbours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.claims.prose import Passage
from extractor.figures import Figure, figures
from extractor.figures.numerals import POWERS, numeral_value
from extractor.span import Span

MOST_DIGITS = 15
"""Digits of the longest number that counts anything."""
LONGEST_WORDS = 120
"""Characters before a number that its words may take up."""
LONGEST_GLUED = 4
"""Characters between two numbers, without a mark, that may still be the first one's: more are the second one's."""

_SEPARATOR = re.compile(r"[,;。:!?()]")
_SENTENCE = re.compile(r"[。;!?()]")
_ASIDE = re.compile(r"\([^()\d]{0,60}\)")
_TITLE = re.compile(r"《[^《》]{0,80}》")
_NOT_COUNTED = frozenset({"年", "月", "日", "号", "版", "届", None})
_SPAN_OF_TIME = re.compile(r"(?:个)?(?:工作日|季度|月|年(?!度报告)|自然日|小时内|分钟内)")
_MEASURE = "轮|件(?=数量)|分|卷|块|本|座|枚|笔|只|株|层|平台|案次|宗|道|班|组|段|站|点(?!\\d)"
_OTHER_UNIT = re.compile(rf"[余多]?(?P<unit>{_MEASURE})(?![一-鿿]{{0,2}}[之])")
_NUMERAL = re.compile(
    r"(?<![第几数上好每统唯零百千万亿一二两三四五六七八九十之])(?P<value>[一二两三四五六七八九十]{1,3})"
    r"(?P<unit>名|位|个|次|件|起|场|期|项|份|条|家|篇|宗|例)"
    r"(?![一-鿿]?(?:月|工作日|季度|方面|层面|是|体|身|人(?:信息|隐私)))"
)
_NO_COUNT = re.compile(
    r"[两二三四五六七八九十](?:项|个|件|条|类)(?:合计|共计|相加|均|都|以上|之和|指标|数字)"
    r"|一(?:[个次条项期场]|件(?!行政|复议|诉讼|因)|起(?!行政|复议|诉讼|因|针对))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A number with its unit; offsets count in its passage.

    `value` counts in `unit`, the printed word (`8.4`, `万次`); `count` is the plain number (84000), `tail` the unit
    without a power of ten. `lead` are the words before it up to the clause's start or the number before it, `trail`
    those behind it, `beyond` all up to the next number or the sentence's end; `start:end` is the number with its unit.
    `sentence` counts the sentences, `depth` the brackets it stands in. `is_spoken` where a numeral alone says it,
    `is_broken` where white space stands among its digits.
    """

    figure: Span
    start: int
    end: int
    lead_start: int
    lead: str
    trail: str
    value: Decimal
    count: Decimal
    unit: str
    tail: str
    decimals: int
    is_about: bool
    sentence: int
    depth: int
    beyond: str
    is_spoken: bool
    is_broken: bool

    @property
    def is_share(self) -> bool:
        """Return whether it is a percentage."""
        return self.unit in {"%", "‰", "个百分点", "百分点"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A counted number alone, before its words are known."""

    figure: Span
    start: int
    end: int
    value: Decimal
    count: Decimal
    unit: str
    tail: str
    decimals: int = 0
    is_about: bool = False
    is_spoken: bool = False


def mentions(passage: Passage) -> tuple[Mention, ...]:
    """Return the counted numbers of a passage in order; dates, ordinals and numbers of documents are none."""
    text = _TITLE.sub(lambda title: "《" + " " * (len(title.group()) - 2) + "》", passage.text)
    found = tuple(_numbers(text))
    ends = (0, *(each.end for each in found[:-1]))
    starts = (*(each.start for each in found[1:]), len(text))
    return tuple(
        _placed(passage, each, before, behind)
        for each, before, behind in zip(found, ends, starts, strict=False)  # no number has neither
    )


def _numbers(text: str) -> Iterator[_Number]:
    """Yield the numbers alone, digits and the few numerals that count people and things."""
    counted = (number for figure in figures(text) if (number := _counted(text, figure)) is not None)
    end = 0
    for number in sorted([*counted, *_spoken(text)], key=lambda each: (each.start, each.is_spoken)):
        if number.start >= end:
            end = number.end
            yield number


def _counted(text: str, figure: Figure) -> _Number | None:
    start, end = figure.extent
    unit = figure.unit
    if unit is None and (other := _OTHER_UNIT.match(text, figure.span.end)):
        unit, end = other["unit"], other.end()
    if unit in _NOT_COUNTED or unit is None or text[start - 1 : start] == "第":
        return None
    if figure.value.adjusted() >= MOST_DIGITS or figure.decimals > MOST_DIGITS:
        return None
    if _SPAN_OF_TIME.match(text, end - len(unit)):
        return None
    if unit in {"件", "场", "条"} and text.startswith("次", end):
        unit, end = f"{unit}次", end + 1
    power = _power(text, figure, unit)
    value = figure.value.scaleb(-POWERS[power]).normalize() if power else figure.value
    return _Number(
        figure=figure.span,
        start=start,
        end=end,
        value=Decimal(format(value, "f")),
        count=figure.value,
        unit=power + unit,
        tail=unit,
        decimals=figure.decimals,
        is_about=figure.approximate,
    )


def _power(text: str, figure: Figure, unit: str) -> str:
    """Return the power of ten that is printed as part of the unit (8.4万次, but 18万余条)."""
    last = figure.text[-1]
    is_power = figure.kind == "mixed" and last in POWERS and unit not in {"元", "%"}
    return last if is_power and text.startswith(figure.unit or unit, figure.span.end) else ""


def _spoken(text: str) -> Iterator[_Number]:
    for found in _NUMERAL.finditer(text):
        value = numeral_value(found["value"])
        if value is not None and not _NO_COUNT.match(text, found.start()):
            yield _Number(
                figure=Span(*found.span("value")),
                start=found.start(),
                end=found.end(),
                value=value,
                count=value,
                unit=found["unit"],
                tail=found["unit"],
                is_spoken=True,
            )


def _placed(passage: Passage, number: _Number, before: int, behind: int) -> Mention:
    """Return a number with its words, which lie between the number before it and the one behind it."""
    text = passage.text
    lead_start = _clause_start(text, max(before, number.start - LONGEST_WORDS), number.start)
    if before and text[number.start - 1] == "、":  # 8件被维持、1件被纠正: those words are the other number's
        lead_start = number.start
    rest = text[number.end : min(behind, number.end + LONGEST_WORDS)]
    trail = _SEPARATOR.split(rest, maxsplit=1)[0].partition("、")[0]
    is_glued = (
        lead_start < number.start and len(rest) == len(trail) > LONGEST_GLUED and number.end + len(rest) == behind
    )
    raw = passage.places[number.figure.start : number.figure.end]
    return Mention(
        figure=number.figure,
        start=number.start,
        end=number.end,
        lead_start=lead_start,
        lead=_ASIDE.sub("", text[lead_start : number.start]).lstrip("、 "),
        trail="" if is_glued else trail,
        beyond=_SENTENCE.split(rest, maxsplit=1)[0],
        value=number.value,
        count=number.count,
        unit=number.unit,
        tail=number.tail,
        decimals=number.decimals,
        is_about=number.is_about,
        sentence=passage.sentence(number.start),
        depth=passage.depth(number.start),
        is_spoken=number.is_spoken,
        is_broken=raw[-1] - raw[0] >= len(raw),
    )


def _clause_start(text: str, first: int, end: int) -> int:
    """Return where the clause begins that runs to `end`; a remark in brackets without a number belongs to it."""
    clause = _ASIDE.sub(lambda aside: "、" * len(aside.group()), text[first:end])
    return first + max(clause.rfind(mark) for mark in ",。;:!?()") + 1
