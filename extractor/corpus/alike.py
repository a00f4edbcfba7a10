"""How like two short texts are, whatever figures stand in them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from extractor.corpus.masking import bare

_Item = TypeVar("_Item")
_REACH = 60  # how far two items may have moved in their lists: a bound on hostile texts, never met by a report


def alike(one: str, other: str) -> float:
    """Return how much of two texts is the same, between 0 and 1, by their pairs of characters; figures count alike."""
    pairs, others = _pairs(bare(one)), _pairs(bare(other))
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else 0.0


def matched(
    before: Sequence[_Item], after: Sequence[_Item], likeness: Callable[[_Item, _Item], float], least: float
) -> Iterator[tuple[int, int, float]]:
    """Yield the numbers of items that belong together, each once, the most alike first, and how alike they are."""
    near = ((at, to) for at in range(len(before)) for to in range(len(after)) if abs(at - to) <= _REACH)
    scored = [(likeness(before[at], after[to]), at, to) for at, to in near]
    used: set[tuple[str, int]] = set()
    for score, at, to in sorted(scored, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1])):
        sides = {("before", at), ("after", to)}
        if score >= least and used.isdisjoint(sides):
            used |= sides
            yield at, to, score


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1))) if text else Counter()
