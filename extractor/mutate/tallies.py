"""Rows of the matrix in the making: mutants counted one by one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.mutate.counts import PLAIN, STRATA, Alarms, Caught, FaultRow, Localised, Miss
from extractor.mutate.detectors import DETECTORS, alarms, is_in_doubt
from extractor.mutate.subjects import Subject
from extractor.mutate.tracing import Traced
from extractor.records import SURE, Record, RuleVerdict, Verdict
from extractor.scoring.contents import Mark

LEVELS: Mapping[str, tuple[str, ...]] = {"value": DETECTORS, "text": ("sums", "together")}
"""The detectors that a fault of each level is shown to."""
MOST_MISSES = 5
MOST_NAMES = 20


def stratum_of(subject: Subject) -> str:
    """Return the stratum of a seed: all-zero ones have their own."""
    return "zero" if subject.seed.sparsity == "zero" else subject.seed.origin


@dataclass(slots=True, kw_only=True)
class Tally:
    """The row of a class of faults in the making."""

    fault: str
    level: str
    traces: list[Traced | None] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    _strata: dict[str, list[tuple[bool, frozenset[str]]]] = field(default_factory=lambda: {name: [] for name in STRATA})
    _left_out: Counter[str] = field(default_factory=Counter)
    _variants: Counter[str] = field(default_factory=Counter)
    _verdicts: Counter[str] = field(default_factory=Counter)
    _trivial: int = 0

    def is_new(self, key: object, seen: set[object], *, is_changed: bool) -> bool:
        """Return whether a mutant is one to count, and note why not."""
        if not is_changed or key in seen:
            self._left_out["repeats" if is_changed else "equivalents"] += 1
            return False
        seen.add(key)
        return True

    def add(self, subject: Subject, slots: Sequence[str], variant: str, caught: frozenset[str]) -> None:
        """Count a mutant in."""
        self._strata[stratum_of(subject)].append((set(slots) <= subject.covered, caught))
        self._variants[variant] += 1

    def blame(self, before: Record, verdict: Verdict | None, slots: Sequence[str]) -> None:
        """Count whose mistake a record says it is, if the record of the seed itself is clean."""
        self._trivial += all(before.slots[slot].status not in SURE for slot in slots)
        if before.verdict is Verdict.CLEAN:
            self._verdicts[verdict.value if verdict else "unrecognised"] += 1

    def row(self) -> FaultRow:
        """Return the row."""
        return FaultRow(
            fault=self.fault,
            level=self.level,
            equivalents=self._left_out["equivalents"],
            repeats=self._left_out["repeats"],
            trivial=self._trivial,
            strata={name: _caught(found, LEVELS[self.level]) for name, found in self._strata.items()},
            variants=dict(sorted(self._variants.items())),
            verdicts=dict(sorted(self._verdicts.items())),
            outcomes=dict(sorted(self.outcomes.items())),
            localised=_localised(self.traces) if self.level == "value" else None,
            misses=tuple(self.misses[:MOST_MISSES]),
        )


def _caught(found: Sequence[tuple[bool, frozenset[str]]], detectors: Sequence[str]) -> Caught:
    covered = [caught for is_covered, caught in found if is_covered]
    return Caught(
        mutants=len(found),
        caught={name: sum(name in caught for _, caught in found) for name in detectors},
        covered=len(covered),
        caught_covered={name: sum(name in caught for caught in covered) for name in detectors},
    )


def _localised(traces: Sequence[Traced | None]) -> Localised:
    small = [trace for trace in traces if trace is not None]
    fair = [trace for trace in small if not trace.is_fewer]
    return Localised(
        large=len(traces) - len(small),
        fewer=len(small) - len(fair),
        undecided=sum(trace.is_undecided for trace in small),
        localisable=len(fair),
        hits=sum(trace.rank is not None for trace in fair),
        first=sum(trace.rank == 1 for trace in fair),
        first_by_source=sum(trace.rank_by_source == 1 for trace in fair),
        explanations=sum(trace.explanations for trace in fair),
    )


def _print_of(subject: Subject) -> str:
    """Return how a report is printed: in plain text, printed blanks look like the filler of merged cells."""
    has_blanks = not subject.seed.document.grids and Mark.BLANK in subject.gold.values()
    return f"{subject.seed.layout or subject.seed.origin}{', blanks' if has_blanks else ''}"


def alarms_at(subjects: Iterable[Subject]) -> Alarms:
    """Return what is raised at reports that are right."""
    raised: Counter[str] = Counter()
    rules: Counter[RuleVerdict] = Counter()
    layouts: dict[str, tuple[int, int]] = {}
    names: list[str] = []
    for subject in subjects:
        raised.update(alarms(subject))
        rules.update(rule.verdict for rule in subject.record.rules if rule.strength == "hard")
        layout = _print_of(subject)
        seen, needing = layouts.get(layout, (0, 0))
        layouts[layout] = (seen + 1, needing + is_in_doubt(subject.record))
        names += [subject.seed.name] if is_in_doubt(subject.record) else []
    return Alarms(
        documents=sum(seen for seen, _ in layouts.values()),
        reader=sum(needing for _, needing in layouts.values()),
        plain=sum(seen for layout, (seen, _) in layouts.items() if layout in PLAIN),
        plain_reader=sum(needing for layout, (_, needing) in layouts.items() if layout in PLAIN),
        caught={name: raised[name] for name in DETECTORS},
        rules=rules.total(),
        assessed=rules.total() - rules[RuleVerdict.NOT_ASSESSABLE],
        failed=rules[RuleVerdict.FAIL],
        layouts=dict(sorted(layouts.items())),
        names=tuple(names[:MOST_NAMES]),
    )
