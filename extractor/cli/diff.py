"""`gouji diff`: two versions of one report: which faults are fixed, which remain, which are new, and what cells say."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.documents import resolve
from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, language
from extractor.cli.output import OutputOption, is_standard_output, to_file, to_standard_output
from extractor.cli.terminal import show as write
from extractor.errors import CallError, UnreadableError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extractor.corpus import VersionChange
    from extractor.dossier import Dossier
    from extractor.store import Store

_WIDE = 10_000

FormatOption = Annotated[
    Literal["text", "json", "html"], typer.Option("--format", help="What to write: text, json or html.")
]
DocArgument = Annotated[
    str,
    typer.Argument(
        metavar="DOC", help="The later version, in the store; with OTHER, the earlier one, which may be a file."
    ),
]
OtherArgument = Annotated[
    str | None,
    typer.Argument(metavar="OTHER", help="The later version: in the store, or a file.", show_default=False),
]


def diff(
    *,
    context: typer.Context,
    doc: DocArgument,
    other: OtherArgument = None,
    format: FormatOption = "text",  # noqa: A002 - the option's own name
    output: OutputOption = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print what changed from the version before, or from DOC to OTHER; exit code 1 where a fault remains or is new."""
    from extractor.corpus import compare_versions

    spoken = language(context, lang)
    before, after = _with_the_one_before(doc, db) if other is None else (_one(doc, db), _one(other, db))
    if before.record.id == after.record.id:
        raise CallError("diff.same", before=before.record.document, after=after.record.document)
    _see_that_it_is_read(before)
    _see_that_it_is_read(after)
    change = compare_versions(before, after)
    _put(change, format, output, spoken)
    raise typer.Exit(0 if change.is_put_right else 1)


def _see_that_it_is_read(dossier: "Dossier") -> None:
    """Raise `CallError` where there is no report to compare: what was not read is neither fixed nor new."""
    from extractor.records import Outcome

    record = dossier.record
    if record.outcome is Outcome.UNREADABLE:
        key, _, detail = record.reasons[0].partition(": ")
        raise CallError("cannot_read", path=record.document, reason=UnreadableError(key, detail))
    if record.outcome is not Outcome.READ:
        raise CallError("diff.unrecognised", doc=record.document)


def _put(change: "VersionChange", format: str, output: Path | None, lang: str) -> None:  # noqa: A002
    from extractor.render.corpus_json import change_json
    from extractor.render.pages import change_page
    from extractor.render.versions import version_change

    if format == "text" and is_standard_output(output):
        write(version_change(change, lang))
        return
    if format == "text":
        text = as_text(version_change(change, lang))
    elif format == "json":
        text = json.dumps(change_json(change, lang), ensure_ascii=False, indent=2) + "\n"
    else:
        text = change_page(change, lang)
    put(text, output)


def as_text(part: "RenderableType") -> str:
    """Return something of `rich` as plain text, without colour."""
    from io import StringIO

    from rich.console import Console

    written = StringIO()
    Console(file=written, width=_WIDE, highlight=False, markup=False, emoji=False).print(part)
    return "\n".join(line.rstrip() for line in written.getvalue().split("\n"))


def put(text: str, output: Path | None) -> None:
    """Write a text to a file, or to standard output as it is."""
    if output is None or is_standard_output(output):
        to_standard_output([text])
    else:
        to_file([text], output)


def _with_the_one_before(doc: str, db: Path) -> "tuple[Dossier, Dossier]":
    """Return the version before DOC and DOC itself, which is the last version of what it names."""
    from extractor.cli.versions import versions_of
    from extractor.store import Store

    with Store.open(db, read_only=True) as store:
        record = _last_version(store, doc, db)
        versions = versions_of(store, record)
        at = versions.index(record)
        if not at:
            raise CallError("diff.only_one", doc=doc)
        before, after = store.dossiers(versions[at - 1 : at + 1])
        return before, after


def _last_version(store: "Store", doc: str, db: Path) -> str:
    """Return the one record that DOC names: of several versions of one report the last."""
    from extractor.cli.versions import versions_of

    ids = list(dict.fromkeys(entry.id for entry in store.find(doc)))
    if len(ids) > 1:
        versions = versions_of(store, ids[0])
        if set(ids) <= set(versions):
            return next(name for name in reversed(versions) if name in ids)
    return _single(resolve(store, doc, db), doc)


def _one(doc: str, db: Path) -> "Dossier":
    """Return the one report that is named: of a file, where there is one, else of the store."""
    from extractor.reading import read_dossiers
    from extractor.store import Store

    if Path(doc).is_file():
        read = read_dossiers(Path(doc))
        return read[0] if len(read) == 1 else _no_single(doc, len(read))
    if db.exists():
        with Store.open(db, read_only=True) as store:
            if store.find(doc):
                (dossier,) = store.dossiers([_last_version(store, doc, db)])
                return dossier
    raise CallError("doc.missing", db=db, doc=doc)


def _single(ids: list[str], doc: str) -> str:
    if len(ids) > 1:
        raise CallError("diff.several", doc=doc, count=len(ids))
    return ids[0]


def _no_single(doc: str, count: int) -> "Dossier":
    raise CallError("diff.several", doc=doc, count=count)
