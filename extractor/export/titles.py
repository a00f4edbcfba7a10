"""Names for sheets, and text of a document made fit for a cell."""

import re

from extractor.dossier import Dossier
from extractor.lines import visible

LONGEST_TITLE = 31
LONGEST_CELL = 32_000
"""A little less than the most characters a cell may have."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_title(number: int, dossier: Dossier) -> str:
    """Return the title of a report's sheet, unlike any other: its number, its agency and year, or its file's name."""
    known = " ".join(str(part) for part in (dossier.agency, dossier.year) if part)
    name = known or dossier.record.document.rpartition("/")[2]
    return _cut(f"{number:03} {_FORBIDDEN.sub('_', visible(name))}", LONGEST_TITLE).strip()


def text_of(text: str | None) -> str | None:
    """Return text of a document for one cell: without control characters, and not longer than a cell may be."""
    return None if text is None else fitted(visible(text))


def fitted(text: str) -> str:
    """Return text no longer than a cell may be; where it is cut it ends in dots."""
    cut = _cut(text, LONGEST_CELL)
    return cut if cut == text else f"{cut} ..."


def _cut(text: str, longest: int) -> str:
    # A spreadsheet counts a rare character as two, as UTF-16 does.
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore")
