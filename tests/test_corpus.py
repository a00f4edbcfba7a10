"""What the reader achieves on real reports. Figures and names stay outside: only slots and scores are compared."""

import os
from collections import Counter
from pathlib import Path

import pytest

from extractor.records import RuleVerdict, State, Status, Verdict
from tests.scoring import gold_slots, read, salient_f1, score

CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
NEEDS = "no corpus: set GOUJI_CORPUS to the folder that holds it"

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)]


def gold_of(report):
    """Return the gold of a report; several extractions of one PDF share theirs."""
    own = CORPUS / "gold" / f"{report.stem}.json"
    return gold_slots(own if own.exists() else CORPUS / "gold" / f"{report.name.split('.')[0]}.json")


def test_every_slot_of_the_seeds_equals_the_gold():
    scores = {path.stem: score(read(path)[0], gold_of(path)) for path in sorted((CORPUS / "seeds").glob("*.txt"))}
    assert {name: found.wrong for name, found in scores.items() if found.wrong} == {}
    assert sum(len(gold_of(path)) for path in (CORPUS / "seeds").glob("*.txt")) == 994


def test_no_cell_of_a_report_is_silently_wrong():
    reports = sorted((CORPUS / "reports").glob("*.txt"))
    assert {path.stem: found for path in reports if (found := score(read(path)[0], gold_of(path)).silent)} == {}


def test_the_reports_together_reach_a_salient_f1_of_99_percent():
    counts = sum((score(read(path)[0], gold_of(path)).counts for path in (CORPUS / "reports").glob("*.txt")), Counter())
    assert salient_f1(counts) >= 0.99


def test_a_real_report_is_one_report():
    texts = [*(CORPUS / "seeds").glob("*.txt"), *(CORPUS / "reports").glob("*.txt")]
    assert {path.stem: len(read(path)) for path in texts if len(read(path)) != 1} == {}


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("case", ["000", "004", "stress"])
def test_a_gridded_report_equals_its_gold_blanks_included(case, kind):
    (record,) = read(CORPUS / "formats" / case / f"report.{kind}")
    gold = gold_slots(CORPUS / "formats" / case / "gold.json")
    assert score(record, gold).wrong == ()
    assert {slot for slot, reading in record.slots.items() if reading.state is State.BLANK} == {
        slot for slot, label in gold.items() if label is None
    }


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_sums_that_were_printed_wrong_are_the_documents_mistake(kind):
    (record,) = read(CORPUS / "formats" / "stress" / f"report.{kind}")
    failed = [rule for rule in record.rules if rule.verdict is RuleVerdict.FAIL]
    assert failed
    assert {rule.attribution for rule in failed} == {Verdict.SOURCE_DEFECT}
    assert record.verdict is Verdict.SOURCE_DEFECT
    assert {slot.status for slot in record.slots.values()} <= {Status.VERIFIED, Status.GROUNDED}
