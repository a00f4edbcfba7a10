"""What the commands say while they work and when they are done."""

COMMANDS: dict[str, tuple[str, str]] = {
    # run
    "run.reading": ("读取", "reading"),
    "run.same_files": ("内容与其他文件相同的文件：{count}", "files with the same bytes as another: {count}"),
    "run.rate": ("个/秒", "a second"),
    "run.documents": ("共 {count} 份报告", "reports: {count}"),
    "run.none": ("没有找到可读的文件。", "No file to read was found."),
    "run.outcomes": ("结果", "outcome"),
    "run.forms": ("表式", "form"),
    "run.files": (
        "新读取 {read} 个文件，{unchanged} 个未变动、未重读",
        "files read now: {read}; unchanged since they were read: {unchanged}",
    ),
    "run.reasons": ("需复核原因", "reasons"),
    "run.more_lines": (
        "……其余报告不再逐一列出，见 `gouji list --needs-person`",
        "... further reports are not listed here, see `gouji list --needs-person`",
    ),
    "run.gone": (
        "库中有 {count} 份文件已不在原处（{names}）；仍会列出和写入告知单，不需要的请用 gouji forget 移出",
        (
            "documents in the store that are no longer on the disk: {count} ({names}); they are still listed and told "
            "of, take out with gouji forget those you do not want"
        ),
    ),
    "run.waiting": (
        "另一次运行正在写入库 {db}；等它结束后继续（Ctrl-C 可停止等待）",
        "another run is writing to store {db}; waiting for its end (Ctrl-C stops waiting)",
    ),
    "run.noticed": ("清单与重复", "list and duplicates"),
    "noticed.roster_gaps": ("清单中缺报告 {count}", "missing reports {count}"),
    "noticed.unmatched_reports": ("不在清单中的报告 {count}", "reports not on the list {count}"),
    "noticed.roster_conflicts": ("与清单不一致 {count}", "at odds with the list {count}"),
    "noticed.duplicate_reports": ("同一机关同一年度重复 {count}", "same agency and year {count}"),
    "noticed.identical_documents": ("内容完全相同的文件 {count}", "files with the same bytes {count}"),
    "run.verdicts": ("结论", "verdict"),
    "run.people": ("需人工复核：{count}", "a person is needed for {count}"),
    "run.unasked": ("只缺模型回答的：{count}", "nothing but a model's answer is missing for {count}"),
    "run.failed_files": ("打不开、未入库的文件：{count}", "files that could not be opened and are not stored: {count}"),
    "run.stored": ("已存入 {db}", "stored in {db}"),
    "run.next": ("下一步：{command}", "next: {command}"),
    "run.kept": (
        "{count} 份报告没有问成模型，保留以前有模型参与的读数；再次运行会接着提问",
        "reports that the model was not reached about: {count}; the earlier readings with a model stay; run again",
    ),
    "run.interrupted": (
        "已中断；读完的 {count} 个文件已保存，再次运行同一命令即可接着读。",
        "Interrupted; files read and kept: {count}. The same command goes on from there.",
    ),
    "run.identical": ("与 {name} 内容完全相同", "the same bytes as {name}"),
    "run.not_recognised": ("未识别为任何已知表式", "not recognised as any known form"),
    "run.rules_fail": ("{count} 项勾稽关系不成立", "rules that fail: {count}"),
    "run.cells_unsure": ("{count} 格不确定", "cells not sure: {count}"),
    # lists
    "list.agency": ("机关", "agency"),
    "list.year": ("年度", "year"),
    "list.verdict": ("结论", "verdict"),
    "list.failed": ("不平", "failed sums"),
    "list.reasons": ("需复核原因", "a person is needed for"),
    "list.file": ("文件", "file"),
    "list.count": ("共 {count} 份报告", "reports: {count}"),
    "column.agency": ("机关", "agency"),
    "column.year": ("年度", "year"),
    "column.document": ("文件", "file"),
    "column.path": ("路径", "path"),
    "column.line": ("清单行号", "line of the list"),
    "column.region": ("地区", "region"),
    "column.level": ("层级", "level"),
    "column.url": ("网址", "URL"),
    "column.verdict": ("结论", "verdict"),
    "column.agency_in_text": ("文中机关", "agency in the text"),
    "column.year_in_text": ("文中年度", "year in the text"),
    "column.year_in_list": ("清单年度", "year in the list"),
    "roster.none": (
        "库中没有清单；用 `gouji run … --meta 清单.csv` 给出",
        "The store holds no list of yours; give one with `gouji run ... --meta LIST.csv`",
    ),
    "roster.complete": ("没有缺漏、重复或不一致。", "Nothing is missing, twice there or at odds."),
    "search.empty": ("没有可找的词语；请写出要找的字词", "there is nothing to look for; write the words"),
    "search.none": ("没有报告含有“{words}”", "no report holds `{words}`"),
    "search.more": ("……另有 {count} 处", "... and {count} more places"),
    "forget.done": ("已从 {db} 移出 {count} 个文件", "files taken out of {db}: {count}"),
    "option.value": (
        "{option} 不能是 {value}；可用：{known}",
        "{option} cannot be {value}; use one of {known}",
    ),
    # finding a document
    "doc.missing": (
        "库 {db} 中没有 {doc}；用 `gouji list --db {db}` 可列出全部",
        "store {db} holds no {doc}; `gouji list --db {db}` lists what it holds",
    ),
    "doc.ambiguous": (
        "{doc} 对应多份报告，请写明编号：{candidates}",
        "{doc} may be several reports, name one by its id: {candidates}",
    ),
    "slot.missing": (
        "{document} 没有单元格 {slot}；写作 表/行/列，如 {example}",
        "{document} has no slot {slot}; write table/row/column, such as {example}",
    ),
    # export and schemas
    "export.written": ("已写出 {count} 条记录：{path}", "wrote {count} records to {path}"),
    "export.format": (
        "不支持的格式 {format}；可用：{known}",
        "format {format} is not known; use {known}",
    ),
    "schema.good": ("{id}：可用", "{id}: good to use"),
    "schema.error": ("错误", "error"),
    "schema.note": ("说明", "note"),
    "schema.summary": (
        "{tables} 张表，{slots} 格，{rules} 条规则（展开为 {instances} 条）",
        "{tables} tables, {slots} slots, {rules} rules ({instances} when written out)",
    ),
    "schema.rules": ("规则", "rules"),
    # a wrong call, in Chinese; typer says it in English itself
    "usage.NoSuchOption": ("没有选项 {option}；用 --help 查看可用选项", "no such option: {option}"),
    "usage.MissingParameter": ("缺少参数 {name}；用 --help 查看用法", "missing {name}"),
    "usage.BadParameter": ("{name} 的值不合要求：{problem}", "{name}: {problem}"),
    "usage.command": ("没有命令 {name}；用 gouji --help 查看全部命令", "no such command: {name}"),
    "usage.no_value": ("选项 {option} 后面缺少值", "{option} needs a value"),
    "usage.too_much": ("选项 {option} 不带值", "{option} takes no value"),
    "usage.whole_number": ("应为整数", "a whole number"),
    "usage.one_of": ("可用：{known}", "one of {known}"),
    "usage.other": ("调用有误：{problem}", "{problem}"),
    # doors
    "internal": (
        "内部错误：{error}；设置 GOUJI_DEBUG=1 可查看详情",
        "internal error: {error}; set GOUJI_DEBUG=1 to see where",
    ),
}
