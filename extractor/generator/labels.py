"""What the parts of a form are called on a page: in the form's language, and by a word the form is known by."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractor.normalise import compact, fold
from extractor.schema.compiled import Schema
from extractor.schema.model import Column, Label, Row, Section, Table


def row_name(row: Row, lang: str) -> str:
    """Return the label of a row, without its number."""
    return _named(row.label, row.match, lang)


def column_name(column: Column, lang: str) -> str:
    """Return the label of a column."""
    return _named(column.label, column.match, lang)


def heading_name(part: Table | Section, lang: str) -> str:
    """Return the heading of a table or a section."""
    return _named(part.label, part.heading, lang)


def holds(page: str, word: str) -> bool:
    """Return whether a page, as `bare` gives it, holds a word."""
    return bare(word) in page


@lru_cache(4096)
def bare(text: str) -> str:
    """Return a text as words are compared: without white space and marks, widths and case aside."""
    return compact(fold(text)).text.lower()


def words(schema: Schema) -> Iterator[str]:
    """Yield every word that a reader may know the form's tables by."""
    for table in schema.tables:
        yield from (*table.heading, *table.landmarks)
        for part in _parts(table):
            yield from (*part.match, part.label.zh, part.label.en)


def _parts(table: Table) -> Iterator[Row | Column]:
    yield from table.listed_rows
    yield from table.columns


def _named(label: Label, match: Sequence[str], lang: str) -> str:
    """Return a label, or the surest of its core words where none of them is in it."""
    text = label.text(lang)
    return text if not match or any(holds(bare(text), word) for word in match) else match[0]
