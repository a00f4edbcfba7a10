"""Whose mistake: the four verdicts held against what gold and reading show, and each broken rule by itself."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.matters import RuleKey
from extractor.records import RuleVerdict, Verdict
from extractor.rules import confront
from extractor.schema.compiled import Schema
from extractor.scoring.counts import Counts
from extractor.scoring.nouns import Gold
from extractor.scoring.outcomes import Judged, Outcome
from extractor.scoring.rates import mean, ratio

Matrix = Mapping[tuple[Verdict, Verdict | None], int]
"""Reports counted by (what is so, what the system says, null where it says nothing)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusations(Counts):
    """Rules that printed figures break, those put down to the report, and those of them that are not broken at all."""

    broken: int = 0
    found: int = 0
    wrongly: int = 0


def broken_rules(gold: Gold, schema: Schema) -> frozenset[RuleKey]:
    """Return the hard rules that the printed figures break; one with a cell that prints no number asks nothing."""
    if gold.broken is not None:
        return gold.broken
    values = {slot: content if isinstance(content, Decimal) else None for slot, content in gold.slots.items()}
    return frozenset(
        (rule.rule, rule.over)
        for rule in schema.instances
        if rule.strength == "hard" and confront(rule, values).verdict is RuleVerdict.FAIL
    )


def unlabelled_rules(gold: Gold, schema: Schema) -> frozenset[RuleKey]:
    """Return the rules about a slot that the gold has no label for, where nothing else says whether they are broken."""
    if gold.broken is not None:
        return frozenset()
    return frozenset((rule.rule, rule.over) for rule in schema.instances if not gold.slots.keys() >= set(rule.slots))


def true_verdict(broken: Iterable[RuleKey], judged: Iterable[Judged], *, is_partial: bool = False) -> Verdict:
    """Return the verdict that is so: broken rules are the report's mistake; a wrong or open slot the reading's.

    Where the gold is `is_partial`, some slots have no label because nobody can tell: they are open as well.
    """
    is_defect = any(True for _ in broken)
    is_misread = is_partial or any(not each.is_right or each.outcome is Outcome.OPEN for each in judged)
    if is_defect:
        return Verdict.BOTH if is_misread else Verdict.SOURCE_DEFECT
    return Verdict.EXTRACTION_ERROR if is_misread else Verdict.CLEAN


def accusations(broken: frozenset[RuleKey], accused: frozenset[RuleKey]) -> Accusations:
    """Return how many of the broken rules were put down to the report, and how many that are not broken."""
    return Accusations(broken=len(broken), found=len(broken & accused), wrongly=len(accused - broken))


def verdicts(pairs: Iterable[tuple[Verdict, Verdict | None]]) -> Matrix:
    """Return reports counted by what is so and what the system says, every pair there is."""
    counts = Counter(pairs)
    return {(so, said): counts[so, said] for so in Verdict for said in (*Verdict, None)}


def balanced_accuracy(matrix: Matrix) -> float | None:
    """Return the mean, over the verdicts that occur, of the share that is recognised."""
    rows = {so: sum(count for (one, _), count in matrix.items() if one is so) for so in Verdict}
    return mean([ratio(matrix[so, so], rows[so]) for so in Verdict])
