"""Reads a table whose rows the form does not list: a label, then exactly one figure for each column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.locate import Page, Region
from extractor.readers.layout.options import is_run
from extractor.readers.layout.problem import Line
from extractor.readers.layout.tokens import Mark, Token, tokens

MAX_ROWS = 5000
LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """A row found: its key (the normalised label) and its cells."""

    key: str
    tokens: tuple[Token, ...]


def open_lines(page: Page, region: Region) -> tuple[list[Line], tuple[Token, ...]]:
    """Return a line for each row found, and the figures that fit no row."""
    columns = _column_order(region)
    lines: list[Line] = []
    spare: list[Token] = []
    taken: set[str] = set()
    for label, cells in _rows(page, region):
        figures = tuple(cells)
        key = row_key(label)
        if not key or key in taken or len(figures) != len(columns) or any(map(is_run, figures)):
            spare.extend(token for token in figures if token.mark is not Mark.BLANK)
            continue
        taken.add(key)
        lines.append(Line(slots=tuple(f"{region.table.id}/{key}/{column}" for column in columns), tokens=figures))
    return lines[:MAX_ROWS], tuple(spare)


def row_key(label: str) -> str:
    """Return a label as the key of a row: white space folded to one space, marks at the ends and slashes dropped."""
    return re.sub(r"\s{1,400}", " ", label).strip(" \t|*:.-#").replace("/", "∕")[:LONGEST_LABEL]


def _column_order(region: Region) -> tuple[str, ...]:
    """Return the columns as their headings stand; in the schema's order where not all headings were found."""
    printed = dict.fromkeys(hit.word.key for hit in region.known if hit.word.kind == "column")
    listed = tuple(column.id for column in region.table.columns)
    return tuple(printed) if set(printed) == set(listed) else listed


def _rows(page: Page, region: Region) -> Iterator[tuple[str, list[Token]]]:
    """Yield each label with the cells behind it: a label is the text since the cells before."""
    begin = _after_headings(page, region)
    label: list[Token] = []
    cells: list[Token] = []
    for token in _without_paragraphs(tokens(page, begin, region.span.end)):
        if token.mark is Mark.TEXT:
            if cells:
                yield _text(page, label), cells
                label, cells = [], []
            label.append(token)
        elif label:
            cells.append(token)
    if label and cells:
        yield _text(page, label), cells


def _without_paragraphs(found: Sequence[Token]) -> Iterator[Token]:
    """Stop at the first long text: prose after the table."""
    for token in found:
        if token.mark is Mark.TEXT and token.length > LONGEST_LABEL:
            return
        yield token


def _text(page: Page, label: Sequence[Token]) -> str:
    return page.document.text[label[0].start : label[-1].end]


def _after_headings(page: Page, region: Region) -> int:
    headings = [hit for hit in region.known if hit.word.kind == "column"]
    seen: set[str] = set()
    end = region.span.start
    for hit in headings:
        if hit.word.key in seen:
            break
        seen.add(hit.word.key)
        end = page.raw(hit.start, hit.end).end
    return end
