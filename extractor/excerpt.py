"""A stretch of a document as a model is shown it: numbered lines, the figures tagged, nothing in it can pass for ours.

Every line begins with its number, so that no line of the document is the end of the fence around it; whatever breaks a
line otherwise is a blank, and the brackets of the tags are ours alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.lines import Lines, visible
from extractor.span import Span

OPEN, CLOSE = "⟦", "⟧"
_NOT_OURS = str.maketrans({OPEN: "[", CLOSE: "]", "\u2028": " ", "\u2029": " "})
_GAP = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Numbered lines of a document, and the place of each tagged figure by its number."""

    text: str
    figures: Mapping[int, Span] = field(default_factory=dict)


def excerpt(text: str, lines: Lines, spans: Sequence[Span], figures: Sequence[Span] = ()) -> Excerpt:
    """Return the lines that `spans` touch, whole, in order and each once; `figures` inside them are tagged.

    A figure is tagged `⟦number:as printed⟧`, numbered from 1 in the order of the whole document's `figures`, so that a
    figure keeps its number whichever lines are shown. Between lines that do not follow one another stands `…`.
    """
    numbers = sorted({number for span in spans for number in _numbers(lines, span)})
    ordered = sorted(enumerate(sorted(figures), start=1), key=lambda pair: pair[1])
    shown: list[str] = []
    tagged: dict[int, Span] = {}
    at, before = 0, None
    for number in numbers:
        line = lines.numbered(number)
        while at < len(ordered) and ordered[at][1].start < line.span.start:
            at += 1
        parts, reach = [], line.span.start
        while at < len(ordered) and ordered[at][1].end <= line.span.end:
            tag, figure = ordered[at]
            parts.append(_shown(text, reach, figure.start))
            parts.append(f"{OPEN}{tag}:{_shown(text, *figure)}{CLOSE}")
            tagged[tag], reach, at = figure, figure.end, at + 1
        parts.append(_shown(text, reach, line.span.end))
        if before is not None and number != before + 1:
            shown.append(_GAP)
        shown.append(f"{number}| {''.join(parts)}".rstrip())
        before = number
    return Excerpt(text="\n".join(shown), figures=tagged)


def _numbers(lines: Lines, span: Span) -> range:
    return range(lines.number(span.start), lines.number(max(span.start, span.end - 1)) + 1)


def _shown(text: str, start: int, end: int) -> str:
    return visible(text[start:end]).translate(_NOT_OURS)
