"""Two versions of one report: which faults the later one has put right, which remain, and which are new."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractor.corpus.alike import alike, matched
from extractor.corpus.offices import office
from extractor.dossier import Dossier
from extractor.matters import Matter, MatterKind, matters, subject_of_rule
from extractor.records import Outcome, RuleVerdict, Slot, State

_SAME_PLACE = 0.6


class Standing(StrEnum):
    """What became of a fault from one version to the next."""

    FIXED = "fixed"
    REMAINING = "remaining"
    NEW = "new"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of either version: as it stands in the earlier and in the later one, null where it does not.

    It is unclear where the later version cannot be assessed: something there was not read.
    """

    standing: Standing
    before: Matter | None = None
    after: Matter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell that says something else in the later version; null where a version has no such cell."""

    slot: str
    before: Slot | None
    after: Slot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """What changed from one version of a report to the next: its faults by what became of them, and its cells.

    `unsure` counts the cells of the later version that are not sure: what they hide, nobody knows.
    """

    before: Dossier
    after: Dossier
    faults: tuple[Fault, ...]
    cells: tuple[CellChange, ...]
    unsure: int = 0

    def of(self, standing: Standing) -> tuple[Fault, ...]:
        """Return the faults of which this became."""
        return tuple(fault for fault in self.faults if fault.standing is standing)

    @property
    def is_of_one_report(self) -> bool:
        """Return whether the two are not known to be of different offices or years."""
        offices, years = {office(self.before), office(self.after)}, {self.before.year, self.after.year}
        return len(offices - {None}) < 2 and len(years - {None}) < 2

    @property
    def is_put_right(self) -> bool:
        """Return whether no fault is left and none is new."""
        return all(fault.standing is Standing.FIXED for fault in self.faults)


def compare_versions(before: Dossier, after: Dossier) -> VersionChange:
    """Return what changed from one version of a report to the next.

    Faults are mistakes of the report and doubts that a person has to look at; cells that are not sure are no faults.
    """
    faults = _faults(before, after)
    order = list(Standing)
    return VersionChange(
        before=before,
        after=after,
        faults=tuple(sorted(faults, key=lambda fault: order.index(fault.standing))),
        cells=tuple(_cells(before, after)),
        unsure=sum(slot.is_unsure for slot in after.record.slots.values()),
    )


def _faults(before: Dossier, after: Dossier) -> Iterator[Fault]:
    old, new = _listed(before), _listed(after)
    pairs = {at: to for at, to, _ in matched(old, new, _likeness(before, after), _SAME_PLACE)}
    for at, matter in enumerate(old):
        if at not in pairs:
            yield Fault(standing=_became(matter, after), before=matter)
        else:
            yield Fault(standing=Standing.REMAINING, before=matter, after=new[pairs[at]])
    kept = set(pairs.values())
    for to, matter in enumerate(new):
        if to not in kept:
            yield Fault(standing=Standing.NEW, after=matter)


def _listed(dossier: Dossier) -> list[Matter]:
    return [matter for matter in matters(dossier) if _counts(matter) and matter.kind is not MatterKind.SLOT]


def _counts(matter: Matter) -> bool:
    return matter.is_defect or matter.is_open


def _became(matter: Matter, after: Dossier) -> Standing:
    """Return what became of a fault that the later version does not show."""
    if after.record.outcome is not Outcome.READ:
        return Standing.UNCLEAR
    if matter.rule is None:
        return Standing.FIXED
    verdicts = {subject_of_rule(rule): rule.verdict for rule in after.record.rules}
    return Standing.FIXED if verdicts.get(matter.subject) is RuleVerdict.PASS else Standing.UNCLEAR


def _likeness(before: Dossier, after: Dossier) -> Callable[[Matter, Matter], float]:
    """Return how alike two faults of the versions are: the same rule is the same, else their words decide."""

    def likeness(one: Matter, other: Matter) -> float:
        if one.kind is not other.kind:
            return 0.0
        if one.remark is None or other.remark is None:
            return float(one.subject == other.subject)
        if one.remark.kind != other.remark.kind:
            return 0.0
        words = [_words(matter, dossier) for matter, dossier in ((one, before), (other, after))]
        return alike(*words) if all(words) else float(one.remark.detail == other.remark.detail)

    return likeness


def _words(matter: Matter, dossier: Dossier) -> str:
    span = matter.remark.span if matter.remark else None
    return dossier.text[span.start : span.end] if span else ""


def _cells(before: Dossier, after: Dossier) -> Iterator[CellChange]:
    old, new = before.record.slots, after.record.slots
    for address in dict.fromkeys((*new, *old)):
        if _content(old.get(address)) != _content(new.get(address)):
            yield CellChange(slot=address, before=old.get(address), after=new.get(address))


def _content(slot: Slot | None) -> tuple[State, Decimal | None] | None:
    return (slot.state, slot.value) if slot else None
