import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from extractor.records import Outcome, Record, Slot, State, Status
from extractor.resources import data_root
from extractor.serialise import record_from_dict, record_to_dict

UNREADABLE = Record(
    id="cd" * 32 + "#0", document="a.pdf", names=("a.pdf",), outcome=Outcome.UNREADABLE, reasons=("a PDF",)
)


def published():
    return json.loads((data_root() / "schemas" / "record.schema.json").read_text("utf-8"))


def test_a_record_comes_back_as_it_went(record):
    assert record_from_dict(json.loads(json.dumps(record_to_dict(record)))) == record
    assert record_from_dict(record_to_dict(UNREADABLE)) == UNREADABLE


def test_every_record_fits_the_published_schema(record):
    validator = jsonschema.Draft202012Validator(published())
    for each in (record, UNREADABLE):
        assert list(validator.iter_errors(record_to_dict(each))) == []


@pytest.mark.parametrize(
    ("slot", "wrong"),
    [
        pytest.param("letters/received/person", {"value": 13}, id="a number that is no text"),
        pytest.param("letters/received/person", {"value": "1.3E+1"}, id="an exponent"),
        pytest.param("letters/received/person", {"status": "sure"}, id="a status nobody knows"),
        pytest.param("letters/received/person", {"span": [1]}, id="half a span"),
    ],
)
def test_the_published_schema_refuses_a_wrong_slot(record, slot, wrong):
    data = record_to_dict(record)
    data["slots"][slot] |= wrong
    assert not jsonschema.Draft202012Validator(published()).is_valid(data)


@pytest.mark.parametrize(
    ("value", "text"), [("1E+3", "1000"), ("8.123456", "8.123456"), ("30.70", "30.70"), ("-0.5", "-0.5")]
)
def test_a_value_is_written_in_plain_digits(record, value, text):
    slot = Slot(state=State.VALUE, value=Decimal(value), status=Status.GROUNDED)
    data = record_to_dict(replace(record, slots={"a/b/c": slot}))
    assert data["slots"]["a/b/c"]["value"] == text
    assert record_from_dict(data).slots["a/b/c"].value == Decimal(value)


def test_what_was_not_read_is_null_and_not_zero(record):
    slot = record_to_dict(record)["slots"]["letters/carried/firm"]
    assert (slot["state"], slot["value"], slot["span"]) == ("unread", None, None)
    assert slot["candidates"] == [{"value": "7", "span": [20, 21]}, {"value": "", "span": None}]


@pytest.mark.skipif(not Path("docs/record.md").exists(), reason="looks at the checkout, not at the wheel")
def test_every_key_of_the_record_is_described():
    text = Path("docs/record.md").read_text("utf-8")
    assert [key for key in published()["$defs"]["record"]["properties"] if f"`{key}`" not in text] == []
