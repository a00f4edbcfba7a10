"""`gouji corrections`: what people decide of a reading, in a table they fill in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.documents import Asked
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, group, language
from extractor.cli.output import OutputOption, is_standard_output, to_file, to_standard_output
from extractor.cli.terminal import complain, emit, show
from extractor.errors import CallError, Cause, StoreError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.corrections import Cells, Intake
    from extractor.dossier import Dossier
    from extractor.store import Store

app = group()

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx, .et and .xls files begin

WhoOption = Annotated[
    str, typer.Option("--who", envvar=["USER", "USERNAME"], metavar="NAME", help="Who decides, where it is not said.")
]


@app.command("export", help="Write what is to be decided as a table (CSV) to fill in.")
def export(
    *,
    context: typer.Context,
    docs: DocsArgument = None,
    output: OutputOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what is decided already.")] = False,
    slots: Annotated[
        list[str] | None, typer.Option("--slot", metavar="SLOT", help="Also this slot, as table/row/column.")
    ] = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Write a row for each open matter of the reports named, or all; messages go to standard error."""
    from extractor.corrections import worklist_csv
    from extractor.store import Store

    spoken = language(context, lang)
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        ids = list(dict.fromkeys(asked.ids())) if docs else None
        rows = _Rows(store.dossiers(ids), spoken, with_decided=everything, slots=slots or ())
        pieces = worklist_csv(rows, spoken)
        if output is None or is_standard_output(output):
            to_standard_output(pieces)
        else:
            to_file(pieces, output)
            _tell_export(rows.count, output, spoken)
    for slot in rows.unknown:
        complain(say(spoken, "corrections.no_slot", slot=slot))
    raise typer.Exit(2 if asked.is_bad_call or rows.unknown else 0)


