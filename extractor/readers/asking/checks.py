"""A model's answer on a table held against the page: nothing is believed that its place does not bear out.

A value and the number of its figure are a checksum. What passes is a claim, never surer than told; what does not is a
fault with its reason. Nothing the model says changes what the layout reader is sure of.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from extractor.figures import value_in
from extractor.readers.asking.answer import BLANK, NO_TAG, SLASH, UNKNOWN, Cell, Row
from extractor.readers.asking.explained import doubtful
from extractor.readers.asking.faults import Fault
from extractor.readers.asking.sheet import Sheet
from extractor.readers.layout.headings import units_printed
from extractor.readers.layout.tokens import Mark, Token
from extractor.records import CLEAR, Claim, Evidence, RuleVerdict, State
from extractor.rules import confront
from extractor.span import Span

NOTHING: Mapping[str, Claim] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answer as judged: claims borne out by their place, slots it leaves open, and what is wrong with the rest.

    `said` is what the model said of each slot, whatever came of it.
    """

    claims: Mapping[str, Claim] = field(default_factory=dict)
    open_slots: frozenset[str] = frozenset()
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
    found = _Found(sheet, [*_settled_places(sheet), *_places(kept)])
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
    return Judged(claims=claims, open_slots=frozenset(found.open_slots), faults=tuple(faults), said=told)


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


class _Found:
    """The answers on a sheet as they are put to their figures."""

    def __init__(self, sheet: Sheet, settled: Sequence[tuple[Span, str]]) -> None:
        self.claims: dict[str, Claim] = {}
        self.open_slots: set[str] = set()
        self.shared: list[Span] = []  # figures that slots have a part of which the text does not settle
        self.faults: list[Fault] = []
        self._sheet = sheet
        self._taken: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self._units = units_printed(sheet.page, sheet.region) if sheet.region else {}
        self._settled = settled

    def take(self, slot: str, cell: Cell) -> None:
        """Look at one answer by itself."""
        value = cell.value.strip()
        if value == UNKNOWN:
            self.open_slots.add(slot)
            if cell.tag in self._sheet.cells:
                self._taken[cell.tag].append((slot, value))
        elif value == BLANK and cell.tag == NO_TAG:
            self.claims[slot] = Claim(state=State.BLANK, evidence=Evidence.TOLD)
        elif value not in {BLANK, SLASH} and _number(value) is None:
            self._fault("no_number", slot, cell)
        elif cell.tag == NO_TAG:
            self._fault("no_tag", slot, cell)
        elif cell.tag not in self._sheet.cells:
            self._fault("no_such_tag", slot, cell)
        elif not self._sheet.places.may_be(slot.split("/")[1], self._sheet.cells[cell.tag].span):
            self._fault("away_from_row", slot, cell)
        else:
            self._taken[cell.tag].append((slot, value))

    def place(self, asked: Sequence[str]) -> None:
        """Put the answers to the figures they name: one figure a cell, or a run of digits to cells side by side."""
        order = {slot: at for at, slot in enumerate(asked)}
        for number, named in self._taken.items():
            self._divide(number, sorted(named, key=lambda pair: order[pair[0]]))

    def _divide(self, number: int, said: Sequence[tuple[str, str]]) -> None:
        """Put one printed figure to the slot that names it, or to those that share it as pieces."""
        token = self._sheet.cells[number]
        pieces = [token.span] if len(said) == 1 else pieces_of(token, [value for _, value in said])
        known = [(slot, value) for slot, value in said if value != UNKNOWN]
        if len(known) < len(said):
            self.shared.append(token.span)
        if pieces is None:
            owners = [pair for pair in known if not self._is_anothers(pair[0], token.span)]
            if 0 < len(owners) < len(known):  # one of them is known to be right
                self.faults += [self._told("claimed_already", *pair, number) for pair in known if pair not in owners]
                self._divide(number, owners)
                return
            self.faults += [self._told("claimed_twice", *pair, number) for pair in known]
            return
        for (slot, value), span in zip(known, pieces, strict=False):
            self._claim(slot, value, number, span)

    def _claim(self, slot: str, value: str, number: int, span: Span) -> None:
        token = self._sheet.cells[number]
        if self._is_anothers(slot, span):
            self.faults.append(self._told("claimed_already", slot, value, number))
        elif span == token.span and not _equals(token, value):
            self.faults.append(self._told("value_differs", slot, value, number))
        else:
            self.claims[slot] = self._as_claim(slot, token, value, span)

    def _as_claim(self, slot: str, token: Token, value: str, span: Span) -> Claim:
        text = self._sheet.page.document.text[span.start : span.end]
        if token.mark is not Mark.FIGURE:
            state = State.SLASH if token.mark is Mark.SLASH else State.BLANK
            return Claim(state=state, text=text, span=span, evidence=Evidence.TOLD)
        column = self._sheet.schema.column_of(slot)
        number, unit = _number(value), None
        if column.unit:
            unit = (token.unit if span.end == token.end else None) or self._units.get(column.id)
            converted = value_in(number, unit, column.unit) if number is not None and unit else None
            number = number if converted is None else converted
        state = State.VALUE if number else State.ZERO
        return Claim(state=state, value=number, text=text, span=span, evidence=Evidence.TOLD, unit=unit)

    def _is_anothers(self, slot: str, span: Span) -> bool:
        return any(other != slot and place.overlaps(span) for place, other in self._settled)

    def _fault(self, kind: str, slot: str, cell: Cell) -> None:
        self.faults.append(self._told(kind, slot, cell.value, cell.tag))

    def _told(self, kind: str, slot: str, value: str, number: int) -> Fault:
        token = self._sheet.cells.get(number)
        printed = self._sheet.page.document.text[token.start : token.end] if token else ""
        return Fault(kind=kind, slots=(slot,), value=value, tag=number, printed=printed)


