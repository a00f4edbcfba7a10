"""The matrix of injected faults: which kinds each check notices, which escape it, and alarms at what is right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.evaluation.page.names import Names
from extractor.mutate import Caught, total_of
from extractor.scoring.rates import ratio
from extractor.serialise import JsonObject

DETECTORS = ("sums", "printed", "placed", "witness", "together")
"""The checks in the order of the columns; `together` is what the record makes of all of them."""
ORIGINS = ("shipped", "generated", "zero")
"""Where the reports come from that faults are put into; those that are all zero stand apart."""
LEVELS = ("value", "text")
"""Faults are put into the reading, or into the text."""

_SHADES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many faults of a kind a check notices; `shade` grows with their share, from 0 to 4."""

    caught: int
    whole: int
    is_blind: bool = False

    @property
    def share(self) -> float | None:
        """Return the share that is noticed; null where there was nothing to notice."""
        return ratio(self.caught, self.whole)

    @property
    def shade(self) -> int:
        """Return how dark the cell is: 4 where all are noticed, 0 where none is."""
        return max(int(self.caught > 0), _SHADES * self.caught // self.whole) if self.whole else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A kind of faults with a cell for each check (null: it was not asked), and one for each origin."""

    row: JsonObject
    name: str
    mutants: int
    cells: tuple[Cell | None, ...]
    covered: Cell
    origins: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The kinds of faults that are put into the same thing, and the checks that were asked about them."""

    id: str
    detectors: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """The matrix; `blind` names, for each check, the kinds it is blind to, and `misses` are by kind."""

    matrix: JsonObject
    levels: tuple[Level, ...]
    blind: tuple[tuple[str, tuple[str, ...]], ...]
    misses: tuple[tuple[str, Sequence[JsonObject]], ...]


def faults(matrix: JsonObject | None, names: Names) -> Faults | None:
    """Return the matrix of a run (`extractor.mutate`) as it is shown; null where no faults were injected."""
    if matrix is None:
        return None
    blind = matrix["blind_spots"]
    return Faults(
        matrix=matrix,
        levels=tuple(_levels(matrix, blind, names)),
        blind=tuple((check, tuple(names.of("fault", each) for each in blind.get(check, ()))) for check in DETECTORS),
        misses=tuple((names.of("fault", row["fault"]), row["misses"]) for row in matrix["rows"] if row["misses"]),
    )


def _levels(matrix: JsonObject, blind: Mapping[str, Sequence[str]], names: Names) -> Iterator[Level]:
    for level in LEVELS:
        rows = [row for row in matrix["rows"] if row["level"] == level]
        if rows:
            asked = tuple(check for check in DETECTORS if any(check in total_of(row).caught for row in rows))
            yield Level(id=level, detectors=asked, lines=tuple(_line(row, asked, blind, names) for row in rows))


def _line(row: JsonObject, asked: Sequence[str], blind: Mapping[str, Sequence[str]], names: Names) -> Line:
    total, is_blind = total_of(row), {check for check in asked if row["fault"] in blind.get(check, ())}
    return Line(
        row=row,
        name=names.of("fault", row["fault"]),
        mutants=total.mutants,
        cells=tuple(_cell(check, total, is_blind=check in is_blind) for check in asked),
        covered=Cell(caught=total.caught_covered.get("together", 0), whole=total.covered),
        origins=tuple(_origin(row["strata"].get(origin)) for origin in ORIGINS),
    )


def _cell(check: str, total: Caught, *, is_blind: bool) -> Cell | None:
    return Cell(caught=total.caught[check], whole=total.mutants, is_blind=is_blind) if check in total.caught else None


def _origin(stratum: JsonObject | None) -> Cell:
    if stratum is None:
        return Cell(caught=0, whole=0)
    return Cell(caught=stratum["caught"].get("together", 0), whole=stratum["mutants"])
