"""Anybody's predictions, as lines of JSON: what a line does not carry is not scored, what it says wrongly is.

A line is one cell (`document`, `slot`, `value`), one report (`document` with `slots`, `findings`, `claims` or an
`error`), or a record as `gouji export` writes it. A line that says nothing is none: it would pass for an omission.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from extractor.dossier import Dossier
from extractor.errors import CallError, Cause
from extractor.evaluation.dataset import Dataset
from extractor.evaluation.running import NOT_RECOGNISED
from extractor.records import Verdict
from extractor.schema.compiled import Schema
from extractor.scoring.contents import Mark, predicted_content
from extractor.scoring.nouns import Answer, Finding, Prediction, Statement
from extractor.scoring.told import prediction_of
from extractor.serialise import record_from_dict
from extractor.span import Span

_T = TypeVar("_T")

NO_ANSWER = "no prediction"
"""Why a report has no answer: nobody predicted anything of it."""


@dataclass(slots=True, kw_only=True)
class Replay:
    """Predictions as read from a file, by report, and what could not be used.

    `invalid` are the numbers of lines that are no prediction, `strangers` documents that the dataset does not have,
    `contradicted` the slots that got two different values: such a slot has none.
    """

    predictions: dict[str, Prediction] = field(default_factory=dict)
    invalid: list[int] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)
    contradicted: int = 0


def read_predictions(path: Path, dataset: Dataset, schemas: Iterable[Schema]) -> Replay:
    """Return what a file predicts of a dataset's reports; a report that it does not mention failed."""
    heap = _Heap(dataset, schemas)
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:  # a line separator inside a quote ends no line
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    heap.take(number, line)
    except UnicodeDecodeError as error:
        raise CallError("eval.encoding", path=path) from error
    except OSError as error:
        raise CallError("cannot_read", path=path, reason=Cause(error)) from error
    if not heap.said:
        raise CallError("eval.no_predictions", path=path)
    return heap.replay()


@dataclass(slots=True)
class _Said:
    """What the lines on one report say of it so far; `slots` are its own to write in, `rest` is without them."""

    rest: Prediction
    slots: dict[str, Answer]
    is_record: bool


class _Heap:
    """Lines put together by report."""

    def __init__(self, dataset: Dataset, schemas: Iterable[Schema]) -> None:
        self.said: dict[str, _Said] = {}
        self._forms = {case.name: case.gold.schema for case in dataset.cases}
        self._schemas = {schema.id: schema for schema in schemas}
        self._invalid: list[int] = []
        self._strangers: set[str] = set()
        self._contradicted: set[tuple[str, str]] = set()

    def take(self, number: int, line: str) -> None:
        """Put one line with the others on its report."""
        try:
            said = _parsed(line)
            document = _document(said)
            name = next((name for name in (document, document.rpartition("/")[2]) if name in self._forms), None)
            if name is None:
                self._strangers.add(document)
                return
            is_record = "outcome" in said and "versions" in said
            found = self._of_record(said, name) if is_record else _prediction(said, name, self._unit)
        except _NO_PREDICTION:
            self._invalid.append(number)
            return
        self._put(found, is_record=is_record)

    def replay(self) -> Replay:
        """Return a prediction for every report of the dataset."""
        predictions = {
            name: replace(said.rest, slots=said.slots)
            if (said := self.said.get(name))
            else Prediction(document=name, failure=NO_ANSWER)
            for name in self._forms
        }
        return Replay(
            predictions=predictions,
            invalid=self._invalid,
            strangers=self._strangers,
            contradicted=len(self._contradicted),
        )

    def _put(self, found: Prediction, *, is_record: bool) -> None:
        name = found.document
        before = self.said.get(name)
        if before is None or (is_record and before.is_record and before.rest.failure):
            self.said[name] = _Said(replace(found, slots={}), dict(found.slots), is_record)
        elif not (is_record and before.is_record):  # of two reports in one file the first of the form counts
            self._merge(before, found)

    def _merge(self, before: _Said, found: Prediction) -> None:
        for slot, answer in found.slots.items():
            other = before.slots.get(slot)
            if other is not None and other.content != answer.content:
                self._contradicted.add((found.document, slot))
                answer = replace(other, content=Mark.INVALID)  # noqa: PLW2901 - two values are none
            before.slots[slot] = answer
        before.rest = _merged(before.rest, found)

    def _of_record(self, said: Mapping[str, Any], name: str) -> Prediction:
        record = record_from_dict(said)
        for slot in _object(said, "slots").values():
            _span(slot.get("span"))
        if record.schema != self._forms[name]:
            return Prediction(document=name, failure=NOT_RECOGNISED)
        return prediction_of(Dossier(record=record, schema=self._schemas.get(record.schema), text=""), name)

    def _unit(self, document: str, slot: str) -> str | None:
        schema = self._schemas.get(self._forms[document])
        try:
            return schema.column_of(slot).unit if schema else None
        except KeyError:
            return None


