"""What is sent and what it may cost: strict schemas, estimates, a look at an endpoint, the arithmetic of waits."""

import json
import subprocess
import sys
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from extractor.errors import CallError
from extractor.model.doctor import Aspect, look
from extractor.model.endpoint import Endpoint, Price
from extractor.model.estimate import estimate
from extractor.model.nearest import differences
from extractor.model.retry import backoff
from extractor.model.shapes import Mode, Shapes, strict_schema
from tests.endpoint import answer, error, serve, truncated
from tests.endpoint.asking import MODEL, Answer, at, request


class Cell(BaseModel):
    """A figure and its number."""

    value: Annotated[int, Field(ge=0, le=999)] | None = None
    default: Literal["a", "b"] = "a"


class Table(BaseModel):
    """Cells by name."""

    model_config = ConfigDict(title="A table")
    first: Annotated[Cell, Field(description="the first one")]
    rest: Annotated[list[Cell], Field(max_length=3)]


def test_every_object_of_a_strict_schema_has_all_its_keys_and_no_other():
    schema = strict_schema(Table)
    (cell,) = schema["$defs"].values()
    assert (schema["required"], schema["additionalProperties"]) == (["first", "rest"], False)
    assert (cell["required"], cell["additionalProperties"]) == (["value", "default"], False)
    assert "default" not in cell["properties"]["value"]
    assert cell["properties"]["default"]["enum"] == ["a", "b"]


def test_a_reference_with_words_beside_it_is_replaced_by_what_it_means():
    first = strict_schema(Table)["properties"]["first"]
    assert "$ref" not in first
    assert (first["description"], first["additionalProperties"]) == ("the first one", False)


def test_the_same_request_has_the_same_bytes_and_properties_keep_their_order():
    bodies = [Shapes(Endpoint(url="http://a/v1"), "m").body(request(answer=Table), Mode.SCHEMA) for _ in range(2)]
    assert bodies[0] == bodies[1]
    schema = json.loads(bodies[0].content)["response_format"]["json_schema"]["schema"]
    assert list(schema["properties"]) == ["first", "rest"]
    assert {**json.loads(bodies[0].shared), **json.loads(bodies[0].own)} == json.loads(bodies[0].content)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_says_what_shape_is_wanted(mode):
    body = Shapes(Endpoint(url="http://a/v1"), "m").body(request(), mode)
    assert '"maximum": 1000000000'.replace(" ", "") in body.content.decode().replace("\\", "")


def test_text_that_is_no_unicode_can_still_be_sent():
    body = Shapes(Endpoint(url="http://a/v1"), "m").body(request("half \ud83d a pair"), Mode.SCHEMA)
    assert json.loads(body.content)["messages"][1]["content"] == "half ? a pair"


def test_an_estimate_bounds_what_a_call_uses():
    endpoint = Endpoint(url="http://far.example/v1", prices={"m": Price(input=Decimal(2), output=Decimal(8))})
    asked = [request("新收 13 件", document="a"), request("b", document="a"), request("c", document="b")]
    found = estimate(asked, endpoint, model="m")
    sent = sum(len(Shapes(endpoint, "m").body(each, Mode.TOOLS).content) for each in asked)
    assert (found.requests, found.documents, found.tokens_out_most) == (3, 2, 150)
    assert found.tokens_in_most >= sent > found.tokens_in_likely
    assert found.cost_most == Decimal(found.tokens_in_most * 2 + 150 * 8) / 1_000_000
    assert found.cost_likely < found.cost_most


def test_an_estimate_without_a_price_has_no_cost():
    found = estimate([request()], Endpoint(url="http://far.example/v1"), model="m")
    assert (found.cost_most, found.cost_likely) == (None, None)


def test_an_estimate_of_nothing_is_nothing():
    found = estimate([], at("http://far.example/v1"))
    assert (found.requests, found.tokens_in_most, found.cost_most) == (0, 0, 0)


def held(asked):
    wanted = json.dumps(asked.body["response_format"])
    return answer({"mark": "k7", "count": 1} if "mark" in wanted else {"value": 208})


def prose(asked):
    return answer("Good morning!") if "Greet" in asked.user else answer({"value": 209})


