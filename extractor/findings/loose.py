"""What is left open between problems and measures: problems nobody answers, measures that answer none."""

from collections.abc import Iterator, Sequence

from extractor.findings.section import PROBLEM
from extractor.records import Defect, Finding, Severity


def loose_ends(findings: Sequence[Finding]) -> Iterator[Defect]:
    """Yield a hint for each problem that no measure addresses and each measure that addresses none.

    A section with problems alone, or with measures alone, has them all: that is said once, of its first.
    """
    problems = [each for each in findings if each.kind == PROBLEM]
    measures = [each for each in findings if each.kind != PROBLEM]
    if bool(problems) != bool(measures):
        first = (problems or measures)[0]
        kind = "no_measures" if problems else "no_problems"
        yield Defect(kind=kind, severity=Severity.HINT, span=first.span, detail=str(len(problems or measures)))
        return
    answered = {problem for each in measures for problem in each.addresses}
    for each in problems:
        if each.id not in answered:
            yield Defect(kind="problem_unaddressed", severity=Severity.HINT, span=each.span, detail=each.id)
    for each in measures:
        if not each.addresses:
            yield Defect(kind="measure_unlinked", severity=Severity.HINT, span=each.span, detail=each.id)
