"""Error localisation: all smallest sets of slots that, if wrong, explain every failed equation and break no other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from extractor.records import RuleVerdict
from extractor.rules import Confrontation

MAX_SIZE = 3
MAX_STEPS = 20_000
MAX_SETS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Localisation:
    """All smallest explanations of one cluster of failures (slots in form order); `undecided` where a bound cut it."""

    failed: tuple[Confrontation, ...]
    explanations: tuple[tuple[str, ...], ...]
    undecided: bool = False


def localise(confrontations: Sequence[Confrontation]) -> list[Localisation]:
    """Return an explanation for each cluster of failed equations that share slots. Deterministic, in bounded time."""
    equations = [
        c for c in confrontations if c.instance.relation == "==" and c.verdict is not RuleVerdict.NOT_ASSESSABLE
    ]
    failed = [c for c in equations if c.verdict is RuleVerdict.FAIL]
    return _joined([_explain(cluster, equations) for cluster in _clusters(failed)], equations)


def _clusters(failed: Sequence[Confrontation]) -> list[list[Confrontation]]:
    clusters: list[list[Confrontation]] = []
    for confrontation in failed:
        slots = set(confrontation.instance.slots)
        touching = [c for c in clusters if any(slots & set(member.instance.slots) for member in c)]
        merged = [member for cluster in touching for member in cluster] + [confrontation]
        clusters = [cluster for cluster in clusters if cluster not in touching] + [merged]
    return clusters


def _explain(cluster: list[Confrontation], equations: Sequence[Confrontation]) -> Localisation:
    search = _Search(cluster, equations)
    for size in range(1, MAX_SIZE + 1):
        found = sorted(set(search.sets(size)))
        if found or search.steps >= MAX_STEPS:
            cut = search.steps >= MAX_STEPS or len(found) > MAX_SETS
            return Localisation(failed=tuple(cluster), explanations=tuple(found[:MAX_SETS]), undecided=cut)
    return Localisation(failed=tuple(cluster), explanations=(), undecided=True)


def _joined(found: list[Localisation], equations: Sequence[Confrontation]) -> list[Localisation]:
    """Join clusters that one cell each explains, where two cells explain both that do not explain either alone.

    Two columns wrong by the same, say: either by a cell each, or by one row with a cell in both.
    """
    for one, other in combinations(found, 2):
        if any(map(_is_larger, (one, other))):
            continue
        both = _Search((*one.failed, *other.failed), equations)
        pairs = sorted(set(both.sets(2)))
        apart = {tuple(sorted((*a, *b))) for a in one.explanations for b in other.explanations}
        if both.steps < MAX_STEPS and not apart.issuperset(pairs):
            joint = Localisation(
                failed=(*one.failed, *other.failed),
                explanations=tuple(pairs[:MAX_SETS]),
                undecided=len(pairs) > MAX_SETS,
            )
            return _joined([joint if each is one else each for each in found if each is not other], equations)
    return found


def _is_larger(found: Localisation) -> bool:
    return found.undecided or any(len(explanation) > 1 for explanation in found.explanations)


class _Search:
    """Hitting sets: branch on the slots of the first failed equation that the chosen slots do not touch yet."""

    def __init__(self, cluster: Sequence[Confrontation], equations: Sequence[Confrontation]) -> None:
        self.failed = [{slot: c for c, slot in f.instance.terms} for f in cluster]
        self.of_slot: dict[str, list[int]] = {}
        self.gaps = [Fraction(c.gap or 0) for c in equations]
        self.terms = [{slot: k for k, slot in c.instance.terms} for c in equations]
        for index, terms in enumerate(self.terms):
            for slot in terms:
                self.of_slot.setdefault(slot, []).append(index)
        self.steps = 0

    def sets(self, size: int) -> Iterator[tuple[str, ...]]:
        yield from self._extend((), size)

    def _extend(self, chosen: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
        self.steps += 1
        if self.steps >= MAX_STEPS:
            return
        open_rule: Mapping[str, int] | None = next(
            (terms for terms in self.failed if not any(slot in terms for slot in chosen)), None
        )
        if open_rule is None:
            if len(chosen) == size and self._mends(chosen):
                yield tuple(sorted(chosen))
                return
            open_rule = self._unmended(chosen) if len(chosen) < size else None
        if open_rule is None or len(chosen) == size:
            return
        for slot in open_rule:
            if slot not in chosen:
                yield from self._extend((*chosen, slot), size)

    def _unmended(self, chosen: Sequence[str]) -> Mapping[str, int] | None:
        """Return the slots of all equations that disagree about a chosen slot: another of them must help out."""
        found: dict[str, int] = {}
        for index in dict.fromkeys(i for slot in chosen for i in self.of_slot[slot]):
            if sum(slot in self.terms[index] for slot in chosen) == 1 and not self._agrees(chosen, index):
                found.update(self.terms[index])
        return found or None

    def _agrees(self, chosen: Sequence[str], index: int) -> bool:
        """Return whether all equations in which a chosen slot stands alone demand the same change of it."""
        slot = next(slot for slot in chosen if slot in self.terms[index])
        alone = [i for i in self.of_slot[slot] if sum(s in self.terms[i] for s in chosen) == 1]
        return len({-self.gaps[i] / self.terms[i][slot] for i in alone}) == 1

    def _mends(self, chosen: Sequence[str]) -> bool:
        """Return whether changes to just these slots, none of them 0, satisfy every equation they are in."""
        touched = dict.fromkeys(i for slot in chosen for i in self.of_slot[slot])
        rows = [[Fraction(self.terms[i].get(slot, 0)) for slot in chosen] + [-self.gaps[i]] for i in touched]
        solution = _solve(rows, len(chosen))
        return solution is not None and all(solution)


def _solve(rows: list[list[Fraction]], width: int) -> list[Fraction] | None:
    """Return a solution of a linear system by elimination; None where there is none.

    A free variable takes an odd fraction, so that no other variable comes out as 0 by coincidence with printed gaps.
    """
    pivots: list[int] = []
    at = 0
    for column in range(width):
        pivot = next((r for r in range(at, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for other in range(len(rows)):
            if other != at and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
        pivots.append(column)
        at += 1
    if any(row[width] for row in rows[at:]):
        return None
    values = {column: Fraction(1, 9973 + column) for column in range(width) if column not in pivots}
    free = tuple(values.items())
    for row, column in zip(rows, pivots, strict=False):
        values[column] = row[width] - sum(row[other] * value for other, value in free)
    return [values[column] for column in range(width)]
