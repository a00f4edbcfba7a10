"""Every way in which an endpoint fails: how many calls it costs, and what is made of it."""

import email.utils
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest

from extractor.model import Answered, Failure
from extractor.model.archive import ledger
from extractor.model.faults import refusal as understood
from tests.endpoint import (
    Drop,
    Hang,
    Reply,
    answer,
    completion,
    error,
    filtered,
    html,
    no_choices,
    not_public,
    refusal,
    serve,
    tool_call,
    truncated,
)
from tests.endpoint.asking import RIGHT, Quick, asked, at, one, opened

OK = answer(RIGHT)
ALWAYS = 5  # calls, where a fault does not pass and nobody is told to wait
LIMITED = error(429, "slow down", code="rate_limit_exceeded")
QUOTA = error(429, "You exceeded your current quota", code="insufficient_quota", kind="insufficient_quota")
BUSY = error(503, "overloaded")
LONG = error(400, "This model's maximum context length is 4096 tokens", code="context_length_exceeded")
BAD = error(400, "Unsupported value: 'temperature' does not support 0", param="temperature")
ELSEWHERE = Reply(body=b"", status=307, headers={"Location": "http://127.0.0.1:9/v1/chat/completions"})
NO_SCHEMA = error(400, "'response_format' of type 'json_schema' is not supported", param="response_format")
NO_TOOLS = error(400, "tool_choice is not supported by this model")


def then(*replies):
    """Return a script that gives these replies in turn, the last for ever."""
    return lambda asked: replies[min(asked.number, len(replies) - 1)]


def by_mode(**replies):
    return lambda asked: replies[asked.mode]


@dataclass(frozen=True, slots=True)
class Case:
    script: Callable
    calls: int
    outcome: Failure | type


ENDLESS = {"prompt_tokens": 10**30, "completion_tokens": 1}
FINGERPRINT = {"choices": [{"message": {"content": '{"total": 7}'}}], "system_fingerprint": 5}
TWICE = [{"function": {"name": "Answer", "arguments": json.dumps({"total": total})}} for total in (7, 8)]

