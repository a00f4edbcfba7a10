"""A mutant: the right answer with a fault in it, and for each changed cell the figure that speaks most for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from extractor.mutate.subjects import Subject, claim_of, content_of
from extractor.records import Claim, State
from extractor.scoring.contents import Content
from extractor.span import Span

VERSION = "1"
"""Of the faults: it changes with anything that makes other mutants of the same seeds."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a faulty answer says of a slot; `moved_from` is the slot whose figure went along with the value."""

    content: Content
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a fault says instead, before what equals the gold is left out; `variant` tells its kind or size."""

    variant: str
    said: Mapping[str, Said]


Fault = Callable[[Subject, Random], Proposal | None]
"""A fault, injected at random; None where the report has no place for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A slot that a mutant says something else of; `claim` is what it says, and where."""

    slot: str
    before: Content
    after: Content
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A faulty answer: `changes` in form order, none of them equal to the gold."""

    id: str
    fault: str
    variant: str
    changes: tuple[Change, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        """Return the changed slots."""
        return tuple(change.slot for change in self.changes)


def name_of(fault: str, seed: str, number: int) -> str:
    """Return a mutant's id: it says how to make the same mutant again."""
    return f"{fault}/{seed}/{number}@{VERSION}"


def mutant_of(subject: Subject, fault: str, number: int, proposal: Proposal) -> Mutant:
    """Return the mutant that a proposal comes to; one without changes is equivalent to the gold."""
    changed = {slot: said for slot, said in proposal.said.items() if said.content != subject.gold[slot]}
    order = [slot for slot in subject.schema.slots if slot in changed]
    freed = {subject.claims[slot].span for slot in changed}
    taken = {claim.span for claim in subject.claims.values()} - freed
    changes = []
    for slot in order:
        claim = _claim(subject, slot, changed[slot], taken)
        taken.add(claim.span)
        changes.append(Change(slot=slot, before=subject.gold[slot], after=changed[slot].content, claim=claim))
    return Mutant(
        id=name_of(fault, subject.seed.name, number), fault=fault, variant=proposal.variant, changes=tuple(changes)
    )


def claims_of(subject: Subject, mutant: Mutant) -> dict[str, Claim]:
    """Return the whole answer with the fault in it."""
    return {**subject.claims, **{change.slot: change.claim for change in mutant.changes}}


def _claim(subject: Subject, slot: str, said: Said, taken: set[Span | None]) -> Claim:
    """Return the claim of a content at the most favourable place: that of the figure that moved, else an equal one."""
    source = subject.claims.get(said.moved_from) if said.moved_from else None
    if source is not None and content_of(source) == said.content:
        return claim_of(said.content, source)
    if not isinstance(said.content, Decimal):
        return claim_of(said.content)
    equal = [span for span, value in subject.figures if value == said.content]
    best = min(equal, key=lambda span: (span in taken, _distance(subject, slot, span), span), default=None)
    return claim_of(said.content, Claim(state=State.UNREAD, span=best))


def _distance(subject: Subject, slot: str, span: Span) -> int:
    """Return how far a figure stands from a slot: 0 on its line, 1 in its table, 2 elsewhere."""
    own = subject.claims[slot].span
    if own and "\n" not in subject.page.folded[min(own.start, span.start) : max(own.end, span.end)]:
        return 0
    region = subject.opened.regions.get(slot.partition("/")[0])
    return 1 if region and span.within(region.span) else 2
