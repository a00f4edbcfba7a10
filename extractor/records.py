"""The nouns that pass between rooms: documents, drafts, readings, rule outcomes, records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from extractor.messages import Lang, explain
from extractor.span import Span


class Outcome(StrEnum):
    """What became of a document as a whole."""

    READ = "read"
    UNRECOGNISED = "unrecognised"
    UNREADABLE = "unreadable"


class State(StrEnum):
    """What stands in a slot."""

    VALUE = "value"
    ZERO = "zero"
    BLANK = "blank"
    SLASH = "slash"
    NOT_APPLICABLE = "not_applicable"
    ILLEGIBLE = "illegible"
    UNREAD = "unread"


class Status(StrEnum):
    """How sure a reading is, most sure first."""

    VERIFIED = "verified"
    GROUNDED = "grounded"
    INFERRED = "inferred"
    SUSPECT = "suspect"
    AMBIGUOUS = "ambiguous"
    UNGROUNDED = "ungrounded"
    UNREAD = "unread"


SURE = frozenset({Status.VERIFIED, Status.GROUNDED})
"""The statuses of a slot that is bound to its row and column."""


class Verdict(StrEnum):
    """Attribution of a whole record: whose mistake, if any."""

    CLEAN = "clean"
    EXTRACTION_ERROR = "extraction_error"
    SOURCE_DEFECT = "source_defect"
    BOTH = "both"


class Severity(StrEnum):
    """How grave a matter is: the document's own mistake, a doubt about the reading, or a hint."""

    ERROR = "error"
    DOUBT = "doubt"
    HINT = "hint"

    def is_at_least(self, other: "Severity") -> bool:
        """Return whether this is as grave as another severity, or graver."""
        return list(Severity).index(self) <= list(Severity).index(other)


