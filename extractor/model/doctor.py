"""Looking an endpoint over for its user: there, the model there, the schema kept to, an answer, a price."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.errors import CallError
from extractor.model.asked import Answered, Failed, Failure, Reply, Request
from extractor.model.endpoint import Endpoint
from extractor.model.retry import Patience
from extractor.model.session import Session
from extractor.model.shapes import Mode
from extractor.model.stage import Batch, Stage

PATIENCE = Patience(attempts=2, deadline_seconds=60)
"""A person is waiting for it."""


class Aspect(StrEnum):
    """What is looked at, in this order."""

    REACHABLE = "reachable"
    MODEL = "model"
    SCHEMA = "schema"
    TRIAL = "trial"
    PRICE = "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found of one aspect: `key` and `values` are a message, `level` how well it is."""

    aspect: Aspect
    level: Literal["ok", "note", "problem"]
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


class _Shaped(BaseModel):
    model_config = ConfigDict(extra="forbid")
    mark: Literal["k7", "q2"]
    count: Annotated[int, Field(ge=0, le=9)]


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid")
    value: Annotated[int, Field(ge=0, le=9999)]


_LONGEST = 200


def _request(prompt: str, system: str, user: str, answer: type[BaseModel]) -> Request:
    return Request(
        prompt=prompt, system=system, user=user, answer=answer, max_tokens=_LONGEST, document="", part="doctor"
    )


# A model that is not held to the schema does what it is told and greets in prose.
_SHAPE = _request(
    "doctor-shape",
    "You greet people. Never write JSON, numbers or quotation marks.",
    "Greet me in one short sentence.",
    _Shaped,
)
_TRIAL = _request(
    "doctor-trial",
    "Read the table and answer with the number asked for.",
    "| 收件 | 13 |\n| 结转 | 208 |\n结转 = ?",
    _Told,
)
_EXPECTED = 208
_NO_MODEL = frozenset({"model.no_model", "model.no_model_near", "model.no_such_model", "model.not_found"})


def look(endpoint: Endpoint, *, model: str = "", offline: bool = False) -> Iterator[Looked]:
    """Yield what was found, as it is found; two or three small calls are made, and nothing of them is kept."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            session = Session.open(
                endpoint, model=model, archive=Path(folder) / "replies.db", offline=offline, patience=PATIENCE
            )
        except CallError as error:
            yield _problem(error)
            return
        with session:
            yield from _looked(session)


def _looked(session: Session) -> Iterator[Looked]:
    reachable = Looked(aspect=Aspect.REACHABLE, level="ok", key="look.reachable", values={"url": session.endpoint.url})
    try:
        session.check()
    except CallError as error:
        if error.key in _NO_MODEL:
            yield reachable
        yield _problem(error)
        return
    yield reachable
    yield Looked(aspect=Aspect.MODEL, level="ok", key="look.model", values={"model": session.model})
    yield _shape(session, _reply(session, _SHAPE))
    yield _trial(_reply(session, _TRIAL), session.endpoint)
    yield _price(session)


def _reply(session: Session, request: Request) -> Reply:
    (reply,) = session.fulfil([_asked(request)])
    if not isinstance(reply, Reply):
        raise reply.error
    return reply


def _asked(request: Request) -> Stage[Reply]:
    batch: Batch = (request,)
    (reply,) = yield batch
    return reply


def _shape(session: Session, reply: Reply) -> Looked:
    mode = session.mode
    if isinstance(reply, Failed) and reply.kind is not Failure.MALFORMED:
        return _unanswered(Aspect.SCHEMA, reply, session.endpoint)
    if mode is Mode.PROMPT:
        return Looked(aspect=Aspect.SCHEMA, level="note", key="look.prompt")
    if isinstance(reply, Answered):
        return Looked(aspect=Aspect.SCHEMA, level="ok", key="look.schema", values={"mode": mode})
    values = {"mode": mode, "problem": reply.detail}
    return Looked(aspect=Aspect.SCHEMA, level="note", key="look.no_schema", values=values)


def _trial(reply: Reply, endpoint: Endpoint) -> Looked:
    if isinstance(reply, Failed):
        return _unanswered(Aspect.TRIAL, reply, endpoint)
    told = reply.answer.value if isinstance(reply.answer, _Told) else None
    if told != _EXPECTED:
        values = {"told": str(told), "expected": str(_EXPECTED)}
        return Looked(aspect=Aspect.TRIAL, level="note", key="look.wrong_trial", values=values)
    return Looked(aspect=Aspect.TRIAL, level="ok", key="look.trial")


def _unanswered(aspect: Aspect, reply: Failed, endpoint: Endpoint) -> Looked:
    if reply.kind is Failure.TRUNCATED:
        values = {"name": endpoint.bound_name or endpoint.max_tokens_name, "most": str(endpoint.bound(_LONGEST))}
        return Looked(aspect=aspect, level="problem", key="look.truncated", values=values)
    return Looked(aspect=aspect, level="problem", key="look.no_trial", values={"problem": reply.detail or reply.kind})


def _price(session: Session) -> Looked:
    price = session.price
    if price is None:
        values = {"model": session.model, "path": session.endpoint.settings or "settings.toml"}
        return Looked(aspect=Aspect.PRICE, level="note", key="look.no_price", values=values)
    if not price.currency:
        return Looked(aspect=Aspect.PRICE, level="ok", key="look.free")
    values = {"input": str(price.input), "output": str(price.output), "currency": price.currency}
    return Looked(aspect=Aspect.PRICE, level="ok", key="look.price", values=values)


def _problem(error: CallError) -> Looked:
    aspect = Aspect.MODEL if error.key in {*_NO_MODEL, "model.none"} else Aspect.REACHABLE
    return Looked(aspect=aspect, level="problem", key=error.key, values=error.values)
