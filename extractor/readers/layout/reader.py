"""The layout reader's whole pass over a page: each table by its own way, then what the equations still determine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.locate import Page, Region
from extractor.locate.fields import report_year
from extractor.locate.page import Hit
from extractor.readers.layout.blocks import block_lines
from extractor.readers.layout.claims import claims_of
from extractor.readers.layout.complete import complete
from extractor.readers.layout.damage import joined_in_doubt, with_whole_counts, without_signs
from extractor.readers.layout.dealing import Segment, by_columns
from extractor.readers.layout.headings import in_heading_order, total_first, units_printed
from extractor.readers.layout.open_rows import open_lines
from extractor.readers.layout.problem import Line, pose
from extractor.readers.layout.segments import is_gridded, segments
from extractor.readers.layout.solve import solve
from extractor.readers.layout.tokens import Mark, Token, printed
from extractor.records import Candidate, Claim, Draft, Flag, State
from extractor.schema.compiled import Schema
from extractor.schema.rules import with_rows
from extractor.span import Span

HOPELESS = 18.0  # a reading as dear as three broken row sums: perhaps the columns stand in another order
MUCH = 12.0  # and what another order must save to be believed
UNREAD = Claim(state=State.UNREAD)


@dataclass(slots=True)
class _Notes:
    """What the pass gathers beside the claims."""

    flags: list[Flag] = field(default_factory=list)
    figures: list[Span] = field(default_factory=list)


def read_layout(page: Page, regions: Mapping[str, Region], schema: Schema) -> Draft:
    """Return a claim for every slot of the schema, and for the rows found of its open tables."""
    notes = _Notes()
    claims: dict[str, Claim] = dict.fromkeys(schema.slots, UNREAD)
    for region in regions.values():
        claims.update(_read_table(page, region, schema, notes))
    return Draft(
        claims=complete(joined_in_doubt(claims, page.document), schema),
        figures=tuple(notes.figures),
        flags=tuple(notes.flags),
        found_tables=frozenset(regions),
    )


def _read_table(page: Page, region: Region, schema: Schema, notes: _Notes) -> dict[str, Claim]:
    is_grid = is_gridded(page, region)
    rivals: list[Line] = []
    other_lines: list[Line] | None = None
    if region.table.is_open:
        lines, spare = open_lines(page, region)
        notes.figures.extend(_figures(spare))
        schema = with_rows(schema, {region.table.id: [line.slots[0].split("/")[1] for line in lines]})
    elif region.table.layout == "blocks":
        lines, rivals = block_lines(page, region, lambda: report_year(page, schema))
    else:
        found = segments(page, region)
        rows, is_grid = found.segments, found.is_grid
        lines = in_heading_order(page, region, _lines(region, rows))
        other_lines = _lines(region, by_columns(rows))
        notes.flags.extend(_misread_flag(page, region, hit) for hit in region.misread)
        rivals = [line for rival in region.rivals for line in _lines(rival, segments(page, rival).segments)]
        notes.figures.extend(_figures(token for segment in rows for token in segment.spare))
    lines = with_whole_counts(without_signs(lines, region.table), region.table)
    notes.figures.extend(_figures(token for line in lines for token in line.tokens))
    solution = solve(pose(lines, schema), is_gridded=is_grid)
    for turned in (other_lines, total_first(lines) if solution.cost >= HOPELESS else []):
        other = solve(pose(turned, schema), is_gridded=is_grid) if turned else None
        if turned and other and other.cost < solution.cost - MUCH:
            lines, solution = turned, other
    if solution.blanks == "filler" or any(cell.state is State.BLANK for cell in solution.cells.values()):
        notes.flags.append(_blank_flag(region, solution.blanks))
    claims = claims_of(lines, solution, schema, page.document.text, units_printed(page, region))
    notes.flags.extend(_unit_flags(claims, schema))
    return _against(claims, _other_prints(rivals, lines))


def _unit_flags(claims: Mapping[str, Claim], schema: Schema) -> list[Flag]:
    """Say of each figure of money without a printed unit that the form's was assumed."""
    assumed = (
        (slot, claim)
        for slot, claim in claims.items()
        if claim.value and claim.unit is None and schema.column_of(slot).unit
    )
    return [Flag(kind="unit_assumed", span=claim.span, detail=slot) for slot, claim in assumed]


def _lines(region: Region, rows: Sequence[Segment] | None) -> list[Line]:
    guessed = {hit.word.key for hit in region.misread}
    return [
        Line(slots=region.table.slots_of(s.row), tokens=s.tokens, by_order=s.by_order, is_loose=s.row.id in guessed)
        for s in rows or ()
    ]


def _other_prints(rivals: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Return the rival runs that do not print the very figures of the run that was read, as a repeated page does."""
    printed = {frozenset(line.slots): _digits(line) for line in lines}
    return [rival for rival in rivals if printed.get(frozenset(rival.slots)) != _digits(rival)]


def _digits(line: Line) -> list[str]:
    return [token.digits for token in printed(line.tokens)]


def _against(claims: dict[str, Claim], rivals: Sequence[Line]) -> dict[str, Claim]:
    """Unsettle what another run of figures for the same slots contradicts, or may contradict."""
    for line in rivals:
        placed = line.tokens if len(line.tokens) == len(line.slots) else (None,) * len(line.slots)
        for slot, token in zip(line.slots, placed, strict=True):
            claim = claims.get(slot)
            if claim is not None and line.tokens and not _agrees(claim, token):
                mine = Candidate(value="" if claim.value is None else str(claim.value), span=claim.span)
                other = (Candidate(value=token.digits, span=token.span),) if token else ()
                claims[slot] = replace(claim, margin=0.0, loo=0.0, candidates=(mine, *other))
    return claims


def _agrees(claim: Claim, token: Token | None) -> bool:
    """Return whether another run prints the same for a slot; a run of another length says nothing for sure."""
    if token is None:
        return False
    if token.mark is not Mark.FIGURE:
        return claim.value is None
    return claim.value is not None and claim.value == Decimal(token.digits)


def _figures(found: Iterable[Token]) -> list[Span]:
    """Return the places of figures that are not zero: a zero more or less is decided by the row, and says so there."""
    return [token.span for token in found if token.mark is Mark.FIGURE and token.digits.strip("0.+-")]


def _misread_flag(page: Page, region: Region, hit: Hit) -> Flag:
    """Say which label was known by its likeness alone."""
    return Flag(kind="label_misread", span=page.raw(hit.start, hit.end), detail=f"{region.table.id}/{hit.word.key}")


def _blank_flag(region: Region, blanks: str) -> Flag:
    """Say how empty cells were taken: it is decided once a table, and another decision would shift its figures."""
    return Flag(kind="blanks_as_" + blanks, span=region.span, detail=region.table.id)
