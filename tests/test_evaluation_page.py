"""The report of a run as a page: every figure stands on it, what is not scored never looks like 0, text stays text."""

import html as markup
import json
import re
import shutil
import subprocess
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from extractor.evaluation.dataset import shipped_dataset
from extractor.evaluation.evaluate import evaluate
from extractor.evaluation.page import report_page
from extractor.evaluation.page.charts import SIGNS, strip
from extractor.evaluation.page.documents import MOST_IN_ALL, MOST_NAMES, MOST_SLOTS
from extractor.evaluation.page.faults import DETECTORS, Cell
from extractor.evaluation.page.shown import DASH, counted, figure, interval, percent
from extractor.evaluation.report import About
from extractor.messages import MESSAGES
from extractor.records import Verdict
from extractor.schema import shipped_schemas
from extractor.scoring.contents import Mark
from extractor.scoring.nouns import Answer, Prediction
from extractor.scoring.outcomes import Outcome
from extractor.span import Span

SCHEMAS = shipped_schemas()
ROOM = Path(report_page.__code__.co_filename).parent
WRONG = "cells-agriculture-2022.txt"
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u202e{{ 7*7 }}\x07"
LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def dataset():
    """Return three of the shipped reports."""
    whole = shipped_dataset()
    kept = [
        case for case in whole.cases if case.name.startswith(("cells-agriculture", "pipes-water", "zeros-archives"))
    ]
    return replace(whole, cases=tuple(kept))


def right(case, **more):
    """Return an answer that is right and sure everywhere."""
    said = {slot: Mark.ABSTAINED if gold is Mark.OPEN else gold for slot, gold in case.gold.slots.items()}
    slots = {slot: Answer(content=content, is_sure=content is not Mark.ABSTAINED) for slot, content in said.items()}
    return Prediction(document=case.name, slots=slots, **more)


def scored(dataset, predictions, **more):
    about = About(name="a system", versions={"reader": "one-1"})
    return evaluate(about, dataset, {each.document: each for each in predictions}, SCHEMAS, **more)[0]


@pytest.fixture(scope="module")
def full(dataset):
    """Return the report of a run that says everything there is, with two silent errors in one report."""
    extra = {"accused": frozenset(), "told": frozenset(), "findings": (), "statements": (), "fields": {"year": 2022}}
    answers = [right(case, verdict=Verdict.CLEAN, assessed=(9, 10), **extra) for case in dataset.cases]
    (at,) = [number for number, each in enumerate(answers) if each.document == WRONG]
    wrong = {
        "requests/total/total": Answer(content=Decimal(99), is_sure=True, status="verified", span=Span(40, 44)),
        "requests/new/total": Answer(content=Decimal(98), is_sure=True, status="grounded", span=Span(60, 62)),
        "requests/other_3/total": Answer(content=Mark.MISSING),
        "requests/no_such_row/nowhere": Answer(content=Decimal(7), is_sure=False, status="suspect"),
    }
    answers[at] = replace(answers[at], slots={**answers[at].slots, **wrong})
    return scored(dataset, answers, mutation=MATRIX, invalid=3)


@pytest.fixture(scope="module")
def bare(dataset):
    """Return the report of a run that says values alone, and of one report nothing."""
    answers = [
        replace(right(case), slots={s: Answer(content=Decimal(0)) for s in case.gold.slots}) for case in dataset.cases
    ]
    answers[0] = Prediction(document=answers[0].document, failure="ValueError: broken")
    return scored(dataset, answers)


def counts(mutants, covered=0, **caught):
    return {"mutants": mutants, "caught": caught, "covered": covered, "caught_covered": dict.fromkeys(caught, covered)}


def row(fault, level, strata, misses=(), **more):
    plain = {
        "equivalents": 0,
        "repeats": 0,
        "trivial": 0,
        "variants": {},
        "verdicts": {},
        "outcomes": {},
        "localised": None,
    }
    return {"fault": fault, "level": level, "strata": strata, "misses": list(misses), **plain, **more}


