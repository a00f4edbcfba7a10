"""What the exports say: headings of tables and books, and the codebook."""

EXPORTS: dict[str, tuple[str, str]] = {
    # calls that cannot be
    "export.no_file": (
        "{format} 不是文本，不能写到标准输出；请用 -o 指定文件",
        "{format} is no text for standard output; name a file with -o",
    ),
    "export.unsure": (
        "--unsure 只用于 --format wide；{format} 本就含有不确定的读数及其状态",
        "--unsure is for --format wide; {format} has readings that are not sure anyway, with their status",
    ),
    "export.changed": (
        "导出期间库有变动（{document}）；请重新导出",
        "the store changed while it was being written out ({document}); export again",
    ),
    "export.no_pyarrow": (
        '写 Parquet 需要 pyarrow：请运行 `pip install "gouji[parquet]"`，或改用 --format csv，内容相同',
        'Parquet needs pyarrow: run `pip install "gouji[parquet]"`, or use --format csv, which holds the same',
    ),
    # the codebook
    "codebook.written": ("已写出编码簿：{path}", "wrote the codebook to {path}"),
    "codebook.title": ("编码簿", "Codebook"),
    "codebook.of_slots": (
        "栏位写作 `表/行/列`；数值按原件照录，单位见“类别”一栏。",
        "A slot is written `table/row/column`; values are as printed, in the unit named under “kind”.",
    ),
    "codebook.of_missing": (
        "缺数、空白、斜线都不是零，导出时留空。",
        "What is missing, blank or a slash is not zero: it is left empty.",
    ),
    "codebook.of_wide": (
        "宽表只填确定的读数（已核实、有据、推定的零）；不确定的留空，列在 `unsure_slots` 中。",
        "The wide table has what is sure (verified, grounded, lost zeros); the rest is empty and listed in `unsure_slots`.",
    ),
    "codebook.of_comparing": (
        "“可比”指两版表式的数值可以直接比较；“慎用”的请先看理由。",
        "“Comparable” says whether values of the two forms can be set side by side; “with care”: read why first.",
    ),
    "codebook.of_labels": (
        "同一栏位各版印的文字不同时，以 `|` 分列。",
        "Where the forms print different words for a slot, both stand there with `|` between.",
    ),
    "codebook.slot": ("栏位", "slot"),
    "codebook.row": ("行", "row"),
    "codebook.column": ("列", "column"),
    "codebook.kind": ("类别", "kind"),
    "codebook.comparable": ("可比", "comparable"),
    "codebook.why": ("理由", "why"),
    "codebook.sums": ("等于", "sum of"),
    "comparable.yes": ("可比", "yes"),
    "comparable.with_care": ("慎用", "with care"),
    "comparable.no": ("不可比", "no"),
    "kind.count": ("件数", "count"),
    "kind.money": ("金额", "money"),
    "kind.signed": ("增减数", "signed count"),
    "kind.percentage": ("百分比", "percentage"),
    "kind.days": ("天数", "days"),
    "kind.text": ("文字", "text"),
    # where a result goes
    "output.folder": ("{path} 是文件夹；请用 -o 指定文件", "{path} is a folder; name a file with -o"),
}
