"""The walk over a row's tokens and columns together, taking each liberty in turn, cheapest first and within bounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from itertools import accumulate

from extractor.readers.layout.placed import HOLE, Costs, Option, Placed, is_run, number, whole
from extractor.readers.layout.tokens import Mark, Token
from extractor.records import Evidence, State
from extractor.span import Span

MAX_STEPS = 20_000
MANY = 4  # tokens from which a row has a line that one of them can stand apart from
MAX_RUN = 60
MAX_PARTITIONS = 3000


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


class Walk:
    """A bounded, cheapest-first walk over (token, column); holes are allowed only as far as the count demands."""

    def __init__(self, found: Sequence[Token], width: int, costs: Costs) -> None:
        self.found, self.width, self.costs = found, width, costs
        rooms = [_most_pieces(token) for token in found]
        self.room_from = [*accumulate(reversed(rooms), initial=0)][::-1]
        needed = _fewest_holes(found, width)
        self.is_cut = False
        self.stray = stray(found)
        counted = len(found) - (self.stray is not None)
        self.holes = needed + 1 if costs.split < Costs().split else max(needed, width - counted)

    def run(self) -> Iterator[Option]:
        """Yield the ways to place all tokens, cheapest first."""
        heap: list[tuple[float, int, _Step]] = [(0.0, 0, _Step(0, 0, (), 0))]
        pushed = 0
        self.is_cut = True
        for _ in range(MAX_STEPS):
            if not heap:
                self.is_cut = False
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
        yield from self._cut(step)

    def _cut(self, step: "_Step") -> Iterator[tuple[float, "_Step"]]:
        """Yield the steps that cut the next token into pieces, a cell lost between two of them or not."""
        at, column, cells, holes = step.at, step.column, step.cells, step.holes
        room = self.width - column
        fewest = room - (self.holes - holes) - self.room_from[at + 1]
        price = 0.0 if is_run(self.found[at]) else self.costs.split
        for pieces in self._splits(at, room, fewest):
            yield price, _Step(at + 1, column + len(pieces), (*cells, *pieces), holes)
            if holes < self.holes and len(pieces) < room:
                for gap in range(1, len(pieces)):
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


def stray(found: Sequence[Token]) -> int | None:
    """Return the first or last token if it has a line of its own while all the others share one."""
    if len(found) < MANY or found[0].line == found[-1].line:
        return None
    for at, rest in ((-1, found[:-1]), (0, found[1:])):
        if len({token.line for token in rest}) == 1 and rest[0].line != found[at].line:
            return at % len(found)
    return None
