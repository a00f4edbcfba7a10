"""One run of digits over several blocks, each with a sum of its own: cut so that the sums hold.

Blind enumeration of fifteen cells in twenty-six digits has millions of ways; computing each block's total instead of
enumerating it leaves a few thousand steps.
"""

from collections.abc import Iterator, Mapping, Sequence

from extractor.readers.layout.options import Option, Placed, RowRule, number
from extractor.readers.layout.tokens import Token
from extractor.records import Evidence, State
from extractor.span import Span

MAX_DIGITS = 60
MAX_WAYS = 400
MAX_STEPS = 200_000
LONGEST_CELL = 7

Cut = tuple[int, ...]


def cut_run(token: Token, rules: Sequence[RowRule], width: int, price: float) -> list[Option]:
    """Return the ways to cut a run into `width` cells such that the last cell of each block, but for one, is its sum.

    Empty where the rules do not follow one another as blocks, or nothing fits.
    """
    blocks = _blocks(rules, width)
    digits = token.digits
    if not blocks or len(digits) > MAX_DIGITS or not digits.isdigit():
        return []
    budget = [MAX_STEPS]
    ways: dict[tuple[int, bool], list[Cut]] = {(0, False): [()]}
    for block in blocks:
        ways = _after(digits, ways, block, budget)
    ends = (ways.get((len(digits), broken), []) for broken in (False, True))
    return [_option(token, cut, price) for cuts in ends for cut in cuts]


def _after(
    digits: str, ways: Mapping[tuple[int, bool], list[Cut]], width: int, budget: list[int]
) -> dict[tuple[int, bool], list[Cut]]:
    """Return the ways after one more block; one block of a way may break its sum, to know what each sum decides."""
    following: dict[tuple[int, bool], list[Cut]] = {}
    for (start, broken), cuts in ways.items():
        for cut, holds in _cuts(digits, start, width, budget, any_sum=not broken):
            kept = following.setdefault((cut[-1], broken or not holds), [])
            kept.extend((*before, *cut) for before in cuts[: max(0, MAX_WAYS - len(kept))])
    return following


def _blocks(rules: Sequence[RowRule], width: int) -> list[int]:
    """Return the widths of blocks that follow one another, each the sum of its cells equal to its last."""
    blocks = []
    at = 0
    for rule in rules:
        members = [index for index, coefficient in enumerate(rule.coefficients) if coefficient]
        signs = [rule.coefficients[index] for index in members]
        if members != list(range(at, at + len(members))) or signs != [1] * (len(members) - 1) + [-1]:
            return []
        blocks.append(len(members))
        at += len(members)
    return blocks if at == width else []


def _cuts(digits: str, start: int, width: int, budget: list[int], *, any_sum: bool) -> Iterator[tuple[Cut, bool]]:
    """Yield the ends of `width` cells from `start` on, and whether the last is the sum of the others."""
    stack: list[tuple[int, int, Cut]] = [(start, 0, ())]
    while stack and budget[0] > 0:
        budget[0] -= 1
        at, total, ends = stack.pop()
        if len(ends) == width - 1:
            yield from _last(digits, at, total, ends, any_sum=any_sum)
            continue
        stack.extend((end, total + int(digits[at:end]), (*ends, end)) for end in _ends(digits, at))


def _last(digits: str, at: int, total: int, ends: Cut, *, any_sum: bool) -> Iterator[tuple[Cut, bool]]:
    needed = str(total)
    if digits.startswith(needed, at):
        yield (*ends, at + len(needed)), True
    if any_sum:
        for end in _ends(digits, at):
            if digits[at:end] != needed:
                yield (*ends, end), False


def _ends(digits: str, at: int) -> range:
    """Return where a number that begins at `at` may end: `0` alone, or any length up to the longest cell."""
    longest = 1 if digits[at : at + 1] == "0" else LONGEST_CELL
    return range(at + 1, min(at + longest, len(digits)) + 1)


def _option(token: Token, cut: Cut, price: float) -> Option:
    starts = (0, *cut[:-1])
    evidence = Evidence.SPLIT
    cells = []
    for start, end in zip(starts, cut, strict=True):
        value = number(token.digits[start:end])
        state = State.VALUE if value else State.ZERO
        cells.append(Placed(state, value, Span(token.start + start, token.start + end), evidence, 0))
    return Option(tuple(cells), price)
