"""Opening the SQLite file, and its errors as one line for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from extractor.errors import Cause, StoreError
from extractor.messages.words import WORDS
from extractor.sqlite import BUSY_SECONDS, address_to_read, faults_in_one_line
from extractor.store.tables import APPLICATION_ID, FIRST_VERSION, MIGRATIONS, VERSION

one_line = partial(faults_in_one_line, "store")
"""Turns SQLite's errors inside a block into a `StoreError` of one line about the store at a path."""


@contextmanager
def run_lock(path: Path, *, wait: bool) -> Iterator[None]:
    """Hold the file beside the store that lets one run at a time write to it; a killed run lets go of it.

    Raises `StoreError` where another run holds it and `wait` is false.
    """
    from filelock import FileLock, Timeout

    held = path.with_name(f"{path.name}-run")
    lock = FileLock(held, timeout=-1 if wait else 0)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreError("store.running", path=path) from error
    except OSError as error:
        raise StoreError("store.other", path=path, problem=Cause(error)) from error
    try:
        yield
    finally:
        # Removed while it is held: a run that was waiting for this very file may then meet a third one, and all that
        # comes of two runs at once is work done twice.
        with suppress(OSError):
            held.unlink(missing_ok=True)
        lock.release()


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection to a store of the current version; a new file is made, and an older one brought up to date.

    Raises `StoreError` where the file is missing (read only), no store of ours, newer than this code, or unusable.
    """
    if path.is_dir():
        raise StoreError("store.folder", path=path)
    if read_only and not path.exists():
        raise StoreError("store.missing", path=path)
    with one_line(path):
        connection = _read(path) if read_only else sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            _check(connection, path)
            _require_current(connection, path) if read_only else _prepare_for_writing(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _read(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(address_to_read(path), uri=True, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if tables and owner != APPLICATION_ID:
        raise StoreError("store.foreign", path=path)
    version = _version(connection)
    if tables and version > VERSION:
        raise StoreError("store.newer", path=path, version=version, known=VERSION)
    if tables and version < FIRST_VERSION:
        raise StoreError("store.trial", path=path)


def _require_current(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) < VERSION:
        raise StoreError("store.older", path=path)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _prepare_for_writing(connection: sqlite3.Connection) -> None:
    with closing(connection.execute("PRAGMA journal_mode = WAL")):
        connection.execute("PRAGMA synchronous = FULL")
    if _version(connection) < VERSION:
        _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    # The lock is taken first and the version asked again: two processes may have begun the same file at once.
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        version = _version(connection)
        for migration in (each for each in MIGRATIONS if each.version > version):
            for statement in migration.statements:
                connection.execute(statement)
            row = (migration.version, migration.name)
            connection.execute("INSERT INTO migrations (version, name) VALUES (?, ?)", row)
        connection.execute("DELETE FROM words")
        connection.executemany("INSERT INTO words (kind, value, zh, en) VALUES (?, ?, ?, ?)", _words())
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _words() -> Iterator[tuple[str, str, str, str]]:
    """Yield the words for the values of closed lists, so that a view can say them in both languages."""
    for key, (zh, en) in WORDS.items():
        kind, _, value = key.partition(".")
        if kind in _KINDS:
            yield kind, value, zh, en


_KINDS = frozenset(
    {"outcome", "verdict", "status", "state", "rule", "strength", "flag", "defect", "ruling", "severity"}
)
