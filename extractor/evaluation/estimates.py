"""Figures as a report gives them: with counts and an interval, rounded alike everywhere, null where undefined."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import reduce
from operator import add
from typing import TypeVar

from extractor.evaluation.scored import Scored
from extractor.scoring import rates
from extractor.scoring.outcomes import Tally
from extractor.scoring.rates import Interval, wilson
from extractor.scoring.resample import Parts
from extractor.serialise import JsonObject

_T = TypeVar("_T")


def rounded(value: float | None) -> float | None:
    """Return a figure with six decimals: no more can differ between machines."""
    return None if value is None else round(value, 6)


def pairs_of_f1(scored: Iterable[Tally]) -> Parts:
    """Return the parts of a pooled F1, report by report."""
    return [(2.0 * each.correct, float(rates.printed(each) + rates.said(each))) for each in scored]


def pairs_of_mean(values: Iterable[float | None]) -> Parts:
    """Return the parts of a mean over the reports where a figure is defined."""
    return [(value or 0.0, float(value is not None)) for value in values]


def estimate(value: float | None, interval: Interval) -> JsonObject:
    """Return a figure with its interval; none where all reports say the same: that is no certainty, only no spread."""
    low, high = (None, None) if interval.low == interval.high else (interval.low, interval.high)
    return {"value": rounded(value), "low": rounded(low), "high": rounded(high)}


def counted(part: int, whole: int) -> JsonObject:
    """Return a share of cells with its counts, and no interval: cells of one report stand or fall together."""
    return {"part": part, "whole": whole, "value": rounded(rates.ratio(part, whole)), "low": None, "high": None}


def share_of_reports(scored: Sequence[Scored], is_so: Callable[[Scored], bool]) -> JsonObject:
    """Return the share of reports of which something is so, of all their texts together, with Wilson's interval."""
    clusters: dict[str, bool] = {}
    for each in scored:
        clusters[each.case.cluster] = clusters.get(each.case.cluster, True) and is_so(each)
    return share(sum(clusters.values()), len(clusters))


def share(part: int, whole: int) -> JsonObject:
    """Return a share of reports with its counts and Wilson's interval."""
    interval = wilson(part, whole)
    return {
        "part": part,
        "whole": whole,
        "value": rounded(rates.ratio(part, whole)),
        "low": rounded(interval.low),
        "high": rounded(interval.high),
    }


def clustered(scored: Sequence[Scored], pairs: Parts) -> Parts:
    """Return the parts of a ratio added up over the texts of each report, in the order of their names."""
    clusters = by_cluster((each.case.cluster for each in scored), pairs)
    return [clusters[name] for name in sorted(clusters)]


def by_cluster(names: Iterable[str], pairs: Parts) -> dict[str, tuple[float, float]]:
    """Return the parts of a ratio added up over the texts of each report; `names` has the report of each text."""
    clusters: dict[str, tuple[float, float]] = {}
    for name, (part, whole) in zip(names, pairs, strict=True):
        before = clusters.get(name, (0.0, 0.0))
        clusters[name] = (before[0] + part, before[1] + whole)
    return clusters


def total(items: Iterable[_T], start: _T) -> _T:
    """Return counts added up."""
    return reduce(add, items, start)


def rates_of(tallies: Iterable[Tally]) -> JsonObject:
    """Return slots by outcome with the rates over them."""
    counts = total(tallies, Tally())
    return {
        **asdict(counts),
        "precision": rounded(rates.precision(counts)),
        "recall": rounded(rates.recall(counts)),
        "f1": rounded(rates.f1(counts)),
        "error_rate": rounded(rates.error_rate(counts)),
        "misbound_share": rounded(rates.ratio(counts.misbound, counts.substituted)),
    }
