"""What is claimed of the reader, over generated reports; `make generated` does the same over two thousand."""

from dataclasses import replace
from functools import cache

import pytest

from extractor.generator import LAYOUTS
from extractor.records import Verdict
from tests.generator import Measure, measure
from tests.generator.accusations import as_text, counted, overclaimed, refuted_by_file, wrongly_reported
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


def told(*wrong):
    """Return two measures: a report told of two sums, those named `wrong` of them wrongly, and one told of nothing."""
    return [flawless(reported=("a[x]", "b[y]"), misreported=wrong), flawless(seed=2, planted=(), failed=())]


def test_what_a_notice_would_say_is_counted_by_sum_and_by_report():
    counts = counted(told("b[y]"), seed=1)
    assert (counts["reports"], counts["reports_accused"], counts["reports_accused_wrongly"]) == (2, 1, 1)
    assert (counts["accusations"], counts["accusations_wrong"]) == (2, 1)
    assert [line.endswith("wrongly reported: b[y]") for line in wrongly_reported(told("b[y]"))] == [True]
    assert wrongly_reported(told()) == []


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ({}, []),
        ({"accusations": 1}, []),  # less than measured is no claim too good
        ({"accusations_wrong": 1}, []),
        ({"accusations": 3}, ["accusations published as 3, measured 2"]),
        ({"reports_accused": 9}, ["reports_accused published as 9, measured 1"]),
        ({"accusations_wrong": None}, ["accusations_wrong published as None, measured 0"]),
        ({"reader": "layout-0"}, ["published for reader layout-0, measured with layout-2"]),
        ({"seed": 5, "accusations": 3}, []),  # other cases: nothing to compare
    ],
)
def test_published_counts_may_not_be_better_than_measured(published, said):
    measured = counted(told(), seed=1)
    found = list(overclaimed({**measured, **published}, measured))
    assert [line.removeprefix("accusations: ") for line in found] == said


def test_the_published_file_is_held_against_what_is_measured(tmp_path):
    file = tmp_path / "accusations.json"
    assert "write it with --accusations" in refuted_by_file(told(), 1, file)[0]
    file.write_text(as_text(counted(told(), 1)), "utf-8")
    assert refuted_by_file(told(), 1, file) == []
    assert len(refuted_by_file(told("a[x]"), 1, file)) == 2


def test_no_notice_would_tell_of_a_sum_that_is_printed_rightly():
    measures = [found for layout in ALL for found in measured(layout)]
    assert wrongly_reported(measures) == []
    assert sum(len(found.reported) for found in measures) > 30
