"""Every validator of the prose from both sides: it fires on the planted fault and is silent on the clean twin."""

from dataclasses import replace

import pytest

from extractor.messages import CATALOGUES, MESSAGES
from extractor.records import Candidate, Severity, Status
from tests.claiming import kinds, said, slot

ERROR, DOUBT = "error", "doubt"

FAULTS = [
    # the prose against the tables
    ("共收到政府信息公开申请123件。", "共收到政府信息公开申请113件。", (ERROR, "prose_vs_table", "123 ≠ 113")),
    ("共办结政府信息公开申请123件。", "共办结政府信息公开申请112件。", (ERROR, "prose_vs_table", "123 ≠ 112")),
    (
        "收到政府信息公开申请113件，其中自然人91件。",
        "收到政府信息公开申请113件，其中自然人90件。",
        (ERROR, "prose_vs_table", "91 ≠ 90"),
    ),
    (
        "受理申请113件，予以公开40件，部分公开15件，不予公开10件。",
        "受理申请113件，予以公开40件，部分公开15件，不予公开9件。",
        (ERROR, "prose_vs_table", "10 ≠ 9"),
    ),
    (
        "因信息公开被申请行政复议15件，被提起行政诉讼7件。",
        "因信息公开被申请行政复议12件，被提起行政诉讼7件。",
        (ERROR, "prose_vs_table", "15 ≠ 12"),
    ),
    (
        "全年涉及信息公开的行政复议12件，行政诉讼5件。",
        "全年涉及信息公开的行政复议12件，行政诉讼4件。",
        (DOUBT, "prose_vs_table", "5 ≠ 5 + 2; 5 = 7 - 2"),
    ),
    (
        "现行有效行政规范性文件38件。",
        "现行有效行政规范性文件46件。",
        (DOUBT, "prose_vs_table", "38 ≠ 46; 38 = 46 - 8"),
    ),
    ("作出行政处罚决定223件。", "作出行政处罚决定233件。", (ERROR, "prose_vs_table", "223 ≠ 233")),
    ("2023年未收到政府信息公开申请。", "2023年未收到逾期的投诉。", (ERROR, "prose_vs_table", "0 ≠ 113")),
    (
        "未发生涉及信息公开的行政复议、行政诉讼。",
        "未发生涉及信息公开而被纠错的行政复议、行政诉讼。",
        (ERROR, "prose_vs_table", "0 ≠ 19"),
    ),
    (
        "作出行政许可决定1520件，行政处罚决定233件，行政强制措施27件。",
        "作出行政许可决定1520件，行政处罚决定233件，行政强制措施17件。",
        (ERROR, "prose_vs_table", "27 ≠ 17"),
    ),
    (
        "受理申请113件，予以公开40件，部分公开17件。",
        "受理申请113件，予以公开40件，部分公开15件。",
        (ERROR, "prose_vs_table", "17 ≠ 15"),
    ),
    (
        "行政诉讼7件，其中因政府信息公开直接起诉5件。已审结3件。因政府信息公开引起行政复议12件，维持6件。",
        "行政诉讼7件，其中因政府信息公开直接起诉5件。已审结3件。因政府信息公开引起行政复议12件，维持5件。",
        (ERROR, "prose_vs_table", "6 ≠ 5"),
    ),
    (
        "受理申请113件，予以公开件，部分公开15件。",
        "受理申请113件，予以公开40件，部分公开15件。",
        (ERROR, "missing_number", "予以公开件"),
    ),
    (
        "公开信息500条，其中通知20条、工作简报条、公告30条。",
        "公开信息500条，其中通知20条、工作简报450条、公告30条。",
        (ERROR, "missing_number", "工作简报条"),
    ),
    (
        "收到政府信息公开申请113件。从申请人看，自然人90件，占79.6%；法人或其他组织23件，占25.4%。",
        "收到政府信息公开申请113件。从申请人看，自然人90件，占79.6%；法人或其他组织23件，占20.4%。",
        (ERROR, "prose_percentage", "25.4% ≠ 23 / 113 = 20.4%"),
    ),
    # sums
    (
        "收到政府信息公开申请113件，其中网上申请60件、信函申请50件、当面申请13件。",
        "收到政府信息公开申请113件，其中网上申请50件、信函申请50件、当面申请13件。",
        (ERROR, "prose_sum", "113 ≠ 60 + 50 + 13 = 123"),
    ),
    (
        "公开信息100条，其中机构职能类20条、政策法规类30条、规划计划类10条、其他类50条。",
        "公开信息110条，其中机构职能类20条、政策法规类30条、规划计划类10条、其他类50条。",
        (ERROR, "prose_sum", "100 ≠ 20 + 30 + 10 + 50 = 110"),
    ),
    (
        "公开信息200条，(其中机构职能类20条，政策法规类30条，其他信息100条)主要在网站发布。",
        "公开信息150条，(其中机构职能类20条，政策法规类30条，其他信息100条)主要在网站发布。",
        (ERROR, "prose_sum", "200 ≠ 20 + 30 + 100 = 150"),
    ),
    (
        "公开信息90条，分为三类，依次是法律服务40条、应诉30条、普法30条。",
        "公开信息100条，分为三类，依次是法律服务40条、应诉30条、普法30条。",
        (ERROR, "prose_sum", "90 ≠ 40 + 30 + 30 = 100"),
    ),
    (
        "公开信息90条，其中通知公告50条、政策法规30条、欠税公告20条。",
        "公开信息190条，其中通知公告50条、政策法规30条、欠税公告20条。",
        (ERROR, "prose_sum", "90 ≠ 50 + 30 + 20 = 100"),
    ),
    (
        "政府信息公开申请共113件，上年结转6件，合计121件。",
        "政府信息公开申请共113件，上年结转6件，合计119件。",
        (DOUBT, "prose_sum", "121 ≠ 113 + 6 = 119"),
    ),
    (
        "收到申请113件，较上年增加33件（上年为90件）。",
        "收到申请113件，较上年增加23件（上年为90件）。",
        (ERROR, "prose_sum", "33 ≠ 113 - 90 = 23"),
    ),
    # percentages
    (
        "收到政府信息公开申请113件，其中自然人90件，占89%。",
        "收到政府信息公开申请113件，其中自然人90件，占80%。",
        (ERROR, "prose_percentage", "89% ≠ 90 / 113 = 80%"),
    ),
    (
        "办结的112件中，予以公开40件，占35.71%；部分公开15件，占18.39%；不予公开9件，占8.04%。",
        "办结的112件中，予以公开40件，占35.71%；部分公开15件，占13.39%；不予公开9件，占8.04%。",
        (ERROR, "prose_percentage", "18.39% ≠ 15 / 112 = 13.39%"),
    ),
    (
        "办结工单40件，其中按期37件，按期率95%。",
        "办结工单40件，其中按期37件，按期率92.5%。",
        (ERROR, "prose_percentage", "95% ≠ 37 / 40 = 93%"),
    ),
    (
        "推送文章300篇，同比增长25%（上年250篇）。",
        "推送文章300篇，同比增长20%（上年250篇）。",
        (ERROR, "prose_percentage", "25% ≠ (300 - 250) / 250 = 20%"),
    ),
    (
        "推送文章200篇，上年同期为250篇，同比下降25%。",
        "推送文章200篇，上年同期为250篇，同比下降20%。",
        (ERROR, "prose_percentage", "-25% ≠ (200 - 250) / 250 = -20%"),
    ),
    # numbers left out
    (
        "公开核准企业资质条、施工许可证76条、安全许可证121条。",
        "公开核准企业资质5条、施工许可证76条、安全许可证121条。",
        (ERROR, "missing_number", "公开核准企业资质条"),
    ),
    (
        "全年共受理政府信息公开申请　　件，均已答复。",
        "全年共受理政府信息公开申请　113　件，均已答复。",
        (ERROR, "missing_number", "全年共受理政府信息公开申请件"),
    ),
    ("全年收到申请 件，均已答复。", "全年收到申请 113 件，均已答复。", (ERROR, "missing_number", "全年收到申请件")),
    ("收到申请XX件。", "收到申请113件。", (ERROR, "missing_number", "收到申请XX件")),
    ("收到申请__件。", "收到申请113件。", (ERROR, "missing_number", "收到申请件")),
    (
        "全年共受理政府信息公开申请件，均已答复。",
        "全年认真办理政府信息公开申请件，均已答复。",
        (ERROR, "missing_number", "共受理政府信息公开申请件"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "twin", "found"), FAULTS)
def test_a_fault_is_found_and_its_clean_twin_is_not(fault, twin, found):
    assert kinds(said(fault)) == [found]
    assert kinds(said(twin)) == []


SILENT = [
    "共受理政府信息公开申请113件，因部门收到的申请130件，故不作比较。",
    "县政府办公室共受理政府信息公开申请35件。",
    "2023年10月，共收到政府信息公开申请12件。",
    "办理政府信息公开行政复议案件30件。",
    "全年办理行政处罚案件240件。",
    "公开信息1520条，其中政府网站公开800条，政务微博500条，微信公众号600条。",
    "公开信息75条，其中工作动态52条；其他主动公开文件10条；政策解读8条；规划信息5条。",
    "公开信息328条次，其中：分工2条、通知文件12条，通过微信公众号公开297条，信箱答复17条。",
    "公开信息100条，其中政策类20、30、10条，其他40条。",
    "公开信息5500余条，其中政策类20条，其他5000条。",
    "配备工作人员10名，其中专职3名、兼职7名、党员8名。",
    "今年发布380条，其中专项资金152条，预决算197条（政府32条、部门165条）、三公经费27条、其他4条。",
    "共有12条，占8%；其他公文5条，占41%。",
    "关闭账号26个，占全县政务账号的30%。",
    "收到意见382条，采纳200条，采纳率52.4%。",
    "收到申请113件，同比增长12.6%，行政复议12件，同比下降7.7%。",
    "窗口查询量下降31%。",
    "本单位认真办理每一件依申请公开件，做到件件有回音。",
    "公开各类政策文件、政府规章、头条、要闻20条、简讯30条。",
    "全年发布信息3500条，分别为网站2000条，微信公众号1000条，微博500条。",
    "力争2024年受理申请的答复满意率达到95%以上。",
    "办结112件，其中予以公开40件，其他处理15件。",
    "（二）依申请公开情况。征收拆迁类申请45件，在办理过程中征求意见5件。",
    "共收到政府信息公开申请113件，其中收到不属于本机关职责的申请5件，咨询类不予处理5件，部分不予公开15件。",
    "共收到政府信息公开申请113件，其中外地自然人30件，国有企业4件。",
    "共收到同一申请人提交的申请30件。",
    "因房屋征收信息公开引发的行政复议3件。",
    "制定惠企规范性文件3件。",
    "废止规范性文件2件、宣布失效1件。",
    "开展规范性文件清理，共保留行政规范性文件98件，废止12件。",
    "作出不予行政许可决定5件，作出重大行政处罚决定4件。",
    "公示行政处罚决定书200份、行政许可决定1400件。",
    "因政府信息公开引发行政诉讼一审5件、二审2件。",
    "其中10个乡镇未收到政府信息公开申请。",
    "未收到企业提出的政府信息公开申请。",
    "收到政府信息公开申请**113**件，全部答复。",
    "收 到 申 请 件 若 干 件 ， 均 已 答 复 。",
    "收到政府信息公开申请113件，较2022年的90件增加23件。",
    "政务公开专区3个，乡镇（街道）专区14个，村（社区）公开点203个。",
    "行政诉讼7件，其中未经复议直接起诉5件，复议后起诉2件。已审结4件，维持3件。",
    "因政府信息公开引起的行政复议12件，其中维持3件、驳回2件、尚未审结4件。",
    "因政府信息公开引起的行政复议12件：5件被维持、2件被纠正、4件尚未审结。",
    "因政府信息公开引起5件行政诉讼、2件行政诉讼和12件行政复议。复议结果：维持5件，纠正2件。",
    "收到政府信息公开申请113件；其中属本机关职责并办理的91件，转送别处办理的申请22件。",
    "近三年来，我局共受理政府信息公开申请300件，年均100件。",
    "收到政府信息公开申请113件全部依法办理结转下年7件。",
    "收到政府信息公开申请113件，其中自然人90件，企业23件。",
    "收到政府信息公开申请113件，其中自然人90件，企业20件，其他组织3件。",
    "指导复议9件、诉讼7件，其中涉及本局5件、3件。",
    "全局机关收到政府信息公开申请113件，直属单位收到18件。",
    "对办结件，均已归档，共归档112件。",
    "做到件件有回音，处理来信12件。",
    "收到政府信息公开申请113件，其中一季度20件，二季度40件，三季度30件，四季度23件；公开60件，退回70件。",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_right_is_not_accused(text):
    assert kinds(said(text)) == []


def test_one_case_cannot_be_of_two_kinds():
    cells = {"remedies/reconsideration/total": slot(1), "remedies/reconsideration/pending": slot(0)}
    text = "发生1起针对政府信息公开事务的行政复议和行政诉讼，已妥善处置。"
    found = said(text, cells, zero=True)
    assert kinds(found) == [(DOUBT, "prose_vs_table", "1 ≠ 1, 0, 0")]
    assert found.statements[0].terms == (("+", "remedies/reconsideration/total"),)
    assert kinds(said(text.replace("复议和行政诉讼", "复议"), cells, zero=True)) == []


def test_two_cases_may_be_one_of_each_kind():
    cells = {f"remedies/{row}/total": slot(1) for row in ("reconsideration", "litigation_direct")}
    assert kinds(said("发生2起政府信息公开行政复议和行政诉讼。", cells, zero=True)) == []


def test_a_cell_that_was_not_read_accuses_nobody():
    cells = {"requests/new/total": slot(None, Status.UNREAD)}
    assert kinds(said("共收到政府信息公开申请123件。", cells)) == []


def test_an_uncertain_cell_accuses_nobody():
    cells = {"requests/new/total": slot(113, Status.SUSPECT)}
    assert kinds(said("共收到政府信息公开申请123件。", cells)) == []


def test_guesses_none_of_which_fits_are_a_doubt_that_names_them():
    guesses = (Candidate(value="60"), Candidate(value="460"))
    cells = {
        "proactive/normative_documents/in_force": replace(slot(None, Status.AMBIGUOUS), candidates=guesses),
        "proactive/normative_documents/issued": slot(None, Status.UNREAD),
    }
    found = said("集中发布现行有效行政规范性文件383件，更新本年度制发的规范性文件77件。", cells)
    assert kinds(found) == [(DOUBT, "prose_vs_table", "383 ≠ 60 | 460; 383 = 460 - 77")]


def test_a_blank_cell_leaves_a_doubt():
    cells = {"proactive/penalties/decisions": replace(slot(0), state="blank", value=None)}
    assert [each.severity for each in said("作出行政处罚决定5件。", cells).defects] == [Severity.DOUBT]
    assert kinds(said("作出行政处罚决定0件。", cells)) == []


def test_a_defect_points_at_its_place_and_its_cells():
    text = "一、总体情况\n全年共收到政府信息公开\n申请123件。"
    (found,) = said(text).defects
    assert text[slice(*found.span)] == "全年共收到政府信息公开\n申请123件"
    assert found.slots == ("requests/new/total",)


def test_every_kind_is_worded_in_both_languages():
    texts = {key: MESSAGES[f"defect.{key}"] for key in {fault[2][1] for fault in FAULTS}}
    assert len(texts) == 4
    assert all("{detail}" in text for pair in texts.values() for text in pair)
    assert any("defect.prose_sum" in catalogue for catalogue in CATALOGUES)
