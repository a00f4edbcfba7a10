"""Evaluation with models: what is asked, what it costs, what is missing, how far repeats agree, and replays of it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from copy import deepcopy
from decimal import Decimal
from functools import cache, partial
from io import StringIO
from itertools import combinations
from pathlib import Path

import pytest
from lxml import html
from rich.cells import cell_len
from rich.console import Console

from extractor.cli import main
from extractor.cli.asking import Interviews
from extractor.cli.measured import Asked
from extractor.cli.model import ModelOptions
from extractor.cli.systems import System, folders_of, systems_of
from extractor.evaluation.asking import AskedRun, Bill, _noted, _Notes
from extractor.evaluation.compare import difference, is_incomplete, ranked
from extractor.evaluation.dataset import open_dataset
from extractor.evaluation.gate import regressions
from extractor.evaluation.page import index_page, report_page
from extractor.evaluation.repeats import pass_share
from extractor.evaluation.spending import model_part
from extractor.evaluation.standing import standings
from extractor.model import fulfilled
from extractor.model.archive import Source
from extractor.model.shapes import Mode, Shapes
from extractor.model.tally import Spent
from extractor.model.told import amount_text
from extractor.pipeline import ModelPass
from extractor.readers.asking import Way
from extractor.render import ranking, run_report
from extractor.resources import data_root
from extractor.schema import shipped_schemas
from tests.endpoint import Hang, Reply, answer, error, refusal, serve
from tests.endpoint.asking import at, request
from tests.spoken import TRIAL, Spoken

SCHEMAS = shipped_schemas()
EVAL = Path(str(data_root() / "eval"))
NAMES = ("glued-city-2023.txt", "ocr-statistics-2019.txt", "zeros-archives-2020.txt")
KEY, TEAM = "sk-not-to-be-seen", "team-not-to-be-seen"
PRICE = {"input": Decimal(2), "output": Decimal(8)}
SETTINGS = """
[endpoints.here]
url = "{url}"
key = "OPENAI_API_KEY"
headers = {{ "X-Team" = "$TEAM" }}
[prices."steady"]
input = 2
output = 8
currency = "CNY"
[prices."twin"]
input = 2
output = 8
currency = "CNY"
[prices."wobbly"]
input = 1
output = 1
currency = "CNY"
[prices."foreign"]
input = 1
output = 1
"""
RUNS = ("layout", "model-steady", "model-wobbly")
FILES = ("report.html", "report.json", "slots.csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a dataset of three of the shipped reports; the cascade asks about two of them."""
    return dataset_of(NAMES, tmp_path_factory.mktemp("data") / "three")


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    """Return a dataset of one of them: enough where every cell is asked for."""
    return dataset_of(NAMES[:1], tmp_path_factory.mktemp("data") / "one")


def dataset_of(names, made):
    (made / "gold").mkdir(parents=True)
    for entry in json.loads((EVAL / "manifest.json").read_bytes())["documents"]:
        if Path(entry["report"]).name in names:
            shutil.copy(EVAL / entry["report"], made)
            shutil.copy(EVAL / entry["gold"], made / "gold")
    return made


@cache
def spoken(folder, way, rate, seeds):
    asked = ModelPass(model="m", way=Way(way), findings=False)
    return Spoken(open_dataset(folder).cases, SCHEMAS, asked, rate=rate, seeds=seeds)


@pytest.fixture
def said(folder):
    """Return a function that gives what a faithful model says of the three."""
    return lambda way="cascade": spoken(folder, way, 0.0, (0,)).afresh()


@pytest.fixture
def wavers(single):
    """Give a model that is asked about every cell and is wrong about three in ten, each time about others."""
    return spoken(single, "model", 0.3, (1, 2, 3)).afresh()


@pytest.fixture
def here(in_english, tmp_path, monkeypatch):
    """Serve scripts by the name of the model, asking for a key; gives a function that returns the server."""
    with serving(tmp_path, monkeypatch) as start:
        yield start


@pytest.fixture
def steady(here, said):
    """Serve the faithful model."""
    return here(steady=said())


