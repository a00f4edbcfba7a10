"""What a report says in its own words, made ready for comparing: without tables, page furniture and statutory wording.

Figures and the office's own name are masked, so that `the same text with the numbers changed` is the same text; every
character keeps its place in the document.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.corpus.masking import Masked, masked
from extractor.corpus.offices import named, office
from extractor.corpus.statutory import GRAM, statutory
from extractor.dossier import Dossier
from extractor.findings.section import SECTION, section
from extractor.locate import Page, make_page, regions
from extractor.locate.page import hits, starts_line, words_of
from extractor.normalise import Compact
from extractor.records import Document
from extractor.schema.compiled import Schema
from extractor.span import Span

Interval = tuple[int, int]
"""A stretch of the masked text: where it begins, and where it ends."""

_SHORT_LINE, _LONG_LINE = 16, 200
_ADDRESS = re.compile(r"https?:|www\.|\.html?\b|^.{0,3}(?:发布|发文|成文|来源|文号|索引号|信息来源|字号|浏览|点击)")
_STANDING = re.compile(
    r"电子版|邮编|邮政编码|联系电话|电子邮箱|电子邮件|传真|统计期限|国办公开办函|国办函|如[对有].{0,12}疑问"
)
_SENTENCE = re.compile(r"[^。;\n]{1,400}")
_IN_A_SENTENCE = re.compile(r"[,。;!?]|:(?!\Z)")
_SENTENCE_ENDS = re.compile(r"[。;:!?]\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """A report's own words, masked: `text` is what is compared, `stretches` are those parts of it that count.

    `source` is the document's text, `sections` are the stretches of the form's sections, by id.
    """

    report: str
    document: str
    agency: str | None
    office: str | None
    year: int | None
    source: str
    masked: Masked
    compact: Compact
    stretches: tuple[Interval, ...]
    sections: Mapping[str, Interval]

    @property
    def text(self) -> str:
        """Return the masked text."""
        return self.masked.text

    @property
    def letters(self) -> int:
        """Return how many characters count."""
        return sum(end - start for start, end in self.stretches)

    def letters_within(self, interval: Interval) -> int:
        """Return how many characters of an interval count."""
        return overlap(self.stretches, [interval])

    def span(self, start: int, end: int) -> Span:
        """Return the place in the document of `start:end` of the masked text."""
        return self.compact.span(self.masked.origin(start), self.masked.origin(end))

    def interval(self, span: Span) -> Interval:
        """Return the stretch of the masked text that stands at a place of the document."""
        return self.at(span.start), self.at(span.end)

    def at(self, offset: int) -> int:
        """Return the first character of the masked text at or after an offset of the document."""
        return self.masked.at(self.compact.index_of(offset))


def narrative(dossier: Dossier) -> Narrative | None:
    """Return what a report says in its own words; null where it was not read by any form."""
    schema, record = dossier.schema, dossier.record
    if schema is None or not dossier.text:
        return None
    page = make_page(Document(name=record.document, sha256=record.id, text=dossier.text), record.span)
    whole = Narrative(
        report=record.id,
        document=record.document,
        agency=dossier.agency,
        office=office(dossier),
        year=dossier.year,
        source=dossier.text,
        masked=masked(page.words, named(dossier.agency)),
        compact=page.compact,
        stretches=(),
        sections={},
    )
    away = [whole.interval(span) for span in (*_tables(page, schema, dossier), *_furniture(page))]
    stretches = tuple(without((0, len(whole.text)), [*away, *_statutory(whole.text, schema)]))
    return replace(whole, stretches=stretches, sections=_sections(page, schema, whole))


def overlap(intervals: Iterable[Interval], others: Iterable[Interval]) -> int:
    """Return how many characters two lists of disjoint intervals, both in order, share."""
    return sum(end - start for start, end in shared(intervals, others))


def shared(intervals: Iterable[Interval], others: Iterable[Interval]) -> Iterator[Interval]:
    """Yield what two lists of disjoint intervals, both in order, have in common."""
    left, right = iter(intervals), iter(others)
    one, other = next(left, None), next(right, None)
    while one is not None and other is not None:
        start, end = max(one[0], other[0]), min(one[1], other[1])
        if start < end:
            yield start, end
        if one[1] < other[1]:
            one = next(left, None)
        else:
            other = next(right, None)


def without(whole: Interval, cuts: Iterable[Interval]) -> Iterator[Interval]:
    """Yield what is left of an interval where others are cut out; what is shorter than a piece is dropped."""
    at, end = whole
    for start, stop in sorted(cuts):
        if min(start, end) - at >= GRAM:
            yield at, min(start, end)
        at = max(at, stop)
    if end - at >= GRAM:
        yield at, end


def _tables(page: Page, schema: Schema, dossier: Dossier) -> Iterator[Span]:
    """Yield the places of the tables: each ends with the last figure in it, for a region may run on into the prose."""
    for table, region in regions(page, schema).items():
        slots = (slot for address, slot in dossier.record.slots.items() if address.startswith(f"{table}/"))
        ends = [slot.span.end for slot in slots if slot.span is not None and slot.span.within(region.span)]
        yield Span(region.span.start, max(ends, default=region.span.end))


def _furniture(page: Page) -> Iterator[Span]:
    """Yield what is no report's own: headings, lines of the page around it, and whom to ask about it.

    A heading is a short line that stands alone and is no sentence.
    """
    at, is_open = page.span.start, False
    for line in page.folded[page.span.start : page.span.end].split("\n"):
        bare = line.strip()
        is_short = len(bare) < _SHORT_LINE and not _IN_A_SENTENCE.search(bare)
        if (is_short and not is_open) or (len(bare) < _LONG_LINE and _ADDRESS.search(bare)):
            yield Span(at, at + len(line))
        else:
            is_open = bool(bare) and not _SENTENCE_ENDS.search(bare)
        at += len(line) + 1
    for sentence in _SENTENCE.finditer(page.folded, page.span.start, page.span.end):
        if _STANDING.search(sentence[0]):
            yield Span(*sentence.span())


def _statutory(text: str, schema: Schema) -> Iterator[Interval]:
    known = statutory(schema)
    yield from ((at, at + GRAM) for at in range(len(text) - GRAM + 1) if text[at : at + GRAM] in known)


def _sections(page: Page, schema: Schema, whole: Narrative) -> Mapping[str, Interval]:
    """Return the stretches of the sections, the longest of each: that on problems as findings are looked for in it."""
    found: dict[str, Interval] = {}
    for name, span in _headed(page, schema):
        interval = whole.interval(span)
        if _length(interval) > _length(found.get(name, (0, 0))):
            found[name] = interval
    return found


def _headed(page: Page, schema: Schema) -> Iterator[tuple[str, Span]]:
    known = (hit for hit in hits(page, words_of(schema)) if hit.word.kind in {"section", "heading"})
    heads = [hit for hit in known if starts_line(page, hit.start, None)]
    for at, hit in enumerate(heads):
        end = heads[at + 1].start if at + 1 < len(heads) else len(page.words)
        if hit.word.kind == "section" and hit.word.key != SECTION:
            yield hit.word.key, page.raw(hit.start, end)
    problems = section(page, schema)
    if problems is not None:
        yield SECTION, problems.span


def _length(interval: Interval) -> int:
    return interval[1] - interval[0]
