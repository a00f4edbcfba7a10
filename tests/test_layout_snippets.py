"""The layout snippets and the demo reports, read and scored against their gold."""

import json
from pathlib import Path

import pytest

from extractor.resources import data_root
from tests.scoring import gold_slots, read, score

LAYOUT = Path(__file__).parent / "data" / "layout"
EVAL = Path(str(data_root() / "eval"))
DEMO = json.loads((EVAL / "manifest.json").read_text(encoding="utf-8"))["documents"]


def snippets():
    for gold in sorted(LAYOUT.glob("*.json")):
        name, _, part = gold.stem.partition(".")
        yield pytest.param(LAYOUT / f"{name}.txt", int(part or 0), gold, id=gold.stem)


def demo():
    for entry in DEMO:
        yield pytest.param(EVAL / entry["report"], 0, EVAL / entry["gold"], id=entry["name"])


@pytest.mark.parametrize(("report", "part", "gold"), [*snippets(), *demo()])
def test_a_report_of_ours_is_read_without_a_wrong_figure(report, part, gold):
    found = score(read(report)[part], gold_slots(gold))
    assert found.silent == ()
    assert found.counts.keys() <= {"correct", "abstained"}
    assert found.counts["abstained"] <= 2  # a page that was scanned badly


@pytest.mark.parametrize(
    ("report", "parts"),
    [(path, 2 if path.stem == "two_reports" else 1) for path in LAYOUT.glob("*.txt")],
    ids=lambda value: getattr(value, "stem", value),
)
def test_a_file_holds_as_many_reports_as_were_put_in(report, parts):
    assert len(read(report)) == parts


def test_the_second_report_of_a_file_has_an_id_and_a_place_of_its_own():
    first, second = read(LAYOUT / "two_reports.txt")
    assert (first.id[-2:], second.id[-2:]) == ("#0", "#1")
    assert first.span.end == second.span.start
    assert all(slot.span is None or slot.span.within(second.span) for slot in second.slots.values())
