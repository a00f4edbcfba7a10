"""SQLite files as the store and the archive of replies both use them: read beside a writer, and faults in one line."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import StoreError
from extractor.messages import MESSAGES

BUSY_SECONDS = 10.0
"""How long a write waits for another process's write to end."""


@contextmanager
def faults_in_one_line(kind: str, path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into a `StoreError` of one line about the file at `path`.

    `kind` says which messages are meant: `store` or `archive`.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])  # SQLITE_IOERR_WRITE is an SQLITE_IOERR
        key = f"{kind}.{name}" if f"{kind}.{name}" in MESSAGES else f"{kind}.other"
        raise StoreError(key, path=path, problem=error) from error


def address_to_read(path: Path) -> str:
    """Return the URI by which a file is opened to be read; the connection is to be told `PRAGMA query_only = ON`."""
    # A reader of a WAL file makes files beside it, and the last one to close removes them: so it opens the file like
    # a writer and forbids itself to write. In a folder it may not write to it can only read a file that nobody is
    # writing, which is what "immutable" promises.
    is_alone = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    return f"{path.absolute().as_uri()}?{'mode=ro&immutable=1' if is_alone else 'mode=rw'}"