def _settled_places(sheet: Sheet) -> list[tuple[Span, str]]:
    """Return the places that belong to a slot already: no answer may give them to another."""
    return _places({slot: claim for slot, claim in sheet.own.claims.items() if sheet.is_settled(slot)})


def _places(claims: Mapping[str, Claim]) -> list[tuple[Span, str]]:
    return [(claim.span, slot) for slot, claim in claims.items() if claim.span and claim.span.start < claim.span.end]


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _equals(token: Token, value: str) -> bool:
    """Return whether a cell prints just what was said of it."""
    if token.mark is Mark.FIGURE:
        number = _number(value)
        return number is not None and number == _number(token.digits)
    return value == (SLASH if token.mark is Mark.SLASH else BLANK)


def pieces_of(token: Token, values: Sequence[str]) -> list[Span] | None:
    """Return the pieces of a run of digits that values are, the unknown left out; None where they do not make it up.

    Values that the text does not settle stand side by side and share what the others leave, a digit or more for each.
    """
    digits, unknown = token.digits, values.count(UNKNOWN)
    if token.mark is not Mark.FIGURE or len(digits) != token.end - token.start or any(map(_is_no_piece, values)):
        return None
    hole = values.index(UNKNOWN) if unknown else len(values)
    head, tail = values[:hole], values[hole + unknown :]
    room = len(digits) - sum(map(len, (*head, *tail)))
    is_whole = digits.startswith("".join(head)) and digits.endswith("".join(tail)) and UNKNOWN not in tail
    if not is_whole or (room < unknown if unknown else room != 0):
        return None
    return [*_side_by_side(token.start, head), *_side_by_side(token.end - sum(map(len, tail)), tail)]


def _is_no_piece(value: str) -> bool:
    return not value or (len(value) > 1 and value[0] == "0" and value[1] != ".")


def _side_by_side(at: int, values: Sequence[str]) -> Iterator[Span]:
    for value in values:
        yield Span(at, at + len(value))
        at += len(value)


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
    return Judged(claims=claims, open_slots=still_open - claims.keys(), faults=faults, said=said)
