"""What a finding is about, from its own words: a short gist and a theme of the form's list."""

import re
from collections.abc import Iterator
from typing import Final

from extractor.findings.plain.marks import FAMILIES, PROBLEM_WORDS
from extractor.schema.compiled import Schema
from extractor.span import Span

MOST_OF_A_GIST: Final = 40
LEAST_OF_A_GIST: Final = 6
_CLAUSE_END: Final = re.compile(r"[,。;:!?]")
_ASIDE: Final = re.compile(r"针对|从20|自20|对照|按照|根据|围绕|结合|受|由于|为了?|导致|使得")
_BLANKS: Final = re.compile(r"\s+")


def gist(folded: str, printed: str) -> str | None:
    """Return a quote in a few words: its first clause that names a shortcoming, else its first, without its number.

    Null where that is too long or too short to say it. The two are one text, folded and as it is printed.
    """
    clauses = [Span(start, end) for start, end in _clauses(folded, _number_end(folded))]
    telling = [
        clause for clause in clauses if PROBLEM_WORDS.search(folded, *clause) and not _ASIDE.match(folded, *clause)
    ]
    if not clauses:
        return None
    own = telling or [clause for clause in clauses if not _ASIDE.match(folded, *clause)] or clauses
    words = _BLANKS.sub("", printed[slice(*own[0])])
    return words if len(words) <= MOST_OF_A_GIST else None


def themes(words: str, schema: Schema) -> frozenset[str]:
    """Return every theme that a word speaks for."""
    return frozenset(theme.id for theme in schema.file.themes if any(word in words for word in theme.words))


def theme(words: str, schema: Schema) -> str | None:
    """Return the theme that most words speak for, of several the one that is spoken of first; null where none is."""
    counted = [
        (
            sum(word in words for word in each.words),
            -min(words.find(word) for word in each.words if word in words),
            each.id,
        )
        for each in schema.file.themes
        if any(word in words for word in each.words)
    ]
    return max(counted)[2] if counted else None


def _clauses(folded: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of a text begin and end; one of a few letters belongs to the next."""
    for found in _CLAUSE_END.finditer(folded + "。", start):
        if found.start() - start >= LEAST_OF_A_GIST:
            yield start, found.start()
            start = found.end()


def _number_end(folded: str) -> int:
    found = next((found for _, pattern in FAMILIES if (found := pattern.match(folded))), None)
    return found.end() if found else 0
