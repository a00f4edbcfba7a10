"""The workbook, read back by another library: values, headings, links, and nothing a document could make run."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from extractor.dossier import Decision, Dossier, Ruling
from extractor.errors import CallError
from extractor.export import workbook
from extractor.export.layout import table_boxes
from extractor.export.titles import sheet_title, text_of
from extractor.matters import fingerprint_of_slot, matters
from extractor.pipeline import read_document
from extractor.records import Document, Field, Flag, Outcome, Record, RuleVerdict, Slot, State, Status
from extractor.resources import data_root
from extractor.schema import schema_by_id, shipped_schemas
from extractor.schema.model import Label, OpenRows, Row

TEXT = "云溪市档案局2023年年报\n类别 个人 单位 合计\n收件 13 0 12\n结转 2 · /\n"


@pytest.fixture
def dossier(record, form):
    return Dossier(record=record, schema=form, text=TEXT)


@pytest.fixture(scope="module")
def wrong():
    """Return a demo report whose total for businesses is one too many."""
    name = "cells-agriculture-2022.txt"
    text = (data_root() / "eval" / "demo" / name).read_text("utf-8")
    (record,) = read_document(Document(name=name, sha256="ab" * 32, text=text), shipped_schemas())
    return Dossier(record=record, schema=schema_by_id("cn_foi_2021"), text=text)


def opened(*dossiers, lang="zh"):
    (data,) = workbook(dossiers, lang)
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(sheet):
    return {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}


def merged(sheet):
    return {str(sheet.cell(place.min_row, place.min_col).value): place.size for place in sheet.merged_cells.ranges}


def value_cells(sheet, label):
    """Return the cells to the right of a row's label."""
    row = cells(sheet)[label].row
    return list(sheet[row][3:10])


def test_the_tables_stand_as_on_the_form(wrong):
    sheet = opened(wrong).worksheets[2]
    found = merged(sheet)
    assert found["申请人情况"] == {"columns": 7, "rows": 1}
    assert found["法人或其他组织"] == {"columns": 5, "rows": 1}
    assert found["自然人"] == {"columns": 1, "rows": 2}
    assert found["三、本年度办理结果"] == {"columns": 1, "rows": 22}
    assert found["（三）不予公开"] == {"columns": 1, "rows": 8}
    assert found["（七）总计"] == {"columns": 2, "rows": 1}
    assert found["一、本年新收政府信息公开申请数量"] == {"columns": 3, "rows": 1}
    assert found["第二十条第（八）项"] == {"columns": 6, "rows": 1}
    assert found["本年收费金额 (万元)"] == {"columns": 3, "rows": 1}
    assert found["行政诉讼"] == {"columns": 10, "rows": 1}
    assert found["复议后起诉"] == {"columns": 5, "rows": 1}
    assert [cell.value for cell in value_cells(sheet, "（一）予以公开")] == [31, 6, 1, 1, 2, 1, 42]


def test_a_workbook_in_english_is_english(wrong):
    book = opened(wrong, lang="en")
    assert book.sheetnames[:2] == ["Reports", "Failed sums"]
    found = merged(book.worksheets[2])
    assert found["III. Outcomes this year"]["rows"] == 22
    assert {"(1) Granted", "I. Requests received this year", "(7) Total of outcomes"} <= set(found)


@pytest.mark.parametrize("form", ["cn_foi_2019", "cn_foi_2021"])
def test_every_slot_has_one_box_and_no_two_boxes_meet(form):
    schema = schema_by_id(form)
    record = Record(id="x#0", document="x", names=("x",), outcome=Outcome.READ)
    for table in schema.tables:
        boxes = table_boxes(table, record, "zh")
        assert sorted(box.slot for box in boxes if box.kind == "value") == sorted(table.slots)
        covered = [
            (row, column)
            for box in boxes
            for row in range(box.row, box.row + box.height)
            for column in range(box.column, box.column + box.width)
        ]
        assert len(covered) == len(set(covered))


def test_rows_the_form_does_not_list_are_those_found(form):
    table = form.tables[0].model_copy(update={"rows": OpenRows(open=True)})
    slot = Slot(state=State.BLANK, status=Status.GROUNDED)
    slots = {f"letters/{row}/{column}": slot for row in ("甲/乙", "丙") for column in table.column}
    record = Record(id="x#0", document="x", names=("x",), outcome=Outcome.READ, slots=slots)
    boxes = table_boxes(table, record, "zh")
    assert [box.text for box in boxes if box.kind == "label"] == ["甲/乙", "丙"]
    assert [box.slot for box in boxes if box.kind == "value"] == list(slots)
    assert [box.kind for box in table_boxes(table, replace(record, slots={}), "zh")].count("value") == 0


