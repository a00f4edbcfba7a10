"""A narrower grammar for questions about cells: the engine then says what could be so, each piece of it at random.

Nonsense of the whole schema is seldom more than rows that nobody asked for. Narrowed, the engine answers every row that
is asked for, in the right length, with tags that stand about the right place, their figures right or wrong. What it
says is still a valid answer of the schema it was given, and its own, but it gets past checks that any nonsense fails.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_TAG = re.compile(r"\[(\d+):([^\]]*)\]")
_LINE = re.compile(r"^(\d+)\|(.*)$")
_ROW = re.compile(r"(\d+\.\d+) ((\d+)\|)?[^；;(]*(?:\(([^)]*)\))?")
_LISTS = {"zh": ("列：", "行：", "；"), "en": ("Columns: ", "Rows: ", "; ")}
_REACH = 1  # how many places a tag may be off

Tag = tuple[str, str]


def narrowed(schema: Mapping[str, Any], user: str) -> Mapping[str, Any]:
    """Return a schema all of whose answers are answers of `schema`, if it asks for rows of cells; else itself."""
    if set(schema.get("properties", ())) != {"rows"}:
        return schema
    rows = [_object(row={"const": code}, cells=_cells(width, tags)) for code, width, tags in _asked(user)]
    if not rows:
        return schema
    return _object(rows={"type": "array", "prefixItems": rows, "items": False, "minItems": len(rows)})


def _asked(user: str) -> Iterator[tuple[str, int, Sequence[Tag]]]:
    """Yield the rows that a question asks for: code, number of cells, the tags that come in question."""
    lines = user.splitlines()
    everything = _TAG.findall(user)
    shown = {found[1]: _TAG.findall(found[2]) for line in lines if (found := _LINE.match(line))}
    width = 0
    for line in lines:
        for columns, rows, mark in _LISTS.values():
            if line.startswith(columns):
                width = len(line.removeprefix(columns).split(mark))
            if line.startswith(rows):
                for code, _, number, own in _ROW.findall(line.removeprefix(rows)):
                    yield code, len(own.split(", ")) if own else width, shown.get(number) or everything


def _cells(width: int, tags: Sequence[Tag]) -> dict[str, Any]:
    cells = [_cell(_about(at, width, tags)) for at in range(width)]
    return {"type": "array", "prefixItems": cells, "items": False, "minItems": width}


def _about(at: int, width: int, tags: Sequence[Tag]) -> Sequence[Tag]:
    """Return the tags about the place of a cell: one on, one back, or in a long stretch any of them."""
    return tags if len(tags) > 2 * width else tags[max(0, at - _REACH) : at + _REACH + 1]


def _cell(tags: Sequence[Tag]) -> dict[str, Any]:
    """Return what a cell may say: a tag with its own figure or another, or nothing, or that it is not settled."""
    numbers = "|".join(number for number, _ in tags)
    kinds: list[dict[str, Any]] = [{"enum": ["?", "", *(f"{number}:{text}"[:25] for number, text in tags)]}]
    if tags:
        kinds.append({"type": "string", "pattern": f"^({numbers}):[0-9]{{1,2}}$"})
    return {"anyOf": kinds}


def _object(**properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*properties],
        "properties": properties,
    }
