"""What waits for a person, one row a matter: what it is, where it stands, and what to look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.matters import Matter, MatterKind
from extractor.messages import say, word
from extractor.notices.facts import Cell, Teller
from extractor.records import RuleOutcome, RuleVerdict, Slot, Status
from extractor.wording import Place, decision_text, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to look at, with what it is said to be: a cell of a sum, a value a slot may have, a figure left over."""

    label: str
    value: str
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A matter for the worklist; `severity` and `kind` are ids, the rest is words of one language.

    `fold` is what tasks have in common that may be shown in one row (null: none).
    """

    severity: str
    kind: str
    subject: str
    what: str
    advice: str
    spots: tuple[Spot, ...] = ()
    notes: tuple[str, ...] = ()
    fold: str | None = None


def tasks(found: Sequence[Matter], teller: Teller) -> tuple[Task, ...]:
    """Return a task for each matter, in their order."""
    return tuple(_task(matter, teller) for matter in found)


def _task(matter: Matter, teller: Teller) -> Task:
    what, advice, spots = _rule(matter, matter.rule, teller) if matter.rule is not None else _other(matter, teller)
    slot = matter.slot
    is_bare = slot is not None and slot.status is Status.UNREAD and not spots
    return Task(
        severity=matter.severity.value,
        kind=matter.kind.value,
        subject=visible(matter.subject),
        what=what,
        advice=say(teller.lang, "advice.defect" if matter.is_defect else advice),
        spots=spots,
        notes=tuple(_notes(matter, teller.lang)),
        fold=matter.subject.partition("/")[0] if is_bare else None,
    )


_Told = tuple[str, str, tuple[Spot, ...]]
"""What a matter is, the key of what to do, and where to look."""


def _rule(matter: Matter, rule: RuleOutcome, teller: Teller) -> _Told:
    told = teller.sum(matter, rule)
    what = say(teller.lang, "task.rule", demand=told.demand, equation=told.equation, difference=told.difference)
    spots = tuple(_spot(term.cell) for term in told.terms if not term.cell.is_plain_zero)
    return what, "advice.rule" if rule.verdict is RuleVerdict.FAIL else "advice.rule.decided", spots


def _other(matter: Matter, teller: Teller) -> _Told:
    what = teller.remark(matter)
    if matter.slot is not None:
        status = word(teller.lang, "status", matter.slot.status)
        what = say(teller.lang, "task.slot", cell=teller.label(matter.subject), status=status)
        return what, f"advice.slot.{matter.slot.status.value}", tuple(_spots(matter.slot, teller.dossier, teller.lang))
    if matter.remark is not None:
        at = place(matter.remark.span, teller.dossier.lines)
        spots = (Spot(label="", value=at.figure, place=at),) if at else ()
        return what, f"advice.flag.{matter.flag.kind}" if matter.flag else "advice.remark", spots
    if matter.kind is MatterKind.TABLE:
        return what, "advice.table", ()
    return what, f"advice.document.{matter.subject}", ()


def _spot(cell: Cell) -> Spot:
    return Spot(label=f"{cell.row} / {cell.column}", value=cell.value, place=cell.place)


def _spots(slot: Slot, dossier: Dossier, lang: str) -> Iterator[Spot]:
    """Yield where a cell's figure stands, or each value it may have."""
    if slot.span is not None:
        at = place(slot.span, dossier.lines)
        yield Spot(label="", value=at.figure if at else "", place=at)
    for candidate in slot.candidates:
        value = visible(candidate.value) or say(lang, "candidate.blank")
        yield Spot(label=say(lang, "task.candidate"), value=value, place=place(candidate.span, dossier.lines))


def _notes(matter: Matter, lang: str) -> Iterator[str]:
    if matter.decision is not None:
        yield say(lang, "check.decided", decision=decision_text(matter.decision, lang))
    if matter.outdated is not None:
        yield say(lang, "check.outdated", decision=decision_text(matter.outdated, lang))
    if matter.rule is not None and matter.rule.undecided:
        yield say(lang, "check.more_ways" if matter.rule.explanations else "check.not_narrowed")
