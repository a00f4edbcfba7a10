import pytest

from extractor.ingest import ingest

TABLE = "<table><tr><td rowspan=2>三</td><td>（一）</td><td>4</td></tr><tr><td>（二）</td><td></td></tr></table>"
SERIAL = "三\t（一）\t4\n（二）\t"


def read(text, name="a.md"):
    return ingest(text.encode(), name)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_text_without_html_tables_is_the_text_itself(name):
    text = "# 年报 &amp; 表\n\n| 甲 | 1 |\n|---|---|\n 1 &lt; 2 <b>x</b>\n"
    document = read(text, name)
    assert (document.text, document.grids) == (text, ())


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_an_html_table_becomes_its_grid_and_the_rest_stays(name):
    document = read(f"## 三、情况 &nbsp;\n\n{TABLE}\n\n后文 <i>x</i>\n", name)
    assert document.text == f"## 三、情况 &nbsp;\n\n{SERIAL}\n\n后文 <i>x</i>\n"
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
