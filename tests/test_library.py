"""The package as a library: what it promises, and every example of docs/library.md as a reader would run it."""

import ast
import contextlib
import io
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

import extractor
from extractor import (
    CallError,
    Flag,
    Matter,
    Outcome,
    Severity,
    check,
    describe,
    load_document,
    read,
    read_document,
    read_dossiers,
    record_from_dict,
    record_schema,
    record_to_dict,
    shipped_schemas,
)
from extractor.dossier import Decision, Dossier, Ruling
from extractor.matters import fingerprint_of_slot
from extractor.records import RuleVerdict
from extractor.resources import data_root

ROOT = Path(__file__).resolve().parents[1]
DEMO = Path(str(data_root() / "eval" / "demo"))
REPORTS = sorted(DEMO.iterdir())
WRONG = DEMO / "cells-agriculture-2022.txt"
PAGE = ROOT / "docs" / "library.md"
BLOCK = re.compile(r"^```(python|yaml|text)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)

with_docs = pytest.mark.skipif(not PAGE.exists(), reason="looks at the checkout, not at the wheel")


# the page


@with_docs
def test_every_example_of_the_page_prints_what_it_says(tmp_path, monkeypatch):
    from extractor.cli import main

    shutil.copytree(DEMO, tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    main(["run", "reports", "--db", "gouji.db"])
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    said = dict(enumerate(blocks))
    count = 0
    for number, (kind, body) in said.items():
        if kind == "yaml":
            Path("library.yaml").write_text(body, "utf-8")
        if kind == "python":
            printed = run(body)
            kind_of_next, expected = said.get(number + 1, ("", ""))
            assert printed == (expected if kind_of_next == "text" else ""), body
            count += 1
    assert count >= 8


def run(code: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, PAGE.name, "exec"), {"__name__": "example"})  # noqa: S102 - our own page
    return out.getvalue()


@with_docs
def test_every_public_name_is_on_the_page():
    text = PAGE.read_text("utf-8").partition("## All names")[2]
    named = set(re.findall(r"`([A-Za-z_]+)`", text))
    assert sorted(set(extractor.__all__) - named) == []


# the surface


def test_the_public_surface_is_what_all_lists_and_nothing_else():
    tree = ast.parse(Path(extractor.__file__).read_text("utf-8"))
    (typed,) = [node for node in tree.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name)]
    names = [alias.asname or alias.name for node in typed.body for alias in node.names]
    assert sorted(names) == extractor.__all__
    assert dir(extractor) == extractor.__all__


def test_every_public_name_says_what_it_is():
    bare = [name for name in extractor.__all__ if not getattr(extractor, name).__doc__]
    assert bare == []


# reading


def test_a_path_its_text_and_its_bytes_are_read_alike():
    by_path = read(WRONG)
    assert read(str(WRONG)) == by_path
    assert read(WRONG.read_bytes(), name=WRONG.name) == by_path


def test_bytes_without_a_name_are_read_too():
    (record,) = read(WRONG.read_bytes())
    assert (record.document, record.outcome) == ("unnamed", Outcome.READ)


def test_bytes_that_hold_no_text_are_a_record_with_the_reason():
    (dossier,) = read_dossiers(b"")
    assert (dossier.record.outcome, dossier.record.reasons) == (Outcome.UNREADABLE, ("file.empty",))
    assert (dossier.text, dossier.schema) == ("", None)
    (matter,) = check(dossier)
    assert (matter.kind, describe(matter, dossier, "zh").message) == ("document", "空文件")


def test_a_path_that_is_not_there_is_a_wrong_call(tmp_path):
    with pytest.raises(CallError, match="no such file"):
        read(tmp_path / "nowhere.txt")


def test_a_folder_is_a_wrong_call_that_says_what_to_do(tmp_path):
    with pytest.raises(CallError, match="is a folder; read the files in it one by one"):
        read(tmp_path)