CASES = {
    "rate limited once": Case(then(LIMITED, OK), 2, Answered),
    "no quota": Case(then(QUOTA), 1, Failure.NO_QUOTA),
    "payment required": Case(then(error(402, "Insufficient Balance")), 1, Failure.NO_QUOTA),
    "server error once": Case(then(error(500, "oops"), OK), 2, Answered),
    "server error for ever": Case(then(error(500, "oops")), ALWAYS, Failure.SERVER_ERROR),
    "unavailable twice": Case(then(BUSY, BUSY, OK), 3, Answered),
    "conflict once": Case(then(error(409), OK), 2, Answered),
    "request timeout for ever": Case(then(error(408)), ALWAYS, Failure.TIMED_OUT),
    "dropped once": Case(then(Drop(), OK), 2, Answered),
    "dropped for ever": Case(then(Drop()), ALWAYS, Failure.UNREACHABLE),
    "a page": Case(then(html()), 1, Failure.NOT_A_REPLY),
    "an error with success": Case(then(Reply(body=b'{"error": "no"}')), 1, Failure.NOT_A_REPLY),
    "no choices": Case(then(no_choices()), 1, Failure.EMPTY),
    "no content": Case(then(completion({"content": None})), 1, Failure.EMPTY),
    "blank content": Case(then(answer("  \n")), 1, Failure.EMPTY),
    "refusal": Case(then(refusal()), 1, Failure.REFUSED),
    "truncated": Case(then(truncated()), 1, Failure.TRUNCATED),
    "truncated although whole": Case(then(truncated('{"total": 7}')), 1, Failure.TRUNCATED),
    "filtered reply": Case(then(filtered()), 1, Failure.FILTERED),
    "filtered request": Case(then(error(400, "filtered", code="content_filter")), 1, Failure.FILTERED),
    "invalid JSON": Case(then(answer('{"total": 7')), 1, Failure.MALFORMED),
    "another type": Case(then(answer({"total": "7"})), 1, Failure.MALFORMED),
    "out of bounds": Case(then(answer({"total": -1})), 1, Failure.MALFORMED),
    "something extra": Case(then(answer({"total": 7, "more": 1})), 1, Failure.MALFORMED),
    "a key missing": Case(then(answer({})), 1, Failure.MALFORMED),
    "no usage": Case(then(answer(RIGHT, usage=None)), 1, Answered),
    "nonsense usage": Case(then(answer(RIGHT, usage={"prompt_tokens": "many"})), 1, Answered),
    "more tokens than there are": Case(then(answer(RIGHT, usage=ENDLESS)), 1, Answered),
    "a fingerprint of another type": Case(then(Reply(body=json.dumps(FINGERPRINT).encode())), 1, Answered),
    "cut, in other words": Case(then(answer(RIGHT, finish_reason="max_tokens")), 1, Failure.TRUNCATED),
    "an error in endless brackets": Case(then(Reply(body=b"[" * 4000, status=400)), 1, Failure.REJECTED),
    "a reply in endless brackets": Case(then(Reply(body=b"[" * 400_000)), 1, Failure.NOT_A_REPLY),
    "two calls of the tool": Case(then(completion({"content": None, "tool_calls": TWICE})), 1, Failure.MALFORMED),
    "content in parts": Case(then(completion({"content": [{"type": "text", "text": '{"total": 7}'}]})), 1, Answered),
    "redirect": Case(then(ELSEWHERE), 1, Failure.REJECTED),
    "wrong key": Case(then(not_public()), 1, Failure.UNAUTHORISED),
    "no such model": Case(then(error(404, "The model `x` does not exist")), 1, Failure.REJECTED),
    "too long": Case(then(LONG), 1, Failure.TOO_LONG),
    "too large": Case(then(Reply(body=b"", status=413)), 1, Failure.TOO_LONG),
    "a parameter it does not take": Case(then(BAD), 1, Failure.REJECTED),
    "refuses json_schema": Case(by_mode(json_schema=NO_SCHEMA, tools=tool_call(RIGHT)), 2, Answered),
    "refuses json_schema and tools": Case(
        by_mode(json_schema=NO_SCHEMA, tools=NO_TOOLS, prompt=answer('Here it is:\n```json\n{"total": 7}\n```')),
        3,
        Answered,
    ),
    "text where a tool was to be called": Case(
        by_mode(json_schema=NO_SCHEMA, tools=answer("seven")), 2, Failure.MALFORMED
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_each_fault_costs_so_many_calls_and_has_its_own_name(case, tmp_path):
    with serve(case.script) as served, opened(served.url, tmp_path) as session:
        (reply,) = asked(session)
    assert len(served.completions) == case.calls
    assert (type(reply) if isinstance(reply, Answered) else reply.kind) == case.outcome


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_call_has_its_row_in_the_ledger(case, tmp_path):
    with serve(case.script) as served, opened(served.url, tmp_path) as session:
        (reply,) = asked(session)
    rows = list(ledger(tmp_path / "replies.db"))
    assert len(rows) == case.calls
    assert rows[-1].outcome == ("answered" if isinstance(reply, Answered) else reply.kind)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.outcome is not Answered])
def test_no_failure_is_taken_for_a_reply_by_the_next_run(name, tmp_path):
    scripts = [CASES[name].script]
    with serve(lambda _: None if not scripts else scripts[-1](_)) as served:
        with opened(served.url, tmp_path) as session:
            asked(session)
        before = len(served.completions)
        scripts.append(by_mode(json_schema=OK, tools=tool_call(RIGHT), prompt=OK))
        with opened(served.url, tmp_path) as session:
            (reply,) = asked(session)
    assert reply.answer.total == 7
    assert len(served.completions) == before + 1


def body(**said):
    return json.dumps(said).encode()


