"""What the rest of the program may ask of a store."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from extractor.dossier import Dossier
from extractor.errors import StoreError
from extractor.lines import Lines
from extractor.records import Document, Flag, Record
from extractor.schema.compiled import Schema
from extractor.serialise import record_from_dict
from extractor.store import rows
from extractor.store.connection import connect, one_line
from extractor.store.find import FIND, conditions

if TYPE_CHECKING:
    from sqlite_utils import Database

Read = tuple[Document, Sequence[Record]]
"""A document with the records read from it, one a part."""

_RECORDS = """
SELECT body, (
  SELECT json_group_array(name) FROM (SELECT name FROM documents WHERE sha256 = records.sha256 ORDER BY name)
) AS names
FROM records
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a store lists of one record under one document name."""

    id: str
    document: str
    agency: str | None
    year: int | None
    schema: str | None
    outcome: str


class Store:
    """An open store. Use it in a `with` block, or `close` it.

    Every method raises `StoreError`, one line, where the file cannot be read or written.
    """

    def __init__(self, db: "Database", path: Path) -> None:
        self._db = db
        self._path = path

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Self:
        """Open the store at `path`; it is made where there is none, unless it is opened to read only."""
        from sqlite_utils import Database

        path = Path(path)
        connection = connect(path, read_only=read_only)
        return cls(Database(connection, recursive_triggers=False, execute_plugins=False), path)

    def close(self) -> None:
        """Close the file; nothing that was put is lost."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, document: Document, records: Sequence[Record], schemas: Iterable[Schema] = ()) -> None:
        """Store one document with its records, all or nothing; doing it again changes nothing.

        `schemas` are those the records were read by: they are kept too, so that a record can be explained later.
        """
        self.put_all([(document, records)], schemas)

    def put_all(self, batch: Iterable[Read], schemas: Iterable[Schema] = ()) -> None:
        """Store many documents in one transaction: with a durable commit each, one by one is fifty times slower."""
        forms = {schema.id: schema for schema in schemas}
        with one_line(self._path), self._db.atomic():
            for document, records in batch:
                self._put(document, records, forms)

    def find(self, doc: str) -> list[Entry]:
        """Return the records `doc` may mean.

        It may be a path or a name, the start of an id, an agency with a year or without, or part of a name. The first
        of these ways that finds anything decides; more than one file among the entries is an ambiguous `doc`.
        """
        with one_line(self._path):
            for condition, parameters in conditions(doc):
                found = [Entry(**row) for row in self._db.query(f"{FIND} WHERE {condition} ORDER BY 2, 1", parameters)]
                if found:
                    return found
        return []

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        """Yield the records with these ids, in their order; or all, by document name and part."""
        with one_line(self._path):
            if ids is None:
                yield from map(_record, self._db.query(f"{_RECORDS} ORDER BY json_extract(names, '$[0]'), id"))
                return
            for record_id in ids:
                yield from map(_record, self._db.query(f"{_RECORDS} WHERE id = ?", [record_id]))

    def document_text(self, record_id: str) -> str:
        """Return the text that the spans of a record point into."""
        sha256 = record_id.partition("#")[0]
        with one_line(self._path):
            for row in self._db.query("SELECT text FROM texts WHERE sha256 = ?", [sha256]):
                return str(row["text"])
        raise StoreError("store.no_document", path=self._path, id=record_id)

    def schema_of(self, record_id: str) -> Schema | None:
        """Return the schema a record was read by; None where the document was not recognised."""
        query = "SELECT digest, forms.body FROM records JOIN forms ON digest = form WHERE id = ?"
        with one_line(self._path):
            for row in self._db.query(query, [record_id]):
                return _schema(row["digest"], row["body"])
        return None

    def dossier(self, record: Record) -> Dossier:
        """Return a record with all that is kept beside it."""
        return Dossier(record=record, schema=self.schema_of(record.id), text=self.document_text(record.id))

    def _put(self, document: Document, records: Sequence[Record], forms: dict[str, Schema]) -> None:
        db, lines = self._db, Lines(document.text)
        self._replace("texts", "sha256", rows.text_row(document))
        db.table("documents").insert({"name": document.name, "sha256": document.sha256}, ignore=True)
        # An earlier reading of these bytes goes as a whole, slots, rules and flags with it: it may have had more parts.
        db.table("records").delete_where("sha256 = ?", [document.sha256])
        for part, record in enumerate(records):
            schema = forms.get(record.schema) if record.schema else None
            if schema:
                self._replace("forms", "digest", rows.form_row(schema))
            db.table("records").insert(rows.record_row(record, document.sha256, part, schema))
            db.table("slots").insert_all(rows.slot_rows(record, lines, schema))
            db.table("rules").insert_all(rows.rule_rows(record))
            db.table("flags").insert_all(rows.flag_rows(record, lines))

    def _replace(self, table: str, key: str, row: rows.Row) -> None:
        # Not the library's `upsert`: it tries out what SQLite can do by writing, and after meeting a lock it takes
        # "or ignore" for good, which drops a row without a word.
        changes = ", ".join(f"{column} = excluded.{column}" for column in row if column != key)
        columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
        query = f"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {changes}"  # noqa: S608 - our own names
        self._db.execute(query, row)


def _record(row: dict[str, Any]) -> Record:
    # Which names the same bytes have is known to the store alone, and changes as more is put: it is added on reading.
    names = tuple(json.loads(row["names"]))
    record = replace(record_from_dict(json.loads(row["body"])), document=names[0], names=names)
    same = tuple(Flag(kind="identical_to", detail=name) for name in names[1:])
    return replace(record, flags=record.flags + same)


def _schema(digest: str, body: str) -> Schema:
    from extractor.schema.model import SchemaFile
    from extractor.schema.rules import expand

    form = SchemaFile.model_validate_json(body)
    return Schema(file=form, digest=digest, instances=expand(form, {}))
