"""A record as rows of the store's tables, and back. Pure: what is written, not how."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.lines import Lines
from extractor.records import (
    Candidate,
    Defect,
    Document,
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
from extractor.schema.compiled import Schema
from extractor.serialise import commitment_from_dict, commitment_to_dict, plain
from extractor.span import Span
from extractor.wording import labels, slot_label

Row = dict[str, Any]
"""Column name to value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The rows of one record as they come from the store: its own, and those that hang on it, in their order."""

    record: Mapping[str, Any]
    names: tuple[str, ...]
    slots: Sequence[Mapping[str, Any]]
    outcomes: Sequence[Mapping[str, Any]]
    findings: Sequence[Mapping[str, Any]]
    claims: Sequence[Mapping[str, Any]]
    defects: Sequence[Mapping[str, Any]]
    flags: Sequence[Mapping[str, Any]]


def text_row(document: Document) -> Row:
    """Return the row of `texts` for a document."""
    return {
        "sha256": document.sha256,
        "format": document.format,
        "encoding": document.encoding,
        "heading": document.title,
        "text": document.text,
    }


def form_row(schema: Schema) -> Row:
    """Return the row of `forms` for a schema."""
    form = schema.file
    return {
        "digest": schema.digest,
        "schema": schema.id,
        "version": form.version,
        "title": form.title.text("zh"),
        "title_en": form.title.text("en"),
        "body": form.model_dump_json(),
    }


def cell_row(schema: Schema, form: int, address: str) -> Row:
    """Return the row of `cells` for a slot of a form."""
    table, _, rest = address.partition("/")
    row, _, column = rest.rpartition("/")
    zh, en = (labels(address, schema, lang) for lang in ("zh", "en"))
    return {
        "form": form,
        "slot": address,
        "name": slot_label(address, schema, "zh"),
        "table_id": table,
        "row_id": row,
        "column_id": column,
        **dict(zip(("table_zh", "row_zh", "column_zh"), zh, strict=True)),
        **dict(zip(("table_en", "row_en", "column_en"), en, strict=True)),
        "unit": schema.column_of(address).unit,
    }


def rule_row(rule: RuleOutcome, form: int, schema: Schema) -> Row:
    """Return the row of `rules` for a rule as it is written out over a record's slots."""
    english = {known.id: known.message.text("en") for known in schema.file.rules}
    return {
        "form": form,
        "name": rule_name(rule),
        "rule": rule.id,
        "over": rule.over,
        "strength": rule.strength,
        "message": rule.message,
        "message_en": english.get(rule.id, rule.message),
        "slots": _json(rule.slots),
    }


def rule_name(rule: RuleOutcome) -> str:
    """Return what a rule is called among those of its form."""
    return f"{rule.id} @ {rule.over}" if rule.over else rule.id


def record_row(record: Record, *, text: int, form: int | None, pipeline: str) -> Row:
    """Return the row of `records`."""
    agency, year = (record.fields.get(key) for key in ("agency", "year"))
    known = [str(found.value) for found in (agency, year) if found and found.value is not None]
    return {
        "record": record.id,
        "name": " ".join(known) or record.document,
        "text": text,
        "part": int(record.id.rpartition("#")[2]),
        "form": form,
        "pipeline": pipeline,
        "versions": _json(record.versions),
        "agency": agency.value if agency else None,
        "year": year.value if year else None,
        "outcome": record.outcome.value,
        "verdict": record.verdict and record.verdict.value,
        "needs_person": int(record.needs_person),
        "reasons": _json(record.reasons),
        "fields": _json({key: [field.value, field.span] for key, field in record.fields.items()}),
        **_span_columns(record.span),
        "findings": None if record.findings is None else len(record.findings),
    }


def slot_rows(record: Record, number: int, lines: Lines, cells: Mapping[str, int]) -> Iterator[Row]:
    """Yield the rows of `slots`, in the record's order; `cells` has the number of each slot's cell."""
    for address, slot in record.slots.items():
        yield {
            "record": number,
            "cell": cells[address],
            "state": slot.state.value,
            "value": None if slot.value is None else plain(slot.value),
            "text": slot.text,
            "status": slot.status.value,
            **_place(slot.span, lines),
            "bound": int(slot.bound),
            "reader": slot.reader,
            "unit": slot.unit,
            "candidates": _json([[each.value, each.span] for each in slot.candidates]) if slot.candidates else None,
        }


def outcome_rows(record: Record, number: int, rules: Sequence[int]) -> Iterator[Row]:
    """Yield the rows of `confrontations`, in the record's order; `rules` has the numbers of its rules."""
    for rule, rule_number in zip(record.rules, rules, strict=True):
        yield {
            "record": number,
            "rule": rule_number,
            "verdict": rule.verdict.value,
            "attribution": rule.attribution and rule.attribution.value,
            "gap": None if rule.gap is None else plain(rule.gap),
            "explanations": _json(rule.explanations) if rule.explanations else None,
            "undecided": int(rule.undecided),
        }


def finding_rows(record: Record, number: int, lines: Lines) -> Iterator[Row]:
    """Yield the rows of `findings`, in the record's order."""
    for place, finding in enumerate(record.findings or ()):
        promised = commitment_to_dict(finding.commitment)
        yield {
            "record": number,
            "number": place,
            "id": finding.id,
            "kind": finding.kind,
            **_place(finding.span, lines),
            "quote": finding.quote,
            "gist": finding.gist,
            "theme": finding.theme,
            "addresses": _json(finding.addresses),
            "commitment": None if promised is None else _json(promised),
            "extent_end": finding.extent.end if finding.extent else None,
        }


