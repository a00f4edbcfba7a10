"""What is wrong with a file, a call, a schema file or a store: what was found, where, and what to do, in one line."""

_AS_DOCX = (
    "请另存为 .docx（用 Word、WPS，或 `soffice --headless --convert-to docx 文件`）",
    "save it as .docx (in Word, WPS, or `soffice --headless --convert-to docx FILE`)",
)

FAULTS: dict[str, tuple[str, str]] = {
    # a file whose bytes are no text; a record keeps the key, with the detail behind it
    "file.empty": ("空文件", "the file is empty"),
    "file.no_text": (
        "里面没有文字；如果是页面图片，请先做文字识别（OCR）",
        "there is no text in it; if it holds pictures of pages, run OCR first",
    ),
    "file.too_large": (
        "文件过大（{detail}）：请拆成一份报告一个文件",
        "too large: {detail} is the limit; split it into one file per report",
    ),
    "file.unpacks_too_large": (
        "解压后过大（{detail}）：请去掉图片后另存",
        "it would unpack to {detail}, the limit: save it without pictures",
    ),
    "file.binary": (
        "二进制文件，不是文字：请转成 .txt、.md、.html 或 .docx",
        "a binary file, not text: convert it to .txt, .md, .html or .docx",
    ),
    "file.no_encoding": (
        "字节不是 UTF-8、GB18030、UTF-16 或 Big5 的文字：如果确是文字，请另存为 UTF-8",
        "the bytes are not text in UTF-8, GB18030, UTF-16 or Big5: if it is text, save it as UTF-8",
    ),
    "file.broken_docx": (
        "不是完整的 .docx 文件（{detail}）：请重新取得原件，或在 Word 中另存为 .docx",
        "not a whole .docx file ({detail}): get the original again, or save it as .docx in Word",
    ),
    "file.docx_without_body": (
        ".docx 文件没有正文：请在 Word 中重新另存为 .docx",
        "a .docx file without a body: save it again as .docx in Word",
    ),
    "file.encrypted": (
        "加密文件：请去掉密码后另存为 .docx",
        "an encrypted file: take the password off and save it as .docx",
    ),
    "file.broken_html": (
        "HTML 无法解析（{detail}）：请用浏览器重新保存网页",
        "HTML that the parser gives up on ({detail}): save the page again from a browser",
    ),
    "file.pdf": (
        "PDF 文件：请转成带表格的 .docx 或 HTML，或转成文本后再读",
        "a PDF: convert it to .docx or HTML with its tables, or to text, and read that",
    ),
    "file.doc": (f"旧版 Word 文件：{_AS_DOCX[0]}", f"an old Word file: {_AS_DOCX[1]}"),
    "file.wps": (f"WPS 文件：{_AS_DOCX[0]}", f"a WPS file: {_AS_DOCX[1]}"),
    "file.rtf": (f"RTF 文件：{_AS_DOCX[0]}", f"an RTF file: {_AS_DOCX[1]}"),
    "file.odt": (f"OpenDocument 文件：{_AS_DOCX[0]}", f"an OpenDocument file: {_AS_DOCX[1]}"),
    "file.ofd": (
        "OFD 文件：请在 OFD 阅读器中导出文本或 .docx",
        "an OFD file: open it in an OFD reader and export text or .docx",
    ),
    "file.ole": (
        f"加密文档，或换了名字的旧版 Office 文件：请去掉密码，再{_AS_DOCX[0].removeprefix('请')}",
        f"an encrypted document or an old Office file under another name: take the password off and {_AS_DOCX[1]}",
    ),
    "file.xls": (
        "电子表格：请另存为 HTML（保留合并单元格）后再读",
        "a spreadsheet: save it as HTML, which keeps merged cells, and read that",
    ),
    "file.ppt": ("演示文稿：请把文字另存为 .txt 或 .docx", "a presentation: save its text as .txt or .docx"),
    "file.mht": ("网页归档：请把网页另存为 HTML", "a web archive: save the page as HTML"),
    "file.image": (
        "图片：请做文字识别（OCR），再读得到的文本、Markdown 或 HTML",
        "a picture: run OCR on it and read the text, Markdown or HTML that gives",
    ),
    "file.archive": (
        "压缩包：请解压后给出文件夹（.zip 可直接读）",
        "an archive: unpack it and pass the folder (.zip is read as it is)",
    ),
    "file.broken_archive": (
        "压缩包损坏（{detail}）：请重新取得，或解压后给出文件夹",
        "a broken archive ({detail}): get it again, or unpack it and pass the folder",
    ),
    "file.encrypted_archive": (
        "压缩包有密码：请解压后给出文件夹",
        "an archive with a password: unpack it and pass the folder",
    ),
    "file.nested_archive": ("压缩包中的压缩包：请先解压", "an archive inside an archive: unpack it first"),
    "file.database": ("数据库：请给出报告；库用 --db 指定", "a database: pass reports; a store is named with --db"),
    "file.other": (
        "不在可读之列的文件类型：请转成 .txt、.md、.html 或 .docx（{detail}）",
        "a type of file that is not read: convert it to .txt, .md, .html or .docx ({detail})",
    ),
    "file.vanished": ("文件已不存在", "the file is no longer there"),
    "file.forbidden": ("没有读取权限", "no permission to read it"),
    "file.irregular": ("不是普通文件", "not a regular file"),
    "file.failed": ("无法读取（{detail}）", "cannot be read ({detail})"),
    # a call
    "paths.missing": (
        "没有这样的文件、文件夹或匹配：{paths}；请检查路径后重试",
        "no such file, folder or match: {paths}; check the path and run again",
    ),
    "read.folder": (
        "{path} 是文件夹；请逐个读取其中的文件",
        "{path} is a folder; read the files in it one by one",
    ),
    "data.missing": (
        "缺少数据文件夹：找过 {shipped} 和 {checkout}；请重新安装 gouji",
        "the data folders are missing: looked in {shipped} and {checkout}; install gouji again",
    ),
    "cannot_read": ("无法读取 {path}：{reason}", "cannot read {path}: {reason}"),
    "folder.not_empty": (
        "文件夹 {path} 不是空的；请另给一个新文件夹，以免新旧混杂",
        "folder {path} is not empty; name a new one, so that nothing old stays among the new",
    ),
    "folder.is_none": ("{path} 不是文件夹；请另给一个名称", "{path} is not a folder; give another name"),
    "cannot_write": ("无法写入 {path}：{reason}", "cannot write {path}: {reason}"),
    # a table a person wrote
    "sheet.no_table": (
        "{name} 不是 CSV 表格：请在电子表格中另存为 CSV（UTF-8 或 GBK 均可）",
        "{name} is no CSV table: save it as CSV in the spreadsheet program (UTF-8 or GBK)",
    ),
    "sheet.between": ("、", ", "),
    "sheet.headings": (
        "{name}：第一行没有认得的列名；可用：{known}",
        "{name}: the first line has no heading we know; use {known}",
    ),
    "sheet.needed": (
        "{name} 不是要填的那张表：缺少列 {missing}；请用导出的表",
        "{name} is not the table asked for: it has no column {missing}; use the one that was exported",
    ),
    "sheet.quotes": (
        "{name} 第 {line} 行之前：引号不成对；请在 Excel 或 WPS 中打开并另存为 CSV",
        "{name} up to line {line}: the quotation marks do not match; open it in a spreadsheet and save it as CSV again",
    ),
    # why the system refused something
    "errno.ENOENT": ("没有这个文件或文件夹，请检查路径", "no such file or folder, check the path"),
    "errno.EACCES": ("没有权限", "no permission"),
    "errno.EPERM": ("没有权限", "no permission"),
    "errno.ENOSPC": ("磁盘已满，请腾出空间", "the disk is full, free some space"),
    "errno.EROFS": ("磁盘只读", "the disk is read-only"),
    "errno.EISDIR": ("这是文件夹，请写文件名", "it is a folder, name a file"),
    "errno.ENOTDIR": ("路径中有一段不是文件夹", "part of the path is no folder"),
    "errno.ENAMETOOLONG": ("文件名过长", "the name is too long"),
    # a schema file
    "schema.at": ("{path}：{fault}{more}", "{path}: {fault}{more}"),
    "schema.more": ("（另有 {count} 处）", " (and {count} more)"),
    "schema.unread": (
        "无法读取（{reason}）；请给出 YAML 表式文件",
        "cannot be read ({reason}); give a schema file in YAML",
    ),
    "schema.unknown": (
        "没有表式 `{id}`；请从 {known} 中选择，或给出文件",
        "there is no schema `{id}`; choose one of {known} or give a file",
    ),
    "schema.not_yaml": ("第 {line} 行：不是合格的 YAML（{problem}）", "line {line}: {problem}"),
    "schema.not_utf8": ("不是 UTF-8 的 YAML", "not YAML in UTF-8"),
    "schema.not_plain": (
        "表式由文字、数字、列表和映射组成（{problem}）",
        "a schema is plain text, numbers, lists and mappings ({problem})",
    ),
    "schema.file": ("整个文件", "the file"),
    "schema.no_key": ("没有这个键；见 docs/schema-guide.md", "there is no such key; see docs/schema-guide.md"),
    "schema.missing": ("缺少这一项", "is missing"),
    "schema.bad_value": ("写法不合（{problem}），现为 {found}{hint}", "{problem}, found {found}{hint}"),
    "schema.quote": ("；请加引号", "; put it in quotes"),
    "schema.mapping": ("一个映射", "a mapping"),
    "schema.list": ("一个列表", "a list"),
    "schema.nothing": ("空", "nothing"),
    "schema.misplaced": (
        "`{expr}`：`{word}` 不应在此；写作 `名 + 名 == 名`",
        "`{expr}`: `{word}` does not fit here; write `name + name == name`",
    ),
    "schema.one_sided": (
        "`{expr}`：应有两边，中间写 ==、>=、<= 之一",
        "`{expr}`: write two sides with one of ==, >=, <= between them",
    ),
    "schema.bad_word": (
        "`{expr}`：`{word}` 既不是编号，也不是 + - == >= <=",
        "`{expr}`: `{word}` is neither an id nor one of + - == >= <=",
    ),
    "schema.unusable": ("不是可用的表式文件：{fault}", "{fault}"),
    # a report to be made up
    "generator.only_open": (
        "表式 {schema} 没有列明各行的表，造不出报告；请给出至少有一张固定行表的表式",
        "schema {schema} has no table that lists its rows, so no report can be made up; give one that has",
    ),
    "generator.text": (
        "表式 {schema} 的列 {column} 是文字，造不出来；请去掉这一列，或把 kind 改为数字类型",
        "schema {schema}: column {column} holds words, which are not made up; leave it out or make it a kind of figure",
    ),
    "generator.field": (
        "表式 {schema}：拟的标题都不合字段 {field} 的 patterns；请加上一条较宽的",
        "schema {schema}: no title we can think of fits the patterns of field {field}; add a wider one",
    ),
    "generator.layout": (
        "表式 {schema} 的报告不能排成 {layout}；可用：{known}",
        "a report of schema {schema} cannot have the layout {layout}; use one of {known}",
    ),
    # a reader
    "reader.unknown": (
        "没有阅读器 {name}；可用：{known}",
        "there is no reader {name}; use {known}, or install the package that brings it",
    ),
    "reader.broken": (
        "软件包 {package} 的阅读器 {name}（{value}）无法载入：{problem}；请修复或卸载该软件包",
        "reader {name} ({value}) of package {package} does not load: {problem}; mend or uninstall the package",
    ),
    "reader.twice": (
        "多个软件包都提供名为 {name} 的阅读器：{packages}；请卸载其中多余的",
        "several packages bring a reader {name}: {packages}; uninstall all but one",
    ),
    # a store
    "store.SQLITE_NOTADB": (
        "库 {path} 不是数据库；请用 --db 另指文件",
        "store {path} is not a database; name another file with --db",
    ),
    "store.SQLITE_CORRUPT": (
        "库 {path} 已损坏；请恢复备份，或用 --db 另指文件后重新读取",
        "store {path} is damaged; restore a copy of it, or name another file with --db and run again",
    ),
    "store.SQLITE_BUSY": (
        "库 {path} 正由另一程序写入；请待其结束后重试",
        "store {path} is being written by another process; try again when that has ended",
    ),
    "store.SQLITE_LOCKED": (
        "库 {path} 正由另一程序写入；请待其结束后重试",
        "store {path} is being written by another process; try again when that has ended",
    ),
    "store.SQLITE_FULL": (
        "库 {path} 无法增大：磁盘已满；此前存入的内容完好，请腾出空间后重试",
        "store {path} cannot grow: the disk is full; what was stored before is safe, free some space and run again",
    ),
    "store.SQLITE_IOERR": (
        "库 {path} 所在磁盘读写出错；请腾出空间，或移到别的磁盘",
        "store {path} cannot be read or written by the disk it is on; free some space or move it to another disk",
    ),
    "store.SQLITE_READONLY": (
        "库 {path} 不可写；请让文件及其文件夹可写，或用 --db 另指文件",
        "store {path} cannot be written; make the file and its folder writable, or name another file with --db",
    ),
    "store.SQLITE_CANTOPEN": (
        "库 {path} 打不开；请确认其文件夹存在且可写，或用 --db 另指文件",
        "store {path} cannot be opened; see that its folder exists and is writable, or name another file with --db",
    ),
    "store.other": ("库 {path}：{problem}", "store {path}: {problem}"),
    "store.folder": ("库 {path} 是文件夹；请用 --db 指定文件", "store {path} is a folder; name a file with --db"),
    "store.missing": (
        "没有库 {path}：请先运行 `gouji run 报告… --db {path}`",
        "no store at {path}: run `gouji run REPORTS... --db {path}` first",
    ),
    "store.foreign": (
        "库 {path} 是别的程序的数据库；请用 --db 另指文件",
        "store {path} is the database of another program; name another file with --db",
    ),
    "store.newer": (
        "库 {path} 的版本是 {version}，本程序只认到 {known}；请安装较新的 gouji",
        "store {path} has version {version}, this gouji knows {known}; install a newer gouji",
    ),
    "store.older": (
        "库 {path} 由较旧的 gouji 建立；请运行 `gouji run 报告… --db {path}`",
        "store {path} was begun by an older gouji; run `gouji run REPORTS... --db {path}`",
    ),
    "store.trial": (
        "库 {path} 是试用版建立的，不能沿用；请用 --db 另指文件后重新读取",
        "store {path} was made by a trial build and cannot be used; name another file with --db and run again",
    ),
    "store.running": (
        "另一次运行正在写入库 {path}；请待其结束后重试",
        "another run is writing to store {path}; try again when it has ended",
    ),
    "store.no_form": (
        "库 {path}：记录所用表式 {schema} 未随记录给出；请一并给出",
        "store {path}: the form {schema} of a record was not given with it; pass its schema too",
    ),
    "decision.missing": ("没有第 {number} 号有效决定", "there is no decision number {number} in force"),
    "roster.alias": (
        "{name}：别名“{alias}”同时属于 {agencies}，不予采用；请删去一处",
        "{name}: the alias `{alias}` is given to {agencies}, and taken for neither; leave it with one",
    ),
    "roster.year": (
        "{name} 第 {line} 行：年度“{found}”不是四位数字",
        "{name} line {line}: the year `{found}` is not four digits",
    ),
    "store.no_document": ("库 {path} 中没有文档 {id}", "store {path} holds no document {id}"),
}
