"""What a run asked a model, on the terminal: how much, at what price, what is missing, and how far repeats agree."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from extractor.evaluation.told import asked_text, gap_text, lot_of, lot_text
from extractor.lines import visible
from extractor.messages import say
from extractor.model.told import amount_text, failures_text
from extractor.render.estimates import content, figure, percent
from extractor.serialise import JsonObject

_MOST_FLAKY = 5

Line = tuple[str, str]
"""A line and its style."""


def asked_lines(model: JsonObject, reports: int, lang: str) -> Iterator[Line]:
    """Yield the lines on the model of a run over so many reports; what makes the score another's comes first."""
    yield from gap_lines(model, lang)
    yield asked_text(model, lang), ""
    yield say(lang, "eval.model.tokens", **_tokens(model["tokens"], reports)), ""
    yield say(lang, "eval.model.cost", **_costs(model, reports, lang)), ""
    if "repeats" in model:
        yield from _repeats(model["repeats"], lang)


def gap_lines(model: JsonObject, lang: str, name: str = "") -> Iterator[Line]:
    """Yield what has no answer, of the run of that `name` where there are several."""
    head = f"{visible(name)}: " if name else ""
    if gap := gap_text(model, lang):
        yield f"{head}{gap}", "bold red"
    if model["failures"]:
        yield f"{head}{say(lang, 'eval.model.failures', failures=failures_text(model['failures'], lang))}", "red"


def _tokens(tokens: Mapping[str, int], reports: int) -> dict[str, str]:
    each = {f"{way}_each": f"{tokens[way] / reports:,.0f}" for way in ("in", "out")}
    return {name: f"{count:,}" for name, count in tokens.items()} | each


def _costs(model: JsonObject, reports: int, lang: str) -> dict[str, str]:
    cost = model["cost"]
    each = None if cost is None else str(Decimal(cost) / reports)
    amounts = {"cost": cost, "each": each, "paid": model["paid"]}
    shown = {name: amount_text(amount, model["currency"], lang) for name, amount in amounts.items()}
    slot = model["cost_per_correct_slot"]
    lot = lot_of([slot])
    shown["slot"] = say(lang, f"eval.model.slot.{lot}", cost=lot_text(slot, lot, model["currency"], lang))
    shown["recorded"] = say(lang, "eval.model.recorded") if model["hits"] else ""
    return shown


def _repeats(found: JsonObject, lang: str) -> Iterator[Line]:
    agreement, best = found["agreement"], found["pass"][-1]
    values = {name: percent(agreement[name]["value"]) for name in ("all", "salient")}
    yield say(lang, "eval.repeats", count=found["count"], **values), ""
    first = found["pass"][0]
    yield (
        say(
            lang,
            "eval.repeats.pass",
            k=best["k"],
            slots=figure(best["slots"]),
            reports=figure(best["reports"]),
            slots_once=figure(first["slots"]),
            reports_once=figure(first["reports"]),
        ),
        "",
    )
    if found["flaky"]["count"]:
        yield say(lang, "eval.repeats.flaky", count=found["flaky"]["count"]), "yellow"
    for slot in found["flaky"]["slots"][:_MOST_FLAKY]:
        said = " | ".join(content(each, lang) for each in slot["said"])
        yield f"  {visible(slot['document'])} {visible(slot['slot'])}: {said}", "yellow"
