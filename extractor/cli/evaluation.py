"""`gouji eval`: how right a reader is, over reports whose cells a person has labelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from extractor.cli.folder import see_that_it_is_free, write_folder
from extractor.cli.forms import SchemaOption, at_hand
from extractor.cli.options import LangOption, language
from extractor.cli.output import to_file
from extractor.cli.terminal import complain, emit, reporting, show
from extractor.errors import CallError, Cause
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.evaluation.dataset import Dataset
    from extractor.evaluation.scored import Scored
    from extractor.schema.compiled import Schema
    from extractor.scoring.nouns import Prediction
    from extractor.serialise import JsonObject

DATASET = "(dataset)"
"""The command that a dataset, an option or nothing at all stands for; brackets, so that no folder is called so."""

SEED = 20260101
FAULTS = 300

DatasetArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="DATASET", help="A folder of reports with gold (default: the shipped one).", show_default=False
    ),
]
ReaderOption = Annotated[
    str | None,
    typer.Option("--reader", help="The reader: layout, or one that an installed package brings.", show_default=False),
]
SplitOption = Annotated[
    Literal["dev", "test"] | None, typer.Option("--split", help="Only this split of the dataset.", metavar="SPLIT")
]
PredictionsOption = Annotated[
    Path | None,
    typer.Option("--predictions", help="Score another system's answers (JSON lines) instead of reading."),
]
NameOption = Annotated[str | None, typer.Option("--name", help="What the run is called in its report.")]
InputsOption = Annotated[
    Path | None,
    typer.Option("--inputs", metavar="DIR", help="Write what another system needs, without the gold, and stop."),
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write report.html, report.json, slots.csv and timings.json here."),
]
AgainstOption = Annotated[
    Path | None, typer.Option("--against", metavar="BASELINE", help="Compare with an earlier report; 1 if worse.")
]
BlessOption = Annotated[bool, typer.Option("--bless", help="Make this run the baseline, on purpose.")]
SpeedOption = Annotated[
    float | None, typer.Option("--max-p95", metavar="SECONDS", help="The most that the slowest twentieth may take.")
]
TimingsOption = Annotated[
    Path | None, typer.Option("--timings", metavar="FILE", help="How long the answers took: timings.json of their run.")
]
MutateOption = Annotated[bool, typer.Option("--mutate", help="Inject faults, and count which are found.")]
FaultsOption = Annotated[int, typer.Option("--faults", help="How many faults of each class to inject.", min=1)]


class _Group(TyperGroup):
    """Takes a first word that is no subcommand for the dataset."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own context
        first = args[2:3] if args[:1] == ["--lang"] else args[:1]
        is_own = first == ["--help"] or (first and first[0] in self.commands)
        return super().parse_args(ctx, args if is_own else [DATASET, *args])

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - the same
        own = self.commands[DATASET]
        formatter = ctx.make_formatter()
        self.format_commands(ctx, formatter)
        text = own.get_help(type(ctx)(own, info_name=ctx.info_name, parent=ctx.parent))
        return f"{text}\n\n{formatter.getvalue().rstrip()}"


