"""Find every quantity a text prints, in Chinese and English: numbers, money, shares, dates, scores, number words."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from extractor.figures.numerals import numeral_value
from extractor.normalise import fold
from extractor.span import Span
from extractor.verify import calendar, shares
from extractor.verify.english import ORDINALS, UNITS, spoken_pair, value_of
from extractor.verify.made import Found, counted, digits_of, plain_quantity, step_of
from extractor.verify.nouns import Kind, Quantity
from extractor.verify.patterns import MASTER
from extractor.verify.ranges import joined
from extractor.verify.tails import Tail, tail_of

_VAGUE_BEFORE: Final = frozenset("数几上好成")
_PREFIXES: Final = frozenset(
    {"mid", "early", "late", "pre", "post", "non", "over", "under", "and", "or", "to", "the", "of"}
)
_NO_NUMBER: Final = frozenset({"item", "overlong"})

_WHOLE_LABEL: Final = re.compile(r"[A-Za-z0-9]{1,20}(?:[-./][A-Za-z0-9]{1,20}){0,3}")
_MODEL: Final = re.compile(r"-\d{1,2}(?![\d%]|[.,]\d|\s?[年月日万亿元至个名人])")
_LETTER: Final = re.compile("[A-Za-z]")


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of a text in its order; numbers of list items and of headings are none."""
    folded = fold(text)
    return tuple(joined(folded, list(_found(folded))))


def _found(text: str) -> Iterator[Quantity]:
    at = 0
    while (match := MASTER.search(text, at)) is not None:
        name = match.lastgroup or ""
        found, at = (None, match.end()) if name in _NO_NUMBER else _READERS[name](match)
        at = max(at, match.start() + 1)
        if found is not None:
            yield found


def _dated(match: re.Match[str]) -> Found:
    parts = calendar.parts_of(match)
    if parts is None:
        return None, match.start() + 1
    found = plain_quantity(match, Kind.DATE, Decimal(0))
    return replace(found, parts=parts, value=calendar.worth(parts)), match.end()


def _clock(match: re.Match[str]) -> Found:
    hours, minutes, seconds = (Decimal(match[name] or 0) for name in ("c_h", "c_m", "c_s"))
    seconds += _fraction(match["c_f"])
    return plain_quantity(match, Kind.DURATION, hours * 3600 + minutes * 60 + seconds, "second"), match.end()


def _sprint(match: re.Match[str]) -> Found:
    return plain_quantity(
        match, Kind.DURATION, Decimal(match["sp_s"]) + _fraction(match["sp_f"]), "second"
    ), match.end()


def _fraction(digits: str | None) -> Decimal:
    """Return the part of a second behind 秒: 16 of 1分55秒16 is 0.16."""
    return Decimal(digits or 0).scaleb(-len(digits or ""))


def _time(match: re.Match[str]) -> Found:
    hour, minute = int(match["t_h"]), int(match["t_m"] or 0)
    if match["t_a"].lower().startswith("p") and hour < 12:
        hour += 12
    found = plain_quantity(match, Kind.TIME, Decimal(hour * 60 + minute), "min")
    return replace(found, parts=(int(match["t_h"]), minute)), match.end()


def _word_time(match: re.Match[str]) -> Found:
    hour, minute = UNITS[match["w_h"].lower()], sum(UNITS[word] for word in (match["w_m"] or "zero").lower().split("-"))
    later = 12 if match["w_a"].lower().startswith("p") and hour < 12 else 0
    found = plain_quantity(match, Kind.TIME, Decimal((hour + later) * 60 + minute), "min")
    return replace(found, parts=(hour, minute)), match.end()


def _noon(match: re.Match[str]) -> Found:
    hour = 24 if match.group().lower() == "midnight" else 12
    return replace(plain_quantity(match, Kind.TIME, Decimal(hour * 60), "min"), parts=(12, 0)), match.end()


def _years(match: re.Match[str]) -> Found:
    found = plain_quantity(match, Kind.DATE, Decimal(0))
    parts = (int(match["ys_y"]), None, None, None)
    return replace(found, parts=parts, value=calendar.worth(parts)), match.end()


def _decade(match: re.Match[str]) -> Found:
    value = UNITS[match.group().lower().replace("ies", "y")]
    return plain_quantity(match, Kind.COUNT, Decimal(value), "s"), match.end()


def _pair(match: re.Match[str]) -> Found:
    parts = (int(match["p_a"]), int(match["p_b"]))
    return replace(plain_quantity(match, Kind.PAIR, Decimal(parts[0] * 1000 + parts[1])), parts=parts), match.end()


def _arabic(match: re.Match[str]) -> Found:
    label = _label(match)
    if label is not None:
        return label
    printed = match["a_num"].replace(",", "") + (match["a_dec"] or "")
    start, sign = match.start(), match["a_cur"] or ""
    if not sign:
        start = match.start("a_num")
    tail = tail_of(match.string, match.end(), sign)
    if tail.is_label:
        return _whole_label(match.string, start)
    if calendar.is_year(printed) and not sign and not match["a_dec"] and "," not in match["a_num"] and tail.allows_year:
        return _year(match, int(printed))
    return counted(
        match.string, Span(start, match.end()), (Decimal(printed), step_of(printed)), tail, digits_of(printed)
    )


def _year(match: re.Match[str], year: int) -> Found:
    found = replace(plain_quantity(match, Kind.DATE, Decimal(0)), span=Span(*match.span("a_num")), text=match["a_num"])
    parts = (year, None, None, None)
    return replace(found, parts=parts, value=calendar.worth(parts)), match.end()