@contextmanager
def serving(tmp_path, monkeypatch):
    open_servers = []

    def start(**scripts):
        def script(asked):
            if (name := asked.body["model"]) not in scripts:
                return error(404, f"The model {name} does not exist")
            return answer("Yes.") if asked.user == TRIAL else scripts[name](asked)

        server = serve(script, models=[*scripts], key=KEY)
        open_servers.append(server)
        served = server.__enter__()
        (tmp_path / "settings.toml").write_text(SETTINGS.format(url=served.url), "utf-8")
        return served

    monkeypatch.setenv("GOUJI_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("TEAM", TEAM)
    for name in ("OPENAI_BASE_URL", "GOUJI_MODEL", "GOUJI_ENDPOINT", "GOUJI_OFFLINE", "GOUJI_REPLIES"):
        monkeypatch.delenv(name, raising=False)
    try:
        yield start
    finally:
        for server in open_servers:
            server.__exit__(None, None, None)


@pytest.fixture
def measured(gouji, folder):
    """Evaluate the three; gives the exit code, what was printed, and the report."""
    return partial(evaluated, gouji, folder)


@pytest.fixture
def measured_alone(gouji, single):
    """Evaluate the one in the same way."""
    return partial(evaluated, gouji, single)


def evaluated(gouji, dataset, *more, out="run"):
    shutil.rmtree(out, ignore_errors=True)
    code, printed, complained = gouji("eval", dataset, "--out", out, *more)
    made = Path(out) / "report.json"
    return code, printed + complained, json.loads(made.read_bytes()) if made.exists() else None


def asked_of(served):
    return [asked for asked in served.completions if asked.user != TRIAL]


def used(script, asked):
    """Return what a script says that its answers to some questions took."""
    usages = [json.loads(script(each).body)["usage"] for each in asked]
    return {name: sum(usage[f"{name}_tokens"] for usage in usages) for name in ("prompt", "completion")}


# One run with a model


def test_a_run_says_what_was_asked_and_what_it_cost(here, said, measured):
    served = here(steady=said())
    code, printed, report = measured("--model", "steady")
    model, took = report["model"], used(said(), asked_of(served))
    assert (code, report["run"]["name"], model["way"], model["mode"]) == (0, "cascade steady", "cascade", "json_schema")
    assert (model["requests"], model["calls"], model["hits"]) == (len(asked_of(served)), len(asked_of(served)), 0)
    assert (model["tokens"]["in"], model["tokens"]["out"]) == (took["prompt"], took["completion"])
    cost = (took["prompt"] * PRICE["input"] + took["completion"] * PRICE["output"]) / 1_000_000
    assert (Decimal(model["cost"]), model["currency"], model["paid"]) == (cost, "CNY", model["cost"])
    assert Decimal(model["cost_per_correct_slot"]) == Decimal(f"{cost / report['slots']['salient']['correct']:.6g}")
    assert f"{len(asked_of(served))} questions about 2 of 3 reports" in printed


def test_reports_that_needed_no_call_are_told_apart(here, said, measured):
    here(steady=said())
    model = measured("--model", "steady")[2]["model"]
    assert (model["reports_without_call"]["part"], model["reports_without_call"]["whole"]) == (1, 3)
    assert sorted(model["by_report"]) == ["glued-city-2023.txt", "ocr-statistics-2019.txt"]
    assert sum(each["tokens"]["in"] for each in model["by_report"].values()) == model["tokens"]["in"]
    assert sum(Decimal(each["cost"]) for each in model["by_report"].values()) == Decimal(model["cost"])
    assert model["reasked"] < model["requests"] == sum(each["requests"] for each in model["by_report"].values())


def test_what_made_a_run_is_in_its_versions(here, said, measured):
    here(steady=said())
    report = measured("--model", "steady", "--name", "ours")[2]
    versions = report["run"]["versions"]
    assert (report["run"]["name"], versions["model"], versions["reader"][:8]) == ("ours", "steady", "cascade-")
    assert versions["prompt"] == report["model"]["prompts"][0]


def test_a_second_run_pays_nothing_and_costs_the_same(here, said, measured):
    served = here(steady=said())
    first = measured("--model", "steady")[2]["model"]
    before = len(asked_of(served))
    second = measured("--model", "steady")[2]["model"]
    assert len(asked_of(served)) == before
    assert (second["calls"], second["hits"], second["paid"]) == (0, first["calls"], "0")
    assert (second["cost"], second["tokens"]) == (first["cost"], first["tokens"])


def test_a_model_on_this_machine_costs_nothing(here, said, measured, tmp_path):
    here(steady=said())
    settings = tmp_path / "settings.toml"
    loopback = settings.read_text("utf-8").partition("[prices")[0]
    settings.write_text(loopback, "utf-8")
    free = measured("--model", "steady")[2]["model"]
    assert (free["cost"], free["currency"], free["cost_per_correct_slot"]) == ("0", None, "0")


def test_a_cost_that_nobody_knows_is_null_and_said_to_be_unknown():
    bill = Bill(requests=1, used=Spent(calls=1, tokens_in=5, cost=None), paid=Spent(calls=1, tokens_in=5, cost=None))
    run = AskedRun(
        asked=ModelPass(model="m"),
        predictions={},
        seconds={},
        took=0.0,
        bills={"a.txt": bill, "b.txt": Bill(used=Spent(), paid=Spent())},
        place="model.example",
        mode="json_schema",
        currency=None,
        is_replay=False,
        is_over_budget=False,
    )
    model = model_part(run, 7, told=None)
    assert [model[name] for name in ("cost", "paid", "cost_per_correct_slot")] == [None, None, None]
    assert [amount_text(model["cost"], None, lang) for lang in ("en", "zh")] == ["unknown (no price)", "价格未知"]


@pytest.mark.parametrize(("ask", "prompts"), [((), ["cells"]), (("--ask", "findings"), ["findings"])], ids=str)
def test_tables_alone_are_asked_for_unless_more_is_said(here, said, measured, ask, prompts):
    faithful = said()
    here(steady=lambda asked: faithful(asked) if not ask else answer({"findings": []}))
    code, _, report = measured("--model", "steady", *ask)
    assert (code, [name.partition("-")[0] for name in report["model"]["prompts"]]) == (0, prompts)
    said_of = report["findings"]["predicted"]  # without a model's word they are read from the text
    assert (said_of > 0) == (not ask)


def test_the_environment_does_not_choose_what_is_measured(here, said, measured, monkeypatch):
    served = here(steady=said())
    for name, value in (("GOUJI_MODEL", "steady"), ("GOUJI_ENDPOINT", "here"), ("GOUJI_OFFLINE", "1")):
        monkeypatch.setenv(name, value)
    code, _, report = measured()
    assert (code, report["run"]["name"], "model" in report, served.log) == (0, "layout", False, [])


# Several runs


def test_several_runs_are_one_table_the_best_first(here, said, wavers, measured_alone):
    here(steady=said("model"), wobbly=wavers)
    models = ("--model", "wobbly", "--model", "steady")
    code, printed, _ = measured_alone("--reader", "layout", "--reader", "model", *models)
    index = json.loads(Path("run/index.json").read_bytes())
    scores = [run["salient_f1"]["value"] for run in index["runs"]]
    assert (code, scores) == (0, sorted(scores, reverse=True))
    assert index["runs"][-1]["name"] == "model wobbly"
    assert [run["price"] is None for run in index["runs"]].count(True) == 1
    lines = [line for line in printed.splitlines() if line.startswith(("layout ", "model "))]
    assert [line.split("  ")[0] for line in lines] == [run["name"] for run in index["runs"]]


def test_each_of_several_runs_has_its_folder_and_compares_as_listed(here, said, measured, gouji):
    here(steady=said())
    measured("--reader", "layout", "--reader", "cascade", "--model", "steady")
    folders = [f"run/{run['folder']}" for run in json.loads(Path("run/index.json").read_bytes())["runs"]]
    assert sorted(folders) == ["run/cascade-steady", "run/layout"]
    assert all(Path(folder, name).is_file() for folder in folders for name in (*FILES, "timings.json"))
    code, printed, _ = gouji("eval", "compare", *folders)
    assert (code, "cost/report" in printed, "CNY" in printed) == (0, True, True)


@pytest.mark.parametrize(("lang", "words"), [("en", "reports with no call"), ("zh", "无需提问的报告")])
def test_the_index_of_several_runs_is_a_page(here, said, measured, lang, words):
    here(steady=said())
    _, printed, _ = measured("--reader", "layout", "--reader", "cascade", "--model", "steady", "--lang", lang)
    page = html.fromstring(Path("run/index.html").read_text("utf-8"))
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    assert [row.split("/")[0] for row in rows] == ["cascade steady cascade-steady", "layout layout"]
    assert words in page.text_content()
    assert words in printed


@pytest.mark.parametrize(
    ("readers", "models", "expected"),
    [
        ((), (), ["layout"]),
        ((), ("a", "b", "a"), ["cascade a", "cascade b"]),
        (("model", "layout"), ("a",), ["model a", "layout"]),
        (("cascade", "model"), ("a", "b"), ["cascade a", "cascade b", "model a", "model b"]),
    ],
    ids=str,
)
def test_readers_that_ask_are_run_with_every_model_and_others_once(readers, models, expected):
    assert [system.name for system in systems_of(readers, models)] == expected


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        (("org/big:7b",), ["cascade-org-big-7b"]),
        (("a/b", "a:b", "A b"), ["cascade-a-b", "cascade-a-b-2", "cascade-A-b-3"]),
        (("../../x",), ["cascade-..-..-x"]),
        (("x" * 300,), [f"cascade-{'x' * 72}"]),
    ],
    ids=str,
)
def test_the_folder_of_a_run_is_a_name_that_any_system_takes(models, expected):
    systems = [System(reader="cascade", model=model) for model in models]
    assert list(folders_of(systems).values()) == expected


