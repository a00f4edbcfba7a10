"""Answers to a dataset: read now or said by another system, scored, printed, written, and held against a baseline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.gate import Gate
from extractor.cli.output import to_file
from extractor.cli.terminal import complain, reporting, show
from extractor.errors import CallError, Cause
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.evaluation.asking import AskedRun
    from extractor.evaluation.dataset import Dataset
    from extractor.evaluation.scored import Scored
    from extractor.schema.compiled import Schema
    from extractor.scoring.nouns import Prediction
    from extractor.serialise import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Answers to a dataset: whose they are, how long they took, and the lines that could not be used.

    `asked` says what a model was asked for them, `again` are further replicas of the same.
    """

    name: str
    versions: Mapping[str, str | None]
    predictions: Mapping[str, "Prediction"]
    timings: "JsonObject | None"
    invalid: int = 0
    asked: "AskedRun | None" = None
    again: Sequence["AskedRun"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: a dataset, and the forms its reports are of."""

    dataset: "Dataset"
    schemas: Sequence["Schema"]
    split: str | None
    lang: str

    def see_that_it_can_be_scored(self) -> None:
        """Raise `CallError` where a form is missing, or nothing is left to score."""
        from extractor.evaluation.evaluate import check_forms

        check_forms(self.dataset, {schema.id: schema for schema in self.schemas})

    def read(self, name: str) -> Run:
        """Return what a reader says, timed."""
        from extractor.evaluation.files import timings
        from extractor.evaluation.running import run_reader
        from extractor.pipeline import versions
        from extractor.readers.installed import reader_named

        self.see_that_it_can_be_scored()
        reader = reader_named(name)
        title, rate = say(self.lang, "eval.reading"), say(self.lang, "eval.rate")
        with reporting(title, len(self.dataset.cases), rate) as reporter:
            run = run_reader(self.dataset, self.schemas, reader, reporter.advance)
        took = timings(run.seconds)
        return Run(name=name, versions=versions(None, reader), predictions=run.predictions, timings=took)

    def replayed(self, path: Path, timings: Path | None) -> Run:
        """Return what another system says, and tell of what could not be used of it."""
        from extractor.evaluation.files import read_timings
        from extractor.evaluation.predictions import read_predictions

        replay = read_predictions(path, self.dataset, self.schemas)
        if replay.strangers:
            first = min(replay.strangers)
            complain(say(self.lang, "eval.strangers", count=len(replay.strangers), first=first))
        if replay.contradicted:
            complain(say(self.lang, "eval.contradicted", count=replay.contradicted))
        took = read_timings(timings) if timings else None
        return Run(
            name=path.stem, versions={}, predictions=replay.predictions, timings=took, invalid=len(replay.invalid)
        )

    def mutated(self, faults: int) -> "JsonObject":
        """Return the matrix of injected faults."""
        from extractor.evaluation.mutation import mutation, steps

        with reporting(say(self.lang, "eval.mutating"), steps(faults), say(self.lang, "eval.rate")) as reporter:
            return mutation(self.dataset, self.schemas, faults, reporter.advance)


def finish(asked: Asked, run: Run, out: Path | None, gate: Gate, faulty: "JsonObject | None" = None) -> None:
    """Score a run, print it, write it, and hold it against its baseline; `faulty` is its matrix of injected faults."""
    from extractor import render

    report, scored = scored_run(asked, run, faulty)
    show(render.run_report(report, asked.lang))
    if run.timings is not None:
        took = {key: run.timings[f"{key}_seconds"] for key in ("total", "p50", "p95")}
        complain(say(asked.lang, "eval.took", **took))
    if out is not None:
        write_run(out, report, scored, run, asked)
    gate.hold(report, run.timings["p95_seconds"] if run.timings else None, asked.lang)


def scored_run(asked: Asked, run: Run, faulty: "JsonObject | None" = None) -> "tuple[JsonObject, Sequence[Scored]]":
    """Return the report of a run and each of its cases scored."""
    from extractor.evaluation.evaluate import evaluate as scored_over
    from extractor.evaluation.report import About

    return scored_over(
        About(name=run.name, versions=run.versions, forms=_forms(asked)),
        asked.dataset,
        run.predictions,
        asked.schemas,
        split=asked.split,
        mutation=faulty,
        invalid=run.invalid,
        asked=run.asked,
        again=run.again,
    )


def _forms(asked: Asked) -> dict[str, str]:
    used = {case.gold.schema for case in asked.dataset.cases}
    return {schema.id: f"{schema.file.version}:{schema.digest[:12]}" for schema in asked.schemas if schema.id in used}


def write_run(out: Path, report: "JsonObject", scored: Sequence["Scored"], run: Run, asked: Asked) -> None:
    """Write a run into a folder: its page, its report, every slot of it, and how long it took."""
    from extractor.evaluation.files import PAGE, REPORT, SLOTS, TIMINGS, as_json, slots_csv
    from extractor.evaluation.page import report_page

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError("cannot_write", path=out, reason=Cause(error)) from error
    to_file([report_page(report, asked.lang, schemas=asked.schemas)], out / PAGE)
    to_file([as_json(report)], out / REPORT)
    to_file(slots_csv(scored), out / SLOTS)
    written = [PAGE, REPORT, SLOTS]
    if run.timings is not None:
        to_file([as_json(run.timings)], out / TIMINGS)
        written.append(TIMINGS)
    complain(say(asked.lang, "eval.written", path=out, files=", ".join(written)))
