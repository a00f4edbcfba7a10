"""Passages without numbers: cut at the ends of sentences, and a bare list of shortcomings at its commas."""

import re
from collections.abc import Iterator
from typing import Final

from extractor.findings.plain.copy import Copy
from extractor.findings.plain.marks import (
    LEADING_SENTENCE,
    MEASURE_OPENER,
    PROBLEM_OPENER,
    PROBLEM_WORDS,
    TROUBLES,
    lead_in,
)
from extractor.span import Span

LEAST_LETTERS: Final = 4
_MOST_OF_AN_OPENING: Final = 70
_BLANKS: Final = " \t\n*#>|-"
_ENDS: Final = " \t\n。;,:!?、*"
_OPENING_WORDS: Final = re.compile(
    r"措施|方面|办法|如下|落实|安排|打算|以下|下列|改进|问题|不足|短板|表现|体现|差距|主要(?:是|有|包括)"
)
_CONNECTIVE: Final = re.compile(r"(?:同时|此外|另外|再者|再就是|还有就是|并且?|其次|最后|最后,还)[,、]?(?=\S)")
_LIST_END: Final = re.compile(r"等(?:方面)?(?:的)?(?:问题|不足|情况|现象|短板)?(?:之处)?$")
LEAST_PARTS: Final = 2
"""Parts between commas that may still be one shortcoming told at length."""
_CONTINUES: Final = re.compile(r"特别是|尤其是?|例如|比如|如|其中|以及|导致|造成|从而|且|甚至")


def pieces(copy: Copy, body: Span, kind: str, *, is_headed: bool, is_whole: bool) -> Iterator[Span]:
    """Yield each thing that a passage without numbers says; what its first paragraph says as one if it `is_whole`."""
    found = [trimmed(copy, span) for span in _sentences(copy, body)]
    told = _told(
        copy, [span for span in found if len(copy.text[slice(*span)]) >= LEAST_LETTERS], kind, is_headed=is_headed
    )
    if not told:
        return
    if is_whole:
        break_at = copy.text.find("\n", told[0].start, body.end)
        end = max(span.end for span in told if break_at < 0 or span.start < break_at)
        yield Span(told[0].start, end)
    elif len(told) == 1 and kind == "problem":
        yield from _listed(copy, told[0])
    else:
        yield from told


def _told(copy: Copy, found: list[Span], kind: str, *, is_headed: bool) -> list[Span]:
    """Return what tells of something: no sentence that only leads in, and of problems only where a word speaks of one.

    Under a heading all does. What is parted by semicolons is one sentence, and one word speaks for all of it.
    """
    told = [span for span in found if not _leads_in(copy, span)] or found[-1:]
    if is_headed or kind != "problem":
        return told
    spoken = [span for span in told if PROBLEM_WORDS.search(copy.text, *span)]
    return [span for span in told if any("。" not in _between(copy, span, other) for other in spoken)]


def _between(copy: Copy, one: Span, other: Span) -> str:
    return copy.text[min(one.end, other.end) : max(one.start, other.start)]


def _leads_in(copy: Copy, span: Span) -> bool:
    words = copy.text[slice(*span)]
    is_short = len(words) < _MOST_OF_AN_OPENING
    return (
        is_short and LEADING_SENTENCE.fullmatch(words) is not None and not PROBLEM_WORDS.search(TROUBLES.sub("", words))
    )


def trimmed(copy: Copy, span: Span) -> Span:
    """Return a stretch without blanks and marks at its ends."""
    text = copy.text[slice(*span)]
    start = span.start + len(text) - len(text.lstrip(_BLANKS))
    return Span(start, max(start, span.start + len(text.rstrip(_ENDS))))


def _sentences(copy: Copy, body: Span) -> Iterator[Span]:
    """Yield the sentences, each from its first own word on."""
    for sentence in copy.sentences(*body):
        start = _behind_colon(copy, lead_in(copy.text, trimmed(copy, sentence).start), sentence.end)
        for pattern in (MEASURE_OPENER, _CONNECTIVE):
            found = pattern.match(copy.text, start, sentence.end)
            start = found.end() if found else start
        yield Span(start, sentence.end)


def _behind_colon(copy: Copy, start: int, end: int) -> int:
    """Return where a sentence begins behind the words up to a colon that only lead in to it."""
    colon = copy.text.find(":", start, min(end, start + _MOST_OF_AN_OPENING))
    return colon + 1 if colon >= 0 and _OPENING_WORDS.search(copy.text, start, colon) else start


def _listed(copy: Copy, span: Span) -> Iterator[Span]:
    """Yield the shortcomings that one sentence lists (存在甲不够、乙不高等), or the sentence where it is no list."""
    found = PROBLEM_OPENER.match(copy.text, *span)
    start = found.end() if found else span.start
    end = _LIST_END.search(copy.text, start, span.end)
    parts = list(_parts(copy, Span(start, end.start() if end else span.end)))
    is_list = end is not None or "," not in copy.text[start : span.end] or len(parts) > LEAST_PARTS
    if len(parts) > 1 and is_list and all(PROBLEM_WORDS.search(copy.text, *part) for part in parts):
        yield from parts
    else:
        yield Span(start, span.end)


def _parts(copy: Copy, span: Span) -> Iterator[Span]:
    """Yield the parts of a list between its commas; what names no shortcoming of its own belongs to its neighbour."""
    joint = "," if "," in copy.text[slice(*span)] else "、"
    start, at = span.start, copy.text.find(joint, *span)
    while at >= 0:
        if PROBLEM_WORDS.search(copy.text, start, at) and not _CONTINUES.match(copy.text, at + 1):
            yield Span(start, at)
            start = at + 1
        at = copy.text.find(joint, at + 1, span.end)
    yield Span(start, span.end)
