"""Decisions of people in the tables of a store: added, superseded, undone, never deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.dossier import Decision
from extractor.errors import StoreError
from extractor.store.read import decision_of

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = "number, kind, subject, fingerprint, ruling, value, who, why, decided_at"
_IN_FORCE = "superseded_by IS NULL AND undone_at IS NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A decision as the store keeps it for good: of which record, and what became of it."""

    record: str
    decision: Decision
    superseded_by: int | None
    undone_at: str | None
    undone_by: str | None
    undone_why: str | None


def decide(db: "Database", record: str, decision: Decision) -> Decision:
    """Write a decision and return it with its number; the one before on the same matter is superseded.

    The same ruling, value, person and reason on the same reading again changes nothing.
    """
    before = _in_force(db, record, decision.kind, decision.subject)
    if before is not None and _says(before) == _says(decision):
        return before
    row = (record, *_parameters(decision))
    cursor = db.execute(
        "INSERT INTO decisions (record, kind, subject, fingerprint, ruling, value, who, why, decided_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    number = int(cursor.lastrowid or 0)
    if before is not None:
        db.execute("UPDATE decisions SET superseded_by = ? WHERE number = ?", [number, before.number])
    return _numbered(db, number)


def undo(db: "Database", number: int, *, at: str, who: str, why: str) -> Decision:
    """Take a decision back and return it; raises `StoreError` where there is none with this number in force."""
    found = db.execute(f"SELECT 1 FROM decisions WHERE number = ? AND {_IN_FORCE}", [number]).fetchone()  # noqa: S608
    if not found:
        raise StoreError("decision.missing", number=number)
    query = "UPDATE decisions SET undone_at = ?, undone_by = ?, undone_why = ? WHERE number = ?"
    db.execute(query, [at, who, why, number])
    return _numbered(db, number)


def history(db: "Database", record: str | None) -> Iterator[Past]:
    """Yield every decision ever made, or those on one record, the oldest first."""
    condition = "" if record is None else "WHERE record = :record"
    query = f"SELECT * FROM decisions {condition} ORDER BY number"  # noqa: S608 - our own names
    for row in db.query(query, {"record": record}):
        past = {name: row.pop(name) for name in ("record", "superseded_by", "undone_at", "undone_by", "undone_why")}
        yield Past(decision=decision_of(row), **past)


def _in_force(db: "Database", record: str, kind: str, subject: str) -> Decision | None:
    query = f"SELECT {_COLUMNS} FROM decisions WHERE record = ? AND kind = ? AND subject = ? AND {_IN_FORCE}"  # noqa: S608
    return next((decision_of(row) for row in db.query(query, [record, kind, subject])), None)


def _numbered(db: "Database", number: int) -> Decision:
    (row,) = db.query(f"SELECT {_COLUMNS} FROM decisions WHERE number = ?", [number])  # noqa: S608
    return decision_of(row)


def _says(decision: Decision) -> tuple[object, ...]:
    return (decision.fingerprint, decision.ruling, decision.value, decision.who, decision.why)


def _parameters(decision: Decision) -> tuple[object, ...]:
    return (
        decision.kind,
        decision.subject,
        decision.fingerprint,
        decision.ruling.value,
        decision.value,
        decision.who,
        decision.why,
        decision.decided_at,
    )
