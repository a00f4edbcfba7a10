"""Numbers of sections and list items: what is doubled or skipped is told, what only looks so is not."""

import pytest

from tests.formal import FIRST, OVERVIEW, SECOND, changed, found, of, shipped, with_problems

BROKEN = [
    pytest.param("一是目录陈旧；三是答复拖沓；三是公告难找。", "error", "一, 三, 三", id="skipped and doubled"),
    pytest.param("一是目录陈旧；二是答复拖沓；二是公告难找。", "error", "一, 二, 二", id="doubled"),
    pytest.param("一是目录陈旧。\n二是答复拖沓。\n四是公告难找。", "error", "一, 二, 四", id="skipped, by line"),
    pytest.param("主要有一是目录陈旧，二\n是答复拖沓，四是公告难找。", "error", "一, 二, 四", id="wrapped"),
    pytest.param("一是目录陈旧，群众难找；一是答复拖沓；二是公告难找。", "doubt", "一, 一, 二", id="the first doubled"),
    pytest.param("（一）目录陈旧。\n（二）答复拖沓。\n（四）公告难找。", "doubt", "一, 二, 四", id="in brackets"),
    pytest.param("1．目录陈旧。\n2．答复拖沓。\n2．公告难找。", "doubt", "1, 2, 2", id="with full stops"),
    pytest.param("1、目录陈旧；2、答复拖沓；4、公告难找。", "doubt", "1, 2, 4", id="with list commas"),
    pytest.param("（1）目录陈旧；（3）答复拖沓。", "doubt", "1, 3", id="Arabic in brackets"),
    pytest.param("第一，目录陈旧。第三，答复拖沓。", "doubt", "一, 三", id="第一"),
    pytest.param("其一，目录陈旧；其三，答复拖沓。", "doubt", "一, 三", id="其一"),
    pytest.param("①目录陈旧；③答复拖沓。", "doubt", "①, ③", id="circled"),
    pytest.param("一要更新目录；三要按时答复。", "doubt", "一, 三", id="一要"),
    pytest.param("一、目录陈旧\n二、答复拖沓\n二、公告难找", "doubt", "一, 二, 二", id="like sections"),
    pytest.param("问题：一是目录陈旧；二是答复拖沓。二是公告难找。", "error", "一, 二, 二", id="behind a full stop"),
    pytest.param(
        "一是目录陈旧；二是答复拖沓。下一步，一是更新目录；三是按时答复。", "doubt", "一, 三", id="behind another list"
    ),
    pytest.param("另外，二是目录陈旧；三是答复拖沓。", "hint", "二, 三", id="no first item"),
    pytest.param("一是目录陈旧；三是答复拖沓；二是公告难找。", "hint", "一, 三, 二", id="came apart"),
]


@pytest.mark.parametrize(("section", "severity", "detail"), BROKEN)
def test_a_list_that_counts_wrongly_is_told_once_with_its_numbers(section, severity, detail):
    assert (severity, detail) in of("numbering", with_problems(section))


def test_the_defect_stands_at_the_first_wrong_number_and_names_the_places_of_the_others():
    text = with_problems("一是目录陈旧；三是答复拖沓；三是公告难找。")
    (defect,) = found(text)
    assert [text[slice(*span)] for span in (defect.span, *defect.others)] == ["三是", "一是", "三是"]
    assert defect.span < defect.others[1]


WHOLE = [
    pytest.param(
        "一是目录陈旧；二是答复拖沓。改进：一是更新目录；二是按时答复；三是培训。", id="one list behind another"
    ),
    pytest.param("一是重内容：一是更新目录，二是编索引；二是重时效。", id="a list in a list"),
    pytest.param(
        "（一）问题\n1.目录陈旧。2.答复拖沓。\n（二）措施\n1.更新目录。\n2.按时答复。", id="lists under numbers"
    ),
    pytest.param("1.问题：（1）目录陈旧；（2）答复拖沓。2.措施：（1）更新目录。3.其他。", id="numbers around lists"),
    pytest.param("一是目录陈旧；\n- 3 -\n二是答复拖沓；三\n是公告难找。", id="a page between"),
    pytest.param(
        "一是目录陈旧；二是答复拖沓。下一步，一是更新目录；二是按时答复；三是公告上网。", id="a longer list led in"
    ),
    pytest.param("一、主要问题：1、目录陈旧。二、改进措施：1、更新目录。", id="parts numbered like sections"),
    pytest.param("一、存在的主要问题：1、目录陈旧。\n二、改进措施：1、更新目录。", id="a part named like the section"),
    pytest.param("首先，目录陈旧；二是答复拖沓；三是公告难找。", id="the first in words"),
    pytest.param("一是目录陈旧；其次，答复拖沓；三是公告难找。", id="the second in words"),
    pytest.param("一是目录陈旧；ニ是答复拖沓；三是公告难找。", id="a number misread"),
    pytest.param("一是目录陈旧；2是答复拖沓；三是公告难找。", id="a number in other digits"),
    pytest.param("原因之一是目录陈旧，规定统一是去年的事，唯一是答复及时。", id="no numbers at all"),
    pytest.param("依据第二十条第（五）项、第（三）款办理1.5万件，占比3.2%。", id="articles and decimals"),
    pytest.param("一季度好于三、四季度，第一、二批与第三、五批已公布。", id="series in a sentence"),
    pytest.param("我们坚持“三个是”：一是真、二是准、三是快。", id="in quotes"),
    pytest.param("存在两个问题：一是目录陈旧；二是答复拖沓。下一步，二是按时答复。", id="another list, no first item"),
    pytest.param("一是目录陈旧。措施：一是更新目录；二是编索引。", id="a list of one before another"),
    pytest.param("一是目录旧\t一是换目录\n二是答复慢\t二是定时限\n三是公告少\t三是设专栏", id="two columns"),
    pytest.param("1、目录陈旧\n2、答复拖沓\n3，公告难找\n4、说理少", id="another mark"),
    pytest.param("三个方面：目录、答复、公告。2023年1月起，第三方评估已开展。", id="years and ordinals"),
    pytest.param("1.行政许可信息更新慢。2.重复申请多。3.公告难找。", id="words of the form's rows"),
]


