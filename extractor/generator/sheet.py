"""The form as lines of cells, before a layout turns it into text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from random import Random

from extractor.figures import plain
from extractor.generator.case import SLASH
from extractor.generator.headings import block_headings, corner, in_unit, row_headings
from extractor.generator.labels import row_name
from extractor.generator.line import Cell, Content, Line, Style
from extractor.schema.compiled import Schema
from extractor.schema.model import Row, Table


def draw_style(rng: Random, *, lang: str, separated: bool, holds_blanks: bool) -> Style:
    """Return a style; `separated` says that cells are apart, `holds_blanks` that an empty cell can be seen."""
    blanks = rng.choice((0.0, 0.0, 0.0, 0.3, 1.0)) if holds_blanks else 0.0
    drawn = Style(
        enumerator=rng.choice((".", ".", "、", "．")),
        brackets=rng.choice(("（）", "（）", "()")),
        blanks=blanks,
        slashes=0.1 if separated and not blanks and rng.random() < 0.1 else 0.0,
        thousands=separated and rng.random() < 0.06,
        wide=separated and rng.random() < 0.04,
        yuan=separated and rng.random() < 0.06,
        counted=separated and rng.random() < 0.06,
        plus=rng.random() < 0.2,
        named_columns=rng.random() < 0.92,
        lang=lang,
    )
    if lang == "zh":
        return drawn
    return replace(drawn, enumerator=".", brackets="()", wide=False, yuan=False, counted=False)


def contents(values: Mapping[str, Decimal], style: Style, rng: Random) -> dict[str, Content]:
    """Return what each slot is printed as: zeros may be blank or a slash."""
    printed: dict[str, Content] = {}
    for slot, value in values.items():
        chance = rng.random()
        printed[slot] = value
        if not value and chance < style.blanks:
            printed[slot] = None
        elif not value and chance < style.slashes:
            printed[slot] = SLASH
    return printed


def lines(schema: Schema, printed: Mapping[str, Content], style: Style) -> list[Line]:
    """Return the form's lines in printed order."""
    cells = {slot: Cell(text=_text(schema, slot, content, style), content=content) for slot, content in printed.items()}
    form: list[Line] = []
    for table in schema.tables:
        if table.is_open:
            continue
        if table.layout == "blocks":
            form += _block_lines(table, cells, style)
        elif any(row.columns for row in table.listed_rows):
            form += _grouped_lines(table, cells, style)
        else:
            form += _row_lines(table, cells, style)
    return form


def shown(content: Content) -> str | None:
    """Return a content as gold writes it."""
    return plain(content) if isinstance(content, Decimal) else content


def rows(form: Iterable[Line]) -> Iterator[Line]:
    """Return the lines that carry figures."""
    return (line for line in form if line.kind == "row")


def _text(schema: Schema, slot: str, content: Content, style: Style) -> str:
    if not isinstance(content, Decimal):
        return content or ""
    column = schema.column_of(slot)
    text = f"{content:,}" if style.thousands else plain(content)
    if column.kind == "signed" and content > 0 and style.plus:
        text = "+" + text
    if column.unit == "万元" and style.yuan:
        text = plain((content * 10000).normalize()) + "元"
    elif column.id == "decisions" and column.unit is None and style.counted:
        text += "件"
    return text.translate(_WIDE) if style.wide else text


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _grouped_lines(table: Table, cells: Mapping[str, Cell], style: Style) -> list[Line]:
    """Return for each group a heading, its own column headings and its rows: every group has columns of its own."""
    out: list[Line] = []
    width = 1 + max(len(table.columns_of(row)) for row in table.listed_rows)
    for (group, columns), members in groupby(table.listed_rows, key=lambda row: (row.group, table.columns_of(row))):
        if group:
            texts = (style.bracketed(group.text(style.lang)),)
            out.append(Line(table=table.id, kind="group", texts=texts, spans=((1, width),)))
        names = (corner(table, style), *(in_unit(table.column[column], style) for column in columns))
        spans = ((1, 1),) * (len(names) - 1) + ((1, 1 + width - len(names)),)
        out.append(Line(table=table.id, kind="header", texts=names, spans=spans))
        out += [_row_line(table, row, cells, (_label(row, style),)) for row in members]
    return out


def _row_lines(table: Table, cells: Mapping[str, Cell], style: Style) -> list[Line]:
    body: list[Line] = []
    for row in table.listed_rows:
        groups = (style.bracketed(label.text(style.lang)) for label in (row.within, row.group) if label)
        body.append(_row_line(table, row, cells, (*groups, _label(row, style))))
    return row_headings(table, max(len(line.path) for line in body), style) + body


def _block_lines(table: Table, cells: Mapping[str, Cell], style: Style) -> list[Line]:
    """Return all headings first, then one line of figures, block after block."""
    slots = table.slots
    figures = Line(table=table.id, kind="row", slots=slots, cells=tuple(cells[slot] for slot in slots))
    return [*block_headings(table, style), figures]


def _row_line(table: Table, row: Row, cells: Mapping[str, Cell], path: tuple[str, ...]) -> Line:
    slots = table.slots_of(row)
    return Line(table=table.id, kind="row", path=path, slots=slots, cells=tuple(cells[slot] for slot in slots))


def _label(row: Row, style: Style) -> str:
    mark = row.enumerator or ""
    if mark[-1:].isalnum():
        mark += style.enumerator if mark.isascii() else "、"
    if mark and style.lang != "zh":
        mark += " "
    return style.bracketed(mark + row_name(row, style.lang))