_NO_PREDICTION = (ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What a line raises that is no prediction: broken JSON, a number of a billion digits, a list where a name belongs."""


def _parsed(line: str) -> Mapping[str, Any]:
    said = json.loads(line, parse_float=Decimal, parse_constant=Decimal)
    if not isinstance(said, Mapping):
        raise TypeError(line)
    if "\\ud" in line or "\\uD" in line:  # half a character, which no file can be written with
        json.dumps(said, ensure_ascii=False, default=str).encode()
    return said


def _document(said: Mapping[str, Any]) -> str:
    document = said["document"]
    if not isinstance(document, str):
        raise TypeError(document)
    return document.replace("\\", "/")


_PAYLOAD = ("slot", "slots", "error", "verdict", "fields", "findings", "claims")
"""What a line may say of a report; one that says none of it is no prediction."""


def _prediction(said: Mapping[str, Any], name: str, unit_of: Callable[[str, str], str | None]) -> Prediction:
    if all(said.get(key) in (None, "") for key in _PAYLOAD):
        raise ValueError(said)
    slots = {**_object(said, "slots")}
    if "slot" in said or "value" in said:
        _ = said["value"]  # a slot without a value says nothing, and a value without a slot of nothing
        slots[_text(said["slot"])] = said
    return Prediction(
        document=name,
        slots={slot: _answer(value, unit_of(name, slot)) for slot, value in slots.items()},
        failure=_text(said["error"]) if said.get("error") else None,
        verdict=Verdict(said["verdict"]) if said.get("verdict") else None,
        fields=_fields(said) if "fields" in said else None,
        findings=_findings(said["findings"]) if "findings" in said else None,
        statements=_statements(said["claims"]) if "claims" in said else None,
    )


def _object(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    content = said.get(key, {})
    if not isinstance(content, dict):
        raise TypeError(key)
    return content


def _list(content: object) -> list[Any]:
    if not isinstance(content, list):
        raise TypeError(content)
    return content


def _text(content: object) -> str:
    if not isinstance(content, str):
        raise TypeError(content)
    return content


def _fields(said: Mapping[str, Any]) -> dict[str, str | int | None]:
    fields = _object(said, "fields")
    if any(type(value) not in {str, int, type(None)} for value in fields.values()):
        raise TypeError(fields)
    return fields


def _answer(said: object, unit: str | None) -> Answer:
    """Return what a line says of a slot: a bare value, or one with how sure it is and where it stands."""
    if not isinstance(said, Mapping):
        return Answer(content=predicted_content(said, unit))
    sure = said.get("sure")
    if sure is not None and not isinstance(sure, bool):
        raise TypeError(sure)
    return Answer(content=predicted_content(said["value"], unit), is_sure=sure, span=_span(said.get("span")))


def _span(said: object) -> Span | None:
    if said is None:
        return None
    if not isinstance(said, list) or [type(end) for end in said] != [int, int]:
        raise TypeError(said)
    return Span(*said)


def _findings(said: object) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            id=str(each.get("id", number)),
            kind=_text(each["kind"]),
            quote=_text(each["quote"]),
            addresses=tuple(_text(problem) for problem in _list(each.get("addresses", []))),
        )
        for number, each in enumerate(_list(said))
    )


def _statements(said: object) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            quote=_text(each["quote"]),
            value=predicted_content(each["value"]),
            unit=_text(each["unit"]) if each.get("unit") else None,
            terms=tuple(_term(term) for term in _list(each.get("terms", []))),
        )
        for each in _list(said)
    )


def _term(said: object) -> tuple[str, str]:
    sign, slot = _list(said)
    return _text(sign), _text(slot)


def _merged(one: Prediction, other: Prediction) -> Prediction:
    """Return what two lines say of one report, slots aside."""
    return replace(
        one,
        failure=one.failure or other.failure,
        verdict=other.verdict or one.verdict,
        fields=_either(one.fields, other.fields),
        findings=_joined(one.findings, other.findings),
        statements=_joined(one.statements, other.statements),
    )


def _either(one: _T | None, other: _T | None) -> _T | None:
    return one if other is None else other


def _joined(one: tuple[_T, ...] | None, other: tuple[_T, ...] | None) -> tuple[_T, ...] | None:
    return other if one is None else one if other is None else (*one, *other)
