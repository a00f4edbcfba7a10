"""What `gouji verify` says: of a text, its numbers, and what the sources have in their place."""

VERIFY: dict[str, tuple[str, str]] = {
    # a call
    "verify.no_source": (
        "没有来源；用 --source 给出报告文件，或库中的报告",
        "no source: name a report's file, or a stored report, with --source",
    ),
    "verify.empty": ("{path} 中没有文字", "{path} holds no text"),
    "verify.source_missing": (
        "没有文件 {source}，库 {db} 也没有；--source 应为文件，或库中的报告",
        "no file {source}, and no store {db}: a source is a file, or a report in the store",
    ),
    "verify.written": ("已写出：{path}", "wrote {path}"),
    # verdicts and slips
    "support.supported": ("有据", "supported"),
    "support.derived": ("可推算", "derived"),
    "support.contradicted": ("与来源矛盾", "contradicted"),
    "support.unsupported": ("无据", "unsupported"),
    "slip.unit": ("单位不符", "wrong unit"),
    "slip.scale": ("数量级不符", "wrong scale"),
    "slip.sign": ("增减方向相反", "rise and fall confused"),
    "slip.period": ("时间不符", "wrong date or period"),
    "slip.misattached": ("张冠李戴", "attached to the wrong subject"),
    "slip.value": ("数值不符", "another value"),
    # what the page and the terminal say
    "verify.title": ("数字核对", "Numbers held against their sources"),
    "verify.none": ("文中没有数字。", "The text has no numbers."),
    "verify.sound": (
        "全部数字在来源中有据或可由来源推算。",
        "Every number is supported by the sources or follows from them.",
    ),
    "verify.unsound": (
        "有 {count} 个数字与来源矛盾或无据，须核对。",
        "{count} of the numbers are contradicted or unsupported: look at them.",
    ),
    "verify.counts": (
        "共 {total} 个数字：有据 {supported}，可推算 {derived}，矛盾 {contradicted}，无据 {unsupported}。",
        (
            "{total} numbers: {supported} supported, {derived} derived, {contradicted} contradicted, "
            "{unsupported} unsupported."
        ),
    ),
    "verify.sources": ("来源：{names}", "Sources: {names}"),
    "verify.legend": (
        "⟦13⟧ 有据；⟦=13⟧ 可推算；⟦x13⟧ 与来源矛盾；⟦?13⟧ 无据",
        "⟦13⟧ supported; ⟦=13⟧ derived; ⟦x13⟧ contradicted; ⟦?13⟧ unsupported",
    ),
    "verify.text": ("文本", "Text"),
    "verify.numbers": ("数字", "Numbers"),
    "verify.number": ("数字", "number"),
    "verify.verdict": ("结论", "verdict"),
    "verify.says": ("来源所载", "what the source says"),
    "verify.where": ("位置", "where"),
    "verify.place": ("{source} 第{line}行", "{source}, line {line}"),
    "verify.place.cell": ("{source} 第{line}行，{label}", "{source}, line {line}: {label}"),
    "verify.place.none": ("{source}，{label}", "{source}: {label}"),
    "verify.more": ("……另有 {count} 个有据的数字未列出", "... {count} more numbers that are supported"),
}
"""Message key -> (Chinese, English)."""
