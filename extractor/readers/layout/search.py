"""The cheapest reading of a whole table, and the rivals it has.

Rows with one option are folded into constants. Over the others runs a dynamic program whose state is what each rule
across rows still lacks; a rule that can no longer be met is charged at once and forgotten, which keeps states few.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.readers.layout.placed import Costs, Number, Option

BEAM = 600  # states kept after each row; fewer where rows have many options, so that a step has at most MOVES moves
MOVES = 9000
NARROWEST = 80
HISTORIES = 4  # readings kept for each state
FINALISTS = 96
NEAR = 4.0  # an option of a row dearer than its best by more than this is only tried as a single change
MAX_LIKELY = 60
MAX_ROW_RULES = 64
MENDS = 3  # how often a cut search may be mended by a change in one row
CLOSE = 8.0  # a reading dearer than the best by more than this is no rival of anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A linear rule across rows: (row, column, coefficient) by position, sum equals 0."""

    members: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One option for each row, what it costs, the rules it breaks (links by index, rules inside a row below 0)."""

    choice: tuple[int, ...]
    cost: float
    broken: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The outcome of a search: the best reading, its rivals, and whether the bounds cut anything."""

    best: Reading
    rivals: tuple[Reading, ...]
    is_cut: bool


def search(rows: Sequence[Sequence[Option]], links: Sequence[Link], costs: Costs) -> Found:
    """Return the cheapest reading of `rows` and every rival found whose cost is close to it."""
    table = _Table(rows, links, costs)
    finalists, is_cut = table.run()
    readings = {choice: table.reading(choice) for choice in finalists}
    best = _cheapest(readings)
    for _ in range(MENDS):
        readings.update({reading.choice: reading for reading in table.single_changes(best)})
        if _cheapest(readings) is best:
            break
        best = _cheapest(readings)
    dearest = best.cost + CLOSE + costs.row_rule
    rivals = [reading for reading in readings.values() if reading is not best and reading.cost <= dearest]
    rivals.sort(key=lambda reading: (reading.cost, reading.choice))
    return Found(best=best, rivals=tuple(rivals), is_cut=is_cut)


def _likely(options: Sequence[Option]) -> int:
    """Return how many of a row's options (cheapest first) the program over all rows looks at.

    The others are still tried one row at a time, as changes to the best reading.
    """
    near = sum(option.cost <= options[0].cost + NEAR for option in options)
    return min(near, MAX_LIKELY)


def row_rule(row: int, rule: int) -> int:
    """Return the number by which a reading names a rule inside a row: below 0, apart from the links."""
    return -1 - (row * MAX_ROW_RULES + rule)


def _cheapest(readings: Mapping[tuple[int, ...], Reading]) -> Reading:
    return min(readings.values(), key=lambda reading: (reading.cost, reading.choice))