ALARMS = {
    "documents": 60, "reader": 4, "plain": 40, "plain_reader": 0,
    "caught": {"sums": 0, "together": 4}, "rules": 2462, "assessed": 1934, "failed": 0,
    "layouts": {"tabs": [11, 2]}, "names": ["one.txt"],
}  # fmt: skip
MATRIX = {
    "version": "1", "seed": 0, "per_class": 40, "seeds": {"shipped": 5, "generated": 6, "zero": 2},
    "rows": [
        row("digit", "value", {
            "shipped": counts(30, 24, sums=24, printed=9, placed=28, witness=30, together=30),
            "generated": counts(10, 8, sums=7, printed=2, placed=10, witness=10, together=10),
        }, localised={"localisable": 20, "hits": 19, "first": 3, "first_by_source": 18, "explanations": 50}),
        row("rows_swapped", "value", {
            "shipped": counts(30, sums=0, together=30), "zero": counts(0, sums=0, together=0),
        }),
        row("digit_changed", "text", {"shipped": counts(40, 20, sums=20, together=22)},
            outcomes={"flagged": 22, "silent": 18},
            misses=[{"id": "x", "seed": "a-town", "variant": "", "changes": [["proactive/fees/amount", "61", None]]}]),
    ],
    "controls": ALARMS, "answers": {**ALARMS, "documents": 13},
    "blind_spots": {"sums": ["rows_swapped"], "together": ["digit_changed"]},
}  # fmt: skip


def page(report, lang="en", schemas=SCHEMAS):
    return report_page(report, lang, schemas=schemas)


def read(report, lang="en", part=None):
    """Return the words of a page, or of a section of it."""
    tree = html.fromstring(page(report, lang))
    (found,) = tree.xpath(f"//section[@id='{part}']") if part else [tree]
    return " ".join(" ".join(found.itertext()).split())


def cells(report, part, lang="en"):
    """Return the rows of a section's tables, cell by cell."""
    rows = html.fromstring(page(report, lang)).xpath(f"//section[@id='{part}']//tr")
    return [[" ".join(" ".join(cell.itertext()).split()) for cell in row] for row in rows]


# what is said


@pytest.mark.parametrize("name", ["full", "bare"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_the_headline_stands_on_the_page(name, lang, request):
    report = request.getfixturevalue(name)
    head, said = report["headline"], read(report, lang, "glance")
    for each in (head["salient_f1"], head["salient_f1_by_report"]):
        assert figure(each["value"]) in said
        assert interval(each) in said
    assert counted(head["exact_reports"]) in said
    assert interval(head["exact_reports"], percent) in said
    assert figure(head["hallucinated_per_report"]["value"], 2) in said
    assert figure(head["salient_f1_by_row"]) in said
    assert counted(head["zero_reports_with_figures"]) in said
    assert figure(report["skill"]["skill"]) in said
    for one in report["baselines"]:
        assert {figure(one["salient_f1"]), percent(one["accuracy"]), counted(one["exact_reports"])} <= set(said.split())


def test_the_run_and_its_dataset_are_named(full):
    said = read(full)
    data = full["dataset"]
    for each in ("a system", "one-1", data["name"], data["version"], data["digest"]):
        assert each in said
    assert "Lines of the predictions that could not be used: 3" in said


def test_silent_errors_are_the_first_thing_told(full):
    (tile,) = html.fromstring(page(full)).xpath("//div[contains(@class, 'tile main')]")
    assert "bad" in tile.get("class").split()
    assert tile.xpath("string(.//p[contains(@class, 'value')])").replace("✗", "").strip() == "2"
    assert "and 2 of these are wrong (reports concerned: 1)" in read(full, part="glance")


def test_a_run_without_silent_errors_is_told_to_have_none_but_not_to_be_certain(dataset):
    report = scored(dataset, [right(case) for case in dataset.cases])
    (tile,) = html.fromstring(page(report)).xpath("//div[contains(@class, 'tile main')]")
    assert "good" in tile.get("class").split()
    high = percent(report["silent_errors"]["share_of_reports"]["high"])
    assert f"up to {high} of such reports" in read(report, part="glance")
    assert "No cell is wrong." in read(report, part="reports")


def test_few_reports_are_marked_as_indicative(full):
    assert full["headline"]["is_indicative"]
    assert "indicative: fewer than 10 reports" in read(full, part="glance")
    many = deepcopy(full)
    many["headline"]["is_indicative"] = False
    assert "indicative: fewer" not in read(many, part="glance")


def test_a_system_that_is_no_better_than_a_baseline_is_told_so(bare):
    assert "no better than not reading at all" in read(bare, part="glance")
    assert figure(bare["skill"]["skill"]).startswith("−")


def test_a_system_that_is_sure_of_nothing_leaves_everything_to_a_person(full):
    report = deepcopy(full)
    nothing = {"part": 0, "whole": 0, "value": None, "low": None, "high": None}
    report["silent_errors"] |= {"count": 0, "documents": 0, "share_of_sure": nothing}
    assert "The system is sure of no cell" in read(report, part="glance")


def test_without_baselines_nothing_is_said_of_them(full):
    report = {**full, "baselines": [], "skill": {"accuracy": 0.9, "best_baseline": None, "skill": None}}
    said = read(report, part="glance")
    assert "who answers 0 everywhere" not in said
    assert "the better baseline –" in said


# null, not scored, zero


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_scored_is_said_and_never_shown_as_zero(bare, lang):
    assert set(bare["not_scored"]) == {
        "attribution", "claims", "defects", "fields", "findings", "grounding", "silent_errors", "validators",
    }  # fmt: skip
    said = read(bare, lang, "glance")
    assert all(MESSAGES[f"eval.page.part.{part}"][lang == "en"] in said for part in bare["not_scored"])
    for section, part in (("places", "grounding"), ("verdicts", "attribution"), ("faults", "validators")):
        assert MESSAGES[f"eval.page.unscored.{part}"][lang == "en"] in read(bare, lang, section)
        assert cells(bare, section, lang) == []
    prose = read(bare, lang, "prose")
    assert all(
        MESSAGES[f"eval.page.unscored.{part}"][lang == "en"] in prose for part in ("fields", "findings", "claims")
    )


def test_a_figure_that_is_not_defined_is_a_dash(dataset):
    zero = replace(dataset, cases=tuple(case for case in dataset.cases if case.strata["sparsity"] == "zero"))
    report = scored(zero, [right(case) for case in zero.cases])
    assert report["headline"]["salient_f1"]["value"] is None
    values = html.fromstring(page(report)).xpath("//p[@class='value']")
    assert [each.text_content().lstrip("✓") for each in values[:2]] == ["0", DASH]
    assert "there is no salient F1" in read(report, part="glance")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "–"),
        (0, "0.000"),
        (1, "1.000"),
        (0.99952, "0.9995"),
        (0.000123, "0.0001"),
        (-0.6319, "−0.632"),
        (3.5, "3.500"),
    ],
)
def test_nothing_is_rounded_up_to_perfect_or_down_to_nothing(value, said):
    assert figure(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(None, "–"), (0, "0%"), (1, "100%"), (0.99999, "99.999%"), (0.0004, "0.04%"), (0.5432, "54.3%")]
)
def test_a_share_in_percent_is_as_careful(value, said):
    assert percent(value) == said