# Wrong calls


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "call",
    [
        (("--reader", "cascade"), "--reader cascade asks a model", "--reader cascade 要问模型"),
        (("--reader", "layout", "--model", "steady"), "nobody would ask --model steady", "没有阅读器会去问"),
        (("--repeat", "2", "--replay"), "so --replay, --repeat would do nothing", "--replay, --repeat 不起作用"),
        (("--model", "steady", "--model", "wobbly", "--name", "x"), "--name goes with one run", "--name 只用于一次"),
        (("--model", "steady", "--model", "nobody"), "has no model nobody", "没有模型 nobody"),
        (("--model", "steady", "--max-cost", "1"), "--max-cost needs --against", "--max-cost 要与 --against"),
        (("--model", "steady", "--reader", "cascade", "--reader", "x"), "x", "x"),
        (("--model", "steady", "--predictions", "x"), "not both", "只能用其一"),
        (("--model", "steady", "--model", "foreign", "--budget", "1"), "CNY, USD", "CNY, USD"),
        (("--model", "steady", "--inputs", "new"), "leave out --model", "请去掉 --model"),
        (("--model", "steady", "--endpoint", "there"), "has no endpoint there", "没有名为 there 的端点"),
    ],
    ids=lambda call: " ".join(call[0]),
)
def test_a_wrong_call_is_one_line_before_anything_is_asked(here, said, measured, call, lang):
    served = here(steady=said(), wobbly=said(), foreign=said())
    options, *words = call
    code, told, _ = measured(*options, "--lang", lang)
    assert (code, len(told.splitlines()), asked_of(served)) == (2, 1, [])
    assert words[lang == "zh"] in told


