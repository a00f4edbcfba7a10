"""The user's settings: from the environment and one file of their own, and one line where they are wrong."""

from decimal import Decimal
from pathlib import Path

import pytest

from extractor.errors import CallError
from extractor.model.endpoint import FREE, Price
from extractor.model.faults import refusal
from extractor.model.settings import DEFAULT_URL, load_settings, settings_path

FULL = """
model = "qwen-max"

[endpoints.hosted]
url = "https://models.example/v1/"
key = "HOSTED_KEY"
ca_file = "/etc/ssl/own.pem"
headers = { X-Team = "records", X-Token = "$TEAM_TOKEN" }
send = { reasoning_effort = "low" }
leave_out = ["temperature", "seed"]
strip = ["<think>", "</think>"]
max_tokens_name = "max_completion_tokens"
timeout_seconds = 30
concurrency = 8
requests_per_minute = 60

[endpoints.near]
url = "http://127.0.0.1:8000/v1"
key = ""
model = "small"
mode = "tools"

[prices."qwen-max"]
input = 2.4
output = 9.6
cached = 0.24
currency = "CNY"

[network]
allow = ["10.1.2.3"]
"""


def load(tmp_path, text, **environment):
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    return load_settings({"GOUJI_SETTINGS": str(path), **environment})


def test_a_profile_becomes_an_endpoint(tmp_path):
    settings = load(tmp_path, FULL, HOSTED_KEY="sk-1", TEAM_TOKEN="t-1")
    found = settings.endpoint("hosted")
    assert (found.url, found.model, found.key, found.key_name) == (
        "https://models.example/v1",
        "qwen-max",
        "sk-1",
        "HOSTED_KEY",
    )
    assert found.headers == {"X-Team": "records", "X-Token": "t-1"}
    assert (found.strip, found.leave_out) == ((("<think>", "</think>"),), {"temperature", "seed"})
    assert (found.max_tokens_name, found.timeout_seconds, found.concurrency) == ("max_completion_tokens", 30, 8)
    assert found.price("qwen-max") == Price(
        input=Decimal("2.4"), output=Decimal("9.6"), cached=Decimal("0.24"), currency="CNY"
    )
    assert (found.price("other"), settings.endpoint("near").price("small")) == (None, FREE)


def test_no_secret_is_in_what_is_printed_of_settings(tmp_path):
    settings = load(tmp_path, FULL, HOSTED_KEY="sk-1", TEAM_TOKEN="t-1")
    said = repr(settings) + repr(settings.endpoint("hosted")) + str(settings)
    assert "sk-1" not in said
    assert "t-1" not in said


MEANT = {
    "named": ({}, "near", "http://127.0.0.1:8000/v1"),
    "by the environment": ({"GOUJI_ENDPOINT": "near"}, "", "http://127.0.0.1:8000/v1"),
    "by its address": ({"OPENAI_BASE_URL": "http://localhost:11434/v1/"}, "", "http://localhost:11434/v1"),
    "the name before the address": (
        {"GOUJI_ENDPOINT": "near", "OPENAI_BASE_URL": "http://localhost:1/v1"},
        "",
        "http://127.0.0.1:8000/v1",
    ),
    "the caller's before all of them": (
        {"GOUJI_ENDPOINT": "hosted", "OPENAI_BASE_URL": "http://localhost:1/v1"},
        "near",
        "http://127.0.0.1:8000/v1",
    ),
}


@pytest.mark.parametrize(("environment", "name", "url"), MEANT.values(), ids=MEANT.keys())
def test_which_endpoint_is_meant(environment, name, url, tmp_path):
    assert load(tmp_path, FULL, **environment).endpoint(name).url == url


def test_of_several_profiles_none_is_taken_by_itself_and_no_other_endpoint_either(tmp_path):
    with pytest.raises(CallError, match=r"several endpoints \(hosted, near\): name one with --endpoint"):
        load(tmp_path, FULL, OPENAI_API_KEY="sk-1").endpoint()


def test_openai_itself_is_meant_where_the_file_has_no_profile(tmp_path):
    assert load(tmp_path, 'model = "m"\n').endpoint().url == DEFAULT_URL


def test_the_only_profile_is_meant_where_nothing_else_is_said(tmp_path):
    text = '[endpoints.mine]\nurl = "https://models.example/v1"\n'
    assert load(tmp_path, text).endpoint().name == "mine"


