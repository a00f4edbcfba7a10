"""What requests would use and cost, before any is sent: a bound, and a guess that says it is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractor.model.asked import Request
from extractor.model.endpoint import Endpoint, Price
from extractor.model.shapes import Mode, Shapes

BYTES_PER_TOKEN = 3
"""About what a token of these texts is: one Chinese character, or a few letters."""

ANSWER_SHARE = Decimal("0.3")
"""About how much of its bound an answer takes: bounds are set so that a full table is not cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Tokens and cost of so many requests about so many documents; the costs are nothing where there is no price.

    `most` is a bound for one call a request: no token is less than a byte. `likely` is a guess by our two ratios.
    """

    requests: int
    documents: int
    tokens_in_most: int
    tokens_in_likely: int
    tokens_out_most: int
    tokens_out_likely: int
    price: Price | None

    @property
    def cost_most(self) -> Decimal | None:
        """Return what it costs at most."""
        return self._cost(self.tokens_in_most, self.tokens_out_most)

    @property
    def cost_likely(self) -> Decimal | None:
        """Return about what it costs."""
        return self._cost(self.tokens_in_likely, self.tokens_out_likely)

    def _cost(self, tokens_in: int, tokens_out: int) -> Decimal | None:
        return None if self.price is None else self.price.cost(tokens_in=tokens_in, tokens_out=tokens_out)


def estimate(requests: Iterable[Request], endpoint: Endpoint, *, model: str = "") -> Estimate:
    """Return what requests would use; nothing is sent, and they are not kept.

    The mode is not known before an endpoint is asked, so the longest body of the modes it may take is counted.
    """
    model = model or endpoint.model
    shapes = Shapes(endpoint, model)
    modes = [Mode(endpoint.mode)] if endpoint.mode else list(Mode)
    documents, count, sent, answered = set(), 0, 0, 0
    for request in requests:
        documents.add(request.document)
        count += 1
        bodies = [shapes.body(request, mode) for mode in modes]
        sent += max(len(body.content) for body in bodies)
        answered += bodies[0].max_tokens
    return Estimate(
        requests=count,
        documents=len(documents),
        tokens_in_most=sent,
        tokens_in_likely=-(-sent // BYTES_PER_TOKEN),
        tokens_out_most=answered,
        tokens_out_likely=int(answered * ANSWER_SHARE),
        price=endpoint.price(model),
    )
