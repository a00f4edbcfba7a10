"""`gouji run`: files in, records in the store out."""

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.forms import SchemaOption, at_hand
from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, language
from extractor.cli.terminal import Reporter, complain, reporting, show
from extractor.errors import CallError, Cause, StoreError, UnreadableError
from extractor.ingest.kinds import kind_of
from extractor.messages import say
from extractor.records import Record

if TYPE_CHECKING:
    from extractor.ingest.discover import Source
    from extractor.ingest.files import Archive
    from extractor.readers import Reader
    from extractor.roster import RosterLine
    from extractor.schema.compiled import Schema
    from extractor.store import Reading, Store
    from extractor.store import Run as Ledger

BATCH = 50
"""Documents put in one transaction; at most so many are read again after a power cut."""

BATCH_SECONDS = 5.0
"""How long a document that was read waits to be stored."""

MOST_LINES = 20
"""Lines about files that were read: who needs a person, who is like another; more is what `gouji list` is for."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def run(
    *,
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATHS", help="Files, folders, patterns or zip archives.")],
    db: DbOption = DEFAULT_DB,
    schema: SchemaOption = None,
    reader: Annotated[
        str, typer.Option("--reader", help="The reader: layout, or one that an installed package brings.")
    ] = "layout",
    meta: Annotated[
        Path | None, typer.Option("--meta", help="Your own list of the reports (CSV): path, agency, region, year...")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Read files anew that were read before.")] = False,
    no_wait: Annotated[
        bool, typer.Option("--no-wait", help="Stop at once where another run is writing to the store.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Read every report under `paths` into the store; a bad file is told in one line and stops nothing."""
    from extractor.readers.installed import reader_named
    from extractor.store import Store

    spoken = language(context, lang)
    schemas, read = at_hand(schema), reader_named(reader)
    roster, is_bad_list = _roster(meta, spoken)
    sources, is_bad_call = _sources(paths, spoken)
    with Store.open(db) as store, _alone(store, db, spoken, wait=not no_wait) as ledger:
        reading = _Run(store, schemas, read, spoken, again=again)
        try:
            with (
                reading.to_the_end(),
                reporting(say(spoken, "run.reading"), len(sources), say(spoken, "run.rate")) as reporter,
            ):
                for source in sources:
                    reading.add(source, reporter)
                    reporter.advance()
        finally:
            _match(store, roster)
            ledger.end(**reading.counts)
        reading.sum_up(str(db))
        reading.tell_of_the_gone(paths)
    raise typer.Exit(max(reading.exit_code, 2 if is_bad_call or is_bad_list else 0))


