"""Reading records back from the tables of a store."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extractor.dossier import About, Decision, Dossier, Ruling
from extractor.records import Record
from extractor.schema.compiled import Schema
from extractor.store import rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_RECORDS = """
SELECT records.*, forms.schema, (
  SELECT json_group_array(name) FROM (
    -- the files as they are now; where all of them hold other content by now, those it once stood in
    SELECT DISTINCT name FROM documents WHERE text = records.text AND superseded = (
      SELECT min(superseded) FROM documents WHERE text = records.text
    ) ORDER BY name
  )
) AS names
FROM records LEFT JOIN forms ON forms.id = records.form
"""
_IN_ORDER = """
WITH current AS (
  SELECT min(name) AS document, text FROM documents WHERE NOT superseded GROUP BY text
)
SELECT records.record FROM records JOIN current ON current.text = records.text ORDER BY document, records.text, part
"""
_SLOTS = """
SELECT slot, state, value, slots.text, status, span_start, span_end, bound, reader, slots.unit, candidates
FROM slots JOIN cells ON cells.id = slots.cell WHERE record = ? ORDER BY slots.rowid
"""
_OUTCOMES = """
SELECT rules.rule, over, verdict, strength, slots, gap, attribution, explanations, undecided, message
FROM confrontations JOIN rules ON rules.id = confrontations.rule WHERE record = ? ORDER BY confrontations.rowid
"""
_FLAGS = "SELECT kind, detail, span_start, span_end FROM flags WHERE record = ? ORDER BY number"
_FINDINGS = """
SELECT id, kind, span_start, span_end, quote, gist, theme, addresses, commitment, extent_end FROM findings
WHERE record = ? ORDER BY number
"""
_CLAIMS = "SELECT * FROM claims WHERE record = ? ORDER BY number"
_DEFECTS = "SELECT * FROM defects WHERE record = ? ORDER BY number"
_ABOUT = """
SELECT COALESCE(abouts.agency, roster.agency) AS agency, region, level, roster.year AS year, url,
  roster.id IS NOT NULL AS is_listed,
  is_alone AND agrees AND COALESCE(roster.year = records.year, 1) AND (
    SELECT count(DISTINCT other.agency) FROM abouts AS other WHERE other.record = abouts.record
  ) = 1 AS is_certain
FROM abouts
JOIN records ON records.id = abouts.record
JOIN documents ON documents.id = abouts.document
LEFT JOIN roster ON roster.id = abouts.roster
WHERE abouts.record = ? AND NOT superseded ORDER BY documents.name LIMIT 1
"""
_DECISIONS = """
SELECT number, kind, subject, fingerprint, ruling, value, who, why, decided_at FROM decisions
WHERE record = ? AND superseded_by IS NULL AND undone_at IS NULL ORDER BY number
"""


class Reader:
    """Puts records together from the tables of one open store."""

    def __init__(self, db: "Database") -> None:
        self._db = db
        self._schemas: dict[int, Schema] = {}

    def in_order(self) -> Iterator[str]:
        """Yield the names of the records of files as they are now, by document name and part."""
        for (name,) in self._db.execute(_IN_ORDER):
            yield str(name)

    def numbers(self, name: str) -> Iterator[int]:
        """Yield the number of the record with this name, if there is one."""
        for (number,) in self._db.execute("SELECT id FROM records WHERE record = ?", [name]):
            yield int(number)

    def record(self, number: int) -> Record:
        """Return the record with this number."""
        (row,) = self._db.query(f"{_RECORDS} WHERE records.id = ?", [number])
        return rows.record_of(
            rows.Kept(
                record=row,
                names=tuple(json.loads(row["names"])),
                slots=self._rows(_SLOTS, number),
                outcomes=self._rows(_OUTCOMES, number),
                findings=self._rows(_FINDINGS, number),
                claims=self._rows(_CLAIMS, number),
                defects=self._rows(_DEFECTS, number),
                flags=self._rows(_FLAGS, number),
            )
        )

    def dossier(self, number: int) -> Dossier:
        """Return the record with this number and all that is kept beside it."""
        record = self.record(number)
        (about,) = self._rows(_ABOUT, number) or [{}]
        query = "SELECT text, (SELECT form FROM records WHERE id = ?) AS form FROM texts WHERE sha256 = ?"
        ((text, form),) = self._db.execute(query, [number, record.id.partition("#")[0]])
        return Dossier(
            record=record,
            schema=None if form is None else self._schema(form),
            text=text,
            about=_about(about),
            decisions=tuple(map(decision_of, self._rows(_DECISIONS, record.id))),
        )

    def _schema(self, form: int) -> Schema:
        if form not in self._schemas:
            ((digest, body),) = self._db.execute("SELECT digest, body FROM forms WHERE id = ?", [form])
            self._schemas[form] = _compiled(digest, body)
        return self._schemas[form]

    def _rows(self, query: str, *parameters: object) -> Sequence[dict[str, Any]]:
        return list(self._db.query(query, parameters))


def _about(row: dict[str, Any]) -> About:
    is_listed, is_certain = row.pop("is_listed", 0), bool(row.pop("is_certain", 0))
    return About(**row, is_certain=is_certain, is_contradicted=bool(is_listed) and not is_certain)


def decision_of(row: dict[str, Any]) -> Decision:
    """Return the decision a row stands for."""
    return Decision(**{**row, "ruling": Ruling(row["ruling"])})


def _compiled(digest: str, body: str) -> Schema:
    from extractor.schema.model import SchemaFile
    from extractor.schema.rules import expand

    form = SchemaFile.model_validate_json(body)
    return Schema(file=form, digest=digest, instances=expand(form, {}))
