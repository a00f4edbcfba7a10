"""Many stages at once: each is resumed when its replies are there, and the next one is begun when there is room."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import Generic, TypeVar

from extractor.errors import GoujiError
from extractor.model.asked import Reply
from extractor.model.stage import Batch, Stage

T = TypeVar("T")

Arrived = Sequence[Reply] | Exception
"""The replies to a batch, or what went wrong: a `GoujiError` for the whole run, anything else for one stage."""

Send = Callable[[Batch, Callable[[Arrived], None]], None]
"""Sends a batch, and hands what arrives to the function it is given, in whichever thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A stage that raised, in the place of its value: the others are none the worse for it."""

    error: Exception


def driven(stages: Iterable[Stage[T]], send: Send, window: int) -> Generator[T | Broken, None, None]:
    """Yield the values of stages as they are done; at most `window` of them are open at any time.

    What has arrived goes before what has not begun, so that what is under way ends soon. Stages run in the caller's
    thread. Raises what goes wrong for the whole run; stages left open are closed.
    """
    arrived: SimpleQueue[tuple[int, Arrived]] = SimpleQueue()
    source = enumerate(stages)
    waiting: dict[int, Stage[T]] = {}
    is_drained = False
    try:
        while waiting or not is_drained:
            replies: Arrived | None = None
            if is_drained or len(waiting) >= window or not arrived.empty():
                number, came = arrived.get()
                if isinstance(came, GoujiError):
                    raise came
                stage, replies = waiting.pop(number), came
            elif (begun := next(source, None)) is not None:
                number, stage = begun
            else:
                is_drained = True
                continue
            stepped = _stepped(stage, replies)
            if isinstance(stepped, _Done):
                yield stepped.value
                continue
            waiting[number] = stage
            send(stepped, partial(_note, arrived, number))
    finally:
        for stage in waiting.values():
            stage.close()


@dataclass(frozen=True, slots=True)
class _Done(Generic[T]):
    value: T | Broken


def _stepped(stage: Stage[T], replies: Arrived | None) -> Batch | _Done[T]:
    try:
        if isinstance(replies, Exception):
            return stage.throw(replies)
        return next(stage) if replies is None else stage.send(replies)
    except StopIteration as end:
        return _Done(end.value)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is that stage's alone
        return _Done(Broken(error=error))


def _note(arrived: "SimpleQueue[tuple[int, Arrived]]", number: int, came: Arrived) -> None:
    arrived.put((number, came))
