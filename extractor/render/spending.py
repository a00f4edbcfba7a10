"""What a model was asked and what it cost, or would: lines of a summary, and the estimate before anything is sent."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.messages import say
from extractor.model.told import amount_text, failures_text

if TYPE_CHECKING:
    from rich.text import Text

    from extractor.model.endpoint import Endpoint
    from extractor.model.estimate import Estimate
    from extractor.model.session import Session


def spending(session: "Session", lang: str) -> Iterator[tuple[str, str]]:
    """Yield lines, each with its style, on what a session asked, what it cost, and what has no answer."""
    spent, failures = session.tally.all, session.tally.failures
    if not (spent.calls or spent.hits or failures):
        yield say(lang, "spent.nothing", model=session.model), ""
        return
    place = session.endpoint.place
    yield say(lang, "spent.calls", model=session.model, place=place, calls=spent.calls, hits=spent.hits), ""
    yield say(lang, "spent.tokens", tokens_in=f"{spent.tokens_in:,}", tokens_out=f"{spent.tokens_out:,}"), ""
    currency = session.price.currency if session.price else ""
    yield say(lang, "spent.cost", cost=amount_text(spent.cost, currency, lang)), ""
    if spent.calls_unsure:
        unsure = amount_text(spent.cost_unsure, currency, lang)
        yield say(lang, "spent.unsure", count=spent.calls_unsure, cost=unsure), "yellow"
    if failures:
        counts = {kind.value: count for kind, count in sorted(failures.items())}
        yield say(lang, "spent.failed", failures=failures_text(counts, lang)), "yellow"
    if any(not kind.is_unsent for kind in failures):
        yield say(lang, "spent.final"), "yellow"
    if session.is_over_budget:
        yield say(lang, "spent.over_budget", budget=amount_text(session.budget, currency, lang)), "yellow"
    elif any(kind.is_unsent for kind in failures):
        yield say(lang, "spent.again"), "yellow"


def estimated(found: "Estimate", files: int, endpoint: "Endpoint", lang: str) -> "Text":
    """Return what a run over so many new files would ask, and about and at most what it would cost."""
    from rich.text import Text

    text = Text(say(lang, "estimate.title", model=endpoint.model, url=endpoint.url) + "\n", "bold")
    if not found.requests:
        return text.append(f"  {say(lang, 'estimate.nothing', files=files)}\n", "")
    text.append(f"  {say(lang, 'estimate.reports', files=files, sent=found.documents, requests=found.requests)}\n", "")
    for key, likely, most in (
        ("estimate.tokens_in", found.tokens_in_likely, found.tokens_in_most),
        ("estimate.tokens_out", found.tokens_out_likely, found.tokens_out_most),
    ):
        text.append(f"  {say(lang, key, likely=f'{likely:,}', most=f'{most:,}')}\n", "")
    text.append(f"  {say(lang, 'estimate.note')}\n", "dim")
    text.append(f"  {_cost(found, endpoint, lang)}\n", "yellow" if found.price is None else "bold")
    return text


def _cost(found: "Estimate", endpoint: "Endpoint", lang: str) -> str:
    """Return about what it costs and the most it may; an answer that fails its checks is asked for once more."""
    if found.price is None or found.cost_most is None:
        path = endpoint.settings or "settings.toml"
        return say(lang, "estimate.no_price", model=endpoint.model, path=path)
    if not found.cost_most:
        return say(lang, "estimate.free")
    costs = (found.cost_likely, 2 * found.cost_most)
    about, at_most = (amount_text(cost, found.price.currency, lang) for cost in costs)
    return say(lang, "estimate.cost", likely=about, most=at_most)
