"""What the evaluation says of models: what was asked of them, at what price, and how far repeats agree."""

EVALUATION_MODELS: dict[str, tuple[str, str]] = {
    # what is wrong with a call
    "eval.no_model": (
        "--reader {reader} 要问模型：请用 --model 指定（评测不看环境变量 GOUJI_MODEL）",
        "--reader {reader} asks a model: name one with --model (an evaluation does not look at GOUJI_MODEL)",
    ),
    "eval.model_unused": (
        "--model {models} 没有阅读器会去问：{readers} 不问模型；请加上 --reader cascade 或 --reader model",
        "nobody would ask --model {models}: {readers} asks no model; add --reader cascade or --reader model",
    ),
    "eval.one_run": (
        "{options} 只用于一次评测，这里有 {count} 次：请分开运行",
        "{options} goes with one run, and these are {count}: run them apart",
    ),
    "eval.currencies": (
        "--budget 只有一个数，而各模型以不同货币计价（{currencies}）：请分开运行",
        "--budget is one amount, and these models are priced in {currencies}: run them apart",
    ),
    "eval.cost_without_against": (
        "--max-cost 要与 --against 基准文件 一起用",
        "--max-cost needs --against BASELINE: it is a rule of the gate",
    ),
    "eval.no_cost": (
        "--max-cost {text}：请给出大于零的金额，例如 0.05",
        "--max-cost {text}: give an amount above zero, such as 0.05",
    ),
    # progress
    "eval.asking": ("{name}（第 {replica} 遍）", "{name} (asking {replica})"),
    "eval.not_run": ("预算已用完，没有评测 {name}", "the budget is spent: {name} was NOT run"),
    "eval.repeats_cut": (
        "预算已用完：只重复了 {count} 遍，原要 {wanted} 遍",
        "the budget is spent: {count} of {wanted} repeats were made",
    ),
    "eval.interrupted": (
        "已中断：发出提问 {calls} 次（花费至多：{cost}）；得到的回答保存在 {path}，再次运行同一命令即可接着问",
        (
            "interrupted after {calls} calls (cost, at most: {cost}); what was answered is kept in {path}, "
            "and the same command goes on from there"
        ),
    ),
    "eval.interrupted.free": (
        "已中断：没有花费；再次运行同一命令即可",
        "interrupted: nothing was spent; the same command starts again",
    ),
    "eval.not_blessed": (
        "有提问没有送到模型，这次评测不能作为基准",
        "questions never got to the model: this run does NOT become the baseline",
    ),
    # what was asked
    "eval.model.asked": (
        (
            "模型 {model}（{place}，{mode}）：就 {whole} 份报告中的 {about} 份{questions}，"
            "其中重问 {reasked} 次；发出 {calls} 次，沿用存档 {hits} 次"
        ),
        (
            "model {model} at {place} ({mode}): {questions} about {about} of {whole} reports, "
            "{reasked} of them asked again; {calls} calls made, {hits} replies from the archive"
        ),
    ),
    "eval.model.questions": ("提问 {count} 次", "{count} questions"),
    "eval.model.sent": ("应提问 {whole} 次（只发出 {count} 次）", "{count} of {whole} questions sent"),
    "eval.model.arrived": ("应提问 {whole} 次（只送到 {count} 次）", "{count} of {whole} questions that got there"),
    "eval.model.tokens": (
        "词元：输入 {in}（每份 {in_each}），输出 {out}（每份 {out_each}）；输入中缓存 {cached}，输出中思考 {reasoning}",
        (
            "tokens: {in} in ({in_each} a report), {out} out ({out_each} a report); {cached} of those in were "
            "cached, {reasoning} of those out were thinking"
        ),
    ),
    "eval.model.cost": (
        "费用：{cost}，每份 {each}，{slot}{recorded}；本次实付 {paid}",
        "cost: {cost}, {each} a report, {slot}{recorded}; paid now: {paid}",
    ),
    "eval.model.slot.1": ("每个读对的非零数 {cost}", "{cost} a correct salient slot"),
    "eval.model.slot.1000": ("每千个读对的非零数 {cost}", "{cost} per 1,000 correct salient slots"),
    "eval.model.recorded": ("（含按存档用量计的部分）", " (replies from the archive at what they used when recorded)"),
    "eval.model.failures": (
        "没有得到回答：{failures}；这些地方没有采用模型的读数",
        "questions without an answer: {failures}; nothing was taken from a model there",
    ),
    "eval.model.unreached": (
        "不完整：{count} 次提问没有送到模型，得分不是这个模型的；请再次运行（已有的回答不再付费）",
        (
            "INCOMPLETE: {count} questions never got to the model, so the score is not the model's; run again "
            "(replies that are there are not paid for twice)"
        ),
    ),
    "eval.model.over_budget": (
        "不完整：预算已用完，{count} 次提问没有发出，得分不是这个模型的；加大预算再次运行即可接着问",
        (
            "INCOMPLETE: the budget was spent before {count} questions were sent, so the score is not the "
            "model's; run again with a larger one to go on"
        ),
    ),
    # repeats
    "eval.repeats": (
        "重复 {count} 遍：两遍之间所读相同的单元格 {all}，其中非零数 {salient}",
        "{count} repeats: two of them say the same of {all} of the cells, of {salient} of the salient ones",
    ),
    "eval.repeats.pass": (
        "pass^{k}：非零数 {slots}（一遍 {slots_once}），整份报告 {reports}（一遍 {reports_once}）",
        "pass^{k}: salient cells {slots} (once: {slots_once}), whole reports {reports} (once: {reports_once})",
    ),
    "eval.repeats.flaky": ("各遍所读不一的单元格：{count}", "cells that repeats differ on: {count}"),
    # the ranking
    "eval.rank.agreement": ("各遍一致", "repeats agree"),
    "eval.rank.pass.slots": ("非零数 pass^k", "pass^k, cells"),
    "eval.rank.pass.reports": ("整份 pass^k", "pass^k, reports"),
    "eval.rank.in": ("每份输入词元", "tokens in/report"),
    "eval.rank.out": ("每份输出词元", "tokens out/report"),
    "eval.rank.cost": ("每份费用", "cost/report"),
    "eval.rank.slot.1": ("每个读对的非零数", "cost/correct slot"),
    "eval.rank.slot.1000": ("每千个读对的非零数", "cost/1,000 correct slots"),
    "eval.rank.no_call": ("无需提问的报告", "reports with no call"),
    "eval.rank.incomplete": ("不完整", "incomplete"),
    "eval.rank.recorded": (
        "词元与费用按录制时的用量计",
        "tokens and cost are recorded: what the replies used when they were given",
    ),
    # the gate
    "gate.calls_failed": (
        "没有得到回答的提问由 {was} 增至 {is}",
        "questions without an answer rose from {was} to {is}",
    ),
    "gate.too_dear": (
        "太贵：每份 {cost}，上限 {most}",
        "too dear: {cost} a report, {most} is the most",
    ),
    # the page
    "eval.page.nav.model": ("模型", "model"),
    "eval.page.model": ("问过模型的", "What a model was asked"),
    "eval.page.model.how.cascade": (
        "先按版面读取，只就拿不准的单元格问模型。",
        "The layout reader goes first; the model is asked about what it left open.",
    ),
    "eval.page.model.how.model": ("所有单元格都问模型。", "The model is asked about every cell."),
    "eval.page.model.no_call": ("无需提问的报告", "reports with no call"),
    "eval.page.model.tokens.in": ("输入词元", "tokens in"),
    "eval.page.model.tokens.out": ("输出词元", "tokens out"),
    "eval.page.model.tokens.cached": ("其中缓存", "of those in, cached"),
    "eval.page.model.tokens.reasoning": ("其中思考", "of those out, thinking"),
    "eval.page.model.each": ("每份 {count}", "{count} a report"),
    "eval.page.model.cost": ("费用", "cost"),
    "eval.page.model.recorded": ("录制", "recorded"),
    "eval.page.model.per_slot.1": ("每个读对的非零数", "a correct salient slot"),
    "eval.page.model.per_slot.1000": ("每千个读对的非零数", "1,000 correct salient slots"),
    "eval.page.model.paid": ("本次实付", "paid in this run"),
    "eval.page.model.why": (
        "词元与费用是所用回答的用量，无论当次付费还是出自存档；价格按现在的价目表。",
        (
            "Tokens and cost are what the answers took, whether paid for now or found in the archive, at the prices "
            "that are set now."
        ),
    ),
    "eval.page.repeats": ("重复提问", "The same asked again"),
    "eval.page.repeats.slots": ("非零数", "salient cells"),
    "eval.page.repeats.reports": ("整份报告", "whole reports"),
    "eval.page.repeats.why": (
        "k 遍全都读对的机会（无偏估计）。",
        "The chance that k askings are all right (unbiased).",
    ),
    "eval.page.repeats.where": ("单元格", "cell"),
    "eval.page.repeats.gold": ("标注", "labelled"),
    "eval.page.repeats.right": ("读对", "right"),
    "eval.page.index": ("评测比较", "Runs compared"),
    "eval.page.index.how": (
        "同一批报告，最好的在前，不完整的在最后。与首位之差为逐份配对的差，附 95% 区间；没有模型的读取不花费用。",
        (
            "Over the same reports, the best first, incomplete runs last. The difference to the best is paired over "
            "reports, with its 95% interval; a reader without a model costs nothing."
        ),
    ),
    "eval.page.index.tokens": ("每份词元：输入、输出", "tokens a report: in, out"),
    "eval.page.index.repeats": (
        "重复：一致；pass^k：非零数、整份报告",
        "repeats: agreement; pass^k: salient cells, whole reports",
    ),
    "eval.page.index.cost.1": ("费用：每份、每个读对的非零数", "cost: a report, a correct salient slot"),
    "eval.page.index.cost.1000": ("费用：每份、每千个读对的非零数", "cost: a report, 1,000 correct salient slots"),
}
