"""The nouns of verifying: quantities as a text prints them, sources, and what is said of each number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from extractor.span import Span


class Support(StrEnum):
    """What the sources say of one number."""

    SUPPORTED = "supported"
    DERIVED = "derived"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


class Slip(StrEnum):
    """What kind of mistake a wrong number is, where that can be told."""

    UNIT = "unit"
    SCALE = "scale"
    SIGN = "sign"
    PERIOD = "period"
    MISATTACHED = "misattached"
    VALUE = "value"


class Kind(StrEnum):
    """What a quantity counts: only like is held against like."""

    BARE = "bare"
    COUNT = "count"
    ORDINAL = "ordinal"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    MULTIPLE = "multiple"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    PAIR = "pair"
    DIGITS = "digits"
    LABEL = "label"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as it is printed: `value` in the base of its kind (元, per cent, metres), `unit` in a canonical word.

    `step` is what one unit of the last printed digit is worth, `digits` how many digits count. `parts` are those of a
    date (year, quarter or half, month, day) or of a pair. `bound` is a word that widens it: about, over, under.
    `is_range` says that it is an end of a range.
    """

    span: Span
    text: str
    kind: Kind
    value: Decimal
    unit: str = ""
    step: Decimal = Decimal(1)
    digits: int = 1
    parts: tuple[int | None, ...] = ()
    bound: str = ""
    is_range: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure that a reading knows of: a cell with the labels of its table, row and column.

    `row`, `column` and `group` (the block a row stands in) may hold several names of one label; `is_total` says that
    the cell counts all of its row. `parts` are the cells that a sum over a block is made of.
    """

    id: str
    table: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    value: Decimal
    unit: str = ""
    span: Span | None = None
    is_total: bool = False
    group: tuple[str, ...] = ()
    parts: tuple["Fact", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """A text that numbers are held against, with the figures a reading found in it and the year it is about."""

    name: str
    text: str
    facts: tuple[Fact, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a source speaks of a number: `quote` is its line, or what is near in a long one.

    `fact` is the id of a cell, `label` its labels in Chinese and English; `inset` says how far into the quote the
    number stands.
    """

    source: str
    span: Span | None
    line: int | None
    quote: str
    printed: str
    fact: str | None = None
    label: tuple[str, ...] = ()
    inset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One number of the text with its verdict.

    `value` is exact, as text: a decimal, a date in ISO form as far as it is printed, a pair. `places` are where the
    sources bear it out or contradict it; `expression` is how it was recomputed; `slip` the kind of mistake.
    """

    span: Span
    text: str
    value: str
    kind: Kind
    unit: str | None
    verdict: Support
    slip: Slip | None = None
    places: tuple[Place, ...] = ()
    expression: str | None = None

    @property
    def is_sound(self) -> bool:
        """Return whether the sources bear it out, as printed or recomputed."""
        return self.verdict in {Support.SUPPORTED, Support.DERIVED}


@dataclass(frozen=True, kw_only=True)
class Verification:
    """A text held against its sources, number by number in the order of the text."""

    text: str
    sources: tuple[str, ...]
    numbers: tuple[Checked, ...]
    counts: Mapping[Support, int] = field(init=False)

    def __post_init__(self) -> None:
        counts = dict.fromkeys(Support, 0)
        for number in self.numbers:
            counts[number.verdict] += 1
        object.__setattr__(self, "counts", counts)

    @property
    def is_sound(self) -> bool:
        """Return whether no number is unsupported or contradicted."""
        return all(number.is_sound for number in self.numbers)

    @property
    def unsound(self) -> tuple[Checked, ...]:
        """Return the numbers that a person should look at."""
        return tuple(number for number in self.numbers if not number.is_sound)
