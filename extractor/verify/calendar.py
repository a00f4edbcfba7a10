"""Dates and periods: their parts (year, quarter or half, month, day) however they are printed."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from extractor.figures.numerals import numeral_value, year_value
from extractor.verify.english import ORDINALS, UNITS
from extractor.verify.patterns import MONTHS

Parts = tuple[int | None, int | None, int | None, int | None]
"""Year, quarter (1 to 4) or half (5, 6), month, day; None where it is not printed."""

_ORDER: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_YEARS: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_NAME: Final = re.compile(r"[A-Za-z]{3,9}")
_DIGITS: Final = re.compile(r"\d{1,4}")


def is_year(printed: str) -> bool:
    """Return whether digits alone may be a year."""
    return _YEARS.fullmatch(printed) is not None


def worth(parts: Parts) -> Decimal:
    """Return one number that orders dates, for looking them up."""
    year, quarter, month, day = (part or 0 for part in parts)
    return Decimal(((year * 10 + quarter) * 100 + month) * 100 + day)


def text_of(parts: Sequence[int | None]) -> str:
    """Return a date in ISO form as far as it is printed: `2020-Q3`, `--11-22` (no year), `---05` (the day alone)."""
    year, quarter, month, day = parts
    if quarter is not None:
        name = f"Q{quarter}" if quarter <= 4 else f"H{quarter - 4}"
        return name if year is None else f"{year}-{name}"
    if month is None:
        return str(year) if day is None else f"---{day:02}"
    return (str(year) if year else "-") + f"-{month:02}" + ("" if day is None else f"-{day:02}")


def parts_of(match: re.Match[str]) -> Parts | None:
    """Return the parts of a date that a pattern found; None where the words mean something else (may 20 people)."""
    name = match.lastgroup or ""
    if name in {"mdy", "dmy", "my"}:
        return _named(match, name)
    if name == "iso":
        year, month, day = map(int, re.split(r"[-/.]", match.group()))
        return year, None, month, day
    if name == "wdm":
        tens, _, small = match["wd_d"].lower().rpartition("-")
        return None, None, MONTHS[match["wd_m"].lower().rstrip(".")], ORDINALS[small] + UNITS.get(tens, 0)
    if name in {"q", "h", "fy"}:
        return _period(match, name)
    return _chinese(match, name)


def _named(match: re.Match[str], name: str) -> Parts | None:
    month = _NAME.search(match.group()) if name != "dmy" else _month_behind(match.group())
    if month is None or not _is_month(match, month):
        return None
    number = next((MONTHS[key] for key in (month.group().lower(),) if key in MONTHS), None)
    year = int(match[f"{name}_y"]) if match[f"{name}_y"] else None
    day = next((int(found.group()) for found in _DIGITS.finditer(match.group()) if len(found.group()) <= 2), None)
    return year, None, number, None if name == "my" else day


def _is_month(match: re.Match[str], month: re.Match[str]) -> bool:
    """Return whether a month is meant, and not what one may or that they march: a capital, or `1st of june`."""
    return (
        month.group()[0].isupper()
        or " of " in match.group()
        or re.match(r"\d{1,2}(?:st|nd|rd|th)", match.group()) is not None
    )


def _month_behind(text: str) -> re.Match[str] | None:
    return next((found for found in _NAME.finditer(text) if found.group().lower() in MONTHS), None)


def _period(match: re.Match[str], name: str) -> Parts | None:
    if name == "fy":
        year = int(match["fy_y"])
        return (year if year > 99 else 2000 + year), None, None, None
    if name == "h":
        half = int(match["h_n"]) if match["h_n"] else _ORDER[match["h_o"].lower()]
        return _year_in(match["h_y"]), 4 + half, None, None
    word = (match["q_n"] or match["q_o"] or match["q_w"]).lower()
    quarter = int(word[0]) if word[0].isdecimal() else _ORDER[word]
    return _year_in(match["q_y1"] or match["q_y0"]), quarter, None, None


def _year_in(text: str | None) -> int | None:
    found = _YEARS.search(text or "")
    return int(found.group()) if found else None


def _chinese(match: re.Match[str], name: str) -> Parts | None:
    if name == "zq":
        return None, _quarter(match.group()), None, None
    if name == "zd":
        return None, None, None, int(match["zd_d"])
    if name == "zm":
        month = _small(match["zm_m"])
        return None if month is None or month > 12 else (None, None, month, _small(match["zm_d"]))
    year = int(match["zy_y"]) if match["zy_y"].isdecimal() else int(year_value(match["zy_y"]) or 0)
    quarter = _quarter(match["zy_q"]) if match["zy_q"] else {"上半年": 5, "下半年": 6}.get(match["zy_h"] or "")
    return (year, quarter, _small(match["zy_m"]), _small(match["zy_d"])) if year else None


def _quarter(text: str) -> int:
    return next(value for char in text if (value := "一二三四".find(char) + 1 or "1234".find(char) + 1))


def _small(printed: str | None) -> int | None:
    if printed is None:
        return None
    value = Decimal(printed) if printed.isdecimal() else numeral_value(printed)
    return None if value is None else int(value)
