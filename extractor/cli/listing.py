"""`gouji list`, `gouji roster`, `gouji search`, `gouji forget`: what the store holds, lacks, and says."""

from typing import Annotated

import typer

from extractor.cli.documents import Asked
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, language
from extractor.cli.terminal import complain, emit
from extractor.cli.terminal import show as write
from extractor.errors import CallError
from extractor.messages import Lang, say, word


def list_(
    *,
    context: typer.Context,
    agency: Annotated[str | None, typer.Option("--agency", help="Only agencies whose name holds this.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="Only reports for this year.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Only this region of your own list.")] = None,
    verdict: Annotated[
        str | None, typer.Option("--verdict", help="clean, extraction_error, source_defect or both.")
    ] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help="read, unrecognised or unreadable.")] = None,
    needs_person: Annotated[bool, typer.Option("--needs-person", help="Only reports that need a person.")] = False,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print a line for each report in the store."""
    from extractor.render.lists import reports
    from extractor.store import Store

    spoken = language(context, lang)
    verdict = _value(verdict, "--verdict", "verdict", ("clean", "extraction_error", "source_defect", "both"))
    outcome = _value(outcome, "--outcome", "outcome", ("read", "unrecognised", "unreadable"))
    asked = {"agency": agency, "year": year, "region": region, "verdict": verdict, "outcome": outcome}
    filters: dict[str, object] = {name: value for name, value in asked.items() if value is not None}
    if needs_person:
        filters["needs_person"] = 1
    with Store.open(db, read_only=True) as store:
        write(reports(list(store.listing(filters)), spoken))


def roster(*, context: typer.Context, db: DbOption = DEFAULT_DB, lang: LangOption = None) -> None:
    """Print what does not fit between the reports and the user's own list, and what stands twice."""
    from extractor.render.lists import comparison
    from extractor.store import Store
    from extractor.store.views import COMPARISONS

    spoken = language(context, lang)
    with Store.open(db, read_only=True) as store:
        if not store.count("roster"):
            emit(f"{say(spoken, 'roster.none')}\n")
        found = {view: list(store.view(view)) for view in COMPARISONS}
    for view, rows in found.items():
        if rows:
            write(comparison(view, rows, spoken))
    if not any(found.values()):
        emit(f"{say(spoken, 'roster.complete')}\n")


def search(
    *,
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="The words to look for, as they stand.")],
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print every line of every report that holds the words; one Chinese character is enough."""
    from extractor.render.lists import hit_lines
    from extractor.store import Store

    spoken, found = language(context, lang), 0
    if not " ".join(words).strip():
        raise CallError("search.empty")
    with Store.open(db, read_only=True) as store:
        for hit in store.search(" ".join(words)):
            found += 1
            write(hit_lines(hit.document, hit.text, hit.spans, spoken))
    if not found:
        emit(f"{say(spoken, 'search.none', words=' '.join(words))}\n")


def forget(
    *,
    context: typer.Context,
    docs: DocsArgument,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Take reports out of the store; the files themselves stay, and so do decisions on them."""
    from extractor.store import Store

    spoken = language(context, lang)
    with Store.open(db) as store:
        asked = Asked(store, docs or (), db, spoken)
        count = store.forget(list(asked.ids()))
    complain(say(spoken, "forget.done", count=count, db=db))
    raise typer.Exit(2 if asked.is_bad_call else 0)


def _value(given: str | None, option: str, kind: str, known: tuple[str, ...]) -> str | None:
    """Return the value that an option names, by its id or by the word the program says for it in either language."""
    if given is None:
        return None
    meant = [value for value in known if given in {value, *(word(lang, kind, value) for lang in Lang)}]
    if not meant:
        raise CallError("option.value", option=option, value=given, known=", ".join(known))
    return meant[0]
