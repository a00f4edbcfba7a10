"""What is claimed of the reader, over generated reports; `make generated` does the same over two thousand."""

from dataclasses import replace
from functools import cache

import pytest

from extractor.records import Verdict
from tests.generator import LAYOUTS, Measure, measure
from tests.generator.claims import BOUND, RECALL, bound, is_undisturbed, recovered, refuted, wrong
from tests.generator.measure import Told

ALL = sorted({*LAYOUTS, "docx"})
FIRST_SEED = 7000  # beyond those of `make generated`


@cache
def measured(layout):
    """Return thirty cases in this layout, of seeds that no other layout has."""
    first = FIRST_SEED + 30 * ALL.index(layout)
    return tuple(measure(seed, layout) for seed in range(first, first + 30))


@pytest.mark.parametrize("layout", ALL)
def test_no_reading_is_silently_wrong_nor_blames_the_wrong_side(layout):
    assert wrong(measured(layout)) == []


def test_nearly_all_cells_are_recovered_and_nearly_all_planted_defects_bound():
    measures = [found for layout in ALL for found in measured(layout)]
    assert len(measures) == 240
    assert recovered(measures) >= RECALL
    assert bound(measures) >= BOUND
    assert sum(len(found.planted) for found in measures if is_undisturbed(found)) > 20
    assert sum(is_undisturbed(found) and not found.planted for found in measures) > 20


def flawless(**changed):
    """Return the measure of a case that bears out every claim, but for what is changed."""
    same = {"schema": "x", "seed": 1, "layout": "tabs", "accidents": (), "sparsity": "dense", "seconds": 0.1}
    base = Measure(
        recognised=True,
        counts={"correct": 97, "abstained": 3},
        sizes={},
        silent=(),
        planted=(Told(rule="requests.balance[total]", bound=True, attributed=True),),
        failed=("requests.balance[total]",),
        accused=(),
        verdict=Verdict.SOURCE_DEFECT,
        **same,
    )
    return replace(base, **changed)


def test_a_case_that_bears_out_every_claim_refutes_none():
    assert refuted([flawless()]) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"recognised": False}, "not read as one report"),
        ({"silent": ("requests/new/total is 3, read 4 (verified)",)}, "silent error: requests/new/total"),
        ({"accused": ("requests.outcomes[total]",)}, "false accusation: requests.outcomes[total]"),
        ({"planted": (Told(rule="x[y]", bound=True, attributed=False),)}, "not attributed to the document: x[y]"),
        ({"planted": (Told(rule="x[y]", bound=False, attributed=False),)}, "bound: 0.0000"),
        ({"planted": (), "verdict": Verdict.EXTRACTION_ERROR}, "fails though its sums are right"),
        ({"planted": (), "failed": ()}, "verdict source_defect though its sums are right"),
        ({"planted": (), "failed": (), "verdict": Verdict.CLEAN}, "bound: nothing to judge by"),
        ({"counts": {"correct": 96, "abstained": 4}}, "recall: 0.9600"),
        ({"counts": {"correct": 96, "omitted": 2, "substituted": 2}}, "recall: 0.9600"),
        ({"counts": {}}, "recall: nothing to judge by"),
    ],
)
def test_a_counterexample_refutes_its_claim(changed, said):
    assert any(said in line for line in refuted([flawless(**changed)]))
