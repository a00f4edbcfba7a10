import time

import pytest

from extractor.errors import UnreadableError
from extractor.ingest import ingest


def read(body, name="a.html"):
    return ingest(body.encode(), name)


def fields(document, grid):
    return [line.split("\t") for line in document.text[grid.start : grid.end].split("\n")]


def places(document, grid):
    return {(c.row, c.col): (document.text[c.start : c.end], c.rowspan, c.colspan) for c in grid.cells}


MERGED = """
<p>前言</p>
<table>
<tr><td rowspan="2" colspan="2">项目</td><td colspan="2">人数</td></tr>
<tr><td>甲</td><td>乙</td></tr>
<tr><td rowspan="2">一</td><td>（一）</td><td>3</td><td>&nbsp;</td></tr>
<tr><td>（二）</td><td></td><td>5</td></tr>
</table>
<p>后语</p>
"""


def test_merged_cells_stand_at_their_places_and_cover_nothing_else():
    document = read(MERGED)
    (grid,) = document.grids
    assert (grid.rows, grid.cols) == (4, 4)
    assert places(document, grid) == {
        (0, 0): ("项目", 2, 2),
        (0, 2): ("人数", 1, 2),
        (1, 2): ("甲", 1, 1),
        (1, 3): ("乙", 1, 1),
        (2, 0): ("一", 2, 1),
        (2, 1): ("（一）", 1, 1),
        (2, 2): ("3", 1, 1),
        (2, 3): ("", 1, 1),
        (3, 1): ("（二）", 1, 1),
        (3, 2): ("", 1, 1),
        (3, 3): ("5", 1, 1),
    }


def test_a_covered_position_writes_nothing_and_a_blank_cell_an_empty_field():
    document = read(MERGED)
    assert document.text == "前言\n项目\t人数\n甲\t乙\n一\t（一）\t3\t\n（二）\t\t5\n后语\n"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p> 17<br/>314 </p>", "17314"),
        ("本年新<br>制作数量", "本年新制作数量"),
        ("<span>科研 </span>\n<span>机构</span>", "科研机构"),
        ("&nbsp;0&nbsp;", "0"),
        ("\u3000", ""),
        ("Simple <b>track</b>\n requests", "Simple track requests"),
        ("1,<br>234", "1,234"),
        ("12.<br>5 %", "12.5%"),
        ("10<sup>1</sup>", "10¹"),
        ("<del>7</del>8", "8"),
    ],
)
def test_wrapping_inside_a_cell_vanishes(cell, text):
    document = read(f"<table><tr><td>甲</td><td>{cell}</td></tr></table>")
    last = document.grids[0].cells[-1]
    assert document.text[last.start : last.end] == text


def test_digits_joined_over_white_space_are_flagged():
    document = read("<table><tr><td>甲</td><td>17<br>3</td><td>4</td></tr></table>")
    (flag,) = document.flags
    assert (flag.kind, document.text[flag.span.start : flag.span.end]) == ("joined_digits", "173")


def test_unclosed_cells_and_rows_are_closed():
    document = read("<table><tr><td>甲<td>1<tr><td>乙<td>2")
    assert fields(document, document.grids[0]) == [["甲", "1"], ["乙", "2"]]


def test_a_rowspan_does_not_reach_beyond_its_body():
    document = read(
        "<table><thead><tr><th rowspan=9>甲<th>乙</thead><tbody><tr><td>1<td>2</tbody><tr><td rowspan=0>3<td>4<tr><td>5"
    )
    places_ = places(document, document.grids[0])
    assert places_[0, 0] == ("甲", 1, 1)
    assert places_[1, 0] == ("1", 1, 1)
    assert places_[2, 0] == ("3", 2, 1)
    assert places_[3, 1] == ("5", 1, 1)


def test_a_caption_stands_before_its_grid():
    document = read("<table><caption>表三</caption><tr><td>甲</td><td>1</td></tr></table>")
    assert document.text == "表三\n甲\t1\n"


def test_only_the_innermost_of_nested_tables_is_a_grid():
    inner = "<table><tr><td>甲</td><td>1</td></tr></table>"
    document = read(f"<table><tr><td>左栏</td><td><p>正文</p>{inner}</td></tr></table>")
    assert document.text == "左栏\n正文\n甲\t1\n"
    assert len(document.grids) == 1


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>甲</td></tr></table>",
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
        f"<table><tr><td>{'本年度工作有序推进。' * 30}</td><td>{'下一步继续。' * 30}</td></tr></table>",
    ],
    ids=["one-cell", "one-column", "prose"],
)
def test_a_table_of_layout_is_blocks(table):
    document = read(table)
    assert document.grids == ()
    assert "\t" not in document.text


