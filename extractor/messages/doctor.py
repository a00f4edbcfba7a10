"""What `gouji doctor` says: what was found, and behind the first semicolon what to do."""

DOCTOR: dict[str, tuple[str, str]] = {
    "doctor.well": ("一切正常。", "All is well."),
    "doctor.ill": ("有 {count} 个问题需要处理。", "problems to deal with: {count}"),
    "doctor.broken": (
        "检查时出错（{problem}）；请反馈此行信息及此前的操作",
        "could not be looked at ({problem}); report this line with what you did before",
    ),
    "doctor.error": ("{error}", "{error}"),
    "level.ok": ("正常", "ok"),
    "level.note": ("说明", "note"),
    "level.problem": ("问题", "problem"),
    # what is looked at
    "doctor.versions": ("版本", "versions"),
    "doctor.folders": ("数据文件夹", "data folders"),
    "doctor.forms": ("表式", "forms"),
    "doctor.encodings": ("字符编码", "encodings"),
    "doctor.store": ("{path}：{size}，版本 {version}", "{path}: {size}, version {version}"),
    "doctor.topic_store": ("库", "store"),
    "doctor.formats": ("文件格式", "file formats"),
    "doctor.readers": ("阅读器", "readers"),
    # versions
    "doctor.checkout": (
        "未安装，直接从源代码运行，无法核对依赖的版本；请运行 `pip install .`",
        "run from its source, not installed, so its packages cannot be checked; run `pip install .`",
    ),
    "doctor.python": (
        "{found}，低于要求的 {least}；请安装较新的 Python",
        "{found} is older than {least}; install a newer Python",
    ),
    "doctor.fts5": (
        "{version}，没有 FTS5 全文检索；请改用 python.org 的 Python 或系统自带的较新版本",
        "{version} without full-text search (FTS5); use the Python of python.org or a newer one of your system",
    ),
    "doctor.lacking": (
        '没有安装；请运行 `pip install -c constraints.txt "{name}>={least}"`',
        'is not installed; run `pip install -c constraints.txt "{name}>={least}"`',
    ),
    "doctor.outdated": (
        '{found} 低于要求的 {least}；请运行 `pip install -c constraints.txt "{name}>={least}"`',
        '{found} is older than {least}; run `pip install -c constraints.txt "{name}>={least}"`',
    ),
    # folders, forms
    "doctor.data": ("位置", "place"),
    "doctor.no_folder": ("{root} 里没有 {names}；请重新安装 gouji", "{root} lacks {names}; install gouji again"),
    "doctor.no_forms": ("一个也没有；请重新安装 gouji", "there are none; install gouji again"),
    "doctor.good_form": (
        "可用（{slots} 格，{rules} 条规则，{notes} 条说明）",
        "good to use ({slots} slots, {rules} rules, {notes} notes)",
    ),
    # encodings
    "doctor.locale": ("系统区域", "locale"),
    "doctor.filesystem": ("文件名", "file names"),
    "doctor.console": ("屏幕输出", "output"),
    "doctor.no_console": ("没有输出", "there is none"),
    "doctor.no_chinese": (
        "{encoding} 不能显示汉字；请设置环境变量 PYTHONUTF8=1，Windows 上还可先运行 `chcp 65001`",
        "{encoding} cannot write Chinese; set the variable PYTHONUTF8=1, on Windows `chcp 65001` may do as well",
    ),
    "doctor.no_chinese_paths": (
        "{encoding} 不能表示汉字文件名；请设置环境变量 PYTHONUTF8=1，或改用 UTF-8 的区域（如 LC_ALL=C.UTF-8）",
        "{encoding} has no Chinese file names; set the variable PYTHONUTF8=1 or a UTF-8 locale (LC_ALL=C.UTF-8)",
    ),
    # store
    "doctor.file": ("库文件", "file"),
    "doctor.whole": ("完整性", "integrity"),
    "doctor.content": ("内容", "content"),
    "doctor.runs": ("运行", "runs"),
    "doctor.writing": ("写入", "writing"),
    "doctor.room": ("磁盘余量", "free disk space"),
    "doctor.no_store": (
        "{path} 还不存在；`gouji run 报告…` 会建立它，已有的库用 --db 指定",
        "there is none at {path} yet; `gouji run REPORTS...` makes it, --db names another",
    ),
    "doctor.counts": (
        "文件 {documents}，报告 {records}（需人工复核 {people}），人工决定 {decisions}，清单 {roster} 行",
        "files {documents}, reports {records}, of which need a person {people}, decisions {decisions}, roster {roster}",
    ),
    "doctor.is_whole": ("文件完好，引用无缺", "the file is whole, every reference leads somewhere"),
    "doctor.faults": (
        "{path} 已损坏（{fault}）；请恢复备份，或用 --db 另指文件后重新读取",
        "{path} is damaged ({fault}); restore a copy of it, or name another file with --db and run again",
    ),
    "doctor.loose_rows": (
        "{path} 有 {count} 行引用落空；请恢复备份，或用 --db 另指文件后重新读取",
        "{path} has {count} rows that point at nothing; restore a copy, or name another file with --db and run again",
    ),
    "doctor.running": (
        "另一次运行正在写入 {path}；待其结束即可，其间可照常查看",
        "another run is writing to {path}; wait for its end, looking is possible all the while",
    ),
    "doctor.killed": (
        "有 {count} 次运行没有正常结束；已读的都在，请用同样的参数再运行一次",
        "runs that did not end: {count}; what they read is kept, run them again to read the rest",
    ),
    "doctor.not_writable": (
        "{path} 只能查看；要读入报告，请让文件及其文件夹可写，或用 --db 另指文件",
        "{path} can only be looked at; to read reports, make it and its folder writable or name another with --db",
    ),
    "doctor.unknown_room": ("无法得知", "cannot be told"),
    "doctor.no_room": (
        "只剩 {free}；请腾出空间，或用 --db 指到别的磁盘",
        "{free} is all there is; free some space, or name a file on another disk with --db",
    ),
    # formats
    "doctor.read": ("可读", "read"),
    "doctor.extra": (
        "未启用（{package}）；请运行 `pip install -c constraints.txt '.[{extra}]'`，离线安装包则以 EXTRAS={extra} 制作",
        "no {package}; `pip install -c constraints.txt '.[{extra}]'` brings it, or a bundle with EXTRAS={extra}",
    ),
    "doctor.convert": ("不能直接读；{how}", "not read as it is; {how}"),
    # readers
    "doctor.reader_layout": (
        "软件包 {package} 用了自带阅读器的名字，不会被使用；请让其作者改名",
        "package {package} uses the name of our own reader and is left aside; its author should choose another",
    ),
    # a model
    "doctor.model": ("模型", "model"),
    "doctor.model_none": ("未使用", "none"),
    "doctor.no_model": (
        "没有指定模型，也不需要；要检查端点，请加 --model 名称",
        "no model is named, and none is needed; to have an endpoint looked at name one with --model",
    ),
    "doctor.model_settings": ("设置", "settings"),
    "doctor.model_reachable": ("端点", "endpoint"),
    "doctor.model_model": ("模型", "model"),
    "doctor.model_schema": ("表式约束", "schema"),
    "doctor.model_trial": ("试答", "trial"),
    "doctor.model_price": ("价格", "price"),
}
