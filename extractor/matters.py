"""What there is for a person to look at in a report: each matter once, how grave it is, and whether it is settled."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from extractor.dossier import Decision, Dossier, Ruling
from extractor.pipeline import OPEN_MATTERS
from extractor.records import (
    Defect,
    Flag,
    Outcome,
    Record,
    RuleOutcome,
    RuleVerdict,
    Severity,
    Slot,
    State,
    Status,
    Verdict,
)
from extractor.rules import Confrontation, confront
from extractor.serialise import plain
from extractor.wording import instances

RuleKey = tuple[str, str | None]
"""A rule's id and the row or column it stands for."""


class MatterKind(StrEnum):
    """What a matter is about."""

    DOCUMENT = "document"
    TABLE = "table"
    RULE = "rule"
    SLOT = "slot"
    FLAG = "flag"
    DEFECT = "defect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing to look at: a `rule` that fails, a `slot` that is not sure, a missing `table`, a `document`, a remark.

    A remark is a `flag` on the reading, or a `defect` of the report outside the sums of its tables.

    `subject` tells it from others of its kind: `rule@over`, a slot, a table. `decision` is the one that holds for the
    reading as it is; `outdated` is one made on another reading of the same subject. `again` is the rule confronted with
    the values people decided on, where they changed any of its own. `is_covered` says that the slot was not read as its
    whole table is missing, and that people decided on that.

    A slot that is sure is a matter too where people decided on it, unless a later reading says what they said; a rule
    that fails only with what they decided is one as well.
    """

    kind: MatterKind
    subject: str
    severity: Severity
    fingerprint: str
    rule: RuleOutcome | None = None
    slot: Slot | None = None
    flag: Flag | None = None
    defect: Defect | None = None
    reason: str | None = None
    decision: Decision | None = None
    outdated: Decision | None = None
    again: Confrontation | None = None
    is_covered: bool = False

    @property
    def remark(self) -> Flag | Defect | None:
        """Return the flag or the defect that it is."""
        return self.flag or self.defect

    @property
    def is_resolved(self) -> bool:
        """Return whether the rule does not fail with what people decided, or the slot is covered by their decision."""
        return self.is_covered or (self.again is not None and self.again.verdict is not RuleVerdict.FAIL)

    @property
    def is_open(self) -> bool:
        """Return whether a person still has to decide."""
        return self.severity is not Severity.HINT and self.decision is None and not self.is_resolved

    @property
    def is_defect(self) -> bool:
        """Return whether this is the document's own mistake, found so or decided so.

        Never one that was dismissed, not even where the reading has changed since: that is for a person to decide anew.
        """
        if self.is_resolved:
            return False
        if self.decision is not None:
            return self.decision.ruling is Ruling.SOURCE_DEFECT
        if self.outdated is not None and self.outdated.ruling is not Ruling.SOURCE_DEFECT:
            return False
        return self.severity is Severity.ERROR


def matters(dossier: Dossier) -> tuple[Matter, ...]:
    """Return everything there is to look at, the gravest first."""
    again = confronted_again(dossier)
    found = [_judged(matter, dossier.decisions) for matter in _found(dossier, again)]
    shaking = [matter.flag for matter in found if matter.flag is not None and matter.is_open]
    tables = {matter.subject for matter in found if matter.kind is MatterKind.TABLE and matter.decision is not None}
    weighed = (_weighed(_covered(matter, tables), again, shaking, dossier.record) for matter in found)
    return tuple(sorted(weighed, key=lambda matter: list(Severity).index(matter.severity)))


def needs_person(dossier: Dossier) -> bool:
    """Return whether anything in the report is still to be decided by a person."""
    return any(matter.is_open for matter in matters(dossier))


def decisions_made(dossier: Dossier) -> tuple[tuple[Decision, bool], ...]:
    """Return the last decision on each subject, in the order they were made, and whether it still holds."""
    last = {(made.kind, made.subject): made for made in sorted(dossier.decisions, key=_number)}
    held = [*decisions_on_slots(dossier).values(), *(matter.decision for matter in matters(dossier))]
    return tuple((made, made in held) for made in sorted(last.values(), key=_number))


def decisions_on_slots(dossier: Dossier) -> Mapping[str, Decision]:
    """Return the last decision on each slot; those made on another reading are left out."""
    slots = dossier.record.slots
    held = (
        decision
        for decision in sorted(dossier.decisions, key=_number)
        if decision.kind == MatterKind.SLOT
        and decision.subject in slots
        and decision.fingerprint == fingerprint_of_slot(dossier.record.id, decision.subject, slots[decision.subject])
    )
    return {decision.subject: decision for decision in held}


def decided_values(dossier: Dossier) -> Mapping[str, Decimal | None]:
    """Return the values people decided on, by slot, null where they say that the cell prints no number.

    Decisions on another reading are left out, and those that say that the reading is right as it is.
    """
    return {
        address: decision.decimal
        for address, decision in decisions_on_slots(dossier).items()
        if decision.ruling is Ruling.CORRECT and decision.value is not None
    }


def decided_slots(dossier: Dossier) -> Mapping[str, Slot]:
    """Return the slots with the values people decided on in place of those read, to write out a sum with."""
    slots = dossier.record.slots
    decided = decided_values(dossier).items()
    return {**slots, **{address: replace(slots[address], value=value) for address, value in decided}}


def confronted_again(dossier: Dossier) -> Mapping[RuleKey, Confrontation]:
    """Return each rule over a slot to which people gave another value, confronted with the values they decided on."""
    decided = decided_values(dossier)
    read = {address: slot.value for address, slot in dossier.record.slots.items()}
    changed = {address for address, value in decided.items() if read[address] != value}
    written = instances(dossier.record, dossier.schema) if changed else {}
    return {
        key: confront(instance, {**read, **decided})
        for key, instance in written.items()
        if not changed.isdisjoint(instance.slots)
    }


def subject_of_rule(rule: RuleOutcome) -> str:
    """Return what a rule's matter is called: its id, and the row or column it stands for."""
    return f"{rule.id}@{rule.over}" if rule.over else rule.id


