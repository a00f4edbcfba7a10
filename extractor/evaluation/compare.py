"""Two runs over the same reports: what was fixed, what was broken, and whether the difference is more than chance."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from extractor.errors import CallError
from extractor.evaluation.estimates import by_cluster, pairs_of_f1, pairs_of_mean, rounded
from extractor.evaluation.report import FORMAT
from extractor.evaluation.trial import PART
from extractor.scoring.outcomes import Tally
from extractor.scoring.rates import Interval, f1, ratio
from extractor.scoring.resample import Parts, mcnemar, paired, sign_flip
from extractor.serialise import JsonObject

Documents = Mapping[str, JsonObject]
"""The reports of a run by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A slot that differs between two runs: what is printed, what the earlier run said of it, and the later."""

    document: str
    slot: str
    gold: str | None
    was: str | None
    said: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """A figure of the later run less that of the earlier, with its interval and how likely chance alone makes it."""

    value: float | None
    low: float | None
    high: float | None
    p: float | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A run held against an earlier one, over the reports that both have in the same words.

    `exact` counts the reports exact in the earlier run alone and in the later alone, with McNemar's exact p.
    `not_compared` names the parts that only one of the runs has and that a run may lack without being worse.
    """

    before: JsonObject
    after: JsonObject
    shared: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    fixed: tuple[Change, ...]
    broken: tuple[Change, ...]
    still_broken: tuple[Change, ...]
    salient_f1: Delta
    by_report: Delta
    hallucinated: Delta
    exact: tuple[int, int, float | None]
    not_compared: tuple[str, ...]


def difference(before: JsonObject, after: JsonObject) -> Difference:
    """Return what changed between two runs; `CallError` where one of them is no report of this program's format."""
    check_format(before, "eval.format")
    check_format(after, "eval.format")
    old, new = _documents(before), _documents(after)
    both = [name for name in new if name in old]
    shared = tuple(name for name in both if _is_same(old[name], new[name]))
    ones, others = [old[name] for name in shared], [new[name] for name in shared]
    return Difference(
        before=before,
        after=after,
        shared=shared,
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(name for name in both if not _is_same(old[name], new[name])),
        **_slots(ones, others),
        salient_f1=_delta(_clustered(ones, _f1_parts(ones)), _clustered(others, _f1_parts(others))),
        by_report=_with_p(_clustered(ones, _by_report(ones)), _clustered(others, _by_report(others))),
        hallucinated=_with_p(_clustered(ones, _hallucinated(ones)), _clustered(others, _hallucinated(others))),
        exact=_exact(ones, others),
        not_compared=(PART,) if (PART in before) != (PART in after) else (),
    )


def ranked(runs: Sequence[JsonObject]) -> list[tuple[JsonObject, Delta | None]]:
    """Return runs over the same reports, the best salient F1 first, each with how far it is from the best.

    Those that are not whole come last: their score is not their model's.
    """
    for run in runs:
        check_format(run, "eval.format_of_run")
        check_same(runs[0], run)
    scores = {id(run): _parts_of(run) for run in runs}
    ordered = sorted(runs, key=lambda run: (is_incomplete(run), -(_pooled(scores[id(run)]) or 0.0), run["run"]["name"]))
    best = scores[id(ordered[0])]
    return [(ordered[0], None), *((run, _delta(best, scores[id(run)])) for run in ordered[1:])]


def is_incomplete(run: JsonObject) -> bool:
    """Return whether questions of a run never got to the model, so that its score is not the model's."""
    return bool(run.get("model", {}).get("unreached"))


def _parts_of(run: JsonObject) -> Parts:
    """Return the parts of a run's salient F1 from the counts of its reports: its own headline is not asked."""
    documents = list(_documents(run).values())
    return _clustered(documents, _f1_parts(documents))


def check_format(run: JsonObject, key: str) -> None:
    """Raise `CallError` (its message `key`) where a run is no report of this program's format."""
    if run.get("format") != FORMAT:
        raise CallError(key, found=run.get("format"), known=FORMAT)


