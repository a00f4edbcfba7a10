"""Passages that two texts have in common: long runs of the same characters, with small gaps where they differ."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.corpus.narrative import Interval, Narrative, overlap
from extractor.corpus.statutory import GRAM
from extractor.normalise import compact, fold
from extractor.span import Span

LEAST, LEAST_OF_OTHERS = 24, 32
"""Characters that a passage of the same office's and of another's must have in common: fewer are a turn of phrase."""
WIDEST_GAP = 16
"""Characters, on either side, that may differ between two runs of one passage."""
_MOST_PLACES = 6
_STEP = 64
_SIGNS = "0我"

Run = tuple[int, int, int]
"""The same characters in two masked texts: where they begin in the earlier and in the later, and how many they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that two reports have in common: their places in both texts, and how many characters are the same.

    `same` are the places inside where they say the same, figures and the office's own name aside, `differences` those
    where they differ, in both texts; either of these may be empty: a figure, a name, a word put in. `section` is the id
    of the later report's section, null where it stands in none of the form's.
    """

    before: Span
    after: Span
    letters: int
    same: tuple[tuple[Span, Span], ...] = ()
    differences: tuple[tuple[Span, Span], ...] = ()
    section: str | None = None

    @property
    def is_exact(self) -> bool:
        """Return whether the two say the very same, figures and names included."""
        return not self.differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two narratives to compare: the places of its kept pieces by their hash, and the stretches that count."""

    narrative: Narrative
    places: Mapping[int, Sequence[int]]
    stretches: tuple[Interval, ...]

    def around(self, index: int) -> Interval:
        """Return the stretch that holds a character; an empty one where none does."""
        at = bisect_right(self.stretches, (index, len(self.narrative.text) + 1)) - 1
        start, end = self.stretches[at] if at >= 0 else (index, index)
        return (start, end) if start <= index < end else (index, index)


def common_runs(before: Side, after: Side) -> tuple[Run, ...]:
    """Return the runs that both have, in the later one's order, none over another there."""
    found = sorted(_found(before, after), key=lambda run: (-run[2], run[1], run[0]))
    taken: list[Interval] = []
    kept: list[Run] = []
    for run in found:
        trimmed = _trimmed(run, taken)
        if trimmed is not None:
            start = trimmed[1]
            taken.insert(bisect_left(taken, (start, 0)), (start, start + trimmed[2]))
            kept.append(trimmed)
    return tuple(sorted(kept, key=lambda run: run[1]))


def passages(before: Narrative, after: Narrative, runs: Sequence[Run]) -> tuple[tuple[Passage, tuple[Run, ...]], ...]:
    """Return the passages that runs make, those that say too little left out, each with its runs."""
    least = LEAST if before.office is not None and before.office == after.office else LEAST_OF_OTHERS
    return tuple(
        (_passage(before, after, joined), tuple(joined))
        for joined in _joined(runs)
        if sum(length for _, _, length in joined) >= least
    )


def _found(before: Side, after: Side) -> Iterator[Run]:
    """Yield every run that a kept piece of both lies in, as long as it goes."""
    reached: dict[int, int] = {}
    one, other = before.narrative.text, after.narrative.text
    shared = [(at, key) for key in before.places.keys() & after.places.keys() for at in after.places[key]]
    for there, key in sorted(shared):
        for here in before.places[key][:_MOST_PLACES]:
            is_known = reached.get(there - here, -1) > there
            if is_known or one[here : here + GRAM] != other[there : there + GRAM]:
                continue
            run = _extended(before, after, here, there)
            reached[there - here] = run[1] + run[2]
            yield run


def _extended(before: Side, after: Side, here: int, there: int) -> Run:
    one, other = before.narrative.text, after.narrative.text
    (low, high), (start, end) = before.around(here), after.around(there)
    ahead = _reach(one, other, (here, there), min(high - here, end - there))
    back = _reach_back(one, other, (here, there), min(here - low, there - start))
    return here - back, there - back, ahead + back


