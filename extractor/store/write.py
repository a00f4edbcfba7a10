"""Writing records into the tables of a store. What is written once (texts, forms, cells, rules) is looked up first."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import StoreError
from extractor.lines import Lines
from extractor.records import Document, Record, RuleOutcome
from extractor.schema.compiled import Schema
from extractor.store import rows
from extractor.store.search import words_of

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document with the records read from it, one a part.

    `path` is where the file lies, the same for the same file from run to run; `pipeline` names all that could have made
    other records of these bytes, so that a file is read again when that has changed.
    """

    document: Document
    records: Sequence[Record]
    path: str = ""
    pipeline: str = ""


_REMOVAL = (
    "DELETE FROM records WHERE text = ?",
    "DELETE FROM documents WHERE text = ?",
    "DELETE FROM texts WHERE id = ?",
)


UNREADABLE = "unreadable"
"""The format of a document whose bytes are no text."""


class Writer:
    """Puts readings into one open store; its caller holds the transaction."""

    def __init__(self, db: "Database", path: Path) -> None:
        self._db, self._path = db, path
        self._forms: dict[str, int] = {}
        self._cells: dict[tuple[int, str], int] = {}
        self._rules: dict[tuple[int, str, tuple[str, ...]], int] = {}

    def forget(self) -> None:
        """Forget the numbers looked up: a transaction that gave them was taken back."""
        self._forms.clear()
        self._cells.clear()
        self._rules.clear()

    def put(self, reading: Reading, schemas: Mapping[str, Schema]) -> None:
        """Write one reading; an earlier one of the same bytes goes as a whole: it may have had more parts."""
        document = reading.document
        is_text = document.format != UNREADABLE
        before = self._db.execute("SELECT id, format FROM texts WHERE sha256 = ?", [document.sha256]).fetchone()
        if before and not is_text and before[1] != UNREADABLE:
            # The same bytes were read under a name that says what they are: that reading stands.
            self.file(document.name, reading.path or document.name, int(before[0]))
            return
        text = self._text(document)
        self.file(document.name, reading.path or document.name, text)
        self._db.execute("DELETE FROM records WHERE text = ?", [text])
        lines = Lines(document.text)
        for record in reading.records:
            self._record(record, text, reading.pipeline, lines, schemas)

    def file(self, name: str, path: str, text: int) -> None:
        """Note that the file at `path` holds this text now; what it held before is superseded."""
        self._db.execute("UPDATE documents SET superseded = 1 WHERE path = ? AND text <> ?", [path, text])
        for moved in self._moved(name, path, text):
            self._db.execute("UPDATE documents SET path = ? WHERE id = ?", [path, moved])
        self._db.execute(
            "INSERT INTO documents (name, path, text) VALUES (?, ?, ?)"
            " ON CONFLICT (path, text) DO UPDATE SET name = excluded.name, superseded = 0",
            [name, path, text],
        )

    def remove(self, sha256: str) -> None:
        """Take out a text with every document and record of it."""
        for number, text in self._db.execute("SELECT id, text FROM texts WHERE sha256 = ?", [sha256]).fetchall():
            self._unindex(number, text)
            for statement in _REMOVAL:
                self._db.execute(statement, [number])

    def _moved(self, name: str, path: str, text: int) -> list[int]:
        """Return the document that lay elsewhere under the same name, if it is gone from there."""
        query = "SELECT id, path FROM documents WHERE name = ? AND text = ? AND path <> ?"
        same = self._db.execute(query, [name, text, path]).fetchall()
        is_known = self._db.execute("SELECT 1 FROM documents WHERE path = ? AND text = ?", [path, text]).fetchone()
        return [] if is_known else [number for number, old in same if _is_gone(Path(old))][:1]

    def _text(self, document: Document) -> int:
        row = rows.text_row(document)
        before = self._db.execute("SELECT id, text FROM texts WHERE sha256 = ?", [document.sha256]).fetchone()
        if before and before[1] == document.text:
            number = int(before[0])
            self._db.execute("UPDATE texts SET format = :format, heading = :heading WHERE sha256 = :sha256", row)
            return number
        if before:
            self._unindex(*before)
            changes = "text = :text, encoding = :encoding, format = :format, heading = :heading"
            self._db.execute(f"UPDATE texts SET {changes} WHERE sha256 = :sha256", row)  # noqa: S608 - our own names
            number = int(before[0])
        else:
            number = self._insert("texts", row)
        self._db.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", [number, words_of(document.text)])
        return number

    def _unindex(self, number: int, text: str) -> None:
        # An index without content of its own has to be told what to take out.
        self._db.execute("INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", [number, words_of(text)])

    def _record(self, record: Record, text: int, pipeline: str, lines: Lines, schemas: Mapping[str, Schema]) -> None:
        schema = schemas.get(record.schema) if record.schema else None
        if record.schema and schema is None:
            raise StoreError("store.no_form", path=self._path, schema=record.schema)
        form = self._form(schema) if schema else None
        number = self._insert("records", rows.record_row(record, text=text, form=form, pipeline=pipeline))
        if schema and form is not None:
            cells = {slot: self._cell(schema, form, slot) for slot in record.slots}
            self._many("slots", rows.slot_rows(record, number, lines, cells))
            outcomes = [self._rule(schema, form, rule) for rule in record.rules]
            self._many("confrontations", rows.outcome_rows(record, number, outcomes))
        self._many("findings", rows.finding_rows(record, number, lines))
        self._many("claims", rows.claim_rows(record, number, lines))
        self._many("defects", rows.defect_rows(record, number, lines))
        self._many("flags", rows.flag_rows(record, number, lines))

    def _form(self, schema: Schema) -> int:
        if schema.digest not in self._forms:
            self._forms[schema.digest] = self._number("forms", rows.form_row(schema), "digest")
            self._look_up(self._forms[schema.digest])
        return self._forms[schema.digest]

    def _look_up(self, form: int) -> None:
        for number, slot in self._db.execute("SELECT id, slot FROM cells WHERE form = ?", [form]):
            self._cells[form, slot] = number
        for number, name, slots in self._db.execute("SELECT id, name, slots FROM rules WHERE form = ?", [form]):
            self._rules[form, name, tuple(json.loads(slots))] = number

    def _cell(self, schema: Schema, form: int, slot: str) -> int:
        if (form, slot) not in self._cells:
            self._cells[form, slot] = self._number("cells", rows.cell_row(schema, form, slot), "form", "slot")
        return self._cells[form, slot]

    def _rule(self, schema: Schema, form: int, rule: RuleOutcome) -> int:
        key = (form, rows.rule_name(rule), rule.slots)
        if key not in self._rules:
            self._rules[key] = self._number("rules", rows.rule_row(rule, form, schema), "form", "name", "slots")
        return self._rules[key]

    def _number(self, table: str, row: rows.Row, *keys: str) -> int:
        """Return the number of the row that has these keys; it is written where there is none."""
        condition = " AND ".join(f"{key} = :{key}" for key in keys)
        query = f"SELECT id FROM {table} WHERE {condition}"  # noqa: S608 - our own names
        found = self._db.execute(query, row).fetchone()
        return int(found[0]) if found else self._insert(table, row)

    def _insert(self, table: str, row: rows.Row) -> int:
        # Not the library's `insert`: it looks at the table's shape each time, which is most of the time there.
        cursor = self._db.execute(_insertion(table, row), row)
        return int(cursor.lastrowid or 0)

    def _many(self, table: str, many: Iterable[rows.Row]) -> None:
        written = list(many)
        if written:
            self._db.conn.executemany(_insertion(table, written[0]), written)


def _is_gone(path: Path) -> bool:
    """Return whether no file is there any more; a file in an archive is there as long as the archive is."""
    return not path.exists() and not any(folder.is_file() for folder in path.parents)


def _insertion(table: str, row: Mapping[str, Any]) -> str:
    values = ", ".join(f":{column}" for column in row)
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})"  # noqa: S608 - our own names
