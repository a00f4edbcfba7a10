"""The page under construction: lines and grids written one after the other, offsets kept exact."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.ingest.decode import Decoded
from extractor.records import Cell, Flag, Grid
from extractor.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a file says: its text, the grids in it, and what was odd about reading it."""

    text: str
    grids: tuple[Grid, ...] = ()
    title: str | None = None
    encoding: str | None = None
    flags: tuple[Flag, ...] = ()

    def with_encoding(self, decoded: Decoded) -> "Content":
        """Return the same content, with the encoding it was read with and what was odd about that.

        A format that writes its own text (HTML) moves the characters, so spans into the decoded text are dropped there.
        """
        same = self.text == decoded.text
        flags = tuple(flag if same else replace(flag, span=None) for flag in decoded.flags)
        return replace(self, encoding=decoded.encoding, flags=flags + self.flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A cell as its format gives it: the raw text, white space and all, and its place in the table, from 0."""

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as its format gives it, before it has a place in a text."""

    rows: int
    cols: int
    cells: tuple[Printed, ...]

    @property
    def is_tabular(self) -> bool:
        """Return whether this holds data rather than a page's layout: some row has two cells, and cells are short."""
        lengths = [len(cell.raw.strip()) for cell in self.cells if cell.raw.strip()]
        rows = [cell.row for cell in self.cells]
        return len(set(rows)) < len(rows) and sum(lengths) <= 80 * len(lengths)


class Page:
    """The text of a document as it is written, line by line and grid by grid."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._grids: list[Grid] = []
        self._flags: list[Flag] = []

    def line(self, text: str) -> None:
        """Write one line; a blank one is left out."""
        text = text.strip()
        if text:
            self._fresh_line()
            self._write(text + "\n")

    def verbatim(self, text: str, joined: Iterable[Span] = ()) -> None:
        """Write text as it is; `joined` are the places in it where digits of a cell were joined."""
        self._flags.extend(_joined(Span(self._length + span.start, self._length + span.end)) for span in joined)
        self._write(text)

    def flag(self, flag: Flag) -> None:
        """Note something odd about the reading."""
        self._flags.append(flag)

    def grid(self, sheet: Sheet) -> None:
        """Write a table, a row a line and cells joined by tabs; positions that a merged cell covers write nothing."""
        self._fresh_line()
        start = self._length
        cells: list[Cell] = []
        for row in _by_row(sheet):
            self._row(row, cells)
        self._grids.append(
            Grid(start=start, end=self._length - 1, rows=sheet.rows, cols=sheet.cols, cells=tuple(cells))
        )

    def content(self, title: str | None = None) -> Content:
        """Return what was written."""
        return Content(
            text="".join(self._parts), grids=tuple(self._grids), title=title or None, flags=tuple(self._flags)
        )

    def _row(self, row: Sequence[Printed], cells: list[Cell]) -> None:
        for position, printed in enumerate(row):
            self._write("\t" if position else "")
            start = self._length
            self._write(cell_text(printed.raw))
            cells.append(
                Cell(
                    row=printed.row,
                    col=printed.col,
                    rowspan=printed.rowspan,
                    colspan=printed.colspan,
                    start=start,
                    end=self._length,
                )
            )
            if _SPLIT_FIGURE.search(printed.raw):
                self._flags.append(_joined(Span(start, self._length)))
        self._write("\n")

    def _fresh_line(self) -> None:
        if self._length and not self._parts[-1].endswith("\n"):
            self._write("\n")

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def cell_text(raw: str) -> str:
    """Return a cell's text with the white space of its wrapping gone: a blank is left between Latin words only.

    A narrow cell wraps a long number, so white space between digits vanishes too (and is flagged where it stood).
    """
    if raw.isalnum():
        return raw
    return _SPACE.sub(" ", _WRAPPING.sub("", raw)).strip()


def _by_row(sheet: Sheet) -> Iterable[Sequence[Printed]]:
    rows: list[list[Printed]] = [[] for _ in range(sheet.rows)]
    for cell in sheet.cells:
        rows[cell.row].append(cell)
    return (sorted(row, key=lambda cell: cell.col) for row in rows)


def _joined(span: Span) -> Flag:
    return Flag(kind="joined_digits", span=span)


_BLANK = r"[\s\u00ad\u180e\u200b-\u200d\u2060\ufeff]"
_SPACE = re.compile(f"{_BLANK}+")
_WRAPPING = re.compile(
    rf"(?<=[^\u0000-\u024f]){_BLANK}+"  # after anything that is not Latin
    rf"|{_BLANK}+(?=[^\u0000-\u024f])"
    rf"|(?<=\d){_BLANK}+(?=[\d.,%])"
    rf"|(?<=\d\.){_BLANK}+(?=\d)|(?<=\d,){_BLANK}+(?=\d\d\d)"
)
_SPLIT_FIGURE = re.compile(rf"\d{_BLANK}+\d")
