"""A dossier: one record with all that is kept beside it, which every view, notice and export is drawn from."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from extractor.lines import Lines
from extractor.records import Record, State
from extractor.schema.compiled import Schema


class Ruling(StrEnum):
    """What a person may decide of a matter."""

    CORRECT = "correct"
    SOURCE_DEFECT = "source_defect"
    DISMISS = "dismiss"


PRINTED_STATES: tuple[State, ...] = (State.BLANK, State.SLASH, State.NOT_APPLICABLE, State.ILLEGIBLE)
"""What a cell may print in place of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided of one matter. It stands beside the reading and never changes it.

    `kind` and `subject` name the matter; `fingerprint` is that of the reading decided on: where the reading has changed
    since, the decision no longer holds. `value` is what the person read: an exact decimal, or the id of one of
    `PRINTED_STATES` (`blank`: the cell prints nothing); null where the reading is right as it is, and for rulings other
    than `correct`. `number` counts the decisions of a store; `decided_at` is a date and time in ISO 8601.
    """

    number: int
    kind: str
    subject: str
    fingerprint: str
    ruling: Ruling
    value: str | None = None
    who: str = ""
    why: str = ""
    decided_at: str = ""

    @property
    def decimal(self) -> Decimal | None:
        """Return the number the person read, null where they gave none."""
        return None if self.value is None or self.state is not None else Decimal(self.value)

    @property
    def state(self) -> State | None:
        """Return what the person says the cell prints in place of a number, null where they do not say so."""
        return next((state for state in PRINTED_STATES if state.value == self.value), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the user's own list says of a document, kept apart from what its text says; null where it says nothing.

    `agency` is the one name that all aliases of an agency are mapped to. `is_certain` says that a line of the
    list speaks of this report alone, and that the text does not contradict it; `is_contradicted` that one speaks
    of it, but not so.
    """

    agency: str | None = None
    region: str | None = None
    level: str | None = None
    year: int | None = None
    url: str | None = None
    is_certain: bool = False
    is_contradicted: bool = False


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One record, the form it was read by (null: none known), the text its spans point into, and what people added."""

    record: Record
    schema: Schema | None
    text: str
    about: About = field(default_factory=About)
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def lines(self) -> Lines:
        """Return the lines of the text."""
        return Lines(self.text)

    @property
    def agency(self) -> str | None:
        """Return the agency: the user's list outranks the text, where one agency has many names."""
        return self.about.agency or self._field("agency")

    @property
    def year(self) -> int | None:
        """Return the year the report is for: the text outranks the user's list, where what it says is a number."""
        read = self._field("year")
        return int(read) if read is not None and read.isdecimal() else self.about.year

    def _field(self, name: str) -> str | None:
        found = self.record.fields.get(name)
        return None if found is None or found.value is None else str(found.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is counted of a record, without its slots."""

    id: str
    schema: str | None
    outcome: str
    verdict: str | None
    needs_person: bool
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, record: Record) -> "Brief":
        """Return the brief of a record that nobody has decided anything on."""
        return cls(
            id=record.id,
            schema=record.schema,
            outcome=record.outcome.value,
            verdict=record.verdict and record.verdict.value,
            needs_person=record.needs_person,
            reasons=record.reasons,
        )
