"""The table of decisions: written, filled in, damaged by a spreadsheet, taken in again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.corrections import COLUMNS, accepted_headings
from extractor.corrections.columns import as_mark, from_mark
from extractor.corrections.words import Said, printed_value, ruling_text, said
from extractor.dossier import PRINTED_STATES, Decision, Dossier, Ruling
from extractor.messages import MESSAGES
from extractor.records import Outcome
from extractor.sheets import read_rows
from extractor.wording import decided_value_text
from tests.correcting import (
    FIRM,
    NOW,
    PERSON,
    RULE,
    TOTAL,
    decisions,
    fault_key,
    faults,
    filled,
    in_force,
    table,
    taken,
)


@pytest.fixture
def dossier(record, form, report):
    return Dossier(record=record, schema=form, text=report.text)


# The table


def test_a_row_says_all_that_is_needed_to_decide(dossier):
    rows = {row["subject"]: row for row in table(dossier)}
    rule, cell = rows[RULE], rows[FIRM]
    assert (rule["severity"], rule["kind"], rule["sum"]) == ("error", "rule", "13 + 0 ≠ 12")
    assert rule["what"] == "Letters / Received: person and firm add up to the total"
    assert (rule["agency"], rule["year"], rule["document"]) == ("云溪市档案局", "2023", "2023/mail.txt")
    assert (cell["severity"], cell["kind"], cell["what"]) == ("doubt", "cell", "Letters / Carried / Firm")
    assert (cell["read"], cell["candidates"], cell["printed"]) == ("unread", "7 (line 2), (blank)", "")
    assert (rows[TOTAL]["line"], rows[TOTAL]["quote"]) == ("3", "收件 13 0 ⟦12⟧")


def test_open_matters_are_listed_and_settled_ones_only_when_asked_for(dossier):
    settled = in_force(dossier, taken(dossier, filled(dossier, (FIRM, "correct", "7", "", "seen"))))
    assert FIRM in {row["subject"] for row in table(dossier)}
    assert FIRM not in {row["subject"] for row in table(settled)}
    (row,) = (row for row in table(settled, with_decided=True) if row["subject"] == FIRM)
    assert [row[name] for name in COLUMNS[-5:]] == ["1", "correct", "7", "wang", "seen"]


def test_the_cells_that_would_explain_a_failed_sum_are_there_to_be_corrected(dossier):
    rows = table(dossier)
    subjects = [row["subject"] for row in rows]
    assert subjects[:3] == [RULE, "letters/received/person", "letters/received/firm"]
    assert (rows[1]["severity"], rows[1]["sum"]) == ("", "13 + 0 ≠ 12")
    assert len(subjects) == len(set(subjects))


def test_any_cell_can_be_asked_for(dossier):
    sure = "letters/carried/total"
    assert sure not in {row["subject"] for row in table(dossier)}
    assert decisions(taken(dossier, filled(dossier, (sure, "correct", "9"), slots=[sure]))) == [(sure, "correct", "9")]
    assert [row["subject"] for row in table(dossier, slots=[FIRM])] == [row["subject"] for row in table(dossier)]


def test_what_is_missing_is_listed_whatever_kind_it_is(dossier, form):
    lost = replace(dossier.record, slots={}, rules=(), reasons=("table_not_found: letters",))
    assert [row["what"] for row in table(replace(dossier, record=lost)) if row["kind"] == "table"] == [
        "table not found: Letters"
    ]
    unread = replace(lost, outcome=Outcome.UNREADABLE, reasons=("file.empty",), flags=())
    (row,) = table(Dossier(record=unread, schema=None, text=""))
    assert (row["kind"], row["what"]) == ("file", "unreadable: the file is empty")


def test_an_outdated_decision_is_told_and_not_filled_in(dossier):
    decided = in_force(dossier, taken(dossier, filled(dossier, (FIRM, "correct", "7"))))
    slots = {**decided.record.slots, FIRM: replace(decided.record.slots[FIRM], candidates=())}
    (row,) = (
        row for row in table(replace(decided, record=replace(decided.record, slots=slots))) if row["subject"] == FIRM
    )
    assert row["earlier"] == "1: correct 7 (wang); the reading has changed since"
    assert (row["number"], row["decision"], row["value"]) == ("", "", "")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_heading_means_one_column(column):
    for heading in (column, *accepted_headings()[column]):
        (row,) = read_rows(f"{heading}\nx\n".encode(), "t.csv", accepted_headings())
        assert row.cells == {column: "x"}


@pytest.mark.parametrize("digest", ["12345678e9012345", "1234567890123456", "0000000000000001", "1e10000000000000"])
def test_a_fingerprint_is_never_a_number_to_a_spreadsheet(digest):
    mark = as_mark(digest)
    with pytest.raises(ValueError, match="could not convert"):
        float(mark)
    assert from_mark(mark) == digest
    assert from_mark("1.23457E+15") == ""


# What people write


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("correct", Said.CORRECT),
        ("更正", Said.AMEND),
        (" Corrected ", Said.AMEND),
        ("正确", Said.AS_READ),
        ("读数无误。", Said.AS_READ),
        ("Source_Defect", Said.SOURCE_DEFECT),
        ("source-defect", Said.SOURCE_DEFECT),
        ("原件 有误", Said.SOURCE_DEFECT),
        ("忽略", Said.DISMISS),
        ("ＤＩＳＭＩＳＳ", Said.DISMISS),
        ("撤销", Said.UNDO),
        ("正确？", None),
        ("更正?", None),
        ("yes", None),
        ("", None),
    ],
)
def test_a_decision_may_be_loosely_written_but_not_in_doubt(text, meaning):
    assert said(text) is meaning


def test_no_word_has_two_meanings_and_what_is_written_out_is_understood():
    words = [
        word for name in Said for texts in MESSAGES[f"words.{name}"] for word in texts.replace("、", ", ").split(", ")
    ]
    assert len(words) - words.count("") == len(set(words) - {""})
    made = Decision(number=1, kind="slot", subject=FIRM, fingerprint="", ruling=Ruling.CORRECT)
    for lang in ("zh", "en"):
        assert said(ruling_text(made, lang)) is Said.AS_READ
        assert said(ruling_text(replace(made, value="7"), lang)) in {Said.AMEND, Said.CORRECT}
        for ruling in (Ruling.SOURCE_DEFECT, Ruling.DISMISS):
            assert said(ruling_text(replace(made, ruling=ruling), lang)) == Said(ruling.value)
        for state in PRINTED_STATES:
            assert printed_value(decided_value_text(replace(made, value=state.value), lang)) == state.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15", "15"),
        ("15.0", "15"),
        ("30.70", "30.7"),
        ("1,234", "1234"),
        ("１，２３４．５", "1234.5"),
        ("'0012", "12"),
        ("0.00", "0"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("123456789012345678901234567890123456789.10", "123456789012345678901234567890123456789.1"),
        ("空白", "blank"),
        ("Blank", "blank"),
        ("／", "slash"),
    ],
)
def test_a_value_is_taken_exactly(text, value):
    assert printed_value(text) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_whatever_a_number_is_written_like_it_is_the_same_number(number):
    forms = (f"{number:f}", f"{number:,f}", f"'{number:f}", f"{number:f}000")
    (taken_as,) = {printed_value(form) for form in forms}
    assert Decimal(taken_as) == number


@pytest.mark.parametrize(
    "text", ["1,23", "1.23E+15", "12件", "约15", "1月2日", "15?", "1 5", "unread", "-", "五", "1/2"]
)
def test_what_is_no_plain_number_is_not_guessed(text):
    assert printed_value(text) is None


# What a row comes to


@pytest.mark.parametrize(
    ("entry", "made"),
    [
        ((FIRM, "correct", "7"), (FIRM, "correct", "7")),
        ((FIRM, "更正", "空白"), (FIRM, "correct", "blank")),
        ((PERSON, "correct", ""), (PERSON, "correct", None)),
        ((PERSON, "正确", "2.0"), (PERSON, "correct", "2")),
        ((FIRM, "source defect", ""), (FIRM, "source_defect", None)),
        ((RULE, "原件有误", ""), (RULE, "source_defect", None)),
        ((RULE, "dismiss", ""), (RULE, "dismiss", None)),
        (("unclaimed_figure@6", "dismiss", ""), ("unclaimed_figure@6", "dismiss", None)),
    ],
)
def test_a_filled_row_is_a_decision(dossier, entry, made):
    result = taken(dossier, filled(dossier, entry))
    assert (decisions(result), faults(result)) == ([made], [])
    (found,) = result.made
    assert (found.decision.who, found.decision.decided_at, found.report) == ("wang", NOW, dossier.record.id)


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ((FIRM, "", "7"), "row.no_decision"),
        ((FIRM, "", "", "", "call them"), "row.no_decision"),
        ((FIRM, "perhaps", "7"), "row.unknown_decision"),
        ((FIRM, "correct", ""), "row.nothing_read"),
        ((PERSON, "更正", ""), "row.no_value"),
        ((PERSON, "正确", "3"), "row.not_as_read"),
        ((FIRM, "correct", "seven"), "row.not_a_number"),
        ((FIRM, "correct", "1.23E+15"), "row.shortened"),
        ((RULE, "correct", "13"), "row.not_a_cell"),
        (("unclaimed_figure@6", "correct", "13"), "row.nothing_to_correct"),
        ((RULE, "dismiss", "13"), "row.value_not_wanted"),
    ],
)
def test_a_row_that_cannot_be_meant_so_is_refused(dossier, entry, key):
    assert fault_key(dossier, *entry) == key


def test_a_refused_row_stops_no_other(dossier):
    result = taken(dossier, filled(dossier, (FIRM, "correct", "x"), (PERSON, "correct", "3")))
    assert decisions(result) == [(PERSON, "correct", "3")]
    assert (len(result.faults), result.undecided) == (1, len(table(dossier)) - 2)


def test_nobody_decides_without_a_name(dossier):
    rows = filled(dossier, (FIRM, "correct", "7"), (PERSON, "correct", "3", "li"))
    result = taken(dossier, rows, who="")
    assert ([fault.error.key for fault in result.faults], decisions(result)) == (
        ["row.nobody"],
        [(PERSON, "correct", "3")],
    )
