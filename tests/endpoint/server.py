"""The loopback server: HTTP/1.1 with connections kept open, an event loop in a thread of its own."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.endpoint.replies import Drop, Hang, Reply, error


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came in; `number` counts the completions before it."""

    method: str
    path: str
    headers: dict
    body: dict
    number: int = 0

    @property
    def user(self):
        """Return what the user said last."""
        return self.body["messages"][-1]["content"]

    @property
    def mode(self):
        """Return how the answer's shape was asked for."""
        if "response_format" in self.body:
            return "json_schema"
        return "tools" if "tools" in self.body else "prompt"


Script = Callable[[Asked], Reply | Drop | Hang]


@dataclass(slots=True)
class Served:
    """A running endpoint: its base URL, and everything it was asked."""

    url: str = ""
    log: list = field(default_factory=list)
    most_at_once: int = 0  # while their replies were being delayed

    @property
    def completions(self):
        """Return the requests for completions, in the order they came."""
        return [asked for asked in self.log if asked.path.endswith("/chat/completions")]

    @property
    def models(self):
        """Return the requests for the list of models."""
        return [asked for asked in self.log if asked.path.endswith("/models")]


@contextmanager
def serve(script: Script, *, models=None, key: str = "", is_list_public: bool = False) -> Iterator[Served]:
    """Serve completions as the script says; `models` is the list, none where there is no such path.

    Where there is a `key`, it is asked for; `is_list_public` shows the list without it.
    """
    served = Served()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    front = _Front(script, served, models, key, is_list_public)
    server = _in(loop, asyncio.start_server(front.meet, "127.0.0.1", 0, backlog=1024))
    served.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield served
    finally:
        server.close()
        _in(loop, front.end())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class _Front:
    def __init__(self, script, served, models, key, is_list_public):
        self._script, self._served, self._models, self._key = script, served, models, key
        self._is_list_public = is_list_public
        self._tasks = set()
        self._at_once = 0
        self._completions = 0

    async def meet(self, reader, writer):
        """Answer the requests of one connection until it ends."""
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while (asked := await _read(reader)) is not None:
                    if not await self._answer(asked, writer):
                        break
        except asyncio.CancelledError:
            pass  # the server is closed: the connection goes with it
        finally:
            self._tasks.discard(task)
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def end(self):
        """Let go of every connection."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, asked, writer):
        asked = Asked(number=self._completions, **asked)
        self._completions += asked.path.endswith("/chat/completions")
        self._served.log.append(asked)
        reply = self._reply(asked)
        if isinstance(reply, Drop):
            return False
        if isinstance(reply, Hang):
            await asyncio.Event().wait()
        self._at_once += 1
        self._served.most_at_once = max(self._served.most_at_once, self._at_once)
        try:
            await asyncio.sleep(reply.delay)
        finally:
            self._at_once -= 1
        await _write(writer, reply)
        return True

    def _reply(self, asked):
        is_list = asked.path.endswith("/models")
        is_known = not self._key or asked.headers.get("authorization") == f"Bearer {self._key}"
        if not is_known and not (is_list and self._is_list_public):
            return error(401, f"Incorrect API key provided: {asked.headers.get('authorization')}")
        if not is_list:
            return self._script(asked)
        if self._models is None:
            return error(404, "Not Found")
        listed = {"object": "list", "data": [{"id": name, "object": "model"} for name in self._models]}
        return Reply(body=json.dumps(listed).encode())


async def _read(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return {"method": method, "path": path, "headers": headers, "body": json.loads(body) if body else {}}


async def _write(writer, reply):
    headers = {"Content-Type": "application/json", "Content-Length": str(len(reply.body)), **reply.headers}
    lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}", *(f"{k}: {v}" for k, v in headers.items())]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
    if not reply.drip:
        writer.write(head + reply.body)
        await writer.drain()
        return
    writer.write(head)
    for byte in reply.body:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(reply.drip)


def _in(loop, coroutine):
    return asyncio.run_coroutine_threadsafe(coroutine, loop).result()
