"""Fractions, multiples and the like: a third, 四分之三, half a million, twice, double-digit."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from extractor.figures.numerals import numeral_value
from extractor.span import Span
from extractor.verify.english import FRACTIONS, MULTIPLES, POWERS, UNITS
from extractor.verify.made import Found, counted, plain_quantity, step_of
from extractor.verify.nouns import Kind
from extractor.verify.tails import bound_before, tail_of
from extractor.verify.units import WORDS

_HALF_OF: Final = re.compile(r"(?:first|second|third|latter|other|last|final|1st|2nd|top|bottom)[\s-]\Z", re.IGNORECASE)
_OF_TIME: Final = re.compile(r"\s(?:an?|of\san?)\s(?P<unit>hour|day|month|year|decade|minute|mile)\b", re.IGNORECASE)
_NO_MULTIPLE: Final = re.compile(r"\s(?:down|check|take|standards?|room|a\s(?:day|week|month|year))\b|-", re.IGNORECASE)


def parts(match: re.Match[str]) -> Found:
    """Read 四分之三 and 百分之三十."""
    whole, part = (_number(match[name]) for name in ("f_d", "f_n"))
    if whole is None or part is None:
        return None, match.end()
    if whole == 100:
        return replace(plain_quantity(match, Kind.PERCENT, part, "%"), step=step_of(str(part))), match.end()
    return _share(match, part, whole)


def slash(match: re.Match[str]) -> Found:
    """Read 1/4."""
    part, whole = Decimal(match["s_n"]), Decimal(match["s_d"])
    if not 0 < part < whole <= 10:
        return None, match.end()
    return _share(match, part, whole)


def fraction(match: re.Match[str]) -> Found:
    """Read a third, two thirds of, half an hour."""
    name, count = match["fr_d"].lower(), (match["fr_n"] or "").lower()
    is_half = name == "half"
    if (not count and not is_half) or _HALF_OF.search(match.string, max(0, match.start() - 10), match.start()):
        return None, match.end()
    part = UNITS.get(count, 1)
    if is_half and (length := _OF_TIME.match(match.string, match.end())):
        unit = WORDS[length["unit"].lower()]
        whole = Span(match.start(), length.end())
        found = plain_quantity(match, unit.kind, unit.factor / 2, unit.name, bound_before(match.string, match.start()))
        return replace(found, span=whole, text=match.string[slice(*whole)], digits=1), whole.end
    if not is_half and part >= FRACTIONS[name]:
        return None, match.start() + 1
    return _share(match, Decimal(part), Decimal(FRACTIONS[name]), bound_before(match.string, match.start()))


def multiple(match: re.Match[str]) -> Found:
    """Read double, twice, threefold."""
    times = MULTIPLES[match.group().lower()]
    is_adjective = match.group().lower() == "dual" and not match.string.startswith((" the ", " that "), match.end())
    if is_adjective or _NO_MULTIPLE.match(match.string, match.end()):
        return None, match.end()
    if not times:
        return _share(match, Decimal(1), Decimal(2), bound_before(match.string, match.start()))
    found = plain_quantity(match, Kind.MULTIPLE, Decimal(times), "x", bound_before(match.string, match.start()))
    return replace(found, digits=1), match.end()


def zhalf(match: re.Match[str]) -> Found:
    """Read 一半 and 翻一番."""
    if match.group().startswith("翻"):
        times = 4 if "两" in match.group() else 2
        return plain_quantity(match, Kind.MULTIPLE, Decimal(times), "x"), match.end()
    return _share(match, Decimal(1), Decimal(2), bound_before(match.string, match.start()))


def and_half(match: re.Match[str]) -> Found:
    """Read a year and a half."""
    unit = WORDS[match["ah_u"].lower()]
    found = plain_quantity(match, unit.kind, unit.factor * 3 / 2, unit.name, bound_before(match.string, match.start()))
    return found, match.end()


def out_of(match: re.Match[str]) -> Found:
    """Read one in five, nine out of ten."""
    part, whole = UNITS[match["o_n"].lower()], UNITS[match["o_d"].lower()]
    if part >= whole:
        return None, match.start() + 1
    return _share(match, Decimal(part), Decimal(whole), bound_before(match.string, match.start()))


def part_of_point(match: re.Match[str]) -> Found:
    """Read half a percentage point, a quarter point."""
    name = match["pp_n"].lower()
    value = Decimal("0.5") if name == "half" else Decimal("0.75") if name.startswith("three") else Decimal("0.25")
    return replace(plain_quantity(match, Kind.POINTS, value, "pp"), step=Decimal("0.01")), match.end()


def half_of(match: re.Match[str]) -> Found:
    """Read half a million."""
    power = 12 if match["ho"].lower() == "dozen" else 10 ** POWERS[match["ho"].lower()]
    tail = tail_of(match.string, match.end(), "")
    return counted(match.string, Span(*match.span()), (Decimal(power) / 2, Decimal(power) / 10), tail, 1)


def single(match: re.Match[str]) -> Found:
    """Read single digits and double-digit."""
    value = {"single": 1, "double": 2, "triple": 3}[match["sd"].lower()]
    return plain_quantity(match, Kind.DIGITS, Decimal(value)), match.end()


def _share(match: re.Match[str], part: Decimal, whole: Decimal, bound: str = "") -> Found:
    if not whole:
        return None, match.end()
    return replace(plain_quantity(match, Kind.PERCENT, 100 * part / whole, "%", bound), digits=1), match.end()


def _number(printed: str) -> Decimal | None:
    if printed[0].isdecimal():
        return Decimal(printed)
    whole, mark, behind = printed.partition("点")
    digits = "".join(
        str(value) for char in behind if (value := numeral_value(char) or (0 if char in "零〇" else None)) is not None
    )
    value = numeral_value(whole) or (Decimal(0) if whole in {"零", "〇"} else Decimal(100) if whole == "百" else None)
    return Decimal(f"{value}.{digits}") if value is not None and mark and digits else value
