"""Small requests for the tests, stages that ask them, and a clock that does not make anybody wait."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from extractor.model import Request
from extractor.model.endpoint import Endpoint, Price
from extractor.model.retry import Patience
from extractor.model.session import Session

MODEL = "scripted"
RIGHT = {"total": 7}


class Answer(BaseModel):
    """What is asked for: one bounded number."""

    model_config = ConfigDict(extra="forbid")
    total: Annotated[int, Field(ge=0, le=10**9)]


class Quick:
    """A clock on which every wait is over at once; `slept` holds them."""

    def __init__(self):
        self.slept = []

    def now(self):
        """Return the sum of the waits."""
        return sum(self.slept)

    async def sleep(self, seconds):
        """Note a wait."""
        self.slept.append(seconds)


def patience(clock=None, **more):
    """Return patience without waits and without chance: every wait is its whole length."""
    return Patience(clock=clock or Quick(), jitter=lambda: 1.0, **more)


def request(text="how many?", *, document="d", part="p", answer=Answer, max_tokens=50):
    """Return a request."""
    return Request(
        prompt="test-1:0",
        system="Count.",
        user=text,
        answer=answer,
        max_tokens=max_tokens,
        document=document,
        part=part,
    )


def one(text="how many?", **more):
    """Return a stage that asks once and returns the reply."""
    (reply,) = yield (request(text, **more),)
    return reply


def at(url, **more):
    """Return an endpoint there, with a price."""
    prices = {MODEL: Price(input=more.pop("price_in", 1), output=more.pop("price_out", 1), currency="CNY")}
    return Endpoint(url=url, model=MODEL, prices=prices, **more)


def opened(url, folder, *, clock=None, endpoint=None, attempts=5, **more):
    """Open a session with the endpoint there, its archive in a folder."""
    found = at(url) if endpoint is None else endpoint
    how = patience(clock, attempts=attempts)
    return Session.open(found, archive=folder / "replies.db", patience=how, **more)


def asked(session, *stages):
    """Return what stages return, in whichever order they end; by default one that asks once."""
    return list(session.fulfil(stages or [one()]))
