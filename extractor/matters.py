"""What there is for a person to look at in a report: each matter once, how grave it is, and whether it is settled."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from extractor.dossier import Decision, Dossier, Ruling
from extractor.pipeline import OPEN_MATTERS
from extractor.records import Flag, Outcome, RuleOutcome, RuleVerdict, Slot, State, Verdict
from extractor.rules import confront
from extractor.schema.compiled import RuleInstance
from extractor.serialise import plain
from extractor.wording import instances, is_unsure


class Severity(StrEnum):
    """How grave a matter is: the document's own mistake, a doubt about the reading, or a hint."""

    ERROR = "error"
    DOUBT = "doubt"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing to look at: a `rule` that fails, a `slot` that is not sure, a `flag`, a missing `table`, a `document`.

    `subject` tells it from others of its kind: `rule@over`, a slot, a table. `decision` is the one that holds for the
    reading as it is; `outdated` is one made on another reading of the same subject. `is_resolved` says that the rule
    does not fail with what people decided its cells to print, or that the missing table a slot is of was decided on.

    A slot that is sure is a matter too where people decided on it, unless a later reading says what they said; a rule
    that fails only with what they decided is one as well.
    """

    kind: str
    subject: str
    severity: Severity
    fingerprint: str
    rule: RuleOutcome | None = None
    slot: Slot | None = None
    flag: Flag | None = None
    reason: str | None = None
    decision: Decision | None = None
    outdated: Decision | None = None
    is_resolved: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether a person still has to decide."""
        return self.severity is not Severity.HINT and self.decision is None and not self.is_resolved

    @property
    def is_defect(self) -> bool:
        """Return whether this is the document's own mistake, found so or decided so, and not dismissed."""
        if self.decision is not None:
            return self.decision.ruling is Ruling.SOURCE_DEFECT
        return self.severity is Severity.ERROR and not self.is_resolved


def matters(dossier: Dossier) -> tuple[Matter, ...]:
    """Return everything there is to look at, the gravest first."""
    made = {(decision.kind, decision.subject): decision for decision in dossier.decisions}
    decided = decided_values(dossier)
    written = instances(dossier.record, dossier.schema) if decided else {}
    everything = (*_found(dossier), *_broken(written, dossier, decided))
    found = [_judged(matter, made.get((matter.kind, matter.subject))) for matter in everything]
    tables = {matter.subject for matter in found if matter.kind == "table" and matter.decision is not None}
    resolved = (
        replace(matter, is_resolved=_holds(matter, written, dossier, decided) or _is_missing(matter, tables))
        for matter in found
    )
    return tuple(sorted(resolved, key=lambda matter: list(Severity).index(matter.severity)))


def needs_person(dossier: Dossier) -> bool:
    """Return whether anything in the report is still to be decided by a person."""
    return any(matter.is_open for matter in matters(dossier))


def decided_values(dossier: Dossier) -> Mapping[str, Decimal | None]:
    """Return the values people decided on, by slot, null where they say that the cell prints no number.

    Decisions on another reading are left out, and those that say that the reading is right as it is.
    """
    held = ((decision, dossier.record.slots.get(decision.subject)) for decision in dossier.decisions)
    return {
        decision.subject: decision.decimal
        for decision, slot in held
        if slot is not None
        and decision.kind == "slot"
        and decision.ruling is Ruling.CORRECT
        and decision.value is not None
        and decision.fingerprint == fingerprint_of_slot(dossier.record.id, decision.subject, slot)
    }


def decided_slots(dossier: Dossier) -> Mapping[str, Slot]:
    """Return the slots with the values people decided on in place of those read, to write out a sum with."""
    slots = dossier.record.slots
    decided = decided_values(dossier).items()
    return {**slots, **{address: replace(slots[address], value=value) for address, value in decided}}


def fingerprint_of_slot(record: str, address: str, slot: Slot) -> str:
    """Return what a decision on a slot is tied to: the record, the slot, and what was read there."""
    read = [slot.state, _plain(slot.value), slot.text, slot.span, [[c.value, c.span] for c in slot.candidates]]
    return _digest([record, "slot", address, *read])


def _found(dossier: Dossier) -> Iterator[Matter]:
    record = dossier.record
    if record.outcome is not Outcome.READ:
        yield _remark(record.id, "document", record.outcome.value, "; ".join(record.reasons))
    for reason in record.reasons:
        kind, _, table = reason.partition(": ")
        if kind == "table_not_found":
            yield _remark(record.id, "table", table, reason)
    yield from (_failure(rule, dossier) for rule in record.rules if rule.verdict is RuleVerdict.FAIL)
    made = {decision.subject: decision for decision in dossier.decisions if decision.kind == "slot"}
    for address, slot in record.slots.items():
        doubt = _doubt(record.id, address, slot)
        if is_unsure(slot) or _is_doubted(doubt, made.get(address)):
            yield doubt
    yield from (_flag(record.id, flag) for flag in record.flags)