def test_numbers_are_numbers_and_look_as_printed(dossier):
    amount = Slot(state=State.VALUE, value=Decimal("30.70"), text="30.70", status=Status.GROUNDED)
    unsure = Slot(state=State.VALUE, value=Decimal(-5), text="-5", status=Status.INFERRED)
    slots = {"letters/received/person": amount, "letters/received/firm": unsure}
    (person, firm, _, *_) = value_cells(opened(with_slots(dossier, slots)).worksheets[2], "收件")
    assert (person.value, person.number_format) == (30.7, "0.00")
    assert (firm.value, firm.number_format) == (-5, '0"*"')


def test_a_value_no_spreadsheet_keeps_exactly_is_text(dossier):
    long = Slot(state=State.VALUE, value=Decimal("12345678901234567.5"), status=Status.GROUNDED)
    most = Slot(state=State.VALUE, value=Decimal("1234567890123.45"), status=Status.GROUNDED)
    slots = {"letters/received/person": long, "letters/received/firm": most}
    (person, firm, *_) = value_cells(opened(with_slots(dossier, slots)).worksheets[2], "收件")
    assert (person.value, person.data_type) == ("12345678901234567.5", "s")
    assert (firm.value, firm.data_type) == (1234567890123.45, "n")


def test_what_was_not_read_is_no_zero_and_a_zero_is_one(dossier):
    sheet = opened(dossier).worksheets[2]
    assert [cell.value for cell in value_cells(sheet, "收件")[:3]] == [13, 0, 12]
    assert [cell.value for cell in value_cells(sheet, "结转")[:3]] == [2, "_", "/"]


def test_colour_tells_the_status_and_red_the_failed_sum(dossier):
    person, firm, total, *_ = value_cells(opened(dossier).worksheets[2], "收件")
    assert [cell.fill.fgColor.rgb[2:] for cell in (person, firm, total)] == ["E2F0D9", "FFFFFF", "F8CBAD"]
    assert total.font.color.rgb[2:] == "C00000"
    legend = cells(opened(dossier).worksheets[2])
    assert {"已核实", "有据", "推定 *", "可疑 !", "歧义 ?", "无据 ~", "未读出"} <= set(legend)
    assert any(text.startswith("_ 没有读出数值（不是零）  / 原件为斜线") for text in legend)


def test_red_are_the_cells_that_explain_a_failure_and_no_others(wrong):
    def red(dossier):
        rows = opened(dossier).worksheets[2].iter_rows(min_row=6)
        return [
            cell
            for row in rows
            for cell in row
            if cell.font.b and cell.font.color and cell.font.color.rgb == "FFC00000"
        ]

    (total,) = red(wrong)
    assert total.value == 16
    assert "14 + 1 ≠ 16 + 0" in total.comment.text
    unexplained = tuple(replace(rule, explanations=()) for rule in wrong.record.rules)
    assert 0 not in [cell.value for cell in red(replace(wrong, record=replace(wrong.record, rules=unexplained)))]
    assert len(red(replace(wrong, record=replace(wrong.record, rules=unexplained)))) > 10


def test_what_is_not_sure_says_where_it_was_read(dossier):
    sheet = opened(dossier).worksheets[2]
    inferred, ambiguous, slash = value_cells(sheet, "结转")[:3]
    assert "推定" in inferred.comment.text
    assert "第4行: 结转 ⟦2⟧" in inferred.comment.text
    assert "候选: 7" in ambiguous.comment.text
    assert slash.comment is None


def test_a_decision_is_noted_and_the_reading_stays(dossier):
    slot = "letters/carried/firm"
    fingerprint = fingerprint_of_slot(dossier.record.id, slot, dossier.record.slots[slot])
    decision = Decision(
        number=1, kind="slot", subject=slot, fingerprint=fingerprint, ruling=Ruling.CORRECT, value="7", who="李四"
    )
    _, cell, *_ = value_cells(opened(replace(dossier, decisions=(decision,))).worksheets[2], "结转")
    assert cell.value == "_"
    assert "更正  7  李四" in cell.comment.text


