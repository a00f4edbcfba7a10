"""What the project claims of its reader over many generated cases, and where the cases refute it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extractor.generator import LAYOUTS
from extractor.records import Verdict
from tests.generator.measure import Measure
from tests.scoring import recall

RECALL = 0.97
"""At least this share of the determined salient cells is recovered."""
BOUND = 0.90
"""At least this share of the planted defects has all its cells bound, where cells are apart and nothing befell them."""
SEPARATED = frozenset({*LAYOUTS, "docx"}) - {"none", "apart"}
"""Layouts in which each figure stands apart from the next, and beside the label of its row."""


def refuted(measures: Sequence[Measure]) -> list[str]:
    """Return the claims that these cases refute, a line for each counterexample; empty where all hold."""
    return [*wrong(measures), *_short(recovered(measures), RECALL, "recall"), *_short(bound(measures), BOUND, "bound")]


def wrong(measures: Iterable[Measure]) -> list[str]:
    """Return the counterexamples to what is claimed of every single case."""
    return [f"{found.case}: {what}" for found in measures for what in _wrong(found)]


def recovered(measures: Iterable[Measure]) -> float | None:
    """Return the share of the determined salient cells that were recovered; None where there is none."""
    return recall(sum((Counter(found.counts) for found in measures), Counter()))


def bound(measures: Iterable[Measure]) -> float | None:
    """Return the share of the planted defects with all their cells bound, in separated layouts without accidents."""
    seen = [told.bound for found in measures if is_undisturbed(found) for told in found.planted]
    return sum(seen) / len(seen) if seen else None


def is_undisturbed(found: Measure) -> bool:
    """Return whether a case stands in a separated layout and no accident befell it."""
    return found.layout in SEPARATED and not found.accidents


def _wrong(found: Measure) -> Iterator[str]:
    if not found.recognised:
        yield "not read as one report of its form"
    yield from (f"silent error: {error}" for error in found.silent)
    yield from (f"false accusation: {rule}" for rule in found.accused)
    for told in found.planted:
        if told.bound and not told.attributed:
            yield f"not attributed to the document: {told.rule}"
    if is_undisturbed(found) and not found.planted:
        yield from (f"fails though its sums are right: {rule}" for rule in found.failed)
    if not found.planted and found.verdict in {Verdict.SOURCE_DEFECT, Verdict.BOTH}:
        yield f"verdict {found.verdict} though its sums are right"


def _short(share: float | None, least: float, name: str) -> Iterator[str]:
    if share is None:
        yield f"{name}: nothing to judge by"
    elif share < least:
        yield f"{name}: {share:.4f}, less than {least}"
