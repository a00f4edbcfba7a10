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
    "output.folder": ("{path} 是文件夹；请用 -o 指定文件", "{path} is a folder; name a file with -o"),
}
