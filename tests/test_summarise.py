"""Cards and roll-ups: what they say, that each sentence cites, that each count names the reports it counts."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from rich.console import Console

from extractor.reading import read_dossiers
from extractor.records import Defect, RuleOutcome, RuleVerdict, Severity, Slot, State, Status, Verdict
from extractor.render.summary_card import summary_card, summary_roll_up
from extractor.resources import data_root
from extractor.span import Span
from extractor.store import Store
from extractor.summarise import (
    card,
    card_html,
    card_json,
    card_markdown,
    roll_up,
    roll_up_html,
    roll_up_json,
    roll_up_markdown,
)
from extractor.summarise.nouns import Mark, Origin, Part
from extractor.summarise.phrases import bare, flat, sentence_of
from extractor.summarise.rollup.outliers import median
from tests.summaries import made, measure, problem
from tests.summary_pages import fresh

EVAL = data_root() / "eval"
PLAN = (
    problem("p1", "一是更新不及时，个别栏目半年没有动静", "timeliness"),
    problem("p2", "二是查阅点无人值守"),
    measure("m1", "一是三月底前由档案科把栏目更新时限定为五个工作日", "p1", deadline="三月底前", unit="档案科"),
    measure("m2", "二是培训二十名信息员", target="二十名"),
)
FIGURES = {
    "requests/new/total": 40,
    "requests/carried_in/total": 2,
    "requests/total/total": 41,
    "requests/carried_out/total": 1,
    "requests/granted/total": 30,
    "remedies/reconsideration/total": 0,
    "remedies/reconsideration/corrected": 0,
}


@pytest.fixture
def report():
    return made("云栖县档案局", 2023, FIGURES, PLAN)


def part(made_card, wanted):
    return next((section for section in made_card.sections if section.part is wanted), None)


def texts(section):
    return [sentence.text for sentence in section.sentences] if section else []


# a card


def test_a_measure_stands_under_its_problem_and_loose_ends_are_named(report):
    told = [(each.id, each.depth, each.marks) for each in part(card(report), Part.PLAN).sentences]
    assert told == [("p1", 0, ()), ("m1", 1, ()), ("p2", 0, (Mark.UNADDRESSED,)), ("m2", 0, (Mark.UNLINKED,))]


def test_a_measure_for_several_problems_stands_once():
    several = (problem("p1", "更新慢"), problem("p2", "没有人"), measure("m1", "加人加快", "p1", "p2"))
    sentences = part(card(made("云栖县档案局", 2023, (), several)), Part.PLAN).sentences
    assert [(each.id, each.also) for each in sentences] == [("p1", ()), ("m1", ("p2",)), ("p2", ())]


def test_commitments_say_by_when_who_and_how_much(report):
    assert texts(part(card(report), Part.COMMITMENTS)) == ["时限：三月底前，责任：档案科", "目标：二十名信息员"]


def test_key_figures_are_the_printed_values_each_with_its_cell(report):
    section = part(card(report), Part.FIGURES)
    assert ["".join(each.joint + each.text for each in line) for line in section.lines] == [
        "本年新收政府信息公开申请40件，上年结转政府信息公开申请2件，各项结果总计41件，结转下年度继续办理1件",
        "予以公开30件",
        "行政复议总计0件",
    ]
    assert [[each.quote for each in sentence.citations] for sentence in section.sentences[:4]] == [
        ["40"],
        ["2"],
        ["41"],
        ["1"],
    ]
    assert section.sentences[0].citations[0].slot == "requests/new/total"


def test_parts_of_a_figure_stand_closer_to_it_than_the_next():
    figures = {"remedies/reconsideration/total": 3, "remedies/reconsideration/corrected": 1} | {
        "remedies/litigation_direct/total": 2
    }
    (line,) = part(card(made("云栖县档案局", 2023, figures)), Part.FIGURES).lines
    assert [each.joint for each in line] == ["", "，", "；"]


def test_a_part_of_nothing_is_not_told(report):
    assert texts(part(card(report), Part.FIGURES))[-1] == "行政复议总计0件"


def test_a_figure_that_is_not_sure_is_said_to_be_unsure_and_not_told(report):
    slots = report.record.slots
    doubtful = replace(slots["requests/new/total"], status=Status.SUSPECT)
    changed = replace(report, record=replace(report.record, slots={**slots, "requests/new/total": doubtful}))
    section = part(card(changed), Part.FIGURES)
    unsure = next(each for each in section.sentences if each.marks)
    assert "40" not in "".join(texts(section))
    assert unsure.text == "本年新收政府信息公开申请：读取未能确认，不列数值"
    assert unsure.marks == (Mark.UNSURE,)


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        (Slot(state=State.BLANK, text="", span=Span(3, 3), bound=True, status=Status.GROUNDED), "予以公开：此格为空"),
        (Slot(state=State.SLASH, text="/", span=Span(3, 4), bound=True, status=Status.GROUNDED), "予以公开/"),
        (
            Slot(state=State.ZERO, value=Decimal(0), status=Status.INFERRED),
            "予以公开：读取未能确认，不列数值",
        ),
    ],
    ids=["blank", "slash", "inferred"],
)
def test_what_is_no_printed_number_is_told_as_what_it_is(report, slot, said):
    slots = {**report.record.slots, "requests/granted/total": slot}
    assert said in texts(part(card(replace(report, record=replace(report.record, slots=slots))), Part.FIGURES))


def test_a_form_without_known_cells_is_told_by_the_totals_of_its_rules(record, form, dossier_of_mail):
    sentences = part(card(dossier_of_mail), Part.FIGURES).sentences
    assert [sentence.text.split("：")[0] for sentence in sentences] == ["收件 / 合计12", "结转 / 合计/"]


@pytest.fixture
def dossier_of_mail(record, form, report_text):
    from extractor.dossier import Dossier

    slots = {address: replace(slot, status=Status.GROUNDED, bound=True) for address, slot in record.slots.items()}
    return Dossier(record=replace(record, slots=slots, flags=()), schema=form, text=report_text)


@pytest.fixture
def report_text():
    from tests.conftest import TEXT

    return TEXT


def test_a_form_without_a_section_on_problems_has_none(dossier_of_mail):
    assert part(card(dossier_of_mail), Part.PLAN).note == "summary.not_looked"


def test_a_mistake_of_the_document_is_told_with_its_figures(dossier_of_mail):
    (sentence,) = part(card(dossier_of_mail), Part.FAULTS).sentences
    assert (sentence.text, sentence.formula) == ("个人加单位应等于合计", "收件：13 ≠ 12")
    assert [each.quote for each in sentence.citations] == ["13", "12"]


def test_a_report_that_adds_up_has_no_faults(report):
    assert part(card(report), Part.FAULTS) is None


def test_a_doubt_about_the_reading_is_no_fault(dossier_of_mail):
    rules = tuple(replace(rule, attribution=Verdict.EXTRACTION_ERROR) for rule in dossier_of_mail.record.rules)
    doubtful = replace(dossier_of_mail, record=replace(dossier_of_mail.record, rules=rules))
    assert part(card(doubtful), Part.FAULTS) is None


def test_a_defect_is_told_where_it_is_an_error_and_not_where_it_is_a_doubt(report):
    def with_defect(severity):
        defect = Defect(kind="no_measures", severity=severity, span=Span(0, 6), others=(Span(6, 10),), detail="2")
        return card(replace(report, record=replace(report.record, defects=(defect,))))

    (sentence,) = part(with_defect(Severity.ERROR), Part.FAULTS).sentences
    assert [each.quote for each in sentence.citations] == ["云栖县档案局", "2023"]
    assert part(with_defect(Severity.DOUBT), Part.FAULTS) is None


def test_a_rule_that_is_not_known_any_more_is_left_out(report):
    rule = RuleOutcome(
        id="gone",
        over=None,
        verdict=RuleVerdict.FAIL,
        strength="hard",
        slots=("requests/new/total",),
        attribution=Verdict.SOURCE_DEFECT,
    )
    assert part(card(replace(report, record=replace(report.record, rules=(rule,)))), Part.FAULTS) is None


@pytest.mark.parametrize(("findings", "note"), [(None, "summary.no_section"), ((), "summary.no_findings")])
def test_a_report_without_findings_says_why(report, findings, note):
    nothing = replace(report, record=replace(report.record, findings=findings, defects=()))
    assert part(card(nothing), Part.PLAN).note == note


@pytest.mark.parametrize(
    ("findings", "note"),
    [(PLAN[:2], "summary.no_measures"), (PLAN[2:], "summary.no_problems")],
    ids=["measures", "problems"],
)
def test_a_section_with_one_half_alone_says_so_once(findings, note):
    section = part(card(made("云栖县档案局", 2023, (), findings)), Part.PLAN)
    assert section.note == note
    assert {each.marks for each in section.sentences} == {()}


# what changed


def test_what_is_new_told_again_and_gone_is_told_with_both_places(report):
    last = made(
        "云栖县档案局",
        2022,
        FIGURES | {"requests/new/total": 25, "requests/carried_out/total": 3},
        (
            problem("p1", "一是解读材料太长读不完"),
            problem("p2", "二是更新不及时，个别栏目半年没有动静"),
            measure("m1", "一是压缩解读材料的篇幅", "p1"),
        ),
    )
    made_card = card(report, last)
    told = part(made_card, Part.CHANGES).sentences
    assert [each.text for each in told] == [
        "本年新提出：p2、m1、m2",
        "与上一年度文字相同（数字不计）：p1（上一年度为 p2）",
        "上一年度提出，本年未再提出：",
        "解读材料太长读不完",
        "压缩解读材料的篇幅",
        "本年的“上年结转”应等于上一年度报告的“结转下年度继续办理”",
    ]
    assert (told[-1].formula, told[-1].marks) == ("2 ≠ 3", (Mark.ASK,))
    assert {each.document for each in told[1].citations} == {report.record.document, last.record.document}
    assert "申请40件（上一年度25件）" in texts(part(made_card, Part.FIGURES))[0]


def test_two_years_that_say_the_same_have_nothing_new(report):
    last = made("云栖县档案局", 2022, FIGURES | {"requests/carried_out/total": 2}, PLAN)
    told = part(card(report, last), Part.CHANGES).sentences
    assert [each.text for each in told] == ["与上一年度文字相同（数字不计）：p1、p2、m1、m2"]


def test_nothing_to_compare_says_so():
    bare_report, last = made("云栖县档案局", 2023), made("云栖县档案局", 2022)
    assert part(card(bare_report, last), Part.CHANGES).note == "summary.nothing_changed"


# sentences


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("一是更新\n不及时。", "更新不及时"),
        ("（二）平台\n  分散；", "平台分散"),
        ("3.栏目少", "栏目少"),
        ("3.5万件没有公开", "3.5万件没有公开"),
        ("其二，人手少", "人手少"),
        ("而部分科室不重视", "部分科室不重视"),
        ("而且没有人", "而且没有人"),
        ("一是", "一是"),
        ("First, pages are\nlate.", "pages are late"),
    ],
)
def test_a_sentence_is_the_reports_words_without_number_and_breaks(words, sentence):
    assert bare(words) == sentence


def test_text_that_turns_the_direction_of_writing_loses_what_does_it():
    assert flat("公\u202e开\x1b[31m") == "公开 [31m"


@pytest.mark.parametrize(("gist", "is_gist"), [("编印范本", True), ("至于范本", False), (None, False)])
def test_a_long_quote_is_told_by_its_gist_where_that_says_something(gist, is_gist):
    words = "一是编印范本，" + "按情形列明应当引用的条款和说理要点" * 5
    finding = made("云栖县档案局", 2023, (), [measure("m1", words)]).record.findings[0]
    assert (sentence_of(replace(finding, gist=gist)) == gist) is is_gist


# formats


def test_every_sentence_of_a_card_cites_and_every_citation_stands_in_the_text(report):
    made_card = card(report)
    assert [each.text for each in made_card.sentences if not each.citations] == []
    for sentence in made_card.sentences:
        assert all(report.text[slice(*each.span)] == each.quote for each in sentence.citations)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown_numbers_each_place_once_and_lists_it(report, lang):
    text = card_markdown(card(report), lang)
    cited, listed = set(re.findall(r"\[\^(\d+)\](?!:)", text)), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert cited == set(listed)


def test_headings_are_in_the_language_asked_for_and_sentences_in_the_documents(report):
    text = card_markdown(card(report), "en")
    assert "## Problems and measures" in text
    assert "更新不及时" in text
    assert "no measure is there for it" in text


HOSTILE = '<script>alert(1)</script>`a`[x](http://y)*|"&'


def test_what_a_report_says_can_add_no_markup():
    hostile = made(HOSTILE, 2023, {"requests/new/total": 1}, [problem("p1", HOSTILE), measure("m1", HOSTILE, "p1")])
    page = card_html(card(hostile), "zh")
    tree = html.fromstring(page)
    assert tree.xpath("//script") == []
    assert HOSTILE in tree.text_content()
    text = card_markdown(card(hostile), "zh")
    assert "<script" not in text.replace("\\<", "")
    assert "](http" not in text.replace("\\]", "")


def test_a_page_links_each_sentence_to_a_passage_beside_it_and_nowhere_else(report):
    tree = html.fromstring(card_html(card(report), "zh"))
    links, anchors = tree.xpath("//a/@href"), set(tree.xpath("//@id"))
    assert links
    assert [link for link in links if link.removeprefix("#") not in anchors] == []
    assert tree.xpath("//script | //link | //img | //iframe") == []


def test_a_page_keeps_the_labels_of_a_cell_from_the_words_of_its_line(report):
    assert re.search(r"/ 总计：\s*\S", re.sub(r"<[^>]+>", "", card_html(card(report), "zh")))


def test_a_terminal_shows_every_line_of_a_sum():
    (found,) = read_dossiers(EVAL / "demo" / "cells-agriculture-2022.txt")
    shown = summary_card(card(found), "en").plain
    assert "(line 346, 340-345)" in shown
    assert "…" not in shown


def test_json_has_every_sentence_with_its_places(report):
    told = json.loads(json.dumps(card_json(card(report)), ensure_ascii=False))
    plan = next(section for section in told["sections"] if section["part"] == "plan")
    (citation,) = plan["sentences"][0]["citations"]
    assert report.text[slice(*citation["span"])] == citation["quote"]
    assert plan["sentences"][0]["origin"] == Origin.QUOTED


def test_a_terminal_shows_the_lines_that_a_sentence_rests_on(report):
    console = Console(width=200, file=None)
    with console.capture() as captured:
        console.print(summary_card(card(report), "zh"))
    assert "p1 更新不及时，个别栏目半年没有动静" in captured.get()
    assert "（第2-5行）" in captured.get().replace("(", "（").replace(")", "）")


# the roll-up


CARRIED = "requests/carried_out/total"
NEW = "requests/new/total"


def regional(number, **more):
    figures = {
        "requests/new/total": 100 + number,
        "requests/carried_in/total": 0,
        "requests/carried_out/total": number % 3,
    }
    return made(f"第{number}局", 2023, figures | more.pop("figures", {}), more.pop("findings", ()), **more)


def counts(roll):
    return [tally for table in roll.tables for tally in table.tallies]


def test_every_count_is_the_number_of_reports_it_names():
    reports = [regional(at, findings=PLAN if at % 2 else (), region="甲县" if at < 3 else "乙县") for at in range(6)]
    roll = roll_up(reports)
    known = {each.id for each in roll.reports}
    assert {table.title for table in roll.tables} == {
        "reports",
        "problems_by_year",
        "problems_by_region",
        "measures_by_year",
        "measures_by_region",
    }
    assert [
        tally for tally in counts(roll) if tally.count != len(set(tally.reports)) or not set(tally.reports) <= known
    ] == []
    by_region = next(table for table in roll.tables if table.title == "problems_by_region")
    assert by_region.at("timeliness", "甲县").reports == (reports[1].record.id,)
    assert by_region.at("timeliness", "*").count == 3


def test_problems_without_a_measure_and_promises_with_a_time_are_listed_with_their_reports():
    promised = (problem("p1", "人手不足"), measure("m1", "2024年6月底前配齐人手", "p1", deadline="2024年6月底前"))
    reports = [regional(1, findings=PLAN), regional(2, findings=promised)]
    roll = roll_up(reports)
    assert [(each.report, each.sentence.id) for each in roll.unaddressed] == [(reports[0].record.id, "p2")]
    assert [due.when for due in roll.due] == ["2024年6月底前", "三月底前"]
    assert roll.due[0].reports == (reports[1].record.id,)


def test_of_a_year_handed_in_twice_the_later_version_counts():
    first, second = regional(1), regional(1, figures={"requests/new/total": 7})
    roll = roll_up([first, second])
    assert [each.id for each in roll.reports] == [second.record.id]
    assert [each.id for each in roll.replaced] == [first.record.id]


def test_the_order_is_the_same_whatever_order_reports_come_in():
    reports = [regional(at, findings=PLAN, region="甲县") for at in range(5)]
    assert roll_up_json(roll_up(reports)) == roll_up_json(roll_up(reports[::-1]))


def test_a_report_far_from_the_others_stands_out_with_the_reason():
    reports = [regional(at) for at in range(12)]
    odd = regional(99, figures={"requests/new/total": 100, "requests/carried_out/total": 60})
    (outlier,) = roll_up([*reports, odd]).outliers
    assert (outlier.metric, outlier.report, outlier.value) == ("carried_over", odd.record.id, Decimal("60.0"))
    assert outlier.sentence.text == "结转下年度的占应办申请的 60.0%（60/100）"
    assert len(outlier.peers) == 13
    assert outlier.median < 2


@pytest.mark.parametrize(
    "reports",
    [
        [regional(at) for at in range(12)],
        [*(regional(at) for at in range(6)), regional(99, figures={"requests/carried_out/total": 60})],
        [
            *(regional(at) for at in range(12)),
            regional(99, figures={CARRIED: 60}, status=Status.SUSPECT),
        ],
        [
            *(regional(at) for at in range(12)),
            regional(99, figures={"requests/new/total": 4, "requests/carried_out/total": 3}),
        ],
        [*(regional(at) for at in range(12)), regional(99, figures={"requests/carried_out/total": 9})],
    ],
    ids=["alike", "too few", "not sure", "of next to nothing", "not far"],
)
def test_nothing_stands_out_where_there_is_no_reason(reports):
    assert roll_up(reports).outliers == ()


def test_a_jump_since_last_year_stands_out():
    pairs = [
        made(f"第{at}局", year, {"requests/new/total": 50 + at + year % 2}) for at in range(10) for year in (2022, 2023)
    ]
    jump = [made("跃进局", 2022, {"requests/new/total": 30}), made("跃进局", 2023, {"requests/new/total": 300})]
    (outlier,) = roll_up([*pairs, *jump]).outliers
    assert (outlier.metric, outlier.value, outlier.report) == ("growth", Decimal("900.0"), jump[1].record.id)
    assert [each.quote for each in outlier.sentence.citations] == ["30", "300"]


@pytest.mark.parametrize(("values", "middle"), [([3, 1, 2], 2), ([4, 1, 2, 3], Decimal("2.5"))])
def test_the_median_is_the_middle(values, middle):
    assert median([Decimal(value) for value in values]) == middle


def office(name, value, level="部门", **more):
    return made(name, 2023, {"requests/new/total": value}, region="甲县", level=level, **more)


def test_a_governments_figure_is_held_against_the_sum_of_its_offices():
    government, *offices = office("甲县人民政府", 50, "政府"), office("甲县一局", 20), office("甲县二局", 25)
    doubtful = office("甲县三局", 9, status=Status.SUSPECT)
    (found,) = roll_up([government, *offices, doubtful]).offices
    assert (found.value, found.total, found.difference) == (50, 45, 5)
    assert found.offices == tuple(each.record.id for each in offices)
    assert found.left_out == (doubtful.record.id,)
    assert [each.quote for each in found.citations] == ["50", "20", "25"]


@pytest.mark.parametrize(
    "reports",
    [
        [office("甲县人民政府", 50, "政府"), office("甲县一局", 20)],
        [office("甲县人民政府", 50, None), office("甲县一局", 20), office("甲县二局", 25)],
        [
            office("甲县人民政府", 50, "政府"),
            office("甲县政府办", 5, "本级"),
            office("甲县一局", 20),
            office("甲县二局", 25),
        ],
        [office("甲县人民政府", 50, "政府", status=Status.SUSPECT), office("甲县一局", 20), office("甲县二局", 25)],
    ],
    ids=["one office", "no level", "two governments", "not sure"],
)
def test_no_sum_is_made_where_the_list_does_not_tell(reports):
    assert roll_up(reports).offices == ()


@pytest.fixture
def full():
    """Return a roll-up that has every part."""
    reports = [regional(at, findings=PLAN) for at in range(10)]
    odd = regional(99, figures={"requests/new/total": 100, "requests/carried_out/total": 60}, findings=PLAN)
    offices = [office("甲县人民政府", 500, "政府"), office("甲县一局", 20), office("甲县二局", 25)]
    again = [made("丙局", year, FIGURES, COPIED) for year in (2022, 2023)]
    replaced = regional(1, findings=PLAN[:1])
    return [replaced, *reports, odd, *offices, *again]


WORDS = "部分科室对新修订的公开目录掌握不够全面，发布前的审查环节落实不严，群众反映集中的热点领域信息更新滞后"
COPIED = (
    problem("p1", WORDS),
    measure("m1", "由办公室逐条清理过期栏目，建立三级审校台账并按季度通报落实情况", "p1"),
)


def test_text_that_two_reports_share_is_told_with_its_share(full):
    pairs = [pair for pair in roll_up(full).copied if pair.relation == "last_year"]
    assert [(pair.share > 50, len(pair.passages) > 0) for pair in pairs] == [(True, True)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_part_of_a_roll_up_is_in_every_format(full, lang):
    roll, cards = roll_up(full), [card(each) for each in full]
    assert all((roll.tables, roll.unaddressed, roll.due, roll.copied, roll.outliers, roll.offices, roll.replaced))
    page = html.fromstring(roll_up_html(roll, cards, lang))
    anchors = set(page.xpath("//@id"))
    assert [link for link in page.xpath("//a/@href") if link.removeprefix("#") not in anchors] == []
    text = roll_up_markdown(roll, cards, lang)
    assert text.count("\n## ") == len(page.xpath("//h2")) - sum(len(each.sections) for each in cards) + len(cards) + 1
    console = Console(width=200)
    with console.capture() as captured:
        console.print(summary_roll_up(roll, lang))
    assert "60.0" in captured.get()


def test_every_count_on_a_page_opens_the_reports_it_counts(full):
    roll = roll_up(full)
    page = html.fromstring(roll_up_html(roll, (), "zh", lambda report: f"cards/{report.anchor}.html"))
    for details in page.xpath("//details"):
        assert int(details.xpath("./summary")[0].text) == len(details.xpath(".//li/a"))
    links = set(page.xpath("//details//a/@href"))
    assert links <= {f"cards/{report.anchor}.html" for report in roll.reports}


def test_every_count_in_markdown_is_followed_by_as_many_reports(full):
    text = roll_up_markdown(roll_up(full), (), "zh")
    cells = re.findall(r"\*\*(\d+)\*\*((?: \[R\d+\])+)", text)
    assert cells
    assert [count for count, names in cells if int(count) != names.count("[R")] == []


# the command


@pytest.fixture
def store(gouji, in_english):
    gouji("run", EVAL / "demo", EVAL / "reports" / "html-water-2023.html", EVAL / "reports" / "tabs-water-2024.txt")
    return "gouji.db"


pytestmark = pytest.mark.usefixtures("in_english")


def test_one_report_is_a_card_with_last_years_from_the_store(gouji, store):
    code, out, err = gouji("summarise", "tabs-water-2024", "--lang", "zh")
    assert (code, err) == (0, "")
    assert "与上一年度报告相比" in out
    assert "html-water-2023.html" in out


def test_many_reports_are_a_roll_up(gouji, store):
    assert "Roll-up: reports: 7" in gouji("summarise")[1]
    assert "Roll-up: reports: 2" in gouji("summarise", "--where", "agency=水利局")[1]


@pytest.mark.parametrize("kind", ["md", "html", "json"])
def test_a_folder_has_a_page_for_each_report_and_one_that_leads_to_them(gouji, store, kind):
    code, out, err = gouji("summarise", "--out", "all", "--format", kind)
    assert (code, out) == (0, "")
    assert "summaries of reports (7) written: all" in err
    cards = sorted(path.name for path in Path("all").glob("cards/*"))
    index = Path(f"all/index.{kind}").read_text("utf-8")
    assert len(cards) == (0 if kind == "json" else 7)
    assert [name for name in cards if f"cards/{name}" not in index] == []
    assert gouji("summarise", "--out", "all")[0] == 2
    Path("all.2023").mkdir()
    assert gouji("summarise", "--out", "all.2023", "--format", kind)[0] == 0
    assert Path(f"all.2023/index.{kind}").is_file()


@pytest.mark.parametrize("name", ["one.md", "one.html", "one.json"])
def test_a_file_is_of_the_format_its_name_says(gouji, store, name):
    assert gouji("summarise", "html-water", "--out", name)[0] == 0
    text = Path(name).read_text("utf-8")
    begins = {"md": "# ", "html": "<!doctype html>", "json": "{"}[name.partition(".")[2]]
    assert text.startswith(begins)
    assert text == gouji("summarise", "html-water", "--format", name.partition(".")[2])[1]


def test_json_has_the_roll_up_and_the_cards(gouji, store):
    told = json.loads(gouji("summarise", "--where", "year=2023", "--format", "json")[1])
    assert [len(told["cards"]), len(told["rollup"]["reports"])] == [2, 2]
    assert json.loads(gouji("summarise", "html-water", "--format", "json")[1])["rollup"] is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--where", "colour=red"], "colour=red"),
        (["--where", "year=last"], "--where year"),
        (["--where", "year=1999"], "no report in store gouji.db answers to that"),
        (["html-water", "--where", "year=2023"], "give DOC or --where, not both"),
        (["html-water", "--budget", "1"], "--budget"),
        (["html-water", "--out", "one.pdf"], "one.pdf says no format"),
        (["nowhere"], "nowhere"),
    ],
)
def test_a_call_that_cannot_be_meant_is_told_in_a_line(gouji, store, arguments, told):
    code, out, err = gouji("summarise", *arguments)
    assert (code, out.strip(), err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_summary_changes_nothing_in_the_store(gouji, store):
    before = Path(store).read_bytes()
    gouji("summarise")
    assert Path(store).read_bytes() == before


def test_two_runs_say_the_same(gouji, store):
    runs = [gouji("summarise", "--format", kind)[1] for kind in ("md", "html", "json") for _ in range(2)]
    assert all(one == other for one, other in list(pairwise(runs))[::2])


def test_last_years_report_is_the_same_offices_alone(gouji, tmp_path):
    one, other = made("云栖县档案局", 2022), made("云栖县档案局", 2023)
    from extractor.records import Document

    with Store.open("made.db") as kept:
        for each in (one, other, made("云栖县档案局分局", 2022)):
            sha256 = each.record.id.partition("#")[0]
            kept.put(Document(name=each.record.document, sha256=sha256, text=each.text), [each.record], [each.schema])
    told = json.loads(gouji("summarise", "云栖县档案局-2023.txt", "--db", "made.db", "--format", "json")[1])
    assert told["cards"][0]["previous"]["id"] == one.record.id


def test_of_last_years_versions_the_corrected_one_counts(gouji, in_english):
    text = (EVAL / "reports" / "tabs-water-2024.txt").read_text("utf-8")
    last = text.replace("2024", "2023").replace("2025", "2024")
    Path("this.txt").write_text(text, "utf-8")
    Path("a（更正）.txt").write_text(last.replace("基层水利站", "城区水利站"), "utf-8")
    Path("b.txt").write_text(last, "utf-8")
    gouji("run", "this.txt", "a（更正）.txt", "b.txt")
    told = json.loads(gouji("summarise", "--format", "json")[1])
    (card,) = (each for each in told["cards"] if each["report"]["document"] == "this.txt")
    assert card["previous"]["document"] == "a（更正）.txt"
    assert [each["document"] for each in told["rollup"]["replaced"]] == ["b.txt"]


def test_a_file_that_is_no_report_is_said_to_be_none_and_not_counted(gouji, in_english):
    Path("letter.txt").write_text("尊敬的各位，特此函告。", "utf-8")
    gouji("run", "letter.txt", EVAL / "demo")
    assert "This file was not read as a report of any form." in gouji("summarise", "letter.txt")[1]
    assert "Roll-up: reports: 5" in gouji("summarise")[1]
    named = gouji("summarise", "letter.txt", "pipes-water", "--format", "json")[1]
    assert [each["document"] for each in json.loads(named)["rollup"]["unread"]] == ["letter.txt"]


def test_an_estimate_says_what_would_be_asked_and_sends_nothing(gouji, store, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    code, out, _ = gouji("summarise", "--model", "any", "--estimate")
    assert (code, "questions: 7" in out) == (0, True)


# the documentation


DOCS = Path(__file__).resolve().parents[1] / "docs"
needs_docs = pytest.mark.skipif(not DOCS.is_dir(), reason="looks at the checkout, not at the wheel")


@needs_docs
def test_the_summaries_in_the_docs_are_what_the_command_writes(tmp_path):
    pages = dict(fresh(tmp_path))
    assert {name: (DOCS / "summaries" / name).read_text("utf-8") == text for name, text in pages.items()} == (
        dict.fromkeys(pages, True)
    ), "run python -m tests.summary_pages"


@needs_docs
@pytest.mark.parametrize("value", [*Part, *Origin, *Mark], ids=str)
def test_every_value_in_the_json_is_described(value):
    assert f"`{value}`" in (DOCS / "summaries.md").read_text("utf-8")


@needs_docs
def test_every_key_of_the_json_is_described(full):
    page = (DOCS / "summaries.md").read_text("utf-8")
    told = [roll_up_json(roll_up(full)), *(card_json(card(each)) for each in full)]
    assert sorted(key for key in keys_in(told) if f"`{key}`" not in page) == []


def keys_in(value):
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_in(each)}
    return {key for each in value for key in keys_in(each)} if isinstance(value, list) else set()


def test_regions_come_from_the_users_own_list(gouji, in_english):
    lines = ("path,region,level", "pipes-water-2020.md,甲区,部门", "glued-city-2023.txt,乙市,政府", "")
    Path("list.csv").write_text("\n".join(lines), "utf-8")
    gouji("run", EVAL / "demo", "--meta", "list.csv")
    told = json.loads(gouji("summarise", "--format", "json")[1])["rollup"]
    table = next(each for each in told["tables"] if each["id"] == "reports")
    assert table["rows"] == ["乙市", "甲区", "", "*"]
    assert "Roll-up" not in gouji("summarise", "--where", "region=甲区")[1]
    assert "云溪市白鹭区水务局" in gouji("summarise", "--where", "region=甲区", "--where", "level=部门")[1]
