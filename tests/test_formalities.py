"""What a report owes its form: each check fires on the fault planted by hand and is silent on the report without it."""

import time

import pytest

from extractor.formalities import CHECKS, formalities
from extractor.formalities.agency import is_same
from extractor.locate import make_page, regions
from extractor.messages import MESSAGES, Lang
from extractor.records import Document, Field, Slot, State, Status
from extractor.schema import shipped_schemas
from tests.formal import FIRST, OVERVIEW, PROBLEMS, SECOND, changed, found, of, shipped

FIFTH = "五、存在的主要问题及改进情况"
SIXTH = "六、其他需要报告的事项"
FEES = "2024年收取信息处理费3件，共计460元。"


@pytest.mark.parametrize("text", [FIRST, SECOND], ids=["first format", "second format"])
def test_a_report_in_order_has_no_defect(text):
    assert found(text) == ()


def test_the_defects_of_the_shipped_reports_are_these_and_no_others():
    grave = {(name, each.kind) for name, defects in shipped().items() for each in defects if each.severity != "hint"}
    assert {kind for _, kind in grave} == {"numbering"}


def test_every_check_has_its_words_in_both_languages():
    assert {f"defect.{kind}" for kind in CHECKS} <= MESSAGES.keys()
    (defect,) = found(changed(SECOND, (FEES, "无。")))
    assert defect.text(Lang.ZH) == "没有说明收取信息处理费的情况"
    assert defect.message == "nothing is said of fees charged for processing information"


def test_defects_come_in_the_order_of_the_text_and_what_has_no_place_last():
    text = changed(SECOND, (SIXTH + "\n\n" + FEES, ""), ("2024年1月1日", "2023年1月1日"), (PROBLEMS, ""))
    kinds = [each.kind for each in found(text)]
    assert kinds == ["other_year_left_in", "section_empty", "section_missing"]


# sections


def test_a_section_that_is_nowhere_is_a_doubt():
    text = changed(SECOND, (SIXTH + "\n\n" + FEES, ""))
    assert of("section_missing", text) == [("doubt", "其他需要报告的事项")]


@pytest.mark.parametrize(
    "heading",
    ["六、其他事项", "六、需要说明的其他情况", "其它需报告事项", "其他需要报告的事项", "第六部分 其他需要报告事项"],
)
def test_a_section_headed_in_other_words_is_not_missing(heading):
    assert of("section_missing", changed(SECOND, (SIXTH, heading))) == []


def test_a_table_without_its_heading_is_only_a_hint_at_its_first_label():
    text = changed(SECOND, ("三、收到和处理政府信息公开申请情况\n", ""))
    (defect,) = found(text)
    assert (defect.kind, defect.severity, defect.detail) == (
        "section_missing",
        "hint",
        "收到和处理政府信息公开申请情况",
    )
    assert text[slice(*defect.span)] in "本列数据的勾稽关系为"


def test_a_heading_glued_into_the_text_where_it_belongs_is_only_a_hint():
    text = changed(SECOND, (f"\n\n{SIXTH}\n\n", "本年度其他需要报告的事项，即"))
    assert of("section_missing", text) == [("hint", "其他需要报告的事项")]


def test_two_sections_missing_are_hints_and_a_text_without_headings_says_nothing():
    headings = [
        line for line in SECOND.splitlines() if line[:2] in {f"{n}、" for n in "一二三四五六"} and "\t" not in line
    ]
    assert len(headings) == 6
    two = changed(SECOND, (FIFTH, ""), (PROBLEMS, "无。"), (SIXTH, ""))
    assert {severity for severity, _ in of("section_missing", two)} == {"hint"}
    assert of("section_missing", changed(SECOND, *((heading, "") for heading in headings))) == []


@pytest.mark.parametrize(
    "rest", ["", "\n\n— 4 —", "\n汀陵市水利局\n2025年1月22日"], ids=["nothing", "page", "signature"]
)
def test_a_heading_with_nothing_under_it_is_a_doubt(rest):
    text = SECOND[: SECOND.index(FEES)] + rest
    assert of("section_empty", text) == [("doubt", "其他需要报告的事项")]


