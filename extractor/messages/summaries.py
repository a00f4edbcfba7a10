"""What summaries say: the parts of a card, the roll-up of many reports, and what the command tells."""

SUMMARIES: dict[str, tuple[str, str]] = {
    # sentences of a card, in the language of the document
    "summary.comma": ("，", ", "),
    "summary.and": ("、", ", "),
    "summary.also_for": ("兼对 {problems}", "also for {problems}"),
    "summary.deadline": ("时限：{words}", "by: {words}"),
    "summary.unit": ("责任：{words}", "who: {words}"),
    "summary.target": ("目标：{words}", "how much: {words}"),
    "summary.figure": ("{label}{value}{unit}", "{label}: {value} {unit}"),
    "summary.blank": ("{cells}：此格为空", "{cells}: printed blank"),
    "summary.unsure": ("{cells}：读取未能确认，不列数值", "{cells}: not surely read, no value is given"),
    "summary.colon": ("：", ": "),
    "summary.semicolon": ("；", "; "),
    "summary.formula": ("{place}：{sum}", "{place}: {sum}"),
    "summary.wrong": ("{what}：“{words}”", "{what}: “{words}”"),
    "summary.new": ("本年新提出：{words}", "new this year: {words}"),
    "summary.same": ("与上一年度文字相同（数字不计）：{words}", "word for word as last year, figures aside: {words}"),
    "summary.alike": ("与上一年度相近：{words}", "much as last year: {words}"),
    "summary.then": ("{now}（上一年度为 {then}）", "{now} ({then} last year)"),
    "summary.gone": ("上一年度提出，本年未再提出：{words}", "told last year and not any more: {words}"),
    "summary.changed": (
        "{label}{value}{unit}（上一年度{before}{unit}）",
        "{label}: {value} {unit} (last year {before} {unit})",
    ),
    # parts of a card
    "summary.title": ("{name}：改进情况摘要", "{name}: problems, plan and figures"),
    "summary.name": ("{agency}{year}年度报告", "{agency}, report for {year}"),
    "summary.name.no_year": ("{agency}报告（年度不明）", "{agency}, report of an unknown year"),
    "summary.part.written": ("概述", "In brief"),
    "summary.part.plan": ("问题与改进措施", "Problems and measures"),
    "summary.part.commitments": ("承诺：何时、由谁、多少", "Commitments: by when, who, how much"),
    "summary.part.changes": ("与上一年度报告相比", "Against last year's report"),
    "summary.part.figures": ("主要数据", "Key figures"),
    "summary.part.faults": ("报告自身的不符之处", "What does not add up in the report"),
    "summary.mark.unaddressed": ("没有措施针对这一问题", "no measure is there for it"),
    "summary.mark.unlinked": ("没有说明针对哪个问题", "for no problem that is told"),
    "summary.mark.unsure": ("须人工核对", "a person must look"),
    "summary.mark.blank": ("不是零", "which is not zero"),
    "summary.mark.replaced": (
        "模型所写未获支持，换为原文",
        "in the place of a model's sentence that did not hold",
    ),
    "summary.mark.ask": ("供询问，不是错误", "something to ask about, no mistake"),
    "summary.not_looked": ("这份报告的表式没有问题与改进一节。", "The form of this report has no section on problems."),
    "summary.no_section": ("没有找到问题与改进一节。", "No section on problems and measures was found."),
    "summary.not_read": ("这份文件没有读成任何一种表式的报告。", "This file was not read as a report of any form."),
    "summary.no_findings": ("没有找到问题与改进措施。", "No problems and no measures were found."),
    "summary.no_measures": ("写了问题，没有写改进措施。", "Problems are told, and no measure at all."),
    "summary.no_problems": ("写了改进措施，没有写问题。", "Measures are told, and no problem at all."),
    "summary.nothing_changed": ("没有可比的变化。", "Nothing that compares has changed."),
    "summary.more_faults": ("此处只列前几处，其余见 gouji check。", "These are the first; gouji check has all."),
    "summary.sources": ("出处", "Sources"),
    "summary.source": ("{document}，第{line}行：{quote}", "{document}, line {line}: {quote}"),
    "summary.source.cell": ("{document}，第{line}行，{cell}：{quote}", "{document}, line {line}, {cell}: {quote}"),
    "summary.place": ("第{line}行", "line {line}"),
    "summary.quoted": ("“{quote}”", "“{quote}”"),
    "summary.files": ("所据文件：{document}（编号 {id}）", "made from {document} (id {id})"),
    "summary.previous": ("上一年度：{document}（编号 {id}）", "last year's: {document} (id {id})"),
    "summary.written": (
        "概述由模型 {model} 只据所列问题与措施写成，逐句核对：{written} 句成立，{replaced} 句换为原文。",
        (
            "The brief was written by {model} from the findings alone and checked sentence by sentence: "
            "{written} hold, {replaced} were replaced by the report's own words."
        ),
    ),
    "summary.unwritten": (
        "模型 {model} 没有写成概述（{why}），以下均为报告原文。",
        "The model {model} wrote no brief ({why}); all below is the report's own words.",
    ),
    # the roll-up
    "rollup.title": ("汇总：{count} 份报告", "Roll-up: reports: {count}"),
    "rollup.counts": (
        "表中数字均为报告份数，每个数字后列出所计的报告。",
        "Every number in a table counts reports, and names those it counts.",
    ),
    "rollup.unread": ("未计入（没有读成报告）：", "Left out, not read as a report:"),
    "rollup.replaced": ("未计入（同一机关同一年度另有较新的版本）：", "Left out, a newer version of the year counts:"),
    "rollup.list": ("报告", "Reports"),
    "rollup.table.reports": ("各地区、各年度的报告", "Reports by region and year"),
    "rollup.table.problems_by_year": (
        "提出问题的报告：按主题和年度",
        "Reports with problems, by theme and year",
    ),
    "rollup.table.problems_by_region": (
        "提出问题的报告：按主题和地区",
        "Reports with problems, by theme and region",
    ),
    "rollup.table.measures_by_year": ("提出措施的报告：按主题和年度", "Reports with measures, by theme and year"),
    "rollup.table.measures_by_region": ("提出措施的报告：按主题和地区", "Reports with measures, by theme and region"),
    "rollup.all": ("合计", "all"),
    "rollup.no_theme": ("未归类", "no theme"),
    "rollup.no_year": ("年度不明", "year not known"),
    "rollup.no_region": ("地区不明", "region not known"),
    "rollup.unaddressed": ("没有措施针对的问题", "Problems that no measure is there for"),
    "rollup.due": ("有时限的承诺", "Commitments with a time"),
    "rollup.copied": ("相同文字", "Copied text"),
    "rollup.copied.note": (
        "占后一份报告自身文字的百分比；法定用语和通用表述不计。相同不等于抄袭。",
        "In per cent of the later report's own words, statutory and common wording left out. Alike is not yet copied.",
    ),
    "rollup.copied.pair": ("{share}%：{after} 与 {before}", "{share} %: {after} and {before}"),
    "rollup.relation.last_year": ("本机关上一年度", "the office's own of last year"),
    "rollup.relation.earlier_year": ("本机关此前年度", "the office's own of an earlier year"),
    "rollup.relation.other_office": ("另一机关", "another office's"),
    "rollup.outliers": ("与众不同的数据", "Figures that stand out"),
    "rollup.outliers.note": (
        (
            "只用确认读准的数据；与中位数的距离超过 3.5 个稳健标准差（中位绝对偏差）且超过 10 个百分点的列出。"
            "与众不同不等于有误。"
        ),
        (
            "From surely read cells only: more than 3.5 robust standard deviations (median absolute deviation) and "
            "more than 10 points from the median. To stand out is no mistake."
        ),
    ),
    "rollup.outlier.year": (
        "{year}年度 {count} 份报告的中位数为 {median}%",
        "the median of {count} reports for {year} is {median} %",
    ),
    "rollup.outlier.all": ("{count} 份报告的中位数为 {median}%", "the median of {count} reports is {median} %"),
    "summary.metric.carried_over.told": (
        "结转下年度的占应办申请的 {value}%（{part}/{whole}）",
        "{value} % of the requests to handle were carried over ({part} of {whole})",
    ),
    "summary.metric.refused.told": (
        "不予公开的占办理结果的 {value}%（{part}/{whole}）",
        "{value} % of the outcomes are refusals ({part} of {whole})",
    ),
    "summary.metric.corrected.told": (
        "复议、诉讼中结果纠正的占 {value}%（{part}/{whole}）",
        "{value} % of reconsiderations and suits were corrected ({part} of {whole})",
    ),
    "summary.metric.growth.told": (
        "本年新收申请由 {whole} 变为 {part}，增减 {value}%",
        "requests received went from {whole} to {part}, a change of {value} %",
    ),
    "rollup.offices": ("政府报告与所属单位合计", "A government's report against the sum of its offices"),
    "rollup.offices.note": (
        (
            "按清单的地区和层级配对，假定政府报告的数据涵盖清单中同一地区、同一年度的各单位。政府可能只计本级，库中"
            "也未必收齐各单位，因此差异只供询问，不是错误。"
        ),
        (
            "Paired by region and level of your own list, assuming that the government counts for all listed offices "
            "of its region and year. It may count for itself alone, and offices may be missing here: a difference is "
            "something to ask about, not a mistake."
        ),
    ),
    "rollup.offices.sum": (
        "{region}{year}年度，{label}：政府报告 {value}，{count} 个单位合计 {total}，相差 {difference}",
        "{region} {year}, {label}: the government {value}, {count} offices together {total}, difference {difference}",
    ),
    "rollup.offices.left_out": ("读取未能确认、未计入的：", "not surely read, left out:"),
    "rollup.back": ("返回汇总", "back to the roll-up"),
    "rollup.none": ("没有可以汇总的报告。", "There is no report to sum up."),
    "rollup.cards": (
        "各报告摘要见 gouji summarise DOC，或用 --out 写成文件。",
        "For cards: gouji summarise DOC, or --out.",
    ),
    # the command
    "summarise.written": ("已写出 {count} 份报告的摘要：{path}", "summaries of reports ({count}) written: {path}"),
    "summarise.both": (
        "DOC 与 --where 只能用一种：前者点名报告，后者按条件挑选",
        "give DOC or --where, not both: one names reports, the other picks them",
    ),
    "summarise.none": (
        "库 {db} 中没有符合条件的报告；用 `gouji list --db {db}` 可列出全部",
        "no report in store {db} answers to that; `gouji list --db {db}` lists what it holds",
    ),
    "summarise.format": (
        "从文件名 {path} 看不出格式；请用 .md、.html 或 .json 结尾，或加上 --format",
        "the name {path} says no format; let it end in .md, .html or .json, or give --format",
    ),
}

SUMMARIES_HELP: dict[str, str] = {
    "Sum up reports: problems, measures, figures, each sentence with its place.": (
        "写报告摘要：问题、措施、承诺与数据，每句话都注明出处。"
    ),
    "md, html or json (default: for reading here).": "md、html 或 json（默认：在此阅读）。",
    "A file to write, or a new folder with a page for each report.": "要写出的文件，或每份报告一页的新文件夹。",
    "The least share of copied text to tell of, in per cent.": "列出相同文字的最低百分比。",
    "A model to write the brief, from the findings alone.": "据问题与措施撰写概述的模型。",
}
"""The help texts of the command: English to Chinese."""
