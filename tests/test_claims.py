"""Numbers in prose are tied to the cells their words name, in the reading that the tables bear out, or to none."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.claims.prose import MOST_TEXT
from extractor.records import Candidate, Status
from extractor.schema import load_schema
from tests.claiming import SCHEMA, kinds, said, slot, tied

ORGANISATIONS = " ".join(f"new/{each}" for each in ("business", "research", "nonprofit", "legal_service", "other_org"))
LITIGATION = "litigation_direct litigation_after"

TIED = [
    ("收到法人或者其他组织提出的政府信息公开申请113件，另有7件尚在办理中。", ["new", "carried_out"]),
    ("2023年收到申请113件，上年度遗留6件，合计119件。", ["new", "carried_in", "new carried_in"]),
    (
        "2023年，全县共收到政府信息公开申请113件，上年度结转6件，按时办结112件，结转下年度继续办理7件。",
        ["new", "carried_in", "total", "carried_out"],
    ),
    (
        "2023年度，全县各级行政机关共受理依申请公开119件（含上年结转6件），其中，自然人申请96件。已办结112件，7件结转至2024年。",
        ["new carried_in", "carried_in", "new/natural_person carried_in/natural_person", "total", "carried_out"],
    ),
    (
        "共收到113件依申请公开请求，2022年结转政府信息公开申请6件，共办结112件，结转2024年度继续办理7件。",
        ["new", "carried_in", "total", "carried_out"],
    ),
    ("本年度政府信息公开申请共113件，上年结转6件，合计119件。", ["new", "carried_in", "new carried_in"]),
    ("收到政府信息公开申请113件，答复112件，其余7件正在办理中。", ["new", "total", "carried_out"]),
    ("当年全部办结依申请公开，共112件。", ["total"]),
    ("收到申请一百一十三件。", ["new"]),
    (
        "收到政府信息公开申请113件，其中自然人90件，法人或其他组织23件（商业企业20件、法律服务机构3件）。",
        ["new", "new/natural_person", ORGANISATIONS, "new/business", "new/legal_service"],
    ),
    (
        "（二）依申请公开情况。予以公开40件，部分公开15件，不予公开9件（其中属于行政执法案卷4件），无法提供23件，不予处理10件，其他处理15件。",
        ["granted", "partly_granted", "refused*", "refused_7", "unavailable*", "not_processed*", "other*"],
    ),
    (
        "收到申请113件，予以公开和部分公开合计55件，因本局不掌握而无法提供20件。",
        ["new", "granted partly_granted", "unavailable_1"],
    ),
    (
        "因政府信息公开引发行政复议12件，其中维持5件、纠正2件、尚未审结4件；行政诉讼7件，其中维持3件，尚未审结3件。",
        ["reconsideration", "reconsideration/upheld", "reconsideration/corrected", "reconsideration/pending",
         LITIGATION, "litigation_direct/upheld litigation_after/upheld",
         "litigation_direct/pending litigation_after/pending"],
    ),
    (
        "被提起行政诉讼7起，其中未经复议直接起诉5起，复议后起诉2起。",
        [LITIGATION, "litigation_direct", "litigation_after"],
    ),
    ("全年政府信息公开类行政复议诉讼案件共19件。", [f"reconsideration {LITIGATION}"]),
    (
        "全年备案政府信息公开行政复议案件8件，行政诉讼案件4件。",
        ["reconsideration -reconsideration/pending",
         f"{LITIGATION} -litigation_direct/pending -litigation_after/pending"],
    ),
    (
        "制发行政规范性文件8件，废止3件，现行有效46件。",
        ["normative_documents/issued", "normative_documents/repealed", "normative_documents/in_force"],
    ),
    (
        "全年作出行政许可决定1520件，行政处罚决定233件、行政强制17件。",
        ["licensing/decisions", "penalties/decisions", "coercion/decisions"],
    ),
]  # fmt: skip

UNTIED = [
    "全年办理人大代表建议113件、政协提案12件，办结率100%。",
    "全镇共受理群众来信来访113件，办结112件。",
    "受理12345热线工单113件，办结112件。",
    "全年公开行政许可信息1520条、行政处罚信息233条。",
    "制发公文120件，其中主动公开80件、依申请公开30件、不予公开9件。",
    "县政府办公室收到依申请公开申请35件，办结34件。",
    "2022年，全县收到政府信息公开申请113件，办结112件。",
    "自条例实施以来累计收到申请1300件。",
    "县司法局全年办理行政复议案件230件，审结210件，行政应诉案件45件。",
    "公示行政处罚决定书200份、行政许可决定1400件。",
    "收到意见12条，采纳8条，组织培训4期，培训113人次。",
]


@pytest.mark.parametrize(("text", "terms"), TIED)
def test_a_number_is_tied_to_the_cells_its_words_name(text, terms):
    found = said(text)
    assert [cells for _, cells in tied(found)] == terms
    assert {each.agrees for each in found.statements} == {True}
    assert found.defects == ()


@pytest.mark.parametrize("text", UNTIED)
def test_what_is_no_request_case_or_decision_of_the_year_is_tied_to_nothing(text):
    found = said(text)
    assert found.statements
    assert [each.terms for each in found.statements if each.terms] == []
    assert found.defects == ()


def test_the_parts_by_channel_are_not_taken_for_the_whole():
    found = said("共受理依申请公开113件，其中：受理当面申请0件，信函传真申请113件，互联网申请0件，均按时办结。")
    assert [cells for _, cells in tied(found)] == ["new", "", "", ""]
    assert found.defects == ()


def test_the_parts_by_office_are_not_taken_for_the_whole():
    found = said("全县共受理政府信息公开申请113件，其中县自然资源局受理30件、县公安局办结18件。")
    assert [cells for _, cells in tied(found)] == ["new", "", ""]
    assert found.defects == ()


def test_results_behind_an_aside_in_brackets_are_of_the_cases_before_it():
    found = said("因政府信息公开引起行政复议12件（其中2件为上年收到的申请），5件维持。")
    assert [text for _, text in tied(found)] == ["reconsideration", "", "reconsideration/upheld"]


def test_a_statement_says_which_of_the_readings_it_is():
    found = said("收到政府信息公开申请119件。因政府信息公开引发行政复议8件。制发行政规范性文件8件。")
    assert [each.reading for each in found.statements] == ["new_and_carried_in", "closed", None]


def test_value_and_unit_are_as_printed():
    found = said(
        "自助查询8.4万次，公开信息18万余条，政务微博推送300余条，满意率93.45%，收取信息处理费3940元，接受申请5件次。"
    )
    assert [(f"{each.value:f}", each.unit) for each in found.statements] == [
        ("8.4", "万次"), ("180000", "条"), ("300", "条"), ("93.45", "%"), ("3940", "元"), ("5", "件次"),
    ]  # fmt: skip


def test_dates_ordinals_articles_and_document_numbers_are_no_claims():
    text = "根据〔2021〕30号文和第711号令第五十条，自2023年1月1日起，每20个工作日。"
    assert said(f"{text}《关于3件事的通知》第2期；电话：0000-5550176。").statements == ()


def test_figure_and_clause_point_at_the_text():
    text = "2023年，全县共收到\n政府信息公开申请 113 件，均已答复。"
    (found,) = said(text).statements
    assert text[slice(*found.figure)] == "113"
    assert text[slice(*found.span)].startswith("全县共收到\n政府信息公开申请")
    assert "".join(text[slice(*found.span)].split()) == found.text


def test_the_clause_holds_its_subject_also_where_that_stands_before_a_comma():
    (_, found) = said("新收申请113件，自然人提出的占多数，为90件。").statements
    assert (found.text, found.agrees) == ("自然人提出的占多数，为90件", True)


def test_a_number_of_another_year_carries_its_period():
    found = said("收到申请113件，去年同期为90件，同比增长25.6%，办结112件。")
    assert [each.period for each in found.statements] == [None, 2022, None, None]
    assert [cells for _, cells in tied(found)] == ["new", "", "", "total"]


def test_approximate_numbers_agree_with_what_they_round():
    found = said("收到申请110余件。")
    assert [cells for _, cells in tied(found)] == ["new"]
    assert said("收到申请50余件。").defects == ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2023年，我局未收到政府信息公开申请。", "new"),
        ("我局没有接到需要依申请公开办理的事项。", "new"),
        ("本年度未收到公民、法人或其他组织的政府信息公开申请。", "new"),
        ("本局依申请公开数量为零。", "new"),
        ("也未因政府信息公开被申请行政复议或提起行政诉讼。", f"reconsideration {LITIGATION}"),
        ("未发生因信息公开引起的行政复议、行政诉讼。", f"reconsideration {LITIGATION}"),
        ("因信息公开引发的行政复议和行政诉讼均为零。", f"reconsideration {LITIGATION}"),
        ("上年也没有结转申请。", "carried_in"),
        ("无下年度结转。", "carried_out"),
    ],
)
def test_words_that_say_zero_are_claims_of_zero(text, terms):
    (found,) = said(text, zero=True).statements
    assert (found.figure, found.value, found.agrees) == (None, Decimal(0), True)
    assert tied(said(text, zero=True)) == [("0", terms)]


@pytest.mark.parametrize(
    "text",
    [
        "未发生因政府信息公开被纠错的行政复议案件。",
        "未收到依申请公开投诉，未收取费用。",
        "没有一件申请逾期答复。",
        "无不予公开的申请。",
        "申请内容没有现成信息。",
    ],
)
def test_a_denial_of_less_is_no_claim_about_the_whole(text):
    assert said(text).statements == ()
    assert said(text).defects == ()


def test_everything_zero_is_said_of_the_table_that_the_sentence_names():
    (found,) = said("没有制定规章和规范性文件，表内各项均为0。", zero=True).statements
    assert {name.partition("/")[0] for _, name in found.terms} == {"proactive"}


def test_an_unread_cell_neither_agrees_nor_disagrees():
    unread = {"requests/new/total": slot(None, Status.UNREAD)}
    (found,) = said("收到政府信息公开申请120件。", unread).statements
    assert (found.agrees, found.terms[0][1]) == (None, "requests/new/total")
    assert said("收到政府信息公开申请120件。", unread).defects == ()


def test_a_guess_for_an_unsettled_cell_ties_without_agreeing():
    guess = replace(slot(None, Status.AMBIGUOUS), candidates=(Candidate(value="12"), Candidate(value="120")))
    (found,) = said("收到政府信息公开申请120件。", {"requests/new/total": guess}).statements
    assert (found.agrees, len(found.terms)) == (None, 1)


def test_pieces_quoted_by_a_page_of_comparison_are_no_prose():
    assert said("...信息公开领域行政复议案件134件。\n左值: 134 | 右值: 170").statements == ()


def test_tables_in_prose_are_no_prose():
    text = "两年对比：\n项目\t2022年\t2023年\n收到申请\t90件\t80件\n| 办结 | 88件 | 70件 |\n"
    assert said(text).statements == ()


def test_a_form_of_another_kind_is_read_without_ties():
    other = load_schema(Path(__file__).parent / "data" / "library_branches.yaml")
    found = said("The branch lent 1,200 books. 全年收到申请113件。", schema=other, about={})
    assert [each.terms for each in found.statements] == [()]
    assert found.defects == ()
    assert SCHEMA.id != other.id


def test_a_run_of_digits_counts_nothing():
    assert said(f"共收到申请{'9' * 60}件，其中自然人3件，占{'1' * 40}.{'1' * 40}%。").statements[0].value == 3


def test_a_text_without_numbers_states_nothing():
    assert kinds(said("本局高度重视政府信息公开工作。")) == []


def test_a_text_too_long_to_be_read_to_its_end_says_so():
    short, long = said("全年公开信息12条。"), said("全年公开信息12条。\n" * 12_000)
    assert ([flag.kind for flag in short.flags], [flag.kind for flag in long.flags]) == ([], ["prose_cut"])
    assert long.flags[0].span.start == MOST_TEXT
