"""The check of a schema: it fires on the planted fault and stays silent on the clean twin."""

import pytest

from extractor.schema import SchemaFile, lint

MESSAGE = {"zh": "应当相等", "en": "should be equal"}


def rule(expr, name="r", over="rows", table="t", **more):
    return {"id": name, "table": table, "over": over, "expr": expr, "message": MESSAGE, **more}


def table(name="t", columns=("a", "b", "sum"), rows=("x", "y", "all"), **more):
    listed = [{"id": row, "label": {"en": row}} for row in rows]
    named = [{"id": column, "label": {"en": column}} for column in columns]
    return {"id": name, "label": {"en": name}, "columns": named, "rows": listed, **more}


def form(*rules, tables=None, **more):
    content = {
        "id": "form",
        "version": 1,
        "title": {"en": "Form"},
        "language": "en",
        "recognise": {},
        "tables": [table()] if tables is None else tables,
        "rules": rules,
        **more,
    }
    return SchemaFile.model_validate(content, strict=False)


def faults(file):
    return [(finding.code, finding.path) for finding in lint(file) if finding.level == "error"]


def notes(file):
    return {finding.code: finding for finding in lint(file) if finding.level == "note"}


ROW_SUMS = rule("sum == a + b", "row_sums")
COLUMN_SUMS = rule("all == x + y", "column_sums", over="columns")


def test_a_sound_form_has_no_error():
    assert faults(form(ROW_SUMS, COLUMN_SUMS)) == []


