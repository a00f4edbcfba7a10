"""One report of a run in full: its counts, and every wrong slot with the line that it was read on."""

from collections import Counter
from dataclasses import asdict

from extractor.evaluation.estimates import rounded
from extractor.evaluation.scored import Scored
from extractor.lines import Lines
from extractor.scoring import rates
from extractor.scoring.contents import label_of
from extractor.scoring.outcomes import Judged
from extractor.serialise import JsonObject


def document(each: Scored) -> JsonObject:
    """Return one report: what it is, what came of it, and what is wrong."""
    lines = Lines(each.text)
    wrong = [slot for slot in each.judged if not slot.is_right or slot.is_silent]
    return {
        "document": each.case.name,
        "digest": each.case.digest[:16],
        "cluster": each.case.cluster,
        "form": each.case.gold.schema,
        "strata": dict(each.case.strata),
        "split": each.case.split,
        "pinned": each.case.is_pinned,
        "failure": each.prediction.failure,
        "exact": each.is_exact,
        "salient_f1": rounded(rates.f1(each.salient)),
        "all": asdict(each.counts),
        "salient": asdict(each.salient),
        "silent_errors": len(each.silent) if each.says_how_sure else None,
        "verdict": {"is": each.true_verdict.value, "said": said.value if (said := each.prediction.verdict) else None},
        "defects": dict(sorted(Counter(defect.kind for defect in each.case.gold.defects).items())),
        "wrong": [_wrong(slot, lines, each.text) for slot in wrong],
    }


def _wrong(slot: Judged, lines: Lines, text: str) -> JsonObject:
    """Return a slot that is wrong, with the line it was read on; the place is marked by its columns in that line."""
    span = slot.answer.span
    line = lines.at(span.start) if span is not None and 0 <= span.start < span.end <= len(text) else None
    return {
        "slot": slot.slot,
        "gold": None if slot.gold is None else label_of(slot.gold),
        "is_of_form": slot.gold is not None,
        "said": label_of(slot.answer.content),
        "outcome": slot.outcome.value,
        "misbound": slot.is_misbound,
        "silent": slot.is_silent,
        "status": slot.answer.status,
        "span": list(span) if span else None,
        "line": _line(line.number, line.text, span.start - line.span.start, span.end - line.span.start)
        if line is not None and span is not None
        else None,
    }


_AROUND = 40
"""Characters of a line that are quoted on either side of a figure."""


def _line(number: int, text: str, start: int, end: int) -> JsonObject:
    return {
        "number": number,
        "before": text[max(0, start - _AROUND) : start],
        "marked": text[start:end],
        "after": text[end : end + _AROUND],
    }