LOOKS = {
    "well": (held, ["ok"] * 5),
    "not held to the schema": (prose, ["ok", "ok", "note", "note", "ok"]),
    "takes no schema": (
        lambda asked: error(400, "tools and response_format unsupported") if asked.mode != "prompt" else prose(asked),
        ["ok", "ok", "note", "note", "ok"],
    ),
    "thinks too long": (lambda _: truncated("<think>So"), ["ok", "ok", "problem", "problem", "ok"]),
    "no answer": (lambda _: error(400, "temperature must be 1"), ["ok", "ok", "problem", "problem", "ok"]),
}


@pytest.mark.parametrize(("script", "levels"), LOOKS.values(), ids=LOOKS.keys())
def test_an_endpoint_is_looked_over(script, levels):
    with serve(script, models=[MODEL]) as served:
        found = list(look(at(served.url)))
    assert [each.aspect for each in found] == list(Aspect)
    assert [each.level for each in found] == levels


def test_a_look_says_what_to_do_where_a_model_thinks_longer_than_it_may():
    with serve(lambda _: truncated("<think>So"), models=[MODEL]) as served:
        found = list(look(at(served.url, max_tokens_name="max_completion_tokens")))[-2]
    assert "cut off at 200 tokens" in CallError(found.key, **found.values).text("en")
    assert "send = { max_completion_tokens = 8000 }" in CallError(found.key, **found.values).text("zh")


def test_an_estimate_bounds_answers_by_what_the_profile_sends():
    endpoint = Endpoint(url="http://far.example/v1", send={"max_tokens": 8000})
    assert estimate([request(), request("b")], endpoint, model="m").tokens_out_most == 16000


def test_a_look_ends_where_there_is_nobody_and_where_there_is_no_such_model():
    with serve(lambda _: error(404, f"model {MODEL} not found"), models=["other"]) as served:
        found = [(each.aspect, each.level) for each in look(at(served.url))]
    gone = [(each.aspect, each.level) for each in look(at(served.url))]
    assert found == [(Aspect.REACHABLE, "ok"), (Aspect.MODEL, "problem")]
    assert gone == [(Aspect.REACHABLE, "problem")]


def test_a_look_says_what_the_model_costs():
    with serve(held, models=["m", MODEL]) as served:
        found = [list(look(at(served.url), model=model))[-1].key for model in ("m", MODEL)]
    assert found == ["look.free", "look.price"]


@pytest.mark.parametrize(("attempt", "longest"), [(1, 1), (2, 2), (5, 16), (6, 30), (60, 30)])
def test_a_wait_is_between_half_and_all_of_its_length(attempt, longest):
    assert (backoff(attempt, 0.0), backoff(attempt, 1.0)) == (longest / 2, longest)


DIFFERENT = {
    "a value": ({"a": {"b": 1}}, {"a": {"b": 2}}, ("a.b", "1", "2")),
    "an element": ({"a": [1, 2]}, {"a": [1, 3]}, ("a[1]", "2", "3")),
    "a length": ({"a": [1]}, {"a": [1, 2]}, ("a", "[1]", "[1, 2]")),
    "gone": ({"a": 1}, {}, ("a", "1", "null")),
    "far into a text": (
        {"a": "x" * 50 + "1"},
        {"a": "x" * 50 + "2"},
        ("a", "…" + "x" * 10 + "1", "…" + "x" * 10 + "2"),
    ),
}


@pytest.mark.parametrize(("before", "after", "said"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_a_difference_is_shown_where_it_is(before, after, said):
    assert list(differences(before, after)) == [said]


def test_importing_the_model_layer_imports_nothing_heavy():
    code = (
        "import sys, extractor.model, extractor.model.session, extractor.model.settings, extractor.model.estimate\n"
        "print([name for name in ('openai', 'instructor', 'tenacity', 'aiolimiter', 'httpx2') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_an_answer_class_that_is_gone_takes_its_shapes_with_it():
    shapes = Shapes(Endpoint(url="http://a/v1"), "m")
    shapes.body(request(answer=Answer), Mode.SCHEMA)
    for number in range(20):
        made = type(f"Made{number}", (BaseModel,), {"__annotations__": {"total": int}})
        shapes.body(request(answer=made), Mode.SCHEMA)
    del made
    import gc

    gc.collect()
    assert len(shapes._built) <= 2  # pydantic itself remembers the last one
