"""Several reports in one file: where each begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.locate.chain import best_chain
from extractor.locate.fields import compiled, squeeze
from extractor.locate.page import Hit, Page, hits, matching_form, words_of
from extractor.schema.compiled import Schema
from extractor.schema.model import Table
from extractor.span import Span

MARGIN = 40  # characters of white space and marks that may stand before a title on its line
FULL_TABLE = 0.6  # share of a table's rows that must be found again for a second report


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a file; `index` counts from 0."""

    index: int
    span: Span


def split_parts(page: Page, schemas: Sequence[Schema]) -> tuple[Part, ...]:
    """Return the reports of a page: more than one only where the main table and a title both come again."""
    cuts: list[int] = []
    schema = max(schemas, key=lambda s: len(_tables(page, s)), default=None)
    if schema is not None:
        cuts = _cuts(page, schema)
    edges = [page.span.start, *cuts, page.span.end]
    return tuple(Part(index, Span(*pair)) for index, pair in enumerate(pairwise(edges)))


def _main_table(schema: Schema) -> Table | None:
    closed = [table for table in schema.tables if not table.is_open and table.layout == "rows"]
    return max(closed, key=lambda table: len(table.listed_rows), default=None)


def _cuts(page: Page, schema: Schema) -> list[int]:
    tables = _tables(page, schema)
    cuts = []
    for one, following in pairwise(tables):
        title = _title_between(page, schema, page.raw(*one).end, page.raw(*following).start)
        if title is not None:
            cuts.append(title)
    return cuts


def _tables(page: Page, schema: Schema) -> list[tuple[int, int]]:
    """Return every full occurrence of the main table, as compact offsets, in order."""
    table = _main_table(schema)
    if table is None:
        return []
    row = table.listed_rows[0]
    first = row.id
    if max(page.words.count(matching_form(word)) for word in (*row.match, row.label.zh or row.label.en)) < 2:
        return []
    known = hits(page, words_of(schema))
    starts = [hit for hit in known if hit.word.table == table.id and hit.word.kind == "row" and hit.word.key == first]
    if len(starts) < 2:
        return []
    return _full_runs(page, known, table, starts)


def _full_runs(page: Page, known: Sequence[Hit], table: Table, starts: Sequence[Hit]) -> list[tuple[int, int]]:
    """Look for one run of the table's rows from each place where its first row stands to the next such place."""
    found: list[tuple[int, int]] = []
    at = 0
    for index, first in enumerate(starts):
        end = starts[index + 1].start if index + 1 < len(starts) else len(page.words)
        while at < len(known) and known[at].start < first.start:
            at += 1
        window = _until(known, at, end)
        chain = best_chain(page, window, table).hits
        if len(chain) >= FULL_TABLE * len(table.listed_rows):
            found.append((chain[0].start, chain[-1].end))
    return found


def _until(known: Sequence[Hit], at: int, end: int) -> list[Hit]:
    window = []
    for index in range(at, len(known)):
        if known[index].end > end:
            break
        window.append(known[index])
    return window


def _title_between(page: Page, schema: Schema, start: int, end: int) -> int | None:
    """Return where the next report's title line begins, if one stands between two tables."""
    stretch = squeeze(page.folded, start, end)
    for scalar in schema.file.fields:
        for pattern in scalar.patterns:
            for match in compiled(pattern).finditer(stretch.text):
                at = stretch.raw(match.start())
                before = page.folded[max(0, at - MARGIN) : at].rstrip(" \t#*")
                if before.endswith("\n") or (not before and at <= MARGIN):
                    return at
    return None
