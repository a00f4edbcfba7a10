"""What a run is worth, as one JSON object: the same input gives the same bytes, so no time and no date is in it.

Null is a figure that is not defined (a rate over nothing); a part that the predictions do not carry is named in
`not_scored` and left out, so that neither is ever taken for 0.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.evaluation.breakdown import by_part, strata
from extractor.evaluation.dataset import Dataset
from extractor.evaluation.drilldown import document
from extractor.evaluation.estimates import (
    clustered,
    estimate,
    pairs_of_f1,
    pairs_of_mean,
    rates_of,
    rounded,
    share,
    share_of_reports,
    total,
)
from extractor.evaluation.parts import (
    assessed,
    attribution,
    citations,
    claims,
    defects,
    fields,
    findings,
    silent_errors,
)
from extractor.evaluation.scored import Scored
from extractor.scoring import rates
from extractor.scoring.outcomes import Tally
from extractor.scoring.resample import FEW, RESAMPLES, SEED, intervals
from extractor.serialise import JsonObject

FORMAT = 1
"""Of this object: a later one that is not the same to a reader has another number."""
SCORER = "1"
"""Of the rules of scoring: runs scored by other ones are not compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What was run: its name, the versions of what made the predictions, and of the forms they are scored by."""

    name: str
    versions: Mapping[str, str | None]
    forms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A baseline over the same reports."""

    name: str
    scored: tuple[Scored, ...]


def report(
    about: About,
    dataset: Dataset,
    scored: Sequence[Scored],
    baselines: Sequence[Baseline],
    *,
    split: str | None = None,
    mutation: JsonObject | None = None,
    invalid: int = 0,
    model: JsonObject | None = None,
) -> JsonObject:
    """Return everything that is said of a run; `scored` and each baseline have every case, in the dataset's order.

    `mutation` is the matrix of injected faults, `invalid` counts the lines of a predictions file that are none, `model`
    is what was asked of a model, null where none was.
    """
    rows = by_part(scored, lambda slot: slot.rpartition("/")[0])
    parts = {**{name: part(scored) for name, part in _PARTS.items()}, "validators": mutation}
    return {
        "format": FORMAT,
        "run": {"name": about.name, "versions": dict(about.versions)},
        **({} if model is None else {"model": model}),
        "forms": dict(sorted(about.forms.items())),
        "dataset": {**_dataset(dataset, split), "unlabelled_slots": sum(map(_unlabelled, scored))},
        "scorer": {"version": SCORER, "seed": SEED, "resamples": RESAMPLES},
        "headline": _headline(scored, rows),
        "baselines": [_baseline(each, scored) for each in baselines],
        "skill": _skill(scored, baselines),
        "slots": {
            "all": rates_of(each.counts for each in scored),
            "salient": rates_of(each.salient for each in scored),
        },
        "documents_failed": sum(each.prediction.failure is not None for each in scored),
        "invalid_lines": invalid,
        "assessed": assessed(scored),
        **{name: part for name, part in parts.items() if part is not None},
        "not_scored": sorted(name for name, part in parts.items() if part is None),
        "strata": strata(scored, knows_sureness=parts["silent_errors"] is not None),
        "tables": by_part(scored, lambda slot: slot.partition("/")[0]),
        "rows": rows,
        "documents": [document(each) for each in scored],
    }


_PARTS: Mapping[str, Callable[[Sequence[Scored]], JsonObject | None]] = {
    "silent_errors": silent_errors,
    "grounding": citations,
    "attribution": attribution,
    "findings": findings,
    "claims": claims,
    "defects": defects,
    "fields": fields,
}


def _dataset(dataset: Dataset, split: str | None) -> JsonObject:
    return {
        "name": dataset.name,
        "version": dataset.version,
        "digest": dataset.digest,
        "split": split,
        "documents": len(dataset.cases),
        "clusters": len({case.cluster for case in dataset.cases}),
        "drafts": list(dataset.drafts),
    }


def _unlabelled(each: Scored) -> int:
    """Return how many slots of a report's form the gold has no label for: they are not scored."""
    return len(set(each.schema.slots) - each.case.gold.slots.keys())


def _headline(scored: Sequence[Scored], rows: Sequence[JsonObject]) -> JsonObject:
    """Return the figures that a run is known by, each with its interval over whole reports; `rows` are those by row."""
    salient = total((each.salient for each in scored), Tally())
    by_report = [rates.f1(each.salient) for each in scored]
    ratios = {
        "salient_f1": pairs_of_f1(each.salient for each in scored),
        "salient_f1_by_report": pairs_of_mean(by_report),
        "hallucinated_per_report": [(float(each.counts.hallucinated), 1.0) for each in scored],
    }
    low_high = intervals({name: clustered(scored, pairs) for name, pairs in ratios.items()})
    zero = [each for each in scored if each.case.strata.get("sparsity") == "zero"]
    return {
        "salient_f1": estimate(rates.f1(salient), low_high["salient_f1"]),
        "salient_f1_by_report": estimate(rates.mean(by_report), low_high["salient_f1_by_report"]),
        "salient_f1_by_row": rounded(rates.mean([row["salient"]["f1"] for row in rows])),
        "exact_reports": share_of_reports(scored, lambda each: each.is_exact),
        "hallucinated_per_report": estimate(
            rates.ratio(sum(each.counts.hallucinated for each in scored), len(scored)),
            low_high["hallucinated_per_report"],
        ),
        "zero_reports_with_figures": share(sum(any(s.is_salient for s in each.judged) for each in zero), len(zero)),
        "is_indicative": len({each.case.cluster for each in scored}) < FEW,
    }


def _baseline(baseline: Baseline, scored: Sequence[Scored]) -> JsonObject:
    own, accuracy = _accuracy(scored), _accuracy(baseline.scored)
    return {
        "name": baseline.name,
        "accuracy": rounded(accuracy),
        "salient_f1": rounded(rates.f1(total((each.salient for each in baseline.scored), Tally()))),
        "exact_reports": share_of_reports(baseline.scored, lambda each: each.is_exact),
        "skill": rounded(rates.skill(own, accuracy)),
    }


def _skill(scored: Sequence[Scored], baselines: Sequence[Baseline]) -> JsonObject:
    own, others = _accuracy(scored), [_accuracy(each.scored) for each in baselines]
    best = max((other for other in others if other is not None), default=None)
    return {"accuracy": rounded(own), "best_baseline": rounded(best), "skill": rounded(rates.skill(own, best))}


def _accuracy(scored: Sequence[Scored]) -> float | None:
    return rates.accuracy(total((each.counts for each in scored), Tally()))
