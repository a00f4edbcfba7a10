"""The report of a run as one web page for people: it stands alone, needs no script and links nowhere."""

from collections.abc import Mapping, Sequence

from extractor.evaluation.page.charts import SIGNS, WRONG, groups, parts, strip, wrong
from extractor.evaluation.page.documents import MOST_NAMES, documents
from extractor.evaluation.page.faults import faults
from extractor.evaluation.page.gist import gist
from extractor.evaluation.page.names import Names
from extractor.evaluation.page.shown import DASH, at, counted, figure, interval, percent
from extractor.evaluation.told import asked_text, gap_text, lot_of, lot_text
from extractor.model.told import amount_text, failures_text
from extractor.pages import page
from extractor.schema.compiled import Schema
from extractor.serialise import JsonObject

VERDICTS = ("clean", "extraction_error", "source_defect", "both")
"""The verdicts in the order of the matrix."""

MOST_FLAKY = 50
"""Cells that are shown of those on which repeats differ."""

_WORDS: Mapping[str, object] = {
    "at": at,
    "counted": counted,
    "dash": DASH,
    "figure": figure,
    "interval": interval,
    "lot_of": lot_of,
    "lot_text": lot_text,
    "percent": percent,
    "strip": strip,
    "wrong": wrong,
}
"""What the templates say figures with."""


def report_page(report: JsonObject, lang: str, *, schemas: Sequence[Schema] = ()) -> str:
    """Return the report of a run as a page in one language; `schemas` name the slots of the forms at hand."""
    names = Names(lang=lang, schemas=schemas)
    return page(
        "extractor.evaluation.page",
        "report.html",
        lang,
        **_WORDS,
        report=report,
        names=names,
        gist=gist(report, lang),
        groups=groups(report["strata"]),
        parts=parts(report, names),
        documents=documents(report, names),
        faults=faults(report.get("validators"), names),
        most_names=MOST_NAMES,
        signs=SIGNS,
        mends=WRONG,
        verdicts=VERDICTS,
        amount=amount_text,
        asked_text=asked_text,
        gap_text=gap_text,
        failures=failures_text,
        most_flaky=MOST_FLAKY,
    )


def index_page(index: JsonObject, lang: str) -> str:
    """Return several runs over the same reports as a page in one language: the best first, each with its folder."""
    return page("extractor.evaluation.page", "index.html", lang, **_WORDS, index=index, amount=amount_text, signs=SIGNS)
