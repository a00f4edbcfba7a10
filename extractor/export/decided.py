"""Which of the decisions people made hold for the readings as they are."""

from collections.abc import Mapping
from decimal import Decimal

from extractor.dossier import Decision, Dossier, Ruling
from extractor.lines import visible
from extractor.matters import fingerprint_of_slot, matters
from extractor.messages import say, word
from extractor.records import Slot, State


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


def decided_reading(slot: Slot, decision: Decision | None) -> tuple[Decimal | None, State] | None:
    """Return the value and the state a person says stands in a slot; None where they say nothing of it."""
    if decision is None or decision.ruling is not Ruling.CORRECT:
        return None
    if decision.value is None:
        return slot.value, slot.state
    if decision.decimal is None:
        return None, decision.state or State.UNREAD
    return decision.decimal, State.VALUE if decision.decimal else State.ZERO


def is_settled(slot: Slot, decision: Decision | None) -> bool:
    """Return whether a reading is sure: where a person decided on it, if they read the same; else by its status."""
    decided = decided_reading(slot, decision)
    return not slot.is_unsure if decided is None else decided == (slot.value, slot.state)


def decision_text(decision: Decision, lang: str) -> str:
    """Return a decision in words: what, who, why."""
    is_as_read = decision.ruling is Ruling.CORRECT and decision.value is None
    ruling = say(lang, "decided.as_read") if is_as_read else word(lang, "ruling", decision.ruling)
    value = word(lang, "state", decision.state) if decision.state else decision.value
    return "  ".join(visible(part) for part in (ruling, value, decision.who, decision.why) if part)


def held(dossier: Dossier) -> frozenset[int]:
    """Return the numbers of the decisions that hold, on slots and on anything else there was to look at."""
    if not dossier.decisions:
        return frozenset()
    judged = (matter.decision for matter in matters(dossier))
    decisions = (*slot_decisions(dossier).values(), *judged)
    return frozenset(decision.number for decision in decisions if decision is not None)
