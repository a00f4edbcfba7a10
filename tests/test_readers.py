"""Readers from elsewhere: found by entry point, loaded by name, believed no further than the page bears them out."""

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import CallError
from extractor.pipeline import pipeline_key, read_document
from extractor.readers import read_layout, reader_name, reader_version
from extractor.readers.installed import reader_named, reader_names
from extractor.reading import read as read_file
from extractor.records import Candidate, Claim, Document, Draft, Evidence, Flag, State, Status, Verdict
from extractor.resources import data_root
from extractor.schema import shipped_schemas
from extractor.serialise import record_to_dict
from extractor.span import Span
from tests.ledger import COLUMNS, FORM, LEDGER, TRUE, printed, schema_of, text_of, true_values, values_of

FIRM = "cases/received/firm"
PERSON = "cases/received/person"
NARRATED = (
    text_of(TRUE)
    .replace("本年收到案件 23 8 6 37", "本年收到案件（37件：居民23、企业8、社团6）")
    .replace("本年结案数量 19 12 5 36", "本年结案数量（36件：居民19、企业12、社团5）")
)
"""The true table, two rows of it in words: the layout reader leaves these unread."""

SURE = {Status.VERIFIED, Status.GROUNDED}


def read(reader, text=None, form=LEDGER):
    document = Document(name="a.txt", sha256="ab" * 32, text=text_of(TRUE) if text is None else text)
    (record,) = read_document(document, [form], reader=reader)
    assert set(record.slots) == set(LEDGER.slots)
    json.dumps(record_to_dict(record), allow_nan=False)
    return record


def changed(**claims):
    """Return a reader that says what the layout reader says, but for some fields of some claims."""

    def reader(page, regions, schema):
        draft = read_layout(page, regions, schema)
        new = {slot.replace("__", "/"): fields for slot, fields in claims.items()}
        return replace(
            draft, claims={slot: replace(claim, **new.get(slot, {})) for slot, claim in draft.claims.items()}
        )

    return reader


def place(text, figure, after=""):
    start = text.index(figure, text.index(after))
    return Span(start, start + len(figure))


# by name


def test_the_layout_reader_is_there_without_any_package():
    assert reader_names() == ("layout",)
    assert reader_named("layout") is read_layout
    assert (reader_name(read_layout), reader_version(read_layout)) == ("layout", "layout-2")


def test_an_installed_reader_is_listed_and_reads_under_its_own_name(install):
    install({"careful": "ledger_readers:careful", "made": "ledger_readers:Made"})
    assert reader_names() == ("layout", "careful", "made")
    for name in ("careful", "made"):
        record = read(reader_named(name))
        assert record.versions["reader"] == f"{name}-1.2"
        assert {slot.reader for slot in record.slots.values()} == {name}
        assert (record.verdict, values_of(record)) == (Verdict.CLEAN, true_values())


def test_the_record_of_the_layout_reader_says_so():
    record = read(read_layout)
    assert record.versions["reader"] == "layout-2"
    assert {slot.reader for slot in record.slots.values()} == {"layout"}


def test_another_reader_is_another_pipeline(install):
    install({"careful": "ledger_readers:careful"})
    assert pipeline_key([LEDGER], reader_named("careful")) != pipeline_key([LEDGER])
    assert pipeline_key([LEDGER], read_layout) == pipeline_key([LEDGER])


def test_a_reader_that_is_not_installed_is_a_bad_call_that_lists_what_there_is(install):
    install({"careful": "ledger_readers:careful"})
    with pytest.raises(CallError, match="there is no reader carefull; use layout, careful") as caught:
        reader_named("carefull")
    assert "careful" in caught.value.text("zh")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        pytest.param("ledger_readers:nobody", "AttributeError", id="no such name"),
        pytest.param("not_there_at_all:reader", "ModuleNotFoundError", id="no such module"),
        pytest.param("ledger_readers:number", "int is no function", id="no reader"),
    ],
)
def test_an_entry_point_that_does_not_load_names_its_package(install, value, problem):
    install({"odd": value})
    with pytest.raises(CallError, match=problem) as caught:
        reader_named("odd")
    assert "of package ledger-readers" in str(caught.value)
    assert reader_names() == ("layout", "odd")


def test_two_packages_with_one_name_are_a_bad_call(install):
    install({"careful": "ledger_readers:careful"})
    install({"careful": "other_readers:careful"}, name="other-readers", module="other_readers")
    with pytest.raises(CallError, match="ledger-readers, other-readers"):
        reader_named("careful")


