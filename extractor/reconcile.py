"""Laws 3 and 4: readings confronted with the rules, failures localised, and each told apart: whose mistake it is.

A rule that chose a reading does not confirm it. What is bound to its place is not doubted because a sum is wrong: then
the document is wrong, and the record says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.figures import plain
from extractor.localise import Localisation, localise
from extractor.records import (
    CLEAR,
    SURE,
    Candidate,
    Claim,
    Draft,
    Evidence,
    RuleOutcome,
    RuleVerdict,
    Slot,
    State,
    Status,
    Verdict,
)
from extractor.rules import Confrontation, confront
from extractor.schema.compiled import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """Settled slots and the outcome of every rule."""

    slots: Mapping[str, Slot]
    rules: tuple[RuleOutcome, ...]


_SUREST_FIRST = (Status.VERIFIED, Status.GROUNDED, Status.INFERRED, Status.SUSPECT)

_NOBODY: Mapping[str, Slot] = {}


def reconcile(draft: Draft, schema: Schema, lang: str = "zh", *, alone: Mapping[str, Slot] = _NOBODY) -> Reconciled:
    """Return every slot settled and every rule's outcome, failed hard equations with all smallest explanations.

    `alone` are the slots as the layout reader's own account leaves them, where the draft holds words of others: none is
    surer than that. A word that takes a failed rule away would else raise what that rule casts doubt on.
    """
    values = {slot: _value(claim) for slot, claim in draft.claims.items()}
    confrontations = [confront(instance, values) for instance in schema.instances]
    hard = [c for c in confrontations if c.instance.strength == "hard"]
    localisations = localise(hard)
    settled = _settle(draft, hard, localisations)
    slots = {slot: _no_surer(reading, alone.get(slot)) for slot, reading in settled.items()}
    outcomes = tuple(_outcome(c, slots, _explaining(c, localisations), lang) for c in confrontations)
    return Reconciled(slots=slots, rules=outcomes)


def _value(claim: Claim) -> Decimal | None:
    """Return what a rule may use: nothing of a slot that is unsettled, blank or unread."""
    if claim.margin is not None and claim.margin < CLEAR:
        return None
    return claim.value


def _settle(draft: Draft, hard: Sequence[Confrontation], localisations: Sequence[Localisation]) -> dict[str, Slot]:
    # A value that no printed figure bears out may be one made up so that the sum holds: such a sum confirms nothing.
    told = {slot for slot, claim in draft.claims.items() if _may_be_made_up(claim)}
    # And one that such a word makes fail casts doubt on that word, not on what was bound to its place without it.
    words = {slot for slot, claim in draft.claims.items() if claim.evidence is Evidence.TOLD}
    passing: dict[str, int] = {}
    failing: dict[str, int] = {}
    broken_tables: set[str] = set()
    for confrontation in hard:
        members = confrontation.instance.slots
        if confrontation.verdict is RuleVerdict.FAIL:
            doubted = words.intersection(members)
            if not doubted:
                broken_tables.update(slot.partition("/")[0] for slot in members)
            failing.update({slot: failing.get(slot, 0) + 1 for slot in doubted or members})
        elif _confirms(confrontation) and told.isdisjoint(members):
            passing.update({slot: passing.get(slot, 0) + 1 for slot in members})
    accused = {slot for found in localisations for explanation in found.explanations for slot in explanation}
    settled = {}
    for slot, claim in draft.claims.items():
        standing = _Standing(
            passing=passing.get(slot, 0),
            failing=failing.get(slot, 0),
            is_accused=slot in accused,
            is_table_broken=slot.partition("/")[0] in broken_tables,
        )
        settled[slot] = _slot(claim, _status(claim, standing), claim.reader or draft.reader)
    return settled


def _no_surer(reading: Slot, alone: Slot | None) -> Slot:
    """Return a reading no surer than the layout reader's own account makes it, by itself."""
    if alone is None or reading.status not in SURE or alone.status not in _SUREST_FIRST:
        return reading
    status = max(reading.status, alone.status, key=_SUREST_FIRST.index)
    return replace(reading, status=status, bound=status in SURE)


def _may_be_made_up(claim: Claim) -> bool:
    """Return whether a value was merely told, or filled in where no figure is printed; a lost zero adds nothing."""
    return claim.evidence is Evidence.TOLD or (claim.evidence is Evidence.FILLED and bool(claim.value))


