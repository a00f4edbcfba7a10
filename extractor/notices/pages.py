"""Notices, the worklist and the index as web pages that stand alone: no script, no link out, nothing from elsewhere."""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

from extractor.notices.sorting import Notice, Sorted, Work
from extractor.notices.tasks import Task
from extractor.pages import page

FOLDER = "notices"
"""The folder of what may be sent out, beside the index and the worklist, which stay."""


def notice_page(notice: Notice, by: str, lang: str) -> str:
    """Return the page that tells one office of its mistakes; how sure notices are in general is the house's to know."""
    return _page("notice.html", lang, notice=notice, by=by)


def index_page(found: Sorted, by: str, reliance: str, lang: str) -> str:
    """Return the internal page that lists the notices; `reliance` says in full how likely one is wrong."""
    links = {notice.file: f"{FOLDER}/{quote(notice.file)}" for notice in found.notices}
    return _page("index.html", lang, found=found, by=by, reliance=reliance, links=links)


def worklist_page(works: Sequence[Work], lang: str) -> str:
    """Return the internal page of all that waits for a person, report by report."""
    folded = [(work, folds(work.tasks)) for work in works]
    return _page("worklist.html", lang, works=folded, count=sum(len(work.tasks) for work in works))


def folds(tasks: Sequence[Task]) -> list[tuple[Task, ...]]:
    """Return tasks one by one, but those together that may be shown in one row."""
    numbered = groupby(enumerate(tasks), key=lambda pair: (pair[1].severity, pair[1].fold or pair[0]))
    return [tuple(task for _, task in group) for _, group in numbered]


def _page(template: str, lang: str, **values: object) -> str:
    return page("extractor.notices", template, lang, **values)
