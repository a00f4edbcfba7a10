"""The baseline a run is held against: looked at before the run, so that no work is lost to a wrong path."""

import errno
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.cli.model import money
from extractor.cli.output import to_file
from extractor.cli.terminal import complain, emit, show
from extractor.errors import CallError, Cause
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.serialise import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The baseline to hold a run against, and whether the run is to take its place.

    `baseline` is the report at `path`, as it was before the run; None where there is none yet.
    """

    path: Path | None
    is_blessed: bool
    max_p95: float | None
    baseline: "JsonObject | None"
    max_cost: Decimal | None = None

    @property
    def faults(self) -> int | None:
        """Return how many faults of each class the baseline has: as many of them can be compared."""
        trial = (self.baseline or {}).get("validators")
        return int(trial["per_class"]) if trial else None

    def hold(self, report: "JsonObject", p95: float | None, lang: str) -> None:
        """Print what changed against the baseline; `Exit(1)` where the gate is shut, unless the run takes its place.

        A run in which questions never got to the model is 1 in any case, and no baseline.
        """
        from extractor.evaluation.compare import is_incomplete

        fired, is_whole = self._fired(report, p95, lang), not is_incomplete(report)
        if self.is_blessed and not is_whole:
            complain(say(lang, "eval.not_blessed"))
        if self.is_blessed and is_whole and self.path is not None:
            from extractor.evaluation.files import as_json

            to_file([as_json(report)], self.path)
            emit(f"{say(lang, 'eval.blessed', path=self.path)}\n")
        elif fired or not is_whole:
            raise typer.Exit(1)

    def _fired(self, report: "JsonObject", p95: float | None, lang: str) -> Sequence[object]:
        from extractor import render
        from extractor.evaluation.compare import difference
        from extractor.evaluation.gate import regressions

        if self.baseline is None:
            return ()
        found = difference(self.baseline, report)
        rules = regressions(found, p95=p95, max_p95=self.max_p95, max_cost=self.max_cost)
        show(render.against(found, rules, lang))
        for part in found.not_compared:
            complain(say(lang, f"eval.not_compared.{part}"))
        return rules


def gate_of(path: Path | None, *, is_blessed: bool, max_p95: float | None, max_cost: str | None = None) -> Gate:
    """Return the gate asked for; `CallError` where its baseline is none, or cannot become one."""
    if path is None and is_blessed:
        raise CallError("eval.bless_without_against")
    if path is None and max_p95 is not None:
        raise CallError("eval.speed_without_against")
    if path is None and max_cost is not None:
        raise CallError("eval.cost_without_against")
    if max_p95 is not None and not 0 < max_p95 < math.inf:  # nan is neither
        raise CallError("eval.no_speed", found=max_p95)
    if path is not None and is_blessed:
        _see_that_it_takes_a_file(path)
    baseline = None if path is None else _baseline(path, is_blessed=is_blessed)
    return Gate(
        path=path,
        is_blessed=is_blessed,
        max_p95=max_p95,
        baseline=baseline,
        max_cost=money(max_cost, "eval.no_cost", is_some=True),
    )


def see_that_it_takes_a_run(folder: Path) -> None:
    """Raise `CallError` where a run could not be written into a folder, which may not be there yet."""
    from extractor.evaluation.files import FILES

    see_that_it_takes(FILES, folder)


def see_that_it_takes(files: Sequence[str], folder: Path) -> None:
    """Raise `CallError` where files could not be written into a folder, which may not be there yet."""
    try:
        if folder.exists() and not folder.is_dir():
            raise CallError("folder.is_none", path=folder)
        _see_that_it_is_open(next(each for each in (folder, *folder.absolute().parents) if each.exists()))
        for name in files:
            if (folder / name).is_dir():
                raise CallError("output.folder", path=folder / name)
    except OSError as error:
        raise CallError("cannot_write", path=folder, reason=Cause(error)) from error


def _see_that_it_takes_a_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise CallError("output.folder", path=path)
        _see_that_it_is_open(path.absolute().parent)
    except OSError as error:
        raise CallError("cannot_write", path=path, reason=Cause(error)) from error


def _see_that_it_is_open(folder: Path) -> None:
    """Raise the error that writing into a folder would."""
    for is_wrong, code in (
        (not folder.exists(), errno.ENOENT),
        (not folder.is_dir(), errno.ENOTDIR),
        (not os.access(folder, os.W_OK | os.X_OK), errno.EACCES),
    ):
        if is_wrong:
            raise OSError(code, os.strerror(code))


def _baseline(path: Path, *, is_blessed: bool) -> "JsonObject | None":
    from extractor.evaluation.compare import check_format
    from extractor.evaluation.files import read_report

    try:
        is_there = path.exists()
    except OSError as error:
        raise CallError("cannot_read", path=path, reason=Cause(error)) from error
    if not is_there and is_blessed:
        return None
    if not is_there:
        raise CallError("eval.no_baseline", path=path)
    baseline = read_report(path)
    check_format(baseline, "eval.format")
    return baseline
