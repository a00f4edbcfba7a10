"""A reading in words, as every view, notice and export says it: its value, its label, its place, its sum.

Pure text without colour or layout; those are the views' affair.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.dossier import Decision, Ruling
from extractor.lines import Lines, visible
from extractor.messages import explain, say, word
from extractor.records import Candidate, Finding, Record, RuleVerdict, Slot, State, Status
from extractor.schema.compiled import RuleInstance, Schema
from extractor.schema.model import Column, Table
from extractor.schema.rules import with_rows
from extractor.serialise import plain
from extractor.span import Span

MISSING = "_"
"""Stands where no value was read: never a digit, never mistaken for zero, and one column wide on every terminal."""

SYMBOLS: Mapping[State, str] = {
    State.BLANK: "",
    State.SLASH: "/",
    State.NOT_APPLICABLE: "-",
    State.ILLEGIBLE: "#",
    State.UNREAD: MISSING,
}
"""What stands for a state that has no value."""

_SIGNS: Mapping[RuleVerdict, Mapping[str, str]] = {
    RuleVerdict.FAIL: {"==": "≠", ">=": "<", "<=": ">"},
    RuleVerdict.PASS: {"==": "=", ">=": "≥", "<=": "≤"},
    RuleVerdict.NOT_ASSESSABLE: {"==": "=?", ">=": "≥?", "<=": "≤?"},
}
_REACH = 24
_MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a figure stands: the number of its line, from 1, and the words around it on that line."""

    line: int
    before: str
    figure: str
    after: str

    @property
    def quote(self) -> str:
        """Return the words with the figure in double brackets."""
        return f"{self.before.lstrip()}⟦{self.figure}⟧{self.after.rstrip()}"


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


def value_text(slot: Slot | None) -> str:
    """Return the value as digits, or the symbol of a state that has none."""
    if slot is None:
        return MISSING
    return SYMBOLS.get(slot.state, MISSING) if slot.value is None else plain(slot.value)


def table_label(table: Table, lang: str) -> str:
    """Return a table's name with the part of the form it is (`三、收到和处理…`)."""
    if table.part is None:
        return table.label.text(lang)
    return say(lang, "table.part", part=table.part.text(lang), label=table.label.text(lang))


def column_heading(column: Column, lang: str) -> str:
    """Return a column's label with its unit, where the label does not say it."""
    label = column.label.text(lang)
    is_said = column.unit is None or label.endswith((")", "）"))
    return label if is_said else f"{label} ({column.unit})"


def reason_text(reason: str, schema: Schema | None, lang: str) -> str:
    """Return a reason in words: `kind: detail` where the kind is one we know, and what it says where not."""
    kind, _, detail = reason.partition(": ")
    if schema and detail in schema.table:
        detail = schema.table[detail].label.text(lang)
    return visible(explain(lang, "reason", kind, detail))


def labels(address: str, schema: Schema | None, lang: str) -> tuple[str, str, str]:
    """Return the table, row and column of a slot in the form's own words; their ids where the schema is not at hand."""
    table, _, place = address.partition("/")
    row_id, _, column_id = place.rpartition("/")
    if schema is None:
        return table, row_id, column_id
    row = schema.row_of(address)
    return (
        table_label(schema.table[table], lang),
        row.label.text(lang) if row else row_id,
        schema.column_of(address).label.text(lang),
    )


def shared_labels(addresses: Sequence[str], schema: Schema | None, lang: str) -> tuple[str, str, str]:
    """Return the table, row and column that several slots have in common, empty where they differ."""
    table, row, column = zip(*(labels(address, schema, lang) for address in addresses), strict=True)
    return _same(table), _same(row), _same(column)


def _same(names: Sequence[str]) -> str:
    return names[0] if len(set(names)) == 1 else ""


def slot_label(address: str, schema: Schema | None, lang: str) -> str:
    """Return `table / row / column` in the form's own words, or the address where the schema is not at hand."""
    return " / ".join(labels(address, schema, lang)) if schema else address


