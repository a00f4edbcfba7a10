"""The shape of a model's answer, built from the form: strict, bounded, short, and nothing but rows of the form.

Rows are named by codes, the number of the table and of the row in it (`2.13`): a whole answer then takes a fraction of
what it does with their ids, and so does the shape itself, which is sent with every question.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from extractor.schema.compiled import Schema
from extractor.schema.model import Table

LONGEST_VALUE = 20
LONGEST_CODE = 8
MOST_ROWS = 80
MOST_TAGS = 9_999

BLANK, SLASH, UNKNOWN = "", "/", "?"
"""What stands for a cell printed empty, a slash, and one that the text does not settle."""

NO_TAG = 0
"""What stands for the tag of a cell where nothing is printed."""


class Cell(BaseModel):
    """What a model says of one cell: the value as printed and the number of its tag, each to check the other."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    value: Annotated[str, Field(max_length=LONGEST_VALUE)]
    tag: Annotated[int, Field(ge=0, le=MOST_TAGS)]


class Row(BaseModel):
    """The cells of one row, in the order of its columns."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    row: Annotated[str, Field(max_length=LONGEST_CODE)]
    cells: tuple[Cell, ...]


class Rows(BaseModel):
    """An answer: the rows asked for."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    rows: tuple[Row, ...]


_BUILT: dict[str, type[Rows]] = {}


def answer_of(schema: Schema) -> type[Rows]:
    """Return the shape of an answer on a form: built once, because building is dear."""
    built = _BUILT.get(schema.digest)
    if built is None:
        built = _BUILT[schema.digest] = _build(schema)
    return built


def code_of(schema: Schema, table: Table, at: int) -> str:
    """Return the code of the `at`-th row of a table, from 0."""
    return f"{schema.tables.index(table) + 1}.{at + 1}"


def _build(schema: Schema) -> type[Rows]:
    codes = tuple(code_of(schema, table, at) for table in schema.tables for at in range(len(table.listed_rows)))
    is_open = any(table.is_open for table in schema.tables)
    code: Any = Annotated[str, Field(max_length=LONGEST_CODE)] if is_open else Literal[codes]
    width = max(len(table.columns) for table in schema.tables)
    cells: Any = Annotated[tuple[Cell, ...], Field(max_length=width)]
    row: Any = create_model("CellsRow", __base__=Row, row=(code, ...), cells=(cells, ...))
    rows: Any = Annotated[tuple[row, ...], Field(max_length=MOST_ROWS)]
    return create_model("Cells", __base__=Rows, rows=(rows, ...))
