"""The steps of the layout reader, each on its own: tokens, the ways of a row, the search, the chain, places, forms."""

from decimal import Decimal
from itertools import pairwise

import pytest

from extractor.locate import make_page, recognise, regions, split_parts
from extractor.locate.chain import best_chain
from extractor.locate.fields import fields
from extractor.locate.page import hits, words_of
from extractor.readers.layout.options import exact, options
from extractor.readers.layout.placed import Costs, Option, RowRule
from extractor.readers.layout.search import Link, search
from extractor.readers.layout.tokens import Mark, cut_enumerator, tokens
from extractor.readers.layout.walk import partitions
from extractor.records import Document, Evidence, State
from extractor.schema import schema_by_id, shipped_schemas
from tests.ledger import LABELS, LEDGER, TRUE, text_of

A, B = schema_by_id("cn_foi_2019"), schema_by_id("cn_foi_2021")
SUM = RowRule(coefficients=(1, 1, 1, -1))
MARKS = {Mark.BLANK: "_", Mark.SLASH: "/", Mark.ILLEGIBLE: "?"}


def page_of(text):
    return make_page(Document(name="a.txt", sha256="ab" * 32, text=text))


def lexed(text):
    return tokens(page_of(text), 0, len(text))


def cells(text):
    """Return the tokens that stand for cells: digits, `_` for a blank, `?` for an illegible sign."""
    return [MARKS.get(token.mark, token.digits) for token in lexed(text) if token.is_cell]


def values(option):
    return [None if value is None else str(value) for value in option.values]


# tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("13 0 5", ["13", "0", "5"], id="figures"),
        pytest.param("１３　０", ["13", "0"], id="full width"),
        pytest.param("6.0248 0.5", ["6.0248", "0.5"], id="decimals"),
        pytest.param("-53 +4", ["-53", "+4"], id="signs"),
        pytest.param("1 2\n- 3 -\n4", ["1", "2", "4"], id="a page mark in dashes"),
        pytest.param("1 2\n第 3 页\n4", ["1", "2", "4"], id="a page mark in words"),
        pytest.param("1 2\n3 / 12\n4", ["1", "2", "4"], id="a page of pages"),
        pytest.param("1 2 2023年 45% 3月", ["1", "2"], id="years, months and shares are no cells"),
        pytest.param("第 20 条 7", ["7"], id="the number of an article"),
        pytest.param("1,204 33", ["1204", "33"], id="thousands marks"),
        pytest.param("12,345,678", ["12345678"], id="thousands marks twice"),
        pytest.param("1,0,0,22,5", ["1", "0", "0", "22", "5"], id="commas between cells"),
        pytest.param("14批 30件", ["14", "30"], id="units glued on"),
        pytest.param("3 O l", ["3", "0", "1"], id="letters that look like digits"),
        pytest.param("1O3", ["103"], id="a letter inside a number"),
        pytest.param("3,11S", ["3115"], id="a letter behind a thousands mark"),
        pytest.param("l,234 2,O15,300", ["1234", "2015300"], id="letters between thousands marks"),
        pytest.param("3,1A5 7", ["?", "7"], id="a letter that looks like no digit behind a thousands mark"),
        pytest.param("3,1O 7", ["?", "7"], id="too few digits behind a thousands mark"),
        pytest.param("A,234 7", ["7"], id="a letter that looks like no digit before a thousands mark"),
        pytest.param("Bond 3", ["3"], id="a word that begins like one"),
        pytest.param("■ 3 □", ["?", "3", "?"], id="signs that cannot be read"),
        pytest.param("/ 3 /", ["/", "3", "/"], id="slashes"),
        pytest.param("增/减\n3", ["3"], id="a slash in a word"),
        pytest.param(
            "增/减 3",
            ["3"],
            id="a figure behind a heading that ends in a sign",
        ),
        pytest.param("| 3 | | 5 |", ["3", "_", "5"], id="an empty field between bars"),
        pytest.param("3\t\t5", ["3", "_", "5"], id="an empty field between tabs"),
        pytest.param("3\n\n5", ["3", "5"], id="an empty line is no cell"),
        pytest.param(
            "|---|---|\n| 3 |",
            ["3"],
            id="the rule under a Markdown head",
        ),
        pytest.param("3 — 5", ["3", "_", "5"], id="a lone dash"),
        pytest.param("（含12件旧件） 3", ["3"], id="a remark in brackets"),
        pytest.param("1.属于国家秘密 0", ["0"], id="the number of a list item"),
    ],
)
def test_what_stands_in_a_line_is_told_apart(text, expected):
    assert cells(text) == expected


