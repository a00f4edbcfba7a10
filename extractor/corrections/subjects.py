"""What there is to decide on in a report, by fingerprint: a fingerprint that is not there is of another reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from extractor.dossier import Decision, Dossier
from extractor.matters import fingerprint_of_slot, matters
from extractor.records import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a fingerprint stands for; `made` is the decision in force on it, whatever reading that was made on."""

    kind: str
    name: str
    slot: Slot | None
    made: Decision | None


def subjects(dossier: Dossier) -> Mapping[str, Subject]:
    """Return all that can be decided on: every cell, and the matters of other kinds."""
    record = dossier.record
    made = {(decision.kind, decision.subject): decision for decision in dossier.decisions}
    named = chain(
        ((fingerprint_of_slot(record.id, name, slot), "slot", name, slot) for name, slot in record.slots.items()),
        ((found.fingerprint, found.kind, found.subject, None) for found in matters(dossier) if found.slot is None),
    )
    return {
        fingerprint: Subject(kind=kind, name=name, slot=slot, made=made.get((kind, name)))
        for fingerprint, kind, name, slot in named
    }
