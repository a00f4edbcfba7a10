"""The archive's file: its tables, and opening it."""

import sqlite3
from pathlib import Path

from extractor.errors import StoreError
from extractor.sqlite import BUSY_SECONDS, address_to_read

APPLICATION_ID = 0x474A5250  # "GJRP"
VERSION = 2

_STEPS = {1: "ALTER TABLE calls ADD COLUMN is_unsure INTEGER NOT NULL DEFAULT 0"}
"""What makes an archive of an older version one of the next; to read one it need not be made."""

_TABLES = (
    """CREATE TABLE shapes (
        id INTEGER PRIMARY KEY,
        json TEXT NOT NULL UNIQUE  -- the members of a body that all requests of a class of answers have in common
    ) STRICT""",
    """CREATE TABLE replies (
        key TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        replica INTEGER NOT NULL,
        shape INTEGER NOT NULL REFERENCES shapes (id),
        request TEXT NOT NULL,  -- the members of the body that are the request's own
        reply BLOB NOT NULL,
        model TEXT NOT NULL,
        created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT""",
    """CREATE TABLE calls (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
        run TEXT NOT NULL,
        document TEXT NOT NULL,
        part TEXT NOT NULL,
        prompt TEXT NOT NULL,
        model TEXT NOT NULL,
        mode TEXT NOT NULL,
        key TEXT NOT NULL,
        outcome TEXT NOT NULL,
        status INTEGER,
        seconds REAL,
        tokens_in INTEGER,
        tokens_out INTEGER,
        tokens_cached INTEGER,
        tokens_reasoning INTEGER,
        cost TEXT,
        currency TEXT,
        fingerprint TEXT,
        is_recorded INTEGER NOT NULL,
        is_unsure INTEGER NOT NULL DEFAULT 0  -- nobody knows whether it was charged for: at most so much
    ) STRICT""",
    "CREATE INDEX calls_by_key ON calls (key)",
    """CREATE TABLE endpoints (
        url TEXT NOT NULL,
        model TEXT NOT NULL,
        mode TEXT NOT NULL,
        PRIMARY KEY (url, model)
    ) STRICT""",
)


def connection_to(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection to an archive of the current version; a new file is made unless it is to be read only.

    Raises `StoreError` where the file is missing (read only), none of ours, or of another version.
    """
    if path.is_dir():
        raise StoreError("archive.folder", path=path)
    if read_only and not path.exists():
        raise StoreError("archive.missing", path=path)
    connection = _reading(path) if read_only else _connected(str(path))
    try:
        _check(connection, path)
        if not read_only:
            _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(name: str, *, uri: bool = False) -> sqlite3.Connection:
    # Opened in one thread and used in another, never in two at once: a session's own thread does all its work.
    return sqlite3.connect(name, uri=uri, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _reading(path: Path) -> sqlite3.Connection:
    connection = _connected(address_to_read(path), uri=True)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if tables and owner != APPLICATION_ID:
        raise StoreError("archive.foreign", path=path)
    if tables and version not in {*_STEPS, VERSION}:
        raise StoreError("archive.version", path=path, version=version, known=VERSION)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    # A commit outlives the process, however it dies; a power cut may take the last ones, and leaves the file whole.
    # With a wait for the disk after each reply a run would be bound by the disk.
    connection.execute("PRAGMA synchronous = NORMAL")
    # The disk is waited for only where the journal is moved into the file: seldom, then, not at every hundredth reply.
    connection.execute("PRAGMA wal_autocheckpoint = 8000").fetchall()
    connection.execute("BEGIN IMMEDIATE")  # two processes may have begun the same file at once
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for statement in [_STEPS[step] for step in range(version, VERSION)] if tables else _TABLES:
        connection.execute(statement)
    if not tables:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