@pytest.mark.parametrize(
    "text", ["13 0 5", "1,204 33", "1,0,0,22", "14批", "2023年 8", "O 3", "| 3 | | 5 |", "\t\t\n■"]
)
def test_every_token_stands_where_it_says(text):
    found = lexed(text)
    assert all(0 <= token.start <= token.end <= len(text) for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    figures = [token for token in found if token.mark is Mark.FIGURE and not token.damaged]
    assert all(text[token.start : token.end].replace(",", "") == token.digits for token in figures)


def test_a_damaged_figure_says_so():
    assert [token.damaged for token in lexed("1O3 44") if token.is_cell] == [True, False]


def test_a_unit_is_kept_beside_its_figure():
    (figure,) = [token for token in lexed("307000元") if token.is_cell]
    assert (figure.digits, figure.unit) == ("307000", "元")


@pytest.mark.parametrize(
    ("before", "enumerator", "expected"),
    [
        ("0000000", "2", "0000000"),
        ("00000002.", "2", "0000000"),
        ("00000002、", "2", "0000000"),
        ("00000002", "2", "00000002"),
        ("0 0 0 2", "2", "0 0 0 "),
        ("0 0 0 8.", "2", "0 0 0 8."),
        ("0 0 0\n（四）", None, "0 0 0\n"),
        ("0 0 12.", "2", "0 0 1"),
    ],
)
def test_the_number_before_a_label_is_cut_off_only_if_it_is_the_one_expected(before, enumerator, expected):
    page = page_of(before + "其他")
    assert page.folded[: cut_enumerator(page.folded, len(before), enumerator, 0)].rstrip("\n") == expected.rstrip("\n")


# The ways of a row


@pytest.mark.parametrize("line", ["4 11 0 15", "4 11 0 16", "9 9 9 9", "0 0 0 7", "1204 8 6 37"])
def test_a_row_of_separate_figures_has_one_reading_whatever_its_sum(line):
    (option,) = options(lexed(line), 4, (SUM,), Costs())
    assert values(option) == line.split()
    assert {cell.evidence for cell in option.cells} == {Evidence.CELL}


def test_seven_figures_are_read_as_printed_with_every_rule_against_them():
    rules = (RowRule(coefficients=(1, 1, 1, 1, 1, 1, -1)), RowRule(coefficients=(1, 0, 0, 0, 0, 0, -1)))
    (option,) = options(lexed("1 2 3 4 5 6 99"), 7, rules, Costs())
    assert values(option) == ["1", "2", "3", "4", "5", "6", "99"]
    assert option.broken == (0, 1)


def test_a_lost_zero_is_put_where_the_sum_holds_and_has_no_place():
    best = options(lexed("4 11 15"), 4, (SUM,), Costs())[0]
    zero = next(cell for cell in best.cells if cell.state is State.ZERO)
    assert sorted(values(best)) == ["0", "11", "15", "4"]
    assert (zero.span, zero.evidence, best.broken) == (None, Evidence.FILLED, ())


def test_a_lost_figure_is_what_the_sum_demands():
    best = options(lexed("23 8 37"), 4, (SUM,), Costs())[0]
    *parts, total = map(int, values(best))
    assert sum(parts) == total
    assert [cell.evidence for cell in best.cells if cell.span is None] == [Evidence.FILLED]


def test_a_zero_too_many_is_left_out_before_a_figure_is():
    best = options(lexed("23 0 8 6 37"), 4, (SUM,), Costs())[0]
    assert values(best) == ["23", "8", "6", "37"]


@pytest.mark.parametrize(
    ("run", "row"), [("238637", "23 8 6 37"), ("411015", "4 11 0 15"), ("0000", "0 0 0 0"), ("1001", "1 0 0 1")]
)
def test_a_run_of_digits_is_cut_where_the_sum_holds(run, row):
    best = options(lexed(run), 4, (SUM,), Costs())[0]
    assert values(best) == row.split()
    assert {cell.evidence for cell in best.cells} == {Evidence.SPLIT}
    assert "".join(run[cell.span.start : cell.span.end] for cell in best.cells) == run


def test_no_two_ways_of_a_row_say_the_same():
    found = options(lexed("238637"), 4, (SUM,), Costs())
    assert len({option.key for option in found}) == len(found)
    assert [option.cost for option in found] == sorted(option.cost for option in found)


@pytest.mark.parametrize(("digits", "room"), [("10203", 4), ("0000", 4), ("-407", 2), ("12.5", 2), ("900", 7)])
def test_the_pieces_of_a_run_cover_it_and_none_begins_with_a_zero_it_does_not_need(digits, room):
    for pieces in partitions(digits, room):
        texts = [digits[start:end] for start, end in pieces]
        assert "".join(texts) == digits
        assert 2 <= len(texts) <= room
        assert all(text.lstrip("+-") == "0" or not text.lstrip("+-").startswith("0") or "." in text for text in texts)


def test_a_line_of_one_figure_is_no_page_number_in_a_table_of_one_column():
    assert exact(lexed("7"), 1) == [0]


# The search over rows


def way(text, cost=0.0):
    found = options(lexed(text), len(text.split()), (), Costs())
    return Option(found[0].cells, cost)


def test_two_rows_are_decided_together_by_their_column():
    link = Link(members=((0, 0, 1), (1, 0, 1), (2, 0, -1)))
    rows = [[way("1"), way("10")], [way("2"), way("20")], [way("12")]]
    found = search(rows, (link,), Costs())
    assert [values(rows[row][pick]) for row, pick in enumerate(found.best.choice)] == [["10"], ["2"], ["12"]]
    assert (found.best.cost, found.best.broken, found.is_cut) == (0.0, frozenset(), False)


def test_a_rival_costs_what_the_rules_it_breaks_cost():
    link = Link(members=((0, 0, 1), (1, 0, -1)))
    found = search([[way("1"), way("2")], [way("2")]], (link,), Costs())
    assert [(rival.choice, rival.cost, rival.broken) for rival in found.rivals] == [((0, 0), 4.0, frozenset({0}))]


def test_readings_that_the_rules_do_not_tell_apart_are_rivals_at_no_distance():
    found = search([[way("1"), way("2")]], (), Costs())
    assert [(rival.choice, rival.cost - found.best.cost) for rival in found.rivals] == [((1,), 0.0)]


def test_rows_with_one_reading_each_have_no_rival_though_their_column_fails():
    link = Link(members=((0, 0, 1), (1, 0, -1)))
    found = search([[way("1")], [way("2")]], (link,), Costs())
    assert (found.best.broken, found.rivals) == (frozenset({0}), ())


# Where things are


def chain_of(text, schema=LEDGER):
    page = page_of(text)
    table = schema.tables[0]
    chain = best_chain(page, hits(page, words_of(schema)), table)
    return page, chain


PROSE = (
    "云溪镇说明：年初结存案件与本年收到案件均有下降，本年结案数量上升，本年撤回数量与年末结存案件持平。\n"
    + "另有说明。" * 20
)


@pytest.mark.parametrize("text", [PROSE + text_of(TRUE), text_of(TRUE) + PROSE], ids=["before", "behind"])
def test_labels_in_prose_lose_to_the_table(text):
    page, chain = chain_of(text)
    first = text.index("年初结存案件 4 11")
    assert [hit.word.key for hit in chain.hits] == list(LABELS)
    assert page.raw(chain.hits[0].start, chain.hits[0].end).start == first


def test_labels_in_prose_alone_are_no_table():
    assert regions(page_of(PROSE), LEDGER) == {}


def test_a_region_runs_from_its_heading_to_the_end_of_its_last_row():
    text = text_of(TRUE)
    span = regions(page_of(text), LEDGER)["cases"].span
    assert text[span.start :].startswith("案件收结情况")
    assert text[: span.end].rstrip().endswith("7 4 1 12")


LABELS_B = "本年新收政府信息公开申请 上年结转政府信息公开申请 结转下年度继续办理 属于国家秘密 保护第三方合法权益 "


@pytest.mark.parametrize(
    ("labels", "form"),
    [("本年制发件数 现行有效件数", B.id), ("本年新制作数量 对外公开总数量 采购总金额", A.id)],
)
@pytest.mark.parametrize("year", [2019, 2020, 2022, 2024])
def test_a_form_is_known_by_its_labels_whatever_its_year(labels, form, year):
    found = recognise(page_of(f"云溪市水务局{year}年政府信息公开工作年度报告\n{LABELS_B}{labels}\n"), shipped_schemas())
    assert (found.schema.id, found.uncertain) == (form, False)


def test_a_form_that_no_label_tells_from_its_sister_is_a_guess_and_says_so():
    assert recognise(page_of(LABELS_B), shipped_schemas()).uncertain


def test_a_label_or_two_in_prose_are_no_form():
    found = recognise(page_of("本年新收政府信息公开申请若干件，涉及属于国家秘密的一件。"), shipped_schemas())
    assert found.schema is None
    assert found.reason == "no_known_form"


def titled(number):
    return f"云溪市第{number}中学2023年政府信息公开工作年度报告\n"


def full_table():
    rows = (row for row in B.table["requests"].listed_rows)
    return "".join(f"{row.label.zh} 0 0 0 0 0 0 0\n" for row in rows)


def test_a_file_with_two_titles_and_two_tables_is_two_reports():
    text = titled("一") + full_table() + titled("二") + full_table()
    parts = split_parts(page_of(text), [B])
    assert [text[part.span.start : part.span.end] for part in parts] == [
        titled("一") + full_table(),
        titled("二") + full_table(),
    ]


@pytest.mark.parametrize(
    "text", [titled("一") + full_table() * 2, titled("一") + titled("二") + full_table()], ids=["tables", "titles"]
)
def test_two_tables_or_two_titles_alone_are_one_report(text):
    assert len(split_parts(page_of(text), [B])) == 1


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("云溪市水务局2023年政府信息公开工作年度报告\n", "云溪市水务局", 2023),
        ("云溪市水务局 2023 年度\n政府信息公开工作年度报告\n", "云溪市水务局", 2023),
        ("２０２３年云溪市水务局政府信息公开工作年度报告\n", "云溪市水务局", 2023),
    ],
)
def test_agency_and_year_are_found_in_the_title_with_their_places(title, agency, year):
    page = page_of(title)
    found = fields(page, B)
    assert (found["agency"].value, found["year"].value) == (agency, year)
    assert "".join(page.folded[slice(*found["agency"].span)].split()) == agency
    assert Decimal(page.folded[slice(*found["year"].span)]) == year


def test_a_title_without_a_year_has_none_and_no_place():
    found = fields(page_of("云溪市水务局政府信息公开工作年度报告\n"), B)["year"]
    assert (found.value, found.span) == (None, None)