@pytest.mark.parametrize("section", WHOLE)
def test_what_counts_on_is_left_alone(section):
    assert [each for each in of("numbering", with_problems(section)) if each[0] != "hint"] == []


def test_a_list_never_goes_on_behind_the_next_heading():
    text = changed(SECOND, (OVERVIEW, OVERVIEW + "一是工程；二是资金。\n"))
    text = text.replace("存在的主要问题：\n1、", "存在的主要问题：一是目录陈旧；三是")
    assert of("numbering", text)[0] == ("error", "一, 三")


FOURTH = "四、政府信息公开行政复议、行政诉讼情况"
FIFTH = "五、存在的主要问题及改进情况"
SIXTH = "六、其他需要报告的事项"
SHIFTED = [
    ("二、主动公开政府信息情况", "三、主动公开政府信息情况"),
    ("三、收到和处理政府", "四、收到和处理政府"),
    (FOURTH, FOURTH.replace("四", "五")),
    (FIFTH, FIFTH.replace("五", "六")),
    (SIXTH, SIXTH.replace("六", "七")),
]


def test_a_section_number_that_stands_twice_is_an_error():
    text = changed(SECOND, (FOURTH, FOURTH.replace("四", "三")))
    assert of("numbering", text) == [("error", "一, 二, 三, 三, 五, 六")]


@pytest.mark.parametrize(
    ("severity", "detail", "pairs"),
    [
        ("doubt", "一, 二, 三, 四, 六, 七", [(FIFTH, "六" + FIFTH[1:]), (SIXTH, "七" + SIXTH[1:])]),
        ("doubt", "一, 二, 三, 三, 王, 六", [(FOURTH, "三" + FOURTH[1:]), (FIFTH, "王" + FIFTH[1:])]),
        ("hint", "一, 二, 三, 三, -, -", [(FOURTH, "三" + FOURTH[1:]), (FIFTH, FIFTH[2:]), (SIXTH, SIXTH[2:])]),
        ("hint", "一, 一", [(OVERVIEW, OVERVIEW + "一、主要工作\n")]),
    ],
    ids=["skipped", "another misread", "others lost", "a lone section within the first"],
)
def test_section_numbers_that_may_have_suffered_are_no_error(severity, detail, pairs):
    assert of("numbering", changed(SECOND, *pairs)) == [(severity, detail)]


CONTENTS = "目录\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n" + "\n".join(
    (FOURTH, FIFTH, SIXTH)
)


@pytest.mark.parametrize(
    "pairs",
    [
        [(OVERVIEW, OVERVIEW + "二、主要做法\n"), *SHIFTED],
        [(OVERVIEW, OVERVIEW + "一、抓机制\n二、抓内容\n三、抓培训\n")],
        [("一、总体情况", CONTENTS + "\n\n一、总体情况")],
        [(FOURTH, "")],
        [(FOURTH, FOURTH[2:])],
        [("二、主动公开政府信息情况", "二，主动公开政府信息情况")],
        [(FIFTH, "第五部分  存在的主要问题及改进情况")],
        [(FIFTH, "王、存在的主要问题及改进情况")],
    ],
    ids=["shifted", "a list within", "contents", "a heading lost", "a number lost", "a comma", "第五部分", "misread"],
)
def test_sections_that_count_on_are_left_alone(pairs):
    assert of("numbering", changed(SECOND, *pairs)) == []


def test_every_wrong_number_of_the_shipped_reports_is_found_and_nothing_else():
    told = {name: [each for each in defects if each.kind == "numbering"] for name, defects in shipped().items()}
    grave = {name: [each.detail for each in found if each.severity != "hint"] for name, found in told.items()}
    assert {name: details for name, details in grave.items() if details} == {
        "glued-town-2019.txt": ["一, 三, 四"],
        "ocr-statistics-2019.txt": ["一, 二, 二, 四, 王, 六"],
        "tabs-emergency-2021.txt": ["一, 二, 二, 三, 五, 七", "一, 二, 三, 三"],
    }


def test_a_report_in_the_first_format_is_counted_alike():
    assert of("numbering", FIRST) == []
    assert of("numbering", changed(FIRST, ("二是部分科室", "三是部分科室"))) == [("error", "一, 三, 三")]
