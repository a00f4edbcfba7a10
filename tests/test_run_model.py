"""`gouji run` with a model, over a real endpoint on this machine: what it asks, costs, keeps, and when that dies."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.evaluation.dataset import shipped_dataset
from extractor.pipeline import ModelPass
from extractor.schema import shipped_schemas
from tests.asked import TAG
from tests.endpoint import Drop, answer, error, serve
from tests.spoken import TRIAL, Spoken

MODEL = "faithful"
NAMES = ("glued-city-2023.txt", "glued-town-2019.txt", "cells-agriculture-2022.txt")
CASES = [case for case in shipped_dataset().cases if case.name in NAMES]
SLOT = "requests/refused_7/natural_person"
KEY = "sk-not-for-anybody"
MANY, AT_ONCE = 40, 4
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for case in CASES:
        (folder / case.name).write_bytes(case.data)
    return folder


@pytest.fixture(scope="module")
def spoken():
    return Spoken(CASES, shipped_schemas(), ModelPass(model=MODEL, findings=False))


@pytest.fixture
def at(monkeypatch):
    """Point the environment at an endpoint."""

    def point(url, **more):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        for name, value in more.items():
            monkeypatch.setenv(name, value)

    return point


def asked(server):
    """Return the questions that came over the wire, the trial aside."""
    return [each.user for each in server.completions if each.user != TRIAL]


def record(gouji, name):
    return next(each for line in gouji("export")[1].splitlines() if (each := json.loads(line))["document"] == name)


def test_a_run_asks_only_what_is_open_and_says_what_it_cost(gouji, reports, spoken, at):
    with serve(spoken, models=[MODEL]) as server:
        at(server.url)
        code, out, _ = gouji("run", reports, "--model", MODEL, "--ask", "cells")
    found = record(gouji, NAMES[0])["slots"]["proactive/normative_documents/issued"]
    assert (code, len(asked(server))) == (1, 2)
    assert f"model {MODEL} at 127.0.0.1" in out
    assert "questions sent 2, answered from before 0" in out
    assert "cost: nothing" in out
    assert (found["status"], found["reader"]) == ("ambiguous", "layout")  # which gold leaves open
    assert record(gouji, NAMES[2])["versions"]["model"] is None
    assert record(gouji, NAMES[0])["versions"]["model"] == MODEL


def test_a_second_run_asks_nothing_and_one_without_a_model_changes_nothing(gouji, reports, spoken, at):
    with serve(spoken, models=[MODEL]) as server:
        at(server.url)
        gouji("run", reports, "--model", MODEL, "--ask", "cells")
        before, count = gouji("export")[1], len(asked(server))
        again = gouji("run", reports, "--model", MODEL, "--ask", "cells")[1]
        assert "unchanged since they were read: 3" in again
    assert "unchanged since they were read: 3" in gouji("run", reports)[1]
    assert (gouji("export")[1], len(asked(server))) == (before, count)


def test_replies_are_asked_for_once_whatever_becomes_of_the_store(gouji, reports, spoken, at):
    with serve(spoken, models=[MODEL]) as server:
        at(server.url)
        gouji("run", reports, "--model", MODEL, "--ask", "cells")
        before = gouji("export")[1]
        Path("gouji.db").unlink()
        out = gouji("run", reports, "--model", MODEL, "--ask", "cells")[1]
        assert "questions sent 0, answered from before 2" in out
        assert (gouji("export")[1], len(asked(server))) == (before, 2)
        Path("gouji.db").unlink()
    replayed = gouji("run", reports, "--model", MODEL, "--ask", "cells", "--replay")
    assert (replayed[0], gouji("export")[1]) == (1, before)


def test_a_replay_that_lacks_a_reply_stops_and_says_what_is_missing(gouji, reports, spoken, at):
    with serve(spoken, models=[MODEL]) as server:
        at(server.url)
        gouji("run", reports / NAMES[0], "--model", MODEL, "--ask", "cells")
    code, _, err = gouji("run", reports / NAMES[1], "--model", MODEL, "--ask", "cells", "--replay")
    assert (code, err.count("\n"), "the recording lacks what is asked of glued-town-2019.txt" in err) == (2, 1, True)


def test_an_estimate_sends_nothing_and_stores_nothing(gouji, reports, at):
    with serve(lambda _: answer("no"), models=[MODEL]) as server:
        at(server.url)
        code, out, _ = gouji("run", reports, "--model", MODEL, "--ask", "cells", "--estimate")
    assert (code, server.completions, list(Path().glob("*.db"))) == (0, [], [])
    assert "files to read: 3; to be asked about: 2; questions: 2" in out
    assert "cost: nothing, it is on this machine" in out


SETTINGS = """
[prices."faithful"]
input = 1000
output = 1000
currency = "CNY"
"""


def test_an_estimate_has_a_cost_where_a_price_is_known(gouji, reports, at, tmp_path):
    (tmp_path / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    at("http://127.0.0.1:9/v1", GOUJI_SETTINGS=str(tmp_path / "settings.toml"))
    _, out, _ = gouji("run", reports, "--model", MODEL, "--ask", "cells", "--estimate")
    assert "CNY" in next(line for line in out.splitlines() if "cost: about" in line)


def test_a_run_that_its_budget_stops_goes_on_from_there(gouji, reports, spoken, at, tmp_path):
    (tmp_path / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    with serve(spoken, models=[MODEL]) as server:
        at(server.url, GOUJI_SETTINGS=str(tmp_path / "settings.toml"))
        code, out, _ = gouji("run", reports, "--model", MODEL, "--ask", "cells", "--budget", "3.70")
        assert (code, len(asked(server)), "what is left of the budget (3.70 CNY)" in out) == (1, 1, True)
        assert "not_asked" in json.dumps([record(gouji, name)["flags"] for name in NAMES])
        gouji("run", reports, "--model", MODEL, "--ask", "cells", "--budget", "3.70")
        assert len(asked(server)) == 2
        assert "not_asked" not in json.dumps([record(gouji, name)["flags"] for name in NAMES])
        assert "unchanged since they were read: 3" in gouji("run", reports, "--model", MODEL, "--ask", "cells")[1]


def test_an_endpoint_that_dies_leaves_the_layout_readings_and_is_asked_again_next_time(gouji, reports, spoken, at):
    def dying(each):
        return answer("Yes.") if each.user == TRIAL else error(401, "revoked")

    gouji("run", reports, "--db", "alone.db")
    alone = [json.loads(line)["slots"] for line in gouji("export", "--db", "alone.db")[1].splitlines()]
    with serve(dying, models=[MODEL]) as server:
        at(server.url)
        code, out, _ = gouji("run", reports, "--model", MODEL, "--ask", "cells")
    assert (code, "no answer: key not taken" in out) == (1, True)
    assert [json.loads(line)["slots"] for line in gouji("export")[1].splitlines()] == alone
    with serve(spoken, models=[MODEL]) as server:
        at(server.url)
        gouji("run", reports, "--model", MODEL, "--ask", "cells")
        assert len(asked(server)) == 2


def test_a_report_that_lacks_nothing_but_a_models_answer_is_counted_apart(gouji, at):
    clean = next(case for case in shipped_dataset().cases if case.name == "pipes-water-2020.md")
    Path(clean.name).write_bytes(clean.data)
    with serve(lambda _: error(401, "revoked"), models=[MODEL]) as server:
        at(server.url)
        code, out, _ = gouji("run", clean.name, "--model", MODEL)
    assert (code, "nothing but a model's answer is missing for 1" in out, "a person is needed" in out) == (
        1,
        True,
        False,
    )


def test_what_a_model_has_added_is_not_lost_to_a_run_that_does_not_reach_it(gouji, reports, spoken, at):
    def dying(each):
        return answer("Yes.") if each.user == TRIAL else error(401, "revoked")

    with serve(spoken, models=[MODEL]) as server:
        at(server.url)
        gouji("run", reports, "--model", MODEL, "--ask", "cells")
        before = gouji("export")[1]
    with serve(dying, models=["another"]) as server:
        at(server.url)
        code, _, err = gouji("run", reports, "--model", "another", "--ask", "cells")
    assert (code, "the model was not reached about: 2; the earlier readings with a model stay" in err) == (1, True)
    helped = [name for name in NAMES if record(gouji, name)["versions"]["model"] == MODEL]
    assert (sorted(helped), len(before.splitlines())) == (sorted(NAMES[:2]), 3)


def test_a_reading_that_was_asked_about_more_serves_for_one_that_asks_less(gouji, reports, at):
    def nothing(each):
        return answer({"findings": []} if "<<<" in each.user else {"rows": []})

    with serve(nothing, models=[MODEL]) as server:
        at(server.url)
        gouji("run", reports, "--model", MODEL)
        count = len(asked(server))
        for part in ("cells", "findings"):
            assert "unchanged since they were read: 3" in gouji("run", reports, "--model", MODEL, "--ask", part)[1]
        assert len(asked(server)) == count


@pytest.mark.parametrize(
    ("script", "models", "told"),
    [
        (lambda _: error(404, "no such model", code="model_not_found"), ["another"], "it has 1 in all: another"),
        (lambda _: error(404, "no such model", code="model_not_found"), None, "has no model faithful"),
        (lambda _: error(401, "bad key"), None, "check the key"),
        (lambda _: Drop(), None, "check the address, the network and the server"),
    ],
    ids=["not in the list", "no list", "wrong key", "no answer"],
)
def test_what_is_wrong_with_an_endpoint_is_found_before_anything_is_read(gouji, at, script, models, told):
    with serve(script, models=models) as server:
        at(server.url, OPENAI_API_KEY=KEY)
        code, out, err = gouji("run", "any.txt", "--model", MODEL)
    assert (code, out, err.count("\n"), told in err, KEY in err) == (2, "", 1, True, False)
    assert not Path("gouji.db").exists()


def test_no_server_no_key_and_no_leave_are_found_before_anything_is_read(gouji, reports, at):
    for url, more, told in (
        ("http://127.0.0.1:9/v1", (), "cannot be reached"),
        ("https://llm.invalid/v1", (), "needs a key"),
        ("https://llm.invalid/v1", ("--offline",), "offline"),
    ):
        at(url)
        code, out, err = gouji("run", reports, "--model", MODEL, *more)
        assert (code, out, err.count("\n"), told in err) == (2, "", 1, True)
    assert not Path("gouji.db").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--budget", "5"), "no model is asked"),
        (("--estimate",), "no model is asked"),
        (("--replay",), "no model is asked"),
        (("--ask", "cells"), "no model is asked"),
        (("--reader", "layout", "--model", MODEL), "the reader layout asks no model, so --model would do nothing"),
        (("--reader", "layout", "--endpoint", "zzz"), "the reader layout asks no model"),
        (("--model", MODEL, "--estimate", "--budget", "abc"), "--estimate sends nothing, so --budget would do nothing"),
        (("--model", MODEL, "--estimate", "--replay"), "--estimate sends nothing"),
        (
            (
                "--model",
                "\udcff",
            ),
            "characters that no model has",
        ),
    ],
    ids=lambda each: " ".join(each).encode("ascii", "replace").decode() if isinstance(each, tuple) else "",
)
def test_an_option_that_would_do_nothing_is_not_left_aside_in_silence(gouji, reports, options, told):
    code, _, err = gouji("run", reports, *options)
    assert (code, err.count("\n"), told in err) == (2, 1, True)


@pytest.mark.parametrize("amount", ["lots", "-1", "NaN"])
def test_a_budget_is_an_amount(gouji, reports, amount):
    assert gouji("run", reports, "--model", MODEL, f"--budget={amount}")[0] == 2


def test_a_key_is_nowhere_but_in_the_environment(gouji, reports, spoken, at, tmp_path):
    with serve(spoken, models=[MODEL], key=KEY) as server:
        at(server.url, OPENAI_API_KEY=KEY)
        told = "".join(map(str, gouji("run", reports, "--model", MODEL, "--ask", "cells")))
        told += "".join(map(str, gouji("doctor", "--model", MODEL)))
    assert KEY not in told
    assert [path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()] == []


def test_the_ledger_has_a_row_for_every_call_and_adds_up_by_document(gouji, reports, spoken, at):
    with serve(spoken, models=[MODEL]) as server:
        at(server.url)
        gouji("run", reports, "--model", MODEL, "--ask", "cells")
    with sqlite3.connect("gouji.replies.db") as db:
        rows = db.execute("SELECT document, count(*), sum(tokens_in) > 0 FROM calls WHERE part <> 'check' GROUP BY 1")
        assert list(rows) == [(name, 1, 1) for name in sorted(NAMES[:2])]
    db.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_run_killed_at_work_goes_on_and_asks_for_no_answered_question_again(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    text = next(case.data.decode() for case in CASES if case.name == NAMES[0])
    for number in range(MANY):
        (folder / f"{number}.txt").write_text(
            text.replace("行政规范性文件12486", f"行政规范性文件12{number:02}486"), "utf-8"
        )
    seen: list[str] = []

    def slowly(each):
        seen.append(each.user)
        time.sleep(0.02)
        return answer({"rows": list(_nothing_sure(each.user))})

    with serve(slowly, models=[MODEL]) as server:
        (tmp_path / "settings.toml").write_text(f'[endpoints.here]\nurl = "{server.url}"\nconcurrency = {AT_ONCE}\n')
        environment = os.environ | {"GOUJI_SETTINGS": str(tmp_path / "settings.toml")}
        command = [sys.executable, "-m", "extractor", "run", str(folder), "--model", MODEL, "--ask", "cells"]
        running = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
        while len(seen) < 10 and running.poll() is None:
            time.sleep(0.005)
        running.send_signal(signal.SIGKILL)
        running.wait()
        time.sleep(0.5)  # for what was under way to reach the server
        before, answered = list(seen), _archived(tmp_path / "gouji.replies.db")
        subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, timeout=120)
    again = set(before) & set(seen[len(before) :])
    assert 0 < answered < MANY
    assert len(seen) - len(before) == MANY - answered
    assert len(again) == len(before) - answered <= AT_ONCE  # what was under way, and nothing else


def _nothing_sure(question):
    """Yield every row that is asked for with nothing settled in it."""
    tags = [number for number, printed in TAG.findall(question) if len(printed) > 3]
    codes = re.findall(r"(?:行：|；)(\d+\.\d+) ", question)
    for code, tag in zip(codes, tags, strict=True):
        yield {"row": code, "cells": [f"{tag}:?"] * (3 if code.startswith("1.") else 7)}


def _archived(path):
    db = sqlite3.connect(path)
    try:
        return db.execute("SELECT count(*) FROM replies").fetchone()[0]
    finally:
        db.close()