def test_the_index_lists_every_report_with_a_link_to_its_sheet(wrong, dossier):
    unreadable = Record(id="c#0", document="a.pdf", names=("a.pdf",), outcome=Outcome.UNREADABLE, reasons=("file.pdf",))
    book = opened(wrong, Dossier(record=unreadable, schema=None, text=""), dossier)
    index = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in index.iter_rows(min_row=2)]
    assert [row[1] for row in rows] == ["cells-agriculture-2022.txt", "a.pdf", "2023/mail.txt"]
    assert [row[5] for row in rows] == ["原件有误", "无法读取", "原件有误"]
    assert rows[0][7] == 3
    assert "PDF" in rows[1][9]
    assert [index.cell(row, 1).hyperlink is not None for row in (2, 3, 4)] == [True, False, True]
    assert index.cell(2, 1).hyperlink.location == f"'{book.sheetnames[2]}'!A1"
    assert book.sheetnames[-1] == "问题与改进措施"


def test_failed_sums_are_written_out_with_their_places(wrong):
    sheet = opened(wrong).worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    balance = next(row for row in rows if "结转下年度" in row[2])
    assert balance[1:7] == ["错误", balance[2], "商业企业", "14 + 1 ≠ 16 + 0", -1, "原件有误"]
    assert "总计 / 商业企业  第341行: ⟦16⟧" in balance[7]
    assert balance[8] == "总计 / 商业企业"


def test_a_failed_sum_says_whether_it_is_of_a_row_or_of_a_column(wrong):
    sheet = opened(wrong, lang="en").worksheets[1]
    found = {row[2].value.split(" the ")[0]: row[3].value for row in sheet.iter_rows(min_row=2)}
    assert found["in every row"] == "Total of outcomes"
    assert found["in every column"] == "Businesses"


def test_a_failed_sum_says_what_was_decided_of_it(dossier):
    (matter,) = [matter for matter in matters(dossier) if matter.kind == "rule"]
    ruled = Decision(
        number=1, kind="rule", subject=matter.subject, fingerprint=matter.fingerprint, ruling=Ruling.DISMISS, who="李四"
    )
    assert opened(replace(dossier, decisions=(ruled,))).worksheets[1]["J2"].value == "不予追究  李四"
    slot = "letters/received/total"
    fingerprint = fingerprint_of_slot(dossier.record.id, slot, dossier.record.slots[slot])
    correct = Decision(number=2, kind="slot", subject=slot, fingerprint=fingerprint, ruling=Ruling.CORRECT, value="13")
    assert opened(replace(dossier, decisions=(correct,))).worksheets[1]["J2"].value == "按更正后的数值已平"
    assert opened(dossier).worksheets[1]["J2"].value is None


def test_a_sum_that_fails_only_with_what_was_decided_is_written_out_with_it(dossier):
    slots = {**dossier.record.slots, "letters/received/total": dossier.record.slots["letters/received/person"]}
    holds = replace(
        dossier.record.rules[0], verdict=RuleVerdict.PASS, gap=Decimal(0), attribution=None, explanations=()
    )
    holding = replace(dossier, record=replace(dossier.record, slots=slots, rules=(holds,)))
    slot = "letters/received/firm"
    fingerprint = fingerprint_of_slot(dossier.record.id, slot, slots[slot])
    made = Decision(number=1, kind="slot", subject=slot, fingerprint=fingerprint, ruling=Ruling.CORRECT, value="3")
    shown = opened(replace(holding, decisions=(made,))).worksheets[1]
    assert (shown["E2"].value, shown["F2"].value) == ("13 + 3 ≠ 13", 3)
    assert opened(holding).worksheets[1]["E2"].value is None


def test_a_failed_sum_is_told_without_its_form(dossier):
    sheet = opened(replace(dossier, schema=None)).worksheets[1]
    assert [sheet.cell(2, column).value for column in (3, 4, 5, 6)] == ["个人加单位应等于合计", "received", None, 1]


def test_a_workbook_of_nothing_can_be_opened():
    assert opened().sheetnames == ["目录", "勾稽不平"]


@pytest.mark.parametrize(
    ("enumerator", "zh", "en"),
    [
        ("8", "8. 甲", "8. A"),
        ("二", "二、甲", "II. A"),
        ("（三）", "（三）甲", "(3) A"),
        ("十一", "十一甲", "A"),
        ("（）", "（）甲", "A"),
        (None, "甲", "A"),
    ],
)
def test_a_row_carries_the_number_printed_before_it(form, enumerator, zh, en):
    row = Row(id="a", label=Label(zh="甲", en="A"), enumerator=enumerator)
    table = form.tables[0].model_copy(update={"rows": (row,)})
    record = Record(id="x#0", document="x", names=("x",), outcome=Outcome.READ)
    for lang, text in (("zh", zh), ("en", en)):
        assert [box.text for box in table_boxes(table, record, lang) if box.kind == "label"] == [text]


