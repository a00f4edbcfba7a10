"""What is wrong with a model, its endpoint, the settings or the archive of replies: found what, where, what to do."""

MODEL: dict[str, tuple[str, str]] = {
    # settings
    "model.no_settings": (
        "没有设置文件 {path}（GOUJI_SETTINGS）；请检查路径",
        "no settings file {path} (GOUJI_SETTINGS); check the path",
    ),
    "model.settings_unreadable": (
        "设置文件 {path} 读不了：{problem}",
        "the settings file {path} cannot be read: {problem}",
    ),
    "model.settings_no_toml": (
        "设置文件 {path} 第 {line} 行不合 TOML 的写法；文字要加引号，名称里有 . / : 也要加引号，每项只写一次",
        (
            "the settings file {path} is no TOML at line {line}: text needs quotation marks, "
            "so do names with . / : in them, and nothing may be written twice"
        ),
    ),
    "model.settings": (
        "设置文件 {path}，{where}：{problem}",
        "settings file {path}, {where}: {problem}",
    ),
    "model.bad_url": (
        "OPENAI_BASE_URL 的地址 {url} 不能用：{problem}",
        "the address {url} in OPENAI_BASE_URL cannot be used: {problem}",
    ),
    "model.no_endpoint": (
        "{path} 中没有名为 {name} 的端点（有：{known}）；请改名，或写上 [endpoints.{name}]",
        "{path} has no endpoint {name} (it has: {known}); name one of them or write [endpoints.{name}]",
    ),
    "model.which_endpoint": (
        "{path} 中有多个端点（{names}）；请用 --endpoint 指明一个",
        "the settings have several endpoints ({names}): name one with --endpoint, or as `endpoint` in {path}",
    ),
    "model.no_variable": (
        "环境变量 {variable} 没有设置，{path} 的 {where} 要用它",
        "the environment variable {variable} is not set, which {where} of {path} needs",
    ),
    "model.unsendable": (
        "{where} 的值含有请求头不能带的字符（中文、全角引号、换行）；请重新设置，不带多余的字符",
        "the value of {where} has characters that no header can carry (quotation marks, a line break); set it anew",
    ),
    "model.no_bound": (
        "端点 {url} 的 leave_out 去掉了 {name}，回答没有上限，无法守住预算；请去掉这一项，或不设预算",
        "leave_out takes {name} away for {url}: an answer may then be of any length, and no budget can be kept",
    ),
    "model.bad_ca_file": (
        "证书文件 {path} 不能用：{problem}；请检查 ca_file",
        "the certificate file {path} cannot be used: {problem}; check ca_file",
    ),
    "model.bad_proxy": (
        "环境变量（HTTP_PROXY、HTTPS_PROXY、ALL_PROXY）中的代理不能用：{problem}；请改正或取消",
        "the proxy in the environment (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) cannot be used: {problem}; mend or unset it",
    ),
    # before anything is read
    "model.none": (
        "没有指定模型（端点 {url}）；请用 --model 或环境变量 GOUJI_MODEL 指定",
        "no model is named for {url}; name one with --model or the environment variable GOUJI_MODEL",
    ),
    "model.no_price": (
        (
            '{path} 中没有 {model} 的价格，无法守住预算；请写上：[prices."{model}"] input = 每百万输入词元的价钱, '
            'output = 每百万输出词元的价钱, currency = "CNY"'
        ),
        (
            "{path} has no price of {model}, so no budget can be kept; write the lines "
            '[prices."{model}"], input = PER MILLION TOKENS IN, output = PER MILLION TOKENS OUT, currency = "USD"'
        ),
    ),
    "model.offline": (
        '离线时不连接 {url}；如是内部服务器，请在 {path} 的 [network] 下写 allow = ["{host}"]',
        'offline, {url} is not connected to; for your own server write allow = ["{host}"] under [network] in {path}',
    ),
    "model.no_key": (
        "{url} 需要密钥：请设环境变量 {variable}；用别的服务器请设 OPENAI_BASE_URL，或在 {path} 中写上端点",
        (
            "{url} needs a key: set the environment variable {variable}; for another server set OPENAI_BASE_URL, "
            "or write a profile of it in {path}"
        ),
    ),
    "model.no_key_of": (
        '{url} 需要密钥，而端点 {name} 的密钥所在的环境变量 {variable} 没有设置；不要密钥则在 {path} 中写 key = ""',
        (
            "{url} needs a key, and the environment variable {variable}, named as key of endpoint {name}, is not set; "
            'where none is needed write key = "" in {path}'
        ),
    ),
    "model.wrong_key": (
        "{url} 不接受环境变量 {variable} 里的密钥（{problem}）；请检查密钥",
        "{url} does not take the key in the environment variable {variable} ({problem}); check the key",
    ),
    "model.key_needed": (
        "{url} 需要密钥（{problem}）；请设置环境变量，并在端点设置中以 key 指明",
        "{url} asks for a key ({problem}); put it into an environment variable and name that as key in the profile",
    ),
    "model.key_unset": (
        "{url} 需要密钥（{problem}），而环境变量 {variable} 没有设置；请设置",
        "{url} asks for a key ({problem}), and the environment variable {variable} is not set; set it",
    ),
    "model.key_unset_of": (
        "{url} 需要密钥（{problem}），而端点 {name} 的密钥所在的环境变量 {variable} 没有设置；请设置",
        (
            "{url} asks for a key ({problem}), and the environment variable {variable}, named as key of endpoint "
            "{name}, is not set; set it"
        ),
    ),
    "model.no_model": (
        "{url} 没有模型 {model}；共有 {count} 个：{known}",
        "{url} has no model {model}; it has {count} in all: {known}",
    ),
    "model.no_model_near": (
        "{url} 没有模型 {model}；相近的有：{near}；共有 {count} 个：{known}",
        "{url} has no model {model}; similar: {near}; it has {count} in all: {known}",
    ),
    "model.no_such_model": (
        "{url} 没有模型 {model}（{problem}）；请检查名称",
        "{url} has no model {model} ({problem}); check the name",
    ),
    "model.not_found": (
        "{url} 没有模型 {model}，或地址不对（{problem}）；请检查名称，以及地址是否以 /v1 结尾",
        (
            "{url} has no model {model}, or is not the right address ({problem}); check the name, "
            "and whether the address should end in /v1"
        ),
    ),
    "model.unreachable": (
        "{url} 连接不上（{problem}）；请检查地址、网络和服务器",
        "{url} cannot be reached ({problem}); check the address, the network and the server",
    ),
    "model.certificate": (
        "{url} 的证书不受信任（{problem}）；请在端点设置中以 ca_file 指明证书文件",
        "the certificate of {url} is not trusted ({problem}); name the authority's file as ca_file in the profile",
    ),
    "model.redirect": (
        "{url} 要转到别处（{problem}），不予跟随；请写最终的地址",
        "{url} sends elsewhere ({problem}) and is not followed; write the address it leads to",
    ),
    "model.slow": (
        "{url} 没有及时回答（{problem}）；请稍后再试",
        "{url} does not answer in time ({problem}); try again later",
    ),
    "model.no_answer": (
        "{url} 在 {seconds} 秒内没有回答；请稍后再试，或检查服务器",
        "{url} does not answer within {seconds} seconds; try again later, or look after the server",
    ),
    "model.no_quota": (
        "{url} 的账户没有余额（{problem}）",
        "the account at {url} is empty ({problem}); top it up",
    ),
    "model.server_error": (
        "{url} 出错（{problem}）；请稍后再试",
        "{url} reports an error of its own ({problem}); try again later",
    ),
    "model.no_api": (
        "{url} 不是 OpenAI 兼容的接口（回答：{problem}）；请检查地址是否以 /v1 结尾",
        "{url} does not speak the OpenAI protocol (it says: {problem}); check whether the address should end in /v1",
    ),
    "model.rejected": (
        "{url} 不接受请求（{problem}）；不认的参数可在端点设置中以 leave_out 去掉",
        "{url} rejects the request ({problem}); a parameter it does not take can be named under leave_out",
    ),
    # what `gouji doctor` finds of an endpoint
    "look.reachable": ("{url} 可以连接", "{url} can be reached"),
    "look.model": ("模型 {model} 可用", "the model {model} is there"),
    "look.schema": ("回答受表式约束（{mode}）", "answers are held to their schema ({mode})"),
    "look.prompt": (
        "既不接受 json_schema，也不接受 tools，只能在提示中写明表式；不合的回答会被剔除",
        "it takes neither json_schema nor tools, so the schema goes into the prompt; answers that break it are refused",
    ),
    "look.no_schema": (
        '接受 {mode}，却不受其约束（{problem}）；可在端点设置中写 mode = "tools" 或 "prompt" 试试',
        'it takes {mode} and does not keep to it ({problem}); try mode = "tools" or "prompt" in its profile',
    ),
    "look.trial": ("试答正确", "a trial question was answered rightly"),
    "look.wrong_trial": (
        "试答为 {told}，应为 {expected}；请考虑换用更强的模型",
        "a trial question was answered {told} instead of {expected}; consider a stronger model",
    ),
    "look.no_trial": ("试问没有答案（{problem}）", "a trial question got no answer ({problem}); look into the reason"),
    "look.truncated": (
        "试问的答案在 {most} 词元处截断；会思考的模型要留余地：在端点设置中写 send = {{ {name} = 8000 }}，或关掉思考",
        (
            "a trial answer was cut off at {most} tokens; a model that thinks needs more room: write "
            "send = {{ {name} = 8000 }} in its profile, or turn its thinking off"
        ),
    ),
    "look.price": (
        "每百万词元：输入 {input}，输出 {output}（{currency}）",
        "per million tokens: {input} in, {output} out ({currency})",
    ),
    "look.free": ("本机，不计费", "on this machine, free"),
    "look.no_price": (
        '没有 {model} 的价格；要计算费用，请在 {path} 中写 [prices."{model}"]',
        'no price of {model}; to have costs counted write [prices."{model}"] in {path}',
    ),
    # a replay
    "replay.empty": (
        "录制中没有任何回答可用于 {document} 的 {part}；请先不带回放运行一次",
        "the recording has no reply for {document}, {part}, nor any other; run once without replaying it",
    ),
    "replay.miss": (
        "录制中没有 {document} 的 {part} 这一问；最近的一条在 {where} 处不同：录的是“{before}”，现在是“{after}”",
        (
            "the recording lacks what is asked of {document}, {part}; the nearest differs at {where}: "
            "recorded `{before}`, now `{after}`"
        ),
    ),
    # the archive
    "archive.SQLITE_NOTADB": (
        "回答存档 {path} 不是数据库；请另指文件",
        "the archive of replies {path} is not a database; name another file",
    ),
    "archive.SQLITE_CORRUPT": (
        "回答存档 {path} 已损坏；请恢复备份，或另指文件",
        "the archive of replies {path} is damaged; restore a copy of it, or name another file",
    ),
    "archive.SQLITE_BUSY": (
        "回答存档 {path} 正由另一程序写入；请待其结束后重试",
        "the archive of replies {path} is being written by another process; try again when that has ended",
    ),
    "archive.SQLITE_FULL": (
        "回答存档 {path} 无法增大：磁盘已满；已有的回答完好，请腾出空间后再次运行",
        (
            "the archive of replies {path} cannot grow: the disk is full; the replies in it are safe, "
            "free some space and run again"
        ),
    ),
    "archive.SQLITE_IOERR": (
        "回答存档 {path} 所在磁盘读写出错；请腾出空间，或移到别的磁盘",
        "the archive of replies {path} cannot be read or written by its disk; free some space or move it",
    ),
    "archive.SQLITE_READONLY": (
        "回答存档 {path} 不可写；请让文件及其文件夹可写，或另指文件",
        "the archive of replies {path} cannot be written; make it and its folder writable, or name another file",
    ),
    "archive.SQLITE_CANTOPEN": (
        "回答存档 {path} 打不开；请确认其文件夹存在且可写",
        "the archive of replies {path} cannot be opened; see that its folder exists and is writable",
    ),
    "archive.other": ("回答存档 {path}：{problem}", "the archive of replies {path}: {problem}"),
    "archive.folder": (
        "回答存档 {path} 是文件夹；请指定文件",
        "the archive of replies {path} is a folder; name a file",
    ),
    "archive.missing": (
        "没有回答存档 {path}，无从回放；请检查路径",
        "there is no archive of replies at {path} to replay; check the path",
    ),
    "archive.foreign": (
        "{path} 是别的程序的数据库，不是回答存档；请另指文件",
        "{path} is the database of another program, not an archive of replies; name another file",
    ),
    "archive.version": (
        "回答存档 {path} 的版本是 {version}，本程序只认 {known}；请另指文件，或换用相应的 gouji",
        "the archive of replies {path} has version {version}, this gouji knows {known}; name another file",
    ),
    # what was asked, and what it cost
    "model.budget": (
        "预算 {text} 不是金额；请写一个数，例如 5.00",
        "the budget {text} is no amount of money; write a number such as 5.00",
    ),
    "model.idle": (
        "没有指定模型，{options} 不起作用；请加上 --model",
        "no model is asked, so {options} would do nothing; name one with --model",
    ),
    "model.unused": (
        "阅读器 {reader} 不问模型，{options} 不起作用；请去掉，或改用 --reader cascade",
        "the reader {reader} asks no model, so {options} would do nothing; leave it out, or take --reader cascade",
    ),
    "model.bad_name": (
        "模型名称 {model} 里有不能用的字符",
        "the name {model} of a model has characters that no model has",
    ),
    "estimate.alone": (
        "--estimate 什么也不发送，{options} 不起作用；请去掉",
        "--estimate sends nothing, so {options} would do nothing; leave it out",
    ),
    "spent.calls": (
        "模型 {model}（{place}）：提问 {calls} 次，沿用以前的回答 {hits} 次",
        "model {model} at {place}: questions sent {calls}, answered from before {hits}",
    ),
    "spent.nothing": ("模型 {model}：没有什么要问的", "model {model}: there was nothing to ask"),
    "spent.tokens": ("词元：输入 {tokens_in}，输出 {tokens_out}", "tokens: {tokens_in} in, {tokens_out} out"),
    "spent.cost": ("花费：{cost}", "cost: {cost}"),
    "spent.unsure": (
        "另有 {count} 次没等到回答的提问，端点可能计费，至多 {cost}",
        "calls cut short, which the endpoint may charge or not: {count}, at most {cost} more",
    ),
    "spent.unknown": ("价格未知", "unknown (no price)"),
    "spent.free": ("不计费", "nothing"),
    "spent.failed": ("没有得到回答：{failures}", "no answer: {failures}"),
    "spent.again": ("没有问成的，再次运行会重新提问", "what was not reached is asked when it is run again"),
    "spent.over_budget": (
        "预算 {budget} 余下的不够再问一次（按最贵的情形），其余报告只按版面读出；再次运行会接着提问，另有同样的预算",
        (
            "what is left of the budget ({budget}) does not cover the dearest outcome of another question; the rest "
            "was read by layout alone; run again to go on where it stopped, with as much again"
        ),
    ),
    "spent.final": (
        "已答而不可用的不会自动重问；请加 --again，或换用其他模型",
        "what was answered and cannot be used is not asked again by itself: --again, or another model",
    ),
    "estimate.title": ("{model}（{url}）：估算，尚未发送任何内容", "{model} at {url}: an estimate, nothing was sent"),
    "estimate.reports": (
        "待读文件 {files}，其中要问模型的 {sent}，提问 {requests} 次",
        "files to read: {files}; to be asked about: {sent}; questions: {requests}",
    ),
    "estimate.tokens_in": ("输入词元：约 {likely}，至多 {most}", "tokens in: about {likely}, at most {most}"),
    "estimate.tokens_out": ("输出词元：约 {likely}，至多 {most}", "tokens out: about {likely}, at most {most}"),
    "estimate.cost": (
        "费用：约 {likely}，至多 {most}（每问都要再问一次时）",
        "cost: about {likely}, at most {most} (if every question has to be asked again)",
    ),
    "estimate.free": ("费用：不计费（本机）", "cost: nothing, it is on this machine"),
    "estimate.nothing": (
        "{files} 个新文件，没有什么要问模型的",
        "new files: {files}; there is nothing to ask a model",
    ),
    "estimate.no_price": (
        '费用：未知；请在 {path} 中写 [prices."{model}"]',
        'cost: not known; write [prices."{model}"] in {path}',
    ),
    "estimate.note": ("词元按每问一次计", "tokens are of every question asked once"),
    "prompt.title": (
        "第 {number} 问（共 {count}）：{prompt}，{part}；{size} 字节，回答至多 {most} 词元",
        "question {number} of {count}: {prompt}, {part}; {size} bytes, an answer of at most {most} tokens",
    ),
    "prompt.nothing": ("没有什么要问模型的。", "There is nothing to ask a model."),
    "prompt.no_file": (
        "{doc} 不是文件，库 {db} 中也没有这份报告；请给出一个报告文件",
        "{doc} is no file, nor a report in the store {db}; name the file of a report",
    ),
    "prompt.gone": (
        "{doc} 的原文件已不在（{path}）；请直接给出文件",
        "the file of {doc} is no longer there ({path}); name a file",
    ),
    # why a question has no answer
    "failure.truncated": ("回答被截断", "cut off"),
    "failure.refused": ("模型拒答", "refused"),
    "failure.filtered": ("被过滤", "filtered"),
    "failure.empty": ("空回答", "empty"),
    "failure.malformed": ("格式不合", "not of the shape asked for"),
    "failure.not_a_reply": ("不是接口的回答", "no reply of the protocol"),
    "failure.rejected": ("请求不被接受", "rejected"),
    "failure.too_long": ("超出模型的长度", "too long for the model"),
    "failure.unauthorised": ("密钥无效", "key not taken"),
    "failure.no_quota": ("账户没有余额", "account empty"),
    "failure.rate_limited": ("超出速率限制", "rate limited"),
    "failure.server_error": ("服务器出错", "server error"),
    "failure.unreachable": ("连接不上", "not reachable"),
    "failure.timed_out": ("超时", "timed out"),
    "failure.over_budget": ("超出预算", "over budget"),
    "failure.not_asked": ("没有提问", "not asked"),
}
