"""Records as JSON objects and back, in the one shape that the export, the store and the API share (docs/record.md)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from extractor.records import (
    Candidate,
    Commitment,
    Defect,
    Field,
    Finding,
    Flag,
    Outcome,
    Record,
    RuleOutcome,
    RuleVerdict,
    Severity,
    Slot,
    State,
    Statement,
    Status,
    Verdict,
)
from extractor.span import Span

JsonObject = dict[str, Any]
"""A JSON object: text keys, JSON values."""


def record_to_dict(record: Record) -> JsonObject:
    """Return the record as a JSON object; `record_from_dict` gives the same record back."""
    return {
        "id": record.id,
        "document": record.document,
        "names": list(record.names),
        "outcome": record.outcome.value,
        "schema": record.schema,
        "verdict": record.verdict and record.verdict.value,
        "needs_person": record.needs_person,
        "reasons": list(record.reasons),
        "versions": dict(record.versions),
        "span": _span_to_list(record.span),
        "fields": {key: _field_to_dict(value) for key, value in record.fields.items()},
        "slots": {key: _slot_to_dict(value) for key, value in record.slots.items()},
        "rules": [_rule_to_dict(rule) for rule in record.rules],
        "findings": None if record.findings is None else [_finding_to_dict(each) for each in record.findings],
        "claims": [_statement_to_dict(each) for each in record.statements],
        "defects": [_defect_to_dict(each) for each in record.defects],
        "flags": [_flag_to_dict(flag) for flag in record.flags],
    }


def record_from_dict(data: Mapping[str, Any]) -> Record:
    """Return the record a JSON object stands for; keys this version does not know are left aside."""
    return Record(
        id=data["id"],
        document=data["document"],
        names=tuple(data["names"]),
        outcome=Outcome(data["outcome"]),
        schema=data["schema"],
        verdict=_verdict(data["verdict"]),
        needs_person=data["needs_person"],
        reasons=tuple(data["reasons"]),
        versions=dict(data["versions"]),
        span=_span_from_list(data["span"]),
        fields={key: _field_from_dict(value) for key, value in data["fields"].items()},
        slots={key: _slot_from_dict(value) for key, value in data["slots"].items()},
        rules=tuple(_rule_from_dict(rule) for rule in data["rules"]),
        findings=_findings_from_list(data["findings"]),
        statements=tuple(_statement_from_dict(each) for each in data["claims"]),
        defects=tuple(_defect_from_dict(each) for each in data.get("defects", ())),
        flags=tuple(_flag_from_dict(flag) for flag in data["flags"]),
    )


def plain(value: Decimal) -> str:
    """Return an exact decimal as digits and a point, never with an exponent."""
    return format(value, "f")


def _field_to_dict(field: Field) -> JsonObject:
    return {"value": field.value, "span": _span_to_list(field.span)}


def _field_from_dict(data: Mapping[str, Any]) -> Field:
    return Field(value=data["value"], span=_span_from_list(data["span"]))


def _slot_to_dict(slot: Slot) -> JsonObject:
    return {
        "state": slot.state.value,
        "value": _decimal_to_text(slot.value),
        "text": slot.text,
        "span": _span_to_list(slot.span),
        "bound": slot.bound,
        "status": slot.status.value,
        "reader": slot.reader,
        "unit": slot.unit,
        "candidates": [{"value": c.value, "span": _span_to_list(c.span)} for c in slot.candidates],
    }


def _slot_from_dict(data: Mapping[str, Any]) -> Slot:
    return Slot(
        state=State(data["state"]),
        value=_decimal_from_text(data["value"]),
        text=data["text"],
        span=_span_from_list(data["span"]),
        bound=data["bound"],
        status=Status(data["status"]),
        reader=data["reader"],
        unit=data["unit"],
        candidates=tuple(Candidate(value=c["value"], span=_span_from_list(c["span"])) for c in data["candidates"]),
    )


def _rule_to_dict(rule: RuleOutcome) -> JsonObject:
    return {
        "id": rule.id,
        "over": rule.over,
        "verdict": rule.verdict.value,
        "strength": rule.strength,
        "attribution": rule.attribution and rule.attribution.value,
        "gap": _decimal_to_text(rule.gap),
        "slots": list(rule.slots),
        "explanations": [list(explanation) for explanation in rule.explanations],
        "undecided": rule.undecided,
        "message": rule.message,
    }


def _rule_from_dict(data: Mapping[str, Any]) -> RuleOutcome:
    return RuleOutcome(
        id=data["id"],
        over=data["over"],
        verdict=RuleVerdict(data["verdict"]),
        strength=data["strength"],
        attribution=_verdict(data["attribution"]),
        gap=_decimal_from_text(data["gap"]),
        slots=tuple(data["slots"]),
        explanations=tuple(tuple(explanation) for explanation in data["explanations"]),
        undecided=data["undecided"],
        message=data["message"],
    )


def _finding_to_dict(finding: Finding) -> JsonObject:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "span": _span_to_list(finding.span),
        "quote": finding.quote,
        "gist": finding.gist,
        "theme": finding.theme,
        "addresses": list(finding.addresses),
        "commitment": commitment_to_dict(finding.commitment),
        "extent": _span_to_list(finding.extent),
    }


def _findings_from_list(data: Iterable[Mapping[str, Any]] | None) -> tuple[Finding, ...] | None:
    return None if data is None else tuple(_finding_from_dict(each) for each in data)


def _finding_from_dict(data: Mapping[str, Any]) -> Finding:
    return Finding(
        id=data["id"],
        kind=data["kind"],
        span=Span(*data["span"]),
        quote=data["quote"],
        gist=data["gist"],
        theme=data["theme"],
        addresses=tuple(data.get("addresses", ())),
        commitment=commitment_from_dict(data.get("commitment")),
        extent=_span_from_list(data.get("extent")),
    )


def commitment_to_dict(commitment: Commitment | None) -> JsonObject | None:
    """Return what a measure promises as a JSON object."""
    if commitment is None:
        return None
    return {"deadline": commitment.deadline, "unit": commitment.unit, "target": commitment.target}


def commitment_from_dict(data: Mapping[str, Any] | None) -> Commitment | None:
    """Return the promise a JSON object stands for."""
    return None if data is None else Commitment(**{key: data[key] for key in ("deadline", "unit", "target")})


def _statement_to_dict(statement: Statement) -> JsonObject:
    return {
        "id": statement.id,
        "span": _span_to_list(statement.span),
        "figure": _span_to_list(statement.figure),
        "text": statement.text,
        "value": plain(statement.value),
        "unit": statement.unit,
        "period": statement.period,
        "terms": [list(term) for term in statement.terms],
        "reading": statement.reading,
        "agrees": statement.agrees,
    }


def _statement_from_dict(data: Mapping[str, Any]) -> Statement:
    return Statement(
        id=data["id"],
        span=Span(*data["span"]),
        figure=_span_from_list(data["figure"]),
        text=data["text"],
        value=Decimal(data["value"]),
        unit=data["unit"],
        period=data["period"],
        terms=tuple((sign, slot) for sign, slot in data["terms"]),
        reading=data["reading"],
        agrees=data["agrees"],
    )


def _defect_to_dict(defect: Defect) -> JsonObject:
    return {
        "kind": defect.kind,
        "severity": defect.severity.value,
        "span": _span_to_list(defect.span),
        "others": [_span_to_list(span) for span in defect.others],
        "slots": list(defect.slots),
        "detail": defect.detail,
        "message": defect.message,
    }


def _defect_from_dict(data: Mapping[str, Any]) -> Defect:
    return Defect(
        kind=data["kind"],
        severity=Severity(data["severity"]),
        span=_span_from_list(data["span"]),
        others=tuple(Span(*span) for span in data["others"]),
        slots=tuple(data["slots"]),
        detail=data["detail"],
    )


def _flag_to_dict(flag: Flag) -> JsonObject:
    return {
        "kind": flag.kind,
        "span": _span_to_list(flag.span),
        "detail": flag.detail,
        "message": flag.message,
    }


def _flag_from_dict(data: Mapping[str, Any]) -> Flag:
    return Flag(kind=data["kind"], span=_span_from_list(data["span"]), detail=data["detail"])


def _verdict(value: str | None) -> Verdict | None:
    return None if value is None else Verdict(value)


def _decimal_to_text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _decimal_from_text(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _span_to_list(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span_from_list(pair: Iterable[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)
