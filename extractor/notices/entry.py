"""One report in words: its mistakes, for the agency, and what is left for a person to look at, for the worklist."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.matters import matters
from extractor.notices.facts import Cell, Remark, Sum, Teller, Way
from extractor.notices.mistakes import Mistake, mistakes
from extractor.notices.tasks import Task, tasks
from extractor.records import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A mistake in words: its sums, what else a person found, and the ways to explain it."""

    sums: tuple[Sum, ...]
    remarks: tuple[Remark, ...]
    ways: tuple[Way, ...]
    is_complete: bool

    @property
    def explaining(self) -> frozenset[Cell]:
        """Return the cells that stand in any way to explain it."""
        return frozenset(cell for way in self.ways for cell in way)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report as notices and worklist speak of it: plain text, with nothing of the document but what is quoted.

    `agency` is whom it belongs to (null: unknown), `is_listed` says that the user's own list says so for certain,
    `is_contradicted` that list and text do not agree, `printed_agency` is the name in the report, `form` the form's
    title, `read_by` the version of the reader. `faults` are the document's own mistakes, `tasks` what waits for a
    person, and `own` the tasks that its faults are, where nobody can be told of them.
    """

    id: str
    document: str
    names: tuple[str, ...]
    agency: str | None
    printed_agency: str | None
    region: str | None
    is_listed: bool
    is_contradicted: bool
    year: int | None
    form: str | None
    read_by: str | None
    is_read: bool
    needs_person: bool
    faults: tuple[Fault, ...]
    tasks: tuple[Task, ...]
    own: tuple[Task, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of its file without the folders it lies in: those are the house's own."""
        return tuple(dict.fromkeys(PurePosixPath(name).name for name in self.names))

    @property
    def sums(self) -> int:
        """Return how many sums its faults break."""
        return sum(len(fault.sums) for fault in self.faults)


def entry(dossier: Dossier, lang: str) -> Entry:
    """Return a report in words."""
    record, found, teller = dossier.record, matters(dossier), Teller(dossier=dossier, lang=lang)
    defects = [matter for matter in found if matter.is_defect]
    printed = record.fields.get("agency")
    return Entry(
        id=record.id,
        document=visible(record.document),
        names=tuple(map(visible, record.names)),
        agency=_name(dossier.agency),
        printed_agency=_name(str(printed.value) if printed and printed.value is not None else None),
        region=_name(dossier.about.region),
        is_listed=dossier.about.agency is not None and dossier.about.is_certain,
        is_contradicted=dossier.about.is_contradicted,
        year=dossier.year,
        form=dossier.schema.file.title.text(lang) if dossier.schema else None,
        read_by=record.versions.get("reader"),
        is_read=record.outcome is Outcome.READ,
        needs_person=any(matter.is_open for matter in found),
        faults=_faults(mistakes(dossier, defects), teller),
        tasks=tasks([matter for matter in found if matter.is_open and not matter.is_defect], teller),
        own=tasks(defects, teller),
    )


def _faults(found: Sequence[Mistake], teller: Teller) -> tuple[Fault, ...]:
    return tuple(_fault(mistake, teller) for mistake in found)


def _fault(mistake: Mistake, teller: Teller) -> Fault:
    ways = tuple(tuple(map(teller.cell, way)) for way in mistake.explanations)
    return Fault(
        sums=tuple(teller.sum(matter, matter.rule) for matter in mistake.matters if matter.rule is not None),
        remarks=tuple(teller.located(matter) for matter in mistake.matters if matter.rule is None),
        ways=ways,
        is_complete=mistake.is_complete,
    )


def _name(text: str | None) -> str | None:
    """Return a name on one line, None where there is nothing in it."""
    return " ".join(visible(text or "").split()) or None
