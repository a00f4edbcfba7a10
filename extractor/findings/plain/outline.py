"""The outline of a section: passages on problems and on measures, and the items that each lists."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.findings.plain.copy import Copy
from extractor.findings.plain.marks import (
    FAMILIES,
    LEADING_SENTENCE,
    MEASURE_HEAD,
    MEASURE_LEAD,
    MEASURE_TURN,
    MEASURE_WORDS,
    PROBLEM_HEAD,
    PROBLEM_WORDS,
    TARGETS,
    lead_in,
    number_of,
)
from extractor.findings.plain.pieces import pieces
from extractor.span import Span

PROBLEM = "problem"
MEASURE = "measure"
TITLE = 30
"""Characters of an item's first line that has nothing behind it on the line: then it is the title of what follows."""
_EMPTY = " \t\n。:*#-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An enumerator as it is printed: of which way of numbering, its number, and its place."""

    family: str
    number: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch that tells of problems or of measures: `opening` is what introduces it, `body` what it says.

    `is_headed` says that a heading names its kind; `is_inline` that a word within an item does (对此, …);
    `is_run` that it is one more list of the passage before it.
    """

    kind: str
    opening: Span
    body: Span
    is_headed: bool = False
    is_inline: bool = False
    is_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a passage lists: its kind, all of it, and the number of its passage, from 0."""

    kind: str
    span: Span
    passage: int
    mark: Mark | None = None


def outline(copy: Copy, *, is_guessed: bool = False) -> tuple[Item, ...]:
    """Return what the passages of a section list, in order; places are offsets into the copy.

    Where the section itself `is_guessed`, a list that begins anew without a word of introduction belongs to others.
    """
    marks = tuple(_marks(copy.text))
    found = tuple(each for each in _passages(copy, marks) if _says(copy, each, each.body.end))
    passages = found if is_guessed else tuple(run for each in found for run in _runs(copy, each, marks))
    is_paired = sum(passage.kind == MEASURE and not passage.is_run for passage in passages) > 1
    listed = [
        item
        for at, passage in enumerate(passages)
        for item in _items(copy, passage, at, _of(marks, passage.body), is_paired=is_paired, is_guessed=is_guessed)
    ]
    return tuple(_reconsidered(copy, passages, listed))


def _marks(text: str) -> Iterator[Mark]:
    """Yield every enumerator in order; of two that overlap the one that begins first."""
    found = [
        Mark(family=family, number=number_of(each["n"]), span=Span(*each.span()))
        for family, pattern in FAMILIES
        for each in pattern.finditer(text)
    ]
    reach = 0
    for mark in sorted(found, key=lambda mark: (mark.span.start, -mark.span.end)):
        if mark.span.start >= reach:
            yield mark
            reach = mark.span.end


def _of(marks: Sequence[Mark], body: Span) -> Sequence[Mark]:
    return marks[bisect_left(marks, body.start, key=_start) : bisect_left(marks, body.end, key=_start)]


def _passages(copy: Copy, marks: Sequence[Mark]) -> Iterator[Passage]:
    """Yield the passages; what stands before the first that is opened tells of problems."""
    current = Passage(kind=PROBLEM, opening=Span(0, 0), body=Span(0, len(copy.text)))
    listed: dict[str, int] = {}
    cuts: list[Passage | Mark] = [*_openings(copy), *marks]
    for cut in sorted(cuts, key=_start):
        at = _start(cut)
        if at < current.body.start:
            continue
        if isinstance(cut, Passage):
            if cut.kind == MEASURE == current.kind and not cut.is_headed and _says(copy, current, at):
                continue
            yield replace(current, body=Span(current.body.start, at))
            current = cut
            continue
        if current.kind == PROBLEM:
            listed[cut.family] = cut.number
        elif listed.get(cut.family) == cut.number - 1 and not _of(marks, Span(current.body.start, at)):
            yield replace(current, body=Span(current.body.start, at), is_inline=True)
            current = Passage(kind=PROBLEM, opening=Span(at, at), body=Span(at, len(copy.text)))
            listed[cut.family] = cut.number
    yield current


def _says(copy: Copy, passage: Passage, end: int) -> bool:
    return bool(copy.text[passage.body.start : end].strip(_EMPTY))


def _start(cut: Passage | Mark) -> int:
    return cut.opening.start if isinstance(cut, Passage) else cut.span.start


def _openings(copy: Copy) -> Iterator[Passage]:
    """Yield where a heading or a sentence goes over to problems or to measures."""
    text, end = copy.text, len(copy.text)
    for sentence in copy.sentences(0, end):
        start = sentence.start + len(text[slice(*sentence)]) - len(text[slice(*sentence)].lstrip())
        words = lead_in(text, start)
        for kind, pattern in ((MEASURE, MEASURE_HEAD), (PROBLEM, PROBLEM_HEAD)):
            if found := pattern.match(text, words):
                yield Passage(kind=kind, opening=Span(start, found.end()), body=Span(found.end(), end), is_headed=True)
                break
        else:
            if found := MEASURE_LEAD.match(text, words):
                yield Passage(kind=MEASURE, opening=Span(start, found.end()), body=Span(found.end(), end))
            elif found := MEASURE_TURN.search(text, words, sentence.end):
                yield Passage(kind=MEASURE, opening=Span(found.end(), found.end()), body=Span(found.end(), end))


