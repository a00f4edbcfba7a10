"""Schema files from disk: YAML, strictly read, checked and made ready for use."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from extractor.errors import Cause, SchemaError
from extractor.resources import data_root
from extractor.schema.compiled import Schema
from extractor.schema.finding import Finding, error
from extractor.schema.lint import errors, lint
from extractor.schema.model import Label, SchemaFile
from extractor.schema.rules import expand

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast, and not everywhere


def load_schema(path: Path | Traversable) -> Schema:
    """Return the schema in one YAML file; its digest is the SHA-256 of the file's bytes.

    Raises `SchemaError`, one line with the path of the bad field, for a file that cannot be read, is not a schema, or
    has an error of the kind `lint` reports (contradictory rules aside: they are told by `check_schema`).
    """
    data = _bytes(path)
    file = _parse(data, str(path))
    faults = errors(file)
    if faults:
        raise _at(str(path), _at(faults[0].path, faults[0].message, more=_more(len(faults))))
    return Schema(file=file, digest=hashlib.sha256(data).hexdigest(), instances=expand(file, {}))


def check_schema(path: Path | Traversable) -> tuple[Finding, ...]:
    """Return everything there is to say about a schema file; a file that is no schema at all is one error."""
    try:
        file = _parse(_bytes(path), str(path))
    except SchemaError as fault:
        told = SchemaError("schema.unusable", fault=fault)
        return (error("not_a_schema", "", zh=told.text("zh"), en=told.text("en")),)
    return lint(file)


@cache
def shipped_schemas() -> tuple[Schema, ...]:
    """Return the schemas that come with the package, in order of id."""
    folder = data_root() / "schemas"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return tuple(load_schema(file) for file in files)


def schema_by_id(id: str, extra: Sequence[Schema] = ()) -> Schema:  # noqa: A002 - the field's own name
    """Return the schema of that id, `extra` ones before shipped ones; `SchemaError` lists what there is."""
    known = {schema.id: schema for schema in (*shipped_schemas(), *extra)}
    if id not in known:
        raise SchemaError("schema.unknown", id=id, known=", ".join(sorted(known)))
    return known[id]


def json_schema() -> str:
    """Return the published JSON Schema of a schema file, as text, for editors that check YAML while one types."""
    published = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **SchemaFile.model_json_schema(),
        "title": "A Gouji schema file: one form as data",
    }
    return json.dumps(published, ensure_ascii=False, indent=2) + "\n"


class _Loader(_Base):  # type: ignore[misc]  # the C loader, where it is, is not typed
    """The safe loader, refusing what YAML would silently overwrite."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: ANN401, FBT001, FBT002
        """Build a mapping, and say where a key comes twice (`<<` may be overridden, as YAML has it)."""
        seen = set()
        for key_node, _ in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key `{key}` comes twice", key_node.start_mark)
            seen.add(key or key_node)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def _bytes(path: Path | Traversable) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise _at(str(path), SchemaError("schema.unread", reason=Cause(fault))) from fault


def _parse(data: bytes, name: str) -> SchemaFile:
    # By way of JSON: there pydantic, strict as it is, takes a list for a tuple; and a date stays the text it was.
    try:
        text = json.dumps(yaml.load(data, Loader=_Loader), default=str)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as fault:
        raise _at(name, _yaml_fault(fault)) from fault
    except (TypeError, ValueError, RecursionError) as fault:
        raise _at(name, SchemaError("schema.not_plain", problem=fault)) from fault
    try:
        return SchemaFile.model_validate_json(text)
    except ValidationError as fault:
        raise _at(name, _first(fault.errors())) from fault


def _at(path: object, fault: SchemaError | Label, more: SchemaError | str = "") -> SchemaError:
    return SchemaError("schema.at", path=path, fault=fault, more=more)


def _yaml_fault(fault: yaml.YAMLError) -> SchemaError:
    mark = getattr(fault, "problem_mark", None)
    problem = getattr(fault, "problem", None)
    return (
        SchemaError("schema.not_yaml", line=mark.line + 1, problem=problem) if mark else SchemaError("schema.not_utf8")
    )


def _first(faults: Sequence[ErrorDetails]) -> SchemaError:
    fault = faults[0]
    where = _path(fault["loc"]) or SchemaError("schema.file")
    return _at(where, _said(fault), more=_more(len(faults)))


def _said(fault: ErrorDetails) -> SchemaError:
    if fault["type"] == "extra_forbidden":
        return SchemaError("schema.no_key")
    if fault["type"] == "missing":
        return SchemaError("schema.missing")
    problem = fault["msg"][:1].lower() + fault["msg"][1:]
    is_text = fault["type"] == "string_type" and not isinstance(fault["input"], list | dict)
    hint = SchemaError("schema.quote") if is_text else ""
    return SchemaError("schema.bad_value", problem=problem, found=_found(fault["input"]), hint=hint)


def _found(value: object) -> SchemaError | str:
    keys = {dict: "schema.mapping", list: "schema.list", type(None): "schema.nothing"}
    key = keys.get(type(value))
    return SchemaError(key) if key else f"`{str(value)[:40]}`"


def _path(location: tuple[int | str, ...]) -> str:
    """Return `tables[2].rows[4].match` for pydantic's location, without the name of the row axis it tried."""
    steps = [
        step for at, step in enumerate(location) if not (step in {"listed", "open"} and location[at - 1] == "rows")
    ]
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def _more(count: int) -> SchemaError | str:
    return SchemaError("schema.more", count=count - 1) if count > 1 else ""
