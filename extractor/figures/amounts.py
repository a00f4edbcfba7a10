"""Exact amounts: conversion between units of money, and decimals as plain strings."""

from decimal import Decimal
from typing import Final

MONEY: Final = {"元": 0, "百元": 2, "千元": 3, "万元": 4, "十万元": 5, "百万元": 6, "千万元": 7, "亿元": 8}
"""Units of money, as powers of ten of one 元."""


def value_in(value: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    """Return `value` counted in another unit, exactly; None where one unit cannot be turned into the other.

    Only the decimal point moves, so nothing is ever rounded; zeros that the move leaves behind the point are trimmed.
    A value that is in the unit already keeps its printed precision.
    """
    if from_unit == to_unit:
        return value
    if from_unit not in MONEY or to_unit not in MONEY:
        return None
    return _trimmed(shifted(value, MONEY[from_unit] - MONEY[to_unit]))


def plain(value: Decimal) -> str:
    """Return `value` without an exponent and with its printed precision: `6.0248`, `1.50`, `100` for `1E+2`."""
    return format(value or abs(value), "f")


def shifted(value: Decimal, places: int) -> Decimal:
    """Return `value` times a power of ten, exactly."""
    sign, digits, exponent = value.as_tuple()
    # Rebuilt rather than multiplied: arithmetic rounds to the context's 28 digits.
    return Decimal((sign, digits, int(exponent) + places))


def _trimmed(value: Decimal) -> Decimal:
    text = plain(value)
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
