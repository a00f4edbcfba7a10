"""Which of the decisions people made hold for the readings as they are."""

from collections.abc import Mapping

from extractor.dossier import Decision, Dossier
from extractor.matters import fingerprint_of_slot, matters


def slot_decisions(dossier: Dossier) -> Mapping[str, Decision]:
    """Return the decision that holds for each slot that has one; those made on another reading are left out."""
    record = dossier.record
    last = {decision.subject: decision for decision in dossier.decisions if decision.kind == "slot"}
    return {
        address: decision
        for address, decision in last.items()
        if (slot := record.slots.get(address)) is not None
        and decision.fingerprint == fingerprint_of_slot(record.id, address, slot)
    }


def held(dossier: Dossier) -> frozenset[int]:
    """Return the numbers of the decisions that hold, on slots and on anything else there was to look at."""
    if not dossier.decisions:
        return frozenset()
    judged = (matter.decision for matter in matters(dossier))
    decisions = (*slot_decisions(dossier).values(), *judged)
    return frozenset(decision.number for decision in decisions if decision is not None)
