"""Findings in the record, the store, the views and the exports; where nobody looked, that is what is said."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import jsonschema
import openpyxl
import pytest
from rich.console import Console

from extractor.dossier import Dossier
from extractor.export import findings_csv, jsonl, workbook
from extractor.prompts import prompt
from extractor.records import Commitment, Document, Finding, Flag
from extractor.render import show
from extractor.resources import record_schema_text
from extractor.schema import SchemaFile, expand
from extractor.schema.compiled import Schema
from extractor.scoring.nouns import Finding as Labelled
from extractor.scoring.told import prediction_of
from extractor.serialise import record_from_dict, record_to_dict
from extractor.span import Span
from extractor.store import Store
from extractor.store.tables import APPLICATION_ID, MIGRATIONS
from tests.conftest import FORM, SHA256, TEXT, label

QUOTE = "收件 13 0 12"
AT = Span(TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))
PROBLEM = Finding(id="p1", kind="problem", span=AT, quote=QUOTE, theme="sums")
MEASURE = Finding(
    id="m1",
    kind="measure",
    span=Span(0, 6),
    quote=TEXT[:6],
    gist="=核对\x1b合计",
    addresses=("p1",),
    commitment=Commitment(deadline="2023年"),
)
FOUND = (PROBLEM, MEASURE)
TERMS = {
    "finding_kinds": [
        {"id": "problem", "label": label("问题", "Problem")},
        {"id": "measure", "label": label("措施", "M")},
    ],
    "themes": [{"id": "sums", "label": label("合计", "Sums")}],
}


@pytest.fixture
def form():
    file = SchemaFile.model_validate_json(json.dumps(FORM | TERMS))
    return Schema(file=file, digest="terms", instances=expand(file, {}))


@pytest.fixture(params=[FOUND, (), None], ids=["some", "none", "nobody looked"])
def any_record(request, record):
    return replace(record, findings=request.param)


@pytest.fixture
def told(record, form):
    return Dossier(record=replace(record, findings=FOUND), schema=form, text=TEXT)


def document():
    return Document(name="2023/mail.txt", sha256=SHA256, text=TEXT)


def test_findings_come_back_as_they_went_and_fit_the_published_schema(any_record):
    data = json.loads(json.dumps(record_to_dict(any_record)))
    assert record_from_dict(data) == any_record
    jsonschema.validate(data, json.loads(record_schema_text()))


def test_the_store_gives_back_what_it_was_given(tmp_path, any_record, form):
    with Store.open(tmp_path / "gouji.db") as store:
        store.put(document(), [any_record], [form])
        assert list(store.records()) == [any_record]
        store.put(document(), [any_record], [form])
        assert store.count("findings") == len(any_record.findings or ())


def test_what_is_forgotten_takes_its_findings_along(tmp_path, told, form):
    with Store.open(tmp_path / "gouji.db") as store:
        store.put(document(), [told.record], [form])
        assert store.forget([told.record.id]) == 1
        assert store.count("findings") == 0


def test_the_view_says_kinds_themes_and_promises_in_words(tmp_path, told, form):
    with Store.open(tmp_path / "gouji.db") as store:
        store.put(document(), [told.record], [form])
        problem, measure = store.view("problems_and_measures")
    assert (problem["kind_zh"], problem["theme_zh"], problem["line"], problem["quote"]) == ("问题", "合计", 3, QUOTE)
    assert (measure["addresses"], measure["deadline"], measure["target"]) == ('["p1"]', "2023年", None)


def older(path):
    """Make a store as the version before findings made it."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in MIGRATIONS[0].statements:
            connection.execute(statement)
        connection.execute("INSERT INTO migrations (version, name) VALUES (2, 'each thing written once')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()


def test_an_older_store_is_brought_up_to_date_with_what_it_holds(tmp_path, told, form):
    path = tmp_path / "gouji.db"
    older(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO texts (sha256, format, text) VALUES ('cd', 'text', 'x')")
        connection.execute(
            "INSERT INTO records (record, name, text, part, pipeline, versions, outcome, needs_person, reasons, fields)"
            " VALUES ('cd#0', 'x', 1, 0, '', '{}', 'unrecognised', 1, '[]', '{}')"
        )
        connection.execute("INSERT INTO documents (name, path, text) VALUES ('x', 'x', 1)")
        connection.commit()
    with Store.open(path) as store:
        assert [record.findings for record in store.records()] == [None]
        store.put(document(), [told.record], [form])
        assert {record.findings for record in store.records()} == {None, FOUND}


def shown(dossier, lang):
    console = Console(file=io.StringIO(), width=100, color_system=None)
    console.print(show(dossier, lang))
    return console.file.getvalue()


@pytest.mark.parametrize(("lang", "words"), [("zh", ("问题 · 合计", "第3行", "针对 p1", "时限: 2023年"))])
def test_a_report_is_shown_with_its_findings_and_their_lines(told, lang, words):
    text = shown(told, lang)
    assert [word for word in (*words, QUOTE) if word not in text] == []
    assert "\x1b" not in text


def test_none_found_is_said_and_not_looked_for_is_not(told):
    none = shown(replace(told, record=replace(told.record, findings=())), "en")
    nobody = shown(replace(told, record=replace(told.record, findings=None)), "en")
    assert ("none found" in none, "measures" in nobody) == (True, False)


def rows(*dossiers):
    return list(csv.DictReader(io.StringIO("".join(findings_csv(dossiers)).removeprefix("\ufeff"))))


def test_the_table_has_a_row_for_each_finding(told):
    problem, measure = rows(told)
    assert (problem["findings"], problem["kind_en"], problem["theme_zh"], problem["line"]) == (
        "2",
        "Problem",
        "合计",
        "3",
    )
    assert (measure["addresses"], measure["deadline"], measure["gist"][:2]) == ("p1", "2023年", "'=")
    assert (int(problem["start"]), int(problem["end"])) == AT


@pytest.mark.parametrize(("findings", "count"), [((), "0"), (None, "")], ids=["none", "nobody looked"])
def test_a_report_without_findings_has_a_row_that_says_why(told, findings, count):
    (row,) = rows(replace(told, record=replace(told.record, findings=findings)))
    assert (row["findings"], row["finding"], row["document"]) == (count, "", "2023/mail.txt")


def test_a_workbook_has_a_sheet_of_findings_where_anybody_looked(told):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbook([told], "zh"))))
    sheet = book["问题与改进措施"]
    assert [cell.value for cell in sheet[2]][1:8] == ["p1", "问题", "合计", None, QUOTE, 3, None]
    assert [cell.value for cell in sheet[3]][7:9] == ["p1", "2023年"]
    bare = b"".join(workbook([replace(told, record=replace(told.record, findings=None))], "zh"))
    assert "问题与改进措施" not in openpyxl.load_workbook(io.BytesIO(bare)).sheetnames


def test_json_lines_carry_them(told):
    (line,) = jsonl([told])
    assert [each["id"] for each in json.loads(line)["findings"]] == ["p1", "m1"]


def test_what_a_record_found_is_scored_and_what_nobody_looked_for_is_not(told):
    assert prediction_of(told, "a").findings == (
        Labelled(id="p1", kind="problem", quote=QUOTE),
        Labelled(id="m1", kind="measure", quote=TEXT[:6], addresses=("p1",)),
    )
    nobody = replace(told, record=replace(told.record, findings=None))
    assert prediction_of(nobody, "a").findings is None


FAULTS = (
    "quote_not_found", "quote_numbers_differ", "findings_overlap", "gist_number_unsupported", "commitment_unsupported",
    "link_unsupported",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_to_people_and_to_the_model_in_their_language(fault, lang):
    assert Flag(kind=fault, detail="12").text(lang) != f"{fault}: 12"
    assert "12" in prompt("findings").text(lang, fault, detail="12")
