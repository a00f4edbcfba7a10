"""The engine on the wire: `POST /v1/chat/completions` and `GET /v1/models`, as OpenAI-compatible servers speak."""

import json
import sys
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

from tests.engine import MODEL
from tests.engine.narrowing import narrowed
from tests.engine.sampling import Answer, Sampler, UnsupportedError, Wanted, canonical

_MOST_TOKENS = 16_384


class Server(ThreadingHTTPServer):
    """Serves a sampler on a free loopback port."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, sampler: Sampler, *, is_narrow: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.sampler = sampler
        self.is_narrow = is_narrow
        self.numbers = count(1)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that did not wait for its answer; say the rest as ever."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server

    def do_GET(self) -> None:
        if self.path != "/v1/models":
            return self._refuse(404, "not_found", f"no such path: {self.path}")
        model = {"id": MODEL, "object": "model", "created": 0, "owned_by": "tests"}
        return self._reply(200, {"object": "list", "data": [model]})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path != "/v1/chat/completions":
            return self._refuse(404, "not_found", f"no such path: {self.path}")
        try:
            asked = json.loads(body)
            if asked["model"] != MODEL:
                return self._refuse(404, "model_not_found", f"The model `{asked['model']}` does not exist.")
            answer = self.server.sampler.answer(_wanted(asked, is_narrow=self.server.is_narrow))
        except UnsupportedError as error:
            return self._refuse(400, "invalid_schema", str(error))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            return self._refuse(400, "invalid_request", repr(error))
        return self._reply(200, self._completion(asked, answer))

    def _completion(self, asked: Mapping[str, Any], answer: Answer) -> dict[str, object]:
        number = next(self.server.numbers)
        finish = "length" if answer.is_cut else "tool_calls" if asked.get("tools") else "stop"
        choice = {"index": 0, "finish_reason": finish, "logprobs": None, "message": _message(asked, answer, number)}
        return {
            "id": f"chatcmpl-{number}",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": MODEL,
            "system_fingerprint": self.server.sampler.network.fingerprint,
            "choices": [choice],
            "usage": {
                "prompt_tokens": answer.prompt_tokens,
                "completion_tokens": answer.tokens,
                "total_tokens": answer.prompt_tokens + answer.tokens,
            },
        }

    def _refuse(self, status: int, code: str, message: str) -> None:
        error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
        self._reply(status, {"error": error})

    def _reply(self, status: int, value: Mapping[str, object]) -> None:
        data = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is the test's."""


def _wanted(asked: Mapping[str, Any], *, is_narrow: bool) -> Wanted:
    schema = _schema(asked)
    if schema is not None and is_narrow:
        schema = narrowed(schema, _spoken(asked["messages"][-1].get("content")))
    most = asked.get("max_completion_tokens") or asked.get("max_tokens") or _MOST_TOKENS
    temperature = asked.get("temperature")
    return Wanted(
        prompt=_prompt(asked),
        schema=None if schema is None else canonical(schema),
        max_tokens=min(int(most), _MOST_TOKENS),
        temperature=1.0 if temperature is None else float(temperature),
        seed=asked.get("seed"),
    )


def _schema(asked: Mapping[str, Any]) -> Mapping[str, object] | None:
    if tools := asked.get("tools"):
        return tools[0]["function"]["parameters"]
    shape = asked.get("response_format") or {"type": "text"}
    kinds = {"text": None, "json_object": {"type": "object"}}
    return shape["json_schema"]["schema"] if shape["type"] == "json_schema" else kinds[shape["type"]]


def _prompt(asked: Mapping[str, Any]) -> str:
    """Return what the network reads: the messages one after the other, behind the tools it may call."""
    tools = [canonical(tool) for tool in asked.get("tools") or ()]
    turns = [f"{turn['role']}: {_spoken(turn.get('content'))}" for turn in asked["messages"]]
    return "\n".join([*tools, *turns, "assistant: "])


def _spoken(content: object) -> str:
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content)
    return str(content or "")


def _message(asked: Mapping[str, Any], answer: Answer, number: int) -> dict[str, object]:
    if not asked.get("tools"):
        return {"role": "assistant", "content": answer.text, "refusal": None}
    function = {"name": asked["tools"][0]["function"]["name"], "arguments": answer.text}
    call = {"id": f"call_{number}", "type": "function", "function": function}
    return {"role": "assistant", "content": None, "refusal": None, "tool_calls": [call]}
