"""Datasets as people have them, predictions as other systems write them, and what a run says of both."""

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from extractor.evaluation.dataset import open_dataset, shipped_dataset
from extractor.evaluation.predictions import read_predictions
from extractor.resources import data_root, prediction_schema_text
from extractor.schema import load_schema, shipped_schemas
from extractor.scoring.contents import Mark, label_of
from tests.labelled import CELLS, SLOTS, answers, as_lines, gold_of, text_of, write

DEMO = Path(str(data_root() / "eval" / "demo"))
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def folder(tmp_path, form):
    return write(tmp_path / "set", form)


@pytest.fixture
def evaluated(gouji, tmp_path):
    """Evaluate a dataset of the small form; gives the exit code, the report (None: none was written) and the errors."""

    def call(where, lines=None, *more):
        if lines is not None:
            more = ("--predictions", as_lines(tmp_path / "said.jsonl", lines), *more)
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        code, _, err = gouji("eval", where, "--schema", tmp_path / "mail.yaml", "--out", tmp_path / "out", *more)
        made = tmp_path / "out" / "report.json"
        return code, json.loads(made.read_bytes()) if made.exists() else None, err

    return call


def manifest(folder, **more):
    """Write the manifest of a dataset with right hashes; `more` goes into every entry."""
    entries = []
    for name in CELLS:
        report, gold = f"reports/{name}", f"gold/{name[:-4]}.json"
        hashes = {
            key: sha256((folder / path).read_bytes()).hexdigest()
            for key, path in (("sha256", report), ("gold_sha256", gold))
        }
        entries.append({"report": report, "gold": gold, **hashes, **more})
    (folder / "manifest.json").write_text(json.dumps({"version": "1.0.0", "documents": entries}), "utf-8")
    return entries


# Datasets


def test_a_bare_folder_is_a_dataset_and_our_reader_reads_it(evaluated, folder):
    code, report, _ = evaluated(folder)
    assert (code, report["dataset"]["documents"], report["dataset"]["name"]) == (0, 3, "set")
    assert report["headline"]["salient_f1"]["value"] == 1
    assert report["silent_errors"]["count"] == 0


def test_the_same_reports_with_a_manifest_score_the_same(evaluated, folder):
    bare = evaluated(folder, answers())[1]
    manifest(folder, split="dev", layout="spaces", scan="clean", pinned="all")
    listed = evaluated(folder, answers())[1]
    assert listed["dataset"]["version"] == "1.0.0"
    assert listed["dataset"]["digest"] == bare["dataset"]["digest"]
    assert [listed[part] for part in ("headline", "slots", "skill")] == [
        bare[part] for part in ("headline", "slots", "skill")
    ]
    assert {each["by"] for each in listed["strata"]} == {"form", "sparsity", "layout", "scan", "split"}
    assert all(each["pinned"] for each in listed["documents"])


@pytest.mark.parametrize("path", ["reports/full.txt", "gold/full.json"])
def test_a_file_that_is_not_the_one_listed_is_refused(evaluated, folder, path):
    manifest(folder)
    (folder / path).write_bytes((folder / path).read_bytes() + b"\n")
    code, report, err = evaluated(folder)
    assert (code, report) == (2, None)
    assert "full" in err
    assert "not the file its hash was taken of" in err


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "3",
        '{"documents": 5}',
        '{"documents": [{}]}',
        '{"documents": [null]}',
        '{"documents": ["ab"]}',
        '{"documents": [{"report": [], "gold": []}]}',
        '{"documents": [{"report": "reports/full.txt", "gold": ""}]}',
        '{"documents": [{"report": "a\\u0000b", "gold": "gold/full.json"}]}',
        '{"documents": [{"report": "reports/full.txt", "gold": "a\\u0000b"}]}',
        '{"documents": [{"report": "\\ud800", "gold": "gold/full.json"}]}',
        '{"version": "\\ud800", "documents": []}',
        "[" * 100_000,
        "\xff",
    ],
    ids=lambda text: text[:60],
)
def test_a_broken_manifest_is_one_line(evaluated, folder, text):
    (folder / "manifest.json").write_bytes(text.encode("latin-1"))
    code, _, err = evaluated(folder)
    assert (code, err.count("\n")) == (2, 1)
    assert "manifest.json: not a manifest" in err


@pytest.mark.parametrize("key", ["report", "gold"])
@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "reports/../../mail.yaml", ".."])
def test_a_manifest_names_nothing_outside_its_folder(evaluated, folder, key, path):
    entries = manifest(folder)
    entries[1][key] = path
    (folder / "manifest.json").write_text(json.dumps({"documents": entries}), "utf-8")
    code, report, err = evaluated(folder)
    assert (code, report, err.count("\n")) == (2, None, 1)
    assert f"{path} is not inside the folder of the dataset" in err


