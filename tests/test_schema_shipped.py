"""The forms that come with the package, the published JSON Schema and the guide."""

import json
import re
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import yaml

import extractor.schema
from extractor.schema import check_schema, json_schema, lint, load_schema, schema_by_id, shipped_schemas
from extractor.schema.rules import with_rows

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "schema-guide.md").read_text(encoding="utf-8")
COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org", "total")
FORMS = pytest.mark.parametrize("form", ["cn_foi_2019", "cn_foi_2021"])


@FORMS
def test_a_shipped_form_has_no_error(form):
    assert [finding for finding in lint(schema_by_id(form)) if finding.level == "error"] == []


@pytest.mark.parametrize(
    ("form", "slots", "rules", "rank"),
    [
        ("cn_foi_2019", 198, 42, "37 equations of rank 35"),
        ("cn_foi_2021", 200, 42, "39 equations of rank 37"),
    ],
)
def test_the_forms_have_the_slots_and_equations_of_the_notice(form, slots, rules, rank):
    schema = schema_by_id(form)
    assert (len(schema.slots), len(schema.instances)) == (slots, rules)
    assert any(rank in finding.message.en for finding in lint(schema))


def test_the_remedies_of_a_block_cannot_be_told_apart_by_rules():
    notes = {(finding.code, finding.path) for finding in lint(schema_by_id("cn_foi_2021"))}
    assert notes == {
        ("uncovered_slots", "tables[0]"),
        ("redundant_rules", "tables[1]"),
        ("confounded_slots", "tables[2]"),
    }


@FORMS
def test_requests_have_seven_columns_in_every_row(form):
    table = schema_by_id(form).table["requests"]
    assert all(table.columns_of(row) == COLUMNS for row in table.listed_rows)
    assert len(table.listed_rows) == {"cn_foi_2019": 23, "cn_foi_2021": 25}[form]


@FORMS
def test_the_balance_of_a_column_is_as_printed_on_the_form(form):
    found = [i for i in schema_by_id(form).instances if i.rule == "requests.balance" and i.over == "research"]
    assert {slot.split("/")[1]: c for c, slot in found[0].terms} == {
        "new": 1,
        "carried_in": 1,
        "total": -1,
        "carried_out": -1,
    }


@FORMS
def test_the_outcomes_are_every_row_between_received_and_total(form):
    schema = schema_by_id(form)
    found = next(i for i in schema.instances if i.rule == "requests.outcomes")
    rows = {slot.split("/")[1] for slot in found.slots}
    assert rows == {row.id for row in schema.table["requests"].listed_rows} - {"new", "carried_in", "carried_out"}


@FORMS
def test_core_words_are_what_a_matching_copy_holds(form):
    for table in schema_by_id(form).tables:
        for part in (*table.listed_rows, *table.columns):
            assert part.match, part.id
            assert all(re.fullmatch(r"[\u4e00-\u9fff]{2,9}", word) for word in part.match), part.match
            assert len(part.match[0]) == max(map(len, part.match)), part.match


@FORMS
def test_a_core_word_stands_in_its_own_label_and_in_no_other_row_of_the_table(form):
    shared = {"其他", "总计", "规章", "规范性文件"}  # told by their place in the printed order
    for table in schema_by_id(form).tables:
        labels = {row.id: re.sub(r"[^\u4e00-\u9fff]", "", row.label.zh) for row in table.listed_rows}
        for row in table.listed_rows:
            assert any(word in labels[row.id] for word in row.match)
            others = [label for name, label in labels.items() if name != row.id]
            assert not [word for word in row.match if word not in shared for label in others if word in label], row.id


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("同意公开", "granted"),
        ("2.法律、法规禁止公开", "refused_2"),
        ("内部事务信息", "refused_5"),
        ("过程性信息", "refused_6"),
        ("1.本机关未掌握", "unavailable_1"),
        ("没有现成信息，需要本机关另行制作", "unavailable_2"),
        ("3.补正后仍不明确", "unavailable_3"),
        ("举报投诉类申请", "not_processed_1"),
        ("重新出具已获取信息", "not_processed_5"),
        ("申请人逾期不补正", "other_1"),
        ("逾期不缴费", "other_2"),
        ("未按收费通知要求缴纳费用", "other_2"),
        ("结转下一年度继续办理", "carried_out"),
    ],
)
def test_a_label_in_other_words_names_its_row_and_no_other(printed, row):
    plain = re.sub(r"[^\u4e00-\u9fff]", "", printed)
    table = schema_by_id("cn_foi_2021").table["requests"]
    found = {word: listed.id for listed in table.listed_rows for word in listed.match if word in plain}
    whole = {name for word, name in found.items() if not any(word in longer and word != longer for longer in found)}
    assert whole == {row}