def _items(
    copy: Copy, passage: Passage, at: int, marks: Sequence[Mark], *, is_paired: bool, is_guessed: bool
) -> Iterator[Item]:
    """Yield what a passage lists: by its outermost numbers, or sentence by sentence where it has none."""
    own = _first_list(_outermost(marks))
    if not own:
        whole = is_paired or passage.is_inline
        for span in pieces(copy, passage.body, passage.kind, is_headed=passage.is_headed, is_whole=whole):
            yield Item(kind=passage.kind, span=span, passage=at)
        return
    ends = [mark.span.start for mark in own[1:]] + [passage.body.end]
    for mark, end in zip(own, ends, strict=True):
        own_end = _item_end(copy, mark, end)
        yield Item(kind=passage.kind, span=Span(mark.span.start, own_end), passage=at, mark=mark)
    if is_guessed:
        return
    rest = Span(own_end, passage.body.end)
    for span in pieces(copy, rest, passage.kind, is_headed=False, is_whole=True):
        if passage.is_headed or not LEADING_SENTENCE.match(copy.text, span.start):
            yield Item(kind=passage.kind, span=span, passage=at)


def _outermost(marks: Sequence[Mark]) -> list[Mark]:
    """Return the enumerators of the outer list: those of the family that comes first."""
    families = [mark.family for mark in marks]
    for family in dict.fromkeys(families):
        if family != "main" or (marks[families.index("main")].number == 1 and families.count("main") > 1):
            return [mark for mark in marks if mark.family == family]
    return []


def _first_list(marks: Sequence[Mark]) -> list[Mark]:
    """Return the enumerators up to where they begin anew."""
    return list(marks[: next(iter(_anew(marks)), len(marks))])


def _anew(marks: Sequence[Mark]) -> Iterator[int]:
    return (at for at, mark in enumerate(marks) if at and mark.number == 1)


def _runs(copy: Copy, passage: Passage, marks: Sequence[Mark]) -> Iterator[Passage]:
    """Yield a passage for each list in it: one that begins anew without a word may be of the other kind."""
    own = _outermost(_of(marks, passage.body))
    first = [own[at] for at in _anew(own)]
    ends = [*(_led_in(copy, passage.body.start, mark.span.start) for mark in first), passage.body.end]
    yield replace(passage, body=Span(passage.body.start, ends[0]))
    for mark, end in zip(first, ends[1:], strict=True):
        start = mark.span.start
        is_measure = MEASURE_WORDS.match(copy.text, mark.span.end) is not None
        kind = MEASURE if passage.kind == PROBLEM and is_measure else passage.kind
        yield Passage(kind=kind, opening=Span(start, start), body=Span(start, end), is_run=True)


def _led_in(copy: Copy, first: int, at: int) -> int:
    """Return where the words begin that lead in to a list (下一步，将做好以下工作：), or the list's own beginning."""
    bare = len(copy.text[first:at].rstrip(_EMPTY)) + first
    start = max(copy.text.rfind(mark, first, bare) for mark in "。;\n") + 1
    words = lead_in(copy.text, start)
    is_lead = MEASURE_LEAD.match(copy.text, words, at) or LEADING_SENTENCE.fullmatch(copy.text, words, bare)
    return start if start > first and is_lead else at


def _item_end(copy: Copy, mark: Mark, end: int) -> int:
    """Return where an item ends: with its paragraph, unless that is the mere title of the next."""
    first = copy.text.find("\n", mark.span.end, end)
    if first < 0:
        return end
    is_title = first - mark.span.end <= TITLE and copy.text[mark.span.end : first].rstrip()[-1:] not in {"。", ";"}
    second = copy.text.find("\n", first + 1, end) if is_title else first
    return second if second >= 0 else end


def _reconsidered(copy: Copy, passages: Sequence[Passage], items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items, those of a list as measures where most speak of measures and none heading says otherwise."""
    for at, group in groupby(items, key=lambda item: item.passage):
        own = list(group)
        measures = sum(_is_measure(copy, item) for item in own)
        is_turned = passages[at].kind == PROBLEM and not passages[at].is_headed and 2 * measures > len(own)
        for item in own:
            yield replace(item, kind=MEASURE) if is_turned else item


def _is_measure(copy: Copy, item: Item) -> bool:
    start = item.mark.span.end if item.mark else item.span.start
    words = copy.text[start : item.span.end]
    return MEASURE_WORDS.match(words) is not None and PROBLEM_WORDS.search(TARGETS.sub("", words)) is None
