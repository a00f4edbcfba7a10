import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.figures import figures, parse_cell, plain, value_in
from extractor.figures.numerals import numeral_value, year_value
from extractor.span import Span


def read(text):
    return [(plain(figure.value), figure.unit) for figure in figures(text)]


def values(text):
    return [plain(figure.value) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请１２３件", [("123", "件")]),
        ("发布1,234条、1，234条和1\u2009234条", [("1234", "条")] * 3),
        ("合计 1 234 567元", [("1234567", "元")]),
        ("占５．２５％", [("5.25", "%")]),
        ("占3‰", [("3", "‰")]),
        ("采购329.1877(万元）", [("329.1877", "万元")]),
        ("收费307000元", [("307000", "元")]),
        ("结余5百万元", [("500", "万元")]),
        ("满意率百分之95.5", [("95.5", "%")]),
        ("许可14批", [("14", "批")]),
        ("提高2个百分点", [("2", "个百分点")]),
        ("服务3.2万人次", [("32000", "人次")]),
        ("用户3亿", [("300000000", None)]),
        ("行驶3千米", [("3", "千米")]),
        ("2024年12月", [("2024", "年"), ("12", "月")]),
        ("12个人信息", [("12", None)]),
        ("0处理决定数量", [("0", None)]),
    ],
)
def test_a_number_is_read_with_its_unit(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,2345", ["1", "2345"]),
        ("12,34,567", ["12", "34", "567"]),
        ("1,234,56", ["1", "234", "56"]),
        ("10 200 300", ["10", "200", "300"]),
        ("0 1.5", ["0", "1.5"]),
        ("2021.1.7", ["2021", "1", "7"]),
        ("1.2018年", ["1", "2018"]),
        ("12.", ["12"]),
        ("10203120001200000", ["10203120001200000"]),
    ],
)
def test_marks_that_group_nothing_part_the_numbers(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-5", ["-5"]),
        ("增减:−53", ["-53"]),
        ("\t+25\t", ["25"]),
        ("（－4）", ["-4"]),
        ("2019-2020年", ["2019", "2020"]),
        ("2019年-2020年", ["2019", "2020"]),
        ("2020-01-02", ["2020", "1", "2"]),
        ("40-7", ["40", "7"]),
        ("--7", ["7"]),
        ("a-7", ["7"]),
        ("-3-", ["3"]),
        ("- 3", ["3"]),
    ],
)
def test_a_dash_is_a_sign_only_where_nothing_is_ranged_or_dated(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize("text", ["IPv6", "5G", "1O", "表A4", "l0", "1" * 401, "第" + "1" * 401 + "条"])
def test_digits_glued_to_letters_or_without_end_are_no_figure(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办结十三件", [("13", "件")]),
        ("共一百零二条", [("102", "条")]),
        ("印发两千余份", [("2000", "份")]),
        ("计三十多万元", [("30", "万元")]),
        ("收费三万元", [("30000", "元")]),
        ("咨询三十余万人次", [("300000", "人次")]),
        ("受理三件", [("3", "件")]),
        ("十余条", [("10", "条")]),
        ("二〇二四年", [("2024", "年")]),
        ("十二月", [("12", "月")]),
        ("十二大类", [("12", "大类")]),
        ("二十", [("20", None)]),
        ("百分之三十五", [("35", "%")]),
    ],
)
def test_a_chinese_numeral_is_read_where_it_counts(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    ["一是", "第一", "统一", "一个", "一件", "三类", "三件事", "第二十条", "（十三）", "(十三)", "十三、总体", "二十大",
     "十四五", "几十条", "数百件", "三四件", "二十零", "百万", "一百二", "唯一一", "二七区", "一万二", "上千", "三方"],
)  # fmt: skip
def test_a_word_or_an_enumerator_is_no_figure(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("4325余条", True),
        ("100多件", True),
        ("14万余件", True),
        ("300余万件", True),
        ("约12件", True),
        ("近30件", True),
        ("将近30件", True),
        ("超过50条", True),
        ("逾50条", True),
        ("50件左右", True),
        ("50条以上", True),
        ("预约12次", False),
        ("最近3年", False),
        ("不过3件", False),
        ("12件", False),
        ("12多元化", False),
    ],
)
def test_an_approximation_is_told_from_a_count(text, approximate):
    assert [figure.approximate for figure in figures(text)] == [approximate]


