"""Two shipped reports without a fault, changed by hand, and what the checks of the form say of them."""

from functools import cache
from pathlib import Path

from extractor.formalities import formalities
from extractor.ingest import ingest
from extractor.locate.fields import fields
from extractor.pipeline import open_document
from extractor.reconcile import reconcile
from extractor.schema import shipped_schemas
from extractor.schema.rules import with_rows_of

EVAL = Path(__file__).resolve().parents[1] / "eval"
SECOND = (EVAL / "reports" / "tabs-water-2024.txt").read_text("utf-8")
"""A report in the second format whose form is in order."""
FIRST = (EVAL / "demo" / "pipes-water-2020.md").read_text("utf-8")
"""The same in the first format."""
PROBLEMS = SECOND[SECOND.index("存在的主要问题：") : SECOND.index("六、其他需要报告的事项")]
OVERVIEW = SECOND[SECOND.index("2024年是汀陵") : SECOND.index("1、主动公开。局门户")]


def found(text, name="a.txt"):
    """Return the defects of a report."""
    document = ingest(text.encode() if isinstance(text, str) else text, name)
    (opened,) = open_document(document, shipped_schemas())
    schema = with_rows_of(opened.found.schema, opened.own.claims)
    slots = reconcile(opened.own, schema).slots
    return formalities(opened.page, schema, slots, opened.regions, fields(opened.page, schema))


def of(kind, text):
    """Return the defects of one kind, each as its severity and its detail."""
    return [(each.severity.value, each.detail) for each in found(text) if each.kind == kind]


def with_problems(section):
    """Return the second report with other words in its section on problems."""
    return SECOND.replace(PROBLEMS, section + "\n")


def changed(text, *pairs):
    """Return a text with each first half replaced by its second; each must stand there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@cache
def shipped():
    """Return the defects of every shipped report, by its file's name."""
    paths = [*(EVAL / "reports").iterdir(), *(EVAL / "demo").iterdir()]
    return {path.name: found(path.read_bytes(), path.name) for path in sorted(paths)}
