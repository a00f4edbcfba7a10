"""Whether a run is worse than the baseline: each rule by name, with the figures it fired on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.evaluation.compare import Difference, tallies
from extractor.evaluation.estimates import total
from extractor.evaluation.trial import NOTHING, PART, trials
from extractor.scoring.outcomes import Tally
from extractor.scoring.rates import accuracy
from extractor.serialise import JsonObject

LEAST_DELTA = -0.02
"""A fall of the mean salient F1 by more than this is a regression, whatever its interval says."""
MOST_P = 0.05
MOST_UNASSESSED = 0.01
"""How much smaller the share of rules that could be assessed may get."""
MOST_WRONG = 0.005
"""How much smaller the share of cells that are right, or that the system is sure of, may get."""
MOST_MISCITED = 0.01
"""How much larger the shares of decoys let through and of true figures refused, at the cited cell, may get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """A rule of the gate that fired: `kind` names it, `values` are what it fired on."""

    kind: str
    values: Mapping[str, Any]


def regressions(
    found: Difference, *, p95: float | None = None, max_p95: float | None = None, max_cost: Decimal | None = None
) -> tuple[Regression, ...]:
    """Return every way in which a run is worse than its baseline; empty where the gate is open.

    `p95` is how many seconds the slowest twentieth of the reports took at least; `max_p95` the most it may be.
    `max_cost` is the most that a report may cost.
    """
    fired = [(kind, values) for kind, rule in _RULES.items() for values in rule(found)]
    if max_p95 is not None and p95 is not None and p95 > max_p95:
        fired.append(("too_slow", {"p95": f"{p95:.3f}", "most": f"{max_p95:g}"}))
    if max_cost is not None:
        fired += [("too_dear", values) for values in _too_dear(found.after, max_cost)]
    return tuple(Regression(kind=kind, values=values) for kind, values in fired)


_Values = Iterator[Mapping[str, Any]]


def _other_input(found: Difference) -> _Values:
    """Yield what the two runs do not have in common: then nothing else that is said of them means much."""
    before, after = found.before, found.after
    if not _is_same_dataset(found):
        yield {"what": "dataset", "was": before["dataset"]["digest"], "is": after["dataset"]["digest"]}
    if before["scorer"] != after["scorer"]:
        yield {"what": "scorer", "was": before["scorer"]["version"], "is": after["scorer"]["version"]}
    for form in sorted({*before["forms"], *after["forms"]}):
        was, now = before["forms"].get(form), after["forms"].get(form)
        if was != now:
            yield {"what": form, "was": was, "is": now}
    both = trials(before, after)
    if both is not None and both.other is not None:
        yield {"what": PART, "was": both.other[0], "is": both.other[1]}


def _nothing_shared(found: Difference) -> _Values:
    if not found.shared:
        yield {"was": len(found.before["documents"]), "is": len(found.after["documents"])}


def _accuracy_fell(found: Difference) -> _Values:
    """Yield that fewer cells are right, zeros and blanks included, which the salient F1 does not look at."""
    old, new = (_accuracy(run, found.shared) for run in (found.before, found.after))
    if old is not None and (new is None or new < old - MOST_WRONG):
        yield {"was": f"{old:.4f}", "is": f"{new or 0:.4f}"}


def _accuracy(run: JsonObject, shared: tuple[str, ...]) -> float | None:
    """Return the share of cells that are right over the shared reports."""
    names = set(shared)
    counts = tallies((each for each in run["documents"] if each["document"] in names), "all")
    return accuracy(total(counts, Tally()))


def _sure_less(found: Difference) -> _Values:
    """Yield that the system is sure of fewer cells: who is sure of nothing has no silent error either."""
    if not _is_same_dataset(found):
        return
    old, new = (_sure(run) for run in (found.before, found.after))
    if old and new is not None and new < old * (1 - MOST_WRONG):
        yield {"was": old, "is": new}


