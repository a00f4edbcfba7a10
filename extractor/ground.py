"""Laws 1 and 2: every claimed number stands at its place in the source, and every printed figure is claimed once."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from extractor.figures import value_in
from extractor.locate import Page
from extractor.normalise import LOOK_ALIKE
from extractor.records import Candidate, Claim, Draft, Evidence, Flag, State
from extractor.schema.compiled import Schema
from extractor.span import Span


def ground(page: Page, draft: Draft, schema: Schema) -> Draft:
    """Return the draft with every claim taken back that its place in the text does not bear out.

    A claim is taken back (unread, its value kept as a candidate) when the text at its span is not its value, or when
    another slot claims a part of the same figure. Figures of the regions that nobody claims become flags.
    """
    claims = {slot: _checked(page, slot, claim, schema) for slot, claim in draft.claims.items()}
    claims = _once(claims)
    flags = (*draft.flags, *_unclaimed(page, draft, claims))
    return replace(draft, claims=claims, flags=flags)


def _checked(page: Page, slot: str, claim: Claim, schema: Schema) -> Claim:
    if claim.span is None or claim.value is None:
        return claim
    unit = schema.column_of(slot).unit
    return claim if printed_value(page, claim, unit) == claim.value else taken_back(claim)


def printed_value(page: Page, claim: Claim, unit: str | None) -> Decimal | None:
    """Return the value that the text at a claim's span prints, in the schema's unit; None where it prints none."""
    if claim.span is None:
        return None
    text = page.folded[claim.span.start : claim.span.end].replace(",", "").replace(" ", "")
    if claim.evidence in {Evidence.DAMAGED, Evidence.TOLD}:  # neither is ever sure
        text = text.translate(LOOK_ALIKE)
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if claim.unit and unit and claim.unit != unit:
        converted = value_in(value, claim.unit, unit)
        return value if converted is None else converted
    return value


def taken_back(claim: Claim) -> Claim:
    """Return a claim as unread, with what it said as a candidate."""
    said = (Candidate(value=str(claim.value), span=claim.span),) if claim.value is not None else ()
    return Claim(
        state=State.UNREAD, evidence=claim.evidence, margin=0.0, loo=0.0, candidates=(*said, *claim.candidates)
    )


def _once(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """Take back every claim that shares characters with another slot's."""
    placed = sorted((claim.span, slot) for slot, claim in claims.items() if claim.span)
    doubled: set[str] = set()
    reach, holder = 0, ""
    for span, slot in placed:
        if span.start < reach:
            doubled |= {slot, holder}
        if span.end > reach:
            reach, holder = span.end, slot
    return {slot: taken_back(claim) if slot in doubled else claim for slot, claim in claims.items()}


def _unclaimed(page: Page, draft: Draft, claims: Mapping[str, Claim]) -> list[Flag]:
    """Return a flag for each figure in a cell's place that no slot claims, not even as a candidate."""
    taken = sorted(set(_taken(claims)))
    open_figures = (span for span in draft.figures if not _is_taken(span, taken))
    return [
        Flag(kind="unclaimed_figure", span=span, detail=page.document.text[span.start : span.end])
        for span in open_figures
    ]


def _taken(claims: Mapping[str, Claim]) -> Iterable[Span]:
    for claim in claims.values():
        if claim.span:
            yield claim.span
        yield from (candidate.span for candidate in claim.candidates if candidate.span)


def _is_taken(span: Span, taken: Sequence[Span]) -> bool:
    at = bisect_right(taken, span)
    return any(other.overlaps(span) for other in taken[max(0, at - 2) : at + 1])