def test_the_file_may_say_which_endpoint_is_meant(tmp_path):
    settings = load(tmp_path, 'endpoint = "near"\n' + FULL)
    assert settings.endpoint().name == "near"
    aside = load(tmp_path, 'endpoint = "near"\n' + FULL, OPENAI_BASE_URL="http://localhost:1/v1")
    assert aside.endpoint().url == "http://localhost:1/v1"


def test_the_model_is_the_callers_then_the_profiles_then_the_environments(tmp_path):
    settings = load(tmp_path, FULL, GOUJI_MODEL="env", HOSTED_KEY="k", TEAM_TOKEN="t")
    models = [settings.endpoint("near", model="mine"), settings.endpoint("near"), settings.endpoint("hosted")]
    assert [each.model for each in models] == ["mine", "small", "env"]


def test_the_openai_key_goes_with_the_address_of_the_environment(tmp_path):
    found = load(tmp_path, "", OPENAI_API_KEY=" sk-2\n", OPENAI_BASE_URL="https://models.example/v1").endpoint()
    assert (found.key, found.key_name, found.needs_key) == ("sk-2", "OPENAI_API_KEY", True)


USUAL = {
    "OPENAI_API_KEY": "sk-2",
    "OPENAI_ORG_ID": "org-1",
    "OPENAI_PROJECT_ID": "proj-1",
    "OPENAI_CUSTOM_HEADERS": "X-Team: t:1\nno header\nX-Empty:\n",
}


def test_what_openai_reads_of_the_environment_goes_with_the_address_of_the_environment_alone(tmp_path):
    sent = {"OpenAI-Organization": "org-1", "OpenAI-Project": "proj-1", "X-Team": "t:1"}
    assert load(tmp_path, "", **USUAL).endpoint().headers == sent
    assert load(tmp_path, FULL, **USUAL, OPENAI_BASE_URL="http://localhost:1/v1").endpoint().headers == sent
    assert load(tmp_path, FULL, **USUAL).endpoint("near").headers == {}


@pytest.mark.parametrize(
    ("url", "key", "needs"),
    [
        ("https://a.example/v1", "K", True),
        ("https://a.example/v1", "", False),
        ("http://127.0.0.1:1/v1", "K", False),
        ("http://[::1]:1/v1", "K", False),
        ("http://localhost:1/v1", "K", False),
        ("http://127.0.0.1.evil.example/v1", "K", True),
    ],
)
def test_a_key_is_needed_but_on_this_machine_and_where_the_profile_says_none(url, key, needs, tmp_path):
    text = f'[endpoints.x]\nurl = "{url}"\nkey = "{key}"\n'
    assert load(tmp_path, text).endpoint("x").needs_key is needs