def _label(match: re.Match[str]) -> Found | None:
    """Return a number that is part of a name (COVID-19, A320, 787-9), None where it counts something."""
    start = match.start("a_num")
    before = match.string[start - 1 : start]
    if match["a_cur"] is not None:
        return None
    if before.isascii() and before.isalpha():
        return _whole_label(match.string, _word_start(match.string, start))
    if before == "-" and _LETTER.match(match.string[start - 2 : start - 1]):
        word_start = _word_start(match.string, start - 1)
        is_prefix = match.string[word_start : start - 1].lower() in _PREFIXES
        return None if is_prefix else _whole_label(match.string, word_start)
    is_model = len(match["a_num"]) == 3 and not match["a_dec"] and _MODEL.match(match.string, match.end())
    return _whole_label(match.string, start) if is_model and before != "-" else None


def _word_start(text: str, end: int) -> int:
    start = end
    while (
        start > max(0, end - 20)
        and text[start - 1].isascii()
        and (text[start - 1].isalnum() or text[start - 1] in "&'")
    ):
        start -= 1
    return start


def _whole_label(text: str, start: int) -> Found:
    found = _WHOLE_LABEL.match(text, start)
    if found is None:
        return None, start + 1
    return plain_quantity(found, Kind.LABEL, Decimal(0), found.group().lower()), found.end()


def _ordinal(match: re.Match[str]) -> Found:
    tens, _, name = match.group().lower().rpartition("-")
    value = ORDINALS[name] + UNITS.get(tens, 0)
    if value == 1 or re.match(r"[\s-]half|[\s-]{1,2}of all", match.string[match.end() :][:9], re.IGNORECASE):
        return None, match.end()
    tail = tail_of(match.string, match.end(), "")
    found = plain_quantity(match, Kind.ORDINAL, Decimal(value), tail.unit if tail.kind is Kind.COUNT else "")
    return found, match.end()


def _words(match: re.Match[str]) -> Found:
    between = match.string[max(0, match.start() - 8) : match.start()].lower() == "between "
    known = None if between and " and " in match.group() else value_of(match.group())
    if known is None:
        return _first_words(match)
    value, step = known
    tail = tail_of(match.string, match.end(), "")
    is_article = value == 1 and (tail.kind in {Kind.BARE, Kind.COUNT} or tail.end == match.end())
    if is_article:
        return None, match.end()
    return counted(match.string, Span(*match.span()), (value, step), tail, 1)


def _first_words(match: re.Match[str]) -> Found:
    """Read the longest beginning of a run of number words that is one number: `one two three` is three."""
    if (spoken := spoken_pair(match.group())) is not None:
        tail = tail_of(match.string, match.end(), "")
        is_year = calendar.is_year(str(spoken)) and tail.allows_year and not tail.is_known
        if is_year:
            parts = (spoken, None, None, None)
            return replace(plain_quantity(match, Kind.DATE, calendar.worth(parts)), parts=parts), match.end()
        return counted(match.string, Span(*match.span()), (Decimal(spoken), Decimal(1)), tail, len(str(spoken)))
    ends = [piece.start() for piece in re.finditer(r"[\s-]", match.group())]
    for end in reversed(ends):
        known = value_of(match.group()[:end])
        if known is not None and (end := match.start() + end):
            tail = Tail(end=end, kind=Kind.BARE)
            is_article = known[0] == 1
            return (None, end) if is_article else counted(match.string, Span(match.start(), end), known, tail, 1)
    return None, match.end()


def _han(match: re.Match[str]) -> Found:
    printed = match.group()
    before = match.string[match.start() - 1 : match.start()]
    value = numeral_value(printed)
    tail = tail_of(match.string, match.end(), "")
    is_first = before == "第" and value == 1
    is_rank = before == "第" and not is_first
    if value is None or before in _VAGUE_BEFORE or not (is_rank or _may_count(printed, tail, is_first=is_first)):
        return None, match.end()
    step = Decimal(10) ** (len(str(value)) - len(str(value).rstrip("0"))) if printed[-1] in "百千万亿" else Decimal(1)
    return counted(match.string, Span(*match.span()), (value, step), tail, digits_of(str(value)))


def _may_count(printed: str, tail: Tail, *, is_first: bool) -> bool:
    """Return whether a Chinese numeral is a number: 一 alone is an article, a lone digit needs a counter behind it."""
    if is_first:
        return False
    if len(printed) > 1:
        return True
    return printed != "一" and tail.is_known and not (printed == "十" and tail.unit in {"分", "足"})


_READERS: Final[Mapping[str, Callable[[re.Match[str]], Found]]] = {
    **dict.fromkeys(("mdy", "dmy", "my", "iso", "q", "h", "fy", "zy", "zm", "zd", "zq", "wdm"), _dated),
    "years": _years,
    "wtime": _word_time,
    "noon": _noon,
    "decade": _decade,
    "andhalf": shares.and_half,
    "outof": shares.out_of,
    "partpoint": shares.part_of_point,
    "clock": _clock,
    "sprint": _sprint,
    "time": _time,
    "pair": _pair,
    "parts": shares.parts,
    "slash": shares.slash,
    "arabic": _arabic,
    "single": shares.single,
    "halfof": shares.half_of,
    "fraction": shares.fraction,
    "multiple": shares.multiple,
    "ordinal": _ordinal,
    "words": _words,
    "zhalf": shares.zhalf,
    "han": _han,
}
