"""Faults injected into the reports of a dataset, and into generated ones beside them: what the checks notice."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from extractor.errors import UnreadableError
from extractor.evaluation.dataset import Dataset
from extractor.ingest import ingest
from extractor.mutate import PRINT_FAULTS, VALUE_FAULTS, Seed, generated, matrix, shipped, to_dict
from extractor.pipeline import read_document
from extractor.schema.compiled import Schema
from extractor.serialise import JsonObject

GENERATED = 210
"""Generated reports that faults are put into beside the dataset's own: enough for three hundred wrong units."""
CONTROLS = 960
"""Generated reports that are right, more than six hundred of them in layouts where every cell can be seen."""
FIRST_CONTROL = 100_000
"""The first seed of the controls, far from those that faults are put into."""


def steps(faults: int) -> int:
    """Return how often `mutation` calls `advance`."""
    return faults * (len(VALUE_FAULTS) + len(PRINT_FAULTS)) + CONTROLS


def mutation(dataset: Dataset, schemas: Sequence[Schema], faults: int, advance: Callable[[], None]) -> JsonObject:
    """Return the matrix of so many faults of each class, as counts; the same input gives the same matrix."""
    forms = {schema.id: schema for schema in schemas}
    used = [forms[form] for form in sorted({case.gold.schema for case in dataset.cases})]
    seeds = chain(_own(dataset, schemas), generated(used, GENERATED))
    controls = generated(used, CONTROLS, first=FIRST_CONTROL)
    return dict(to_dict(matrix(tuple(seeds), controls, per_class=faults, advance=advance)))


def _own(dataset: Dataset, schemas: Sequence[Schema]) -> Iterator[Seed]:
    """Yield the dataset's reports that are read as one report of their form: faults are put into readings."""
    forms = {schema.id: schema for schema in schemas}
    for case in dataset.cases:
        try:
            document = ingest(case.data, case.name)
        except UnreadableError:
            continue
        records = read_document(document, schemas)
        if len(records) == 1 and records[0].schema == case.gold.schema:
            yield shipped(case.name, document, forms[case.gold.schema], case.gold.slots)