def test_no_package_takes_the_place_of_the_layout_reader(install):
    install({"layout": "ledger_readers:careful"})
    assert reader_named("layout") is read_layout
    assert reader_names() == ("layout",)


# what a reader breaks


def raises(page, regions, schema):
    raise ValueError("no such\ntable")


def returns_nothing(page, regions, schema):
    return None


def returns_rubbish(page, regions, schema):
    return Draft(claims=7)


@pytest.mark.parametrize(
    ("reader", "problem"),
    [
        (raises, "ValueError: no such table"),
        (returns_nothing, "NoneType is no Draft"),
        (returns_rubbish, "AttributeError"),
    ],
)
def test_a_reader_that_breaks_has_read_nothing_and_the_record_says_so(reader, problem):
    record = read(reader)
    assert {slot.status for slot in record.slots.values()} == {Status.UNREAD}
    assert record.verdict is Verdict.EXTRACTION_ERROR
    assert "reader_failed: 1" in record.reasons
    (flag,) = [flag for flag in record.flags if flag.kind == "reader_failed"]
    assert problem in flag.detail
    assert "阅读器出错" in flag.text("zh")


def test_a_reader_may_leave_slots_out():
    def lazy(page, regions, schema):
        return Draft(claims={PERSON: read_layout(page, regions, schema).claims[PERSON]})

    record = read(lazy)
    assert record.slots[PERSON].value == 23
    assert record.slots[FIRM].status is Status.UNREAD
    assert [flag.kind for flag in record.flags].count("unclaimed_figure") == len(nonzero()) - 1


def nonzero():
    return [value for value in true_values().values() if value]


ODD = {
    "a slot of another form": ("elsewhere/received/firm", Claim(state=State.BLANK)),
    "a row the form does not list": ("cases/nobody/firm", Claim(state=State.BLANK)),
    "no slot at all": (7, Claim(state=State.BLANK)),
    "no claim": (FIRM, "8"),
    "a value without a state of one": (FIRM, Claim(state=State.BLANK, value=Decimal(8), span=Span(0, 1))),
    "a state without its value": (FIRM, Claim(state=State.VALUE)),
    "zero called a value": (FIRM, Claim(state=State.VALUE, value=Decimal(0))),
    "a float": (FIRM, Claim(state=State.VALUE, value=8.0)),
    "no number": (FIRM, Claim(state=State.VALUE, value=Decimal("NaN"))),
    "no end": (FIRM, Claim(state=State.VALUE, value=Decimal("Infinity"))),
    "a million digits": (FIRM, Claim(state=State.VALUE, value=Decimal("1E+1000000"))),
    "a place behind the end": (FIRM, Claim(state=State.VALUE, value=Decimal(8), span=Span(9000, 9001))),
    "a place before the start": (FIRM, Claim(state=State.VALUE, value=Decimal(8), span=Span(-2, 1))),
    "an empty place for a value": (FIRM, Claim(state=State.VALUE, value=Decimal(8), span=Span(3, 3))),
    "a place turned round": (FIRM, Claim(state=State.BLANK, span=Span(4, 3))),
    "a bare pair": (FIRM, Claim(state=State.VALUE, value=Decimal(8), span=(3, 4))),
    "a margin that is no number": (FIRM, Claim(state=State.BLANK, margin=float("nan"))),
    "a unit that is none": (FIRM, Claim(state=State.BLANK, unit=7)),
}


@pytest.mark.parametrize(("slot", "claim"), ODD.values(), ids=ODD.keys())
def test_a_claim_that_cannot_be_one_is_refused_and_counted(slot, claim):
    def odd(page, regions, schema):
        draft = read_layout(page, regions, schema)
        return replace(draft, claims={**draft.claims, slot: claim})

    record = read(odd)
    assert record.slots[FIRM].status is (Status.UNREAD if slot == FIRM else Status.VERIFIED)
    (flag,) = [flag for flag in record.flags if flag.kind == "claims_refused"]
    assert flag.detail == "1"
    assert record.needs_person


def as_layout(record):
    slots = {slot: replace(reading, reader="layout") for slot, reading in record.slots.items()}
    return replace(
        record, slots=slots, versions={**record.versions, "reader": "layout-2"}, flags=frozenset(record.flags)
    )


@pytest.mark.parametrize("path", sorted((data_root() / "eval" / "demo").iterdir()), ids=lambda path: path.stem)
def test_a_reader_that_says_what_the_layout_reader_says_is_as_sure_and_flagged_no_more(path):
    told, own = (read_file(path, schemas=shipped_schemas(), reader=reader) for reader in (changed(), "layout"))
    assert list(map(as_layout, told)) == list(map(as_layout, own))


