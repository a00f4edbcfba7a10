"""What a model is asked of one table: which rows, shown by which lines, with which figures in them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractor.excerpt import excerpt
from extractor.lines import Lines
from extractor.locate import Page, Region
from extractor.readers.asking.answer import code_of
from extractor.readers.asking.places import Place, Places
from extractor.readers.layout.tokens import Token
from extractor.records import Claim, Draft
from extractor.schema.compiled import Schema
from extractor.schema.model import Column, Table
from extractor.span import Span

ALL = 0.6
"""Share of a table's rows from which all of it is shown."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table of a report to be asked about.

    `slots` are those to be settled, `rows` the rows they stand in, in the form's order, all of whose cells the model
    goes over; `own` is the layout reader's account, of which `sure` are the slots bound to their places; `region` is
    null where it did not find the table. Tags are numbered from `first_tag`. `is_whole`: the model reads all of the
    table, whatever the layout reader says.
    """

    page: Page
    schema: Schema
    table: Table
    region: Region | None
    places: Places
    own: Draft
    slots: frozenset[str]
    sure: frozenset[str]
    rows: tuple[str, ...]
    first_tag: int = 1
    is_whole: bool = False

    @cached_property
    def cells(self) -> Mapping[int, Token]:
        """Return the cells that a model is shown by the number of their tag, in the order of the text."""
        shown = (cell for place in self._shown_for(self.rows) for cell in place.cells)
        return dict(enumerate(sorted(shown, key=lambda cell: cell.span), start=self.first_tag))

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Return the code of each row that a model is asked about."""
        listed = [row.id for row in self.table.listed_rows] or list(self.rows)
        return {row: code_of(self.schema, self.table, listed.index(row)) for row in self.rows}

    @cached_property
    def lines(self) -> Lines:
        """Return the lines of the document."""
        return Lines(self.page.document.text)

    @cached_property
    def figures(self) -> frozenset[Span]:
        """Return the places of figures, not zero, that stand where cells stand: each must be somebody's."""
        return frozenset(self.own.figures)

    @cached_property
    def is_known_order(self) -> bool:
        """Return whether rows that the layout reader is sure of show in which order the columns are printed."""
        return self.is_in_order and any(
            self.own.claims[slot].value for slot in self.sure if slot.startswith(f"{self.table.id}/")
        )

    @cached_property
    def is_in_order(self) -> bool:
        """Return whether the columns are printed in the form's order, as far as the layout reader is sure of rows."""
        rows = dict.fromkeys(slot.split("/")[1] for slot in self.sure if slot.startswith(f"{self.table.id}/"))
        claims = self.own.claims
        return all(_rises([claims[slot].span for slot in self.slots_of(row) if slot in self.sure]) for row in rows)

    @cached_property
    def _label_lines(self) -> Mapping[str, int]:
        starts = {place.row: place.span.start for place in self.places.stretches if place.row is not None}
        return {row: self.lines.number(start) for row, start in starts.items()}

    def line_of(self, row: str) -> int | None:
        """Return the number of the line that tells which row is meant: the row's label stands there and no other's."""
        line = self._label_lines.get(row)
        is_alone = list(self._label_lines.values()).count(line or 0) == 1
        return line if is_alone and self.places.holds(row) else None

    def columns_of(self, rows: Collection[str]) -> tuple[Column, ...]:
        """Return the columns that any of some rows has, in the form's order."""
        named = {slot.rpartition("/")[2] for row in rows for slot in self.slots_of(row)}
        return tuple(column for column in self.table.columns if column.id in named)

    def slots_of(self, row: str) -> tuple[str, ...]:
        """Return the slots of a row, in the form's order."""
        listed = self.table.row.get(row)
        if listed is not None:
            return self.table.slots_of(listed)
        return tuple(f"{self.table.id}/{row}/{column}" for column in self.table.column)

    def is_settled(self, slot: str) -> bool:
        """Return whether nothing a model says can change a slot."""
        return slot in self.sure or slot not in self.slots

    def shown(self, rows: Collection[str]) -> str:
        """Return the lines that bear on some rows: theirs, with the heading where the order of columns is not known.

        All of the table is shown where labels and figures came apart, or nearly all of it is asked for.
        """
        figures = [cell.span for cell in self.cells.values()]
        spans = [_to_last_cell(place) for place in self._shown_for(rows)]
        return excerpt(self.page.document.text, self.lines, spans, figures, first=self.first_tag)

    def _is_all_shown(self, rows: Collection[str]) -> bool:
        scattered = any(not self.places.holds(row) for row in rows)
        return scattered or len(rows) >= ALL * len(self.places.stretches)

    def _shown_for(self, rows: Collection[str]) -> list[Place]:
        stretches = self.places.stretches
        if self._is_all_shown(rows):
            return [place for place in stretches if place.span.start < place.span.end]
        heading = [] if self.is_known_order else [stretches[0]]
        return [*heading, *(place for place in stretches if place.row in rows)]


def _to_last_cell(place: Place) -> Span:
    """Return a stretch up to its last cell: what a table ends with may run on into the prose behind it."""
    if not place.cells:
        return place.span
    return Span(place.span.start, max(place.cells[-1].end, place.span.start + 1))


def _rises(spans: Sequence[Span | None]) -> bool:
    placed = [span for span in spans if span is not None and span.start < span.end]
    return all(earlier < later for earlier, later in pairwise(placed))


def rows_of(table: Table, slots: Collection[str], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the rows that slots of a table stand in: in the form's order, or as the report's own rows come."""
    named = {slot.split("/")[1] for slot in slots}
    known: Sequence[str] = [row.id for row in table.listed_rows]
    if table.is_open:
        known = list(dict.fromkeys(slot.split("/")[1] for slot in claims if slot.startswith(f"{table.id}/")))
    return tuple(row for row in known if row in named)