@pytest.mark.parametrize(
    ("text", "kind", "decimals", "printed", "extent"),
    [
        ("共6.0248万元", "arabic", 4, "6.0248", "6.0248万元"),
        ("共3.2万件", "mixed", -3, "3.2万", "3.2万件"),
        ("共300余万件", "mixed", -4, "300余万", "300余万件"),
        ("共14万余件。", "mixed", -4, "14万", "14万余件"),
        ("共十三件", "chinese", 0, "十三", "十三件"),
        ("共百分之95.5的", "arabic", 1, "95.5", "百分之95.5"),
        ("共１，２３４ 件", "arabic", 0, "１，２３４", "１，２３４ 件"),
    ],
)
def test_a_figure_says_how_it_is_printed(text, kind, decimals, printed, extent):
    (figure,) = figures(text)
    assert (figure.kind, figure.decimals, figure.text) == (kind, decimals, printed)
    assert text[slice(*figure.span)] == printed
    assert text[slice(*figure.extent)] == extent


def test_a_remark_in_brackets_is_a_footnote_whose_numbers_are_figures_too():
    text = "31（其中新增 7 件）"
    outer, inner = figures(text)
    assert (outer.value, text[slice(*outer.footnote)]) == (31, "（其中新增 7 件）")
    assert (inner.value, inner.unit, inner.footnote) == (7, "件", None)


@pytest.mark.parametrize("text", ["0（一）予以公开", "0 (2) 重复申请", "0（没有\n回行）", "0（未完"])
def test_an_enumerator_in_brackets_is_no_footnote(text):
    assert next(figures(text)).footnote is None


def test_only_numbers_inside_the_bounds_are_read():
    text = "12 345 67"
    assert [figure.text for figure in figures(text, 3, 6)] == ["345"]
    assert [figure.text for figure in figures(text, 3, 8)] == ["345"]
    assert [figure.text for figure in figures(text, 7)] == ["67"]


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("1731\n4", "17314", None),
        (" 1 234 ", "1234", None),
        ("- 5", "-5", None),
        ("14批", "14", "批"),
        ("329.1877\n(万元）", "329.1877", "万元"),
        ("约\u200b12 件", "12", "件"),
        ("百分之三十", "30", "%"),
        ("0.0000", "0.0000", None),
    ],
)
def test_a_cell_is_one_figure_however_it_is_wrapped(cell, value, unit):
    figure = parse_cell(cell)
    assert (plain(figure.value), figure.unit) == (value, unit)
    assert cell[slice(*figure.span)] == figure.text


def test_a_cell_keeps_its_footnote_apart():
    cell = "31\n（其中\n新增 7 件）"
    figure = parse_cell(cell)
    assert (figure.text, figure.extent) == ("31", Span(0, 2))
    assert cell[slice(*figure.footnote)] == "（其中\n新增 7 件）"


@pytest.mark.parametrize("cell", ["", "-", "/", "0.", "1O", "12、13", "重复申请", "第3", "12 起诉", "共12", "1/2"])
def test_a_cell_that_is_not_one_number_is_none(cell):
    assert parse_cell(cell) is None


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("307000", "元", "万元", "30.7"),
        ("81234.56", "元", "万元", "8.123456"),
        ("6.0248", "万元", "元", "60248"),
        ("3", "亿元", "万元", "30000"),
        ("12", "千元", "元", "12000"),
        ("10000", "元", "万元", "1"),
        ("0", "元", "万元", "0"),
        ("6.00", "万元", "万元", "6.00"),
        ("-1234567890123456789012345678901234567890.5", "元", "万元", "-123456789012345678901234567890123456.78905"),
    ],
)
def test_money_is_converted_exactly(value, source, target, expected):
    assert plain(value_in(Decimal(value), source, target)) == expected


