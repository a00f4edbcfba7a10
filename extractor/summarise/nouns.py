"""The nouns of summaries: a sentence with the places it rests on, the card of one report, the roll-up of many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from extractor.schema.model import Label
from extractor.span import Span


class Origin(StrEnum):
    """Where the words of a sentence come from."""

    QUOTED = "quoted"  # the report's own words
    PATTERN = "pattern"  # a fixed sentence around printed values
    WRITTEN = "written"  # a model's, held against what it cites
    REPLACED = "replaced"  # the report's own words, in the place of a model's that did not hold


class Mark(StrEnum):
    """What is said of a sentence beside its words."""

    UNADDRESSED = "unaddressed"  # a problem that no measure is there for
    UNLINKED = "unlinked"  # a measure that is there for no problem the report tells
    UNSURE = "unsure"  # what it rests on was not read for sure: it states no value
    BLANK = "blank"  # the cells are printed blank: there is nothing to cite
    REPLACED = "replaced"  # a model's sentence did not hold; this stands in its place
    ASK = "ask"  # a difference between two reports, which may have good reasons


class Part(StrEnum):
    """The parts of a card, in their order."""

    WRITTEN = "written"
    PLAN = "plan"
    COMMITMENTS = "commitments"
    CHANGES = "changes"
    FIGURES = "figures"
    FAULTS = "faults"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place that a sentence rests on: the record, its document, the words there, and those around them on the line.

    `slot` is the cell that is printed there, and `label` what the form calls it, `finding` the finding that is stated
    there; null where it is none.
    """

    report: str
    document: str
    span: Span
    line: int
    quote: str
    before: str = ""
    after: str = ""
    slot: str | None = None
    label: str | None = None
    finding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a summary, with the places it rests on.

    `id` is that of the finding it tells, empty where it tells none, `also` are further problems that it is for. One of
    `depth` 1 belongs to the last one of depth 0 before it. `joint` is the mark that joins it to the one before on one
    line, empty where it begins a line. `theme` is an id of the form, `formula` a sum whose figures
    are the cited cells in their order, those that are 0 left out.
    """

    text: str
    citations: tuple[Citation, ...]
    origin: Origin
    id: str = ""
    depth: int = 0
    joint: str = ""
    also: tuple[str, ...] = ()
    theme: str | None = None
    formula: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a card with its sentences; `note` is the key of a remark on the whole of it, `detail` what is in it."""

    part: Part
    sentences: tuple[Sentence, ...] = ()
    note: str | None = None
    detail: str = ""

    @property
    def lines(self) -> Sequence[Sequence[Sentence]]:
        """Return the sentences by the line they stand on."""
        found: list[list[Sentence]] = []
        for sentence in self.sentences:
            if sentence.joint and found:
                found[-1].append(sentence)
            else:
                found.append([sentence])
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Which report is meant: its record, its file, and what its text or the user's own list says it is."""

    id: str
    document: str
    agency: str | None = None
    year: int | None = None
    region: str | None = None
    level: str | None = None
    form: str | None = None

    @property
    def anchor(self) -> str:
        """Return the name of its card, for links."""
        sha256, _, part = self.id.partition("#")
        return f"r-{sha256[:16]}-{part or '0'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a model wrote: how many of its sentences stand, how many were replaced, and why there is none of them."""

    model: str
    prompt: str
    written: int = 0
    replaced: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The summary of one report; `language` is its document's, `previous` last year's report where there is one."""

    report: Report
    language: str
    sections: tuple[Section, ...]
    themes: tuple[tuple[str, str, str], ...] = ()
    previous: Report | None = None
    writing: Writing | None = None

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Return all sentences, part by part."""
        return (sentence for section in self.sections for sentence in section.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A number of a roll-up, and the reports that count to it: the number is how many they are."""

    row: str
    column: str
    reports: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many reports count."""
        return len(self.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts of a roll-up by row and column, each with its reports; `title` is a key of the messages.

    Rows and columns are values as they are (a year, a region, an id of a theme); an empty one means: not known.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    tallies: tuple[Tally, ...]

    def at(self, row: str, column: str) -> Tally | None:
        """Return the count of a row and column; None where no report counts."""
        return next((each for each in self.tallies if (each.row, each.column) == (row, column)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A sentence of a roll-up that one report says, and which report it is."""

    report: str
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What several reports promise for the same time; `when` is as printed, empty where no time is said."""

    when: str
    items: tuple[Item, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """Return the reports that promise something for this time."""
        return tuple(dict.fromkeys(item.report for item in self.items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Text that two reports have in common: the later one, the earlier one, the share of the later one's own words.

    `share` is a whole number of hundredths. `passages` are the longest, as the later report says them.
    """

    before: str
    after: str
    relation: str
    share: int
    passages: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A report that is far from the others in one measure: its value, theirs in the middle, and what it was made of.

    `peers` are the reports it was held against; `expression` is how the value comes about.
    """

    metric: str
    report: str
    value: Decimal
    median: Decimal
    spread: Decimal
    peers: tuple[str, ...]
    sentence: Sentence
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficesSum:
    """A government's figure against the sum of its offices' for one region and year."""

    region: str
    year: int
    slot: str
    label: Label
    government: str
    value: Decimal
    offices: tuple[str, ...]
    total: Decimal
    citations: tuple[Citation, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal:
        """Return the government's figure less the offices' sum."""
        return self.value - self.total


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """The summary of many reports.

    Not counted are `replaced`, which a later version of the same year took the place of, and `unread`, which no form
    fits.
    """

    reports: tuple[Report, ...]
    tables: tuple[Table, ...]
    unaddressed: tuple[Item, ...] = ()
    due: tuple[Due, ...] = ()
    copied: tuple[Copied, ...] = ()
    outliers: tuple[Outlier, ...] = ()
    offices: tuple[OfficesSum, ...] = ()
    themes: tuple[tuple[str, str, str], ...] = ()
    replaced: tuple[Report, ...] = ()
    unread: tuple[Report, ...] = ()

    def report(self, id: str) -> Report:  # noqa: A002 - what it is called in a record
        """Return one of its reports."""
        return self._by_id[id]

    @cached_property
    def _by_id(self) -> dict[str, Report]:
        return {report.id: report for report in self.reports}
