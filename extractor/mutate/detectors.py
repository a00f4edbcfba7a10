"""What notices that an answer is wrong: each detector by itself, and the record they make together.

`sums`: a hard rule fails on the values alone that holds in the seed. `printed`: a number other than 0 is printed
nowhere in the report. `placed`: the laws of the place (`extractor.ground`) without any other reader. `witness`: the
program's own reading says something else (`extractor.corroborate`). `together`: what the record makes of it.
"""

from collections.abc import Mapping

from extractor.matters import RuleKey
from extractor.mutate.mutants import Mutant, claims_of
from extractor.mutate.seeds import numbers
from extractor.mutate.subjects import Answering, Subject, content_of
from extractor.pipeline import OPEN_MATTERS, record_of
from extractor.records import SURE, Record, RuleVerdict, Severity, State
from extractor.rules import confront
from extractor.scoring.contents import Content, Mark, is_salient

DETECTORS = ("sums", "printed", "placed", "witness", "together")


def detections(subject: Subject, mutant: Mutant, record: Record) -> frozenset[str]:
    """Return the detectors that notice a mutant; `record` is the one that its answer makes."""
    found = {
        "sums": bool(failing(subject, mutated(subject, mutant))),
        "printed": any(not _is_printed(subject, change.after) for change in mutant.changes),
        "placed": _is_out_of_place(subject, mutant),
        "witness": any(not _is_borne_out(subject, change.slot, change.after) for change in mutant.changes),
        "together": is_told(subject.twin, record, mutant.slots),
    }
    return frozenset(detector for detector in DETECTORS if found[detector])


def record_with(subject: Subject, mutant: Mutant) -> Record:
    """Return the record of a report that a reader answers for with a mutant."""
    return record_of(subject.opened, reader=Answering(claims=claims_of(subject, mutant)))


def mutated(subject: Subject, mutant: Mutant) -> dict[str, Content]:
    """Return the contents that a mutant states."""
    return {**subject.gold, **{change.slot: change.after for change in mutant.changes}}


def failing(subject: Subject, contents: Mapping[str, Content]) -> tuple[RuleKey, ...]:
    """Return the hard rules that fail on contents and hold, or cannot be assessed, in the seed."""
    values, true = numbers(contents), subject.seed.values
    changed = {slot for slot, value in values.items() if value != true[slot]}
    return tuple(
        (rule.rule, rule.over)
        for rule in subject.schema.instances
        if rule.strength == "hard"
        and not changed.isdisjoint(rule.slots)
        and confront(rule, values).verdict is RuleVerdict.FAIL
        and confront(rule, true).verdict is not RuleVerdict.FAIL
    )


def is_told(before: Record, after: Record, slots: tuple[str, ...]) -> bool:
    """Return whether a record tells of a fault in some slots: one is unsure, or a rule, flag or defect is new."""
    unsure = any(slot not in after.slots or after.slots[slot].status not in SURE for slot in slots)
    return unsure or any(not part(after) <= part(before) for part in (failed, open_matters, open_defects))


def failed(record: Record) -> set[RuleKey]:
    """Return the hard rules that fail in a record."""
    return {(rule.id, rule.over) for rule in record.rules if rule.is_broken}


def open_matters(record: Record) -> set[tuple[str, str, object]]:
    """Return the flags of a record that a person should look at."""
    return {(flag.kind, flag.detail, flag.span) for flag in record.flags if flag.kind in OPEN_MATTERS}


def open_defects(record: Record) -> set[tuple[str, str]]:
    """Return the defects of a record that a person should look at: its prose contradicts what was read, say."""
    return {(each.kind, each.detail) for each in record.defects if each.severity is not Severity.HINT}


def is_in_doubt(record: Record) -> bool:
    """Return whether its tables ask for a person; what is wrong with its prose or form is no doubt about them."""
    return any(not reason.startswith("defects ") for reason in record.reasons)


def alarms(subject: Subject) -> frozenset[str]:
    """Return the detectors that raise an alarm at the right answer itself."""
    salient = [slot for slot in subject.known if is_salient(subject.gold[slot])]
    found = {
        "sums": any(
            confront(rule, subject.seed.values).verdict is RuleVerdict.FAIL
            for rule in subject.schema.instances
            if rule.strength == "hard"
        ),
        "printed": any(not _is_printed(subject, subject.gold[slot]) for slot in salient),
        "placed": bool(subject.grounded.flags) or any(not _is_in_place(subject, slot) for slot in salient),
        "witness": any(not _is_borne_out(subject, slot, subject.gold[slot]) for slot in subject.known),
        "together": is_in_doubt(subject.twin),
    }
    return frozenset(detector for detector in DETECTORS if found[detector])


def _is_in_place(subject: Subject, slot: str) -> bool:
    claim = subject.grounded.claims[slot]
    return claim.state is not State.UNREAD and claim.span is not None


def _is_printed(subject: Subject, content: Content) -> bool:
    return not is_salient(content) or content in subject.printed


def _is_out_of_place(subject: Subject, mutant: Mutant) -> bool:
    """Return whether a changed slot has a number without its figure, or a figure of the tables is left over."""
    if any(is_salient(change.after) and change.claim.span is None for change in mutant.changes):
        return True
    held = subject.held(claims_of(subject, mutant))
    before = {flag.span for flag in subject.grounded.flags}
    return any(held.claims[slot].state is State.UNREAD for slot in mutant.slots) or any(
        flag.span not in before for flag in held.flags
    )


def _is_borne_out(subject: Subject, slot: str, content: Content) -> bool:
    own = subject.own.claims.get(slot)
    return own is not None and content_of(own) == content and content is not Mark.ABSTAINED
