"""The archive of replies: what is in it is never asked again, and nothing is in it that should not be."""

import logging
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from extractor.errors import CallError, StoreError
from extractor.model import Answered, Failure
from extractor.model.archive import Archive, ledger
from extractor.model.opening import connection_to
from tests.endpoint import answer, completion, error, html, serve, truncated
from tests.endpoint.asking import MODEL, RIGHT, asked, at, one, opened

KEY = "sk-never-to-be-written-down"
ROOT = Path(__file__).resolve().parents[1]


def numbered(count, start=0):
    return [one(f"question {number}", document=f"d{number}") for number in range(start, start + count)]


def test_what_was_answered_is_not_asked_again(tmp_path):
    with serve(lambda _: answer(RIGHT)) as served:
        for _ in range(2):
            with opened(served.url, tmp_path) as session:
                assert [reply.answer.total for reply in asked(session, *numbered(20))] == [7] * 20
        spent = session.tally.all
    assert len(served.completions) == 20
    assert (spent.calls, spent.hits, spent.cost) == (0, 20, 0)


def test_the_same_question_at_the_same_time_is_asked_once(tmp_path):
    with serve(lambda _: answer(RIGHT, delay=0.1)) as served, opened(served.url, tmp_path) as session:
        asked(session, one("before"))  # so that nobody waits for the mode to be found out
        replies = asked(session, *[one() for _ in range(16)])
    assert len(served.completions) == 2
    assert {reply.answer.total for reply in replies} == {7}


@pytest.mark.parametrize("other", [{"replica": 1}, {"model": "another"}], ids=["another replica", "another model"])
def test_another_replica_or_model_is_asked_anew(other, tmp_path):
    with serve(lambda _: answer(RIGHT)) as served:
        for more in ({}, other, other):
            with opened(served.url, tmp_path, **more) as session:
                asked(session)
    assert len(served.completions) == 2


def test_a_reply_that_no_longer_holds_is_asked_for_again(tmp_path):
    with serve(lambda _: answer(RIGHT)) as served:
        for _ in range(2):
            with opened(served.url, tmp_path) as session:
                (reply,) = asked(session)
            with sqlite3.connect(tmp_path / "replies.db") as file:
                file.execute("UPDATE replies SET reply = ?", [answer({"total": "seven"}).body])
            file.close()
    assert isinstance(reply, Answered)
    assert len(served.completions) == 2


