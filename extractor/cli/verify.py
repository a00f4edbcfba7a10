"""`gouji verify`: any text held against its sources, number by number."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, language
from extractor.cli.output import OutputOption, is_standard_output, to_file, to_standard_output
from extractor.cli.terminal import complain
from extractor.cli.terminal import show as write
from extractor.errors import CallError, UnreadableError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.dossier import Dossier
    from extractor.verify import Source, Verification

TextArgument = Annotated[
    str, typer.Argument(metavar="TEXT", help="The text to look at: a file, or - for standard input.")
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="REPORT", help="What it is held against: a file, or a report in the store; may be repeated."
    ),
]
FormatOption = Annotated[
    Literal["text", "json", "html"], typer.Option("--format", help="text, json or html.", metavar="FORMAT")
]


def verify(
    *,
    context: typer.Context,
    text: TextArgument,
    source: SourceOption = None,
    format: FormatOption = "text",  # noqa: A002
    output: OutputOption = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Say of each number of a text whether its sources bear it out; exit code 1 where one does not hold."""
    from extractor.verify import verify_text

    spoken = language(context, lang)
    if not source:
        raise CallError("verify.no_source")
    sources = [each for named in source for each in _sources(named, db)]
    verification = verify_text(_text(text), sources)
    _tell(verification, format, output, spoken)
    raise typer.Exit(0 if verification.is_sound else 1)


def _text(named: str) -> str:
    """Return the text of a file of any kind that reports come in, or of standard input."""
    from extractor.ingest import ingest
    from extractor.reading import bytes_of

    data = sys.stdin.buffer.read() if named == "-" else bytes_of(Path(named))
    try:
        found = ingest(data, "text.txt" if named == "-" else Path(named).name).text
    except UnreadableError as error:
        raise CallError("cannot_read", path=named, reason=UnreadableError(error.key, error.detail)) from error
    if not found.strip():
        raise CallError("verify.empty", path=named)
    return found


def _sources(named: str, db: Path) -> "list[Source]":
    """Return what is named as sources, one for each report of a file; a file outranks a report in the store."""
    from extractor.verify import source_of

    path = Path(named)
    if path.exists():
        return [source_of(dossier, named) for dossier in _read(path)]
    return [source_of(dossier) for dossier in _stored(named, db)]


def _read(path: Path) -> "tuple[Dossier, ...]":
    from extractor.reading import read_dossiers
    from extractor.records import Outcome

    found = read_dossiers(path)
    for dossier in found:
        if dossier.record.outcome is Outcome.UNREADABLE:
            key, _, detail = dossier.record.reasons[0].partition(": ")
            raise CallError("cannot_read", path=path, reason=UnreadableError(key, detail))
    return found


def _stored(named: str, db: Path) -> "list[Dossier]":
    from extractor.cli.documents import resolve
    from extractor.store import Store

    if not db.exists():
        raise CallError("verify.source_missing", source=named, db=db)
    with Store.open(db, read_only=True) as store:
        return list(store.dossiers(resolve(store, named, db)))


def _tell(verification: "Verification", format: str, out: Path | None, lang: str) -> None:  # noqa: A002
    if format == "text" and is_standard_output(out):
        from extractor.render.verified import verified

        write(verified(verification, lang))
        return
    said = _said(verification, format, lang)
    if out is None or is_standard_output(out):
        to_standard_output([said])
    else:
        to_file([said], out)
        complain(say(lang, "verify.written", path=out))


def _said(verification: "Verification", format: str, lang: str) -> str:  # noqa: A002
    """Return a verification in full as text, JSON or a page."""
    if format == "html":
        from extractor.verify.page import verification_page

        return verification_page(verification, lang)
    if format == "json":
        import json

        from extractor.verify.told import verification_to_dict

        return f"{json.dumps(verification_to_dict(verification), ensure_ascii=False, indent=2)}\n"
    from extractor.render.verified import as_plain

    return as_plain(verification, lang)
