"""The plain way to ask, which ours is measured against: the whole document and the whole form in one instructor call.

As people do it: a Pydantic model for each table, a model for the rows of a table that have the same columns, a field
for each cell with the printed label as its description, and the text of the report in one user message. Tables only.
Wherever there is a choice the smaller side is taken: rows share their model, JSON is compact, one mode of two.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field, create_model

from extractor.schema import Column, Row, Schema, Table
from extractor.scoring.contents import Content
from extractor.scoring.nouns import Gold

if TYPE_CHECKING:
    from mistral_common.tokens.tokenizers.tekken import Tekkenizer

MODEL = "any-model"
_SYSTEM = {
    "zh": "请从报告中提取各表的数据，照原文填写；空白的单元格填 null。",
    "en": "Extract the tables of the report as printed; null for an empty cell.",
}


_NUMBER = {"count": int, "days": float, "money": float, "percentage": float, "signed": int}
_NUMBERS = {kind: number | None for kind, number in _NUMBER.items()} | {"text": str | None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How long a text is, in UTF-8 bytes and in tokens."""

    bytes: int = 0
    tokens: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(bytes=self.bytes + other.bytes, tokens=self.tokens + other.tokens)


def size(text: str) -> Size:
    """Return the size of a text, its tokens counted with the tokenizer that mistral-common brings along."""
    tokens = _tokenizer().encode(text, bos=False, eos=False)
    return Size(bytes=len(text.encode()), tokens=len(tokens))


def as_sent(body: Mapping[str, object]) -> str:
    """Return the body of a request as it goes over the wire."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def plain_request(document_text: str, schema: Schema) -> dict[str, object]:
    """Return the body of the plain call, in the smaller of instructor's two ways to say what is wanted."""
    from instructor import Mode
    from instructor.processing.response import handle_response_model

    messages = [
        {"role": "system", "content": _SYSTEM[schema.file.language]},
        {"role": "user", "content": document_text},
    ]
    bodies = [
        handle_response_model(plain_model(schema), mode, model=MODEL, messages=list(messages))[1]
        for mode in (Mode.TOOLS, Mode.JSON_SCHEMA)
    ]
    return min(bodies, key=lambda body: len(as_sent(body)))


def plain_answer(gold: Gold, schema: Schema) -> str:
    """Return the answer of the plain call that says what the gold says: all cells, as compact JSON."""
    return as_sent({table.id: _said(table, gold.slots) for table in schema.tables})


def plain_model(schema: Schema) -> type[BaseModel]:
    """Return the model that the plain call asks for."""
    lang = schema.file.language
    return create_model(
        "Report", **{table.id: _field(_table_type(table, lang), table, lang) for table in schema.tables}
    )


def _table_type(table: Table, lang: str) -> object:
    if table.is_open:
        key = {"row": (str, Field(description="行" if lang == "zh" else "row"))}
        return list[create_model(f"{_class_name(table)}Row", **key, **_cells(table, tuple(table.column), lang))]
    kinds = {columns: None for row in table.listed_rows if (columns := table.columns_of(row))}
    models = {
        columns: create_model(f"{_class_name(table)}Row{number}", **_cells(table, columns, lang))
        for number, columns in enumerate(kinds, start=1)
    }
    rows = {row.id: _field(models[table.columns_of(row)], row, lang) for row in table.listed_rows}
    return create_model(_class_name(table), **rows)


def _cells(table: Table, columns: tuple[str, ...], lang: str) -> dict[str, object]:
    return {column: _field(_NUMBERS[table.column[column].kind], table.column[column], lang) for column in columns}


def _field(kind: object, part: Table | Row | Column, lang: str) -> tuple[object, object]:
    """Return a field with the printed label as its description, behind the heading it stands under."""
    group = None if isinstance(part, Table) else part.group
    return kind, Field(description=" ".join(label.text(lang) for label in (group, part.label) if label))


def _class_name(table: Table) -> str:
    return "".join(word.capitalize() for word in table.id.split("_"))


def _said(table: Table, slots: Mapping[str, Content]) -> object:
    if not table.is_open:
        return {row.id: _row_said(table, row.id, table.columns_of(row), slots) for row in table.listed_rows}
    keys = dict.fromkeys(slot.split("/", 1)[1].rpartition("/")[0] for slot in slots if slot.startswith(f"{table.id}/"))
    return [{"row": key} | _row_said(table, key, tuple(table.column), slots) for key in keys]


def _row_said(table: Table, row: str, columns: tuple[str, ...], slots: Mapping[str, Content]) -> dict[str, object]:
    return {column: _number(table.column[column].kind, slots.get(f"{table.id}/{row}/{column}")) for column in columns}


def _number(kind: str, content: Content | None) -> object:
    """Return what a cell holds as the answer says it; a mark is null, the shortest answer there is."""
    return _NUMBER[kind](content) if isinstance(content, Decimal) else None


@cache
def _tokenizer() -> "Tekkenizer":
    import mistral_common
    from mistral_common.tokens.tokenizers.tekken import Tekkenizer

    return Tekkenizer.from_file(Path(mistral_common.__file__).parent / "data" / "tekken_240911.json")
