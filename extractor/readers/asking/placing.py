"""Answers put to the figures they name: each figure to one cell, or a run of digits to cells side by side."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from extractor.figures import value_in
from extractor.readers.asking.answer import BLANK, NO_TAG, SLASH, UNKNOWN, Cell
from extractor.readers.asking.faults import Fault
from extractor.readers.asking.sheet import Sheet
from extractor.readers.layout.headings import units_printed
from extractor.readers.layout.tokens import Mark, Token
from extractor.records import Claim, Evidence, State
from extractor.span import Span


class Placing:
    """The answers on a sheet as they are put to their figures; `settled` are places that belong to a slot already.

    `claims` are those that their figure bears out, `open_slots` those that the text does not settle, `shared` figures
    that such slots have a part of.
    """

    def __init__(self, sheet: Sheet, settled: Sequence[tuple[Span, str]]) -> None:
        self.claims: dict[str, Claim] = {}
        self.open_slots: set[str] = set()
        self.shared: list[Span] = []
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
            if self._may_be(slot, cell.tag):
                self._taken[cell.tag].append((slot, value))
        elif value == BLANK and cell.tag == NO_TAG:
            self.claims[slot] = Claim(state=State.BLANK, evidence=Evidence.TOLD)
        elif value not in {BLANK, SLASH} and _number(value) is None:
            self._fault("no_number", slot, cell)
        elif cell.tag == NO_TAG:
            self._fault("no_tag", slot, cell)
        elif cell.tag not in self._sheet.cells:
            self._fault("no_such_tag", slot, cell)
        elif not self._may_be(slot, cell.tag):
            self._fault("away_from_row", slot, cell)
        else:
            self._taken[cell.tag].append((slot, value))

    def _may_be(self, slot: str, tag: int) -> bool:
        """Return whether a tag is there and stands where the slot's row does."""
        token = self._sheet.cells.get(tag)
        return token is not None and self._sheet.places.may_be(slot.split("/")[1], token.span)

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
