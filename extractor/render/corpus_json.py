"""What needs several reports as plain data for JSON: rules over two years, versions, copied text."""

from collections.abc import Mapping

from extractor.checking import Description
from extractor.corpus import Fault, Likeness, Narrative, Passage, Standing, VersionChange, YearFigure, YearOutcome
from extractor.corpus.copied import Portion
from extractor.dossier import Dossier
from extractor.lines import Lines
from extractor.records import Slot
from extractor.render.versions import told
from extractor.serialise import JsonObject, plain
from extractor.span import Span
from extractor.wording import slot_label


def outcome_json(outcome: YearOutcome, dossiers: Mapping[str, Dossier], lang: str) -> JsonObject:
    """Return a rule over two years; `dossiers` are the reports by the ids of their records."""
    said = outcome.said
    return {
        "agency": outcome.office,
        "year": outcome.year,
        "report": outcome.report,
        "previous": outcome.previous,
        "rule": outcome.rule,
        "over": outcome.over,
        "strength": "soft",
        "verdict": outcome.verdict.value,
        "gap": None if outcome.gap is None else plain(outcome.gap),
        "sure": outcome.is_sure,
        "message": outcome.message.text(lang),
        "said": None
        if said is None
        else {"text": said.text, "value": plain(said.value), "unit": said.unit, "span": list(said.span)},
        "expected": None if outcome.expected is None else plain(outcome.expected),
        "figures": [_figure(each, dossiers[each.record], lang) for each in outcome.figures],
        "reasons": [reason.value for reason in outcome.reasons],
    }


def _figure(figure: YearFigure, dossier: Dossier, lang: str) -> JsonObject:
    return {
        "coefficient": figure.coefficient,
        "report": figure.record,
        "year": figure.year,
        "slot": figure.slot,
        "label": slot_label(figure.slot, dossier.schema, lang),
        "value": None if figure.value is None else plain(figure.value),
        "state": figure.state.value,
        "sure": figure.is_sure,
        "span": None if figure.span is None else list(figure.span),
        "line": figure.place.line if figure.place else None,
    }


def change_json(change: VersionChange, lang: str) -> JsonObject:
    """Return what changed between two versions."""
    schema = change.after.schema or change.before.schema
    return {
        "before": _report(change.before),
        "after": _report(change.after),
        "counts": {standing.value: len(change.of(standing)) for standing in Standing},
        "faults": [_fault(fault, change, lang) for fault in change.faults],
        "cells": [
            {
                "slot": cell.slot,
                "label": slot_label(cell.slot, schema, lang),
                "before": _slot(cell.before, change.before.lines),
                "after": _slot(cell.after, change.after.lines),
            }
            for cell in change.cells
        ],
        "unsure": change.unsure,
    }


def _report(dossier: Dossier) -> JsonObject:
    record = dossier.record
    return {"id": record.id, "document": record.document, "agency": dossier.agency, "year": dossier.year}


def _fault(fault: Fault, change: VersionChange, lang: str) -> JsonObject:
    matter = fault.after or fault.before
    sides: JsonObject = {"before": None, "after": None}
    sides |= {side: _description(said) for side, said in told(fault, change, lang)}
    about = {"kind": matter.kind.value, "subject": matter.subject, "severity": matter.severity.value} if matter else {}
    return {"standing": fault.standing.value, **about, **sides}


def _description(said: Description) -> JsonObject:
    return {
        "message": said.message,
        "sum": said.sum,
        "gap": said.gap,
        "figures": [
            {
                "slot": each.slot,
                "label": each.label,
                "value": each.value,
                "span": None if each.span is None else list(each.span),
                "line": each.place.line if each.place else None,
            }
            for each in said.figures
        ],
    }


def _slot(slot: Slot | None, lines: Lines) -> JsonObject | None:
    if slot is None:
        return None
    return {
        "state": slot.state.value,
        "value": None if slot.value is None else plain(slot.value),
        "text": slot.text,
        "status": slot.status.value,
        "span": None if slot.span is None else list(slot.span),
        "line": lines.number(slot.span.start) if slot.span else None,
    }


def likeness_json(found: Likeness) -> JsonObject:
    """Return a pair of reports that have text in common, with every passage."""
    lines = {each.report: Lines(each.source) for each in (found.before, found.after)}
    return {
        "before": _narrative(found.before),
        "after": _narrative(found.after),
        "relation": found.relation.value,
        "share": round(found.share, 4),
        **_portion(found.whole),
        "share_of_before": round(found.of_before.share, 4),
        "sections": {
            name: {"share": round(portion.share, 4), **_portion(portion)} for name, portion in found.sections.items()
        },
        "passages": [_passage(each, found, lines) for each in found.passages],
    }


def _narrative(narrative: Narrative) -> JsonObject:
    return {
        "id": narrative.report,
        "document": narrative.document,
        "agency": narrative.agency,
        "year": narrative.year,
    }


def _portion(portion: Portion) -> JsonObject:
    return {"letters": portion.letters, "copied": portion.copied}


def _passage(passage: Passage, found: Likeness, lines: Mapping[str, Lines]) -> JsonObject:
    return {
        "section": passage.section,
        "letters": passage.letters,
        "exact": passage.is_exact,
        "before": _quoted(passage.before, found.before, lines),
        "after": _quoted(passage.after, found.after, lines),
        "differences": [{"before": list(one), "after": list(other)} for one, other in passage.differences],
    }


def _quoted(span: Span, narrative: Narrative, lines: Mapping[str, Lines]) -> JsonObject:
    return {
        "span": list(span),
        "line": lines[narrative.report].number(span.start),
        "text": narrative.source[span.start : span.end],
    }