def test_a_heading_right_before_the_next_one_is_empty():
    assert of("section_empty", changed(SECOND, (PROBLEMS, ""))) == [("doubt", "存在的主要问题及改进情况")]


@pytest.mark.parametrize("words", ["无", "无。", "无收取信息处理费情况", "没有其他需要报告的事项。"])
def test_a_section_that_says_there_is_nothing_is_not_empty(words):
    assert of("section_empty", changed(SECOND, (FEES, words))) == []


# year


def test_a_report_in_the_form_of_other_years_is_an_error_where_its_year_is_beyond_doubt():
    assert of("wrong_year_form", FIRST.replace("2021", "2023").replace("2020", "2022")) == [
        ("error", "2022 ∉ 2019-2020")
    ]
    assert of("wrong_year_form", SECOND.replace("2024", "2020")) == [("error", "2020 ∉ 2021-")]


def test_a_title_alone_that_names_another_year_makes_a_doubt_of_it():
    text = changed(FIRST, ("白鹭区水务局2020年", "白鹭区水务局2022年"))
    assert of("wrong_year_form", text) == [("doubt", "2022 ∉ 2019-2020")]


def test_a_form_that_no_label_tells_from_its_sister_is_not_held_to_its_years():
    labels = ("本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额")
    text = SECOND.replace("2024", "2020")
    for label in labels:
        text = text.replace(label, "")
    text = text.replace("申请人无正当理由逾期不补正", "其他一").replace("申请人逾期未按收费通知要求缴纳费用", "其他二")
    assert of("wrong_year_form", text) == []


LEFT_IN = [
    ("2024年1月1日至12月31日", "2023年1月1日至12月31日", "2023 ≠ 2024"),
    ("2024年1月1日至12月31日", "2023年1月1日至2023年12月31日", "2023 ≠ 2024"),
    ("2024年1月1日至12月31日", "2023年1月1日起至2024年12月31日止", "2023 ≠ 2024"),
    ("现公布汀陵市水利局", "现将2023年政府信息公开工作情况报告如下。汀陵市水利局", "2023 ≠ 2024"),
    ("2024年是汀陵", "2023年，我局按期完成各项公开任务。2024年是汀陵", "2023 ≠ 2024"),
    ("存在的主要问题：", "2023年，我局的公开工作有了起色，仍有不足。\n存在的主要问题：", "2023 ≠ 2024"),
    (FEES, "2023年没有收取信息处理费。", "2023 ≠ 2024"),
    ("— 2 —", "2023年，我局共收到政府信息公开申请8件，均按时答复。\n— 2 —", "2023 ≠ 2024"),
]


@pytest.mark.parametrize(("old", "new", "detail"), LEFT_IN)
def test_another_year_where_the_reports_own_belongs_is_a_doubt(old, new, detail):
    assert of("other_year_left_in", changed(SECOND, (old, new))) == [("doubt", detail)]


LOOKING_AROUND = [
    ("2024年是汀陵", "2023年以来，我局按期完成各项公开任务。2024年是汀陵"),
    ("2024年是汀陵", "2023年，全市启动水网建设，2024年进入第二年。2024年是汀陵"),
    ("现公布汀陵市水利局", "按2023年12月印发的通知，现将汀陵市水利局2024年工作情况报告如下。汀陵市水利局"),
    ("— 2 —", "与2023年相比，新收申请增加10件。\n2023年，全市共新收申请281件，2024年291件。\n— 2 —"),
    ("— 2 —", "2023年，我局新收申请的数量较前一年增长一成。\n— 2 —"),
    ("— 2 —", "清理2010年1月1日至2019年12月31日印发的文件。\n2019年1月1日至12月31日的台账已补齐。\n— 2 —"),
    ("改进措施：", "2025年，我局将收到的申请逐件复核。\n改进措施："),
    (FEES, "2023年收取的信息处理费已上缴，2024年未收取。"),
]


@pytest.mark.parametrize(("old", "new"), LOOKING_AROUND)
def test_a_look_at_other_years_is_left_alone(old, new):
    assert of("other_year_left_in", changed(SECOND, (old, new))) == []


