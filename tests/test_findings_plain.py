"""Findings without a model: however a section is numbered, nested or merged, each item once, at its place."""

import os
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from extractor.evaluation.dataset import open_dataset, shipped_dataset
from extractor.findings import loose_ends, read_findings
from extractor.findings.plain import MOST_ITEMS
from extractor.ingest import ingest
from extractor.locate import make_page
from extractor.pipeline import open_document
from extractor.records import Commitment, Document
from extractor.schema import shipped_schemas
from extractor.scoring.narrative import match_findings
from tests.answering import as_scored

CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
NEEDS = "no corpus: set GOUJI_CORPUS to the folder that holds it"
FORM = next(form for form in shipped_schemas() if form.id == "cn_foi_2021")

NUMBERED_PARTS = """（一）存在问题
1.主动公开意识有待加强。部分科室把公开当成额外负担。
2.解读形式单一。
（二）改进措施
1.加强培训。每季度组织一次专题学习。
2.丰富解读形式。制作图解。"""
SEMICOLONS = """2022年，我局公开工作虽取得了一些成绩，但仍存在一些问题和不足，主要是：信息公开的时效性有待进一步提高；\
公开内容不够全面。2023年，我局将从以下几个方面加以改进：一是压实责任；二是补齐目录。"""
HEADS_AS_ITEMS = "一是存在问题。部分股室报送不及时，质量不高。二是改进措施。对各股室逐月督促，建立通报制度。"
BARE_LIST = """当前，我镇政府信息公开工作仍存在信息公开不够及时、公开内容不够全面、公开形式较为单一等问题。\
下一步，我镇将从以下方面改进：（一）明确专人。落实到岗。（二）拓宽渠道。开通公众号。"""
ITEM_BY_ITEM = """（一）目录更新不及时。有的栏目半年没有动过。下一步，将按月核对目录。
（二）解读偏少，形式老套。下一步，将增加图解视频。"""
PAIRS = "问题1：栏目更新不及时。整改措施：建立更新台账。问题2：人员业务不熟。整改措施：每季度培训一次。"
LAST_YEAR_FIRST = """（一）上年度存在问题整改情况。针对2021年公开不及时的问题，我局建立了台账。\
（二）本年度存在的主要问题。一是解读不够。二是互动不多。（三）改进措施。一是多做图解。二是开设留言板。"""
TURNS_AT_A_COMMA = "2020年工作总体平稳，但是也存在公开不够主动的情况，下一步我局将强化责任意识，主动公开各类信息。"
SIDES = "工作中还有不足：一方面，公开内容还不够丰富；另一方面，经办人员流动较大。下一步，我局将充实内容，稳定队伍。"
ACROSS_A_PAGE = """一是政策解读质量
- 5 -

仍需提升；二是专员队伍不够稳定。
针对以上问题，我县将把解读与起草同步部署；同时明确专员任期。"""
LED_IN_TWICE = """一是口径不一。二是解读偏少。针对上述问题，采取了以下措施：一是编写范本。二是开设专栏。\
下一步，将继续做好以下工作：一是健全制度；二是优化平台。"""
TO_SOLVE = """主要有两点：①目录陈旧。②检索不便。
为解决上述问题，2024年拟采取以下措施：①修订目录。②升级检索模块。"""
MAINLY = "当前工作还有薄弱环节。主要是：公开内容更新不够及时。改进措施主要是建立提醒机制；按月通报。"
AIMED = "（一）聚焦薄弱环节，补齐短板。针对公开不充分的问题，修订目录。（二）聚焦群众需求，优化服务。建成文件库。"
HEADS_AND_CAUSES = """（一）信息公开工作存在的问题及原因。1.认识有差距。2.质量有差距。
（二）改进措施及2023年工作计划。1.纳入考核。2.建立退回机制。"""
EXPECTED = {
    LED_IN_TWICE: """p 一是口径不一
p 二是解读偏少
m 一是编写范本
m 二是开设专栏
m 一是健全制度
m 二是优化平台""",
    TO_SOLVE: """p ①目录陈旧
p ②检索不便
m ①修订目录
m ②升级检索模块""",
    MAINLY: """p 公开内容更新不够及时
m 建立提醒机制
m 按月通报""",
    AIMED: """m （一）聚焦薄弱环节，补齐短板。针对公开不充分的问题，修订目录
m （二）聚焦群众需求，优化服务。建成文件库""",
    HEADS_AND_CAUSES: """p 1.认识有差距
p 2.质量有差距
m 1.纳入考核
m 2.建立退回机制""",
    NUMBERED_PARTS: """p 1.主动公开意识有待加强。部分科室把公开当成额外负担
p 2.解读形式单一
m 1.加强培训。每季度组织一次专题学习
m 2.丰富解读形式。制作图解""",
    SEMICOLONS: """p 信息公开的时效性有待进一步提高
p 公开内容不够全面
m 一是压实责任
m 二是补齐目录""",
    HEADS_AS_ITEMS: """p 部分股室报送不及时，质量不高
m 对各股室逐月督促，建立通报制度""",
    BARE_LIST: """p 信息公开不够及时
p 公开内容不够全面
p 公开形式较为单一
m （一）明确专人。落实到岗
m （二）拓宽渠道。开通公众号""",
    ITEM_BY_ITEM: """p （一）目录更新不及时。有的栏目半年没有动过
p （二）解读偏少，形式老套
m 按月核对目录
m 增加图解视频""",
    PAIRS: """p 栏目更新不及时
p 人员业务不熟
m 建立更新台账
m 每季度培训一次""",
    LAST_YEAR_FIRST: """p 一是解读不够
p 二是互动不多
m 我局建立了台账
m 一是多做图解
m 二是开设留言板""",
    TURNS_AT_A_COMMA: """p 公开不够主动的情况
m 强化责任意识，主动公开各类信息""",
    SIDES: """p 一方面，公开内容还不够丰富
p 另一方面，经办人员流动较大
m 充实内容，稳定队伍""",
    ACROSS_A_PAGE: """p 一是政策解读质量仍需提升
p 二是专员队伍不够稳定
m 把解读与起草同步部署
m 明确专员任期""",
    """（一）2022年度存在问题的改进情况
一是建了台账。二是补了目录。
（二）2023年存在的主要问题
一是解读形式单一。二是回应不足。
（三）2024年改进举措
一是多用图解。二是限时回应。""": """p 一是解读形式单一
p 二是回应不足
m 一是建了台账
m 二是补了目录
m 一是多用图解
m 二是限时回应""",
    """工作仍有薄弱环节。
公开内容的针对性不强，与群众需求有差距。公开方式老套，新媒体运用不够。""": """p 公开内容的针对性不强，与群众需求有差距
p 公开方式老套，新媒体运用不够""",
    """一是机制有待完善；二是质量偏低。
改进措施一是修订；二是审核。""": """p 一是机制有待完善
p 二是质量偏低
m 一是修订
m 二是审核""",
    """一是制度不够健全。二是更新不够及时。
在今后的工作中，我们将：一是修订制度。二是按月更新。""": """p 一是制度不够健全
p 二是更新不够及时
m 一是修订制度
m 二是按月更新""",
    """问题一：业务能力有待提升。改进情况：针对业务能力不足的问题，组织2次培训。
问题二：网站功能有待完善。改进情况：针对网站功能不全的问题，升级改造。""": """p 业务能力有待提升
p 网站功能有待完善
m 组织2次培训
m 升级改造""",
    "无": "",
    "一年来，我局公开工作取得了较好成绩。": "",
}


