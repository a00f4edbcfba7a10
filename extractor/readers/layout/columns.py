"""Where a row's cells begin and end on a line of tabs or bars, learnt from the rows that have all their figures.

A merged label leaves empty cells behind it, a wide table at the row's end. Rows with a figure in every column show how
many, and then an empty cell elsewhere in the row was printed blank, and a line that is a cell short has lost one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from extractor.readers.layout.dealing import Segment
from extractor.readers.layout.tokens import Mark, Token, printed

ENOUGH = 3  # full rows that show where a line's cells are


@dataclass(frozen=True, slots=True)
class Frame:
    """The cells of a line behind the label: how many before the first figure, and how many in all."""

    lead: int
    total: int


def in_columns(
    read: Sequence[Segment], own: Sequence[Segment], widths: Sequence[int], *, first: int | None, is_gridded: bool
) -> tuple[list[Segment], bool]:
    """Return the rows with empty cells that are filler taken off, and rows of nothing but printed blanks put back.

    Also whether the lines are a grid: full rows with labels in different cells begin and end alike.

    `read` holds everything behind each label, `own` what was kept of it as the row's own; `first` is the cell of its
    line in which the heading of the first column stands, where the headings tell.
    """
    frames = _Frames(own, widths)
    if frames.is_empty and first is not None:
        frames.set_from_headings(read, first)
    end = _line_end(read)
    framed = [
        _framed(whole, kept, width, Frame(0, width) if is_gridded else frames.of(kept.indent), 0 if is_gridded else end)
        for whole, kept, width in zip(read, own, widths, strict=True)
    ]
    return framed, frames.is_grid


class _Frames:
    """The frame of each indent, or of every indent where full rows begin and end in the same cells of a line."""

    def __init__(self, rows: Sequence[Segment], widths: Sequence[int]) -> None:
        full = [
            segment
            for segment, width in zip(rows, widths, strict=True)
            if len(printed(segment.tokens)) == len(_inside(segment.tokens)) == width
        ]
        self._frames: dict[int, Frame] = {}
        for indent in {segment.indent for segment in full}:
            shapes = Counter(Frame(leading(s.tokens), len(s.tokens)) for s in full if s.indent == indent)
            self._frames[indent] = shapes.most_common(1)[0][0]
        places = {(indent + frame.lead, indent + frame.total) for indent, frame in self._frames.items()}
        self._common = next(iter(places)) if len(places) == 1 else None
        self.is_grid = len(self._frames) > 1 and len(full) >= ENOUGH and self._common is not None

    @property
    def is_empty(self) -> bool:
        """Return whether no row was full."""
        return not self._frames

    def set_from_headings(self, rows: Sequence[Segment], first: int) -> None:
        """Take the first cell from the headings, and the end of a line from where most rows end."""
        ends = Counter(s.indent + len(_until_text(s.tokens)) for s in rows if s.label >= 0)
        if ends:
            self._common = (first - 1, ends.most_common(1)[0][0])

    def of(self, indent: int) -> Frame | None:
        """Return the frame of rows whose label stands in cell `indent` of its line."""
        if self._common is not None:
            start, end = self._common
            return Frame(max(0, start - indent), max(0, end - indent))
        return self._frames.get(indent)


def leading(found: Sequence[Token]) -> int:
    """Return how many blanks stand at the beginning."""
    return next((at for at, token in enumerate(found) if token.mark is not Mark.BLANK), len(found))


def _until_text(found: Iterable[Token]) -> list[Token]:
    return list(takewhile(lambda token: token.is_cell, dropwhile(lambda token: not token.is_cell, found)))


def _inside(found: Sequence[Token]) -> Sequence[Token]:
    return found[leading(found) : len(found) - leading(found[::-1])]


def _bare(found: tuple[Token, ...], frame: Frame | None, width: int) -> tuple[Token, ...]:
    """Return the tokens of a line that lost a cell, without the filler its table shows, or without any blank."""
    return _stripped(found, frame, width) if frame is not None else tuple(printed(found))


def _line_end(rows: Sequence[Segment]) -> int:
    """Return in which cell most lines of a table of cells end; 0 where they do not agree."""
    ends = Counter(s.indent + len(_until_text(s.tokens)) for s in rows if s.label >= 0 and s.tokens)
    end, count = ends.most_common(1)[0] if ends else (0, 0)
    return end if count >= ENOUGH and 2 * count > ends.total() else 0


def _framed(whole: Segment, own: Segment, width: int, frame: Frame | None, end: int) -> Segment:
    if own.label >= 0 and 0 < len(printed(own.tokens)) < width and own.indent + len(own.tokens) < end:
        return replace(own, tokens=_bare(own.tokens, frame, width))  # a cell short of its table
    on_line = tuple(token for token in own.tokens if token.line == 0)
    if frame is not None and own.label >= 0 and width < len(on_line) == frame.total < len(own.tokens):
        return replace(own, tokens=on_line[frame.lead : frame.lead + width])
    if own.label < 0 or len(printed(own.tokens)) >= width:
        return own
    if not own.tokens:
        return replace(own, tokens=_blank_row(whole.tokens, width, frame))
    if frame is None:
        return own
    if len(own.tokens) == frame.total:
        cells = own.tokens[frame.lead : frame.lead + width]
        return replace(own, tokens=cells) if printed(cells) == printed(own.tokens) else own
    return replace(own, tokens=_stripped(own.tokens, frame, width))


def _stripped(found: tuple[Token, ...], frame: Frame, width: int) -> tuple[Token, ...]:
    """Take the filler off a line that lost a cell or gained one, as far as it is blank."""
    first = min(frame.lead, leading(found))
    last = len(found) - min(max(0, frame.total - frame.lead - width), leading(found[::-1]))
    return found[first:last]


def _blank_row(found: Iterable[Token], width: int, frame: Frame | None) -> tuple[Token, ...]:
    """Return the printed blanks of a row without any figure, where the line has exactly the cells of a row.

    Without a frame it may as well be filler behind a label whose values came apart from it.
    """
    behind = dropwhile(lambda token: token.mark is Mark.TEXT, found)  # the rest of the label itself
    blanks = list(takewhile(lambda token: token.mark is Mark.BLANK, behind))
    if frame is None or len(blanks) != frame.total:
        return ()
    return tuple(blanks[frame.lead : frame.lead + width])
