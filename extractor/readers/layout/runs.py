"""One run of digits over several blocks, each with a sum of its own: cut so that the sums hold.

Blind enumeration of fifteen cells in twenty-six digits has millions of ways; computing each block's total instead of
enumerating it leaves a few thousand steps.
"""

from collections.abc import Iterator, Sequence

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
    """Return the ways to cut a run into `width` cells such that each rule's last member is the sum of its others.

    Empty where the rules do not follow one another as blocks, or nothing fits.
    """
    blocks = _blocks(rules, width)
    digits = token.digits
    if not blocks or len(digits) > MAX_DIGITS or not digits.isdigit():
        return []
    ways: dict[int, list[Cut]] = {0: [()]}
    budget = [MAX_STEPS]
    for block in blocks:
        following: dict[int, list[Cut]] = {}
        for start, cuts in ways.items():
            for cut in _summing(digits, start, block, budget):
                kept = following.setdefault(cut[-1], [])
                kept.extend((*before, *cut) for before in cuts[: MAX_WAYS - len(kept)])
        ways = following
    return [_option(token, cut, price) for cut in ways.get(len(digits), [])]


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


def _summing(digits: str, start: int, width: int, budget: list[int]) -> Iterator[Cut]:
    """Yield the ends of `width` cells from `start` on whose last is the sum of the others."""
    stack: list[tuple[int, int, Cut]] = [(start, 0, ())]
    while stack and budget[0] > 0:
        budget[0] -= 1
        at, total, ends = stack.pop()
        if len(ends) == width - 1:
            last = str(total)
            if digits.startswith(last, at):
                yield (*ends, at + len(last))
            continue
        longest = 1 if digits[at : at + 1] == "0" else LONGEST_CELL
        for end in range(at + 1, min(at + longest, len(digits) - 1) + 1):
            stack.append((end, total + int(digits[at:end]), (*ends, end)))


def _option(token: Token, cut: Cut, price: float) -> Option:
    starts = (0, *cut[:-1])
    evidence = Evidence.SPLIT
    cells = []
    for start, end in zip(starts, cut, strict=True):
        value = number(token.digits[start:end])
        state = State.VALUE if value else State.ZERO
        cells.append(Placed(state, value, Span(token.start + start, token.start + end), evidence, 0))
    return Option(tuple(cells), price)
