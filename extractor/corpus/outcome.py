"""What came of a rule over two years, with every figure it speaks of and its place in the report it stands in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractor.corpus.offices import Filing
from extractor.dossier import Dossier
from extractor.matters import decided_values
from extractor.records import SURE, RuleVerdict, State
from extractor.schema.model import Label
from extractor.span import Span
from extractor.wording import Place, place


class Why(StrEnum):
    """Why a rule over two years could not be assessed, or what may lie behind its failure."""

    MISSING = "missing"
    FORMS_DIFFER = "forms_differ"
    BASE_ZERO = "base_zero"
    READING_IN_DOUBT = "reading_in_doubt"
    OWN_SUMS_FAIL = "own_sums_fail"
    PREVIOUS_SUMS_FAIL = "previous_sums_fail"
    OTHER_VERSION_AGREES = "other_version_agrees"
    RESUBMITTED = "resubmitted"
    STARTS_ANEW = "starts_anew"
    REORGANISED_OR_CORRECTED = "reorganised_or_corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigure:
    """One cell that a rule over two years speaks of: the record it stands in, its reading, and its place.

    `coefficient` is its sign in the rule, `value` null where nothing was read; `span` and `place` are null where
    nothing is printed.
    """

    coefficient: int
    record: str
    year: int
    slot: str
    value: Decimal | None
    state: State
    is_sure: bool
    span: Span | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of this year's report on the change since last year: its words, their place, and the number in it."""

    text: str
    value: Decimal
    unit: str | None
    span: Span
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOutcome:
    """One rule over two years confronted with both reports; it is always soft.

    `report` and `previous` are the ids of the records; `gap` is left side minus right side, null where the rule was not
    assessable. `figures` are all cells that the rule speaks of. For a sentence in the prose `said` is what it says and
    `expected` what the figures make. `reasons` say why it could not be assessed, or what may lie behind a failure.
    """

    office: str
    year: int
    report: str
    previous: str
    rule: str
    over: str | None
    relation: str
    message: Label
    verdict: RuleVerdict
    gap: Decimal | None = None
    figures: tuple[YearFigure, ...] = ()
    said: Said | None = None
    expected: Decimal | None = None
    reasons: tuple[Why, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Return whether every figure is bound to its place: only then is a gap worth asking the office about."""
        return all(each.is_sure for each in self.figures)

    @property
    def is_worth_asking(self) -> bool:
        """Return whether it fails on figures that are all sure."""
        return self.verdict is RuleVerdict.FAIL and self.is_sure


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPair:
    """Last year's and this year's reports of one office."""

    before: Filing
    after: Filing

    @property
    def name(self) -> str:
        """Return what the office is called."""
        return self.after.current.agency or self.after.office


def figure(coefficient: int, address: str, dossier: Dossier) -> YearFigure:
    """Return a cell of a report as a rule over two years speaks of it; what a person decided outranks what was read."""
    slot, decided = dossier.record.slots.get(address), decided_values(dossier)
    span = slot.span if slot else None
    value = slot.value if slot else None
    return YearFigure(
        coefficient=coefficient,
        record=dossier.record.id,
        year=dossier.year or 0,
        slot=address,
        value=decided.get(address, value),
        state=slot.state if slot else State.UNREAD,
        is_sure=slot is not None and (address in decided or slot.status in SURE),
        span=span,
        place=place(span, dossier.lines) if dossier.text else None,
    )
