"""What the evaluation says: of datasets and runs, of a gate, of a draft of labels."""

EVALUATION: dict[str, tuple[str, str]] = {
    # what is wrong with a call
    "eval.no_folder": (
        "{path}：没有这个文件夹；数据集是一个文件夹，内有 manifest.json，或有 gold/*.json 及其报告",
        "{path}: no such folder; a dataset is a folder with manifest.json, or with gold/*.json and their reports",
    ),
    "eval.no_gold": (
        "{path}：里面没有 manifest.json，也没有 gold/*.json，不是数据集；数据集的样子见 eval/README.md",
        "{path}: neither manifest.json nor gold/*.json in it, so no dataset; eval/README.md shows what one looks like",
    ),
    "eval.gold": (
        "{path}：标注文件有误（{reason}）：请改正后重试",
        "{path}: not a gold file ({reason}): mend it and try again",
    ),
    "eval.manifest": (
        "{path}：清单有误（{reason}）：documents 中每一项都要有 report 和 gold",
        "{path}: not a manifest ({reason}): each of its documents needs a report and a gold",
    ),
    "eval.outside": (
        "{path}：{file} 不在数据集文件夹之内：清单只能列出其中的文件",
        "{path}: {file} is not inside the folder of the dataset: a manifest lists files in it only",
    ),
    "eval.to_check": (
        "{path}：reviewed 为 true，但 to_check 中还有 {count} 格（如 {first}）：请逐格核对后删去 to_check",
        (
            "{path}: reviewed is true, and to_check still lists {count} slots, such as {first}: check each against the "
            "text, then delete to_check"
        ),
    ),
    "eval.hash": (
        "{path}：内容与清单中的哈希不符：文件改动过；确要改动，请更新清单的哈希和版本",
        "{path}: not the file its hash was taken of; if the change is meant, update hash and version in the manifest",
    ),
    "eval.pair": (
        "清单把报告 {report} 配给了 {gold}，而该金标标的是 {document}：请改正清单",
        "the manifest pairs the report {report} with {gold}, which labels {document}: mend the manifest",
    ),
    "eval.split": (
        "清单中 {report} 的划分是 {split}：只有 {known}",
        "the manifest gives {report} the split {split}: there are {known}",
    ),
    "eval.no_report": (
        "{path}：标注的报告 {document} 不在数据集文件夹中",
        "{path}: its report {document} is not in the folder of the dataset",
    ),
    "eval.twice": (
        "{document}：数据集中有两份同名报告；预测按文件名对应，请改名",
        "{document}: two reports of that name in the dataset; predictions go by name, so rename one",
    ),
    "eval.form": (
        "{document}：表式 {form} 未提供：请用 --schema 给出",
        "{document}: the form {form} is not at hand: give its file with --schema",
    ),
    "eval.no_slot": (
        "{document}：标注了表式 {form} 没有的栏位 {slot}：请改正标注，或用 --schema 给出标注所依的表式",
        "{document}: its gold has a slot {slot} that the form {form} does not: mend the gold, or give its own --schema",
    ),
    "eval.no_slots": (
        "{document}：金标里一个栏位也没有：请逐格标注，或把 reviewed 设为 false",
        "{document}: its gold has no slot at all: label them, or set reviewed to false",
    ),
    "eval.nothing": (
        "{dataset}：没有可评分的报告（草稿不评分；所选划分可能是空的）",
        "{dataset}: no report to score (drafts are not scored; the split asked for may be empty)",
    ),
    "eval.encoding": ("{path}：不是 UTF-8 文本：请另存为 UTF-8", "{path}: not UTF-8 text: save it as UTF-8"),
    "eval.no_predictions": (
        "{path}：没有一行是对这个数据集的预测；每行一个 JSON 对象，至少有 document、slot、value",
        "{path}: no line predicts anything of this dataset; a line is a JSON object with document, slot and value",
    ),
    "eval.not_a_report": (
        "{path}：不是一次评测的 report.json：请给出该文件或其所在文件夹",
        "{path}: not the report.json of a run: give that file, or the folder it was written to",
    ),
    "eval.not_timings": (
        "{path}：不是一次评测的 timings.json：请给出该文件或其所在文件夹",
        "{path}: not the timings.json of a run: give that file, or the folder it was written to",
    ),
    "eval.format": (
        "基准的格式是 {found}，本程序读的是 {known}：请删去它，再用 --bless 重新设定",
        "the baseline has format {found}, this program reads {known}: delete it and set it anew with --bless",
    ),
    "eval.format_of_run": (
        "其中一次评测的格式是 {found}，本程序读的是 {known}：请用本程序重跑",
        "one of the runs has format {found}, this program reads {known}: run it anew with this program",
    ),
    "eval.not_same": (
        "{one} 与 {other} 不可比：{what} 不同；请在同一数据集上、用同一版本重跑",
        (
            "{one} and {other} cannot be compared: they differ in {what}; run both on the same dataset with the same "
            "version"
        ),
    ),
    "eval.bless_without_against": (
        "--bless 要与 --against 基准文件 一起用：写明基准放在哪里",
        "--bless needs --against BASELINE: say which file is to be the baseline",
    ),
    "eval.speed_without_against": (
        "--max-p95 要与 --against 基准文件 一起用",
        "--max-p95 needs --against BASELINE: it is a rule of the gate",
    ),
    "eval.speed_without_timings": (
        "已有的预测不知道用了多久：--max-p95 要与 --timings 一起用",
        "nobody knows how long answers at hand took: --max-p95 needs --timings with --predictions",
    ),
    "eval.timings_without_predictions": (
        "--timings 只能与 --predictions 一起用：现在读取的，用时当场计",
        "--timings goes with --predictions only: a reader that reads now is timed now",
    ),
    "eval.too_few_runs": ("比较至少要两次评测", "give at least two runs to compare"),
    "eval.reader_and_predictions": (
        "--reader 与 --predictions 二者只能用其一：要么现在读，要么用已有的预测",
        "--reader or --predictions, not both: either a reader reads now, or its answers are at hand",
    ),
    "eval.mutate_predictions": (
        "--mutate 检验的是本程序自己的核对；不能与 --predictions 同用",
        "--mutate tries this program's own checks: it does not go with --predictions",
    ),
    "eval.faults_without_mutate": (
        "--faults 要与 --mutate 一起用：不注入错误，就没有个数可言",
        "--faults needs --mutate: no faults are injected without it",
    ),
    "eval.inputs_alone": (
        "--inputs 只写出材料，不评测：请去掉 {options}",
        "--inputs writes what another system needs and measures nothing: leave out {options}",
    ),
    "eval.no_speed": (
        "--max-p95 {found}：请给出大于零的秒数",
        "--max-p95 {found}: give a number of seconds above zero",
    ),
    # progress
    "eval.reading": ("读取报告", "reading reports"),
    "eval.generating": ("生成报告", "generating reports"),
    "eval.mutating": ("注入错误", "injecting faults"),
    "eval.rate": ("份/秒", "a second"),
    # the summary
    "eval.title": (
        "{name}：{dataset} {version}（{documents} 份报告，摘要 {digest}）",
        "{name}: {dataset} {version} ({documents} reports, digest {digest})",
    ),
    "eval.title_split": ("{title}，划分 {split}", "{title}, split {split}"),
    "eval.system": ("系统", "system"),
    "eval.salient_f1": ("非零数 F1", "salient F1"),
    "eval.interval": ("95% 区间", "95 % interval"),
    "eval.exact": ("全对的报告", "exact reports"),
    "eval.accuracy": ("单元格对的比例", "cells right"),
    "eval.all_zero": ("全填零", "all zero"),
    "eval.printed_order": ("按印刷顺序", "printed order"),
    "eval.skill": ("比最好的基线多对的部分：{skill}", "skill over the best baseline: {skill}"),
    "eval.silent": (
        "无声错误：{count} 处（自称确定的单元格共 {sure} 个），涉及报告 {reports}（置信度 95% 时不超过 {high} 的报告）",
        "silent errors: {count} of {sure} sure cells, in {reports} reports (at most {high} of reports, at 95 %)",
    ),
    "eval.few_of_kind": (
        "不足十份报告的类别，区间只供参考；各份成绩相同的，没有区间可算",
        "kinds of fewer than ten reports: intervals are only indicative; where all reports score alike there is none",
    ),
    "eval.outcomes": (
        (
            "非零数：对 {correct}，错 {substituted}（其中串位 {misbound}），漏 {omitted}，多读 {hallucinated}，弃答 "
            "{abstained}；"
            "原文未定、不计分 {open}"
        ),
        (
            "figures other than zero: {correct} right, {substituted} wrong ({misbound} of them misplaced), {omitted} "
            "left out,"
            " {hallucinated} invented, {abstained} abstained; {open} cells that the text leaves open are not scored"
        ),
    ),
    "eval.failed": (
        "没有答案的报告：{count} 份（按全部遗漏计）",
        "reports without an answer: {count} (all their cells count as left out)",
    ),
    "eval.invalid": ("无法理解的预测行：{count} 行", "lines of predictions that are none: {count}"),
    "eval.strangers": (
        "数据集中没有的报告：{count} 份，例如 {first}",
        "documents that the dataset does not have: {count}, such as {first}",
    ),
    "eval.contradicted": (
        "同一单元格给了两个不同的值：{count} 处（按错计）",
        "cells with two different values: {count} (they count as wrong)",
    ),
    "eval.drafts": ("未复核、不评分的草稿：{count} 份", "drafts nobody has reviewed, not scored: {count}"),
    "eval.unlabelled": (
        "金标未标、不评分的栏位：{count} 个",
        "slots that the gold has no label for, not scored: {count}",
    ),
    "eval.grounding": (
        ("改错一位的假数误放率：看全文 {document}，看所引行 {line}，看所引单元格 {cell}；单元格一级误拒真数 {refused}"),
        (
            "one-digit decoys let through: anywhere in the document {document}, on the cited line {line}, in the "
            "cited cell {cell};"
            " true figures refused at the cell {refused}"
        ),
    ),
    "eval.attribution": (
        "差错归因：均衡准确率 {accuracy}；原件勾稽不平 {broken} 处，指出 {found} 处，误判 {wrong} 处",
        (
            "whose mistake: balanced accuracy {accuracy}; of {broken} sums that the reports break {found} are put "
            "down to them,"
            " {wrong} wrongly"
        ),
    ),
    "eval.findings": (
        "问题与措施：F1 {f1}，对应关系找到 {links}，所给的对 {said}",
        "findings: F1 {f1}, links found {links}, of those given right {said}",
    ),
    "eval.claims": (
        "文中数字：标注 {gold} 处，全对 {accuracy}；所给的之中找得到的 {precision}",
        "numbers in the prose: {accuracy} of {gold} labelled right in all; {precision} of those given are labelled",
    ),
    "eval.defects": (
        "报告自身差错：标注的找到 {found}；{kinds}",
        "the reports' own mistakes: {found} of those labelled found; {kinds}",
    ),
    "eval.defects.kind": ("{kind} {found}/{gold}（共报 {said}）", "{kind} {found}/{gold} ({said} said)"),
    "eval.not_scored": ("未评分：{parts}", "not scored: {parts}"),
    "eval.part.silent_errors": (
        "无声错误（预测未说明是否确定）",
        "silent errors (the predictions do not say how sure)",
    ),
    "eval.part.grounding": ("出处（预测未给位置）", "grounding (the predictions give no places)"),
    "eval.part.attribution": ("归因", "attribution"),
    "eval.part.findings": ("问题与措施", "findings"),
    "eval.part.claims": ("文中数字", "numbers in the prose"),
    "eval.part.defects": ("报告自身差错", "the reports' own mistakes"),
    "eval.part.fields": ("机关与年度", "agency and year"),
    "eval.part.validators": ("差错注入检验（--mutate）", "fault injection (--mutate)"),
    "eval.indicative": ("报告不足十份：区间只供参考", "fewer than ten reports: the intervals are only indicative"),
    "eval.by": ("类别", "kind"),
    "eval.is": ("取值", "which"),
    "eval.documents": ("份数", "reports"),
    "eval.silent_short": ("无声错误", "silent"),
    "eval.stratum.form": ("表式", "form"),
    "eval.stratum.layout": ("版式", "layout"),
    "eval.stratum.sparsity": ("疏密", "sparsity"),
    "eval.stratum.scan": ("扫描质量", "scan"),
    "eval.stratum.split": ("划分", "split"),
    "eval.stratum.accident": ("事故", "accident"),
    "eval.worst": ("错得最多的报告", "reports with most wrong cells"),
    "eval.wrong": ("{document}：{count} 格", "{document}: {count}"),
    "eval.took": (
        "用时 {total} 秒，每份中位 {p50} 秒，最慢的二十分之一从 {p95} 秒起",
        "took {total} s: {p50} s a report at the median, {p95} s for the slowest twentieth",
    ),
    "eval.written": ("已写入 {path}：{files}", "written to {path}: {files}"),
    "eval.inputs_written": (
        "已写入 {path}：{count} 份报告的文本、栏位表和预测的 JSON Schema；其中没有答案",
        (
            "written to {path}: the texts of {count} reports, the lists of slots and the JSON Schema of a "
            "prediction; no gold is in it"
        ),
    ),
    "eval.dataset_written": ("已写入数据集 {path}（{count} 份报告）", "dataset written to {path} ({count} reports)"),
    "eval.mark.missing": ("未提及", "not mentioned"),
    "eval.mark.abstained": ("弃答", "abstained"),
    "eval.mark.invalid": ("不成数", "no number"),
    "eval.so_and_said": ("实际 \\ 结论", "is so \\ verdict"),
    # injected faults
    "faults.value": (
        "注入答案的错误（每个数都配上最有利的出处）",
        "faults in answers (each number cites the best place there is)",
    ),
    "faults.text": ("注入原文的错误（再由程序读取）", "faults in the text (which is then read)"),
    "faults.class": ("种类", "class"),
    "faults.count": ("个数", "faults"),
    "faults.located": ("错格在解释之中", "located"),
    "faults.covered": ("勾稽所及：不无声", "not silent where rules reach"),
    "faults.blamed": ("结论", "verdict"),
    "faults.equivalent": ("等同而剔除", "equal, dropped"),
    "faults.alarms": (
        "每格都看得见、且没有错误的生成报告 {documents} 份，误报 {alarms} 份（{share}）",
        "alarms on {alarms} of {documents} generated reports that are right, each cell in sight ({share})",
    ),
    "faults.needing": (
        "数字连写、标目与数字分离或空白不可见的 {documents} 份中，{needing} 份请人复核；各处勾稽不平 {failed} 条",
        (
            "of {documents} more whose cells run together, stand apart from labels or hide blanks, {needing} ask for "
            "a person; {failed} rules fail on any"
        ),
    ),
    # the gate
    "eval.against": ("与基准 {name} 相比（共同报告 {shared} 份）", "against {name} ({shared} reports in common)"),
    "eval.changes": (
        "改对 {fixed} 格，改坏 {broken} 格，仍错 {still} 格",
        "{fixed} cells fixed, {broken} broken, {still} still wrong",
    ),
    "eval.delta": (
        "非零数 F1 {delta}（{low} 至 {high}）；逐份平均 {mean}（p = {p}）；全对的报告 少 {lost} 多 {won}",
        (
            "salient F1 {delta} ({low} to {high}); mean over reports {mean} (p = {p}); exact reports lost {lost}, "
            "won {won}"
        ),
    ),
    "eval.broken_slot": (
        "改坏 {document} {slot}：应为 {gold}，今为 {said}",
        "broken {document} {slot}: is {gold}, now read {said}",
    ),
    "eval.fixed_slot": (
        "改对 {document} {slot}：应为 {gold}，原为 {was}",
        "fixed {document} {slot}: is {gold}, was read {was}",
    ),
    "eval.still_slot": (
        "仍错 {document} {slot}：应为 {gold}，今为 {said}",
        "still wrong {document} {slot}: is {gold}, read {said}",
    ),
    "eval.more": ("……另有 {count} 处", "... and {count} more"),
    "eval.others": (
        "增加 {added} 份，减少 {removed} 份，内容有变 {changed} 份（不参与比较）",
        "{added} reports added, {removed} removed, {changed} changed: not compared",
    ),
    "eval.gate_open": ("通过：没有规则报警", "gate: passed, no rule fired"),
    "eval.gate_shut": ("未通过：{count} 条规则报警", "gate: shut, {count} rules fired"),
    "eval.blessed": ("已设为基准：{path}", "set as the baseline: {path}"),
    "eval.no_baseline": (
        "{path}：还没有这个基准；第一次请加 --bless 设定",
        "{path}: there is no such baseline yet; set it with --bless",
    ),
    "eval.not_compared.validators": (
        "注入的错误没有比较：本次与基准只有其一注入过（--mutate）",
        "the injected faults were NOT compared: only one of this run and the baseline has them (--mutate)",
    ),
    "gate.other_input": (
        "{what} 与基准不同（{was} → {is}）：若是有意改动，请用 --bless 重设",
        "{what} is not the baseline's ({was} -> {is}): if that is meant, set it anew with --bless",
    ),
    "gate.nothing_shared": (
        "与基准没有一份共同的报告（{was} 份与 {is} 份）：无从比较",
        "no report in common with the baseline ({was} and {is} reports): nothing to compare",
    ),
    "gate.accuracy_fell": (
        "单元格对的比例下降（{was} → {is}），含零与空白",
        "the share of cells that are right, zeros and blanks included, fell ({was} -> {is})",
    ),
    "gate.sure_less": (
        "自称确定的单元格减少（{was} → {is}）：什么都不确定，也就没有无声错误",
        "it is sure of fewer cells ({was} -> {is}): who is sure of nothing has no silent error either",
    ),
    "gate.f1_fell": (
        "逐份平均的非零数 F1 下降 {delta}（{low} 至 {high}）",
        "mean salient F1 over reports fell: {delta} ({low} to {high})",
    ),
    "gate.silent_rose": ("新增无声错误 {count} 处，例如 {first}", "{count} new silent errors, such as {first}"),
    "gate.pinned_broken": (
        "不许退步的报告中改坏 {count} 格，例如 {first}",
        "{count} cells of pinned reports broken, such as {first}",
    ),
    "gate.hallucinations_rose": (
        "每份报告多读的数增加 {delta}（p = {p}）",
        "invented figures a report rose: {delta} (p = {p})",
    ),
    "gate.zero_report_filled": (
        "全零的报告里出现了数字：{count} 份，例如 {first}",
        "figures appear in reports that are all zero: {count}, such as {first}",
    ),
    "gate.detection_fell": (
        "错误类别 {class} 的检出率下降（{was} → {is}）",
        "detection of {class} fell ({was} -> {is})",
    ),
    "gate.located_less": (
        "错误类别 {class} 的错格定位率下降（{was} → {is}）",
        "changed cells of {class} are located less often ({was} -> {is})",
    ),
    "gate.accusations_rose": (
        "错怪原件增加（{what}：{was} → {is}）",
        "false accusations of the reports rose ({what}: {was} -> {is})",
    ),
    "gate.defects_lost": (
        "原件勾稽不平指出得少了（{what}：{was} → {is}）",
        "fewer of the sums that the reports break are put down to them ({what}: {was} -> {is})",
    ),
    "gate.grounding_fell": (
        "单元格一级的出处变差（{what}：{was} → {is}）",
        "citations at the cell got worse ({what}: {was} -> {is})",
    ),
    "gate.fields_lost": ("{what} 读对的份数减少（{was} → {is}）", "{what} is right in fewer reports ({was} -> {is})"),
    "gate.alarms_rose": ("对无错报告的误报增加（{was} → {is}）", "alarms on clean reports rose ({was} -> {is})"),
    "gate.assessed_less": ("能核算的规则减少（{was} → {is}）", "fewer rules could be assessed ({was} -> {is})"),
    "gate.failures_rose": ("{what} 由 {was} 增至 {is}", "{what} rose from {was} to {is}"),
    "gate.no_longer_scored": ("不再评分的部分：{parts}", "no longer scored: {parts}"),
    "gate.too_slow": (
        "太慢：最慢的二十分之一从 {p95} 秒起，上限 {most} 秒",
        "too slow: {p95} s for the slowest twentieth, {most} s is the most",
    ),
    # ranking
    "eval.rank": ("与首位之差（95% 区间）", "difference to the best (95 % interval)"),
    "eval.per_report": ("每份多读", "invented/report"),
    # drafts of labels
    "label.written": (
        (
            "{path}：已写出草稿，取自本程序的读数；请对着原文逐格核对，删去 to_check，再把 reviewed 改为 true，"
            "否则不评分"
        ),
        (
            "{path}: a draft from this program's own reading; check every cell against the text, delete to_check, then "
            "set reviewed to true: until then it is not scored"
        ),
    ),
    "label.several": (
        "{path}：文件中有 {count} 份报告，只为第一份写草稿；请每份报告单独存为一个文件",
        "{path}: {count} reports in this file, and the draft is of the first; save each as a file of its own",
    ),
    "label.not_read": (
        "{path}：没有按任何已知表式读出；请用 --schema 指定一个表式文件，草稿将是空白表",
        "{path}: not read as any known form; name one with --schema, and the draft will have its slots empty",
    ),
    "label.exists": (
        "{path}：已有此文件，不覆盖；请另取名（--output）",
        "{path}: is there already and stays; choose another name (--output)",
    ),
}
