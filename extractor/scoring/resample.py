"""How far a figure would move had other reports been drawn: resampling of whole reports, with a seed.

Cells of one report stand or fall together, so reports are drawn, never cells. The same input gives the same figures
on every machine.
"""

import math
from collections.abc import Mapping, Sequence
from random import Random

from extractor.scoring.rates import CONFIDENCE, Interval, ratio

SEED = 20260101
RESAMPLES = 2000
FEW = 10
"""Below this many reports an interval is only indicative."""

Parts = Sequence[tuple[float, float]]
"""For each report (or cluster of texts of one report), the numerator and the denominator of a ratio of sums."""


def intervals(ratios: Mapping[str, Parts], *, seed: int = SEED, resamples: int = RESAMPLES) -> dict[str, Interval]:
    """Return the percentile interval of each ratio of sums; all ratios see the same draws of reports.

    Every sequence has one pair for each report. A draw in which the denominator is nothing is left out.
    """
    sizes = {len(parts) for parts in ratios.values()}
    if not sizes or sizes == {0}:
        return {name: Interval(low=None, high=None) for name in ratios}
    (size,) = sizes
    drawn: dict[str, list[float]] = {name: [] for name in ratios}
    columns = {name: tuple(zip(*parts, strict=True)) for name, parts in ratios.items()}
    rng = Random(seed)  # noqa: S311 - reproducible on purpose
    for _ in range(resamples):
        chosen = rng.choices(range(size), k=size)
        for name, (parts, wholes) in columns.items():
            whole = math.fsum(map(wholes.__getitem__, chosen))
            if whole:
                drawn[name].append(math.fsum(map(parts.__getitem__, chosen)) / whole)
    return {name: _percentiles(values) for name, values in drawn.items()}


def paired(one: Parts, other: Parts, *, seed: int = SEED, resamples: int = RESAMPLES) -> Interval:
    """Return the interval of the second ratio less the first, both over the same draws of the same reports."""
    size = len(one)
    if not size or len(other) != size:
        return Interval(low=None, high=None)
    rng = Random(seed)  # noqa: S311 - reproducible on purpose
    gaps = []
    for _ in range(resamples):
        chosen = rng.choices(range(size), k=size)
        before, after = _ratio(one, chosen), _ratio(other, chosen)
        if before is not None and after is not None:
            gaps.append(after - before)
    return _percentiles(gaps)


def sign_flip(gaps: Sequence[float], *, seed: int = SEED, resamples: int = RESAMPLES) -> float | None:
    """Return how often chance alone, swapping the two systems report by report, makes a gap as wide (two-sided)."""
    moved = [gap for gap in gaps if gap]
    if not gaps:
        return None
    seen, rng = abs(math.fsum(moved)), Random(seed)  # noqa: S311 - reproducible on purpose
    wide = sum(
        abs(math.fsum(gap if rng.random() < 0.5 else -gap for gap in moved)) >= seen - 1e-12 for _ in range(resamples)
    )
    return (wide + 1) / (resamples + 1)


def mcnemar(only_one: int, only_other: int) -> float | None:
    """Return the exact two-sided p of so many reports right in one run alone and in the other alone; null for none."""
    trials = only_one + only_other
    if not trials:
        return None
    tail = sum(math.comb(trials, k) for k in range(min(only_one, only_other) + 1))
    return min(1.0, 2 * tail / (1 << trials))


def _ratio(parts: Parts, chosen: Sequence[int]) -> float | None:
    return ratio(math.fsum(parts[at][0] for at in chosen), math.fsum(parts[at][1] for at in chosen))


def _percentiles(values: list[float]) -> Interval:
    if not values:
        return Interval(low=None, high=None)
    values.sort()
    tail = (1 - CONFIDENCE) / 2
    return Interval(low=_quantile(values, tail), high=_quantile(values, 1 - tail))


def _quantile(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)
