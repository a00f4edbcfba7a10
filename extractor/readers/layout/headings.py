"""What a table's headings say of its columns: their order, and the unit of money."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.locate import Page, Region
from extractor.locate.page import Hit
from extractor.readers.layout.problem import Line

UNIT = re.compile(
    r"\s{0,4}[(\[:,/]?\s{0,4}(?:计量)?(?:单位)?\s{0,4}[::]?\s{0,4}(?:人民币)?(?P<unit>亿元|万元|千元|元)(?![\u4e00-\u9fff])"
)
NEXT_CELL = re.compile(r"[^\n\t|]{0,20}[\t|][^\n\t|]{0,20}")
SEVERAL = 2  # headings from which their order says something


def in_heading_order(page: Page, region: Region, lines: list[Line]) -> list[Line]:
    """Return the lines with their columns as the headings stand, where they stand cell by cell in another order.

    Where the headings are out of order and do not say which is whose, printed order binds nothing surely.
    """
    order = [column.id for column in region.table.columns]
    found = [hit for hit in region.known if hit.end <= region.chain[0].start and hit.word.kind == "column"]
    own = [hit for hit in found if hit.word.table == region.table.id]
    printed = [hit.word.key for hit in own]
    if printed == order:
        return lines
    spans = [page.raw(hit.start, hit.end) for hit in own]
    stand_in_cells = all(NEXT_CELL.fullmatch(page.folded, one.end, two.start) for one, two in pairwise(spans))
    if sorted(printed) == sorted(order) and stand_in_cells:
        place = [order.index(column) for column in printed]
        return [
            replace(line, slots=tuple(line.slots[at] for at in place), is_loose=True)
            if len(line.slots) == len(order)
            else line
            for line in lines
        ]
    return [replace(line, is_loose=True) for line in lines] if _is_disordered(own, order) else lines


def _is_disordered(headings: Sequence[Hit], order: Sequence[str]) -> bool:
    """Return whether the long headings stand in another order than the form's: short ones also name other things.

    The first and the last column are left out; where headings take two lines, these stand on the first.
    """
    long = [hit.word.key for hit in headings if hit.is_long and hit.word.key in order[1:-1]]
    ranks = [order.index(column) for column in dict.fromkeys(long)]
    return len(ranks) > SEVERAL and ranks != sorted(ranks)


def total_first(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with their last column printed first; nothing but the sums says so, so it binds by order only.

    Nothing where figures run together: there a broken sum is more likely a cut in the wrong place.
    """
    if 2 * sum(len(line.tokens) >= len(line.slots) for line in lines) < len(lines):
        return []
    return [replace(line, slots=(line.slots[-1], *line.slots[:-1]), is_loose=True) for line in lines]


def units_printed(page: Page, region: Region) -> dict[str, str]:
    """Return the unit of money printed in the heading of a column, or behind the label of the row, by column."""
    units: dict[str, str] = {}
    if not any(column.unit for column in region.table.columns):
        return units
    for hit in region.known:
        if hit.word.table == region.table.id and hit.word.kind in {"column", "row"}:
            unit = UNIT.match(page.folded, page.raw(hit.start, hit.end).end)
            units.update({column: unit["unit"] for column in _money_of(region, hit) if unit})
    return units


def _money_of(region: Region, hit: Hit) -> list[str]:
    """Return the columns of money that a heading or a row's label may name the unit of."""
    if hit.word.kind == "column":
        named: tuple[str, ...] = (hit.word.key,)
    else:
        named = region.table.columns_of(region.table.row[hit.word.key])
    return [column for column in named if region.table.column[column].unit]