def place(span: Span | None, lines: Lines, reach: int = _REACH) -> Place | None:
    """Return where a span stands, with at most `reach` characters quoted on either side; None for no span."""
    if span is None:
        return None
    line = lines.at(span.start)
    start, end = span.start - line.span.start, min(span.end, line.span.end) - line.span.start
    return Place(
        line=line.number,
        before=visible(line.text[max(0, start - reach) : start]),
        figure=visible(line.text[start:end]),
        after=visible(line.text[end : end + reach]),
    )


def place_text(span: Span | None, lines: Lines, lang: str) -> str:
    """Return the line number and the words around a place, with the place itself in double brackets."""
    found = place(span, lines)
    if found is None:
        return say(lang, "no_place")
    return f"{say(lang, 'line', number=found.line)}: {found.quote}"


def candidates_text(candidates: Sequence[Candidate], lines: Lines, lang: str) -> str:
    """Return the values a slot may have, likeliest first, each with the number of the line it stands in."""
    more = ", ..." if len(candidates) > _MOST_CANDIDATES else ""
    return ", ".join(_candidate(candidate, lines, lang) for candidate in candidates[:_MOST_CANDIDATES]) + more


def sum_text(
    instance: RuleInstance,
    slots: Mapping[str, Slot],
    verdict: RuleVerdict = RuleVerdict.FAIL,
) -> str:
    """Return both sides of a rule with their values, such as `13 + 0 ≠ 12 + 0`; what was not read is a dot.

    `verdict` chooses the sign between them.
    """
    left = [_product(coefficient, slots.get(address)) for coefficient, address in instance.terms if coefficient > 0]
    right = [_product(-coefficient, slots.get(address)) for coefficient, address in instance.terms if coefficient < 0]
    return f"{' + '.join(left) or '0'} {_SIGNS[verdict][instance.relation]} {' + '.join(right) or '0'}"


def decision_text(decision: Decision, lang: str) -> str:
    """Return what a person decided, who it was, when and why, as far as that is known."""
    has_value = decision.ruling is Ruling.CORRECT and decision.value is not None
    key = "decision.corrected" if has_value else f"decision.{decision.ruling.value}"
    made = say(lang, key, value=decided_value_text(decision, lang))
    by = say(lang, "decision.comma").join(filter(None, (decision.who, decision.decided_at[:10])))
    made += say(lang, "decision.by", by=by) if by else ""
    return visible(made + (say(lang, "decision.why", why=decision.why) if decision.why else ""))


def decided_value_text(decision: Decision, lang: str) -> str | None:
    """Return the value of a decision, a state as a word; null where there is none."""
    return word(lang, "state", decision.state) if decision.state else decision.value


def instances(record: Record, schema: Schema | None) -> dict[tuple[str, str | None], RuleInstance]:
    """Return the schema's rules as they stand over this record's slots, by rule and row or column."""
    if schema is None:
        return {}
    opened = {table.id: open_rows(record, table.id) for table in schema.tables if table.is_open}
    written = with_rows(schema, opened).instances if opened else schema.instances
    return {(instance.rule, instance.over): instance for instance in written}


def finding_labels(finding: Finding, schema: Schema | None, lang: str) -> tuple[str, str | None]:
    """Return a finding's kind and theme in the form's words; the theme is null where it has none."""
    form = schema.file if schema else None
    known = {term.id: term.label.text(lang) for term in (form.finding_kinds if form else ())}
    themes = {term.id: term.label.text(lang) for term in (form.themes if form else ())}
    return known.get(finding.kind, finding.kind), finding.theme and themes.get(finding.theme, finding.theme)


def open_rows(record: Record, table: str) -> list[str]:
    """Return the rows found in a table whose rows the form does not list, in printed order."""
    inside = (address for address in record.slots if address.startswith(f"{table}/"))
    return list(dict.fromkeys(address.removeprefix(f"{table}/").rpartition("/")[0] for address in inside))


def _candidate(candidate: Candidate, lines: Lines, lang: str) -> str:
    value = visible(candidate.value) or say(lang, "candidate.blank")
    if candidate.span is None:
        return value
    return f"{value} ({say(lang, 'line', number=lines.number(candidate.span.start))})"


def _product(coefficient: int, slot: Slot | None) -> str:
    value = MISSING if slot is None or slot.value is None else plain(slot.value)
    value = f"({value})" if value.startswith("-") else value
    return value if coefficient == 1 else f"{coefficient}×{value}"
