"""The shape a brief must come in: sentences, each with the numbers of the findings it rests on."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, create_model

MOST_SENTENCES = 12
MOST_LETTERS = 240
MOST_FINDINGS = 60
"""As many findings as a report may have (`extractor.findings.answer`)."""

_STRICT = ConfigDict(extra="forbid", strict=True)
_Number = Annotated[int, Field(ge=1, le=MOST_FINDINGS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence as a model tells it; nothing of it has been checked."""

    number: int
    text: str
    findings: tuple[int, ...]


@cache
def answer_model() -> type[BaseModel]:
    """Return the Pydantic model of a brief: all keys required, nothing extra, all bounded."""
    sentence = create_model(
        "BriefSentence",
        __config__=_STRICT,
        number=(_Number, ...),
        text=(Annotated[str, Field(max_length=MOST_LETTERS)], ...),
        findings=(Annotated[list[_Number], Field(max_length=MOST_SENTENCES)], ...),
    )
    sentences = Annotated[list[sentence], Field(max_length=MOST_SENTENCES)]
    return create_model("BriefAnswer", __config__=_STRICT, sentences=(sentences, ...))


def told(answer: BaseModel) -> tuple[Told, ...]:
    """Return what an answer of that shape says, in its order."""
    return tuple(Told(**{**each, "findings": tuple(each["findings"])}) for each in answer.model_dump()["sentences"])
