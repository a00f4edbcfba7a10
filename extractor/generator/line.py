"""The lines of a form, before a layout turns them into text, and how one document prints them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Content = Decimal | str | None
"""What a cell says: a number in the schema's unit, `/`, or nothing (a printed blank)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A printed cell: its text, and what the text says (None also for what cannot be read)."""

    text: str
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the form.

    `path` are the labels from the outermost group to the row's own; `cells` the row's printed cells, which accidents
    may make more or fewer than `slots`. `texts` and `spans` (rows, columns) are for lines without figures, `indent`
    says how many columns to their left a cell from above fills. `hit` names the accident that befell the row.
    """

    table: str
    kind: Literal["row", "group", "header", "page"]
    path: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    texts: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    indent: int = 0
    hit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one document prints: marks behind enumerators, units, blanks for zeros, headings, its language."""

    enumerator: str = "."
    brackets: str = "（）"
    blanks: float = 0.0
    slashes: float = 0.0
    thousands: bool = False
    wide: bool = False
    yuan: bool = False
    counted: bool = False
    plus: bool = False
    named_columns: bool = True
    lang: str = "zh"

    def bracketed(self, text: str) -> str:
        """Return a text with its brackets as the document prints them."""
        return text if self.brackets == "（）" else text.replace("（", "(").replace("）", ")")
