"""What anybody could do without reading: answers that a system must beat before its score means anything."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from extractor.evaluation.dataset import Case
from extractor.schema.compiled import Schema
from extractor.schema.model import Row, Table
from extractor.scoring.nouns import Answer, Prediction

_FIGURE = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?")


def all_zero(case: Case) -> Prediction:
    """Return the answer that says 0 of every slot: on reports whose tables are nearly empty it is mostly right."""
    zero = Answer(content=Decimal(0))
    return Prediction(document=case.name, slots=dict.fromkeys(case.gold.slots, zero))


def printed_order(case: Case, schema: Schema, text: str) -> Prediction:
    """Return what a regular expression a row would read: the label, then as many figures as the row has columns.

    It knows nothing of columns, merged cells or lost ones, and takes the first place where a label is printed.
    """
    folded = unicodedata.normalize("NFKC", text)
    compact = re.sub(r"[ \t]+(?=[一-鿿])|(?<=[一-鿿])[ \t]+", "", folded)
    slots: dict[str, Answer] = {}
    for table in schema.tables:
        slots |= dict(_read(table, compact, schema.file.language))
    return Prediction(document=case.name, slots=slots)


def _read(table: Table, text: str, lang: str) -> Iterator[tuple[str, Answer]]:
    """Yield the cells of a table, row after row; a row whose label is not found has none."""
    at = 0
    for row in table.listed_rows:
        label = unicodedata.normalize("NFKC", row.label.text(lang))
        found = text.find(label, at)
        if found < 0:
            continue
        at = found + len(label)
        columns = table.columns_of(row)
        for column, figure in zip(columns, _figures(text, at, len(columns)), strict=False):
            yield _slot(table, row, column), Answer(content=Decimal(figure))


def _figures(text: str, start: int, count: int) -> Iterator[str]:
    for number, found in enumerate(_FIGURE.finditer(text, start)):
        if number == count:
            return
        yield found[0]


def _slot(table: Table, row: Row, column: str) -> str:
    return f"{table.id}/{row.id}/{column}"
