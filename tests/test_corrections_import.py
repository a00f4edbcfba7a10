"""The table of decisions after a spreadsheet and several people had it, and after the reading changed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.corrections import COLUMNS, broken_sums, with_decisions
from extractor.corrections.columns import as_mark, headings
from extractor.dossier import Dossier, Ruling
from extractor.errors import CallError
from extractor.matters import matters
from extractor.records import State
from tests.correcting import FIRM, PERSON, RULE, as_bytes, decisions, faults, filled, in_force, table, taken

MADE = [(RULE, "source_defect", None), (FIRM, "correct", "7"), (PERSON, "correct", "1234")]
ENTRIES = (
    (RULE, "source defect", "", "li", "two lines:\nsee the letter"),
    (FIRM, "correct", "7", "", "=SUM(A1), told on 2024-01-05"),
    (PERSON, "correct", "1,234", "", "she said “no”, twice"),
)


@pytest.fixture
def dossier(record, form, report):
    return Dossier(record=record, schema=form, text=report.text)


def with_blank_rows(data):
    lines = data.split(b"\r\n", 2)
    return b"\r\n".join([b"", b",,,", lines[0], b"", b",,,,,,", *lines[1:]])


# What a spreadsheet does to a file


@pytest.mark.parametrize(
    "save",
    [
        pytest.param(as_bytes, id="UTF-8 whose mark was lost"),
        pytest.param(lambda rows: b"\xef\xbb\xbf" + as_bytes(rows), id="UTF-8 with its mark"),
        pytest.param(lambda rows: as_bytes(rows, encoding="gbk"), id="GBK"),
        pytest.param(lambda rows: as_bytes(rows, encoding="utf-16", delimiter="\t"), id="Unicode text, tabs"),
        pytest.param(lambda rows: as_bytes(rows, encoding="gbk", delimiter=";"), id="semicolons"),
        pytest.param(lambda rows: as_bytes(rows, columns=COLUMNS[::-1]), id="columns in another order"),
        pytest.param(lambda rows: as_bytes(rows, columns=("我的备注", *COLUMNS, "")), id="columns of their own"),
        pytest.param(lambda rows: as_bytes(rows, columns=(*COLUMNS[:2], *COLUMNS[17:])), id="columns taken out"),
        pytest.param(lambda rows: as_bytes(rows, titles=COLUMNS), id="ids for headings"),
        pytest.param(lambda rows: with_blank_rows(as_bytes(rows)), id="blank rows"),
        pytest.param(lambda rows: as_bytes(sorted(rows, key=lambda row: row["what"])), id="sorted"),
        pytest.param(lambda rows: as_bytes(rows).replace(b"\r\n", b"\n"), id="line ends of another system"),
        pytest.param(lambda rows: as_bytes(rows).replace(b"1,234", "１，２３４．００".encode()), id="full width"),
        pytest.param(lambda rows: as_bytes(rows).replace(b'"1,234"', b"'1234.0"), id="apostrophe and zeros"),
        pytest.param(lambda rows: as_bytes(rows).replace(b"source defect", b" Source_Defect "), id="case and blanks"),
    ],
)
def test_what_a_spreadsheet_does_to_a_file_changes_no_decision(dossier, save):
    result = taken(dossier, save(filled(dossier, *ENTRIES)))
    assert (sorted(decisions(result)), faults(result)) == (sorted(MADE), [])


def test_two_tables_put_one_under_the_other_are_one(dossier):
    mine, yours = (as_bytes(filled(dossier, entry)) for entry in (ENTRIES[0], ENTRIES[1]))
    result = taken(dossier, mine + yours)
    assert (decisions(result), result.faults) == (MADE[:2], ())


def test_a_table_in_chinese_says_the_same(dossier):
    entries = ((RULE, "原件有误"), (FIRM, "更正", "7"), (PERSON, "更正", "１，２３４"))
    rows = filled(dossier, *entries, lang="zh")
    result = taken(dossier, as_bytes(rows, titles=headings("zh"), encoding="gbk"))
    assert (sorted(decisions(result)), faults(result)) == (sorted(MADE), [])


def test_reasons_come_through_as_they_were_written(dossier):
    result = taken(dossier, as_bytes(filled(dossier, *ENTRIES), encoding="gb18030"))
    whys = {made.decision.subject: made.decision.why for made in result.made}
    assert whys == {subject: why for subject, *_, why in ENTRIES}


def test_a_row_is_named_by_the_number_a_spreadsheet_shows(dossier):
    rows = filled(dossier, (RULE, "dismiss", "", "", "one\ntwo\nthree"), (FIRM, "correct", "x"))
    at = next(number for number, row in enumerate(rows, start=2) if row["subject"] == FIRM)
    assert [row for row, _ in faults(taken(dossier, as_bytes(rows)))] == [at]
    assert [row for row, _ in faults(taken(dossier, with_blank_rows(as_bytes(rows))))] == [at + 4]


def test_a_number_cut_short_by_a_spreadsheet_is_refused(dossier):
    rows = filled(dossier, (FIRM, "correct", "1.23457E+11"))
    ((_, told),) = faults(taken(dossier, rows))
    assert "shortened" in told


def test_a_fingerprint_of_digits_alone_comes_back(dossier, monkeypatch):
    from extractor import matters as room

    monkeypatch.setattr(room, "_digest", lambda parts: f"{sum(map(ord, str(parts))):013}e12")
    rows = filled(dossier, (FIRM, "correct", "7"))
    for row in rows:  # a spreadsheet rewrites what it takes for a number
        with pytest.raises(ValueError, match="could not convert"):
            row["fingerprint"] = f"{float(row['fingerprint']):.5E}"
    assert decisions(taken(dossier, rows)) == [(FIRM, "correct", "7")]


def test_a_quotation_mark_never_closed_swallows_no_row(dossier):
    data = as_bytes(filled(dossier, *ENTRIES)).replace(b"source defect", b'"source defect')
    with pytest.raises(CallError, match="quotation marks do not match"):
        taken(dossier, data)


def test_a_row_without_its_fingerprint_or_report_is_refused(dossier):
    rows = filled(dossier, (FIRM, "correct", "7"))
    for lost in ("fingerprint", "report"):
        result = taken(dossier, as_bytes(rows, columns=[name for name in COLUMNS if name != lost]))
        assert [fault.error.key for fault in result.faults] == ["row.no_report"]


# After the reading changed


def test_a_row_on_a_reading_that_has_changed_is_refused(dossier):
    rows = filled(dossier, (FIRM, "correct", "7"), (PERSON, "correct", "3"))
    slots = {**dossier.record.slots, FIRM: replace(dossier.record.slots[FIRM], candidates=())}
    changed = replace(dossier, record=replace(dossier.record, slots=slots))
    result = taken(changed, rows)
    assert [fault.error.key for fault in result.faults] == ["row.changed"]
    assert decisions(result) == [(PERSON, "correct", "3")]


def test_a_row_of_a_report_the_store_does_not_hold_is_refused(dossier):
    other = replace(dossier, record=replace(dossier.record, id="cd" * 32 + "#0"))
    result = taken(other, filled(dossier, (FIRM, "correct", "7")))
    assert [fault.error.key for fault in result.faults] == ["row.unknown_report"]


def test_a_fingerprint_of_another_report_decides_nothing(dossier):
    rows = filled(dossier, (FIRM, "correct", "7"))
    rows[0]["fingerprint"] = as_mark("0" * 16)
    rows[0]["decision"] = "dismiss"
    assert [fault.error.key for fault in taken(dossier, rows).faults] == ["row.changed"]


# Several people, several times


def history(dossier):
    return list(dossier.decisions)


def test_the_same_file_twice_changes_nothing(dossier):
    rows = filled(dossier, *ENTRIES)
    decided = in_force(dossier, taken(dossier, rows))
    again = taken(decided, rows, history(decided))
    assert (again.made, again.faults, again.unchanged) == ((), (), 3)


def test_people_who_disagree_in_one_file_are_both_refused_and_named(dossier):
    rows = filled(dossier, (FIRM, "correct", "7", "li"), (PERSON, "dismiss"))
    at = next(number for number, row in enumerate(rows, start=2) if row["subject"] == FIRM)
    twice = [*rows, {**rows[at - 2], "value": "8", "who": "wang"}]
    result = taken(dossier, twice)
    assert decisions(result) == [(PERSON, "dismiss", None)]
    assert [row for row, _ in faults(result)] == [at, len(rows) + 2]
    assert f"row {len(rows) + 2}" in faults(result)[0][1]
    assert f"row {at}" in faults(result)[1][1]


def test_people_who_agree_in_one_file_decide_once(dossier):
    rows = filled(dossier, (FIRM, "correct", "7", "li"))
    twice = [*rows, *({**row, "decision": "更正", "who": "wang"} for row in rows if row["subject"] == FIRM)]
    result = taken(dossier, twice)
    assert (decisions(result), result.faults, result.unchanged) == ([(FIRM, "correct", "7")], (), 1)


def test_a_later_decision_takes_the_place_of_the_earlier_one(dossier):
    rows = filled(dossier, (FIRM, "correct", "7", "li"))
    decided = in_force(dossier, taken(dossier, rows))
    result = taken(decided, filled(dossier, (FIRM, "correct", "8", "wang")), history(decided))
    assert [(made.before.value, made.decision.value) for made in result.made] == [("7", "8")]


def test_a_row_left_as_it_was_exported_does_not_bring_back_what_a_colleague_changed(dossier):
    first = in_force(dossier, taken(dossier, filled(dossier, (FIRM, "correct", "7", "li", "2024-01-05"))))
    mine = table(first, with_decided=True)  # exported with decision 1 filled in
    for row in mine:  # a spreadsheet writes a date its own way
        row["why"] = row["why"].replace("2024-01-05", "2024/1/5")
    (made,) = taken(first, filled(first, (FIRM, "correct", "8", "wang"), with_decided=True)).made
    later = replace(first, decisions=(replace(made.decision, number=2),))
    result = taken(later, mine, [*history(first), *history(later)])
    assert (result.made, result.faults, result.unchanged) == ((), (), 1)


def test_undo_takes_back_the_decision_that_was_seen_and_no_other(dossier):
    decided = in_force(dossier, taken(dossier, filled(dossier, (FIRM, "correct", "7", "li"))))
    rows = table(decided, with_decided=True)
    for row in rows:
        if row["subject"] == FIRM:
            row |= {"decision": "撤销", "who": "wang", "why": "wrong line"}
    (back,) = taken(decided, rows, history(decided)).taken_back
    assert (back.decision.number, back.who, back.why) == (1, "wang", "wrong line")
    assert taken(dossier, rows, history(decided)).unchanged == 1  # it was taken back already
    other = replace(decided, decisions=(replace(decided.decisions[0], number=5, who="zhao"),))
    assert [fault.error.key for fault in taken(other, rows, history(other)).faults] == ["row.decided_since"]


# What follows


def test_sums_that_fail_with_what_was_decided_are_told(dossier):
    total = "letters/carried/total"
    nine = replace(dossier.record.slots[total], state=State.VALUE, value=Decimal(9), text="9")
    settled = replace(dossier, record=replace(dossier.record, slots={**dossier.record.slots, total: nine}))
    for value, told in (("7", []), ("8", [("Letters / Carried: person and firm add up to the total", "2 + 8 ≠ 9")])):
        after = with_decisions(settled, taken(settled, filled(settled, (FIRM, "correct", value))))
        assert list(broken_sums(settled, after, "en")) == told


def test_decisions_taken_back_are_gone_and_the_rest_stays(dossier):
    decided = in_force(dossier, taken(dossier, filled(dossier, (FIRM, "correct", "7"), (RULE, "dismiss"))))
    rows = [{**row, "decision": "undo"} for row in table(decided, with_decided=True) if row["subject"] == FIRM]
    after = with_decisions(decided, taken(decided, rows, history(decided)))
    assert [(made.subject, made.ruling) for made in after.decisions] == [(RULE, Ruling.DISMISS)]
    assert {found.subject for found in matters(after) if found.is_open} >= {FIRM}
