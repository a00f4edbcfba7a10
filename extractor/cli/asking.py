"""Readers that ask models, run over a dataset one after the other out of one budget."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.cli.measured import Asked, Run
from extractor.cli.model import ModelOptions, Part
from extractor.cli.systems import System
from extractor.cli.terminal import complain, reporting
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.evaluation.asking import AskedRun
    from extractor.model.endpoint import Endpoint
    from extractor.model.tally import Spent, Tally


class Interviews:
    """The runs of an evaluation; `is_cut_short` once one of them, or a replica, was not made for want of money."""

    def __init__(self, asked: Asked, options: ModelOptions, parts: Sequence[Part], repeat: int) -> None:
        self._asked, self._options, self._repeat = asked, replace(options, parts=parts), repeat
        self._left: Decimal | None = None
        self._tallies: list[Tally] = []
        self.is_cut_short = False
        self._is_spent = False

    def look_over(self, systems: Sequence[System], *, needs_price: bool) -> None:
        """Raise `CallError` unless every reader and model is there: before anything is read, and before any is paid."""
        from extractor.readers.installed import reader_named

        self._asked.see_that_it_can_be_scored()
        for system in systems:
            if not system.model:
                reader_named(system.reader)
        endpoints = {system.model: self._endpoint(system) for system in systems if system.model}
        trials = Decimal(0)
        for model, endpoint in endpoints.items():
            if needs_price and endpoint.price(model) is None:
                raise CallError("model.no_price", model=model, path=endpoint.settings or "settings.toml")
            with self._options.session(endpoint, model=model) as session:
                trials += session.tally.all.cost_most or 0
        if self._options.budget is not None:
            self._left = max(Decimal(0), Decimal(self._options.budget) - trials)
            _see_that_it_is_one_currency(endpoints)

    def runs(self, systems: Sequence[System]) -> Iterator[tuple[System, Run]]:
        """Yield the runs; those that no money is left for are told and left out."""
        for system in systems:
            if not system.model:
                yield system, self._asked.read(system.reader)
            elif not self._is_spent:
                yield system, self._interview(system)
            else:
                self.is_cut_short = True
                complain(say(self._asked.lang, "eval.not_run", name=system.name))

    @property
    def so_far(self) -> str:
        """Return in one line what was spent, and where it is kept: what an interrupted evaluation leaves behind."""
        from extractor.model.told import amount_text

        lang, spent = self._asked.lang, _by_currency(self._tallies)
        calls = sum(each.calls for each in spent.values())
        if not calls:
            return say(lang, "eval.interrupted.free")
        costs = [amount_text(each.cost, currency, lang) for currency, each in spent.items() if each.calls]
        return say(lang, "eval.interrupted", calls=calls, cost=" + ".join(costs), path=self._options.replies)

    def _interview(self, system: System) -> Run:
        from extractor.evaluation.files import timings

        replicas = list(self._replicas(system))
        first, again = replicas[0], [each for each in replicas[1:] if not each.is_over_budget]
        if len(again) + 1 < self._repeat:
            self.is_cut_short = True
            complain(say(self._asked.lang, "eval.repeats_cut", count=len(again) + 1, wanted=self._repeat))
        return Run(
            name=system.name,
            versions=first.versions,
            predictions=first.predictions,
            timings=timings(first.seconds, first.took),
            asked=first,
            again=again,
        )

    def _replicas(self, system: System) -> "Iterator[AskedRun]":
        """Yield what each replica of a run says, until the money is spent: the rest would be the layout reader's."""
        for replica in range(self._repeat):
            run = self._replica(system, replica)
            yield run
            if run.is_over_budget:
                self._is_spent = True
                return

    def _replica(self, system: System, replica: int) -> "AskedRun":
        from extractor.evaluation.asking import run_asking

        asked, endpoint = self._asked, self._endpoint(system)
        options = replace(self._options, budget=None if self._left is None else str(self._left))
        title = say(asked.lang, "eval.asking", name=system.name, replica=replica + 1)
        with (
            options.session(endpoint, model=system.model, replica=replica, is_looked_over=True) as session,
            reporting(title, len(asked.dataset.cases), say(asked.lang, "eval.rate")) as reporter,
        ):
            self._tallies.append(session.tally)
            way = options.model_pass(endpoint, model=system.model, way=system.reader)
            run = run_asking(asked.dataset, asked.schemas, way, session, reporter.advance)
        if self._left is not None:
            self._left = max(Decimal(0), self._left - (session.tally.all.cost_most or Decimal(0)))
        return run

    def _endpoint(self, system: System) -> "Endpoint":
        return replace(self._options, model=system.model, reader=system.reader).settle()


def _by_currency(tallies: "Sequence[Tally]") -> "dict[str | None, Spent]":
    from extractor.model.tally import Spent

    spent: dict[str | None, Spent] = {}
    for tally in tallies:
        spent[tally.currency] = spent.get(tally.currency, Spent()) + tally.all
    return spent


def _see_that_it_is_one_currency(endpoints: "dict[str, Endpoint]") -> None:
    prices = [endpoint.price(model) for model, endpoint in endpoints.items()]
    currencies = {price.currency for price in prices if price is not None and price.currency}
    if len(currencies) > 1:
        raise CallError("eval.currencies", currencies=", ".join(sorted(currencies)))
