"""A document prepared for matching: its folded text, the compact copy, and where each known word stands in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extractor.normalise import Compact, compact, fold
from extractor.records import Document
from extractor.schema.compiled import Schema
from extractor.schema.model import Label, Table
from extractor.span import Span

# A word that stands in a document thousands of times (a hostile or machine-made text) says nothing about its tables.
MAX_HITS_PER_WORD = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word to look for: `kind` is row, column, heading, landmark or section; `key` the id of what it names."""

    kind: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a word stands; `start:end` are offsets into the compact copy."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document (or a part of it) with its matching copy; `span` is the part of the text that counts."""

    document: Document
    folded: str
    compact: Compact
    words: str
    span: Span

    def raw(self, start: int, end: int) -> Span:
        """Return the place in the document of `start:end` of the compact copy."""
        return self.compact.span(start, end)

    def stretch(self, start: int, end: int) -> Span:
        """Return the same up to where the next word begins, so that marks behind the last character belong to it."""
        last = self.compact.raw(end) if end < len(self.words) else self.span.end
        return Span(self.compact.span(start, max(end, start + 1)).start, last)


def make_page(document: Document, span: Span | None = None) -> Page:
    """Return `document`, or the part of it in `span`, prepared for matching."""
    folded = fold(document.text)
    return _page(document, folded, span or Span(0, len(folded)))


def part_page(page: Page, span: Span) -> Page:
    """Return the same page cut down to `span`."""
    return _page(page.document, page.folded, span)


def _page(document: Document, folded: str, span: Span) -> Page:
    copy = compact(folded, span.start, span.end)
    return Page(document=document, folded=folded, compact=copy, words=copy.text.lower(), span=span)


def hits(page: Page, words: Mapping[str, tuple[Word, ...]]) -> list[Hit]:
    """Return every place where one of `words` stands, in order; a hit inside a longer one is left out."""
    found = [
        Hit(start, start + len(text), word)
        for text, named in words.items()
        for start in _places(page.words, text)
        for word in named
    ]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    return _outermost(found)


def _places(text: str, word: str) -> Iterable[int]:
    at = text.find(word)
    count = 0
    while at >= 0 and count < MAX_HITS_PER_WORD:
        yield at
        count += 1
        at = text.find(word, at + 1)


def _outermost(found: list[Hit]) -> list[Hit]:
    """Drop a hit that lies inside another hit's characters, unless both are the very same characters."""
    kept: list[Hit] = []
    reach, reach_start = 0, -1
    for hit in found:
        if hit.end > reach:
            kept.append(hit)
            reach, reach_start = hit.end, hit.start
        elif hit.start == reach_start and hit.end == reach:
            kept.append(hit)
    return kept


@cache
def matching_form(word: str) -> str:
    """Return a word as it reads in a compact copy."""
    return compact(fold(word)).text.lower()


_WORDS: dict[str, dict[str, tuple[Word, ...]]] = {}


def words_of(schema: Schema) -> dict[str, tuple[Word, ...]]:
    """Return every word of a schema's tables and sections in matching form, with what each names."""
    known = _WORDS.get(schema.digest)
    if known is None:
        known = _WORDS[schema.digest] = _collect(schema)
    return known


def _collect(schema: Schema) -> dict[str, tuple[Word, ...]]:
    words: dict[str, list[Word]] = {}
    for text, word in _named(schema):
        form = matching_form(text)
        if form and word not in words.setdefault(form, []):
            words[form].append(word)
    return {text: tuple(named) for text, named in words.items()}


def _named(schema: Schema) -> Iterable[tuple[str, Word]]:
    for table in schema.tables:
        yield from _named_in(table)
    for section in schema.file.sections:
        for text in section.heading:
            yield text, Word(kind="section", table="", key=section.id)


def _named_in(table: Table) -> Iterable[tuple[str, Word]]:
    for text in table.heading:
        yield text, Word(kind="heading", table=table.id, key=table.id)
    groups = (text for row in table.listed_rows if row.group for text in _labels(row.group))
    for text in (*table.landmarks, *groups):
        yield text, Word(kind="landmark", table=table.id, key=table.id)
    for row in table.listed_rows:
        for text in row.match or _labels(row.label):
            yield text, Word(kind="row", table=table.id, key=row.id)
    for column in table.columns:
        for text in column.match or _labels(column.label):
            yield text, Word(kind="column", table=table.id, key=column.id)


def _labels(label: Label) -> tuple[str, ...]:
    return tuple(text for text in (label.zh, label.en) if text)
