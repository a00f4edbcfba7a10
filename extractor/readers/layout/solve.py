"""From a table's lines to its best reading: what blanks mean, what liberties cost, and how far rivals are away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.readers.layout.implied import implied_options
from extractor.readers.layout.options import judged, ranked, ways_to_read
from extractor.readers.layout.placed import GLUED, HOLE, Costs, Option, Placed, RowRule, is_run
from extractor.readers.layout.problem import Line, Problem
from extractor.readers.layout.runs import cut_run
from extractor.readers.layout.search import Found, Reading, search
from extractor.readers.layout.tokens import Mark, Token, printed
from extractor.records import State

GLUED_SHARE = 0.3  # share of rows whose figures run together from which a table counts as printed without separators
SHORT_SHARE = 0.25  # share of rows short of a figure from which the shortage is one fault of the whole table
SHORT_ROWS = 3
SYSTEMATIC = 2.0  # what such a fault costs once
SYSTEMATIC_ROW = 0.1  # and for each row it hits
LEADING_BLANK = 0.3  # a blank right behind the label, before figures, is more often filler of a merged label


@dataclass(frozen=True, slots=True)
class Rival:
    """A reading that differs somewhere: how much dearer, the same without its weightiest rule, and what differs."""

    delta: float
    without_rule: float
    cells: Mapping[str, Placed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The best reading of a table: a placed thing for each slot, its rivals, and how blanks were taken.

    `unsettled` are the slots of rows that break a rule of their own however they are read; `has_loose_blanks`: empty
    cells stand in plain text and a rule across rows fails, so one may be filler after all.
    """

    cells: Mapping[str, Placed]
    tokens: Mapping[str, Token]
    rivals: tuple[Rival, ...]
    blanks: str
    is_cut: bool
    unsettled: frozenset[str]
    has_loose_blanks: bool
    cost: float


@dataclass(frozen=True, slots=True)
class _Attempt:
    stocks: tuple[tuple[Token, ...], ...]
    ways: tuple[tuple[Option, ...], ...]
    found: Found
    costs: Costs
    cost: float
    is_cut: bool


def solve(problem: Problem, *, is_gridded: bool) -> Solution:
    """Read with printed blanks as cells; where that leaves a doubt, with blanks as filler too; keep the cheaper."""
    stocks = tuple(line.tokens for line in problem.lines)
    cells = _attempt(problem, stocks)
    if is_gridded or not _has_doubtful_blanks(stocks) or _is_settled(cells):
        return _solution(problem, cells, None, "cells", is_gridded=is_gridded)
    filler = _attempt(problem, tuple(tuple(printed(stock)) for stock in stocks))
    if filler.cost < cells.cost:
        return _solution(problem, filler, cells, "filler", is_gridded=False)
    return _solution(problem, cells, filler, "cells", is_gridded=False)


def _has_doubtful_blanks(stocks: Iterable[Sequence[Token]]) -> bool:
    """Return whether a table has empty cells and zeros too: where no zero is printed, empty cells are its zeros."""
    tokens = [token for stock in stocks for token in stock]
    return any(token.mark is Mark.BLANK for token in tokens) and any(token.digits == "0" for token in tokens)


def _is_settled(attempt: _Attempt) -> bool:
    """Return whether blanks as cells leave nothing to explain: no cost, and a figure beside one that fits the rules."""
    if attempt.found.best.cost > 0:
        return False
    states = [{cell.state for cell in option.cells} for option in _chosen(attempt.ways, attempt.found)]
    return attempt.cost == 0 or any({State.BLANK, State.VALUE} <= row for row in states)


def _attempt(problem: Problem, stocks: tuple[tuple[Token, ...], ...]) -> _Attempt:
    costs, once = _costs(problem.lines, stocks)
    rows = [
        _ways(stock, len(line.slots), rules, costs)
        for stock, line, rules in zip(stocks, problem.lines, problem.rules, strict=True)
    ]
    ways = tuple(options_of for options_of, _ in rows)
    found = search(ways, problem.links, costs)
    if costs is GLUED:
        ways, found = _with_implied(problem, stocks, ways, found)
    chosen = _chosen(ways, found)
    leading = sum(_has_leading_blank(option) for option in chosen)
    is_cut = found.is_cut or not all(is_whole for _, is_whole in rows)
    return _Attempt(stocks, ways, found, costs, found.best.cost + once + LEADING_BLANK * leading, is_cut)


def _chosen(ways: Sequence[Sequence[Option]], found: Found) -> list[Option]:
    return [options_of[pick] for options_of, pick in zip(ways, found.best.choice, strict=True)]


def _ways(
    stock: Sequence[Token], width: int, rules: Sequence[RowRule], costs: Costs
) -> tuple[tuple[Option, ...], bool]:
    """Return the options of a row, and whether no bound left any out."""
    run = _run(stock)
    if run is not None and rules and width > 1:
        cuts = cut_run(run, rules, width, GLUED.split)
        if cuts is not None:
            return ranked(cuts.options, [run], rules, GLUED), cuts.is_whole
    nothing = (Option((HOLE,) * width, 0.0),)
    if not stock:
        return nothing, True
    found = ways_to_read(stock, width, rules, costs)
    return found.options or nothing, found.is_whole


