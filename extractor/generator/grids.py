"""Layouts with a real grid: HTML and DOCX, with merged cells as on the form."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from random import Random

import docx
from docx.document import Document

from extractor.generator.line import Line


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell of the grid: its text and how many rows and columns it covers."""

    text: str
    rows: int = 1
    cols: int = 1


def html_table(table: Sequence[Line], rng: Random) -> str:
    """Return the table as HTML; a page break ends one table and begins another."""
    blank = rng.choice(("", "&nbsp;"))
    out: list[str] = []
    for is_page, part in groupby(table, key=lambda line: line.kind == "page"):
        if is_page:
            out += [f"<p>{escape(line.texts[0].strip())}</p>" for line in part]
            continue
        rows = [
            "<tr>" + "".join(_td(cell, blank) for cell in row) + "</tr>"
            for row in merged_rows(list(part), _depth(table))
        ]
        out.append("<table border=1>\n" + "\n".join(rows) + "\n</table>")
    return "\n".join(out)


def merged_rows(table: Sequence[Line], depth: int) -> list[list[Merged]]:
    """Return the rows of a grid; a group's label covers as many rows as stand under it together."""
    width = depth + max(len(line.slots) for line in table)
    rows: list[list[Merged]] = []
    for at, line in enumerate(table):
        if line.kind != "row":
            rows.append([Merged(text, *span) for text, span in zip(line.texts, line.spans, strict=True)])
            continue
        row = [Merged(label, rows=_run(table, at, level)) for level, label in _opening(table, at)]
        if line.path:
            row.append(Merged(line.path[-1], cols=depth - len(line.path) + 1))
        cells = [Merged(cell.text) for cell in line.cells]
        if cells and line.hit is None:
            cells[-1] = Merged(cells[-1].text, cols=max(1, width - depth - len(line.slots) + 1))
        rows.append(row + cells)
    return rows


def docx_report(parts: Sequence[str | Sequence[Line]]) -> bytes:
    """Return a DOCX file of paragraphs and tables."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            for paragraph in part.split("\n"):
                document.add_paragraph(paragraph)
        else:
            _add_table(document, merged_rows(part, _depth(part)))
    buffer = io.BytesIO()
    document.save(buffer)
    return _undated(buffer)


def _undated(archive: io.BytesIO) -> bytes:
    """Return the same archive without the time it was written at, so that the same report is the same file."""
    undated = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(undated, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return undated.getvalue()


def _add_table(document: Document, rows: list[list[Merged]]) -> None:
    placed = list(_placed(rows))
    width = max(col + cell.cols for _, col, cell in placed)
    grid = document.add_table(rows=len(rows), cols=width)
    cells = [list(row.cells) for row in grid.rows]  # python-docx builds this list anew at every look
    for row, col, cell in placed:
        corner = cells[row][col]
        if cell.rows > 1 or cell.cols > 1:
            corner = corner.merge(cells[row + cell.rows - 1][col + cell.cols - 1])
        corner.text = cell.text


def _placed(rows: list[list[Merged]]) -> Iterator[tuple[int, int, Merged]]:
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        col = 0
        for cell in row:
            while (at, col) in taken:
                col += 1
            taken |= {(at + down, col + right) for down in range(cell.rows) for right in range(cell.cols)}
            yield at, col, cell


def _td(cell: Merged, blank: str) -> str:
    spans = (f" rowspan={cell.rows}" if cell.rows > 1 else "") + (f" colspan={cell.cols}" if cell.cols > 1 else "")
    return f"<td{spans}>{escape(cell.text) or blank}</td>"


def _depth(table: Sequence[Line]) -> int:
    return max((len(line.path) for line in table), default=0)


def _opening(table: Sequence[Line], at: int) -> list[tuple[int, str]]:
    """Return the groups, with their level, that begin in this row."""
    groups = table[at].path[:-1]
    before = table[at - 1].path[:-1] if at else ()
    return [(level, label) for level, label in enumerate(groups) if before[: level + 1] != groups[: level + 1]]


def _run(table: Sequence[Line], at: int, level: int) -> int:
    """Return how many rows from here on stand under the same groups down to `level`."""
    groups = table[at].path[: level + 1]
    run = 0
    while at + run < len(table) and table[at + run].kind == "row" and table[at + run].path[:-1][: level + 1] == groups:
        run += 1
    return run
