"""A document prepared for matching: its folded text, the compact copy, and where each known word stands in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extractor.locate.running_heads import without_running_heads
from extractor.normalise import Compact, compact, fold
from extractor.records import Document
from extractor.schema.compiled import Schema
from extractor.schema.model import Label, Table
from extractor.span import Span

# A word that stands in a document thousands of times (a hostile or machine-made text) says nothing about its tables.
MAX_HITS_PER_WORD = 4000
LONG_WORD = 4
DIGITS = "0123456789"
LONG_TEXT = 50_000  # characters below which no report holds a word that often


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word to look for: `kind` is row, column, heading, landmark or section; `key` the id of what it names.

    A word is weak that is only the beginning of a row's label, torn off in a narrow column: it counts where a line
    starts, and behind the label's `number` alone where other labels begin alike.
    """

    kind: str
    table: str
    key: str
    is_weak: bool = False
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a word stands; `start:end` are offsets into the compact copy."""

    start: int
    end: int
    word: Word

    @property
    def is_long(self) -> bool:
        """Return whether the word says something by itself; a shorter one (其他, 总计) also stands elsewhere."""
        return self.end - self.start >= LONG_WORD


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
    folded = without_running_heads(fold(document.text))
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
        for start in places(page.words, text)
        for word in named
        if not word.is_weak or starts_line(page, start, word.number)
    ]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    return _outermost(found)


def letters(text: str) -> int:
    """Return how many characters of a compact text are no digits."""
    return len(text) - sum(map(text.count, DIGITS))


def is_crowded(page: Page, words: Mapping[str, tuple[Word, ...]]) -> bool:
    """Return whether some word stands so often that its later places are not looked at."""
    return len(page.words) > LONG_TEXT and any(page.words.count(text) > MAX_HITS_PER_WORD for text in words)


def places(text: str, word: str) -> Iterable[int]:
    """Yield where a word stands in a text, as far as its places are looked at."""
    at = text.find(word)
    count = 0
    while at >= 0 and count < MAX_HITS_PER_WORD:
        yield at
        count += 1
        at = text.find(word, at + 1)


def starts_line(page: Page, start: int, number: str | None) -> bool:
    """Return whether nothing but a bar or a label's number (this one, if given) stands before a place on its line."""
    raw = page.compact.raw(start)
    line = page.folded.rfind("\n", max(0, raw - LONGEST_NUMBER), raw) + 1
    found = LABEL_NUMBER.fullmatch(page.folded, line, raw) if line or raw < LONGEST_NUMBER else None
    return found is not None and number in {None, found["number"]}


LONGEST_NUMBER = 24
LABEL_NUMBER = re.compile(r"[\s|\"(]{0,12}(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?[\s.、,)]{0,6}\"?")


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
    yield from _beginnings(table)
    for column in table.columns:
        for text in column.match or _labels(column.label):
            yield text, Word(kind="column", table=table.id, key=column.id)


def _beginnings(table: Table) -> Iterable[tuple[str, Word]]:
    """Yield the beginning of each row's label, longer where others begin alike, or else with the label's number."""
    texts = {row.id: [matching_form(text) for text in (*_labels(row.label), *row.match)] for row in table.listed_rows}
    for row in table.listed_rows:
        others = tuple(text for other, known in texts.items() if other != row.id for text in known)
        label = texts[row.id][0]
        lengths = range(SHORTEST_BEGINNING, len(label))
        unique = next((n for n in lengths if not any(text.startswith(label[:n]) for text in others)), None)
        if unique is not None:
            yield label[:unique], Word(kind="row", table=table.id, key=row.id, is_weak=True)
        if unique != SHORTEST_BEGINNING and row.enumerator and len(label) > SHORTEST_BEGINNING:
            word = Word(kind="row", table=table.id, key=row.id, is_weak=True, number=row.enumerator)
            yield label[:SHORTEST_BEGINNING], word


SHORTEST_BEGINNING = 4


def _labels(label: Label) -> tuple[str, ...]:
    return tuple(text for text in (label.zh, label.en) if text)
