"""The columns of the tables: those that say which report a row is of, and how a value becomes the text of a cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractor.dossier import Dossier
from extractor.matters import needs_person
from extractor.serialise import plain

JOINT = " | "
"""Stands between several values in one cell."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table by its heading, an English id that stays the same from version to version."""

    name: str
    kind: Kind = Kind.TEXT


def texts(*names: str) -> tuple[Column, ...]:
    """Return columns that hold text."""
    return tuple(Column(name=name) for name in names)


REPORT: Sequence[Column] = (
    *texts("record", "document", "other_names", "outcome", "agency", "agency_in_text", "region", "level"),
    Column(name="year", kind=Kind.INTEGER),
    *texts("url", "form", "verdict"),
    Column(name="needs_person", kind=Kind.BOOLEAN),
)
"""What every table says of the report a row is of."""


def report_cells(dossier: Dossier) -> tuple[object, ...]:
    """Return the values of `REPORT`; null where nothing is known."""
    record, about = dossier.record, dossier.about
    agency = record.fields.get("agency")
    return (
        record.id,
        record.document,
        joined(name for name in record.names if name != record.document),
        record.outcome.value,
        dossier.agency,
        agency.value if agency else None,
        about.region,
        about.level,
        dossier.year,
        about.url,
        record.schema,
        record.verdict and record.verdict.value,
        needs_person(dossier),
    )


def joined(values: Iterable[str]) -> str | None:
    """Return several values as the text of one cell; null for none."""
    return JOINT.join(values) or None


def as_text(value: object) -> object:
    """Return a value as CSV has it: exact plain digits, `true` and `false`; the rest, null too, as it is."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