@app.command("import", help="Take decisions in from a table that was filled in.")
def import_(
    *,
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table, as a spreadsheet saved it (CSV).")],
    who: WhoOption = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be stored, and store nothing.")] = False,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Store the decisions of a table, all at once; exit code 2 where a row was refused."""
    from extractor.corrections import accepted_headings, intake, read_answers
    from extractor.sheets import read_rows
    from extractor.store import Store

    spoken = language(context, lang)
    read = read_answers(
        read_rows(_bytes(file), file.name, accepted_headings(), needed=("fingerprint",)), who=who.strip()
    )
    with Store.open(db, read_only=True) as store:
        reports = list(dict.fromkeys(answer.report for answer in read.answers))
        history = (past.decision for past in store.history())
        taken = intake(read, store.dossiers(reports), history, at=_now())
        consequences = list(_consequences(store, taken, spoken))
    if not dry_run and (taken.made or taken.taken_back):
        with Store.open(db) as store:
            _keep(store, taken)
    _tell_import(taken, consequences, file, spoken, is_trial=dry_run)
    raise typer.Exit(2 if taken.faults else 0)


@app.command("list", help="List every decision, and whether it still counts.")
def list_(
    *, context: typer.Context, docs: DocsArgument = None, db: DbOption = DEFAULT_DB, lang: LangOption = None
) -> None:
    """Print the decisions on the reports named, or all, with what became of each."""
    from extractor.corrections import LISTED, listing
    from extractor.render.decisions import decisions
    from extractor.store import Store

    spoken = language(context, lang)
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        ids = set(asked.ids())
        history = [past for past in store.history() if not docs or past.record in ids]
        rows = listing(history, store.dossiers(dict.fromkeys(past.record for past in history)), spoken)
    if rows:
        show(decisions([say(spoken, f"heading.{column}") for column in LISTED], rows))
    else:
        emit(f"{say(spoken, 'corrections.none')}\n")
    raise typer.Exit(2 if asked.is_bad_call else 0)


@app.command("undo", help="Take decisions back; they stay in the history.")
def undo(
    *,
    context: typer.Context,
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER", help="Numbers of decisions, as listed.")],
    who: WhoOption = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")] = "",
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Take back the decisions with these numbers; one that is not in force is told and stops nothing."""
    from extractor.corrections import told
    from extractor.store import Store

    spoken, is_bad_call = language(context, lang), False
    if not who.strip():
        raise CallError("corrections.who")
    with Store.open(db, read_only=True):
        pass  # a store that is not there is told, never made
    with Store.open(db) as store:
        for number in dict.fromkeys(numbers):
            try:
                decision = store.undo(number, at=_now(), who=who.strip(), why=why.strip())
            except StoreError as error:
                is_bad_call = True
                complain(error.text(spoken))
            else:
                emit(f"{say(spoken, 'corrections.undone', decision=told(decision, spoken))}\n")
    raise typer.Exit(2 if is_bad_call else 0)


class _Rows:
    """The rows of the table, made one report at a time and counted as they go by."""

    def __init__(self, dossiers: "Iterable[Dossier]", lang: str, *, with_decided: bool, slots: Sequence[str]) -> None:
        self._dossiers, self._lang, self._with_decided, self._slots = dossiers, lang, with_decided, slots
        self.count = 0
        self.unknown = set(slots)

    def __iter__(self) -> "Iterator[Cells]":
        from extractor.corrections import worklist

        for dossier in self._dossiers:
            known = [slot for slot in self._slots if slot in dossier.record.slots]
            self.unknown.difference_update(known)
            for row in worklist(dossier, self._lang, with_decided=self._with_decided, slots=known):
                self.count += 1
                yield row


def _consequences(store: "Store", taken: "Intake", lang: str) -> Iterator[str]:
    """Yield a line for each sum that fails once the decisions are kept, and the count of what is left to decide."""
    from extractor.corrections import broken_sums, with_decisions
    from extractor.matters import matters

    reports = dict.fromkeys([*(made.report for made in taken.made), *(back.report for back in taken.taken_back)])
    left = 0
    for dossier in store.dossiers(reports):
        after = with_decisions(dossier, taken)
        left += sum(matter.is_open for matter in matters(after))
        for what, written in broken_sums(dossier, after, lang):
            yield say(lang, "corrections.breaks", document=dossier.record.document, what=what, sum=written)
    if reports:
        yield say(lang, "corrections.left", reports=len(reports), count=left)


def _keep(store: "Store", taken: "Intake") -> None:
    store.decide_all([(made.report, made.decision) for made in taken.made])
    for back in taken.taken_back:
        store.undo(back.decision.number, at=_now(), who=back.who, why=back.why)


def _tell_export(count: int, path: Path, lang: str) -> None:
    if not count:
        complain(say(lang, "corrections.nothing_open"))
        return
    complain(say(lang, "corrections.exported", count=count, path=path))
    complain(say(lang, "corrections.fill_in", command=f"gouji corrections import {path}"))


def _tell_import(taken: "Intake", consequences: Iterable[str], file: Path, lang: str, *, is_trial: bool) -> None:
    from extractor.corrections import told

    for fault in taken.faults:
        complain(say(lang, "row.at", name=file.name, row=fault.row, fault=fault.error.text(lang)))
    for made in taken.made:
        if made.before is not None:
            before = told(made.before, lang)
            emit(f"{say(lang, 'corrections.replaces', name=file.name, row=made.row, before=before)}\n")
    for back in taken.taken_back:
        before = told(back.decision, lang)
        emit(f"{say(lang, 'corrections.undid', name=file.name, row=back.row, before=before)}\n")
    emit("".join(f"{line}\n" for line in consequences))
    counts = {"made": len(taken.made), "undone": len(taken.taken_back), "refused": len(taken.faults)}
    emit(f"{say(lang, 'corrections.stored', **counts, same=taken.unchanged, open=taken.undecided)}\n")
    if is_trial:
        emit(f"{say(lang, 'corrections.trial')}\n")
    if taken.faults:
        emit(f"{say(lang, 'corrections.again')}\n")
    emit(f"{say(lang, 'run.next', command=_next(taken, file, is_trial=is_trial))}\n")


def _next(taken: "Intake", file: Path, *, is_trial: bool) -> str:
    return f"gouji corrections import {file}" if is_trial or taken.faults else "gouji check"


def _bytes(file: Path) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CallError("corrections.cannot_read", path=file, reason=Cause(error)) from error
    if data.startswith(_WORKBOOKS):
        raise CallError("corrections.workbook", path=file)
    return data


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
