"""Schema files: what is read, what is refused and how that is said."""

import hashlib
import re

import pytest

from extractor.errors import SchemaError
from extractor.schema import check_schema, load_schema, schema_by_id, shipped_schemas

MINIMAL = """\
id: small
version: 1
title: {en: Small}
language: en
recognise: {signals: [Small form]}
tables:
  - id: t
    label: {en: Table}
    columns:
      - {id: a, label: {en: A}}
      - {id: b, label: {en: B}}
    rows:
      - {id: x, label: {en: X}, enumerator: "1", match: [Xylophone]}
rules:
  - {id: t.order, table: t, over: rows, expr: a >= b, message: {en: a is not less than b}}
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "form.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_schema_is_read_with_its_digest_and_rules(written):
    schema = load_schema(written(MINIMAL))
    assert schema.digest == hashlib.sha256(MINIMAL.encode()).hexdigest()
    assert schema.slots == ("t/x/a", "t/x/b")
    assert [instance.rule for instance in schema.instances] == ["t.order"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('enumerator: "1"', "enumerator: 1", r"tables\[0\]\.rows\[0\]\.enumerator: .*found `1`; put it in quotes"),
        ("match: [Xylophone]", "match: Xylophone", r"tables\[0\]\.rows\[0\]\.match: .*found `Xylophone`"),
        ("match:", "macth:", r"tables\[0\]\.rows\[0\]\.macth: there is no such key"),
        ("version: 1", "version: '1'", r"version: .*found `1`"),
        ("language: en\n", "", r"language: is missing"),
        ("id: small", "id: Small", r"id: .*found `Small`"),
        ("id: small", "id: small\nid: other", r"line 2: the key `id` comes twice"),
        ("{id: b, label: {en: B}}", "{id: b, label: {en: B, en: C}}", r"line 11: the key `en` comes twice"),
        ("title: {en: Small}", "title: {en: Small", r"line \d+: "),
        ("expr: a >= b", "expr: a >= c", r"rules\[0\]\.expr: `c` is nothing here"),
        ("expr: a >= b", "expr: a > b", r"rules\[0\]\.expr: .*neither an id nor one of"),
        ("id: b, label", "id: a, label", r"tables\[0\]\.columns\[1\]\.id: the id `a` is used more than once"),
        ("    rows:\n      - {", "    rows: {open: true, totl: []}\n    x: {", r"tables\[0\]\.rows\.totl: there is no"),
        ("recognise: {signals: [Small form]}", "recognise:", r"recognise: .*found nothing"),
    ],
)  # fmt: skip
def test_a_bad_field_is_named_in_one_line(written, old, new, said):
    assert old in MINIMAL
    path = written(MINIMAL.replace(old, new))
    with pytest.raises(SchemaError, match=said) as refused:
        load_schema(path)
    assert str(refused.value).startswith(str(path))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just words",
        "- a\n- b",
        b"\xff\xfe\x00\x81",
        "a: !!python/object/apply:os.getcwd []",
        "a: &a [*a]",
        "? [x]\n: y",
    ],
    ids=["empty", "scalar", "list", "binary", "code", "cycle", "list key"],
)
def test_what_is_no_schema_is_refused_in_one_line(written, text):
    with pytest.raises(SchemaError) as refused:
        load_schema(written(text))
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_a_wrong_call(tmp_path):
    with pytest.raises(SchemaError, match="cannot be read"):
        load_schema(tmp_path / "none.yaml")


def test_a_date_in_a_label_stays_the_text_that_was_typed(written):
    schema = load_schema(written(MINIMAL.replace("label: {en: X}", "label: {en: 2020-01-31}")))
    assert schema.tables[0].listed_rows[0].label.en == "2020-01-31"


def test_an_anchored_mapping_may_be_overridden(written):
    merged = MINIMAL.replace("- {id: a, label: {en: A}}", "- &a {id: a, label: {en: A}}").replace(
        "{id: b, label: {en: B}}", "{<<: *a, id: b}"
    )
    assert [column.label.en for column in load_schema(written(merged)).tables[0].columns] == ["A", "A"]


def test_a_check_reports_what_loading_refuses(written):
    findings = check_schema(written(MINIMAL.replace("version: 1", "version: one")))
    assert [(finding.level, finding.code) for finding in findings] == [("error", "not_a_schema")]
    assert findings[0].message.zh
    assert all(finding.level == "note" for finding in check_schema(written(MINIMAL)))


def test_a_schema_is_found_by_its_id_and_an_extra_one_goes_first(written):
    extra = load_schema(written(MINIMAL))
    assert schema_by_id("small", [extra]) is extra
    assert schema_by_id("cn_foi_2019") in shipped_schemas()
    own = load_schema(written(MINIMAL.replace("id: small", "id: cn_foi_2019")))
    assert schema_by_id("cn_foi_2019", [own]) is own


def test_an_unknown_id_lists_what_there_is():
    with pytest.raises(SchemaError, match=re.escape("cn_foi_2019, cn_foi_2021")):
        schema_by_id("cn_foi_1999")
