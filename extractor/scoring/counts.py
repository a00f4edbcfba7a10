"""Counts that are added up: field by field, whatever they count."""

from dataclasses import dataclass, fields, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Counts:
    """A record of numbers; the sum of two has the sum of each."""

    def __add__(self, other: Self) -> Self:
        return replace(
            self, **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )
