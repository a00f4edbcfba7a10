"""The archive of replies and the ledger of calls: one SQLite file, each reply committed before anybody reads it.

No key and no header is ever in it: what it knows of a request is the endpoint's URL and the body.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from functools import partial
from operator import attrgetter
from pathlib import Path

from extractor.model.opening import connection_to
from extractor.model.shapes import Body, Mode
from extractor.sqlite import faults_in_one_line

KEY_VERSION = 1
"""Part of every key: raised when the same body would come to mean something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A row of the ledger: one HTTP call, or (`is_recorded`) one reply that was there already.

    Where it `is_unsure`, nobody knows whether the call was charged for: tokens and cost are the most it may have taken.
    """

    run: str
    document: str
    part: str
    prompt: str
    model: str
    mode: str
    key: str
    outcome: str
    status: int | None = None
    seconds: float | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    tokens_cached: int | None = None
    tokens_reasoning: int | None = None
    cost: str | None = None
    currency: str | None = None
    fingerprint: str | None = None
    is_recorded: bool = False
    is_unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a reply comes from, as far as it is part of its key."""

    url: str
    model: str
    replica: int = 0

    def key(self, body: Body) -> str:
        """Return the name of what was asked: its hash."""
        head = json.dumps([KEY_VERSION, self.url, self.replica])
        return hashlib.sha256(head.encode() + b"\n" + body.content).hexdigest()


class Archive:
    """An archive of replies. Every method raises `StoreError`, one line, where the file cannot be used.

    The file is made when something is to be kept or looked for: a run that is refused before it begins leaves none.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection | None = None) -> None:
        self._path = path
        self._opened = connection
        self._unpaid: list[Call] = []
        self._shapes: dict[str, int] = {}

    @classmethod
    def open(cls, path: Path, *, read_only: bool) -> "Archive":
        """Open the archive at `path`; where there is none it is an error to read only, and else not yet made."""
        if not read_only and not path.exists():
            return cls(path)
        with one_line(path):
            return cls(path, connection_to(path, read_only=read_only))

    def begin(self) -> None:
        """Make the file where there is none yet."""
        with one_line(self._path):
            self._begun()

    def close(self) -> None:
        """Close the file."""
        if self._opened is not None:
            self._opened.close()

    def reply(self, key: str) -> bytes | None:
        """Return the raw reply under a key, if there is one."""
        with one_line(self._path):
            row = self._connection.execute("SELECT reply FROM replies WHERE key = ?", [key]).fetchone()
        return None if row is None else bytes(row[0])

    def keep(self, key: str, source: Source, body: Body, reply: bytes, call: Call) -> bytes:
        """Commit a reply with its row of the ledger, and return it, or the one that was there before it.

        Two processes may have asked the same at once; both go on with the reply that another run will find.
        """
        with self._writing():
            shape = self._shape(body.shared)
            row = (key, source.url, source.replica, shape, body.own, reply, source.model)
            done = self._connection.execute(
                "INSERT OR IGNORE INTO replies (key, url, replica, shape, request, reply, model)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self._enter(call)
        return reply if done.rowcount else self.reply(key) or reply

    def enter(self, call: Call) -> None:
        """Commit a row of the ledger; a call that cost nothing makes no file, and is entered once there is one."""
        if self._opened is None and not call.tokens_in:
            self._unpaid.append(call)
            return
        with self._writing():
            self._enter(call)

    def drop(self, key: str, outcome: str) -> None:
        """Take a reply out again that turned out to be no answer, and say so in the ledger: no failure is kept."""
        with self._writing():
            self._connection.execute("DELETE FROM replies WHERE key = ?", [key])
            last = "(SELECT max(id) FROM calls WHERE key = ?)"
            self._connection.execute(f"UPDATE calls SET outcome = ? WHERE id = {last}", [outcome, key])  # noqa: S608

    def last_outcome(self, key: str) -> str | None:
        """Return how the last call for a key ended, so that a failure can be replayed as one."""
        query = "SELECT outcome FROM calls WHERE key = ? ORDER BY id DESC LIMIT 1"
        with one_line(self._path):
            row = self._connection.execute(query, [key]).fetchone()
        return None if row is None else str(row[0])

    def mode(self, source: Source) -> Mode | None:
        """Return the mode that an endpoint has taken for a model, where that is known."""
        if self._opened is None:
            return None
        query = "SELECT mode FROM endpoints WHERE url = ? AND model = ?"
        with one_line(self._path):
            row = self._connection.execute(query, [source.url, source.model]).fetchone()
        return Mode(row[0]) if row is not None and row[0] in set(Mode) else None

    def remember(self, source: Source, mode: Mode) -> None:
        """Keep the mode that an endpoint takes for a model."""
        with self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO endpoints (url, model, mode) VALUES (?, ?, ?)", [source.url, source.model, mode]
            )

    def requests_like(self, document: str, part: str, limit: int) -> Iterator[tuple[str, int, Mapping[str, object]]]:
        """Yield the URL, the replica and the body of what was asked, first of what was asked about the same."""
        query = (
            "SELECT url, replica, shapes.json, request FROM replies JOIN shapes ON shapes.id = replies.shape"
            " LEFT JOIN (SELECT key, max(document = ?) AS same, max(part = ?) AS near FROM calls GROUP BY key)"
            " USING (key)"
            " ORDER BY same DESC, near DESC, replies.rowid DESC LIMIT ?"
        )
        with one_line(self._path):
            found = self._connection.execute(query, [document, part, limit]).fetchall()
        for url, replica, shared, own in found:
            yield url, replica, {**json.loads(shared), **json.loads(own)}

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._begun()

    def _begun(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = connection_to(self._path, read_only=False)
            for call in self._unpaid:
                self.enter(call)
        return self._opened

    def _enter(self, call: Call) -> None:
        self._connection.execute(_ENTER, _row(call))

    def _shape(self, shared: str) -> int:
        if shared not in self._shapes:
            self._connection.execute("INSERT OR IGNORE INTO shapes (json) VALUES (?)", [shared])
            row = self._connection.execute("SELECT id FROM shapes WHERE json = ?", [shared]).fetchone()
            self._shapes[shared] = int(row[0])
        return self._shapes[shared]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with one_line(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._shapes.clear()
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


_NAMES = [field.name for field in fields(Call)]
_COLUMNS = ", ".join(_NAMES)
_row = attrgetter(*_NAMES)
_ENTER = f"INSERT INTO calls ({_COLUMNS}) VALUES ({', '.join('?' for _ in _NAMES)})"  # noqa: S608 - our own names


one_line = partial(faults_in_one_line, "archive")
"""Turns SQLite's errors inside a block into a `StoreError` of one line about the archive at a path."""


def ledger(path: Path) -> Iterator[Call]:
    """Yield the rows of the ledger in an archive, in their order."""
    with one_line(path), closing(connection_to(path, read_only=True)) as connection:
        found = connection.execute("SELECT * FROM calls ORDER BY id")
        names = [name for name, *_ in found.description]
        for row in found:
            read = {name: value for name, value in zip(names, row, strict=True) if name in _NAMES}
            yield Call(**{**read, **{name: bool(read.get(name)) for name in ("is_recorded", "is_unsure")}})
