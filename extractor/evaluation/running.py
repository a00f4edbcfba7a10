"""A reader run over a dataset: one prediction a report, and how long each took. A crash is an answer too: none."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractor.dossier import Dossier
from extractor.errors import UnreadableError
from extractor.evaluation.dataset import Case, Dataset
from extractor.ingest import ingest
from extractor.model import Stage
from extractor.pipeline import ModelPass, read_asking, read_document
from extractor.readers import Reader
from extractor.records import Document, Record
from extractor.schema.compiled import Schema
from extractor.scoring.nouns import Prediction
from extractor.scoring.told import prediction_of

NOT_RECOGNISED = "not read as a report of its form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a reader says of each report, and the seconds it took, by report."""

    predictions: Mapping[str, Prediction]
    seconds: Mapping[str, float]


def run_reader(dataset: Dataset, schemas: Sequence[Schema], reader: Reader, advance: Callable[[], None]) -> Run:
    """Return a reader's predictions of a dataset; `advance` is called after each report."""
    predictions: dict[str, Prediction] = {}
    seconds: dict[str, float] = {}
    for case in dataset.cases:
        begun = time.perf_counter()
        predictions[case.name] = _predicted(case, schemas, reader)
        seconds[case.name] = time.perf_counter() - begun
        advance()
    return Run(predictions=predictions, seconds=seconds)


def predict_asking(case: Case, schemas: Sequence[Schema], asked: ModelPass) -> Stage[Prediction]:
    """Return, as a stage, what the layout reader and a model say of a report."""
    try:
        document = ingest(case.data, case.name)
        records = yield from read_asking(document, schemas, asked)
    except UnreadableError as error:
        return Prediction(document=case.name, failure=error.text("en"))
    return _prediction(case, schemas, document, records)


def text_of(case: Case) -> str:
    """Return the text that spans of a report point into; empty where its bytes hold none."""
    try:
        return ingest(case.data, case.name).text
    except UnreadableError:
        return ""


def _predicted(case: Case, schemas: Sequence[Schema], reader: Reader) -> Prediction:
    try:
        document = ingest(case.data, case.name)
        records = read_document(document, schemas, reader=reader)
    except UnreadableError as error:
        return Prediction(document=case.name, failure=error.text("en"))
    except Exception as error:  # noqa: BLE001 - one report that breaks a reader must not take the others with it
        return Prediction(document=case.name, failure=f"{type(error).__name__}: {error}")
    return _prediction(case, schemas, document, records)


def _prediction(case: Case, schemas: Sequence[Schema], document: Document, records: Sequence[Record]) -> Prediction:
    record = _of_form(records, case.gold.schema)
    if record is None:
        return Prediction(document=case.name, failure=NOT_RECOGNISED)
    schema = next(form for form in schemas if form.id == record.schema)
    return prediction_of(Dossier(record=record, schema=schema, text=document.text), case.name)


def _of_form(records: Sequence[Record], form: str) -> Record | None:
    return next((record for record in records if record.schema == form), None)
