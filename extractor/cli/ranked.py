"""Several runs over the same reports: ranked in one table, each written to a folder of its own, with an index."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.cli.gate import see_that_it_takes, see_that_it_takes_a_run
from extractor.cli.measured import Asked, Run, scored_run, write_run
from extractor.cli.output import to_file
from extractor.cli.systems import System, folders_of
from extractor.cli.terminal import complain, show
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.evaluation.standing import Ranked

INDEX, TABLE = "index.html", "index.json"
"""What several runs are listed in."""


def see_that_it_takes_runs(out: Path, systems: Sequence[System]) -> None:
    """Raise `CallError` where runs could not be written into a folder, each into one of its own below it."""
    see_that_it_takes((INDEX, TABLE), out)
    for name in folders_of(systems).values():
        see_that_it_takes_a_run(out / name)


def finish_all(asked: Asked, runs: Iterable[tuple[System, Run]], systems: Sequence[System], out: Path | None) -> None:
    """Score runs, write each as soon as it is done, and print them, the best first; `Exit(1)` where one has gaps."""
    from extractor import render
    from extractor.evaluation.compare import ranked

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
    if any(report.get("model", {}).get("unreached") for report, _ in reports):
        raise typer.Exit(1)


def _write_index(out: Path, order: Sequence["Ranked"], folders: dict[str, str], asked: Asked) -> None:
    from extractor.evaluation.files import as_json
    from extractor.evaluation.page import index_page
    from extractor.evaluation.standing import standings

    index = standings(order, folders)
    to_file([index_page(index, asked.lang)], out / INDEX)
    to_file([as_json(index)], out / TABLE)
    complain(say(asked.lang, "eval.written", path=out, files=f"{INDEX}, {TABLE}"))
