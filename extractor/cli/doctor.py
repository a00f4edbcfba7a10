"""`gouji doctor`: is everything here that Gouji needs, is the store well, and does a model answer."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.model import EndpointOption, ModelOptions, OfflineOption
from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, language
from extractor.cli.terminal import show

if TYPE_CHECKING:
    from extractor.doctor import Line

LookOption = Annotated[
    str | None,
    typer.Option("--model", envvar="GOUJI_MODEL", help="A model to look at, with its endpoint.", show_default=False),
]


def doctor(
    *,
    context: typer.Context,
    db: DbOption = DEFAULT_DB,
    model: LookOption = None,
    endpoint: EndpointOption = None,
    offline: OfflineOption = False,
    lang: LangOption = None,
) -> None:
    """Print what was looked at and what to do about it; exit code 1 where something is a problem."""
    from extractor.doctor import checkup, is_well
    from extractor.render.doctor import checkup as table

    spoken = language(context, lang)
    lines = list(checkup(db, spoken, console=getattr(sys.stdout, "encoding", None)))
    lines += _model(ModelOptions(model=model, endpoint=endpoint, is_offline=offline), spoken)
    show(table(lines, spoken))
    raise typer.Exit(0 if is_well(lines) else 1)


def _model(options: ModelOptions, lang: str) -> "Iterator[Line]":
    """Yield what is found of the endpoint, where a model is named; two or three small calls are made."""
    from extractor.doctor import asked, unasked

    if options.is_asking:
        yield from asked(options.settle, lang, is_offline=options.is_offline)
    else:
        yield unasked(lang)
