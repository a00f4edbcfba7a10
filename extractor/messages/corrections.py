"""What the commands about decisions say, the headings of their table, and the words people may write into it."""

CORRECTIONS: dict[str, tuple[str, str]] = {
    # headings, by column; each is accepted in both languages
    "heading.fingerprint": ("指纹", "fingerprint"),
    "heading.report": ("报告编号", "report id"),
    "heading.document": ("文档", "document"),
    "heading.agency": ("机关", "agency"),
    "heading.year": ("年度", "year"),
    "heading.severity": ("程度", "severity"),
    "heading.kind": ("类别", "kind"),
    "heading.subject": ("对象", "subject"),
    "heading.what": ("事项", "what"),
    "heading.printed": ("原文", "printed"),
    "heading.read": ("读出值", "value read"),
    "heading.candidates": ("候选值", "candidates"),
    "heading.sum": ("算式", "sum"),
    "heading.line": ("行号", "line"),
    "heading.quote": ("摘录", "quote"),
    "heading.earlier": ("此前的决定", "earlier decision"),
    "heading.number": ("决定编号", "decision no."),
    "heading.decision": ("决定", "decision"),
    "heading.value": ("数值", "value"),
    "heading.who": ("决定人", "who"),
    "heading.why": ("理由", "why"),
    "heading.no": ("编号", "no."),
    "heading.when": ("时间", "when"),
    "heading.standing": ("效力", "standing"),
    # what a matter is about
    "matter.sentence": ("{place}：{sentence}", "{place}: {sentence}"),
    "matter.unit": ("{label}（单位：{unit}）", "{label} (in {unit})"),
    # decisions in words
    "decided.as_read": ("正确", "correct as read"),
    "decided.amend": ("更正", "correct"),
    "decided.source_defect": ("原件有误", "source defect"),
    "decided.dismiss": ("不予追究", "dismiss"),
    "decided.choices": (
        "更正、正确、原件有误、不予追究、撤销",
        "correct, correct as read, source defect, dismiss, undo",
    ),
    "decided.told": ("第{number}号：{said}（{who}）", "{number}: {said} ({who})"),
    "decided.outdated": ("{decision}，其后读数已变", "{decision}; the reading has changed since"),
    "standing.in_force": ("有效", "in force"),
    "standing.outdated": ("读数已变，不再适用", "outdated: the reading has changed"),
    "standing.undone": ("已撤销（{who}，{when}）", "undone ({who}, {when})"),
    "standing.undone_why": ("已撤销（{who}，{when}：{why}）", "undone ({who}, {when}: {why})"),
    "standing.superseded": ("已被第{number}号取代", "superseded by {number}"),
    "standing.gone": ("报告已不在库中", "the report is no longer in the store"),
    # the words accepted for a decision, in either language; blanks, case, hyphens and underscores do not count
    "words.correct": ("", "correct"),
    "words.amend": ("更正、改正、修正、改为、更改", "corrected, correction, amend, amended, change to"),
    "words.as_read": (
        "正确、读数正确、读数无误、读取无误、无误、属实",
        "correct as read, as read, read right, right, confirm, confirmed",
    ),
    "words.source_defect": (
        "原件有误、原文有误、原件错误、原文错误、原报告有误、报告有误、原件之误",
        "source defect, source error, document is wrong, document wrong, document error",
    ),
    "words.dismiss": (
        "不予追究、不追究、忽略、不处理、不予处理、无需处理、排除",
        "dismiss, dismissed, ignore, ignored, no action",
    ),
    "words.undo": ("撤销、撤消、撤回、取消", "undo, undone, withdraw, withdrawn, revoke"),
    "words.blank": ("空白、空、空格", "blank, empty"),
    "words.slash": ("斜线、/", "slash, /"),
    "words.not_applicable": ("不适用", "not applicable, n/a"),
    "words.illegible": ("无法辨认、看不清", "illegible"),
    # what is wrong with a row
    "row.at": ("{name} 第 {row} 行：{fault}", "{name} row {row}: {fault}"),
    "row.no_decision": (
        "填了数值或理由，但没有填决定；请填写其一：{words}",
        "there is a value or a reason, but no decision; write one of: {words}",
    ),
    "row.unknown_decision": (
        "不认得决定“{decision}”；请填写其一：{words}",
        "decision `{decision}` is not known; write one of: {words}",
    ),
    "row.no_report": (
        "缺少指纹或报告编号；请重新导出，并保留这两列",
        "the fingerprint or the report id is missing; export again and keep these two columns",
    ),
    "row.unknown_report": (
        "库中没有报告 {report}；请确认 --db，或读取该报告后重新导出",
        "the store holds no report {report}; check --db, or read the report and export again",
    ),
    "row.changed": (
        "此后读数已变（或指纹被改动）；请重新导出，对照新的读数再决定",
        "the reading has changed since (or the fingerprint was edited); export again and decide on the new reading",
    ),
    "row.not_a_number": (
        "数值“{value}”不是普通数字；请按表式单位填写数字（如 1234.5），或填“空白”",
        "value `{value}` is not a plain number; write digits such as 1234.5 in the form's unit, or `blank`",
    ),
    "row.shortened": (
        "数值“{value}”已被电子表格改成科学记数法，位数可能丢失；请把该格设为文本后重新填写",
        "value `{value}` was shortened by a spreadsheet and may lack digits; make the cell text and type it again",
    ),
    "row.no_value": (
        "决定为“更正”，但没有填数值；请填写原件所印的数字，读数无误的请填“正确”",
        "the cell is to be corrected, but no value is given; write what the document prints, or `correct as read`",
    ),
    "row.nothing_read": (
        "此格没有读出数值，无从确认；请填写原件所印的数字，原件为空的填“空白”",
        "nothing was read in this cell that could be right; write the value that is printed, or `blank`",
    ),
    "row.not_as_read": (
        "决定为“正确”，但填的数值 {value} 与读出值 {read} 不同；请改填“更正”，或删去数值",
        "the reading is called right, but {value} is not the {read} that was read; write `correct`, or clear the value",
    ),
    "row.not_a_cell": (
        "勾稽关系不能更正，请更正其中的单元格（各占一行，--slot 可列出任一格），或填“原件有误”“不予追究”",
        "a sum is not corrected: correct one of its cells (`export --slot` lists any), or `source defect`, `dismiss`",
    ),
    "row.nothing_to_correct": (
        "此事项没有数值可更正；请填“原件有误”或“不予追究”",
        "this matter has no value to correct; write `source defect` or `dismiss`",
    ),
    "row.value_not_wanted": (
        "数值只随“更正”填写；请删去数值，或写入理由",
        "a value goes with `correct` alone; clear it, or move it into the reason",
    ),
    "row.decided_since": (
        "导出之后 {who} 又作了第 {number} 号决定；请重新导出，或用 `gouji corrections undo {number}` 撤销",
        "{who} decided since the export (decision {number}); export again, or run `gouji corrections undo {number}`",
    ),
    "row.conflict": (
        "与第 {other} 行对同一事项的决定不同；请保留其一",
        "it says something else on the same matter than row {other}; keep one of the two",
    ),
    "row.nobody": (
        "没有写明决定人；请填写“决定人”列，或使用 --who 姓名",
        "it does not say who decided; fill in the column `who`, or pass --who NAME",
    ),
    # the commands
    "corrections.exported": ("已写出 {count} 行：{path}", "wrote {count} rows to {path}"),
    "corrections.nothing_open": ("没有待决定的事项。", "There is nothing left to decide."),
    "corrections.fill_in": (
        "填写“决定”等列后：{command}",
        "fill in the column `decision` and those behind it, then: {command}",
    ),
    "corrections.replaces": (
        "{name} 第 {row} 行：取代{before}（保留在历史中）",
        "{name} row {row}: replaces decision {before}, which is kept in the history",
    ),
    "corrections.undid": (
        "{name} 第 {row} 行：撤销{before}",
        "{name} row {row}: takes back decision {before}",
    ),
    "corrections.breaks": (
        "{document}：按所作决定，{what} 不平：{sum}",
        "{document}: with what was decided this sum fails, {what}: {sum}",
    ),
    "corrections.left": (
        "涉及报告 {reports} 份，其中尚待决定 {count} 项",
        "reports decided on: {reports}; left to decide in them: {count}",
    ),
    "corrections.no_slot": (
        "所选报告中没有单元格 {slot}；写作 表/行/列，如 requests/new/total",
        "no report that was asked for has a slot {slot}; write table/row/column, such as requests/new/total",
    ),
    "corrections.stored": (
        "新决定 {made}，撤销 {undone}，无变化 {same}，未决定 {open}，未接受 {refused}",
        "new decisions {made}, taken back {undone}, unchanged {same}, undecided {open}, refused {refused}",
    ),
    "corrections.trial": ("试运行，未写入库。", "Nothing was stored: this was a dry run."),
    "corrections.again": (
        "请改正上述各行后再次导入（已接受的行重复导入不会重复记录）。",
        "Mend the rows named above and import the file again; rows that were taken change nothing the second time.",
    ),
    "corrections.none": ("还没有任何决定。", "No decision has been made yet."),
    "corrections.undone": ("已撤销{decision}", "took back decision {decision}"),
    "corrections.cannot_read": ("无法读取 {path}：{reason}", "cannot read {path}: {reason}"),
    "corrections.workbook": (
        "{path} 是电子表格工作簿；请在 Excel 或 WPS 中另存为 CSV 后导入",
        "{path} is a workbook; save it as CSV in the spreadsheet and import that",
    ),
    "corrections.who": (
        "没有写明决定人；请使用 --who 姓名",
        "it does not say who decides; pass --who NAME",
    ),
}
