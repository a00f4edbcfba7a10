"""Options that several commands share, and what they stand for."""

import locale
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from extractor.messages import Lang, default_language

LangOption = Annotated[Lang | None, typer.Option("--lang", help="Language of messages (default: by locale).")]

DbOption = Annotated[Path, typer.Option("--db", envvar="GOUJI_DB", help="The store, a SQLite file.", show_default=True)]

DocsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="DOC", help="A path, the start of an id, or an agency and a year.", show_default=False),
]

DEFAULT_DB = Path("gouji.db")


def spoken_here() -> Lang:
    """Return the language of the locale this process runs in."""
    return default_language(os.environ, locale.getlocale()[0])


def language(context: typer.Context, lang: Lang | None) -> Lang:
    """Return the language asked for after the command, before it, or else that of the locale."""
    before = context.obj if isinstance(context.obj, Lang) else None
    return lang or before or spoken_here()


def group() -> typer.Typer:
    """Return a group without commands yet: it prints its help where none is named, and hands the language on."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_root)
    return app


def _root(*, context: typer.Context, lang: LangOption = None) -> None:
    context.obj = lang or context.obj
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def said_by(context: typer.Context) -> Sequence[str]:
    """Return the names of the options that the user typed: what a variable of the environment says asks for nothing."""
    given: Mapping[str, object] = context.params
    sources = {name: context.get_parameter_source(name) for name in given}
    return [name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"]


def spelt(name: str) -> str:
    """Return an option as it is typed."""
    return f"--{name.replace('_', '-')}"
