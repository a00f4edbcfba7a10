"""A model's answer on a table held against the page: nothing is believed that its place does not bear out.

A value and the number of its figure are a checksum. What passes is a claim, never surer than told; what does not is a
fault with its reason. Nothing the model says changes what the layout reader is sure of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from extractor.readers.asking.answer import Cell, Row
from extractor.readers.asking.explained import doubtful
from extractor.readers.asking.faults import Fault
from extractor.readers.asking.placing import Placing
from extractor.readers.asking.sheet import Sheet
from extractor.records import CLEAR, Claim, RuleVerdict
from extractor.rules import confront
from extractor.span import Span

NOTHING: Mapping[str, Claim] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answer as judged: claims borne out by their place, slots it leaves open, and what is wrong with the rest.

    `shared` are figures of which only some pieces are claimed, because the text does not settle the others; `said` is
    what the model said of each slot, whatever came of it.
    """

    claims: Mapping[str, Claim] = field(default_factory=dict)
    open_slots: frozenset[str] = frozenset()
    shared: tuple[Span, ...] = ()
    faults: tuple[Fault, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> dict[str, Fault]:
        """Return the slots whose answer may not stand, each with the first fault of it."""
        refused: dict[str, Fault] = {}
        for fault in self.faults:
            if not fault.is_doubtful:
                refused.update({slot: fault for slot in fault.slots if slot not in refused})
        return refused


def judge(
    sheet: Sheet, said: Iterable[tuple[str, Row]], rows: Sequence[str], kept: Mapping[str, Claim] = NOTHING
) -> Judged:
    """Return an answer on some rows of a sheet, judged cell by cell, then row by row, then by the form's rules.

    `said` are the rows of the answer, each by its id; those that were not asked for are left aside. `kept` is what
    stands already of an earlier answer on other rows.
    """
    asked = [slot for row in rows for slot in sheet.slots_of(row)]
    answers, faults = _by_slot(sheet, said, rows)
    found = Placing(sheet, [*_settled_places(sheet), *_places(kept)])
    for slot in asked:
        if slot in answers:
            found.take(slot, answers[slot])
    found.place(asked)
    faults += found.faults
    faults += _out_of_order(sheet, found.claims, rows)
    refused = {slot for fault in faults for slot in fault.slots}
    claims = {slot: claim for slot, claim in found.claims.items() if slot not in refused}
    answered = [row for row in rows if any(slot in answers for slot in sheet.slots_of(row))]
    faults += _left_over(sheet, claims, found.shared, answered)
    faults += _failing(sheet, claims, kept)
    told = {slot: cell.value for slot, cell in answers.items()}
    return Judged(
        claims=claims,
        open_slots=frozenset(found.open_slots),
        shared=tuple(found.shared),
        faults=tuple(faults),
        said=told,
    )


def _by_slot(sheet: Sheet, said: Iterable[tuple[str, Row]], rows: Sequence[str]) -> tuple[dict[str, Cell], list[Fault]]:
    """Return the answers by slot, and the faults of rows that are not answered, twice, or with too few cells."""
    by_row: dict[str, Row] = {}
    twice = set()
    for id_, row in said:
        if by_row.setdefault(id_, row) != row:
            twice.add(id_)
    answers: dict[str, Cell] = {}
    faults: list[Fault] = []
    for id_ in rows:
        slots, cells = sheet.slots_of(id_), by_row[id_].answers if id_ in by_row else ()
        if id_ not in by_row or id_ in twice:
            faults.append(Fault(kind="answered_twice" if id_ in twice else "not_answered", slots=slots))
        elif len(cells) != len(slots):
            given, wanted = str(len(cells)), str(len(slots))
            faults.append(Fault(kind="wrong_length", slots=slots, value=given, printed=wanted))
        else:
            answers.update(zip(slots, cells, strict=True))
    return answers, faults


def _settled_places(sheet: Sheet) -> list[tuple[Span, str]]:
    """Return the places that belong to a slot already: no answer may give them to another."""
    return _places({slot: claim for slot, claim in sheet.own.claims.items() if sheet.is_settled(slot)})


def _places(claims: Mapping[str, Claim]) -> list[tuple[Span, str]]:
    return [(claim.span, slot) for slot, claim in claims.items() if claim.span and claim.span.start < claim.span.end]


def _out_of_order(sheet: Sheet, claims: Mapping[str, Claim], rows: Sequence[str]) -> list[Fault]:
    """Return a fault for each row whose figures do not follow the order of the columns, or of the rows."""
    if not sheet.is_in_order:
        return []
    faults: list[Fault] = []
    reach = -1
    for row in rows:
        placed = [(slot, claim.span) for slot in sheet.slots_of(row) if (claim := claims.get(slot)) and claim.span]
        spans = [span for _, span in placed]
        is_loose = not sheet.places.holds(row)
        is_behind = is_loose and bool(spans) and spans[0].start < reach
        if is_behind or any(later <= earlier for earlier, later in pairwise(spans)):
            faults.append(Fault(kind="out_of_order", slots=tuple(slot for slot, _ in placed)))
        elif is_loose and spans:
            reach = spans[-1].end
    return faults


def _left_over(
    sheet: Sheet, claims: Mapping[str, Claim], shared: Sequence[Span], rows: Sequence[str]
) -> Iterator[Fault]:
    """Yield a fault for each figure printed in a row that the answer puts into no cell: an omission."""
    claimed = [*shared, *(claim.span for claim in claims.values() if claim.span)]
    claimed += [] if sheet.is_whole else [span for span, _ in _settled_places(sheet)]
    numbers = {cell.span: number for number, cell in sheet.cells.items()}
    bare = {slot.split("/")[1] for slot, claim in claims.items() if claim.span is None}
    for row in rows:
        place = sheet.places.of(row)
        if place is None:
            continue
        for cell in place.cells:
            is_somebodys = row in bare or cell.span in sheet.figures  # a cell said to be blank may be any of them
            if is_somebodys and not any(cell.span.overlaps(span) for span in claimed):
                printed = sheet.page.document.text[cell.start : cell.end]
                slots = sheet.slots_of(row)
                yield Fault(kind="left_over", slots=slots, tag=numbers[cell.span], printed=printed)


def _failing(sheet: Sheet, claims: Mapping[str, Claim], kept: Mapping[str, Claim]) -> Iterator[Fault]:
    """Yield a fault for each hard rule that fails over an answer, with the slots that may be why."""
    values = {slot: _value(claim) for slot, claim in sheet.own.claims.items() if sheet.is_settled(slot)}
    values |= {slot: claim.value for slot, claim in (*kept.items(), *claims.items())}
    for instance in sheet.schema.instances:
        if instance.strength != "hard" or not any(slot in claims for slot in instance.slots):
            continue
        found = confront(instance, values)
        if found.gap is None or found.verdict is not RuleVerdict.FAIL:
            continue
        if told := doubtful(sheet, instance, found.gap, claims, values):
            message = instance.message.text(sheet.schema.file.language)
            yield Fault(kind="rule_fails", slots=told, rule=message, gap=found.gap)


def _value(claim: Claim) -> Decimal | None:
    return None if claim.margin is not None and claim.margin < CLEAR else claim.value


def merged(first: Judged, second: Judged) -> Judged:
    """Return what two answers on a sheet come to: the second counts where it stands, else the first where that does."""
    doubted = {slot for fault in first.faults for slot in fault.slots}
    claims = {**first.claims, **second.claims}
    still_open = (first.open_slots - doubted) | second.open_slots
    claims = {slot: claim for slot, claim in claims.items() if slot not in still_open or slot in second.claims}
    faults = tuple(
        replace(fault, slots=slots)
        for fault in (*second.faults, *first.faults)
        if (slots := tuple(slot for slot in fault.slots if slot not in claims and slot not in still_open))
    )
    said = {**first.said, **second.said}
    shared = (*first.shared, *second.shared)
    return Judged(claims=claims, open_slots=still_open - claims.keys(), shared=shared, faults=faults, said=said)
