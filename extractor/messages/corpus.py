"""What is said of several reports together: two years, two versions, copied text."""

CORPUS: dict[str, tuple[str, str]] = {
    # rules over two years
    "years.prose.growth": (
        "文字所称的同比增减幅度，应与按两年报告数据计算的结果一致",
        "the share by which a number is said to have changed should be what the figures of both reports make",
    ),
    "years.prose.change": (
        "文字所称的比上年增减数量，应与按两年报告数据计算的结果一致",
        "the number by which something is said to have changed should be what the figures of both reports make",
    ),
    "years.prose.last_year": (
        "文字所称的上一年度数据，应与上一年度报告一致",
        "what is said of last year should be what last year's report says",
    ),
    "years.between": ("{office} {after}年与{before}年：", "{office}, {after} against {before}:"),
    "years.said": ("原文：{text}", "it says: {text}"),
    "years.expected": ("按两年报告数据计算：{value}", "the figures of both reports make: {value}"),
    "years.at": ("（{year}年报告第{line}行：{quote}）", "({year}, line {line}: {quote})"),
    "years.at_no_place": ("（{year}年报告，原件中没有对应位置）", "({year}, no place in the source)"),
    "years.perhaps": ("可能的原因：{reasons}", "what may lie behind it: {reasons}"),
    "years.semicolon": ("；", "; "),
    "years.none": (
        "库中没有同一机关上一年度的报告，无从跨年核对。",
        "The store has no report of the same office for the year before: nothing to hold against.",
    ),
    "years.counts": (
        "跨年核对：相符 {pass} 项，不符 {fail} 项（仅供询问，不作错误），无法判断 {not_assessable} 项",
        "across years: {pass} hold, {fail} do not (to ask about, not mistakes), {not_assessable} cannot be assessed",
    ),
    "years.not_assessed": ("无法判断 {count} 项：{reason}", "not assessed, {count}: {reason}"),
    "why.missing": ("缺少数值（缺数不等于零）", "a figure is missing (which is not zero)"),
    "why.forms_differ": ("两年表式不同，口径不可比", "the forms of the two years count differently"),
    "why.base_zero": ("上年数为零，无法计算增减幅度", "last year's number is zero: no share of change"),
    "why.reading_in_doubt": ("所涉数值的读取尚有疑点", "a figure of it is not read for sure"),
    "why.own_sums_fail": ("本年报告自身的勾稽关系已不成立", "sums of this year's report fail over it already"),
    "why.previous_sums_fail": (
        "上年报告自身的勾稽关系已不成立",
        "sums of last year's report fail over it already",
    ),
    "why.other_version_agrees": (
        "与上年报告此前的版本相符，上年报告其后有更正",
        "it agrees with an earlier version of last year's report, which has been replaced since",
    ),
    "why.resubmitted": ("上年报告有多个版本", "there are several versions of last year's report"),
    "why.starts_anew": (
        "本年各栏均未承接上年数，机构或有调整",
        "nothing at all is taken over from last year: the office may have been reorganised",
    ),
    "why.reorganised_or_corrected": (
        "机构调整、职责划转，或上年报告其后有更正",
        "a reorganisation, or last year's report was corrected since",
    ),
    # two versions of a report
    "diff.title": ("前后两个版本的比较", "Two versions compared"),
    "diff.before": ("前一版", "before"),
    "diff.after": ("后一版", "after"),
    "diff.standing.fixed": ("已改正（{count}）", "fixed ({count})"),
    "diff.standing.remaining": ("仍存在（{count}）", "remaining ({count})"),
    "diff.standing.new": ("新出现（{count}）", "new ({count})"),
    "diff.standing.unclear": (
        "无法判断是否改正（{count}）：后一版相关数值未能读出",
        "cannot be told ({count}): figures of it were not read in the later version",
    ),
    "diff.cells": ("数值有变的单元格（{count}）", "cells that changed ({count})"),
    "diff.no_faults": ("两个版本均未发现错误或疑点。", "Neither version shows a fault."),
    "diff.no_cells": ("各单元格数值均无变化。", "No cell changed."),
    "diff.unsure": (
        "后一版另有 {count} 个单元格读数不确定，其中是否有误不得而知。",
        "In the later version {count} cells are not sure: what they hide is not known.",
    ),
    "diff.more": ("……另有 {count} 格", "... and {count} more"),
    "diff.counts": (
        "已改正 {fixed}，仍存在 {remaining}，新出现 {new}，无法判断 {unclear}",
        "{fixed} fixed, {remaining} remaining, {new} new, {unclear} that cannot be told",
    ),
    "diff.only_one": (
        "{doc} 在库中没有更早的版本（同一机关、同一年度，或同一文件此前的内容）：请再给出一份报告",
        "{doc} has no earlier version in the store (same office and year, or what the file held before): name two",
    ),
    "diff.several": (
        "{doc} 含有 {count} 份报告，无法逐一对应：请分开存放",
        "{doc} holds {count} reports, which cannot be told apart: put each in a file of its own",
    ),
    "diff.not_versions": (
        "注意：两份报告的机关或年度不同，并非同一报告的两个版本。",
        "Note: the two are of different offices or years: not versions of one report.",
    ),
    "diff.same": (
        "{before} 与 {after} 内容逐字节相同，不是两个版本；请另给一份报告",
        "{before} and {after} hold the same bytes: not two versions; name another report",
    ),
    "diff.unrecognised": (
        "{doc} 未能识别为所知的表式，无法比较；请给出年度报告",
        "{doc} was read by no form, so there is nothing to compare; name a report",
    ),
    "diff.of": ("{fault}（{place}）", "{fault} ({place})"),
    "diff.cell": ("单元格", "cell"),
    "diff.line": ("第{line}行：{quote}", "line {line}: {quote}"),
    "diff.no_line": ("无对应位置", "no place"),
    # copied text
    "copied.title": ("雷同文字", "Copied text"),
    "copied.last_year": ("与本机关上年报告雷同", "same as the office's report of the year before"),
    "copied.earlier_year": ("与本机关往年报告雷同", "same as an earlier report of the office"),
    "copied.other_office": ("与其他机关的报告雷同", "same as another office's report"),
    "copied.share": ("占比", "share"),
    "copied.section": ("问题部分", "problems"),
    "copied.letters": ("字数", "letters"),
    "copied.passages": ("段数", "passages"),
    "copied.relation": ("关系", "what it is"),
    "copied.later": ("报告", "report"),
    "copied.earlier": ("所同于", "same as"),
    "copied.none": (
        "没有达到 {least} 的雷同文字（法定用语和多家共用的文字不计）。",
        "No pair has {least} in common (wording of the law and wording that many share aside).",
    ),
    "copied.count": ("共 {count} 对", "pairs: {count}"),
    "copied.head": (
        "雷同文字占叙述部分 {share}（{copied}/{letters} 字），占对方叙述部分 {theirs}",
        "{share} of its own words ({copied} of {letters} characters), {theirs} of the other's",
    ),
    "copied.in_section": ("{section}：{share}", "{section}: {share}"),
    "copied.passage": (
        "{number}. {section}{letters} 字，{exact}",
        "{number}. {section}{letters} characters, {exact}",
    ),
    "copied.exact": ("一字不差", "word for word"),
    "copied.nearly": ("{count} 处不同", "differences: {count}"),
    "copied.at": ("{name} 第{line}行", "{name}, line {line}"),
    "copied.note": (
        "数字、年份、机关名称不同而文字相同的，也算雷同；表格、标题、法定用语和多家共用的文字不计。",
        "Text that differs in figures and names alone counts as the same; statutory and common wording is left out.",
    ),
    "copied.not_read": ("{doc} 未能识别为所知的表式，无法比较", "{doc} was read by no form: it cannot be compared"),
    "copied.least": ("--least 应在 0 到 100 之间：{found}", "--least must be between 0 and 100: {found}"),
}

CORPUS_HELP: dict[str, str] = {
    "Show what a new version of a report put right.": "比较同一报告前后两个版本，看改正了什么。",
    "Show text that reports copied from each other or from last year's.": "列出报告之间、与本机关上年报告雷同的文字。",
    "Hold reports against last year's of the same office.": "与同一机关上一年度的报告核对。",
    "What to write: text, json or html.": "输出格式：text、json 或 html。",
    "What to write: text or json.": "输出格式：text 或 json。",
    "The later version, in the store; with OTHER, the earlier one, which may be a file.": (
        "库中报告的后一版；另给出 OTHER 时为前一版，也可以是文件。"
    ),
    "The later version: in the store, or a file.": "后一版：库中的报告或文件。",
    "The least share of a report's own words to tell of, in per cent.": "雷同文字占叙述部分的最低百分比。",
    "Only reports whose agency, document, year, region, level, verdict, outcome or form is this; repeatable.": (
        "只看机关（agency）、文件（document）、年度（year）等等于此值的报告，可多次使用。"
    ),
}
"""The help texts of these commands: English, as the code has them, to Chinese."""
