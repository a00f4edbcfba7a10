"""Find the numbers a text prints, each with its place, value, unit and precision."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from string import ascii_letters
from typing import Final, Literal, cast

from extractor.figures.amounts import shifted
from extractor.figures.grammar import DIGITS, FOOTNOTE, MEASURE, NUMBER, NUMERAL, RUN, SPACED, START, TAIL
from extractor.figures.numerals import POWERS, numeral_value, year_value
from extractor.span import Span

_ARABIC: Final = frozenset("0123456789０１２３４５６７８９")
_LATIN: Final = frozenset(ascii_letters)
_OPENING: Final = frozenset("(（")
_CLOSING: Final = frozenset(")）")
_NOT_COUNTED: Final = frozenset("大届、.．")
_LONGEST_NUMERAL: Final = 40
_SIGNS: Final = frozenset("+-−－＋")
_FOLD: Final = str.maketrans("０１２３４５６７８９．＋－−％", "0123456789.+--%", ",，\u2009\u202f \u00a0")
_ORDINAL: Final = frozenset("第几数上好每统唯零〇百千万亿")
_ABOUT: Final = re.compile(r"(?:(?<![预节签特合制契邀违履])约|(?<![最附邻接贴靠将])近|将近|逾|超过?|不足)\Z")
_ABOUT_ENDS: Final = frozenset("约近逾超过足")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as it is printed.

    `span` and `text` are the number itself: sign, digits, marks and powers of ten (`3.2万`), without its unit.
    `extent` goes on over the words that belong to it (`14万余件`, `329.18(万元)`), `footnote` is a remark in brackets
    behind it. `value` counts in `unit`, the printed word in half-width form. `decimals` is the printed precision:
    digits behind the point, negative where a power of ten is written out (-3 for `3.2万`).
    """

    value: Decimal
    span: Span
    text: str
    unit: str | None
    decimals: int
    approximate: bool
    kind: Literal["arabic", "chinese", "mixed"]
    footnote: Span | None
    extent: Span


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Yield every number whose digits lie within `text[start:end]`, in order, with offsets into `text`.

    A number glued to a Latin letter (IPv6, 1O) is none, nor is a run of more than 400 digits. A Chinese numeral counts
    before a measure word, or when two or more characters form a whole number; enumerators (（十三）, 第二十条) do not.
    """
    stop = len(text) if end is None else end
    previous = -1
    while (found := START.search(text, start, stop)) is not None:
        at = found.start()
        figure, start = _arabic(text, at, previous) if text[at] in _ARABIC else _chinese(text, at)
        if figure is not None and figure.span.end <= stop:
            previous = figure.extent.end
            yield figure


def parse_cell(text: str) -> Figure | None:
    """Return the whole text of a table cell as one figure, or None where it is not one number.

    White space inside a cell is an accident of its width: digits wrapped over two lines are one number.
    """
    kept = [at for at, character in enumerate(text) if not character.isspace() and character not in "\u200b\ufeff"]
    compact = "".join(text[at] for at in kept)
    figure = next(figures(compact), None)
    if figure is None or (figure.footnote or figure.extent).end != len(compact):
        return None
    lead = compact[: figure.extent.start]
    if lead and _ABOUT.fullmatch(lead) is None:
        return None

    def raw(span: Span) -> Span:
        return Span(kept[span.start], kept[span.end - 1] + 1)

    span = raw(figure.span)
    footnote = raw(figure.footnote) if figure.footnote else None
    return replace(figure, span=span, text=text[span.start : span.end], extent=raw(figure.extent), footnote=footnote)


def _arabic(text: str, at: int, previous: int) -> tuple[Figure | None, int]:
    """Read the number at `at`; return it, or None, and where to read on. `previous` ends the last figure's extent."""
    found = _digits(text, at)
    if found is None or text[at - 1 : at] in _LATIN:
        return None, _certain(RUN.match(text, at)).end()
    printed = found.group().translate(_FOLD)
    end = found.end()
    start = at - _signed(text, at, end, previous)
    value = Decimal(text[start:at].translate(_FOLD) + printed)
    return _complete(text, Span(start, end), value, kind="arabic", decimals=len(printed.partition(".")[2]))


def _digits(text: str, at: int) -> re.Match[str] | None:
    before = text[at - 2 : at] if at > 1 else ""
    if before and before[0] in _ARABIC:
        if before[1] in ".．,，":
            return DIGITS.match(text, at)
        if before[1] in " \u00a0":
            return NUMBER.match(text, at)
    return SPACED.match(text, at) or NUMBER.match(text, at)


def _signed(text: str, at: int, end: int, previous: int) -> bool:
    """Return whether the character before the digits is their sign, not a range, a date or a dashed page number."""
    if at == 0 or text[at - 1] not in _SIGNS or at - 1 == previous or text[end : end + 1] in _SIGNS:
        return False
    before = text[at - 2 : at - 1]
    return not (before in _ARABIC or before in _SIGNS or before in _LATIN)


def _chinese(text: str, at: int) -> tuple[Figure | None, int]:
    end = _certain(NUMERAL.match(text, at)).end()
    printed = text[at:end]
    before = text[at - 1 : at]
    value = None if before in _ORDINAL else _numeral(printed, text, end)
    if value is None or (before in _OPENING and text[end : end + 1] in _CLOSING):
        return None, end
    return _complete(text, Span(at, end), value, kind="chinese", decimals=0)


def _numeral(printed: str, text: str, end: int) -> Decimal | None:
    if len(printed) == 1:
        return numeral_value(printed) if printed != "一" and MEASURE.match(text, end) else None
    after = text[end : end + 1]
    if len(printed) > _LONGEST_NUMERAL or (after in _NOT_COUNTED and not text.startswith("大类", end)):
        return None
    return (year_value(printed) if after == "年" else None) or numeral_value(printed)


def _complete(
    text: str, digits: Span, value: Decimal, *, kind: Literal["arabic", "chinese"], decimals: int
) -> tuple[Figure, int]:
    """Add what surrounds the digits: power of ten, unit, approximation, footnote; return also where to read on."""
    start, end = digits
    tail = _certain(TAIL.match(text, end))
    power, about, late, unit, boxed, over = tail.groups(default="")
    places = sum(POWERS[mark] for mark in power + late)
    span = Span(start, tail.end("late") if late else end + len(power))
    extent = Span(start, tail.end())
    unit = unit or boxed
    if text[start - 3 : start] == "百分之":
        extent, unit = Span(start - 3, extent.end), "%"
    figure = Figure(
        value=shifted(value, places) if places else value,
        span=span,
        text=text[span.start : span.end],
        unit=unit.translate(_FOLD) or None,
        decimals=decimals - places,
        approximate=bool(about or over) or _is_about(text, extent.start),
        kind="mixed" if places and kind == "arabic" else kind,
        footnote=_footnote(text, extent.end),
        extent=extent,
    )
    return figure, extent.end


def _is_about(text: str, start: int) -> bool:
    return text[start - 1 : start] in _ABOUT_ENDS and _ABOUT.search(text, max(start - 3, 0), start) is not None


def _footnote(text: str, end: int) -> Span | None:
    found = FOOTNOTE.match(text, end)
    return Span(*found.span("note")) if found else None


def _certain(found: re.Match[str] | None) -> re.Match[str]:
    """Return a match that cannot fail: `TAIL` may be empty, the others begin with the character just found."""
    return cast("re.Match[str]", found)
