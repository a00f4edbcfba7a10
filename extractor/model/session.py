"""A session with one model at one endpoint: what a run opens, checks, asks through, and closes."""

import secrets
from collections.abc import Generator, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Self, TypeVar

from extractor.errors import CallError
from extractor.model.accounts import Accounts
from extractor.model.archive import Archive, Source
from extractor.model.asked import Failed, Reply, Request
from extractor.model.asking import Asking
from extractor.model.budget import Budget
from extractor.model.check import check, require_allowed
from extractor.model.client import Client
from extractor.model.driving import Broken, driven
from extractor.model.endpoint import Endpoint, Price
from extractor.model.loop import Flights, Loop
from extractor.model.retry import Patience
from extractor.model.shapes import Mode
from extractor.model.stage import Stage
from extractor.model.tally import Tally

T = TypeVar("T")

WINDOW = 128
"""How many stages are open at once: enough to keep 64 calls under way while others are being read."""


class Session:
    """An open session; use it in a `with` block, or `close` it.

    Its calls go on in a thread of its own while the caller reads what has come; the stages run in the caller's thread.
    """

    def __init__(
        self,
        *,
        endpoint: Endpoint,
        model: str,
        archive: Archive,
        client: Client | None,
        budget: Decimal | None,
        replica: int,
        run: str,
        patience: Patience,
    ) -> None:
        source = Source(url=endpoint.url, model=model, replica=replica)
        price = endpoint.price(model)
        self.endpoint, self.model, self.run, self.price = endpoint, model, run, price
        self.tally = Tally(None if price is None else price.currency)
        self._archive, self._client = archive, client
        self._budget = Budget(budget)
        accounts = Accounts(source=source, price=price, archive=archive, budget=self._budget, tally=self.tally, run=run)
        self._asking = Asking(
            endpoint=endpoint, source=source, archive=archive, client=client, accounts=accounts, patience=patience
        )
        self._loop = Loop()

    @classmethod
    def open(
        cls,
        endpoint: Endpoint,
        *,
        archive: Path,
        model: str = "",
        replay: bool = False,
        offline: bool = False,
        budget: Decimal | None = None,
        replica: int = 0,
        run: str = "",
        patience: Patience | None = None,
    ) -> Self:
        """Open a session with a model, by default the endpoint's own; replies are kept in, or replayed from, `archive`.

        `run` names this run in the ledger; a `replica` asks everything anew, apart from what the others were told.
        Raises `CallError` where no model is named, the budget's model has no price, or the connection is forbidden.
        """
        model = model or endpoint.model
        if not model:
            raise CallError("model.none", url=endpoint.url)
        if budget is not None and not replay:
            _require_bound(endpoint, _require_price(endpoint, model))
        if offline and not replay:
            require_allowed(endpoint)
        kept = Archive.open(Path(archive), read_only=replay)
        try:
            return cls(
                endpoint=endpoint,
                model=model,
                archive=kept,
                client=None if replay else Client(endpoint, is_offline=offline),
                budget=budget,
                replica=replica,
                run=run or _new_run(),
                patience=patience or Patience(),
            )
        except BaseException:
            kept.close()
            raise

    @property
    def is_replay(self) -> bool:
        """Return whether replies come from the archive alone."""
        return self._client is None

    @property
    def mode(self) -> Mode:
        """Return the mode in use: what the endpoint has taken, or what is tried first."""
        return self._asking.mode

    @property
    def budget(self) -> Decimal | None:
        """Return the most that this session may spend."""
        return self._budget.cap

    @property
    def is_over_budget(self) -> bool:
        """Return whether a call was not made because it might have cost more than was left."""
        return self._budget.is_over

    def check(self) -> None:
        """Raise `CallError`, one line, unless the endpoint is there, takes the key and has the model.

        It takes 30 seconds at most, and in a replay nothing at all. The archive is made where there is none: whatever
        keeps it from being made is found now.
        """
        if self._client is not None:
            self._loop.wait(check(self.endpoint, self.model, self._client, self._asking.trial))
            self._archive.begin()

    def fulfil(self, stages: Iterable[Stage[T]], window: int = WINDOW) -> Generator[T | Broken, None, None]:
        """Yield the values of stages as they are done, with `Broken` in the place of one that raised.

        The next stage is taken when there is room among `window` open ones. Closing the generator, or an interrupt,
        cancels what is under way. Raises `CallError` for what goes wrong for all: the archive cannot be written, or a
        replay lacks a reply.
        """
        flights = Flights(self._loop, self._ask)
        try:
            yield from driven(stages, flights.send, window)
        finally:
            flights.cancel()

    def close(self) -> None:
        """Close the connections and the archive; all that was paid for is in it."""
        try:
            if self._client is not None:
                self._loop.wait(self._client.close())
        finally:
            self._loop.close()
            self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def _ask(self, request: Request) -> Reply:
        reply = await self._asking.ask(request)
        if isinstance(reply, Failed):
            self.tally.fail(reply.kind)
        return reply


def _require_price(endpoint: Endpoint, model: str) -> Price:
    price = endpoint.price(model)
    if price is None:
        raise CallError("model.no_price", model=model, path=endpoint.settings or "settings.toml")
    return price


def _require_bound(endpoint: Endpoint, price: Price) -> None:
    if price.output and endpoint.max_tokens_name in endpoint.leave_out:
        raise CallError("model.no_bound", url=endpoint.url, name=endpoint.max_tokens_name)


def _new_run() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