# charts and parts


def test_a_strip_is_as_long_as_its_cells():
    pieces = strip({**dict.fromkeys(SIGNS, 0), "correct": 90, "substituted": 8, "omitted": 2})
    assert [(each.outcome, each.start, each.width, each.sign) for each in pieces] == [
        ("correct", "0.00%", "90.00%", "✓"),
        ("substituted", "90.00%", "8.00%", "≠"),
        ("omitted", "98.00%", "2.00%", ""),
    ]
    assert strip(dict.fromkeys(SIGNS, 0)) == ()


def test_every_outcome_has_a_sign_of_its_own():
    assert {*(each.value for each in Outcome), "blank_abstained"} == set(SIGNS)
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_every_chart_says_what_it_shows(full):
    charts = html.fromstring(page(full)).xpath("//svg[@role='img']")
    assert len(charts) > 50
    assert [chart for chart in charts if not (chart.findtext("title") or "").strip()] == []


def test_kinds_of_reports_and_parts_of_the_form_are_told_in_words(full):
    kinds = {row[0]: row for row in cells(full, "kinds")}
    assert kinds["all zero"][1] == "1"
    assert kinds["all zero"][3].startswith(DASH)
    parts = [row[0] for row in cells(full, "form")]
    assert "Requests for information received and processed requests" in parts
    assert "Total of outcomes requests/total" in parts


def test_the_verdicts_are_a_matrix_with_the_diagonal_marked(full):
    rows = cells(full, "verdicts")
    assert rows[1] == ["it is so", "clean", "misread", "document wrong", "both", "no verdict"]
    so = {row[0]: row[1:] for row in rows[2:6]}
    matrix = full["attribution"]["matrix"]
    assert so["both"][0] == f"{matrix['both']['clean']} ✗"
    assert so["clean"][0] == f"{matrix['clean']['clean']} ✓"


def test_the_matrix_of_faults_counts_what_each_check_notices(full):
    first = next(row for row in cells(full, "faults") if row[0] == "a digit misread")
    assert first[1:] == [
        "40",
        "77.5% 31/40",
        "27.5% 11/40",
        "95% 38/40",
        "✓ 100% 40/40",
        "✓ 100% 40/40",
        "✓ 100% 32/32",
    ]
    said = read(full, part="faults")
    assert "sums notices almost nothing of: sibling rows swapped" in said
    assert "all together notice less than 99% of: another digit printed" in said
    assert "a-town proactive/fees/amount: 61 -> (blank)" in said


