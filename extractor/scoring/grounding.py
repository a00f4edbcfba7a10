"""How much a citation is worth: whether it would have let a number with one wrong digit pass.

A decoy is a printed number with one digit changed. Three checks are asked about it, each stricter than the one before:
does the number occur anywhere in the document, on the line that the system cites, at the very place it cites.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from random import Random

from extractor.figures import Figure, figures, parse_cell, plain, value_in
from extractor.lines import Lines
from extractor.schema.compiled import Schema
from extractor.scoring.counts import Counts
from extractor.scoring.outcomes import Judged, Outcome
from extractor.span import Span

LEVELS = ("document", "line", "cell")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Counts):
    """Counts of one check: decoys shown to it and let through, true numbers shown to it and refused."""

    decoys: int = 0
    cleared: int = 0
    truths: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounding:
    """Citations of numbers other than zero (`valid`: a place in the text; `entailed`: the number stands there)."""

    cited: int = 0
    valid: int = 0
    entailed: int = 0
    levels: Mapping[str, Level] = field(default_factory=lambda: dict.fromkeys(LEVELS, Level()))

    def __add__(self, other: "Grounding") -> "Grounding":
        return Grounding(
            cited=self.cited + other.cited,
            valid=self.valid + other.valid,
            entailed=self.entailed + other.entailed,
            levels={level: self.levels[level] + other.levels[level] for level in LEVELS},
        )


def grounding(judged: Iterable[Judged], text: str, schema: Schema, *, seed: str) -> Grounding:
    """Return what the citations of one report are worth; `seed` names the report, so that its decoys stay the same."""
    source = _Source(text)
    found = []
    for each in judged:
        if each.is_salient and each.outcome is not Outcome.OPEN:
            unit = schema.column_of(each.slot).unit if each.gold is not None else None
            found.append(_of_slot(each, source, unit, Random(f"{seed}:{each.slot}")))  # noqa: S311 - not for secrets
    return Grounding(
        cited=sum(each.cited for each in found),
        valid=sum(each.valid for each in found),
        entailed=sum(each.entailed for each in found),
        levels={level: _total([each.levels[level] for each in found]) for level in LEVELS},
    )


def decoy(value: Decimal, rng: Random) -> Decimal:
    """Return a number with one digit changed; it never begins with a zero that the number does not begin with."""
    digits = plain(abs(value))
    at = rng.choice([index for index, char in enumerate(digits) if char.isdigit()])
    lowest = 1 if at == 0 and len(digits) > 1 and digits[1] != "." else 0
    other = rng.choice([digit for digit in "0123456789"[lowest:] if digit != digits[at]])
    changed = Decimal(digits[:at] + other + digits[at + 1 :])
    return -changed if value < 0 else changed


class _Source:
    """The text that is cited, its figures found once: they are asked for at every slot."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._everywhere = tuple(figures(text))
        self._by_line: dict[int, list[Figure]] = {}
        for figure in self._everywhere:
            self._by_line.setdefault(self._lines.number(figure.span.start), []).append(figure)
        self._at = {place: figure for figure in reversed(self._everywhere) for place in (figure.span, figure.extent)}
        self._accepted: dict[tuple[str | None, int | None], set[Decimal]] = {}

    def at_level(self, level: str, span: Span | None, unit: str | None) -> set[Decimal]:
        """Return the numbers that a check accepts for a column that counts in `unit`."""
        if level == "document":
            return self._kept(unit, None)
        if span is None or not self.is_place(span):
            return set()
        return self._kept(unit, self._lines.number(span.start)) if level == "line" else self._figure_at(span, unit)

    def is_place(self, span: Span) -> bool:
        """Return whether a span is a place of the text where something is printed."""
        return 0 <= span.start < span.end <= len(self._text) and bool(self._text[span.start : span.end].strip())

    def _kept(self, unit: str | None, line: int | None) -> set[Decimal]:
        """Return the numbers of a line, or of the whole text."""
        if (unit, line) not in self._accepted:
            found = self._everywhere if line is None else self._by_line.get(line, ())
            self._accepted[unit, line] = set(_values(found, unit))
        return self._accepted[unit, line]

    def _figure_at(self, span: Span, unit: str | None) -> set[Decimal]:
        """Return the figure at a place; a piece of a run of digits is a figure of its own."""
        found = self._at.get(span) or parse_cell(self._text[span.start : span.end])
        return set() if found is None else set(_values((found,), unit))


def _values(found: Iterable[Figure], unit: str | None) -> Iterator[Decimal]:
    for figure in found:
        yield figure.value
        converted = value_in(figure.value, figure.unit, unit) if figure.unit and unit else None
        if converted is not None:
            yield converted


def _of_slot(each: Judged, source: _Source, unit: str | None, rng: Random) -> Grounding:
    said, span = each.answer.content, each.answer.span
    is_cited = isinstance(said, Decimal) and said != 0 and span is not None
    is_valid = is_cited and span is not None and source.is_place(span)
    truth = each.gold if isinstance(each.gold, Decimal) and each.gold != 0 else None
    wrong = None if truth is None else decoy(truth, rng)
    return Grounding(
        cited=int(is_cited),
        valid=int(is_valid),
        entailed=int(is_valid and said in source.at_level("cell", span, unit)),
        levels={
            level: _checked(truth, wrong, source.at_level(level, span, unit), is_asked=level == "document" or is_valid)
            for level in LEVELS
        },
    )


def _total(counts: Sequence[Level]) -> Level:
    return Level(**{each.name: sum(getattr(count, each.name) for count in counts) for each in fields(Level)})


def _checked(truth: Decimal | None, wrong: Decimal | None, accepted: set[Decimal], *, is_asked: bool) -> Level:
    """Return what a check makes of a number and its decoy; where no place is cited there is no decoy to refuse."""
    if truth is None:
        return Level()
    cleared = int(is_asked and wrong in accepted)
    return Level(decoys=int(is_asked), cleared=cleared, truths=1, refused=int(truth not in accepted))
