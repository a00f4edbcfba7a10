"""A table ready to be searched: its rows as printed, and its rules inside and across them."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.readers.layout.placed import RowRule
from extractor.readers.layout.search import Link
from extractor.readers.layout.tokens import Token
from extractor.schema.compiled import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row to be read: its slots in printed order and the tokens that stand for them.

    `by_order`: printed order alone ties the tokens to this row among its neighbours; `is_loose`: what ties them to its
    label or its columns is a guess.
    """

    slots: tuple[str, ...]
    tokens: tuple[Token, ...]
    by_order: bool = False
    is_loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Lines with the hard equations of the schema: those inside a line, and links across lines."""

    lines: tuple[Line, ...]
    rules: tuple[tuple[RowRule, ...], ...]
    links: tuple[Link, ...]


def pose(lines: Sequence[Line], schema: Schema) -> Problem:
    """Lay out the hard equations whose slots all stand in `lines`."""
    key = (schema.digest, tuple(line.slots for line in lines))
    equations = _KNOWN.get(key)
    if equations is None:
        if len(_KNOWN) > MAX_KNOWN:
            _KNOWN.clear()
        equations = _KNOWN[key] = _equations(key[1], schema)
    rules, links = equations
    return Problem(lines=tuple(lines), rules=rules, links=links)


_Equations = tuple[tuple[tuple[RowRule, ...], ...], tuple[Link, ...]]
_KNOWN: dict[tuple[str, tuple[tuple[str, ...], ...]], _Equations] = {}  # most documents have the same few lines
MAX_KNOWN = 64


def _equations(lines: Sequence[tuple[str, ...]], schema: Schema) -> _Equations:
    place = {slot: (row, at) for row, slots in enumerate(lines) for at, slot in enumerate(slots)}
    inner: list[list[RowRule]] = [[] for _ in lines]
    links = []
    for instance in schema.instances:
        if instance.relation != "==" or instance.strength != "hard" or not all(s in place for s in instance.slots):
            continue
        members = tuple((*place[slot], coefficient) for coefficient, slot in instance.terms)
        rows = {row for row, _, _ in members}
        if len(rows) == 1:
            row = rows.pop()
            inner[row].append(_row_rule(members, len(lines[row])))
        else:
            links.append(Link(members=members))
    return tuple(map(tuple, inner)), tuple(links)


def _row_rule(members: Sequence[tuple[int, int, int]], width: int) -> RowRule:
    coefficients = [0] * width
    for _, at, coefficient in members:
        coefficients[at] += coefficient
    return RowRule(coefficients=tuple(coefficients))