def test_a_name_with_two_points_in_it_leaves_no_folder(evaluated, folder):
    (folder / "reports" / "full.txt").rename(folder / "reports" / "..full.txt")
    (folder / "gold" / "full.json").write_text(json.dumps(gold_of("..full.txt", CELLS["full.txt"])), "utf-8")
    entries = [{"report": "./reports/..full.txt", "gold": "gold/full.json"}]
    (folder / "manifest.json").write_text(json.dumps({"documents": entries}), "utf-8")
    assert evaluated(folder)[0] == 0


@pytest.mark.parametrize(
    ("gold", "reason"),
    [
        pytest.param("{", "full.json", id="no JSON"),
        pytest.param([], "full.json", id="a list"),
        pytest.param({"document": "full.txt"}, "schema: Field required", id="no schema"),
        pytest.param(gold_of("full.txt", CELLS["full.txt"], schema="nobody"), "form nobody is not at hand", id="form"),
        pytest.param(gold_of("full.txt", ("x", *"12345")), "letters/received/person: 'x'", id="label"),
        pytest.param(gold_of("full.txt", ("12 13", *"12345")), "letters/received/person: '12 13'", id="two numbers"),
        pytest.param(
            gold_of("gone.txt", CELLS["full.txt"]), "its report gone.txt is not in the folder", id="no report"
        ),
        pytest.param(
            gold_of("full.txt", CELLS["full.txt"]) | {"slots": {"letters/lost/person": "1"}},
            "a slot letters/lost/person that the form mail does not",
            id="strange slot",
        ),
    ],
)
def test_gold_that_cannot_be_used_is_one_line(evaluated, folder, gold, reason):
    (folder / "gold" / "full.json").write_text(gold if isinstance(gold, str) else json.dumps(gold), "utf-8")
    code, report, err = evaluated(folder)
    assert (code, report, err.count("\n")) == (2, None, 1)
    assert reason in err


def test_two_files_of_one_name_leave_open_which_is_meant(evaluated, folder):
    (folder / "old").mkdir()
    (folder / "old" / "full.txt").write_text("another", "utf-8")
    code, _, err = evaluated(folder)
    assert (code, err) == (
        2,
        "gouji: full.txt: two reports of that name in the dataset; predictions go by name, so rename one\n",
    )
    (folder / "old" / "full.txt").rename(folder / "old" / "unused.txt")
    assert evaluated(folder)[0] == 0


def test_two_gold_files_of_one_report_are_refused(evaluated, folder):
    shutil.copy(folder / "gold" / "full.json", folder / "gold" / "again.json")
    assert "full.txt: two reports of that name" in evaluated(folder)[2]


@pytest.mark.parametrize("made", [None, "empty", "file"])
def test_what_is_no_dataset_is_one_line(evaluated, tmp_path, form, made):
    write(tmp_path / "other", form)
    if made == "file":
        (tmp_path / "nothing").write_text("x", "utf-8")
    elif made:
        (tmp_path / "nothing").mkdir()
    code, _, err = evaluated(tmp_path / "nothing")
    assert (code, err.count("\n")) == (2, 1)
    assert "nothing" in err


def test_a_draft_is_counted_and_not_scored(evaluated, folder):
    draft = gold_of("half.txt", CELLS["half.txt"], reviewed=False)
    (folder / "gold" / "half.json").write_text(json.dumps(draft), "utf-8")
    code, report, _ = evaluated(folder, answers())
    assert (code, report["dataset"]["documents"], report["dataset"]["drafts"]) == (0, 2, ["half.txt"])


def test_a_dataset_of_drafts_alone_has_nothing_to_score(evaluated, folder):
    for name, cells in CELLS.items():
        gold = gold_of(name, cells, reviewed=False)
        (folder / "gold" / f"{name[:-4]}.json").write_text(json.dumps(gold), "utf-8")
    assert evaluated(folder)[0] == 2


def test_a_split_is_scored_alone_and_an_empty_one_is_a_wrong_call(evaluated, folder):
    entries = manifest(folder)
    entries[0]["split"] = "test"
    (folder / "manifest.json").write_text(json.dumps({"documents": entries}), "utf-8")
    report = evaluated(folder, answers(), "--split", "test")[1]
    assert (report["dataset"]["documents"], report["dataset"]["split"]) == (1, "test")
    assert evaluated(folder, answers(), "--split", "dev")[0] == 2


