"""Measure the reader on generated cases: `python -m tests.generator --n 200 --seed 1`."""

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from extractor.generator import LAYOUTS
from tests.generator.accusations import as_text, counted, refuted_by_file, wrongly_reported
from tests.generator.claims import BOUND, RECALL, bound, is_undisturbed, recovered, refuted, wrong
from tests.generator.measure import Measure, measure
from tests.scoring import precision, recall, salient_f1

_OUTCOMES = {"S": "substituted", "O": "omitted", "H": "hallucinated", "A": "abstained"}
_SIZES = ("scored", "?", "left out")
_HEAD = ("", "cases", "recall", "precision", "F1", "silent", *_OUTCOMES, *_SIZES, "planted", "bound", "told", "ms")


@dataclass(slots=True)
class Tally:
    """Sums over the cases of one stratum."""

    cases: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, found: Measure) -> None:
        """Count one case in."""
        self.cases += 1
        self.seconds += found.seconds
        self.counts.update(found.counts)
        self.sizes.update(found.sizes)
        self.sizes.update(
            silent=len(found.silent),
            planted=len(found.planted),
            bound=sum(told.bound for told in found.planted),
            told=sum(told.attributed for told in found.planted),
        )

    def cells(self) -> Iterator[str]:
        """Return the stratum's line of the table, without its name."""
        yield str(self.cases)
        yield from (_percent(rate(self.counts)) for rate in (recall, precision, salient_f1))
        yield str(self.sizes["silent"])
        yield from (str(self.counts[outcome]) for outcome in _OUTCOMES.values())
        yield from (str(self.sizes[name]) for name in (*_SIZES, "planted", "bound", "told"))
        yield f"{1000 * self.seconds / self.cases:.1f}"


def main() -> int:
    """Generate, read and measure; print the rates of each layout, sparsity and accident, then what the claims fail on.

    Returns 1 if the claims are required and do not hold.
    """
    options = _options()
    seeds = range(options.seed, options.seed + options.n)
    with ProcessPoolExecutor(options.jobs) as pool:  # the answers come in the order of the seeds
        measures = list(pool.map(partial(measure, layout=options.layout), seeds, chunksize=10))
    _print(measures)
    failures = [*(refuted(measures) if options.require else wrong(measures)), *wrongly_reported(measures)]
    if options.accusations:
        options.accusations.write_text(as_text(counted(measures, options.seed)), "utf-8")
    elif options.require and options.layout is None:
        failures += refuted_by_file(measures, options.seed)
    sys.stdout.writelines(f"{line}\n" for line in (_summary(measures), *failures))
    return int(options.require and bool(failures))


def strata(found: Measure) -> tuple[str, ...]:
    """Return the names of the strata a case belongs to."""
    accidents = sorted(set(found.accidents)) or ["none"]
    return (
        "all",
        f"form: {found.schema}",
        f"layout: {found.layout}",
        f"sparsity: {found.sparsity}",
        f"sums: {'wrong' if found.planted else 'right'}",
        *(f"accident: {name}" for name in accidents),
    )


def _summary(measures: Iterable[Measure]) -> str:
    measures = tuple(measures)
    plain = sum(is_undisturbed(found) and not found.planted for found in measures)
    return (
        f"{sum(len(found.silent) for found in measures)} silent errors; "
        f"{_percent(recovered(measures))} % of the determined salient cells recovered (at least {100 * RECALL:.0f}); "
        f"{_percent(bound(measures))} % of the planted defects bound if undisturbed (at least {100 * BOUND:.0f}); "
        f"{sum(len(found.accused) for found in measures)} false accusations, {plain} cases without any fault"
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.2f}"


def _print(measures: Iterable[Measure]) -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for found in measures:
        for name in strata(found):
            tallies[name].add(found)
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
    parser.add_argument("--require", action="store_true", help="exit with 1 unless every claim holds")
    parser.add_argument("--accusations", type=Path, help="write how often a notice would be wrong to this file")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many processes share the work")
    options = parser.parse_args()
    if options.accusations and options.layout:
        parser.error("--accusations is for every layout: leave --layout out")
    return options


if __name__ == "__main__":
    sys.exit(main())
