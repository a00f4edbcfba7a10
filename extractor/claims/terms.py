"""Sums of cells that a number in prose may repeat, and what the tables say they come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.records import SURE, Slot, State, Status
from extractor.schema.compiled import Schema

Terms = tuple[tuple[str, str], ...]
"""Signed slots: `("+", "requests/new/total")`."""

REQUESTS, REMEDIES, PROACTIVE = "requests", "remedies", "proactive"
TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One of the legitimate readings of a number: its name, null where there is only one, and the terms."""

    name: str | None = None
    terms: Terms


def readings_of(*named: tuple[str | None, Terms]) -> tuple[Reading, ...]:
    """Return the readings that have cells, each sum once; a name is kept only where there are several."""
    known: dict[Terms, str | None] = {}
    for name, terms in named:
        if terms:
            known.setdefault(terms, name)
    return tuple(Reading(name=name if len(known) > 1 else None, terms=terms) for terms, name in known.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the tables say a sum of cells comes to; `value` is null where a cell was not read.

    `is_firm` where every cell is bound to its place, `is_printed` where each also prints a number. `possible` is what
    an unsettled cell may say.
    """

    value: Decimal | None
    is_firm: bool = False
    is_printed: bool = False
    possible: tuple[Decimal, ...] = ()

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Return its value, or all that it may be."""
        return self.possible if self.value is None else (self.value,)


@dataclass(frozen=True, kw_only=True)
class Form:
    """The slots of a form, asked for by table, row and column; what the form does not have is left out.

    `printed` is the text of each table, white space left out, `agency` and `year` are
    whose report it is and of which year.
    """

    schema: Schema
    slots: Mapping[str, Slot]
    printed: Mapping[str, str]
    agency: str = ""
    year: int | None = None

    @cached_property
    def rows(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the listed rows by table."""
        return {table.id: tuple(row.id for row in table.listed_rows) for table in self.schema.tables}

    @cached_property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return the words that name one outcome of a request, the longest first, each with its row."""
        table = self.schema.table.get(REQUESTS)
        listed = table.listed_rows if table else ()
        outcomes = [row for row in listed if row.group and "_" in row.id]
        named = [(word, row.id) for row in outcomes for word in row.match if len(word) > 3]
        return tuple(sorted(named, key=lambda each: -len(each[0])))

    def sum_of(self, table: str, rows: Iterable[str], columns: Iterable[str] = (TOTAL,), sign: str = "+") -> Terms:
        """Return the cells of rows (`refused` names every numbered row of that group) and columns, with one sign."""
        named = [row for asked in rows for row in self.rows.get(table, ()) if _is_of(row, asked)]
        cells = [f"{table}/{row}/{column}" for row in named for column in columns]
        return tuple((sign, cell) for cell in cells if cell in self.slots)

    def weigh(self, terms: Terms) -> Weighed:
        """Return what a sum comes to; an empty cell and a slash count as nothing."""
        readings = [self.slots[slot] for _, slot in terms]
        values = [_value(reading) for reading in readings]
        if not terms or any(value is None for value in values):
            return Weighed(value=None, possible=self._possible(terms))
        signed = [-value if sign == "-" else value for (sign, _), value in zip(terms, values, strict=True) if value]
        return Weighed(
            value=sum(signed, Decimal(0)),
            is_firm=all(_is_firm(reading) for reading in readings),
            is_printed=all(reading.status in SURE and reading.value is not None for reading in readings),
        )

    def may_print(self, reading: Reading, count: Decimal) -> bool:
        """Return whether a number's digits stand anywhere in the table of a reading, be it inside a run of digits."""
        digits = format(count, "f")
        return len(digits) > 1 and digits in self.printed.get(reading.terms[0][1].partition("/")[0], "")

    def _possible(self, terms: Terms) -> tuple[Decimal, ...]:
        """Return what one cell alone may say that is not settled, likeliest first."""
        if len(terms) != 1:
            return ()
        return tuple(Decimal(each.value) for each in self.slots[terms[0][1]].candidates if _is_number(each.value))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _is_of(row: str, asked: str) -> bool:
    return row == asked or (row.startswith(f"{asked}_") and row[len(asked) + 1 :].isdecimal())


def _value(reading: Slot) -> Decimal | None:
    is_nothing = reading.state in {State.BLANK, State.SLASH, State.NOT_APPLICABLE}
    return Decimal(0) if is_nothing else reading.value


def _is_firm(reading: Slot) -> bool:
    return reading.status in SURE or (reading.status is Status.INFERRED and reading.state is State.ZERO)