def test_a_file_too_large_is_a_wrong_call(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(CallError, match=r"cannot read .*huge.txt: too large") as caught:
        read(tmp_path / "huge.txt")
    assert "文件过大" in caught.value.text("zh")


def test_a_file_of_two_reports_is_two_dossiers_over_one_text():
    data = b"\n\n".join(path.read_bytes() for path in (DEMO / "pipes-water-2020.md", DEMO / "pipes-water-2020.md"))
    dossiers = read_dossiers(data, name="two.md")
    assert [dossier.record.id[-2:] for dossier in dossiers] == ["#0", "#1"]
    assert len({dossier.text for dossier in dossiers}) == 1


def test_only_the_forms_asked_for_are_looked_for(form):
    (record,) = read(WRONG, schemas=[form])
    assert record.outcome is Outcome.UNRECOGNISED


def test_a_reader_may_be_named():
    assert read(WRONG, reader="layout") == read(WRONG)
    with pytest.raises(CallError, match="there is no reader nobody"):
        read(WRONG, reader="nobody")


def test_the_two_steps_of_reading_give_the_same_record():
    document = load_document(WRONG.read_bytes(), WRONG.name)
    assert read_document(document, shipped_schemas()) == read(WRONG)


# matters in words


@pytest.fixture
def dossier(record, form, report):
    return Dossier(record=record, schema=form, text=report.text)


def test_a_broken_sum_is_told_with_its_figures_and_places(dossier):
    matter = check(dossier)[0]
    told = describe(matter, dossier, "zh")
    assert (matter.severity, told.severity) == (Severity.ERROR, "错误")
    assert (told.message, told.sum, told.gap) == ("个人加单位应等于合计", "13 + 0 ≠ 12", "1")
    assert [(figure.label, figure.value, figure.place.line) for figure in told.figures] == [
        ("来信 / 收件 / 个人", "13", 3),
        ("来信 / 收件 / 单位", "0", 3),
        ("来信 / 收件 / 合计", "12", 3),
    ]
    assert told.explanations == (("来信 / 收件 / 合计",), ("来信 / 收件 / 个人", "来信 / 收件 / 单位"))


def test_a_cell_in_doubt_is_told_with_its_candidates_and_without_a_value(dossier):
    (matter,) = [matter for matter in check(dossier) if matter.subject == "letters/carried/firm"]
    told = describe(matter, dossier, "en")
    assert told.message.startswith("ambiguous: 7 (line")
    (figure,) = told.figures
    assert (figure.value, figure.span, figure.place) == ("", None, None)


def test_a_flag_is_told_with_what_is_printed_at_its_place(dossier):
    (matter,) = [matter for matter in check(dossier) if matter.kind == "flag" and matter.flag.span]
    (figure,) = describe(matter, dossier, "en").figures
    assert (figure.slot, figure.value, figure.place.line) == (None, "2023", 1)


def test_a_table_that_is_missing_is_told(dossier):
    lacking = replace(dossier, record=replace(dossier.record, reasons=("table_not_found: letters",)))
    (matter,) = [matter for matter in check(lacking) if matter.kind == "table"]
    assert describe(matter, lacking, "zh").message == "未找到表格: 来信"


def test_a_sum_that_fails_only_with_what_people_decided_is_told_with_their_values(dossier):
    slots = {**dossier.record.slots}
    address = "letters/received/total"
    slots[address] = replace(slots[address], value=Decimal(13), text="13")
    holds = replace(dossier.record.rules[0], verdict=RuleVerdict.PASS, gap=Decimal(0), attribution=None)
    record = replace(dossier.record, slots=slots, rules=(holds,))
    fingerprint = fingerprint_of_slot(record.id, address, slots[address])
    said = Decision(number=1, kind="slot", subject=address, fingerprint=fingerprint, ruling=Ruling.CORRECT, value="15")
    decided = replace(dossier, record=record, decisions=(said,))
    (matter,) = [matter for matter in check(decided) if matter.kind == "rule"]
    told = describe(matter, decided, "en")
    assert (told.sum, told.gap) == ("13 + 0 ≠ 15", "-2")
    assert told.figures[2].value == "13"


def test_a_record_alone_is_checked_and_told_without_lines(record):
    matter = check(record)[0]
    told = describe(matter, record, "en")
    assert (told.sum, told.gap) == (None, "1")
    assert [figure.place for figure in told.figures] == [None, None, None]
    assert told.figures[0].label == "letters/received/person"


def test_a_record_that_is_sure_has_no_matters():
    (record,) = read(DEMO / "pipes-water-2020.md")
    assert [matter for matter in check(record) if matter.severity is not Severity.HINT] == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_matter_of_every_demo_report_can_be_told(path, lang):
    (dossier,) = read_dossiers(path)
    for matter in check(dossier):
        told = describe(matter, dossier, lang)
        assert told.message
        for figure in told.figures:
            assert "\n" not in figure.value
            assert figure.place is None or figure.place.line >= 1
            assert not (figure.slot and figure.value) or figure.place.figure == dossier.text[slice(*figure.span)]


def test_a_flag_without_a_place_is_told_without_one(dossier):
    flag = Flag(kind="form_uncertain")
    matter = Matter(kind="flag", subject="form_uncertain", severity=Severity.DOUBT, fingerprint="", flag=flag)
    assert describe(matter, dossier, "en").figures == ()


# the published schema


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_record_of_every_demo_report_fits_the_published_schema(path):
    validator = jsonschema.Draft202012Validator(record_schema())
    for record in read(path):
        data = record_to_dict(record)
        assert [error.message for error in validator.iter_errors(data)] == []
        assert record_from_dict(data) == record


def test_the_published_schema_is_itself_a_schema_and_refuses_what_is_no_record():
    jsonschema.Draft202012Validator.check_schema(record_schema())
    data = record_to_dict(read(WRONG)[0])
    slot = next(iter(data["slots"].values()))
    slot["value"] = float(Decimal("0.1"))
    assert not jsonschema.Draft202012Validator(record_schema()).is_valid(data)


def test_every_span_of_a_value_is_where_its_text_stands():
    for path in REPORTS:
        (dossier,) = read_dossiers(path)
        for slot in dossier.record.slots.values():
            assert not slot.span or dossier.text[slice(*slot.span)] == slot.text
