"""Every way the printed cells of one row can be read, found without the reader under test."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.figures import plain
from extractor.generator.line import Content, Line
from extractor.schema.compiled import RuleInstance, Schema

Reading = tuple[Content, ...]
"""A content for each slot of a row; `UNKNOWN` where the row alone does not tell."""

UNKNOWN = Decimal("NaN")
STEPS = 30_000
"""How many pieces of a digit run are tried before the row is given up."""

_PIECES = {
    "money": re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"),
    "signed": re.compile(r"[+-]?(?:0|[1-9][0-9]*)"),
    "count": re.compile(r"0|[1-9][0-9]*"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A printed row: its slots, the rules wholly inside it, and its readings (None: too many to list)."""

    slots: tuple[str, ...]
    readings: tuple[Reading, ...] | None


def row_readings(line: Line, rules: Sequence[RuleInstance], schema: Schema, *, glued: bool) -> Row:
    """Return the row with all readings that satisfy `rules`, those of its rules that stand wholly inside it."""
    inner = [_indexed(rule, line.slots) for rule in rules if set(rule.slots) <= set(line.slots)]
    if glued:
        kinds = [schema.column_of(slot).kind for slot in line.slots]
        return Row(slots=line.slots, readings=partitions("".join(cell.text for cell in line.cells), kinds, inner))
    return Row(slots=line.slots, readings=_separate(line, inner, [schema.column_of(slot).kind for slot in line.slots]))


def _separate(line: Line, inner: Sequence["Indexed"], kinds: Sequence[str]) -> tuple[Reading, ...]:
    contents = tuple(cell.content for cell in line.cells)
    if line.hit == "lost_cell":
        ways = [_solved((*contents[:at], UNKNOWN, *contents[at:]), inner) for at in range(len(line.slots))]
    elif line.hit == "extra_zero":
        zeros = [at for at, content in enumerate(contents) if content == 0]
        ways = [_solved(contents[:at] + contents[at + 1 :], inner) for at in zeros]
    elif line.hit == "ocr":
        ways = [_solved(tuple(UNKNOWN if content is None else content for content in contents), inner)]
    else:
        return (contents,)  # one printed figure to a cell stands, whatever the rules say
    return _distinct(way for way in ways if way is not None and all(map(_admits, kinds, way)))


def is_unknown(content: Content) -> bool:
    """Return whether a row leaves this cell open."""
    return isinstance(content, Decimal) and content.is_nan()


def partitions(run: str, kinds: Sequence[str], rules: Sequence["Indexed"]) -> tuple[Reading, ...] | None:
    """Cut a run of glued figures into one piece a cell, in every way the rules allow; None where the steps are spent.

    No piece has a leading zero unless it is `0`. A cell that completes a rule is computed rather than tried.
    """
    due: dict[int, list[Indexed]] = {}
    for rule in rules:
        due.setdefault(max(at for _, at in rule), []).append(rule)
    found: list[Reading] = []
    stack: list[tuple[int, tuple[Decimal | int, ...]]] = [(0, ())]
    for _ in range(STEPS if rules else STEPS // 10):
        if not stack:
            return tuple(found)
        start, cut = stack.pop()
        at = len(cut)
        if at == len(kinds):
            if start == len(run):
                found.append(tuple(map(Decimal, cut)))
        elif at in due:
            value = _computed(due[at], cut)
            sums = (piece for piece in _spellings(value) if run.startswith(piece, start))
            stack += [(start + len(piece), (*cut, _number(piece))) for piece in sums]
        else:
            pieces = _pieces(run, start, kinds[at], len(kinds) - at - 1, _room(due, at))
            stack += [(start + len(piece), (*cut, _number(piece))) for piece in pieces]
    return None


Indexed = tuple[tuple[int, int], ...]
"""A rule as (coefficient, index of the cell) pairs."""


def _indexed(rule: RuleInstance, slots: Sequence[str]) -> Indexed:
    return tuple((sign, slots.index(slot)) for sign, slot in rule.terms)


def _number(piece: str) -> Decimal | int:
    return Decimal(piece) if "." in piece else int(piece)


def _room(due: Mapping[int, Sequence[Indexed]], at: int) -> int | None:
    """Return how many cells stand between this one and a total it is part of; None where it is part of none.

    A part is never longer than its total, which must still find room behind it.
    """
    for last, rules in due.items():
        for rule in rules:
            signs = {place: sign for sign, place in rule}
            others = {sign for place, sign in signs.items() if place != last}
            if at in signs and others == {-signs[last]}:
                return last - at - 1
    return None


def _computed(rules: Sequence[Indexed], cut: Sequence[Decimal | int]) -> Decimal | int | None:
    """Return the count all rules want in the next cell, or None where they disagree or want a negative one."""
    wanted = {_wanted(rule, cut) for rule in rules}
    value = wanted.pop()
    return None if wanted or value < 0 else value


def _spellings(value: Decimal | int | None) -> tuple[str, ...]:
    """Return how a sum may be printed: with the decimals of its parts, or with none that say nothing."""
    if not isinstance(value, Decimal):
        return () if value is None else (str(value),)
    text = plain(value)
    return tuple(dict.fromkeys((text, text.rstrip("0").rstrip(".") if "." in text else text)))


def _wanted(rule: Indexed, cut: Sequence[Decimal | int]) -> Decimal | int:
    total: Decimal | int = 0
    own = 1
    for sign, at in rule:
        if at == len(cut):
            own = -sign
        else:
            total += sign * cut[at]
    return total * own


def _pieces(run: str, start: int, kind: str, after: int, room: int | None) -> Iterator[str]:
    """Return the pieces that may begin here, leaving at least a character for each of the `after` cells behind."""
    pattern = _PIECES.get(kind, _PIECES["count"])
    if kind == "count" and run[start : start + 1] == "0":
        return iter(("0",))
    if not after:
        ends = range(len(run), len(run) + 1)
    elif room is None:
        ends = range(start + 1, len(run) - after + 1)
    else:
        ends = range(start + 1, start + max(1, (len(run) - start - room) // 2) + 1)
    return (run[start:end] for end in ends if pattern.fullmatch(run, start, end))


def _solved(reading: Reading, rules: Sequence[Indexed]) -> Reading | None:
    """Fill the unknown cell from the rule it is in; None where a rule does not hold or the cell would be negative."""
    numbers = {at: content for at, content in enumerate(reading) if isinstance(content, Decimal)}
    for rule in rules:
        if any(at not in numbers for _, at in rule):
            continue  # a rule with a blank or a slash in it asks nothing
        known = [(sign, at) for sign, at in rule if not numbers[at].is_nan()]
        rest = sum((sign * numbers[at] for sign, at in known), Decimal(0))
        if len(known) == len(rule) and rest:
            return None
        for sign, at in set(rule) - set(known):  # one at most: no row suffers two accidents
            numbers[at] = -rest * sign
            if numbers[at] < 0:
                return None
    return tuple(numbers.get(at, content) for at, content in enumerate(reading))


def _admits(kind: str, content: Content) -> bool:
    """Return whether a column of that kind can hold the figure: only a change is negative, only money has decimals."""
    if not isinstance(content, Decimal) or content.is_nan():
        return True
    return (content >= 0 or kind == "signed") and (kind == "money" or content == int(content))


def _distinct(ways: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple({repr(way): way for way in ways}.values())
