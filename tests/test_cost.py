"""What the cascade costs is a quarter of the plain call at most, over the reports that it asks a model about at all."""

import pytest

from extractor.evaluation.dataset import shipped_dataset
from tests.bench_tokens import texts

MOST = 0.25


def weight(parts):
    return sum(len(part.encode()) for part in parts)


@pytest.fixture(scope="module")
def reports():
    return list(texts(shipped_dataset().cases))


def test_the_reports_asked_about_take_a_quarter_of_the_plain_call_at_most(reports):
    asked = [(weight(each.cascade), weight(each.plain)) for each in reports if each.cascade]
    assert len(asked) >= 5
    assert sum(ours for ours, _ in asked) <= MOST * sum(plain for _, plain in asked)


def test_no_report_asked_about_takes_more_than_the_plain_call_even_when_the_model_errs(reports):
    erring = list(texts(shipped_dataset().cases, 0.1))
    assert sum(len(each.cascade) for each in erring) > sum(len(each.cascade) for each in reports)  # asked again
    assert [each for each in erring if weight(each.cascade) > weight(each.plain)] == []


def test_most_reports_take_no_call(reports):
    assert sum(not each.cascade for each in reports) > len(reports) / 2