def _reach(one: str, other: str, at: tuple[int, int], most: int) -> int:
    """Return how many characters two texts have in common from two places on."""
    length, step = 0, _STEP
    while step:
        here, there = at[0] + length, at[1] + length
        if length + step <= most and one[here : here + step] == other[there : there + step]:
            length += step
        else:
            step //= 2
    return length


def _reach_back(one: str, other: str, at: tuple[int, int], most: int) -> int:
    """Return how many characters two texts have in common up to two places."""
    length, step = 0, _STEP
    while step:
        here, there = at[0] - length, at[1] - length
        if length + step <= most and one[here - step : here] == other[there - step : there]:
            length += step
        else:
            step //= 2
    return length


def _trimmed(run: Run, taken: Sequence[Interval]) -> Run | None:
    """Return what is left of a run where others lie over its ends; null where that is less than a piece."""
    here, there, length = run
    at = bisect_left(taken, (there, 0))
    if at and taken[at - 1][1] > there:
        cut = taken[at - 1][1] - there
        here, there, length = here + cut, there + cut, length - cut
    following = taken[at][0] if at < len(taken) else there + length
    length = min(length, following - there)
    return (here, there, length) if length >= GRAM else None


def _joined(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield runs that follow one another in both texts with small gaps, together."""
    joined: list[Run] = []
    for run in runs:
        if joined and not _follows(joined[-1], run):
            yield joined
            joined = []
        joined.append(run)
    if joined:
        yield joined


def _follows(run: Run, other: Run) -> bool:
    gaps = (other[0] - run[0] - run[2], other[1] - run[1] - run[2])
    return all(0 <= gap <= WIDEST_GAP for gap in gaps)


def _passage(before: Narrative, after: Narrative, runs: Sequence[Run]) -> Passage:
    first, last = runs[0], runs[-1]
    interval = (first[1], last[1] + last[2])
    return Passage(
        before=before.span(first[0], last[0] + last[2]),
        after=after.span(*interval),
        letters=sum(length for _, _, length in runs),
        same=tuple(
            (before.span(here, here + length), after.span(there, there + length)) for here, there, length in runs
        ),
        differences=tuple(_differences(before, after, runs)),
        section=_section(after, interval),
    )


def _section(narrative: Narrative, interval: Interval) -> str | None:
    shared = {name: overlap([interval], [section]) for name, section in narrative.sections.items()}
    best = max(shared, key=lambda name: shared[name], default=None)
    return best if best is not None and shared[best] else None


def _differences(before: Narrative, after: Narrative, runs: Sequence[Run]) -> Iterator[tuple[Span, Span]]:
    end: tuple[int, int] | None = None
    for here, there, length in runs:
        if end is not None:
            gap = _trimmed_gap(before, after, (end[0], here), (end[1], there))
            yield from (gap,) if any(gap) else ()
        text = after.text[there : there + length]
        for at in (at for at, sign in enumerate(text) if sign in _SIGNS):
            one, other = before.span(here + at, here + at + 1), after.span(there + at, there + at + 1)
            if _said(before, one) != _said(after, other):
                yield one, other
        end = here + length, there + length


def _trimmed_gap(before: Narrative, after: Narrative, here: Interval, there: Interval) -> tuple[Span, Span]:
    """Return what differs between two runs, without what both ends of it have in common."""
    one, other = before.text, after.text
    most = min(here[1] - here[0], there[1] - there[0])
    front = _reach(one, other, (here[0], there[0]), most)
    back = _reach_back(one, other, (here[1], there[1]), most - front)
    return before.span(here[0] + front, here[1] - back), after.span(there[0] + front, there[1] - back)


def _said(narrative: Narrative, span: Span) -> str:
    return compact(fold(narrative.source[span.start : span.end])).text.lower()