class _Run:
    """A run as it goes: what waits to be stored, what was counted, and the exit code so far."""

    def __init__(
        self, store: "Store", schemas: Sequence["Schema"], reader: "Reader", lang: str, *, again: bool
    ) -> None:
        from extractor.pipeline import pipeline_key
        from extractor.render.summary import Tally

        self._store, self._schemas, self._reader, self._lang, self._again = store, schemas, reader, lang, again
        self._pipeline = pipeline_key(schemas, reader)
        self._waiting: list[Reading] = []
        self._stored_at = time.monotonic()
        self._names: dict[str, str] = {}
        self._tally = Tally()
        self._places: set[str] = set()
        self._archive: Archive | None = None
        self._lines = 0
        self._is_interrupted = False
        self.exit_code = 0

    @property
    def counts(self) -> dict[str, int]:
        """Return how many files were read, had been read before, and failed."""
        tally = self._tally
        return {"read": tally.read_files, "unchanged": tally.unchanged_files, "failed": tally.unread_files}

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
        from extractor.reading import read_report
        from extractor.store import Reading

        self._places.add(source.place)
        self._close_archive_before(source)
        try:
            data = source.read()
        except UnreadableError as error:
            self._fail(1)
            reporter.line(f"{source.name}: {error.text(self._lang)}")
            return
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._again and self._is_known(source, data, sha256, reporter):
            return
        try:
            document, records = read_report(data, source.name, self._schemas, self._reader)
        except Exception as error:  # noqa: BLE001 - a door: one report must not stop the rest of the batch
            self._fail(3)
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            reporter.line(f"{source.name}: {say(self._lang, 'internal', error=reason)}")
            return
        key = self._key(source.name, data)
        self._keep(Reading(document=document, records=records, path=source.place, pipeline=key), reporter)

    def _close_archive_before(self, source: "Source") -> None:
        """Keep one archive open at a time: a folder may hold more of them than a process may open files."""
        if self._archive is not None and source.archive is not self._archive:
            self._archive.close()
        self._archive = source.archive

    def sum_up(self, db: str) -> None:
        """Print the counts and the next command."""
        from extractor.render.summary import run_summary

        noticed = self._noticed() if self._tally.outcomes else {}
        show(run_summary(self._tally, noticed, db, self._lang))
        if self._is_interrupted:
            complain(say(self._lang, "run.interrupted", count=self._tally.read_files))

    def tell_of_the_gone(self, folders: Sequence[Path]) -> None:
        """Say which documents of the folders that were read are in the store and no longer on the disk."""
        from extractor.ingest.discover import place_of

        places = (place_of(folder) for folder in folders if folder.is_dir())
        known = (pair for place in places for pair in self._store.places(place))
        gone = [name for name, place in known if place not in self._places]
        if gone and not self._is_interrupted:
            shown = ", ".join(gone[:3]) + (", ..." if len(gone) > 3 else "")
            complain(say(self._lang, "run.gone", count=len(gone), names=shown))

    def _noticed(self) -> dict[str, int]:
        """Return how much there is in each of the views that compare reports with the user's list and each other."""
        from extractor.store.views import COMPARISONS

        return {view: self._store.count(view) for view in COMPARISONS}

    def _key(self, name: str, data: bytes) -> str:
        """Return what a reading depends on besides the bytes: the pipeline, and what the file's name says it is."""
        kind = kind_of(name, data[:4096])
        return f"{self._pipeline}/{'text' if kind == 'markdown' else kind}"  # Markdown is read as text

    def _is_known(self, source: "Source", data: bytes, sha256: str, reporter: Reporter) -> bool:
        """Return whether these bytes were read before by the same pipeline; the file is noted all the same."""
        briefs = self._store.briefs(sha256, self._key(source.name, data))
        if not briefs:
            return False
        if self._store.is_filed(source.name, source.place, sha256):
            self._tally.unchanged_files += 1
        else:
            self._store.file(source.name, source.place, sha256)
            self._tell_identical(source.name, sha256, reporter)
            self._tally.same_files += 1
        self._names.setdefault(sha256, source.name)
        for brief in briefs:
            self._tally.count(brief, source.name)
            self.exit_code = max(self.exit_code, int(brief.needs_person))
        return True

    def _keep(self, made: "Reading", reporter: Reporter) -> None:
        self._tell_identical(made.document.name, made.document.sha256, reporter)
        self._tally.read_files += 1
        for record in made.records:
            self._tell(record, reporter)
        self._waiting.append(made)
        if len(self._waiting) >= BATCH or time.monotonic() - self._stored_at > BATCH_SECONDS:
            self._store_waiting()

    def _tell(self, record: Record, reporter: Reporter) -> None:
        from extractor.dossier import Brief
        from extractor.render.summary import file_line

        self._tally.count(Brief.of(record), record.document)
        line = file_line(record, self._lang)
        if not line:
            return
        self.exit_code = max(self.exit_code, 1)
        if record.outcome == "read":
            self._line(line, reporter)
        else:
            reporter.line(line)

    def _line(self, line: str, reporter: Reporter) -> None:
        """Write a line on a file that was read; a flood of them is cut, what could not be read is always told."""
        self._lines += 1
        if self._lines <= MOST_LINES:
            reporter.line(line)
        elif self._lines == MOST_LINES + 1:
            reporter.line(say(self._lang, "run.more_lines"))

    def _tell_identical(self, name: str, sha256: str, reporter: Reporter) -> None:
        first = self._names.setdefault(sha256, name)
        if first != name:
            self._line(f"{name}: {say(self._lang, 'run.identical', name=first)}", reporter)

    def _fail(self, code: int) -> None:
        self._tally.unread_files += 1
        self.exit_code = max(self.exit_code, code)

    def _store_waiting(self) -> None:
        # Emptied when it is stored, not before: Ctrl-C in the midst of storing takes the whole batch back.
        if self._waiting:
            self._store.put_all(self._waiting, self._schemas)
        self._waiting = []
        self._stored_at = time.monotonic()


@contextmanager
def _alone(store: "Store", db: Path, lang: str, *, wait: bool) -> Iterator["Ledger"]:
    """Hold the store for this run; where another goes on, say so and wait for its end."""
    try:
        with store.run(sys.argv[1:], wait=False) as ledger:
            yield ledger
            return
    except StoreError as error:
        if error.key != "store.running" or not wait:
            raise
    complain(say(lang, "run.waiting", db=db))
    with store.run(sys.argv[1:], wait=True) as ledger:
        yield ledger


def _match(store: "Store", roster: "Sequence[RosterLine] | None") -> None:
    if roster is not None:
        store.set_roster(roster)
    store.match_roster()


def _roster(path: Path | None, lang: str) -> tuple["Sequence[RosterLine] | None", bool]:
    """Return the lines of the user's list, and whether some of it cannot be used (told at once, a line each)."""
    from extractor.roster import read_roster

    if path is None:
        return None, False
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CallError("cannot_read", path=path, reason=Cause(error)) from error
    lines, faults = read_roster(data, path.name)
    for fault in faults:
        complain(fault.text(lang))
    return lines, bool(faults)


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
