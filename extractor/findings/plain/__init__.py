"""Findings without a model: read from how reports open such passages and number what they list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from extractor.findings.found import MOST_TEXT, Found
from extractor.findings.plain.copy import Copy, copy_of
from extractor.findings.plain.links import Told, links
from extractor.findings.plain.outline import PROBLEM, Item, outline
from extractor.findings.plain.pieces import trimmed
from extractor.findings.plain.promises import commitment
from extractor.findings.plain.quoting import quoted
from extractor.findings.plain.titles import gist, theme, themes
from extractor.findings.section import SECTION, Place, section
from extractor.locate import Page
from extractor.records import Commitment, Finding, Flag
from extractor.schema.compiled import Schema
from extractor.span import Span

LANGUAGE: Final = "zh"
"""The one language whose ways of opening and numbering such passages are known here."""
MOST_ITEMS: Final = 120
"""Findings of one report; what lists more is no list of problems, and is cut here and said."""


def read_findings(page: Page, schema: Schema) -> Found:
    """Return the findings of a report as its own words and numbers part them."""
    form = schema.file
    if form.language != LANGUAGE or not form.finding_kinds or not any(known.id == SECTION for known in form.sections):
        return Found(findings=None)
    place = section(page, schema)
    if place is None:
        return Found(findings=None, flags=(Flag(kind="section_not_found"),))
    if place.is_empty:
        return Found(findings=())
    copy = copy_of(page, _looked_at(place))
    items = outline(copy, is_guessed=place.is_guessed)
    told = items[:MOST_ITEMS]
    findings = tuple(_findings(copy, page, told, schema))
    return Found(findings=findings, flags=tuple(_flags(place, is_cut=len(told) < len(items))))


def _looked_at(place: Place) -> Span:
    return Span(place.span.start, min(place.span.end, place.span.start + MOST_TEXT))


def _findings(copy: Copy, page: Page, items: Sequence[Item], schema: Schema) -> Iterator[Finding]:
    """Yield the problems and then the measures, numbered within their kind."""
    words = [_words(copy, item) for item in items]
    told = [
        Told(is_problem=item.kind == PROBLEM, words=said, themes=themes(said, schema))
        for item, said in zip(items, words, strict=True)
    ]
    addressed = links(told)
    names = _names(items)
    for at in sorted(names, key=lambda at: items[at].kind != PROBLEM):
        found = _finding(copy, page, items[at], schema, names[at])
        if items[at].kind == PROBLEM:
            yield found
        else:
            promised = _as_printed(commitment(words[at]), page, copy.span(*items[at].span))
            yield replace(found, addresses=tuple(names[problem] for problem in addressed[at]), commitment=promised)


def _words(copy: Copy, item: Item) -> str:
    """Return what an item says behind its number."""
    start = item.mark.span.end if item.mark else item.span.start
    return copy.text[start : item.span.end].replace("\n", " ")


def _names(items: Sequence[Item]) -> Mapping[int, str]:
    """Return the id of each item by its place: p1, p2, m1..."""
    counts: dict[str, int] = {}
    names: dict[int, str] = {}
    for at, item in enumerate(items):
        counts[item.kind] = counts.get(item.kind, 0) + 1
        names[at] = f"{item.kind[0]}{counts[item.kind]}"
    return names


def _finding(copy: Copy, page: Page, item: Item, schema: Schema, name: str) -> Finding:
    place = quoted(copy, item)
    span, extent = copy.span(*place), copy.span(*trimmed(copy, item.span))
    return Finding(
        id=name,
        kind=item.kind,
        span=span,
        quote=page.document.text[slice(*span)],
        gist=gist(copy.text[slice(*place)], page.document.text[slice(*span)]),
        theme=theme(copy.text[slice(*place)], schema) or theme(copy.text[slice(*item.span)], schema),
        extent=extent if extent.end > span.end else None,
    )


def _as_printed(promised: Commitment | None, page: Page, within: Span) -> Commitment | None:
    """Return a promise in the report's own characters."""
    if promised is None:
        return None
    folded = page.folded[slice(*within)].replace("\n", " ")

    def printed(words: str | None) -> str | None:
        at = -1 if words is None else folded.find(words)
        return (
            words if words is None or at < 0 else page.document.text[within.start + at : within.start + at + len(words)]
        )

    return Commitment(deadline=printed(promised.deadline), unit=printed(promised.unit), target=printed(promised.target))


def _flags(place: Place, *, is_cut: bool) -> Iterator[Flag]:
    if place.is_guessed:
        yield Flag(kind="section_guessed", span=place.span)
    if place.span.end - place.span.start > MOST_TEXT:
        yield Flag(kind="section_cut", detail=str(MOST_TEXT), span=place.span)
    if is_cut:
        yield Flag(kind="too_many_findings", detail=str(MOST_ITEMS), span=place.span)