def test_texts_of_one_gold_are_drawn_together(evaluated, folder):
    for kind in ("scan", "copy"):
        (folder / "reports" / f"full.{kind}.txt").write_text(text_of(CELLS["full.txt"]), "utf-8")
    report = evaluated(folder)[1]
    assert (report["dataset"]["documents"], report["dataset"]["clusters"]) == (5, 3)
    assert {each["cluster"] for each in report["documents"] if each["document"].startswith("full")} == {"full.txt"}


def test_a_report_that_cannot_be_read_is_omitted_and_the_others_are_scored(evaluated, folder):
    (folder / "reports" / "full.txt").write_bytes(b"")
    code, report, _ = evaluated(folder)
    assert (code, report["documents_failed"], report["slots"]["all"]["omitted"]) == (0, 1, 6)


def test_a_slot_that_gold_leaves_out_is_not_held_against_anybody(evaluated, folder):
    gold = gold_of("full.txt", CELLS["full.txt"])
    del gold["slots"][SLOTS[0]]
    (folder / "gold" / "full.json").write_text(json.dumps(gold), "utf-8")
    report = evaluated(folder, answers({("full.txt", SLOTS[0]): "99"}))[1]
    assert (report["slots"]["all"]["hallucinated"], report["silent_errors"]["count"]) == (0, 0)
    assert report["headline"]["exact_reports"]["part"] == 3


# Predictions


def at(report, name="full.txt"):
    return next(each for each in report["documents"] if each["document"] == name)


CELL = {"document": "full.txt", "slot": SLOTS[0]}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(CELL | {"value": "13"}, id="text"),
        pytest.param(CELL | {"value": 13}, id="number"),
        pytest.param(CELL | {"value": "１３件", "sure": True, "span": [30, 32]}, id="all of it"),
        pytest.param({"document": "full.txt", "slots": {SLOTS[0]: 13}}, id="slots"),
        pytest.param({"document": "full.txt", "slots": {SLOTS[0]: {"value": "13", "sure": False}}}, id="rich slots"),
        pytest.param({"document": "some\\where\\full.txt", "slot": SLOTS[0], "value": 13}, id="a Windows path"),
        pytest.param({"document": "some/where/full.txt", "slot": SLOTS[0], "value": 13}, id="a path"),
    ],
)
def test_every_form_of_a_line_is_read_and_is_of_the_published_schema(evaluated, folder, line):
    jsonschema.validate(line, json.loads(prediction_schema_text()))
    code, report, _ = evaluated(folder, [line])
    assert (code, at(report)["all"]["correct"], report["invalid_lines"]) == (0, 1, 0)
    assert (report["documents_failed"], at(report)["all"]["omitted"]) == (2, 5)


@pytest.mark.parametrize(
    "line",
    [
        {"slot": SLOTS[0], "value": 1},
        {"document": 5},
        {"document": "full.txt", "slots": []},
        {"document": "full.txt", "slots": {SLOTS[0]: {}}},
        CELL | {"value": 1, "sure": "no"},
        CELL | {"value": 1, "span": [1]},
        CELL | {"value": 1, "span": [1.5, 2]},
        CELL | {"value": 1, "span": "12"},
        {"document": "full.txt", "verdict": "fine"},
        {"document": "full.txt", "findings": [{"kind": "problem"}]},
        {"document": "full.txt", "claims": [{"quote": "x"}]},
        {"document": "full.txt", "fields": []},
        {"document": "full.txt", "fields": {"year": [2023]}},
        {"document": "full.txt", "fields": {"year": 1.5}},
        {"document": "full.txt", "fields": {"year": True}},
        {"document": "full.txt", "findings": {}},
        {"document": "full.txt", "findings": [{"kind": "problem", "quote": "x", "addresses": "p1"}]},
        {"document": "full.txt", "findings": [{"kind": "problem", "quote": "x", "addresses": [1]}]},
        {"document": "full.txt", "findings": [{"kind": "problem", "quote": 5}]},
        {"document": "full.txt", "claims": [{"quote": "x", "value": 1, "terms": "+a"}]},
        {"document": "full.txt", "claims": [{"quote": "x", "value": 1, "terms": [["+", 5]]}]},
        {"document": "full.txt", "error": 5},
        {"document": "full.txt", "slot": 5, "value": 1},
        [],
        "full.txt",
    ],
    ids=str,
)
def test_a_wrong_line_is_invalid_by_the_schema_and_for_the_program(evaluated, folder, line):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(line, json.loads(prediction_schema_text()))
    code, report, _ = evaluated(folder, [json.dumps(line), *answers()])
    assert (code, report["invalid_lines"]) == (0, 1)
    assert report["headline"]["salient_f1"]["value"] == 1


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "x",
        "\x00",
        "[" * 100_000,
        '{"document": "full.txt", "slot": "a", "value": 1e99999999999999999999}',
        '{"document": "full.txt", "slot": "a", "value": ' + "9" * 5000 + "}",
        '{"document": "full.txt", "slot": "a", "value": 1, "span": [Infinity, 2]}',
        '{"document": "full.txt", "slot": "\\ud800", "value": 1}',
        '{"document": "full.txt", "outcome": "read", "versions": {}}',
    ],
    ids=lambda line: line[:60],
)
def test_no_line_stops_the_others(evaluated, folder, line):
    code, report, _ = evaluated(folder, [line, *answers()])
    assert (code, report["invalid_lines"], report["headline"]["salient_f1"]["value"]) == (0, 1, 1)