# agency


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("现公布汀陵市水利局", "现将汀陵市教育局2024年情况报告如下，公布汀陵市水利局", "汀陵市教育局 ≠ 汀陵市水利局"),
        ("报告中的数据", "本报告由云溪市财政局编制。报告中的数据", "云溪市财政局 ≠ 汀陵市水利局"),
        ("局党组会专题", "我镇召开会议，我镇党委专题", "我镇 ≠ 汀陵市水利局"),
    ],
    ids=["announced", "made by", "calls itself"],
)
def test_another_offices_name_is_a_doubt(old, new, detail):
    assert of("other_agency_left_in", changed(SECOND, (old, new))) == [("doubt", detail)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("现公布汀陵市水利局", "现将市水利局2024年情况报告如下，公布汀陵市水利局"),
        ("报告中的数据", "本报告由汀陵市水利局办公室编制。报告中的数据"),
        ("报告中的数据", "市财政局2024年安排的经费见附件。报告中的数据"),
        ("局党组会专题", "我局、我市、我委托的机构和基层所“我镇最美河”活动，局党组会专题"),
        ("局党组会专题", "克服自我镇定不足，局党组会专题"),
    ],
    ids=["shorter", "its office", "in passing", "own words and quotes", "part of a word"],
)
def test_the_offices_own_name_and_words_are_left_alone(old, new):
    assert of("other_agency_left_in", changed(SECOND, (old, new))) == []


def test_a_governments_report_may_be_made_by_one_of_its_offices():
    text = SECOND.replace("汀陵市水利局", "汀陵市人民政府").replace("我局", "我市")
    assert of("other_agency_left_in", changed(text, ("报告中的数据", "本报告由汀陵市大数据中心编制。"))) == []


@pytest.mark.parametrize(
    ("agency", "wrong", "right"),
    [
        ("汀远县鹭滩镇人民政府", "我局", "我镇"),
        ("汀远县鹭滩乡", "我街道", "我乡"),
        ("汀陵市北门街道办事处", "我镇", "我街道"),
        ("汀远县人民政府办公室", "我局", "我县"),
        ("汀远县卫生健康委员会", "我镇", "我委"),
        ("汀陵市水利厅", "我局", "我厅"),
        ("汀陵市水文中心", None, "我局"),
        ("汀陵高新区管理委员会", None, "我局"),
    ],
)
def test_each_kind_of_office_has_words_it_never_uses(agency, wrong, right):
    text = changed(SECOND, ("汀陵市水利局\n2024年", f"{agency}\n2024年")).replace("汀陵市水利局", agency)
    text = text.replace("我局", "本单位")
    assert of("other_agency_left_in", text.replace("局党组会", f"{right}")) == []
    if wrong is not None:
        told = of("other_agency_left_in", text.replace("局党组会", f"{wrong}"))
        assert told == [("doubt", f"{wrong} ≠ {agency}")]


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("汀陵市市场监督管理局", "市市监局", True),
        ("汀远县人民政府", "汀远县人民政府办公室", True),
        ("汀远县鹭滩镇人民政府", "鹭滩镇", True),
        ("汀陵市城市管理局", "汀陵市水利局", False),
        ("鹭滩镇人民政府", "河口镇人民政府", False),
    ],
)
def test_names_of_one_office_are_told_from_those_of_two(name, other, same):
    assert is_same(name, other) is same


# cells


def test_strokes_among_printed_zeros_are_told():
    row = "（六）其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    assert row in FIRST
    strokes = changed(FIRST, (row, "（六）其他处理 | / | / | / | / | / | / | / |"))
    assert of("slash_for_zero", strokes) == [("hint", "requests: / × 7")]
    (defect,) = found(strokes)
    assert (len(defect.slots), strokes[slice(*defect.span)]) == (7, "/")
    assert of("slash_for_zero", FIRST) == of("blank_for_zero", FIRST) == []


def test_blanks_are_only_hinted_at():
    told = [each for each in shipped()["html-culture-2020.html"] if each.kind == "blank_for_zero"]
    assert [(each.severity.value, each.detail, len(each.slots)) for each in told] == [
        ("hint", "proactive: 6", 6),
        ("hint", "requests: 131", 131),
    ]