def test_a_key_that_is_missing_is_told_before_anything_is_read(here, said, gouji, folder, monkeypatch):
    served = here(steady=said())
    monkeypatch.delenv("OPENAI_API_KEY")
    code, out, told = gouji("eval", folder, "--reader", "layout", "--reader", "cascade", "--model", "steady")
    assert (code, out, len(told.splitlines()), served.completions[1:]) == (2, "", 1, [])


# Repeats


def test_repeats_are_askings_and_not_one_reply_read_again(here, said, measured_alone):
    served = here(steady=said("model"))
    one = measured_alone("--model", "steady", "--reader", "model")[2]["model"]["requests"]
    report = measured_alone("--model", "steady", "--reader", "model", "--repeat", "3")[2]
    assert len(asked_of(served)) == 3 * one  # the first of the three is the one that was recorded before
    measured_alone("--model", "steady", "--reader", "model", "--repeat", "3")
    assert len(asked_of(served)) == 3 * one
    assert [each["failures"] for each in report["model"]["repeats"]["replicas"]] == [{}, {}, {}]


def test_the_replica_is_part_of_the_name_of_what_was_asked():
    body = Shapes(at("http://127.0.0.1:1/v1"), "m").body(request(), Mode.SCHEMA)
    assert len({Source(url="http://127.0.0.1:1/v1", model="m", replica=replica).key(body) for replica in range(3)}) == 3


def test_a_model_that_wavers_is_caught_and_its_flaky_cells_listed(here, wavers, measured_alone):
    here(wobbly=wavers)
    _, printed, report = measured_alone("--model", "wobbly", "--reader", "model", "--repeat", "3")
    repeats = report["model"]["repeats"]
    assert (repeats["count"], [one["k"] for one in repeats["pass"]]) == (3, [1, 2, 3])
    assert 0 < repeats["agreement"]["salient"]["value"] < 1
    passes = [one["slots"] for one in repeats["pass"]]
    assert passes == sorted(passes, reverse=True)
    assert passes[0] > passes[-1]
    alike = [max(map(slot["said"].count, slot["said"])) for slot in repeats["flaky"]["slots"]]
    assert alike == sorted(alike)
    assert 1 <= alike[0] <= alike[-1] < 3
    assert f"cells that repeats differ on: {repeats['flaky']['count']}" in printed


def test_a_steady_model_agrees_with_itself_and_nothing_is_flaky(here, said, measured_alone):
    here(steady=said("model"))
    repeats = measured_alone("--model", "steady", "--reader", "model", "--repeat", "3")[2]["model"]["repeats"]
    assert [repeats["agreement"][kind]["value"] for kind in ("all", "salient")] == [1, 1]
    assert repeats["flaky"] == {"count": 0, "slots": []}
    assert len({json.dumps(replica) for replica in repeats["replicas"]}) == 1
    assert {one["slots"] for one in repeats["pass"]} == {repeats["pass"][0]["slots"]}


def test_the_first_replica_is_the_run_that_is_scored(here, wavers, measured_alone):
    here(wobbly=wavers)
    repeated = measured_alone("--model", "wobbly", "--reader", "model", "--repeat", "2")[2]
    alone = measured_alone("--model", "wobbly", "--reader", "model", "--replay")[2]
    assert repeated["headline"] == alone["headline"]
    assert repeated["model"]["repeats"]["replicas"][0]["salient_f1"] == alone["headline"]["salient_f1"]["value"]
    assert repeated["model"]["cost"] == alone["model"]["cost"]
    assert Decimal(repeated["model"]["paid"]) > Decimal(repeated["model"]["cost"])