@pytest.mark.parametrize(
    "value", ["NaN", "-Infinity", "1e999", "1e999999999", "true", "[1]", '{"value": 1}', '"12 13"']
)
def test_a_value_that_is_no_number_is_wrong(evaluated, folder, value):
    line = json.dumps(CELL).replace("}", f', "value": {value}' + "}")
    report = evaluated(folder, [line])[1]
    assert (at(report)["all"]["substituted"], at(report)["wrong"][0]["said"]) == (1, "invalid")


def test_two_values_for_one_slot_are_wrong_and_one_said_twice_is_not(evaluated, folder):
    _, report, err = evaluated(folder, [CELL | {"value": value} for value in ("13", "14", "13")])
    assert (at(report)["all"]["substituted"], at(report)["all"]["correct"]) == (1, 0)
    assert "cells with two different values: 1 (they count as wrong)" in err
    _, report, err = evaluated(folder, [CELL | {"value": value} for value in ("13", 13, "13.0")])
    assert at(report)["all"]["correct"] == 1
    assert "two different" not in err


@pytest.mark.parametrize(
    "line",
    [
        CELL,
        CELL | {"sure": True, "span": [30, 32]},
        CELL | {"verdict": "clean"},
        {"document": "full.txt"},
        {"document": "full.txt", "value": 5},
        {"document": "full.txt", "value": 5, "verdict": "clean"},
        {"document": "full.txt", "error": None},
        {"document": "full.txt", "error": ""},
        {"document": "full.txt", "answer": {"slots": {}}},
    ],
    ids=str,
)
def test_a_line_that_says_nothing_is_invalid_and_told(gouji, evaluated, folder, tmp_path, line):
    code, report, _ = evaluated(folder, [line, *answers()])
    assert (code, report["invalid_lines"], report["headline"]["salient_f1"]["value"]) == (0, 1, 1)
    said = as_lines(tmp_path / "said.jsonl", [line, *answers()])
    out = gouji("eval", folder, "--schema", tmp_path / "mail.yaml", "--predictions", said)[1]
    assert "lines of predictions that are none: 1" in out


@pytest.mark.parametrize(
    "more",
    [
        {"slots": {}},
        {"error": "timeout"},
        {"verdict": "clean"},
        {"fields": {"year": 2023, "agency": None, "other": "x"}},
        {"findings": []},
        {"findings": [{"kind": "measure", "quote": "x", "addresses": ["p1"]}]},
        {"claims": [{"quote": "x", "value": 1, "unit": None, "terms": [["+", SLOTS[0]]]}]},
    ],
    ids=str,
)
def test_a_line_that_says_something_of_a_report_is_a_prediction(evaluated, folder, more):
    assert evaluated(folder, [{"document": "full.txt"} | more])[1]["invalid_lines"] == 0


def test_null_is_a_blank_and_a_question_mark_no_answer(evaluated, folder):
    said = [evaluated(folder, [CELL | {"value": value}])[1] for value in (None, "?")]
    first = [next(slot for slot in at(report)["wrong"] if slot["slot"] == SLOTS[0]) for report in said]
    assert [(slot["outcome"], slot["said"]) for slot in first] == [("omitted", None), ("abstained", "abstained")]


def test_a_document_that_the_dataset_does_not_have_is_named_and_changes_nothing(evaluated, folder):
    stranger = {"document": "\x1b[31mevil.txt", "slot": SLOTS[0], "value": 5}
    code, report, err = evaluated(folder, [*answers(), stranger])
    assert (code, report["headline"]["exact_reports"]["part"]) == (0, 3)
    assert "documents that the dataset does not have: 1, such as  [31mevil.txt" in err
    assert "\x1b" not in err


