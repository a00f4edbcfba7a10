"""What calls cost: reserved before, settled after, counted, and entered in the ledger with the reply."""

from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.model.archive import Archive, Call, Source
from extractor.model.asked import Failed, Request
from extractor.model.budget import Budget
from extractor.model.endpoint import Price
from extractor.model.envelope import Opened, Usage
from extractor.model.faults import FaultError
from extractor.model.shapes import Body, Mode
from extractor.model.tally import Spent, Tally

ANSWERED = "answered"
CANCELLED = "cancelled"
"""What the ledger says of a call that was answered, and of one that nobody waited for any more."""

NOTHING = Usage(tokens_in=0, tokens_out=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request in a mode: what is sent, under which key, and what it may use at most."""

    request: Request
    mode: Mode
    body: Body
    key: str

    @property
    def most(self) -> Usage:
        """Return a bound on its tokens: no token is less than a byte."""
        return Usage(tokens_in=len(self.body.content), tokens_out=self.body.max_tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a call has ended: `used` is what it is charged for, `raw` a reply worth keeping.

    `is_unsure` where nobody knows whether it was charged for at all: `used` is then what it may have used at most.
    """

    outcome: str
    used: Usage
    seconds: float
    is_unsure: bool = False
    status: int | None = None
    raw: bytes | None = None
    fingerprint: str | None = None


def ended(reply: Opened, raw: bytes | None, most: Usage, seconds: float) -> Ended:
    """Return how a call has ended that had a reply; one that does not say what it used is charged for the most."""
    used = reply.used or most
    if isinstance(reply.content, Failed):
        return Ended(outcome=reply.content.kind, used=used, status=200, seconds=seconds)
    return Ended(outcome=ANSWERED, used=used, status=200, seconds=seconds, raw=raw, fingerprint=reply.fingerprint)


def cut_short(fault: FaultError, most: Usage, seconds: float) -> Ended:
    """Return how a call has ended that had no reply."""
    used = most if fault.may_have_cost else NOTHING
    return Ended(outcome=fault.kind, used=used, seconds=seconds, is_unsure=fault.may_have_cost, status=fault.status)


class Accounts:
    """The books of one session."""

    def __init__(
        self, *, source: Source, price: Price | None, archive: Archive, budget: Budget, tally: Tally, run: str
    ) -> None:
        self._source, self._price, self._archive = source, price, archive
        self._budget, self._tally, self._run = budget, tally, run

    async def reserve(self, asked: Asked) -> bool:
        """Return whether a call may be made; what it may cost at most is then set aside."""
        return await self._budget.reserve(self._most(asked))

    async def settle(self, asked: Asked, end: Ended) -> bytes | None:
        """Commit a call and count it; return the reply to go on with where another process had one already."""
        cost = self._cost(end.used)
        self._tally.add(asked.request.document, _unsure(end.used, cost) if end.is_unsure else _spent(end.used, cost))
        try:
            return self._commit(asked, end, cost)
        finally:
            await self._budget.settle(self._most(asked), cost or Decimal(0))

    def hit(self, asked: Asked, used: Usage | None, *, is_entered: bool) -> None:
        """Count a reply that was there already."""
        self._tally.add(asked.request.document, Spent(hits=1))
        then = used or asked.most
        self._tally.recall(asked.request.document, _spent(then, self._cost(then)))
        if is_entered:
            self._archive.enter(replace(self._row(asked, ANSWERED, used), cost="0", is_recorded=True))

    def _commit(self, asked: Asked, end: Ended, cost: Decimal | None) -> bytes | None:
        call = replace(
            self._row(asked, end.outcome, end.used),
            status=end.status,
            seconds=round(end.seconds, 4),
            cost=None if cost is None else str(cost),
            currency=None if self._price is None else self._price.currency,
            fingerprint=end.fingerprint,
            is_unsure=end.is_unsure,
        )
        if end.raw is None:
            self._archive.enter(call)
            return None
        kept = self._archive.keep(asked.key, self._source, asked.body, end.raw, call)
        return None if kept is end.raw else kept

    def _row(self, asked: Asked, outcome: str, used: Usage | None) -> Call:
        return Call(
            run=self._run,
            document=asked.request.document,
            part=asked.request.part,
            prompt=asked.request.prompt,
            model=self._source.model,
            mode=asked.mode,
            key=asked.key,
            outcome=outcome,
            tokens_in=None if used is None else used.tokens_in,
            tokens_out=None if used is None else used.tokens_out,
            tokens_cached=None if used is None else used.cached,
            tokens_reasoning=None if used is None else used.reasoning,
        )

    def _most(self, asked: Asked) -> Decimal:
        if self._price is None:
            return Decimal(0)
        return self._price.most(tokens_in=asked.most.tokens_in, tokens_out=asked.most.tokens_out)

    def _cost(self, used: Usage) -> Decimal | None:
        if self._price is None:
            return None
        return self._price.cost(tokens_in=used.tokens_in, tokens_out=used.tokens_out, tokens_cached=used.cached)


def _spent(used: Usage, cost: Decimal | None) -> Spent:
    return Spent(
        calls=1,
        tokens_in=used.tokens_in,
        tokens_out=used.tokens_out,
        tokens_cached=used.cached,
        tokens_reasoning=used.reasoning,
        cost=cost,
    )


def _unsure(most: Usage, cost: Decimal | None) -> Spent:
    """Return what a call may have cost that nobody knows the end of."""
    return Spent(
        calls=1,
        calls_unsure=1,
        tokens_in_unsure=most.tokens_in,
        tokens_out_unsure=most.tokens_out,
        cost=None if cost is None else Decimal(0),
        cost_unsure=cost,
    )
