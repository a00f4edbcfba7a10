"""What fault injection counts: a row for each class of faults, alarms at what is right, and what nobody notices."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import reduce
from typing import Any

from extractor.mutate.detectors import DETECTORS

STRATA = ("shipped", "generated", "zero")
"""Where a mutant's seed comes from; those with no figure under a rule stand apart, as most faults there are trivial."""
PLAIN = frozenset({"docx", "html", "lines", "spaces", "pipes", "tabs"})
"""Ways to print a table in which every cell can be seen, beside the label of its row."""
ALMOST_NOTHING = 5
"""Up to this many of a hundred mutants noticed, a class is a blind spot of a detector."""
AIM = 99
"""Below this many of a hundred noticed, a class is a blind spot of all detectors together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """Mutants counted, and those that each detector notices; `covered` are those whose slots rules cover entirely."""

    mutants: int = 0
    caught: Mapping[str, int]
    covered: int = 0
    caught_covered: Mapping[str, int]

    def __add__(self, other: "Caught") -> "Caught":
        return Caught(
            mutants=self.mutants + other.mutants,
            caught=_sum(self.caught, other.caught),
            covered=self.covered + other.covered,
            caught_covered=_sum(self.caught_covered, other.caught_covered),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Localised:
    """How the faults that the sums notice are traced, over seeds whose own sums are right.

    `large` are those in more cells than are asked to be found, `fewer` those that fewer cells explain as well,
    `undecided` those whose search was cut. Of the `localisable` rest, `hits` have the true set among the explanations
    (`explanations` counts these, all together), `first` in the first place in the order of the form, `first_by_source`
    where cells that the program's own reading does not bear out come first.
    """

    large: int = 0
    fewer: int = 0
    undecided: int = 0
    localisable: int = 0
    hits: int = 0
    first: int = 0
    first_by_source: int = 0
    explanations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A mutant that nothing notices: its id, its seed and what it changed (slot, from, to)."""

    id: str
    seed: str
    variant: str
    changes: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRow:
    """One class of faults.

    `level` is `value` (the answer is changed) or `text` (the report is). `equivalents` are mutants thrown away because
    they equal the gold, `repeats` because they were made before; with fewer mutants than asked for, the seeds have
    no more. `trivial` are mutants whose slots were all unsure before anything was changed. `verdicts` counts whose
    mistake the record says it is, over seeds whose own record is clean. `outcomes` is for the text: `recovered`,
    `flagged`, `silent`.
    """

    fault: str
    level: str
    equivalents: int
    repeats: int
    trivial: int
    strata: Mapping[str, Caught]
    variants: Mapping[str, int]
    verdicts: Mapping[str, int]
    outcomes: Mapping[str, int]
    localised: Localised | None
    misses: tuple[Miss, ...]

    @property
    def total(self) -> Caught:
        """Return the counts over all strata."""
        return sum(self.strata.values(), start=Caught(caught={}, caught_covered={}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """What is raised at reports and answers that are right.

    `reader`: reports whose record needs a person as the program itself reads them; `caught`: those at whose right
    answer a detector raises an alarm. `assessed` rules of `rules` could be assessed in the program's records, and
    `failed` of them fail. `layouts` has, for each way to print (apart where plain text holds blanks), how many reports
    there are and how many need a person; `plain` and `plain_reader` count those in which every cell can be seen beside
    its label (`PLAIN`): elsewhere a person may be needed though nothing is wrong. `names` are the first of those.
    """

    documents: int
    reader: int
    plain: int
    plain_reader: int
    caught: Mapping[str, int]
    rules: int
    assessed: int
    failed: int
    layouts: Mapping[str, tuple[int, int]]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Classes of faults against detectors; `answers` are the alarms at the seeds themselves, where nothing is wrong."""

    version: str
    seed: int
    per_class: int
    seeds: Mapping[str, int]
    rows: tuple[FaultRow, ...]
    controls: Alarms
    answers: Alarms

    @property
    def blind_spots(self) -> dict[str, tuple[str, ...]]:
        """Return the classes of which each detector notices almost nothing, and all together too little."""
        return {detector: tuple(row.fault for row in self.rows if _is_blind(detector, row)) for detector in DETECTORS}


def to_dict(matrix: Matrix) -> dict[str, object]:
    """Return a matrix as plain data for JSON: objects, lists, counts and words."""
    found = _plain(matrix)
    return {**found, "blind_spots": _plain(matrix.blind_spots)} if isinstance(found, dict) else {}


def total_of(row: Mapping[str, Any]) -> Caught:
    """Return the counts of a row over all strata, of one that `to_dict` has made plain."""
    strata = row["strata"].values()
    caught, covered = ([each[name] for each in strata] for name in ("caught", "caught_covered"))
    return Caught(
        mutants=sum(each["mutants"] for each in strata),
        caught=reduce(_sum, caught, {}),
        covered=sum(each["covered"] for each in strata),
        caught_covered=reduce(_sum, covered, {}),
    )


def _is_blind(detector: str, row: FaultRow) -> bool:
    total = row.total
    share = AIM if detector == "together" else ALMOST_NOTHING
    caught = total.caught.get(detector)
    if caught is None or not total.mutants:
        return False
    return 100 * caught < share * total.mutants if detector == "together" else 100 * caught <= share * total.mutants


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in dict.fromkeys((*one, *other))}


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
