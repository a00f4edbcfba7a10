"""What a run says of the model it asked: how, how often, at what price, and what never came back.

Amounts of money are strings of exact decimals. Under replay they are what the recorded answers used, at the price that
is set now.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from extractor.evaluation.asking import AskedRun, Bill
from extractor.evaluation.estimates import share
from extractor.model.tally import Spent
from extractor.serialise import JsonObject


def model_part(run: AskedRun, correct: int, *, again: Sequence[AskedRun] = (), told: JsonObject | None) -> JsonObject:
    """Return what is said of a model: of the run that is scored, with so many salient slots `correct` in it.

    `again` are further replicas of it, `told` how far all of them agree.
    """
    bills = list(run.bills.values())
    used = _sum(bill.used for bill in bills)
    return {
        "name": run.asked.model,
        "endpoint": run.place,
        "way": run.asked.way.value,
        "parts": list(run.asked.parts),
        "prompts": list(run.asked.prompts),
        "mode": run.mode,
        "is_recorded": run.is_replay,
        "is_over_budget": run.is_over_budget,
        "requests": sum(bill.requests for bill in bills),
        "reasked": sum(bill.reasked for bill in bills),
        "calls": sum(bill.paid.calls for bill in bills),
        "hits": sum(bill.paid.hits for bill in bills),
        "tokens": _tokens(used),
        "cost": money(used.cost),
        "currency": run.currency,
        "cost_per_correct_slot": _each(used.cost, correct),
        "paid": money(_sum(bill.paid for one in (run, *again) for bill in one.bills.values()).cost),
        "reports_without_call": share(sum(not bill.requests for bill in bills), len(bills)),
        "failures": failures(bills),
        "unreached": run.unreached,
        "by_report": {name: _bill(bill) for name, bill in run.bills.items() if bill.requests},
        **({} if told is None else {"repeats": _repeats(told, (run, *again))}),
    }


def money(amount: Decimal | None) -> str | None:
    """Return an amount as text, without zeros at its end; null where it is unknown."""
    return None if amount is None else f"{amount.normalize():f}"


def failures(bills: Iterable[Bill]) -> dict[str, int]:
    """Return how many questions have no answer, by the name of the reason."""
    counts: Counter[str] = Counter()
    for bill in bills:
        counts.update({kind.value: count for kind, count in bill.failures.items()})
    return dict(sorted(counts.items()))


def _bill(bill: Bill) -> JsonObject:
    return {
        "requests": bill.requests,
        "tokens": _tokens(bill.used),
        "cost": money(bill.used.cost),
        "failures": failures([bill]),
    }


def _repeats(told: JsonObject, runs: Sequence[AskedRun]) -> JsonObject:
    """Return how far replicas agree, each with what has no answer in it: layout readings agree with themselves."""
    replicas = [
        {**replica, "failures": failures(run.bills.values()), "unreached": run.unreached}
        for replica, run in zip(told["replicas"], runs, strict=True)
    ]
    return {**told, "replicas": replicas}


def _tokens(used: Spent) -> Mapping[str, int]:
    return {
        "in": used.tokens_in,
        "out": used.tokens_out,
        "cached": used.tokens_cached,
        "reasoning": used.tokens_reasoning,
    }


def _each(cost: Decimal | None, count: int) -> str | None:
    return None if cost is None or not count else money(Decimal(f"{cost / count:.6g}"))


def _sum(items: Iterable[Spent]) -> Spent:
    return sum(items, Spent())
