"""What comes of runs: a summary and the gate for one; for several a table, a folder for each of them, and an index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.cli.asking import Interviews
from extractor.cli.batch import INTERRUPTED
from extractor.cli.gate import Gate, see_that_it_takes, see_that_it_takes_a_run
from extractor.cli.measured import Asked, Run, finish, scored_run, write_run
from extractor.cli.output import to_file
from extractor.cli.systems import System, folders_of
from extractor.cli.terminal import complain, show
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.evaluation.standing import Ranked

FAULTS = 300
"""Faults of each class, where neither the user nor the baseline says how many."""

INDEX, TABLE = "index.html", "index.json"
"""What several runs are listed in."""


def see_that_it_takes_runs(out: Path, systems: Sequence[System]) -> None:
    """Raise `CallError` where runs could not be written into a folder, each into one of its own below it."""
    see_that_it_takes((INDEX, TABLE), out)
    for name in folders_of(systems).values():
        see_that_it_takes_a_run(out / name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What comes of one run or several: a summary and the gate, or a ranking."""

    asked: Asked
    systems: Sequence[System]
    out: Path | None
    gate: Gate
    name: str | None

    def replay(self, predictions: Path, timings: Path | None) -> None:
        """Print what another system's answers are worth, and write it."""
        run = self.asked.replayed(predictions, timings)
        finish(self.asked, self._named(run), self.out, self.gate)

    def see(self, interviews: Interviews, *, mutate: bool, faults: int | None) -> None:
        """Print what comes of it, and write it; `Exit(1)` where it is worse than the baseline, or not all of it.

        Where it is to `mutate`, so many `faults` of each class are injected: null is as many as the baseline has.
        """
        try:
            self._see(interviews, mutate=mutate, faults=faults)
        except KeyboardInterrupt as stop:
            if any(system.model for system in self.systems):
                complain(interviews.so_far)
            raise typer.Exit(INTERRUPTED) from stop

    def _see(self, interviews: Interviews, *, mutate: bool, faults: int | None) -> None:
        interviews.look_over(self.systems, needs_price=self.gate.max_cost is not None)
        runs = interviews.runs(self.systems)
        if len(self.systems) > 1:
            _finish_all(self.asked, runs, self.systems, self.out)
        else:
            ((_, run),) = runs
            faulty = self.asked.mutated(faults or self.gate.faults or FAULTS) if mutate else None
            finish(self.asked, self._named(run), self.out, self.gate, faulty)
        if interviews.is_cut_short:
            raise typer.Exit(1)

    def _named(self, run: Run) -> Run:
        return replace(run, name=self.name or run.name)


def _finish_all(asked: Asked, runs: Iterable[tuple[System, Run]], systems: Sequence[System], out: Path | None) -> None:
    """Score runs, write each as soon as it is done, and print them, the best first; `Exit(1)` where one has gaps."""
    from extractor import render
    from extractor.evaluation.compare import is_incomplete, ranked

    folders, reports = folders_of(systems), []
    for system, run in runs:
        report, scored = scored_run(asked, run)
        reports.append((report, folders[system]))
        if out is not None:
            write_run(out / folders[system], report, scored, run, asked)
    order = ranked([report for report, _ in reports])
    show(render.ranking(order, asked.lang))
    if out is not None:
        _write_index(out, order, {report["run"]["name"]: folder for report, folder in reports}, asked)
    if any(is_incomplete(report) for report, _ in reports):
        raise typer.Exit(1)


def _write_index(out: Path, order: Sequence["Ranked"], folders: dict[str, str], asked: Asked) -> None:
    from extractor.evaluation.files import as_json
    from extractor.evaluation.page import index_page
    from extractor.evaluation.standing import standings

    index = standings(order, folders)
    to_file([index_page(index, asked.lang)], out / INDEX)
    to_file([as_json(index)], out / TABLE)
    complain(say(asked.lang, "eval.written", path=out, files=f"{INDEX}, {TABLE}"))
