"""A thread with an event loop in it, for a caller that waits for nobody, and what is in the air there."""

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import TypeVar

from extractor.model.asked import Reply, Request
from extractor.model.driving import Arrived
from extractor.model.stage import Batch

T = TypeVar("T")


class Loop:
    """An event loop in a thread of its own, until it is closed."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="gouji-model", daemon=True)
        self._thread.start()

    @property
    def is_closed(self) -> bool:
        """Return whether it has ended."""
        return self._loop.is_closed()

    def wait(self, coroutine: Coroutine[object, object, T]) -> T:
        """Run a coroutine in the loop, wait for it, and return what it returns; an interrupted wait cancels it."""
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def soon(self, call: Callable[[], object]) -> None:
        """Have the loop call this when it comes round."""
        self._loop.call_soon_threadsafe(call)

    def close(self) -> None:
        """Cancel what is left, and end the loop and its thread."""
        if self.is_closed:
            return
        self.wait(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        await _cancelled([task for task in asyncio.all_tasks() if task is not asyncio.current_task()])
        await self._loop.shutdown_asyncgens()


class Flights:
    """The batches of one caller that are in the air."""

    def __init__(self, loop: Loop, ask: Callable[[Request], Awaitable[Reply]]) -> None:
        self._loop = loop
        self._ask = ask
        self._tasks: set[asyncio.Task[object]] = set()  # touched inside the loop only
        self._waiting: deque[tuple[Batch, Callable[[Arrived], None]]] = deque()
        self._is_called = False
        self._landed: list[tuple[Callable[[Arrived], None], Arrived]] = []

    def send(self, batch: Batch, arrive: Callable[[Arrived], None]) -> None:
        """Ask a batch, all its requests at once; `arrive` is called with what comes of it."""
        self._waiting.append((batch, arrive))
        if not self._is_called:  # waking the loop is dear: it is called once for all that is waiting when it comes
            self._is_called = True
            self._loop.soon(self._start)

    def cancel(self) -> None:
        """Let go of all that is in the air, and return when it is; a loop that is closed has done so already."""
        if not self._loop.is_closed:
            self._loop.wait(self._cancel())

    def _start(self) -> None:
        self._is_called = False  # before the first is taken: one that comes from now on calls again
        while self._waiting:
            self._task(self._fly(*self._waiting.popleft()))

    async def _fly(self, batch: Batch, arrive: Callable[[Arrived], None]) -> None:
        try:
            self._land(arrive, await self._replies(batch))
        except Exception as error:  # noqa: BLE001 - it is raised in the caller's thread
            self._land(arrive, error)

    def _land(self, arrive: Callable[[Arrived], None], came: Arrived) -> None:
        """Hand over what has come when this round of the loop is done: two threads that take turns are slow."""
        self._landed.append((arrive, came))
        if len(self._landed) == 1:
            asyncio.get_running_loop().call_soon(self._hand_over)

    def _hand_over(self) -> None:
        landed, self._landed = self._landed, []
        for arrive, came in landed:
            arrive(came)

    async def _replies(self, batch: Batch) -> Sequence[Reply]:
        if len(batch) == 1:  # as most are: no task of its own
            return [await self._ask(batch[0])]
        return await asyncio.gather(*[self._task(self._reply(request)) for request in batch])

    async def _reply(self, request: Request) -> Reply:
        return await self._ask(request)

    def _task(self, coroutine: Coroutine[object, object, T]) -> "asyncio.Task[T]":
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _cancel(self) -> None:
        self._waiting.clear()
        await _cancelled(list(self._tasks))


async def _cancelled(tasks: "list[asyncio.Task[object]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