WORDED = {  # as engines and providers word it: what it means, and whether it is the mode that was refused
    "vLLM, too long": (
        400,
        body(object="error", message="maximum context length is 8192 tokens"),
        Failure.TOO_LONG,
        False,
    ),
    "llama.cpp, too long": (400, body(error={"type": "exceed_context_size_error"}), Failure.TOO_LONG, False),
    "llama.cpp, no tools": (500, body(error={"message": "tools param requires --jinja"}), Failure.SERVER_ERROR, False),
    "llama.cpp, a schema": (400, body(error={"message": "failed to parse grammar"}), Failure.REJECTED, True),
    "a provider without schemas": (
        400,
        body(error={"message": "This response_format type is unavailable now"}),
        Failure.REJECTED,
        True,
    ),
    "a schema out of its subset": (
        400,
        body(error={"message": "Invalid schema for response_format 'Answer'"}),
        Failure.REJECTED,
        True,
    ),
    "FastAPI": (422, body(detail=[{"loc": ["body", "response_format"], "msg": "extra"}]), Failure.REJECTED, True),
    "another parameter": (400, body(error={"message": "bad", "param": "temperature"}), Failure.REJECTED, False),
    "a name for an error": (400, body(error="no such thing"), Failure.REJECTED, False),
    "an empty balance": (402, body(error={"message": "Insufficient Balance"}), Failure.NO_QUOTA, False),
    "overdue": (403, body(error={"code": "Arrearage"}), Failure.NO_QUOTA, False),
    "forbidden": (403, body(error={"message": "country not supported"}), Failure.UNAUTHORISED, False),
    "quota a minute": (429, body(error={"message": "Quota exceeded, retry in 20 s"}), Failure.RATE_LIMITED, False),
    "inspection": (400, body(error={"code": "data_inspection_failed"}), Failure.FILTERED, False),
    "a gateway": (502, b"<html><h1>Bad gateway</h1></html>", Failure.SERVER_ERROR, False),
    "nothing": (404, b"", Failure.REJECTED, False),
    "no text": (400, b"\xff\xfe", Failure.REJECTED, False),
    "not implemented": (501, b"", Failure.REJECTED, False),
}


@pytest.mark.parametrize(("status", "raw", "kind", "is_about_mode"), WORDED.values(), ids=WORDED.keys())
def test_errors_are_understood_however_they_are_worded(status, raw, kind, is_about_mode):
    fault = understood(status, raw)
    assert (fault.kind, fault.is_about_mode) == (kind, is_about_mode)
    assert "\n" not in fault.detail


@pytest.mark.parametrize("stuck", [Hang(), answer(RIGHT, drip=0.05)], ids=["silence", "drip"])
def test_an_answer_that_does_not_come_in_time_is_given_up_and_asked_for_again(stuck, tmp_path):
    with serve(then(stuck)) as served:
        endpoint = at(served.url, timeout_seconds=0.3)
        with opened(served.url, tmp_path, endpoint=endpoint, attempts=2) as session:
            (reply,) = asked(session)
    assert reply.kind is Failure.TIMED_OUT
    assert len(served.completions) == 2


def waits(script, tmp_path):
    clock = Quick()
    with serve(script) as served, opened(served.url, tmp_path, clock=clock) as session:
        (reply,) = asked(session)
    return clock.slept, len(served.completions), reply


def test_waits_double_up_to_the_longest_and_end_with_the_deadline(tmp_path):
    slept, calls, reply = waits(then(LIMITED), tmp_path)
    assert slept == [1, 2, 4, 8, 16, *[30] * 8]  # 271 s of 300: one more would go past the deadline
    assert (calls, reply.kind) == (14, Failure.RATE_LIMITED)


def test_an_endpoint_that_says_how_long_to_wait_is_left_alone_that_long(tmp_path):
    slept, calls, _ = waits(then(error(429, headers={"Retry-After": "7"}), OK), tmp_path)
    assert (slept, calls) == ([7], 2)


def test_an_endpoint_may_say_until_when_to_wait(tmp_path):
    until = email.utils.formatdate(time.time() + 100, usegmt=True)
    slept, calls, _ = waits(then(error(503, headers={"Retry-After": until}), OK), tmp_path)
    assert calls == 2
    assert 60 < slept[0] <= 100


def test_a_wait_that_would_end_after_the_deadline_is_not_begun(tmp_path):
    slept, calls, reply = waits(then(error(429, headers={"Retry-After": "3600"})), tmp_path)
    assert (slept, calls, reply.kind) == ([], 1, Failure.RATE_LIMITED)


