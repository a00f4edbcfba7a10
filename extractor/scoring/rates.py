"""Rates over counted outcomes. A rate over nothing is undefined (null), never 0 and never 1."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from extractor.scoring.outcomes import Tally

CONFIDENCE = 0.95


def ratio(part: float, whole: float) -> float | None:
    """Return part / whole; null where there is nothing to judge by."""
    return part / whole if whole else None


def precision(counts: Tally) -> float | None:
    """Return C / (C + S + H): the share of what is said that is so."""
    return ratio(counts.correct, said(counts))


def recall(counts: Tally) -> float | None:
    """Return C / (C + S + O + A): the share of what is printed that is found; only gold decides the denominator."""
    return ratio(counts.correct, printed(counts))


def f1(counts: Tally) -> float | None:
    """Return 2C / (2C + 2S + O + A + H)."""
    return ratio(2 * counts.correct, printed(counts) + said(counts))


def error_rate(counts: Tally) -> float | None:
    """Return (S + O + H) / (C + S + O + A), which may exceed 1."""
    return ratio(counts.substituted + counts.omitted + counts.hallucinated, printed(counts))


def accuracy(counts: Tally) -> float | None:
    """Return the share of the gold's slots that are right, blanks and zeros included: what an all-zero answer wins."""
    right = counts.correct + counts.nothing
    return ratio(right, right + counts.substituted + counts.omitted + counts.hallucinated + _abstained(counts))


def skill(own: float | None, baseline: float | None) -> float | None:
    """Return (own - baseline) / (1 - baseline): 0 is no better than the baseline, 1 perfect, below 0 worse."""
    if own is None or baseline is None:
        return None
    return ratio(own - baseline, 1 - baseline)


def printed(counts: Tally) -> int:
    """Return how many of the slots print something, by the gold."""
    return counts.correct + counts.substituted + counts.omitted + counts.abstained


def said(counts: Tally) -> int:
    """Return how many slots something is said of."""
    return counts.correct + counts.substituted + counts.hallucinated


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A 95 % interval; `low` and `high` are null where there is nothing to judge by."""

    low: float | None
    high: float | None


def wilson(hits: int, trials: int) -> Interval:
    """Return Wilson's interval of a share: with no failure in n trials it still ends about 3.8 / n short of 1."""
    if not trials:
        return Interval(low=None, high=None)
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    centre = (hits + z * z / 2) / (trials + z * z)
    spread = z / (trials + z * z) * math.sqrt(hits * (trials - hits) / trials + z * z / 4)
    low = 0.0 if not hits else max(0.0, centre - spread)
    return Interval(low=low, high=1.0 if hits == trials else min(1.0, centre + spread))


def mean(values: Sequence[float | None]) -> float | None:
    """Return the mean of the values that are defined; null where none is."""
    defined = [value for value in values if value is not None]
    return ratio(math.fsum(defined), len(defined))


def _abstained(counts: Tally) -> int:
    return counts.abstained + counts.blank_abstained
