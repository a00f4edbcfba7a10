"""What the page of a run says of its parts: places, verdicts, prose, injected faults, single reports, methods."""

EVALUATION_PARTS: dict[str, tuple[str, str]] = {
    # places in the text
    "eval.page.places": ("溯源：指回原文的位置有多大用处", "What the places cited are worth"),
    "eval.page.places.how": (
        (
            "把每个非零数字改动一位做成“假数”，看三种核对能否拦住：文中某处有此数即放行；所指的行有此数才放行；所指"
            "的位置正是此数才放行。误放、误拦都是越少越好；第三种最严。"
        ),
        (
            "Each number other than zero is made into a decoy by changing one digit. Three checks are asked: does "
            "the number stand anywhere in the document, on the line cited, at the very place cited. Both figures "
            "should be small; the third check is the strict one."
        ),
    ),
    "eval.page.level": ("核对方式", "check"),
    "eval.page.level.document": ("文中某处", "anywhere in the document"),
    "eval.page.level.line": ("所指的行", "on the line cited"),
    "eval.page.level.cell": ("所指的位置", "at the place cited"),
    "eval.page.false_clear": ("误放：放过的假数", "decoys let through"),
    "eval.page.false_clear.short": ("误放", "let through"),
    "eval.page.false_flag": ("误拦：拦下的真数", "true numbers refused"),
    "eval.page.false_flag.short": ("误拦", "refused"),
    "eval.page.cited": ("指明位置的数字", "numbers with a place"),
    "eval.page.cited.valid": ("位置有效", "a place in the text"),
    "eval.page.cited.entailed": ("位置上正是此数", "the number stands there"),
    # whose mistake
    "eval.page.verdicts": ("归因：错在原件还是读取", "Whose mistake: the document's or the reading's"),
    "eval.page.verdicts.how": (
        ("每格是报告份数；框出的对角线（✓）是说对的，其余（✗）是说错的。各类平均的说对比例（平衡准确率）：{value}。"),
        (
            "Cells count reports; the framed diagonal (✓) is what was said rightly, all else (✗) wrongly. Mean "
            "share said rightly over the kinds that occur (balanced accuracy): {value}."
        ),
    ),
    "eval.page.verdicts.said": ("系统的结论", "the system says"),
    "eval.page.verdicts.so": ("实际", "it is so"),
    "eval.page.verdict.clean": ("无误", "clean"),
    "eval.page.verdict.extraction_error": ("读取存疑", "misread"),
    "eval.page.verdict.source_defect": ("原件有误", "document wrong"),
    "eval.page.verdict.both": ("两者皆有", "both"),
    "eval.page.verdict.none": ("未给结论", "no verdict"),
    "eval.page.accusations": ("逐条勾稽关系", "Rule by rule"),
    "eval.page.accusations.what": ("归于原件的不平", "put down to the document"),
    "eval.page.accusations.accused": ("记录中的归因", "in the record"),
    "eval.page.accusations.told": ("可以告知机关的", "fit to be told to the agency"),
    "eval.page.accusations.broken": ("原件确实不平", "really broken"),
    "eval.page.accusations.found": ("其中指出", "of these found"),
    "eval.page.accusations.made": ("共指出", "accusations"),
    "eval.page.accusations.wrong": ("其中误判", "of these wrong"),
    # the prose
    "eval.page.prose": ("表格以外", "Beside the tables"),
    "eval.page.findings": (
        "标注 {gold} 条，系统给出 {predicted} 条，相符 {matched} 条。",
        "{gold} are labelled, the system gives {predicted}, {matched} are the same.",
    ),
    "eval.page.links": ("找到的“措施针对问题”", "links from measure to problem found"),
    "eval.page.claims": (
        (
            "标注 {gold} 个，系统给出 {predicted} 个，找到 {found} 个；其中单位正确 {with_unit} 个，所指单元格正确 "
            "{with_terms} 个，两者都正确 {right} 个。"
        ),
        (
            "{gold} are labelled, the system gives {predicted}, {found} are found; of these {with_unit} have the "
            "right unit, {with_terms} the right cells, {right} both."
        ),
    ),
    "eval.page.defects": (
        "标注 {gold} 处，找到 {found} 处；系统共报 {said} 处（一处表格错误可以使几项勾稽不平）。",
        "{gold} are labelled, {found} are found, {said} are said (one wrong cell may break several sums).",
    ),
    "eval.page.claims.accuracy": ("完全正确", "right in all"),
    "eval.page.claims.recall": ("找到", "found"),
    "eval.page.claims.precision": ("给出的之中找到的", "of those given, found"),
    # faults that are put in
    "eval.page.faults": ("差错注入检验：注入的差错，哪些能被发现", "Injected faults: which are caught"),
    "eval.page.faults.how": (
        (
            "把已知无误的读数或原文故意改错（共 {reports} 份报告，每类至多 {most} 个），看各种核对能发现几个。格中"
            "是发现的比例；颜色越浓，发现越多；◌ 为盲区。"
        ),
        (
            "Faults of a known kind are put into readings and texts that are right ({reports} reports, at most "
            "{most} of a kind), and each check is asked which it notices. Cells give the share that is noticed, "
            "the stronger the colour the more; ◌ is a blind spot."
        ),
    ),
    "eval.page.faults.value": ("改动读数（原文不变）", "Faults in the reading (the text is right)"),
    "eval.page.faults.text": ("改动原文（再由程序读取）", "Faults in the text (the program then reads it)"),
    "eval.page.faults.text.how": (
        "原文里的数字一旦改成另一个数，原文印的就是那个数：规则不及之处，谁也看不出来。",
        "Once the text prints another number, that is what it prints: where no rule reaches, nobody could tell.",
    ),
    "eval.page.fault": ("错误的种类", "kind of fault"),
    "eval.page.faults.count": ("个数", "faults"),
    "eval.page.faults.covered": ("勾稽所及的格", "where rules reach"),
    "eval.page.faults.recovered": ("仍读对", "still right"),
    "eval.page.faults.flagged": ("提请人工", "flagged"),
    "eval.page.faults.silent": ("无声读错", "silently wrong"),
    "eval.page.faults.blind": ("盲区", "blind spot"),
    "eval.page.faults.blind_spots": ("已知盲区", "Known blind spots"),
    "eval.page.faults.blind.one": ("单凭此项几乎发现不了：", "notices almost nothing of:"),
    "eval.page.faults.blind.together": ("合在一起仍发现不到 99%：", "all together notice less than 99% of:"),
    "eval.page.faults.blind.none": ("无。", "none."),
    "eval.page.faults.by_origin": ("合用时，按报告来源", "Together, by where the report comes from"),
    "eval.page.faults.origin.shipped": ("自带的报告", "shipped"),
    "eval.page.faults.origin.generated": ("生成的报告", "generated"),
    "eval.page.faults.origin.zero": ("勾稽所及全为零", "all zero where rules reach"),
    "eval.page.faults.alarms": ("没有错误时的误报", "Alarms where nothing is wrong"),
    "eval.page.faults.alarms.of": ("无误的", "what is right"),
    "eval.page.faults.alarms.controls": ("无误的生成报告", "clean generated reports"),
    "eval.page.faults.alarms.answers": ("未改动的正确读数", "right readings, unchanged"),
    "eval.page.faults.alarms.reader": ("程序自己读，需人工", "read by the program, a person needed"),
    "eval.page.faults.alarms.plain": ("每格可见的，需人工", "every cell in sight, a person needed"),
    "eval.page.faults.alarms.rules": ("可判断的规则", "rules assessed"),
    "eval.page.faults.found": ("能否指出错在哪一格", "Whether the wrong cells are named"),
    "eval.page.faults.found.how": (
        "勾稽发现的错误中，可以定位的有几个，真正的错处在列出的解释之中的有几个。",
        (
            "Of the faults that sums notice: how many can be traced, and how often the true cells are among the "
            "explanations."
        ),
    ),
    "eval.page.faults.found.localisable": ("可定位", "can be traced"),
    "eval.page.faults.found.hits": ("在解释之中", "among the explanations"),
    "eval.page.faults.found.first": ("排在首位", "in the first place"),
    "eval.page.faults.found.mean": ("平均解释数", "explanations, mean"),
    "eval.page.faults.misses": ("没有发现的例子", "Examples that nothing noticed"),
    "eval.page.faults.change": ("{slot}：{before} → {after}", "{slot}: {before} -> {after}"),
    "eval.page.detector.sums": ("勾稽", "sums"),
    "eval.page.detector.printed": ("文中有此数", "printed"),
    "eval.page.detector.placed": ("位置相符", "placed"),
    "eval.page.detector.witness": ("程序自读", "own reading"),
    "eval.page.detector.together": ("合用", "together"),
    "eval.page.fault.digit": ("一位数字读错", "a digit misread"),
    "eval.page.fault.scale": ("差十倍", "ten times too large or small"),
    "eval.page.fault.dropped": ("读成 0", "read as 0"),
    "eval.page.fault.invented": ("零格填数", "a number in a zero cell"),
    "eval.page.fault.total": ("合计有误", "a total wrong"),
    "eval.page.fault.two_cells": ("两格同时有误", "two cells wrong"),
    "eval.page.fault.unit": ("单位有误", "wrong unit"),
    "eval.page.fault.sign": ("正负颠倒", "sign turned"),
    "eval.page.fault.blank_zero": ("空白与零混淆", "blank for zero"),
    "eval.page.fault.adjacent_swapped": ("相邻两格对调", "neighbours swapped"),
    "eval.page.fault.compensating": ("一增一减相抵", "one up, one down"),
    "eval.page.fault.row_shifted": ("整行错一列", "row shifted by a column"),
    "eval.page.fault.row_dropped": ("整行读成零", "row read as zeros"),
    "eval.page.fault.rows_swapped": ("并列两行对调", "sibling rows swapped"),
    "eval.page.fault.labels_slid": ("标目错开一行", "labels slid by a row"),
    "eval.page.fault.columns_swapped": ("两列对调", "two columns swapped"),
    "eval.page.fault.fabricated": ("编造一格并改平合计", "made up, totals to match"),
    "eval.page.fault.ocr_letter": ("数字印成形近字母", "a digit as a letter"),
    "eval.page.fault.digit_changed": ("印成另一数字", "another digit printed"),
    "eval.page.fault.digit_lost": ("少印一位", "a digit lost"),
    "eval.page.fault.cell_lost": ("丢了单元格", "a cell lost"),
    "eval.page.fault.label_lost": ("丢了行标目", "a row's label lost"),
    "eval.page.fault.headings_lost": ("丢了列标目", "column headings lost"),
    "eval.page.fault.full_width": ("全角数字（无害）", "full-width digits (harmless)"),
    "eval.page.fault.page_break": ("表中换页", "a page ends in a table"),
    "eval.page.fault.printed_wrong": ("机关自己印错", "printed wrong by the agency"),
    # report by report
    "eval.page.reports_one_by_one": ("逐份报告", "Report by report"),
    "eval.page.reports.how": (
        "最严重的在前：先是无声错误多的，再是没有结果的，再是待核单元格多的。点开可见每一个单元格。",
        (
            "The worst first: by silent errors, then those that failed, then by cells to look at. Open one to see "
            "its cells."
        ),
    ),
    "eval.page.reports.none_wrong": ("没有读错的单元格。", "No cell is wrong."),
    "eval.page.reports.right": ("没有一处不对的报告（{count}）", "Reports with nothing wrong ({count})"),
    "eval.page.reports.left": ("其余有错的报告（{count}）", "Other reports with something wrong ({count})"),
    "eval.page.reports.left.why": (
        "篇幅所限，其 {slots} 个单元格不在此逐一列出，见 slots.csv。",
        "There is no room for their {slots} cells here: they are in slots.csv.",
    ),
    "eval.page.more_names": ("……另有 {count} 份，见 slots.csv。", "... and {count} more: see slots.csv."),
    "eval.page.pinned": ("锁定", "pinned"),
    "eval.page.report": ("报告", "report"),
    "eval.page.report.failed": ("没有结果", "failed"),
    "eval.page.report.silent": ("无声错误 {count}", "silent: {count}"),
    "eval.page.report.wrong": ("待核 {count}", "to look at: {count}"),
    "eval.page.report.failure": ("没有读出结果：", "It failed:"),
    "eval.page.report.verdict": ("实际：{so}；系统的结论：{said}", "it is so: {so}; the system says: {said}"),
    "eval.page.report.defects": ("原件自身的差错（标注）：", "the document's own mistakes (labelled):"),
    "eval.page.report.more": (
        "……另有 {count} 个单元格没有列出，见 slots.csv。无声错误总在列出的之中，除非超过上限。",
        "... and {count} more cells: see slots.csv. Silent ones come first among those that are listed.",
    ),
    "eval.page.cell": ("单元格", "cell"),
    "eval.page.gold": ("标注", "printed"),
    "eval.page.said": ("读数", "read"),
    "eval.page.place": ("原文", "in the text"),
    "eval.page.no_place": ("没有指明位置", "no place cited"),
    "eval.page.status": ("系统称：{status}", "it says: {status}"),
    "eval.page.content.blank": ("（空白）", "(blank)"),
    "eval.page.content.?": ("原文不定", "open"),
    "eval.page.content.abstained": ("不知道", "does not know"),
    "eval.page.content.missing": ("没有读数", "nothing said"),
    "eval.page.content.invalid": ("无法使用的读数", "no usable value"),
    "eval.page.content.stranger": ("表式没有此格", "no such cell"),
    "eval.page.defect.table_sum": ("表内勾稽不平", "sum of a table"),
    "eval.page.defect.prose_vs_table": ("正文与表格不符", "prose against table"),
    "eval.page.defect.prose_sum": ("正文合计不平", "sum in the prose"),
    "eval.page.defect.missing_number": ("缺数字", "missing number"),
    "eval.page.defect.prose_percentage": ("正文百分比不符", "percentage in the prose"),
    "eval.page.defect.cross_year": ("与上年不衔接", "against the year before"),
    "eval.page.defect.numbering": ("编号有误", "numbering"),
    # methods
    "eval.page.methods": ("这些数字是怎么来的", "How the figures are made"),
    "eval.page.methods.slots": (
        (
            "计分的单位是单元格。标注说明原件每格印的是什么，与读数逐格比对：数值相等才算对，零与空白不同。没有结果"
            "的报告，其全部单元格按未读出计分：分母只由标注决定，系统不能靠少答来得分。"
        ),
        (
            "What is scored is the cell. The gold says what each one prints; a reading is right if the number is "
            "equal, and zero is not blank. Every cell of a failed report counts as not read: only the gold decides "
            "what a rate is of, so nothing is won by answering less."
        ),
    ),
    "eval.page.methods.salient": (
        (
            "“非零”指标注或读数是非零数字的单元格。非零数 F1 = 2×读对 ÷（2×读对 + 2×读成别的数 + 漏读 + 弃答 + 凭空"
            "多出）。这些表大多是零，只有非零数字能说明读得如何。"
        ),
        (
            "A cell is salient where a number other than zero is printed or read. Salient F1 = 2 x right / (2 x "
            "right + 2 x another number + missed + left to a person + made up). Most cells are zero: only the "
            "others tell how well it reads."
        ),
    ),
    "eval.page.methods.silent": (
        "无声错误：系统说有把握（如“已核实”“有据”），而读数与标注不符；或原文不定，系统却有把握地说出一个数。",
        (
            "A silent error: the system says it is sure (such as verified or grounded) and what it says is not so; "
            "or the text leaves the cell open and it is sure of a number."
        ),
    ),
    "eval.page.methods.skill": (
        "技能分 =（本次正确率 − 最好基线的正确率）÷（1 − 最好基线的正确率），按全部单元格计。",
        ("Skill = (own share of right cells - the better baseline's) / (1 - the better baseline's), over all cells."),
    ),
    "eval.page.methods.missing": (
        "“–”表示无从计算（如没有一个可算的单元格），不是 0；系统没有给出的部分不计分，也不算 0 分。",
        (
            "A dash is a figure that is not defined (a share of nothing), which is not 0; what a system does not "
            "give is not scored, which is not 0 either."
        ),
    ),
    "eval.page.methods.intervals": (
        (
            "F1 和每份报告的平均数，其区间由整份报告重新抽样 {resamples} 次得出（{reports} 份，种子 {seed}）；同一"
            "报告的不同文本一起抽；各份报告成绩都相同时，没有区间可算，并不表示确定无疑。报告份数（n/m）的区间是 "
            "Wilson 区间。"
        ),
        (
            "Intervals of F1 and of means come from drawing whole reports anew {resamples} times ({reports} "
            "reports, seed {seed}); texts of one report are drawn together. Where all reports score the same there "
            "is no interval, which is not certainty. Intervals of shares of reports (n/m) are Wilson's."
        ),
    ),
    "eval.page.methods.limits": (
        (
            "这些数字不能说明的：只有 {reports} 份报告，别的版式、别的机关可能不同；同一报告的单元格一起对、一起错，"
            "所以单元格再多也不等于证据多，单元格的比例因此不给区间。"
        ),
        (
            "What they cannot say: there are {reports} reports, and other layouts or agencies may differ; cells of one "
            "report are right or wrong together, so many cells are not much evidence, and shares of cells have no "
            "interval."
        ),
    ),
    "eval.page.methods.version": (
        "计分规则版本 {scorer}，报告格式 {format}。同样的输入得出同样的页面，逐字节相同。",
        (
            "Rules of scoring: version {scorer}; format of the report: {format}. The same input gives the same "
            "page, byte for byte."
        ),
    ),
}