def test_a_check_that_was_not_asked_is_a_dash_and_a_blind_spot_is_marked(full):
    swapped = next(row for row in cells(full, "faults") if row[0] == "sibling rows swapped")
    assert swapped[2:5] == ["0% 0/30 ◌ blind spot", DASH, DASH]


@pytest.mark.parametrize(("caught", "shade"), [(0, 0), (1, 1), (49, 1), (50, 2), (99, 3), (100, 4)])
def test_a_cell_is_full_only_where_all_are_noticed(caught, shade):
    assert Cell(caught=caught, whole=100).shade == shade
    assert Cell(caught=0, whole=0).share is None


def test_the_kinds_of_faults_all_have_words():
    mutate = pytest.importorskip("extractor.mutate", reason="no room that injects faults")
    assert mutate.DETECTORS == DETECTORS
    kinds = {*mutate.VALUE_FAULTS, *mutate.PRINT_FAULTS}
    assert sorted(kind for kind in kinds if f"eval.page.fault.{kind}" not in MESSAGES) == []


# report by report


def test_a_wrong_slot_is_told_with_its_place_and_marked_if_silent(full):
    slots = {row[0]: row[1:] for row in cells(full, "reports")}
    gold, said, outcome, place = slots["Total of outcomes / Total requests/total/total"]
    assert said == "99"
    assert gold != said
    assert outcome.startswith("✗ SILENT ≠ another number")
    assert outcome.endswith("it says: verified")
    assert place.startswith("line ")
    invented = slots["no_such_row / nowhere requests/no_such_row/nowhere"]
    assert invented == ["no such cell", "7", "+ made up it says: suspect", "no place cited"]


def test_the_place_of_a_wrong_slot_is_marked_in_its_line(full):
    (document,) = [each for each in full["documents"] if each["wrong"]]
    marked = [slot["line"]["marked"] for slot in document["wrong"] if slot["line"]]
    assert [mark.text for mark in html.fromstring(page(full)).xpath("//mark")] == [
        each.replace("\t", " ") for each in marked
    ]


def test_slots_go_by_their_ids_where_the_form_is_not_at_hand(full):
    said = page(full, schemas=())
    assert "requests/total/total" in said
    assert "total / total" in said


def test_a_report_that_failed_says_why(bare):
    assert "It failed: ValueError: broken" in read(bare, part="reports")
    assert "1 of 3 reports failed" in read(bare)


def test_the_worst_reports_come_first_and_right_ones_are_listed(full):
    tree = html.fromstring(page(full))
    assert tree.xpath("//details[@class='report']//summary/b/text()") == [WRONG]
    listed = tree.xpath("//p[@class='names']/code/text()")
    assert len(listed) == 2
    assert WRONG not in listed


def swollen(report, slots, documents=1):
    """Return a report of a run with so many wrong slots in so many documents; the last of each is silent."""
    (bad,) = [each for each in report["documents"] if each["wrong"]]
    plain = {**bad["wrong"][-1], "silent": False}
    many = [{**plain, "slot": f"requests/row_{number}/x"} for number in range(slots)]
    many[-1]["silent"] = True
    copies = [{**bad, "document": f"{number}.txt", "wrong": many} for number in range(documents)]
    return {**report, "documents": copies}


def test_a_report_with_too_many_wrong_slots_shows_the_first_and_every_silent_one(full):
    report = swollen(full, MOST_SLOTS + 30)
    shown = html.fromstring(page(report)).xpath("//table[contains(@class, 'slots')]//th[@scope='row']/code/text()")
    assert len(shown) == MOST_SLOTS
    assert shown[:-1] == [f"requests/row_{number}/x" for number in range(MOST_SLOTS - 1)]
    assert shown[-1] == f"requests/row_{MOST_SLOTS + 29}/x"
    assert "and 30 more cells: see slots.csv" in read(report, part="reports")


def test_a_run_with_thousands_of_reports_stays_a_page_that_opens(full):
    report = swollen(full, MOST_SLOTS, documents=MOST_NAMES + 500)
    text = page(report)
    shown = len(re.findall(r'<details class="report"', text))
    assert 0 < shown * MOST_SLOTS <= MOST_IN_ALL
    assert len(text.encode()) < 6_000_000
    left = MOST_NAMES + 500 - shown
    assert f"There is no room for their {left * MOST_SLOTS} cells here: they are in slots.csv." in text
    assert f"... and {left - MOST_NAMES} more" in text