def found_in(section):
    """Return what is found in a report that has this section, and its text."""
    text = f"五、存在的主要问题及改进情况\n{section}\n六、其他需要报告的事项\n无\n"
    page = make_page(Document(name="a.txt", sha256="0" * 64, text=text))
    return read_findings(page, FORM), text


@pytest.mark.parametrize("section", EXPECTED, ids=lambda section: section[:12])
def test_each_item_is_a_finding_of_its_kind(section):
    found, text = found_in(section)
    told = [f"{each.kind[0]} {each.quote}" for each in found.findings]
    assert [line.replace("\n- 5 -\n\n", "") for line in told] == EXPECTED[section].splitlines()
    assert [text[slice(*each.span)] for each in found.findings] == [each.quote for each in found.findings]


def test_a_measure_is_for_the_problem_it_stands_under():
    for section in (ITEM_BY_ITEM, PAIRS):
        found, _ = found_in(section)
        assert [each.addresses for each in found.findings if each.kind == "measure"] == [("p1",), ("p2",)]


def test_a_measure_is_for_the_problem_whose_words_it_repeats_wherever_it_stands():
    found, _ = found_in(
        "一是政策解读形式单一。二是经办人员流动频繁。改进措施：一是稳定经办人员队伍。二是以图解、短片做政策解读。"
    )
    assert [each.addresses for each in found.findings if each.kind == "measure"] == [("p2",), ("p1",)]


