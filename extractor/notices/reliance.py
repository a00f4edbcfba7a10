"""How likely a notice is wrong: what was counted, and no more than follows from it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from math import exp, lgamma, log, log1p

from extractor.messages import say
from extractor.resources import data_root

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Counts of an evaluation (`eval/accusations.json`): over `reports` reports of a `kind`, read by one `reader`.

    `accusations` are failed sums that notices would put down to the documents, in `reports_accused` reports;
    `accusations_wrong` and `reports_accused_wrongly` are those of them that the documents print rightly.
    """

    kind: str
    reader: str
    reports: int
    reports_accused: int
    reports_accused_wrongly: int
    accusations: int
    accusations_wrong: int


def measured() -> Measured | None:
    """Return the counts that come with the program, None where there are none."""
    file = data_root() / "eval" / "accusations.json"
    if not file.is_file():
        return None
    counts = json.loads(file.read_text("utf-8"))
    return Measured(**{name: counts[name] for name in Measured.__dataclass_fields__})


def statement(counts: Measured | None, readers: Collection[str | None], lang: str) -> str:
    """Return in full how likely a notice is wrong, for those who send it; `readers` are those that read the reports."""
    if counts is None or not counts.reports_accused:
        return say(lang, "reliance.unmeasured")
    bound = percent(upper_bound(counts.reports_accused_wrongly, counts.reports_accused))
    said = say(
        lang,
        "reliance.none_wrong" if not counts.accusations_wrong else "reliance.some_wrong",
        **_counts(counts),
        bound=bound,
        confidence=round(100 * CONFIDENCE),
    )
    others = sorted({str(reader) for reader in readers} - {counts.reader})
    more = say(lang, "reliance.other_reader", reader=counts.reader, others=", ".join(others)) if others else ""
    return said + more


def upper_bound(wrong: int, told: int, confidence: float = CONFIDENCE) -> float:
    """Return the one-sided Clopper-Pearson bound: the share that is wrong is lower, at this confidence.

    It is the share at which so few (`wrong` or fewer of `told`) would be found wrong with probability 1 - confidence.
    """
    if wrong >= told:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):  # halving: as exact as a float can be
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(wrong, told, middle) > 1 - confidence else (low, middle)
    return high


def percent(share: float) -> str:
    """Return a share in percent with two places, rounded up: a bound is never told better than it is."""
    return str((Decimal(share) * 100).quantize(Decimal("0.01"), ROUND_UP))


def _at_most(wrong: int, told: int, share: float) -> float:
    """Return how likely `wrong` or fewer of `told` are wrong where each is with probability `share`."""
    ways = (lgamma(told + 1) - lgamma(found + 1) - lgamma(told - found + 1) for found in range(wrong + 1))
    return sum(exp(way + found * log(share) + (told - found) * log1p(-share)) for found, way in enumerate(ways))


def _counts(counts: Measured) -> dict[str, int]:
    return {
        "reports": counts.reports,
        "told": counts.reports_accused,
        "told_wrongly": counts.reports_accused_wrongly,
        "accusations": counts.accusations,
        "wrong": counts.accusations_wrong,
    }