def test_blocks_end_lines_and_line_ends_of_the_source_do_not():
    document = read("<div>一、总体\n  情况</div><p>甲<br>乙</p>see\n  also<ul><li>丙<li>丁</ul>")
    assert document.text == "一、总体情况\n甲\n乙\nsee also\n丙\n丁\n"


def test_preformatted_text_keeps_its_lines_and_tabs():
    document = read("<pre>\n甲\t1\n乙\t\t2\n</pre>")
    assert document.text == "甲\t1\n乙\t\t2\n"


PAGE = """<html><head><title>某局年报-某网</title><meta name="ArticleTitle" content="某局年度报告">
<style>p{}</style><script>var a="99";</script></head><body>
<nav><a>首页</a><a>公开</a></nav><ul class="nav"><li><a>服务</a></li></ul><div class="breadcrumbs"><a>位置</a></div>
<div style="display: none">12345</div>
<div id="zoom"><h1>某局年度报告</h1><p>一、总体情况。本年度主动公开信息若干条，回应关切若干次，工作平稳有序。</p></div>
<div class="footer">网站标识码</div></body></html>"""


def test_site_chrome_scripts_and_hidden_parts_are_left_out():
    document = read(PAGE)
    assert document.text == ("某局年度报告\n一、总体情况。本年度主动公开信息若干条，回应关切若干次，工作平稳有序。\n")
    assert document.title == "某局年度报告"
    assert document.flags == ()


def test_the_title_is_the_pages_own_where_no_article_is_named():
    assert read("<title> 某局 \n 年报 </title><p>甲").title == "某局 年报"


@pytest.mark.parametrize(
    "page",
    [
        '<div class="nav"><p>正文在错名的容器里，照样是正文，不能丢失。</p></div>',
        '<div class="top"><table><tr><td>甲</td><td>1</td></tr></table></div><p>正文很长很长很长很长很长很长很长</p>',
        "<header><h1>题</h1></header><p>正文很长很长很长很长很长很长很长很长</p>",
        '<div style="display:none"><p>整页先隐藏再由脚本显示</p></div>',
    ],
    ids=["all-in-nav", "table-in-top", "heading-in-header", "all-hidden"],
)
def test_the_main_content_is_never_lost_to_a_class_name(page):
    words = [word for word in ("正文", "甲\t1", "题", "整页") if word.replace("\t", "</td><td>") in page]
    text = read(page).text
    assert words
    assert all(word in text for word in words)


def test_a_hidden_table_is_left_out_and_flagged():
    hidden = "<div hidden><table><tr><td>甲</td><td>1</td></tr></table></div>尾"
    document = read(f"<p>正文很长很长很长很长很长</p>{hidden}")
    assert document.grids == ()
    assert [flag.kind for flag in document.flags] == ["hidden_content"]
    assert document.text.endswith("尾\n")


@pytest.mark.parametrize("tag", ["div", "b", "span", "section", "ul"])
def test_ten_thousand_levels_are_read(tag):
    document = read(f"<{tag}>" * 10_000 + "甲12<table><tr><td>乙<td>3</table>")
    assert document.text == "甲12\n乙\t3\n"


def test_markup_that_the_parser_gives_up_on_is_refused_with_the_reason():
    with pytest.raises(UnreadableError, match="Excessive depth"):
        read("<table><tr><td>" * 10_000 + "甲")


@pytest.mark.parametrize(
    "table",
    [
        "<tr><td colspan=1000 rowspan=65534>1" * 3000,
        "<tr>" + "<td>1" * 1500,
        "<tr><td rowspan=0 colspan=999>1" + "<tr><td>2" * 4000,
    ],
    ids=["spans", "columns", "tall"],
)
def test_absurd_spans_cost_no_memory_and_lose_no_text(table):
    begun = time.process_time()
    document = read(f"<table>{table}</table>")
    assert document.grids == ()
    assert document.text.count("\n") == table.count("<td")
    assert time.process_time() - begun < 5


def test_a_declaration_of_another_encoding_does_not_matter_once_decoded():
    page = '<?xml version="1.0" encoding="gb2312"?><html><head><meta charset="gb2312"></head><p>公开申请</p></html>'
    assert ingest(page.encode("gbk"), "a.html").text == "公开申请\n"


def test_an_article_inside_a_page_of_comments_is_whole():
    assert read("<p>甲<!-- 注 -->乙<?php x ?>丙</p>").text == "甲乙丙\n"


def test_cells_outside_any_row_are_a_row():
    document = read("<table><td>甲</td><td>1</td></table>")
    assert fields(document, document.grids[0]) == [["甲", "1"]]


def test_a_page_may_start_with_a_blank_pre():
    assert read("<pre></pre>甲").text == "甲\n"


@pytest.mark.parametrize("page", ["<!-- 只有注释 -->", "<!DOCTYPE html>", "<script>1</script>", "</p>"])
def test_a_page_without_content_says_so(page):
    with pytest.raises(UnreadableError, match="there is no text in it"):
        read(page)
