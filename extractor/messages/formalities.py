"""What is told of a report that is not filled in as its form asks."""

FORMALITIES: dict[str, tuple[str, str]] = {
    "defect.section_missing": (
        "没有找到“{detail}”部分的标题",
        "no heading was found for a section the form asks for: {detail}",
    ),
    "defect.section_empty": ("“{detail}”标题下没有内容", "nothing stands under this heading: {detail}"),
    "defect.numbering": ("编号重复、跳号或缺号：{detail}", "numbers doubled, skipped or missing: {detail}"),
    "defect.wrong_year_form": (
        "报告年度与所用格式的适用年度不符：{detail}",
        "the form is not the one for this year of report: {detail}",
    ),
    "defect.blank_for_zero": (
        "应填 0 的单元格留空（表格、个数）：{detail}",
        "cells left blank where 0 belongs (table, how many): {detail}",
    ),
    "defect.slash_for_zero": (
        "应填 0 的单元格填了其他符号（表格、个数）：{detail}",
        "cells with another mark where 0 belongs (table, how many): {detail}",
    ),
    "defect.other_agency_left_in": (
        "疑似遗留其他单位的名称或自称：{detail}",
        "another office's name, or what another kind of office calls itself, seems left in: {detail}",
    ),
    "defect.other_year_left_in": (
        "应写报告年度之处写了其他年份：{detail}",
        "another year stands where the reporting year belongs: {detail}",
    ),
    "defect.no_fee_statement": (
        "没有说明收取信息处理费的情况",
        "nothing is said of fees charged for processing information",
    ),
    "defect.decisions_equal_items": (
        "多行的处理决定数量与项目数量相同，疑似填成了项目数量：{detail}",
        "decisions equal the number of items in several rows, probably that number filled in again: {detail}",
    ),
}
