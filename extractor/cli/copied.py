"""`gouji copied`: text that reports have in common with the office's own of other years and with other offices'."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.diff import FormatOption, as_text, put
from extractor.cli.documents import Asked
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, language
from extractor.cli.output import OutputOption, is_standard_output
from extractor.cli.terminal import complain, emit
from extractor.cli.terminal import show as write
from extractor.cli.where import WhereOption, answering
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text

    from extractor.corpus import Likeness
    from extractor.schema.compiled import Schema
    from extractor.store import Store

_MOST_ON_A_PAGE = 50

LeastOption = Annotated[
    float,
    typer.Option("--least", metavar="PERCENT", help="The least share of a report's own words to tell of, in per cent."),
]


def copied(
    *,
    context: typer.Context,
    docs: DocsArgument = None,
    where: WhereOption = None,
    least: LeastOption = 5.0,
    format: FormatOption = "text",  # noqa: A002 - the option's own name
    output: OutputOption = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print the pairs of reports that have text in common, by its share; for one DOC the passages, side by side."""
    from extractor.store import Store

    spoken = language(context, lang)
    if not 0 <= least <= 100:
        raise CallError("copied.least", found=least)
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        ids = _asked(store, asked, where or (), db, is_named=bool(docs))
        if asked.is_bad_call and not ids:
            raise typer.Exit(2)
        found, schemas = _found(store, ids, least / 100, spoken)
    _Told(found, schemas, spoken, is_one=docs is not None and len(docs) == 1).put(format, output, f"{least:g}%")
    raise typer.Exit(2 if asked.is_bad_call else 0)


def _asked(store: "Store", asked: Asked, where: Sequence[str], db: Path, *, is_named: bool) -> set[str] | None:
    """Return the ids of the reports whose pairs are asked for; null for those of all."""
    if not (is_named or where):
        return None
    named = set(asked.ids()) if is_named else None
    listed = set(answering(store, where, db)) if where else None
    return named & listed if named is not None and listed is not None else named or listed or set()


def _found(
    store: "Store", ids: set[str] | None, least: float, lang: str
) -> "tuple[tuple[Likeness, ...], Mapping[str, Schema]]":
    from extractor.cli.versions import current
    from extractor.corpus import narrative
    from extractor.corpus.copied import copied as pairs
    from extractor.corpus.copied import latest

    narratives, schemas = [], {}
    for dossier in store.dossiers(current(store)):
        found = narrative(dossier)
        if found is not None and dossier.schema is not None:
            narratives.append(found)
            schemas[found.report] = dossier.schema
        elif ids is not None and dossier.record.id in ids:
            complain(say(lang, "copied.not_read", doc=dossier.record.document))
    return pairs(latest(narratives, ids or set()), ids, least=least), schemas


class _Told:
    """Pairs of reports, and how they are to be told of: in a list, or with their passages."""

    def __init__(
        self, found: "Sequence[Likeness]", schemas: "Mapping[str, Schema]", lang: str, *, is_one: bool
    ) -> None:
        self._found, self._schemas, self._lang, self._is_one = found, schemas, lang, is_one

    def put(self, format: str, output: Path | None, least: str) -> None:  # noqa: A002
        """Write them in a format."""
        if format == "json":
            from extractor.render.corpus_json import likeness_json

            put(json.dumps([likeness_json(each) for each in self._found], ensure_ascii=False, indent=2) + "\n", output)
        elif format == "html":
            from extractor.render.pages import copied_page

            put(copied_page(self._found, self._schemas, self._lang, with_passages=self._has_room), output)
        else:
            self._put_text(output, least)

    @property
    def _has_room(self) -> bool:
        """Return whether a page holds every passage: for one report, or a few pairs."""
        return self._is_one or len(self._found) <= _MOST_ON_A_PAGE

    def _put_text(self, output: Path | None, least: str) -> None:
        parts = list(self._parts(least))
        if is_standard_output(output):
            for part in parts:
                write(part)
                emit("\n")
        else:
            put("\n".join(map(as_text, parts)), output)

    def _parts(self, least: str) -> "Iterator[Group | Text]":
        from rich.text import Text

        from extractor.render.copied import pairs, side_by_side

        if not self._found:
            yield Text(say(self._lang, "copied.none", least=least))
            return
        yield pairs(self._found, self._lang)
        for each in self._found if self._is_one else ():
            yield side_by_side(each, self._schemas, self._lang)
