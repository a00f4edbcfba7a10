"""A reader that asks a model, run over a dataset: many reports at once, each with the bill of what was asked."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.evaluation.dataset import Case, Dataset
from extractor.evaluation.running import predict_asking
from extractor.model import Batch, Failed, Failure, Reply, Stage
from extractor.model.tally import Spent
from extractor.pipeline import ModelPass, versions
from extractor.schema.compiled import Schema
from extractor.scoring.nouns import Prediction

if TYPE_CHECKING:
    from extractor.model.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What was asked about one report, and what the answers took.

    `reasked` of the `requests` put what failed its checks once more; `unreached` of the failures never got to the
    model, so that another run may well have an answer. `used` is what the answers took whenever they were given, `paid`
    what was spent on them in this run.
    """

    requests: int = 0
    reasked: int = 0
    failures: Mapping[Failure, int] = field(default_factory=dict)
    unreached: int = 0
    used: Spent
    paid: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRun:
    """What a reader that asks a model says of each report, in which seconds, and at what price.

    Many reports are under way at once: the `seconds` of each have its waits in them, `took` is all of them together.
    `place` and `mode` are the endpoint's; `currency` is null where the price is unknown or nothing.
    """

    asked: ModelPass
    predictions: Mapping[str, Prediction]
    seconds: Mapping[str, float]
    took: float
    bills: Mapping[str, Bill]
    place: str
    mode: str
    currency: str | None
    is_replay: bool
    is_over_budget: bool

    @property
    def unreached(self) -> int:
        """Return how many questions never got to the model: while there are any, it is not the model that is scored."""
        return sum(bill.unreached for bill in self.bills.values())

    @property
    def versions(self) -> dict[str, str | None]:
        """Return what made the predictions."""
        return {
            **versions(None),
            "reader": self.asked.reader,
            "model": self.asked.model,
            "prompt": " ".join(self.asked.prompts) or None,
        }


def run_asking(
    dataset: Dataset, schemas: Sequence[Schema], asked: ModelPass, session: "Session", advance: Callable[[], None]
) -> AskedRun:
    """Return what a model's answers make of a dataset; `advance` is called after each report.

    Raises `CallError` for what goes wrong for all of them: a replay that lacks a reply, an archive that is full.
    """
    notes = {case.name: _Notes() for case in dataset.cases}
    said: dict[str, Prediction] = {}
    began = time.perf_counter()
    for done in session.fulfil(_stages(dataset, schemas, asked, notes)):
        if not isinstance(done, Prediction):
            raise done.error
        said[done.document] = done
        notes[done.document].end()
        advance()
    names = [case.name for case in dataset.cases]
    return AskedRun(
        asked=asked,
        predictions={name: said[name] for name in names},
        seconds={name: notes[name].seconds for name in names},
        took=time.perf_counter() - began,
        bills={name: notes[name].bill(session, name) for name in names},
        place=session.endpoint.place,
        mode=session.mode.value,
        currency=session.tally.currency or None,
        is_replay=session.is_replay,
        is_over_budget=session.is_over_budget,
    )


class _Notes:
    """What is noted of one report while it is being asked about."""

    def __init__(self) -> None:
        self._began = self._ended = 0.0
        self._batches: list[int] = []
        self._failures: Counter[Failure] = Counter()
        self._unreached = 0

    @property
    def seconds(self) -> float:
        return self._ended - self._began

    def begin(self) -> None:
        self._began = time.perf_counter()

    def end(self) -> None:
        self._ended = time.perf_counter()

    def ask(self, batch: Batch) -> None:
        self._batches.append(len(batch))

    def hear(self, replies: Sequence[Reply]) -> None:
        failed = [reply for reply in replies if isinstance(reply, Failed)]
        self._failures.update(reply.kind for reply in failed)
        self._unreached += sum(reply.kind.is_unsent for reply in failed)

    def bill(self, session: "Session", name: str) -> Bill:
        paid = session.tally.document(name)
        return Bill(
            requests=sum(self._batches),
            reasked=sum(self._batches[1:]),  # no stage goes on to another question but to mend an answer
            failures=dict(self._failures),
            unreached=self._unreached,
            used=paid + session.tally.recorded(name),
            paid=paid,
        )


def _stages(
    dataset: Dataset, schemas: Sequence[Schema], asked: ModelPass, notes: Mapping[str, _Notes]
) -> Iterator[Stage[Prediction]]:
    for case in dataset.cases:
        yield _noted(case, predict_asking(case, schemas, asked), notes[case.name])


def _noted(case: Case, stage: Stage[Prediction], notes: _Notes) -> Stage[Prediction]:
    """Return a stage as it is, with what it asks and hears noted; one that breaks has failed, and harms no other."""
    notes.begin()
    try:
        batch = next(stage)
        while True:
            notes.ask(batch)
            replies = yield batch
            notes.hear(replies)
            batch = stage.send(replies)
    except StopIteration as end:
        prediction: Prediction = end.value
        return prediction
    except Exception as error:  # noqa: BLE001 - one report that breaks a reader must not take the others with it
        return Prediction(document=case.name, failure=f"{type(error).__name__}: {error}")