def _remark(record: str, kind: str, subject: str, reason: str) -> Matter:
    fingerprint = _digest([record, kind, subject, reason])
    return Matter(kind=kind, subject=subject, severity=Severity.DOUBT, fingerprint=fingerprint, reason=reason)


def _doubt(record: str, address: str, slot: Slot) -> Matter:
    fingerprint = fingerprint_of_slot(record, address, slot)
    return Matter(kind="slot", subject=address, severity=Severity.DOUBT, fingerprint=fingerprint, slot=slot)


def _is_doubted(matter: Matter, decision: Decision | None) -> bool:
    """Return whether people decided on this reading, or on another one that said something else than this."""
    if decision is None or matter.slot is None or decision.fingerprint == matter.fingerprint:
        return decision is not None
    said, slot = decision.state or decision.decimal, matter.slot
    return decision.ruling is not Ruling.CORRECT or said is None or said not in (slot.value, slot.state)


def _flag(record: str, flag: Flag) -> Matter:
    severity = Severity.DOUBT if flag.kind in OPEN_MATTERS else Severity.HINT
    subject = f"{flag.kind}@{flag.span.start}" if flag.span else flag.kind
    fingerprint = _digest([record, "flag", flag.kind, flag.detail, flag.span])
    return Matter(kind="flag", subject=subject, severity=severity, fingerprint=fingerprint, flag=flag)


def _failure(rule: RuleOutcome, dossier: Dossier) -> Matter:
    subject = f"{rule.id}@{rule.over}" if rule.over else rule.id
    slots = [dossier.record.slots.get(address) for address in rule.slots]
    read = [[slot.state, _plain(slot.value)] if slot else None for slot in slots]
    fingerprint = _digest([dossier.record.id, "rule", subject, _plain(rule.gap), read])
    return Matter(kind="rule", subject=subject, severity=_gravity(rule), fingerprint=fingerprint, rule=rule)


def _broken(
    written: Mapping[tuple[str, str | None], RuleInstance], dossier: Dossier, decided: Mapping[str, Decimal | None]
) -> Iterator[Matter]:
    """Yield the rules that fail with what people decided, and did not as it was read."""
    failed = {(rule.id, rule.over) for rule in dossier.record.rules if rule.verdict is RuleVerdict.FAIL}
    slots = dossier.record.slots
    values = {**{address: slot.value for address, slot in slots.items()}, **decided}
    for key, instance in written.items():
        outcome = confront(instance, values)
        if key in failed or outcome.verdict is not RuleVerdict.FAIL or not decided.keys() & set(instance.slots):
            continue
        is_sure = all(address in decided or slots[address].bound for address in instance.slots)
        yield _failure(
            RuleOutcome(
                id=instance.rule,
                over=instance.over,
                verdict=outcome.verdict,
                strength=instance.strength,
                slots=instance.slots,
                gap=outcome.gap,
                attribution=Verdict.SOURCE_DEFECT if is_sure else Verdict.EXTRACTION_ERROR,
                message=instance.message.text("zh"),
            ),
            dossier,
        )


def _gravity(rule: RuleOutcome) -> Severity:
    if rule.strength != "hard":
        return Severity.HINT
    return Severity.ERROR if rule.attribution is Verdict.SOURCE_DEFECT else Severity.DOUBT


def _judged(matter: Matter, decision: Decision | None) -> Matter:
    if decision is None:
        return matter
    is_held = decision.fingerprint == matter.fingerprint
    return replace(matter, decision=decision) if is_held else replace(matter, outdated=decision)


def _holds(
    matter: Matter,
    written: Mapping[tuple[str, str | None], RuleInstance],
    dossier: Dossier,
    decided: Mapping[str, Decimal | None],
) -> bool:
    rule = matter.rule
    instance = written.get((rule.id, rule.over)) if rule else None
    if rule is None or instance is None or not any(address in decided for address in rule.slots):
        return False
    read = {address: slot.value for address, slot in dossier.record.slots.items()}
    return confront(instance, {**read, **decided}).verdict is not RuleVerdict.FAIL


def _is_missing(matter: Matter, tables: Collection[str]) -> bool:
    """Return whether a slot was not read because its whole table is one of those that are missing."""
    is_unread = matter.slot is not None and matter.slot.state is State.UNREAD
    return is_unread and matter.subject.partition("/")[0] in tables


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _digest(parts: list[object]) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]
