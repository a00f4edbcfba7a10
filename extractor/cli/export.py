"""`gouji export`: records to standard output or a file, messages to standard error."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.documents import Asked
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, language
from extractor.cli.terminal import complain, emit
from extractor.errors import CallError
from extractor.messages import say

FORMATS = ("jsonl",)


def export(
    *,
    context: typer.Context,
    docs: DocsArgument = None,
    format: Annotated[str, typer.Option("--format", help="The format to write.")] = "jsonl",  # noqa: A002
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write (default: standard output).")
    ] = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Write the records of the reports named, or all, one JSON object a line in UTF-8."""
    from extractor.export import jsonl
    from extractor.store import Store

    spoken = language(context, lang)
    if format not in FORMATS:
        raise CallError("export.format", format=format, known=", ".join(FORMATS))
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        lines = jsonl(store.records(asked.ids() if docs else None))
        if output is None or str(output) == "-":
            _to_standard_output(lines)
        else:
            count = _to_file(lines, output)
            complain(say(spoken, "export.written", count=count, path=output))
    raise typer.Exit(2 if asked.is_bad_call else 0)


def _to_standard_output(lines: Iterable[str]) -> None:
    # JSON lines are UTF-8 whatever the console is set to: another program reads them.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
    for line in lines:
        if not emit(f"{line}\n"):
            return


def _to_file(lines: Iterable[str], path: Path) -> int:
    """Write a file that is there as a whole or not at all, and return how many lines it has."""
    part, count = path.with_name(f"{path.name}.part"), 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(f"{line}\n")
                count += 1
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise CallError("cannot_write", path=path, reason=error.strerror) from error
    return count