def reading(state, text=None):
    return Slot(state=state, text=text, status=Status.GROUNDED, bound=True)


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        (reading(State.BLANK, "-"), [("slash_for_zero", "remedies: - × 1")]),
        (reading(State.BLANK, "无"), [("slash_for_zero", "remedies: 无 × 1")]),
        (reading(State.SLASH), [("slash_for_zero", "remedies: / × 1")]),
        (reading(State.BLANK), [("blank_for_zero", "remedies: 1")]),
        (Slot(state=State.BLANK, status=Status.AMBIGUOUS), []),
        (Slot(state=State.UNREAD, status=Status.UNREAD), []),
        (reading(State.ZERO, "0"), []),
    ],
    ids=["dash", "无", "stroke", "nothing", "not sure", "unread", "zero"],
)
def test_only_what_is_sure_to_be_printed_so_is_told(slot, told):
    schema = next(each for each in shipped_schemas() if each.id == "cn_foi_2021")
    page = make_page(Document(name="a.txt", sha256="ab" * 32, text=SECOND))
    defects = formalities(page, schema, {"remedies/reconsideration/upheld": slot}, regions(page, schema), {})
    assert [(each.kind, each.detail) for each in defects] == told
    assert {each.severity.value for each in defects} <= {"hint"}


MISFILLED = [
    ("| 行政许可 | 23 | 3 | 118 |", "| 行政许可 | 23 | 3 | 26 |"),
    ("| 其他对外管理服务事项 | 7 | 0 | 42 |", "| 其他对外管理服务事项 | 7 | 0 | 7 |"),
]


def test_decisions_that_equal_the_items_in_several_rows_are_a_doubt():
    assert of("decisions_equal_items", changed(FIRST, *MISFILLED)) == [("doubt", "26, 7")]


def test_one_row_may_have_as_many_decisions_as_items_and_small_numbers_are_a_hint():
    assert of("decisions_equal_items", changed(FIRST, MISFILLED[0])) == []
    small = changed(FIRST, MISFILLED[0], ("| 行政强制 | 4 | 0 | 0 |", "| 行政强制 | 4 | 0 | 4 |"))
    assert of("decisions_equal_items", small) == [("hint", "26, 4")]


# fees


@pytest.mark.parametrize("words", ["无。", "没有其他需要报告的事项。"])
def test_no_word_on_fees_is_a_hint_in_the_second_format_only(words):
    assert of("no_fee_statement", changed(SECOND, (FEES, words))) == [("hint", "")]
    assert of("no_fee_statement", changed(FIRST, ("本年度没有收取政府信息公开信息处理费。", words))) == []


def test_fees_told_of_anywhere_in_the_prose_will_do():
    text = changed(SECOND, (FEES, "无。"), ("— 2 —", "全年未收取信息处理费。\n— 2 —"))
    assert of("no_fee_statement", text) == []
    assert of("no_fee_statement", changed(SECOND, (FEES, "未收取任何费用。"))) == []


# bounds


def test_without_year_or_agency_nothing_is_said_of_either():
    schema = next(each for each in shipped_schemas() if each.id == "cn_foi_2021")
    page = make_page(Document(name="a.txt", sha256="ab" * 32, text=SECOND.replace("2024年1", "2023年1")))
    blank = {name: Field(value=None, span=None) for name in ("agency", "year")}
    assert formalities(page, schema, {}, regions(page, schema), blank) == ()


@pytest.mark.parametrize(
    "unit", ["一是甲；", "三是甲；", "（一）甲", "一、总体情况\n", "2023年，我局共收到", "我镇", "现将甲"]
)
def test_a_text_of_one_thing_over_and_over_takes_linear_time(unit):
    def seconds(times):
        text = changed(SECOND, (OVERVIEW, OVERVIEW + unit * times))
        page = make_page(Document(name="a.txt", sha256="ab" * 32, text=text))
        schema = next(each for each in shipped_schemas() if each.id == "cn_foi_2021")
        year, agency = Field(value=2024, span=None), Field(value="汀陵市水利局", span=None)
        places = regions(page, schema)
        start = time.perf_counter()
        formalities(page, schema, {}, places, {"year": year, "agency": agency})
        return time.perf_counter() - start

    seconds(100)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.01)
