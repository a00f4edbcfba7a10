"""What a text determines: the readings of all rows confronted with the rules across rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.generator.accidents import ILLEGIBLE
from extractor.generator.case import SLASH, UNDETERMINED
from extractor.generator.line import Content, Line
from extractor.generator.readings import Reading, Row, is_unknown, row_readings
from extractor.generator.sheet import shown
from extractor.generator.truth import equalities
from extractor.schema.compiled import RuleInstance, Schema

NODES = 20_000
"""How many partial documents are looked at before the search is called incomplete."""
SOLUTIONS = 400
SUMS = 3_000
"""How many different sums of a column are kept apart; with more, the column decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The gold of each scored slot, and the slots that the oracle leaves out."""

    gold: Mapping[str, str | None]
    determined: frozenset[str]
    unscored: frozenset[str]


def settle(lines: Sequence[Line], schema: Schema, broken: frozenset[str], *, glued: bool) -> Settled:
    """Return what the printed rows and the rules determine; `broken` are tables whose own sums are wrong.

    A rule that the document breaks must not choose a reading, so in such a table only what the cells show by
    themselves is determined, and the rest is left out. So it is where a table has rules that this search does not know.
    """
    broken |= _beyond(schema)
    verdicts: dict[str, set[Content] | None] = {}
    for table in dict.fromkeys(line.table for line in lines):
        own = [line for line in lines if line.table == table]
        rules = (
            [] if table in broken else [rule for rule in equalities(schema) if rule.slots[0].startswith(f"{table}/")]
        )
        rows = [row_readings(line, rules, schema, glued=glued) for line in own]
        found = _table_values(rows, [rule for rule in rules if not _within(rule, rows)])
        verdicts |= {slot: _fair(values, is_broken=table in broken) for slot, values in found.items()}
    verdicts |= {slot: None for slot in _misread(lines) if _is_open(verdicts[slot])}
    return _settled(verdicts)


def _beyond(schema: Schema) -> frozenset[str]:
    """Return the tables with equations of other coefficients than one, or over several tables."""
    found: set[str] = set()
    for rule in equalities(schema):
        tables = {slot.partition("/")[0] for slot in rule.slots}
        if len(tables) > 1 or any(abs(coefficient) != 1 for coefficient, _ in rule.terms):
            found |= tables
    return frozenset(found)


def _fair(values: set[Content] | None, *, is_broken: bool) -> set[Content] | None:
    return None if is_broken and _is_open(values) else values


def _is_open(values: set[Content] | None) -> bool:
    return values is None or len(values) > 1 or any(is_unknown(value) for value in values)


def _misread(lines: Sequence[Line]) -> list[str]:
    """Return slots printed with a letter for a digit: a person may read them, so an open one is no fair question."""
    return [
        slot
        for line in lines
        if line.hit == "ocr"
        for slot, cell in zip(line.slots, line.cells, strict=True)
        if cell.content is None and ILLEGIBLE not in cell.text
    ]


def _settled(verdicts: Mapping[str, set[Content] | None]) -> Settled:
    gold: dict[str, str | None] = {}
    for slot, values in verdicts.items():
        if values is None:
            continue
        (first, *_) = values
        gold[slot] = UNDETERMINED if _is_open(values) else shown(first)
    return Settled(
        gold=gold,
        determined=frozenset(slot for slot, text in gold.items() if text != UNDETERMINED),
        unscored=frozenset(verdicts.keys() - gold.keys()),
    )


def _within(rule: RuleInstance, rows: Sequence[Row]) -> bool:
    return any(set(rule.slots) <= set(row.slots) for row in rows)


def _table_values(rows: Sequence[Row], rules: Sequence[RuleInstance]) -> dict[str, set[Content] | None]:
    """Return for each slot every content it has in some reading of the whole table; None where that is not known."""
    values: dict[str, set[Content] | None] = {slot: None for row in rows for slot in row.slots}
    listed = [row for row in rows if row.readings]
    usable = [rule for rule in rules if _is_usable(rule, listed)]
    survivors = _propagated(listed, usable)
    solutions, complete = _search(survivors, usable)
    crossed_out = {slot for rule in rules if rule not in usable for slot in rule.slots}
    possible_in = {
        slot: {way[at] for way in row.readings or ()} for row in survivors for at, slot in enumerate(row.slots)
    }
    for slot, possible in possible_in.items():
        seen = {solution[slot] for solution in solutions}
        if len(possible) == 1:
            values[slot] = possible
        elif complete or len(seen) > 1:
            values[slot] = None if len(seen) > 1 and slot in crossed_out else seen or None
    return values


def _is_usable(rule: RuleInstance, rows: Sequence[Row]) -> bool:
    """Return whether every slot of the rule has readings, and numbers only."""
    contents = {
        slot: {reading[at] for reading in row.readings or ()} for row in rows for at, slot in enumerate(row.slots)
    }
    return all(
        slot in contents and not any(value is None or value == SLASH or is_unknown(value) for value in contents[slot])
        for slot in rule.slots
    )


_Number = int | Decimal
_Weights = tuple[tuple[tuple[_Number, ...], ...], ...]
"""What each reading of each row adds to each rule."""


def _weights(rows: Sequence[Row], rules: Sequence[RuleInstance]) -> _Weights:
    signs = [{slot: sign for sign, slot in rule.terms} for rule in rules]

    def weigh(row: Row, reading: Reading) -> tuple[_Number, ...]:
        return tuple(
            sum(sign[slot] * _count(reading[at]) for at, slot in enumerate(row.slots) if slot in sign) for sign in signs
        )

    return tuple(tuple(weigh(row, reading) for reading in row.readings or ()) for row in rows)


def _count(content: Content) -> _Number:
    """Return a number to add up, whole ones as the faster kind."""
    if not isinstance(content, Decimal):
        return 0
    whole = int(content)
    return whole if whole == content else content


def _propagated(rows: Sequence[Row], rules: Sequence[RuleInstance]) -> list[Row]:
    """Drop readings that no combination of the other rows can complete, rule by rule, until nothing changes."""
    current = list(rows)
    while True:
        weights = _weights(current, rules)
        keep = [
            tuple(reading for reading, own in zip(row.readings or (), weights[at], strict=True) if fits(own))
            for at, row in enumerate(current)
            for fits in [_fitting(weights, at, len(rules))]
        ]
        if all(len(kept) == len(row.readings or ()) for kept, row in zip(keep, current, strict=True)):
            return current
        current = [replace(row, readings=kept) for row, kept in zip(current, keep, strict=True)]


def _fitting(weights: _Weights, at: int, rules: int) -> Callable[[tuple[_Number, ...]], bool]:
    """Return what says whether a reading of one row can be completed by the other rows."""
    if len(weights[at]) == 1:
        return lambda _: True
    others = [weights[other] for other in range(len(weights)) if other != at]
    sums = [_sums([{own[rule] for own in row} for row in others]) for rule in range(rules)]
    return lambda own: all(reach is None or -weight in reach for reach, weight in zip(sums, own, strict=True))


def _sums(parts: Sequence[set[_Number]]) -> frozenset[_Number] | None:
    """Return every sum of one number from each part, or None where they are too many."""
    reach: set[_Number] = {sum(next(iter(part)) for part in parts if len(part) == 1)}
    for part in parts:
        if len(part) > 1:
            reach = {total + number for total in reach for number in part}
            if len(reach) > SUMS:
                return None
    return frozenset(reach)


def _search(rows: Sequence[Row], rules: Sequence[RuleInstance]) -> tuple[list[dict[str, Content]], bool]:
    """Return whole-table readings that satisfy all rules, and whether these are all there are."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].readings or ()))
    weights = _weights([rows[at] for at in order], rules)
    reach = [
        [_sums([{own[rule] for own in row} for row in weights[at:]]) for rule in range(len(rules))]
        for at in range(len(order) + 1)
    ]
    found: list[dict[str, Content]] = []
    stack: list[tuple[tuple[int, ...], tuple[_Number, ...]]] = [((), (0,) * len(rules))]
    for _ in range(NODES):
        if not stack or len(found) >= SOLUTIONS:
            break
        chosen, totals = stack.pop()
        if len(chosen) == len(order):
            found.append(_assembled([rows[at] for at in order], chosen))
            continue
        for index, own in enumerate(weights[len(chosen)]):
            after = tuple(total + weight for total, weight in zip(totals, own, strict=True))
            if all(sums is None or -total in sums for sums, total in zip(reach[len(chosen) + 1], after, strict=True)):
                stack.append(((*chosen, index), after))
    return found, not stack


def _assembled(rows: Sequence[Row], chosen: Sequence[int]) -> dict[str, Content]:
    return {
        slot: content
        for row, index in zip(rows, chosen, strict=True)
        for slot, content in zip(row.slots, (row.readings or ())[index], strict=True)
    }
