"""A seed made ready: opened once, with the answer of a reader that is right everywhere, and the rows of its form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from extractor.corroborate import printed_figures
from extractor.ground import ground
from extractor.locate import Page, Region
from extractor.mutate.seeds import Seed, ruled_slots
from extractor.pipeline import Opened, open_document, record_of
from extractor.records import Claim, Draft, Evidence, Record, RuleVerdict, State
from extractor.rules import confront
from extractor.schema.compiled import RuleInstance, Schema
from extractor.schema.model import Row
from extractor.scoring.contents import Content, Mark
from extractor.span import Span

_STATES = {Mark.BLANK: State.BLANK, Mark.SLASH: State.SLASH}
_MARKS = {state: mark for mark, state in _STATES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """A reader that answers with given claims, whatever the page says."""

    name: ClassVar[str] = "mutant"
    claims: Mapping[str, Claim]

    def __call__(self, page: Page, regions: Mapping[str, Region], schema: Schema, /) -> Draft:  # noqa: ARG002
        """Return the claims."""
        return Draft(claims=self.claims, reader=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the form with its slots, all of them known; `siblings` tells rows apart that stand under other heads."""

    table: str
    slots: tuple[str, ...]
    columns: tuple[str, ...]
    siblings: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A seed, opened: `claims` is the right answer, each claim with the printed figure it was read from, if any."""

    seed: Seed
    opened: Opened
    own: Draft
    claims: Mapping[str, Claim]

    @property
    def page(self) -> Page:
        """Return the page of the report."""
        return self.opened.page

    @property
    def schema(self) -> Schema:
        """Return the form of the report."""
        return self.seed.schema

    @property
    def gold(self) -> Mapping[str, Content]:
        """Return the true contents."""
        return self.seed.gold

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Return the slots whose true content is known, in form order."""
        return tuple(slot for slot in self.schema.slots if self.gold.get(slot, Mark.OPEN) is not Mark.OPEN)

    @cached_property
    def ruled(self) -> frozenset[str]:
        """Return the slots that some hard equation of the form speaks of."""
        return ruled_slots(self.schema)

    @cached_property
    def covered(self) -> frozenset[str]:
        """Return those of them with an equation that holds here: with a blank it is open, what fails says no more."""
        values = self.seed.values
        holding = (rule for rule in self.equations if confront(rule, values).verdict is RuleVerdict.PASS)
        return frozenset(slot for rule in holding for slot in rule.slots)

    @cached_property
    def equations(self) -> tuple[RuleInstance, ...]:
        """Return the hard equations."""
        return tuple(rule for rule in self.schema.instances if rule.strength == "hard" and rule.relation == "==")

    @cached_property
    def totals(self) -> frozenset[str]:
        """Return the slots that an equation has as the sum of all its others."""
        return frozenset(slot for rule in self.equations for slot in _sum_of(rule))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the rows all of whose slots are known."""
        return tuple(line for line in _lines(self.schema) if set(line.slots) <= set(self.known))

    @cached_property
    def figures(self) -> tuple[tuple[Span, Decimal], ...]:
        """Return every figure that the page prints."""
        return tuple((span, _number(self.page.folded[span.start : span.end])) for span in printed_figures(self.page))

    @cached_property
    def printed(self) -> frozenset[Decimal]:
        """Return every number that the page prints, pieces of runs of digits among them."""
        pieces = (claim.value for claim in self.claims.values() if claim.value is not None and claim.span)
        return frozenset({value for _, value in self.figures} | set(pieces))

    @cached_property
    def twin(self) -> Record:
        """Return the record that the right answer makes."""
        return record_of(self.opened, reader=Answering(claims=self.claims))

    @cached_property
    def record(self) -> Record:
        """Return the record that the layout reader makes."""
        return record_of(self.opened)

    @cached_property
    def grounded(self) -> Draft:
        """Return the right answer held to the laws of the place."""
        return self.held(self.claims)

    def held(self, claims: Mapping[str, Claim]) -> Draft:
        """Return an answer held to the laws of the place alone: nobody else reads the page."""
        return ground(self.page, Draft(claims=claims, figures=self.own.figures), self.schema)


def subject_of(seed: Seed, schemas: Sequence[Schema]) -> Subject:
    """Return a seed opened; `ValueError` where it is not read as one report of its form."""
    reports = open_document(seed.document, schemas)
    opened = reports[0]
    if len(reports) != 1 or opened.own is None or opened.found.schema is not seed.schema:
        raise ValueError(f"{seed.name} is not one report of the form {seed.schema.id}")
    return Subject(seed=seed, opened=opened, own=opened.own, claims=_answer(seed, opened.own))


def content_of(claim: Claim) -> Content:
    """Return what a claim says is printed."""
    return claim.value if claim.value is not None else _MARKS.get(claim.state, Mark.ABSTAINED)


def claim_of(content: Content, like: Claim | None = None) -> Claim:
    """Return the claim of a content, at the place of a claim `like` it."""
    place = like or Claim(state=State.UNREAD)
    state = (State.VALUE if content else State.ZERO) if isinstance(content, Decimal) else _STATES[content]
    return Claim(
        state=state,
        value=content if isinstance(content, Decimal) else None,
        span=place.span,
        unit=place.unit,
        evidence=place.evidence,
    )


def is_separate(claim: Claim) -> bool:
    """Return whether a claim's figure stands apart from the next, by itself in its cell."""
    return bool(claim.span) and claim.value is not None and claim.evidence is Evidence.CELL


def _answer(seed: Seed, own: Draft) -> dict[str, Claim]:
    """Return the right answer: the layout reader's places where it reads the gold, elsewhere the gold without a place.

    A slot that the text leaves open is left out.
    """
    answer: dict[str, Claim] = {}
    for slot, content in seed.gold.items():
        claim = own.claims.get(slot)
        if content is not Mark.OPEN:
            answer[slot] = claim_of(content, claim if claim and content_of(claim) == content else None)
    return {slot: replace(claim, evidence=_told(claim)) for slot, claim in answer.items()}


def _told(claim: Claim) -> Evidence:
    """Return what a reader may say of a figure's print: only that a letter stands for a digit, or that it is split."""
    return claim.evidence if claim.evidence in {Evidence.DAMAGED, Evidence.SPLIT} else Evidence.CELL


def _sum_of(rule: RuleInstance) -> list[str]:
    """Return the slot of a rule that has the sign it has alone."""
    sides = {sign: [slot for factor, slot in rule.terms if (factor > 0) == sign] for sign in (True, False)}
    return next((side for side in sides.values() if len(side) == 1), [])


def _lines(schema: Schema) -> Iterator[Line]:
    for table in schema.tables:
        for row in table.listed_rows:
            yield Line(
                table=table.id, slots=table.slots_of(row), columns=table.columns_of(row), siblings=_siblings(row)
            )


def _siblings(row: Row) -> str:
    return row.group.text("zh") if row.group else ""


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