app = typer.Typer(cls=_Group, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def _root(*, context: typer.Context, lang: LangOption = None) -> None:
    context.obj = lang or context.obj or (context.parent.obj if context.parent else None)


@app.command(DATASET, hidden=True, help="Score a reader, or another system's answers, on reports with gold.")
def evaluate(
    *,
    context: typer.Context,
    dataset: DatasetArgument = None,
    reader: ReaderOption = None,
    schema: SchemaOption = None,
    split: SplitOption = None,
    predictions: PredictionsOption = None,
    name: NameOption = None,
    inputs: InputsOption = None,
    out: OutOption = None,
    mutate: MutateOption = False,
    faults: FaultsOption = FAULTS,
    against: AgainstOption = None,
    bless: BlessOption = False,
    max_p95: SpeedOption = None,
    timings: TimingsOption = None,
    lang: LangOption = None,
) -> None:
    """Print how right the answers are; exit code 1 where they are worse than the baseline."""
    spoken = language(context, lang)
    if predictions is not None and reader is not None:
        raise CallError("eval.reader_and_predictions")
    if timings is not None and predictions is None:
        raise CallError("eval.timings_without_predictions")
    if max_p95 is not None and predictions is not None and timings is None:
        raise CallError("eval.speed_without_timings")
    if predictions is not None and mutate:
        raise CallError("eval.mutate_predictions")
    gate = _Gate(against=against, is_blessed=bless, max_p95=max_p95)
    schemas, chosen = at_hand(schema), _dataset(dataset).only(split)
    if inputs is not None:
        _write_inputs(inputs, chosen, schemas, spoken)
        return
    asked = _Asked(dataset=chosen, schemas=schemas, split=split, lang=spoken)
    run = asked.replayed(predictions, timings) if predictions else asked.read(reader or "layout")
    faulty = asked.mutated(faults) if mutate else None
    _finish(asked, replace(run, name=name or run.name), out, gate, faulty)


@app.command("generate", help="Score a reader on generated reports, whose truth is known.")
def generate(
    *,
    context: typer.Context,
    n: Annotated[int, typer.Option("--n", help="How many reports to generate.", min=1)] = 500,
    seed: Annotated[int, typer.Option("--seed", help="The first seed: the same one gives the same reports.")] = 0,
    schema: SchemaOption = None,
    reader: ReaderOption = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="DIR", help="Keep the reports as a dataset in this new folder.")
    ] = None,
    out: OutOption = None,
    against: AgainstOption = None,
    bless: BlessOption = False,
    max_p95: SpeedOption = None,
    lang: LangOption = None,
) -> None:
    """Generate reports of the user's forms, or of the shipped ones, and score a reader on them."""
    from extractor.evaluation.generated import as_files, generated_dataset
    from extractor.schema import load_schema

    spoken = language(context, lang)
    gate = _Gate(against=against, is_blessed=bless, max_p95=max_p95)
    made_of = [load_schema(file) for file in schema or ()] or at_hand(())
    with reporting(say(spoken, "eval.generating"), n, say(spoken, "eval.rate")) as reporter:
        dataset = generated_dataset(made_of, n, seed, reporter.advance)
    if save is not None:
        see_that_it_is_free(save)
        write_folder(as_files(dataset), save)
        complain(say(spoken, "eval.dataset_written", path=save, count=n))
    asked = _Asked(dataset=dataset, schemas=at_hand(schema), split=None, lang=spoken)
    _finish(asked, asked.read(reader or "layout"), out, gate)


@app.command("compare", help="Rank runs over the same reports, with paired intervals.")
def compare(
    *,
    context: typer.Context,
    runs: Annotated[list[Path], typer.Argument(metavar="RUNS", help="Folders or files that --out has written.")],
    lang: LangOption = None,
) -> None:
    """Print runs, the best first, each with how far it is behind."""
    from extractor import render
    from extractor.evaluation.compare import ranked
    from extractor.evaluation.files import read_report

    spoken = language(context, lang)
    if len(runs) < 2:
        raise CallError("eval.too_few_runs")
    show(render.ranking(ranked([read_report(path) for path in runs]), spoken))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gate:
    """The baseline to hold a run against, and whether the run is to take its place."""

    against: Path | None
    is_blessed: bool
    max_p95: float | None

    def __post_init__(self) -> None:
        if self.against is None and self.is_blessed:
            raise CallError("eval.bless_without_against")
        if self.against is None and self.max_p95 is not None:
            raise CallError("eval.speed_without_against")
        if self.against is not None and not self.is_blessed and not self.against.exists():
            raise CallError("eval.no_baseline", path=self.against)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Answers to a dataset: whose they are, how long they took, and the lines that could not be used."""

    name: str
    versions: Mapping[str, str | None]
    predictions: Mapping[str, "Prediction"]
    timings: "JsonObject | None"
    invalid: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked for: a dataset, and the forms its reports are of."""

    dataset: "Dataset"
    schemas: Sequence["Schema"]
    split: str | None
    lang: str

    def read(self, name: str) -> _Run:
        """Return what a reader says, timed."""
        from extractor.evaluation.evaluate import check_forms
        from extractor.evaluation.files import timings
        from extractor.evaluation.running import run_reader
        from extractor.pipeline import versions
        from extractor.readers.installed import reader_named

        check_forms(self.dataset, {schema.id: schema for schema in self.schemas})
        reader = reader_named(name)
        title, rate = say(self.lang, "eval.reading"), say(self.lang, "eval.rate")
        with reporting(title, len(self.dataset.cases), rate) as reporter:
            run = run_reader(self.dataset, self.schemas, reader, reporter.advance)
        took = timings(run.seconds)
        return _Run(name=name, versions=versions(None, reader), predictions=run.predictions, timings=took)

    def replayed(self, path: Path, timings: Path | None) -> _Run:
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
        return _Run(
            name=path.stem, versions={}, predictions=replay.predictions, timings=took, invalid=len(replay.invalid)
        )

    def mutated(self, faults: int) -> "JsonObject":
        """Return the matrix of injected faults."""
        from extractor.evaluation.mutation import mutation, steps

        with reporting(say(self.lang, "eval.mutating"), steps(faults), say(self.lang, "eval.rate")) as reporter:
            return mutation(self.dataset, self.schemas, faults, reporter.advance)


