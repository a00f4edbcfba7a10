"""Measures what docs/accuracy.md publishes, and writes that page: `make accuracy`. A test fails where it is not fresh.

The counts are kept in eval/accuracy.json and the page is made from them alone. Real reports are measured where
GOUJI_CORPUS names their folder; without it their part stays as it was.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from extractor.evaluation.dataset import Dataset, open_dataset, shipped_dataset
from extractor.evaluation.evaluate import evaluate
from extractor.evaluation.files import as_json
from extractor.evaluation.generated import generated_dataset
from extractor.evaluation.mutation import mutation
from extractor.evaluation.report import SCORER, About
from extractor.evaluation.running import run_reader
from extractor.mutate.mutants import VERSION
from extractor.readers import read_layout, reader_version
from extractor.schema import shipped_schemas
from tests.accuracy_page import page

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT / "eval"
COUNTS = EVAL / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
ACCUSATIONS = EVAL / "accusations.json"
GENERATED, FIRST_SEED, FAULTS = 1000, 500_000, 300
DROPPED = {"format", "run", "forms", "scorer", "rows", "documents", "invalid_lines", "not_scored"}
"""Parts of a report that are not published: what is the same for all, and what is said of single reports."""


def summary(dataset: Dataset) -> dict:
    """Return what is published of the layout reader on a dataset: counts and rates, no text of any report."""
    schemas = shipped_schemas()
    run = run_reader(dataset, schemas, read_layout, lambda: None)
    about = About(name="layout", versions={})
    report, _ = evaluate(about, dataset, run.predictions, schemas)
    return {key: part for key, part in report.items() if key not in DROPPED}


def made_by() -> dict:
    """Return what figures depend on: the reader, the forms, the rules of scoring, and of putting in faults."""
    forms = {schema.id: schema.digest[:12] for schema in shipped_schemas()}
    return {"reader": reader_version(read_layout), "forms": forms, "scorer": SCORER, "faults": VERSION}


def written(counts: dict) -> str:
    """Return the page that the counts make."""
    beside = {name: json.loads((EVAL / f"{name}.json").read_text("utf-8")) for name in ("accusations", "first-sight")}
    labels = [json.loads(path.read_text("utf-8"))["slots"] for path in sorted((EVAL / "second").glob("*.json"))]
    beside["second"] = {"documents": len(labels), "slots": sum(map(len, labels))}
    return page(counts, beside)


def main() -> int:
    """Measure, and write the counts and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page-only", action="store_true", help="write the page from the counts that are there")
    only_page = parser.parse_args().page_only
    before = json.loads(COUNTS.read_text("utf-8")) if COUNTS.exists() else {}
    counts = before if only_page else measured(before)
    COUNTS.write_text(as_json(counts), "utf-8", newline="\n")
    PAGE.write_text(written(counts), "utf-8", newline="\n")
    return 0


def measured(before: dict) -> dict:
    schemas = shipped_schemas()
    corpus = os.environ.get("GOUJI_CORPUS")
    shipped = shipped_dataset()
    made = generated_dataset(schemas, GENERATED, FIRST_SEED, lambda: None)
    return {
        "made_by": made_by(),
        "shipped": summary(shipped),
        "test": summary(shipped.only("test")),
        "real": {**summary(open_dataset(Path(corpus))), "made_by": made_by()} if corpus else before.get("real"),
        "generated": summary(made),
        "faults": mutation(shipped, schemas, FAULTS, lambda: None),
    }


if __name__ == "__main__":
    sys.exit(main())
