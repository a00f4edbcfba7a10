"""What comes of a model that reads well and errs at a set rate, over every shipped report and real ones."""

import os
from pathlib import Path

import pytest

from extractor.evaluation.dataset import open_dataset, shipped_dataset
from extractor.evaluation.evaluate import evaluate
from extractor.evaluation.report import About
from extractor.evaluation.running import predict_asking
from extractor.model import fulfilled
from extractor.pipeline import ModelPass
from extractor.readers.asking import Way
from extractor.schema import shipped_schemas
from tests.faithful import KINDS, Faithful

SCHEMAS = shipped_schemas()
CORPUS = os.environ.get("GOUJI_CORPUS")


def scored(dataset, way, rate):
    """Return the report of a run over a dataset, and the model that was asked."""
    asked = ModelPass(model="faithful", way=way, findings=False)
    model = Faithful(dataset.cases, SCHEMAS, asked, rate)
    said = {case.name: fulfilled(predict_asking(case, SCHEMAS, asked), model) for case in dataset.cases}
    report, _ = evaluate(About(name=way.value, versions={}, forms={}), dataset, said, SCHEMAS)
    return report, model


REAL = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS, reason="GOUJI_CORPUS names no folder of real reports")]


@pytest.fixture(scope="module", params=["shipped", pytest.param("corpus", marks=REAL)])
def dataset(request):
    return shipped_dataset() if request.param == "shipped" else open_dataset(Path(CORPUS))


@pytest.mark.parametrize("way", Way)
def test_at_two_errors_in_a_hundred_next_to_all_is_right_and_nothing_silently_wrong(dataset, way):
    report, model = scored(dataset, way, 0.02)
    assert report["headline"]["salient_f1"]["value"] >= 0.995
    assert report["silent_errors"]["count"] == 0
    assert way is Way.CASCADE or len(model.errors) > 20


@pytest.mark.parametrize("way", Way)
def test_at_ten_errors_in_a_hundred_nothing_is_silently_wrong(dataset, way):
    report, model = scored(dataset, way, 0.10)
    assert report["silent_errors"]["count"] == 0
    assert way is Way.CASCADE or set(model.errors) == set(KINDS)


def test_the_cascade_is_never_worse_than_the_layout_reader_by_more_than_a_cell(dataset):
    alone, _ = scored(dataset, Way.CASCADE, 1.0)  # every cell it is asked about comes wrong
    right, _ = scored(dataset, Way.CASCADE, 0.0)
    assert alone["silent_errors"]["count"] == 0
    assert right["headline"]["salient_f1"]["value"] >= alone["headline"]["salient_f1"]["value"] > 0.98