def _sure(run: JsonObject) -> int | None:
    """Return how many slots the system is sure of; null where it does not say."""
    return int(run["silent_errors"]["share_of_sure"]["whole"]) if "silent_errors" in run else None


def _f1_fell(found: Difference) -> _Values:
    delta = found.by_report
    is_beyond_chance = delta.high is not None and delta.high < 0
    if delta.value is not None and (is_beyond_chance or delta.value < LEAST_DELTA):
        yield {"delta": f"{delta.value:+.4f}", "low": f"{delta.low or 0:+.4f}", "high": f"{delta.high or 0:+.4f}"}


def _pinned_broken(found: Difference) -> _Values:
    runs = (found.before, found.after)  # to unpin a report is no way around the rule
    pinned = {each["document"] for run in runs for each in run["documents"] if each["pinned"]}
    broken = [change for change in found.broken if change.document in pinned]
    if broken:
        yield {"count": len(broken), "first": f"{broken[0].document}: {broken[0].slot}"}


def _silent_rose(found: Difference) -> _Values:
    old, new = _silent(found.before, found.shared), _silent(found.after, found.shared)
    if old is not None and new is not None and new - old:
        document, slot = min(new - old)
        yield {"count": len(new - old), "first": f"{document}: {slot}"}


def _hallucinations_rose(found: Difference) -> _Values:
    delta = found.hallucinated
    if (delta.value or 0) > 0 and delta.p is not None and delta.p < MOST_P:
        yield {"delta": f"{delta.value:+.4f}", "p": f"{delta.p:.4f}"}


def _zero_report_filled(found: Difference) -> _Values:
    old, new = _invented(found.before), _invented(found.after)
    worse = sorted(name for name in found.shared if new.get(name, 0) and not old.get(name, 0))
    if worse:
        yield {"count": len(worse), "first": worse[0]}


def _detection_fell(found: Difference) -> _Values:
    both = trials(found.before, found.after)
    if both is not None and both.other is None:  # another trial counts other things
        for kind, was, now in both.noticed_less():
            yield {"class": kind, "was": was, "is": now}


def _located_less(found: Difference) -> _Values:
    both = trials(found.before, found.after)
    if both is not None and both.other is None:
        for kind, was, now in both.located_less():
            yield {"class": kind, "was": was, "is": now}


def _alarms_rose(found: Difference) -> _Values:
    both = trials(found.before, found.after)
    if both is not None and both.other is None:
        for was, now in both.alarms_more():
            yield {"was": was, "is": now}


def _accusations_rose(found: Difference) -> _Values:
    for kind, old, new in _accused(found):
        was, now = old["wrong"]["part"], new["wrong"]["part"] if new else 0
        if now > was:
            yield {"what": kind, "was": was, "is": now}


def _defects_lost(found: Difference) -> _Values:
    for kind, old, new in _accused(found):
        was, now = old["found"]["part"], new["found"]["part"] if new else 0
        if now < was:
            yield {"what": kind, "was": was, "is": now}


def _grounding_fell(found: Difference) -> _Values:
    if "grounding" not in found.before or "grounding" not in found.after:
        return
    old, new = (run["grounding"]["levels"]["cell"] for run in (found.before, found.after))
    for name in ("false_clear", "false_flag"):
        was, now = old[name]["value"], new[name]["value"]
        if was is not None and (now is None or now - was > MOST_MISCITED + _ROUNDING):
            yield {"what": name, "was": f"{was:.4f}", "is": NOTHING if now is None else f"{now:.4f}"}


def _fields_lost(found: Difference) -> _Values:
    if not _is_same_dataset(found) or "fields" not in found.before or "fields" not in found.after:
        return
    for name, old in found.before["fields"].items():
        was, now = old["part"], found.after["fields"][name]["part"] if name in found.after["fields"] else 0
        if now < was:
            yield {"what": name, "was": was, "is": now}