def test_how_far_repeats_agree_stands_beside_each_of_several_runs(here, said, wavers, measured_alone, gouji):
    here(steady=said("model"), wobbly=wavers)
    asking = ("--reader", "layout", "--reader", "model", "--model", "steady", "--model", "wobbly", "--repeat", "2")
    printed = measured_alone(*asking)[1]
    runs = {run["name"]: run for run in json.loads(Path("run/index.json").read_bytes())["runs"]}
    report = json.loads(Path("run/model-wobbly/report.json").read_bytes())["model"]["repeats"]
    wavering = runs["model wobbly"]["repeats"]
    assert (wavering["pass"], wavering["agreement"]) == (report["pass"][-1], report["agreement"])
    assert (wavering["pass"]["k"], wavering["agreement"]["salient"]["value"] < 1) == (2, True)
    assert (runs["model steady"]["repeats"]["agreement"]["salient"]["value"], runs["layout"]["repeats"]) == (1, None)
    page, compared = (
        Path("run/index.html").read_text("utf-8"),
        gouji("eval", "compare", *map("run/{}".format, RUNS)),
    )
    assert all("repeats agree" in told for told in (printed, compared[1]))
    assert f"{wavering['pass']['slots']:.4f} (k=2)" in printed
    assert f"{100 * wavering['agreement']['salient']['value']:.2f} %" in printed
    assert f"{wavering['pass']['slots']:.3f}" in html.fromstring(page).xpath("//tbody")[0].text_content()


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_pass_k_is_the_share_of_drawn_askings_that_are_all_right(k):
    right = [4, 3, 1, 0, 2]
    drawn = [all(at < count for at in draw) for count in right for draw in combinations(range(4), k)]
    assert pass_share(right, 4, k) == pytest.approx(sum(drawn) / len(drawn))
    assert pass_share([], 4, k) is None


# Replay


def test_a_replay_is_byte_identical_and_asks_nobody(here, wavers, measured_alone, monkeypatch):
    served = here(wobbly=wavers)
    asking = ("--model", "wobbly", "--reader", "model", "--repeat", "2")
    live = measured_alone(*asking, out="live")[2]
    archive, before = Path("gouji.replies.db").read_bytes(), len(served.log)
    monkeypatch.delenv("OPENAI_API_KEY")
    first, second = (measured_alone(*asking, "--replay", out=out)[2] for out in ("one", "two"))
    assert [Path("one", name).read_bytes() for name in FILES] == [Path("two", name).read_bytes() for name in FILES]
    assert Path("one/slots.csv").read_bytes() == Path("live/slots.csv").read_bytes()
    assert (len(served.log), Path("gouji.replies.db").read_bytes() == archive) == (before, True)
    assert first["model"]["repeats"] == second["model"]["repeats"] == live["model"]["repeats"]


def test_under_replay_tokens_and_cost_are_those_recorded_and_say_so(here, said, measured):
    here(steady=said())
    live = measured("--model", "steady")[2]["model"]
    _, printed, report = measured("--model", "steady", "--replay")
    model = report["model"]
    assert (model["is_recorded"], live["is_recorded"], model["calls"], model["paid"]) == (True, False, 0, "0")
    assert (model["tokens"], model["cost"]) == (live["tokens"], live["cost"])
    assert "recorded" in printed
    assert "recorded" in Path("run/report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "the nearest differs at replica"), ("zh", "最近的一条在 replica 处不同")]
)
def test_a_replay_that_lacks_a_reply_fails_and_says_how_the_nearest_differs(here, said, measured, lang, words):
    served = here(steady=said())
    measured("--model", "steady")
    before = len(served.log)
    code, printed, report = measured("--model", "steady", "--repeat", "2", "--replay", "--lang", lang)
    assert (code, report, len(served.log)) == (2, None, before)
    assert words in printed


def test_nothing_that_is_written_holds_a_secret(here, said, measured, tmp_path):
    served = here(steady=said(), wobbly=lambda asked: error(400, f"bad {asked.headers['authorization']} {TEAM}"))
    code, printed, _ = measured("--model", "steady", "--model", "wobbly", "--reader", "cascade")
    assert (code, {asked.headers["x-team"] for asked in served.completions}) == (1, {TEAM})
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"gouji.replies.db", "report.json", "report.html", "index.json"} <= {path.name for path in written}
    secrets = [KEY.encode(), TEAM.encode()]
    assert [path for path in written if any(secret in path.read_bytes() for secret in secrets)] == []
    assert [secret for secret in (KEY, TEAM) if secret in printed] == []


# Runs with gaps


