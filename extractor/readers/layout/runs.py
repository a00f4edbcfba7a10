"""One run of digits over several cells whose last is the sum of the others, block after block: cut so that sums hold.

Blind enumeration of fifteen cells in twenty-six digits has millions of ways. Here a block's total is chosen first, as a
stretch of the run; then the cells before it can be no longer and no larger than it, which leaves few.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.readers.layout.placed import Option, Placed, RowRule, number
from extractor.readers.layout.tokens import Token
from extractor.records import Evidence, State
from extractor.span import Span

MAX_DIGITS = 80
MAX_WAYS = 400
MAX_STEPS = 150_000
LONGEST_CELL = 7
MOST_FREE = 60  # ways in which a block that breaks its sum is cut, for each place it may stand

Cut = tuple[int, ...]
Ways = dict[tuple[int, bool], list[Cut]]


@dataclass(frozen=True, slots=True)
class Cuts:
    """The ways found; `is_whole` says that no bound left any out."""

    options: tuple[Option, ...]
    is_whole: bool


def cut_run(token: Token, rules: Sequence[RowRule], width: int, price: float) -> Cuts | None:
    """Return the ways to cut a run into `width` cells such that the last cell of each block, but for one, is its sum.

    None where the rules are not blocks that follow one another, or no way keeps every sum.
    """
    blocks = _blocks(rules, width)
    digits = token.digits
    if not blocks or len(digits) > MAX_DIGITS or not digits.isdigit():
        return None
    summing = _Cutter(digits, blocks, may_break=False)
    if not summing.ways():
        return None
    breaking = _Cutter(digits, blocks, may_break=len(blocks) > 1)
    cuts = dict.fromkeys((*summing.ways(), *breaking.ways()))
    options = tuple(cut_option(token, cut, price) for cut in cuts)
    return Cuts(options, is_whole=summing.steps < MAX_STEPS and breaking.steps < MAX_STEPS)


def cut_option(token: Token, ends: Cut, price: float) -> Option:
    """Return the option that cuts a token at `ends`, one end for each cell."""
    cells = []
    for start, end in zip((0, *ends[:-1]), ends, strict=True):
        value = number(token.digits[start:end])
        span = Span(token.start + start, token.start + end)
        cells.append(Placed(State.VALUE if value else State.ZERO, value, span, Evidence.SPLIT, 0))
    return Option(tuple(cells), price)


def _blocks(rules: Sequence[RowRule], width: int) -> list[int]:
    """Return the widths of blocks that follow one another, each the sum of its cells equal to its last."""
    blocks = []
    at = 0
    for rule in rules:
        members = [index for index, coefficient in enumerate(rule.coefficients) if coefficient]
        signs = {rule.coefficients[index] * -rule.coefficients[members[-1]] for index in members[:-1]}
        if members != list(range(at, at + len(members))) or signs != {1}:
            return []
        blocks.append(len(members))
        at += len(members)
    return blocks if at == width else []


class _Cutter:
    """Cuts one run block by block, in a bounded number of steps."""

    def __init__(self, digits: str, blocks: Sequence[int], *, may_break: bool) -> None:
        self.digits, self.blocks, self.may_break = digits, blocks, may_break
        self.steps = 0
        self._found: list[Cut] | None = None

    def ways(self) -> list[Cut]:
        """Return the cuts of the whole run, those that keep every sum first."""
        if self._found is None:
            ways: Ways = {(0, False): [()]}
            for index in range(len(self.blocks)):
                ways = self._after(ways, index)
            self._found = [cut for broken in (False, True) for cut in ways.get((len(self.digits), broken), [])]
        return self._found

    def _after(self, ways: Mapping[tuple[int, bool], list[Cut]], index: int) -> Ways:
        """Return the ways after one more block; at most one block of a way may break its sum."""
        following: Ways = {}
        for (start, broken), cuts in ways.items():
            for end in self._ends(start, index):
                for cut, holds in self._block(start, end, self.blocks[index], any_sum=self.may_break and not broken):
                    kept = following.setdefault((end, broken or not holds), [])
                    kept.extend((*before, *cut) for before in cuts[: max(0, MAX_WAYS - len(kept))])
        return following

    def _ends(self, start: int, index: int) -> range:
        """Return where a block may end: the last one at the run's end, others with digits left for those after."""
        whole = len(self.digits)
        if index == len(self.blocks) - 1:
            return range(whole, whole + 1)
        return range(start + self.blocks[index], whole - sum(self.blocks[index + 1 :]) + 1)

    def _block(self, start: int, end: int, width: int, *, any_sum: bool) -> Iterator[tuple[Cut, bool]]:
        """Yield the cuts of one block, and whether its last cell is the sum of the others."""
        for length in range(1, min(LONGEST_CELL, end - start - width + 1) + 1):
            last = end - length
            if length > 1 and self.digits[last] == "0":
                continue
            for cut in self._summing(start, last, width - 1, int(self.digits[last:end]), length):
                yield (*cut, end), True
        if any_sum:
            free = self._free(start, end, width)
            yield from ((cut, False) for _, cut in zip(range(MOST_FREE), free, strict=False))

    def _summing(self, start: int, end: int, pieces: int, total: int, longest: int) -> Iterator[Cut]:
        """Yield the cuts of `start:end` into numbers of at most `longest` digits that sum to `total`."""
        self.steps += 1
        if self.steps >= MAX_STEPS or not pieces <= end - start <= pieces * longest:
            return
        if pieces == 1:
            if (end - start == 1 or self.digits[start] != "0") and int(self.digits[start:end]) == total:
                yield (end,)
            return
        most = 1 if self.digits[start] == "0" else min(longest, end - start - pieces + 1)
        for stop in range(start + 1, start + most + 1):
            value = int(self.digits[start:stop])
            if value > total:
                return
            for cut in self._summing(stop, end, pieces - 1, total - value, longest):
                yield (stop, *cut)

    def _free(self, start: int, end: int, pieces: int) -> Iterator[Cut]:
        """Yield the cuts of `start:end` into numbers whatever their sum; the last is not the sum of the others."""
        for cut in self._numbers(start, end, pieces):
            values = [int(self.digits[a:b]) for a, b in zip((start, *cut[:-1]), cut, strict=True)]
            if sum(values[:-1]) != values[-1]:
                yield cut

    def _numbers(self, start: int, end: int, pieces: int) -> Iterator[Cut]:
        self.steps += 1
        if self.steps >= MAX_STEPS or not pieces <= end - start <= pieces * LONGEST_CELL:
            return
        most = 1 if self.digits[start] == "0" else min(LONGEST_CELL, end - start - pieces + 1)
        if pieces == 1:
            if end - start <= most:
                yield (end,)
            return
        for stop in range(start + 1, start + most + 1):
            for cut in self._numbers(stop, end, pieces - 1):
                yield (stop, *cut)
