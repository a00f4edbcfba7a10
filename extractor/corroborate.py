"""Laws 1 and 2 for a reader from elsewhere: what it says is sure only where the program's own reading bears it out.

That a figure is printed at a claim's place does not make it that slot's figure, and whether it stands under the right
row and column cannot be had from the reader's word. So the layout reader reads the page as well, and is the witness.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from extractor.ground import ground, taken_back
from extractor.locate import Page, Region
from extractor.readers import Reader, read_layout
from extractor.readers.foreign import ask
from extractor.records import CLEAR, Candidate, Claim, Draft, Evidence, State
from extractor.schema.compiled import Schema
from extractor.span import Span

_FIGURE = re.compile(r"(?:(?<![\w.])[-+])?\d+(?:,\d{3}(?!\d))*(?:\.\d+)?")
_FIRM = {Evidence.CELL, Evidence.SPLIT}


def own_reading(page: Page, regions: Mapping[str, Region], schema: Schema) -> Draft:
    """Return what the layout reader reads of a page, grounded: the witness to what any other reader says of it."""
    return ground(page, read_layout(page, regions, schema), schema)


def borne_out(reader: Reader, page: Page, regions: Mapping[str, Region], schema: Schema, own: Draft) -> Draft:
    """Return what another reader reads of a page, grounded and weighed against the layout reader's `own` reading."""
    return weighed(ask(reader, page, regions, schema), page, regions, schema, own)


def weighed(
    said: Draft,
    page: Page,
    regions: Mapping[str, Region],
    schema: Schema,
    own: Draft,
    *,
    shared: Collection[Span] = (),
) -> Draft:
    """Return a draft that is not the layout reader's, grounded and weighed against that reader's `own`.

    A claim of such a reader
    - is as sure as the layout reader's own claim, where both settle on the same at the same place;
    - is ambiguous, with both values as candidates, where the layout reader firmly reads something else;
    - is told (never more than inferred) where the layout reader does not know, if it takes a whole figure, or all
      pieces of one, inside its table; else it is taken back.
    Figures that stand where cells stand must be claimed whether or not the reader mentions them; of those in `shared` a
    piece may be taken without the rest.
    """
    said = ground(page, replace(said, figures=tuple(sorted({*said.figures, *own.figures}))), schema)
    cut = _cut(page, said.claims, shared)
    claims = {
        slot: _weighed(claim, own.claims.get(slot), is_in_place=slot not in cut and _is_inside(slot, claim, regions))
        for slot, claim in said.claims.items()
    }
    remarks = tuple(flag for flag in own.flags if flag.kind != "unclaimed_figure" and flag not in said.flags)
    return replace(said, claims=claims, flags=(*said.flags, *remarks), found_tables=frozenset(regions))


def printed_figures(page: Page) -> list[Span]:
    """Return every run of digits of a page as one figure, with its sign, thousands marks and decimals."""
    return [Span(*match.span()) for match in _FIGURE.finditer(page.folded, page.span.start, page.span.end)]


def _weighed(said: Claim, own: Claim | None, *, is_in_place: bool) -> Claim:
    if said.state in {State.UNREAD, State.ILLEGIBLE}:
        return said
    if own is not None and _is_same(said, own):
        candidates = said.candidates or own.candidates
        margin, loo = _least(said.margin, own.margin), _least(said.loo, own.loo)
        return replace(own, margin=margin, loo=loo, candidates=candidates)
    if own is not None and _is_firm(own):
        rival = Candidate(value="" if own.value is None else str(own.value), span=own.span)
        both = taken_back(said)
        return replace(both, candidates=(*both.candidates, rival))
    return replace(said, evidence=Evidence.TOLD) if is_in_place else taken_back(said)


def _is_same(said: Claim, own: Claim) -> bool:
    """Return whether the layout reader reads the same at the same place, as surely; a blank has no exact place."""
    if (said.state, said.value) != (own.state, own.value) or (_is_settled(said) and not _is_settled(own)):
        return False
    return said.span == own.span or said.state is State.BLANK


def _is_firm(own: Claim) -> bool:
    return _is_settled(own) and own.evidence in _FIRM and own.state not in {State.UNREAD, State.ILLEGIBLE}


def _is_settled(claim: Claim) -> bool:
    return claim.margin is None or claim.margin >= CLEAR


def _least(one: float | None, other: float | None) -> float | None:
    return min((margin for margin in (one, other) if margin is not None), default=None)


def _is_inside(slot: str, claim: Claim, regions: Mapping[str, Region]) -> bool:
    region = regions.get(slot.partition("/")[0])
    return claim.span is None or (region is not None and claim.span.within(region.span))


def _cut(page: Page, claims: Mapping[str, Claim], shared: Collection[Span]) -> set[str]:
    """Return the slots that claim a piece of a figure, or all but its sign, where nobody claims the rest."""
    figures = [figure for figure in printed_figures(page) if figure not in shared]
    starts = [figure.start for figure in figures]
    pieces: dict[Span, list[tuple[Span, str]]] = defaultdict(list)
    for span, slot in sorted(
        (claim.span, slot) for slot, claim in claims.items() if claim.span and claim.value is not None
    ):
        at = max(bisect_right(starts, span.start), 1) - 1
        for figure in figures[at : at + 2]:
            if figure.overlaps(span):
                pieces[figure].append((span, slot))
    return {slot for figure, taken in pieces.items() if not _is_whole(figure, taken) for _, slot in taken}


def _is_whole(figure: Span, taken: list[tuple[Span, str]]) -> bool:
    """Return whether the pieces taken of a figure are all of it, one after the other."""
    reach = figure.start
    for span, _ in taken:
        if span.start > reach:
            return False
        reach = span.end
    return reach >= figure.end
