"""Gouji: messy reports in, checked cells out, every number with its place in the source.

    from extractor import load_document, read_document, shipped_schemas

    document = load_document(path.read_bytes(), path.name)
    for record in read_document(document, shipped_schemas()):
        print(record.verdict, record.slots["requests/new/total"])

The names in `__all__` are the public surface; everything else may change in any release.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.errors import CallError, GoujiError, SchemaError, StoreError, UnreadableError
    from extractor.ingest import ingest as load_document
    from extractor.pipeline import read_document
    from extractor.records import (
        Candidate,
        Document,
        Field,
        Flag,
        Outcome,
        Record,
        RuleOutcome,
        RuleVerdict,
        Slot,
        State,
        Status,
        Verdict,
    )
    from extractor.schema import load_schema, shipped_schemas
    from extractor.schema.compiled import Schema
    from extractor.serialise import record_from_dict, record_to_dict
    from extractor.span import Span
    from extractor.store import Store

__all__ = [
    "CallError",
    "Candidate",
    "Document",
    "Field",
    "Flag",
    "GoujiError",
    "Outcome",
    "Record",
    "RuleOutcome",
    "RuleVerdict",
    "Schema",
    "SchemaError",
    "Slot",
    "Span",
    "State",
    "Status",
    "Store",
    "StoreError",
    "UnreadableError",
    "Verdict",
    "load_document",
    "load_schema",
    "read_document",
    "record_from_dict",
    "record_to_dict",
    "shipped_schemas",
]

_ROOMS = ("errors", "span", "records", "schema", "schema.compiled", "pipeline", "serialise", "store")


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: `gouji --help` pays for none of them."""
    if name == "load_document":  # `extractor.ingest` is the room, so its one function goes by another name here
        return import_module("extractor.ingest").ingest
    for room in _ROOMS if name in __all__ else ():
        module = import_module(f"extractor.{room}")
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")
