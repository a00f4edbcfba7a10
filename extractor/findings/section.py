"""Where a report tells of its problems and how it means to improve: from that heading to the next one.

The heading's number may be wrong, merged or missing, and the same words stand in tables of contents and in prose.
Where no heading is printed (half a print-out), what stands behind the last table is taken if it speaks of problems.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.locate import Page, Region, regions
from extractor.locate.page import Hit, Word, hits, letters, words_of
from extractor.schema.compiled import Schema
from extractor.span import Span

SECTION = "problems"
"""The id of the section that findings are looked for in, in every form."""
PROBLEM = "problem"
"""The id of the kind of finding that a measure may address, in every form."""
LEAST_LETTERS = 12
"""What is shorter is a line of a table of contents."""
LEAST_WORDS = 2
"""Different words for problems that a stretch without a heading must hold."""

_LOOK_BACK = 40
_LONGEST_REST = 12
_NUMBERED = re.compile(
    r"(?:(?:^|\n)[^\w\n]*\w{1,3} ?[、.,)]|\(?[一二三四五六七八九十]{1,3} ?[、.)])[^\w\n]{0,3}[^\W\d_]{0,14}\s*\Z"
)
_BARE = re.compile(r"(?:^|\n)[^\w\n]*[^\W\d_]{0,14}\s*\Z")
_NOTHING = re.compile(r"\s{0,20}(?:本年度?)?(?:暂?无|没有)(?:存在的?)?(?:主要)?(?:问题)?。?\s{0,200}")
_HEADING_TAIL = re.compile(r"(?:情况|措施|办法|举措|工作|方向|的|及|和|与|下一步|计划){1,6}(?=\s|$|[(:。])")
_SENTENCE = re.compile(r"[。,;!?\d]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of the text that findings are read from; `is_guessed` where no heading says that it is the one.

    `is_empty` where all it says is that there is nothing to tell (无).
    """

    span: Span
    is_guessed: bool = False
    is_empty: bool = False


def section(page: Page, schema: Schema) -> Place | None:
    """Return the section on problems and improvement, or None where there is none."""
    known = hits(page, _heading_words(schema))
    headings = [(hit, start) for hit in known if (start := _heading_start(page, hit)) is not None]
    stretches = list(_stretches(page, headings))
    under = [span for span in stretches if _letters(page, span) >= LEAST_LETTERS]
    if under:
        return Place(span=max(under, key=lambda span: _letters(page, span)))
    nothing = next((span for span in stretches if _NOTHING.fullmatch(page.folded, *span)), None)
    return Place(span=nothing, is_empty=True) if nothing else _behind_the_tables(page, schema, headings)


def _heading_words(schema: Schema) -> dict[str, tuple[Word, ...]]:
    """Return the words of headings alone: they are few, and nothing else of the form's is looked for here."""
    return {
        text: own
        for text, named in words_of(schema).items()
        if (own := tuple(word for word in named if word.kind in {"section", "heading"}))
    }


def _stretches(page: Page, headings: Sequence[tuple[Hit, int]]) -> Iterator[Span]:
    """Yield what stands between a heading of the section, its own parts' headings included, and another's."""
    start: int | None = None
    reach = 0
    for hit, begins in headings:
        is_own = hit.word.kind == "section" and hit.word.key == SECTION
        if is_own and (start is None or hit.start < reach):  # words for a heading overlap one another
            start, reach = _heading_end(page, hit), max(reach, hit.end)
        elif not is_own and start is not None:
            yield Span(start, max(start, begins))
            start = None
    if start is not None:
        yield Span(start, page.span.end)


def _behind_the_tables(page: Page, schema: Schema, headings: Sequence[tuple[Hit, int]]) -> Place | None:
    tables = regions(page, schema)
    if not tables:
        return None
    start = max(_last_label(page, region) for region in tables.values())
    end = min((begins for _, begins in headings if begins >= start), default=page.span.end)
    words = page.words[page.compact.index_of(start) : page.compact.index_of(end)]
    spoken = {word for kind in schema.file.finding_kinds if kind.id == PROBLEM for word in kind.words if word in words}
    return Place(span=Span(start, end), is_guessed=True) if len(spoken) >= LEAST_WORDS else None


def _last_label(page: Page, region: Region) -> int:
    """Return the end of a table's last row label: without a heading behind it a region goes on into the prose."""
    chain = region.chain
    return page.raw(chain[-1].start, chain[-1].end).end if chain else region.span.start


def _heading_start(page: Page, hit: Hit) -> int | None:
    """Return where the heading begins that a word stands in, its number included; None where it stands in prose."""
    place = page.raw(hit.start, hit.end)
    line_end = page.folded.find("\n", place.end)
    before = page.folded[max(page.span.start, place.start - _LOOK_BACK) : place.start]
    rest = page.folded[place.end : line_end if line_end >= 0 else None].strip()
    is_alone = len(rest) <= _LONGEST_REST and not _SENTENCE.search(rest)
    found = _NUMBERED.search(before) or (_BARE.search(before) if is_alone else None)
    return None if found is None else place.start - len(before) + found.start()


def _heading_end(page: Page, hit: Hit) -> int:
    """Return where a heading ends, the words included that forms do not list (…及改进 情况, … 措施)."""
    end = page.raw(hit.start, hit.end).end
    found = _HEADING_TAIL.match(page.folded, end)
    return found.end() if found else end


def _letters(page: Page, span: Span) -> int:
    return letters(page.words[page.compact.index_of(span.start) : page.compact.index_of(span.end)])