def test_calls_without_an_answer_are_counted_by_name_wherever_a_run_is_shown(here, said, measured):
    faithful = said()
    here(steady=lambda asked: refusal() if asked.number % 2 else faithful(asked))
    code, printed, report = measured("--model", "steady")
    model = report["model"]
    assert (code, set(model["failures"]), model["unreached"]) == (0, {"refused"}, 0)
    assert (
        sum(each["failures"].get("refused", 0) for each in model["by_report"].values()) == model["failures"]["refused"]
    )
    assert "questions without an answer" in printed
    alerts = html.fromstring(Path("run/report.html").read_text("utf-8")).xpath("//ul[@class='alerts']")
    assert "questions without an answer" in alerts[0].text_content()
    assert report["silent_errors"]["count"] == 0


@pytest.mark.parametrize(("lang", "words"), [("en", "INCOMPLETE"), ("zh", "不完整")])
def test_a_run_whose_questions_never_got_there_is_incomplete(here, measured, lang, words):
    here(steady=lambda _: error(401, "key revoked"))
    code, printed, report = measured("--model", "steady", "--lang", lang)
    assert (code, words in printed, report["model"]["unreached"]) == (1, True, 2)
    assert report["model"]["failures"] == {"unauthorised": 2}
    assert re.search(r"0 of 2 questions that got there|应提问 2 次（只送到 0 次）", printed)
    assert words in Path("run/report.html").read_text("utf-8")
    assert report["documents_failed"] == 0


def greedy(script):
    """Return a script whose answers use all that may be reserved for them, so that a budget can be counted in calls."""

    def call(asked):
        said = json.loads(script(asked).body)
        used = {"prompt_tokens": len(asked.user.encode()), "completion_tokens": asked.body["max_tokens"]}
        return Reply(body=json.dumps({**said, "usage": {**used, "total_tokens": sum(used.values())}}).encode())

    return call


REPEATS = {
    "count": 2,
    "agreement": {kind: {"part": 7, "whole": 8, "value": 0.875} for kind in ("all", "salient")},
    "pass": [{"k": 2, "slots": 0.9375, "reports": 0.5}],
    "replicas": [{"unreached": 0}, {"unreached": 3}],
    "flaky": {"count": 0, "slots": []},
}
DEAR = []


@pytest.fixture
def dear(here, said, measured):
    """Serve two models that use all they may; gives the server, and what a run with one of them costs."""
    served = here(steady=greedy(said("model")), twin=greedy(said("model")))
    if not DEAR:  # the same for every test
        cost = measured("--model", "steady", "--reader", "model", "--replies", "other.db")[2]["model"]["cost"]
        DEAR.append(Decimal(cost))
        served.log.clear()
    return served, DEAR[0]


def test_a_run_stopped_by_its_budget_is_no_baseline_and_goes_on_where_it_stopped(dear, measured):
    served, cost = dear
    asking = ("--model", "steady", "--reader", "model", "--against", "base.json", "--bless")
    code, printed, report = measured(*asking, "--budget", str(cost / 2))
    assert (code, report["model"]["is_over_budget"], Path("base.json").exists()) == (1, True, False)
    assert Decimal(0) < Decimal(report["model"]["paid"]) <= cost / 2
    assert "INCOMPLETE: the budget was spent" in printed
    assert f" {len(asked_of(served))} of {report['model']['requests']} questions sent about 3 of 3 reports" in printed
    assert "does NOT become the baseline" in printed
    code, _, whole = measured(*asking, "--budget", str(2 * cost))
    assert (code, whole["model"]["unreached"], Path("base.json").exists()) == (0, 0, True)
    assert len(asked_of(served)) == whole["model"]["requests"]  # nothing was asked twice
    assert 0 < whole["model"]["hits"] < whole["model"]["requests"]


def test_runs_and_repeats_that_no_money_is_left_for_are_not_made(dear, measured):
    models = ("--model", "steady", "--model", "twin", "--reader", "model", "--repeat", "2")
    code, printed, _ = measured(*models, "--budget", str(dear[1] / 2))
    (run,) = json.loads(Path("run/index.json").read_bytes())["runs"]
    assert (code, run["name"], run["price"]["unreached"] > 0) == (1, "model steady", True)
    assert "model twin was NOT run" in printed
    assert "1 of 2 repeats were made" in printed


def test_what_one_run_has_spent_is_not_there_for_the_next(dear, measured):
    budget = dear[1] * 17 / 10  # enough for one run and what its last calls reserve, not for two
    code, _, _ = measured("--model", "steady", "--model", "twin", "--reader", "model", "--budget", str(budget))
    first, second = (
        json.loads(Path("run", f"model-{name}", "report.json").read_bytes())["model"] for name in ("steady", "twin")
    )
    assert (code, first["unreached"], second["unreached"] > 0) == (1, 0, True)
    assert Decimal(first["paid"]) + Decimal(second["paid"]) <= budget


