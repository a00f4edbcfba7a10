"""Copied text: what a report has in common with the office's own of another year, and with those of other offices."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, groupby

from extractor.corpus.marks import common_stretches, hash_of, marks, places
from extractor.corpus.narrative import Interval, Narrative, overlap, shared, without
from extractor.corpus.passages import Passage, Side, common_runs, passages

SHARE = 0.05
"""The least share of a narrative that a pair must have in common to be told of; of a section it is four times that."""
_OF_A_SECTION = 4
_LEAST_SECTION = 80
_COMMON_OFFICES = 8
_COMMON_SHARE = 0.02
_MOST_OFFICES = 40
_MOST_REPORTS = 64
_LEAST_MARKS = 3
_LETTERS_OF_A_MARK = 2.5
_MOST_SIDES = 1000


class Relation(StrEnum):
    """Whose text the earlier one of a pair is."""

    LAST_YEAR = "last_year"
    EARLIER_YEAR = "earlier_year"
    OTHER_OFFICE = "other_office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """How many characters of a whole are also in the other report."""

    letters: int
    copied: int

    @property
    def share(self) -> float:
        """Return the share of them, 0 where the whole is empty."""
        return self.copied / self.letters if self.letters else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two reports have in common, seen from the later one; of two for the same year, from the one named second.

    `whole` is the portion of the later one's narrative, `sections` those of its sections, `of_before` that of the
    earlier one's narrative.
    """

    before: Narrative
    after: Narrative
    relation: Relation
    passages: tuple[Passage, ...]
    whole: Portion
    of_before: Portion
    sections: Mapping[str, Portion] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Return the share of the later report's narrative."""
        return self.whole.share

    def is_told(self, least: float) -> bool:
        """Return whether the shares are worth telling: that of the narrative, or that of a section of some length."""
        sections = (portion for portion in self.sections.values() if portion.letters >= _LEAST_SECTION)
        return self.share >= least or any(portion.share >= _OF_A_SECTION * least for portion in sections)


def copied(
    narratives: Sequence[Narrative], reports: Collection[str] | None = None, *, least: float = SHARE
) -> tuple[Likeness, ...]:
    """Return every pair of reports that have text in common, the greatest share first.

    `reports` are ids of records: with them only pairs that one of these is in. Wording that many offices of those given
    share is nobody's copy and is left out; so is a pair where the share of the narrative is below `least` and that of
    every section below four times as much. Reports of one office and year are versions of each other, never a pair.
    """
    texts = _Texts(narratives)
    found = (texts.likeness(one, other) for one, other in texts.pairs(reports, least))
    kept = (each for each in found if each.passages and each.is_told(least))
    return tuple(sorted(kept, key=lambda each: (-each.share, each.after.document, each.before.document)))


def likeness(before: Narrative, after: Narrative) -> Likeness:
    """Return what two reports have in common, wording that only the law and the form prescribe left out."""
    texts = _Texts((before, after))
    return texts.likeness(texts.number(before), texts.number(after))


def latest(narratives: Iterable[Narrative], asked: Collection[str] = ()) -> tuple[Narrative, ...]:
    """Return the narratives that count: of one office and year the last, and those that are asked for by their ids."""
    last: dict[object, Narrative] = {}
    kept: list[Narrative] = []
    for each in narratives:
        key = each.report if each.office is None or each.year is None else (each.office, each.year)
        last[key] = each
        kept.append(each)
    counting = {each.report for each in last.values()}
    return tuple(each for each in kept if each.report in counting or each.report in asked)