# one file, for anybody


def test_hostile_text_stays_text(full):
    report = deepcopy(full)
    report["run"] = {"name": HOSTILE, "versions": {HOSTILE: HOSTILE}}
    report["dataset"] |= {"name": HOSTILE, "version": HOSTILE, "digest": HOSTILE, "split": HOSTILE, "drafts": [HOSTILE]}
    report["strata"] = [{**each, "is": HOSTILE, "by": HOSTILE} for each in report["strata"]]
    report["fields"] = {HOSTILE: report["fields"]["year"]}
    report["validators"] = deepcopy(MATRIX)
    report["validators"]["rows"][0]["fault"] = HOSTILE
    report["validators"]["rows"][2]["misses"][0] |= {"seed": HOSTILE, "changes": [[HOSTILE, HOSTILE, HOSTILE]]}
    for document in report["documents"]:
        document |= {
            "document": HOSTILE,
            "failure": HOSTILE,
            "split": HOSTILE,
            "form": HOSTILE,
            "defects": {HOSTILE: 1},
        }
        line = {"number": 1, "before": HOSTILE, "marked": HOSTILE, "after": HOSTILE}
        document["wrong"] = [
            {**slot, "slot": HOSTILE, "said": HOSTILE, "gold": HOSTILE, "status": HOSTILE, "line": line}
            for slot in document["wrong"]
        ]
    for lang in LANGUAGES:
        text = page(report, lang)
        tree = html.fromstring(text)
        assert tree.xpath("//script | //img | //iframe | //*[@onerror] | //*[@onload]") == []
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", text)
        assert "alert(1)" in tree.text_content()
        assert "{{ 7*7 }}" in tree.text_content()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["full", "bare"])
def test_the_page_is_one_file_that_refers_to_nothing_else(name, lang, request):
    text = page(request.getfixturevalue(name), lang)
    tree = html.fromstring(text)
    assert not re.search(r"https?:|//[a-z]|@import|<script|javascript:", text, re.IGNORECASE)
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {
        f"#fill-{outcome}" for outcome in SIGNS if f"#fill-{outcome}" in text
    }
    targets = tree.xpath("//@href")
    assert all(target.startswith("#") and tree.xpath(f"//*[@id='{target[1:]}']") for target in targets)
    assert tree.xpath("//@src | //link | //object | //embed | //form") == []
    assert "default-src 'none'" in text


@pytest.mark.parametrize("name", ["full", "bare"])
def test_both_languages_say_it_without_a_missing_word(name, request):
    report = request.getfixturevalue(name)
    chinese, english = page(report, "zh"), page(report, "en")
    assert "eval.page" not in chinese + english
    assert '<html lang="zh-CN">' in chinese
    assert not re.search("[一-鿿]", re.sub(r'<span class="quote">.*?</span>', "", english))


def test_no_word_is_kept_that_nobody_says():
    sources = "".join(path.read_text("utf-8") for path in ROOM.rglob("*") if path.suffix in {".py", ".html"})
    lists = "baseline|split|layout|scan|sparsity|accident|by|part|defect|detector|fault|nav"
    kept = [key for key in MESSAGES if key.startswith("eval.page.") and not re.match(rf"eval\.page\.({lists})\.", key)]
    assert [key for key in kept if key not in sources and not any(head in sources for head in heads(key))] == []


def heads(key):
    """Yield the beginnings of a key that a template may complete, and those with one word left open in between."""
    parts = key.split(".")
    return [f'"{".".join(parts[:count])}." ~' for count in range(2, len(parts))] + [f"{key.rpartition('.')[0]}.{{"]


def test_the_same_report_gives_the_same_bytes(full):
    again = json.loads(json.dumps(full))
    assert page(full, "zh") == page(again, "zh")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="looks with a real browser")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_narrow_window_shows_it_without_scrolling_sideways(full, lang, tmp_path):
    opened = page(full, lang).replace("<details", "<details open").replace(" open open", " open")
    frame = tmp_path / "frame.html"
    frame.write_text(
        '<!doctype html><meta charset="utf-8"><p id="over"></p>'
        f'<iframe id="f" style="width:360px;border:0" srcdoc="{markup.escape(opened)}"></iframe>'
        "<script>onload = () => { const root = f.contentDocument.documentElement;"
        " over.textContent = root.scrollWidth - root.clientWidth; }</script>",
        "utf-8",
    )
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--no-first-run", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", frame.as_uri()]
    dumped = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True).stdout
    assert re.search(r'<p id="over">([^<]*)</p>', dumped)[1] == "0"
