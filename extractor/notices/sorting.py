"""Who is told what: each report goes to one notice, to the worklist, to both, or to neither."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.notices.entry import Entry
from extractor.notices.names import file_names
from extractor.notices.tasks import Task

WHOM = ("agency", "region", "document")
"""What a notice may be for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one office is told: its reports with mistakes, by year; `file` is the name of its files without suffix."""

    to: str
    file: str
    entries: tuple[Entry, ...]

    @property
    def faults(self) -> int:
        """Return how many mistakes it tells of."""
        return sum(len(entry.faults) for entry in self.entries)

    @property
    def sums(self) -> int:
        """Return how many broken sums it tells of."""
        return sum(entry.sums for entry in self.entries)

    @property
    def other_names(self) -> tuple[str, ...]:
        """Return the names that its reports print for the agency, where they are not the one it goes by."""
        printed = (entry.printed_agency for entry in self.entries if entry.printed_agency != entry.agency)
        return tuple(dict.fromkeys(name for name in printed if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is left for a person in one report; `is_unaddressed`: its mistakes are here, nobody is known to tell."""

    entry: Entry
    tasks: tuple[Task, ...]
    is_unaddressed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """All reports sorted: the notices, the worklist, how many reports there are and how many need a person."""

    notices: tuple[Notice, ...]
    works: tuple[Work, ...]
    reports: int
    people: int
    readers: frozenset[str]

    @property
    def told(self) -> int:
        """Return how many reports the notices tell of."""
        return sum(len(notice.entries) for notice in self.notices)

    @property
    def faults(self) -> int:
        """Return how many mistakes the notices tell of."""
        return sum(notice.faults for notice in self.notices)

    @property
    def sums(self) -> int:
        """Return how many broken sums the notices tell of."""
        return sum(notice.sums for notice in self.notices)

    @property
    def tasks(self) -> int:
        """Return how many matters the worklist has."""
        return sum(len(work.tasks) for work in self.works)


def sort(entries: Iterable[Entry], by: str) -> Sorted:
    """Return notices by agency, region or document, and the worklist of all that goes into none of them."""
    once = {entry.id: entry for entry in entries}.values()  # a report may have been named twice
    listed = sorted(once, key=lambda entry: (entry.agency or "", entry.year or 0, entry.document, entry.id))
    counts = Counter((entry.agency, entry.year) for entry in listed)
    told: dict[str, list[Entry]] = {}
    works: list[Work] = []
    for entry in listed:
        to = _addressee(entry, by, is_alone=counts[entry.agency, entry.year] == 1)
        if entry.faults and to is not None:
            told.setdefault(to, []).append(entry)
        is_unaddressed = bool(entry.faults) and to is None
        left = (*entry.own, *entry.tasks) if is_unaddressed else entry.tasks
        if left:
            works.append(Work(entry=entry, tasks=left, is_unaddressed=is_unaddressed))
    return Sorted(
        notices=_notices(told),
        works=tuple(works),
        reports=len(listed),
        people=sum(entry.needs_person for entry in listed),
        readers=frozenset(entry.read_by for entry in listed if entry.faults and entry.read_by),
    )


def _addressee(entry: Entry, by: str, *, is_alone: bool) -> str | None:
    """Return whom a report's mistakes are told to; None where that is not certain."""
    if by == "document":
        part = entry.id.rpartition("#")[2]
        return entry.document if part == "0" else f"{entry.document}#{part}"
    if by == "region":
        return entry.region
    if entry.is_listed:
        return entry.agency
    is_doubtful = entry.is_contradicted or not is_alone or _NO_NAME.search(entry.printed_agency or "")
    return None if is_doubtful else entry.agency


_NO_NAME = re.compile("^[本我该各]|转发|印发|关于")
"""What is no agency's name, or more than one: two bureaus of one name are told apart by their place alone."""


def _notices(told: Mapping[str, Sequence[Entry]]) -> tuple[Notice, ...]:
    files = file_names(sorted(told))
    return tuple(Notice(to=to, file=files[to], entries=tuple(told[to])) for to in sorted(told))
