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

from extractor.errors import SchemaError
from extractor.resources import data_root
from extractor.schema.compiled import Schema
from extractor.schema.finding import Finding, error
from extractor.schema.lint import errors, lint
from extractor.schema.model import SchemaFile
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
        raise SchemaError(f"{path}: {faults[0].path}: {faults[0].message.text('en')}{_more(len(faults))}")
    return Schema(file=file, digest=hashlib.sha256(data).hexdigest(), instances=expand(file, {}))


def check_schema(path: Path | Traversable) -> tuple[Finding, ...]:
    """Return everything there is to say about a schema file; a file that is no schema at all is one error."""
    try:
        file = _parse(_bytes(path), str(path))
    except SchemaError as fault:
        return (error("not_a_schema", "", zh=f"不是可用的表式文件：{fault}", en=str(fault)),)
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
        raise SchemaError(f"there is no schema `{id}`; choose one of {', '.join(sorted(known))} or give a file")
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
        raise SchemaError(f"{path}: cannot be read ({fault.strerror}); give a schema file in YAML") from fault


def _parse(data: bytes, name: str) -> SchemaFile:
    # By way of JSON: there pydantic, strict as it is, takes a list for a tuple; and a date stays the text it was.
    try:
        text = json.dumps(yaml.load(data, Loader=_Loader), default=str)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as fault:
        raise SchemaError(f"{name}: {_yaml_fault(fault)}") from fault
    except (TypeError, ValueError, RecursionError) as fault:
        raise SchemaError(f"{name}: a schema is plain text, numbers, lists and mappings ({fault})") from fault
    try:
        return SchemaFile.model_validate_json(text)
    except ValidationError as fault:
        raise SchemaError(f"{name}: {_first(fault.errors())}") from fault


def _yaml_fault(fault: yaml.YAMLError) -> str:
    mark = getattr(fault, "problem_mark", None)
    problem = getattr(fault, "problem", None) or "not YAML in UTF-8"
    return f"line {mark.line + 1}: {problem}" if mark else str(problem)


def _first(faults: Sequence[ErrorDetails]) -> str:
    fault = faults[0]
    where = _path(fault["loc"]) or "the file"
    return f"{where}: {_said(fault)}{_more(len(faults))}"


def _said(fault: ErrorDetails) -> str:
    if fault["type"] == "extra_forbidden":
        return "there is no such key; see docs/schema-guide.md"
    if fault["type"] == "missing":
        return "is missing"
    message = fault["msg"][:1].lower() + fault["msg"][1:]
    hint = (
        "; put it in quotes" if fault["type"] == "string_type" and not isinstance(fault["input"], list | dict) else ""
    )
    return f"{message}, found {_found(fault['input'])}{hint}"


def _found(value: object) -> str:
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return kinds.get(type(value)) or f"`{str(value)[:40]}`"


def _path(location: tuple[int | str, ...]) -> str:
    """Return `tables[2].rows[4].match` for pydantic's location, without the name of the row axis it tried."""
    steps = [
        step for at, step in enumerate(location) if not (step in {"listed", "open"} and location[at - 1] == "rows")
    ]
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def _more(count: int) -> str:
    return f" (and {count - 1} more)" if count > 1 else ""