class RuleVerdict(StrEnum):
    """Outcome of one rule instance."""

    PASS = "pass"  # noqa: S105 - a verdict, not a secret
    FAIL = "fail"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A remark on a document or a record; `span` is null where no place applies.

    `detail` is what is particular to it, free of language: a slot, a figure, a count, a file's name.
    """

    kind: str
    detail: str = ""
    span: Span | None = None

    @property
    def message(self) -> str:
        """Return the remark in English, for those who read the record without this program."""
        return self.text(Lang.EN)

    def text(self, lang: str) -> str:
        """Return the remark in words."""
        return explain(lang, "flag", self.kind, self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One printed cell of a grid; rows and columns count from 0 and `start:end` is its text in the document."""

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table whose cells the file format itself tells (HTML, DOCX).

    In `Document.text[start:end]` each row is one line and the cells of a row are joined by tabs. A cell is written
    once, at its top left corner; a position covered by a merged cell writes nothing, so an empty field between two
    tabs is a cell that was printed blank.
    """

    start: int
    end: int
    rows: int
    cols: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as text: every span in a record is an offset into `text`.

    `name` is the path relative to the argument it was found under, `sha256` the hash of the file's bytes, `format` one
    of text, markdown, html, docx; `encoding` names the character encoding the bytes were read with, where there is one.
    """

    name: str
    sha256: str
    text: str
    format: str = "text"
    encoding: str | None = None
    title: str | None = None
    grids: tuple[Grid, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A scalar of the document (agency, year) with its place; both null where it is not found."""

    value: str | int | None
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A value that a slot may have, for a slot that is not settled; likeliest first."""

    value: str
    span: Span | None = None


CLEAR = 3.0
"""How much dearer, in a reader's costs, the nearest rival reading must be for a slot to be settled."""


class Evidence(StrEnum):
    """How a reader came to put a figure into a slot."""

    CELL = "cell"  # one figure per cell under its own label
    SPLIT = "split"  # a piece of a run of digits, partitioned
    ORDER = "order"  # bound to its row by printed order alone
    SHIFTED = "shifted"  # the row lost or gained a cell, the figure itself is printed
    FILLED = "filled"  # the value is determined, its figure is not or is not printed
    DAMAGED = "damaged"  # a figure with a character that is not a digit
    TOLD = "told"  # the word of a reader from elsewhere, which the program's own reading does not bear out
    REFUSED = "refused"  # the word of a model that the page does not bear out: kept aside, never a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a reader says of one slot, before anything checks it.

    `margin` is how much dearer the cheapest rival reading is that differs here (None: there is no rival); `loo` the
    same with the one rule left out that speaks most for this reading. `reader` is who says so, where it is not the one
    the draft names.
    """

    state: State
    value: Decimal | None = None
    text: str | None = None
    span: Span | None = None
    evidence: Evidence = Evidence.CELL
    unit: str | None = None
    margin: float | None = None
    loo: float | None = None
    candidates: tuple[Candidate, ...] = ()
    reader: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reader's whole answer: a claim for each slot it could read.

    `figures` are the non-zero figures that stand where cells stand; each must be claimed by one slot. `reader` is the
    name of who read.
    """

    claims: Mapping[str, Claim]
    figures: tuple[Span, ...] = ()
    flags: tuple[Flag, ...] = ()
    found_tables: frozenset[str] = frozenset()
    reader: str = "layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The settled reading of one slot, as it stands in the record."""

    state: State
    value: Decimal | None = None
    text: str | None = None
    span: Span | None = None
    bound: bool = False
    status: Status
    reader: str = "layout"
    unit: str | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Return whether a person should look at it; a lost zero that is sure to be one is no matter for a person."""
        is_lost_zero = self.status is Status.INFERRED and self.state is State.ZERO
        return self.status not in SURE and not is_lost_zero


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOutcome:
    """One rule instance confronted with the readings.

    `gap` is left side minus right side (null unless assessable), `explanations` the smallest sets of slots that, if
    wrong, explain the failure, likeliest first; `attribution` says whose mistake a failure is.
    """

    id: str
    over: str | None
    verdict: RuleVerdict
    strength: str
    slots: tuple[str, ...]
    gap: Decimal | None = None
    attribution: Verdict | None = None
    explanations: tuple[tuple[str, ...], ...] = ()
    undecided: bool = False
    message: str = ""

    @property
    def is_broken(self) -> bool:
        """Return whether it fails and must not: a soft rule is only expected to hold."""
        return self.verdict is RuleVerdict.FAIL and self.strength == "hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a measure promises, in the words of its quote: by when, who, and how much; null where it does not say."""

    deadline: str | None = None
    unit: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem or a measure that a report tells of itself, with the words that state it: `quote` stands at `span`.

    `gist` says it in a few words: a model's, or its own first clause; null where a model's says more than the quote, or
    there is no short clause. `kind` and `theme` are ids of the form. `addresses` are the ids of the problems that a
    measure is there for. `extent` is the whole item where the quote is only its beginning.
    """

    id: str
    kind: str
    span: Span
    quote: str
    gist: str | None = None
    theme: str | None = None
    addresses: tuple[str, ...] = ()
    commitment: Commitment | None = None
    extent: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A number that the prose states (a claim, in the record's JSON), and the cells of the tables that it repeats.

    `span` is the clause that says it, `text` its words without white space, `figure` the number itself, null where
    words say it (未收到, 无, 均). `value` counts in `unit`, the printed word; `period` is the year it speaks of where
    that is not the report's own. `terms` are signed slots (`("+", "requests/new/total")`) whose sum it should be, empty
    where no table says it. `reading` names which of the legitimate readings they are (`new`, `new_and_carried_in`,
    `closed`...), null where there is only one. `agrees` is null where nothing says whether it is so: it has no terms,
    or one of them was not read.
    """

    id: str
    span: Span
    figure: Span | None
    text: str
    value: Decimal
    unit: str | None = None
    period: int | None = None
    terms: tuple[tuple[str, str], ...] = ()
    reading: str | None = None
    agrees: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """Where a report is not as it should be outside the sums of its tables: its prose, its numbering, its form.

    An error is certain, a doubt is for a person to look at, a hint asks for nobody. `span` is the place (null where
    something is missing and has none), `others` further places it is about, `slots` the cells it speaks of. `detail` is
    what is particular to it, free of language (`2599 ≠ 25 + 68 + 28`).
    """

    kind: str
    severity: Severity
    span: Span | None = None
    others: tuple[Span, ...] = ()
    slots: tuple[str, ...] = ()
    detail: str = ""

    @property
    def message(self) -> str:
        """Return it in English, for those who read the record without this program."""
        return self.text(Lang.EN)

    def text(self, lang: str) -> str:
        """Return it in words."""
        return explain(lang, "defect", self.kind, self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything said about one document (or one part of it): ARCHITECTURE of the JSON is in docs/record.md.

    `findings` is null where nobody looked for any, and empty where there are none.
    """

    id: str
    document: str
    names: tuple[str, ...]
    outcome: Outcome
    schema: str | None = None
    verdict: Verdict | None = None
    needs_person: bool = True
    reasons: tuple[str, ...] = ()
    versions: Mapping[str, str | None] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    slots: Mapping[str, Slot] = field(default_factory=dict)
    rules: tuple[RuleOutcome, ...] = ()
    findings: tuple[Finding, ...] | None = None
    statements: tuple[Statement, ...] = ()
    defects: tuple[Defect, ...] = ()
    flags: tuple[Flag, ...] = ()
    span: Span | None = None
