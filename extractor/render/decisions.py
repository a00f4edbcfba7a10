"""The list of decisions as a table."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from extractor.wording import visible

if TYPE_CHECKING:
    from rich.table import Table as Grid


def decisions(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> "Grid":
    """Return a line for each row under its headings; a long text is folded in its own column."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(visible(cell)) for cell in row))
    return grid
