"""What the notices to agencies and the internal worklist say."""

NOTICES: dict[str, tuple[str, str]] = {
    # the command
    "check.by_without_out": (
        "--by 说明告知单按什么分，须与 --out 文件夹 同用",
        "--by says whom the notices are for: give --out DIR with it",
    ),
    "check.severity_with_out": (
        "--severity 只限定屏幕显示，不能与 --out 同用；告知单只列错误，疑点列入核对清单",
        "--severity limits what is printed and does not go with --out: notices have errors, the worklist has doubts",
    ),
    "notices.written": (
        "已写出 {notices} 份告知单（{faults} 处差错），在 {folder}；核对清单 {tasks} 项，在 {worklist}。先看 {index}",
        (
            "notices: {notices} (mistakes: {faults}) in {folder}; worklist: {tasks} matters in {worklist}. "
            "Begin with {index}"
        ),
    ),
    # kinds of matters
    # a notice
    "notice.title": ("报告数据核对情况告知单", "Notice of figures that do not agree"),
    "notice.to": ("致：{to}", "To: {to}"),
    "notice.to_blank": ("致：", "To:"),
    "notice.intro": (
        (
            "经核对所收报告，下列各处前后不符，现予告知。表格核对的依据是表式自身规定的勾稽关系，如“总计”应等于各分项之"
            "和；正文核对的依据是报告自身的表格、合计、比例和序号。所列内容均照所收文件摘录，未作任何更改；行号是所收文件"
            "转为文本后的行号。"
        ),
        (
            "The reports received contradict themselves at the places below. Tables were checked against the sums that "
            "the form itself lays down, such as that a total equals its parts; prose against the report's own tables, "
            "sums, shares and numbering. All is given as printed in the file received, and nothing was changed; line "
            "numbers count the lines of that file as text."
        ),
    ),
    "notice.in_text": ("正文", "in the text"),
    "notice.report": ("{year}年度报告", "Report for {year}"),
    "notice.report_no_year": ("报告（年度不明）", "Report (year not known)"),
    "notice.agency_printed": ("报告中的机关名称：{agency}", "agency as named in the report: {agency}"),
    "notice.file": ("所收文件：{names}", "file received: {names}"),
    "notice.form": ("表式：{form}", "form: {form}"),
    "notice.mistake": ("第 {number} 处", "Item {number}"),
    "notice.several": (
        "以下 {count} 项勾稽关系不成立，所涉单元格彼此牵连，宜一并查核。",
        "These {count} sums do not hold. Cells they share link them: they are best looked at together.",
    ),
    "notice.rule": ("勾稽关系：{demand}。", "Rule: {demand}."),
    "notice.sides": (
        "等式左端为 {left}，右端为 {right}，相差 {difference}。",
        "The left side comes to {left}, the right side to {right}: a difference of {difference}.",
    ),
    "notice.left": ("等式左端", "Left side"),
    "notice.right": ("等式右端", "Right side"),
    "notice.zeros": ("另有 {count} 项为 0：", "{count} more are printed as 0:"),
    "notice.at": ("（第{line}行）", " (line {line})"),
    "notice.printed_at": ("（第{line}行，载为 {printed}）", " (line {line}, printed {printed})"),
    "notice.and": ("；", "; "),
    "notice.times": ("（计 {times} 倍）", " (counted {times} times)"),
    "notice.printed": ("载为 {printed}", "printed {printed}"),
    "notice.decided": ("经人工核对为 {value}", "{value} as read by a person"),
    "notice.no_place": ("文件中没有对应位置", "no place in the file"),
    "notice.person": ("（经人工核定）", "(judged by a person)"),
    "notice.cell": ("{cell}：{value}", "{cell}: {value}"),
    "notice.way": (
        "若下列一格有误，即可解释以上全部不符。这只是一种可能，不是更正意见：",
        "If this one cell is wrong, all of the above is explained. This is a possibility, not a correction:",
    ),
    "notice.ways": (
        "下列各格中任何一格有误，都可以单独解释以上全部不符。这些只是可能，不是更正意见：",
        "If any one of these cells is wrong, all of the above is explained. These are possibilities, not corrections:",
    ),
    "notice.sets": (
        "下列每组 {size} 格，若同组各格均有误，即可解释以上全部不符。这些只是可能，不是更正意见：",
        (
            "If all {size} cells of one of these groups are wrong, all of the above is explained. These are "
            "possibilities, not corrections:"
        ),
    ),
    "notice.no_way": (
        "有误的是哪一格，仅凭勾稽关系无法判断。",
        "Which cell is wrong cannot be told from the sums alone.",
    ),
    "notice.more_ways": ("其他可能未一一列出。", "There are more possibilities than are listed."),
    "notice.answer": ("答复办法", "How to answer"),
    "notice.answer.same": (
        "请逐处对照正式发布的报告。所列数字与正式发布的一致的，请查明差错所在，并函复更正意见。",
        (
            "Please hold each item against the report as published. Where the figures are those published, please "
            "find out which of them is wrong and reply with your correction."
        ),
    ),
    "notice.answer.other": (
        "所列数字与正式发布的不一致的（例如文件在转换、传送中有变化），请附正式发布报告的相应页函复，该处即予撤销。",
        (
            "Where they are not (a file may change when it is converted or sent), please reply with the page of the "
            "published report, and the item is withdrawn."
        ),
    ),
    "notice.sign.office": ("核对单位（盖章）：", "Checked by (seal):"),
    "notice.sign.contact": ("联系人及电话：", "Contact and telephone:"),
    "notice.sign.date": ("日期：", "Date:"),
    # how likely it is wrong
    "reliance.unmeasured": (
        "告知单有误的可能性尚未测定。外发前请逐份对照原件复核。",
        "How likely a notice is wrong has not been measured. Hold each one against the original before it is sent.",
    ),
    "reliance.none_wrong": (
        (
            "在 {reports} 份生成的测试报告中，程序指出 {told} 份有误，共 {accusations} 项勾稽关系不成立，其中没有一项"
            "指错。按报告份数计，在 {confidence}% 的置信水平下，被指出的报告中指错的少于 {bound}%（单侧 Clopper–Pearson"
            " 上限）。测试报告由程序生成，并用于开发本程序；尚未在真实报告上测定，上述数字不是对真实报告的保证。"
            "外发前请逐份对照原件复核。"
        ),
        (
            "On {reports} generated reports, {told} were found to contradict themselves, in {accusations} sums, and "
            "none of these was put down to a report wrongly. Counted by report, at {confidence} % confidence fewer "
            "than {bound} % of the reports so told of are told wrongly (one-sided Clopper–Pearson bound). The reports"
            " were generated, and the program was developed on them; it has not yet been measured on real reports, "
            "for which these figures are no promise. Hold each notice against the original before it is sent."
        ),
    ),
    "reliance.some_wrong": (
        (
            "在 {reports} 份生成的测试报告中，程序指出 {told} 份有误，共 {accusations} 项勾稽关系不成立，其中 {wrong}"
            " 项指错，涉及 {told_wrongly} 份报告。按报告份数计，在 {confidence}% 的置信水平下，被指出的报告中指错的少"
            "于 {bound}%（单侧 Clopper–Pearson 上限）。测试报告由程序生成，并用于开发本程序；尚未在真实报告上测定，"
            "上述数字不是对真实报告的保证。外发前请逐份对照原件复核。"
        ),
        (
            "On {reports} generated reports, {told} were found to contradict themselves, in {accusations} sums, and "
            "{wrong} of these wrongly, in {told_wrongly} reports. Counted by report, at {confidence} % "
            "confidence fewer than {bound} % of the reports so told of are told wrongly (one-sided Clopper–Pearson "
            "bound). The reports were generated, and the program was developed on them; it has not yet been measured "
            "on real reports, for which these figures are no promise. Hold each notice against the original before "
            "it is sent."
        ),
    ),
    "reliance.other_reader": (
        "以上数字是阅读器 {reader} 的；本次有报告由 {others} 读取，对其不适用。",
        (
            " These figures are of the reader {reader}; some reports here were read by {others}, of which they say "
            "nothing."
        ),
    ),
    # the index
    "index.title": ("核对结果总览（内部）", "Notices: overview (internal)"),
    "index.intro": (
        "本页和核对清单供内部使用，请勿外发。告知单在 notices 文件夹中，外发前请逐份复核并签章。",
        (
            "This page and the worklist stay in the house. The notices are in the folder notices; look at each and "
            "sign it before it is sent."
        ),
    ),
    "index.counts": (
        "共 {reports} 份报告，{people} 份需人工复核。告知单 {notices} 份，差错 {faults} 处，涉及勾稽关系 {sums} 项。",
        "{reports} reports, of which {people} need a person. {notices} notices with {faults} mistakes in {sums} sums.",
    ),
    "index.worklist": ("核对清单：{tasks} 项，涉及 {reports} 份报告", "Worklist: {tasks} matters in {reports} reports"),
    "index.reliance": ("告知单有误的可能性", "How likely a notice is wrong"),
    "index.none": (
        "没有需要告知的差错。",
        "There is no mistake to tell anybody of.",
    ),
    "index.agency": ("机关", "agency"),
    "index.region": ("地区", "region"),
    "index.document": ("文件", "document"),
    "index.reports": ("报告", "reports"),
    "index.faults": ("差错", "mistakes"),
    "index.sums": ("勾稽关系", "sums"),
    "index.notice": ("告知单", "notice"),
    "index.page": ("网页", "page"),
    "index.table": ("表格", "table"),
    "index.note": ("备注", "note"),
    "index.total": ("合计", "total"),
    "index.named": ("报告中的名称：{names}", "named in the report: {names}"),
    # the worklist
    "worklist.title": ("核对清单（内部）", "Worklist (internal)"),
    "worklist.intro": (
        (
            "下列事项尚不能确定，须由人工对照原件核对。未经核对，不作为原件之误告知任何机关。"
            "决定可用 gouji corrections export 导出填写，再用 gouji corrections import 收回。"
        ),
        (
            "These matters are open: a person must hold them against the original. Until then nobody is told that a "
            "document is wrong because of them. Write decisions into what gouji corrections export gives; gouji "
            "corrections import takes them back."
        ),
    ),
    "worklist.none": ("没有待核对的事项。", "There is nothing to look at."),
    "worklist.count": ("{tasks} 项，{reports} 份报告", "{tasks} matters in {reports} reports"),
    "worklist.unaddressed": (
        (
            "收件单位不能确定（机关名称不明、不像机关名称，或同一名称同一年度有两份不同的报告）：本报告自身的差错也列于"
            "此处，未写告知单。查明后补入清单文件（--meta），再重新生成。"
        ),
        (
            "It is not certain whom to tell (no agency's name, or two different reports under one name for one year): "
            "the report's own mistakes are listed here, and no notice was written. Find out, add it to your list of "
            "reports (--meta), and write the notices again."
        ),
    ),
    "worklist.no_agency": ("机关不明", "agency not known"),
    "worklist.what": ("事项", "matter"),
    "worklist.where": ("位置", "where"),
    "worklist.advice": ("如何核对", "what to look at"),
    "worklist.cells": ("{count} 格：{cells}", "{count} cells: {cells}"),
    "task.rule": ("{demand}：{equation}（差 {difference}）", "{demand}: {equation} (gap {difference})"),
    "task.slot": ("{cell}（{status}）", "{cell} ({status})"),
    "task.candidate": ("可能是", "may be"),
    "advice.defect": (
        "原件自身的差错，但收件单位不明：请查明后告知。",
        "The document's own mistake, but it is not known whom to tell: find out.",
    ),
    "advice.rule": (
        "对照原件核对式中每个数字。读错的，更正该格；都与原件一致的，认定为原件有误。",
        (
            "Hold each figure of the sum against the original. If one was misread, correct that cell; if all are as "
            "printed, the document is wrong."
        ),
    ),
    "advice.rule.decided": (
        "按人工更正的数值，此式不成立。请复核更正的数值；确认无误的，认定为原件有误。",
        "The sum fails with the values people gave. Look at them again; if they are right, the document is wrong.",
    ),
    "advice.slot.inferred": (
        "此值由合计或排列次序推出，请对照原件确认。",
        "The value follows from a sum or from printed order: confirm it in the original.",
    ),
    "advice.slot.suspect": (
        "此格的位置不确定，所在的式子也不成立，请对照原件确认数值。",
        "Its place is not certain and a sum over it fails: see what the original has.",
    ),
    "advice.slot.ambiguous": (
        "原文有几种读法，请对照原件选定其一。",
        "The text can be read in several ways: see in the original which is right.",
    ),
    "advice.slot.ungrounded": (
        "文中没有与此值对应的数字，请对照原件确认。",
        "No figure in the text stands for the value: see what the original has.",
    ),
    "advice.slot.unread": (
        "没有读出，请对照原件填入数值，或注明原件为空。",
        "It was not read: see in the original which value it has, or that it is blank.",
    ),
    "advice.remark": (
        "对照原文看这一处；确属报告有误的，裁定“原件有误”，否则不予追究",
        "look at the place in the report; rule it a source defect if the report is wrong there, else dismiss it",
    ),
    "advice.flag.unclaimed_figure": (
        "此数字印在表格之内，而未归入任何单元格：请查明属于哪一格。",
        "The figure stands in a table and belongs to no cell: see in the original where it belongs.",
    ),
    "advice.flag.form_uncertain": (
        "请先确认用的是哪一版表式。确认之前，不告知本报告的任何差错。",
        "First see which form it is. Until then no mistake of this report is told to anybody.",
    ),
    "advice.flag.undecodable_bytes": (
        "请取得完好的文件重新读取，或确认表格部分没有受影响。",
        "Get the file whole and read it again, or see that the tables are not affected.",
    ),
    "advice.flag.reader_failed": (
        "请把此信息告知该阅读器的作者；也可不用 --reader，改由自带的阅读器重新读取。",
        "Tell the author of the reader what it raised; or read it again without --reader, by our own.",
    ),
    "advice.flag.claims_refused": (
        "请把此信息告知该阅读器的作者，并对照原件查看未读出的单元格。",
        "Tell the author of the reader, and look up in the original what was left unread.",
    ),
    "advice.flag.not_asked": (
        "再次运行同一命令会重新提问；也可直接对照原件确认不确定的内容。",
        "Run the same command again to ask once more; or look up what is not sure in the original.",
    ),
    "advice.flag.not_answered": (
        "模型没有给出可用的回答：请对照原件确认，或换用其他模型。",
        "The model gave no answer that can be used: look it up in the original, or try another model.",
    ),
    "advice.flag.table_not_shown": (
        "请把报告拆成单独的文件再读取，或对照原件填入。",
        "Put the report into a file of its own and read that, or fill it in from the original.",
    ),
    "advice.flag.section_cut": (
        "请查看原件中该部分其余的问题和措施。",
        "See in the original which problems and measures the rest of the section holds.",
    ),
    "advice.flag.too_many_findings": (
        "请查看原件中该部分是否还有其他问题和措施。",
        "See in the original whether the section holds more problems and measures.",
    ),
    "advice.flag.quote_not_found": (
        "请查看原件：模型所引的话原文没有，可能漏了一项问题或措施。",
        "See the original: the text does not have what the model quoted; a problem or measure may be missing.",
    ),
    "advice.flag.quote_numbers_differ": (
        "请查看原件：模型引文的数字与原文不同，可能漏了一项问题或措施。",
        "See the original: the model's quote has other numbers; a problem or measure may be missing.",
    ),
    "advice.flag.too_many_labels": (
        "请拆成一份报告一个文件，再重新读取。",
        "Split the file into one file per report and read it again.",
    ),
    "advice.table": (
        "请查看原件有无此表。有的，取得带表格的文件重新读取；没有的，认定为原件有误。",
        (
            "See whether the original has this table. If so, get a file that holds it and read that; if not, the "
            "document is wrong."
        ),
    ),
    "advice.document.unreadable": (
        "按所述原因处理文件后重新读取。",
        "Do with the file what the reason says, and read it again.",
    ),
    "advice.document.unrecognised": (
        "请查看是否为应报的报告。不是的，不予追究；是的，取得带表格的文件重新读取。",
        "See whether it is such a report at all. If not, dismiss it; if so, get a file that holds the tables.",
    ),
    # tables
    "side.left": ("左边", "left"),
    "side.right": ("右边", "right"),
    "explains.alone": ("此格有误即可解释", "explains it alone"),
    "explains.together": ("与他格同时有误可解释", "explains it together with others"),
    "column.document": ("文件", "document"),
    "column.id": ("编号", "id"),
    "column.agency": ("机关", "agency"),
    "column.year": ("年度", "year"),
    "column.form": ("表式", "form"),
    "column.mistake": ("第几处", "mistake"),
    "column.rule": ("规则编号", "rule"),
    "column.demand": ("规则", "demand"),
    "column.sum": ("式子", "sum"),
    "column.difference": ("相差", "difference"),
    "column.side": ("左右", "side"),
    "column.value": ("数值", "value"),
    "column.printed": ("原文", "printed"),
    "column.part": ("表", "part of the form"),
    "column.row": ("行", "row"),
    "column.column": ("列", "column"),
    "column.line": ("行号", "line"),
    "column.quote": ("原文摘录", "quote"),
    "column.explains": ("可能的解释", "possible explanation"),
    "column.remark": ("备注", "remark"),
    "column.severity": ("严重程度", "severity"),
    "column.kind": ("类别", "kind"),
    "column.subject": ("对象", "subject"),
    "column.what": ("事项", "matter"),
    "column.where": ("位置", "where"),
    "column.advice": ("如何核对", "what to look at"),
    "column.note": ("备注", "note"),
}
