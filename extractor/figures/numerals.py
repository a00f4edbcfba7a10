"""Chinese numerals: 十三, 一百零二, 两千, 三亿零五万, 二〇二四."""

from decimal import Decimal
from typing import Final

DIGITS: Final = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
POWERS: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
YEAR_LENGTH: Final = 4


def numeral_value(text: str) -> Decimal | None:
    """Return what a Chinese numeral says, or None where the characters do not form one (三四, 百万, 十四五)."""
    total = 0
    for power in ("亿", "万"):
        head, mark, tail = text.partition(power)
        if not mark:
            continue
        section = _section(head, inner=total > 0)
        if not section:
            return None
        total += section * 10 ** POWERS[power]
        if not tail:
            return Decimal(total)
        text = tail
    rest = _section(text, inner=total > 0)
    return None if rest is None else Decimal(total + rest)


def year_value(text: str) -> Decimal | None:
    """Return the year that four bare digits spell (二〇二四), or None."""
    if len(text) != YEAR_LENGTH or not all(character in DIGITS for character in text):
        return None
    return Decimal("".join(str(DIGITS[character]) for character in text))


def _section(text: str, *, inner: bool = False) -> int | None:
    """Return the value of a numeral below 10,000; `inner` says that larger powers stand before it.

    Powers fall from left to right, each with its own digit (十 alone may do without at the very front), and a power
    left out is said as 零: 一百零二 is 102, while 一百二, which people say for 120, is not accepted.
    """
    total, above = 0, 4 if inner else None
    for digit, power, zero in _pairs(text):
        if digit is None or (above is not None and power >= above):
            return None
        if zero != (above is not None and power < above - 1):
            return None
        total += digit * 10**power
        above = power
    return total or None


def _pairs(text: str) -> list[tuple[int | None, int, bool]]:
    """Cut a numeral into (digit, power of ten, whether 零 stands before it); a digit of None marks a bad piece."""
    pairs: list[tuple[int | None, int, bool]] = []
    index = 0
    while index < len(text):
        zero = text[index] in "零〇"
        index += zero
        digit = DIGITS.get(text[index : index + 1])
        index += digit is not None
        power = POWERS.get(text[index : index + 1], 0)
        index += power > 0
        if digit is None and text.startswith("十") and not pairs:
            digit = 1
        pairs.append((digit or None, power, zero))
        if digit is None:
            break  # nothing was taken, or a power without its digit
    return pairs
