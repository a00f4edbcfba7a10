"""What a run asked of a model, in words, wherever they stand."""

from collections.abc import Iterable
from decimal import Decimal

from extractor.evaluation.trial import NOTHING
from extractor.lines import visible
from extractor.messages import say
from extractor.model.told import amount_text
from extractor.serialise import JsonObject

ONE, MANY = 1, 1000
"""How many slots a cost may be told for; messages end in these numbers."""

_TINY = Decimal("0.01")


def lot_of(amounts: Iterable[str | None]) -> int:
    """Return for how many correct slots costs are told, all alike: for many where one costs less than a hundredth."""
    known = [Decimal(amount) for amount in amounts if amount is not None]
    return MANY if any(0 < amount < _TINY for amount in known) else ONE


def lot_text(amount: str | None, lot: int, currency: str | None, lang: str) -> str:
    """Return what so many correct slots cost where one costs this `amount`; null is none correct, or no price."""
    return NOTHING if amount is None else amount_text(lot * Decimal(amount), currency, lang)


def asked_text(model: JsonObject, lang: str) -> str:
    """Return how much was asked of a model about how many reports; what was never sent is not counted as asked."""
    told = model["reports_without_call"]
    return say(
        lang,
        "eval.model.asked",
        model=visible(model["name"]),
        place=visible(model["endpoint"]),
        questions=_questions(model, lang),
        about=told["whole"] - told["part"],
        whole=told["whole"],
        **{name: model[name] for name in ("mode", "reasked", "calls", "hits")},
    )


def gap_text(model: JsonObject, lang: str) -> str:
    """Return what makes a score another's than the model's; nothing where every question got to it."""
    count = model["unreached"]
    key = "eval.model.over_budget" if _is_over_budget(model) else "eval.model.unreached"
    return say(lang, key, count=count) if count else ""


def _questions(model: JsonObject, lang: str) -> str:
    requests, unreached = model["requests"], model["unreached"]
    if not unreached:
        return say(lang, "eval.model.questions", count=requests)
    key = "eval.model.sent" if _is_over_budget(model) else "eval.model.arrived"
    return say(lang, key, count=requests - unreached, whole=requests)


def _is_over_budget(model: JsonObject) -> bool:
    return bool(model["failures"].get("over_budget"))
