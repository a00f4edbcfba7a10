"""Small seeds for the tests of fault injection, and what their rows and cells are."""

import json
from functools import cache
from pathlib import Path

from extractor.ingest import ingest
from extractor.mutate import generated, shipped
from extractor.mutate.subjects import subject_of
from extractor.resources import data_root
from extractor.schema import shipped_schemas
from extractor.scoring.contents import gold_content

SCHEMAS = shipped_schemas()


@cache
def demo(name):
    """Return a shipped report as a seed, opened."""
    root = Path(str(data_root() / "eval"))
    listed = json.loads((root / "manifest.json").read_text("utf-8"))["documents"]
    entry = next(entry for entry in listed if entry["name"] == name)
    gold = json.loads((root / entry["gold"]).read_text("utf-8"))["slots"]
    path = root / entry["report"]
    schema = next(schema for schema in SCHEMAS if schema.id == entry["schema"])
    contents = {slot: gold_content(label) for slot, label in gold.items()}
    return subject_of(shipped(name, ingest(path.read_bytes(), path.name), schema, contents), SCHEMAS)


@cache
def clean_seeds(count, first=0):
    """Return generated seeds of both forms."""
    return tuple(generated(SCHEMAS, count, first=first))


@cache
def clean_subjects(count, first=0):
    """Return the same, opened."""
    return tuple(subject_of(seed, SCHEMAS) for seed in clean_seeds(count, first))