def test_a_block_of_its_own_columns_says_every_heading_it_stands_under(form):
    rows = (
        Row(id="a", label=Label(zh="甲"), columns=("person", "firm"), group=Label(zh="组"), within=Label(zh="部")),
        Row(id="b", label=Label(zh="乙")),
    )
    table = form.tables[0].model_copy(update={"rows": rows})
    record = Record(id="x#0", document="x", names=("x",), outcome=Outcome.READ)
    boxes = table_boxes(table, record, "zh")
    assert "部 / 组" in [box.text for box in boxes]
    assert [(box.slot, box.column, box.width) for box in boxes if box.kind == "value"][:2] == [
        ("letters/a/person", 3, 1),
        ("letters/a/firm", 4, 2),
    ]


def test_without_a_failed_sum_the_sheet_says_so(dossier):
    clean = replace(dossier, record=replace(dossier.record, rules=()))
    assert opened(clean, lang="en").worksheets[1]["A2"].value.startswith("No sum fails")
    assert opened(dossier, lang="en").worksheets[1]["C2"].value == "person and firm add up to the total"


HOSTILE = ["=cmd|'/C calc'!A0", "@SUM(A1)", "+1+1", "-1+1", "http://example.org/x", "{=1+1}", "'[a]:*?/\\"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_document_runs(dossier, text):
    slot = Slot(
        state=State.UNREAD, text=text, span=dossier.record.slots["letters/received/firm"].span, status=Status.UNREAD
    )
    record = replace(
        dossier.record,
        document=text,
        fields={"agency": Field(value=text, span=None)},
        slots={**dossier.record.slots, "letters/received/person": slot},
        flags=(Flag(kind="odd", detail=text),),
    )
    (data,) = workbook([replace(dossier, record=record, text=TEXT.replace("收件", text))], "zh")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        xml = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert "<f>" not in xml
    assert 'TargetMode="External"' not in xml
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert text in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]


def test_sheet_titles_are_short_and_unlike_each_other(dossier):
    long = replace(dossier.record, fields={"agency": Field(value="某某" * 30 + "𠮷", span=None)})
    book = opened(*(replace(dossier, record=long) for _ in range(3)))
    assert len(set(book.sheetnames)) == 5
    assert all(len(title) <= 31 for title in book.sheetnames)
    assert sheet_title(7, replace(dossier, record=replace(long, fields={}))) == "007 mail.txt"


def test_a_title_counts_as_a_spreadsheet_counts(dossier):
    rare = replace(dossier.record, fields={"agency": Field(value="𠮷" * 30, span=None)})
    title = sheet_title(1, replace(dossier, record=rare))
    assert len(title.encode("utf-16-le")) // 2 <= 31
    assert title.startswith("001 𠮷")


def test_a_cell_is_not_longer_than_a_cell_may_be():
    assert text_of("长" * 40_000) == "长" * 32_000 + " ..."
    assert text_of("长" * 32_000) == "长" * 32_000
    assert text_of("a\x00b\u202ec") == "a b c"
    assert text_of(None) is None


def test_what_is_too_long_for_a_cell_is_cut_and_not_dropped(dossier):
    (first, *others) = dossier.record.rules
    many = replace(first, explanations=tuple((address,) for address in first.slots) * 2_000)
    sheet = opened(replace(dossier, record=replace(dossier.record, rules=(many, *others)))).worksheets[1]
    assert sheet["I2"].value.startswith("收件 / 个人\n收件 / 单位\n")
    assert sheet["I2"].value.endswith(" ...")
    assert len(sheet["I2"].value) < 32_767


def test_more_reports_than_a_workbook_holds_are_a_bad_call(dossier, monkeypatch):
    from extractor.export import book

    monkeypatch.setattr(book, "MOST_REPORTS", 2)
    assert len(opened(dossier, dossier).sheetnames) == 4
    with pytest.raises(CallError) as refused:
        list(workbook([dossier] * 3, "en"))
    assert str(refused.value).startswith("a workbook holds at most 2 reports")


def test_the_same_reports_make_the_same_workbook(dossier):
    assert list(workbook([dossier], "zh")) == list(workbook([dossier], "zh"))


def with_slots(dossier, slots):
    return replace(dossier, record=replace(dossier.record, slots={**dossier.record.slots, **slots}))
