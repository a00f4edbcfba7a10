"""Mistakes in the settings in our own words: Pydantic's are English, and know nothing of a file of settings."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from extractor.errors import CallError
from extractor.messages.settings import SETTINGS

_NUMBER = "settings.number"
_WORDS = {
    "missing": "settings.missing",
    "string_type": "settings.text",
    "path_type": "settings.text",
    "string_too_short": "settings.some_text",
    "string_pattern_mismatch": "settings.currency",  # the only pattern there is
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": "settings.whole",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "frozen_set_type": "settings.list",
    "tuple_type": "settings.pairs",
    "too_long": "settings.pairs",
    "dict_type": "settings.table",
    "model_type": "settings.table",
}
_BOUNDS = {
    "greater_than": ("settings.above", "gt"),
    "greater_than_equal": ("settings.least", "ge"),
    "less_than_equal": ("settings.most", "le"),
}


def wrong(key: str, **values: str) -> PydanticCustomError:
    """Return what a validator raises: a message of the catalogue, so that it can be said in either language."""
    return PydanticCustomError(key, "{key}", {"key": key, **values})


def mistake(error: ValidationError, file: type[BaseModel]) -> tuple[str, CallError]:
    """Return where the first mistake of a file is, and what it is; never the value: that may be a key."""
    # A key with a slip in it is often missing too: what is written there is told before what is not.
    faults = sorted(error.errors(include_url=False), key=lambda fault: fault["type"] != "extra_forbidden")
    for fault in faults:
        if name := _dotted(fault, file):
            table = str(fault["loc"][0])
            return table, CallError("settings.quote", table=table, name=name)
    place = faults[0]["loc"]
    return ".".join(map(_bare, place)), said(faults[0], _keys(file, place[:-1]))


def said(fault: ErrorDetails, known: Iterable[str] = ()) -> CallError:
    """Return one mistake in words; `known` are the keys that may stand where it stands."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in SETTINGS:
        return CallError(kind, **{name: value for name, value in context.items() if name != "key"})
    if kind == "extra_forbidden":
        return _no_key(str(fault["loc"][-1]), sorted(known))
    if kind == "missing" and isinstance(fault["loc"][-1], int):
        return CallError("settings.pairs")
    if kind in _BOUNDS:
        key, bound = _BOUNDS[kind]
        return CallError(key, bound=context[bound])
    if kind == "literal_error":
        return CallError("settings.one_of", known=_listed(context["expected"]))
    if kind in _WORDS:
        return CallError(_WORDS[kind])
    return CallError("settings.other", problem=re.sub(r"\s+", " ", fault["msg"].removeprefix("Value error, ")))


def _listed(expected: str) -> str:
    """Return the values that Pydantic expects, without its words and without the empty one: that is nothing written."""
    return ", ".join(value for value in re.findall(r"'([^']*)'", expected) if value)


def _no_key(key: str, known: Sequence[str]) -> CallError:
    near = difflib.get_close_matches(key.lower(), known, n=1)
    return (
        CallError("settings.near_key", near=near[0]) if near else CallError("settings.no_key", known=", ".join(known))
    )


def _dotted(fault: ErrorDetails, file: type[BaseModel]) -> str:
    """Return a name with dots in it that was written without quotation marks: TOML takes it for tables in tables."""
    table, *name = map(str, fault["loc"])
    found = fault["input"]
    while isinstance(found, Mapping) and len(found) == 1 and isinstance(inner := next(iter(found.values())), Mapping):
        name, found = [*name, str(next(iter(found)))], inner
    is_meant = isinstance(found, Mapping) and not found.keys().isdisjoint(_keys(file, [table, ""]))
    return ".".join(name) if is_meant and fault["type"] == "extra_forbidden" and len(name) > 1 else ""


def _bare(step: int | str) -> str:
    return str(step) if re.fullmatch(r"[A-Za-z0-9_-]+", str(step)) else f'"{step}"'


def _keys(file: type[BaseModel], steps: Sequence[int | str]) -> Iterable[str]:
    """Return the keys that a table of the file may have; where tables have names, any name leads to one."""
    found: object = file
    for step in steps:
        if get_origin(found) is dict:
            found = get_args(found)[1]
        else:
            fields = _fields(found)
            found = fields[str(step)].annotation if str(step) in fields else None
    return _fields(found)


def _fields(found: object) -> Mapping[str, FieldInfo]:
    return found.model_fields if isinstance(found, type) and issubclass(found, BaseModel) else {}