class _Table:
    """The rows' options with each link's coefficients laid out by row."""

    def __init__(self, rows: Sequence[Sequence[Option]], links: Sequence[Link], costs: Costs) -> None:
        self.rows, self.links, self.costs = rows, links, costs
        self.by_row: list[list[tuple[int, int, int]]] = [[] for _ in rows]
        for index, link in enumerate(links):
            for row, column, coefficient in link.members:
                self.by_row[row].append((index, column, coefficient))
        self.open = [row for row, options in enumerate(rows) if len(options) > 1]
        self.likely = {row: _likely(rows[row]) for row in self.open}
        self.parts = [[self._part(row, option) for option in options] for row, options in enumerate(rows)]

    def _part(self, row: int, option: Option) -> dict[int, Number | None]:
        """Return what an option adds to each link it is in; None where it makes the link unassessable."""
        part: dict[int, Number | None] = {}
        values = option.values
        for index, column, coefficient in self.by_row[row]:
            value = values[column]
            state = option.cells[column].state
            if value is None:
                value = 0 if state.value in {"blank", "slash"} else None
            known = part.get(index, 0)
            part[index] = None if value is None or known is None else known + coefficient * value
        return part

    def reading(self, choice: tuple[int, ...]) -> Reading:
        """Return a full choice with its cost and the rules it breaks."""
        chosen = [options[pick] for options, pick in zip(self.rows, choice, strict=True)]
        broken = {row_rule(row, rule) for row, option in enumerate(chosen) for rule in option.broken}
        broken.update(index for index, total in self._totals(choice).items() if total)
        cost = sum(option.cost for option in chosen)
        cost += self.costs.cross_rule * sum(index >= 0 for index in broken)
        return Reading(choice, cost, frozenset(broken))

    def _totals(self, choice: Sequence[int]) -> dict[int, Number | None]:
        totals: dict[int, Number | None] = dict.fromkeys(range(len(self.links)), 0)
        for row, pick in enumerate(choice):
            _add(totals, self.parts[row][pick])
        return totals

    def single_changes(self, reading: Reading) -> Iterator[Reading]:
        """Return every reading that differs from a given one in one row and is not far dearer."""
        totals = self._totals(reading.choice)
        for row in self.open:
            for pick in range(len(self.rows[row])):
                if pick != reading.choice[row]:
                    yield self._changed(reading, totals, row, pick)

    def _changed(self, reading: Reading, totals: Mapping[int, Number | None], row: int, pick: int) -> Reading:
        """Return a reading with one row changed; only the rules that row is in are looked at again."""
        before, after = self.rows[row][reading.choice[row]], self.rows[row][pick]
        broken = set(reading.broken) - {row_rule(row, rule) for rule in before.broken}
        broken |= {row_rule(row, rule) for rule in after.broken}
        charge = 0.0
        for index, added in self.parts[row][pick].items():
            removed, total = self.parts[row][reading.choice[row]][index], totals[index]
            changed = None if total is None or added is None or removed is None else total - removed + added
            charge += self.costs.cross_rule * (bool(changed) - (index in broken))
            broken = broken | {index} if changed else broken - {index}
        choice = (*reading.choice[:row], pick, *reading.choice[row + 1 :])
        return Reading(choice, reading.cost - before.cost + after.cost + charge, frozenset(broken))

    def run(self) -> tuple[list[tuple[int, ...]], bool]:
        """Return the cheapest choices, and whether the beam cut any."""
        first = [0] * len(self.rows)
        if not self.open:
            return [tuple(first)], False
        live, base = self._live()
        spans = self._reach(live)
        states: dict[tuple[Number | None, ...], list[tuple[float, tuple[int, ...]]]] = {base: [(0.0, ())]}
        is_cut = False
        beam = max(NARROWEST, min(BEAM, MOVES // max(self.likely.values())))
        for step, row in enumerate(self.open):
            states = self._step(states, row, live, spans[step + 1])
            if len(states) > beam:
                is_cut = True
                states = dict(sorted(states.items(), key=lambda entry: entry[1][0][0])[:beam])
        ranked = sorted((entry for histories in states.values() for entry in histories), key=lambda entry: entry[0])
        return [self._choice(picks) for _, picks in ranked[:FINALISTS]], is_cut

    def _choice(self, picks: tuple[int, ...]) -> tuple[int, ...]:
        choice = [0] * len(self.rows)
        for row, pick in zip(self.open, picks, strict=True):
            choice[row] = pick
        return tuple(choice)

    def _live(self) -> tuple[list[int], tuple[Number | None, ...]]:
        """Return the links that open rows are in, and what the settled rows already add to each."""
        live = sorted({index for row in self.open for index, _, _ in self.by_row[row]})
        totals: dict[int, Number | None] = dict.fromkeys(range(len(self.links)), 0)
        settled = set(range(len(self.rows))) - set(self.open)
        for row in settled:
            _add(totals, self.parts[row][0])
        return live, tuple(totals[index] for index in live)

    def _reach(self, live: Sequence[int]) -> list[list[tuple[Number, Number]]]:
        """Return, for each step, how little and how much the rows still to come can add to each live link."""
        reach: list[list[tuple[Number, Number]]] = [[(0, 0)] * len(live)]
        for row in reversed(self.open):
            later = reach[0]
            now = []
            for position, index in enumerate(live):
                adds = [part.get(index, 0) for part in self.parts[row][: self.likely[row]]]
                known = [value for value in adds if value is not None] or [0]
                low, high = later[position]
                now.append((low + min(known), high + max(known)))
            reach.insert(0, now)
        return reach

    def _step(
        self,
        states: Mapping[tuple[Number | None, ...], list[tuple[float, tuple[int, ...]]]],
        row: int,
        live: Sequence[int],
        reach: Sequence[tuple[Number, Number]],
    ) -> dict[tuple[Number | None, ...], list[tuple[float, tuple[int, ...]]]]:
        merged: dict[tuple[Number | None, ...], list[tuple[float, tuple[int, ...]]]] = {}
        moves = [
            (pick, option.cost, [self.parts[row][pick].get(index, 0) for index in live])
            for pick, option in enumerate(self.rows[row][: self.likely[row]])
        ]
        floor = min(histories[0][0] for histories in states.values())
        for state, histories in states.items():
            if histories[0][0] > floor + CLOSE + self.costs.row_rule:
                continue
            for pick, price, adds in moves:
                after, charge = self._after(state, adds, reach)
                kept = merged.setdefault(after, [])
                kept.extend((cost + price + charge, (*picks, pick)) for cost, picks in histories)
        for kept in merged.values():
            kept.sort(key=lambda entry: entry[0])
            del kept[HISTORIES:]
        return merged

    def _after(
        self, state: Sequence[Number | None], adds: Sequence[Number | None], reach: Sequence[tuple[Number, Number]]
    ) -> tuple[tuple[Number | None, ...], float]:
        after: list[Number | None] = []
        charge = 0.0
        for held, add, (low, high) in zip(state, adds, reach, strict=True):
            if held is None or add is None:
                after.append(None)
                continue
            total = held + add
            if low <= -total <= high:
                after.append(total)
            else:
                after.append(None)
                charge += self.costs.cross_rule
        return tuple(after), charge


def _add(totals: dict[int, Number | None], part: Mapping[int, Number | None]) -> None:
    for index, value in part.items():
        held = totals[index]
        totals[index] = None if held is None or value is None else held + value
