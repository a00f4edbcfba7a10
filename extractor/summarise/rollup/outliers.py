"""Reports far from the others: distances from the median, in spreads that a few odd reports do not widen."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from extractor.dossier import Dossier
from extractor.messages import say
from extractor.serialise import plain
from extractor.summarise.nouns import Origin, Outlier, Sentence
from extractor.summarise.rollup.metrics import Measured, measured
from extractor.summarise.rollup.tables import year_of

LEAST_PEERS: Final = 8
"""Fewer reports have no middle worth the name."""
FAR: Final = Decimal("3.5")
"""Spreads from the median: the usual bound for a robust score (Iglewicz and Hoaglin)."""
NEAR: Final = Decimal(10)
"""Hundredths from the median that are never far."""
_MAD: Final = Decimal("1.4826")
_MEAN: Final = Decimal("1.2533")
"""What makes the median and the mean distance from the median those of a standard deviation."""


def outliers(dossiers: Sequence[Dossier]) -> tuple[Outlier, ...]:
    """Return the reports that are far from those of the same year; from all, where that year has too few."""
    found = sorted(measured(dossiers), key=_metric)
    return tuple(outlier for _, group in groupby(found, key=_metric) for outlier in _among(list(group)))


def _among(group: Sequence[Measured]) -> Iterator[Outlier]:
    far = (_outlier(each, *_peers(each, group)) for each in group)
    yield from sorted((each for each in far if each is not None), key=lambda each: -abs(each.value - each.median))


def _peers(each: Measured, group: Sequence[Measured]) -> tuple[Sequence[Measured], str]:
    year = year_of(each.dossier)
    same = [other for other in group if year_of(other.dossier) == year]
    return (same, year) if len(same) >= LEAST_PEERS else (group, "")


def _outlier(each: Measured, peers: Sequence[Measured], year: str) -> Outlier | None:
    if len(peers) < LEAST_PEERS:
        return None
    middle = median([peer.scaled for peer in peers])
    distance, spread = abs(each.scaled - middle), _spread([peer.scaled for peer in peers], middle)
    if not spread or distance < NEAR or distance / spread <= FAR:
        return None
    typical = median([peer.value for peer in peers])
    return Outlier(
        metric=each.metric,
        report=each.dossier.record.id,
        value=each.value,
        median=typical,
        spread=spread.quantize(Decimal("0.1")),
        peers=tuple(peer.dossier.record.id for peer in peers),
        sentence=_sentence(each),
        year=year,
    )


def _spread(values: Sequence[Decimal], middle: Decimal) -> Decimal:
    """Return the median distance from the middle; where most have the same value, the mean distance."""
    distances = [abs(value - middle) for value in values]
    return median(distances) * _MAD or sum(distances, Decimal(0)) / len(distances) * _MEAN


def median(values: Sequence[Decimal]) -> Decimal:
    """Return the middle of values, the mean of the two in the middle where they are even."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _sentence(each: Measured) -> Sentence:
    schema = each.dossier.schema
    lang = schema.file.language if schema else "zh"
    values = {"part": plain(each.part), "whole": plain(each.whole), "value": plain(each.value)}
    text = say(lang, f"summary.metric.{each.metric}.told", **values)
    return Sentence(text=text, citations=each.citations, origin=Origin.PATTERN)


def _metric(each: Measured) -> str:
    return each.metric
