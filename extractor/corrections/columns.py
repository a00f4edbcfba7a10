"""The columns of the table of decisions: what Gouji says of a matter, then what the person says."""

from collections.abc import Mapping

from extractor.messages import MESSAGES, say

COLUMNS: tuple[str, ...] = (
    "fingerprint",
    "report",
    "document",
    "agency",
    "year",
    "severity",
    "kind",
    "subject",
    "what",
    "printed",
    "read",
    "candidates",
    "sum",
    "line",
    "quote",
    "earlier",
    "number",
    "decision",
    "value",
    "who",
    "why",
)
"""The ids of the columns, in order; the last four are the person's."""

_MARK = "m"


def headings(lang: str) -> tuple[str, ...]:
    """Return the headings of the columns in one language."""
    return tuple(say(lang, f"heading.{column}") for column in COLUMNS)


def accepted_headings() -> Mapping[str, tuple[str, str]]:
    """Return the headings each column may have, in both languages, by its id."""
    return {column: MESSAGES[f"heading.{column}"] for column in COLUMNS}


def as_mark(fingerprint: str) -> str:
    """Return a fingerprint with a letter before it: a spreadsheet would turn `123456789012e345` into a number."""
    return _MARK + fingerprint


def from_mark(cell: str) -> str:
    """Return the fingerprint a cell holds, empty where it holds none."""
    mark = cell.casefold()
    return mark.removeprefix(_MARK) if mark.startswith(_MARK) else ""