@pytest.mark.parametrize(
    ("before", "end"),
    [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\r\n\r\n")],
    ids=["BOM", "CRLF", "both"],
)
def test_a_file_written_on_windows_is_read(evaluated, folder, tmp_path, before, end):
    data = end.join(json.dumps(line).encode() for line in answers())
    (tmp_path / "win.jsonl").write_bytes(before + data + end)
    code, report, _ = evaluated(folder, None, "--predictions", tmp_path / "win.jsonl")
    assert (code, report["invalid_lines"], report["headline"]["exact_reports"]["part"]) == (0, 0, 3)


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\u2029"])
def test_a_line_separator_inside_a_quote_ends_no_line(evaluated, folder, separator):
    found = [{"kind": "problem", "quote": f"一{separator}二"}]
    assert evaluated(folder, answers(findings=found))[1]["invalid_lines"] == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no line predicts anything"),
        (b"\n\n", "no line predicts anything"),
        (b"\x00\x01", "no line predicts anything"),
        (bytes(range(256)), "not UTF-8 text"),
        ("{}".encode("utf-16"), "not UTF-8 text"),
        (b'{"document": "nobody.txt"}', "no line predicts anything"),
        (None, "no such file"),
    ],
    ids=["empty", "blank", "zeros", "binary", "UTF-16", "strangers", "none"],
)
def test_a_file_that_predicts_nothing_is_a_wrong_call(evaluated, folder, tmp_path, data, reason):
    if data is not None:
        (tmp_path / "bad.jsonl").write_bytes(data)
    code, report, err = evaluated(folder, None, "--predictions", tmp_path / "bad.jsonl")
    assert (code, report, err.count("\n")) == (2, None, 1)
    assert reason in err


def test_a_failed_report_and_a_missing_one_omit_all_and_keep_the_denominators(evaluated, folder):
    whole = evaluated(folder, answers())[1]["slots"]["all"]
    for lines in (
        [{"document": "full.txt", "error": "timeout"}, *answers(leave=["full.txt"])],
        answers(leave=["full.txt"]),
    ):
        report = evaluated(folder, lines)[1]
        counts = report["slots"]["all"]
        assert (report["documents_failed"], counts["omitted"]) == (1, 6)
        assert (
            sum(counts[name] for name in ("correct", "substituted", "omitted", "abstained")) == whole["correct"] == 18
        )


def test_what_a_failed_report_says_besides_is_worth_nothing(evaluated, folder):
    lines = answers(verdict="clean", fields={"year": 2023})
    lines[0]["error"] = "timeout"
    report = evaluated(folder, lines)[1]
    assert at(report)["all"]["omitted"] == 6
    assert (report["fields"]["year"]["part"], at(report)["verdict"]["said"]) == (2, None)


def test_our_own_export_scores_as_our_reader_does(gouji, tmp_path):
    gouji("run", DEMO)
    gouji("export", "-o", "own.jsonl")
    assert gouji("eval", "--out", "read")[0] == 0
    assert gouji("eval", "--predictions", "own.jsonl", "--out", "said")[0] == 0
    read, said = (json.loads((tmp_path / name / "report.json").read_bytes()) for name in ("read", "said"))
    demo = {path.name for path in DEMO.iterdir()}
    assert said["documents_failed"] == 28 - len(demo)
    kept = [{each["document"]: each for each in run["documents"] if each["document"] in demo} for run in (read, said)]
    assert kept[0] == kept[1]
    assert said["not_scored"] == ["claims", *read["not_scored"]]  # a record does not carry the text they quote


@pytest.mark.parametrize("span", [["1", 2], [1.5, 2], [None, 2], [[], 2], [1]], ids=str)
def test_a_record_with_a_place_that_is_none_is_an_invalid_line(evaluated, gouji, folder, tmp_path, span):
    gouji("run", folder / "reports" / "full.txt", "--schema", tmp_path / "mail.yaml")
    record = json.loads(gouji("export")[1])
    assert evaluated(folder, [record])[1]["invalid_lines"] == 0
    record["slots"][SLOTS[0]]["span"] = span
    assert evaluated(folder, [record, *answers()])[1]["invalid_lines"] == 1


def test_a_record_of_another_form_is_no_answer(evaluated, gouji, folder, tmp_path):
    shutil.copy(DEMO / "pipes-water-2020.md", tmp_path / "full.txt")
    gouji("run", "full.txt")
    gouji("export", "-o", "own.jsonl")
    report = evaluated(folder, None, "--predictions", "own.jsonl")[1]
    assert (report["documents_failed"], report["slots"]["all"]["hallucinated"]) == (3, 0)


# What is not said is not scored, and saying it of some reports only gains nothing


