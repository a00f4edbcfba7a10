"""Files as stages: each is opened, skipped where it was read before, and read, by whatever reads."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Union

from extractor.cli.batch import Batch, left_open
from extractor.cli.terminal import Reporter
from extractor.errors import UnreadableError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.ingest.discover import Source
    from extractor.ingest.files import Archive
    from extractor.model import Stage
    from extractor.model.session import Session
    from extractor.pipeline import ModelPass
    from extractor.readers import Reader
    from extractor.records import Document, Record
    from extractor.schema.compiled import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of one file: its document and records, or why there are none."""

    name: str
    place: str
    key: str
    document: "Document | None" = None
    records: "tuple[Record, ...]" = ()
    problem: str = ""


class Reads:
    """The files of a run; `reader` is a reader or the way a model takes part in reading."""

    def __init__(
        self, batch: Batch, schemas: Sequence["Schema"], reader: Union["Reader", "ModelPass"], lang: str, *, again: bool
    ) -> None:
        self._batch, self._schemas, self._reader, self._lang, self._again = batch, schemas, reader, lang, again
        self._archive: Archive | None = None

    def all(self, sources: Iterable["Source"], session: "Session | None", reporter: Reporter) -> None:
        """Read every file that is new or has changed, and give it to the batch."""
        for made in _done(self.stages(sources, reporter), session):
            self._take(made, reporter)
            if session is not None:
                session.tally.take(made.name)  # told for the whole run, so that ten thousand reports take no room
            reporter.advance()

    def stages(self, sources: Iterable["Source"], reporter: Reporter) -> "Iterator[Stage[Made]]":
        """Yield a stage for every file to be read; the others are told of and counted."""
        for source in sources:
            self._batch.meet(source)
            self._close_archive_before(source)
            try:
                data = source.read()
            except UnreadableError as error:
                self._batch.fail(source.name, error.text(self._lang), 1, reporter)
                reporter.advance()
                continue
            sha256 = hashlib.sha256(data).hexdigest()
            if not self._again and self._batch.is_known(source, data, sha256, reporter):
                reporter.advance()
                continue
            yield self._stage(source, data)

    def _stage(self, source: "Source", data: bytes) -> "Stage[Made]":
        made = Made(name=source.name, place=source.place, key=self._batch.key(source.name, data))
        try:
            document, records = yield from self._read(data, source.name)
        except Exception as error:  # noqa: BLE001 - a door: one report must not stop the rest of the batch
            return replace(made, problem=" ".join(f"{type(error).__name__}: {error}".split()))
        return replace(made, document=document, records=records)

    def _read(self, data: bytes, name: str) -> "Stage[tuple[Document, tuple[Record, ...]]]":
        from extractor.pipeline import ModelPass
        from extractor.reading import read_report, read_report_asking

        if isinstance(self._reader, ModelPass):
            return (yield from read_report_asking(data, name, self._schemas, self._reader))
        return read_report(data, name, self._schemas, self._reader)

    def _take(self, made: Made, reporter: Reporter) -> None:
        from extractor.pipeline import is_left_open
        from extractor.store import Reading

        if made.document is None:
            self._batch.fail(made.name, say(self._lang, "internal", error=made.problem), 3, reporter)
            return
        pipeline = left_open(made.key) if any(map(is_left_open, made.records)) else made.key
        self._batch.keep(
            Reading(document=made.document, records=made.records, path=made.place, pipeline=pipeline), reporter
        )

    def _close_archive_before(self, source: "Source") -> None:
        """Keep one archive open at a time: a folder may hold more of them than a process may open files."""
        if self._archive is not None and source.archive is not self._archive:
            self._archive.close()
        self._archive = source.archive


def _done(stages: "Iterable[Stage[Made]]", session: "Session | None") -> Iterator[Made]:
    """Yield what comes of stages: through a session many at a time, else one after the other."""
    if session is None:
        from extractor.model import unasked

        for stage in stages:
            yield unasked(stage)[0]
        return
    from extractor.model.driving import Broken

    for made in session.fulfil(stages):
        if isinstance(made, Broken):
            raise made.error
        yield made
