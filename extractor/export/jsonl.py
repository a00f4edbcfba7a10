"""JSON Lines: the whole record, with what people added beside it."""

import json
from collections.abc import Iterable, Iterator

from extractor.dossier import About, Decision, Dossier
from extractor.export.decided import held
from extractor.serialise import JsonObject, record_to_dict


def jsonl(dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Yield one line of JSON a report, with its line break; the shape is that of docs/record.md."""
    for dossier in dossiers:
        yield json.dumps(dossier_to_dict(dossier), ensure_ascii=False, allow_nan=False) + "\n"


def dossier_to_dict(dossier: Dossier) -> JsonObject:
    """Return the record as a JSON object, with `about` and `decisions`, which `record_from_dict` leaves aside."""
    holding = held(dossier)
    return {
        **record_to_dict(dossier.record),
        "about": _about(dossier.about),
        "decisions": [_decision(decision, holds=decision.number in holding) for decision in dossier.decisions],
    }


def _about(about: About) -> JsonObject:
    return {
        "agency": about.agency,
        "region": about.region,
        "level": about.level,
        "year": about.year,
        "url": about.url,
    }


def _decision(decision: Decision, *, holds: bool) -> JsonObject:
    return {
        "number": decision.number,
        "kind": decision.kind,
        "subject": decision.subject,
        "fingerprint": decision.fingerprint,
        "ruling": decision.ruling.value,
        "value": decision.value,
        "who": decision.who,
        "why": decision.why,
        "decided_at": decision.decided_at,
        "holds": holds,
    }
