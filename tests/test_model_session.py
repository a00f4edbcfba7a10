"""A session: checked before anything is read, many stages at once, within its limits, and closed whole."""

import threading
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, field_validator

from extractor.errors import CallError
from extractor.messages import MESSAGES
from extractor.model import Answered, Failure
from extractor.model.archive import ledger
from extractor.model.driving import Broken
from extractor.model.endpoint import Endpoint
from extractor.model.settings import load_settings
from extractor.model.tally import Spent
from tests.endpoint import Drop, Hang, answer, error, html, not_public, serve, tool_call, truncated
from tests.endpoint.asking import MODEL, RIGHT, asked, at, one, opened, request

OK = answer(RIGHT)
KEY = "sk-good"


def checked(served, tmp_path, **more):
    with opened(served.url, tmp_path, endpoint=at(served.url, **more)) as session:
        session.check()


CHECKS = {
    "the list has the model": ({"models": [MODEL]}, {}, 1, 0),
    "there is no list": ({"models": None}, {}, 1, 1),
    "the list lacks the model": ({"models": ["other"]}, {}, 1, 1),
    "a key, and the list needs it": ({"models": [MODEL], "key": KEY}, {"key": KEY}, 2, 0),
    "a key, and anybody sees the list": ({"models": [MODEL], "key": KEY, "is_list_public": True}, {"key": KEY}, 2, 1),
}


@pytest.mark.parametrize(("server", "endpoint", "lists", "trials"), CHECKS.values(), ids=CHECKS.keys())
def test_the_list_of_models_decides_where_it_can_and_a_trial_where_it_cannot(server, endpoint, lists, trials, tmp_path):
    with serve(lambda _: OK, **server) as served:
        checked(served, tmp_path, **endpoint)
    assert (len(served.models), len(served.completions)) == (lists, trials)


NO_MODEL = error(404, f"The model `{MODEL}` does not exist", code="model_not_found")
WRONG = {
    "wrong key": ({"models": [MODEL], "key": KEY}, OK, {"key": "sk-bad", "key_name": "MY_KEY"}, "MY_KEY"),
    "wrong key, public list": (
        {"models": [MODEL], "key": KEY, "is_list_public": True},
        OK,
        {"key": "sk-bad"},
        "does not take the key",
    ),
    "no key where one is asked for": ({"models": [MODEL], "key": KEY}, OK, {}, "name that as key in the profile"),
    "the profile's variable is not set": (
        {"models": [MODEL], "key": KEY},
        OK,
        {"name": "house", "key_name": "HOUSE_LLM_KEY"},
        "the environment variable HOUSE_LLM_KEY, named as key of endpoint house, is not set",
    ),
    "the usual variable is not set": (
        {"models": [MODEL], "key": KEY},
        OK,
        {"key_name": "OPENAI_API_KEY"},
        "the environment variable OPENAI_API_KEY is not set",
    ),
    "a model like it": (
        {"models": ["zzz", "scripted-2"]},
        NO_MODEL,
        {},
        "; similar: scripted-2; it has 2 in all: scripted-2, zzz",
    ),
    "no model like it": ({"models": ["zz", "aa"]}, NO_MODEL, {}, f"no model {MODEL}; it has 2 in all: aa, zz"),
    "many models": (
        {"models": [f"m{n:02}" for n in range(30)]},
        NO_MODEL,
        {},
        "it has 30 in all: m00, m01, m02, m03, m04, m05, m06, m07, m08, m09, …",
    ),
    "no such model, no list": ({}, NO_MODEL, {}, "check the name"),
    "not the address": ({}, html(404), {}, "should end in /v1"),
    "a page": ({}, html(), {}, "does not speak the OpenAI protocol"),
    "no money": ({}, error(429, "You exceeded", code="insufficient_quota"), {}, "is empty"),
    "drops": ({}, Drop(), {}, "cannot be reached"),
    "ill": ({}, error(500, "out of memory"), {}, "error of its own (HTTP 500 out of memory)"),
    "a parameter it does not take": ({}, error(400, "Unsupported parameter: max_tokens"), {}, "leave_out"),
    "silent": ({"models": [MODEL]}, Hang(), {"key": KEY, "timeout_seconds": 0.3}, "does not answer in time"),
}


