"""The numbers in the prose of labelled reports: found, tied to the right cells or to none, and no false alarm."""

import os
from collections import Counter
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from extractor.evaluation.dataset import open_dataset, shipped_dataset
from extractor.records import Severity
from extractor.scoring.narrative import Numbers, match_statements
from tests.claims_measured import KINDS, as_scored, claimed

CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
NEEDS = "no corpus: set GOUJI_CORPUS to the folder that holds it"
SHIPPED = {case.name: case for case in shipped_dataset().cases}


def labelled(case):
    return Counter(each.kind for each in case.gold.defects if each.kind in KINDS)


def accused(found):
    return Counter(each.kind for each in found.defects if each.severity.is_at_least(Severity.DOUBT))


def numbers(cases):
    """Return the labelled numbers matched, over several reports."""
    matched = (
        match_statements(case.gold.statements, as_scored(*claimed(case)[:2]), claimed(case)[1]) for case in cases
    )
    return reduce(add, matched, Numbers())


def wrongly_tied(case):
    """Return the labelled numbers that are tied to cells which are not those of the label."""
    found, text, _ = claimed(case)
    said = as_scored(found, text)
    pairs = [
        (gold, one) for gold in case.gold.statements for one in said if match_statements([gold], [one], text).found
    ]
    right = {id(one) for gold, one in pairs if set(gold.terms) == set(one.terms)}
    done = {gold.quote for gold, one in pairs if id(one) in right and set(gold.terms) == set(one.terms)}
    return [
        (gold.quote, one.terms) for gold, one in pairs if one.terms and gold.quote not in done and id(one) not in right
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_labelled_contradiction_is_found_and_no_other(name):
    assert accused(claimed(SHIPPED[name])[0]) == labelled(SHIPPED[name])


def test_of_the_labelled_numbers_of_the_shipped_reports_nearly_all_are_found_and_tied():
    found = numbers(SHIPPED.values())
    assert found.gold == 726
    assert (found.found, found.with_unit) >= (725, 725)
    assert found.with_terms >= 720


def test_of_the_shipped_reports_one_number_is_tied_to_more_than_its_label():
    wrong = [tied for case in SHIPPED.values() for tied in wrongly_tied(case)]
    assert [quote for quote, _ in wrong] == ["其中1件年底仍在审理"]


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)
def test_on_real_reports_every_labelled_contradiction_is_found_and_no_other():
    cases = open_dataset(CORPUS).cases
    assert {case.name: accused(claimed(case)[0]) for case in cases} == {case.name: labelled(case) for case in cases}


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)
def test_on_real_reports_the_labelled_numbers_are_found_with_their_units_and_cells():
    found = numbers(open_dataset(CORPUS).cases)
    assert (found.gold, found.found, found.with_unit) == (152, 152, 152)
    assert found.with_terms >= 150  # of two the page lost the cells that say which reading they are
