"""The help texts of the command line: English, as the code has them, to Chinese."""

COMMON_HELP: dict[str, str] = {
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
    "Files, folders, patterns or zip archives.": "报告文件、文件夹、通配符或 zip 压缩包。",
    "The reader: layout, or one that an installed package brings.": "所用阅读器：layout，或已安装的包带来的阅读器。",
    "Your own list of the reports (CSV): path, agency, region, year...": (
        "您自己的报告清单（CSV）：文件、机关、地区、年度等。"
    ),
    "Stop at once where another run is writing to the store.": "若另一次运行正在写入库，立即停止而不等待。",
    "Read files anew that were read before.": "重新读取此前已读过的文件。",
    "List the reports in the store.": "列出库中的报告。",
    "Show what is missing, unlisted or twice there.": "列出缺少的、清单外的和重复的报告。",
    "Find words in the texts of the reports.": "在报告全文中查找词语。",
    "Take reports out of the store.": "从库中移出报告。",
    "Only agencies whose name holds this.": "只列名称含此字样的机关。",
    "Only reports for this year.": "只列此年度的报告。",
    "Only this region of your own list.": "只列清单中的此地区。",
    "clean, extraction_error, source_defect or both.": "结论：clean、extraction_error、source_defect 或 both。",
    "read, unrecognised or unreadable.": "结果：read、unrecognised 或 unreadable。",
    "Only reports that need a person.": "只列需人工复核的报告。",
    "The words to look for, as they stand.": "要找的词语，照原样写。",
    "A path, the start of an id, or an agency and a year.": "路径、编号开头，或“机关 年份”。",
    "The store, a SQLite file.": "库文件（SQLite）。",
    "A schema file to read by, besides those shipped.": "除自带表式外另用的表式文件。",
    "One slot, as table/row/column.": "某一单元格，写作 表/行/列。",
    "The format to write.": "导出格式。",
    "The file to write (default: standard output).": "写入的文件（默认为标准输出）。",
    "A schema file (YAML).": "表式文件（YAML）。",
    "The id of a form, or a schema file.": "表式编号，或表式文件。",
    # verify
    "Hold the numbers of any text against its sources.": "把任一文字中的数字与其来源核对。",
    "The text to look at: a file, or - for standard input.": "待核对的文字：文件，或 - 表示标准输入。",
    "What it is held against: a file, or a report in the store; may be repeated.": (
        "核对所依据的来源：文件或库中的报告，可多次给出。"
    ),
    "text, json or html.": "输出格式：text、json 或 html。",
    # export
    "Say what each slot is, and which compare between forms.": "列出各栏位的含义，以及哪些可跨表式比较。",
    "A schema file to describe too, besides those shipped.": "除自带表式外一并说明的表式文件。",
    "In the wide table, fill in readings that are not sure too.": "宽表中也填入不确定的读数。",
    # check --out
    "The least severity to show: error, doubt or hint.": "最低显示到哪一级：error 错误、doubt 疑点、hint 提示。",
    "Write a notice for each office and a worklist into this new folder.": (
        "在这个新文件夹中为每个机关写一份告知单，并写出内部核对清单。"
    ),
    "Whom a notice is for: agency (default), region or document.": (
        "告知单按什么分：agency 机关（默认）、region 地区、document 文件。"
    ),
    # corrections
    "Decide what is open, in a table to fill in.": "以表格逐项决定待定事项（更正、原件有误、不予追究）。",
    "Write what is to be decided as a table (CSV) to fill in.": "把待决定的事项写成表格（CSV），供填写。",
    "Take decisions in from a table that was filled in.": "导入填好的表格，记录其中的决定。",
    "List every decision, and whether it still counts.": "列出全部决定及其效力。",
    "Take decisions back; they stay in the history.": "撤销决定；历史中仍保留。",
    "Also what is decided already.": "连同已决定的事项。",
    "Also this slot, as table/row/column.": "连同此单元格，写作 表/行/列。",
    "The table, as a spreadsheet saved it (CSV).": "填好并保存的表格（CSV）。",
    "Who decides, where it is not said.": "决定人（表中未写明时用）。",
    "Say what would be stored, and store nothing.": "试运行：只说明会记录什么，不写入。",
    "Numbers of decisions, as listed.": "决定编号，见列表。",
    "The reason.": "理由。",
    # eval, label
    "A reader to measure; several are ranked. With a model: cascade or model.": (
        "要评测的阅读器；给出几个则排名。有模型时可用 cascade 或 model。"
    ),
    "A model that cascade or model ask; several are ranked.": "cascade 或 model 所问的模型；给出几个则排名。",
    "What a model is asked about (default: cells).": "问模型什么（默认 cells）：cells 单元格，findings 问题与措施。",
    "Ask everything K times, and say how far it agrees.": "全部提问 K 遍，并说明各遍是否一致。",
    "The most that a report may cost, in the price's currency.": "每份报告的费用上限，以价目表的货币计。",
    "Which endpoint of the settings.": "用设置文件中的哪个端点。",
    "The most that may be spent, in the price's currency.": "费用上限，以价目表的货币计。",
    "Connect to this machine and allowed hosts only.": "离线：只连接本机和许可的主机。",
    "Where replies of models are kept.": "模型的回答存放在哪个文件。",
    "Take all replies from the file, and fail where one is missing.": "回放：回答全部取自该文件，缺一条即失败。",
    "Measure how right a reader is, on reports with gold.": "用有金标的报告评测读取的准确度。",
    "Score a reader, or another system's answers, on reports with gold.": (
        "用有金标的报告，给阅读器或其他系统的预测评分。"
    ),
    "A folder of reports with gold (default: the shipped one).": "带金标的报告文件夹（默认用自带的数据集）。",
    "Only this split of the dataset.": "只用数据集的这一划分（dev 或 test）。",
    "Score another system's answers (JSON lines) instead of reading.": (
        "不读取，改为给其他系统的预测评分（每行一个 JSON 对象）。"
    ),
    "What the run is called in its report.": "本次评测在结果中的名称。",
    "Write what another system needs, without the gold, and stop.": "写出其他系统所需的材料（不含金标）后结束。",
    "Write report.html, report.json, slots.csv and timings.json here.": (
        "把 report.html、report.json、slots.csv 和 timings.json 写入此文件夹。"
    ),
    "Compare with an earlier report; 1 if worse.": "与此前的评测结果（基准）相比；有退步则退出码为 1。",
    "Make this run the baseline, on purpose.": "确认以本次结果为新的基准。",
    "The most that the slowest twentieth may take.": "最慢的二十分之一最多可用的秒数。",
    "How long the answers took: timings.json of their run.": "预测的用时：该次评测的 timings.json。",
    "Inject faults, and count which are found.": "注入错误，统计能查出哪些。",
    "How many faults of each class to inject (default: the baseline's number, or 300).": (
        "每类错误注入多少处（默认与基准相同，没有基准则为 300）。"
    ),
    "Score a reader on generated reports, whose truth is known.": "用自动生成、真值已知的报告给阅读器评分。",
    "How many reports to generate.": "生成多少份报告。",
    "The first seed: the same one gives the same reports.": "起始种子：种子相同，生成的报告也相同。",
    "Keep the reports as a dataset in this new folder.": "把生成的报告作为数据集存入这个新文件夹。",
    "Rank runs over the same reports, with paired intervals.": "给同一批报告上的多次评测排名，附配对区间。",
    "Folders or files that --out has written.": "由 --out 写出的文件夹或文件。",
    "Label reports, to measure readers by.": "为报告标注金标，供评测之用。",
    "Write a draft of a report's labels, for a person to check against the text.": (
        "写出一份报告的金标草稿，供人对照原文核对。"
    ),
    "A report.": "一份报告。",
    # doctor
    "Print the JSON Schema of a record.": "输出记录的 JSON Schema。",
    "Look whether all is here that Gouji needs, and whether the store is well.": "检查运行环境是否齐备、库是否完好。",
    # models
    "A model to look at, with its endpoint.": "要检查的模型及其端点。",
    "A model to ask about what is left open.": "就版面未能确定之处询问的模型。",
    "Ask a model about this only (default: both).": "只就此询问模型（默认两者都问）。",
    "The reader: layout; with a model cascade or model; or one that an installed package brings.": (
        "所用阅读器：layout；用模型时为 cascade 或 model；或已安装的包带来的阅读器。"
    ),
    "Say what a model would be asked and what it would cost, and stop.": "估算要问模型什么、花费多少，然后停止。",
    "Look at what a model is asked.": "查看向模型提出的问题。",
    "Show what a model would be asked about a report.": "显示就一份报告会向模型提出的问题。",
    "A file, or a report in the store.": "文件，或库中的报告。",
    "How a model reads: what is left open, or all.": "模型怎样读：只读未定之处，或全部。",
    "Show the shape of the answer (JSON Schema) as well.": "一并显示回答的格式（JSON Schema）。",
}