def _assessed_less(found: Difference) -> _Values:
    old, new = found.before["assessed"], found.after["assessed"]
    was, now = (each["value"] if each else None for each in (old, new))
    if was is not None and (now or 0.0) < was - MOST_UNASSESSED:
        yield {"was": f"{was:.4f}", "is": NOTHING if now is None else f"{now:.4f}"}


def _failures_rose(found: Difference) -> _Values:
    for name in ("documents_failed", "invalid_lines"):
        if found.after[name] > found.before[name]:
            yield {"what": name, "was": found.before[name], "is": found.after[name]}


def _calls_failed(found: Difference) -> _Values:
    """Yield that more questions have no answer; a run of other reports asks others."""
    if not _is_same_dataset(found) or "model" not in found.before or "model" not in found.after:
        return
    was, now = (sum(run["model"]["failures"].values()) for run in (found.before, found.after))
    if now > was:
        yield {"was": was, "is": now}


def _too_dear(run: JsonObject, most: Decimal) -> _Values:
    """Yield what a report costs where that is too much, or unknown: nobody can say then that it is not."""
    model, reports = run.get("model"), len(run["documents"])
    if model is None or not reports:
        return
    cost = None if model["cost"] is None else Decimal(model["cost"]) / reports
    if cost is None or cost > most:
        yield {"cost": NOTHING if cost is None else f"{cost:.6g}", "most": f"{most:f}"}


def _no_longer_scored(found: Difference) -> _Values:
    lost = sorted(set(found.after["not_scored"]) - set(found.before["not_scored"]) - {PART})
    if lost:
        yield {"parts": ", ".join(lost)}


_RULES: Mapping[str, Callable[[Difference], _Values]] = {
    "other_input": _other_input,
    "nothing_shared": _nothing_shared,
    "f1_fell": _f1_fell,
    "accuracy_fell": _accuracy_fell,
    "silent_rose": _silent_rose,
    "sure_less": _sure_less,
    "pinned_broken": _pinned_broken,
    "hallucinations_rose": _hallucinations_rose,
    "zero_report_filled": _zero_report_filled,
    "detection_fell": _detection_fell,
    "located_less": _located_less,
    "alarms_rose": _alarms_rose,
    "accusations_rose": _accusations_rose,
    "defects_lost": _defects_lost,
    "grounding_fell": _grounding_fell,
    "fields_lost": _fields_lost,
    "assessed_less": _assessed_less,
    "failures_rose": _failures_rose,
    "calls_failed": _calls_failed,
    "no_longer_scored": _no_longer_scored,
}


def _silent(run: JsonObject, shared: tuple[str, ...]) -> set[tuple[str, str]] | None:
    if "silent_errors" in run["not_scored"]:
        return None
    return {
        (each["document"], slot["slot"])
        for each in run["documents"]
        if each["document"] in shared
        for slot in each["wrong"]
        if slot["silent"]
    }


def _invented(run: JsonObject) -> dict[str, int]:
    """Return how many figures other than zero are invented in each report whose tables have none."""
    return {
        each["document"]: each["salient"]["hallucinated"] + each["salient"]["substituted"]
        for each in run["documents"]
        if each["strata"].get("sparsity") == "zero"
    }


_ROUNDING = 1e-9
"""Shares are stored to six places: a difference of two of them is off by less."""


def _accused(found: Difference) -> Iterator[tuple[str, JsonObject, JsonObject | None]]:
    """Yield the sums put down to the reports in both runs, as records have them (`accused`) and as told to a person.

    Counts over other reports are left out, and what the earlier run does not have; of the later it may be missing.
    """
    old, new = found.before.get("attribution"), found.after.get("attribution")
    if old is None or new is None or not _is_same_dataset(found):
        return
    for kind in ("accused", "told"):
        if old[kind] is not None:
            yield kind, old[kind], new[kind]


def _is_same_dataset(found: Difference) -> bool:
    return bool(found.before["dataset"]["digest"] == found.after["dataset"]["digest"])
