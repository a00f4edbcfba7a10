"""An HTTP client that reads no more than it has room for; only to be imported where httpx2 is needed anyway."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import httpx2

from extractor.model.asked import Failure
from extractor.model.faults import FaultError

MEGABYTE = 2**20

MOST = 32 * MEGABYTE
"""The longest reply that is read, packed and unpacked: the longest answer asked for takes some hundred kilobytes."""

MOST_OF_ERROR = 64 * 1024
"""How much is read of an error: its first sentence is all that is told of it."""

_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class BoundedClient(httpx2.AsyncClient):
    """A client whose replies are whole and of a bounded size, whatever an endpoint sends and however it is packed."""

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:  # noqa: ANN401 - as they are
        """Send a request and return its reply, read; raises `FaultError` where there is no end to it."""
        reply = await super().send(request, **{**options, "stream": True})
        try:
            if isinstance(reply.stream, httpx2.AsyncByteStream):
                reply.stream = _Packed(reply.stream)
            content = await _read(reply)
        finally:
            await reply.aclose()
        headers = [(name, value) for name, value in reply.headers.multi_items() if name.lower() not in _OF_THE_WIRE]
        return httpx2.Response(
            reply.status_code, headers=headers, content=content, request=request, extensions=reply.extensions
        )


class _Packed(httpx2.AsyncByteStream):
    """The bytes on the wire, so many at most: what is behind the end of a packed reply is kept where nobody sees it."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for piece in self._stream:
            size += len(piece)
            if size > MOST:
                raise _endless()
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _read(reply: httpx2.Response) -> bytes:
    most = MOST if reply.is_success else MOST_OF_ERROR
    content = bytearray()
    async with aclosing(reply.aiter_bytes()) as pieces:
        async for piece in pieces:
            content += piece
            if len(content) > most:
                break
    if len(content) > most and reply.is_success:
        raise _endless()
    return bytes(content[:most])


def _endless() -> FaultError:
    return FaultError(Failure.NOT_A_REPLY, f"> {MOST // MEGABYTE} MB", may_have_cost=True)
