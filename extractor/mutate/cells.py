"""Faults in single cells: digits, scale, zeros, totals, units, signs, blanks."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import TypeVar

from extractor.figures import plain
from extractor.mutate.mutants import Fault, Proposal, Said
from extractor.mutate.subjects import Subject
from extractor.scoring.contents import Content, Mark

_T = TypeVar("_T")
_TEN_THOUSAND = Decimal(10_000)


def drawn(items: Sequence[_T], rng: Random) -> _T | None:
    """Return one of the items at random; None where there is none."""
    return rng.choice(items) if items else None


def number(content: Content) -> Decimal:
    """Return the number of a content; what is none counts as 0."""
    return content if isinstance(content, Decimal) else Decimal(0)


def _slots(subject: Subject, wanted: Callable[[Decimal], bool]) -> list[str]:
    return [slot for slot in subject.known if isinstance(found := subject.gold[slot], Decimal) and wanted(found)]


def _salient(subject: Subject) -> list[str]:
    return _slots(subject, bool)


def _alone(slot: str, content: Content, variant: str) -> Proposal:
    return Proposal(variant, {slot: Said(content)})


def digit(subject: Subject, rng: Random) -> Proposal | None:
    """Replace one digit of a figure by another."""
    slot = drawn(_salient(subject), rng)
    if slot is None:
        return None
    value = number(subject.gold[slot])
    size = len(plain(abs(value)).replace(".", ""))
    return _alone(slot, other_digit(value, rng), f"{min(size, 4)} digits")


def other_digit(value: Decimal, rng: Random) -> Decimal:
    """Return a number other than 0 with one digit replaced; a leading digit of several never becomes 0."""
    text = plain(value)
    at = rng.choice([place for place, character in enumerate(text) if character.isdigit()])
    is_leading = text.lstrip("-").find(text[at]) == 0 and at == text.find(text.lstrip("-")[0])
    others = [other for other in "0123456789" if other != text[at] and not (is_leading and other == "0")]
    return Decimal(text[:at] + rng.choice(others) + text[at + 1 :])


def scale(subject: Subject, rng: Random) -> Proposal | None:
    """Make a figure ten times as large, or take its last digit off."""
    slot = drawn(_salient(subject), rng)
    if slot is None:
        return None
    value = number(subject.gold[slot])
    if subject.schema.column_of(slot).kind != "money" and abs(value) < 10 or rng.random() < 0.5:  # noqa: RUF021
        return _alone(slot, value * 10, "x10")
    is_whole = subject.schema.column_of(slot).kind != "money"
    return _alone(slot, Decimal(int(value / 10)) if is_whole else value / 10, "/10")


def dropped(subject: Subject, rng: Random) -> Proposal | None:
    """Read a figure as 0."""
    slot = drawn(_salient(subject), rng)
    return None if slot is None else _alone(slot, Decimal(0), "to 0")


def invented(subject: Subject, rng: Random) -> Proposal | None:
    """Put a number where 0 is printed: one that the report prints elsewhere, or any other."""
    slot = drawn(_slots(subject, lambda value: not value), rng)
    elsewhere = sorted(value for value in subject.printed if 0 < value == int(value) < 10_000)
    if slot is None:
        return None
    if elsewhere and rng.random() < 0.5:
        return _alone(slot, rng.choice(elsewhere), "printed elsewhere")
    return _alone(slot, Decimal(rng.randrange(1, 10 ** rng.choice((1, 2, 3)))), "any number")


def total(subject: Subject, rng: Random) -> Proposal | None:
    """Make a total wrong by one, or in one digit."""
    slot = drawn([slot for slot in _slots(subject, lambda _: True) if slot in subject.totals], rng)
    if slot is None:
        return None
    value = number(subject.gold[slot])
    if value and rng.random() < 0.5:
        return _alone(slot, other_digit(value, rng), "digit")
    step = rng.choice((1, -1)) if value else 1
    return _alone(slot, value + step, "by one")


def two_cells(subject: Subject, rng: Random) -> Proposal | None:
    """Make two figures of a table wrong at once."""
    table = drawn(subject.schema.tables, rng)
    slots = [slot for slot in _slots(subject, lambda _: True) if table and slot in table.slots]
    if len(slots) < 2:
        return None
    one, other = rng.sample(slots, 2)
    return Proposal("two cells", {slot: Said(_wrong(number(subject.gold[slot]), rng)) for slot in (one, other)})


def _wrong(value: Decimal, rng: Random) -> Decimal:
    return other_digit(value, rng) if value else Decimal(rng.randrange(1, 10))


def unit(subject: Subject, rng: Random) -> Proposal | None:
    """Count an amount of money in another unit than the form's."""
    slot = drawn([slot for slot in _salient(subject) if subject.schema.column_of(slot).kind == "money"], rng)
    if slot is None:
        return None
    value = number(subject.gold[slot])
    is_up = rng.random() < 0.5
    return _alone(slot, value * _TEN_THOUSAND if is_up else value / _TEN_THOUSAND, "x10000" if is_up else "/10000")


def sign(subject: Subject, rng: Random) -> Proposal | None:
    """Turn the sign of a change; where the form knows no changes, make a count negative."""
    slots = _salient(subject)
    signed = [slot for slot in slots if subject.schema.column_of(slot).kind == "signed"]
    is_change = bool(signed) and rng.random() < 0.5
    slot = drawn(signed if is_change else slots, rng)
    if slot is None:
        return None
    return _alone(slot, -number(subject.gold[slot]), "change" if is_change else "count")


def blank_zero(subject: Subject, rng: Random) -> Proposal | None:
    """Take an empty cell for a printed 0, or a printed 0 for an empty cell."""
    blank = [slot for slot in subject.known if subject.gold[slot] is Mark.BLANK]
    is_filled = bool(blank) and rng.random() < 0.5
    slot = drawn(blank if is_filled else _slots(subject, lambda value: not value), rng)
    if slot is None:
        return None
    return _alone(slot, Decimal(0), "blank to 0") if is_filled else _alone(slot, Mark.BLANK, "0 to blank")


CELL_FAULTS: dict[str, Fault] = {
    "digit": digit,
    "scale": scale,
    "dropped": dropped,
    "invented": invented,
    "total": total,
    "two_cells": two_cells,
    "unit": unit,
    "sign": sign,
    "blank_zero": blank_zero,
}
