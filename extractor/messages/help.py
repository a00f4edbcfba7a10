"""The help texts of the command line: English, as the code has them, to Chinese."""

HELP: dict[str, str] = {
    "Read messy reports into checked cells, each with its place in the source.": (
        "把杂乱的报告读成核对过的单元格，每个数字都能指回原文。"
    ),
    "Read reports into the store.": "读取报告并存入库中。",
    "Show a report's tables, or where one figure stands.": "显示一份报告的各表，或某个数字在原文中的位置。",
    "Show what does not add up, and whose mistake it is.": "列出勾稽不平之处，并判断是原件之误还是读取之误。",
    "Write records for other programs.": "导出记录，供其他程序使用。",
    "Look at the forms that reports are read by.": "查看或检查读取所用的表式。",
    "Check a schema file for mistakes.": "检查一个表式文件。",
    "List the forms that come with the program.": "列出自带的表式。",
    "Show a form: its tables, rows, columns and rules.": "显示一个表式：表、行、列与规则。",
    "Language of messages (default: by locale).": "提示语言（默认随系统区域设置）。",
    "Print the version and stop.": "显示版本号后退出。",
    "Files or folders with reports.": "报告文件或文件夹。",
    "A path, the start of an id, or an agency and a year.": "路径、编号开头，或“机关 年份”。",
    "The store, a SQLite file.": "库文件（SQLite）。",
    "A schema file to read by, besides those shipped.": "除自带表式外另用的表式文件。",
    "One slot, as table/row/column.": "某一单元格，写作 表/行/列。",
    "The format to write.": "导出格式。",
    "The file to write (default: standard output).": "写入的文件（默认为标准输出）。",
    "A schema file (YAML).": "表式文件（YAML）。",
    "The id of a form, or a schema file.": "表式编号，或表式文件。",
    # export
    "Say what each slot is, and which compare between forms.": "列出各栏位的含义，以及哪些可跨表式比较。",
    "A schema file to describe too, besides those shipped.": "除自带表式外一并说明的表式文件。",
    "In the wide table, fill in readings that are not sure too.": "宽表中也填入不确定的读数。",
    # check --out
    # corrections
    # doctor
}
