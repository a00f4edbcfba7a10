"""The command line: parse, call, render, choose the exit code. Nothing heavy is imported before a command needs it."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from extractor.cli import (
    check,
    codebook,
    copied,
    corrections,
    diff,
    doctor,
    evaluation,
    export,
    label,
    listing,
    prompts,
    run,
    schema,
    show,
    summarise,
    verify,
    years,
)
from extractor.cli.options import LangOption, spoken_here
from extractor.cli.terminal import complain, finish, prepare
from extractor.cli.usage import explain, translate
from extractor.errors import CallError, GoujiError
from extractor.messages import Lang, say

__all__ = ["app", "main"]

app = typer.Typer(
    name="gouji",
    help="Read messy reports into checked cells, each with its place in the source.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("run", help="Read reports into the store.")(run.run)
app.command("list", help="List the reports in the store.")(listing.list_)
app.command("show", help="Show a report's tables, or where one figure stands.")(show.show)
app.command("check", help="Show what does not add up, and whose mistake it is.")(check.check)
app.command("verify", help="Hold the numbers of any text against its sources.")(verify.verify)
app.command("summarise", help="Sum up reports: problems, measures, figures, each sentence with its place.")(
    summarise.summarise
)
app.command("diff", help="Show what a new version of a report put right.")(diff.diff)
app.command("copied", help="Show text that reports copied from each other or from last year's.")(copied.copied)
app.command("years", help="Hold reports against last year's of the same office.")(years.years)
app.command("search", help="Find words in the texts of the reports.")(listing.search)
app.command("roster", help="Show what is missing, unlisted or twice there.")(listing.roster)
app.command("forget", help="Take reports out of the store.")(listing.forget)
app.command("export", help="Write records for other programs.")(export.export)
app.command("doctor", help="Look whether all is here that Gouji needs, and whether the store is well.")(doctor.doctor)
app.command("codebook", help="Say what each slot is, and which compare between forms.")(codebook.codebook)
app.add_typer(evaluation.app, name="eval", help="Measure how right a reader is, on reports with gold.")
app.add_typer(label.app, name="label", help="Label reports, to measure readers by.")
app.add_typer(corrections.app, name="corrections", help="Decide what is open, in a table to fill in.")
app.add_typer(prompts.app, name="prompt", help="Look at what a model is asked.")
app.add_typer(schema.app, name="schema", help="Look at the forms that reports are read by.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 clean, 1 a person is needed, 2 bad call, 3 internal error."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    lang = _language(arguments)
    prepare()
    command = typer.main.get_command(app)
    translate(command, lang)
    try:
        return int(command.main(list(arguments), prog_name="gouji", standalone_mode=False) or 0)
    except GoujiError as error:
        complain(error.text(lang))
        return 2 if isinstance(error, CallError) else 1
    except Exception as error:  # noqa: BLE001 - the outermost door: whatever comes is told in one line
        return _unforeseen(error, lang)
    finally:
        finish()


def _unforeseen(error: Exception, lang: str) -> int:
    told = explain(error, lang)
    if told is not None:
        complain(told)
        return 2
    if os.environ.get("GOUJI_DEBUG"):
        raise error
    complain(say(lang, "internal", error=" ".join(f"{type(error).__name__}: {error}".split())))
    return 3


def _language(arguments: Sequence[str]) -> Lang:
    """Return the language asked for anywhere on the line; typer rejects a wrong one later, in the default language."""
    for at, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            asked = value or next(iter(arguments[at + 1 : at + 2]), "")
            return Lang(asked) if asked in set(Lang) else spoken_here()
    return spoken_here()


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from importlib.metadata import version

        typer.echo(f"gouji {version('gouji')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    *,
    context: typer.Context,
    lang: LangOption = None,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    context.obj = lang
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