def _finish(asked: _Asked, run: _Run, out: Path | None, gate: _Gate, faulty: "JsonObject | None" = None) -> None:
    """Score a run, print it, write it, and hold it against its baseline; `faulty` is its matrix of injected faults."""
    from extractor import render
    from extractor.evaluation.evaluate import evaluate as scored_over
    from extractor.evaluation.report import About

    about = About(name=run.name, versions=run.versions, forms=_forms(asked))
    report, scored = scored_over(
        about,
        asked.dataset,
        run.predictions,
        asked.schemas,
        split=asked.split,
        mutation=faulty,
        invalid=run.invalid,
    )
    show(render.run_report(report, asked.lang))
    if run.timings is not None:
        took = {key: run.timings[f"{key}_seconds"] for key in ("total", "p50", "p95")}
        complain(say(asked.lang, "eval.took", **took))
    if out is not None:
        _write_run(out, report, scored, run, asked)
    if gate.against is not None:
        _hold(gate, gate.against, report, run, asked.lang)


def _hold(gate: _Gate, path: Path, report: "JsonObject", run: _Run, lang: str) -> None:
    """Print what changed against the baseline; `Exit(1)` where the gate is shut, unless the run takes its place."""
    from extractor import render
    from extractor.evaluation.compare import difference
    from extractor.evaluation.files import as_json, read_report
    from extractor.evaluation.gate import regressions

    fired: Sequence[object] = ()
    if path.exists():
        found = difference(read_report(path), report)
        p95 = run.timings["p95_seconds"] if run.timings else None
        fired = rules = regressions(found, p95=p95, max_p95=gate.max_p95)
        show(render.against(found, rules, lang))
    if gate.is_blessed:
        to_file([as_json(report)], path)
        emit(f"{say(lang, 'eval.blessed', path=path)}\n")
    elif fired:
        raise typer.Exit(1)


def _dataset(folder: Path | None) -> "Dataset":
    from extractor.evaluation.dataset import open_dataset, shipped_dataset

    return shipped_dataset() if folder is None else open_dataset(folder)


def _forms(asked: _Asked) -> dict[str, str]:
    used = {case.gold.schema for case in asked.dataset.cases}
    return {schema.id: f"{schema.file.version}:{schema.digest[:12]}" for schema in asked.schemas if schema.id in used}


def _write_run(out: Path, report: "JsonObject", scored: Sequence["Scored"], run: _Run, asked: _Asked) -> None:
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


def _write_inputs(folder: Path, dataset: "Dataset", schemas: Sequence["Schema"], lang: str) -> None:
    from extractor.evaluation.evaluate import check_forms
    from extractor.evaluation.files import inputs

    check_forms(dataset, {schema.id: schema for schema in schemas})
    see_that_it_is_free(folder)
    write_folder(((name, text.encode()) for name, text in inputs(dataset, schemas)), folder)
    emit(f"{say(lang, 'eval.inputs_written', path=folder, count=len(dataset.cases))}\n")
