"""What is wrong in the user's file of settings, put behind the place where it stands."""

SETTINGS: dict[str, tuple[str, str]] = {
    "settings.no_key": ("没有这个键；可写的有：{known}", "there is no such key; it may be one of: {known}"),
    "settings.near_key": ("没有这个键；是否应为 {near}", "there is no such key; did you mean {near}?"),
    "settings.missing": ("缺少这一项", "is missing"),
    "settings.quote": (
        '名称里有点号，要加引号：写成 [{table}."{name}"]',
        'a name with a dot in it needs quotation marks: write [{table}."{name}"]',
    ),
    "settings.number": ("应为数，不加引号", "must be a number, without quotation marks"),
    "settings.whole": ("应为整数", "must be a whole number"),
    "settings.text": ("应为文字，加引号", 'must be text in quotation marks, "..."'),
    "settings.some_text": ("不能是空的", "must not be empty"),
    "settings.list": ('应为列表，如 ["temperature", "seed"]', 'must be a list such as ["temperature", "seed"]'),
    "settings.table": ("应为一组 键 = 值", "must be a table of keys with values"),
    "settings.above": ("必须大于 {bound}", "must be more than {bound}"),
    "settings.least": ("至少为 {bound}", "must be at least {bound}"),
    "settings.most": ("至多为 {bound}", "must be at most {bound}"),
    "settings.one_of": ("只能是其中之一：{known}", "must be one of {known}"),
    "settings.currency": ('应为三个大写字母，如 "CNY"', 'must be three capital letters such as "CNY"'),
    "settings.pairs": (
        '应为成对的标记，如 [["<think>", "</think>"]]',
        'must be pairs of marks such as [["<think>", "</think>"]]',
    ),
    "settings.other": ("写法不合（{problem}）", "cannot be used ({problem})"),
    "settings.no_url": (
        "请写 http://... 或 https://...，并写明主机",
        "write http://... or https://... with a host",
    ),
    "settings.no_port": ("端口应为 65535 以内的数", "the port is no number up to 65535"),
    "settings.blanks": ("地址里不要有空格和控制字符", "write it without blanks and control characters"),
    "settings.means_else": ("{name} 另有用处", "{name} means something else"),
    "settings.more_than_url": (
        "地址里不要写用户名、密码、? 和 #；密钥放在环境变量里",
        "write it without user, password, ? and #; a key goes into an environment variable",
    ),
    "settings.key_itself": (
        "要写的是环境变量的名称，不是密钥本身",
        "must be the NAME of an environment variable, not the key itself",
    ),
    "settings.ours": ("{names} 不能由端点设置发送", "{names} cannot be sent by a profile"),
    "settings.needed": ("{names} 不能去掉", "{names} cannot be left out"),
    "settings.bound": (
        "{name} 应为正整数",
        "{name} must be a whole number of tokens, 1 or more",
    ),
}
