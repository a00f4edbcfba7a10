"""Anybody's predictions, as lines of JSON: what a line does not carry is not scored, what it says wrongly is.

A line is one cell (`document`, `slot`, `value`), one report (`document` with `slots`, `findings`, `claims` or an
`error`), or a record as `gouji export` writes it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from extractor.dossier import Dossier
from extractor.errors import CallError, Cause
from extractor.evaluation.dataset import Dataset
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
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CallError("eval.encoding", path=path) from error
    except OSError as error:
        raise CallError("cannot_read", path=path, reason=Cause(error)) from error
    replay = Replay()
    names = _names(dataset)
    units = _Units({case.name: case.gold.schema for case in dataset.cases}, {form.id: form for form in schemas})
    for number, line in enumerate(lines, start=1):
        if line.strip():
            _take(replay, number, line, names, units)
    if not replay.predictions:
        raise CallError("eval.no_predictions", path=path)
    for case in dataset.cases:
        replay.predictions.setdefault(case.name, Prediction(document=case.name, failure=NO_ANSWER))
    return replay


@dataclass(frozen=True, slots=True)
class _Units:
    """The unit a slot of a report counts in."""

    forms: Mapping[str, str]
    schemas: Mapping[str, Schema]

    def of(self, document: str, slot: str) -> str | None:
        schema = self.schemas.get(self.forms[document])
        try:
            return schema.column_of(slot).unit if schema else None
        except KeyError:
            return None


def _names(dataset: Dataset) -> dict[str, str]:
    """Return the cases by what a line may call them: the file's name."""
    return {case.name: case.name for case in dataset.cases}


def _take(replay: Replay, number: int, line: str, names: Mapping[str, str], units: _Units) -> None:
    try:
        said = json.loads(line, parse_float=Decimal, parse_constant=Decimal)
        document = str(said["document"]).replace("\\", "/")
        name = names.get(document) or names.get(document.rpartition("/")[2])
        if name is None:
            replay.strangers.add(document)
            return
        found = _prediction(said, name, units)
    except (ValueError, KeyError, TypeError, AttributeError):
        replay.invalid.append(number)
        return
    before = replay.predictions.get(name)
    merged, twice = _merged(before, found) if before else (found, 0)
    replay.predictions[name] = merged
    replay.contradicted += twice


def _prediction(said: Mapping[str, Any], name: str, units: _Units) -> Prediction:
    if "outcome" in said and "versions" in said:
        dossier = Dossier(record=record_from_dict(said), schema=None, text="")
        return prediction_of(dossier, name)
    slots = dict(said.get("slots", {}))
    if "slot" in said:
        slots[str(said["slot"])] = said if "value" in said else {"value": "?"}
    return Prediction(
        document=name,
        slots={str(slot): _answer(value, units.of(name, str(slot))) for slot, value in slots.items()},
        failure=str(said["error"]) if said.get("error") else None,
        verdict=Verdict(said["verdict"]) if said.get("verdict") else None,
        fields=dict(said["fields"]) if "fields" in said else None,
        findings=_findings(said["findings"]) if "findings" in said else None,
        statements=_statements(said["claims"]) if "claims" in said else None,
    )


def _answer(said: object, unit: str | None) -> Answer:
    """Return what a line says of a slot: a bare value, or one with how sure it is and where it stands."""
    if not isinstance(said, Mapping):
        return Answer(content=predicted_content(said, unit))
    sure, span = said.get("sure"), said.get("span")
    return Answer(
        content=predicted_content(said["value"], unit),
        is_sure=bool(sure) if sure is not None else None,
        span=Span(int(span[0]), int(span[1])) if span is not None else None,
    )


def _findings(said: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            id=str(each.get("id", number)),
            kind=str(each["kind"]),
            quote=str(each["quote"]),
            addresses=tuple(str(problem) for problem in each.get("addresses", ())),
        )
        for number, each in enumerate(said)
    )


def _statements(said: Iterable[Mapping[str, Any]]) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            quote=str(each["quote"]),
            value=predicted_content(each["value"]),
            unit=str(each["unit"]) if each.get("unit") else None,
            terms=tuple((str(sign), str(slot)) for sign, slot in each.get("terms", ())),
        )
        for each in said
    )


def _merged(one: Prediction, other: Prediction) -> tuple[Prediction, int]:
    """Return two lines on one report as one prediction, and how many slots they contradict each other on."""
    both = one.slots.keys() & other.slots.keys()
    twice = {slot for slot in both if one.slots[slot].content != other.slots[slot].content}
    contradicted = {slot: replace(one.slots[slot], content=Mark.INVALID) for slot in twice}
    merged = replace(
        one,
        slots={**one.slots, **other.slots, **contradicted},
        failure=one.failure or other.failure,
        verdict=other.verdict or one.verdict,
        fields=_either(one.fields, other.fields),
        findings=_joined(one.findings, other.findings),
        statements=_joined(one.statements, other.statements),
    )
    return merged, len(twice)


def _either(one: _T | None, other: _T | None) -> _T | None:
    return one if other is None else other


def _joined(one: tuple[_T, ...] | None, other: tuple[_T, ...] | None) -> tuple[_T, ...] | None:
    return other if one is None else one if other is None else (*one, *other)
