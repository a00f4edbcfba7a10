"""`gouji eval`: how right a reader is, over reports whose cells a person has labelled."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from extractor.cli.asking import Interviews
from extractor.cli.folder import see_that_it_is_free, write_folder
from extractor.cli.forms import SchemaOption, at_hand
from extractor.cli.gate import gate_of, see_that_it_takes_a_run
from extractor.cli.measured import Asked, finish
from extractor.cli.model import (
    BudgetOption,
    EndpointOption,
    KeptOption,
    ModelOptions,
    OfflineOption,
    Part,
    ReplayOption,
)
from extractor.cli.options import LangOption, language, said_by, spelt
from extractor.cli.ranked import Measured, see_that_it_takes_runs
from extractor.cli.systems import (
    AskOption,
    MaxCostOption,
    ModelsOption,
    ReadersOption,
    RepeatOption,
    System,
    see_that_options_are_used,
    systems_of,
)
from extractor.cli.terminal import complain, emit, reporting, show
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.evaluation.dataset import Dataset

DATASET = "(dataset)"
"""The command that a dataset, an option or nothing at all stands for; brackets, so that no folder is called so."""

CELLS = (Part.CELLS,)
"""What a model is asked for where nothing is said: cells are what every dataset has labels of."""

REPLIES = Path("gouji.replies.db")
"""Where replies of models are kept."""

_MEASURING = (
    "reader", "model", "endpoint", "ask", "budget", "offline", "replies", "replay", "repeat", "max_cost", "predictions",
    "name", "out", "mutate", "faults", "against", "bless", "max_p95", "timings",
)  # fmt: skip
"""The options that measure something, and so do nothing beside --inputs."""

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
FaultsOption = Annotated[
    int | None,
    typer.Option(
        "--faults", help="How many faults of each class to inject (default: the baseline's number, or 300).", min=1
    ),
]


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
    reader: ReadersOption = None,
    model: ModelsOption = None,
    endpoint: EndpointOption = None,
    ask: AskOption = None,
    repeat: RepeatOption = None,
    budget: BudgetOption = None,
    offline: OfflineOption = False,
    replies: KeptOption = REPLIES,
    replay: ReplayOption = False,
    schema: SchemaOption = None,
    split: SplitOption = None,
    predictions: PredictionsOption = None,
    name: NameOption = None,
    inputs: InputsOption = None,
    out: OutOption = None,
    mutate: MutateOption = False,
    faults: FaultsOption = None,
    against: AgainstOption = None,
    bless: BlessOption = False,
    max_p95: SpeedOption = None,
    max_cost: MaxCostOption = None,
    timings: TimingsOption = None,
    lang: LangOption = None,
) -> None:
    """Print how right the answers are; exit code 1 where they are worse than the baseline."""
    spoken, systems = language(context, lang), _systems(context, reader or (), model or (), out)
    gate = gate_of(against, is_blessed=bless, max_p95=max_p95, max_cost=max_cost)
    asked = Asked(dataset=_dataset(dataset).only(split), schemas=at_hand(schema), split=split, lang=spoken)
    measured = Measured(asked=asked, systems=systems, out=out, gate=gate, name=name)
    options = ModelOptions(endpoint=endpoint, budget=budget, is_offline=offline, is_replay=replay, replies=replies)
    if inputs is not None:
        _write_inputs(inputs, asked)
    elif predictions is not None:
        measured.replay(predictions, timings)
    else:
        measured.see(Interviews(asked, options, ask or CELLS, repeat or 1), mutate=mutate, faults=faults)


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
    gate = gate_of(against, is_blessed=bless, max_p95=max_p95)
    if save is not None:
        see_that_it_is_free(save)
    if out is not None:
        see_that_it_takes_a_run(out)
    made_of = [load_schema(file) for file in schema or ()] or at_hand(())
    with reporting(say(spoken, "eval.generating"), n, say(spoken, "eval.rate")) as reporter:
        dataset = generated_dataset(made_of, n, seed, reporter.advance)
    if save is not None:
        write_folder(as_files(dataset), save)
        complain(say(spoken, "eval.dataset_written", path=save, count=n))
    asked = Asked(dataset=dataset, schemas=at_hand(schema), split=None, lang=spoken)
    finish(asked, asked.read(reader or "layout"), out, gate)


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


def _systems(
    context: typer.Context, readers: Sequence[str], models: Sequence[str], out: Path | None
) -> Sequence[System]:
    """Return the runs asked for; raises `CallError` where an option goes unused, or they could not be written."""
    systems = systems_of(readers, models)
    _see_that_all_is_used(said_by(context), systems)
    if out is not None and len(systems) > 1:
        see_that_it_takes_runs(out, systems)
    elif out is not None:
        see_that_it_takes_a_run(out)
    return systems


def _see_that_all_is_used(said: Sequence[str], systems: Sequence[System]) -> None:
    """Raise `CallError` where an option goes with none of the others: it must not be left aside in silence."""
    has = set(said)
    for key, is_wrong in (
        ("eval.reader_and_predictions", "predictions" in has and not has.isdisjoint({"reader", "model"})),
        ("eval.timings_without_predictions", "timings" in has and "predictions" not in has),
        ("eval.speed_without_timings", has >= {"max_p95", "predictions"} and "timings" not in has),
        ("eval.mutate_predictions", has >= {"mutate", "predictions"}),
        ("eval.faults_without_mutate", "faults" in has and "mutate" not in has),
    ):
        if is_wrong:
            raise CallError(key)
    beside = [spelt(name) for name in _MEASURING if name in has]
    if "inputs" in has and beside:
        raise CallError("eval.inputs_alone", options=", ".join(beside))
    see_that_options_are_used(said, systems)


def _dataset(folder: Path | None) -> "Dataset":
    from extractor.evaluation.dataset import open_dataset, shipped_dataset

    return shipped_dataset() if folder is None else open_dataset(folder)


def _write_inputs(folder: Path, asked: Asked) -> None:
    from extractor.evaluation.files import inputs

    asked.see_that_it_can_be_scored()
    see_that_it_is_free(folder)
    write_folder(((name, text.encode()) for name, text in inputs(asked.dataset, asked.schemas)), folder)
    emit(f"{say(asked.lang, 'eval.inputs_written', path=folder, count=len(asked.dataset.cases))}\n")
