"""Notices: to each office its own mistakes and nothing else; what is not sure goes to an internal worklist."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.dossier import Dossier
from extractor.notices import reliance
from extractor.notices.entry import entry
from extractor.notices.pages import FOLDER, index_page, notice_page, worklist_page
from extractor.notices.reliance import Measured, measured
from extractor.notices.rows import notice_table, work_table
from extractor.notices.sorting import WHOM, Sorted, sort

__all__ = ["WHOM", "File", "Sorted", "files", "measured", "sorted_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to write: its name within the folder, with `/`, and its whole text."""

    name: str
    text: str


def sorted_out(dossiers: Iterable[Dossier], by: str, lang: str) -> Sorted:
    """Return who is told what, in words; of each dossier only what is quoted is kept."""
    return sort((entry(dossier, lang) for dossier in dossiers), by)


def files(found: Sorted, by: str, lang: str, counts: Measured | None = None) -> Iterator[File]:
    """Yield the notices as pages and tables, then the worklist, and last the index, which only a whole folder has.

    `counts` says how often a notice is wrong, where that was measured.
    """
    for notice in found.notices:
        yield File(name=f"{FOLDER}/{notice.file}.html", text=notice_page(notice, by, lang))
        yield File(name=f"{FOLDER}/{notice.file}.csv", text=notice_table(notice, lang))
    yield File(name="worklist.html", text=worklist_page(found.works, lang))
    yield File(name="worklist.csv", text=work_table(found.works, lang))
    statement = reliance.statement(counts, found.readers, lang)
    yield File(name="index.html", text=index_page(found, by, statement, lang))
