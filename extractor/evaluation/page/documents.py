"""The reports of a run one by one: what is wrong in each, the worst first, and no more than a page can hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.evaluation.page.charts import SIGNS
from extractor.evaluation.page.names import Names, strata_text
from extractor.serialise import JsonObject

MOST_SLOTS = 200
"""Wrong slots that are shown of one report."""
MOST_IN_ALL = 4000
"""Wrong slots that are shown of a run: about three megabytes."""
MOST_NAMES = 2000
"""Reports that are named of those that are not shown in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A slot to look at: where it is, what is printed there, what was read, and how sure that was said to be."""

    id: str
    place: str
    gold: str
    said: str
    outcome: str
    sign: str
    is_misbound: bool
    is_silent: bool
    status: str
    line: JsonObject | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A report with what is wrong in it, by table; `more` slots are not shown."""

    of: JsonObject
    kind: str
    wrong: int
    tables: tuple[tuple[str, tuple[Wrong, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The reports of a run: those shown in full, those that only a table has room for, and those with nothing wrong.

    `wrong_left` slots of the reports that are not shown in full are in `slots.csv`.
    """

    shown: tuple[Shown, ...]
    left: tuple[JsonObject, ...]
    right: tuple[JsonObject, ...]

    @property
    def wrong_left(self) -> int:
        """Return how many wrong slots stand in reports that are not shown in full."""
        return sum(len(document["wrong"]) for document in self.left)


def documents(report: JsonObject, names: Names) -> Documents:
    """Return the reports of a run, the worst first: silent errors, a failure, then most slots to look at."""
    bad = [each for each in report["documents"] if each["wrong"] or each["failure"] is not None]
    bad.sort(key=lambda each: (-(each["silent_errors"] or 0), each["failure"] is None, -len(each["wrong"])))
    shown = tuple(_shown(each, names) for each in bad[: _fitting(bad)])
    right = tuple(each for each in report["documents"] if not each["wrong"] and each["failure"] is None)
    return Documents(shown=shown, left=tuple(bad[len(shown) :]), right=right)


def _fitting(bad: Sequence[JsonObject]) -> int:
    """Return how many of the reports are shown in full."""
    room = MOST_IN_ALL
    for number, document in enumerate(bad):
        room -= min(len(document["wrong"]), MOST_SLOTS) + 1
        if room < 0:
            return number
    return len(bad)


def _shown(document: JsonObject, names: Names) -> Shown:
    slots = document["wrong"]
    kept = _most_telling(slots)
    return Shown(
        of=document,
        kind=strata_text(names, document),
        wrong=len(slots),
        tables=tuple(_by_table(kept, document["form"], names)),
        more=len(slots) - len(kept),
    )


def _most_telling(slots: Sequence[JsonObject]) -> list[JsonObject]:
    """Return as many slots as are shown, in their order: silent ones are never the ones left out."""
    order = sorted(range(len(slots)), key=lambda at: not slots[at]["silent"])
    return [slots[at] for at in sorted(order[:MOST_SLOTS])]


def _by_table(slots: Sequence[JsonObject], form: str, names: Names) -> Iterator[tuple[str, tuple[Wrong, ...]]]:
    placed = [(names.slot(slot["slot"], form), slot) for slot in slots]
    for table, found in groupby(placed, key=lambda pair: pair[0][0]):
        yield table, tuple(_wrong(slot, " / ".join(filter(None, place[1:])), names) for place, slot in found)


def _wrong(slot: JsonObject, place: str, names: Names) -> Wrong:
    return Wrong(
        id=slot["slot"],
        place=place,
        gold=names.content(slot["gold"], is_of_form=slot["is_of_form"]),
        said=names.content(slot["said"]),
        outcome=slot["outcome"],
        sign=SIGNS[slot["outcome"]],
        is_misbound=slot["misbound"],
        is_silent=bool(slot["silent"]),
        status=names.status(slot["status"]),
        line=slot["line"],
    )
