"""What a session has asked and what it has cost, in all and by document."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.model.asked import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Calls on the wire, replies that were there already, tokens, money.

    What is `unsure` was never told: a call was cut short, by its time, a lost connection or an interrupt, and may have
    been charged for, at most so much. `calls` count those calls too; nothing else has anything of them in it. Costs are
    nothing where the price is unknown: that is not the same as having cost nothing.
    """

    calls: int = 0
    hits: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    tokens_reasoning: int = 0
    cost: Decimal | None = Decimal(0)
    calls_unsure: int = 0
    tokens_in_unsure: int = 0
    tokens_out_unsure: int = 0
    cost_unsure: Decimal | None = Decimal(0)

    @property
    def cost_most(self) -> Decimal | None:
        """Return what it may have cost at most."""
        return _sum(self.cost, self.cost_unsure)

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            calls=self.calls + other.calls,
            hits=self.hits + other.hits,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            tokens_cached=self.tokens_cached + other.tokens_cached,
            tokens_reasoning=self.tokens_reasoning + other.tokens_reasoning,
            cost=_sum(self.cost, other.cost),
            calls_unsure=self.calls_unsure + other.calls_unsure,
            tokens_in_unsure=self.tokens_in_unsure + other.tokens_in_unsure,
            tokens_out_unsure=self.tokens_out_unsure + other.tokens_out_unsure,
            cost_unsure=_sum(self.cost_unsure, other.cost_unsure),
        )


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


class Tally:
    """The sums of one session; `failures` counts the requests that got no answer, by their reason."""

    def __init__(self, currency: str | None) -> None:
        self.currency = currency
        self.all = Spent()
        self.failures: dict[Failure, int] = {}
        self._documents: dict[str, Spent] = {}
        self._recorded: dict[str, Spent] = {}

    def add(self, document: str, spent: Spent) -> None:
        """Count what a document has cost."""
        self.all += spent
        self._documents[document] = self._documents.get(document, Spent()) + spent

    def recall(self, document: str, used: Spent) -> None:
        """Note what a reply that was there already had used when it was asked for; nothing is spent on it now."""
        self._recorded[document] = self._recorded.get(document, Spent()) + used

    def fail(self, kind: Failure) -> None:
        """Count a request without an answer."""
        self.failures[kind] = self.failures.get(kind, 0) + 1

    def document(self, name: str) -> Spent:
        """Return what a document has cost so far."""
        return self._documents.get(name, Spent())

    def recorded(self, name: str) -> Spent:
        """Return what the replies that were there already had used when they were asked for."""
        return self._recorded.get(name, Spent())

    def take(self, name: str) -> Spent:
        """Return what a document has cost and forget it, so that ten thousand of them take no room."""
        self._recorded.pop(name, None)
        return self._documents.pop(name, Spent())
