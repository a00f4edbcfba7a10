"""What `verify` finds on labelled sentences of the corpus stays as good as the documentation says."""

import pytest

from tests.verify_numbers import CORPUS, measure

NEEDS = "no corpus: set GOUJI_CORPUS to the folder that holds it"


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=NEEDS)
@pytest.mark.parametrize(
    ("name", "group", "least"),
    [("en", "inconsistent, only a number edited", 0.95), ("en", "inconsistent", 0.85), ("zh", "inconsistent", 0.90)],
)
def test_wrong_numbers_are_found(name, group, least):
    hits, whole, _ = measure(CORPUS / "numbers" / f"{name}.jsonl")
    assert hits[group] / whole[group] >= least


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=NEEDS)
@pytest.mark.parametrize(("name", "most"), [("en", 0.03), ("zh", 0.02)])
def test_right_numbers_are_left_alone(name, most):
    hits, whole, _ = measure(CORPUS / "numbers" / f"{name}.jsonl")
    assert hits["consistent"] / whole["consistent"] <= most
