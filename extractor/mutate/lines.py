"""Faults in the order of things: cells, rows and columns swapped, shifted, slid, dropped, or made up to match."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from random import Random

from extractor.mutate.cells import drawn, number
from extractor.mutate.mutants import Fault, Proposal, Said
from extractor.mutate.subjects import Line, Subject
from extractor.rules import confront
from extractor.schema.compiled import RuleInstance


def _moved(subject: Subject, ways: Mapping[str, str]) -> dict[str, Said]:
    """Return what is said where each slot takes the content, and the figure, of another."""
    return {slot: Said(subject.gold[source], source) for slot, source in ways.items()}


def adjacent_swapped(subject: Subject, rng: Random) -> Proposal | None:
    """Let two neighbours in a row change places."""
    line = drawn([line for line in subject.lines if len(line.slots) > 1], rng)
    if line is None:
        return None
    at = rng.randrange(len(line.slots) - 1)
    one, other = line.slots[at : at + 2]
    return Proposal("neighbours", _moved(subject, {one: other, other: one}))


def compensating(subject: Subject, rng: Random) -> Proposal | None:
    """Make one part of a row too large by one and another too small: the row's own sum still holds."""
    parts = [[slot for slot in line.slots if slot not in subject.totals] for line in _ruled(subject)]
    fit = [slots for slots in parts if len(slots) > 1 and any(number(subject.gold[slot]) > 0 for slot in slots)]
    slots = drawn(fit, rng)
    if slots is None:
        return None
    less = rng.choice([slot for slot in slots if number(subject.gold[slot]) > 0])
    more = rng.choice([slot for slot in slots if slot != less])
    return Proposal(
        "by one",
        {less: Said(number(subject.gold[less]) - 1), more: Said(number(subject.gold[more]) + 1)},
    )


def row_shifted(subject: Subject, rng: Random) -> Proposal | None:
    """Put a row's figures one column too far to the left or to the right."""
    line = drawn([line for line in subject.lines if len(line.slots) > 1], rng)
    if line is None:
        return None
    is_left = rng.random() < 0.5
    slots = line.slots if is_left else line.slots[::-1]
    said = _moved(subject, dict(pairwise(slots)))
    return Proposal("left" if is_left else "right", {**said, slots[-1]: Said(Decimal(0))})


def row_dropped(subject: Subject, rng: Random) -> Proposal | None:
    """Read a row that is no total as zeros."""
    fit = [line for line in _ruled(subject) if not set(line.slots) <= subject.totals and _is_filled(subject, line)]
    line = drawn(fit, rng)
    return None if line is None else Proposal("to 0", {slot: Said(Decimal(0)) for slot in line.slots})


def rows_swapped(subject: Subject, rng: Random) -> Proposal | None:
    """Let two rows that stand side by side under one heading change places."""
    pairs = [block[at : at + 2] for block in _blocks(subject) for at in range(len(block) - 1)]
    pair = drawn(pairs, rng)
    return None if pair is None else Proposal("siblings", _moved(subject, _turned(pair)))


def labels_slid(subject: Subject, rng: Random) -> Proposal | None:
    """Put the labels of a few rows one row off their figures, and the last of them by the first figures."""
    blocks = [block for block in _blocks(subject) if len(block) > 2]
    block = drawn(blocks, rng)
    if block is None:
        return None
    size = rng.randrange(3, len(block) + 1)
    start = rng.randrange(len(block) - size + 1)
    rows = block[start : start + size]
    return Proposal(f"{min(size, 5)} rows", _moved(subject, _turned(rows if rng.random() < 0.5 else rows[::-1])))


def columns_swapped(subject: Subject, rng: Random) -> Proposal | None:
    """Let two columns of a table change places in every row, totals kept apart."""
    table = drawn(sorted({line.table for line in _ruled(subject)}), rng)
    lines = [line for line in subject.lines if line.table == table and len(line.slots) > 2]
    columns = [column for column in (lines[0].columns if lines else ()) if not _is_total(subject, lines, column)]
    if len(columns) < 2:
        return None
    one, other = rng.sample(columns, 2)
    ways: dict[str, str] = {}
    for line in lines:
        here = dict(zip(line.columns, line.slots, strict=True))
        ways |= {here[one]: here[other], here[other]: here[one]}
    return Proposal("two columns", _moved(subject, ways))


def fabricated(subject: Subject, rng: Random) -> Proposal | None:
    """Make a part up, and every total above it to match: no sum is wrong."""
    parts = [slot for slot in subject.known if slot in subject.covered - subject.totals]
    leaf = drawn(parts, rng)
    if leaf is None:
        return None
    values = {slot: number(subject.gold[slot]) for slot in subject.known}
    values[leaf] += rng.randrange(1, 10 ** rng.choice((1, 2)))
    changed = _made_to_match(subject, values, leaf)
    if changed is None or any(values[slot] < 0 for slot in changed):
        return None
    return Proposal("totals to match", {slot: Said(values[slot]) for slot in changed})


def _made_to_match(subject: Subject, values: dict[str, Decimal], leaf: str) -> list[str] | None:
    """Mend every equation that a changed part breaks; return what was changed for it, None where that cannot be."""
    changed = [leaf]
    for _ in subject.equations:
        broken = next((rule for rule in subject.equations if _is_about(rule, changed) and _gap(rule, values)), None)
        if broken is None:
            return changed
        factors = {slot: factor for factor, slot in broken.terms if slot not in changed}
        giving = next((slot for slot in factors if slot in subject.totals), next(iter(factors), None))
        if giving is None:
            return None
        values[giving] -= _gap(broken, values) / factors[giving]
        changed.append(giving)
    return None


def _is_about(rule: RuleInstance, slots: Sequence[str]) -> bool:
    return not set(slots).isdisjoint(rule.slots)


def _gap(rule: RuleInstance, values: Mapping[str, Decimal]) -> Decimal:
    return confront(rule, values).gap or Decimal(0)


def _ruled(subject: Subject) -> list[Line]:
    return [line for line in subject.lines if len(line.slots) > 1 and set(line.slots) <= subject.ruled]


def _is_filled(subject: Subject, line: Line) -> bool:
    return any(number(subject.gold[slot]) for slot in line.slots)


def _is_total(subject: Subject, lines: Sequence[Line], column: str) -> bool:
    """Return whether a column is the total in every row: then its figures are no rivals of the others."""
    return all(slot in subject.totals for line in lines for slot in line.slots if slot.endswith(f"/{column}"))


def _blocks(subject: Subject) -> list[list[Line]]:
    """Return the runs of rows that stand under one heading and have the same columns."""
    blocks: list[list[Line]] = []
    for line in subject.lines:
        last = blocks[-1][-1] if blocks else None
        if last and (last.table, last.siblings, last.columns) == (line.table, line.siblings, line.columns):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _turned(lines: Sequence[Line]) -> dict[str, str]:
    """Return for each slot of some rows the slot of the next row, and of the first for the last."""
    return {
        slot: source
        for at, line in enumerate(lines)
        for slot, source in zip(line.slots, lines[(at + 1) % len(lines)].slots, strict=True)
    }


LINE_FAULTS: dict[str, Fault] = {
    "adjacent_swapped": adjacent_swapped,
    "compensating": compensating,
    "row_shifted": row_shifted,
    "row_dropped": row_dropped,
    "rows_swapped": rows_swapped,
    "labels_slid": labels_slid,
    "columns_swapped": columns_swapped,
    "fabricated": fabricated,
}
