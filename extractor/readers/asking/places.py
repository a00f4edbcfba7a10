"""Where the rows of a table stand: the things printed behind each label, numbered as a model is shown them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.locate import Page, Region
from extractor.locate.page import Hit
from extractor.readers.layout.segments import enumerator_of, row_labels, segments
from extractor.readers.layout.tokens import Mark, Token, cut_enumerator, tokens
from extractor.span import Span

_SHOWN = {Mark.FIGURE, Mark.BLANK, Mark.SLASH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a table and the cells printed in it: behind one row's label, or under no row's (`row` is null)."""

    row: str | None
    span: Span
    cells: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The stretches of a table in the order of the text, and which cells may be whose.

    `own` are the cells of each row by the layout reader's account: where labels and values came apart, the labels alone
    do not tell.
    """

    stretches: tuple[Place, ...]
    own: Mapping[str, frozenset[Span]]

    @property
    def cells(self) -> tuple[Token, ...]:
        """Return all cells, in the order of the text."""
        return tuple(cell for place in self.stretches for cell in place.cells)

    def of(self, row: str) -> Place | None:
        """Return the stretch behind a row's label."""
        return next((place for place in self.stretches if place.row == row), None)

    def holds(self, row: str) -> bool:
        """Return whether cells are printed behind a row's label, so that they are known to be the row's."""
        place = self.of(row)
        return place is not None and bool(place.cells)

    def may_be(self, row: str, cell: Span) -> bool:
        """Return whether a cell may be a row's: it stands behind its label, or nothing stands there at all."""
        if not self.holds(row):
            return True
        place = self.of(row)
        return (place is not None and cell.within(place.span)) or cell in self.own.get(row, ())


def places(page: Page, region: Region) -> Places:
    """Return the stretches of a located table."""
    if not region.chain:
        return Places(stretches=(_stretch(page, None, region.span),), own={})
    labels = sorted(row_labels(page, region).values(), key=lambda hit: hit.start)
    own = {
        segment.row.id: frozenset(token.span for token in segment.tokens) for segment in segments(page, region).segments
    }
    return Places(stretches=tuple(_stretches(page, region, labels)), own=own)


def outside(page: Page, regions: Sequence[Region]) -> Places:
    """Return what a page holds outside its located tables: where a table may be that was not found."""
    taken = sorted(region.span for region in regions)
    edges = [page.span.start, *(edge for span in taken for edge in span), page.span.end]
    free = (Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)
    return Places(stretches=tuple(_stretch(page, None, span) for span in free), own={})


def _stretches(page: Page, region: Region, labels: Sequence[Hit]) -> Iterator[Place]:
    starts = [page.raw(hit.start, hit.end) for hit in labels]
    yield Place(row=None, span=Span(region.span.start, starts[0].start), cells=_ahead(page, region, labels[0]))
    for at, (hit, label) in enumerate(zip(labels, starts, strict=True)):
        end = region.span.end
        if at + 1 < len(labels):
            end = cut_enumerator(page.folded, starts[at + 1].start, enumerator_of(region, labels[at + 1]), label.end)
        yield _stretch(page, hit.word.key, Span(label.start, end), behind=label.end)


def _ahead(page: Page, region: Region, first: Hit) -> tuple[Token, ...]:
    """Return the cells between the last heading and the first label: values may be printed before their label."""
    start = page.raw(first.start, first.end).start
    heads = [page.raw(hit.start, hit.end).end for hit in region.known if hit.end <= first.start]
    floor = max(heads, default=region.span.start)
    end = cut_enumerator(page.folded, start, enumerator_of(region, first), floor)
    return _stretch(page, None, Span(floor, end)).cells


def _stretch(page: Page, row: str | None, span: Span, *, behind: int | None = None) -> Place:
    found = tokens(page, span.start if behind is None else behind, span.end)
    return Place(row=row, span=span, cells=tuple(token for token in found if token.mark in _SHOWN))
