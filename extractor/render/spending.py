"""What a model was asked and what it cost, or would: lines of a summary, and the estimate before anything is sent."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.messages import say, word
from extractor.model import Failed

if TYPE_CHECKING:
    from rich.text import Text

    from extractor.model.endpoint import Endpoint
    from extractor.model.estimate import Estimate
    from extractor.model.session import Session

_FINEST = Decimal("0.0001")


def spending(session: "Session", lang: str) -> Iterator[tuple[str, str]]:
    """Yield lines, each with its style, on what a session asked, what it cost, and what has no answer."""
    spent = session.tally.all
    yield say(lang, "spent.calls", model=session.model, calls=spent.calls, hits=spent.hits), ""
    if spent.calls or spent.hits:
        yield say(lang, "spent.tokens", tokens_in=f"{spent.tokens_in:,}", tokens_out=f"{spent.tokens_out:,}"), ""
    if spent.calls:
        currency = session.price.currency if session.price else ""
        yield say(lang, "spent.cost", cost=amount(spent.cost, currency, lang)), ""
    failures = (f"{word(lang, 'failure', kind)} {count}" for kind, count in sorted(session.tally.failures.items()))
    told = say(lang, "between").join(failures)
    if told:
        yield say(lang, "spent.failed", failures=told), "yellow"
    if not session.is_over_budget and any(Failed(kind=kind).is_unsent for kind in session.tally.failures):
        yield say(lang, "spent.again"), "yellow"
    if session.is_over_budget:
        yield say(lang, "spent.over_budget"), "yellow"


def estimated(found: "Estimate", files: int, endpoint: "Endpoint", lang: str) -> "Text":
    """Return what a run over so many new files would ask, and about and at most what it would cost."""
    from rich.text import Text

    text = Text(say(lang, "estimate.title", model=endpoint.model, url=endpoint.url) + "\n", "bold")
    text.append(f"  {say(lang, 'estimate.reports', files=files, sent=found.documents, requests=found.requests)}\n", "")
    for key, likely, most in (
        ("estimate.tokens_in", found.tokens_in_likely, found.tokens_in_most),
        ("estimate.tokens_out", found.tokens_out_likely, found.tokens_out_most),
    ):
        text.append(f"  {say(lang, key, likely=f'{likely:,}', most=f'{most:,}')}\n", "")
    if found.price is None:
        path = endpoint.settings or "settings.toml"
        text.append(f"  {say(lang, 'estimate.no_price', model=endpoint.model, path=path)}\n", "yellow")
    else:
        about, at_most = (amount(cost, found.price.currency, lang) for cost in (found.cost_likely, found.cost_most))
        text.append(f"  {say(lang, 'estimate.cost', likely=about, most=at_most)}\n", "")
    text.append(f"  {say(lang, 'estimate.note')}\n", "dim")
    return text


def amount(cost: Decimal | None, currency: str, lang: str) -> str:
    """Return an amount of money in words: unknown is not nothing, and nothing needs no currency."""
    if cost is None:
        return say(lang, "spent.unknown")
    if not currency:
        return say(lang, "spent.free")
    shown = cost.quantize(_FINEST) if cost < 1 else cost.quantize(Decimal("0.01"))
    return f"{shown} {currency}"
