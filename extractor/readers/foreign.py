"""A reader that is not ours: asked so that it cannot break a record, its answer cut down to what can be an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from extractor.locate import Page, Region
from extractor.locate.page import matching_form
from extractor.readers import Reader, reader_name
from extractor.readers.layout.open_rows import row_key
from extractor.records import CLEAR, Candidate, Claim, Draft, Evidence, Flag, State
from extractor.schema.compiled import Schema
from extractor.span import Span

UNREAD = Claim(state=State.UNREAD)

_MOST_CANDIDATES = 8
_MOST_DIGITS = 40
_LONGEST_DETAIL = 200
_LONGEST_UNIT = 20


def ask(reader: Reader, page: Page, regions: Mapping[str, Region], schema: Schema) -> Draft:
    """Return a draft with a claim for every slot of the schema, whatever the reader does.

    A reader that raises, or whose answer is no draft, has read nothing, and a flag says so (`reader_failed`). A claim
    that cannot be one (of a slot the form does not have, a value without digits, a place outside the text) is refused,
    and counted in a flag (`claims_refused`).
    """
    nothing = Draft(claims=dict.fromkeys(schema.slots, UNREAD), reader=reader_name(reader))
    try:
        said: object = reader(page, dict(regions), schema)
        if not isinstance(said, Draft):
            return replace(nothing, flags=(_failed(f"{type(said).__name__} is no Draft"),))
        return _within_reason(said, nothing, page, regions, schema)
    except Exception as error:  # noqa: BLE001 - a stranger's code: whatever it raises is told in the record
        return replace(nothing, flags=(_failed(f"{type(error).__name__}: {error}"),))


def _failed(problem: str) -> Flag:
    return Flag(kind="reader_failed", detail=" ".join(problem.split())[:_LONGEST_DETAIL])


def _within_reason(said: Draft, nothing: Draft, page: Page, regions: Mapping[str, Region], schema: Schema) -> Draft:
    known = set(schema.slots)
    found = {
        slot: _possible(claim, page)
        for slot, claim in said.claims.items()
        if slot in known or _is_open_slot(slot, page, regions)
    }
    kept = {slot: claim for slot, claim in found.items() if claim is not None}
    refused = len(said.claims) - len(kept)
    counted = (Flag(kind="claims_refused", detail=str(refused)),) if refused else ()
    return replace(
        nothing,
        claims={**nothing.claims, **kept},
        figures=tuple(span for span in said.figures if _is_place(span, page)),
        flags=(*_possible_flags(said, page), *counted),
    )


def _is_open_slot(slot: object, page: Page, regions: Mapping[str, Region]) -> bool:
    """Return whether a slot is of a row that the form does not list, and whose label stands in the document."""
    parts = slot.split("/") if isinstance(slot, str) else []
    region = regions.get(parts[0]) if len(parts) == 3 else None
    if region is None or not region.table.is_open or parts[2] not in region.table.column:
        return False
    label = matching_form(parts[1].partition(" #")[0])
    return parts[1] == row_key(parts[1]) and bool(label) and label in page.words


def _possible(claim: object, page: Page) -> Claim | None:
    """Return a claim with its text as printed and no rivals it does not need; None where it can be no claim."""
    if not isinstance(claim, Claim) or not _is_reading(claim.state, claim.value):
        return None
    if claim.span is not None and not _is_place(claim.span, page, may_be_empty=claim.value is None):
        return None
    margins = (claim.margin, claim.loo)
    if not all(margin is None or _is_number(margin) for margin in margins) or not _is_unit(claim.unit):
        return None
    is_settled = claim.state not in {State.UNREAD, State.ILLEGIBLE} and (claim.margin is None or claim.margin >= CLEAR)
    text = page.document.text[claim.span.start : claim.span.end] if claim.span else None
    candidates = () if is_settled else tuple(_possible_candidates(claim, page))[:_MOST_CANDIDATES]
    return replace(claim, text=text, evidence=_evidence(claim), candidates=candidates)


def _is_reading(state: object, value: object) -> bool:
    """Return whether a state and a value go together: only a value and a zero have one."""
    if value is None:
        return isinstance(state, State) and state not in {State.VALUE, State.ZERO}
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return False
    return state is (State.VALUE if value else State.ZERO)


def _is_place(span: object, page: Page, *, may_be_empty: bool = False) -> bool:
    """Return whether a span is a place in the report; that of a cell printed blank may hold no character."""
    if not isinstance(span, Span) or not all(map(_is_offset, span)):
        return False
    return span.end - span.start >= (0 if may_be_empty else 1) and span.within(page.span)


def _is_offset(offset: object) -> bool:
    return isinstance(offset, int) and not isinstance(offset, bool)


def _is_number(margin: object) -> bool:
    return isinstance(margin, int | float) and margin == margin  # noqa: PLR0124 - NaN is the one that is not


def _is_unit(unit: object) -> bool:
    return unit is None or (isinstance(unit, str) and len(unit) <= _LONGEST_UNIT)


def _evidence(claim: Claim) -> Evidence:
    said: object = claim.evidence
    return said if isinstance(said, Evidence) else Evidence.TOLD


def _possible_candidates(claim: Claim, page: Page) -> Iterator[Candidate]:
    rivals: tuple[object, ...] = claim.candidates
    for rival in rivals:
        if isinstance(rival, Candidate) and _is_plain(rival.value) and (not rival.span or _is_place(rival.span, page)):
            yield rival


def _is_plain(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _MOST_DIGITS:
        return False
    try:
        return not value or Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _possible_flags(said: Draft, page: Page) -> Iterator[Flag]:
    for flag in said.flags:
        words: tuple[object, object] = (flag.kind, flag.detail)
        is_worded = all(isinstance(word, str) for word in words)
        if is_worded and (flag.span is None or _is_place(flag.span, page)):
            yield replace(flag, detail=flag.detail[:_LONGEST_DETAIL])
