"""What an endpoint may send back: an answer, or one of the many ways in which there is none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Bytes with a status: sent after `delay` seconds, and `drip` seconds apart where that is not 0."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0


@dataclass(frozen=True, slots=True)
class Drop:
    """Take the request and close the connection."""


@dataclass(frozen=True, slots=True)
class Hang:
    """Take the request and say nothing until the server is closed."""


def completion(message, *, finish_reason="stop", usage=USAGE, delay=0.0, drip=0.0):
    """Return a reply with this message; without usage where it is None."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "system_fingerprint": "fp_1",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", **message}}],
    }
    if usage is not None:
        body["usage"] = usage
    return Reply(body=json.dumps(body, ensure_ascii=False).encode(), delay=delay, drip=drip)


def answer(content, **more):
    """Return an answer: text as it is, anything else as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return completion({"content": text}, **more)


def tool_call(arguments, name="Answer", **more):
    """Return an answer given by calling a tool."""
    function = {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)}
    calls = [{"id": "call_1", "type": "function", "function": function}]
    return completion({"content": None, "tool_calls": calls}, finish_reason="tool_calls", **more)


def error(status, message="", *, code=None, kind=None, param=None, headers=None):
    """Return an error as OpenAI words it."""
    body = {"error": {"message": message, "type": kind, "code": code, "param": param}}
    return Reply(body=json.dumps(body).encode(), status=status, headers=headers or {})


def html(status=200):
    """Return a page where a reply should be, as a proxy or a wrong address does."""
    return Reply(
        body=b"<!doctype html><html><body>Welcome</body></html>", status=status, headers={"Content-Type": "text/html"}
    )


def no_choices():
    """Return a reply that has no answer in it."""
    return Reply(body=json.dumps({"id": "x", "object": "chat.completion", "choices": [], "usage": USAGE}).encode())


def refusal(text="I would rather not."):
    """Return a message that declines."""
    return completion({"content": None, "refusal": text})


def truncated(content='{"total": 1'):
    """Return an answer cut at its bound."""
    return completion({"content": content}, finish_reason="length")


def filtered():
    """Return an answer that a filter took away."""
    return completion({"content": ""}, finish_reason="content_filter")


def not_public(message="Incorrect API key provided"):
    """Return what a wrong key gets."""
    return error(401, message, code="invalid_api_key")
