"""Money and failures in words."""

from collections.abc import Mapping
from decimal import Decimal

from extractor.messages import say, word


def amount_text(amount: Decimal | str | None, currency: str | None, lang: str) -> str:
    """Return an amount, an exact decimal or one written out, for people: unknown is not nothing."""
    if amount is None:
        return say(lang, "spent.unknown")
    exact = Decimal(amount)
    if not exact:
        return say(lang, "spent.free")
    shown = exact.quantize(Decimal("0.01")) if exact >= 1 else Decimal(f"{exact:.3g}")
    return f"{shown:f} {currency or ''}".rstrip()


def failures_text(counts: Mapping[str, int], lang: str) -> str:
    """Return for people how many questions have no answer, by the reason."""
    return say(lang, "between").join(f"{word(lang, 'failure', kind)} {count}" for kind, count in counts.items())
