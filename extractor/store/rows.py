"""A record as rows of the store's tables. Pure: what is written, not how."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from extractor.lines import Lines
from extractor.records import Document, Record
from extractor.schema.compiled import Schema
from extractor.serialise import plain, record_to_dict
from extractor.span import Span

Row = dict[str, Any]
"""Column name to value."""


def text_row(document: Document) -> Row:
    """Return the row of `texts` for a document."""
    return {
        "sha256": document.sha256,
        "format": document.format,
        "encoding": document.encoding,
        "title": document.title,
        "text": document.text,
    }


def form_row(schema: Schema) -> Row:
    """Return the row of `forms` for a schema."""
    form = schema.file
    return {
        "digest": schema.digest,
        "schema": schema.id,
        "version": form.version,
        "title_zh": form.title.text("zh"),
        "title_en": form.title.text("en"),
        "body": form.model_dump_json(),
    }


def record_row(record: Record, sha256: str, part: int, schema: Schema | None) -> Row:
    """Return the row of `records`; `part` counts the reports of one file from 0."""
    agency, year = (record.fields.get(key) for key in ("agency", "year"))
    return {
        "id": record.id,
        "sha256": sha256,
        "part": part,
        "form": schema.digest if schema else None,
        "schema": record.schema,
        "agency": agency.value if agency else None,
        "year": year.value if year else None,
        "outcome": record.outcome.value,
        "verdict": record.verdict and record.verdict.value,
        "needs_person": int(record.needs_person),
        "reasons": _json(record.reasons),
        "body": _json(record_to_dict(record)),
    }


def slot_rows(record: Record, lines: Lines, schema: Schema | None) -> Iterator[Row]:
    """Yield the rows of `slots`; labels are null where the schema is not at hand."""
    for address, slot in record.slots.items():
        table, _, rest = address.partition("/")
        row, _, column = rest.rpartition("/")
        yield {
            "record": record.id,
            "slot": address,
            "table_id": table,
            "row_id": row,
            "column_id": column,
            "label_zh": schema and _label(schema, address, "zh"),
            "label_en": schema and _label(schema, address, "en"),
            "state": slot.state.value,
            "value": None if slot.value is None else plain(slot.value),
            "text": slot.text,
            "status": slot.status.value,
            **_place(slot.span, lines),
            "unit": slot.unit,
        }


def rule_rows(record: Record) -> Iterator[Row]:
    """Yield the rows of `rules`, in the record's order."""
    for number, rule in enumerate(record.rules):
        yield {
            "record": record.id,
            "number": number,
            "rule": rule.id,
            "over": rule.over,
            "verdict": rule.verdict.value,
            "strength": rule.strength,
            "attribution": rule.attribution and rule.attribution.value,
            "gap": None if rule.gap is None else plain(rule.gap),
            "message": rule.message,
            "slots": _json(rule.slots),
            "explanations": _json(rule.explanations),
        }


def flag_rows(record: Record, lines: Lines) -> Iterator[Row]:
    """Yield the rows of `flags`, in the record's order."""
    for number, flag in enumerate(record.flags):
        yield {
            "record": record.id,
            "number": number,
            "kind": flag.kind,
            "detail": flag.detail,
            "message": flag.message,
            **_place(flag.span, lines),
        }


def _place(span: Span | None, lines: Lines) -> Row:
    if span is None:
        return {"span_start": None, "span_end": None, "line": None}
    return {"span_start": span.start, "span_end": span.end, "line": lines.number(span.start)}


def _label(schema: Schema, address: str, lang: str) -> str:
    row_id = address.partition("/")[2].rpartition("/")[0]
    row = schema.row_of(address)
    return f"{row.label.text(lang) if row else row_id} / {schema.column_of(address).label.text(lang)}"


def _json(value: Sequence[Any] | dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
