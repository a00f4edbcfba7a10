"""The rules of the shipped forms, each changed a little: some report without a fault must then fail."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from extractor.records import RuleVerdict
from extractor.rules import confront
from extractor.schema import schema_by_id
from tests.mutants import clean_seeds, demo

DEMO = ("html-housing-2024", "lost-cells-land-2020", "pipes-water-2020")
FORMS = ("cn_foi_2019", "cn_foi_2021")
RULES = [
    pytest.param(form, rule, id=f"{form}-{rule.rule}-{rule.over}")
    for form in FORMS
    for rule in schema_by_id(form).instances
    if rule.strength == "hard"
]


@cache
def clean_values(form):
    """Return the numbers of reports without a fault: shipped ones and generated ones."""
    seeds = [*(demo(name).seed for name in DEMO), *clean_seeds(60)]
    return [seed.values for seed in seeds if seed.schema.id == form]


def is_killed(mutant, form):
    return any(confront(mutant, values).verdict is RuleVerdict.FAIL for values in clean_values(form))


def with_term(rule, at, *terms):
    return replace(rule, terms=(*rule.terms[:at], *terms, *rule.terms[at + 1 :]))


def rows_below(form, table):
    return dict(pairwise(row.id for row in schema_by_id(form).table[table].listed_rows))


def beside(form, rule):
    """Return the rule with one slot taken from the row below, for every slot that leaves it another rule."""
    known = set(schema_by_id(form).slots)
    for at, (factor, slot) in enumerate(rule.terms):
        table, row, column = slot.split("/")
        other = f"{table}/{rows_below(form, table).get(row)}/{column}"
        if other in known and other not in rule.slots:
            yield with_term(rule, at, (factor, other))


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_a_rule_holds_in_every_report_without_a_fault(form, rule):
    assert not is_killed(rule, form)
    assert any(confront(rule, values).verdict is RuleVerdict.PASS for values in clean_values(form))


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_a_rule_without_one_of_its_terms_fails_somewhere(form, rule):
    mutants = [with_term(rule, at) for at in range(len(rule.terms))]
    assert [mutant.terms for mutant in mutants if not is_killed(mutant, form)] == []


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_a_rule_with_a_sign_turned_fails_somewhere(form, rule):
    mutants = [with_term(rule, at, (-factor, slot)) for at, (factor, slot) in enumerate(rule.terms)]
    assert [mutant.terms for mutant in mutants if not is_killed(mutant, form)] == []


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_a_rule_with_a_slot_of_another_row_fails_somewhere(form, rule):
    assert [mutant.terms for mutant in beside(form, rule) if not is_killed(mutant, form)] == []
