"""Full-text search that finds Chinese words of any length: every Chinese character is indexed as a word of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.span import Span

if TYPE_CHECKING:
    from sqlite_utils import Database

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHARACTER = re.compile(f"[{_HAN}]")
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")


_FOUND = """
SELECT records.record, min(documents.name) AS document, texts.text, span_start, span_end
FROM search
JOIN texts ON texts.id = search.rowid
JOIN documents ON documents.text = texts.id AND NOT superseded
JOIN records ON records.text = texts.id
WHERE search MATCH ? GROUP BY records.id ORDER BY 2, part
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One text that holds what was looked for: the record, a document's name, and where the words stand in the text."""

    record: str
    document: str
    text: str
    spans: tuple[Span, ...]


def hits(db: "Database", query: str) -> Iterator[Hit]:
    """Yield the records whose part of the text holds the words of `query` in their order, by document name and part."""
    sought = phrase(query)
    places = pattern(query)
    for row in db.query(_FOUND, [sought]) if sought else ():
        start, end = row.pop("span_start"), row.pop("span_end")
        spans = (Span(*match.span()) for match in places.finditer(row["text"]))
        inside = tuple(span for span in spans if start is None or start <= span.start < end)
        if inside:
            yield Hit(**row, spans=inside)


def words_of(text: str) -> str:
    """Return text as the index takes it: a blank around every Chinese character."""
    return _CHARACTER.sub(r" \g<0> ", text)


def phrase(query: str) -> str | None:
    """Return a query as a phrase of the index; None where it holds nothing to look for.

    The last word, where it is not Chinese, may go on: `Beij` finds `Beijing`.
    """
    words = _WORD.findall(query)
    if not words:
        return None
    joined = " ".join(words)
    return f'"{joined}"' if _CHARACTER.fullmatch(words[-1]) else f'"{joined}"*'


def pattern(query: str) -> re.Pattern[str]:
    """Return what a query looks like in a text: its words in order, with at most a few signs or blanks between them."""
    return re.compile(r"[\W_]{0,8}".join(map(re.escape, _WORD.findall(query))), re.IGNORECASE)
