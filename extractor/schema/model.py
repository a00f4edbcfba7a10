"""The shape of a schema file: what a form is, as data. `schemas/*.yaml` are read into these models."""

from fnmatch import fnmatchcase
from functools import cached_property
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Kind = Literal["count", "money", "signed", "percentage", "days", "text"]
Language = Literal["zh", "en"]
Comparable = Literal["yes", "with_care", "no"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Label(_Part):
    """A printed label in both languages; at least one of them is given."""

    zh: str = ""
    en: str = ""

    def text(self, lang: str) -> str:
        """Return the label in `lang`, or in the other language where it has none."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


class Column(_Part):
    """A column of a table. `match` lists core words of its heading, the surest first; empty means the labels.

    `group` is the heading it shares with its neighbours, `within` the heading above that.
    """

    id: Identifier
    label: Label
    match: tuple[str, ...] = ()
    kind: Kind = "count"
    unit: str | None = None
    decimals: int | None = None
    group: Label | None = None
    within: Label | None = None


class Row(_Part):
    """A listed row. `match` lists core words, enough to know the label by when its second half is torn off.

    `enumerator` is the number printed before the label (`8` of `8.属于行政查询事项`), so that it is never read as a
    figure. `columns` lists the columns printed in this row where it is not all of them. `group` is the heading of the
    block the row stands under, `within` the heading that block itself stands under.
    """

    id: Identifier
    label: Label
    match: tuple[str, ...] = ()
    enumerator: str | None = None
    columns: tuple[Identifier, ...] = ()
    group: Label | None = None
    within: Label | None = None


class OpenRows(_Part):
    """Rows that the form does not list: the key of a row is its normalised label.

    `total` lists the labels a total row may have.
    """

    open: Literal[True]
    total: tuple[str, ...] = ()

    def is_total(self, key: str) -> bool:
        """Return whether a row's key is one of the labels of the total row, white space, case and width aside."""
        return _bare(key) in {_bare(label) for label in self.total}


def _bare(label: str) -> str:
    return "".join(char for char in normalize("NFKC", label).casefold() if char.isalnum())


def _row_axis(value: object) -> str:
    """Tell the two row axes apart, so that an error speaks of the one that was meant."""
    return "open" if isinstance(value, (dict, OpenRows)) else "listed"


RowAxis = Annotated[
    Annotated[tuple[Row, ...], Tag("listed")] | Annotated[OpenRows, Tag("open")], Discriminator(_row_axis)
]


class Table(_Part):
    """A table of the form.

    `layout: rows` prints a label before each row's figures; `layout: blocks` prints all headings first and then one
    run of figures, block after block (the rows of such a table are its blocks). `heading` lists core words of the
    section heading, `landmarks` other words that only stand inside the table and carry no figures. `part` is the number
    of the part of the form it is, as the form counts them; `corner` is what is printed above the labels of the rows.
    """

    id: Identifier
    label: Label
    part: Label | None = None
    corner: Label | None = None
    heading: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
    layout: Literal["rows", "blocks"] = "rows"
    columns: tuple[Column, ...]
    rows: RowAxis

    @cached_property
    def column(self) -> dict[str, Column]:
        """Return the columns by id."""
        return {column.id: column for column in self.columns}

    @property
    def is_open(self) -> bool:
        """Return whether the rows are found in the document rather than listed."""
        return isinstance(self.rows, OpenRows)

    @property
    def listed_rows(self) -> tuple[Row, ...]:
        """Return the listed rows; none for an open axis."""
        return () if isinstance(self.rows, OpenRows) else self.rows

    @cached_property
    def row(self) -> dict[str, Row]:
        """Return the listed rows by id."""
        return {row.id: row for row in self.listed_rows}

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Return every slot of the listed rows, in printed order."""
        return tuple(slot for row in self.listed_rows for slot in self.slots_of(row))

    def slots_of(self, row: Row) -> tuple[str, ...]:
        """Return the slots of a row, in printed order."""
        return tuple(f"{self.id}/{row.id}/{column}" for column in self.columns_of(row))

    def columns_of(self, row: Row) -> tuple[str, ...]:
        """Return the ids of the columns printed in `row`, in printed order."""
        return row.columns or tuple(column.id for column in self.columns)


class Rule(_Part):
    """An edit rule: `expr` relates sums of slots.

    A term is a row id (with `over: columns`), a column id (`over: rows`) or a full address `table/row/column` (no
    `over`); `refused_*` is the sum of all that match. Relations are ==, >= and <=. `only` limits the rows or columns
    the rule runs over. On an open row axis `over: columns` knows two terms: `rows`, the sum of all rows but the total
    row, and `total`. In a cross-document rule `previous_year.` before a term means last year's report of the same
    agency. `strength`: hard where the form prints or defines it, soft where it is only expected.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.]*$", max_length=80)]
    table: Identifier | None = None
    over: Literal["rows", "columns"] | None = None
    only: tuple[str, ...] = ()
    expr: str
    strength: Literal["hard", "soft"] = "hard"
    basis: Literal["printed", "definition", "expected"] = "definition"
    message: Label


class Section(_Part):
    """A narrative section, known by core words of its heading.

    `states` are words for a statement that the form asks for there; one of them says that it is made, and the first
    says so anywhere in the prose.
    """

    id: Identifier
    label: Label
    heading: tuple[str, ...]
    states: tuple[str, ...] = ()


class Term(_Part):
    """A word of a small published list: a kind of finding or a theme, with the words that speak for it."""

    id: Identifier
    label: Label
    words: tuple[str, ...] = ()


class Relative(_Part):
    """A document that resembles the form and is not it (a predecessor, say), known by all of `labels`."""

    labels: tuple[str, ...]
    message: Label


class Recognise(_Part):
    """How the form is known: by labels alone, never by the year.

    `family` are labels shared with sister forms, at least `minimum` of which must stand in the document; `signals`
    speak for this form, `against` for a sister.
    """

    family: tuple[str, ...] = ()
    minimum: int = 1
    signals: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    relatives: tuple[Relative, ...] = ()


class Scalar(_Part):
    """A scalar field of the document. `patterns` are regular expressions with a group `value`, tried in order."""

    id: Identifier
    label: Label
    kind: Literal["text", "year"] = "text"
    patterns: tuple[str, ...] = ()


class Judgement(_Part):
    """Whether the values of slots compare with those of another form, and why. `slots` may hold `*`."""

    slots: tuple[str, ...]
    comparable: Comparable
    why: Label


class Comparison(_Part):
    """How the slots of this form compare with those of an earlier `form`; of the judgements the first that fits counts.

    A slot that only one of the two forms has is judged too.
    """

    form: Identifier
    judgements: tuple[Judgement, ...]

    def of(self, slot: str) -> Judgement | None:
        """Return the judgement on a slot, or None where there is none."""
        fitting = (one for one in self.judgements if any(fnmatchcase(slot, pattern) for pattern in one.slots))
        return next(fitting, None)


class Years(_Part):
    """The first and the last year of report that a form is for; no last: it is in use."""

    first: int
    last: int | None = None


class SchemaFile(_Part):
    """One form, as one YAML file."""

    id: Identifier
    version: int
    title: Label
    language: Language
    source: str = ""
    years: Years | None = None
    recognise: Recognise
    fields: tuple[Scalar, ...] = ()
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...] = ()
    cross_document_rules: tuple[Rule, ...] = ()
    sections: tuple[Section, ...] = ()
    finding_kinds: tuple[Term, ...] = ()
    themes: tuple[Term, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
