"""What all formats say alike: names of reports, titles, marks, themes, what a model did."""

from collections.abc import Iterator, Sequence
from typing import Final

from extractor.lines import visible
from extractor.messages import say, word
from extractor.serialise import plain
from extractor.summarise.nouns import Card, Citation, OfficesSum, Outlier, Report, Sentence, Table
from extractor.summarise.phrases import flat
from extractor.summarise.rollup.tables import ALL

MOST_QUOTED: Final = 160
"""Letters of a quote that are shown; the place has the rest."""
SHORT_ID: Final = 12

Themes = Sequence[tuple[str, str, str]]
"""Themes of a form: id, Chinese, English."""


def name_of(report: Report, lang: str) -> str:
    """Return what a report is called: its agency and year, or its file where no agency is known."""
    agency = visible(report.agency or report.document)
    if report.year is None:
        return say(lang, "summary.name.no_year", agency=agency)
    return say(lang, "summary.name", agency=agency, year=report.year)


def title_of(card: Card, lang: str) -> str:
    """Return the title of a card."""
    return say(lang, "summary.title", name=name_of(card.report, lang))


def short_id(report: Report) -> str:
    """Return the id of a record as people type it."""
    sha256, _, part = report.id.partition("#")
    return f"{sha256[:SHORT_ID]}#{part or 0}"


def theme_text(theme: str | None, themes: Themes, lang: str) -> str:
    """Return a theme in the form's words, empty where there is none."""
    return next((zh if lang == "zh" else en for id_, zh, en in themes if id_ == theme), theme or "")


def remarks(sentence: Sentence, themes: Themes, lang: str) -> list[str]:
    """Return what is said beside a sentence: its theme and its marks."""
    theme = theme_text(sentence.theme, themes, lang)
    also = say(lang, "summary.also_for", problems=", ".join(sentence.also)) if sentence.also else ""
    return [*filter(None, (theme, also)), *(say(lang, f"summary.mark.{mark}") for mark in sentence.marks)]


def quote_of(citation: Citation) -> tuple[str, str, str]:
    """Return the words before a place, the words there, and those behind it, on one line and not too long."""
    quote = flat(citation.quote)
    return citation.before, quote if len(quote) <= MOST_QUOTED else f"{quote[:MOST_QUOTED]}…", citation.after


def source_text(citation: Citation, lang: str) -> str:
    """Return a place in words: document, line and what is printed there."""
    before, quote, after = quote_of(citation)
    shown = f"{before}⟦{quote}⟧{after}" if before or after else say(lang, "summary.quoted", quote=quote)
    key = "summary.source.cell" if citation.label else "summary.source"
    document = visible(citation.document)
    return say(lang, key, document=document, line=citation.line, cell=citation.label, quote=shown)


def writing_text(card: Card, lang: str) -> str | None:
    """Return what a model did for a card; None where none was asked."""
    done = card.writing
    if done is None:
        return None
    if done.failure is not None:
        return say(lang, "summary.unwritten", model=visible(done.model), why=word(lang, "failure", done.failure))
    return say(lang, "summary.written", model=visible(done.model), written=done.written, replaced=done.replaced)


def files_text(card: Card, lang: str) -> Iterator[str]:
    """Yield which files a card was made from."""
    for key, report in (("summary.files", card.report), ("summary.previous", card.previous)):
        if report is not None:
            yield say(lang, key, document=visible(report.document), id=short_id(report))


def heading_text(table: Table, value: str, themes: Themes, lang: str, *, is_row: bool) -> str:
    """Return the heading of a row or a column of a roll-up's table."""
    if value == ALL:
        return say(lang, "rollup.all")
    by = table.title.rpartition("_")[2]
    kind = ("region" if table.title == "reports" else "theme") if is_row else ("region" if by == "region" else "year")
    if not value:
        return say(lang, f"rollup.no_{kind}")
    return theme_text(value, themes, lang) if kind == "theme" else visible(value)


def outlier_text(outlier: Outlier, lang: str) -> str:
    """Return what the others have."""
    key = "rollup.outlier.year" if outlier.year else "rollup.outlier.all"
    return say(lang, key, year=outlier.year, count=len(outlier.peers), median=plain(outlier.median))


def offices_text(found: OfficesSum, lang: str) -> str:
    """Return a government's figure and the sum of its offices'."""
    return say(
        lang,
        "rollup.offices.sum",
        region=visible(found.region),
        year=found.year,
        label=found.label.text(lang),
        value=plain(found.value),
        count=len(found.offices),
        total=plain(found.total),
        difference=plain(found.difference),
    )
