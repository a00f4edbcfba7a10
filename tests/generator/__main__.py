"""Measure the reader on generated cases: `python -m tests.generator --n 200 --seed 1`."""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.ingest import ingest
from extractor.pipeline import read_document
from extractor.records import Record, RuleVerdict, Verdict
from extractor.schema.compiled import Schema
from extractor.schema.load import shipped_schemas
from tests.generator.build import LAYOUTS, generate
from tests.generator.case import Case
from tests.generator.scoring import Reading, Score, score, scored

_HEAD = ("", "cases", "F1", "precision", "silent", "S", "O", "H", "A", "scored", "?", "left out", "defects told", "ms")


@dataclass(slots=True)
class Tally:
    """Sums over the cases of one stratum."""

    cases: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, case: Case, result: Score, told: int, seconds: float) -> None:
        """Count one case in."""
        self.cases += 1
        self.seconds += seconds
        self.counts.update({"C": result["C"], "S": result["S"], "O": result["O"], "H": result["H"], "A": result["A"]})
        self.counts.update(
            silent=len(result["silent"]),
            determined=len(case.determined),
            open=len(case.gold) - len(case.determined),
            unscored=len(case.unscored),
            told=told,
            planted=len(case.planted),
        )

    def cells(self) -> Iterator[str]:
        """Return the stratum's line of the table, without its name."""
        result = scored(self.counts, ())
        yield str(self.cases)
        yield from (_percent(result["f1"]), _percent(result["precision"]), str(self.counts["silent"]))
        yield from (str(self.counts[name]) for name in ("S", "O", "H", "A", "determined", "open", "unscored"))
        yield f"{self.counts['told']}/{self.counts['planted']}"
        yield f"{1000 * self.seconds / self.cases:.1f}"


def main() -> int:
    """Generate, read and score; print one line for each layout, sparsity and accident."""
    options = _options()
    schemas = shipped_schemas()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for number in range(options.n):
        seed = options.seed + number
        case = generate(schemas[seed % len(schemas)], seed, layout=options.layout)
        begun = time.perf_counter()
        record = read(case, schemas)
        seconds = time.perf_counter() - begun
        result = score(case, readings(record))
        for name in strata(case):
            tallies[name].add(case, result, _told(case, record), seconds)
        if options.list and (result["silent"] or record is None):
            what = _failures(case, record, result)
            sys.stdout.write(f"seed {seed} {case.layout} {case.accidents} {case.sparsity}: {what}\n")
    _print(tallies)
    return 0


def read(case: Case, schemas: Iterable[Schema]) -> Record | None:
    """Return the record of a case, or None where it was not read as one report of its form."""
    records = read_document(ingest(case.data, case.name), tuple(schemas))
    return records[0] if len(records) == 1 and records[0].schema == case.schema else None


def readings(record: Record | None) -> dict[str, Reading]:
    """Return a record's slots as the scorer takes them."""
    slots = record.slots if record else {}
    return {slot: (str(reading.state), reading.value, str(reading.status)) for slot, reading in slots.items()}


def strata(case: Case) -> tuple[str, ...]:
    """Return the names of the strata a case belongs to."""
    accidents = sorted(set(case.accidents)) or ["none"]
    return (
        "all",
        f"layout: {case.layout}",
        f"sparsity: {case.sparsity}",
        f"sums: {'wrong' if case.planted else 'right'}",
        *(f"accident: {name}" for name in accidents),
    )


def _told(case: Case, record: Record | None) -> int:
    """Return how many planted defects the record reports as the document's own."""
    failed = {
        (rule.id, rule.over)
        for rule in (record.rules if record else ())
        if rule.verdict is RuleVerdict.FAIL and rule.attribution is Verdict.SOURCE_DEFECT
    }
    return sum((defect.rule, defect.over) in failed for defect in case.planted)


def _failures(case: Case, record: Record | None, result: Score) -> str:
    if record is None:
        return "not recognised"
    found = readings(record)
    return "; ".join(
        f"{slot} is {case.gold[slot]}, read {found[slot][1]} ({found[slot][2]})" for slot in result["silent"]
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.2f}"


def _print(tallies: dict[str, Tally]) -> None:
    table = [_HEAD, *((name, *tallies[name].cells()) for name in sorted(tallies))]
    widths = [max(len(row[column]) for row in table) for column in range(len(_HEAD))]
    for name, *cells in table:
        figures = "  ".join(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        sys.stdout.write(f"{name:<{widths[0]}}  {figures}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("--n", type=int, default=200, help="how many cases")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first case; the others follow")
    parser.add_argument("--layout", choices=[*LAYOUTS, "docx"], help="one layout only")
    parser.add_argument("--list", action="store_true", help="list the cases with silent errors")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
