"""`gouji years`: what a report says of last year, held against last year's report of the same office. All is soft."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.diff import as_text, put
from extractor.cli.documents import Asked
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, language
from extractor.cli.output import OutputOption, is_standard_output
from extractor.cli.terminal import show as write
from extractor.cli.where import WhereOption, answering

if TYPE_CHECKING:
    from extractor.corpus import YearOutcome
    from extractor.dossier import Dossier
    from extractor.store import Store


def years(
    *,
    context: typer.Context,
    docs: DocsArgument = None,
    where: WhereOption = None,
    format: Annotated[  # noqa: A002 - the option's own name
        Literal["text", "json"], typer.Option("--format", help="What to write: text or json.")
    ] = "text",
    output: OutputOption = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print the rules over two years of the reports named, or of all: what holds, what does not, what is not known."""
    from extractor.store import Store

    spoken = language(context, lang)
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        ids = list(asked.ids()) if docs else None
        if where:
            listed = answering(store, where, db)
            ids = listed if ids is None else [name for name in ids if name in listed]
        if asked.is_bad_call and not ids:
            raise typer.Exit(2)
        found, dossiers = beside(store, ids)
    _put(found, dossiers, format, output, spoken)
    raise typer.Exit(2 if asked.is_bad_call else 0)


def beside(store: "Store", ids: Sequence[str] | None = None) -> "tuple[tuple[YearOutcome, ...], Mapping[str, Dossier]]":
    """Return the rules over two years of the records with these ids, or of all, and the reports they speak of."""
    from extractor.cli.versions import in_order, kin
    from extractor.corpus import across_years

    wanted = in_order(store) if ids is None else kin(store, ids)
    dossiers = {dossier.record.id: dossier for dossier in store.dossiers(wanted)}
    found = across_years(tuple(dossiers.values()), ids)
    told = {each.record for outcome in found for each in outcome.figures}
    return found, {name: dossier for name, dossier in dossiers.items() if name in told}


def _put(
    found: "Sequence[YearOutcome]",
    dossiers: "Mapping[str, Dossier]",
    format: str,  # noqa: A002 - the option's own name
    output: "OutputOption",
    lang: str,
) -> None:
    if format == "json":
        from extractor.render.corpus_json import outcome_json

        told = [outcome_json(each, dossiers, lang) for each in found]
        put(json.dumps(told, ensure_ascii=False, indent=2) + "\n", output)
        return
    from extractor.render.years import years as shown

    text = shown(found, dossiers, lang)
    if is_standard_output(output):
        write(text)
    else:
        put(as_text(text), output)