def _run(stock: Sequence[Token]) -> Token | None:
    """Return the one figure of a row, if it has only one."""
    found = printed(stock)
    is_single = len(found) == 1 and found[0].mark is Mark.FIGURE and not found[0].damaged
    return found[0] if is_single else None


def _with_implied(
    problem: Problem, stocks: Sequence[Sequence[Token]], ways: tuple[tuple[Option, ...], ...], found: Found
) -> tuple[tuple[tuple[Option, ...], ...], Found]:
    """Search again with the ways that the rest of the table demands of a run, where these are not among its options."""
    more = implied_options(stocks, _chosen(ways, found), problem.links, GLUED.split)
    grown = list(ways)
    for row, implied in more.items():
        known = {option.key for option in ways[row]}
        new = (judged(option, problem.rules[row], GLUED) for option in implied if option.key not in known)
        grown[row] = tuple(sorted((*ways[row], *new), key=lambda option: option.cost))
    if all(len(after) == len(before) for after, before in zip(grown, ways, strict=True)):
        return ways, found
    return tuple(grown), search(tuple(grown), problem.links, GLUED)


def _has_leading_blank(option: Option) -> bool:
    return option.cells[0].state is State.BLANK and any(cell.value is not None for cell in option.cells[1:])


def _costs(lines: Sequence[Line], stocks: Sequence[Sequence[Token]]) -> tuple[Costs, float]:
    """Return what liberties cost in this table, and what a fault that most rows share costs once."""
    filled = [(stock, len(line.slots)) for stock, line in zip(stocks, lines, strict=True) if stock]
    glued = sum(_runs_together(stock, width) for stock, width in filled)
    if filled and glued >= GLUED_SHARE * len(filled):
        return GLUED, 0.0
    short = sum(len(stock) < width for stock, width in filled)
    if short >= max(SHORT_ROWS, SHORT_SHARE * len(filled)):
        return Costs(lost=SYSTEMATIC_ROW), SYSTEMATIC
    return Costs(), 0.0


def _runs_together(stock: Sequence[Token], width: int) -> bool:
    figures = [token for token in stock if token.mark is Mark.FIGURE]
    return any(map(is_run, figures)) or (len(stock) == 1 < width and bool(figures))


def _solution(problem: Problem, chosen: _Attempt, other: _Attempt | None, blanks: str, *, is_gridded: bool) -> Solution:
    cells = dict(_cells(problem.lines, chosen))
    rivals = [_rival(problem.lines, chosen, reading) for reading in chosen.found.rivals]
    if other is not None:
        differing = {slot: cell for slot, cell in _cells(problem.lines, other) if _differs(cell, cells[slot])}
        delta = other.cost - chosen.cost
        if differing:
            rivals.append(Rival(delta, delta, differing))
    return Solution(
        cells=cells,
        tokens=dict(_tokens(problem.lines, chosen)),
        rivals=tuple(rivals),
        blanks=blanks,
        is_cut=chosen.is_cut,
        unsettled=frozenset(_unsettled(problem.lines, chosen)),
        has_loose_blanks=not is_gridded and any(index >= 0 for index in chosen.found.best.broken),
        cost=chosen.cost,
    )


def _unsettled(lines: Sequence[Line], attempt: _Attempt) -> Iterator[str]:
    for line, option in zip(lines, _chosen(attempt.ways, attempt.found), strict=True):
        if option.broken:
            yield from line.slots


def _differs(one: Placed, other: Placed) -> bool:
    return (one.state, one.value) != (other.state, other.value)


def _cells(lines: Iterable[Line], attempt: _Attempt) -> Iterator[tuple[str, Placed]]:
    for line, ways, pick in zip(lines, attempt.ways, attempt.found.best.choice, strict=True):
        yield from zip(line.slots, ways[pick].cells, strict=True)


def _tokens(lines: Iterable[Line], attempt: _Attempt) -> Iterator[tuple[str, Token]]:
    """Yield the token each slot's figure was cut from."""
    for line, stock, ways, pick in zip(lines, attempt.stocks, attempt.ways, attempt.found.best.choice, strict=True):
        for slot, cell in zip(line.slots, ways[pick].cells, strict=True):
            if 0 <= cell.token < len(stock):
                yield slot, stock[cell.token]


def _rival(lines: Sequence[Line], attempt: _Attempt, reading: Reading) -> Rival:
    best, costs = attempt.found.best, attempt.costs
    delta = reading.cost - best.cost
    gained = reading.broken - best.broken
    weightiest = max((costs.cross_rule if index >= 0 else costs.row_rule for index in gained), default=0.0)
    differing: dict[str, Placed] = {}
    for row, (pick, ours) in enumerate(zip(reading.choice, best.choice, strict=True)):
        if pick != ours:
            pairs = zip(lines[row].slots, attempt.ways[row][pick].cells, attempt.ways[row][ours].cells, strict=True)
            differing.update((slot, cell) for slot, cell, mine in pairs if _differs(cell, mine))
    return Rival(delta, delta - weightiest, differing)