X = '[endpoints.x]\nurl = "http://a/v1"\n'
WRONG = {
    "no TOML": ("[prices.a/b]", "is no TOML at line 1", "第 1 行"),
    "ends too soon": ("\n\n[endpoints", "is no TOML at line 3", "第 3 行"),
    "unknown key": (
        X + "retries = 3",
        "endpoints.x.retries: there is no such key; it may be one of: ca_file, con",
        "没",
    ),
    "a slip": (X + "Timeout_second = 3", "did you mean timeout_seconds?", "是否应为 timeout_seconds"),
    "a slip in a table": (
        X + "header = {X-A = 'b'}",
        "endpoints.x.header: there is no such key; did you mean headers?",
        "h",
    ),
    "a slip at the top": ("modell = 'm'", "modell: there is no such key; did you mean model?", "是否应为 model"),
    "a slip in a price": (
        "[prices.m]\ninput = 1\noutputs = 1",
        "prices.m.outputs: there is no such key; did you mean output?",
        "应为",
    ),
    "no url": ("[endpoints.x]\n", "endpoints.x.url: is missing", "endpoints.x.url：缺少这一项"),
    "no scheme": ('[endpoints.x]\nurl = "a.example/v1"', "endpoints.x.url: write http://", "请写 http://"),
    "a password in it": (
        '[endpoints.x]\nurl = "http://u:hunter2@a/v1"',
        "a key goes into an environment var",
        "密钥放在",
    ),
    "a query in it": (
        '[endpoints.x]\nurl = "http://a/v1?key=hunter2"',
        "a key goes into an environment var",
        "密钥放在",
    ),
    "streams": (X + "send = {stream = true}", "stream cannot be sent", "stream 不能"),
    "a port that is none": ('[endpoints.x]\nurl = "http://a:b/v1"', "endpoints.x.url: the port is no number", "端口"),
    "a port too high": ('[endpoints.x]\nurl = "http://a:99999/v1"', "endpoints.x.url: the port is no number", "端口"),
    "a blank in it": ('[endpoints.x]\nurl = "http://a/ /v1"', "endpoints.x.url: write it without blanks", "空格"),
    "a bound in another's place": (X + 'max_tokens_name = "messages"', "messages means something else", "另有"),
    "leaves messages out": (X + 'leave_out = ["model"]', "model cannot be left out", "model 不能去掉"),
    "a bound that is none": (X + "send = {max_tokens = 0}", "endpoints.x.send: max_tokens must be a whole", "正整数"),
    "a bound in words": (X + 'send = {max_completion_tokens = "8k"}', "max_completion_tokens must be", "正整数"),
    "an unknown mode": (X + 'mode = "xml"', "endpoints.x.mode: must be one of json_schema, tools, prompt", "只能是"),
    "no time": (X + "timeout_seconds = 0", "endpoints.x.timeout_seconds: must be more than 0", "必须大于 0"),
    "a number in words": (X + 'timeout_seconds = "long"', "timeout_seconds: must be a number", "应为数"),
    "half a call": (X + "concurrency = 1.5", "concurrency: must be a whole number", "应为整数"),
    "too many calls": (X + "concurrency = 5000", "concurrency: must be at most 1024", "至多为 1024"),
    "a word for a list": (X + 'leave_out = "seed"', "endpoints.x.leave_out: must be a list", "应为列表"),
    "a number for text": ("model = 5", "model: must be text in quotation marks", "加引号"),
    "a word for a table": (X + 'headers = "X-A"', "endpoints.x.headers: must be a table", "键 = 值"),
    "a word for an endpoint": ('[endpoints]\nx = "http://a/v1"', "endpoints.x: must be a table", "键 = 值"),
    "a negative price": ("[prices.m]\ninput = -1\noutput = 1", "prices.m.input: must be at least 0", "至少为 0"),
    "a name with a dot": ("[prices.qwen2.5]\ninput = 1\noutput = 1", 'write [prices."qwen2.5"]', '[prices."qwen2.5"]'),
    "a name with dots": ("[prices.a-1.5.2]\ninput = 1\noutput = 1", 'write [prices."a-1.5.2"]', '[prices."a-1.5.2"]'),
    "an endpoint with a dot": ('[endpoints.a.b]\nurl = "http://a/v1"', 'write [endpoints."a.b"]', '[endpoints."a.b"]'),
    "in a name with a dot": ('[prices."q2.5"]\ninput = 1', 'prices."q2.5".output: is missing', "缺少"),
    "a currency sign": (
        '[prices.m]\ninput = 1\noutput = 1\ncurrency = "￥"',
        "prices.m.currency: must be three",
        "三个",
    ),
    "half a pair": (X + 'strip = ["<think>"]', "endpoints.x.strip.0.1: must be pairs of marks", "成对"),
    "an empty mark": (X + 'strip = ["", "x"]', "endpoints.x.strip.0.0: must not be empty", "不能是空的"),
}


