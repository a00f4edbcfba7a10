"""A record's tables, laid out as on the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from extractor.dossier import Decision, Dossier
from extractor.lines import Lines, visible
from extractor.matters import decisions_made, decisions_on_slots
from extractor.messages import say, word
from extractor.records import Flag, Record, Slot, State
from extractor.render.findings import finding_lines
from extractor.render.head import head
from extractor.render.marks import DECIDED, STYLES, decided_mark, marked_text
from extractor.schema.compiled import Schema
from extractor.schema.model import Column, Row, Table
from extractor.wording import (
    MARKS,
    MISSING,
    SYMBOLS,
    column_heading,
    decision_text,
    open_rows,
    place_text,
    slot_label,
    table_label,
)

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table as Grid
    from rich.text import Text

_LABEL_WIDTH = 12

_NO_QUOTES = str.maketrans("", "", "“”‘’")
"""Curly quotes are one column wide on some terminals and two on others: columns would not stand under each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One row of a block: its key, its label, and the heading it stands under, if any."""

    key: str
    label: str
    group: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A run of rows with the same columns; only the first block of a table carries its title."""

    table: str
    title: str | None
    columns: tuple[Column, ...]
    lines: list[_Line]
    decided: Mapping[str, Decision]

    def slot(self, record: Record, line: _Line, column: Column) -> Slot | None:
        return record.slots.get(f"{self.table}/{line.key}/{column.id}")

    def cell(self, record: Record, line: _Line, column: Column) -> "Text":
        from rich.text import Text

        slot = self.slot(record, line, column)
        if slot is None:
            return Text(MISSING)
        made = self.decided.get(f"{self.table}/{line.key}/{column.id}")
        return Text(marked_text(slot), STYLES[slot.status]).append(decided_mark(made) if made else "", "bold cyan")


def show(dossier: Dossier, lang: str) -> "Group":
    """Return the record's head, its tables with values coloured and marked by status, findings, flags and a legend."""
    from rich.console import Group
    from rich.text import Text

    record, schema = dossier.record, dossier.schema
    decided = decisions_on_slots(dossier)
    grids = list(_grids(record, schema, decided, lang)) if schema else []
    parts: list[Grid | Text] = [head(dossier, lang)]
    for grid in grids:
        parts += [grid, Text()]
    if not grids:
        parts.append(Text(say(lang, "not_read")))
    if record.findings is not None:
        parts.append(finding_lines(dossier, record.findings, lang))
    if record.flags:
        parts.append(flag_lines(record.flags, dossier.lines, lang))
    if dossier.decisions:
        parts.append(_decisions(dossier, lang))
    if grids:
        parts.append(_legend(record, decided, lang))
    return Group(*parts)


def flag_lines(flags: tuple[Flag, ...], lines: Lines, lang: str) -> "Text":
    """Return a line for each flag, with its place where it has one."""
    from rich.text import Text

    text = Text(f"{say(lang, 'flags')}:\n")
    for flag in flags:
        place = f"  {place_text(flag.span, lines, lang)}" if flag.span else ""
        text.append(f"  - {visible(flag.text(lang))}{place}\n")
    return text


def _decisions(dossier: Dossier, lang: str) -> "Text":
    """Return a line for each decision a person made, and whether it still holds."""
    from rich.text import Text

    text = Text(f"{say(lang, 'decisions')}:\n")
    for made, holds in decisions_made(dossier):
        is_slot = made.subject in dossier.record.slots
        subject = slot_label(made.subject, dossier.schema, lang) if is_slot else visible(made.subject)
        said = say(lang, "check.decided" if holds else "check.outdated", decision=decision_text(made, lang))
        text.append(f"  - {subject}  {said}\n", "cyan" if holds else "yellow")
    return text


def _grids(record: Record, schema: Schema, decided: Mapping[str, Decision], lang: str) -> Iterator["Grid"]:
    for table in schema.tables:
        title: str | None = table_label(table, lang)
        for columns, lines in _blocks(table, record, lang):
            block = _Block(table=table.id, title=title, columns=columns, lines=lines, decided=decided)
            if any(block.slot(record, line, column) for line in lines for column in columns):
                yield _grid(block, record, lang)
                title = None


def _blocks(table: Table, record: Record, lang: str) -> Iterator[tuple[tuple[Column, ...], list[_Line]]]:
    """Yield runs of rows that have the same columns: the blocks the form prints one under another."""
    if table.is_open:
        yield table.columns, [_Line(key=key, label=key, group=None) for key in open_rows(record, table.id)]
        return
    for ids, rows in groupby(table.listed_rows, key=table.columns_of):
        yield tuple(table.column[column] for column in ids), [_line(row, lang) for row in rows]


def _line(row: Row, lang: str) -> _Line:
    return _Line(key=row.id, label=row.label.text(lang), group=row.group.text(lang) if row.group else None)


def _grid(block: _Block, record: Record, lang: str) -> "Grid":
    from rich import box
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(title=block.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=0)
    grid.show_edge = False
    grid.add_column("", overflow="fold", min_width=_LABEL_WIDTH)
    for column in block.columns:
        heading = column_heading(column, lang)
        width = max(len(block.cell(record, line, column)) for line in block.lines)
        width = max(_heading_width(heading, len(block.columns)), width)
        # A fixed width: where the terminal is narrow the label gives way, never a digit.
        grid.add_column(heading, justify="right", overflow="fold", width=width)
    group = None
    for line in block.lines:
        if line.group and line.group != group:
            grid.add_row(visible(line.group), style="bold")
        group = line.group
        cells = [block.cell(record, line, column) for column in block.columns]
        label = Text(visible(line.label).translate(_NO_QUOTES))
        grid.add_row(Padding(label, (0, 0, 0, 2), expand=False) if group else label, *cells)
    return grid


def _heading_width(heading: str, columns: int) -> int:
    """Return the columns of the terminal a heading needs: short lines where many stand side by side, whole words."""
    from rich.cells import cell_len

    short = 8 if columns > 4 else 20
    word = max(map(len, heading.split())) if heading.isascii() else 8
    return min(cell_len(heading), max(short, word))


def _legend(record: Record, decided: Mapping[str, Decision], lang: str) -> "Text":
    """Return what the marks, colours and symbols used in this record mean."""
    from rich.text import Text

    statuses = {slot.status for slot in record.slots.values()}
    states = {slot.state for slot in record.slots.values()}
    text = Text(f"{say(lang, 'legend')}: {say(lang, 'legend.unmarked')}")
    for status, mark in MARKS.items():
        if mark and status in statuses:
            text.append("; ").append(f"{mark} {word(lang, 'status', status)}", STYLES[status])
    if any(slot.value is None and slot.is_unsure for slot in record.slots.values()):
        text.append(f"; {MISSING} {say(lang, 'legend.missing')}")
    for state in (State.BLANK, State.SLASH, State.NOT_APPLICABLE, State.ILLEGIBLE):
        if state in states:
            text.append(f"; {SYMBOLS[state] or '␣'} {say(lang, f'legend.{state}')}")
    for mark in dict.fromkeys(map(decided_mark, decided.values())):
        key = next((ruling.value for ruling, sign in DECIDED.items() if sign == mark), "value")
        text.append(f"; {mark} {say(lang, f'legend.decided.{key}')}", "bold cyan")
    return text
