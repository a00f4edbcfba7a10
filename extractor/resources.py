"""Where the data folders `prompts/`, `schemas/` and `eval/` are, installed or in a checkout, and what is published."""

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from extractor.errors import GoujiError


def data_root() -> Traversable:
    """Return the folder that holds `prompts/`, `schemas/` and `eval/`.

    Raises `GoujiError` naming both places looked, where neither holds them.
    """
    shipped = files("extractor") / "_data"
    if shipped.is_dir():
        return shipped
    checkout = Path(__file__).resolve().parents[1]
    if (checkout / "schemas").is_dir():
        return checkout
    raise GoujiError("data.missing", shipped=shipped, checkout=checkout)


def record_schema() -> dict[str, Any]:
    """Return the published JSON Schema of a record (docs/record.md), as a JSON object."""
    published: dict[str, Any] = json.loads(record_schema_text())
    return published


def record_schema_text() -> str:
    """Return the same as it is written in `schemas/record.schema.json`."""
    return (data_root() / "schemas" / "record.schema.json").read_text("utf-8")


def prediction_schema_text() -> str:
    """Return the JSON Schema of a line of a predictions file, as in `schemas/prediction.schema.json`."""
    return (data_root() / "schemas" / "prediction.schema.json").read_text("utf-8")