@pytest.mark.parametrize(("lang", "word"), [("en", "incomplete"), ("zh", "不完整")])
def test_a_run_that_is_incomplete_comes_last_and_is_marked_wherever_runs_are_ranked(priced, layout, lang, word):
    order = ranked([with_model(priced, unreached=3, failures={"over_budget": 3}), layout])
    assert [(run["run"]["name"], is_incomplete(run)) for run, _ in order] == [
        ("layout", False),
        ("cascade steady", True),
    ]
    assert priced["headline"]["salient_f1"]["value"] > layout["headline"]["salient_f1"]["value"]
    index = standings(order, {})
    whole, marked = html.fromstring(index_page(index, lang)).xpath("//tbody/tr")
    assert (word in whole.text_content(), word in marked.text_content()) == (False, True)
    rows = [line for line in shown(ranking(order, lang)).splitlines() if line.startswith(("layout", "cascade"))]
    assert [word in row for row in rows[:2]] == [False, True]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [200, 130, 80, 60, 40])
def test_no_figure_is_broken_however_narrow_the_terminal(priced, layout, width, lang):
    order = ranked([with_model(priced, unreached=3, repeats=REPEATS), priced, layout])
    wide, lines = shown(ranking(order, lang), 1000), shown(ranking(order, lang), width).splitlines()
    figures = [word for line in wide.splitlines()[2:5] for word in line.split() if word[-1].isdigit()]
    assert len(figures) > 20
    assert [figure for figure in figures if not any(figure in line.split() for line in lines)] == []
    assert max(map(cell_len, lines)) <= width
    assert sum(line.startswith(("cascade", "layout")) for line in lines) >= 3


@pytest.mark.parametrize(("width", "is_table"), [(300, True), (80, False), (60, False)])
def test_a_terminal_too_narrow_for_the_table_has_a_block_for_each_run(priced, width, is_table):
    lines = shown(ranking(ranked([priced, priced]), "en"), width).splitlines()
    told = [" ".join(line.split()) for line in lines]
    score = f"salient F1 {priced['headline']['salient_f1']['value']:.4f}"
    assert ("cascade steady" in told) == (told.count(score) == 2) == (not is_table)
    assert (told[0].startswith("system salient F1 95 % interval difference to the best")) == is_table


@pytest.mark.parametrize(
    ("amount", "per", "told"),
    [("0.0000165", 1000, "0.0165 CNY"), ("0.02", 1, "0.02 CNY"), ("0", 1, "nothing"), (None, 1, "–")],
    ids=str,
)
def test_what_a_correct_slot_costs_is_told_for_a_thousand_where_it_is_tiny(priced, amount, per, told):
    run = with_model(priced, cost_per_correct_slot=amount)
    heading, words = ("1,000 correct slots", "per 1,000 correct") if per > 1 else ("correct slot", "a correct")
    table, alone = shown(ranking(ranked([run, run]), "en")), " ".join(shown(run_report(run, "en")).split())
    assert table.splitlines()[0].split("  ")[-1].strip() == f"cost/{heading}"
    assert [row.rstrip().endswith(f" {told}") for row in table.splitlines()[2:4]] == [True, True]
    assert f"{told} {words} salient slot" in alone
    page = html.fromstring(report_page(run, "en")).xpath("//section[@id='model']")[0].text_content()
    listed = html.fromstring(index_page(standings(ranked([run, run]), {}), "en"))
    assert told in page
    assert all((("1,000 correct" in each.text_content()) == (per > 1)) for each in listed.xpath("//table"))


def shown(renderable, width=300):
    """Return what stands on a terminal of that width."""
    console = Console(file=StringIO(), width=width, markup=False)
    console.print(renderable)
    return console.file.getvalue()


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal there")
def test_ctrl_c_tells_what_was_spent_and_the_same_command_goes_on(here, said, measured, folder, tmp_path):
    faithful = said("model")
    served = here(steady=lambda asked: Hang() if len(asked_of(served)) == 3 else faithful(asked))
    settings = tmp_path / "settings.toml"
    settings.write_text(settings.read_text("utf-8").replace("[prices", "concurrency = 1\n[prices", 1), "utf-8")
    asking = ("--model", "steady", "--reader", "model")
    code, told = interrupted(["eval", folder, *asking], lambda: len(asked_of(served)) == 3)
    assert (code, len(told.splitlines())) == (130, 1), told
    assert told.startswith("gouji: interrupted after 3 calls (cost, at most: 0.")
    assert "kept in gouji.replies.db, and the same command goes on" in told
    model = measured(*asking)[2]["model"]
    assert (model["hits"], len(asked_of(served))) == (2, model["requests"] + 1)  # what was cut off is asked once more


