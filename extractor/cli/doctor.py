"""`gouji doctor`: is everything here that Gouji needs, and is the store well."""

import sys

import typer

from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, language
from extractor.cli.terminal import show


def doctor(*, context: typer.Context, db: DbOption = DEFAULT_DB, lang: LangOption = None) -> None:
    """Print what was looked at and what to do about it; exit code 1 where something is a problem."""
    from extractor.doctor import checkup, is_well
    from extractor.render.doctor import checkup as table

    spoken = language(context, lang)
    lines = list(checkup(db, spoken, console=getattr(sys.stdout, "encoding", None)))
    show(table(lines, spoken))
    raise typer.Exit(0 if is_well(lines) else 1)
