import io
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractor import render
from extractor.dossier import Brief, Dossier
from extractor.messages import MESSAGES, say, word
from extractor.records import Outcome, Record, RuleVerdict, State, Status, Verdict
from extractor.span import Span
from extractor.wording import value_text


def of(record, form, text):
    return Dossier(record=record, schema=form, text=text)


def drawn(renderable, width=200):
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    console.print(renderable, end="")
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))


def test_a_form_is_shown_as_it_is_printed(record, form, report):
    assert drawn(render.show(of(replace(record, flags=()), form, report.text), "zh")) == (
        "2023/mail.txt  云溪市档案局  2023\n"
        "编号 abababababab#0\n"
        "表式: 收件表 (mail)\n"
        "结论: 原件有误  需人工复核\n"
        "  - 勾稽不平，原件有误: 1\n"
        "\n"
        "来信\n"
        "             个人 单位 合计\n"
        "───────────────────────────\n"
        "收件           13    0  12!\n"
        "年末\n"
        "  结转         2*   ·?    /\n"
        "\n"
        "图例: 无标记：已核实或有据; * 推定; ! 可疑; ? 歧义; · 没有读出数值（不是零）; / 原件为斜线\n"
    )


def test_every_row_of_a_chinese_table_is_equally_wide(record, form, report):
    console = Console(file=io.StringIO(), width=60, highlight=False)
    console.print(render.show(of(record, form, report.text), "zh"))
    lines = console.file.getvalue().split("\n")
    table = lines[lines.index(next(line for line in lines if line.startswith("──"))) :][:4]
    assert len({cell_len(line) for line in table}) == 1


@pytest.mark.parametrize("state", [State.BLANK, State.UNREAD, State.ILLEGIBLE, State.SLASH, State.NOT_APPLICABLE])
def test_what_has_no_value_is_never_shown_as_a_digit(record, state):
    slot = replace(record.slots["letters/carried/firm"], state=state, value=None)
    assert not any(char.isdigit() for char in value_text(slot))
    assert value_text(None) == "·"


def test_no_digit_is_lost_on_a_narrow_terminal(record, form, report):
    slots = {address: replace(slot, value=Decimal(123456789)) for address, slot in record.slots.items()}
    text = drawn(render.show(of(replace(record, slots=slots), form, report.text), "zh"), width=45)
    assert text.count("123456789") == len(slots)


def test_colours_are_for_terminals(record, form, report):
    shown = render.show(of(record, form, report.text), "en")
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=100)
    console.print(shown)
    assert "\x1b[1;31m" in console.file.getvalue()
    assert "\x1b" not in drawn(shown)


def test_an_unrecognised_document_is_shown_with_its_reasons():
    record = Record(
        id="cd" * 32 + "#0", document="a.txt", names=("a.txt",), outcome=Outcome.UNRECOGNISED, reasons=("a letter",)
    )
    text = drawn(render.show(of(record, None, "letter"), "en"))
    assert "verdict: not recognised  needs a person\n  - a letter\n" in text
    assert "There is no table to show." in text
    assert "There was no sum to check." in drawn(render.check(of(record, None, "letter"), "en"))


def test_a_slot_is_shown_with_its_figure_marked_in_its_line(record, form, report):
    assert drawn(render.slot(of(record, form, report.text), "letters/received/person", "en")) == (
        "Letters / Received / Person\n"
        "letters/received/person  2023/mail.txt\n"
        "  value: 13 (value)\n"
        "  printed: 13\n"
        "  status: verified (layout)\n"
        "  place: line 3\n"
        "    收件 13 0 12\n"
        "         ^^\n"
        "  rules: letters.sum @ received: fails\n"
    )


def test_a_slot_without_a_value_shows_its_candidates(record, form, report):
    text = drawn(render.slot(of(record, form, report.text), "letters/carried/firm", "zh"))
    assert "数值: 未读出" in text
    assert "位置: 原件中没有对应位置" in text
    assert "候选: 7 (第2行), （空白）" in text


def test_a_failed_sum_is_written_out_term_by_term(record, form, report):
    assert drawn(render.check(of(replace(record, flags=()), form, report.text), "en")) == (
        "2023/mail.txt  云溪市档案局  2023\n"
        "id abababababab#0\n"
        "form: Mail form (mail)\n"
        "verdict: document is wrong  needs a person\n"
        "  - rules that fail, the document is wrong: 1\n"
        "rules that fail (1)\n"
        "× letters.sum @ received (hard)  person and firm add up to the total\n"
        "    13 + 0 ≠ 12   (gap 1)\n"
        "          13  Letters / Received / Person  line 3: 收件 ⟦13⟧ 0 12\n"
        "           0  Letters / Received / Firm  line 3: 收件 13 ⟦0⟧ 12\n"
        "          12  Letters / Received / Total  line 3: 收件 13 0 ⟦12⟧\n"
        "    verdict: document is wrong\n"
        "    explained if wrong: Letters / Received / Total\n"
        "    or: Letters / Received / Person; Letters / Received / Firm\n"
        "rules that could not be assessed for want of a figure: 1\n"
        "cells that are not sure (3)\n"
        "     12!  Letters / Received / Total  suspect  line 3: 收件 13 0 ⟦12⟧\n"
        "      ·?  Letters / Carried / Firm  ambiguous  7 (line 2), (blank)\n"
        "      2*  Letters / Carried / Person  inferred  line 4: 结转 ⟦2⟧ · /\n"
    )