def test_what_predictions_do_not_carry_is_named_and_left_out(evaluated, folder):
    report = evaluated(folder, answers(sure=None))[1]
    parts = ("attribution", "claims", "defects", "fields", "findings", "grounding", "silent_errors", "validators")
    assert report["not_scored"] == list(parts)
    assert not report.keys() & set(parts)


def prose(name):
    quote = "云溪市档案局2023年年报"
    return gold_of(name, CELLS[name], findings=[{"id": "p1", "kind": "problem", "quote": quote}])


@pytest.mark.parametrize("some", [True, False])
def test_findings_on_some_reports_only_gain_nothing(evaluated, tmp_path, form, some):
    folder = write(tmp_path / "set", form, {name: prose(name) for name in CELLS})
    lines = answers()
    for line in lines[:1] if some else lines:
        line["findings"] = [{"kind": "problem", "quote": "云溪市档案局2023年年报"}]
    found = evaluated(folder, lines)[1]["findings"]
    assert (found["gold"], found["matched"], found["f1"]["value"]) == ((3, 1, 0.5) if some else (3, 3, 1.0))


def test_one_slot_without_sureness_does_not_hide_the_silent_errors_of_others(evaluated, folder):
    lines = answers()
    lines[0]["slots"][SLOTS[0]]["value"] = "999"
    before = evaluated(folder, lines)[1]["silent_errors"]["count"]
    del lines[1]["slots"][SLOTS[0]]["sure"]
    assert (before, evaluated(folder, lines)[1]["silent_errors"]["count"]) == (1, 1)


def test_fields_and_verdicts_on_some_reports_only_gain_nothing(evaluated, folder):
    lines = answers()
    lines[0] |= {"fields": {"year": "２０２３"}, "verdict": "clean"}
    report = evaluated(folder, lines)[1]
    assert (report["fields"]["year"]["part"], report["fields"]["year"]["whole"]) == (1, 3)
    assert report["attribution"]["matrix"]["clean"] == {
        "clean": 1, "extraction_error": 0, "source_defect": 0, "both": 0, "none": 2,
    }  # fmt: skip


def test_a_manifest_that_pairs_a_report_with_anothers_gold_is_refused(gouji, folder, tmp_path):
    entries = manifest(folder)
    entries[0]["gold"], entries[1]["gold"] = entries[1]["gold"], entries[0]["gold"]
    for entry in entries:
        entry.pop("gold_sha256", None)
    (folder / "manifest.json").write_text(json.dumps({"documents": entries}), "utf-8")
    code, _, err = gouji("eval", folder, "--schema", tmp_path / "mail.yaml")
    assert (code, "mend the manifest" in err, err.count("\n")) == (2, True, 1)


def test_a_split_that_nobody_knows_is_refused(gouji, folder, tmp_path):
    manifest(folder, split="train")
    code, _, err = gouji("eval", folder, "--schema", tmp_path / "mail.yaml")
    assert (code, "there are dev, test" in err) == (2, True)


# The report of a run


