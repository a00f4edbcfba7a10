"""Decisions beside readings: what they settle, what they bring up, and that they hold for one reading only."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.dossier import Decision, Dossier, Ruling
from extractor.matters import (
    Severity,
    decided_slots,
    decided_values,
    fingerprint_of_slot,
    matters,
    needs_person,
)
from extractor.records import State, Status

RULE = "letters.sum@received"
FIRM = "letters/carried/firm"
PERSON = "letters/carried/person"
TOTAL = "letters/received/total"


@pytest.fixture
def dossier(record, form, report):
    return Dossier(record=record, schema=form, text=report.text)


def the(dossier, subject):
    return next((matter for matter in matters(dossier) if matter.subject == subject), None)


def slot_decision(dossier, address, ruling=Ruling.CORRECT, value=None):
    fingerprint = fingerprint_of_slot(dossier.record.id, address, dossier.record.slots[address])
    return Decision(number=1, kind="slot", subject=address, fingerprint=fingerprint, ruling=ruling, value=value)


def with_decision(dossier, decision):
    return replace(dossier, decisions=(decision,))


def reread(dossier, address, **changes):
    slots = {**dossier.record.slots, address: replace(dossier.record.slots[address], **changes)}
    return replace(dossier, record=replace(dossier.record, slots=slots))


@pytest.mark.parametrize(
    ("value", "decimal", "state"),
    [
        ("15", Decimal(15), None),
        ("0", Decimal(0), None),
        ("30.7", Decimal("30.7"), None),
        ("blank", None, State.BLANK),
        ("slash", None, State.SLASH),
        (None, None, None),
    ],
)
def test_a_decided_value_is_a_number_or_what_is_printed_in_place_of_one(dossier, value, decimal, state):
    decision = slot_decision(dossier, FIRM, value=value)
    assert (decision.decimal, decision.state) == (decimal, state)


def test_an_equal_reading_again_keeps_its_decision(dossier):
    decision = slot_decision(dossier, FIRM, value="7")
    again = replace(dossier, record=replace(dossier.record, versions={"gouji": "0.2.0"}))
    held = the(with_decision(again, decision), FIRM)
    assert (held.decision, held.outdated, held.is_open) == (decision, None, False)


def test_a_changed_reading_opens_the_matter_again_and_shows_the_decision_as_outdated(dossier):
    decision = slot_decision(dossier, FIRM, value="7")
    changed = reread(dossier, FIRM, candidates=())
    opened = the(with_decision(changed, decision), FIRM)
    assert (opened.decision, opened.outdated, opened.is_open) == (None, decision, True)
    assert decided_values(with_decision(changed, decision)) == {}


def test_a_decision_on_a_rule_holds_until_a_member_is_read_otherwise(dossier):
    found = the(dossier, RULE)
    decision = Decision(number=1, kind="rule", subject=RULE, fingerprint=found.fingerprint, ruling=Ruling.SOURCE_DEFECT)
    assert the(with_decision(dossier, decision), RULE).is_open is False
    changed = reread(dossier, TOTAL, value=Decimal(11))
    assert the(with_decision(changed, decision), RULE).outdated == decision
    assert the(with_decision(changed, decision), RULE).is_open


def test_a_rule_that_holds_with_the_decided_value_is_resolved_and_the_reading_stays(dossier):
    decided = with_decision(dossier, slot_decision(dossier, TOTAL, value="13"))
    assert the(decided, RULE).is_resolved
    assert not the(decided, RULE).is_defect
    assert decided.record.slots[TOTAL].value == 12
    assert not the(with_decision(dossier, slot_decision(dossier, TOTAL, value="14")), RULE).is_resolved


def test_a_cell_decided_blank_counts_as_missing_and_never_as_zero(dossier):
    decided = with_decision(dossier, slot_decision(dossier, TOTAL, value="blank"))
    assert decided_values(decided) == {TOTAL: None}
    assert decided_slots(decided)[TOTAL].value is None
    assert the(decided, RULE).is_resolved  # nobody can say that it fails
    assert decided_values(with_decision(dossier, slot_decision(dossier, TOTAL))) == {}


def test_a_sure_cell_is_a_matter_once_somebody_decided_on_it(dossier):
    address = "letters/received/person"
    assert the(dossier, address) is None
    decision = slot_decision(dossier, address, Ruling.SOURCE_DEFECT)
    found = the(with_decision(dossier, decision), address)
    assert (found.decision, found.is_open, found.is_defect) == (decision, False, True)


@pytest.mark.parametrize(
    ("value", "is_open"), [("14", False), ("15", True), (None, True)], ids=["read so", "otherwise", "as it was"]
)
def test_a_later_sure_reading_asks_again_unless_it_says_what_was_decided(dossier, value, is_open):
    address = "letters/received/person"
    decision = slot_decision(dossier, address, value=value)
    later = reread(dossier, address, value=Decimal(14), text="14")
    found = the(with_decision(later, decision), address)
    assert (found is not None and found.is_open) == is_open


def test_a_sum_that_fails_with_what_was_decided_is_a_matter_of_its_own(dossier):
    """Its cells were not read, so that nobody could add them up before."""
    settled = reread(dossier, "letters/carried/total", state=State.VALUE, value=Decimal(9), text="9")
    assert the(settled, "letters.sum@carried") is None
    assert the(with_decision(settled, slot_decision(settled, FIRM, value="7")), "letters.sum@carried") is None
    broken = the(with_decision(settled, slot_decision(settled, FIRM, value="8")), "letters.sum@carried")
    assert (broken.severity, broken.is_open, broken.again.gap) == (Severity.DOUBT, True, 1)
    # Not even where every cell stands in its place: nobody is accused by what a person typed.
    bound = reread(settled, "letters/carried/person", bound=True, status=Status.GROUNDED)
    broken = the(with_decision(bound, slot_decision(bound, FIRM, value="8")), "letters.sum@carried")
    assert (broken.severity, broken.is_defect) == (Severity.DOUBT, False)


def test_a_decision_on_a_missing_table_settles_its_unread_cells_and_no_other(dossier):
    lost = replace(dossier, record=replace(dossier.record, reasons=("table_not_found: letters",)))
    assert the(lost, FIRM).is_open
    table = the(lost, "letters")
    decision = Decision(
        number=1, kind="table", subject="letters", fingerprint=table.fingerprint, ruling=Ruling.SOURCE_DEFECT
    )
    settled = with_decision(lost, decision)
    assert {address: the(settled, address).is_open for address in (FIRM, PERSON)} == {FIRM: False, PERSON: True}


def test_a_report_needs_nobody_once_all_is_decided(dossier):
    settled = tuple(
        Decision(
            number=number,
            kind=matter.kind,
            subject=matter.subject,
            fingerprint=matter.fingerprint,
            ruling=Ruling.DISMISS,
        )
        for number, matter in enumerate(matters(dossier))
    )
    assert needs_person(dossier)
    assert not needs_person(replace(dossier, decisions=settled))
    assert needs_person(replace(dossier, decisions=settled[1:]))
