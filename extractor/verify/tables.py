"""What the cells of tables say of a claim: the cell it speaks of bears it out or contradicts it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from extractor.verify.alike import same_value
from extractor.verify.cells import Cell, quantity_of
from extractor.verify.claims import Claim, Match, Ruling
from extractor.verify.index import Index
from extractor.verify.nouns import Fact, Kind, Quantity, Slip, Support

_COUNTED: Final = frozenset({Kind.BARE, Kind.COUNT})
_NAMED: Final = 0.7
_CASES: Final = frozenset({"件", "条", "份", "项"})
_OF_OTHERS: Final = re.compile(
    r"(?:上年|去年|上一年|前年)(?!度?结转)|其余|其它|剩余|另有|last year|previous year|the rest", re.IGNORECASE
)
_POWERS: Final = tuple(Decimal(10) ** power for power in range(1, 9))


def rule_cell(claim: Claim, indexes: Sequence[Index]) -> Ruling | None:
    """Return what tables say of a claim, None where no cell can be told to be meant."""
    if claim.quantity.kind not in {*_COUNTED, Kind.MONEY, Kind.PERCENT, Kind.MEASURE}:
        return None
    named = [(index, cell) for index in _of_year(claim, indexes) for cell in _cells(claim, index)]
    for index, cell in named:
        if _bears_out(claim.quantity, quantity_of(cell.fact)) and cell.score >= _NAMED * named[0][1].score:
            may = _may_contradict(claim)
            return _ruling_of_value(index, cell, [each for each in named if may and each[1].is_sure])
    sure = next(((index, cell) for index, cell in named if cell.is_sure), None)
    if sure is None or not _may_contradict(claim):
        return None
    return _summed(claim, *sure, named) or _wrong(claim, *sure, indexes)


def _may_contradict(claim: Claim) -> bool:
    """Return whether a claim counts what cells count, in the report's own year, and not what is left over."""
    unit = claim.quantity.unit
    is_case = unit in _CASES or unit.isascii() or claim.quantity.kind is not Kind.COUNT
    before = claim.text.folded[max(claim.sentence.start, claim.quantity.span.start - 16) : claim.quantity.span.start]
    return is_case and claim.quantity.kind is not Kind.PERCENT and _OF_OTHERS.search(before) is None


def _cells(claim: Claim, index: Index) -> tuple[Cell, ...]:
    return index.cells.ranked(claim.text.folded, claim.quantity.span, claim.sentence)


def _of_year(claim: Claim, indexes: Sequence[Index]) -> list[Index]:
    """Return the sources for the year a claim's sentence names, all of them where it names none of theirs."""
    years = {fellow.parts[0] for fellow in claim.fellows if fellow.kind is Kind.DATE and fellow.parts[0] is not None}
    return [index for index in indexes if index.source.year in years] or list(indexes)


def _bears_out(claim: Quantity, cell: Quantity) -> bool:
    is_like = (claim.kind in _COUNTED and cell.kind is Kind.BARE) or (
        claim.kind is cell.kind and claim.unit == cell.unit
    )
    return is_like and same_value(claim, cell.value)


def _ruling_of_value(index: Index, cell: Cell, sure: Sequence[tuple[Index, Cell]]) -> Ruling:
    """Return that the value stands in a cell that may be meant, unless another cell surely is."""
    meant = next((own for where, own in sure if where is index), cell).fact
    if meant.value != cell.fact.value:
        matches = (*_matches(index, meant), *_matches(index, cell.fact))
        return Ruling(verdict=Support.CONTRADICTED, matches=matches, slip=Slip.MISATTACHED)
    if cell.fact.parts:
        matches = _matches(index, cell.fact)
        return Ruling(verdict=Support.DERIVED, matches=matches, expression=_sum_of(cell.fact))
    return Ruling(verdict=Support.SUPPORTED, matches=(_match(index, cell.fact),))


def _summed(claim: Claim, index: Index, cell: Cell, named: Sequence[tuple[Index, Cell]]) -> Ruling | None:
    """Return that a claim is the sum of the cell meant and another one named, in one column: new and carried over."""
    beside = [other.fact for where, other in named if where is index and _is_beside(other.fact, cell.fact)]
    column = [fact for fact in beside if index.cells.are_kin(fact, cell.fact)]
    for other in column:
        if claim.quantity.kind in _COUNTED and other.value + cell.fact.value == claim.quantity.value and other.value:
            expression = f"{cell.fact.value} + {other.value} = {claim.quantity.value}"
            matches = (_match(index, cell.fact), _match(index, other))
            return Ruling(verdict=Support.DERIVED, matches=matches, expression=expression)
    return None


def _is_beside(other: Fact, fact: Fact) -> bool:
    is_alone = not (other.group or fact.group or other.parts or fact.parts)
    return is_alone and other.table == fact.table and other.column == fact.column and other.row != fact.row


def _wrong(claim: Claim, index: Index, cell: Cell, indexes: Sequence[Index]) -> Ruling:
    """Return that the cell meant says otherwise, and which kind of mistake it is."""
    said, printed = claim.quantity, quantity_of(cell.fact)
    matches = list(_matches(index, cell.fact))
    slip = Slip.VALUE
    if printed.kind not in {said.kind, Kind.BARE} or (printed.kind is Kind.BARE and said.kind not in _COUNTED):
        slip = Slip.UNIT
    elif printed.value and any(said.value in (printed.value * power, printed.value / power) for power in _POWERS):
        slip = Slip.SCALE
    elif (other := _elsewhere(said, cell.fact, index, indexes)) is not None:
        slip = Slip.PERIOD if other[0] is not index else Slip.MISATTACHED
        matches.append(_match(*other))
    return Ruling(verdict=Support.CONTRADICTED, matches=tuple(matches), slip=slip, expression=_sum_of(cell.fact))


def _elsewhere(said: Quantity, fact: Fact, index: Index, indexes: Sequence[Index]) -> tuple[Index, Fact] | None:
    """Return the cell that says the number: the same one of another source, or another one of this source."""
    for other in indexes:
        for each in other.source.facts:
            if other is not index and each.id == fact.id and said.value and _bears_out(said, quantity_of(each)):
                return other, each
    found = (each for each in index.source.facts if said.value and _bears_out(said, quantity_of(each)))
    return next(((index, each) for each in found), None)


def _sum_of(fact: Fact) -> str | None:
    """Return how a sum over a block comes about, None for a cell of its own."""
    parts = [part for part in fact.parts if part.value] or fact.parts[:1]
    return f"{' + '.join(str(part.value) for part in parts)} = {fact.value}" if parts else None


def _matches(index: Index, fact: Fact) -> tuple[Match, ...]:
    """Return a cell as a place, of a sum over a block the cells it is made of, zeros left out."""
    return tuple(_match(index, part) for part in fact.parts if part.value) or (_match(index, fact),)


def _match(index: Index, fact: Fact) -> Match:
    return Match(quantity=quantity_of(fact), index=index, likeness=1.0, fact=fact)
