"""Reports generated for forms of other people: other languages, other tables, other rules."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from extractor.errors import CallError
from extractor.generator import LAYOUTS, generate
from extractor.generator.truth import SPARSITIES, draw, hard_rules, is_kept
from extractor.ingest import ingest
from extractor.pipeline import read_document
from extractor.records import Verdict
from extractor.schema import load_schema, shipped_schemas
from tests.scoring import recall, score

DATA = Path(__file__).parent / "data"
ENGLISH = load_schema(DATA / "library_branches.yaml")
CHINESE = load_schema(DATA / "school_return.yaml")
OWN = pytest.mark.parametrize("schema", [ENGLISH, CHINESE], ids=lambda schema: schema.id)
SEEDS = range(60)

SMALL = """\
id: small
version: 1
title: {{en: Yearly count of trees (first edition)}}
language: en
recognise: {{signals: [Count of trees, Owners of woods], minimum: 2}}
fields: [{fields}]
tables:
  - id: trees
    label: {{en: Trees}}
    columns:
      [{{id: a, label: {{en: Planted}}}}, {{id: b, label: {{en: Felled}}}}, {{id: c, label: {{en: Standing}}}}{columns}]
    rows: [{{id: oak, label: {{en: Oaks}}}}, {{id: elm, label: {{en: Elms}}}}, {{id: ash, label: {{en: Ashes}}}}]
rules: [{rules}]
"""


def small(tmp_path, fields="", columns="", rules=""):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.format(fields=fields, columns=columns, rules=rules), encoding="utf-8")
    return load_schema(path)


def field(pattern, name="year", kind="year"):
    return f"{{id: {name}, kind: {kind}, label: {{en: It}}, patterns: ['{pattern}']}}"


def rule(name, expr):
    return f"{{id: {name}, table: trees, over: rows, expr: {expr}, message: {{en: It holds}}}}"


def read(schema, case):
    """Return the record of a case, read with the shipped forms known as well."""
    (record,) = read_document(ingest(case.data, case.name), [schema, *shipped_schemas()])
    return record


@OWN
@pytest.mark.parametrize("layout", [None, "docx"])
def test_a_report_of_an_own_form_is_recognised_and_no_reading_of_it_silently_wrong(schema, layout):
    counts: Counter = Counter()
    for seed in SEEDS if layout is None else range(3):
        case = generate(schema, seed, layout=layout)
        record = read(schema, case)
        result = score(record, case.gold)
        assert (record.schema, result.silent) == (schema.id, ())
        counts.update(result.counts)
    assert recall(counts) > 0.85


@OWN
def test_title_and_year_are_found_by_the_forms_own_patterns(schema):
    for seed in SEEDS:
        found = read(schema, generate(schema, seed)).fields
        assert found["year"].value in range(2019, 2026)
        assert re.search(r" Library Service$|中学$|小学$", found["agency"].value)


@OWN
def test_a_report_without_a_wrong_sum_is_not_accused(schema):
    for seed in SEEDS:
        case = generate(schema, seed)
        broken = {(defect.rule, defect.over) for defect in case.planted}
        accused = {(it.id, it.over) for it in read(schema, case).rules if it.attribution is Verdict.SOURCE_DEFECT}
        assert accused <= broken


@OWN
@pytest.mark.parametrize("sparsity", SPARSITIES)
def test_a_true_table_keeps_every_hard_rule_of_an_own_form(schema, sparsity):
    for seed in SEEDS:
        values = draw(schema, Random(seed), sparsity)  # noqa: S311 - reproducible on purpose
        assert set(values) == set(schema.slots)
        assert all(is_kept(rule, values) for rule in hard_rules(schema))


def test_an_english_report_has_no_chinese_in_it():
    texts = [generate(ENGLISH, seed).text for seed in SEEDS if generate(ENGLISH, seed).suffix != ".docx"]
    assert [found[0] for text in texts if (found := re.search(r"[^\x00-\x7f■—]+", text))] == []


def test_headings_are_merged_as_the_form_nests_them():
    text = next(
        text for seed in SEEDS if "Readers" in (text := generate(ENGLISH, seed, layout="html").text).split("Grants")[0]
    )
    assert "<td rowspan=2 colspan=2>Item</td><td colspan=3>Readers</td><td rowspan=2>All loans</td>" in text


def test_rules_that_wait_for_one_another_are_solved_together(tmp_path):
    schema = small(tmp_path, rules=", ".join([rule("x", "a + a == b + c"), rule("y", "b >= a")]))
    drawn = [draw(schema, Random(seed), "dense") for seed in SEEDS]  # noqa: S311 - reproducible on purpose
    assert all(is_kept(rule, values) for values in drawn for rule in hard_rules(schema))
    assert sum(any(values.values()) for values in drawn) > len(SEEDS) / 2


def test_words_the_form_is_known_by_are_printed_where_no_table_prints_them(tmp_path):
    schema = small(tmp_path)
    text = generate(schema, 1, layout="tabs").text
    assert text.endswith("This report is about: Owners of woods.\n")
    assert "Yearly count of trees for 20" in text
    assert all(read(schema, generate(schema, seed)).schema == "small" for seed in SEEDS)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (r"count of trees(?P<value>20\d{2})", None),
        (r"(?:Year|Season)[:：](?P<value>20\d{2})(?!\d)", r"^Year:20\d\d$"),
        (r"(?<!\d)in(?P<value>20\d{2})\.", r"^in20\d\d\.$"),
        (r"treesfor(?P<value>20\d{2})", r"^Yearly count of trees for 20\d\d$"),
    ],
)
def test_a_year_is_printed_as_its_pattern_wants_it_or_the_call_is_refused(tmp_path, pattern, line):
    schema = small(tmp_path, fields=field(pattern))
    if line is None:  # no page has blanks where patterns look
        with pytest.raises(CallError, match="schema small: no title we can think of fits the patterns of field year"):
            generate(schema, 1)
    else:
        case = generate(schema, 1, layout="spaces")
        assert re.search(line, case.text, re.MULTILINE)
        assert read(schema, case).fields["year"].value


def test_an_agency_is_named_as_its_pattern_wants_it(tmp_path):
    schema = small(tmp_path, fields=field("Owner:(?P<value>[A-Za-z]{3,40})", "agency", "text"))
    case = generate(schema, 1, layout="spaces")
    assert re.search(r"^Owner:[A-Z].* .*", case.text, re.MULTILINE)
    assert read(schema, case).fields["agency"].value in case.text


def test_what_cannot_be_generated_is_a_wrong_call(tmp_path):
    words = small(tmp_path, columns=", {id: d, kind: text, label: {en: Remarks}}")
    for schema, layout, said in (
        (load_schema(DATA / "meter_return.yaml"), None, "schema meter_return has no table that lists its rows"),
        (words, None, "schema small: column trees/d holds words"),
        (ENGLISH, "none", "cannot have the layout none; use one of pipes tabs spaces lines apart html docx"),
    ):
        with pytest.raises(CallError) as caught:
            generate(schema, 1, layout=layout)
        assert said in str(caught.value)
        assert schema.id in caught.value.text("zh")


def test_a_form_whose_labels_run_into_no_figure_may_lose_every_separator():
    assert generate(CHINESE, 1, layout="none").layout == "none"
    assert {generate(ENGLISH, seed).layout for seed in SEEDS} <= {*LAYOUTS, "docx"} - {"none"}
