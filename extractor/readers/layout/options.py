"""The few ways in which a row's tokens can fall on its columns, each with its cost.

A row of exactly as many separate figures as columns has one way, whatever the rules say: printed order outranks
arithmetic. Otherwise a figure may be split (run together with its neighbour), a column may have lost its figure, a
figure may be one too many; each costs something, so that the cheapest reading of the whole table can be found.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from heapq import heappop, heappush
from itertools import accumulate, islice

from extractor.readers.layout.tokens import Mark, Token
from extractor.records import Evidence, State
from extractor.span import Span

Number = int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What each liberty with the printed order costs; the row rule costs `row_rule`, a rule across rows `cross_rule`.

    Order outranks rules: nothing in a well-formed row may pay to mend a rule. A systematic fault (every row of the
    table short by one) and a document printed without separators are charged little a row.
    """

    lost: float = 2.0
    lost_nonzero: float = 3.0
    extra_zero: float = 1.5
    extra: float = 5.0
    extra_alone: float = 1.0
    edge_blank: float = 0.0
    inner_blank: float = 1.0
    split: float = 3.0
    row_rule: float = 6.0
    cross_rule: float = 4.0
    worst: float = 8.0  # a dearer way is not a reading of the row any more


GLUED = Costs(split=0.3, lost=3.5, lost_nonzero=5.0)  # nothing is lost where everything runs together, as a rule
MAX_OPTIONS = 400  # ways kept for a row; more than this and the row is hardly determined anyway
MAX_SUMMING = 120  # ways kept for a row of which at least one keeps the row's rules
MAX_STEPS = 20_000
MAX_WAYS = 1500  # ways looked at for a row, cheapest first
MAX_TOKENS = 200  # more behind one label is no row of a form
MANY = 4  # tokens from which a row has a line that one of them can stand apart from


@dataclass(frozen=True, slots=True)
class Placed:
    """What one option puts into one column."""

    state: State
    value: Number | None
    span: Span | None
    evidence: Evidence
    token: int = -1


@dataclass(frozen=True, slots=True)
class Option:
    """One way a row can be read: a placed thing for each column, what it costs, which of its row rules it breaks."""

    cells: tuple[Placed, ...]
    cost: float
    broken: tuple[int, ...] = ()

    @property
    def values(self) -> tuple[Number | None, ...]:
        """Return the value of each column; None for a printed blank or a hole."""
        return tuple(cell.value for cell in self.cells)

    @property
    def key(self) -> tuple[tuple[State, Number | None], ...]:
        """Return what tells two options apart: states and values, not places."""
        return tuple((cell.state, cell.value) for cell in self.cells)


