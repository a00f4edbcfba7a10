"""The engine the model pass is tested with: what it says is of the shape asked for, its own, and nonsense."""

import json
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator

from tests.engine import MODEL, engine


def closed(**properties):
    return {"type": "object", "additionalProperties": False, "required": [*properties], "properties": properties}


CELL = closed(
    value={"anyOf": [{"type": "string", "maxLength": 12}, {"type": "null"}]},
    figure={"type": "integer", "minimum": 1, "maximum": 60},
)
CELLS = closed(cells={"type": "array", "maxItems": 20, "items": CELL}, note={"type": "string", "maxLength": 30})
ENDLESS = closed(said={"type": "array", "items": {"type": "string"}})
SCHEMAS = {
    "cells": CELLS,
    "definitions": {"$defs": {"Cell": CELL}, **closed(first={"$ref": "#/$defs/Cell"}, second={"$ref": "#/$defs/Cell"})},
    "chinese keys": closed(自然人={"type": "integer", "minimum": 0, "maximum": 999}, 结论={"enum": ["是", "否"]}),
}


@pytest.fixture(scope="module")
def base_url():
    with engine(seed=0) as url:
        yield url


def call(base_url, method, path, body=None):
    """Return the status and the content of a reply."""
    url = urlsplit(base_url)
    connection = HTTPConnection(url.hostname, url.port, timeout=60)
    try:
        connection.request(method, url.path + path, None if body is None else json.dumps(body))
        reply = connection.getresponse()
        return reply.status, json.load(reply)
    finally:
        connection.close()


def post(base_url, body, expect=200):
    asked = {"model": MODEL, "messages": [{"role": "user", "content": "自然人 13 0 2"}]} | body
    status, content = call(base_url, "POST", "/chat/completions", asked)
    assert status == expect, content
    return content


def strict(schema):
    return {"type": "json_schema", "json_schema": {"name": "Answer", "strict": True, "schema": schema}}


def said(base_url, schema=CELLS, **body):
    (choice,) = post(base_url, {"response_format": strict(schema)} | body)["choices"]
    return choice["message"]["content"]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=[*SCHEMAS])
def test_an_answer_is_of_the_schema_asked_for(base_url, schema, seed):
    Draft202012Validator(schema).validate(json.loads(said(base_url, schema, seed=seed)))


def test_a_strict_tool_is_called_with_arguments_of_its_schema(base_url):
    tool = {"type": "function", "function": {"name": "Answer", "strict": True, "parameters": CELLS}}
    (choice,) = post(base_url, {"tools": [tool], "seed": 1})["choices"]
    (call,) = choice["message"]["tool_calls"]
    assert (choice["finish_reason"], call["function"]["name"]) == ("tool_calls", "Answer")
    Draft202012Validator(CELLS).validate(json.loads(call["function"]["arguments"]))


def test_the_same_seed_gives_the_same_answer_and_another_seed_another(base_url):
    assert said(base_url, seed=5) == said(base_url, seed=5)
    assert len({said(base_url, seed=seed) for seed in range(6)}) == 6


def test_other_weights_say_something_else(base_url):
    with engine(seed=1) as other:
        assert said(other, seed=5) != said(base_url, seed=5)


@pytest.mark.parametrize("temperature", [0, 1])
def test_the_prompt_is_read_to_its_first_word(base_url, temperature):
    pages = [f"{first} {'本年新收 13 0 2 ' * 40}" for first in ("槐安区", "槐安县")]
    bodies = [
        {"messages": [{"role": "user", "content": page}], "seed": 5, "temperature": temperature} for page in pages
    ]
    assert len({said(base_url, **body) for body in bodies}) == 2


def test_at_temperature_zero_the_seed_does_not_matter(base_url):
    assert said(base_url, seed=5, temperature=0) == said(base_url, seed=6, temperature=0)


@pytest.mark.parametrize("bound", ["max_tokens", "max_completion_tokens"])
@pytest.mark.parametrize("seed", range(3))
def test_an_answer_without_an_end_is_cut_where_the_tokens_are_used_up(base_url, bound, seed):
    reply = post(base_url, {"response_format": strict(ENDLESS), bound: 40, "seed": seed})
    assert reply["choices"][0]["finish_reason"] == "length"
    assert reply["usage"]["completion_tokens"] == 40
    with pytest.raises(json.JSONDecodeError):
        json.loads(reply["choices"][0]["message"]["content"])


def test_nonsense_hits_small_values_and_figures_that_exist(base_url):
    answers = [json.loads(said(base_url, seed=seed))["cells"] for seed in range(40)]
    cells = [cell for answer in answers for cell in answer]
    assert {cell["figure"] for cell in cells} >= {1, 2, 3}
    assert {cell["value"] is None for cell in cells} == {True, False}


def test_many_are_answered_at_once_each_as_if_alone(base_url):
    alone = [said(base_url, seed=seed) for seed in range(24)]
    with ThreadPoolExecutor(12) as crowd:
        assert [*crowd.map(lambda seed: said(base_url, seed=seed), range(24))] == alone


def test_usage_counts_what_was_read_and_said(base_url):
    short, long = (
        post(base_url, {"messages": [{"role": "user", "content": "规章" * n}], "max_tokens": 9})["usage"]
        for n in (10, 30)
    )
    assert long["prompt_tokens"] - short["prompt_tokens"] == 20
    assert short["total_tokens"] == short["prompt_tokens"] + short["completion_tokens"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"model": "another"}, 404, "model_not_found"),
        ({"response_format": strict({"type": "no such type"})}, 400, "invalid_schema"),
        ({"messages": None}, 400, "invalid_request"),
    ],
    ids=["unknown model", "no grammar", "no messages"],
)
def test_what_cannot_be_answered_is_refused_with_a_code(base_url, body, status, code):
    assert post(base_url, body, expect=status)["error"]["code"] == code


def test_it_says_which_model_it_serves_and_with_which_weights(base_url):
    status, models = call(base_url, "GET", "/models")
    assert (status, [model["id"] for model in models["data"]]) == (200, [MODEL])
    prints = [post(base_url, {"max_tokens": 2})["system_fingerprint"] for _ in range(2)]
    assert prints[0] == prints[1]


def test_it_is_gone_when_its_user_is_done():
    with engine(seed=2) as url:
        assert call(url, "GET", "/models")[0] == 200
    with pytest.raises(ConnectionRefusedError):
        call(url, "GET", "/models")


QUESTION = "表：甲\n列：自然人；总计\n行：1.2 5|；1.4 其他 (总计)\n5| 行政许可 [1:13] [2:26]\n6| 其他 [3:0]"
ROW = closed(row={"type": "string", "maxLength": 8}, cells={"type": "array", "items": {"type": "string"}})
ROWS = closed(rows={"type": "array", "maxItems": 80, "items": ROW})


def test_a_narrow_engine_answers_the_rows_asked_for_with_tags_of_their_lines():
    body = {"response_format": strict(ROWS), "messages": [{"role": "user", "content": QUESTION}]}
    with engine(seed=0, is_narrow=True) as url:
        choices = [post(url, body | {"seed": seed})["choices"][0]["message"]["content"] for seed in range(8)]
        free = json.loads(said(url))
    answers = [json.loads(choice)["rows"] for choice in choices]
    assert {tuple((row["row"], len(row["cells"])) for row in rows) for rows in answers} == {(("1.2", 2), ("1.4", 1))}
    tags = {cell.partition(":")[0] for rows in answers for cell in rows[0]["cells"]}
    assert {"1", "2"} <= tags <= {"1", "2", "?", ""}
    Draft202012Validator(CELLS).validate(free)
