"""A model that answers as people labelled: every labelled finding comes through, at its place, with its links."""

import os
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from extractor.evaluation.dataset import open_dataset, shipped_dataset
from extractor.findings import find
from extractor.ingest import ingest
from extractor.model.stage import fulfilled
from extractor.pipeline import open_document
from extractor.schema import shipped_schemas
from extractor.scoring.narrative import match_findings
from tests.answering import Answers, as_scored, from_labels

CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
NEEDS = "no corpus: set GOUJI_CORPUS to the folder that holds it"
SHIPPED = {case.name: case for case in shipped_dataset().cases}


def answered(case, change=lambda items: items):
    """Return what is found in a labelled report, its text, and what was asked."""
    document = ingest(case.data, case.name)
    (opened,) = (one for one in open_document(document, shipped_schemas()) if one.found.schema is not None)
    model = Answers(change(from_labels(case.gold.findings)))
    return fulfilled(find(opened.page, opened.found.schema), model), document.text, model.asked


@pytest.mark.parametrize("name", SHIPPED)
def test_every_labelled_finding_comes_through_at_its_place(name):
    case = SHIPPED[name]
    found, text, asked = answered(case)
    matches = match_findings(case.gold.findings, as_scored(found.findings), text)
    assert (matches.f1, matches.linked, found.flags, len(asked)) == (1.0, matches.links, (), 1)
    assert [text[slice(*each.span)] for each in found.findings] == [each.quote for each in found.findings]


def a_digit_more(items):
    return [each | {"quote": each["quote"] + "9件"} for each in items]


def of_another_section(items):
    return [each | {"quote": "总体情况"} for each in items]


def one_for_all(items):
    return [each | {"quote": items[0]["quote"]} for each in items]


@pytest.mark.parametrize("name", list(SHIPPED)[::4])
@pytest.mark.parametrize("fault", [a_digit_more, of_another_section])
def test_nothing_false_becomes_a_finding(name, fault):
    found, _, asked = answered(SHIPPED[name], fault)
    assert (found.findings, len(asked)) == ((), 2)
    (flag,) = found.flags
    assert flag.kind in {"quote_numbers_differ", "quote_not_found"}
    assert len(flag.detail.split(" | ")) == len(SHIPPED[name].gold.findings)


@pytest.mark.parametrize("name", list(SHIPPED)[::4])
def test_a_passage_is_a_finding_of_its_kind_once(name):
    found, _, _ = answered(SHIPPED[name], one_for_all)
    assert len(found.findings) == len({each.kind for each in SHIPPED[name].gold.findings})


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)
def test_on_real_reports_a_faithful_answer_scores_one():
    scored = []
    for case in open_dataset(CORPUS).cases:
        found, text, _ = answered(case)
        scored.append(match_findings(case.gold.findings, as_scored(found.findings), text))
    total = reduce(add, scored)
    assert (total.f1, total.linked) == (1.0, total.links)
    assert total.gold == 58
