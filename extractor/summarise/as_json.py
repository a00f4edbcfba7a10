"""Summaries as JSON objects (docs/summaries.md): decimals as text, places as offsets into the document's text."""

import json
from collections.abc import Sequence
from typing import Any

from extractor.serialise import plain
from extractor.summarise.nouns import (
    Card,
    Citation,
    Copied,
    Due,
    Item,
    OfficesSum,
    Outlier,
    Report,
    RollUp,
    Section,
    Sentence,
    Table,
    Writing,
)

JsonObject = dict[str, Any]
"""A JSON object: text keys, JSON values."""


def to_json(roll: RollUp | None, cards: Sequence[Card]) -> str:
    """Return cards, and their roll-up where there is one, as the text of one JSON object."""
    whole = {"rollup": None if roll is None else roll_up_json(roll), "cards": [card_json(card) for card in cards]}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n"


def card_json(card: Card) -> JsonObject:
    """Return a card as a JSON object."""
    return {
        "report": _report(card.report),
        "previous": None if card.previous is None else _report(card.previous),
        "language": card.language,
        "writing": None if card.writing is None else _writing(card.writing),
        "sections": [_section(section) for section in card.sections],
    }


def roll_up_json(roll: RollUp) -> JsonObject:
    """Return a roll-up as a JSON object."""
    return {
        "reports": [_report(report) for report in roll.reports],
        "replaced": [_report(report) for report in roll.replaced],
        "unread": [_report(report) for report in roll.unread],
        "tables": [_table(table) for table in roll.tables],
        "unaddressed": [_item(item) for item in roll.unaddressed],
        "commitments": [_due(due) for due in roll.due],
        "copied": [_copied(pair) for pair in roll.copied],
        "outliers": [_outlier(outlier) for outlier in roll.outliers],
        "offices": [_offices(found) for found in roll.offices],
    }


def _report(report: Report) -> JsonObject:
    return {
        "id": report.id,
        "document": report.document,
        "agency": report.agency,
        "year": report.year,
        "region": report.region,
        "level": report.level,
        "schema": report.form,
    }


def _writing(writing: Writing) -> JsonObject:
    return {
        "model": writing.model,
        "prompt": writing.prompt,
        "written": writing.written,
        "replaced": writing.replaced,
        "failure": writing.failure,
    }


def _section(section: Section) -> JsonObject:
    return {
        "part": section.part.value,
        "note": section.note,
        "sentences": [_sentence(sentence) for sentence in section.sentences],
    }


def _sentence(sentence: Sentence) -> JsonObject:
    return {
        "id": sentence.id or None,
        "text": sentence.text,
        "formula": sentence.formula or None,
        "origin": sentence.origin.value,
        "depth": sentence.depth,
        "joint": sentence.joint,
        "also": list(sentence.also),
        "theme": sentence.theme,
        "marks": [mark.value for mark in sentence.marks],
        "citations": [_citation(citation) for citation in sentence.citations],
    }


def _citation(citation: Citation) -> JsonObject:
    return {
        "report": citation.report,
        "document": citation.document,
        "span": list(citation.span),
        "line": citation.line,
        "quote": citation.quote,
        "slot": citation.slot,
        "finding": citation.finding,
    }


def _table(table: Table) -> JsonObject:
    cells = [
        {"row": each.row, "column": each.column, "count": each.count, "reports": list(each.reports)}
        for each in table.tallies
    ]
    return {"id": table.title, "rows": list(table.rows), "columns": list(table.columns), "cells": cells}


def _item(item: Item) -> JsonObject:
    return {"report": item.report, "sentence": _sentence(item.sentence)}


def _due(due: Due) -> JsonObject:
    return {"when": due.when, "reports": list(due.reports), "items": [_item(item) for item in due.items]}


def _copied(pair: Copied) -> JsonObject:
    return {
        "after": pair.after,
        "before": pair.before,
        "relation": pair.relation,
        "share": pair.share,
        "passages": [_citation(citation) for citation in pair.passages],
    }


def _outlier(outlier: Outlier) -> JsonObject:
    return {
        "metric": outlier.metric,
        "report": outlier.report,
        "value": plain(outlier.value),
        "median": plain(outlier.median),
        "spread": plain(outlier.spread),
        "year": int(outlier.year) if outlier.year else None,
        "peers": list(outlier.peers),
        "sentence": _sentence(outlier.sentence),
    }


def _offices(found: OfficesSum) -> JsonObject:
    return {
        "region": found.region,
        "year": found.year,
        "slot": found.slot,
        "government": found.government,
        "value": plain(found.value),
        "offices": list(found.offices),
        "sum": plain(found.total),
        "difference": plain(found.difference),
        "left_out": list(found.left_out),
        "citations": [_citation(citation) for citation in found.citations],
    }
