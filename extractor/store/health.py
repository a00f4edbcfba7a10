"""How a store is doing: what it holds, whether the file is whole, who is writing to it. Nothing in it is changed."""

import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.errors import Cause, StoreError
from extractor.store.connection import connect, one_line, run_lock
from extractor.store.tables import VERSION

MOST_FAULTS = 5
"""Faults of the file that are named; one is enough to act on."""

_COUNTED: Mapping[str, str] = {
    "documents": "SELECT count(*) FROM documents WHERE NOT superseded",
    "records": "SELECT count(*) FROM records",
    "people": "SELECT count(*) FROM records WHERE needs_person",
    "decisions": "SELECT count(*) FROM decisions WHERE superseded_by IS NULL AND undone_at IS NULL",
    "roster": "SELECT count(*) FROM roster",
    "killed": "SELECT count(*) FROM runs WHERE ended_at IS NULL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was found of the store at `path`.

    `problem` says why it cannot be opened or read; what could be learnt before that is there all the same. `version`
    is that of its tables, null where it was not read. `faults` are those of the file, as SQLite words them, and
    `loose_rows` the rows that point at nothing. `counts` has documents, records, people (records that need one),
    decisions, roster and killed (runs that did not end). `free_bytes` is the room left on its disk.
    """

    path: Path
    exists: bool
    size_bytes: int = 0
    version: int | None = None
    problem: StoreError | None = None
    faults: tuple[str, ...] = ()
    loose_rows: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    free_bytes: int | None = None
    is_writable: bool = True
    is_running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The SQLite that Python brings; without FTS5 nothing can be searched, and no store be made."""

    version: str
    has_fts5: bool


def health(path: Path) -> Health:
    """Return how the store at `path` is doing. Every page of it is read: minutes where it has many gigabytes."""
    exists = _exists(path)
    seen = Health(
        path=path,
        exists=exists,
        size_bytes=_size(path) if exists else 0,
        free_bytes=_free(path),
        is_writable=_is_writable(path, exists=exists),
        is_running=exists and _is_running(path),
    )
    return _examined(seen) if exists else seen


def engine() -> Engine:
    """Return what SQLite can do here, as tried."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        except sqlite3.Error:
            return Engine(version=sqlite3.sqlite_version, has_fts5=False)
    return Engine(version=sqlite3.sqlite_version, has_fts5=True)


def _examined(seen: Health) -> Health:
    try:
        with closing(connect(seen.path, read_only=True)) as connection, one_line(seen.path):
            seen = replace(seen, version=VERSION)  # another one is refused on opening
            seen = replace(seen, faults=_faults(connection))
            seen = replace(seen, loose_rows=len(connection.execute("PRAGMA foreign_key_check").fetchall()))
            return replace(seen, counts={name: _number(connection, query) for name, query in _COUNTED.items()})
    except StoreError as error:
        return replace(seen, problem=error)
    except OSError as error:
        return replace(seen, problem=StoreError("store.other", path=seen.path, problem=Cause(error)))


def _number(connection: sqlite3.Connection, query: str) -> int:
    ((number,),) = connection.execute(query)
    return int(number)


def _faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    rows = connection.execute(f"PRAGMA integrity_check ({MOST_FAULTS})").fetchall()
    return tuple(" ".join(str(line).split()) for (line,) in rows if line != "ok")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # it cannot even be asked: opening it will say why


def _size(path: Path) -> int:
    sizes = 0
    for part in (path, path.with_name(f"{path.name}-wal")):
        try:
            sizes += part.stat().st_size
        except OSError:
            continue
    return sizes


def _free(path: Path) -> int | None:
    folder = _folder(path)
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _is_writable(path: Path, *, exists: bool) -> bool:
    # A store is written beside as well: its journal lies in the same folder.
    return os.access(_folder(path), os.W_OK) and (not exists or os.access(path, os.W_OK))


def _folder(path: Path) -> Path:
    """Return the nearest folder above a path that is there."""
    above = path.absolute().parents
    return next((folder for folder in above if folder.is_dir()), above[-1])


def _is_running(path: Path) -> bool:
    """Return whether a run holds the store; a lock that nobody holds was left by a killed run, and is taken away."""
    try:
        if not path.with_name(f"{path.name}-run").exists():
            return False
        with run_lock(path, wait=False):
            return False
    except StoreError as error:
        return error.key == "store.running"
    except OSError:
        return False