def test_each_forms_signals_speak_against_the_other():
    one, other = (schema.file.recognise for schema in shipped_schemas())
    assert (one.signals, one.against) == (other.against, other.signals)
    assert one.family == other.family


def test_money_is_in_ten_thousand_yuan_and_only_the_change_is_signed():
    kinds = Counter(
        (column.kind, column.unit)
        for schema in shipped_schemas()
        for table in schema.tables
        for column in table.columns
    )
    assert (kinds["money", "万元"], kinds["signed", None]) == (2, 1)
    assert set(kinds) == {("money", "万元"), ("signed", None), ("count", None)}


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("#青禾县统计局2020年政府信息公开工作年度报告一、总体情况", "青禾县统计局", "2020"),
        ("-1-云陵市人民政府2024年度政府信息公开工作年度报告本报告由", "云陵市人民政府", "2024"),
        ("《云陵市教育局关于2021年政府信息公开工作情况的报告》", "云陵市教育局", "2021"),
        ("2022年青禾县水利局政府信息公开工作年度报告", "青禾县水利局", "2022"),
        ("青禾县水利局政府信息公开工作年度报告(2019年度)", "青禾县水利局", "2019"),
        ("当前位置:首页政务公开政府信息公开年报青禾县水利局2021年政府信息公开年报", "青禾县水利局", "2021"),
        ("本报告由青禾县水利局根据《条例》编制。统计期限自2023年1月1日起", "青禾县水利局", "2023"),
        ("现将2020年政府信息公开工作年度报告公布如下", None, "2020"),
        ("2020年我局政府信息公开工作报告如下", None, "2020"),
        ("我局认真落实各项要求，全年公开信息120条", None, None),
    ],
)
@FORMS
def test_agency_and_year_are_read_from_a_title_without_white_space(form, text, agency, year):
    fields = {field.id: field.patterns for field in schema_by_id(form).file.fields}
    found = {
        name: next((match["value"] for pattern in patterns if (match := re.search(pattern, text))), None)
        for name, patterns in fields.items()
    }
    assert found == {"agency": agency, "year": year}


def test_the_published_json_schema_is_fresh():
    published = json.loads((ROOT / "schemas" / "schema.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(json_schema()), "write extractor.schema.json_schema() to that file again"


@FORMS
def test_a_shipped_file_names_the_json_schema_and_satisfies_it(form):
    text = (ROOT / "schemas" / f"{form}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema.schema.json\n")
    jsonschema.validate(yaml.safe_load(text), json.loads(json_schema()))


def test_the_json_schema_refuses_what_loading_refuses():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "x", "version": "1"}, json.loads(json_schema()))


@pytest.fixture
def example(tmp_path):
    path = tmp_path / "club_return.yaml"
    path.write_text(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[0], encoding="utf-8")
    return path


def test_the_guides_example_is_a_sound_form(example):
    findings = check_schema(example)
    assert Counter((finding.level, finding.code, finding.path) for finding in findings) == {
        ("note", "redundant_rules", "tables[0]"): 1,
        ("note", "confounded_slots", "tables[1]"): 1,
    }
    jsonschema.validate(yaml.safe_load(example.read_text(encoding="utf-8")), json.loads(json_schema()))


def test_the_guides_example_sums_the_branches_a_document_has(example):
    schema = load_schema(example)
    assert [instance.rule for instance in schema.instances] == ["fees.total"]
    rows = {"members": ["North", "South", "Total"]}
    found = with_rows(schema, rows).instances
    branches = next(i for i in found if i.rule == "members.branches" and i.over == "juniors")
    assert branches.slots == ("members/Total/juniors", "members/North/juniors", "members/South/juniors")


def test_the_guide_explains_every_code_the_check_uses():
    room = Path(extractor.schema.__file__).parent
    source = "".join((room / name).read_text(encoding="utf-8") for name in ("lint.py", "coverage.py", "load.py"))
    codes = set(re.findall(r'(?:error|note)\(\s*"(\w+)"', source))
    assert len(codes) >= 13
    assert [code for code in sorted(codes) if f"`{code}`" not in GUIDE] == []
