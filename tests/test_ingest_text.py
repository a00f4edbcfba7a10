import pytest

from extractor.ingest import ingest
from extractor.pipeline import read_document
from extractor.records import Outcome
from extractor.schema import shipped_schemas

TABLE = "<table><tr><td rowspan=2>三</td><td>（一）</td><td>4</td></tr><tr><td>（二）</td><td></td></tr></table>"
SERIAL = "三\t（一）\t4\n（二）\t"


def read(text, name="a.md"):
    return ingest(text.encode(), name)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_text_without_html_tables_is_the_text_itself(name):
    text = "# 年报 & 表\n\n| 甲 | 1 |\n|---|---|\n 1 < 2 <见附件> <table-1> a&b &copy; <bq>x</bq> &nbsp\n"
    document = read(text, name)
    assert (document.text, document.grids) == (text, ())


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_an_html_table_becomes_its_grid_and_the_rest_stays(name):
    document = read(f"## 三、情况 &nbsp;\n\n{TABLE}\n\n后文 <i>x</i>\n", name)
    assert document.text == f"## 三、情况 \u00a0\n\n{SERIAL}\n\n后文 x\n"
    (grid,) = document.grids
    assert document.text[grid.start : grid.end] == SERIAL
    assert [document.text[c.start : c.end] for c in grid.cells] == ["三", "（一）", "4", "（二）", ""]


def test_several_tables_keep_their_offsets():
    document = read(f"甲\n{TABLE}\n乙 {TABLE} 丙")
    assert document.text == f"甲\n{SERIAL}\n乙 \n{SERIAL}\n 丙"
    assert [document.text[g.start : g.end] for g in document.grids] == [SERIAL, SERIAL]


def test_the_wrapping_of_a_page_around_a_table_is_not_text():
    assert read(f"前\n\n<html><body>{TABLE}</body></html>\n\n后").text == f"前\n\n{SERIAL}\n\n后"


def test_a_table_that_is_never_closed_does_not_swallow_what_follows():
    document = read("前\n<table><tr><td>甲</td><td>1</td></tr>\n<tr><td>乙</td><td>2\n\n后文")
    assert document.text == "前\n甲\t1\n乙\t2\n\n后文"


def test_a_table_tag_without_cells_is_text():
    text = "标记 <table> 之后没有单元格"
    assert read(text).text == text


def test_a_flag_of_decoding_keeps_its_place_only_where_no_text_moved():
    data = "甲乙丙丁戊己庚辛".encode() * 9 + b"\xff"
    assert ingest(data, "a.txt").flags[0].span == (72, 73)
    moved = ingest(TABLE.encode() + data, "a.txt")
    assert [(flag.kind, flag.span) for flag in moved.flags] == [("undecodable_bytes", None)]


def test_inline_tags_go_and_entities_become_their_characters():
    text = '<p><b>甲</b> &amp; <font color="red">乙</font></p>\n1 &lt; 2&#160;&ensp;&quot;丙&quot;<u>x</u>\n'
    assert read(text).text == '甲 & 乙\n1 < 2\u00a0\u2002"丙"x\n'


def test_an_entity_is_decoded_once():
    assert read("&amp;nbsp; &lt;br&gt;").text == "&nbsp; <br>"


def test_a_raised_note_does_not_join_the_figure_before_it():
    assert read("| 甲 | 12<sup>1</sup> | H<sub>2</sub> |").text == "| 甲 | 12¹ | H₂ |"


@pytest.mark.parametrize("end", ["<br>", "<BR/>", "</p><p>", "\x0b"])
def test_a_break_outside_a_row_ends_the_line(end):
    assert read(f"甲{end}12{end}3").text.split("\n") == ["甲", "12", "3"]


@pytest.mark.parametrize("end", ["<br>", "<br />", "</p><p>", "\x0b", " \x0b "])
@pytest.mark.parametrize("row", ["前\n| 本年{0}新收 | 17{0}3 | 2 |\n", "前\n本年{0}新收\t17{0}3\t2\n"])
def test_a_break_in_a_row_is_a_blank_and_joins_the_digits_of_a_figure(row, end):
    document = read(row.format(end))
    assert document.text == row.format("").replace("本年", "本年 ")
    assert [(f.kind, document.text[f.span.start : f.span.end]) for f in document.flags] == [("joined_digits", "173")]


def test_a_figure_broken_at_its_point_or_comma_is_whole_again():
    assert read("甲\t3\x0b.5\t1,\x0b234\t6.\x0b7").text == "甲\t3.5\t1,234\t6.7"


def test_joined_digits_behind_a_table_are_flagged_where_they_stand():
    document = read(f"{TABLE}\n&nbsp;\n乙\t1\x0b2\t3\n")
    (flag,) = document.flags
    assert document.text[flag.span.start : flag.span.end] == "12"


def test_a_markdown_table_with_tags_and_entities_is_read():
    label = "本年<br>新收政府<br>信息公开申请数量"
    rows = {
        f"一、{label}": "4 0 0 1 0 0 5",
        "二、上年结转<br/>政府信息公开申请数量": "1 0 0 0 0 0 1",
        "（一）<b>予以</b>公开": "3 0 0 1 0 0 4",
        "1.属于<br>国家秘密": "0 0 0 0 0 0 0",
        "8.属于行政<br>查询事项": "2 0 0 0 0 0 2",
        "（七）<strong>总计</strong>": "5 0 0 1 0 0 6",
        "四、结转下年度<br>继续办理": "0 0 0 0 0 0 0",
    }
    cells = ["".join(f" &nbsp;{figure}&nbsp; |" for figure in row.split()) for row in rows.values()]
    text = "三、收到和处理政府信息公开申请情况\n\n| &nbsp; | 自然人 | 商业<br>企业 | 科研机构 | 社会<br>公益组织 "
    text += "| 法律服务机构 | 其他 | 总计 |\n|---|---|---|---|---|---|---|---|\n"
    text += "\n".join(f"| {name} |{row}" for name, row in zip(rows, cells, strict=True))
    (record,) = read_document(read(text), shipped_schemas())
    assert record.outcome is Outcome.READ
    row = ("requests/new/natural_person", "requests/new/nonprofit", "requests/new/total", "requests/refused_8/total")
    assert [record.slots[slot].value for slot in row] == [4, 1, 5, 2]
