"""Options of commands that may ask a model, and what they come to: nobody, or a session that was looked over first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import CallError

if TYPE_CHECKING:
    from extractor.model.endpoint import Endpoint
    from extractor.model.session import Session
    from extractor.model.settings import Settings
    from extractor.pipeline import ModelPass

LAYOUT, CASCADE = "layout", "cascade"
WAYS = (CASCADE, "model")


class Part(StrEnum):
    """What a model may be asked about."""

    CELLS = "cells"
    FINDINGS = "findings"


PARTS = tuple(Part)

ModelOption = Annotated[
    str | None,
    typer.Option("--model", envvar="GOUJI_MODEL", help="A model to ask about what is left open.", show_default=False),
]
EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", envvar="GOUJI_ENDPOINT", help="Which endpoint of the settings.", show_default=False),
]
BudgetOption = Annotated[
    str | None,
    typer.Option("--budget", metavar="AMOUNT", help="The most that may be spent, in the price's currency."),
]
EstimateOption = Annotated[
    bool, typer.Option("--estimate", help="Say what a model would be asked and what it would cost, and stop.")
]
OfflineOption = Annotated[
    bool, typer.Option("--offline", envvar="GOUJI_OFFLINE", help="Connect to this machine and allowed hosts only.")
]
_REPLIES = typer.Option("--replies", envvar="GOUJI_REPLIES", metavar="FILE", help="Where replies of models are kept.")
RepliesOption = Annotated[Path | None, _REPLIES]
KeptOption = Annotated[Path, _REPLIES]
ReplayOption = Annotated[
    bool, typer.Option("--replay", help="Take all replies from the file, and fail where one is missing.")
]


AskOption = Annotated[
    list[Part] | None,
    typer.Option("--ask", help="Ask a model about this only (default: both).", show_default=False),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """What the user said of a model: `reader` as given, null where it was left out."""

    model: str | None = None
    endpoint: str | None = None
    reader: str | None = None
    budget: str | None = None
    is_offline: bool = False
    is_replay: bool = False
    replies: Path = Path("gouji.replies.db")
    parts: Sequence[Part] = PARTS

    @property
    def is_asking(self) -> bool:
        """Return whether a model is to be asked; without one, nothing of the model layer is imported."""
        if self.reader is not None and self.reader not in WAYS:
            return False
        return self.reader in WAYS or bool(self.model or self.endpoint)

    def settle(self) -> "Endpoint":
        """Return the endpoint that is meant, with the model; raises `CallError` where either is not to be had."""
        endpoint = _settings().endpoint(self.endpoint or "", model=self.model or "")
        if not endpoint.model:
            raise CallError("model.none", url=endpoint.url)
        if not endpoint.model.isprintable():
            raise CallError("model.bad_name", model=ascii(endpoint.model))
        return endpoint

    def model_pass(self, endpoint: "Endpoint", *, model: str = "", way: str | None = None) -> "ModelPass":
        """Return how the model takes part in reading."""
        from extractor.pipeline import ModelPass
        from extractor.readers.asking import Way

        return ModelPass(
            model=model or endpoint.model,
            endpoint=endpoint.url,
            parameters=endpoint.parameters,
            way=Way(way or self.reader or CASCADE),
            cells=Part.CELLS in self.parts,
            findings=Part.FINDINGS in self.parts,
        )

    @contextmanager
    def session(
        self, endpoint: "Endpoint", *, model: str = "", replica: int = 0, is_looked_over: bool = False
    ) -> Iterator["Session"]:
        """Open a session with the model, looked over: whatever is wrong with it is found before anything is read."""
        from extractor.model.session import Session

        with Session.open(
            endpoint,
            model=model or endpoint.model,
            archive=self.replies,
            replay=self.is_replay,
            offline=self.is_offline or _settings().is_offline,
            budget=money(self.budget, "model.budget"),
            replica=replica,
        ) as session:
            if not is_looked_over:
                session.check()
            yield session


def replies_beside(store: Path) -> Path:
    """Return where replies are kept for a store: beside it, so that both move together."""
    return store.with_name(f"{store.stem}.replies.db")


def _settings() -> "Settings":
    from extractor.model.settings import load_settings

    return load_settings()


def money(text: str | None, key: str, *, is_some: bool = False) -> Decimal | None:
    """Return an amount of money as the user wrote it; `CallError` of that `key` where it is none, or must be some."""
    if text is None:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise CallError(key, text=text) from error
    if not amount.is_finite() or amount < 0 or (is_some and not amount):
        raise CallError(key, text=text)
    return amount
