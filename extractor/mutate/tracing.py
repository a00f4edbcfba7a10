"""How well a fault that the sums notice is traced to its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from extractor.localise import localise
from extractor.mutate.detectors import mutated
from extractor.mutate.mutants import Mutant
from extractor.mutate.seeds import numbers
from extractor.mutate.subjects import Subject, content_of
from extractor.records import RuleVerdict
from extractor.rules import Confrontation, confront
from extractor.scoring.contents import Content

MOST_CELLS = 2
"""A fault in more covered cells than this is not asked to be found."""
MOST_SETS = 10_000
"""How many ways to explain all failures at once are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What the sums say of where a fault in few cells is.

    `is_fewer`: fewer cells explain all failures than were changed, so the fault cannot be asked to be found.
    `explanations` is how many smallest sets of cells explain all failures. `rank` is the place of the true set among
    them (from 1; null: it is not there) in the order of the form, `rank_by_source` where cells that the program's own
    reading does not bear out come first. `is_undecided`: the search was cut.
    """

    is_fewer: bool
    is_undecided: bool
    explanations: int
    rank: int | None
    rank_by_source: int | None


def traced(subject: Subject, mutant: Mutant) -> Traced | None:
    """Return how a mutant that the sums notice is traced, of a seed whose own sums are right; None for a large one."""
    contents = mutated(subject, mutant)
    values = numbers(contents)
    hard = [confront(rule, values) for rule in subject.schema.instances if rule.strength == "hard"]
    truth = _told(hard) & set(mutant.slots)
    if not truth or len(truth) > MOST_CELLS:
        return None
    found = localise(hard)
    explained = _together([family.explanations for family in found])
    fewest = min(map(len, explained), default=0)
    smallest = [cells for cells in explained if len(cells) == fewest]
    by_source = sorted(smallest, key=lambda cells: _borne_out(subject, cells, contents))
    return Traced(
        is_fewer=0 < fewest < len(truth),
        is_undecided=any(family.undecided for family in found),
        explanations=len(smallest),
        rank=_rank(smallest, truth),
        rank_by_source=_rank(by_source, truth),
    )


def _told(hard: Sequence[Confrontation]) -> set[str]:
    """Return the slots of the equations that can be assessed."""
    return {
        slot
        for found in hard
        if found.instance.relation == "==" and found.verdict is not RuleVerdict.NOT_ASSESSABLE
        for slot in found.instance.slots
    }


def _together(families: Sequence[Sequence[tuple[str, ...]]]) -> list[frozenset[str]]:
    """Return the sets of cells that explain every cluster of failures at once, in order; a cell may serve several."""
    ways = islice(product(*dict.fromkeys(map(tuple, families))), MOST_SETS)
    return list(dict.fromkeys(frozenset(slot for one in way for slot in one) for way in ways))


def _rank(explained: Sequence[frozenset[str]], truth: set[str]) -> int | None:
    return next((rank for rank, cells in enumerate(explained, 1) if cells == truth), None)


def _borne_out(subject: Subject, cells: frozenset[str], contents: Mapping[str, Content]) -> int:
    return sum(content_of(subject.own.claims[slot]) == contents[slot] for slot in cells)
