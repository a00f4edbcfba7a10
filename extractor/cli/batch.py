"""A run as it goes: what was read is counted, told of, and put into the store a batch at a time."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.terminal import Reporter, complain, show
from extractor.ingest.kinds import kind_of
from extractor.messages import say
from extractor.records import Record

if TYPE_CHECKING:
    from extractor.dossier import Brief
    from extractor.ingest.discover import Source
    from extractor.model.session import Session
    from extractor.schema.compiled import Schema
    from extractor.store import Reading, Store

BATCH = 50
"""Documents put in one transaction; at most so many are read again after a power cut."""

BATCH_SECONDS = 5.0
"""How long a document that was read waits to be stored."""

MOST_LINES = 20
"""Lines about files that were read: who needs a person, who is like another; more is what `gouji list` is for."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class Batch:
    """What waits to be stored, what was counted, and the exit code so far; `pipeline` is all that makes a reading."""

    def __init__(self, store: "Store", schemas: Sequence["Schema"], pipeline: str, lang: str) -> None:
        from extractor.render.summary import Tally

        self._store, self._schemas, self._pipeline, self._lang = store, schemas, pipeline, lang
        self._waiting: list[Reading] = []
        self._stored_at = time.monotonic()
        self._names: dict[str, str] = {}
        self._tally = Tally()
        self._places: set[str] = set()
        self._lines = 0
        self._is_interrupted = False
        self._kept = 0
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

    def meet(self, source: "Source") -> None:
        """Note that a file is there."""
        self._places.add(source.place)

    def key(self, name: str, data: bytes) -> str:
        """Return what a reading depends on besides the bytes."""
        return key_of(self._pipeline, name, data)

    def is_known(self, source: "Source", data: bytes, sha256: str, reporter: Reporter) -> bool:
        """Return whether these bytes were read before by the same pipeline; the file is noted all the same."""
        briefs = known_reading(self._store, sha256, self.key(source.name, data))
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

    def keep(self, made: "Reading", reporter: Reporter) -> None:
        """Take a file that was read; what a person must look at is told in a line.

        A reading that a model could not be asked about takes no place of one that a model did help with.
        """
        if _LEFT_OPEN in made.pipeline and helped_reading(self._store, made.document.sha256, made.pipeline):
            self._kept += 1
            self.exit_code = max(self.exit_code, 1)
            return
        self._tell_identical(made.document.name, made.document.sha256, reporter)
        self._tally.read_files += 1
        for record in made.records:
            self._tell(record, reporter)
        self._waiting.append(made)
        if len(self._waiting) >= BATCH or time.monotonic() - self._stored_at > BATCH_SECONDS:
            self._store_waiting()

    def fail(self, name: str, problem: str, code: int, reporter: Reporter) -> None:
        """Take a file that could not be read: one line, and the rest goes on."""
        self._tally.unread_files += 1
        self.exit_code = max(self.exit_code, code)
        reporter.line(f"{name}: {problem}")

    def sum_up(self, db: str, session: "Session | None") -> None:
        """Print the counts, what a model was asked and what it cost, and the next command."""
        from extractor.render.spending import spending
        from extractor.render.summary import run_summary

        noticed = self._noticed() if self._tally.outcomes else {}
        spent = spending(session, self._lang) if session else ()
        show(run_summary(self._tally, noticed, db, self._lang, spent, is_whole=not self._is_interrupted))
        if self._kept:
            complain(say(self._lang, "run.kept", count=self._kept))
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

    def _store_waiting(self) -> None:
        # Emptied when it is stored, not before: Ctrl-C in the midst of storing takes the whole batch back.
        if self._waiting:
            self._store.put_all(self._waiting, self._schemas)
        self._waiting = []
        self._stored_at = time.monotonic()


_LEFT_OPEN = "+?"
"""In the key of a reading that a model was to take part in and could not: another run reads it anew."""


def key_of(pipeline: str, name: str, data: bytes) -> str:
    """Return what a reading depends on besides the bytes: the pipeline, and what the file's name says it is.

    The part of a model, behind a plus, stays last: a reading with a model's help is known by what stands before it.
    """
    kind = kind_of(name, data[:4096])
    own, plus, asked = pipeline.partition("+")
    return f"{own}/{'text' if kind == 'markdown' else kind}{plus}{asked}"  # Markdown is read as text


def known_reading(store: "Store", sha256: str, key: str) -> "tuple[Brief, ...]":
    """Return the reading of a file's bytes that holds at least what one by this key would; empty where none is kept.

    Without a model that is any by the layout reader's key, helped or not; with one, any by the same model that was
    asked about as much, and answered.
    """
    if "+" not in key:
        return store.briefs(sha256, key) or store.briefs(sha256, f"{key}+*")
    return store.briefs(sha256, key.replace("~", "*~") + "*")


def helped_reading(store: "Store", sha256: str, key: str) -> "tuple[Brief, ...]":
    """Return the reading of a file's bytes that some model helped with to the end; empty where none is kept."""
    return store.briefs(sha256, f"{key.partition('+')[0]}+[^?]*")


def left_open(key: str) -> str:
    """Return the key of a reading that a model was to help with and could not."""
    return key.replace("+", _LEFT_OPEN, 1)