# what a reader invents


def test_a_value_that_is_not_printed_at_its_place_is_not_believed():
    record = read(changed(cases__received__firm={"value": Decimal(9)}))
    assert (record.slots[FIRM].status, record.slots[FIRM].value) == (Status.AMBIGUOUS, None)


def test_a_figure_of_another_cell_is_not_bound():
    text = text_of(printed(received=("23", "8", "6", "37"), settled=("19", "12", "5", "36")))
    other = place(text, "5", "本年结案数量")
    reader = changed(
        cases__received__firm={"value": Decimal(5), "span": other},
        cases__settled__club={"state": State.UNREAD, "value": None, "span": None},
    )
    slot = read(reader, text).slots[FIRM]
    assert (slot.status, slot.value) == (Status.AMBIGUOUS, None)
    assert [candidate.value for candidate in slot.candidates] == ["5", "8"]


def test_two_columns_swapped_are_not_sure_though_every_sum_holds():
    cells = dict(zip(("cases/received/person", FIRM), ("23", "8"), strict=True))

    def swapped(page, regions, schema):
        draft = read_layout(page, regions, schema)
        one, other = (draft.claims[slot] for slot in cells)
        return replace(draft, claims={**draft.claims, PERSON: other, FIRM: one})

    record = read(swapped)
    assert not {record.slots[slot].status for slot in cells} & SURE
    assert record.needs_person


def test_a_figure_outside_the_table_is_not_a_cells():
    text = "全年共收到 8 件。\n" + text_of(printed(received=("23", "88", "6", "37")))
    record = read(changed(cases__received__firm={"value": Decimal(8), "span": place(text, "8")}), text)
    assert record.slots[FIRM].status not in SURE
    assert record.slots[FIRM].value is None


def test_a_figure_that_the_reader_passes_over_in_silence_is_flagged():
    def silent(page, regions, schema):
        draft = read_layout(page, regions, schema)
        zero = Claim(state=State.ZERO, value=Decimal(0), evidence=Evidence.FILLED)
        return Draft(claims={**draft.claims, FIRM: zero}, found_tables=draft.found_tables)

    record = read(silent)
    assert record.slots[FIRM].status not in SURE
    assert record.needs_person
    assert record.verdict is not Verdict.CLEAN


def test_a_settled_claim_takes_no_figure_as_its_rival():
    text = text_of(TRUE)

    def hoarding(page, regions, schema):
        draft = read_layout(page, regions, schema)
        rival = Candidate(value="8", span=draft.claims[FIRM].span)
        kept = {slot: claim for slot, claim in draft.claims.items() if slot != FIRM}
        return Draft(claims={**kept, PERSON: replace(kept[PERSON], candidates=(rival,))})

    record = read(hoarding, text)
    assert "unclaimed_figure: 1" in record.reasons
    assert record.slots[PERSON].candidates == ()


@pytest.mark.parametrize(
    ("cells", "figure", "value", "piece"),
    [
        pytest.param("17 | 3", "17", "1", slice(0, 1), id="a digit of two"),
        pytest.param("-7 | 3", "-7", "7", slice(1, 2), id="without its sign"),
        pytest.param("1,204 | 3", "1,204", "204", slice(2, 5), id="without its thousands"),
        pytest.param("3.5 | 3", "3.5", "3", slice(0, 1), id="without its fraction"),
    ],
)
def test_a_piece_of_a_figure_is_not_a_value(cells, figure, value, piece):
    text = text_of(printed(received=(cells,)))

    def cutting(page, regions, schema):
        whole = place(text, figure, "本年收到案件")
        first, last, _ = piece.indices(len(figure))
        span = Span(whole.start + first, whole.start + last)
        return Draft(claims={PERSON: Claim(state=State.VALUE, value=Decimal(value), span=span)})

    slot = read(cutting, text).slots[PERSON]
    assert slot.value is None


def test_pieces_that_make_up_a_whole_run_of_digits_are_told_but_never_sure():
    text = text_of(printed(received=("2386",)))

    def splitting(page, regions, schema):
        run = place(text, "2386", "本年收到案件")
        pieces = {PERSON: ("23", 0, 2), FIRM: ("8", 2, 3), "cases/received/club": ("6", 3, 4)}
        return Draft(
            claims={
                slot: Claim(
                    state=State.VALUE,
                    value=Decimal(v),
                    span=Span(run.start + a, run.start + b),
                    evidence=Evidence.SPLIT,
                )
                for slot, (v, a, b) in pieces.items()
            }
        )

    record = read(splitting, text)
    assert [record.slots[slot].value for slot in (PERSON, FIRM)] == [23, 8]
    assert not {record.slots[slot].status for slot in (PERSON, FIRM)} & SURE


