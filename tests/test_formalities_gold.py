"""The numbering that people labelled as wrong is found in every labelled report, and in no other place."""

import os
from pathlib import Path

import pytest

from extractor.evaluation.dataset import open_dataset, shipped_dataset
from tests.formal import found

CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
NEEDS = "no corpus: set GOUJI_CORPUS to the folder that holds it"


def labelled(case):
    return sum(defect.kind == "numbering" for defect in case.gold.defects)


def grave(case, kind=None):
    told = [each for each in found(case.data, case.name) if each.severity != "hint"]
    return [each for each in told if each.kind == kind or (kind is None and each.severity == "error")]


def test_wrong_numbers_are_found_where_they_are_labelled_in_the_shipped_reports():
    cases = shipped_dataset().cases
    assert {case.name: len(grave(case, "numbering")) for case in cases} == {case.name: labelled(case) for case in cases}


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)
def test_wrong_numbers_are_found_where_they_are_labelled_in_real_reports():
    cases = open_dataset(CORPUS).cases
    assert [len(grave(case, "numbering")) for case in cases] == [labelled(case) for case in cases]


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)
def test_nothing_else_in_a_real_report_is_called_an_error():
    cases = open_dataset(CORPUS).cases
    assert [len(grave(case)) for case in cases] == [labelled(case) for case in cases]
