"""The form as lines of cells, before a layout turns it into text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from random import Random
from typing import Literal

from extractor.figures import plain
from extractor.generator.case import SLASH
from extractor.schema.compiled import Schema
from extractor.schema.model import Row, Table

Content = Decimal | str | None
"""What a cell says: a number in the schema's unit, `/`, or nothing (a printed blank)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A printed cell: its text, and what the text says (None also for what cannot be read)."""

    text: str
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the form.

    `path` are the labels from the outermost group to the row's own; `cells` the row's printed cells, which accidents
    may make more or fewer than `slots`. `texts` and `spans` (rows, columns) are for lines without figures. `hit` names
    the accident that befell the row.
    """

    table: str
    kind: Literal["row", "group", "header", "page"]
    path: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    texts: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    hit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one document prints: marks behind enumerators, units, blanks for zeros, the shape of its headings."""

    enumerator: str = "."
    brackets: str = "（）"
    blanks: float = 0.0
    slashes: float = 0.0
    thousands: bool = False
    wide: bool = False
    yuan: bool = False
    counted: bool = False
    plus: bool = False
    named_columns: bool = True


def draw_style(rng: Random, *, separated: bool, holds_blanks: bool) -> Style:
    """Return a style; `separated` says that cells are apart, `holds_blanks` that an empty cell can be seen."""
    blanks = rng.choice((0.0, 0.0, 0.0, 0.3, 1.0)) if holds_blanks else 0.0
    return Style(
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
    )


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
        if table.layout == "blocks":
            form += _block_lines(table, cells)
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
    if column.kind == "money" and style.yuan:
        text = plain((content * 10000).normalize()) + "元"
    elif column.id == "decisions" and style.counted:
        text += "件"
    return text.translate(_WIDE) if style.wide else text


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _grouped_lines(table: Table, cells: Mapping[str, Cell], style: Style) -> list[Line]:
    """Return for each group a heading, its own column headings and its rows: every group has columns of its own."""
    out: list[Line] = []
    width = 1 + max(len(table.columns_of(row)) for row in table.listed_rows)
    for (group, columns), members in groupby(table.listed_rows, key=lambda row: (row.group, table.columns_of(row))):
        if group:
            out.append(Line(table=table.id, kind="group", texts=(_bracketed(group.zh, style),), spans=((1, width),)))
        names = ("信息内容", *(_column_name(table, column) for column in columns))
        spans = ((1, 1),) * (len(names) - 1) + ((1, 1 + width - len(names)),)
        out.append(Line(table=table.id, kind="header", texts=names, spans=spans))
        out += [_row_line(table, row, cells, (_label(row, style),)) for row in members]
    return out


def _row_lines(table: Table, cells: Mapping[str, Cell], style: Style) -> list[Line]:
    outer = ""
    body: list[Line] = []
    for row in table.listed_rows:
        group = _bracketed(row.group.zh, style) if row.group else ""
        if group and not group.startswith(("（", "(")):
            outer, group = group, ""
        depth = _depth(row)
        path = (*((outer,) if depth else ()), *((group,) if group else ()), _label(row, style))
        body.append(_row_line(table, row, cells, path))
    return _row_headers(table, max(len(line.path) for line in body), style) + body


def _row_headers(table: Table, depth: int, style: Style) -> list[Line]:
    names = [column.label.zh for column in table.columns]
    if not style.named_columns:
        names = [f"数据{index}" for index in range(1, len(names) + 1)]
    first, *middle, last = names
    note = _bracketed("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", style)
    header = Line(table=table.id, kind="header")
    return [
        replace(header, texts=(note, "申请人情况"), spans=((3, depth), (1, len(names)))),
        replace(header, texts=(first, "法人或其他组织", last), spans=((2, 1), (1, len(middle)), (2, 1))),
        replace(header, texts=tuple(middle), spans=((1, 1),) * len(middle)),
    ]


def _block_lines(table: Table, cells: Mapping[str, Cell]) -> list[Line]:
    """All headings first, then one line of figures, block after block."""
    blocks = table.listed_rows
    names = [column.label.zh for column in table.columns]
    width = len(names)
    top = [(label, width * len(list(members))) for label, members in groupby(blocks, key=_title)]
    second: list[tuple[str, tuple[int, int]]] = []
    for row in blocks:
        second += [(row.label.zh, (1, width))] if row.group else [(name, (2, 1)) for name in names]
    third = names * sum(row.group is not None for row in blocks)
    slots = tuple(f"{table.id}/{row.id}/{column}" for row in blocks for column in table.columns_of(row))
    header = Line(table=table.id, kind="header")
    return [
        replace(header, texts=tuple(text for text, _ in top), spans=tuple((1, span) for _, span in top)),
        replace(header, texts=tuple(text for text, _ in second), spans=tuple(span for _, span in second)),
        replace(header, texts=tuple(third), spans=((1, 1),) * len(third)),
        Line(table=table.id, kind="row", slots=slots, cells=tuple(cells[slot] for slot in slots)),
    ]


def _row_line(table: Table, row: Row, cells: Mapping[str, Cell], path: tuple[str, ...]) -> Line:
    slots = tuple(f"{table.id}/{row.id}/{column}" for column in table.columns_of(row))
    return Line(table=table.id, kind="row", path=path, slots=slots, cells=tuple(cells[slot] for slot in slots))


def _title(row: Row) -> str:
    return row.group.zh if row.group else row.label.zh


def _column_name(table: Table, column: str) -> str:
    found = table.column[column]
    return f"{found.label.zh}（单位：{found.unit}）" if found.unit else found.label.zh


def _label(row: Row, style: Style) -> str:
    mark = row.enumerator or ""
    if mark.isascii() and mark:
        mark += style.enumerator
    elif mark and not mark.startswith("（"):
        mark += "、"
    return _bracketed(mark + row.label.zh, style)


def _depth(row: Row) -> int:
    mark = row.enumerator or ""
    return 2 if mark.isdigit() else int(mark.startswith("（"))


def _bracketed(text: str, style: Style) -> str:
    return text if style.brackets == "（）" else text.replace("（", "(").replace("）", ")")
