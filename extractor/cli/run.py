"""`gouji run`: files in, records in the store out."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.batch import Batch
from extractor.cli.forms import SchemaOption, at_hand
from extractor.cli.model import (
    LAYOUT,
    PARTS,
    AskOption,
    BudgetOption,
    EndpointOption,
    EstimateOption,
    ModelOption,
    ModelOptions,
    OfflineOption,
    ReplayOption,
    RepliesOption,
    replies_beside,
)
from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, language, said_by, spelt
from extractor.cli.reads import Reads
from extractor.cli.terminal import complain, reporting
from extractor.errors import CallError, Cause, StoreError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.ingest.discover import Source
    from extractor.model.session import Session
    from extractor.pipeline import ModelPass
    from extractor.readers import Reader
    from extractor.roster import RosterLine
    from extractor.store import Run as Ledger
    from extractor.store import Store

ReaderOption = Annotated[
    str | None,
    typer.Option(
        "--reader",
        help="The reader: layout; with a model cascade or model; or one that an installed package brings.",
        show_default=False,
    ),
]


def run(
    *,
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATHS", help="Files, folders, patterns or zip archives.")],
    db: DbOption = DEFAULT_DB,
    schema: SchemaOption = None,
    reader: ReaderOption = None,
    model: ModelOption = None,
    endpoint: EndpointOption = None,
    ask: AskOption = None,
    budget: BudgetOption = None,
    estimate: EstimateOption = False,
    offline: OfflineOption = False,
    replies: RepliesOption = None,
    replay: ReplayOption = False,
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
    spoken = language(context, lang)
    options = ModelOptions(
        model=model,
        endpoint=endpoint,
        reader=reader,
        budget=budget,
        is_offline=offline,
        is_replay=replay,
        replies=replies or replies_beside(db),
        parts=tuple(ask or PARTS),
    )
    _see_that_all_is_used(options, said_by(context))
    wanted = _Wanted(paths=paths, db=db, schema=schema, meta=meta, lang=spoken, again=again, no_wait=no_wait)
    raise typer.Exit(_estimate(options, wanted) if estimate else _run(options, wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is to be read into which store, and how."""

    paths: Sequence[Path]
    db: Path
    schema: Sequence[Path] | None
    meta: Path | None
    lang: str
    again: bool
    no_wait: bool


def _run(options: ModelOptions, wanted: _Wanted) -> int:
    """Read into the store and return the exit code."""
    from extractor.pipeline import pipeline_key
    from extractor.store import Store

    schemas, lang = at_hand(wanted.schema), wanted.lang
    roster, is_bad_list = _roster(wanted.meta, lang)
    with ExitStack() as stack:
        by, session = _reader(options, stack)
        sources, is_bad_call = _sources(wanted.paths, lang)
        store = stack.enter_context(Store.open(wanted.db))
        ledger = stack.enter_context(_alone(store, wanted.db, lang, wait=not wanted.no_wait))
        batch = Batch(store, schemas, pipeline_key(schemas, by), lang)
        reads = Reads(batch, schemas, by, lang, again=wanted.again)
        try:
            with (
                batch.to_the_end(),
                reporting(say(lang, "run.reading"), len(sources), say(lang, "run.rate")) as reporter,
            ):
                reads.all(sources, session, reporter)
        finally:
            _match(store, roster)
            ledger.end(**batch.counts)
        batch.sum_up(str(wanted.db), session)
        batch.tell_of_the_gone(wanted.paths)
    return max(batch.exit_code, 2 if is_bad_call or is_bad_list else 0)


def _estimate(options: ModelOptions, wanted: _Wanted) -> int:
    """Print what a run would ask and cost; nothing is sent and nothing stored."""
    from extractor.cli.estimates import print_estimate

    sources, is_bad_call = _sources(wanted.paths, wanted.lang)
    print_estimate(options, sources, at_hand(wanted.schema), wanted.db, wanted.lang, again=wanted.again)
    return 2 if is_bad_call else 0


def _reader(options: ModelOptions, stack: ExitStack) -> "tuple[Reader | ModelPass, Session | None]":
    """Return what reads, and a session where a model takes part, looked over before anything is read."""
    if options.is_asking:
        endpoint = options.settle()
        return options.model_pass(endpoint), stack.enter_context(options.session(endpoint))
    from extractor.readers.installed import reader_named

    return reader_named(options.reader or LAYOUT), None


def _see_that_all_is_used(options: ModelOptions, typed: Sequence[str]) -> None:
    """Raise `CallError` where an option does nothing beside the others: it must not be left aside in silence."""
    of_a_model = [spelt(name) for name in _OF_A_MODEL if name in typed]
    if of_a_model and not options.is_asking:
        if options.reader is None:
            raise CallError("model.idle", options=", ".join(of_a_model))
        raise CallError("model.unused", options=", ".join(of_a_model), reader=options.reader)
    of_a_run = [spelt(name) for name in ("budget", "replay") if name in typed]
    if "estimate" in typed and of_a_run:
        raise CallError("estimate.alone", options=", ".join(of_a_run))


_OF_A_MODEL = ("model", "endpoint", "ask", "budget", "estimate", "offline", "replies", "replay")
"""The options that do nothing where no model is asked."""


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
