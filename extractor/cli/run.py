"""`gouji run`: files in, records in the store out."""

import hashlib
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, language
from extractor.cli.terminal import Reporter, complain, reporting, show
from extractor.errors import CallError, UnreadableError
from extractor.messages import say
from extractor.records import Document, Record

if TYPE_CHECKING:
    from extractor.ingest.discover import Source
    from extractor.schema.compiled import Schema
    from extractor.store import Store

BATCH = 50
"""Documents put in one transaction; at most so many are read again after a power cut."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def run(
    *,
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATHS", help="Files or folders with reports.")],
    db: DbOption = DEFAULT_DB,
    schema: Annotated[
        list[Path] | None, typer.Option("--schema", help="A schema file to read by, besides those shipped.")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Read every report under `paths` into the store; a bad file is told in one line and stops nothing."""
    from extractor.store import Store

    spoken = language(context, lang)
    schemas = _schemas(schema or ())
    sources, is_bad_call = _sources(paths, spoken)
    with Store.open(db) as store:
        reading = _Run(store, schemas, spoken)
        with reading.to_the_end(), reporting(say(spoken, "run.reading"), len(sources)) as reporter:
            for source in sources:
                reading.add(source, reporter)
                reporter.advance()
    reading.sum_up(str(db))
    raise typer.Exit(max(reading.exit_code, 2 if is_bad_call else 0))


class _Run:
    """A run as it goes: what waits to be stored, what was counted, and the exit code so far."""

    def __init__(self, store: "Store", schemas: Sequence["Schema"], lang: str) -> None:
        from extractor.render.summary import Tally

        self._store, self._schemas, self._lang = store, schemas, lang
        self._waiting: list[tuple[Document, Sequence[Record]]] = []
        self._names: dict[str, str] = {}
        self._tally = Tally()
        self._is_interrupted = False
        self.exit_code = 0

    @contextmanager
    def to_the_end(self) -> Iterator[None]:
        """Store what is read whatever happens inside the block; Ctrl-C ends the block and is remembered."""
        try:
            yield
        except KeyboardInterrupt:
            self._is_interrupted = True
            self.exit_code = INTERRUPTED
        finally:
            self._store_waiting()

    def add(self, source: "Source", reporter: Reporter) -> None:
        """Read one file; whatever is wrong with it is one line."""
        try:
            data = read_bytes(source.path)
        except UnreadableError as error:
            self._tally.unread_files += 1
            self.exit_code = max(self.exit_code, 1)
            reporter.line(f"{source.name}: {error.text(self._lang)}")
            return
        try:
            document, records = read_report(data, source.name, self._schemas)
        except Exception as error:  # noqa: BLE001 - a door: one report must not stop the rest of the batch
            self.exit_code = 3
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            reporter.line(f"{source.name}: {say(self._lang, 'internal', error=reason)}")
            return
        self._keep(document, records, reporter)

    def sum_up(self, db: str) -> None:
        """Print the counts and the next command."""
        from extractor.render.summary import run_summary

        show(run_summary(self._tally, db, self._lang))
        if self._is_interrupted:
            complain(say(self._lang, "run.interrupted", count=len(self._names)))

    def _keep(self, document: Document, records: Sequence[Record], reporter: Reporter) -> None:
        from extractor.render.summary import file_line

        first = self._names.setdefault(document.sha256, document.name)
        if first != document.name:
            reporter.line(f"{document.name}: {say(self._lang, 'run.identical', name=first)}")
        for record in records:
            self._tally.count(record)
            line = file_line(record, self._lang)
            if line:
                reporter.line(line)
                self.exit_code = max(self.exit_code, 1)
        self._waiting.append((document, records))
        if len(self._waiting) >= BATCH:
            self._store_waiting()

    def _store_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._store.put_all(waiting, self._schemas)


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; `UnreadableError` says why not. A pipe or a file too large is not even opened."""
    from extractor.ingest import TEXT_LIMIT_BYTES, too_large

    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("file.irregular")
        if found.st_size > TEXT_LIMIT_BYTES:
            raise too_large(found.st_size)
        with path.open("rb") as file:
            return file.read(TEXT_LIMIT_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError("file.vanished") from error
    except PermissionError as error:
        raise UnreadableError("file.forbidden") from error
    except OSError as error:
        raise UnreadableError("file.failed", error.strerror or type(error).__name__) from error


def read_report(data: bytes, name: str, schemas: Sequence["Schema"]) -> tuple[Document, Sequence[Record]]:
    """Return the document and its records; bytes that hold no text are a record too, with the reason."""
    from extractor.ingest import ingest
    from extractor.pipeline import read_document, unreadable

    try:
        document = ingest(data, name)
    except UnreadableError as error:
        sha256 = hashlib.sha256(data).hexdigest()
        document = Document(name=name, sha256=sha256, text="", format="unreadable")
        return document, (unreadable(name, sha256, error.reason),)
    return document, read_document(document, schemas)


def _sources(paths: Sequence[Path], lang: str) -> tuple[list["Source"], bool]:
    """Return the files to read, and whether an argument named nothing (told at once)."""
    from extractor.ingest.discover import discover

    sources: list[Source] = []
    try:
        sources.extend(discover(paths))
    except CallError as error:
        complain(error.text(lang))
        return sources, True
    return sources, False


def _schemas(files: Sequence[Path]) -> list["Schema"]:
    from extractor.schema import load_schema, shipped_schemas

    own = [load_schema(file) for file in files]
    replaced = {schema.id for schema in own}
    return [*own, *(schema for schema in shipped_schemas() if schema.id not in replaced)]
