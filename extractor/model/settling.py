"""Which mode an endpoint takes: found out once, however many requests begin at the same time."""

import asyncio
from collections.abc import Awaitable, Callable

from extractor.model.asked import Answered, Reply
from extractor.model.shapes import Mode


class NotTakenError(Exception):
    """The endpoint does not take a request in this mode; the last mode asks for nothing that could be refused."""


class Settling:
    """The mode of one endpoint and model; `remember` is told of it once an endpoint has taken it."""

    def __init__(self, known: Mode | None, remember: Callable[[Mode], None]) -> None:
        self._mode = known
        self._remembered = known
        self._remember = remember
        self._lock = asyncio.Lock()

    @property
    def mode(self) -> Mode:
        """Return the mode in use, or the one that is tried first."""
        return self._mode or Mode.SCHEMA

    async def ask(self, ask: Callable[[Mode], Awaitable[Reply]]) -> Reply:
        """Return the reply to a request, asked in the mode that the endpoint takes."""
        refused: Mode | None = None
        while True:
            if self._mode is None or self._mode is refused:
                async with self._lock:
                    # Another one may have found out while this one waited.
                    if self._mode is None or self._mode is refused:
                        return await self._find(ask, refused)
            try:
                return await ask(self._mode)
            except NotTakenError:
                refused = self._mode

    async def _find(self, ask: Callable[[Mode], Awaitable[Reply]], refused: Mode | None) -> Reply:
        """Ask in one mode after the other; a failure that says nothing of the mode leaves the first for the others."""
        modes = [mode for mode in Mode if mode is not refused]
        for mode in modes:
            try:
                reply = await ask(mode)
            except NotTakenError:
                continue
            self._settle(mode, is_sure=isinstance(reply, Answered) or not reply.kind.is_unsent)
            return reply
        raise NotTakenError

    def _settle(self, mode: Mode, *, is_sure: bool) -> None:
        self._mode = mode
        if is_sure and mode is not self._remembered:
            self._remembered = mode
            self._remember(mode)
