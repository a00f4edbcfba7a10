"""Stages that need a model: they yield requests and resume with replies, and who fulfils them is not their business."""

from collections.abc import Callable, Generator, Sequence
from typing import TypeVar, cast

from extractor.model.asked import Failed, Failure, Reply, Request

T = TypeVar("T")
U = TypeVar("U")

Batch = tuple[Request, ...]
"""Requests that do not depend on one another."""

Stage = Generator[Batch, Sequence[Reply], T]
"""Yields requests, resumes with one reply for each in their order, and returns its value."""


def together(stages: Sequence[Stage[T]]) -> Stage[tuple[T, ...]]:
    """Return stages run side by side as one: what they ask at the same time goes out at the same time."""
    open_stages = list(enumerate(stages))
    done: dict[int, T] = {}
    answers: dict[int, Sequence[Reply] | None] = dict.fromkeys(range(len(stages)))
    while open_stages:
        asked: dict[int, Batch] = {}
        for at, stage in open_stages:
            try:
                asked[at] = _resume(stage, answers[at])
            except StopIteration as end:
                done[at] = end.value
        open_stages = [(at, stage) for at, stage in open_stages if at in asked]
        if not open_stages:
            break
        replies = iter((yield tuple(request for batch in asked.values() for request in batch)))
        answers = {at: [next(replies) for _ in batch] for at, batch in asked.items()}
    return tuple(done[at] for at in range(len(stages)))


def both(one: Stage[T], other: Stage[U]) -> Stage[tuple[T, U]]:
    """Return two stages of different values run side by side as one."""
    first, second = yield from together([cast("Stage[T | U]", one), cast("Stage[T | U]", other)])
    return cast("T", first), cast("U", second)


def fulfilled(stage: Stage[T], answer: Callable[[Request], Reply]) -> T:
    """Return what a stage returns when `answer` answers its requests, one after the other."""
    replies: Sequence[Reply] | None = None
    while True:
        try:
            batch = _resume(stage, replies)
        except StopIteration as end:
            value: T = end.value
            return value
        replies = [answer(request) for request in batch]


def unasked(stage: Stage[T]) -> tuple[T, Batch]:
    """Return what a stage returns when nobody answers, and what it would have asked."""
    asked: list[Request] = []

    def note(request: Request) -> Reply:
        asked.append(request)
        return Failed(kind=Failure.NOT_ASKED)

    value = fulfilled(stage, note)
    return value, tuple(asked)


def _resume(stage: Stage[T], replies: Sequence[Reply] | None) -> Batch:
    return next(stage) if replies is None else stage.send(replies)