def _confirms(confrontation: Confrontation) -> bool:
    return confrontation.verdict is RuleVerdict.PASS and not confrontation.is_vacuous


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """How a slot stands with the hard rules: how many over it hold (not as 0 = 0) and fail, and what that says of it.

    `is_accused`: it is in a smallest explanation of a failure; `is_table_broken`: some hard rule of its table fails.
    """

    passing: int
    failing: int
    is_accused: bool
    is_table_broken: bool


def _status(claim: Claim, standing: _Standing) -> Status:
    """Return how sure a claim is."""
    if claim.evidence is Evidence.REFUSED:
        return Status.UNGROUNDED
    if claim.state in {State.UNREAD, State.ILLEGIBLE}:
        return Status.AMBIGUOUS if claim.candidates else Status.UNREAD
    if claim.margin is not None and claim.margin < CLEAR:
        return Status.AMBIGUOUS
    if claim.evidence is Evidence.CELL:
        return Status.VERIFIED if standing.passing and not standing.failing else Status.GROUNDED
    if claim.evidence is Evidence.TOLD and claim.value is not None and claim.span is None:
        return Status.UNGROUNDED
    if standing.failing:
        return Status.SUSPECT
    return _status_of_unbound(claim, standing)


def _status_of_unbound(claim: Claim, standing: _Standing) -> Status:
    """Return how sure a claim is that rests on more than its own cell, where no rule over it fails.

    A reading split or shifted is verified only by rules that did not choose it: its rivals must stay away with the
    weightiest rule left out.
    """
    if claim.evidence in {Evidence.FILLED, Evidence.ORDER, Evidence.TOLD} or standing.is_table_broken:
        return Status.INFERRED
    if claim.loo is not None and claim.loo < CLEAR:
        return Status.INFERRED
    if claim.evidence is Evidence.SPLIT:
        return Status.VERIFIED if standing.passing else Status.GROUNDED
    return Status.VERIFIED if standing.passing > 1 else Status.INFERRED


def _slot(claim: Claim, status: Status, reader: str) -> Slot:
    if status in {Status.AMBIGUOUS, Status.UNGROUNDED}:
        said = (Candidate(value=plain(claim.value)),) if status is Status.UNGROUNDED and claim.value is not None else ()
        return Slot(state=State.UNREAD, status=status, reader=reader, candidates=(*said, *claim.candidates))
    if status is Status.UNREAD:
        return Slot(state=claim.state, text=claim.text, span=claim.span, status=status, reader=reader)
    is_bound = status in SURE
    return Slot(
        state=claim.state,
        value=claim.value,
        text=claim.text,
        span=claim.span,
        bound=is_bound,
        status=status,
        reader=reader,
        unit=claim.unit,
    )


def _explaining(confrontation: Confrontation, localisations: Sequence[Localisation]) -> Localisation | None:
    return next((found for found in localisations if confrontation in found.failed), None)


def _outcome(
    confrontation: Confrontation, slots: Mapping[str, Slot], localisation: Localisation | None, lang: str
) -> RuleOutcome:
    instance = confrontation.instance
    failed = confrontation.verdict is RuleVerdict.FAIL
    return RuleOutcome(
        id=instance.rule,
        over=instance.over,
        verdict=confrontation.verdict,
        strength=instance.strength,
        slots=instance.slots,
        gap=confrontation.gap,
        attribution=_attribution(instance.slots, slots) if failed else None,
        explanations=_likeliest_first(localisation.explanations, slots) if localisation else (),
        undecided=localisation.undecided if localisation else False,
        message=instance.message.text(lang),
    )


def _likeliest_first(explanations: Sequence[tuple[str, ...]], slots: Mapping[str, Slot]) -> tuple[tuple[str, ...], ...]:
    """Return explanations with those of fewest slots bound to their place first, else in the order they came."""
    return tuple(sorted(explanations, key=lambda found: sum(slots[slot].bound for slot in found)))


def _attribution(members: Sequence[str], slots: Mapping[str, Slot]) -> Verdict:
    """Return whose mistake a failed rule is: the document's, if every slot in it is bound to its place."""
    bound = all(slots[slot].bound for slot in members)
    return Verdict.SOURCE_DEFECT if bound else Verdict.EXTRACTION_ERROR