def test_zeros_nobody_suspects_are_only_counted(record, form, report):
    rule = replace(record.rules[0], explanations=())
    text = drawn(render.check(of(replace(record, rules=(rule,)), form, report.text), "en"))
    assert "13 + 0 ≠ 12" in text
    assert "(others that are zero: 1)" in text


def test_a_rule_is_told_without_its_form_too(record, report):
    text = drawn(render.check(of(record, None, report.text), "en"))
    assert "× letters.sum @ received (hard)  个人加单位应等于合计" in text
    assert "letters/received/total  line 3" in text


def test_a_clean_record_is_told_to_add_up(record, form, report):
    rules = tuple(replace(rule, verdict=RuleVerdict.PASS) for rule in record.rules)
    clean = replace(record, rules=rules, slots={}, flags=(), reasons=(), needs_person=False, verdict=Verdict.CLEAN)
    text = drawn(render.check(of(clean, form, report.text), "en"))
    assert "verdict: clean  needs nobody\nEvery sum adds up.\n" in text
    assert "≠" not in text


def test_a_long_list_of_unsure_cells_is_cut_and_counted(record, form, report):
    slot = record.slots["letters/carried/firm"]
    slots = {f"letters/carried/{number}": slot for number in range(40)}
    text = drawn(render.check(of(replace(record, slots=slots, rules=()), None, report.text), "en"))
    assert "cells that are not sure (40)" in text
    assert "... and 10 more: gouji show abababababab" in text


def test_control_characters_of_a_document_do_not_reach_the_terminal(record, form):
    text = "收件 \x1b[31m13\u202e 0 12\n"
    slots = {"letters/received/person": replace(record.slots["letters/received/person"], span=Span(8, 10))}
    evil = replace(record, document="a\x1b]0;x\x07.txt", slots=slots)
    for view in (
        render.show(of(evil, form, text), "zh"),
        render.check(of(evil, form, text), "zh"),
        render.slot(of(evil, form, text), "letters/received/person", "zh"),
    ):
        assert not set(drawn(view)) & {"\x1b", "\u202e", "\x07"}


def test_a_run_ends_with_counts_and_the_next_command(record):
    tally = render.Tally()
    tally.count(Brief.of(record), record.document)
    tally.count(Brief.of(replace(record, needs_person=False, verdict=Verdict.CLEAN, reasons=())), "b.txt")
    tally.unchanged_files = 2
    assert drawn(render.run_summary(tally, {"roster_gaps": 3, "duplicate_reports": 0}, "my store.db", "en")) == (
        "reports: 2\n"
        "  files read now: 0; unchanged since they were read: 2\n"
        "  outcome: read 2\n"
        "  form: mail 2\n"
        "  verdict: document is wrong 1; clean 1\n"
        "  reasons: rules that fail, the document is wrong 1\n"
        "  a person is needed for 1\n"
        "  list and duplicates: missing reports 3\n"
        "  stored in my store.db\n"
        'next: gouji check --db "my store.db"\n'
        'next: gouji roster --db "my store.db"\n'
    )


def test_a_clean_run_leads_to_the_export(record):
    tally = render.Tally()
    tally.count(Brief.of(replace(record, needs_person=False)), record.document)
    assert drawn(render.run_summary(tally, {}, "gouji.db", "zh")).endswith("下一步：gouji export\n")


def test_a_file_that_is_fine_has_no_line(record):
    assert render.file_line(replace(record, needs_person=False), "en") is None
    assert render.file_line(record, "en") == "2023/mail.txt: document is wrong; rules that fail: 1; cells not sure: 3"


def test_every_status_state_verdict_and_outcome_has_a_word_in_both_languages():
    kinds = {"status": Status, "state": State, "verdict": Verdict, "outcome": Outcome, "rule": RuleVerdict}
    missing = [value for kind, values in kinds.items() for value in values if f"{kind}.{value.value}" not in MESSAGES]
    assert missing == []
    assert (word("zh", "status", Status.VERIFIED), word("en", "verdict", None)) == ("已核实", "none")


def test_both_languages_of_a_message_have_the_same_blanks():
    from string import Formatter

    def blanks(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [key for key, (zh, en) in MESSAGES.items() if blanks(zh) != blanks(en)] == []
    assert say("zh", "line", number=3) == "第3行"