def test_a_key_is_never_written_to_the_archive_a_log_or_an_error(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    script = [
        answer(RIGHT),
        error(400, f"bad request with Bearer {KEY}"),
        completion({"content": '{"total": 7}', "thought": KEY}),
    ]
    with serve(lambda asked: script[asked.number], key=KEY) as served:
        endpoint = at(served.url, key=KEY, key_name="SOME_KEY", headers={"X-Team": "another-secret"})
        with opened(served.url, tmp_path, endpoint=endpoint) as session:
            replies = asked(session, one("a")) + asked(session, one("b")) + asked(session, one("c"))
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    said = caplog.text + repr(replies) + repr(endpoint) + str(endpoint)
    assert [type(reply) is Answered for reply in replies] == [True, False, True]
    assert all(secret not in said and secret.encode() not in written for secret in (KEY, "another-secret"))


def gist(replies):
    """Return what replies say, free of the order they came in."""
    return {reply.key if isinstance(reply, Answered) else reply.kind for reply in replies}


def test_a_replay_gives_the_same_replies_and_failures_without_a_connection(tmp_path):
    script = lambda asked: truncated() if asked.user.endswith("3") else answer(RIGHT)  # noqa: E731
    with serve(script) as served, opened(served.url, tmp_path) as session:
        before = gist(asked(session, *numbered(5)))
    with opened(served.url, tmp_path, replay=True) as session:  # nobody listens there any more
        session.check()
        after = gist(asked(session, *numbered(5)))
    assert before == after
    assert Failure.TRUNCATED in after
    assert (session.tally.all.hits, session.tally.all.calls, len(served.completions)) == (4, 0, 5)


def test_a_replay_writes_nothing(tmp_path):
    with serve(lambda _: answer(RIGHT)) as served, opened(served.url, tmp_path) as session:
        asked(session)
    before = (tmp_path / "replies.db").read_bytes()
    with opened(served.url, tmp_path, replay=True) as session:
        asked(session)
    assert (tmp_path / "replies.db").read_bytes() == before


def replayed(served, tmp_path, stage, **more):
    with opened(served.url, tmp_path, replay=True, **more) as session, pytest.raises(CallError) as caught:
        asked(session, stage)
    return str(caught.value)


def test_what_was_not_recorded_says_where_it_differs_from_the_nearest_recording(tmp_path):
    with serve(lambda _: answer(RIGHT)) as served, opened(served.url, tmp_path) as session:
        asked(session, one("first: 13", document="a"), one("second: 13", document="b"))
    said = replayed(served, tmp_path, one("second: 14", document="b"))
    assert "messages[1].content" in said
    assert "second: 13" in said
    assert "second: 14" in said
    assert "max_tokens" in replayed(served, tmp_path, one("second: 13", document="b", max_tokens=60))
    assert "replica" in replayed(served, tmp_path, one("second: 13", document="b"), replica=3)


def test_an_empty_recording_says_so(tmp_path):
    with serve(lambda _: answer(RIGHT), models=[MODEL]) as served, opened(served.url, tmp_path) as session:
        session.check()
    assert "run once without replaying" in replayed(served, tmp_path, one())


REFUSED = {"wrong key": error(401, "no"), "ill": error(500, "no"), "a page": html(404)}


@pytest.mark.parametrize("reply", REFUSED.values(), ids=REFUSED.keys())
def test_a_run_that_is_refused_before_it_begins_leaves_no_archive(reply, tmp_path):
    with serve(lambda _: reply) as served, opened(served.url, tmp_path) as session, pytest.raises(CallError):
        session.check()
    assert list(tmp_path.iterdir()) == []


def test_what_was_asked_before_the_file_was_made_is_in_the_ledger_all_the_same(tmp_path):
    script = lambda asked: answer(RIGHT) if asked.number else error(429, "slow down")  # noqa: E731
    with serve(script) as served, opened(served.url, tmp_path) as session:
        session.check()
        asked(session)
    assert [(row.part, row.outcome) for row in ledger(tmp_path / "replies.db")] == [
        ("check", "rate_limited"),
        ("p", "answered"),
    ]


def test_an_archive_that_cannot_be_made_is_found_by_the_check(tmp_path):
    with (
        serve(lambda _: answer(RIGHT), models=[MODEL]) as served,
        opened(served.url, tmp_path / "nowhere") as session,
        pytest.raises(StoreError, match="cannot be opened"),
    ):
        session.check()


def test_a_recording_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(StoreError, match="there is no archive"):
        opened("http://127.0.0.1:9/v1", tmp_path, replay=True)


def foreign(path):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE ours (x)")
    file.close()


SPOILT = {
    "another program's": (foreign, "another program"),
    "no database": (lambda path: path.write_bytes(b"something else entirely " * 100), "not a database"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILT.values(), ids=SPOILT.keys())
@pytest.mark.parametrize("replay", [False, True], ids=["run", "replay"])
def test_a_file_that_is_no_archive_is_refused_in_one_line_and_left_as_it_is(spoil, said, replay, tmp_path):
    path = tmp_path / "replies.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=said):
        opened("http://127.0.0.1:9/v1", tmp_path, replay=replay)
    assert before == (path.read_bytes() if path.is_file() else None)


def test_an_archive_of_the_first_version_is_replayed_as_it_is_and_goes_on_as_one_of_this(tmp_path):
    path = tmp_path / "replies.db"
    with serve(lambda _: answer(RIGHT)) as served:
        with opened(served.url, tmp_path) as session:
            asked(session, one("a"))
        with sqlite3.connect(path) as file:
            file.execute("ALTER TABLE calls DROP COLUMN is_unsure")
            file.execute("PRAGMA user_version = 1")
        file.close()
        for replay in (True, False):
            with opened(served.url, tmp_path, replay=replay) as session:
                asked(session, one("a"))
            assert [row.is_unsure for row in ledger(path)] == [False] * (1 if replay else 2)
    assert len(served.completions) == 1


def test_a_full_disk_ends_the_run_with_one_line_and_keeps_what_was_there(tmp_path):
    with serve(lambda _: answer(RIGHT)) as served:
        with opened(served.url, tmp_path) as session:
            asked(session, *numbered(3))
            session._archive._connection.execute("PRAGMA max_page_count = 1").fetchall()
            with pytest.raises(StoreError, match="the disk is full"):
                asked(session, *[one("long " * 2000 + str(n)) for n in range(20)])
        with opened(served.url, tmp_path) as session:
            asked(session, *numbered(3))
    assert session.tally.all.hits == 3


def test_of_two_replies_to_one_question_the_first_is_kept_and_used_by_both(tmp_path):
    with serve(lambda asked: answer({"total": asked.number})) as served:
        with opened(served.url, tmp_path) as session:
            asked(session)
        with sqlite3.connect(tmp_path / "replies.db") as file:
            (first,) = file.execute("SELECT key, reply FROM replies").fetchall()
        file.close()
        archive = Archive.open(tmp_path / "replies.db", read_only=False)
        asking = session._asking
        body = asking._shapes.body(next(one())[0], session.mode)
        row = next(ledger(tmp_path / "replies.db"))
        kept = archive.keep(first[0], asking._source, body, b"another", row)
        archive.close()
    assert kept == first[1]


RUN = """
import sys
from pathlib import Path
from extractor.model.session import Session
from tests.endpoint.asking import at, one

start, count, url, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
with Session.open(at(url, concurrency=8), archive=folder / "replies.db") as session:
    for _ in session.fulfil(one(f"question {n}", document=f"d{n}") for n in range(start, start + count)):
        print("done", flush=True)
"""


def process(start, count, url, folder):
    command = [sys.executable, "-c", RUN, str(start), str(count), url, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True, cwd=folder)


@pytest.mark.slow
def test_a_run_killed_at_any_moment_asks_for_no_committed_reply_again(tmp_path):
    with serve(lambda _: answer(RIGHT, delay=0.02)) as served:
        with process(0, 400, served.url, tmp_path) as killed:
            for _ in range(60):
                killed.stdout.readline()
            killed.send_signal(signal.SIGKILL)
        before = [each.user for each in served.completions]
        file = connection_to(tmp_path / "replies.db", read_only=True)
        committed = {request for (request,) in file.execute("SELECT request FROM replies")}
        file.close()
        with process(0, 400, served.url, tmp_path) as again:
            again.communicate(timeout=120)
        after = [each.user for each in served.completions[len(before) :]]
    kept = {user for user in before if any(f'"{user}"' in request for request in committed)}
    assert len(kept) == len(committed) >= 60
    assert kept.isdisjoint(after)
    assert len(set(before) & set(after)) <= 8  # what was in flight
    assert len({*before, *after}) == 400


@pytest.mark.slow
def test_two_processes_may_fill_one_archive(tmp_path):
    with serve(lambda _: answer(RIGHT)) as served:
        with process(0, 100, served.url, tmp_path) as one_of_two, process(50, 100, served.url, tmp_path) as other:
            ended = [each.communicate(timeout=120)[0].count("done") for each in (one_of_two, other)]
        asked_before = len(served.completions)
        with opened(served.url, tmp_path) as session:
            asked(session, *numbered(150))
    assert ended == [100, 100]
    assert len(served.completions) == asked_before


class Wider(BaseModel):
    total: int
    more: str


def test_another_shape_is_another_question(tmp_path):
    replies = {"Answer": answer(RIGHT), "Wider": answer({"total": 1, "more": "x"})}
    script = lambda asked: replies[asked.body["response_format"]["json_schema"]["name"]]  # noqa: E731
    with serve(script) as served, opened(served.url, tmp_path) as session:
        asked(session, one(), one(answer=Wider))
    assert len(served.completions) == 2


def test_the_ledger_says_what_each_call_was_for_and_cost(tmp_path):
    with serve(lambda _: answer(RIGHT)) as served:
        for run in ("first", "second"):
            with opened(served.url, tmp_path, run=run) as session:
                asked(session, one(document="a.txt", part="requests"))
    call, hit = ledger(tmp_path / "replies.db")
    assert (call.run, call.document, call.part, call.prompt, call.model) == (
        "first",
        "a.txt",
        "requests",
        "test-1:0",
        MODEL,
    )
    assert (call.tokens_in, call.tokens_out, call.cost, call.currency) == (100, 20, "0.00012", "CNY")
    assert (call.mode, call.status, call.outcome, call.fingerprint) == ("json_schema", 200, "answered", "fp_1")
    assert (hit.run, hit.is_recorded, hit.cost, hit.key) == ("second", True, "0", call.key)