@pytest.mark.parametrize("shipped", [False, True], ids=["own", "shipped"])
def test_the_same_input_gives_the_same_bytes(gouji, folder, tmp_path, shipped):
    where = [] if shipped else [folder, "--schema", tmp_path / "mail.yaml"]
    for name in ("one", "two"):
        assert gouji("eval", *where, "--out", name)[0] == 0
    for file in ("report.json", "report.html", "slots.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_an_all_zero_answer_has_many_cells_right_and_scores_nothing(evaluated, folder):
    zeros = [{"document": name, "slots": dict.fromkeys(SLOTS, 0)} for name in CELLS]
    report = evaluated(folder, zeros)[1]
    zero = next(each for each in report["baselines"] if each["name"] == "all_zero")
    assert report["headline"]["salient_f1"]["value"] == zero["salient_f1"] == 0
    assert report["skill"]["accuracy"] == zero["accuracy"] == pytest.approx(10 / 18, abs=1e-6)
    assert zero["skill"] == 0


def test_a_figure_in_a_report_that_is_all_zero_is_counted(evaluated, folder):
    clean, filled, broken = (
        evaluated(folder, answers(changed))[1]["headline"]["zero_reports_with_figures"]["part"]
        for changed in ({}, {("zero.txt", SLOTS[0]): "5"}, {("full.txt", SLOTS[0]): "5"})
    )
    assert (clean, filled, broken) == (0, 1, 0)


def test_invented_rows_and_junk_lower_the_headline(evaluated, folder):
    def f1(extra):
        lines = answers()
        lines[2]["slots"] |= extra
        return evaluated(folder, lines)[1]["headline"]["salient_f1"]["value"]

    assert f1({"letters/x/person": None}) == 1
    assert 1 > f1({"letters/x/person": 5}) > f1({f"letters/x{number}/person": 5 for number in range(10)})
    assert f1({SLOTS[0]: "junk"}) < 1


def test_every_slot_is_listed_and_no_cell_of_the_list_is_a_formula(evaluated, folder, tmp_path):
    lines = answers()
    lines[0]["slots"]["=HYPERLINK(1)/x/y"] = 5
    evaluated(folder, lines)
    assert (tmp_path / "out" / "slots.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = (tmp_path / "out" / "slots.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + 18 + 1
    assert any("'=HYPERLINK(1)/x/y" in row for row in rows)


def test_strata_add_up_to_the_whole(evaluated, folder):
    report = evaluated(folder, answers())[1]
    for kind in {each["by"] for each in report["strata"]}:
        assert sum(each["documents"] for each in report["strata"] if each["by"] == kind) == 3
    assert {each["is"] for each in report["strata"] if each["by"] == "sparsity"} == {"dense", "half", "zero"}


def test_a_form_without_rules_has_nothing_to_assess(evaluated, folder, tmp_path, form):
    bare = json.loads(form.file.model_dump_json()) | {"rules": []}
    (tmp_path / "mail.yaml").write_text(json.dumps(bare), "utf-8")
    code, report, _ = evaluated(folder, None, "--against", tmp_path / "base.json", "--bless")
    assert (code, report["assessed"]["value"]) == (0, None)
    assert evaluated(folder, None, "--against", tmp_path / "base.json")[0] == 0


# What other systems are given


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_inputs_have_every_text_and_slot(gouji, tmp_path):
    assert gouji("eval", "--inputs", "given")[0] == 0
    given, dataset = files_of(tmp_path / "given"), shipped_dataset()
    listed = json.loads(given["documents.json"])["documents"]
    assert [each["document"] for each in listed] == [case.name for case in dataset.cases]
    assert all(given[each["text"]] for each in listed)
    for schema in shipped_schemas():
        rows = given[f"slots/{schema.id}.csv"].decode("utf-8-sig").splitlines()
        assert [row.partition(",")[0] for row in rows] == ["slot", *schema.slots]
    assert len(given) == len(listed) + 2 + 2


def test_the_inputs_are_the_same_whatever_the_gold_says(gouji, folder, tmp_path, form):
    other = write(tmp_path / "b" / "set", form, {name: gold_of(name, "987654") | {"fields": {}} for name in CELLS})
    for where, name in ((folder, "one"), (other, "two")):
        assert gouji("eval", where, "--schema", tmp_path / "mail.yaml", "--inputs", name)[0] == 0
    one, two = files_of(tmp_path / "one"), files_of(tmp_path / "two")
    for given in (one, two):
        given["documents.json"] = re.sub(rb'"digest": "\w+"', b"", given["documents.json"])
    assert one == two


def test_the_inputs_do_not_overwrite_anything(gouji, folder, tmp_path):
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "mine.txt").write_text("x", "utf-8")
    code, _, err = gouji("eval", folder, "--schema", tmp_path / "mail.yaml", "--inputs", "given")
    assert (code, err.count("\n"), len(files_of(tmp_path / "given"))) == (2, 1, 1)


def test_an_answer_from_the_inputs_alone_can_be_scored(gouji, tmp_path):
    gouji("eval", "--inputs", "given")
    given = json.loads((tmp_path / "given" / "documents.json").read_bytes())["documents"]
    as_lines(tmp_path / "zeros.jsonl", [{"document": each["document"], "slots": {}} for each in given])
    assert gouji("eval", "--predictions", "zeros.jsonl")[0] == 0


# Generated reports


def test_a_generated_dataset_read_back_scores_the_same(gouji, tmp_path):
    assert gouji("eval", "generate", "--n", "12", "--save", "made", "--out", "one")[0] == 0
    assert gouji("eval", "made", "--out", "two")[0] == 0
    one, two = (json.loads((tmp_path / name / "report.json").read_bytes()) for name in ("one", "two"))
    assert one["dataset"]["digest"] == two["dataset"]["digest"]
    differ = {key for key in one if one[key] != two[key]}
    assert differ <= {"dataset", "documents", "rows", "tables"}  # in another order
    for key in ("documents", "rows", "tables"):
        assert sorted(map(json.dumps, one[key])) == sorted(map(json.dumps, two[key]))


def test_our_reader_is_not_held_to_what_the_generator_cannot_decide(gouji, tmp_path):
    assert gouji("eval", "generate", "--n", "16", "--seed", "14", "--out", "out")[0] == 0
    report = json.loads((tmp_path / "out" / "report.json").read_bytes())
    assert (report["silent_errors"]["count"], report["slots"]["all"]["hallucinated"]) == (0, 0)


def test_a_saved_dataset_takes_no_place_of_another(gouji, tmp_path):
    gouji("eval", "generate", "--n", "2", "--save", "made")
    assert gouji("eval", "generate", "--n", "2", "--save", "made")[0] == 2


# Many lines


def test_many_lines_on_one_report_take_no_longer_each(folder, tmp_path):
    dataset, schema = open_dataset(folder), load_schema(tmp_path / "mail.yaml")
    lines = [{"document": "full.txt", "slot": f"letters/r{number}/person", "value": 1} for number in range(20_000)]
    replay = read_predictions(as_lines(tmp_path / "many.jsonl", lines), dataset, [schema])
    assert len(replay.predictions["full.txt"].slots) == 20_000


def test_marks_are_said_in_the_report_by_their_names():
    assert {label_of(mark) for mark in Mark} == {None, "/", "?", "abstained", "missing", "invalid"}


# The command line


@pytest.mark.parametrize(("lang", "words"), [("en", "Score a reader"), ("zh", "用有金标的报告")])
def test_help_names_the_options_and_the_commands(gouji, lang, words):
    for arguments in (
        ["--lang", lang, "eval", "--help"],
        ["eval", "--lang", lang, "--help"],
        ["eval", "--help", "--lang", lang],
    ):
        code, out, err = gouji(*arguments)
        assert (code, err) == (0, "")
        assert all(word in out for word in (words, "--predictions", "--against", "compare", "generate"))
        assert "(dataset)" not in out


def test_a_folder_called_like_a_command_is_named_with_its_path(gouji, folder, tmp_path):
    folder.rename(tmp_path / "compare")
    code, out, _ = gouji("eval", "./compare", "--schema", "mail.yaml")
    assert code == 0
    assert out.startswith("layout: compare")
    assert gouji("eval", "compare")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        (["--reader", "layout", "--predictions", "x"], "not both", "二者只能用其一"),
        (["--mutate", "--predictions", "x"], "--mutate tries", "不能与 --predictions 同用"),
        (["--bless"], "--bless needs --against", "--bless 要与 --against"),
        (["--max-p95", "1"], "--max-p95 needs --against", "--max-p95 要与 --against"),
        (["--timings", "x"], "--timings goes with --predictions", "--timings 只能与 --predictions"),
        (["--against", "none.json"], "no such baseline", "还没有这个基准"),
        (["nowhere"], "no such folder", "没有这个文件夹"),
        (["compare", "x"], "at least two runs", "至少要两次评测"),
        (["--reader", "nobody"], "nobody", "nobody"),
    ],
    ids=str,
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_wrong_call_is_one_line_in_either_language(gouji, arguments, en, zh, lang):
    code, out, err = gouji("--lang", lang, "eval", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert (en if lang == "en" else zh) in err


@pytest.mark.parametrize(("lang", "words"), [("en", ("salient F1", "not scored")), ("zh", ("非零数 F1", "未评分"))])
def test_the_summary_is_in_the_language_asked_for(gouji, folder, tmp_path, lang, words):
    said = as_lines(tmp_path / "said.jsonl", answers({("full.txt", SLOTS[0]): "junk"}))
    code, out, _ = gouji("eval", folder, "--schema", "mail.yaml", "--predictions", said, "--lang", lang)
    assert code == 0
    assert all(word in out for word in words)
    assert not re.search(r"\beval\.\w|\{\w+\}", out)


def test_no_name_of_a_run_or_a_file_reaches_the_terminal_raw(gouji, tmp_path, form):
    name = "a\u202e\x1b[31m.txt"
    cells = CELLS["full.txt"]
    write(tmp_path / "set", form, {name: gold_of(name, ("1", *cells[1:]))}, {name: text_of(cells)})
    code, out, err = gouji("eval", "set", "--schema", "mail.yaml", "--name", "\x1b[2Jrun", "--out", "out")
    assert (code, "\x1b" in out + err, "\u202e" in out + err) == (0, False, False)


def test_no_name_is_taken_for_markup_in_the_page(evaluated, folder, tmp_path):
    lines = answers({("full.txt", SLOTS[0]): "14"})
    lines[0]["slots"]["<script>x</script>/a/b"] = 5
    assert evaluated(folder, lines, "--name", "<script>alert(1)</script>")[0] == 0
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "<script>x" not in page
