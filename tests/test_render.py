import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractor import render
from extractor.dossier import Brief, Decision, Dossier, Ruling
from extractor.matters import fingerprint_of_slot, matters
from extractor.messages import MESSAGES, say, word
from extractor.records import Flag, Outcome, Record, RuleVerdict, Severity, State, Status, Verdict
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
        "  结转         2*   _?    /\n"
        "\n"
        "图例: 无标记：已核实或有据; * 推定; ! 可疑; ? 歧义; _ 没有读出数值（不是零）; / 原件为斜线\n"
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
    assert value_text(None) == "_"


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
        "  rules: letters.sum @ received: fails  person and firm add up to the total\n"
        "    13 + 0 ≠ 12   (gap 1)\n"
    )


def test_a_slot_without_a_value_shows_its_candidates(record, form, report):
    text = drawn(render.slot(of(record, form, report.text), "letters/carried/firm", "zh"))
    assert "数值: 未读出" in text
    assert "位置: 原件中没有对应位置" in text
    assert "  候选:\n    7  第2行: 类别 个人 ⟦单⟧位 合计\n    （空白）  原件中没有对应位置\n" in text
    assert "letters.sum @ carried: 无法判断  个人加单位应等于合计\n    2 + _ =? _\n" in text


def test_a_failed_sum_is_written_out_term_by_term(record, form, report):
    assert drawn(render.check(of(replace(record, flags=()), form, report.text), "en")) == (
        "2023/mail.txt  云溪市档案局  2023\n"
        "id abababababab#0\n"
        "form: Mail form (mail)\n"
        "verdict: document is wrong  needs a person\n"
        "  - rules that fail, the document is wrong: 1\n"
        "rules that could not be assessed for want of a figure: 1\n"
        "error (1): the document's own mistakes\n"
        "× letters.sum @ received (hard)  person and firm add up to the total\n"
        "    13 + 0 ≠ 12   (gap 1)\n"
        "    Letters / Received:\n"
        "          13  Person  line 3: 收件 ⟦13⟧ 0 12\n"
        "           0  Firm  line 3: 收件 13 ⟦0⟧ 12\n"
        "          12  Total  line 3: 收件 13 0 ⟦12⟧\n"
        "    verdict: document is wrong\n"
        "    explained if wrong: Received / Total\n"
        "    or: Received / Person; Received / Firm\n"
        "doubt (3): a person must see whether the reading is right\n"
        "cells that are not sure (3)\n"
        "     12!  Letters / Received / Total  suspect  line 3: 收件 13 0 ⟦12⟧\n"
        "      _?  Letters / Carried / Firm  ambiguous  7 (line 2), (blank)\n"
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
    assert "    letters / received:\n" in text
    assert "12  total  line 3" in text


def test_a_clean_record_is_told_to_add_up(record, form, report):
    rules = tuple(replace(rule, verdict=RuleVerdict.PASS) for rule in record.rules)
    clean = replace(record, rules=rules, slots={}, flags=(), reasons=(), needs_person=False, verdict=Verdict.CLEAN)
    text = drawn(render.check(of(clean, form, report.text), "en"))
    assert "verdict: clean  needs nobody\nEvery sum that can be checked adds up.\n" in text
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


def with_decisions(dossier):
    """Return the dossier with a corrected total, a cell held to be wrong, and a dismissal that no longer holds."""
    addresses = ("letters/received/total", "letters/carried/firm")
    marks = [fingerprint_of_slot(dossier.record.id, each, dossier.record.slots[each]) for each in addresses]
    corrected, wrong, old = (
        Decision(
            number=1, kind="slot", subject=addresses[0], fingerprint=marks[0], ruling=Ruling.CORRECT, value="13",
            who="Lin", why="smudged", decided_at="2024-05-01T10:00:00",
        ),
        Decision(number=2, kind="slot", subject=addresses[1], fingerprint=marks[1], ruling=Ruling.SOURCE_DEFECT),
        Decision(number=3, kind="rule", subject="letters.sum@received", fingerprint="old", ruling=Ruling.DISMISS),
    )  # fmt: skip
    return replace(dossier, decisions=(corrected, wrong, old))


def test_a_decision_stands_beside_the_reading_in_the_table(record, form, report):
    text = drawn(render.show(with_decisions(of(record, form, report.text)), "zh"))
    assert re.search(r"^收件 +13 +0 +12!\[13\]$", text, re.MULTILINE)
    assert "_?[x]" in text
    assert "[13] 人工更正的数值（读数照旧）; [x] 人工认定原件有误" in text
    assert "  - 来信 / 收件 / 合计  人工决定：更正为 13（Lin，2024-05-01）：smudged\n" in text
    assert "  - letters.sum@received  此前的决定（不予追究）已失效：读数此后有变\n" in text
    assert "[" not in drawn(render.show(of(replace(record, flags=()), form, report.text), "zh"))


def test_check_says_what_people_decided_and_what_became_of_the_sum(record, form, report):
    text = drawn(render.check(with_decisions(of(record, form, report.text)), "en"))
    assert "    with the values people gave: 13 + 0 = 13, holds\n" in text
    assert "decided: corrected to 13 (Lin, 2024-05-01): smudged\n" in text
    assert "decided: the document is wrong\n" in text
    assert "an earlier decision no longer holds, the reading has changed since: dismissed\n" in text
    undecided = drawn(render.check(of(record, form, report.text), "en"))
    assert "decided" not in undecided
    assert "the values people gave" not in undecided


def test_a_slot_is_shown_with_what_people_decided_of_it(record, form, report):
    text = drawn(render.slot(with_decisions(of(record, form, report.text)), "letters/received/total", "en"))
    assert "  decided: corrected to 13 (Lin, 2024-05-01): smudged\n" in text
    assert "    13 + 0 ≠ 12   (gap 1)\n    with the values people gave: 13 + 0 = 13, holds\n" in text


def test_a_decision_on_a_cell_that_is_sure_is_told_too(record, form, report):
    dossier = of(record, form, report.text)
    address = "letters/received/person"
    mark = fingerprint_of_slot(record.id, address, record.slots[address])
    made = Decision(number=1, kind="slot", subject=address, fingerprint=mark, ruling=Ruling.CORRECT, value="12")
    text = drawn(render.check(replace(dossier, decisions=(made,)), "en"))
    assert "      13  Letters / Received / Person  verified  line 3: 收件 ⟦13⟧ 0 12\n" in text
    assert "decided: corrected to 12" in text
    assert "13 + 0 ≠ 12   (gap 1)" in text
    assert "with the values people gave: 12 + 0 = 12, holds" in text


def test_a_report_needs_nobody_once_all_is_decided(record, form, report):
    dossier = of(record, form, report.text)
    made = tuple(
        Decision(
            number=number,
            kind=matter.kind,
            subject=matter.subject,
            fingerprint=matter.fingerprint,
            ruling=Ruling.DISMISS,
        )
        for number, matter in enumerate(matters(dossier))
        if matter.is_open
    )
    assert "  needs a person\n" in drawn(render.check(dossier, "en"))
    assert "needs nobody: people have decided it all\n" in drawn(render.check(replace(dossier, decisions=made), "en"))
    line = render.clean_line(replace(dossier, decisions=made), "en")
    assert line == "2023/mail.txt: document is wrong  needs nobody: people have decided it all"


@pytest.mark.parametrize(("least", "shown"), [("error", 1), ("doubt", 2), ("hint", 3)])
def test_only_what_is_grave_enough_is_shown(record, form, report, least, shown):
    text = drawn(render.check(of(record, form, report.text), "en", Severity(least)))
    headings = [f"{severity} (" in text for severity in Severity]
    assert headings == [True] * shown + [False] * (3 - shown)


def test_what_could_not_be_narrowed_down_is_said_apart_from_whose_mistake_it_is(record, form, report):
    rule = replace(record.rules[0], explanations=(), undecided=True)
    text = drawn(render.check(of(replace(record, rules=(rule,)), form, report.text), "en"))
    assert "    verdict: document is wrong\n    which cell is wrong could not be narrowed down" in text
    cut = replace(record.rules[0], undecided=True)
    text = drawn(render.check(of(replace(record, rules=(cut,)), form, report.text), "en"))
    assert "there are more ways than are listed" in text


def test_a_sum_whose_reading_is_shaken_is_a_doubt_and_says_so(record, form, report):
    shaken = replace(record, flags=(Flag(kind="form_uncertain"),))
    text = drawn(render.check(of(shaken, form, report.text), "en"))
    assert "error (" not in text
    assert "not held against the document before a person has looked" in text
    assert "not held against" not in drawn(render.check(of(record, form, report.text), "en"))