@pytest.mark.parametrize(("lang", "words"), [("en", "nothing was spent"), ("zh", "没有花费")])
def test_an_interrupt_before_anything_is_asked_says_that_nothing_was_spent(folder, lang, words):
    asked = Asked(dataset=open_dataset(folder), schemas=SCHEMAS, split=None, lang=lang)
    assert words in Interviews(asked, ModelOptions(), (), 1).so_far


def interrupted(arguments, is_time):
    """Run a command until it `is_time` for Ctrl-C; gives its exit code and what it said on standard error."""
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a job in the background starts deaf to Ctrl-C
    command = [sys.executable, "-m", "extractor", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=heard) as child:  # noqa: PLW1509
        while not is_time() and child.poll() is None:
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
        told = child.stderr.read().decode()
    return child.returncode, told


def test_a_report_that_breaks_the_reader_harms_no_other(folder):
    case = open_dataset(folder).cases[0]

    def broken():
        yield (request(),)
        raise ValueError("no such thing")

    prediction = fulfilled(_noted(case, broken(), _Notes()), lambda _: None)
    assert (prediction.document, prediction.failure) == (case.name, "ValueError: no such thing")


# The gate


@pytest.fixture
def priced(in_english, both_once):
    """Return the report of a run that cost something."""
    return deepcopy(both_once["cascade-steady"])


@pytest.fixture
def layout(both_once):
    """Return the report of a run over the same reports that asked nobody."""
    return deepcopy(both_once["layout"])


@pytest.fixture(scope="module")
def both_once(folder, tmp_path_factory):
    made = tmp_path_factory.mktemp("priced")
    with pytest.MonkeyPatch.context() as patch, serving(made, patch) as start:
        patch.chdir(made)
        start(steady=spoken(folder, "cascade", 0.0, (0,)).afresh())
        readers = ("--reader", "layout", "--reader", "cascade")
        assert main(["eval", str(folder), *readers, "--model", "steady", "--out", "run", "--lang", "en"]) == 0
        written = [made / "run" / name / "report.json" for name in ("layout", "cascade-steady")]
        return {path.parent.name: json.loads(path.read_bytes()) for path in written}


def with_model(report, **changes):
    return report | {"model": report["model"] | changes}


def test_a_report_that_costs_too_much_shuts_the_gate(priced):
    each = Decimal(priced["model"]["cost"]) / 3
    found = difference(priced, priced)
    assert regressions(found, max_cost=each) == ()
    (rule,) = regressions(found, max_cost=each / 2)
    assert (rule.kind, rule.values["most"]) == ("too_dear", f"{each / 2:f}")
    unknown = difference(priced, with_model(priced, cost=None))
    assert [rule.kind for rule in regressions(unknown, max_cost=Decimal(1))] == ["too_dear"]


def test_more_calls_without_an_answer_shut_the_gate(priced):
    worse = with_model(priced, failures={"refused": 2})
    assert [rule.kind for rule in regressions(difference(priced, worse))] == ["calls_failed"]
    assert regressions(difference(worse, priced)) == ()


@pytest.mark.parametrize(("most", "code"), [("10", 0), ("0.00000001", 1)])
def test_the_most_that_a_report_may_cost_is_an_option(priced, steady, measured, most, code):
    Path("base.json").write_text(json.dumps(priced), "utf-8")
    assert measured("--model", "steady", "--against", "base.json", "--max-cost", most)[0] == code


def test_a_model_without_a_price_cannot_be_held_to_one(priced, steady, measured, tmp_path):
    Path("base.json").write_text(json.dumps(priced), "utf-8")
    text = (tmp_path / "settings.toml").read_text("utf-8").replace("127.0.0.1", "model.invalid")
    (tmp_path / "settings.toml").write_text(text.replace("steady", "other"), "utf-8")
    code, told, _ = measured("--model", "steady", "--against", "base.json", "--max-cost", "1", "--replay")
    assert (code, 'write the lines [prices."steady"]' in told) == (2, True)


def test_a_baseline_from_before_models_is_still_read(here, said, measured):
    here(steady=said())
    layout = measured(out="layout")[2]
    assert "model" not in layout
    code, printed, _ = measured("--model", "steady", "--against", "layout")
    assert (code, "gate: passed" in printed) == (0, True), printed


@pytest.mark.parametrize(
    "broken",
    [{"cost": "much"}, {"cost": 0.5}, {"tokens": {"in": 1}}, {"failures": None}, {"unreached": -1}, {"repeats": {}}],
    ids=str,
)
def test_a_report_with_a_broken_part_on_the_model_is_refused(priced, gouji, broken):
    for name, report in (("good.json", priced), ("bad.json", with_model(priced, **broken))):
        Path(name).write_text(json.dumps(report), "utf-8")
    assert gouji("eval", "compare", "good.json", "good.json")[0] == 0
    code, _, told = gouji("eval", "compare", "good.json", "bad.json")
    assert (code, "not the report.json of a run" in told) == (2, True)
