"""Whose report it is: the whole name in the title of the report itself, or none."""

import pytest

from extractor.locate import make_page
from extractor.locate.fields import fields
from extractor.records import Document
from extractor.schema import schema_by_id

TITLE = "{}2022年政府信息公开工作年度报告"


def field_of(text, name):
    page = make_page(Document(name="a.txt", sha256="ab" * 32, text=text))
    return fields(page, schema_by_id("cn_foi_2021"))[name].value


def agency_of(text):
    return field_of(text, "agency")


MENU = "2021年政府信息公开工作年度报告\n2020年政府信息公开工作年度报告\n"


def test_the_year_is_that_of_the_title_that_names_the_agency():
    assert field_of(f"往年年报\n{MENU}{TITLE.format('青禾县水务局')}\n\n一、总体情况\n", "year") == 2022


def test_a_page_that_lists_the_reports_of_several_years_says_no_year_of_its_own():
    assert field_of(f"{MENU}一、总体情况\n", "year") is None


def test_a_title_without_an_agency_says_the_year():
    assert field_of("2021年政府信息公开工作年度报告\n一、总体情况\n", "year") == 2021


@pytest.mark.parametrize("name", ["青禾县水务局", "云溪市人民政府", "青禾县青山镇人民政府"])
def test_the_name_in_the_title_is_the_agencys(name):
    assert agency_of(f"{TITLE.format(name)}\n\n一、总体情况\n") == name


@pytest.mark.parametrize(
    "name",
    [
        "云溪市12345政务服务热线管理中心",
        "云溪市公安局110指挥中心",
        "云溪市A区水务局",
        "云溪市发展和改革委员会、粮食局",
        "××市水务局",
    ],
)
def test_a_name_that_is_cut_is_no_name(name):
    assert agency_of(f"{TITLE.format(name)}\n\n一、总体情况\n") is None


@pytest.mark.parametrize(
    "around", ["上一篇：{}\n", "- [{}](1.html)\n", "当前位置：首页 > {}\n"], ids=["previous", "list", "breadcrumb"]
)
def test_the_page_around_a_report_does_not_say_whose_it_is(around):
    other = around.format(TITLE.format("霁川市司法局"))
    assert agency_of(f"{other}\n{TITLE.format('青禾县水务局')}\n\n一、总体情况\n") == "青禾县水务局"


def test_of_two_titles_nobody_knows_which_is_the_reports_own():
    both = "\n".join(TITLE.format(name) for name in ("霁川市司法局", "青禾县水务局"))
    assert agency_of(f"{both}\n\n一、总体情况\n") is None


def test_a_title_that_stands_twice_is_one():
    title = TITLE.format("青禾县水务局")
    assert agency_of(f"{title}\n{title}\n\n一、总体情况\n") == "青禾县水务局"


def test_a_number_on_the_line_before_cuts_no_name():
    assert agency_of(f"浏览次数 123\n{TITLE.format('青禾县水务局')}\n") == "青禾县水务局"


@pytest.mark.parametrize(
    "footer",
    [
        "主办：云溪县水务局",
        "信息来源：云溪县水务局",
        "版权所有云溪县水务局",
        "云溪县人民政府、云溪县水务局",
        "主办单位云溪县水务局",
    ],
)
def test_a_footer_that_ends_in_the_agencys_name_is_no_fuller_name(footer):
    assert agency_of(f"{TITLE.format('水务局')}\n\n一、总体情况\n\n{footer}\n") == "水务局"
    assert agency_of(f"{TITLE.format('云溪县水务局')}\n\n一、总体情况\n\n{footer}\n") == "云溪县水务局"


def test_the_fuller_name_that_signs_the_report_is_the_agencys():
    assert agency_of(f"{TITLE.format('水务局')}\n\n一、总体情况\n\n云溪县水务局\n2023年1月20日\n") == "云溪县水务局"