@pytest.mark.parametrize(("text", "en", "zh"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_in_the_file_is_one_line_with_its_place_in_either_language(text, en, zh, tmp_path):
    with pytest.raises(CallError) as caught:
        load(tmp_path, text)
    for lang, said in (("en", en), ("zh", zh)):
        line = caught.value.text(lang)
        assert said in line
        assert str(tmp_path / "settings.toml") in line
        assert "\n" not in line
        assert "hunter2" not in line


PASTED = [
    "sk-hunter2",
    "sk_live_hunter2",
    "hf_hunter2AbCdEfGhIjKlMnOp",
    "3hunter2",
    "hunter2.x",
    "hunter2 ",
    "密hunter2",
]


@pytest.mark.parametrize("key", PASTED)
@pytest.mark.parametrize("where", ["key = '{}'", "headers = {{ X-Key = '${}' }}"], ids=["key", "header"])
def test_a_key_pasted_where_the_name_of_its_variable_belongs_is_not_repeated(where, key, tmp_path):
    with pytest.raises(CallError, match="must be the NAME of an environment variable, not the key itself") as caught:
        load(tmp_path, X + where.format(key)).endpoint("x")
    assert not any("hunter2" in caught.value.text(lang) for lang in ("en", "zh"))


@pytest.mark.parametrize("name", ["HOUSE_LLM_KEY", "_k", "my_second_house_key", "Key2", ""])
def test_the_name_of_a_variable_is_taken_for_one(name, tmp_path):
    assert load(tmp_path, X + f'key = "{name}"').endpoint("x").key_name == name


UNSET = {
    "no such endpoint": (FULL, "far", "it has: hosted, near"),
    "a header's variable is not set": (FULL, "hosted", "variable TEAM_TOKEN is not set"),
}


@pytest.mark.parametrize(("text", "name", "said"), UNSET.values(), ids=UNSET.keys())
def test_what_an_endpoint_lacks_is_one_line(text, name, said, tmp_path):
    with pytest.raises(CallError, match=said):
        load(tmp_path, text).endpoint(name)


def test_a_bad_address_in_the_environment_is_one_line_without_its_password(tmp_path):
    with pytest.raises(CallError) as caught:
        load(tmp_path, "", OPENAI_BASE_URL="https://me:hunter2@a.example/v1").endpoint()
    assert "a.example" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_named_file_must_be_there_and_the_usual_one_need_not(tmp_path):
    with pytest.raises(CallError, match="no settings file"):
        load_settings({"GOUJI_SETTINGS": str(tmp_path / "none.toml")})
    assert load_settings({"XDG_CONFIG_HOME": str(tmp_path)}).names == ()


def test_a_file_of_the_current_folder_is_never_read(tmp_path, monkeypatch):
    (tmp_path / "gouji").mkdir()
    for name in ("settings.toml", "gouji.toml", ".gouji.toml", "gouji/settings.toml"):
        (tmp_path / name).write_text('[endpoints.evil]\nurl = "https://evil.example/v1"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    for folder in ("", ".", "gouji/.."):
        assert settings_path({"XDG_CONFIG_HOME": folder}) == Path.home() / ".config" / "gouji" / "settings.toml"


@pytest.mark.parametrize(("value", "offline"), [("1", True), ("true", True), ("0", False), ("", False), ("no", False)])
def test_offline_may_be_said_in_the_environment(value, offline, tmp_path):
    assert load(tmp_path, "", GOUJI_OFFLINE=value).is_offline is offline


@pytest.mark.parametrize("key", ["sk-\u201chunter2\u201d", "sk-hunter2\nhunter2", "密钥hunter2"])
def test_a_key_that_no_header_can_carry_is_one_line_without_it(key, tmp_path):
    settings = load(tmp_path, "", OPENAI_API_KEY=key, OPENAI_BASE_URL="https://a.example/v1")
    with pytest.raises(CallError, match="value of OPENAI_API_KEY has characters") as caught:
        settings.endpoint()
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        pytest.param('url = "https://llm.example.org/v1"', "", id="a house of its own"),
        pytest.param('url = "https://api.openai.com/v1"', "OPENAI_API_KEY", id="OpenAI by name"),
        pytest.param('url = "https://llm.example.org/v1"\nkey = "OPENAI_API_KEY"', "OPENAI_API_KEY", id="said so"),
    ],
)
def test_openais_own_key_goes_to_a_profile_only_by_its_name(tmp_path, profile, name):
    path = tmp_path / "settings.toml"
    path.write_text(f"[endpoints.house]\n{profile}\n", "utf-8")
    environment = {"GOUJI_SETTINGS": str(path), "OPENAI_API_KEY": "sk-account"}
    endpoint = load_settings(environment).endpoint("house")
    assert (endpoint.key_name, endpoint.key) == (name, "sk-account" if name else "")


def test_what_may_be_cached_is_reserved_at_the_dearer_price():
    price = Price(input=Decimal(1), output=Decimal(1), cached=Decimal(3))
    assert price.most(tokens_in=1_000_000, tokens_out=0) == 3
    assert (
        Price(input=Decimal(1), output=Decimal(1), cached=Decimal("0.1")).most(tokens_in=1_000_000, tokens_out=0) == 1
    )


@pytest.mark.parametrize("status", [408, 504, 524])
def test_a_gateway_that_was_tired_of_waiting_may_have_cost(status):
    assert refusal(status, b"").may_have_cost
    assert not refusal(503, b"").may_have_cost