def claim_rows(record: Record, number: int, lines: Lines) -> Iterator[Row]:
    """Yield the rows of `claims`, in the record's order."""
    for place, stated in enumerate(record.statements):
        yield {
            "record": number,
            "number": place,
            "id": stated.id,
            **_place(stated.span, lines),
            "figure_start": None if stated.figure is None else stated.figure.start,
            "figure_end": None if stated.figure is None else stated.figure.end,
            "text": stated.text,
            "value": plain(stated.value),
            "unit": stated.unit,
            "period": stated.period,
            "terms": _json(stated.terms),
            "reading": stated.reading,
            "agrees": None if stated.agrees is None else int(stated.agrees),
        }


def defect_rows(record: Record, number: int, lines: Lines) -> Iterator[Row]:
    """Yield the rows of `defects`, in the record's order."""
    for place, defect in enumerate(record.defects):
        yield {
            "record": number,
            "number": place,
            "kind": defect.kind,
            "severity": defect.severity.value,
            **_place(defect.span, lines),
            "others": _json(defect.others),
            "slots": _json(defect.slots),
            "detail": defect.detail,
        }


def flag_rows(record: Record, number: int, lines: Lines) -> Iterator[Row]:
    """Yield the rows of `flags`, in the record's order."""
    for place, flag in enumerate(record.flags):
        yield {
            "record": number,
            "number": place,
            "kind": flag.kind,
            "detail": flag.detail,
            **_place(flag.span, lines),
        }


def record_of(kept: Kept) -> Record:
    """Return the record that the rows stand for.

    Which names the same bytes have is known to the store alone, and changes as more is put: it is added here.
    """
    row = kept.record
    flags = tuple(map(_flag, kept.flags))
    same = tuple(Flag(kind="identical_to", detail=name) for name in kept.names[1:])
    return Record(
        id=row["record"],
        document=kept.names[0],
        names=kept.names,
        outcome=Outcome(row["outcome"]),
        schema=row["schema"],
        verdict=_verdict(row["verdict"]),
        needs_person=bool(row["needs_person"]),
        reasons=tuple(json.loads(row["reasons"])),
        versions=json.loads(row["versions"]),
        fields={key: Field(value=value, span=_pair(span)) for key, (value, span) in json.loads(row["fields"]).items()},
        slots={slot["slot"]: _slot(slot) for slot in kept.slots},
        rules=tuple(map(_outcome, kept.outcomes)),
        findings=None if row["findings"] is None else tuple(map(_finding, kept.findings)),
        statements=tuple(map(_statement, kept.claims)),
        defects=tuple(map(_defect, kept.defects)),
        flags=flags + same,
        span=_span(row),
    )


def _slot(row: Mapping[str, Any]) -> Slot:
    candidates = json.loads(row["candidates"]) if row["candidates"] else ()
    return Slot(
        state=State(row["state"]),
        value=None if row["value"] is None else Decimal(row["value"]),
        text=row["text"],
        span=_span(row),
        bound=bool(row["bound"]),
        status=Status(row["status"]),
        reader=row["reader"],
        unit=row["unit"],
        candidates=tuple(Candidate(value=value, span=_pair(span)) for value, span in candidates),
    )


def _outcome(row: Mapping[str, Any]) -> RuleOutcome:
    explanations = json.loads(row["explanations"]) if row["explanations"] else ()
    return RuleOutcome(
        id=row["rule"],
        over=row["over"],
        verdict=RuleVerdict(row["verdict"]),
        strength=row["strength"],
        slots=tuple(json.loads(row["slots"])),
        gap=None if row["gap"] is None else Decimal(row["gap"]),
        attribution=_verdict(row["attribution"]),
        explanations=tuple(map(tuple, explanations)),
        undecided=bool(row["undecided"]),
        message=row["message"],
    )


def _finding(row: Mapping[str, Any]) -> Finding:
    return Finding(
        id=row["id"],
        kind=row["kind"],
        span=Span(row["span_start"], row["span_end"]),
        quote=row["quote"],
        gist=row["gist"],
        theme=row["theme"],
        addresses=tuple(json.loads(row["addresses"])),
        commitment=commitment_from_dict(json.loads(row["commitment"]) if row["commitment"] else None),
        extent=None if row["extent_end"] is None else Span(row["span_start"], row["extent_end"]),
    )


def _statement(row: Mapping[str, Any]) -> Statement:
    return Statement(
        id=row["id"],
        span=Span(row["span_start"], row["span_end"]),
        figure=None if row["figure_start"] is None else Span(row["figure_start"], row["figure_end"]),
        text=row["text"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        period=row["period"],
        terms=tuple((sign, slot) for sign, slot in json.loads(row["terms"])),
        reading=row["reading"],
        agrees=None if row["agrees"] is None else bool(row["agrees"]),
    )


def _defect(row: Mapping[str, Any]) -> Defect:
    return Defect(
        kind=row["kind"],
        severity=Severity(row["severity"]),
        span=_span(row),
        others=tuple(Span(*span) for span in json.loads(row["others"])),
        slots=tuple(json.loads(row["slots"])),
        detail=row["detail"],
    )


def _flag(row: Mapping[str, Any]) -> Flag:
    return Flag(kind=row["kind"], detail=row["detail"], span=_span(row))


def _verdict(value: str | None) -> Verdict | None:
    return None if value is None else Verdict(value)


def _span(row: Mapping[str, Any]) -> Span | None:
    return None if row["span_start"] is None else Span(row["span_start"], row["span_end"])


def _pair(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _span_columns(span: Span | None) -> Row:
    return {"span_start": span.start if span is not None else None, "span_end": span.end if span is not None else None}


def _place(span: Span | None, lines: Lines) -> Row:
    return {**_span_columns(span), "line": lines.number(span.start) if span is not None else None}


def _json(value: Sequence[Any] | Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