def telling(*, placed=True, **values):
    """Return a reader that knows the two rows which NARRATED prints in brackets, and only those."""

    def reader(page, regions, schema):
        draft = read_layout(page, regions, schema)
        told = {}
        for row, label in (("received", "本年收到案件"), ("settled", "本年结案数量")):
            for column, value in zip(COLUMNS, values.get(row, TRUE[row]), strict=True):
                span = place(NARRATED, TRUE[row][COLUMNS.index(column)], label) if placed else None
                number = Decimal(value)
                told[f"cases/{row}/{column}"] = Claim(state=State.VALUE, value=number, span=span)
        return replace(draft, claims={**draft.claims, **told})

    return reader


BRACKETED = tuple(f"cases/{row}/{column}" for row in ("received", "settled") for column in COLUMNS)


def test_what_the_layout_reader_cannot_read_a_reader_may_tell_and_is_never_sure():
    assert {read(read_layout, NARRATED).slots[slot].status for slot in BRACKETED} == {Status.UNREAD}
    record = read(telling(), NARRATED)
    assert values_of(record) == true_values()
    assert {record.slots[slot].status for slot in BRACKETED} == {Status.INFERRED}
    assert record.needs_person


def test_a_sum_over_what_is_only_told_confirms_nothing():
    balance = schema_of({**FORM, "id": "balance", "rules": FORM["rules"][1:]})
    record = read(telling(), NARRATED, balance)
    assert {rule.verdict for rule in record.rules} == {"pass"}
    others = [slot for slot in balance.slots if slot not in BRACKETED]
    assert {record.slots[slot].status for slot in others} == {Status.GROUNDED}
    assert Status.VERIFIED in {slot.status for slot in read(changed(), None, balance).slots.values()}


def test_a_value_without_a_place_is_ungrounded():
    record = read(telling(placed=False), NARRATED)
    assert {record.slots[slot].status for slot in BRACKETED} == {Status.UNGROUNDED}
    assert not any(record.slots[slot].bound for slot in BRACKETED)
    assert f"unsure_slots: {len(BRACKETED)}" in record.reasons


def test_a_sum_that_fails_over_what_is_told_is_not_the_documents_mistake():
    record = read(telling(placed=False, received=("23", "9", "6", "37")), NARRATED)
    failed = [rule for rule in record.rules if rule.verdict == "fail"]
    assert failed
    assert {rule.attribution for rule in failed} == {Verdict.EXTRACTION_ERROR}


def test_flags_of_a_reader_are_kept_where_they_are_flags():
    def remarking(page, regions, schema):
        draft = read_layout(page, regions, schema)
        flags = (Flag(kind="seal_covers_cell", detail="x" * 900), Flag(kind="odd", span=Span(0, 10_000)), "no flag")
        return replace(draft, flags=flags[:2])

    record = read(remarking)
    assert [flag.kind for flag in record.flags] == ["seal_covers_cell"]
    assert len(record.flags[0].detail) == 200


SLOTS = tuple(LEDGER.slots)
TEXTS = (text_of(TRUE), NARRATED)


@st.composite
def drafts(draw):
    """Return a text and claims on it: of whatever figures and pieces of figures, with or without a place."""
    text = draw(st.sampled_from(TEXTS))
    digits = [match.span() for size in ("", "{2}") for match in re.finditer(rf"\d{size}", text)]
    claims = {}
    for slot in draw(st.lists(st.sampled_from(SLOTS), unique=True)):
        span = Span(*draw(st.sampled_from(digits)))
        value = Decimal(text[span.start : span.end])
        claims[slot] = Claim(
            state=State.VALUE if value else State.ZERO,
            value=value,
            span=draw(st.sampled_from((span, span, None))),
            evidence=draw(st.sampled_from(Evidence)),
        )
    return text, claims


@settings(max_examples=200, deadline=None)
@given(drawn=drafts(), is_whole=st.booleans())
def test_no_reader_makes_a_sure_reading_wrong(drawn, is_whole):
    text, said = drawn

    def any_reader(page, regions, schema):
        return Draft(claims={**read_layout(page, regions, schema).claims, **said} if is_whole else said)

    record = read(any_reader, text)
    true = true_values()
    sure = {slot: reading.value for slot, reading in record.slots.items() if reading.status in SURE}
    assert sure == {slot: true[slot] for slot in sure}
    assert record.needs_person or values_of(record) == true
