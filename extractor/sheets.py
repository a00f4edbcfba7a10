"""Tables that people open and edit: CSV written so that Excel shows it right, and read however Excel left it."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.errors import CallError, UnreadableError
from extractor.ingest.decode import decode
from extractor.messages import Lang, say

BOM = "\ufeff"
"""Stands before CSV text, so that Excel takes it for UTF-8."""

_FORMULA = re.compile(r"[\t\r ]*[=+\-@＝＋－＠](?!$)|[\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table a person wrote: its cells by column id, stripped.

    `line` is the line of the file it ends on, `number` the row a spreadsheet shows it in; both count from 1 and differ
    where a cell holds a line break.
    """

    line: int
    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell's text, empty where the table has no such column."""
        return self.cells.get(column, "")


def write_rows(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield each row as a line of CSV with its line break; null is an empty cell, never 0, and no cell is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow([as_cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def as_cell(value: object) -> str:
    """Return a value as the text of a cell: text that a spreadsheet would take for a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    is_harmless = not _FORMULA.match(text) or _NUMBER.fullmatch(text)
    return text if is_harmless else f"'{text}"


@dataclass(frozen=True, slots=True)
class _Known:
    """The headings a table may have, each by its name in the language asked for."""

    columns: Mapping[str, Sequence[str]]

    def text(self, lang: str) -> str:
        names = (headings[0] if lang == Lang.ZH and headings else column for column, headings in self.columns.items())
        return say(lang, "sheet.between").join(names)


def read_rows(
    data: bytes, name: str, columns: Mapping[str, Sequence[str]], needed: Collection[str] = ()
) -> tuple[Row, ...]:
    """Return the rows of a CSV file (comma, semicolon or tab; UTF-8 or GB 18030), empty ones left out.

    `columns` has the headings each column may have, by the column's id; the id itself is one of them. Headings nobody
    asked for are left aside. Raises `CallError`, one line, where the file is no text, none of its headings is known,
    one that is `needed` is missing, or its quotation marks do not match: an open cell would swallow what follows.
    """
    try:
        text = decode(data, is_html=False).text if data.strip() else ""
    except UnreadableError as error:
        raise CallError("sheet.no_table", name=name) from error
    known = {_folded(heading): column for column, headings in columns.items() for heading in (column, *headings)}
    written = _written(text.removeprefix(BOM).split("\n"), name)
    headings = [known.get(_folded(cell)) for _, _, cells in written[:1] for cell in cells]
    if not any(headings):
        raise CallError("sheet.headings", name=name, known=_Known(columns))
    if missing := {column: columns[column] for column in needed if column not in headings}:
        raise CallError("sheet.needed", name=name, missing=_Known(missing))
    rows = (Row(line=line, number=number, cells=_named(headings, cells)) for line, number, cells in written[1:])
    return tuple(row for row in rows if any(row.cells.values()))


def _written(lines: Sequence[str], name: str) -> list[tuple[int, int, list[str]]]:
    """Return the line, the number and the cells of each row that is not empty."""
    first = next((line for line in lines if line.strip(_DELIMITERS + " ")), "")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=_delimiter(first), strict=True)
    try:
        rows = [(reader.line_num, number, cells) for number, cells in enumerate(reader, start=1)]
    except csv.Error as error:
        raise CallError("sheet.quotes", name=name, line=reader.line_num) from error
    return [row for row in rows if any(cell.strip() for cell in row[2])]


def _named(headings: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    return {column: _bare(cell) for column, cell in zip(headings, cells, strict=False) if column is not None}


def _bare(cell: str) -> str:
    """Return a cell without the white space around it and without the apostrophe that `as_cell` put before it."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and as_cell(text[1:]) == text else text


def _delimiter(heading: str) -> str:
    return max(_DELIMITERS, key=heading.count)


def _folded(heading: str) -> str:
    return "".join(heading.casefold().split()).replace("_", "")
