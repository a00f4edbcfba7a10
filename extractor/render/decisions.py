"""The list of decisions as a table."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from extractor.lines import visible

_SHORT = 12

if TYPE_CHECKING:
    from rich.table import Table as Grid


def decisions(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> "Grid":
    """Return a line for each row under its headings; a long text is folded in its own column, a short one never is."""
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    cells = [[visible(cell) for cell in row] for row in rows]
    for column, heading in enumerate(headings):
        width = max(map(cell_len, (heading, *(row[column] for row in cells))))
        grid.add_column(heading, overflow="fold", min_width=width if width <= _SHORT else None)
    for row in cells:
        grid.add_row(*map(Text, row))
    return grid
