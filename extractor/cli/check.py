"""`gouji check`: what does not add up, and whose mistake it is."""

from typing import TYPE_CHECKING

import typer

from extractor.cli.documents import Asked
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, language
from extractor.cli.terminal import emit
from extractor.cli.terminal import show as write

if TYPE_CHECKING:
    from extractor.records import Record


def check(
    *, context: typer.Context, docs: DocsArgument = None, db: DbOption = DEFAULT_DB, lang: LangOption = None
) -> None:
    """Print the failed rules of the reports named, or of all; exit code 1 where a person is needed."""
    from extractor import render
    from extractor.store import Store

    spoken = language(context, lang)
    is_needed = False
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        for record in store.records(asked.ids() if docs else None):
            needs_person = _needs_person(record)
            is_needed = is_needed or needs_person
            if docs or needs_person:
                write(render.check(store.dossier(record), spoken))
                emit("\n")
            else:
                emit(f"{render.clean_line(record, spoken)}\n")
    raise typer.Exit(2 if asked.is_bad_call else int(is_needed))


def _needs_person(record: "Record") -> bool:
    failed = (rule for rule in record.rules if rule.verdict == "fail" and rule.strength == "hard")
    return record.needs_person or any(failed)
