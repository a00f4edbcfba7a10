"""How the cells of a workbook look: a colour for each status, as many decimals as the value has."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from extractor.records import Slot, Status, Verdict
from extractor.wording import MARKS

Book = Any
Sheet = Any
Format = Any
"""A workbook of xlsxwriter, a sheet of it, a format of it: the library carries no types."""

COLOURS: Mapping[Status, str] = {
    Status.VERIFIED: "#E2F0D9",
    Status.GROUNDED: "#FFFFFF",
    Status.INFERRED: "#DDEBF7",
    Status.SUSPECT: "#F8CBAD",
    Status.AMBIGUOUS: "#FFE699",
    Status.UNGROUNDED: "#E4DFEC",
    Status.UNREAD: "#D9D9D9",
}
"""The background of a cell, by status."""

RED = "#C00000"
"""The figures of a sum that fails."""

_VERDICTS: Mapping[Verdict | None, str] = {
    None: "#FFE699",
    Verdict.CLEAN: "#E2F0D9",
    Verdict.SOURCE_DEFECT: "#F8CBAD",
    Verdict.BOTH: "#F8CBAD",
    Verdict.EXTRACTION_ERROR: "#FFE699",
}
_BORDER = {"border": 1, "border_color": "#A6A6A6"}
_TEXT = {"valign": "top", "text_wrap": True, **_BORDER}
_EXACT_DIGITS = 15
"""Digits a spreadsheet keeps of a number."""


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}
        self.plain = self._format()
        self.text = self._format(**_TEXT)
        self.link = self._format(font_color="#0563C1", underline=1, **_TEXT)
        self.title = self._format(bold=True, font_size=14)
        self.part = self._format(bold=True, font_size=12)
        self.head = self._format(
            bold=True, bg_color="#F2F2F2", align="center", valign="vcenter", text_wrap=True, **_BORDER
        )
        self.label = self._format(valign="vcenter", text_wrap=True, **_BORDER)

    def verdict(self, verdict: Verdict | None) -> Format:
        """Return the format of a verdict; null is that of a report that was not read."""
        return self._format(bg_color=_VERDICTS[verdict], **_TEXT)

    def status(self, status: Status) -> Format:
        """Return the format of a status in the legend."""
        return self._format(bg_color=COLOURS[status], align="center", valign="vcenter", text_wrap=True, **_BORDER)

    def failed(self) -> Format:
        """Return the format that the legend shows for the figures of a sum that fails."""
        return self._format(font_color=RED, bold=True, align="center", valign="vcenter", text_wrap=True, **_BORDER)

    def value(self, slot: Slot, *, is_failed: bool) -> Format:
        """Return the format of a slot's cell: its status, its decimals, and red where a sum over it fails.

        The mark of the status is part of the number format, so that the cell stays a number.
        """
        more = {"font_color": RED, "bold": True} if is_failed else {}
        return self._format(
            bg_color=COLOURS[slot.status], align="right", valign="vcenter", num_format=_number(slot), **more, **_BORDER
        )

    def _format(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def is_exact(value: Decimal) -> bool:
    """Return whether a spreadsheet keeps the value exactly as a number."""
    sign_and_zeros_aside = "".join(map(str, value.as_tuple().digits)).lstrip("0")
    return len(sign_and_zeros_aside) + max(0, int(value.as_tuple().exponent)) <= _EXACT_DIGITS


def _number(slot: Slot) -> str:
    if slot.value is None or not is_exact(slot.value):
        return "@"
    decimals = max(0, -int(slot.value.as_tuple().exponent))
    mark = MARKS[slot.status]
    return f"0{'.' if decimals else ''}{'0' * decimals}" + (f'"{mark}"' if mark else "")
