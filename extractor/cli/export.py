"""`gouji export`: reports to standard output or a file, messages to standard error."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.documents import Asked
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, language
from extractor.cli.output import OutputOption, is_standard_output, to_file, to_standard_output
from extractor.cli.terminal import complain
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.dossier import Dossier
    from extractor.store import Store

TEXT_FORMATS = ("jsonl", "csv", "wide", "findings")
BINARY_FORMATS = ("xlsx", "parquet")
FORMATS = (*TEXT_FORMATS, *BINARY_FORMATS)


def export(
    *,
    context: typer.Context,
    docs: DocsArgument = None,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", metavar="|".join(FORMATS), help="The format to write.")
    ] = "jsonl",
    output: OutputOption = None,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="In the wide table, fill in readings that are not sure too.")
    ] = False,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Write the reports named, or all, in one of the formats of docs/exports.md."""
    from extractor.store import Store

    spoken = language(context, lang)
    _check(format, output, unsure=unsure)
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        ids = list(dict.fromkeys(asked.ids())) if docs else None
        reports = _Reports(store, ids)
        pieces = _pieces(format, reports, spoken, with_unsure=unsure)
        if output is None or is_standard_output(output):
            to_standard_output(str(piece) for piece in pieces)
        else:
            to_file(pieces, output)
            complain(say(spoken, "export.written", count=reports.count, path=output))
    raise typer.Exit(2 if asked.is_bad_call else 0)


class _Reports:
    """The reports to write, read one at a time and counted as they go by."""

    def __init__(self, store: "Store", ids: Sequence[str] | None) -> None:
        self._store, self._ids = store, ids
        self.count = 0

    def __iter__(self) -> "Iterator[Dossier]":
        for dossier in self._store.dossiers(self._ids):
            yield dossier
            self.count += 1

    def slots(self) -> tuple[str, ...]:
        """Return the slots that are columns of a wide table of these reports."""
        from extractor.export import headings
        from extractor.schema import shipped_schemas

        return headings(self._store.records(self._ids), shipped_schemas())


def _check(format: str, output: Path | None, *, unsure: bool) -> None:  # noqa: A002
    if format not in FORMATS:
        raise CallError("export.format", format=format, known=", ".join(FORMATS))
    if format in BINARY_FORMATS and is_standard_output(output):
        raise CallError("export.no_file", format=format)
    if unsure and format != "wide":
        raise CallError("export.unsure", format=format)


def _pieces(format: str, reports: _Reports, lang: str, *, with_unsure: bool) -> Iterable[str | bytes]:  # noqa: A002
    from extractor import export as formats

    if format == "jsonl":
        return formats.jsonl(reports)
    if format == "csv":
        return formats.long_csv(reports)
    if format == "wide":
        return formats.wide_csv(reports, reports.slots(), with_unsure=with_unsure)
    if format == "findings":
        return formats.findings_csv(reports)
    if format == "parquet":
        return formats.parquet(reports)
    return formats.workbook(reports, lang)