EMPTY = {State.BLANK, State.SLASH}  # weighed as 0 where a rule guides a reading; a rule's verdict never does so
HOLE = Placed(State.UNREAD, None, None, Evidence.FILLED)
LOST_ZERO = Placed(State.ZERO, 0, None, Evidence.FILLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """A linear rule inside a row: a coefficient for each column position, sum equals 0."""

    coefficients: tuple[int, ...]

    def gap(self, values: Sequence[Number | None]) -> Number | None:
        """Return left side minus right side, or None where a member is missing."""
        total: Number = 0
        for coefficient, value in zip(self.coefficients, values, strict=True):
            if coefficient:
                if value is None:
                    return None
                total += coefficient * value
        return total


def number(digits: str) -> Number:
    """Return printed digits as an exact number: an int where there is no decimal point."""
    return Decimal(digits) if "." in digits else int(digits)


def whole(token: Token, at: int) -> Placed:
    """Return a token, the `at`-th of its row, placed into a column as it is."""
    if token.mark is Mark.BLANK:
        return Placed(State.BLANK, None, token.span, Evidence.CELL, at)
    if token.mark is Mark.SLASH:
        return Placed(State.SLASH, None, token.span, Evidence.CELL, at)
    if token.mark is Mark.ILLEGIBLE:
        return Placed(State.ILLEGIBLE, None, token.span, Evidence.DAMAGED, at)
    value = number(token.digits)
    evidence = Evidence.DAMAGED if token.damaged else Evidence.CELL
    return Placed(State.VALUE if value else State.ZERO, value, token.span, evidence, at)


def is_run(token: Token) -> bool:
    """Return whether a figure cannot be one number: it begins with a zero that is not its only digit."""
    digits = token.digits.lstrip("+-")
    return token.mark is Mark.FIGURE and len(digits) > 1 and digits[0] == "0" and digits[1] != "."


def exact(found: Sequence[Token], width: int) -> list[int] | None:
    """Return the tokens that are one separate, possible figure (or printed blank) for each column, by position.

    Where the figures alone are as many as the columns, blanks beside them are filler of merged cells. A figure with a
    line of its own beside a line of the others may be a page number, and then a cell was lost.
    """
    if stray(found) is not None:
        return None
    printed = [at for at, token in enumerate(found) if token.mark is not Mark.BLANK]
    for chosen in (printed, list(range(len(found)))):
        if len(chosen) == width and not any(is_run(found[at]) for at in chosen):
            return chosen
    return None


def stray(found: Sequence[Token]) -> int | None:
    """Return the first or last token if it has a line of its own while all the others share one."""
    if len(found) < MANY or found[0].line == found[-1].line:
        return None
    for at, rest in ((-1, found[:-1]), (0, found[1:])):
        if len({token.line for token in rest}) == 1 and rest[0].line != found[at].line:
            return at % len(found)
    return None


def options(found: Sequence[Token], width: int, rules: Sequence[RowRule], costs: Costs) -> tuple[Option, ...]:
    """Return the ways `found` can fall on `width` columns, cheapest first, no two with the same values."""
    printed = [token for token in found if token.mark is not Mark.BLANK]
    found = printed if len(printed) > width else found  # more figures than columns: blanks beside them are filler
    chosen = exact(found, width)
    if chosen is not None:
        cells = tuple(whole(found[at], at) for at in chosen)
        return (judged(Option(cells, 0.0), rules, costs),)
    if len(found) > MAX_TOKENS:
        return ()
    return ranked(islice(_Walk(found, width, costs).run(), MAX_WAYS), found, rules, costs)


def ranked(
    ways: Iterable[Option], found: Sequence[Token], rules: Sequence[RowRule], costs: Costs
) -> tuple[Option, ...]:
    """Return ways to place `found` judged by the row's rules, cheapest first, one for each set of values."""
    best: dict[tuple[tuple[State, Number | None], ...], Option] = {}
    for way in ways:
        option = judged(way, rules, costs)
        known = best.get(option.key)
        if known is None or option.cost < known.cost:
            best[option.key] = option
    in_order = sorted(best.values(), key=lambda option: (option.cost, _printed_zeros(option)))
    kept = MAX_OPTIONS if in_order and in_order[0].broken else MAX_SUMMING
    return tuple(_with_doubt(option, found) for option in in_order[:kept])


def judged(option: Option, rules: Sequence[RowRule], costs: Costs) -> Option:
    """Return an option charged for each row rule it breaks; a rule's only hole is filled with what the rule demands."""
    for rule in rules:
        option = _filled(option, rule, costs)
    values = [0 if cell.state in EMPTY else cell.value for cell in option.cells]
    broken = tuple(index for index, rule in enumerate(rules) if rule.gap(values))
    return replace(option, cost=option.cost + costs.row_rule * len(broken), broken=broken)


def _filled(option: Option, rule: RowRule, costs: Costs) -> Option:
    cells = option.cells
    holes = [at for at, cell in enumerate(cells) if cell.state is State.UNREAD and rule.coefficients[at]]
    if len(holes) != 1:
        return option
    at = holes[0]
    gap = rule.gap([0 if index == at or cell.state in EMPTY else cell.value for index, cell in enumerate(cells)])
    if gap is None:
        return option
    needed = -gap * rule.coefficients[at]
    if needed <= 0:
        return replace(option, cells=(*cells[:at], LOST_ZERO, *cells[at + 1 :]))
    lost = Placed(State.VALUE, needed, None, Evidence.FILLED)
    dearer = option.cost + costs.lost_nonzero - costs.lost
    return replace(option, cells=(*cells[:at], lost, *cells[at + 1 :]), cost=dearer)


def _printed_zeros(option: Option) -> int:
    return -sum(cell.span is not None for cell in option.cells)


def _with_doubt(option: Option, found: Sequence[Token]) -> Option:
    """Weaken the evidence of a row that lost or gained a cell; nothing tells which zero it was, so zeros lose their place.

    Empty cells at one end only are filler, and taking them off leaves each figure in its cell. A reading that drops a
    figure is never sure of anything in its row.
    """
    used = {cell.token for cell in option.cells if cell.token >= 0}
    if any(at not in used and _is_nonzero(token) for at, token in enumerate(found)):
        return replace(option, cells=tuple(replace(cell, evidence=Evidence.ORDER) for cell in option.cells))
    is_short = any(cell.span is None for cell in option.cells)
    dropped = [at for at in range(len(found)) if at not in used]
    if not is_short and (not dropped or _is_filler(dropped, found, option)):
        return option
    return replace(option, cells=tuple(_shifted(cell) for cell in option.cells))


def _is_nonzero(token: Token) -> bool:
    return token.mark is Mark.FIGURE and bool(token.digits.strip("0.+-"))


def _is_filler(dropped: Sequence[int], found: Sequence[Token], option: Option) -> bool:
    """Return whether only blanks were dropped, and no blank at either end was kept that might have been dropped instead."""
    if any(found[at].mark is not Mark.BLANK for at in dropped):
        return False
    return State.BLANK not in {option.cells[0].state, option.cells[-1].state}


def _shifted(cell: Placed) -> Placed:
    if cell.state is State.ZERO:
        return LOST_ZERO
    if cell.evidence is Evidence.CELL:
        return replace(cell, evidence=Evidence.SHIFTED)
    return cell


def _fewest_holes(found: Sequence[Token], width: int) -> int:
    """Return how many columns stay without a digit even if every digit had its own."""
    room = sum(_most_pieces(token) for token in found)
    return max(0, width - room)


def _most_pieces(token: Token) -> int:
    if token.mark is not Mark.FIGURE or token.damaged:
        return 1
    return len(token.digits.lstrip("+-").partition(".")[0])


@dataclass(frozen=True, slots=True)
class _Step:
    at: int
    column: int
    cells: tuple[Placed, ...]
    holes: int


class _Walk:
    """A bounded, cheapest-first walk over (token, column); holes are allowed only as far as the count demands."""

    def __init__(self, found: Sequence[Token], width: int, costs: Costs) -> None:
        self.found, self.width, self.costs = found, width, costs
        rooms = [_most_pieces(token) for token in found]
        self.room_from = [*accumulate(reversed(rooms), initial=0)][::-1]
        needed = _fewest_holes(found, width)
        self.stray = stray(found)
        counted = len(found) - (self.stray is not None)
        self.holes = needed + 1 if costs.split < Costs().split else max(needed, width - counted)

    def run(self) -> Iterator[Option]:
        heap: list[tuple[float, int, _Step]] = [(0.0, 0, _Step(0, 0, (), 0))]
        pushed = 0
        for _ in range(MAX_STEPS):
            if not heap:
                return
            cost, _order, step = heappop(heap)
            if step.column == self.width and step.at == len(self.found):
                yield Option(step.cells, cost)
                continue
            for price, following in self._next(step):
                if cost + price <= self.costs.worst:
                    pushed += 1
                    heappush(heap, (cost + price, pushed, following))

    def _next(self, step: "_Step") -> Iterator[tuple[float, "_Step"]]:
        at, column, cells, holes = step.at, step.column, step.cells, step.holes
        spare = self.room_from[at] + self.holes - holes - (self.width - column)  # what may still go unused
        if spare < 0:
            return
        if column < self.width and holes < self.holes:
            yield self.costs.lost, _Step(at, column + 1, (*cells, HOLE), holes + 1)
        if at == len(self.found):
            return
        token = self.found[at]
        if spare and not self._is_kept_twin(at, cells):
            yield self._drop(at, token), _Step(at + 1, column, cells, holes)
        if column < self.width and not is_run(token):
            yield 0.0, _Step(at + 1, column + 1, (*cells, whole(token, at)), holes)
        room = self.width - column
        fewest = room - (self.holes - holes) - self.room_from[at + 1]
        price = 0.0 if is_run(token) else self.costs.split
        for pieces in self._splits(at, room, fewest):
            yield price, _Step(at + 1, column + len(pieces), (*cells, *pieces), holes)
            if holes < self.holes and len(pieces) < room:
                for gap in range(1, len(pieces)):  # a cell may be lost within a run too
                    holed = (*cells, *pieces[:gap], HOLE, *pieces[gap:])
                    yield price + self.costs.lost, _Step(at + 1, column + len(pieces) + 1, holed, holes + 1)

    def _is_kept_twin(self, at: int, cells: tuple[Placed, ...]) -> bool:
        """Return whether the token before is the same and was kept: of twins, only the first is ever dropped."""
        one, other = self.found[at - 1], self.found[at]
        is_twin = at > 0 and (one.mark, one.digits, one.line) == (other.mark, other.digits, other.line)
        return is_twin and any(cell.token == at - 1 for cell in cells[-2:])

    def _drop(self, at: int, token: Token) -> float:
        if token.mark is Mark.BLANK:
            inner = any(other.mark is not Mark.BLANK for other in self.found[:at]) and any(
                other.mark is not Mark.BLANK for other in self.found[at + 1 :]
            )
            return self.costs.inner_blank if inner else self.costs.edge_blank
        if at == self.stray:
            return self.costs.extra_alone
        is_zero = token.mark is Mark.FIGURE and not token.damaged and not token.digits.strip("0")
        return self.costs.extra_zero if is_zero and len(token.digits) == 1 else self.costs.extra

    def _splits(self, at: int, room: int, fewest: int) -> Iterator[tuple[Placed, ...]]:
        token = self.found[at]
        if token.mark is not Mark.FIGURE or token.damaged:
            return
        made: dict[tuple[int, int], Placed] = {}
        for pieces in partitions(token.digits, room):
            if len(pieces) < fewest:
                continue
            for piece in pieces:
                if piece not in made:
                    made[piece] = _piece(token, *piece, at)
            yield tuple(made[piece] for piece in pieces)


def _piece(token: Token, start: int, end: int, at: int) -> Placed:
    value = number(token.digits[start:end])
    span = Span(token.start + start, token.start + end)
    return Placed(State.VALUE if value else State.ZERO, value, span, Evidence.SPLIT, at)


@lru_cache(maxsize=4096)
def partitions(digits: str, room: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the ways to cut a run of digits into 2 to `room` numbers, as (start, end) pairs.

    A number is `0` or does not begin with 0; a sign belongs to the first piece, decimals to the last.
    """
    sign = 1 if digits[:1] in {"+", "-"} else 0
    body = len(digits.partition(".")[0])
    if room < 2 or body - sign > MAX_RUN:
        return ()
    found: list[tuple[tuple[int, int], ...]] = []
    stack: list[tuple[int, tuple[tuple[int, int], ...]]] = [(0, ())]
    while stack and len(found) < MAX_PARTITIONS:
        at, pieces = stack.pop()
        if len(pieces) == room:
            continue
        first = sign if at == 0 else at
        longest = body if digits[first : first + 1] != "0" else first + 1
        for end in range(first + 1, longest + 1):
            last = len(digits) if end == body else end
            if end == body and pieces:
                found.append((*pieces, (at, last)))
            elif end < body:
                stack.append((end, (*pieces, (at, last))))
    return tuple(found)


MAX_RUN = 60
MAX_PARTITIONS = 3000