class _Texts:
    """The pieces of all texts, looked up once; reports are known by their number here."""

    def __init__(self, narratives: Sequence[Narrative]) -> None:
        # One office's reports side by side, in the order of years: most pairs are of neighbours.
        self._narratives = sorted(narratives, key=lambda each: (_owner(each), each.year or 0, each.document))
        self._sides: dict[int, Side] = {}
        self._marks = [marks(each) for each in self._narratives]
        self._groups = [found for found in _groups(self._marks) if len(found[1]) > 1]
        limit = _limit({_owner(each) for each in self._narratives})
        self._common = frozenset(key for key, found in self._groups if self._is_common(found, limit))

    def pairs(self, reports: Collection[str] | None, least: float) -> Iterator[tuple[int, int]]:
        """Yield the pairs with enough pieces in common to be looked at, the earlier report first."""
        asked = None if reports is None else {at for at, n in enumerate(self._narratives) if n.report in reports}
        wanted = [_wanted(each, least) for each in self._narratives]
        counts: Counter[tuple[int, int]] = Counter()
        for key, found in self._groups:
            if key not in self._common and (asked is None or not asked.isdisjoint(found)):
                counts.update(combinations(found, 2))
        for pair, count in sorted(counts.items()):
            one, other = sorted(pair, key=self.age)
            is_asked = asked is None or one in asked or other in asked
            if count >= wanted[other] and is_asked and self._relation(one, other) is not None:
                yield one, other

    def number(self, narrative: Narrative) -> int:
        """Return the number of a report."""
        return next(at for at, each in enumerate(self._narratives) if each is narrative)

    def age(self, number: int) -> tuple[int, str]:
        """Return what tells the earlier of two reports: the year, else the name."""
        return self._narratives[number].year or 0, self._narratives[number].document

    def likeness(self, one: int, other: int) -> Likeness:
        """Return what two reports have in common."""
        before, after = self._narratives[one], self._narratives[other]
        found = passages(before, after, common_runs(self._side(one), self._side(other)))
        runs = [run for _, joined in found for run in joined]
        theirs = _merged((here, here + length) for here, _, length in runs)
        own = sorted((there, there + length) for _, there, length in runs)
        return Likeness(
            before=before,
            after=after,
            relation=self._relation(one, other) or Relation.EARLIER_YEAR,
            passages=tuple(passage for passage, _ in found),
            whole=_portion(after, (0, len(after.text)), own),
            of_before=_portion(before, (0, len(before.text)), theirs),
            sections={name: _portion(after, section, own) for name, section in after.sections.items()},
        )

    def _side(self, number: int) -> Side:
        """Return a report made ready for a comparison; the last ones used are kept."""
        if number not in self._sides:
            while len(self._sides) >= _MOST_SIDES:
                self._sides.pop(next(iter(self._sides)))
            self._sides[number] = self._made(number)
        return self._sides[number]

    def _made(self, number: int) -> Side:
        narrative, found = self._narratives[number], self._marks[number]
        common = without((0, len(narrative.text)), common_stretches(found, self._common))
        stretches = shared(narrative.stretches, common)
        return Side(narrative=narrative, places=places(found, self._common), stretches=tuple(stretches))

    def _is_common(self, found: Sequence[int], limit: int) -> bool:
        offices = {_owner(self._narratives[number]) for number in found}
        return len(offices) > limit or (len(found) > _MOST_REPORTS and len(offices) > 1)

    def _relation(self, one: int, other: int) -> Relation | None:
        """Return how two reports stand to each other; null where they are versions of one."""
        before, after = self._narratives[one], self._narratives[other]
        if _owner(before) != _owner(after):
            return Relation.OTHER_OFFICE
        if before.year is None or after.year is None:
            return Relation.EARLIER_YEAR
        if before.year == after.year:
            return None
        return Relation.LAST_YEAR if after.year - before.year == 1 else Relation.EARLIER_YEAR


def _wanted(narrative: Narrative, least: float) -> float:
    """Return how many kept pieces a pair must share, with this as the later one, to be worth looking into."""
    sections = (narrative.letters_within(section) for section in narrative.sections.values())
    short = (_OF_A_SECTION * letters for letters in sections if letters >= _LEAST_SECTION)
    return max(_LEAST_MARKS, least * min((narrative.letters, *short)) / _LETTERS_OF_A_MARK / 2)


def _owner(narrative: Narrative) -> str:
    return narrative.office or narrative.report


def _limit(offices: Collection[str]) -> int:
    """Return how many offices may share a piece before it is common wording."""
    return min(_MOST_OFFICES, max(_COMMON_OFFICES, int(_COMMON_SHARE * len(offices))))


def _groups(found: Sequence["array[int]"]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield every hash with the numbers of the reports that have it, in order."""
    bits = max(1, len(found).bit_length())
    low = (1 << bits) - 1
    pieces = sorted({hash_of(mark) << bits | number for number, each in enumerate(found) for mark in each})
    for key, group in groupby(pieces, key=lambda piece: piece >> bits):
        yield key, tuple(piece & low for piece in group)


def _portion(narrative: Narrative, whole: Interval, own: Iterable[Interval]) -> Portion:
    return Portion(letters=narrative.letters_within(whole), copied=overlap(own, [whole]))


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Return intervals that may lie over one another as ones that do not."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