def check_same(one: JsonObject, other: JsonObject) -> None:
    """Raise `CallError` where two runs are not about the same reports, or were scored by other rules."""
    for key, first, second in (
        ("dataset", one["dataset"]["digest"], other["dataset"]["digest"]),
        ("scorer", one["scorer"], other["scorer"]),
        ("forms", one["forms"], other["forms"]),
        ("documents", _words(one), _words(other)),
    ):
        if first != second:
            raise CallError("eval.not_same", one=one["run"]["name"], other=other["run"]["name"], what=key)


def _documents(run: JsonObject) -> Documents:
    return {each["document"]: each for each in sorted(run["documents"], key=lambda each: str(each["document"]))}


def _words(run: JsonObject) -> list[tuple[str, str, str]]:
    """Return the reports of a run by name and content: what is paired must be the same, whatever a digest says."""
    return [(name, each["digest"], each["cluster"]) for name, each in _documents(run).items()]


def _is_same(one: JsonObject, other: JsonObject) -> bool:
    return bool(one["digest"] == other["digest"] and one["cluster"] == other["cluster"])


def _slots(before: Sequence[JsonObject], after: Sequence[JsonObject]) -> dict[str, Any]:
    old, new = _wrong(before), _wrong(after)
    return {
        "fixed": tuple(_change(key, old[key], None) for key in old if key not in new),
        "broken": tuple(_change(key, None, new[key]) for key in new if key not in old),
        "still_broken": tuple(_change(key, old[key], new[key]) for key in new if key in old),
    }


def _wrong(documents: Sequence[JsonObject]) -> dict[tuple[str, str], JsonObject]:
    return {(each["document"], slot["slot"]): slot for each in documents for slot in each["wrong"]}


def _change(key: tuple[str, str], old: JsonObject | None, new: JsonObject | None) -> Change:
    known: JsonObject = new or old or {}
    return Change(
        document=key[0],
        slot=key[1],
        gold=known["gold"],
        was=old["said"] if old else known["gold"],
        said=new["said"] if new else known["gold"],
    )


def _f1_parts(documents: Sequence[JsonObject]) -> Parts:
    return pairs_of_f1(tallies(documents, "salient"))


def _by_report(documents: Sequence[JsonObject]) -> Parts:
    return pairs_of_mean(map(f1, tallies(documents, "salient")))


def _hallucinated(documents: Sequence[JsonObject]) -> Parts:
    return [(float(each.hallucinated), 1.0) for each in tallies(documents, "all")]


def tallies(documents: Iterable[JsonObject], kind: str) -> Iterator[Tally]:
    """Yield the slots of each report by outcome, `all` of them or the `salient` ones."""
    names = [each.name for each in fields(Tally)]
    return (Tally(**{name: each[kind][name] for name in names}) for each in documents)


def _delta(before: Parts, after: Parts) -> Delta:
    interval = paired(before, after)
    return _of(before, after, interval, None)


def _with_p(before: Parts, after: Parts) -> Delta:
    """Return the same with the chance of so wide a gap; texts of one report swap sides together."""
    pairs = ((ratio(*one), ratio(*other)) for one, other in zip(before, after, strict=True))
    gaps = [new - old for old, new in pairs if old is not None and new is not None]
    return _of(before, after, paired(before, after), sign_flip(gaps))


def _of(before: Parts, after: Parts, interval: Interval, p: float | None) -> Delta:
    old, new = _pooled(before), _pooled(after)
    value = None if old is None or new is None else new - old
    return Delta(value=rounded(value), low=rounded(interval.low), high=rounded(interval.high), p=rounded(p))


def _pooled(parts: Parts) -> float | None:
    return ratio(math.fsum(part for part, _ in parts), math.fsum(whole for _, whole in parts))


def _clustered(documents: Sequence[JsonObject], parts: Parts) -> Parts:
    return list(by_cluster((each["cluster"] for each in documents), parts).values())


def _exact(before: Sequence[JsonObject], after: Sequence[JsonObject]) -> tuple[int, int, float | None]:
    pairs = [(one["exact"], other["exact"]) for one, other in zip(before, after, strict=True)]
    lost, won = pairs.count((True, False)), pairs.count((False, True))
    return lost, won, rounded(mcnemar(lost, won))
