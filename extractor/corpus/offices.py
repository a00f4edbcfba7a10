"""Whose report of which year each one is: reports of one office in order, the latest version of a year counting."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.dossier import Dossier
from extractor.normalise import compact, fold

Key = tuple[str, int]
"""An office in matching form, and a year."""


def office(dossier: Dossier) -> str | None:
    """Return the name of a report's office in matching form; null where neither the text nor the user's list has one.

    Names are compared whole: a county and the zone around it are two offices, and so are an office and its bureau.
    Where one office goes by several names, the user's own list says so.
    """
    return named(dossier.agency)


def named(name: str | None) -> str | None:
    """Return a name in matching form: without blanks and marks, look-alikes unified."""
    return (compact(fold(name)).text.casefold() or None) if name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What one office handed in for one year: `versions` in order, of which the last one counts."""

    office: str
    year: int
    versions: tuple[Dossier, ...]

    @property
    def current(self) -> Dossier:
        """Return the version that counts."""
        return self.versions[-1]


def filings(dossiers: Iterable[Dossier]) -> Mapping[Key, Filing]:
    """Return what each office handed in for each year; of one year's reports a later one is the newer version.

    The same bytes under two names are one report, and reports without an office or a year are left out.
    """
    found: dict[Key, dict[str, Dossier]] = defaultdict(dict)
    for dossier in dossiers:
        name, year = office(dossier), dossier.year
        if name is not None and year is not None:
            found[name, year].setdefault(dossier.record.id, dossier)
    return {key: Filing(office=key[0], year=key[1], versions=tuple(each.values())) for key, each in found.items()}


def year_pairs(found: Mapping[Key, Filing]) -> Iterator[tuple[Filing, Filing]]:
    """Yield last year's and this year's filing wherever an office handed in both."""
    for (name, year), after in sorted(found.items()):
        before = found.get((name, year - 1))
        if before is not None:
            yield before, after


def counting(dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
    """Return the reports that count, in their order: what a later version of the same year replaces is left out."""
    replaced = {old.record.id for each in filings(dossiers).values() for old in each.versions[:-1]}
    return tuple({each.record.id: each for each in dossiers if each.record.id not in replaced}.values())
