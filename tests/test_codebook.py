"""The codebook: every slot is there, every slot is judged, and nothing names a slot that is none."""

import csv
import io
from fnmatch import fnmatchcase

import pytest

from extractor.export import codebook_csv, codebook_md
from extractor.export.codebook import entries
from extractor.schema import Schema, SchemaFile, expand, schema_by_id, shipped_schemas

COMPARISON = schema_by_id("cn_foi_2021").file.comparisons[0]
EVERY = sorted(set().union(*(schema.slots for schema in shipped_schemas())))


@pytest.fixture(scope="module")
def book():
    return {entry.slot: entry for entry in entries(shipped_schemas())}


def rows(schemas):
    return list(csv.DictReader(io.StringIO("".join(codebook_csv(schemas)).removeprefix("\ufeff"), newline="")))


def test_every_slot_of_both_forms_has_one_entry(book):
    assert sorted(book) == EVERY
    assert [row["slot"] for row in rows(shipped_schemas())] == list(book)


def test_every_slot_of_both_forms_is_judged():
    assert [slot for slot in EVERY if COMPARISON.of(slot) is None] == []


def test_every_judgement_is_the_first_to_fit_some_slot():
    decisive = {id(COMPARISON.of(slot)) for slot in EVERY}
    assert [judgement.slots for judgement in COMPARISON.judgements if id(judgement) not in decisive] == []


def test_no_judgement_names_a_slot_that_is_none():
    patterns = [pattern for judgement in COMPARISON.judgements for pattern in judgement.slots]
    assert [pattern for pattern in patterns if not any(fnmatchcase(slot, pattern) for slot in EVERY)] == []


def test_every_reason_is_given_in_both_languages():
    assert all(judgement.why.zh and judgement.why.en for judgement in COMPARISON.judgements)


def test_only_slots_that_both_forms_have_compare_as_they_are(book):
    one_form = [entry for entry in book.values() if len(entry.forms) == 1]
    assert {entry.comparable for entry in one_form} == {"no", "with_care"}
    assert {entry.slot.rpartition("/")[0] for entry in one_form if entry.comparable == "with_care"} == {
        "requests/other",
        "requests/other_1",
        "requests/other_2",
        "requests/other_3",
    }


@pytest.mark.parametrize(
    ("slot", "comparable"),
    [
        ("requests/new/total", "yes"),
        ("remedies/reconsideration/upheld", "yes"),
        ("proactive/licensing/decisions", "with_care"),
        ("requests/unavailable_3/total", "with_care"),
        ("proactive/fees/amount", "no"),
        ("proactive/normative_documents/in_force", "no"),
    ],
)
def test_slots_compare_as_far_as_the_forms_mean_the_same(book, slot, comparable):
    assert book[slot].comparable == comparable


def test_a_slot_says_its_unit_and_every_label_the_forms_print(book):
    assert (book["proactive/fees/amount"].unit, book["proactive/fees/amount"].kinds) == ("万元", ("money",))
    assert book["proactive/licensing/decisions"].zh[2] == "处理决定数量 | 本年处理决定数量"
    assert book["requests/new/total"].unit is None


def test_sums_are_those_the_rules_define(book):
    assert book["requests/new/total"].sums["cn_foi_2019"] == " + ".join(
        f"requests/new/{column}"
        for column in ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org")
    )
    corner = book["requests/total/total"].sums
    assert [way.count(" + ") for way in corner["cn_foi_2021"].split(" = ")] == [5, 20]
    assert "requests/other/total" in corner["cn_foi_2019"]
    assert "requests/other_3/total" in corner["cn_foi_2021"]
    assert book["requests/new/business"].sums == {}


def test_a_form_of_ones_own_is_described_and_not_judged(form):
    own = [row for row in rows([*shipped_schemas(), form]) if row["in_mail"] == "true"]
    assert [row["slot"] for row in own] == list(form.slots)
    assert {row["comparable"] for row in own} == {""}
    assert own[2]["sum_of_mail"] == "letters/received/person + letters/received/firm"


def test_of_several_judgements_the_strictest_counts(form):
    data = form.file.model_dump(mode="json")
    judged = [
        {"slots": ["letters/received/*"], "comparable": "with_care", "why": {"zh": "甲", "en": "a"}},
        {"slots": ["*"], "comparable": "yes", "why": {"zh": "乙", "en": "b"}},
    ]
    later = [
        {"form": "mail_1", "judgements": judged},
        {"form": "mail_2", "judgements": [{**judged[1], "comparable": "no"}]},
        {"form": "mail_none", "judgements": [{**judged[1], "comparable": "no"}]},
    ]

    def schema(name, comparisons=()):
        file = SchemaFile.model_validate({**data, "id": name, "comparisons": comparisons}, strict=False)
        return Schema(file=file, digest=name, instances=())

    first, second = schema("mail_1"), schema("mail_2")
    found = {entry.slot: entry for entry in entries([first, schema("mail", later[:1])])}
    assert [found[slot].comparable for slot in form.slots] == ["with_care"] * 3 + ["yes"] * 3
    (entry, *_) = entries([first, second, schema("mail", later)])
    assert (entry.comparable, entry.why("zh")) == ("no", "甲 | 乙")


def test_an_equation_of_two_slots_is_no_sum(form):
    data = form.file.model_dump(mode="json")
    data["rules"][0]["expr"] = "person == total"
    file = SchemaFile.model_validate(data, strict=False)
    assert {tuple(entry.sums) for entry in entries([Schema(file=file, digest="x", instances=expand(file, {}))])} == {()}


def test_one_form_alone_is_compared_with_nothing():
    assert {row["comparable"] for row in rows([schema_by_id("cn_foi_2021")])} == {""}


def test_rows_the_form_does_not_list_stand_as_a_star(form):
    opened = form.file.model_dump(mode="json")
    opened["tables"][0]["rows"] = {"open": True}
    opened["rules"] = []
    schema = Schema(file=SchemaFile.model_validate(opened, strict=False), digest="o", instances=())
    assert [entry.slot for entry in entries([schema])] == ["letters/*/person", "letters/*/firm", "letters/*/total"]


@pytest.mark.parametrize(("lang", "title", "care"), [("zh", "编码簿", "慎用"), ("en", "Codebook", "with care")])
def test_the_page_to_read_is_whole_tables(lang, title, care):
    page = "".join(codebook_md(shipped_schemas(), lang))
    assert page.startswith(f"# {title}\n")
    lines = [line for line in page.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in lines} == {10}
    assert sum(f"| {care} |" in line for line in lines) == 73
    assert all(f"`{slot}`" in page for slot in EVERY)
