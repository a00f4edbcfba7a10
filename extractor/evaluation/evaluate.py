"""A dataset and predictions of it, scored beside what anybody could do without reading."""

from collections.abc import Mapping, Sequence

from extractor.errors import CallError
from extractor.evaluation.asking import AskedRun
from extractor.evaluation.baselines import all_zero, printed_order
from extractor.evaluation.dataset import Dataset
from extractor.evaluation.repeats import repeats
from extractor.evaluation.report import About, Baseline, report
from extractor.evaluation.running import text_of
from extractor.evaluation.scored import Scored, score_case
from extractor.evaluation.spending import model_part
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
    asked: AskedRun | None = None,
    again: Sequence[AskedRun] = (),
) -> tuple[JsonObject, tuple[Scored, ...]]:
    """Return the report of a run and each of its cases scored; `predictions` has one for every case.

    `asked` is the run where it asked a model, `again` further replicas of it: the first one is scored.
    """
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
    model = None
    if asked is not None:
        agreed = repeats([own, *(scored(each.predictions) for each in again)]) if again else None
        model = model_part(asked, sum(each.salient.correct for each in own), again=again, told=agreed)
    told = report(about, dataset, own, beside, split=split, mutation=mutation, invalid=invalid, model=model)
    return told, own


def check_forms(dataset: Dataset, forms: Mapping[str, Schema]) -> None:
    """Raise `CallError` where a report is of a form that is not at hand, or nothing is left to score."""
    for case in dataset.cases:
        schema = forms.get(case.gold.schema)
        if schema is None:
            raise CallError("eval.form", document=case.name, form=case.gold.schema)
        if not case.gold.slots:
            raise CallError("eval.no_slots", document=case.name)
        stranger = next((slot for slot in case.gold.slots if not _is_of(slot, schema)), None)
        if stranger is not None:
            raise CallError("eval.no_slot", document=case.name, form=case.gold.schema, slot=stranger)
    if not dataset.cases:
        raise CallError("eval.nothing", dataset=dataset.name)


def _is_of(slot: str, schema: Schema) -> bool:
    """Return whether a form has a slot; the rows of an open table are the report's own."""
    table = schema.table.get(slot.partition("/")[0])
    if table is None or slot.count("/") < 2:
        return False
    place = slot.partition("/")[2].rpartition("/")
    row = table.row.get(place[0])
    return place[2] in (table.columns_of(row) if row else table.column if table.is_open else ())
