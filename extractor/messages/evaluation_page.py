"""What the page of a run says at a glance and in its charts: a gold label is 标注, a slot 单元格, what is read 读数."""

EVALUATION_PAGE: dict[str, tuple[str, str]] = {
    # the head
    "eval.page.title": ("评测报告", "Evaluation report"),
    "eval.page.on": ("· 数据集", "on"),
    "eval.page.contents": ("目录", "contents"),
    "eval.page.reports": ("报告", "reports"),
    "eval.page.clusters": ("（{clusters} 份报告的不同文本）", "(texts of {clusters} reports)"),
    "eval.page.split": ("划分", "split"),
    "eval.page.split.all": ("全部", "all"),
    "eval.page.split.dev": ("开发集", "dev"),
    "eval.page.split.test": ("测试集", "test"),
    "eval.page.digest": ("数据集摘要", "digest"),
    "eval.page.failed": (
        "{whole} 份报告中有 {count} 份没有读出结果：其全部单元格都按未读出计分。",
        "{count} of {whole} reports failed: every cell of them is scored as not read.",
    ),
    "eval.page.invalid": (
        "结果文件中有 {count} 行无法使用，已舍弃；所涉单元格按未读出计分。",
        "Lines of the predictions that could not be used: {count}; their cells are scored as not read.",
    ),
    "eval.page.drafts": (
        "{count} 份报告的标注尚未经人复核，不参与计分：",
        "Reports whose gold nobody has reviewed, and which are not scored: {count}.",
    ),
    "eval.page.nav.outcomes": ("结果", "outcomes"),
    "eval.page.nav.kinds": ("报告类别", "kinds of report"),
    "eval.page.nav.form": ("表和行", "tables and rows"),
    "eval.page.nav.places": ("溯源", "places cited"),
    "eval.page.nav.verdicts": ("归因", "verdicts"),
    "eval.page.nav.prose": ("表格以外", "beside the tables"),
    "eval.page.nav.faults": ("差错注入检验", "injected faults"),
    "eval.page.nav.reports": ("逐份报告", "report by report"),
    "eval.page.nav.methods": ("计分方法", "methods"),
    # at a glance
    "eval.page.indicative": ("仅供参考：不足 10 份报告", "indicative: fewer than 10 reports"),
    "eval.page.interval": ("95% 区间 {interval}", "95% interval {interval}"),
    "eval.page.interval.in": ("（95% 区间 {interval}）", "(95% interval {interval})"),
    "eval.page.silent": ("无声错误", "silent errors"),
    "eval.page.silent.of": (
        "有把握的单元格 {sure} 个，其中错 {share}。",
        "of {sure} cells it is sure of ({share}).",
    ),
    "eval.page.silent.reports": (
        "涉及报告 {count}/{whole}（95% 区间 {interval}）。",
        "in {count} of {whole} reports (95% interval {interval}).",
    ),
    "eval.page.silent.why": (
        "自称有把握、实际读错的单元格。没有人会去查看它们：这是唯一真正的失败。",
        "Cells it is sure of and has wrong. Nobody would look at them: this is the only real failure.",
    ),
    "eval.page.silent.mark": ("无声", "SILENT"),
    "eval.page.f1": ("非零数 F1", "salient F1"),
    "eval.page.f1.why": (
        "只看印有或读作非零数字的单元格：1 为全对且无多报，0 为一个也不对。",
        (
            "Only cells with a number other than zero, printed or read: 1 is all right and none made up, 0 is none "
            "right."
        ),
    ),
    "eval.page.f1.by_report": ("非零数 F1，逐份报告平均", "salient F1, mean over reports"),
    "eval.page.f1.by_row": ("非零数 F1，逐行平均", "salient F1, mean over rows"),
    "eval.page.exact": ("全对的报告", "exact reports"),
    "eval.page.exact.why": ("每一个单元格都读对的报告。", "Reports with every single cell right."),
    "eval.page.made_up": ("每份报告多读", "made up per report"),
    "eval.page.made_up.why": (
        "原件空白或表式没有的单元格，却读出内容。",
        "Cells that are blank, or that the form does not have, and yet something is read there.",
    ),
    "eval.page.skill": ("技能分", "skill"),
    "eval.page.skill.of": (
        "全部单元格正确率 {own}；最好的基线 {best}",
        "{own} of all cells right; the better baseline {best}",
    ),
    "eval.page.skill.why": (
        "1 为全对，0 为不比基线好，负数为更差。",
        "1 is perfect, 0 no better than the baseline, below 0 worse.",
    ),
    "eval.page.skill.against": ("相对此基线的技能分", "skill against it"),
    "eval.page.gist.read": (
        (
            "{reports} 份报告中，印有非零数字或被读作非零数字的单元格共 {cells} 个：读对 {correct} 个，读成别的数 "
            "{substituted} 个，漏读 {omitted} 个，弃答交人工 {abstained} 个，多读 {hallucinated} 个。"
        ),
        (
            "In {reports} reports, {cells} cells print a number other than zero or were read as one: {correct} "
            "were read right, {substituted} as another number, {omitted} were missed, {abstained} left to a "
            "person, and {hallucinated} were made up."
        ),
    ),
    "eval.page.gist.no_figures": (
        "{reports} 份报告中没有印有或读作非零数字的单元格，因此没有非零数 F1。",
        ("In {reports} reports no cell prints a number other than zero or was read as one: there is no salient F1."),
    ),
    "eval.page.gist.not_sure": (
        "系统没有说明它对哪些单元格有把握，因此无法统计无声错误：任何一处错误都可能无人察觉。",
        (
            "The system does not say which cells it is sure of, so silent errors cannot be counted: any mistake "
            "may pass unnoticed."
        ),
    ),
    "eval.page.gist.sure_of_none": (
        "系统对任何单元格都没有把握：全部要由人工核对。",
        "The system is sure of no cell: everything is left to a person.",
    ),
    "eval.page.gist.silent": (
        "系统有把握的单元格有 {sure} 个，其中 {count} 个是错的，分布在 {reports} 份报告里；没有人会去查看它们。",
        (
            "The system is sure of {sure} cells, and {count} of these are wrong (reports concerned: {reports}); "
            "nobody would look at them."
        ),
    ),
    "eval.page.gist.none_silent": (
        "系统有把握的 {sure} 个单元格全部正确。样本有限：有无声错误的报告，真实比例仍可能达到 {high}。",
        (
            "All {sure} cells that the system is sure of are right. The sample is small: up to {high} of such reports "
            "may still have one that is not."
        ),
    ),
    "eval.page.gist.zero": (
        (
            "这类报告的单元格大多是零：不读报告、全部填 0，也能“答对”全部单元格的 {accuracy}。所以正确率本身说明不"
            "了什么，要看非零的数字，并与基线对照。"
        ),
        (
            "Most cells of such reports are zero: who answers 0 everywhere, without reading, has {accuracy} of all "
            "cells right. So the share of right cells says little by itself: look at the other numbers, beside the "
            "baselines."
        ),
    ),
    "eval.page.gist.better": (
        "系统答对全部单元格的 {own}，最好的基线为 {best}：基线答错的部分，系统补上了 {closed}。",
        (
            "The system has {own} of all cells right, the better baseline {best}: it closes {closed} of what that "
            "baseline leaves wrong."
        ),
    ),
    "eval.page.gist.no_better": (
        "系统答对全部单元格的 {own}，最好的基线为 {best}：不比不读报告更好。",
        (
            "The system has {own} of all cells right, the better baseline {best}: it is no better than not reading "
            "at all."
        ),
    ),
    "eval.page.gist.few": (
        "只有 {reports} 份报告：这些数字只是大致情况，不能据此比较相近的两个系统。",
        ("With so few reports ({reports}) the figures are a rough idea: they cannot tell two similar systems apart."),
    ),
    "eval.page.baselines": ("与基线对照", "Beside answers that take no reading"),
    "eval.page.baselines.why": (
        "基线是任何人不费力气就能给出的答案；比不过它们的成绩没有意义。",
        "Baselines are answers anybody could give; a result that does not beat them means nothing.",
    ),
    "eval.page.baseline.all_zero": ("基线：全部填 0", "baseline: 0 everywhere"),
    "eval.page.baseline.printed_order": ("基线：按印刷顺序逐行抄数", "baseline: numbers in printed order"),
    "eval.page.answer": ("答案", "answer"),
    "eval.page.this_run": ("本次", "this run"),
    "eval.page.accuracy": ("全部单元格正确率", "all cells right"),
    "eval.page.zero_reports": ("全零报告中读出非零数字的", "all-zero reports with a number read"),
    "eval.page.assessed": ("可以判断的勾稽关系", "rules that could be assessed"),
    "eval.page.unsaid": ("系统没有说明", "the system does not say"),
    # what is not scored
    "eval.page.unscored": ("未计分（不是 0 分）：", "Not scored (which is not 0):"),
    "eval.page.unscored.short": ("未计分", "not scored"),
    "eval.page.unscored.stop": ("。", "."),
    "eval.page.unscored.silent_errors": (
        "系统没有说明对哪些单元格有把握。",
        "The system does not say which cells it is sure of.",
    ),
    "eval.page.unscored.grounding": ("系统没有给出数字在原文中的位置。", "The system cites no places in the text."),
    "eval.page.unscored.attribution": ("系统没有给出结论。", "The system gives no verdicts."),
    "eval.page.unscored.fields": (
        "系统没有给出机关名称、年度等项。",
        "The system says nothing of agency, year and the like.",
    ),
    "eval.page.unscored.findings": ("系统没有给出问题和措施。", "The system gives no problems and measures."),
    "eval.page.unscored.claims": ("系统没有给出正文中的数字。", "The system gives no numbers of the prose."),
    "eval.page.unscored.validators": ("本次没有做差错注入检验。", "No faults were injected in this run."),
    "eval.page.part.silent_errors": ("无声错误", "silent errors"),
    "eval.page.part.grounding": ("溯源", "places in the text"),
    "eval.page.part.attribution": ("归因", "verdicts"),
    "eval.page.part.fields": ("机关、年度等项", "agency, year and the like"),
    "eval.page.part.findings": ("正文中的问题和措施", "problems and measures in the prose"),
    "eval.page.unscored.defects": ("系统没有给出报告自身的差错。", "The system gives no mistakes of the reports' own."),
    "eval.page.part.defects": ("报告自身的差错", "the reports' own mistakes"),
    "eval.page.part.claims": ("正文中的数字", "numbers in the prose"),
    "eval.page.part.validators": ("差错注入检验", "injected faults"),
    # outcomes
    "eval.page.outcomes": ("每个单元格的结果", "What became of every cell"),
    "eval.page.outcomes.how": (
        "每条长度相同，表示全部；各段表示所占比例。颜色、花纹与符号见下表。",
        (
            "Each strip is the whole of its cells, each piece a share. Colours, hatching and signs are in the "
            "table below."
        ),
    ),
    "eval.page.outcomes.share": ("各种结果所占比例", "share of each outcome"),
    "eval.page.cells": ("单元格", "cells"),
    "eval.page.cells.salient": ("印有或读作非零数字的单元格", "cells with a number other than zero, printed or read"),
    "eval.page.cells.salient.short": ("非零", "not zero"),
    "eval.page.cells.all": ("全部单元格", "all cells"),
    "eval.page.cells.all.short": ("全部", "all"),
    "eval.page.cells.of": ("非零：{table}", "not zero: {table}"),
    "eval.page.count": ("个数", "cells"),
    "eval.page.outcome": ("结果", "outcome"),
    "eval.page.outcome.correct": ("读对", "right"),
    "eval.page.outcome.correct.why": ("读数与标注相同。", "What is read is what is printed."),
    "eval.page.outcome.substituted": ("读成别的数", "another number"),
    "eval.page.outcome.substituted.why": ("印有内容，读数不同。", "Something is printed; something else is read."),
    "eval.page.outcome.omitted": ("漏读", "missed"),
    "eval.page.outcome.omitted.why": ("印有内容，没有读数。", "Something is printed; nothing is read."),
    "eval.page.outcome.abstained": ("弃答", "left to a person"),
    "eval.page.outcome.abstained.why": ("系统说明不知道，交人工。", "The system says that it does not know."),
    "eval.page.outcome.hallucinated": ("多读", "made up"),
    "eval.page.outcome.hallucinated.why": ("没有印，却有读数。", "Nothing is printed; something is read."),
    "eval.page.outcome.blank_abstained": ("空白处弃答", "blank, left to a person"),
    "eval.page.outcome.blank_abstained.why": ("没有印，系统说不知道。", "Nothing is printed; it does not know."),
    "eval.page.outcome.nothing": ("空白", "blank"),
    "eval.page.outcome.nothing.why": ("没有印，也没有读数：正确。", "Nothing is printed, nothing is read: right."),
    "eval.page.outcome.open": ("原文不定", "open"),
    "eval.page.outcome.open.why": ("原文本身无法确定，不计分。", "The text itself leaves it undetermined: not scored."),
    "eval.page.misbound": ("（是别格的数）", "(the number of another cell)"),
    "eval.page.misbound.of": (
        "其中 {count} 个是同一张表别格的数（串位）。",
        "{count} of these are the number of another cell of the table.",
    ),
    "eval.page.rate": ("比率", "rate"),
    "eval.page.rate.precision": ("精确率", "precision"),
    "eval.page.rate.precision.why": ("读出的之中，对的", "of what is read, what is right"),
    "eval.page.rate.recall": ("召回率", "recall"),
    "eval.page.rate.recall.why": ("印有的之中，读对的", "of what is printed, what is read right"),
    "eval.page.rate.f1": ("F1", "F1"),
    "eval.page.rate.f1.why": ("以上二者的调和平均", "the harmonic mean of these two"),
    "eval.page.rate.error_rate": ("错误率", "error rate"),
    "eval.page.rate.error_rate.why": (
        "读错、漏读、多读，与印有的相比；可以大于 1",
        "wrong, missed and made up, against what is printed; may exceed 1",
    ),
    "eval.page.rate.misbound_share": ("串位比例", "misplaced"),
    "eval.page.rate.misbound_share.why": (
        "读成别的数之中，是别格之数的",
        "of those read as another number, those that another cell prints",
    ),
    # by kind of report, by part of the form
    "eval.page.kinds": ("按报告类别", "By kind of report"),
    "eval.page.kinds.how": (
        (
            "圆点为非零数 F1，横线为 95% 区间，虚线为总体（{value}）。报告不足 10 份的类别，区间仅供参考；区间相互"
            "重叠的，差别可能只是偶然。"
        ),
        (
            "The dot is the salient F1, the line its 95% interval, the dashed line the whole run ({value}). Where "
            "a kind has fewer than 10 reports its interval is only indicative; where intervals overlap, a "
            "difference may be chance."
        ),
    ),
    "eval.page.kinds.none": ("报告没有分类。", "The reports are of no kinds."),
    "eval.page.kind": ("类别", "kind"),
    "eval.page.no_figures": ("没有非零数字", "no number but zero"),
    "eval.page.one_report": ("仅一份，没有区间", "one report: no interval"),
    "eval.page.by.form": ("表式", "form"),
    "eval.page.by.accident": ("事故", "accident"),
    "eval.page.layout.pipes": ("竖线分隔", "pipes"),
    "eval.page.layout.tabs": ("制表符分隔", "tabs"),
    "eval.page.layout.lines": ("一行一格", "one cell a line"),
    "eval.page.layout.spaces": ("空格分隔", "spaces"),
    "eval.page.layout.none": ("没有分隔", "no separators"),
    "eval.page.layout.html": ("网页", "HTML"),
    "eval.page.layout.docx": ("DOCX", "DOCX"),
    "eval.page.layout.apart": ("标目与数字分离", "labels and values apart"),
    "eval.page.layout.shipped": ("自带的报告", "shipped reports"),
    "eval.page.scan.clean": ("清楚", "clean"),
    "eval.page.scan.damaged": ("有损", "damaged"),
    "eval.page.accident.none": ("没有事故", "none"),
    "eval.page.accident.several": ("不止一种", "several"),
    "eval.page.accident.lost_cell": ("丢了单元格", "a cell lost"),
    "eval.page.accident.extra_zero": ("多了一个零", "a zero too many"),
    "eval.page.accident.ocr": ("认错字符", "a character misread"),
    "eval.page.accident.label_lost": ("丢了行标目", "a row's label lost"),
    "eval.page.accident.row_moved": ("行移了位置", "a row moved"),
    "eval.page.accident.header_lost": ("丢了列标目", "column headings lost"),
    "eval.page.accident.header_again": ("列标目重复", "column headings printed again"),
    "eval.page.accident.header_wrong": ("列标目印错", "a column heading wrong"),
    "eval.page.accident.page_break": ("表中换页", "a page ends in a table"),
    "eval.page.by.layout": ("版式", "layout"),
    "eval.page.by.sparsity": ("疏密", "how full"),
    "eval.page.by.scan": ("扫描质量", "scan"),
    "eval.page.by.split": ("数据集的部分", "split"),
    "eval.page.sparsity.zero": ("全为零", "all zero"),
    "eval.page.sparsity.sparse": ("稀疏（非零不足五分之一）", "sparse (less than a fifth not zero)"),
    "eval.page.sparsity.half": ("不足一半非零", "less than half not zero"),
    "eval.page.sparsity.dense": ("一半以上非零", "half or more not zero"),
    "eval.page.form": ("按表和行", "By table and row"),
    "eval.page.form.how": (
        "横条为非零数 F1。“待改”按结果计数：",
        "The bar is the salient F1. What is to be mended is counted by outcome:",
    ),
    "eval.page.part_of_form": ("表、行", "part of the form"),
    "eval.page.to_mend": ("待改", "to mend"),
    "eval.page.rows_of": ("逐行：{table}（{count} 行）", "Row by row: {table} ({count} rows)"),
}
