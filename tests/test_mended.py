"""Faults the engine once had, each beside its clean twin: one claim a test."""

import time
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.ingest import ingest
from extractor.localise import localise
from extractor.pipeline import read_document
from extractor.records import State, Status, Verdict
from extractor.rules import confront
from extractor.schema import schema_by_id
from extractor.schema.compiled import RuleInstance
from extractor.schema.model import Label
from tests.ledger import COLUMNS, FORM, LABELS, LEDGER, TRUE, read_text, schema_of, text_of, true_values, values_of
from tests.scoring import is_sure

DATA = Path(__file__).parent / "data" / "layout"
B = schema_by_id("cn_foi_2021")
SPACED = (DATA / "remedies_three_blocks.txt").read_text(encoding="utf-8")
WRAPPED = (DATA / "pdf_wrapped_labels.txt").read_text(encoding="utf-8")
BARS = (DATA / "word_pipes_sixteenth_zero.txt").read_text(encoding="utf-8")
LICENSING, FEES = "proactive/licensing/decisions", "proactive/fees/amount"
SURE = {Status.VERIFIED, Status.GROUNDED}


def report(text, *changes):
    """Return the record of a report of the form of 2021 in which texts were replaced by others."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_text(text, B)


def kinds(record):
    return {flag.kind for flag in record.flags}


def sure(record, prefix):
    return {slot for slot, reading in record.slots.items() if slot.startswith(prefix) and reading.status in SURE}


# Labels out of order and misspelt


def test_a_row_printed_before_the_others_is_no_misread_label():
    order = ("carried_out", "carried_in", "received", "settled", "withdrawn")
    record = read_text(text_of({row: TRUE[row] for row in order}))
    assert (record.verdict, kinds(record)) == (Verdict.CLEAN, set())
    assert values_of(record) == true_values()
    assert {slot.status for slot in record.slots.values()} == {Status.VERIFIED}


def test_a_misspelt_label_is_known_flagged_and_binds_at_most_by_inference():
    record = read_text(text_of(TRUE).replace(LABELS["settled"], "木年结案数量"))
    settled = [record.slots[f"cases/settled/{column}"] for column in COLUMNS]
    assert "label_misread" in kinds(record)
    assert [str(slot.value) for slot in settled] == list(TRUE["settled"])
    assert all(slot.span is not None for slot in settled)
    assert not any(is_sure(slot) for slot in settled)


# A second run of figures for the same slots

HEADINGS = "结果维持 结果纠正 其他结果 尚未审结 总计"
RUN = "3 1 0 1 5 2 0 0 0 2 0 0 0 1 1"


@pytest.mark.parametrize("again", ["9 9 9 9 36 2 0 0 0 2 0 0 0", "3 1 0 1 5 2 0 0 0 2 0 0 0 1 1 0"])
def test_a_second_run_of_another_length_leaves_its_slots_ambiguous(again):
    record = report(WRAPPED, (RUN, f"{RUN}\n以下为更正后的本表数据：\n{again}"))
    remedies = {slot.status for name, slot in record.slots.items() if name.startswith("remedies/")}
    assert remedies == {Status.AMBIGUOUS}


def test_one_run_is_read_surely():
    record = report(WRAPPED)
    assert len(sure(record, "remedies/")) == 15


# Figures that are not just a figure


@pytest.mark.parametrize("cell", ["1.53万件", "3千余件", "约150", "≥150", "<10"])
def test_an_approximate_figure_is_never_sure(cell):
    assert not is_sure(report(SPACED, ("行政许可 1240", f"行政许可 {cell}")).slots[LICENSING])


def test_a_figure_with_its_unit_is_sure():
    slot = report(SPACED, ("行政许可 1240", "行政许可 153件")).slots[LICENSING]
    assert (slot.value, is_sure(slot)) == (153, True)


@pytest.mark.parametrize("cell", ["详见附件3", "共12类153件"])
def test_a_figure_behind_other_text_in_its_field_is_never_sure(cell):
    assert not is_sure(report(BARS, ("行政许可 | 22 ", f"行政许可 | {cell} ")).slots[LICENSING])


@pytest.mark.parametrize("cell", ["22", "22件"])
def test_a_figure_alone_in_its_field_is_sure(cell):
    slot = report(BARS, ("行政许可 | 22 ", f"行政许可 | {cell} ")).slots[LICENSING]
    assert (slot.value, is_sure(slot)) == (22, True)


def test_a_sentence_behind_the_table_fills_no_missing_row():
    rows = {row: cells for row, cells in TRUE.items() if row != "carried_out"}
    record = read_text(text_of(rows) + "其中年末结存案件 12 起\n")
    missing = [record.slots[f"cases/carried_out/{column}"] for column in COLUMNS]
    assert [slot.value for slot in missing if is_sure(slot)] == []
    assert 12 not in {slot.value for slot in missing}


@pytest.mark.parametrize("sentence", ["其中行政强制 12 起", "同期行政强制12。", "说明\n\n其中行政强制 12 起"])
def test_a_sentence_in_place_of_the_last_row_is_not_that_row(sentence):
    record = report(SPACED, ("行政强制 31\n", ""), ("三、收到", f"{sentence}\n三、收到"))
    assert record.slots["proactive/coercion/decisions"].value is None


def test_a_sentence_behind_the_table_changes_nothing_where_the_row_is_printed():
    record = read_text(text_of(TRUE) + "其中年末结存案件 13 起\n")
    assert record.verdict is Verdict.CLEAN
    assert values_of(record) == true_values()


# Units of money

HEADING, ROW = "本年收费金额（单位：万元）", "行政事业性收费 905.17"


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("本年收费金额（单位：元）", "行政事业性收费 9051700"),
        ("本年收费金额 单位：元", "行政事业性收费 9051700"),
        ("本年收费金额", "行政事业性收费（元） 9051700"),
        (HEADING, ROW),
    ],
)
def test_a_printed_unit_of_money_is_converted(heading, row):
    record = report(SPACED, (HEADING, heading), (ROW, row))
    assert record.slots[FEES].value == Decimal("905.17")
    assert "unit_assumed" not in kinds(record)


def test_a_unit_printed_nowhere_is_assumed_and_flagged():
    record = report(SPACED, (HEADING, "本年收费金额"))
    assert record.slots[FEES].value == Decimal("905.17")
    assert "unit_assumed" in kinds(record)


# Fractions


def test_a_fraction_among_counts_is_not_sure():
    fraction = report(SPACED, ("行政处罚 388", "行政处罚 153.5"))
    assert not is_sure(fraction.slots["proactive/penalties/decisions"])
    assert is_sure(fraction.slots[LICENSING])


def test_a_column_of_decimals_in_a_form_of_ones_own_is_sure():
    rows = {row: tuple(f"{cell}.5" for cell in cells) for row, cells in TRUE.items()}
    loose = schema_of(FORM | {"id": "decimals", "rules": []})
    record = read_text(text_of(rows), loose)
    assert values_of(record) == true_values(rows)
    assert all(is_sure(slot) for slot in record.slots.values())


# Explanations


def rule(**terms):
    return RuleInstance(
        rule="r",
        over=None,
        terms=tuple((weight, slot) for slot, weight in terms.items()),
        relation="==",
        strength="hard",
        message=Label(en="a rule"),
    )


def test_every_smallest_explanation_of_a_chain_is_found():
    values = dict(zip("abcde", map(Decimal, (3, 1, 2, 5, 5)), strict=True))
    rules = [rule(a=1, b=1, c=-1), rule(c=1, d=1, e=-1)]
    (found,) = localise([confront(one, values) for one in rules])
    assert {("c", "d"), ("c", "e")} <= set(found.explanations)
    assert {len(slots) for slots in found.explanations} == {2}
    assert not found.undecided


def test_a_swap_inside_one_column_is_explained_by_pairs():
    slots = true_values()
    one, two = "cases/received/person", "cases/settled/person"
    slots[one], slots[two] = slots[two], slots[one]
    found = localise([confront(instance, slots) for instance in LEDGER.instances])
    assert any((one, two) in cluster.explanations for cluster in found)
    assert {len(pair) for cluster in found for pair in cluster.explanations} == {2}


# Headings, places and fillers

TWO_LINES = "自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他"


def test_long_headings_exchanged_bind_nothing_surely():
    exchanged = "自然人 法人或其他组织 总计\n法律服务机构 社会公益组织 商业企业 科研机构 其他"
    assert sure(report(SPACED, (TWO_LINES, exchanged)), "requests/") == set()
    assert sure(report(SPACED), "requests/")


def test_values_before_wrapped_labels_between_anchored_rows_are_tied_in_order_and_inferred():
    old = "7.属于行政执法案卷 1 2 0 0 0 0 3\n8.属于行政查询事项 5 0 0 0 0 0 5\n"
    new = "1 2 0 0 0 0 3\n5 0 0 0 0 0 5\n7.属于行政执\n法案卷\n8.属于行政查\n询事项\n"
    record = report(WRAPPED, (old, new))
    for row, cells in (("refused_7", "1200003"), ("refused_8", "5000005")):
        slots = [slot for name, slot in record.slots.items() if name.startswith(f"requests/{row}/")]
        assert "".join(str(slot.value) for slot in slots) == cells
        assert Status.INFERRED in {slot.status for slot in slots}
        assert not any(is_sure(slot) for slot in slots if slot.value)


FULL = "1.信访举报投诉类申请 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |  | \n"


def test_a_row_one_field_short_is_not_read_from_the_filler():
    record = report(BARS, (FULL, FULL.replace("| 2 | 0 |", "| 2 |")))
    row = {name.rpartition("/")[2]: slot for name, slot in record.slots.items() if "/not_processed_1/" in name}
    assert (row["total"].value, row["natural_person"].value) == (2, 2)
    assert State.BLANK not in {slot.state for slot in row.values()}


def test_a_row_with_all_its_fields_is_read_surely():
    assert len(sure(report(BARS), "requests/not_processed_1/")) == 7


def test_the_search_for_a_title_between_two_tables_is_linear():
    table = "".join(f"{row.label.zh} 0 0 0 0 0 0 0\n" for row in B.table["requests"].listed_rows)
    titles = "云 溪 市 政 府 信 息 公 开 工 作 年 度 报 告 " * 1_400
    assert len(titles.encode()) > 80_000
    start = time.process_time()
    read_text(table + titles + table, B)
    assert time.process_time() - start < 10


def test_a_letter_behind_a_thousands_mark_does_not_leave_the_thousands_as_a_count():
    line = "四、结转下年度继续办理\n{}\n0\n0\n0\n0\n0\n{}\n"
    rows = "".join(f"{row.label.zh}\n0\n0\n0\n0\n0\n0\n0\n" for row in B.table["requests"].listed_rows[1:-1])
    text = f"一、本年新收政府信息公开申请数量\n3,115\n0\n0\n0\n0\n0\n3,115\n{rows}"
    record = read_text(text + line.format("3,115", "3,11S"), B)
    total = record.slots["requests/carried_out/total"]
    assert not is_sure(total) or str(total.value) == "3115"


def test_an_empty_grid_of_figures_under_its_headings_is_printed_blank():
    block = "".join(f"<td>{column.label.zh}</td>" for column in B.table["remedies"].columns)
    blank = "<td></td>" * 15
    rows = "".join(f"<tr><td>{row.label.zh}</td>{'<td>0</td>' * 7}</tr>" for row in B.table["requests"].listed_rows)
    html = (
        f"<table>{rows}</table><p>四、政府信息公开行政复议、行政诉讼情况</p><table>"
        "<tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>"
        "<tr><td colspan=5></td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
        f"<tr>{block * 3}</tr><tr>{blank}</tr></table>"
    )
    (record,) = read_document(ingest(html.encode(), "a.html"), [B])
    remedies = [slot for name, slot in record.slots.items() if name.startswith("remedies/")]
    assert {(slot.state, slot.status) for slot in remedies} == {(State.BLANK, Status.GROUNDED)}


def test_an_empty_line_of_cells_with_the_filler_of_a_wider_table_is_printed_blank():
    block = "\t".join(column.label.zh for column in B.table["remedies"].columns)
    rows = "".join(f"{row.label.zh}{chr(9)}{chr(9).join('0' * 7)}\n" for row in B.table["requests"].listed_rows)
    heads = f"行政复议{chr(9) * 5}行政诉讼{chr(9) * 10}\n{block}\t{block}\t{block}\t\n"
    record = read_text(f"{rows}四、政府信息公开行政复议、行政诉讼情况\n{heads}{chr(9) * 15}\n五、存在的问题\n", B)
    remedies = [slot for name, slot in record.slots.items() if name.startswith("remedies/")]
    assert {(slot.state, slot.status) for slot in remedies} == {(State.BLANK, Status.GROUNDED)}


def test_two_failures_that_one_cell_each_explains_are_also_explained_by_two_cells_of_a_row():
    # Columns a and b are wrong by one the other way round; the sum of row 1 can be assessed, that of row 2 cannot.
    rules = [equation("column a", "a1 a2", "at"), equation("column b", "b1 b2", "bt"), equation("row 1", "a1 b1", "t1")]
    values = {"a1": 4, "a2": 1, "at": 4, "b1": 2, "b2": 1, "bt": 4, "t1": 6}
    (found,) = localise([confront(rule, {slot: Decimal(n) for slot, n in values.items()}) for rule in rules])
    assert len(found.failed) == 2
    assert ("a1", "b1") in found.explanations
    assert ("a2", "b2") in found.explanations
    assert {len(explanation) for explanation in found.explanations} == {2}


def test_two_failures_that_nothing_joins_stay_apart():
    rules = [equation("one", "a1 a2", "at"), equation("other", "b1 b2", "bt")]
    values = {"a1": 4, "a2": 1, "at": 4, "b1": 2, "b2": 1, "bt": 4}
    found = localise([confront(rule, {slot: Decimal(n) for slot, n in values.items()}) for rule in rules])
    assert [{len(explanation) for explanation in each.explanations} for each in found] == [{1}, {1}]


def equation(name, parts, total):
    terms = ((1, total), *((-1, part) for part in parts.split()))
    return RuleInstance(
        rule=name, over=None, terms=terms, relation="==", strength="hard", message=Label(zh=name, en=name)
    )
