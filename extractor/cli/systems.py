"""What `gouji eval` is to measure: readers by name, and models for those that ask one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from extractor.cli.model import CASCADE, LAYOUT, WAYS, Part
from extractor.cli.options import spelt
from extractor.errors import CallError

ReadersOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reader",
        help="A reader to measure; several are ranked. With a model: cascade or model.",
        show_default=False,
    ),
]
ModelsOption = Annotated[
    # Not from the environment: what is measured must not hang on a variable that somebody set for other work.
    list[str] | None,
    typer.Option("--model", help="A model that cascade or model ask; several are ranked.", show_default=False),
]
AskOption = Annotated[
    list[Part] | None,
    typer.Option("--ask", help="What a model is asked about (default: cells).", show_default=False),
]
RepeatOption = Annotated[
    int | None, typer.Option("--repeat", metavar="K", help="Ask everything K times, and say how far it agrees.", min=1)
]
MaxCostOption = Annotated[
    str | None,
    typer.Option("--max-cost", metavar="AMOUNT", help="The most that a report may cost, in the price's currency."),
]

_OF_A_MODEL = ("endpoint", "ask", "budget", "offline", "replies", "replay", "repeat", "max_cost")
"""The options that do nothing without a model."""

_OF_ONE_RUN = ("name", "mutate", "faults", "against", "bless", "max_p95", "max_cost")
"""The options that do not go with several runs at once."""

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """One run: a reader, and the model it asks; no model for a reader that asks none."""

    reader: str
    model: str = ""

    @property
    def name(self) -> str:
        """Return what the run is called."""
        return f"{self.reader} {self.model}" if self.model else self.reader


def systems_of(readers: Sequence[str], models: Sequence[str]) -> tuple[System, ...]:
    """Return the runs asked for: each reader that asks nobody once, each that asks a model with every model.

    Raises `CallError` where a model is named that nobody would ask, or none is for a reader that asks one.
    """
    named = list(dict.fromkeys(readers)) or [CASCADE if models else LAYOUT]
    is_asking = not set(WAYS).isdisjoint(named)
    if is_asking and not models:
        raise CallError("eval.no_model", reader=next(reader for reader in named if reader in WAYS))
    if models and not is_asking:
        raise CallError("eval.model_unused", models=", ".join(models), readers=", ".join(named))
    return tuple(
        System(reader=reader, model=model)
        for reader in named
        for model in (dict.fromkeys(models) if reader in WAYS else ("",))
    )


def folders_of(systems: Sequence[System]) -> dict[System, str]:
    """Return the folder of each run: its name as far as any file system takes it, no two alike."""
    taken: dict[str, System] = {}
    for system in systems:
        name = re.sub(r"[^\w.-]+", "-", system.name).strip(".-")[:_LONGEST_NAME]
        free = (each for at in range(len(systems)) if (each := f"{name}-{at + 1}" if at else name))
        taken[next(each for each in free if each.casefold() not in map(str.casefold, taken))] = system
    return {system: name for name, system in taken.items()}


def see_that_options_are_used(said: Sequence[str], systems: Sequence[System]) -> None:
    """Raise `CallError` where an option that was `said` would do nothing for these runs."""
    idle = [] if any(system.model for system in systems) else _options(said, _OF_A_MODEL)
    if idle:
        raise CallError("model.idle", options=", ".join(idle))
    single = _options(said, _OF_ONE_RUN) if len(systems) > 1 else []
    if single:
        raise CallError("eval.one_run", options=", ".join(single), count=len(systems))


def _options(said: Sequence[str], among: Sequence[str]) -> list[str]:
    return [spelt(name) for name in among if name in said]
