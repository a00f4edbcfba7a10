"""The forms a command reads or scores by: those the user gives, and those that come with the program."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.schema.compiled import Schema

SchemaOption = Annotated[
    list[Path] | None, typer.Option("--schema", help="A schema file to read by, besides those shipped.")
]


def at_hand(files: Sequence[Path] | None) -> list["Schema"]:
    """Return the user's forms, then the shipped ones; one with the id of a shipped form takes its place."""
    from extractor.schema import load_schema, shipped_schemas

    own = [load_schema(file) for file in files or ()]
    replaced = {schema.id for schema in own}
    return [*own, *(schema for schema in shipped_schemas() if schema.id not in replaced)]
