"""A dataset and predictions of it, scored beside what anybody could do without reading."""

from collections.abc import Mapping, Sequence

from extractor.errors import CallError
from extractor.evaluation.baselines import all_zero, printed_order
from extractor.evaluation.dataset import Dataset
from extractor.evaluation.report import About, Baseline, report
from extractor.evaluation.running import text_of
from extractor.evaluation.scored import Scored, score_case
from extractor.schema.compiled import Schema
from extractor.scoring.nouns import Prediction
from extractor.serialise import JsonObject


def evaluate(
    about: About,
    dataset: Dataset,
    predictions: Mapping[str, Prediction],
    schemas: Sequence[Schema],
    *,
    split: str | None = None,
    mutation: JsonObject | None = None,
    invalid: int = 0,
) -> tuple[JsonObject, tuple[Scored, ...]]:
    """Return the report of a run and each of its cases scored; `predictions` has one for every case."""
    forms = {schema.id: schema for schema in schemas}
    check_forms(dataset, forms)
    texts = {case.name: text_of(case) for case in dataset.cases}

    def scored(said: Mapping[str, Prediction]) -> tuple[Scored, ...]:
        return tuple(
            score_case(case, said[case.name], forms[case.gold.schema], texts[case.name]) for case in dataset.cases
        )

    zero = {case.name: all_zero(case) for case in dataset.cases}
    order = {case.name: printed_order(case, forms[case.gold.schema], texts[case.name]) for case in dataset.cases}
    own = scored(predictions)
    beside = [Baseline(name="all_zero", scored=scored(zero)), Baseline(name="printed_order", scored=scored(order))]
    told = report(about, dataset, own, beside, split=split, mutation=mutation, invalid=invalid)
    return told, own


def check_forms(dataset: Dataset, forms: Mapping[str, Schema]) -> None:
    """Raise `CallError` where a report is of a form that is not at hand, or nothing is left to score."""
    for case in dataset.cases:
        if case.gold.schema not in forms:
            raise CallError("eval.form", document=case.name, form=case.gold.schema)
    if not dataset.cases:
        raise CallError("eval.nothing", dataset=dataset.name)
