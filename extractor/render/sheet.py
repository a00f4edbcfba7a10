"""A table that breaks no number: where the terminal is too narrow for it, each row is a block of its own."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from extractor.render.lists import grid

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table

_INDENT, _GAP = 2, 2
_LEAST_LABEL = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows under headings, each with a style; what stands in the first column is what a row is called.

    Headings and the first columns, so many as are `words`, may go over several lines; figures may not.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    styles: Sequence[str]
    words: int = 1

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Yield the table where there is room for it, folded where that breaks no figure; else blocks."""
        for heading, cell in ((_whole, _whole), (_FOLDED.findall, _whole), (_FOLDED.findall, _FOLDED.findall)):
            table = self._table(heading, cell)
            if console.measure(table, options=options.update(width=_ANY)).maximum <= options.max_width:
                yield table
                return
        for row, style in zip(self.rows, self.styles, strict=True):
            yield from self._block(row, style, options.max_width)

    def _table(self, of_heading: "_Pieces", of_words: "_Pieces") -> "Table":
        """Return the table, each column as wide as the widest piece of its heading, of its words, and its figures."""
        table = grid(self.headings)
        for at, (column, heading, *cells) in enumerate(zip(table.columns, self.headings, *self.rows, strict=True)):
            pieces = of_words if at < self.words else _whole
            column.width = _widest([*of_heading(heading), *chain.from_iterable(map(pieces, cells))])
        for row, style in zip(self.rows, self.styles, strict=True):
            table.add_row(*row, style=style)
        return table

    def _block(self, row: Sequence[str], style: str, width: int) -> "RenderResult":
        """Yield a row as lines, a heading and what stands under it in each; one that is empty is left out."""
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        room = width - _INDENT - _GAP
        values = _widest([value for each in self.rows for value in each[1:]])
        label = min(_widest(self.headings[1:]), max(_LEAST_LABEL, room - values))
        table = Table.grid(padding=(0, _GAP, 0, 0))
        table.add_column(width=label, overflow="fold")
        table.add_column(width=max(1, min(values, room - label)), overflow="fold")
        for heading, value in zip(self.headings[1:], row[1:], strict=True):
            if value:
                table.add_row(Text(heading), Text(value, style))
        yield Text(row[0], f"bold {style}".strip(), overflow="fold")
        yield Padding(table, (0, 0, 1, _INDENT))


_FOLDED = re.compile(r"[!-~]+|[^ -~]{1,4}")
"""What stays in one line where something is folded: a word, or four characters of Chinese."""
_ANY = 10_000
"""Columns enough for any table."""


_Pieces = Callable[[str], Sequence[str]]


def _whole(text: str) -> Sequence[str]:
    return [text]


def _widest(texts: Sequence[str]) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, texts), default=1)
