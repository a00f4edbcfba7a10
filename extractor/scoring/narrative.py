"""Findings and numbers in the prose: matched by where their quotes stand, never by a judge."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add

from extractor.scoring.contents import Content
from extractor.scoring.counts import Counts
from extractor.scoring.nouns import Finding, Statement
from extractor.scoring.rates import ratio
from extractor.span import Span

_POWERS = {"万": 4, "亿": 8}

LEAST_OVERLAP = 0.7
"""Intersection over union of two quotes, white space left out, from which they are the same passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches(Counts):
    """Items of the gold and of a prediction, and how many are the same.

    `links` are the labelled pairs of a measure and a problem it addresses, `links_said` those of the prediction,
    `linked` those that are the same.
    """

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    links: int = 0
    links_said: int = 0
    linked: int = 0

    @property
    def f1(self) -> float | None:
        """Return 2 x matched / (gold + predicted); null where there is nothing on either side."""
        return ratio(2 * self.matched, self.gold + self.predicted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Counts):
    """Numbers in the prose that are labelled and predicted, how many are found, and what of them is right in all."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    with_unit: int = 0
    with_terms: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms(Counts):
    """Mistakes of the reports that are labelled, those said, and those of them that are labelled in that report."""

    gold: int = 0
    said: int = 0
    found: int = 0


def match_defects(gold: Iterable[str], said: Iterable[str]) -> Mapping[str, Alarms]:
    """Return one report's mistakes by kind: labels have no place, so as many of a kind are found as are said of it."""
    labelled, told = Counter(gold), Counter(said)
    return {
        kind: Alarms(gold=labelled[kind], said=told[kind], found=min(labelled[kind], told[kind]))
        for kind in sorted({*labelled, *told})
    }


def match_findings(gold: Sequence[Finding], predicted: Sequence[Finding], text: str) -> Matches:
    """Return the findings of one report matched: the same kind, and quotes that overlap by `LEAST_OVERLAP` or more."""
    place = _Places(text)
    ours, theirs = [place.of(each.quote) for each in gold], [place.of(each.quote) for each in predicted]
    pairs = _paired(
        (overlap, at, other)
        for at, one in enumerate(gold)
        for other, two in enumerate(predicted)
        if one.kind == two.kind and (overlap := _overlap(ours[at], theirs[other])) >= LEAST_OVERLAP
    )
    same = dict(pairs)
    printed, said = _links(gold), _links(predicted)
    return Matches(
        gold=len(gold),
        predicted=len(predicted),
        matched=len(pairs),
        links=len(printed),
        links_said=len(said),
        linked=sum((same.get(measure), same.get(problem)) in said for measure, problem in printed),
    )


def match_statements(gold: Sequence[Statement], predicted: Sequence[Statement], text: str) -> Numbers:
    """Return the numbers in one report's prose matched: the same value, in quotes that overlap at all."""
    place = _Places(text)
    ours, theirs = [place.of(each.quote) for each in gold], [place.of(each.quote) for each in predicted]
    pairs = _paired(
        (overlap, at, other)
        for at, one in enumerate(gold)
        for other, two in enumerate(predicted)
        if _is_same(_counted(one), _counted(two)) and (overlap := _overlap(ours[at], theirs[other])) > 0
    )
    found = reduce(add, (_compared(gold[at], predicted[other]) for at, other in pairs), Numbers())
    return found + Numbers(gold=len(gold), predicted=len(predicted))


def _links(findings: Sequence[Finding]) -> set[tuple[int, int]]:
    """Return each measure and problem that are linked, by their places in the list; of one id the first counts."""
    place = {each.id: at for at, each in reversed(list(enumerate(findings)))}
    return {
        (at, place.get(problem, -1 - number))
        for at, each in enumerate(findings)
        for number, problem in enumerate(each.addresses)
    }


def _counted(stated: Statement) -> Content:
    """Return a number in ones where its unit begins with a power of ten: 8.4 万次 is 84000."""
    power = next((zeros for mark, zeros in _POWERS.items() if (stated.unit or "").startswith(mark)), 0)
    is_money = (stated.unit or "").endswith("元")
    return stated.value.scaleb(power) if power and not is_money and isinstance(stated.value, Decimal) else stated.value


def _unit(stated: Statement) -> str:
    unit = stated.unit or ""
    return unit if unit.endswith("元") else unit.lstrip("".join(_POWERS))


def _is_same(one: Content, other: Content) -> bool:
    return isinstance(one, Decimal) and one == other


def _compared(gold: Statement, said: Statement) -> Numbers:
    has_unit = _unit(gold) == _unit(said)
    has_terms = set(gold.terms) == set(said.terms)
    return Numbers(found=1, with_unit=int(has_unit), with_terms=int(has_terms), right=int(has_unit and has_terms))


class _Places:
    """Where quotes stand in a text, white space left out."""

    def __init__(self, text: str) -> None:
        self._text = _compact(text)

    def of(self, quote: str) -> Span | None:
        compact = _compact(quote)
        at = self._text.find(compact) if compact else -1
        return None if at < 0 else Span(at, at + len(compact))


def _compact(text: str) -> str:
    return "".join(text.split())


def _overlap(one: Span | None, other: Span | None) -> float:
    """Return the intersection over the union of two places."""
    if one is None or other is None:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def _paired(candidates: Iterable[tuple[float, int, int]]) -> tuple[tuple[int, int], ...]:
    """Return pairs with the widest overlap first, each item in one of them at most."""
    return tuple(_taken(sorted(candidates, key=lambda each: (-each[0], each[1], each[2]))))


def _taken(candidates: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    ours: set[int] = set()
    theirs: set[int] = set()
    for _, one, other in candidates:
        if one not in ours and other not in theirs:
            ours.add(one)
            theirs.add(other)
            yield one, other
