"""Drafts of gold: our own reading for a person to check, never scored before somebody has."""

import json
from pathlib import Path

import pytest

from extractor.evaluation.gold_file import read_gold
from extractor.resources import data_root
from extractor.schema import shipped_schemas
from tests.labelled import CELLS, SLOTS, gold_of, text_of, write

DEMO = Path(str(data_root() / "eval" / "demo"))
GOLD = Path(str(data_root() / "eval" / "gold"))
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def mail(tmp_path, form):
    """Return the file of the small form, and a report of it beside it."""
    (tmp_path / "full.txt").write_text(text_of(CELLS["full.txt"]), "utf-8")
    (tmp_path / "mail.yaml").write_text(form.file.model_dump_json(), "utf-8")
    return tmp_path / "mail.yaml"


def drafted(gouji, *arguments):
    code, out, err = gouji("label", "draft", *arguments)
    assert (code, err.count("\n")) == (0, 1)
    return json.loads(out)


def slots_of(draft):
    return draft["slots"]


@pytest.mark.parametrize("name", ["pipes-water-2020.md", "html-housing-2024.html", "cells-agriculture-2022.txt"])
def test_a_draft_of_a_report_read_in_full_is_its_gold_but_for_the_review(gouji, name):
    draft = drafted(gouji, DEMO / name)
    gold = json.loads((GOLD / f"{name.rpartition('.')[0]}.json").read_text("utf-8"))
    same = {slot for slot, label in gold["slots"].items() if _is_same(label, draft["slots"][slot])}
    assert (draft["document"], draft["schema"], draft["reviewed"]) == (name, gold["schema"], False)
    assert same == gold["slots"].keys() == draft["slots"].keys()
    assert draft["fields"]["year"] == gold["fields"]["year"]


def _is_same(one, other):
    return one == other or (one is not None and other is not None and float(one) == float(other))


def test_a_defect_of_the_report_itself_is_in_its_draft(gouji):
    found = drafted(gouji, DEMO / "cells-agriculture-2022.txt")["source_defects"]
    assert {each["where"] for each in found} >= {"requests.row_total total", "requests.balance business"}
    assert all(each["kind"] == "table_sum" and each["detail"] for each in found)
    assert drafted(gouji, DEMO / "pipes-water-2020.md")["source_defects"] == []


def test_what_the_reading_is_not_sure_of_is_open_and_listed_to_check(gouji):
    draft = drafted(gouji, DEMO / "glued-city-2023.txt")
    is_open = {slot for slot, label in draft["slots"].items() if label == "?"}
    assert is_open == draft["to_check"].keys() != set()
    assert all(isinstance(candidates, list) for candidates in draft["to_check"].values())
    assert drafted(gouji, DEMO / "html-housing-2024.html")["to_check"] == {}


def test_a_draft_by_a_form_of_ones_own(gouji, mail):
    draft = drafted(gouji, "full.txt", "--schema", mail)
    assert (draft["schema"], slots_of(draft)) == ("mail", dict(zip(SLOTS, CELLS["full.txt"], strict=True)))


def test_a_file_of_no_known_form_has_a_draft_only_where_a_form_is_named(gouji, tmp_path, mail):
    (tmp_path / "letter.txt").write_text("一封与年报无关的信。", "utf-8")
    code, out, err = gouji("label", "draft", "letter.txt")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "not read as any known form; name one with --schema" in err
    draft = drafted(gouji, "letter.txt", "--schema", mail)
    assert (set(draft["slots"]), set(draft["slots"].values()), draft["reviewed"]) == (set(SLOTS), {"?"}, False)
    assert gouji("label", "draft", "letter.txt", "--schema", mail, "--schema", mail)[0] == 2


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"%PDF-1.4"], ids=["empty", "binary", "PDF"])
def test_a_file_that_cannot_be_read_is_one_line(gouji, tmp_path, data):
    (tmp_path / "bad.pdf").write_bytes(data)
    code, out, err = gouji("label", "draft", "bad.pdf")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "bad.pdf" in err


def test_a_file_that_is_not_there_is_one_line(gouji):
    code, _, err = gouji("label", "draft", "nowhere.txt")
    assert (code, err.count("\n"), "nowhere.txt" in err) == (2, 1, True)


def test_a_draft_takes_the_place_of_nothing(gouji, tmp_path, mail):
    (tmp_path / "mine.json").write_text("mine", "utf-8")
    code, out, err = gouji("label", "draft", "full.txt", "--schema", mail, "-o", "mine.json")
    assert (code, out, err.count("\n"), (tmp_path / "mine.json").read_text("utf-8")) == (2, "", 1, "mine")
    assert "is there already and stays" in err


