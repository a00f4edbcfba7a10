"""The few ways in which a row's tokens can fall on its columns, each with its cost.

A row of exactly as many separate figures as columns has one way, whatever the rules say: printed order outranks
arithmetic. Otherwise a figure may be split (run together with its neighbour), a column may have lost its figure, a
figure may be one too many; each costs something, so that the cheapest reading of the whole table can be found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from extractor.readers.layout.placed import EMPTY, LOST_ZERO, Costs, Number, Option, Placed, RowRule, is_run, whole
from extractor.readers.layout.tokens import Mark, Token, printed
from extractor.readers.layout.walk import Walk, stray
from extractor.records import Evidence, State

MAX_OPTIONS = 400  # ways kept for a row; more than this and the row is hardly determined anyway
MAX_SUMMING = 120  # ways kept for a row of which at least one keeps the row's rules
MAX_WAYS = 1500  # ways looked at for a row, cheapest first
MAX_TOKENS = 200  # more behind one label is no row of a form


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


@dataclass(frozen=True, slots=True)
class Ways:
    """The options of a row, cheapest first; `is_whole` says that no bound left out one that might matter."""

    options: tuple[Option, ...]
    is_whole: bool = True


def options(found: Sequence[Token], width: int, rules: Sequence[RowRule], costs: Costs) -> tuple[Option, ...]:
    """Return the ways `found` can fall on `width` columns, cheapest first, no two with the same values."""
    return ways_to_read(found, width, rules, costs).options


def ways_to_read(found: Sequence[Token], width: int, rules: Sequence[RowRule], costs: Costs) -> Ways:
    """Return the same, with whether the bounds cut any."""
    without_blanks = printed(found)
    if len(without_blanks) > width:  # more figures than columns: blanks beside them are filler
        found = without_blanks
    chosen = exact(found, width)
    if chosen is not None:
        cells = tuple(whole(found[at], at) for at in chosen)
        return Ways((judged(Option(cells, 0.0), rules, costs),))
    if len(found) > MAX_TOKENS:
        return Ways((), is_whole=False)
    walk = Walk(found, width, costs)
    walked = list(islice(walk.run(), MAX_WAYS))
    found_options = ranked(walked, found, rules, costs)
    is_whole = not walk.is_cut and len(walked) < MAX_WAYS and not _is_shorn(found_options)
    return Ways(found_options, is_whole=is_whole)


def _is_shorn(kept: Sequence[Option]) -> bool:
    """Return whether a list that was cut at its full length ends with an option nearly as cheap as its best."""
    return len(kept) in {MAX_OPTIONS, MAX_SUMMING} and kept[-1].cost < kept[0].cost + NEAR


NEAR = 3.0


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
    """Weaken the evidence of a row that lost or gained a cell; nothing tells which zero, so zeros lose their place.

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
    """Return whether only blanks were dropped, and none was kept at either end that might as well have been."""
    if any(found[at].mark is not Mark.BLANK for at in dropped):
        return False
    return State.BLANK not in {option.cells[0].state, option.cells[-1].state}


def _shifted(cell: Placed) -> Placed:
    if cell.state is State.ZERO:
        return LOST_ZERO
    if cell.evidence is Evidence.CELL:
        return replace(cell, evidence=Evidence.SHIFTED)
    return cell
