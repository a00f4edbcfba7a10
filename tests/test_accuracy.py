"""What is published of the reader's accuracy is what it scores, and the page says it."""

import json

import pytest

from extractor.evaluation.dataset import shipped_dataset
from extractor.evaluation.files import as_json
from extractor.mutate import total_of
from extractor.resources import data_root
from tests.accuracy import ACCUSATIONS, COUNTS, PAGE, made_by, summary, written

BASELINE = data_root() / "eval" / "baselines" / "layout.json"

pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="looks at the checkout, not at the wheel")


def published():
    return json.loads(COUNTS.read_text("utf-8"))


def test_the_page_is_what_the_counts_say():
    assert PAGE.read_text("utf-8") == written(published()), "run `python -m tests.accuracy --page-only`"


@pytest.mark.parametrize(("part", "split"), [("shipped", None), ("test", "test")])
def test_the_published_figures_of_the_shipped_reports_are_what_the_reader_scores(part, split):
    measured = json.loads(as_json(summary(shipped_dataset().only(split))))
    assert measured == published()[part], "run `make accuracy`"


def test_what_is_published_was_made_by_this_reader_with_these_rules():
    counts = published()
    assert counts["made_by"] == counts["real"]["made_by"] == made_by(), "run `make accuracy`"


def test_the_shipped_reports_score_no_worse_than_the_baseline(gouji, tmp_path, in_english):
    baseline = tmp_path / "layout.json"
    baseline.write_bytes(BASELINE.read_bytes())
    code, out, err = gouji("eval", "--against", baseline)
    assert (code, "gate: passed" in out) == (0, True), out + err


def test_the_published_checks_reach_what_they_aim_at():
    faults = published()["faults"]
    rows = {row["fault"]: total_of(row) for row in faults["rows"]}
    value = {row["fault"] for row in faults["rows"] if row["level"] == "value"}
    assert min(found.mutants for found in rows.values()) >= 300
    assert [fault for fault in value if rows[fault].caught["together"] < 0.99 * rows[fault].mutants] == []
    assert [fault for fault, found in rows.items() if found.caught_covered["together"] < 0.99 * found.covered] == []
    assert faults["controls"]["plain"] >= 600
    assert faults["controls"]["plain_reader"] <= 0.005 * faults["controls"]["plain"]
    traced = [row["localised"] for row in faults["rows"] if row["localised"]]
    assert all(found["hits"] >= 0.99 * found["localisable"] for found in traced)


def test_notices_and_page_quote_the_same_rate_of_false_accusations():
    counts = json.loads(ACCUSATIONS.read_text("utf-8"))
    page = PAGE.read_text("utf-8")
    assert f"tell {counts['reports_accused']} reports of {counts['accusations']} broken sums" in page
