"""How one reading looks: its value, a mark and a colour for how sure it is, and its place in the source."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.lines import Lines
from extractor.messages import say
from extractor.records import Candidate, Record, Slot, State, Status
from extractor.schema.compiled import Schema
from extractor.serialise import plain
from extractor.span import Span

MISSING = "·"
"""Stands where no value was read: never a digit, never mistaken for zero."""

STYLES: Mapping[Status, str] = {
    Status.VERIFIED: "green",
    Status.GROUNDED: "",
    Status.INFERRED: "cyan",
    Status.SUSPECT: "bold red",
    Status.AMBIGUOUS: "yellow",
    Status.UNGROUNDED: "magenta",
    Status.UNREAD: "bright_black",
}

MARKS: Mapping[Status, str] = {
    Status.VERIFIED: "",
    Status.GROUNDED: "",
    Status.INFERRED: "*",
    Status.SUSPECT: "!",
    Status.AMBIGUOUS: "?",
    Status.UNGROUNDED: "~",
    Status.UNREAD: "",
}
"""What tells the statuses apart where there is no colour."""

SYMBOLS: Mapping[State, str] = {
    State.BLANK: "",
    State.SLASH: "/",
    State.NOT_APPLICABLE: "-",
    State.ILLEGIBLE: "#",
    State.UNREAD: MISSING,
}

_SURE = frozenset({Status.VERIFIED, Status.GROUNDED})

_REACH = 24
"""Characters quoted before and after a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every line about a record is drawn from; `schema` is None where the document was not recognised."""

    record: Record
    schema: Schema | None
    lines: Lines
    lang: str

    def label(self, address: str) -> str:
        """Return `table / row / column` in the form's own words."""
        return slot_label(address, self.schema, self.lang)

    def place(self, slot: Slot | None) -> str:
        """Return where a slot's figure stands."""
        return place_text(slot.span if slot else None, self.lines, self.lang)


_MOST_CANDIDATES = 6


def is_unsure(slot: Slot) -> bool:
    """Return whether a person should look at the slot; a lost zero that is sure to be one is no matter for a person."""
    return slot.status not in _SURE and not (slot.status is Status.INFERRED and slot.state is State.ZERO)


def value_text(slot: Slot | None) -> str:
    """Return the value as digits, or the symbol of a state that has none."""
    if slot is None:
        return MISSING
    return SYMBOLS.get(slot.state, MISSING) if slot.value is None else plain(slot.value)


def marked_text(slot: Slot) -> str:
    """Return the value with the mark of its status."""
    return value_text(slot) + MARKS[slot.status]


def slot_label(address: str, schema: Schema | None, lang: str) -> str:
    """Return `table / row / column` in the form's own words, or the address where the schema is not at hand."""
    if schema is None:
        return address
    table, _, place = address.partition("/")
    row_id = place.rpartition("/")[0]
    row = schema.row_of(address)
    parts = (
        schema.table[table].label.text(lang),
        row.label.text(lang) if row else row_id,
        schema.column_of(address).label.text(lang),
    )
    return " / ".join(parts)


def place_text(span: Span | None, lines: Lines, lang: str) -> str:
    """Return the line number and the words around a place, with the place itself in double brackets."""
    if span is None:
        return say(lang, "no_place")
    line = lines.at(span.start)
    before = line.text[: span.start - line.span.start][-_REACH:]
    figure = line.text[span.start - line.span.start : span.end - line.span.start]
    after = line.text[span.end - line.span.start :][:_REACH]
    quote = f"{visible(before).lstrip()}⟦{visible(figure)}⟧{visible(after).rstrip()}"
    return f"{say(lang, 'line', number=line.number)}: {quote}"


def candidates_text(candidates: tuple[Candidate, ...], lines: Lines, lang: str) -> str:
    """Return the values a slot may have, likeliest first, each with the number of the line it stands in."""
    more = ", ..." if len(candidates) > _MOST_CANDIDATES else ""
    return ", ".join(_candidate(candidate, lines, lang) for candidate in candidates[:_MOST_CANDIDATES]) + more


def visible(text: str) -> str:
    """Return text of a document fit for a terminal: control and direction characters become blanks, one for one."""
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char for char in text)


def _candidate(candidate: Candidate, lines: Lines, lang: str) -> str:
    value = visible(candidate.value) or say(lang, "candidate.blank")
    if candidate.span is None:
        return value
    return f"{value} ({say(lang, 'line', number=lines.number(candidate.span.start))})"
