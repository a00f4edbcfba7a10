"""What there is to look at, how grave it is, and what decisions of people make of it."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.dossier import Decision, Dossier, Ruling
from extractor.matters import (
    MatterKind,
    decided_values,
    decisions_made,
    fingerprint_of_slot,
    matters,
    needs_person,
)
from extractor.messages import MESSAGES
from extractor.pipeline import OPEN_MATTERS
from extractor.records import Flag, Outcome, Record, RuleVerdict, Severity, Status, Verdict
from extractor.span import Span

TOTAL = "letters/received/total"
DOCS = Path(__file__).resolve().parents[1] / "docs"


@pytest.fixture
def dossier(record, form, report):
    """Return the report whose first row says 13 + 0 = 12, with nothing else in doubt."""
    slots = {address: replace(slot, status=Status.GROUNDED, bound=True) for address, slot in record.slots.items()}
    return Dossier(record=replace(record, slots=slots, flags=()), schema=form, text=report.text)


def the_rule(dossier):
    (matter,) = [matter for matter in matters(dossier) if matter.kind is MatterKind.RULE]
    return matter


def decide(dossier, matter, ruling, *, number=1, **more):
    made = Decision(
        number=number,
        kind=matter.kind,
        subject=matter.subject,
        fingerprint=more.pop("fingerprint", matter.fingerprint),
        ruling=ruling,
        **more,
    )
    return replace(dossier, decisions=(*dossier.decisions, made))


def correct(dossier, address, value, number=1):
    print_of = fingerprint_of_slot(dossier.record.id, address, dossier.record.slots[address])
    made = Decision(
        number=number, kind="slot", subject=address, fingerprint=print_of, ruling=Ruling.CORRECT, value=value
    )
    return replace(dossier, decisions=(*dossier.decisions, made))


def with_flag(dossier, kind, span=None):
    return replace(dossier, record=replace(dossier.record, flags=(Flag(kind=kind, span=span),)))


def test_a_sum_that_is_printed_wrong_is_the_documents_mistake(dossier):
    assert [(m.kind, m.subject, m.severity) for m in matters(dossier)] == [
        ("rule", "letters.sum@received", Severity.ERROR)
    ]
    assert the_rule(dossier).is_defect
    assert needs_person(dossier)


def test_a_sum_over_a_doubtful_reading_is_only_a_doubt(dossier):
    rules = (replace(dossier.record.rules[0], attribution=Verdict.EXTRACTION_ERROR),)
    doubtful = replace(dossier, record=replace(dossier.record, rules=rules))
    assert the_rule(doubtful).severity is Severity.DOUBT
    assert not the_rule(doubtful).is_defect
    assert the_rule(doubtful).is_open


def test_a_soft_rule_that_fails_is_a_hint_and_needs_nobody(dossier):
    soft = replace(dossier, record=replace(dossier.record, rules=(replace(dossier.record.rules[0], strength="soft"),)))
    assert the_rule(soft).severity is Severity.HINT
    assert not needs_person(soft)


def test_a_rule_that_holds_is_no_matter(dossier):
    rules = tuple(replace(rule, verdict=RuleVerdict.PASS) for rule in dossier.record.rules)
    assert matters(replace(dossier, record=replace(dossier.record, rules=rules))) == ()


@pytest.mark.parametrize("kind", ["form_uncertain", "too_many_labels"])
def test_where_the_whole_reading_may_be_wrong_no_mistake_is_the_documents(dossier, kind):
    shaken = with_flag(dossier, kind)
    assert the_rule(shaken).severity is Severity.DOUBT
    flag = next(matter for matter in matters(shaken) if matter.kind is MatterKind.FLAG)
    assert the_rule(decide(shaken, flag, Ruling.DISMISS)).is_defect


def test_a_figure_left_over_in_the_table_casts_doubt_on_its_sums_and_one_elsewhere_does_not(dossier):
    inside = dossier.text.index("13")
    assert the_rule(with_flag(dossier, "unclaimed_figure", Span(inside, inside + 2))).severity is Severity.DOUBT
    assert the_rule(with_flag(dossier, "unclaimed_figure", Span(6, 10))).severity is Severity.ERROR
    assert the_rule(with_flag(dossier, "label_misread", Span(inside, inside + 2))).severity is Severity.ERROR


def test_a_dismissed_matter_is_neither_open_nor_a_defect(dossier):
    dismissed = decide(dossier, the_rule(dossier), Ruling.DISMISS)
    assert not the_rule(dismissed).is_defect
    assert not needs_person(dismissed)


def test_a_doubt_that_a_person_holds_to_be_the_documents_mistake_is_one(dossier):
    rules = (replace(dossier.record.rules[0], attribution=Verdict.EXTRACTION_ERROR),)
    doubtful = replace(dossier, record=replace(dossier.record, rules=rules))
    decided = decide(doubtful, the_rule(doubtful), Ruling.SOURCE_DEFECT)
    assert the_rule(decided).is_defect
    assert not needs_person(decided)


def test_a_decision_on_another_reading_holds_no_longer(dossier):
    outdated = decide(dossier, the_rule(dossier), Ruling.SOURCE_DEFECT, fingerprint="of another reading")
    assert the_rule(outdated).decision is None
    assert the_rule(outdated).outdated is not None
    assert the_rule(outdated).is_open


def test_what_was_once_dismissed_accuses_nobody_until_a_person_decides_anew(dossier):
    outdated = decide(dossier, the_rule(dossier), Ruling.DISMISS, fingerprint="of another reading")
    assert the_rule(outdated).is_open
    assert not the_rule(outdated).is_defect


def test_the_last_decision_on_a_reading_counts(dossier):
    matter = the_rule(dossier)
    both = decide(decide(dossier, matter, Ruling.DISMISS), matter, Ruling.SOURCE_DEFECT, number=2)
    assert the_rule(both).decision.number == 2
    later_on_another = decide(both, matter, Ruling.DISMISS, number=3, fingerprint="of another reading")
    assert the_rule(later_on_another).decision.number == 2


def test_a_corrected_value_resolves_the_sum_that_then_holds(dossier):
    corrected = correct(dossier, TOTAL, "13")
    assert the_rule(corrected).is_resolved
    assert not the_rule(corrected).is_defect
    assert not needs_person(corrected)
    assert corrected.record.slots[TOTAL].value == Decimal(12)


def test_a_resolved_sum_is_no_defect_even_if_a_person_once_said_so(dossier):
    both = correct(decide(dossier, the_rule(dossier), Ruling.SOURCE_DEFECT), TOTAL, "13", number=2)
    assert not the_rule(both).is_defect


def test_a_sum_that_fails_with_the_corrected_value_too_is_for_a_person_to_decide(dossier):
    corrected = correct(dossier, TOTAL, "15")
    assert the_rule(corrected).severity is Severity.DOUBT
    assert the_rule(corrected).again.gap == Decimal(-2)
    assert needs_person(corrected)
    assert the_rule(decide(corrected, the_rule(corrected), Ruling.SOURCE_DEFECT, number=2)).is_defect


def test_a_value_confirmed_as_read_changes_nothing(dossier):
    assert the_rule(correct(dossier, TOTAL, "12")).is_defect


def test_a_correction_that_breaks_a_sum_is_a_matter_of_its_own(dossier):
    slots = dict(dossier.record.slots)
    slots[TOTAL] = replace(slots[TOTAL], value=Decimal(13))
    rules = (replace(dossier.record.rules[0], verdict=RuleVerdict.PASS, gap=Decimal(0), attribution=None),)
    clean = replace(dossier, record=replace(dossier.record, slots=slots, rules=rules))
    assert matters(clean) == ()
    broken = correct(clean, TOTAL, "31")
    assert (the_rule(broken).severity, the_rule(broken).again.gap) == (Severity.DOUBT, Decimal(-18))
    assert not the_rule(broken).is_defect


def test_a_later_decision_on_a_cell_takes_the_corrected_value_back(dossier):
    corrected = correct(dossier, TOTAL, "13")
    made = replace(corrected.decisions[0], number=2, ruling=Ruling.DISMISS, value=None)
    assert decided_values(corrected) == {TOTAL: Decimal(13)}
    assert decided_values(replace(corrected, decisions=(*corrected.decisions, made))) == {}


def test_decisions_are_listed_with_whether_they_hold(dossier):
    both = correct(decide(dossier, the_rule(dossier), Ruling.DISMISS, fingerprint="of another reading"), TOTAL, "13", 2)
    assert [(made.subject, holds) for made, holds in decisions_made(both)] == [
        ("letters.sum@received", False),
        (TOTAL, True),
    ]


@pytest.mark.parametrize("outcome", [Outcome.UNREADABLE, Outcome.UNRECOGNISED])
def test_a_file_that_was_not_read_is_a_doubt_of_its_own(outcome):
    record = Record(id="cd" * 32 + "#0", document="a", names=("a",), outcome=outcome, reasons=("file.empty",))
    (matter,) = matters(Dossier(record=record, schema=None, text=""))
    assert (matter.kind, matter.subject, matter.severity) == ("document", outcome.value, Severity.DOUBT)


def test_every_severity_and_kind_of_matter_is_documented_and_has_a_word_in_both_languages():
    text = (DOCS / "notices.md").read_text("utf-8")
    for kind, values in (("severity", Severity), ("matter", MatterKind)):
        for value in values:
            zh, en = MESSAGES[f"{kind}.{value}"]
            assert f"`{value}` | {en} | {zh} |" in text


def test_every_open_matter_says_what_to_look_at():
    sure = {Status.VERIFIED, Status.GROUNDED}
    wanted = [f"advice.flag.{kind}" for kind in OPEN_MATTERS]
    wanted += [f"advice.slot.{status}" for status in Status if status not in sure]
    wanted += [f"advice.document.{outcome}" for outcome in Outcome if outcome is not Outcome.READ]
    assert [key for key in wanted if key not in MESSAGES] == []
