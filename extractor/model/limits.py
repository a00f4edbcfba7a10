"""How much may be under way at once, and how much may be sent in a minute."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from extractor.model.endpoint import Endpoint

if TYPE_CHECKING:
    from aiolimiter import AsyncLimiter

MINUTE_SECONDS = 60.0


class Limits:
    """The limits of one endpoint: calls at once, requests a minute, tokens a minute."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._requests_at_once = asyncio.Semaphore(endpoint.concurrency)
        self._requests = _limiter(endpoint.requests_per_minute)
        self._tokens = _limiter(endpoint.tokens_per_minute)

    @asynccontextmanager
    async def request(self, tokens: int) -> AsyncIterator[None]:
        """Wait until a request of about so many tokens may be sent, and hold its place until it is over.

        It holds it through the waits between its calls too: an endpoint that wants to be left alone is.
        """
        async with self._requests_at_once:
            await self.another(tokens)
            yield

    async def another(self, tokens: int) -> None:
        """Wait until a call more may be made for a request under way."""
        if self._requests is not None:
            await self._requests.acquire()
        if self._tokens is not None:
            # A request larger than a whole minute's allowance would wait for ever.
            await self._tokens.acquire(min(float(tokens), self._tokens.max_rate))


def _limiter(a_minute: float | None) -> "AsyncLimiter | None":
    if a_minute is None:
        return None
    from aiolimiter import AsyncLimiter

    # One at least may go out at once: less than one a minute is one in more than a minute.
    return AsyncLimiter(max(1.0, a_minute), MINUTE_SECONDS * max(1.0, 1 / a_minute))
