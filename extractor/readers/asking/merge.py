"""What a model said put beside what the layout reader read: it fills what was open and changes nothing sure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.model.remark import remark
from extractor.readers.asking.table import Filled
from extractor.records import CLEAR, Candidate, Claim, Draft, Evidence, Flag, State

MODEL = "model"
"""What a slot names as its reader where its value is a model's."""

_NAMELESS = Claim(state=State.UNREAD)


def beside(own: Draft, filled: Sequence[Filled]) -> Draft:
    """Return the layout reader's draft with what a model settled of it; `reader` stays that of each claim."""
    claims = dict(own.claims)
    for table in filled:
        for slot in table.sheet.slots:
            claims[slot] = _settled(claims.get(slot, _NAMELESS), slot, table)
    kept = tuple(flag for flag in own.flags if flag.kind != "unclaimed_figure")  # they are looked for anew
    return replace(own, claims=claims, flags=(*kept, *_flags(filled)))


def instead(own: Draft, filled: Sequence[Filled]) -> Draft:
    """Return what a model alone says."""
    claims = dict.fromkeys(own.claims, _NAMELESS)
    for table in filled:
        for row in table.sheet.rows:
            for slot in table.sheet.slots_of(row):
                claims[slot] = _said(own.claims.get(slot, _NAMELESS), slot, table)
    return Draft(claims=claims, figures=own.figures, flags=_flags(filled), found_tables=own.found_tables, reader=MODEL)


def _settled(own: Claim, slot: str, table: Filled) -> Claim:
    told = table.judged.claims.get(slot)
    if told is not None:
        is_same = (told.state, told.value, told.span) == (own.state, own.value, own.span) and _states(own)
        return own if is_same else replace(told, reader=MODEL)
    said = table.judged.said.get(slot)
    if slot not in table.judged.refused or said is None or _states(own):
        return own
    return _refused(own, said)


def _said(own: Claim, slot: str, table: Filled) -> Claim:
    judged = table.judged
    told = judged.claims.get(slot)
    if told is not None:
        return told
    if slot in judged.refused:
        return _refused(_NAMELESS, judged.said.get(slot))
    # A zero that the page lost has no tag to point at: that it is one is inferred, whoever reads.
    return own if own.evidence is Evidence.FILLED and slot in judged.open_slots else _NAMELESS


def _states(own: Claim) -> bool:
    return own.state is not State.UNREAD and (own.margin is None or own.margin >= CLEAR)


def _refused(own: Claim, said: str | None) -> Claim:
    """Return a claim that keeps what was said aside: no value, the reader's own guesses first."""
    last = (Candidate(value=said),) if said else ()
    known = {candidate.value for candidate in own.candidates}
    candidates = (*own.candidates, *(guess for guess in last if guess.value not in known))
    return Claim(state=State.UNREAD, evidence=Evidence.REFUSED, candidates=candidates)


def _flags(filled: Iterable[Filled]) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    for table in filled:
        if table.failure is not None:
            flags.append(remark(table.sheet.table.id, table.failure))
        flags.extend(_refusals(table))
        flags.extend(_differing(table))
    return tuple(flags)


def _refusals(table: Filled) -> Iterator[Flag]:
    """Yield a flag for each row with answers that may not stand: what was said, and why not."""
    refused, places = table.judged.refused, table.sheet.places
    for row in table.sheet.rows:
        said = [
            f"{slot}: {table.judged.said.get(slot, '')} ({refused[slot].kind})"
            for slot in table.sheet.slots_of(row)
            if slot in refused
        ]
        place = places.of(row)
        if said:
            yield Flag(kind="answer_refused", detail=" | ".join(said), span=place.span if place else None)


def _differing(table: Filled) -> Iterable[Flag]:
    """Yield a flag for each slot that the layout reader settled and the model reads otherwise."""
    sheet = table.sheet
    if sheet.is_whole:
        return
    for slot, told in table.judged.claims.items():
        own = sheet.own.claims.get(slot, _NAMELESS)
        if slot not in sheet.slots and (told.state, told.value) != (own.state, own.value):
            yield Flag(kind="model_differs", span=own.span, detail=f"{slot}: {table.judged.said.get(slot, '')}")
