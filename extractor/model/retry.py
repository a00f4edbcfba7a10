"""The one owner of retries: which failures are tried again, when, and until when."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from extractor.model.asked import Failure
from extractor.model.faults import FaultError

if TYPE_CHECKING:
    from tenacity import RetryCallState

T = TypeVar("T")

ATTEMPTS = 5
"""How often a call is made at most; one that is only told to wait goes on until its time is up."""

DEADLINE_SECONDS = 300.0
"""How long a request may take in all, with every wait."""

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0


class Clock(Protocol):
    """Time, as retries see it."""

    def now(self) -> float:
        """Return seconds since some moment."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let time go by."""
        ...


class SystemClock:
    """Time as it is."""

    def now(self) -> float:
        """Return seconds since some moment."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let time go by."""
        await asyncio.sleep(seconds)


SYSTEM_CLOCK = SystemClock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long it is worth trying: `jitter` gives a share of each wait between none and all of it."""

    clock: Clock = SYSTEM_CLOCK
    attempts: int = ATTEMPTS
    deadline_seconds: float = DEADLINE_SECONDS
    jitter: Callable[[], float] = random.random


async def persistently(call: Callable[[float], Awaitable[T]], patience: Patience) -> T:
    """Return what `call` returns, trying again where its fault may pass; it is told how many seconds are left.

    Raises the last `FaultError` where none of it helps. A wait that the endpoint asks for and that would end after the
    deadline is not begun.
    """
    from tenacity import AsyncRetrying, retry_if_exception

    clock = patience.clock
    deadline = clock.now() + patience.deadline_seconds

    async def attempt() -> T:
        return await call(deadline - clock.now())

    def is_over(state: "RetryCallState") -> bool:
        is_last = state.attempt_number >= patience.attempts and not _is_told_to_wait(state)
        return is_last or clock.now() + state.upcoming_sleep >= deadline

    # A new one for each call: one that is shared counts the attempts of all.
    retrying = AsyncRetrying(
        retry=retry_if_exception(_is_passing),
        wait=lambda state: _wait(state, patience.jitter),
        stop=is_over,
        sleep=clock.sleep,
        reraise=True,
    )
    return await retrying(attempt)


def backoff(attempt: int, share: float) -> float:
    """Return how long to wait after an attempt, twice as long each time, at least half of it whatever the jitter."""
    longest: float = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(attempt - 1, 30))
    return longest * (0.5 + share / 2)


def _is_passing(error: BaseException) -> bool:
    return isinstance(error, FaultError) and error.is_passing


def _wait(state: "RetryCallState", jitter: Callable[[], float]) -> float:
    fault = _fault(state)
    own = backoff(state.attempt_number, jitter())
    return own if fault is None or fault.retry_after is None else max(fault.retry_after, own / 4)


def _is_told_to_wait(state: "RetryCallState") -> bool:
    fault = _fault(state)
    return fault is not None and fault.kind is Failure.RATE_LIMITED


def _fault(state: "RetryCallState") -> FaultError | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, FaultError) else None
