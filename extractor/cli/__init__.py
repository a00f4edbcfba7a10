"""The command line: parse, call, render, choose the exit code. Nothing heavy is imported before a command needs it."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from extractor.cli import check, codebook, export, run, schema, show
from extractor.cli.options import LangOption
from extractor.cli.terminal import complain, finish, prepare
from extractor.errors import CallError, GoujiError
from extractor.messages import HELP, Lang, default_language, say

__all__ = ["app", "main"]

app = typer.Typer(
    name="gouji",
    help="Read messy reports into checked cells, each with its place in the source.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("run", help="Read reports into the store.")(run.run)
app.command("show", help="Show a report's tables, or where one figure stands.")(show.show)
app.command("check", help="Show what does not add up, and whose mistake it is.")(check.check)
app.command("export", help="Write records for other programs.")(export.export)
app.command("codebook", help="Say what each slot is, and which compare between forms.")(codebook.codebook)
app.add_typer(schema.app, name="schema", help="Look at the forms that reports are read by.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 clean, 1 a person is needed, 2 bad call, 3 internal error."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    lang = _language(arguments)
    prepare()
    command = typer.main.get_command(app)
    _translate(command, lang)
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
    # typer's own usage errors: their class has moved between its versions, their method has not.
    explain = getattr(error, "format_message", None)
    if explain is not None:
        complain(" ".join(str(explain()).split()))
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
            return Lang(asked) if asked in set(Lang) else default_language(os.environ)
    return default_language(os.environ)


def _translate(command: Any, lang: str) -> None:  # noqa: ANN401 - a click command; click is typer's own affair
    """Put the help texts of a command, its options and its subcommands into `lang`."""
    if lang != Lang.ZH:
        return
    for part in (command, *command.params):
        text = getattr(part, "help", None)
        if text:
            part.help = HELP.get(text, text)
    for sub in getattr(command, "commands", {}).values():
        _translate(sub, lang)


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