def fingerprint_of_slot(record: str, address: str, slot: Slot) -> str:
    """Return what a decision on a slot is tied to: the record, the slot, and what was read there."""
    read = [slot.state, _plain(slot.value), slot.text, slot.span, [[c.value, c.span] for c in slot.candidates]]
    return _digest([record, "slot", address, *read])


def _found(dossier: Dossier, again: Mapping[RuleKey, Confrontation]) -> Iterator[Matter]:
    record = dossier.record
    if record.outcome is not Outcome.READ:
        yield _remark(record.id, MatterKind.DOCUMENT, record.outcome.value, "; ".join(record.reasons))
    for reason in record.reasons:
        kind, _, table = reason.partition(": ")
        if kind == "table_not_found":
            yield _remark(record.id, MatterKind.TABLE, table, reason)
    for rule in record.rules:
        other = again.get((rule.id, rule.over))
        if rule.verdict is RuleVerdict.FAIL:
            yield _failure(rule, dossier)
        elif other is not None and other.verdict is RuleVerdict.FAIL:
            yield _failure_of_decided(rule, other, dossier)
    yield from _slots_to_look_at(dossier)
    yield from (_flag(record.id, flag) for flag in record.flags)
    yield from (_defect(record.id, defect) for defect in record.defects)


def _slots_to_look_at(dossier: Dossier) -> Iterator[Matter]:
    """Yield the slots that are not sure, and those that people decided on."""
    made = {each.subject: each for each in sorted(dossier.decisions, key=_number) if each.kind == MatterKind.SLOT}
    for address, slot in dossier.record.slots.items():
        if not (slot.is_unsure or address in made):
            continue
        matter = _doubt(dossier.record.id, address, slot)
        if slot.is_unsure or _is_doubted(matter, made[address]):
            yield matter


def _is_doubted(matter: Matter, decision: Decision) -> bool:
    """Return whether people decided on this reading, or on another one that said something else than this."""
    if matter.slot is None or decision.fingerprint == matter.fingerprint:
        return True
    said, slot = decision.state or decision.decimal, matter.slot
    return decision.ruling is not Ruling.CORRECT or said is None or said not in (slot.value, slot.state)


def _covered(matter: Matter, tables: Collection[str]) -> Matter:
    """Return a slot as settled where it was not read because its whole table is missing, and people decided on that."""
    is_unread = matter.slot is not None and matter.slot.state is State.UNREAD
    return replace(matter, is_covered=True) if is_unread and matter.subject.partition("/")[0] in tables else matter


def _remark(record: str, kind: MatterKind, subject: str, reason: str) -> Matter:
    fingerprint = _digest([record, kind, subject, reason])
    return Matter(kind=kind, subject=subject, severity=Severity.DOUBT, fingerprint=fingerprint, reason=reason)


def _doubt(record: str, address: str, slot: Slot) -> Matter:
    fingerprint = fingerprint_of_slot(record, address, slot)
    return Matter(kind=MatterKind.SLOT, subject=address, severity=Severity.DOUBT, fingerprint=fingerprint, slot=slot)


