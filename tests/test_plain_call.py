"""The call that our cost is compared with asks what a report's tables say, whole and no larger than it has to be."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extractor.evaluation.dataset import shipped_dataset
from extractor.schema import load_schema, schema_by_id
from extractor.scoring.contents import Mark
from extractor.scoring.nouns import Gold
from tests.plain_call import as_sent, plain_answer, plain_model, plain_request, size

GOLDS = [case.gold for case in shipped_dataset().cases]
OPEN_FORM = load_schema(Path(__file__).parent / "data" / "meter_return.yaml")


def leaves(value):
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [value] if parts is None else [leaf for part in parts for leaf in leaves(part)]


@pytest.mark.parametrize("gold", GOLDS, ids=[gold.document for gold in GOLDS])
def test_the_answer_says_every_cell_of_the_gold_and_is_what_was_asked_for(gold):
    schema = schema_by_id(gold.schema)
    answer = plain_answer(gold, schema)
    plain_model(schema).model_validate_json(answer, strict=True)
    Draft202012Validator(plain_model(schema).model_json_schema()).validate(json.loads(answer))
    numbers = [float(content) for content in gold.slots.values() if isinstance(content, Decimal)]
    assert sorted(leaf for leaf in leaves(json.loads(answer)) if leaf is not None) == sorted(numbers)
    assert len(leaves(json.loads(answer))) == len(schema.slots)


@pytest.mark.parametrize("form", ["cn_foi_2019", "cn_foi_2021"])
def test_the_request_holds_the_document_once_and_every_label_of_the_tables(form):
    schema = schema_by_id(form)
    body = as_sent(plain_request("云溪市\n13 件", schema))
    assert body.count("云溪市\\n13 件") == 1
    parts = [part for table in schema.tables for part in (table, *table.columns, *table.listed_rows)]
    assert [part.label.zh for part in parts if part.label.zh not in body] == []


def test_rows_with_the_same_columns_are_described_once():
    definitions = plain_model(schema_by_id("cn_foi_2021")).model_json_schema()["$defs"]
    rows = [name for name in definitions if "Row" in name]
    assert sorted(rows) == ["ProactiveRow1", "ProactiveRow2", "ProactiveRow3", "RemediesRow1", "RequestsRow1"]


def test_rows_that_the_form_does_not_list_are_asked_for_as_a_list():
    (table,) = OPEN_FORM.tables
    first = next(iter(table.column))
    slots = {f"{table.id}/east/wing/{first}": Decimal(7), f"{table.id}/west/{first}": Mark.BLANK}
    answer = plain_answer(Gold(document="", schema=OPEN_FORM.id, slots=slots), OPEN_FORM)
    assert [row["row"] for row in json.loads(answer)[table.id]] == ["east/wing", "west"]
    plain_model(OPEN_FORM).model_validate_json(answer)


def test_a_text_is_counted_in_bytes_and_in_tokens():
    pytest.importorskip("mistral_common", reason="the tokenizer comes with the development dependencies")
    assert size("收到申请 13 件").bytes == 19
    assert size("a b").tokens + size("自然人").tokens == (size("a b") + size("自然人")).tokens
    assert 1 <= size("政府信息公开").tokens <= 6
