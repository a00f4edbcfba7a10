"""`gouji check`: what does not add up, and whose mistake it is; with `--out`, the notices to each office."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.documents import Asked
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, language
from extractor.cli.terminal import emit
from extractor.cli.terminal import show as write
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.dossier import Dossier
    from extractor.store import Store

SeverityOption = Annotated[
    Literal["error", "doubt", "hint"] | None,
    typer.Option("--severity", help="The least severity to show: error, doubt or hint.", metavar="SEVERITY"),
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write a notice for each office and a worklist into this new folder."),
]
ByOption = Annotated[
    Literal["agency", "region", "document"] | None,
    typer.Option("--by", help="Whom a notice is for: agency (default), region or document.", metavar="WHOM"),
]


def check(
    *,
    context: typer.Context,
    docs: DocsArgument = None,
    severity: SeverityOption = None,
    out: OutOption = None,
    by: ByOption = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print what there is to look at in the reports named, or in all; exit code 1 where a person is needed."""
    from extractor.store import Store

    spoken = language(context, lang)
    if (out is None and by is not None) or (out is not None and severity is not None):
        raise CallError("check.by_without_out" if out is None else "check.severity_with_out")
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        named = list(asked.ids()) if docs else None
        dossiers = store.dossiers(named)
        if out is not None:
            from extractor.cli.notices import write_notices

            is_needed = write_notices(dossiers, out, by or "agency", spoken)
        else:
            is_needed = _print(dossiers, severity, spoken, is_named=bool(docs))
            if named:
                _print_years(store, named, spoken)
    raise typer.Exit(2 if asked.is_bad_call else int(is_needed))


def _print_years(store: "Store", named: Sequence[str], lang: str) -> None:
    """Print what the reports named say of last year, held against last year's report: soft, and a matter for nobody."""
    from extractor.cli.years import beside
    from extractor.render.years import years

    found, reports = beside(store, named)
    if found:
        write(years(found, reports, lang))


def _print(dossiers: Iterator["Dossier"], severity: str | None, lang: str, *, is_named: bool) -> bool:
    """Print each report, in full where it is named or has something grave enough; return whether anybody is needed."""
    from extractor import render
    from extractor.matters import matters
    from extractor.records import Severity

    least, counts = Severity(severity or Severity.HINT), Counter[str]()
    for dossier in dossiers:
        found = matters(dossier)
        is_needed = any(matter.is_open for matter in found)
        told = Counter(m.severity.value for m in found if m.is_open or m.severity is Severity.HINT)
        counts.update(reports=1, people=int(is_needed), **told)
        looked_for = [m for m in found if m.severity.is_at_least(least) and (m.is_open or severity == Severity.HINT)]
        if is_named or looked_for:
            write(render.check(dossier, lang, least))
            emit("\n")
        else:
            emit(f"{render.clean_line(dossier, lang)}\n")
    if counts["reports"] > 1:
        shown = {name: counts[name] for name in ("reports", "people", *Severity)}
        emit(f"{say(lang, 'check.total', **shown)}\n")
    return counts["people"] > 0
