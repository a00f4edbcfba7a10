"""Answers of people held against the readings they are about: decisions to keep, decisions to take back, faults."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.corrections.answers import Answer, Answers, Fault
from extractor.corrections.subjects import Subject, subjects
from extractor.corrections.words import Said
from extractor.dossier import Decision, Dossier, Ruling
from extractor.errors import CallError
from extractor.records import Slot, State
from extractor.serialise import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new decision on a report, from one row; `before` is the one in force until now."""

    row: int
    report: str
    decision: Decision
    before: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A decision in force that one row takes back."""

    row: int
    report: str
    decision: Decision
    who: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a table comes to: what is new, what is taken back, what is wrong, and how many rows change nothing."""

    made: tuple[Made, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    faults: tuple[Fault, ...] = ()
    unchanged: int = 0
    undecided: int = 0


def intake(read: Answers, dossiers: Iterable[Dossier], history: Iterable[Decision], *, at: str) -> Intake:
    """Return what the answers come to.

    `dossiers` are those of the reports the answers name, as far as there are such; `history` is every decision ever
    made on them, `at` the time of now. Nothing is guessed: a row that does not fit the reading, or another row, is a
    fault.
    """
    known = {dossier.record.id: subjects(dossier) for dossier in dossiers}
    numbered = {decision.number: decision for decision in history}
    settled: list[_Settled] = []
    faults = list(read.faults)
    for answer in read.answers:
        try:
            settled.append(_settle(answer, known, at))
        except CallError as error:
            faults.append(Fault(row=answer.row, error=error))
    spoken = [row for row in settled if not _is_untouched(row, numbered)]
    conflicts = [fault for rows in _by_matter(spoken) for fault in _conflicts(rows)]
    agreed = [rows[0] for rows in _by_matter(spoken) if not _conflicts(rows)]
    made, taken_back = tuple(_made(agreed)), tuple(_taken_back(agreed))
    return Intake(
        made=made,
        taken_back=taken_back,
        faults=tuple(sorted((*faults, *conflicts), key=lambda fault: fault.row)),
        unchanged=len(settled) - len(conflicts) - len(made) - len(taken_back),
        undecided=read.undecided,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """An answer that fits its reading; `decision` is null where it takes the one in force back."""

    answer: Answer
    subject: Subject
    decision: Decision | None

    @property
    def says(self) -> tuple[Ruling | None, str | None]:
        made = self.decision
        return (None, None) if made is None else (made.ruling, made.value)


def _settle(answer: Answer, known: Mapping[str, Mapping[str, Subject]], at: str) -> _Settled:
    """Hold one answer against its reading; raises `CallError` where it does not fit."""
    if answer.report not in known:
        raise CallError("row.unknown_report", report=answer.report[:12])
    subject = known[answer.report].get(answer.fingerprint)
    if subject is None:
        raise CallError("row.changed")
    if answer.said is Said.UNDO:
        _check_undo(answer, subject)
        return _Settled(answer=answer, subject=subject, decision=None)
    decision = Decision(
        number=0,
        kind=subject.kind,
        subject=subject.name,
        fingerprint=answer.fingerprint,
        ruling=_ruling(answer, subject),
        value=answer.value,
        who=answer.who,
        why=answer.why,
        decided_at=at,
    )
    return _Settled(answer=answer, subject=subject, decision=decision)


def _check_undo(answer: Answer, subject: Subject) -> None:
    """Raise `CallError` where the decision in force is not the one that the person saw."""
    if subject.made is not None and answer.number not in {None, subject.made.number}:
        raise CallError("row.decided_since", number=subject.made.number, who=subject.made.who)


def _ruling(answer: Answer, subject: Subject) -> Ruling:
    if answer.said in {Said.CORRECT, Said.AMEND, Said.AS_READ}:
        _check_correction(answer, subject)
        return Ruling.CORRECT
    if answer.value is not None:
        raise CallError("row.value_not_wanted")
    return Ruling(answer.said.value)


def _check_correction(answer: Answer, subject: Subject) -> None:
    slot = subject.slot
    if slot is None:
        raise CallError("row.not_a_cell" if subject.kind == "rule" else "row.nothing_to_correct")
    if answer.value is None and answer.said is Said.AMEND:
        raise CallError("row.no_value")
    if answer.value is None and slot.state is State.UNREAD:
        raise CallError("row.nothing_read")
    if answer.value is not None and answer.said is Said.AS_READ and not _is_read(answer.value, slot):
        read = slot.state.value if slot.value is None else plain(slot.value)
        raise CallError("row.not_as_read", value=answer.value, read=read)


def _is_read(value: str, slot: Slot) -> bool:
    return value == slot.state.value if slot.value is None else value[-1].isdigit() and Decimal(value) == slot.value


def _is_untouched(row: _Settled, numbered: Mapping[int, Decision]) -> bool:
    """Return whether a row says what it said when it was exported: nobody decided anything by leaving it so."""
    exported = None if row.answer.number is None else numbered.get(row.answer.number)
    return exported is not None and row.decision is not None and _is_same(exported, row.decision)


def _is_same(known: Decision, new: Decision) -> bool:
    told, asked = (
        (made.kind, made.subject, made.fingerprint, made.ruling, made.value, made.who) for made in (known, new)
    )
    return told == asked and _plain_words(known.why) == _plain_words(new.why)


def _plain_words(text: str) -> str:
    """Return a reason as a spreadsheet cannot change it: a lone date or number gets another form when it is saved."""
    is_date = not re.sub(r"[\s\d/:.年月日时分秒-]", "", text)
    numbers = ".".join(str(int(number)) for number in re.findall(r"\d+", text))
    return numbers if is_date else text


def _by_matter(rows: Iterable[_Settled]) -> list[Sequence[_Settled]]:
    groups: dict[tuple[str, str, str], list[_Settled]] = {}
    for row in rows:
        groups.setdefault((row.answer.report, row.subject.kind, row.subject.name), []).append(row)
    return list(groups.values())


def _conflicts(rows: Sequence[_Settled]) -> list[Fault]:
    """Return a fault for each of the rows on one matter where they do not all say the same; each names another."""
    others = [next((other for other in rows if other.says != row.says), None) for row in rows]
    return [
        Fault(row=row.answer.row, error=CallError("row.conflict", other=other.answer.row))
        for row, other in zip(rows, others, strict=True)
        if other is not None
    ]


def _made(rows: Iterable[_Settled]) -> Iterable[Made]:
    for row in rows:
        before = row.subject.made
        if row.decision is not None and not (before is not None and _is_same(before, row.decision)):
            yield Made(row=row.answer.row, report=row.answer.report, decision=row.decision, before=before)


def _taken_back(rows: Iterable[_Settled]) -> Iterable[TakenBack]:
    for row in rows:
        if row.decision is None and row.subject.made is not None:
            answer = row.answer
            yield TakenBack(
                row=answer.row, report=answer.report, decision=row.subject.made, who=answer.who, why=answer.why
            )
