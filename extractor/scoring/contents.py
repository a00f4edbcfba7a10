"""What a cell says, on either side: what is printed there by the gold, and what a system says is printed there."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from extractor.figures import parse_cell, plain, value_in
from extractor.figures.numerals import numeral_value


class Mark(StrEnum):
    """What a cell may hold in place of a number; `open` stands only in gold, the last three only in predictions."""

    BLANK = "blank"
    SLASH = "/"
    OPEN = "?"  # the text itself leaves the cell undetermined
    ABSTAINED = "abstained"  # the system says that it does not know
    MISSING = "missing"  # the system does not mention the slot
    INVALID = "invalid"  # no number, no mark, or two values for one slot


Content = Decimal | Mark
"""A printed number in the unit the schema names, or a mark."""


def gold_content(label: str | None) -> Content:
    """Return a gold label as content; `ValueError` for a label that is no number and no mark."""
    if label == Mark.OPEN:
        return Mark.OPEN
    if label is not None and not label.strip():
        raise ValueError(label)  # a blank is null: an empty text may be a cell that nobody has labelled yet
    content = predicted_content(label)
    if content in {Mark.INVALID, Mark.ABSTAINED}:
        raise ValueError(label)
    return content


def predicted_content(value: object, unit: str | None = None) -> Content:
    """Return what a system says of a cell whose column counts in `unit`: null is a blank, `"?"` that it does not know.

    A number may be written as reports write it: full-width or Chinese numerals, thousands marks, a unit behind it
    (`14批`, `307000元` in a column of 万元). What is neither number nor mark is invalid, never left out.
    """
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return _content_of_number(Decimal(value))
    if value is None or (isinstance(value, str) and not value.strip()):
        return Mark.BLANK
    return _content_of_text(value.strip(), unit) if isinstance(value, str) else Mark.INVALID


def is_salient(content: Content) -> bool:
    """Return whether a content is a number other than zero: zeros and blanks are what every table is full of."""
    return isinstance(content, Decimal) and content != 0


def is_present(content: Content) -> bool:
    """Return whether something is printed, or said to be: a number, a slash, or what cannot be understood."""
    return isinstance(content, Decimal) or content in {Mark.SLASH, Mark.INVALID}


def label_of(content: Content) -> str | None:
    """Return a content as gold writes it, a mark that gold does not have by its name; null for a blank."""
    if isinstance(content, Decimal):
        return plain(content)
    return None if content is Mark.BLANK else content.value


_WRITTEN: Mapping[str, Content] = {
    "/": Mark.SLASH,
    "／": Mark.SLASH,
    "?": Mark.ABSTAINED,
    "？": Mark.ABSTAINED,
    "零": Decimal(0),
    "〇": Decimal(0),
}
_MOST_DIGITS = 100
"""More digits than any report prints before or behind the point; `1e999999999` is no number, and would fill a disk."""
_TWO_NUMBERS = re.compile(r"\d\s+(?!\d{3}(?!\d))\d")
"""White space between digits that marks no thousands: two numbers, where a printed cell would be one wrapped."""


def _content_of_number(value: Decimal) -> Content:
    exponent = value.as_tuple().exponent
    is_short = isinstance(exponent, int) and exponent >= -_MOST_DIGITS and value.adjusted() < _MOST_DIGITS
    return value if is_short else Mark.INVALID


def _content_of_text(text: str, unit: str | None) -> Content:
    if text in _WRITTEN:
        return _WRITTEN[text]
    if text.isascii() and text.isdecimal():  # nearly every cell; the grammar of figures says the same of it, slowly
        return _content_of_number(Decimal(text))
    numeral = numeral_value(text)
    if numeral is not None:
        return numeral
    figure = None if _TWO_NUMBERS.search(text) else parse_cell(text)
    if figure is None:
        return Mark.INVALID
    converted = value_in(figure.value, figure.unit, unit) if figure.unit and unit else None
    return _content_of_number(figure.value if converted is None else converted)