@pytest.mark.parametrize(("source", "target"), [("件", "万元"), ("元", "件"), ("条", "件")])
def test_what_is_no_money_is_not_converted(source, target):
    assert value_in(Decimal(1), source, target) is None


@pytest.mark.parametrize(
    ("value", "expected"), [("6.0248", "6.0248"), ("1E+2", "100"), ("1.50", "1.50"), ("-0", "0"), ("0.00", "0.00")]
)
def test_a_decimal_is_written_out_plainly(value, expected):
    assert plain(Decimal(value)) == expected


@pytest.mark.parametrize("text", ["三万五万", "十十", "零三", "三百四百", "一百三", "三十万五百", "一亿五万"])
def test_a_malformed_numeral_has_no_value(text):
    assert numeral_value(text) is None


@pytest.mark.parametrize("text", ["二〇二", "二〇十四"])
def test_a_year_has_four_bare_digits(text):
    assert year_value(text) is None


@pytest.mark.parametrize(
    "text", ["1" * 10**6, "一" * 10**6, "1." * 10**5, "1," * 10**5, "1 " * 10**5, "1（" * 10**5, "1,234" * 10**5]
)
def test_a_hostile_text_is_scanned_in_linear_time(text):
    begun = time.process_time()
    for _ in figures(text):
        pass
    parse_cell(text)
    assert time.process_time() - begun < 2


def numeral(number):
    """Write a number below 10 ** 12 as a Chinese numeral."""
    groups = [(number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    printed, gap = "", False
    for value, mark in groups:
        section = "".join(
            digit_name + power if digit else "零"
            for power, digit, digit_name in zip(
                "千百十", map(int, f"{value:04d}"), map(name, f"{value:04d}"), strict=False
            )
        ) + (name(str(value % 10)) if value % 10 else "")
        section = "零".join(piece for piece in section.split("零") if piece)
        if value and printed and (value < 1000 or gap):
            section = "零" + section
        gap = not value if value or printed else False
        printed += section + mark if value else ""
    return printed


def name(digit):
    return "零一二三四五六七八九"[int(digit)]


@given(st.integers(1, 10**12 - 1))
def test_a_numeral_says_the_number_it_was_written_for(number):
    assert numeral_value(numeral(number)) == number


amounts = st.decimals(-(10**12), 10**12, places=4) | st.integers(-(10**12), 10**12).map(Decimal)


@given(amounts, st.sampled_from(["{}", "{:,}"]), st.sampled_from(["", "件", "万元", "%"]), st.booleans())
def test_a_printed_number_is_read_back(value, style, unit, wide):
    printed = style.format(value)
    shown = printed.translate(str.maketrans("0123456789-.,", "０１２３４５６７８９－．，")) if wide else printed
    (figure,) = figures(f"共计：{shown}{unit}。")
    assert (figure.value, figure.unit, figure.text) == (value, unit or None, shown)
    assert figure.decimals == -value.as_tuple().exponent


@given(st.text("0123456789０９.,，-一二十百万亿零年件元%（）() \n余约第ABO", max_size=60))
@settings(max_examples=300)
def test_every_figure_is_where_it_says(text):
    found = list(figures(text))
    assert all(text[slice(*figure.span)] == figure.text for figure in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    whole = parse_cell(text)
    assert whole is None or text[slice(*whole.span)] == whole.text


@given(amounts, st.sampled_from(["元", "千元", "万元", "亿元"]), st.sampled_from(["元", "千元", "万元", "亿元"]))
def test_a_conversion_and_back_changes_nothing(value, source, target):
    assert value_in(value_in(value, source, target), target, source) == value
