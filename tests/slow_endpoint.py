"""An endpoint for `tests.bench_model`: a process of its own that answers every call alike, some milliseconds later.

It does as little as can be, so that what is timed is the client: the request is read to its end and looked at only to
tell a call with tools from one without.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MODEL = "slow-model"
_ROOT = Path(__file__).resolve().parents[1]
_END = b"\r\n\r\n"


@contextmanager
def slow_endpoint(answer: str, *, milliseconds: int = 50) -> Iterator[str]:
    """Serve that answer to whatever is asked; yields the base URL."""
    command = [sys.executable, "-m", "tests.slow_endpoint", str(milliseconds), answer]
    with subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()  # it serves until then


class _Connection(asyncio.Protocol):
    """One connection, kept alive; requests come one after the other."""

    def __init__(self, replies: dict[str, bytes], seconds: float) -> None:
        self._replies = replies
        self._seconds = seconds
        self._read = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        head_end = self._read.find(_END)
        if head_end < 0:
            return
        head = bytes(self._read[:head_end]).lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if len(self._read) < head_end + len(_END) + length:
            return
        kind = "models" if head.startswith(b"get ") else "tools" if b'"tools"' in self._read else "content"
        self._read.clear()
        asyncio.get_running_loop().call_later(self._seconds, self._transport.write, self._replies[kind])


def _replies(answer: str) -> dict[str, bytes]:
    call = {"id": "call_1", "type": "function", "function": {"name": "Answer", "arguments": answer}}
    return {
        "models": _reply(
            {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "me"}]}
        ),
        "tools": _reply(_completion({"role": "assistant", "content": None, "tool_calls": [call]}, len(answer) // 3)),
        "content": _reply(_completion({"role": "assistant", "content": answer}, len(answer) // 3)),
    }


def _completion(message: dict[str, object], tokens: int) -> dict[str, object]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": MODEL,
        "choices": [{"index": 0, "finish_reason": "stop", "logprobs": None, "message": message}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": tokens, "total_tokens": 1000 + tokens},
    }


def _reply(value: dict[str, object]) -> bytes:
    body = json.dumps(value).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body


async def _serve(milliseconds: int, answer: str) -> None:
    replies = _replies(answer)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(replies, milliseconds / 1000), "127.0.0.1", 0, backlog=512)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), sys.argv[2]))
