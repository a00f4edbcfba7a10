"""The shape a model must answer in, made from a form's kinds and themes, and what an answer of that shape says."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

MOST_ITEMS = 60
MOST_LETTERS = 800
"""Of a quote: the longest that people labelled has 130 characters."""
_MOST_OF_A_PART = 120

_Number = Annotated[int, Field(ge=1, le=MOST_ITEMS)]
_Part = Annotated[str, Field(max_length=_MOST_OF_A_PART)]
_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One finding as a model tells it; nothing of it has been checked. `addresses` are numbers of other items."""

    number: int
    kind: str
    quote: str
    gist: str
    theme: str | None
    addresses: tuple[int, ...]
    deadline: str | None
    unit: str | None
    target: str | None

    @property
    def promises(self) -> dict[str, str]:
        """Return the parts of a promise that it names."""
        parts = {"deadline": self.deadline, "unit": self.unit, "target": self.target}
        return {name: part for name, part in parts.items() if part is not None and part.strip()}


@cache
def answer_model(kinds: tuple[str, ...], themes: tuple[str, ...]) -> type[BaseModel]:
    """Return the Pydantic model for a form's kinds and themes: all keys required, nothing extra, all bounded."""
    one_of: Any = Literal  # what it is subscripted with is known only from the form
    item = create_model(
        "FindingItem",
        __config__=_STRICT,
        number=(_Number, ...),
        kind=(one_of[kinds], ...),
        quote=(Annotated[str, Field(max_length=MOST_LETTERS)], ...),
        gist=(_Part, ...),
        theme=(one_of[themes] | None if themes else None, ...),
        addresses=(Annotated[list[_Number], Field(max_length=MOST_ITEMS)], ...),
        deadline=(_Part | None, ...),
        unit=(_Part | None, ...),
        target=(_Part | None, ...),
    )
    items = Annotated[list[item], Field(max_length=MOST_ITEMS)]
    return create_model("FindingsAnswer", __config__=_STRICT, findings=(items, ...))


def items_of(answer: BaseModel) -> tuple[Item, ...]:
    """Return what an answer of that shape says, in its order."""
    return tuple(Item(**{**each, "addresses": tuple(each["addresses"])}) for each in answer.model_dump()["findings"])