def test_a_draft_is_not_scored_until_it_is_reviewed(gouji, tmp_path, form, mail):
    folder = write(tmp_path / "set", form)
    (folder / "gold" / "full.json").unlink()
    report = folder / "reports" / "full.txt"
    assert gouji("label", "draft", report, "--schema", mail, "-o", folder / "gold" / "full.json")[0] == 0
    evaluate = ("eval", folder, "--schema", mail, "--out", "out")
    code, out, _ = gouji(*evaluate)
    assert (code, "drafts nobody has reviewed, not scored: 1" in out) == (0, True)
    draft = (folder / "gold" / "full.json").read_text("utf-8")
    (folder / "gold" / "full.json").write_text(draft.replace('"reviewed": false', '"reviewed": true'), "utf-8")
    code, out, _ = gouji(*evaluate)
    assert (code, "drafts" in out) == (0, False)
    assert json.loads((tmp_path / "out" / "report.json").read_bytes())["dataset"]["documents"] == 3


@pytest.mark.parametrize(
    "more",
    [
        {"reviewed": True, "to_check": {"a/b/c": [], "d/e/f": ["5"]}},
        {"to_check": {"a/b/c": [], "d/e/f": ["5"]}},
        {"reviewed": True, "to_check": ["a/b/c", "d/e/f"]},
    ],
    ids=["said", "assumed", "list"],
)
def test_gold_is_not_reviewed_as_long_as_something_is_to_check(gouji, tmp_path, form, more):
    folder = write(tmp_path / "set", form, {"full.txt": gold_of("full.txt", CELLS["full.txt"], **more)})
    for lang, words in (
        ("en", "to_check still lists 2 slots, such as a/b/c"),
        ("zh", "to_check 中还有 2 格（如 a/b/c）"),
    ):
        code, out, err = gouji("eval", folder, "--schema", "mail.yaml", "--lang", lang)
        assert (code, out, err.count("\n"), words in err) == (2, "", 1, True)


@pytest.mark.parametrize(
    "more", [{"reviewed": False, "to_check": {"a/b/c": []}}, {"reviewed": True, "to_check": {}}], ids=["draft", "done"]
)
def test_a_draft_may_list_what_is_to_check_and_gold_that_nothing_is(gouji, tmp_path, form, more):
    folder = write(tmp_path / "set", form, {"full.txt": gold_of("full.txt", CELLS["full.txt"], **more)})
    assert gouji("eval", folder, "--schema", "mail.yaml")[0] == 0


@pytest.mark.parametrize("name", ["glued-city-2023.txt", "html-housing-2024.html"])
def test_every_draft_is_gold_by_its_shape(gouji, tmp_path, name):
    assert gouji("label", "draft", DEMO / name, "-o", "draft.json")[::2][0] == 0
    file, _ = read_gold(tmp_path / "draft.json")
    form = next(schema for schema in shipped_schemas() if schema.id == file.form)
    assert (file.reviewed, set(file.gold.slots)) == (False, set(form.slots))


@pytest.mark.parametrize(
    ("lang", "written", "exists"),
    [("en", "check every cell against the text", "choose another name"), ("zh", "请对着原文逐格核对", "请另取名")],
)
def test_a_draft_is_told_of_in_either_language(gouji, mail, lang, written, exists):
    arguments = ("label", "draft", "full.txt", "--schema", mail, "-o", "draft.json", "--lang", lang)
    code, out, err = gouji(*arguments)
    assert (code, out, written in err) == (0, "", True)
    assert exists in gouji(*arguments)[2]


@pytest.mark.parametrize(("lang", "words"), [("en", "Write a draft of a report's labels"), ("zh", "金标草稿")])
def test_help_is_there_in_either_language(gouji, lang, words):
    assert words in gouji("--lang", lang, "label", "draft", "--help")[1]
    assert words in gouji("--lang", lang, "label", "--help")[1]


def test_a_second_report_in_the_file_is_not_left_unsaid(gouji, tmp_path):
    one, two = ((DEMO / name).read_text("utf-8") for name in ("glued-city-2023.txt", "lost-cells-land-2020.txt"))
    (tmp_path / "both.txt").write_text(f"{one}\n{two}", "utf-8")
    code, _, err = gouji("label", "draft", "both.txt")
    assert (code, "both.txt: 2 reports in this file" in err) == (0, True)
