"""Reads a table whose rows the form does not list: a label, then one figure for each column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from extractor.locate import Page, Region
from extractor.readers.layout.placed import is_run
from extractor.readers.layout.problem import Line
from extractor.readers.layout.tokens import Mark, Token, tokens
from extractor.schema.model import OpenRows

MAX_ROWS = 5000
LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as printed: its label and the cells behind it."""

    label: str
    cells: tuple[Token, ...]


def open_lines(page: Page, region: Region) -> tuple[list[Line], list[Token]]:
    """Return a line for each row found, in printed order, down to the total row, and the cells of rows not read.

    A row with too few or too many figures is there all the same, with nothing read of it, so that no total is checked
    without it; a label that comes twice is numbered.
    """
    columns = _column_order(region)
    lines: list[Line] = []
    spare: list[Token] = []
    keys: dict[str, int] = {}
    for row in _rows(page, region, len(columns)):
        key = row_key(row.label)
        if not key:
            spare.extend(row.cells)
            continue
        keys[key] = keys.get(key, 0) + 1
        named = key if keys[key] == 1 else f"{key} #{keys[key]}"
        is_whole = len(row.cells) == len(columns) and not any(map(is_run, row.cells))
        slots = tuple(f"{region.table.id}/{named}/{column}" for column in columns)
        if len(lines) == MAX_ROWS:
            spare.extend(row.cells)
            continue
        lines.append(Line(slots=slots, tokens=row.cells if is_whole else ()))
        spare.extend(() if is_whole else row.cells)
        if _is_total(region, key):
            break
    return lines, spare


def row_key(label: str) -> str:
    """Return a label as the key of a row: white space folded to one space, marks at the ends and slashes dropped."""
    return re.sub(r"\s{1,400}", " ", label).strip(" \t|*:.-#").replace("/", "∕")[:LONGEST_LABEL]


def _is_total(region: Region, key: str) -> bool:
    return isinstance(region.table.rows, OpenRows) and region.table.rows.is_total(key)


def _column_order(region: Region) -> tuple[str, ...]:
    """Return the columns as their headings stand; in the schema's order where not all headings were found."""
    printed = dict.fromkeys(hit.word.key for hit in region.known if hit.word.kind == "column")
    listed = tuple(column.id for column in region.table.columns)
    return tuple(printed) if set(printed) == set(listed) else listed


def _rows(page: Page, region: Region, width: int) -> Iterator[_Row]:
    """Yield the rows line by line where lines hold whole rows, else as labels with the cells behind them."""
    found = list(_without_paragraphs(tokens(page, _after_headings(page, region), region.span.end)))
    lines = [tuple(line) for _, line in groupby(found, key=lambda token: token.line)]
    if any(sum(token.is_cell for token in line) >= max(2, width) for line in lines):
        return _by_line(page, lines, width)
    return _by_label(page, found, width)


def _by_line(page: Page, lines: Sequence[tuple[Token, ...]], width: int) -> Iterator[_Row]:
    """Yield a row for each line with figures: its last cells are the columns', what stands before them is the label."""
    for line in lines:
        text = page.document.text
        start = text.rfind("\n", 0, line[0].start) + 1
        border = re.search(r"[^\s|][^\t|\n]{0,200}?(?=[\t|])", text[start : line[-1].end])
        first = start + border.end() if border else None
        cells = tuple(t for t in line if t.is_cell and (first is None or t.start >= first))
        kept = cells if first is not None else cells[-width:]
        if not any(token.mark is not Mark.BLANK for token in kept):
            continue
        yield _Row(text[start : first if first is not None else kept[0].start], kept)


def _by_label(page: Page, found: Sequence[Token], width: int) -> Iterator[_Row]:
    """Yield a row for each label with the figures behind it.

    Where a whole row of figures stands before the first label, labels may stand behind their figures all through: then
    nobody's figures are known, and all of them are nobody's.
    """
    ahead = list(takewhile(lambda token: token.mark is not Mark.TEXT, found))
    if sum(token.is_cell for token in ahead) >= width:
        yield _Row("", tuple(token for token in found if token.is_cell))
        return
    label: list[Token] = []
    cells: list[Token] = []
    for token in found:
        if token.mark is Mark.TEXT:
            if cells:
                yield _Row(_text(page, label), tuple(cells))
                label, cells = [], []
            label.append(token)
        elif label:
            cells.append(token)
    if label and cells:
        yield _Row(_text(page, label), tuple(cells))


def _without_paragraphs(found: Sequence[Token]) -> Iterator[Token]:
    """Stop at the first long text: prose after the table."""
    for token in found:
        if token.mark is Mark.TEXT and token.length > LONGEST_LABEL:
            return
        yield token


def _text(page: Page, label: Sequence[Token]) -> str:
    return page.document.text[label[0].start : label[-1].end]


def _after_headings(page: Page, region: Region) -> int:
    seen: set[str] = set()
    end = region.span.start
    for hit in region.known:
        if hit.word.kind != "column":
            continue
        if hit.word.key in seen:
            break
        seen.add(hit.word.key)
        end = page.raw(hit.start, hit.end).end
    return end
