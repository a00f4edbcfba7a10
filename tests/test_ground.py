"""Laws 1 and 2 on drafts written by hand: a claim stands at its place, a figure belongs to one slot."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.ground import ground
from extractor.locate import make_page
from extractor.records import Candidate, Claim, Document, Draft, Evidence, State, Status
from extractor.schema import schema_by_id
from extractor.span import Span
from tests.ledger import LEDGER, TRUE, printed, read_text, text_of

TEXT = "年初结存案件 4 11 0 15，另收1,204件，罚没307000元，共 10203 宗，Ｏ2 与 １２ 与 12-7\n"
PAGE = make_page(Document(name="a.txt", sha256="ab" * 32, text=TEXT))
FORM_B = schema_by_id("cn_foi_2021")
PERSON, FIRM, TOTAL = (f"cases/carried_in/{column}" for column in ("person", "firm", "total"))


def at(text, piece=slice(None)):
    """Return where `text`, or a piece of it, stands."""
    start = TEXT.index(text)
    first, last, _ = piece.indices(len(text))
    return Span(start + first, start + last)


def claim(value, span, **more):
    number = Decimal(value)
    return Claim(state=State.VALUE if number else State.ZERO, value=number, span=span, **more)


def grounded(schema=LEDGER, figures=(), **claims):
    slots = {slot.replace("__", "/"): said for slot, said in claims.items()}
    return ground(PAGE, Draft(claims=slots, figures=figures), schema)


def alone(said, slot=PERSON, schema=LEDGER):
    return ground(PAGE, Draft(claims={slot: said}), schema).claims[slot]


@pytest.mark.parametrize(
    "said",
    [
        claim("4", at(" 4 ", slice(1, 2))),
        claim("11", at("11")),
        claim("0", at(" 0 ", slice(1, 2))),
        claim("1204", at("1,204")),
        claim("12", at("１２")),
        claim("-7", at("-7")),
        claim("2", at("Ｏ2"), evidence=Evidence.DAMAGED),
    ],
    ids=lambda said: str(said.value),
)
def test_a_claim_that_its_place_bears_out_is_left_alone(said):
    assert alone(said) == said


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(claim("14", at("11")), id="another number"),
        pytest.param(claim("1", at("11")), id="a part of the number for the whole place"),
        pytest.param(claim("11", at("11 0")), id="a place that holds more"),
        pytest.param(claim("4", at("年初")), id="a place that holds words"),
        pytest.param(claim("4", Span(len(TEXT), len(TEXT) + 3)), id="a place behind the end"),
        pytest.param(claim("2", at("Ｏ2")), id="a letter read as a digit without saying so"),
        pytest.param(claim("7", at("-7")), id="a sign left out"),
        pytest.param(claim("1.204", at("1,204")), id="a thousands mark as a point"),
    ],
)
def test_a_claim_that_its_place_does_not_bear_out_is_taken_back(said):
    after = alone(said)
    assert (after.state, after.value, after.span) == (State.UNREAD, None, None)
    assert after.candidates == (Candidate(value=str(said.value), span=said.span),)


def test_a_claim_taken_back_keeps_its_rivals_behind_its_own_value():
    rival = Candidate(value="5")
    after = alone(claim("14", at("11"), candidates=(rival,)))
    assert [candidate.value for candidate in after.candidates] == ["14", "5"]


def test_two_slots_that_claim_one_figure_both_lose_it():
    after = ground(PAGE, Draft(claims={PERSON: claim("11", at("11")), FIRM: claim("11", at("11"))}), LEDGER)
    assert {said.state for said in after.claims.values()} == {State.UNREAD}


def test_a_claim_on_a_part_of_anothers_figure_costs_both():
    claims = {
        PERSON: claim("10203", at("10203")),
        FIRM: claim("203", at("10203", slice(2, 5))),
        TOTAL: claim("15", at("15")),
    }
    after = ground(PAGE, Draft(claims=claims), LEDGER).claims
    assert [after[slot].state for slot in (PERSON, FIRM, TOTAL)] == [State.UNREAD, State.UNREAD, State.VALUE]


def test_a_long_figure_is_defended_against_every_claim_inside_it():
    inside = {
        f"cases/received/{c}": claim("10203"[i], at("10203", slice(i, i + 1))) for i, c in ((1, "firm"), (3, "club"))
    }
    after = ground(PAGE, Draft(claims={PERSON: claim("10203", at("10203")), **inside}), LEDGER).claims
    assert {said.state for said in after.values()} == {State.UNREAD}


def test_claims_that_partition_a_run_of_digits_all_stand():
    cuts = {"person": slice(0, 2), "firm": slice(2, 3), "club": slice(3, 4), "total": slice(4, 5)}
    claims = {
        f"cases/received/{column}": claim("10203"[cut], at("10203", cut), evidence=Evidence.SPLIT)
        for column, cut in cuts.items()
    }
    assert ground(PAGE, Draft(claims=claims), LEDGER).claims == claims


def test_a_claim_without_a_place_is_not_grounds_for_another():
    inferred = Claim(state=State.ZERO, value=Decimal(0), evidence=Evidence.FILLED)
    after = ground(PAGE, Draft(claims={PERSON: inferred, FIRM: inferred}), LEDGER)
    assert set(after.claims.values()) == {inferred}


def test_money_in_yuan_stands_under_a_column_in_ten_thousands_only_as_its_exact_value():
    fees = "proactive/fees/amount"
    right = claim("30.7", at("307000"), unit="元")
    assert alone(right, fees, FORM_B) == right
    for value, unit in (("307000", "元"), ("30.70001", "元"), ("30.7", None), ("3.07", "元")):
        assert alone(claim(value, at("307000"), unit=unit), fees, FORM_B).state is State.UNREAD


def test_a_figure_that_nobody_claims_is_flagged_and_its_clean_twin_is_not():
    figures = (at("11"), at("15"))
    claims = {FIRM: claim("11", at("11"))}
    (flag,) = ground(PAGE, Draft(claims=claims, figures=figures), LEDGER).flags
    assert (flag.kind, flag.span, flag.detail) == ("unclaimed_figure", at("15"), "15")
    both = claims | {TOTAL: claim("15", at("15"))}
    assert ground(PAGE, Draft(claims=both, figures=figures), LEDGER).flags == ()


def test_a_figure_that_is_somebodys_candidate_is_accounted_for():
    unsettled = Claim(state=State.UNREAD, candidates=(Candidate(value="15", span=at("15")),))
    assert ground(PAGE, Draft(claims={TOTAL: unsettled}, figures=(at("15"),)), LEDGER).flags == ()


def test_an_omitted_figure_of_a_report_needs_a_person():
    text = text_of(printed(received=("23", "8", "6", "37", "99")))
    record = read_text(text)
    (flag,) = [flag for flag in record.flags if flag.kind == "unclaimed_figure"]
    assert text[flag.span.start : flag.span.end] == "99"
    assert record.needs_person
    assert [flag.kind for flag in read_text(text_of(TRUE)).flags] == []


@pytest.mark.parametrize("glue", [" ", "\t", "|", ""], ids=["spaces", "tabs", "pipes", "glued"])
def test_every_stated_figure_points_at_its_own_digits(glue):
    text = text_of(TRUE, glue)
    record = read_text(text)
    spans = [slot.span for slot in record.slots.values()]
    assert all(
        Decimal(text[span.start : span.end]) == slot.value
        for span, slot in zip(spans, record.slots.values(), strict=True)
    )
    assert all(one.end <= other.start for one, other in zip(sorted(spans), sorted(spans)[1:], strict=False))


def test_a_reader_that_invents_is_not_believed():
    from extractor.pipeline import read_document
    from extractor.readers import read_layout

    def inventor(page, regions, schema):
        draft = read_layout(page, regions, schema)
        slot = "cases/received/firm"
        return replace(draft, claims={**draft.claims, slot: replace(draft.claims[slot], value=Decimal(9))})

    document = Document(name="a.txt", sha256="ab" * 32, text=text_of(TRUE))
    (record,) = read_document(document, [LEDGER], reader=inventor)
    slot = record.slots["cases/received/firm"]
    assert (slot.status, slot.value) == (Status.AMBIGUOUS, None)
    assert [candidate.value for candidate in slot.candidates] == ["9"]
    assert record.needs_person
