"""What stands around the digits of a quantity: its unit and scale behind it, the words that widen it before it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from extractor.verify.nouns import Kind
from extractor.verify.patterns import ABOUT, HAN_TAIL, LATIN_TAIL, OVER, UNDER
from extractor.verify.stems import STOP, stem
from extractor.verify.units import CURRENCIES, SCALES, Unit, unit_of

_NOT_UNITS: Final = frozenset(
    "和与及的在是了至到或为从比对于共均即则并而被将向同也都又但还且后前中里内外上下左右时以之其这那等由给把让比约近超逾第一二三四五六七八九十百千"
)
_NOT_YEARS: Final = frozenset({Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MEASURE, Kind.MULTIPLE, Kind.AGE})
_LIMITS: Final = frozenset({"以上", "以下", "以内"})
_METRES: Final = {"m": Unit(Kind.MEASURE, "m"), "mm": Unit(Kind.MEASURE, "m", Decimal("0.001"))}
_SIZES: Final = frozenset({"tall", "high", "long", "wide", "deep", "away", "sprint", "race", "final", "hurdles"})
_NOT_COUNTED: Final = frozenset(
    {"last", "next", "yesterday", "today", "tomorrow", "tonight", "later", "earlier", "ago", "plus", "uh", "um"}
    | {"lol", "haha", "please", "apiece", "altogether", "instead"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
"""Words behind a number that it does not count."""
_REACH: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What follows the digits: where it ends, what it makes of them, and whether its unit is a word we know."""

    end: int
    kind: Kind
    unit: str = ""
    factor: Decimal = Decimal(1)
    bound: str = ""
    is_ordinal: bool = False
    is_known: bool = False
    is_label: bool = False

    @property
    def allows_year(self) -> bool:
        """Return whether four digits before it may be a year."""
        return (
            self.kind not in _NOT_YEARS
            and self.factor == 1
            and not self.is_ordinal
            and (not self.is_known or self.kind is Kind.DURATION)
        )


def bound_before(text: str, start: int) -> str:
    """Return which way the words before a number widen it: over, under, about; empty where none do."""
    begin = max(0, start - _REACH)
    for name, pattern in (("over", OVER), ("under", UNDER), ("about", ABOUT)):
        if pattern.search(text, begin, start):
            return name
    return ""


def tail_of(text: str, end: int, sign: str) -> Tail:
    """Return what follows digits that end at `end`; `sign` is the currency before them."""
    after = text[end : end + 2].lstrip(" ")
    if (after[:1] and ("\u4e00" <= after[0] <= "\u9fff" or after[0] in "‰℃°")) or after[:1] == "%":
        return _han_tail(text, end, sign)
    return _latin_tail(text, end, sign)


def _han_tail(text: str, end: int, sign: str) -> Tail:
    match = HAN_TAIL.match(text, end)
    if match is None:
        return Tail(end=end, kind=Kind.BARE)
    power = SCALES.get(match["scale"] or "", 0)
    word, stop = match["unit"] or "", match.end("unit")
    unit, is_known = _han_unit(word)
    if unit is None:
        stop = max(match.end("scale"), match.end("about"), match.end("late"), end)
        unit = CURRENCIES.get(sign) or Unit(Kind.BARE, "")
    bound = "about" if (match["about"] or match["late"]) else ""
    over = match["over"] if match.end("unit") == stop or not match["unit"] else None
    if over:
        bound, stop = (bound if over in _LIMITS else "about"), match.end("over")
    return Tail(
        end=stop, kind=unit.kind, unit=unit.name, factor=Decimal(10) ** power * unit.factor, bound=bound,
        is_known=is_known,
    )  # fmt: skip


def _han_unit(word: str) -> tuple[Unit | None, bool]:
    if not word or word in _NOT_UNITS:
        return None, False
    if word == "年":
        return Unit(Kind.DURATION, "year"), True
    known = unit_of(word)
    return (known, True) if known else (Unit(Kind.COUNT, word), False)


def _latin_tail(text: str, end: int, sign: str) -> Tail:
    match = LATIN_TAIL.match(text, end)
    if match is None:
        return Tail(end=end, kind=Kind.BARE)
    if match["decade"]:
        return Tail(end=match.end("decade"), kind=Kind.COUNT, unit="s", is_known=True)
    if match.end() == end and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return Tail(end=end, kind=Kind.LABEL, is_label=True)
    return _ordinal_tail(match) if match["order"] else _counting_tail(text, match, end, sign)


def _ordinal_tail(match: re.Match[str]) -> Tail:
    noun = _noun(match)
    return Tail(end=match.end("order"), kind=Kind.ORDINAL, unit=noun, is_ordinal=True)


def _counting_tail(text: str, match: re.Match[str], end: int, sign: str) -> Tail:
    scale, scale_end = (match["scale"] or "").lower(), match.end("scale")
    unit = unit_of(match["sign"] or match["unit"] or match["glued"] or "")
    stop = max(match.end("sign"), match.end("unit"), match.end("glued"), scale_end, end)
    if scale in _METRES and not sign and unit is None and _is_length(scale, match):
        unit, scale = _METRES[scale], ""
    if sign and (unit is None or unit.kind is Kind.MONEY):
        unit = (
            unit if unit and unit.kind is Kind.MONEY and sign in {"$", "¥"} else CURRENCIES.get(sign, CURRENCIES["$"])
        )
    elif sign:
        unit, stop = CURRENCIES.get(sign, CURRENCIES["$"]), max(scale_end, end)
    power = Decimal(10) ** SCALES.get(scale, 0)
    if unit is not None:
        return Tail(end=stop, kind=unit.kind, unit=unit.name, factor=power * unit.factor, is_known=True)
    if match.end() == end and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return Tail(end=end, kind=Kind.LABEL, is_label=True)
    noun = _noun(match)
    return Tail(end=stop, kind=Kind.COUNT if noun else Kind.BARE, unit=noun, factor=power)


def _is_length(scale: str, match: re.Match[str]) -> bool:
    """Return whether `m` stands for metres: not before what is counted, as in `3m people`."""
    word = (match["noun"] or "").lower()
    return scale == "mm" or not word or word in _SIZES or word in STOP


def _noun(match: re.Match[str]) -> str:
    word = (match["noun"] or "").lower()
    return "" if word in STOP or word in _NOT_COUNTED or not word else stem(word)
