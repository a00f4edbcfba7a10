"""The readers that ask a model: `cascade` for what the layout reader left open, `model` for everything.

They are stages: they yield requests and resume with replies (`extractor.model.stage`), and see no network.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractor.locate import Page, Region
from extractor.model import Stage, together
from extractor.readers.asking.merge import MODEL, beside, instead
from extractor.readers.asking.places import Places, outside, places
from extractor.readers.asking.sheet import Sheet, rows_of
from extractor.readers.asking.table import Filled, fill
from extractor.records import SURE, Draft, Flag, Status
from extractor.schema.compiled import Schema
from extractor.schema.model import Table

__all__ = [
    "MODEL",
    "VERSION",
    "Account",
    "Filled",
    "Sheet",
    "Way",
    "ask_cells",
    "beside",
    "instead",
    "sheets_of",
    "unsought",
]

VERSION = "1"
OPEN = frozenset({Status.AMBIGUOUS, Status.SUSPECT, Status.UNREAD, Status.UNGROUNDED})
"""The statuses of slots that a model is asked about."""

MOST_SHOWN = 24_000
"""Characters of a document outside its tables up to which a table that was not found is looked for there."""


class Way(StrEnum):
    """How a model is used: for what the layout reader left open, or for everything."""

    CASCADE = "cascade"
    MODEL = "model"


def ask_cells(sheets: Sequence[Sheet]) -> Stage[tuple[Filled, ...]]:
    """Ask for all sheets: whole tables one by one, at the same time; rows of several tables in one question."""
    if not any(sheet.is_whole for sheet in sheets):
        return fill(sheets)
    return _side_by_side(sheets)


def _side_by_side(sheets: Sequence[Sheet]) -> Stage[tuple[Filled, ...]]:
    filled = yield from together([fill((sheet,)) for sheet in sheets])
    return tuple(table for tables in filled for table in tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the layout reader makes of a report: where its tables are, its draft, and how sure each slot of it is."""

    page: Page
    regions: Mapping[str, Region]
    schema: Schema
    own: Draft
    statuses: Mapping[str, Status]


def sheets_of(account: Account, way: Way) -> tuple[Sheet, ...]:
    """Return what is to be asked of each table: nothing of one that the layout reader settled, in the cascade."""
    sheets: list[Sheet] = []
    for table in account.schema.tables:
        first_tag = 1 + sum(len(sheet.cells) for sheet in sheets)
        sheet = _sheet(account, table, first_tag, is_whole=way is Way.MODEL)
        sheets += [] if sheet is None else [sheet]
    return tuple(sheets)


def _sheet(account: Account, table: Table, first_tag: int, *, is_whole: bool) -> Sheet | None:
    page, regions, claims = account.page, account.regions, account.own.claims
    own = (slot for slot in claims if slot.startswith(f"{table.id}/"))
    asked = frozenset(slot for slot in own if is_whole or account.statuses[slot] in OPEN)
    rows = rows_of(table, asked, claims)
    region = regions.get(table.id)
    if not rows or (region is None and _is_too_long(page, regions)):
        return None
    return Sheet(
        page=page,
        schema=account.schema,
        table=table,
        region=region,
        places=_places(page, regions, region),
        own=account.own,
        slots=asked,
        sure=frozenset(slot for slot, status in account.statuses.items() if status in SURE),
        rows=rows,
        first_tag=first_tag,
        is_whole=is_whole,
    )


def _places(page: Page, regions: Mapping[str, Region], region: Region | None) -> Places:
    return places(page, region) if region is not None else outside(page, list(regions.values()))


def _is_too_long(page: Page, regions: Mapping[str, Region]) -> bool:
    """Return whether too much stands outside the tables to look there for one that was not found."""
    taken = sum(region.span.end - region.span.start for region in regions.values())
    return page.span.end - page.span.start - taken > MOST_SHOWN


def unsought(page: Page, regions: Mapping[str, Region], schema: Schema) -> tuple[Flag, ...]:
    """Return a flag for each table that was neither found nor looked for."""
    if not _is_too_long(page, regions):
        return ()
    return tuple(Flag(kind="table_not_shown", detail=table.id) for table in schema.tables if table.id not in regions)
