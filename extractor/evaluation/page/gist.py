"""What the figures of a run come to, in sentences for a person who has never heard of F1."""

from collections.abc import Iterator

from extractor.evaluation.page.shown import percent
from extractor.messages import say
from extractor.serialise import JsonObject


def gist(report: JsonObject, lang: str) -> list[str]:
    """Return what came of the run, how far it can be trusted, and what it is worth beside no reading at all."""
    return [say(lang, key, **values) for key, values in _sentences(report)]


def _sentences(report: JsonObject) -> Iterator[tuple[str, dict[str, object]]]:
    yield _read(report)
    yield _silent(report)
    yield from _worth(report)
    if report["headline"]["is_indicative"]:
        yield "eval.page.gist.few", {"reports": report["dataset"]["clusters"]}


def _read(report: JsonObject) -> tuple[str, dict[str, object]]:
    salient = report["slots"]["salient"]
    counts = {name: salient[name] for name in ("correct", "substituted", "omitted", "abstained", "hallucinated")}
    cells = sum(counts.values())
    key = "eval.page.gist.read" if cells else "eval.page.gist.no_figures"
    return key, {"reports": report["dataset"]["documents"], "cells": cells, **counts}


def _silent(report: JsonObject) -> tuple[str, dict[str, object]]:
    silent = report.get("silent_errors")
    if silent is None:
        return "eval.page.gist.not_sure", {}
    sure = silent["share_of_sure"]
    if not sure["whole"]:
        return "eval.page.gist.sure_of_none", {}
    values = {"sure": sure["whole"], "count": silent["count"], "reports": silent["documents"]}
    if silent["count"]:
        return "eval.page.gist.silent", values
    return "eval.page.gist.none_silent", {**values, "high": percent(silent["share_of_reports"]["high"])}


def _worth(report: JsonObject) -> Iterator[tuple[str, dict[str, object]]]:
    zero = next((each for each in report["baselines"] if each["name"] == "all_zero"), None)
    if zero is not None and zero["accuracy"] is not None:
        yield "eval.page.gist.zero", {"accuracy": percent(zero["accuracy"])}
    skill = report["skill"]
    if skill["skill"] is None:
        return
    values: dict[str, object] = {"own": percent(skill["accuracy"]), "best": percent(skill["best_baseline"])}
    if skill["skill"] > 0:
        yield "eval.page.gist.better", {**values, "closed": percent(skill["skill"])}
    else:
        yield "eval.page.gist.no_better", values
