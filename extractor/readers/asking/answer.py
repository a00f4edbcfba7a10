"""The shape of a model's answer on a table, built from the form: strict, bounded, and nothing but slots of the form."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from extractor.schema.compiled import Schema
from extractor.schema.model import Table

LONGEST_VALUE = 20
LONGEST_ROW = 120
MOST_CELLS = 400
MOST_FIGURES = 99_999

BLANK, SLASH, UNKNOWN = "", "/", "?"
"""What stands for a cell printed empty, a slash, and one that the text does not settle."""


class Cell(BaseModel):
    """What a model says of one cell: the value as printed and the number of the figure it is, each to check the other.

    `value` is empty for a cell printed blank, `/` for a slash and `?` where the text does not settle it; `figure` is
    null where nothing is printed.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    row: str
    column: str
    value: Annotated[str, Field(max_length=LONGEST_VALUE)]
    figure: Annotated[int, Field(ge=1, le=MOST_FIGURES)] | None


class Cells(BaseModel):
    """What a model says of a table: the cells it answers for, in any order."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    cells: Annotated[tuple[Cell, ...], Field(max_length=MOST_CELLS)]


_BUILT: dict[tuple[str, str], type[Cells]] = {}


def answer_of(schema: Schema, table: Table) -> type[Cells]:
    """Return the shape of an answer on a table: built once a form, because building is dear."""
    key = (schema.digest, table.id)
    built = _BUILT.get(key)
    if built is None:
        built = _BUILT[key] = _build(table)
    return built


def _build(table: Table) -> type[Cells]:
    rows = tuple(row.id for row in table.listed_rows)
    named = "".join(part.capitalize() for part in table.id.split("_"))
    row: Any = Annotated[str, Field(max_length=LONGEST_ROW)] if table.is_open else Literal[rows]
    column: Any = Literal[tuple(column.id for column in table.columns)]
    cell = create_model(f"{named}Cell", __base__=Cell, row=(row, ...), column=(column, ...))
    return create_model(
        f"{named}Cells", __base__=Cells, cells=(Annotated[tuple[cell, ...], Field(max_length=MOST_CELLS)], ...)
    )
