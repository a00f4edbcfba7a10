"""Exact linear algebra over the rules: which equations follow from the others, which slots look alike to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Equation = Mapping[str, int | Fraction]
"""A homogeneous equation: slot -> coefficient, the sum of all being zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elimination:
    """A system in reduced form: its independent `rows`, and the indexes of the equations that `follow` from others."""

    rows: tuple[Equation, ...]
    follow: tuple[int, ...]

    @property
    def rank(self) -> int:
        """Return how many of the equations say something of their own."""
        return len(self.rows)


def eliminate(equations: Iterable[Equation]) -> Elimination:
    """Bring a system into reduced row echelon form, exactly."""
    pivots: dict[str, dict[str, Fraction]] = {}
    follow = []
    for index, equation in enumerate(equations):
        row = {slot: Fraction(value) for slot, value in equation.items()}
        for slot in [slot for slot in row if slot in pivots]:
            _subtract(row, pivots[slot], slot)
        if not row:
            follow.append(index)
            continue
        pivot = next(iter(row))
        row = {slot: value / row[pivot] for slot, value in row.items()}
        for other in pivots.values():
            _subtract(other, row, pivot)
        pivots[pivot] = row
    return Elimination(rows=tuple(pivots.values()), follow=tuple(follow))


def confounded(equations: Sequence[Equation]) -> list[list[str]]:
    """Return the groups of slots whose columns are proportional: an error in one looks like an error in another."""
    columns: dict[str, list[tuple[int, Fraction]]] = {}
    for index, equation in enumerate(equations):
        for slot, value in equation.items():
            columns.setdefault(slot, []).append((index, Fraction(value)))
    groups: dict[tuple[tuple[int, Fraction], ...], list[str]] = {}
    for slot, column in columns.items():
        shape = tuple((index, value / column[0][1]) for index, value in column)
        groups.setdefault(shape, []).append(slot)
    return [group for group in groups.values() if len(group) > 1]


def _subtract(row: dict[str, Fraction], pivot_row: Mapping[str, Fraction], slot: str) -> None:
    """Take so much of `pivot_row` from `row` that `slot` vanishes from it."""
    factor = row.get(slot)
    if not factor:
        return
    for other, value in pivot_row.items():
        rest = row.get(other, Fraction(0)) - factor * value
        if rest:
            row[other] = rest
        else:
            row.pop(other, None)
