"""What is asked of a model and what comes back: values, so that a stage can ask without waiting for anybody."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to a model: what it is told, the shape of its answer, and what it is about.

    `prompt` names the prompt it was made from, with its version and hash; `answer` is a Pydantic model of the strict
    subset that every engine takes (all keys required, nothing extra, all bounded), built once a form; `max_tokens`
    bounds the answer. `document` and `part` (a table, a section) say what the call was paid for.
    """

    prompt: str
    system: str
    user: str
    answer: "type[BaseModel]"
    max_tokens: int
    document: str
    part: str


class Failure(StrEnum):
    """Why a request has no answer, each by its own name."""

    TRUNCATED = "truncated"  # the answer was cut at its bound: never a shorter answer
    REFUSED = "refused"  # the model declined
    FILTERED = "filtered"  # a filter of the endpoint took the answer away
    EMPTY = "empty"  # a reply without an answer in it
    MALFORMED = "malformed"  # an answer that is not of the shape asked for
    NOT_A_REPLY = "not_a_reply"  # something else than the protocol's, with a status of success
    REJECTED = "rejected"  # the endpoint does not take the request
    TOO_LONG = "too_long"  # the request does not fit the model
    UNAUTHORISED = "unauthorised"  # the key is not, or no longer, good
    NO_QUOTA = "no_quota"  # the account is empty
    RATE_LIMITED = "rate_limited"  # and still was when the time was up
    SERVER_ERROR = "server_error"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    OVER_BUDGET = "over_budget"  # not sent: it might have cost more than is left
    NOT_ASKED = "not_asked"  # nobody was there to ask

    @property
    def is_unsent(self) -> bool:
        """Return whether another run may well get an answer: nothing was said, so nothing is known."""
        return self not in _SAID


_SAID = {Failure.TRUNCATED, Failure.REFUSED, Failure.FILTERED, Failure.EMPTY, Failure.MALFORMED, Failure.TOO_LONG}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer of the shape asked for; nothing it says has been checked. `key` finds it in the archive of replies."""

    answer: "BaseModel"
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """No answer; `detail` is what is particular to it, free of language."""

    kind: Failure
    detail: str = ""


Reply = Answered | Failed
