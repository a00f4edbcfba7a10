"""The shape of a model's answer, built from the form: strict, bounded, short, and nothing but rows of the form.

Rows are named by codes, the number of the table and of the row in it (`2.13`): a whole answer then takes a fraction of
what it does with their ids, and so does the shape itself, which is sent with every question. A cell is answered as its
tag is printed, `17:10`: number and value in one short word to be copied, each to check the other.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.config import JsonDict

from extractor.schema.compiled import Schema
from extractor.schema.model import Table

LONGEST_VALUE = 20
LONGEST_CODE = 8
MOST_ROWS = 80
LONGEST_CELL = 5 + LONGEST_VALUE

BLANK, SLASH, UNKNOWN = "", "/", "?"
"""What stands for a cell printed empty, a slash, and one that the text does not settle."""

NO_TAG = 0
"""What stands for the tag of a cell where nothing is printed."""


_CELL = re.compile(r"(?:([0-9]{1,4})[:：])?(.*)", re.DOTALL)
_CELL_SCHEMA: JsonDict = {"pattern": f"^([1-9][0-9]{{0,3}}:)?[-+.,/?0-9]{{0,{LONGEST_VALUE}}}$"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a model says of one cell: the value as printed and the number of its tag, each to check the other."""

    value: str
    tag: int

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what `17:10` says; brackets copied with it mean nothing."""
        found = _CELL.fullmatch(text.strip().strip("[]").strip())
        tag, value = found.groups() if found else (None, text)
        return cls(value=value.strip(), tag=int(tag or NO_TAG))


class Row(BaseModel):
    """The cells of one row, in the order of its columns."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    row: Annotated[str, Field(max_length=LONGEST_CODE)]
    cells: tuple[str, ...]

    @property
    def answers(self) -> tuple[Cell, ...]:
        """Return the cells, read."""
        return tuple(Cell.of(text) for text in self.cells)


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
    width = max(len(table.columns) for table in schema.tables)
    # The patterns are for engines that hold to them; what comes otherwise is told what is wrong with it, cell by cell.
    pattern: JsonDict = {"pattern": _code_pattern(schema)}
    code: Any = Annotated[str, Field(max_length=LONGEST_CODE, json_schema_extra=pattern)]
    cell: Any = Annotated[str, Field(max_length=LONGEST_CELL, json_schema_extra=_CELL_SCHEMA)]
    cells: Any = Annotated[tuple[cell, ...], Field(max_length=width)]
    row: Any = create_model("CellsRow", __base__=Row, row=(code, ...), cells=(cells, ...))
    rows: Any = Annotated[tuple[row, ...], Field(max_length=MOST_ROWS)]
    return create_model("Cells", __base__=Rows, rows=(rows, ...))


def _code_pattern(schema: Schema) -> str:
    """Return what the codes of a form look like, no wider than need be; an open table's rows are not known yet."""
    tables, rows = len(schema.tables), max(len(table.listed_rows) for table in schema.tables)
    digits = 4 if any(table.is_open for table in schema.tables) else len(str(rows))
    first = f"[1-{tables}]" if tables <= 9 else "[1-9][0-9]?"
    return f"^{first}[.][1-9][0-9]{{0,{digits - 1}}}$"