@pytest.mark.parametrize("value", ["soon", "-5", "", "Thu, 99 Foo 2020"])
def test_a_wait_that_cannot_be_read_is_our_own(value, tmp_path):
    slept, calls, reply = waits(then(error(429, headers={"Retry-After": value}), OK), tmp_path)
    assert (slept[0] <= 1, calls, type(reply)) == (True, 2, Answered)


@pytest.mark.parametrize("lost", [QUOTA, not_public()], ids=["quota", "key"])
def test_nothing_more_is_sent_once_the_key_or_the_account_is_no_longer_good(lost, tmp_path):
    with serve(then(OK, lost)) as served, opened(served.url, tmp_path) as session:
        replies = [asked(session, one(f"{number}"))[0] for number in range(6)]
    assert len(served.completions) == 2
    assert len({reply.kind for reply in replies[1:]}) == 1


def test_an_endpoint_that_is_gone_is_tried_once_a_request_until_it_is_back(tmp_path):
    script = then(*[BUSY] * ALWAYS, BUSY, BUSY, OK, BUSY, OK)
    with serve(script) as served, opened(served.url, tmp_path) as session:
        kinds = [type(asked(session, one(f"{number}"))[0]) for number in range(5)]
    assert [kind is Answered for kind in kinds] == [False, False, False, True, True]
    assert len(served.completions) == ALWAYS + 1 + 1 + 1 + 2


def test_a_reply_without_usage_is_charged_for_all_that_was_reserved(tmp_path):
    with serve(then(answer(RIGHT, usage=None))) as served, opened(served.url, tmp_path) as session:
        asked(session)
        spent = session.tally.all
    sent = int(served.completions[0].headers["content-length"])
    assert (spent.tokens_in, spent.tokens_out) == (sent, 50)
    assert spent.cost == Decimal(sent + 50) / 1_000_000


CUT_SHORT = {"dropped": Drop(), "silent": Hang(), "dripping": answer(RIGHT, drip=0.05)}


@pytest.mark.parametrize("stuck", CUT_SHORT.values(), ids=CUT_SHORT.keys())
def test_what_a_call_without_an_end_may_have_cost_is_told_apart_from_what_was_spent(stuck, tmp_path):
    with serve(then(OK, stuck)) as served:
        endpoint = at(served.url, timeout_seconds=0.3)
        with opened("", tmp_path, endpoint=endpoint, attempts=1, budget=Decimal(1)) as session:
            asked(session, one("a"))
            asked(session, one("b"))
            spent, settled = session.tally.all, session._budget.spent
    size = int(served.completions[1].headers["content-length"])
    assert (spent.calls, spent.tokens_in, spent.tokens_out, spent.cost) == (2, 100, 20, Decimal("0.00012"))
    assert (spent.calls_unsure, spent.tokens_in_unsure, spent.tokens_out_unsure) == (1, size, 50)
    assert spent.cost_unsure == Decimal(size + 50) / 1_000_000
    assert spent.cost_most == settled
    assert [row.is_unsure for row in ledger(tmp_path / "replies.db")] == [False, True]


def test_a_call_that_was_never_taken_costs_nothing_and_nothing_of_it_is_unsure(tmp_path):
    with serve(then(OK)) as served:
        pass
    with opened(served.url, tmp_path, attempts=1) as session:
        asked(session)
    assert (session.tally.all.calls, session.tally.all.calls_unsure, session.tally.all.cost_most) == (1, 0, 0)


THOUGHT = {
    "between the marks": "<think>12 and 13 make 25?</think>\n",
    "only closed": "hm, {} perhaps</think>",
    "twice": "<think>a</think><think>b</think>",
    "none": "",
}


@pytest.mark.parametrize("thought", THOUGHT.values(), ids=THOUGHT.keys())
def test_what_a_model_thinks_is_no_part_of_its_answer(thought, tmp_path):
    with serve(then(answer(thought + '{"total": 7}'))) as served:
        endpoint = at(served.url, strip=(("<think>", "</think>"),))
        with opened(served.url, tmp_path, endpoint=endpoint) as session:
            (reply,) = asked(session)
    assert reply.answer.total == 7