def _flag(record: str, flag: Flag) -> Matter:
    severity = Severity.DOUBT if flag.kind in OPEN_MATTERS else Severity.HINT
    subject = f"{flag.kind}@{flag.span.start}" if flag.span else flag.kind
    fingerprint = _digest([record, "flag", flag.kind, flag.detail, flag.span])
    return Matter(kind=MatterKind.FLAG, subject=subject, severity=severity, fingerprint=fingerprint, flag=flag)


def _defect(record: str, defect: Defect) -> Matter:
    subject = f"{defect.kind}@{defect.span.start}" if defect.span else defect.kind
    fingerprint = _digest([record, "defect", defect.kind, defect.detail, defect.span, defect.slots])
    return Matter(
        kind=MatterKind.DEFECT, subject=subject, severity=defect.severity, fingerprint=fingerprint, defect=defect
    )


def _failure(rule: RuleOutcome, dossier: Dossier) -> Matter:
    subject = subject_of_rule(rule)
    slots = [dossier.record.slots.get(address) for address in rule.slots]
    read = [[slot.state, _plain(slot.value)] if slot else None for slot in slots]
    fingerprint = _digest([dossier.record.id, "rule", subject, _plain(rule.gap), read])
    return Matter(kind=MatterKind.RULE, subject=subject, severity=_gravity(rule), fingerprint=fingerprint, rule=rule)


def _failure_of_decided(rule: RuleOutcome, again: Confrontation, dossier: Dossier) -> Matter:
    """Return the matter of a rule that fails with the values people decided on, though not with the readings."""
    subject, decided = subject_of_rule(rule), decided_values(dossier)
    said = [_plain(decided.get(address)) for address in rule.slots]
    return Matter(
        kind=MatterKind.RULE,
        subject=subject,
        severity=Severity.HINT if rule.strength != "hard" else Severity.DOUBT,
        fingerprint=_digest([dossier.record.id, "rule", subject, _plain(again.gap), said]),
        rule=rule,
    )


def _gravity(rule: RuleOutcome) -> Severity:
    if rule.strength != "hard":
        return Severity.HINT
    return Severity.ERROR if rule.attribution is Verdict.SOURCE_DEFECT else Severity.DOUBT


def _judged(matter: Matter, decisions: Sequence[Decision]) -> Matter:
    """Return a matter with the last decision that was made on this very reading, else with the last one on another."""
    about = [made for made in decisions if (made.kind, made.subject) == (matter.kind, matter.subject)]
    held = [made for made in about if made.fingerprint == matter.fingerprint]
    last = max(held or about, key=_number, default=None)
    return replace(matter, decision=last) if held else replace(matter, outdated=last)


def _weighed(matter: Matter, again: Mapping[RuleKey, Confrontation], shaking: Sequence[Flag], record: Record) -> Matter:
    """Return a failed rule as grave as it is after all: no error where its sum rests on a reading that is in doubt.

    It does where people gave one of its slots another value, where its table lost figures, or where an open flag says
    that the reading of the whole may be wrong: then nobody is told of a mistake before a person has looked.
    """
    if matter.rule is None:
        return matter
    other = again.get((matter.rule.id, matter.rule.over))
    is_shaken = other is not None or any(_shakes(flag, matter.rule, record) for flag in shaking)
    is_shaken = is_shaken or _lost_cells(matter.rule, record)
    severity = Severity.DOUBT if is_shaken and matter.severity is Severity.ERROR else matter.severity
    return replace(matter, severity=severity, again=other)


def _lost_cells(rule: RuleOutcome, record: Record) -> bool:
    """Return whether figures went missing from the rule's tables on the way to text, zeros included.

    Then a row that is whole by its count may have lost one figure and gained another.
    """
    return any(slot.status is Status.INFERRED and slot.span is None for slot in _beside(rule, record))


def _shakes(flag: Flag, rule: RuleOutcome, record: Record) -> bool:
    """Return whether a flag casts doubt on a sum: the form is a guess, or a figure of its tables belongs to no cell."""
    if flag.kind != "unclaimed_figure" or flag.span is None:
        return flag.kind in {"form_uncertain", "too_many_labels"}
    placed = [slot.span for slot in _beside(rule, record) if slot.span]
    return bool(placed) and min(placed).start <= flag.span.start <= max(placed).end


def _beside(rule: RuleOutcome, record: Record) -> Iterator[Slot]:
    """Yield the slots of the tables that a rule speaks of."""
    tables = {address.partition("/")[0] for address in rule.slots}
    return (slot for address, slot in record.slots.items() if address.partition("/")[0] in tables)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _number(decision: Decision) -> int:
    return decision.number


def _digest(parts: list[object]) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]
