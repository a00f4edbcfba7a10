"""Edit rules: what an expression says, and which equations it becomes."""

import pytest

from extractor.errors import SchemaError
from extractor.schema import Schema, SchemaFile, expand, expand_across
from extractor.schema.rules import parse


def form(*rules, tables=None, across=()):
    message = {"zh": "应当相等", "en": "should be equal"}
    content = {
        "id": "form",
        "version": 1,
        "title": {"en": "Form"},
        "language": "en",
        "recognise": {},
        "tables": tables or [closed()],
        "rules": [{"id": f"rule_{n}", "message": message, **rule} for n, rule in enumerate(rules)],
        "cross_document_rules": [{"id": f"across_{n}", "message": message, **rule} for n, rule in enumerate(across)],
    }
    return SchemaFile.model_validate(content, strict=False)


def closed(name="t", columns=("a", "b", "sum"), rows=("x_1", "x_2", "all"), printed=None):
    listed = [{"id": row, "label": {"en": row}, "columns": (printed or {}).get(row, ())} for row in rows]
    return {
        "id": name,
        "label": {"en": name},
        "columns": [{"id": column, "label": {"en": column}} for column in columns],
        "rows": listed,
    }


def open_table(total=("Total", "合计")):
    return {**closed("o"), "rows": {"open": True, "total": list(total)}}


def equations(file, rows=None):
    return [(i.over, {slot: c for c, slot in i.terms}) for i in expand(file, rows or {})]


def test_a_rule_over_rows_becomes_one_equation_a_row():
    found = equations(form({"table": "t", "over": "rows", "expr": "sum == a + b"}))
    assert [over for over, _ in found] == ["x_1", "x_2", "all"]
    assert found[0][1] == {"t/x_1/sum": 1, "t/x_1/a": -1, "t/x_1/b": -1}


def test_a_star_is_the_sum_of_all_that_match():
    found = equations(form({"table": "t", "over": "columns", "expr": "all == x_*"}))
    assert found[0] == ("a", {"t/all/a": 1, "t/x_1/a": -1, "t/x_2/a": -1})
    assert len(found) == 3


def test_only_limits_what_a_rule_runs_over():
    found = equations(form({"table": "t", "over": "rows", "only": ["x_*"], "expr": "sum >= a"}))
    assert [over for over, _ in found] == ["x_1", "x_2"]


def test_a_row_without_a_printed_column_is_passed_over():
    table = closed(printed={"x_2": ("a", "b")})
    found = equations(form({"table": "t", "over": "rows", "expr": "sum == a + b"}, tables=[table]))
    assert [over for over, _ in found] == ["x_1", "all"]


def test_full_addresses_may_span_tables():
    file = form({"expr": "t/all/sum == u/all/sum"}, tables=[closed(), closed("u")])
    assert equations(file) == [(None, {"t/all/sum": 1, "u/all/sum": -1})]


def test_the_relation_and_the_strength_go_into_the_instance():
    file = form({"table": "t", "over": "rows", "expr": "sum <= a - b", "strength": "soft"})
    instance = expand(file, {})[0]
    assert (instance.relation, instance.strength) == ("<=", "soft")
    assert instance.terms == ((1, "t/x_1/sum"), (-1, "t/x_1/a"), (1, "t/x_1/b"))


def test_a_term_written_twice_counts_twice():
    assert equations(form({"table": "t", "over": "rows", "expr": "a + a == b"}))[0][1] == {"t/x_1/a": 2, "t/x_1/b": -1}


def test_an_open_table_is_expanded_over_the_rows_found():
    file = form({"table": "o", "over": "rows", "expr": "sum == a + b"}, tables=[open_table()])
    assert equations(file) == []
    assert [over for over, _ in equations(file, {"o": ["north", "south"]})] == ["north", "south"]


@pytest.mark.parametrize("label", ["Total", "total", "ＴＯＴＡＬ", "合 计"])
def test_rows_of_an_open_table_are_all_but_the_total_row(label):
    file = form({"table": "o", "over": "columns", "expr": "total == rows"}, tables=[open_table()])
    found = equations(file, {"o": ["north", "south", label]})
    assert found[0] == ("a", {f"o/{label}/a": 1, "o/north/a": -1, "o/south/a": -1})


@pytest.mark.parametrize("rows", [["north", "south"], ["north", "Total", "合计"], ["Total"], []], ids=str)
def test_without_exactly_one_total_row_and_a_row_nothing_is_summed(rows):
    file = form({"table": "o", "over": "columns", "expr": "total == rows"}, tables=[open_table()])
    assert equations(file, {"o": rows}) == []


def test_last_years_slots_carry_their_prefix():
    file = form(across=[{"table": "t", "over": "columns", "expr": "x_1 == previous_year.x_2 + x_2"}])
    assert expand(file, {}) == ()
    first = expand_across(file, {})[0]
    assert first.terms == ((1, "t/x_1/a"), (-1, "previous_year.t/x_2/a"), (-1, "t/x_2/a"))


def test_a_leading_sign_is_read():
    assert [term.sign for term in parse("-a + b == - c").terms] == [-1, 1, 1]


@pytest.mark.parametrize(
    "expr",
    [
        "a",
        "a = b",
        "a == b == c",
        "a ==",
        "== a",
        "a b == c",
        "a + == b",
        "a + + b == c",
        "a == b +",
        "a == 3",
        "A == b",
        "",
    ],
)
def test_an_expression_that_says_nothing_clear_is_refused(expr):
    with pytest.raises(SchemaError, match="`"):
        parse(expr)


def test_a_slot_leads_back_to_its_column_and_its_listed_row():
    content = form(tables=[closed(), open_table()])
    schema = Schema(file=content, digest="", instances=())
    assert schema.column_of("t/x_1/sum").id == "sum"
    assert schema.row_of("t/x_1/sum").id == "x_1"
    assert schema.column_of("o/North / South/a").id == "a"
    assert schema.row_of("o/North / South/a") is None


def test_a_rule_of_an_unknown_table_has_no_instance():
    assert expand(form({"table": "u", "over": "rows", "expr": "a == b"}), {}) == ()
