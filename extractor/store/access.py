"""What the rest of the program may ask of a store."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from extractor.dossier import Brief, Decision, Dossier
from extractor.errors import StoreError
from extractor.matters import needs_person
from extractor.records import Document, Record
from extractor.roster import RosterLine
from extractor.schema.compiled import Schema
from extractor.store import decisions, roster, search
from extractor.store.connection import connect, one_line, run_lock
from extractor.store.decisions import Past
from extractor.store.find import FIND, conditions
from extractor.store.read import Reader
from extractor.store.search import Hit
from extractor.store.write import Reading, Writer

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a store lists of one record under one document name."""

    id: str
    document: str
    agency: str | None
    year: int | None
    schema: str | None
    outcome: str
    superseded: int = 0


_TEXTUAL = frozenset({"agency", "document"})
_REPORT_ORDER = "ORDER BY agency IS NULL, agency, year, document, part"


class Store:
    """An open store. Use it in a `with` block, or `close` it.

    Every method raises `StoreError`, one line, where the file cannot be read or written.
    """

    def __init__(self, db: "Database", path: Path) -> None:
        self._db = db
        self._path = path
        self._reader = Reader(db)
        self._writer = Writer(db, path)

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
        self.put_all([Reading(document=document, records=records)], schemas)

    def put_all(self, batch: Iterable[Reading], schemas: Iterable[Schema] = ()) -> None:
        """Store many documents in one transaction: with a durable commit each, one by one is fifty times slower."""
        forms = {schema.id: schema for schema in schemas}
        with self._writing():
            for reading in batch:
                self._writer.put(reading, forms)

    def file(self, name: str, path: str, sha256: str) -> None:
        """Note that the file at `path`, called `name`, holds bytes that were read before."""
        with self._writing():
            ((text,),) = self._db.execute("SELECT id FROM texts WHERE sha256 = ?", [sha256])
            self._writer.file(name, path, text)

    def is_filed(self, name: str, path: str, sha256: str) -> bool:
        """Return whether the store knows the file at `path` with these bytes as it is now."""
        query = (
            "SELECT 1 FROM documents JOIN texts ON texts.id = documents.text"
            " WHERE documents.name = ? AND path = ? AND sha256 = ? AND NOT superseded"
        )
        with one_line(self._path):
            return self._db.execute(query, [name, path, sha256]).fetchone() is not None

    def places(self, folder: str) -> list[tuple[str, str]]:
        """Return the name and the place of each document that lay below a folder when it was last read."""
        query = "SELECT name, path FROM documents WHERE NOT superseded AND substr(path, 1, length(?)) = ? ORDER BY name"
        with one_line(self._path):
            return [(name, path) for name, path in self._db.execute(query, [f"{folder}/", f"{folder}/"])]

    def briefs(self, sha256: str, pipeline: str) -> tuple[Brief, ...]:
        """Return what these bytes were read as by a pipeline, a brief a part; empty where they were not.

        `pipeline` may be a pattern, in which `*` stands for anything and `[^?]` for any character but that one.
        """
        query = (
            "SELECT record AS id, forms.schema, outcome, verdict, needs_person, reasons,"
            " EXISTS (SELECT 1 FROM decisions WHERE decisions.record = records.record) AS decisions FROM records"
            " JOIN texts ON texts.id = records.text LEFT JOIN forms ON forms.id = records.form"
            " WHERE sha256 = ? AND pipeline GLOB ? ORDER BY part"
        )
        with one_line(self._path):
            found = list(self._db.query(query, [sha256, pipeline]))
            return tuple(map(self._brief, found))

    def listing(self, filters: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
        """Yield the rows of the view `reports` whose columns have these values, by agency, year and document.

        A filter on `agency` or `document` asks for a part of the name.
        """
        conditions = [f"instr({name}, :{name})" if name in _TEXTUAL else f"{name} IS :{name}" for name in filters]
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        with one_line(self._path):
            yield from self._db.query(f"SELECT * FROM reports {where} {_REPORT_ORDER}", dict(filters))  # noqa: S608

    def find(self, doc: str) -> list[Entry]:
        """Return the records `doc` may mean.

        It may be the start of an id, a path or a name, an agency with a year or without, or part of a name. The first
        of these ways that finds anything decides; more than one file among the entries is an ambiguous `doc`.
        """
        with one_line(self._path):
            for condition, parameters in conditions(doc):
                query = f"{FIND} WHERE {condition} ORDER BY documents.superseded, 2, 1"
                found = [Entry(**row) for row in self._db.query(query, parameters)]
                if found:
                    return found
        return []

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        """Yield the records with these ids, in their order; or all of the files as they are now, by name and part."""
        with one_line(self._path):
            for name in self._names(ids):
                with self._at_once():
                    found = [self._reader.record(number) for number in self._reader.numbers(name)]
                yield from found

    def dossiers(self, ids: Iterable[str] | None = None) -> Iterator[Dossier]:
        """Yield the same with all that is kept beside each record."""
        with one_line(self._path):
            for name in self._names(ids):
                with self._at_once():
                    found = [self._reader.dossier(number) for number in self._reader.numbers(name)]
                yield from found

    def dossier(self, record: Record) -> Dossier:
        """Return a record of this store with all that is kept beside it."""
        for dossier in self.dossiers([record.id]):
            return dossier
        raise StoreError("store.no_document", path=self._path, id=record.id)

    def decide(self, record: str, decision: Decision) -> Decision:
        """Keep a person's decision on a matter of a record, and return it with its number.

        An earlier one on the same matter is superseded and stays in the history; the same one again changes nothing.
        """
        with self._writing():
            return decisions.decide(self._db, record, decision)

    def decide_all(self, made: Iterable[tuple[str, Decision]]) -> int:
        """Keep many decisions, all or none, each with the id of its record; return how many were new."""
        with self._writing():
            before = self.count("decisions")
            for record, decision in made:
                decisions.decide(self._db, record, decision)
            return self.count("decisions") - before

    def undo(self, number: int, *, at: str, who: str, why: str) -> Decision:
        """Take a decision back; it stays in the history. Raises `StoreError` where none of this number is in force."""
        with self._writing():
            return decisions.undo(self._db, number, at=at, who=who, why=why)

    def history(self, record: str | None = None) -> Iterator[Past]:
        """Yield every decision ever made, or those on one record, with what became of it, the oldest first."""
        with one_line(self._path):
            yield from decisions.history(self._db, record)

    def set_roster(self, lines: Sequence[RosterLine]) -> None:
        """Keep the user's own list of reports; it takes the place of the one before."""
        with self._writing():
            roster.replace(self._db, lines)

    def match_roster(self) -> None:
        """Find out anew which line of the user's list speaks of which report."""
        with self._writing():
            roster.match(self._db)

    def view(self, name: str) -> Iterator[Mapping[str, object]]:
        """Yield the rows of one of the store's views (docs/store.md)."""
        with one_line(self._path):
            yield from self._db.query(f"SELECT * FROM [{name}]")  # noqa: S608 - a name of ours, not the user's

    def count(self, name: str) -> int:
        """Return how many rows a table or a view has."""
        with one_line(self._path):
            ((count,),) = self._db.execute(f"SELECT count(*) FROM [{name}]")  # noqa: S608 - a name of ours
        return int(count)

    def search(self, query: str) -> Iterator[Hit]:
        """Yield the documents whose text holds the words of `query` in this order, each with all places, by name."""
        with one_line(self._path):
            yield from search.hits(self._db, query)

    def forget(self, ids: Iterable[str]) -> int:
        """Take documents out of the store with all that was read from them, and return how many; decisions stay."""
        with self._writing():
            before = self.count("documents")
            for sha256 in {record.partition("#")[0] for record in ids}:
                self._writer.remove(sha256)
            return before - self.count("documents")

    @contextmanager
    def run(self, arguments: Sequence[str], *, wait: bool = True) -> Iterator["Run"]:
        """Hold the store for one run at a time; another run waits inside this block's entry, or is refused.

        Raises `StoreError` ("store.running") where another run goes on and `wait` is false.
        """
        with run_lock(self._path, wait=wait):
            yield Run(self._db, self._path, arguments)

    def document_text(self, record_id: str) -> str:
        """Return the text that the spans of a record point into."""
        with one_line(self._path):
            for (text,) in self._db.execute("SELECT text FROM texts WHERE sha256 = ?", [record_id.partition("#")[0]]):
                return str(text)
        raise StoreError("store.no_document", path=self._path, id=record_id)

    def _names(self, ids: Iterable[str] | None) -> Iterable[str]:
        return list(self._reader.in_order()) if ids is None else ids

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Read what belongs together as it was at one moment, whatever a run writes meanwhile."""
        if self._db.conn.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    def _brief(self, row: Mapping[str, Any]) -> Brief:
        """Return a brief; where people have decided something, it says whether they still have to."""
        is_needed = bool(row["needs_person"])
        if is_needed and row["decisions"]:
            is_needed = any(needs_person(dossier) for dossier in self.dossiers([row["id"]]))
        return Brief(
            id=row["id"],
            schema=row["schema"],
            outcome=row["outcome"],
            verdict=row["verdict"],
            needs_person=is_needed,
            reasons=tuple(json.loads(row["reasons"])),
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with one_line(self._path):
            # The lock first: a transaction that begins by reading and then writes is refused, without waiting.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.commit()
            except BaseException:
                self._db.rollback()
                self._writer.forget()
                raise


class Run:
    """One run in the store's own list of runs."""

    def __init__(self, db: "Database", path: Path, arguments: Sequence[str]) -> None:
        self._db, self._path = db, path
        with one_line(path):
            cursor = db.execute(
                "INSERT INTO runs (started_at, arguments) VALUES (CURRENT_TIMESTAMP, ?)",
                [json.dumps(list(arguments), ensure_ascii=False)],
            )
        self._number = cursor.lastrowid

    def end(self, *, read: int, unchanged: int, failed: int) -> None:
        """Say that it is done, and what it did."""
        with one_line(self._path):
            self._db.execute(
                "UPDATE runs SET ended_at = CURRENT_TIMESTAMP, read = ?, unchanged = ?, failed = ? WHERE id = ?",
                [read, unchanged, failed, self._number],
            )