def test_one_measure_for_all_is_for_every_problem():
    found, _ = found_in("一是解读偏少。二是更新不及时。针对以上问题，我局将逐项整改，按月通报。")
    assert found.findings[-1].addresses == ("p1", "p2")


def test_a_promise_is_told_in_the_words_of_the_measure():
    found, _ = found_in("存在的问题：设备老旧。改进措施：由县档案局牵头，2025年6月底前更换查阅设备不少于20台。")
    assert found.findings[-1].commitment == Commitment(deadline="2025年6月底前", unit="县档案局", target="不少于20台")


def test_a_measure_that_names_nothing_in_particular_promises_nothing():
    found, _ = found_in("存在的问题：设备老旧。改进措施：逐步改善查阅条件。")
    assert found.findings[-1].commitment is None


def test_a_long_item_is_quoted_by_its_heading_and_keeps_its_extent():
    told = (
        "把年度要点拆到科室，逐条列明责任人、完成时点与佐证材料，季度末由办公室汇总核对，年末在局务会上逐项说明原因。"
    )
    found, text = found_in(f"（一）坚持清单管理。{told}\n（二）坚持同步解读。{told}")
    first = found.findings[0]
    assert (first.quote, text[slice(*first.extent)]) == (
        "（一）坚持清单管理",
        f"（一）坚持清单管理。{told}".rstrip("。"),
    )


def test_a_theme_is_the_one_that_most_words_speak_for():
    found, _ = found_in("一是网站栏目、公众号更新不及时。二是对条例的认识不到位。")
    assert [each.theme for each in found.findings] == ["platforms", "awareness"]


def test_where_no_section_is_there_nothing_is_found_and_it_is_said():
    page = make_page(Document(name="a.txt", sha256="0" * 64, text="一、总体情况\n全年平稳。\n"))
    found = read_findings(page, FORM)
    assert (found.findings, [flag.kind for flag in found.flags]) == (None, ["section_not_found"])


def test_a_list_without_end_is_cut_and_said():
    found, _ = found_in("".join(f"{at}.栏目更新不及时。" for at in range(1, 99)) * 3)
    assert len(found.findings) <= MOST_ITEMS
    assert "too_many_findings" in {flag.kind for flag in found.flags}


def test_problems_nobody_answers_are_named():
    found, _ = found_in(
        "一是政策解读偏少。二是栏目更新不及时。三是档案缺页少册。改进措施：一是增加政策解读。二是栏目按月更新。"
    )
    assert [(each.kind, each.detail) for each in loose_ends(found.findings)] == [("problem_unaddressed", "p3")]


def test_measures_for_nothing_are_named():
    found, _ = found_in(
        "一是政策解读偏少。二是栏目更新不及时。改进措施：一是增加政策解读。二是栏目按月更新。三是配备司机。"
    )
    assert [(each.kind, each.detail) for each in loose_ends(found.findings)] == [("measure_unlinked", "m3")]


def test_where_every_problem_is_answered_nothing_is_named():
    found, _ = found_in(PAIRS)
    assert list(loose_ends(found.findings)) == []


def test_problems_without_any_measure_are_named_once():
    found, _ = found_in("一是政策解读偏少。二是档案缺页少册。")
    assert [(each.kind, each.detail) for each in loose_ends(found.findings)] == [("no_measures", "2")]


def scores(dataset):
    for case in dataset.cases:
        document = ingest(case.data, case.name)
        (opened,) = (one for one in open_document(document, shipped_schemas()) if one.found.schema is not None)
        found = read_findings(opened.page, opened.found.schema)
        yield match_findings(case.gold.findings, as_scored(found.findings or ()), document.text)


def test_on_the_shipped_reports_kinds_and_places_are_right():
    total = reduce(add, scores(shipped_dataset()))
    assert total.f1 >= 0.98
    assert total.linked >= 0.95 * total.links


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)
def test_on_real_reports_kinds_places_and_links_are_right():
    total = reduce(add, scores(open_dataset(CORPUS)))
    assert (total.gold, total.f1 >= 0.95) == (58, True)
    assert total.linked >= 0.9 * total.links
