"""Runs over the same reports as one table: what each is known by, how far it is from the best, and at what price."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal

from extractor.evaluation.compare import Delta, is_incomplete
from extractor.serialise import JsonObject

Ranked = tuple[JsonObject, Delta | None]
"""The report of a run, and how far it is from the best; null for the best."""


def standings(order: Sequence[Ranked], folders: Mapping[str, str]) -> JsonObject:
    """Return the table of runs in their order; `folders` are by their names."""
    dataset = order[0][0]["dataset"]
    return {
        "dataset": {name: dataset[name] for name in ("name", "version", "digest", "split", "documents", "clusters")},
        "runs": [standing(run, delta, folders.get(run["run"]["name"])) for run, delta in order],
    }


def standing(run: JsonObject, delta: Delta | None, folder: str | None = None) -> JsonObject:
    """Return a run in a line: `price` is null where it asked no model, its amounts where no price is known.

    `repeats` is null where it was asked once; what it says is of all askings, their gaps too.
    """
    head, silent = run["headline"], run.get("silent_errors")
    return {
        "name": run["run"]["name"],
        "folder": folder,
        "is_incomplete": is_incomplete(run),
        "salient_f1": head["salient_f1"],
        "behind": None if delta is None else asdict(delta),
        "silent_errors": None if silent is None else silent["count"],
        "exact_reports": head["exact_reports"],
        "hallucinated_per_report": head["hallucinated_per_report"]["value"],
        "price": _price(run),
        "repeats": _repeats(run),
    }


def _repeats(run: JsonObject) -> JsonObject | None:
    found = run.get("model", {}).get("repeats")
    if not found:
        return None
    return {
        "count": found["count"],
        "agreement": found["agreement"],
        "pass": found["pass"][-1],
        "unreached": sum(replica["unreached"] for replica in found["replicas"]),
    }


def _price(run: JsonObject) -> JsonObject | None:
    model = run.get("model")
    if model is None:
        return None
    reports = len(run["documents"]) or 1
    return {
        "tokens_in_per_report": round(model["tokens"]["in"] / reports, 1),
        "tokens_out_per_report": round(model["tokens"]["out"] / reports, 1),
        "cost_per_report": None if model["cost"] is None else f"{Decimal(model['cost']) / reports:.6g}",
        "cost_per_correct_slot": model["cost_per_correct_slot"],
        "currency": model["currency"],
        "reports_without_call": model["reports_without_call"],
        "is_recorded": model["is_recorded"],
        "failures": model["failures"],
        "unreached": model["unreached"],
    }
