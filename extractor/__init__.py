"""Gouji: messy reports in, checked cells out, every number with its place in the source.

    from extractor import check, read

    for record in read("report.txt"):
        print(record.verdict, record.slots["requests/new/total"].value)
        for matter in check(record):
            print(matter.severity, matter.kind, matter.subject)

The names in `__all__` are the public surface (docs/library.md); everything else may change in any release.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.checking import Description, Figure, check, describe
    from extractor.dossier import About, Decision, Dossier, Ruling
    from extractor.errors import CallError, GoujiError, SchemaError, StoreError, UnreadableError
    from extractor.ingest import ingest as load_document
    from extractor.lines import Lines
    from extractor.locate import Page, Region
    from extractor.matters import Matter, MatterKind
    from extractor.model import Answered, Failed, Failure, Request, fulfilled
    from extractor.model.session import Session
    from extractor.model.settings import load_settings
    from extractor.pipeline import ModelPass, read_asking, read_document
    from extractor.readers import Reader, read_layout
    from extractor.readers.installed import reader_named, reader_names
    from extractor.reading import read, read_dossiers
    from extractor.records import (
        Candidate,
        Claim,
        Commitment,
        Defect,
        Document,
        Draft,
        Evidence,
        Field,
        Finding,
        Flag,
        Outcome,
        Record,
        RuleOutcome,
        RuleVerdict,
        Severity,
        Slot,
        State,
        Statement,
        Status,
        Verdict,
    )
    from extractor.resources import record_schema
    from extractor.schema import load_schema, shipped_schemas
    from extractor.schema.compiled import Schema
    from extractor.serialise import record_from_dict, record_to_dict
    from extractor.span import Span
    from extractor.store import Store
    from extractor.summarise import Card, RollUp, card, roll_up
    from extractor.verify import Source, Verification, verify_sentence, verify_text
    from extractor.wording import Place

__all__ = [
    "About",
    "Answered",
    "CallError",
    "Candidate",
    "Card",
    "Claim",
    "Commitment",
    "Decision",
    "Defect",
    "Description",
    "Document",
    "Dossier",
    "Draft",
    "Evidence",
    "Failed",
    "Failure",
    "Field",
    "Figure",
    "Finding",
    "Flag",
    "GoujiError",
    "Lines",
    "Matter",
    "MatterKind",
    "ModelPass",
    "Outcome",
    "Page",
    "Place",
    "Reader",
    "Record",
    "Region",
    "Request",
    "RollUp",
    "RuleOutcome",
    "RuleVerdict",
    "Ruling",
    "Schema",
    "SchemaError",
    "Session",
    "Severity",
    "Slot",
    "Source",
    "Span",
    "State",
    "Statement",
    "Status",
    "Store",
    "StoreError",
    "UnreadableError",
    "Verdict",
    "Verification",
    "card",
    "check",
    "describe",
    "fulfilled",
    "load_document",
    "load_schema",
    "load_settings",
    "read",
    "read_asking",
    "read_document",
    "read_dossiers",
    "read_layout",
    "reader_named",
    "reader_names",
    "record_from_dict",
    "record_schema",
    "record_to_dict",
    "roll_up",
    "shipped_schemas",
    "verify_sentence",
    "verify_text",
]

_ROOMS = {
    "checking": "Description Figure check describe",
    "dossier": "About Decision Dossier Ruling",
    "errors": "CallError GoujiError SchemaError StoreError UnreadableError",
    "lines": "Lines",
    "locate": "Page Region",
    "matters": "Matter MatterKind",
    "model": "Answered Failed Failure Request fulfilled",
    "model.session": "Session",
    "model.settings": "load_settings",
    "pipeline": "ModelPass read_asking read_document",
    "readers": "Reader read_layout",
    "readers.installed": "reader_named reader_names",
    "reading": "read read_dossiers",
    "records": "Candidate Claim Commitment Defect Document Draft Evidence Field Finding Flag Outcome Record RuleOutcome"
    " RuleVerdict Severity Slot State Statement Status Verdict",
    "resources": "record_schema",
    "schema": "load_schema shipped_schemas",
    "schema.compiled": "Schema",
    "serialise": "record_from_dict record_to_dict",
    "span": "Span",
    "store": "Store",
    "summarise": "Card RollUp card roll_up",
    "verify": "Source Verification verify_sentence verify_text",
    "wording": "Place",
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}

if not TYPE_CHECKING:  # or a type checker would take every name for one of ours

    def __getattr__(name: str) -> object:
        """Import a public name when it is first asked for: `gouji --help` pays for none of them."""
        if name == "load_document":  # `extractor.ingest` is the room, so its function goes by another name here
            return import_module("extractor.ingest").ingest
        if name in _ROOM_OF:
            return getattr(import_module(f"extractor.{_ROOM_OF[name]}"), name)
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