@pytest.mark.parametrize(
    ("file", "code", "path"),
    [
        (form(tables=[table(), table()]), "duplicate_id", "tables[1].id"),
        (form(tables=[table(columns=("a", "b", "a"))]), "duplicate_id", "tables[0].columns[2].id"),
        (form(tables=[table(rows=("x", "x"))]), "duplicate_id", "tables[0].rows[1].id"),
        (form(ROW_SUMS, ROW_SUMS), "duplicate_id", "rules[1].id"),
        (form(tables=[]), "empty_table", "tables"),
        (form(tables=[table(columns=())]), "empty_table", "tables[0].columns"),
        (form(tables=[table(rows=())]), "empty_table", "tables[0].rows"),
        (form(rule("sum == a +")), "bad_expression", "rules[0].expr"),
        (form(rule("sum == a", over=None)), "no_axis", "rules[0]"),
        (form(rule("sum == a", over=None, table=None)), "unknown_term", "rules[0].expr"),
        (form(rule("t/x/sum == t/z/a", over=None, table=None)), "unknown_term", "rules[0].expr"),
        (form(rule("sum == a", table="u")), "unknown_id", "rules[0].table"),
        (form(rule("sum == c")), "unknown_term", "rules[0].expr"),
        (form(rule("sum == c_*")), "unknown_term", "rules[0].expr"),
        (form(rule("sum == a", only=["z"])), "unknown_id", "rules[0].only[0]"),
        (form(rule("a + b == b + a")), "empty_rule", "rules[0].expr"),
        (form(rule("sum == previous_year.sum")), "wrong_list", "rules[0].expr"),
        (form(cross_document_rules=[rule("sum == a")]), "wrong_list", "cross_document_rules[0].expr"),
        (form(cross_document_rules=[rule("sum == previous_year.c")]), "unknown_term", "cross_document_rules[0].expr"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_named_with_its_place(file, code, path):
    assert (code, path) in faults(file)


def test_a_column_a_row_does_not_have_is_an_unknown_id():
    rows = [{"id": "x", "label": {"en": "x"}, "columns": ["a", "c"]}]
    assert faults(form(tables=[table(columns=("a", "b")) | {"rows": rows}])) == [
        ("unknown_id", "tables[0].rows[0].columns[1]")
    ]


def test_a_rule_whose_terms_never_stand_together_applies_nowhere():
    rows = [{"id": "x", "label": {"en": "x"}, "columns": ["a"]}, {"id": "y", "label": {"en": "y"}, "columns": ["b"]}]
    file = form(rule("a == b"), tables=[table(columns=("a", "b")) | {"rows": rows}])
    assert faults(file) == [("no_instance", "rules[0].expr")]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (rule("p == q"), "it belongs to `table: u` with `over: rows`"),
        (rule("all == x + y"), "it belongs to `table: t` with `over: columns`"),
        (rule("sum == nothing"), "has no such column"),
    ],
    ids=["another table", "another axis", "nowhere"],
)
def test_a_rule_in_the_wrong_table_is_told_where_it_belongs(wrong, hint):
    file = form(wrong, tables=[table(), table("u", columns=("p", "q"))])
    assert any(hint in finding.message.en for finding in lint(file))


@pytest.mark.parametrize(
    "rules",
    [
        (ROW_SUMS, rule("sum == a", "other")),
        (rule("a + b <= a", "other"),),
        (ROW_SUMS, rule("sum >= a + b", "other")),
        (rule("a >= b", "one"), rule("b >= a", "other")),
    ],
    ids=["a term is forced to zero", "an inequality forces zero", "equal and at least", "at least both ways"],
)
def test_rules_that_cannot_be_meant_together_are_an_error(rules):
    assert {code for code, _ in faults(form(*rules))} == {"contradiction"}


def test_a_soft_rule_forces_nothing():
    assert faults(form(ROW_SUMS, rule("sum == a", "other", strength="soft"))) == []


def test_signed_figures_may_cancel_out():
    signed = table() | {
        "columns": [{"id": name, "label": {"en": name}, "kind": "signed"} for name in ("a", "b", "sum")]
    }
    assert faults(form(rule("a + b == sum - sum"), tables=[signed])) == []
    assert faults(form(rule("a + b == sum - sum"))) == [("contradiction", "rules")] * 3


@pytest.mark.parametrize(
    ("pattern", "sound"),
    [
        ("(?P<value>20\\d{2})", True),
        ("(?P<value>[*+]{1,3}\\+?)", True),
        ("(?P<value>a{2,9}+)b", True),
        ("(?P<value>.*)", False),
        ("(?P<value>a+)", False),
        ("(?P<value>a{2,})", False),
        ("20\\d{2}", False),
        ("(?P<value>", False),
    ],
)
def test_a_field_pattern_is_bounded_and_names_its_value(pattern, sound):
    file = form(fields=[{"id": "year", "label": {"en": "year"}, "patterns": [pattern]}])
    assert faults(file) == ([] if sound else [("bad_pattern", "fields[0].patterns[0]")])


def test_redundant_equations_are_one_note_with_the_rank():
    found = notes(form(ROW_SUMS, COLUMN_SUMS))["redundant_rules"]
    assert "6 equations of rank 5" in found.message.en
    assert "column_sums:sum" in found.message.en
    assert "redundant_rules" not in notes(form(ROW_SUMS))


def test_slots_no_rule_covers_are_one_note():
    found = notes(form(rule("sum == a + b", only=["x"])))["uncovered_slots"]
    assert "6 of its 9 slots" in found.message.en
    assert "uncovered_slots" not in notes(form(ROW_SUMS))


def test_slots_no_rule_tells_apart_are_one_note():
    assert "9 slots (groups: 3)" in notes(form(ROW_SUMS))["confounded_slots"].message.en
    assert "confounded_slots" not in notes(form(ROW_SUMS, COLUMN_SUMS))


def test_open_tables_are_checked_with_rows_that_stand_for_any():
    open_rows = table() | {"rows": {"open": True, "total": ["Total / 合计"]}}
    sums = rule("total == rows", "column_sums", over="columns")
    assert faults(form(ROW_SUMS, sums, tables=[open_rows])) == []
    assert faults(form(rule("sum == a", only=["Bern"]), tables=[open_rows])) == []
    assert faults(form(rule("total == x", over="columns"), tables=[open_rows])) == [("unknown_term", "rules[0].expr")]


def test_a_total_term_needs_a_known_total_row():
    open_rows = table() | {"rows": {"open": True}}
    file = form(rule("total == rows", over="columns"), tables=[open_rows])
    assert faults(file) == [("unknown_term", "rules[0].expr")]


def test_every_finding_speaks_both_languages():
    for file in (
        form(ROW_SUMS, COLUMN_SUMS),
        form(rule("sum == c")),
        form(tables=[]),
        form(rule("a == b", only=["x"])),
    ):
        assert all(finding.message.zh and finding.message.en for finding in lint(file))
