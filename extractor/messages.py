"""Everything the program says to a person, in Chinese and English; ids and stored records stay English."""

from collections.abc import Mapping
from enum import StrEnum


class Lang(StrEnum):
    """A language that people are spoken to in."""

    ZH = "zh"
    EN = "en"


def default_language(environment: Mapping[str, str]) -> Lang:
    """Return Chinese where the locale is Chinese (LC_ALL, then LC_MESSAGES, then LANG), English everywhere else."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return Lang.ZH if locale.lower().startswith("zh") else Lang.EN


def say(lang: str, key: str, **values: object) -> str:
    """Return the message `key` in `lang`, its `{blanks}` filled in."""
    zh, en = MESSAGES[key]
    return (zh if lang == Lang.ZH else en).format(**values)


def word(lang: str, kind: str, value: str | None) -> str:
    """Return the word for a value of a closed list (`kind`: verdict, status, state...); unknown ones as is."""
    if value is None:
        return say(lang, "none")
    key = f"{kind}.{value}"
    return say(lang, key) if key in MESSAGES else value


MESSAGES: dict[str, tuple[str, str]] = {
    "none": ("无", "none"),
    # outcomes, verdicts, statuses, states
    "outcome.read": ("已读取", "read"),
    "outcome.unrecognised": ("未识别", "not recognised"),
    "outcome.unreadable": ("无法读取", "unreadable"),
    "verdict.clean": ("无误", "clean"),
    "verdict.extraction_error": ("读取存疑", "reading in doubt"),
    "verdict.source_defect": ("原件有误", "document is wrong"),
    "verdict.both": ("读取存疑且原件有误", "reading in doubt and document wrong"),
    "status.verified": ("已核实", "verified"),
    "status.grounded": ("有据", "grounded"),
    "status.inferred": ("推定", "inferred"),
    "status.suspect": ("可疑", "suspect"),
    "status.ambiguous": ("歧义", "ambiguous"),
    "status.ungrounded": ("无据", "ungrounded"),
    "status.unread": ("未读出", "unread"),
    "state.value": ("数值", "value"),
    "state.zero": ("零", "zero"),
    "state.blank": ("空白", "blank"),
    "state.slash": ("斜线", "slash"),
    "state.not_applicable": ("不适用", "not applicable"),
    "state.illegible": ("无法辨认", "illegible"),
    "state.unread": ("未读出", "unread"),
    "rule.pass": ("成立", "holds"),
    "rule.fail": ("不成立", "fails"),
    "rule.not_assessable": ("无法判断", "cannot be assessed"),
    "strength.hard": ("硬性", "hard"),
    "strength.soft": ("软性", "soft"),
    # why a person is needed, and remarks
    "reason.table_not_found": ("未找到表格", "table not found"),
    "reason.unsure_slots": ("不确定的单元格", "cells that are not sure"),
    "reason.failed_rules (source_defect)": ("勾稽不平，原件有误", "rules that fail, the document is wrong"),
    "reason.failed_rules (extraction_error)": ("勾稽不平，读取存疑", "rules that fail, the reading is in doubt"),
    "reason.unclaimed_figure": ("未归入任何单元格的数字", "figures that belong to no cell"),
    "reason.form_uncertain": ("表式不能确定", "the form is a guess"),
    "reason.undecodable_bytes": ("无法解码的字节", "bytes that cannot be decoded"),
    "flag.unclaimed_figure": ("未归入任何单元格的数字", "figure that belongs to no cell"),
    "flag.form_uncertain": ("表式不能确定", "the form is a guess"),
    "flag.undecodable_bytes": ("无法解码的字节", "bytes that cannot be decoded"),
    "flag.mojibake": ("疑似乱码", "garbled characters"),
    "flag.joined_digits": ("单元格内数字换行合并", "digits joined inside a cell"),
    "flag.hidden_content": ("隐藏内容", "hidden content"),
    "flag.blanks_as_cells": ("空单元格视为原件空白", "empty cells taken for printed blanks"),
    "flag.blanks_as_filler": ("空单元格视为合并标题的填充", "empty cells taken for filler of merged labels"),
    "flag.too_many_labels": ("标签重复过多，其后未读", "too many labels, the rest not looked at"),
    "flag.unit_assumed": ("未印单位，按表式单位计", "no unit printed, the form's is assumed"),
    "flag.label_misread": ("行标题有误字，按相似认定", "row label misspelt, known by its likeness"),
    "flag.identical_to": ("内容完全相同的文件", "same bytes"),
    "candidate.blank": ("（空白）", "(blank)"),
    # show
    "form": ("表式", "form"),
    "id": ("编号", "id"),
    "names": ("同一内容的文件", "same bytes"),
    "verdict": ("结论", "verdict"),
    "needs_person": ("需人工复核", "needs a person"),
    "no_person": ("无需人工", "needs nobody"),
    "flags": ("提示", "flags"),
    "legend": ("图例", "legend"),
    "legend.missing": ("没有读出数值（不是零）", "no value read (which is not zero)"),
    "legend.blank": ("原件此格为空（不是零）", "printed blank (which is not zero)"),
    "legend.unmarked": ("无标记：已核实或有据", "unmarked: verified or grounded"),
    "legend.slash": ("原件为斜线", "printed slash"),
    "legend.not_applicable": ("不适用", "not applicable"),
    "legend.illegible": ("无法辨认", "illegible"),
    "not_read": ("没有可显示的表格。", "There is no table to show."),
    "line": ("第{number}行", "line {number}"),
    "no_place": ("原件中没有对应位置", "no place in the source"),
    # one slot
    "slot.value": ("数值", "value"),
    "slot.printed": ("原文", "printed"),
    "slot.status": ("可信度", "status"),
    "slot.unit": ("单位", "unit"),
    "slot.place": ("位置", "place"),
    "slot.rules": ("相关规则", "rules"),
    "slot.candidates": ("候选", "candidates"),
    # check
    "check.rule": ("{id}（{strength}）", "{id} ({strength})"),
    "check.gap": ("差 {gap}", "gap {gap}"),
    "check.attribution": ("判断：{verdict}", "verdict: {verdict}"),
    "check.undecided": ("判断：两种可能都有", "verdict: could be either"),
    "check.explained": ("若以下各格有误即可解释：{slots}", "explained if wrong: {slots}"),
    "check.or": ("或：{slots}", "or: {slots}"),
    "check.clean": ("各项勾稽关系均成立。", "Every sum adds up."),
    "check.no_rules": ("没有可核对的勾稽关系。", "There was no sum to check."),
    "check.not_assessable": (
        "{count} 项勾稽关系因缺数无法判断。",
        "rules that could not be assessed for want of a figure: {count}",
    ),
    "check.unsure": ("不确定的单元格（{count}）", "cells that are not sure ({count})"),
    "check.zeros": ("（其余为零：{count} 项）", "(others that are zero: {count})"),
    "check.more": ("……另有 {count} 格：{command}", "... and {count} more: {command}"),
    "check.failed": ("不成立的勾稽关系（{count}）", "rules that fail ({count})"),
    # run
    "run.reading": ("读取", "reading"),
    "run.documents": ("共 {count} 份报告", "reports: {count}"),
    "run.none": ("没有找到可读的文件。", "No file to read was found."),
    "run.outcomes": ("结果", "outcome"),
    "run.forms": ("表式", "form"),
    "run.verdicts": ("结论", "verdict"),
    "run.people": ("需人工复核：{count}", "a person is needed for {count}"),
    "run.failed_files": ("未能读取的文件：{count}", "files that could not be read: {count}"),
    "run.stored": ("已存入 {db}", "stored in {db}"),
    "run.next": ("下一步：{command}", "next: {command}"),
    "run.interrupted": ("已中断；读完的 {count} 个文件已保存。", "Interrupted; files read and kept: {count}."),
    "run.identical": ("与 {name} 内容完全相同", "the same bytes as {name}"),
    "run.not_recognised": ("未识别为任何已知表式", "not recognised as any known form"),
    "run.rules_fail": ("{count} 项勾稽关系不成立", "rules that fail: {count}"),
    "run.cells_unsure": ("{count} 格不确定", "cells not sure: {count}"),
    "file.vanished": ("文件已不存在", "the file is no longer there"),
    "file.forbidden": ("没有读取权限", "no permission to read it"),
    "file.irregular": ("不是普通文件", "not a regular file"),
    "file.too_large": ("文件过大：{size} MB，上限 {limit} MB", "too large: {size} MB, the limit is {limit} MB"),
    "file.failed": ("无法读取（{reason}）", "cannot be read ({reason})"),
    # finding a document
    "doc.missing": (
        "库 {db} 中没有 {doc}；用 `gouji export --db {db}` 可列出全部",
        "store {db} holds no {doc}; `gouji export --db {db}` lists what it holds",
    ),
    "doc.ambiguous": (
        "{doc} 对应多份报告，请写明编号：{candidates}",
        "{doc} may be several reports, name one by its id: {candidates}",
    ),
    "slot.missing": (
        "{document} 没有单元格 {slot}；写作 表/行/列，如 {example}",
        "{document} has no slot {slot}; write table/row/column, such as {example}",
    ),
    # export and schemas
    "export.written": ("已写出 {count} 条记录：{path}", "wrote {count} records to {path}"),
    "export.format": (
        "不支持的格式 {format}；可用：{known}",
        "format {format} is not known; use {known}",
    ),
    "schema.good": ("{id}：可用", "{id}: good to use"),
    "schema.error": ("错误", "error"),
    "schema.note": ("说明", "note"),
    "schema.missing": ("没有表式 {id}；现有：{known}", "no schema {id}; there are {known}"),
    "schema.summary": (
        "{tables} 张表，{slots} 格，{rules} 条规则（展开为 {instances} 条）",
        "{tables} tables, {slots} slots, {rules} rules ({instances} when written out)",
    ),
    "schema.rules": ("规则", "rules"),
    # doors
    "internal": (
        "内部错误：{error}；设置 GOUJI_DEBUG=1 可查看详情",
        "internal error: {error}; set GOUJI_DEBUG=1 to see where",
    ),
    "cannot_write": ("无法写入 {path}：{reason}", "cannot write {path}: {reason}"),
}
"""Message key -> (Chinese, English)."""

HELP: dict[str, str] = {
    "Read messy reports into checked cells, each with its place in the source.": (
        "把杂乱的报告读成核对过的单元格，每个数字都能指回原文。"
    ),
    "Read reports into the store.": "读取报告并存入库中。",
    "Show a report's tables, or where one figure stands.": "显示一份报告的各表，或某个数字在原文中的位置。",
    "Show what does not add up, and whose mistake it is.": "列出勾稽不平之处，并判断是原件之误还是读取之误。",
    "Write records for other programs.": "导出记录，供其他程序使用。",
    "Look at the forms that reports are read by.": "查看或检查读取所用的表式。",
    "Check a schema file for mistakes.": "检查一个表式文件。",
    "List the forms that come with the program.": "列出自带的表式。",
    "Show a form: its tables, rows, columns and rules.": "显示一个表式：表、行、列与规则。",
    "Language of messages (default: by locale).": "提示语言（默认随系统区域设置）。",
    "Print the version and stop.": "显示版本号后退出。",
    "Files or folders with reports.": "报告文件或文件夹。",
    "A path, the start of an id, or an agency and a year.": "路径、编号开头，或“机关 年份”。",
    "The store, a SQLite file.": "库文件（SQLite）。",
    "A schema file to read by, besides those shipped.": "除自带表式外另用的表式文件。",
    "One slot, as table/row/column.": "某一单元格，写作 表/行/列。",
    "The format to write.": "导出格式。",
    "The file to write (default: standard output).": "写入的文件（默认为标准输出）。",
    "A schema file (YAML).": "表式文件（YAML）。",
    "The id of a form, or a schema file.": "表式编号，或表式文件。",
}
"""English help text -> Chinese."""
