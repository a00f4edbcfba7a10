"""A stretch of a document as a model is shown it: numbered lines, the figures tagged, nothing in it can pass for ours.

Every line begins with its number, so that no line of the document is the end of the fence around it; whatever breaks a
line otherwise is a blank, and where there are tags their brackets are ours alone.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from extractor.lines import Lines, visible
from extractor.span import Span

OPEN, CLOSE = "[", "]"
"""The brackets of tags: any others are three times as many tokens to many a model."""

ALIKE = {"⟦": OPEN, "⟧": CLOSE}
_BREAKS = {"\u2028": " ", "\u2029": " "}
_UNTAGGED = str.maketrans({**ALIKE, **_BREAKS})
_TAGGED = str.maketrans({**dict.fromkeys("[⟦［", "("), **dict.fromkeys("]⟧］", ")"), **_BREAKS})
_GAP = "…"
_LONG = 300  # characters of a line from which it is no longer shown whole


def excerpt(text: str, lines: Lines, spans: Sequence[Span], figures: Sequence[Span] = (), *, first: int = 1) -> str:
    """Return, numbered, the lines that `spans` touch, in order and each once; `figures` inside them are tagged.

    A line is shown whole, or of a long one (a page that lost its line breaks) what the spans cover. A figure is tagged
    `[number:as printed]`, numbered from `first` in the order of all `figures`: it keeps its number whichever lines are
    shown. `…` stands for what is left out.
    """
    tags = list(enumerate(sorted(figures), start=first))
    shown: list[str] = []
    before = None
    for number, pieces in _pieces(lines, spans).items():
        line = lines.numbered(number).span
        if before is not None and number != before + 1:
            shown.append(_GAP)
        parts = [_tagged(text, piece, tags) for piece in pieces]
        head, tail = _GAP * (pieces[0].start > line.start), _GAP * (pieces[-1].end < line.end)
        shown.append(f"{number}| {head}{_GAP.join(parts)}{tail}".rstrip())
        before = number
    return "\n".join(shown)


def _pieces(lines: Lines, spans: Sequence[Span]) -> dict[int, list[Span]]:
    """Return the lines to be shown by number, each with the pieces of it, in order and apart from one another."""
    found: dict[int, list[Span]] = {}
    for span in sorted(spans):
        for number in range(lines.number(span.start), lines.number(max(span.start, span.end - 1)) + 1):
            line = lines.numbered(number).span
            is_long = line.end - line.start > _LONG
            piece = Span(max(span.start, line.start), min(span.end, line.end)) if is_long else line
            known = found.setdefault(number, [])
            if known and piece.start <= known[-1].end:
                known[-1] = Span(known[-1].start, max(known[-1].end, piece.end))
            else:
                known.append(piece)
    return dict(sorted(found.items()))


def _tagged(text: str, piece: Span, tags: Sequence[tuple[int, Span]]) -> str:
    parts, reach, foreign = [], piece.start, _TAGGED if tags else _UNTAGGED
    for tag, figure in tags[bisect_left(tags, piece.start, key=lambda pair: pair[1].start) :]:
        if figure.end > piece.end:
            break
        parts.append(_shown(text, reach, figure.start, foreign))
        parts.append(f"{OPEN}{tag}:{_shown(text, *figure, foreign)}{CLOSE}")
        reach = figure.end
    return "".join((*parts, _shown(text, reach, piece.end, foreign)))


def _shown(text: str, start: int, end: int, foreign: Mapping[int, str]) -> str:
    return visible(text[start:end]).translate(foreign)
