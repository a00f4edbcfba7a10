"""A document's text edited, with the cells that its file format tells kept in step."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.records import Cell, Document, Grid
from extractor.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of text replaced; an empty `span` inserts."""

    span: Span
    text: str = ""


def edited(document: Document, edits: Iterable[Edit]) -> Document:
    """Return a document with its text edited in places that do not overlap."""
    ordered = sorted(edits)
    pieces, at = [], 0
    for edit in ordered:
        pieces += [document.text[at : edit.span.start], edit.text]
        at = edit.span.end
    moved = _mover(ordered)
    grids = tuple(_moved_grid(grid, moved) for grid in document.grids)
    return replace(document, text="".join((*pieces, document.text[at:])), grids=grids)


def without_cell(document: Document, span: Span) -> Document:
    """Return a document without the cell that a figure stands in, and without what parts it from the next one."""
    grid = next((grid for grid in document.grids if grid.start <= span.start < grid.end), None)
    lost = cell_around(document.text, span)
    after = edited(document, [Edit(_with_separator(document.text, lost))])
    if grid is None:
        return after
    gone = next(cell for cell in grid.cells if cell.start <= span.start < cell.end)
    kept = [_closed_up(cell, gone) for cell in grid.cells if cell is not gone]
    moved = _mover([Edit(_with_separator(document.text, lost))])
    grids = tuple(
        _moved_grid(replace(grid, cells=tuple(kept)) if other is grid else other, moved) for other in document.grids
    )
    return replace(after, grids=grids)


def cell_around(text: str, span: Span) -> Span:
    """Return the cell that a place is in: as far as the bars or tabs of its line reach, else as far as no space is."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = Span(start, len(text) if end < 0 else end)
    marks = next((mark for mark in "|\t" if mark in text[line.start : line.end]), " \u3000")
    left, right = span
    while left > line.start and text[left - 1] not in marks:
        left -= 1
    while right < line.end and text[right] not in marks:
        right += 1
    return Span(left, right)


def _with_separator(text: str, cell: Span) -> Span:
    """Return a cell with the mark behind it, else the one before it; alone on its line, with the line's end."""
    if cell.end < len(text) and text[cell.end] != "\n":
        return Span(cell.start, cell.end + 1)
    if cell.start and text[cell.start - 1] != "\n":
        return Span(cell.start - 1, cell.end)
    return Span(cell.start, min(cell.end + 1, len(text)))


def _closed_up(cell: Cell, gone: Cell) -> Cell:
    is_behind = cell.row == gone.row and cell.col > gone.col
    return replace(cell, col=cell.col - gone.colspan) if is_behind else cell


def _mover(edits: Sequence[Edit]) -> Callable[[int], int]:
    """Return what gives the place of an offset after the edits."""

    def moved(offset: int) -> int:
        shift = 0
        for span, text in ((edit.span, edit.text) for edit in edits):
            if offset >= span.end:
                shift += len(text) - (span.end - span.start)
            elif offset > span.start:
                return span.start + shift + min(offset - span.start, len(text))
        return offset + shift

    return moved


def _moved_grid(grid: Grid, moved: Callable[[int], int]) -> Grid:
    cells = tuple(replace(cell, start=moved(cell.start), end=moved(cell.end)) for cell in grid.cells)
    return replace(grid, start=moved(grid.start), end=moved(grid.end), cells=cells)