@pytest.mark.parametrize(("server", "reply", "endpoint", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_would_fail_is_found_before_anything_is_read_in_one_line(server, reply, endpoint, said, tmp_path):
    with serve(lambda _: reply, **server) as served, pytest.raises(CallError) as caught:
        checked(served, tmp_path, **endpoint)
    lines = [caught.value.text(lang) for lang in ("en", "zh")]
    assert said in lines[0]
    assert all("\n" not in line and "sk-bad" not in line for line in lines)


@pytest.mark.parametrize(
    "reply",
    [
        error(429, "slow down"),
        error(400, "no", code="content_filter"),
        error(400, "Could not finish the message because max_tokens or model output limit was reached."),
        truncated("<think>Say"),
    ],
    ids=["busy", "filter", "thinks", "thinks and is cut"],
)
def test_a_trial_that_is_put_off_shows_that_key_and_model_are_good(reply, tmp_path):
    with serve(lambda _: reply) as served:
        checked(served, tmp_path)


def test_a_trial_is_paid_for_like_any_other_call(tmp_path):
    with serve(lambda _: OK) as served:
        endpoint = at(served.url)
        with opened("", tmp_path, endpoint=endpoint, budget=Decimal("0.0002")) as session:
            session.check()
            session.check()  # there is nothing left for it: it is not made
    (row,) = ledger(tmp_path / "replies.db")
    assert (row.part, row.outcome, row.cost, len(served.completions)) == ("check", "answered", "0.00012", 1)
    assert session.is_over_budget


def test_no_server_is_found_before_anything_is_read(tmp_path):
    with serve(lambda _: OK) as served:
        pass
    with pytest.raises(CallError, match="cannot be reached"):
        checked(served, tmp_path)


def test_a_key_is_asked_for_unless_the_profile_says_that_none_is_needed(tmp_path):
    far = Endpoint(url="https://models.example/v1", model="m", key_name="SOME_KEY")
    with opened("", tmp_path, endpoint=far) as session, pytest.raises(CallError, match="variable SOME_KEY"):
        session.check()


@pytest.mark.parametrize(("name", "is_told"), [("", True), ("house", False)], ids=["environment", "profile"])
def test_another_address_is_spoken_of_only_where_no_profile_is_used(name, is_told, tmp_path):
    far = Endpoint(url="https://models.example/v1", model="m", name=name, key_name="SOME_KEY")
    with opened("", tmp_path, endpoint=far) as session, pytest.raises(CallError) as caught:
        session.check()
    assert ["OPENAI_BASE_URL" in caught.value.text(lang) for lang in ("en", "zh")] == [is_told] * 2


FAR = "http://10.255.255.1/v1"


def test_offline_means_no_connection_but_to_this_machine(tmp_path):
    with pytest.raises(CallError, match=r'write allow = \["10.255.255.1"\]'):
        opened(FAR, tmp_path, offline=True)
    with serve(lambda _: OK, models=[MODEL]) as served, opened(served.url, tmp_path, offline=True) as session:
        session.check()


@pytest.mark.parametrize("entry", ["10.255.255.1", "10.255.255.1:8000"])
def test_a_server_of_ones_own_may_be_allowed_offline(entry, tmp_path):
    inside = at("http://10.255.255.1:8000/v1", allow=frozenset({entry}))
    opened("", tmp_path, endpoint=inside, offline=True).close()


def test_a_model_must_be_named(tmp_path):
    with pytest.raises(CallError, match="no model is named"):
        opened("", tmp_path, endpoint=Endpoint(url=FAR))


def test_a_budget_needs_a_price_and_is_told_the_lines_to_write(tmp_path):
    with pytest.raises(CallError, match=r'\[prices."m"\]'):
        opened("", tmp_path, endpoint=Endpoint(url=FAR, model="m"), budget=Decimal(5))


def test_a_model_on_this_machine_costs_nothing_and_needs_no_price(tmp_path):
    with serve(lambda _: OK) as served:
        endpoint = Endpoint(url=served.url, model="m")
        with opened("", tmp_path, endpoint=endpoint, budget=Decimal(0)) as session:
            (reply,) = asked(session)
    assert isinstance(reply, Answered)
    assert session.tally.all.cost == 0


def test_an_unknown_price_is_unknown_and_not_nothing():
    assert Endpoint(url=FAR).price("m") is None
    assert (Spent(cost=Decimal(1)) + Spent(cost=None)).cost is None
    assert (Spent(cost=Decimal(1)) + Spent(hits=1)).cost == 1
    assert (Spent(cost=Decimal(1), cost_unsure=None) + Spent()).cost_most is None


def test_sixty_four_requests_find_the_mode_out_once(tmp_path):
    refusing = lambda asked: error(400, "response_format is unsupported") if asked.mode == "json_schema" else tool  # noqa: E731
    tool = tool_call(RIGHT)
    with serve(refusing) as served:
        for start in (0, 64):  # the second session knows it from the archive
            with opened(served.url, tmp_path) as session:
                replies = asked(session, *[one(f"{n}") for n in range(start, start + 64)])
                assert all(isinstance(reply, Answered) for reply in replies)
    modes = [each.mode for each in served.completions]
    assert (modes.count("json_schema"), modes.count("tools")) == (1, 128)


def test_a_mode_that_is_no_longer_taken_is_found_out_again(tmp_path):
    taken = ["json_schema"]
    replies = {"json_schema": OK, "tools": tool_call(RIGHT), "prompt": OK}
    script = lambda asked: replies[asked.mode] if asked.mode == taken[-1] else error(400, "tools or response_format?")  # noqa: E731
    with serve(script) as served, opened(served.url, tmp_path) as session:
        for mode in ("json_schema", "tools", "prompt"):
            taken.append(mode)
            (reply,) = asked(session, one(mode))
            assert (type(reply), session.mode) == (Answered, mode)


def test_a_mode_that_is_set_is_kept_to(tmp_path):
    with serve(lambda _: error(400, "tools are not supported")) as served:
        endpoint = at(served.url, mode="tools")
        with opened("", tmp_path, endpoint=endpoint) as session:
            (reply,) = asked(session)
    assert (reply.kind, [each.mode for each in served.completions]) == (Failure.REJECTED, ["tools"])


def test_what_a_profile_sends_and_leaves_out_is_what_goes_over_the_wire(tmp_path):
    with serve(lambda _: OK) as served:
        endpoint = at(
            served.url,
            send={"reasoning_effort": "low", "seed": 5},
            leave_out=frozenset({"temperature"}),
            max_tokens_name="max_completion_tokens",
            headers={"X-Team": "records"},
        )
        with opened("", tmp_path, endpoint=endpoint) as session:
            asked(session)
    (sent,) = served.completions
    assert {name for name in sent.body if name != "messages"} == {
        "model",
        "seed",
        "reasoning_effort",
        "max_completion_tokens",
        "response_format",
    }
    assert (sent.body["seed"], sent.headers["x-team"], "authorization" in sent.headers) == (5, "records", False)


BOUNDED = {  # a question that needs 50 tokens: what is sent, and what is reserved
    "theirs is larger": ({"send": {"max_tokens": 8000}}, {"max_tokens": 8000}, 8000),
    "ours is larger": ({"send": {"max_tokens": 20}}, {"max_tokens": 50}, 50),
    "under its name": (
        {"send": {"max_completion_tokens": 8000}, "max_tokens_name": "max_completion_tokens"},
        {"max_completion_tokens": 8000},
        8000,
    ),
    "under the usual name for another": (
        {"send": {"max_tokens": 8000}, "max_tokens_name": "max_completion_tokens"},
        {"max_completion_tokens": 8000},
        8000,
    ),
    "under another name": ({"send": {"max_completion_tokens": 8000}}, {"max_completion_tokens": 8000}, 8000),
    "ours left out": ({"leave_out": frozenset({"max_tokens"})}, {}, 50),
    "theirs in the place of ours": (
        {"send": {"max_completion_tokens": 40}, "leave_out": frozenset({"max_tokens"})},
        {"max_completion_tokens": 40},
        40,
    ),
}


@pytest.mark.parametrize(("profile", "sent", "most"), BOUNDED.values(), ids=BOUNDED.keys())
def test_an_answer_may_be_as_long_as_the_longer_of_what_is_needed_and_what_the_profile_sends(
    profile, sent, most, tmp_path
):
    with (
        serve(lambda _: answer(RIGHT, usage=None)) as served,
        opened("", tmp_path, endpoint=at(served.url, **profile)) as session,
    ):
        asked(session)
    body = served.completions[0].body
    assert {name: value for name, value in body.items() if name.startswith("max_")} == sent
    assert session.tally.all.tokens_out == most


def test_the_budget_reserves_the_answer_that_is_sent_for(tmp_path):
    with serve(lambda _: OK) as served:
        endpoint = at(served.url, send={"max_tokens": 8000})
        with opened("", tmp_path, endpoint=endpoint, budget=Decimal("0.007")) as session:
            (reply,) = asked(session)
    assert (reply.kind, served.completions) == (Failure.OVER_BUDGET, [])


def test_the_schema_sent_is_strict(tmp_path):
    with serve(lambda _: OK) as served, opened(served.url, tmp_path) as session:
        asked(session)
    sent = served.completions[0].body["response_format"]["json_schema"]
    assert sent["strict"] is True
    assert sent["schema"]["additionalProperties"] is False
    assert sent["schema"]["required"] == ["total"]


def test_no_more_calls_are_under_way_than_the_profile_says(tmp_path):
    with serve(lambda _: answer(RIGHT, delay=0.02)) as served:
        endpoint = at(served.url, concurrency=3)
        with opened("", tmp_path, endpoint=endpoint) as session:
            asked(session, *[one(f"{n}") for n in range(30)])
    assert served.most_at_once == 3


def test_stages_are_taken_as_there_is_room_for_them(tmp_path):
    begun, done = [], 0

    def stages():
        for number in range(200):
            begun.append(number)
            yield one(f"{number}")

    with serve(lambda _: OK) as served, opened(served.url, tmp_path) as session:
        for _ in session.fulfil(stages(), window=10):
            done += 1
            assert len(begun) - done <= 10
    assert done == 200


def test_a_stage_may_ask_several_things_and_again(tmp_path):
    def stage():
        first = yield (request("a"), request("b"))
        none = yield ()
        again = yield (request("c"),)
        return [reply.answer.total for reply in (*first, *none, *again)]

    script = lambda asked: answer({"total": ord(asked.user)})  # noqa: E731
    with serve(script) as served, opened(served.url, tmp_path) as session:
        assert asked(session, stage()) == [[97, 98, 99]]


def test_a_stage_that_raises_is_its_own_affair(tmp_path):
    def broken():
        yield (request("x"),)
        raise KeyError("what")

    with serve(lambda _: OK) as served, opened(served.url, tmp_path) as session:
        values = asked(session, broken(), *[one(f"{n}") for n in range(5)])
    assert [str(value.error) for value in values if isinstance(value, Broken)] == ["'what'"]
    assert len(values) == 6


class Fussy(BaseModel):
    total: int

    @field_validator("total")
    @classmethod
    def _fails(cls, total):
        raise KeyError(total)


def test_a_class_of_answers_that_breaks_takes_only_its_own_stage_with_it(tmp_path):
    with serve(lambda _: OK) as served, opened(served.url, tmp_path) as session:
        values = asked(session, one("a", answer=Fussy), one("b"))
    assert sorted(type(value).__name__ for value in values) == ["Answered", "Broken"]


def test_closing_in_the_middle_lets_go_of_what_is_under_way_and_keeps_what_has_come(tmp_path):
    script = lambda asked: OK if asked.number < 3 else Hang()  # noqa: E731
    with serve(script) as served:
        with opened(served.url, tmp_path) as session:
            values = session.fulfil(one(f"{n}") for n in range(50))
            assert all(isinstance(next(values), Answered) for _ in range(3))
            values.close()
        rows = [row.outcome for row in ledger(tmp_path / "replies.db")]
    assert rows.count("answered") == 3
    assert set(rows) == {"answered", "cancelled"}
    assert not [thread for thread in threading.enumerate() if thread.name == "gouji-model"]


def interrupted(session):
    for _ in session.fulfil(one(f"{n}") for n in range(20)):
        raise KeyboardInterrupt


def test_an_interrupt_in_the_caller_ends_the_session_whole(tmp_path):
    script = lambda asked: OK if asked.number < 1 else Hang()  # noqa: E731
    with serve(script) as served, opened(served.url, tmp_path) as session, pytest.raises(KeyboardInterrupt):
        interrupted(session)
    rows = list(ledger(tmp_path / "replies.db"))
    assert [row.outcome for row in rows].count("answered") == 1
    assert session.tally.all.cost == Decimal("0.00012")
    assert session.tally.all.calls_unsure == sum(row.is_unsure for row in rows) == len(rows) - 1


@settings(max_examples=15, deadline=None)
@given(
    cap=st.decimals(min_value=0, max_value="0.02", places=5),
    usages=st.lists(st.tuples(st.integers(1, 500), st.integers(0, 50)), min_size=1, max_size=25),
)
def test_the_cap_holds_whatever_is_asked_at_once(cap, usages, tmp_path_factory):
    def script(asked):
        tokens_in, tokens_out = usages[int(asked.user)]
        return answer(RIGHT, usage={"prompt_tokens": tokens_in, "completion_tokens": tokens_out})

    folder = tmp_path_factory.mktemp("budget")
    with serve(script) as served:
        endpoint = at(served.url, price_in=Decimal(2), price_out=Decimal(20))
        with opened("", folder, endpoint=endpoint, budget=cap) as session:
            replies = asked(session, *[one(f"{n}") for n in range(len(usages))])
    spent = sum(Decimal(row.cost) for row in ledger(folder / "replies.db"))
    assert spent == session.tally.all.cost <= cap
    assert session.is_over_budget == any(not isinstance(reply, Answered) for reply in replies)
    assert {reply.kind for reply in replies if not isinstance(reply, Answered)} <= {Failure.OVER_BUDGET}


def test_a_run_stopped_by_its_budget_goes_on_where_it_stopped(tmp_path):
    with serve(lambda _: OK) as served:
        endpoint = at(served.url, price_in=Decimal(10), price_out=Decimal(10))
        for budget in (Decimal("0.02"), None):
            with opened("", tmp_path, endpoint=endpoint, budget=budget) as session:
                replies = asked(session, *[one(f"{n}") for n in range(40)])
                done = sum(isinstance(reply, Answered) for reply in replies)
                if budget:
                    assert session.is_over_budget
                    assert 0 < done < 40
    assert (done, len(served.completions)) == (40, 40)


def test_what_a_document_has_cost_is_told_and_forgotten(tmp_path):
    with serve(lambda _: OK) as served, opened(served.url, tmp_path) as session:
        asked(session, one("a", document="a"), one("b", document="b"), one("c", document="b"))
    assert [session.tally.document(name).calls for name in "ab"] == [1, 2]
    assert session.tally.take("b").tokens_in == 200
    assert session.tally.document("b").calls == 0
    assert session.tally.all.calls == 3


@pytest.mark.parametrize("reply", [not_public(f"no: {KEY}")], ids=["echoed"])
def test_a_key_that_an_endpoint_repeats_is_not_repeated_by_us(reply, tmp_path):
    with serve(lambda _: reply) as served, pytest.raises(CallError) as caught:
        checked(served, tmp_path, key=KEY)
    assert KEY not in str(caught.value)


def test_every_message_about_a_model_has_the_same_blanks_in_both_languages():
    from string import Formatter

    blanks = lambda text: {name for _, name, _, _ in Formatter().parse(text) if name}  # noqa: E731
    ours = {
        key: texts
        for key, texts in MESSAGES.items()
        if key.split(".")[0] in {"model", "archive", "replay", "look", "settings"}
    }
    assert len(ours) > 40
    assert {key for key, (zh, en) in ours.items() if blanks(zh) != blanks(en)} == set()


@pytest.mark.parametrize("short", [{"key": "7"}, {"headers": {"X-Version": "1"}}], ids=["a key", "a header"])
def test_a_word_too_short_to_be_a_secret_is_not_taken_out_of_replies(short, tmp_path):
    with (
        serve(lambda _: answer({"total": 17})) as served,
        opened(served.url, tmp_path, endpoint=at(served.url, **short)) as session,
    ):
        (reply,) = asked(session)
    assert reply.answer.total == 17


def test_a_budget_needs_a_bound_on_answers(tmp_path):
    endpoint = at("http://127.0.0.1:1/v1", leave_out=frozenset({"max_tokens"}))
    with pytest.raises(CallError, match="no budget can be kept"):
        opened(endpoint.url, tmp_path, endpoint=endpoint, budget=Decimal(1))


def test_nothing_that_the_environment_says_of_openai_goes_to_a_profiles_endpoint(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_ORG_ID", "org-hunter2")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-hunter2")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-hunter2")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Own: hunter2\nAuthorization: Bearer hunter2")
    with serve(lambda _: OK) as served:
        for key in ("sk-own-key", ""):
            endpoint = at(served.url, name="house", key=key, headers={"X-Team": "t"})
            with opened("", tmp_path, endpoint=endpoint, replica=len(key)) as session:
                asked(session)
    assert "hunter2" not in str([sent.headers for sent in served.completions])
    assert [sent.headers.get("authorization") for sent in served.completions] == ["Bearer sk-own-key", None]


def test_what_the_environment_says_of_openai_is_sent_to_its_own_address_and_kept_nowhere(tmp_path):
    with serve(lambda sent: error(400, f"no: {sent.headers['openai-organization']}")) as served:
        said = {"OPENAI_ORG_ID": "org-hunter2", "OPENAI_BASE_URL": served.url, "GOUJI_SETTINGS": ""}
        endpoint = load_settings({**said, "XDG_CONFIG_HOME": str(tmp_path)}).endpoint(model=MODEL)
        with opened("", tmp_path, endpoint=endpoint) as session:
            (reply,) = asked(session)
    assert [sent.headers["openai-organization"] for sent in served.completions] == ["org-hunter2"]
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "hunter2" not in repr(reply) + repr(endpoint) + kept.decode("utf-8", "replace")
