"""The injected faults of two runs: whether both met the same ones, and what each noticed of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.serialise import JsonObject

PART = "validators"
"""The part of a run's report that the injected faults are."""

NOTHING = "–"
"""A rate over nothing, which is never taken for 0."""

_SAME = ("version", "seed", "per_class", "seeds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """The injected faults of an earlier run and of a later one."""

    before: JsonObject
    after: JsonObject

    @property
    def other(self) -> tuple[str, str] | None:
        """Return in what the two are not the same trial, as it was and as it is; None where they are."""
        old, new = _terms(self.before), _terms(self.after)
        differing = [name for name in old if old[name] != new[name]]
        if not differing:
            return None
        was, now = (", ".join(f"{name} {_said(terms[name])}" for name in differing) for terms in (old, new))
        return was, now

    def noticed_less(self) -> Iterator[tuple[str, str, str]]:
        """Yield each class of which a smaller share is noticed (class, was, is), or that has no fault any more."""
        yield from _fallen(_noticed(self.before), _noticed(self.after))

    def located_less(self) -> Iterator[tuple[str, str, str]]:
        """Yield each class of which a smaller share has the changed cells among its explanations (class, was, is)."""
        yield from _fallen(_located(self.before), _located(self.after))

    def alarms_more(self) -> Iterator[tuple[str, str]]:
        """Yield the alarms on reports that are right, where there are more (was, is): each cell in sight, then all."""
        old, new = self.before["controls"], self.after["controls"]
        for alarms, reports in (("plain_reader", "plain"), ("reader", "documents")):
            was, now = _Part(old[alarms], old[reports]), _Part(new[alarms], new[reports])
            if was.whole and (not now.whole or now.share > was.share):
                yield str(was), str(now)


def trials(before: JsonObject, after: JsonObject) -> Trials | None:
    """Return the injected faults of two runs; None where one of them has none."""
    if PART not in before or PART not in after:
        return None
    return Trials(before=before[PART], after=after[PART])


@dataclass(frozen=True, slots=True)
class _Part:
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> float:
        return self.part / self.whole

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"


def _fallen(old: Mapping[str, _Part], new: Mapping[str, _Part]) -> Iterator[tuple[str, str, str]]:
    for kind, was in old.items():
        now = new.get(kind)
        if was.whole and (now is None or not now.whole):
            yield kind, f"{was.share:.4f}", NOTHING
        elif was.whole and now is not None and now.share < was.share:
            yield kind, f"{was.share:.4f}", f"{now.share:.4f}"


def _noticed(trial: JsonObject) -> dict[str, _Part]:
    """Return how many of the faults of each class all detectors together notice."""
    return {
        row["fault"]: _Part(
            sum(each["caught"]["together"] for each in row["strata"].values()),
            sum(each["mutants"] for each in row["strata"].values()),
        )
        for row in trial["rows"]
    }


def _located(trial: JsonObject) -> dict[str, _Part]:
    """Return how many of the localisable faults of each class are located; a class that nobody traces has none."""
    return {
        row["fault"]: _Part(row["localised"]["hits"], row["localised"]["localisable"])
        for row in trial["rows"]
        if row["localised"] is not None
    }


def _terms(trial: JsonObject) -> dict[str, object]:
    """Return what makes a trial the one it is: only in the same one can less have been noticed."""
    return {**{name: trial[name] for name in _SAME}, "controls": trial["controls"]["documents"]}


def _said(term: object) -> str:
    return " + ".join(f"{name} {count}" for name, count in term.items()) if isinstance(term, Mapping) else str(term)
