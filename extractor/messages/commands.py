"""What the commands say while they work and when they are done."""

COMMANDS: dict[str, tuple[str, str]] = {
    # run
    "run.reading": ("读取", "reading"),
    "run.documents": ("共 {count} 份报告", "reports: {count}"),
    "run.none": ("没有找到可读的文件。", "No file to read was found."),
    "run.outcomes": ("结果", "outcome"),
    "run.forms": ("表式", "form"),
    "run.verdicts": ("结论", "verdict"),
    "run.people": ("需人工复核：{count}", "a person is needed for {count}"),
    "run.failed_files": ("未能读取的文件：{count}", "files that could not be read: {count}"),
    "run.stored": ("已存入 {db}", "stored in {db}"),
    "run.next": ("下一步：{command}", "next: {command}"),
    "run.interrupted": ("已中断；读完的 {count} 个文件已保存。", "Interrupted; files read and kept: {count}."),
    "run.identical": ("与 {name} 内容完全相同", "the same bytes as {name}"),
    "run.not_recognised": ("未识别为任何已知表式", "not recognised as any known form"),
    "run.rules_fail": ("{count} 项勾稽关系不成立", "rules that fail: {count}"),
    "run.cells_unsure": ("{count} 格不确定", "cells not sure: {count}"),
    # finding a document
    "doc.missing": (
        "库 {db} 中没有 {doc}；用 `gouji export --db {db}` 可列出全部",
        "store {db} holds no {doc}; `gouji export --db {db}` lists what it holds",
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
    # doors
    "internal": (
        "内部错误：{error}；设置 GOUJI_DEBUG=1 可查看详情",
        "internal error: {error}; set GOUJI_DEBUG=1 to see where",
    ),
}
