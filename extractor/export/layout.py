"""Where everything of a table stands when it is laid out as on the form: boxes on a grid of rows and columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.records import Record
from extractor.schema.model import Column, Label, Row, Table
from extractor.wording import column_heading, open_rows, table_label

STUB = 3
"""Columns at the left that hold the labels of the rows and their headings."""

_NUMERALS = tuple("一二三四五六七八九十")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

Path = tuple[str, ...]
"""The words over a row or a column, the outermost first; the last are its own label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A piece of the layout: a `title`, a `head`, a `label` with its text, or the value of a `slot`.

    Rows and columns count from 0; a box of more than one cell is a merged cell.
    """

    row: int
    column: int
    height: int = 1
    width: int = 1
    kind: str
    text: str = ""
    slot: str = ""


def table_boxes(table: Table, record: Record, lang: str) -> list[Box]:
    """Return a table with its title, as the form has it: in one run of figures, in blocks, or in rows and columns."""
    lines = _lines(table, record, lang)
    if table.layout == "blocks":
        body = list(_in_one_run(table, lines, lang))
    elif any(len(line.columns) < len(table.columns) for line in lines):
        body = list(_stacked(table, lines, lang))
    else:
        body = list(_crossed(table, lines, lang))
    width = max((box.column + box.width for box in body), default=STUB)
    title = Box(row=0, column=0, width=width, kind="title", text=table_label(table, lang))
    return [title, *(replace(box, row=box.row + 1) for box in body)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One row of the form: its key, the words over it, and its columns."""

    key: str
    path: Path
    columns: tuple[Column, ...]

    def slot(self, table: Table, column: Column) -> str:
        return f"{table.id}/{self.key}/{column.id}"


def _lines(table: Table, record: Record, lang: str) -> list[_Line]:
    if table.is_open:
        return [_Line(key=key, path=(key,), columns=table.columns) for key in open_rows(record, table.id)]
    return [
        _Line(
            key=row.id,
            path=(*_over(row, lang), _numbered(row, lang)),
            columns=tuple(table.column[column] for column in table.columns_of(row)),
        )
        for row in table.listed_rows
    ]


def _over(part: Row | Column, lang: str) -> Path:
    return tuple(label.text(lang) for label in (part.within, part.group) if label is not None)


def _numbered(row: Row, lang: str) -> str:
    label, number = row.label.text(lang), row.enumerator or ""
    if number.isascii():
        return f"{number}. {label}" if number else label
    if lang != "zh":
        return f"{_in_english(number)} {label}".strip()
    return f"{number}、{label}" if number in _NUMERALS else number + label


def _in_english(number: str) -> str:
    bare = number.strip("（）()")
    if bare not in _NUMERALS:
        return ""
    return f"{_ROMAN[_NUMERALS.index(bare)]}." if bare == number else f"({_NUMERALS.index(bare) + 1})"


def _crossed(table: Table, lines: Sequence[_Line], lang: str) -> Iterator[Box]:
    """Lay out rows and columns that cross everywhere, each under the headings they share with their neighbours."""
    heads = [(*_over(column, lang), column_heading(column, lang)) for column in table.columns]
    depth = max(map(len, heads))
    yield _corner(table, depth, lang)
    for box in _tree(heads, depth):
        yield replace(box, column=box.column + STUB)
    for box in _tree([line.path for line in lines], STUB):
        yield _turned(box, down=depth)
    for down, line in enumerate(lines):
        for across, column in enumerate(line.columns):
            yield _value(table, line, column, row=depth + down, column_at=STUB + across)


def _stacked(table: Table, lines: Sequence[_Line], lang: str) -> Iterator[Box]:
    """Lay out blocks one under another, each with its heading across and its own columns."""
    width, row = max(len(line.columns) for line in lines), 0
    for (over, columns), found in groupby(lines, key=lambda line: (line.path[:-1], line.columns)):
        block = list(found)
        if over:
            yield Box(row=row, column=0, width=STUB + width, kind="head", text=" / ".join(over))
            row += 1
        yield replace(_corner(table, 1, lang), row=row)
        for (at, span), column in zip(_spans(len(columns), width), columns, strict=True):
            yield Box(row=row, column=at, width=span, kind="head", text=column_heading(column, lang))
        row += 1
        for line in block:
            yield Box(row=row, column=0, width=STUB, kind="label", text=line.path[-1])
            for (at, span), column in zip(_spans(len(columns), width), columns, strict=True):
                yield replace(_value(table, line, column, row=row, column_at=at), width=span)
            row += 1


def _in_one_run(table: Table, lines: Sequence[_Line], lang: str) -> Iterator[Box]:
    """Lay out all blocks side by side, their headings above and one run of figures below."""
    paths = [line.path for line in lines]
    depth, count = max(map(len, paths), default=1), len(table.columns)
    yield _corner(table, depth + 2, lang)
    for box in _tree(paths, depth):
        yield replace(box, column=STUB + box.column * count, width=box.width * count)
    for block, line in enumerate(lines):
        for across, column in enumerate(line.columns):
            at = STUB + block * count + across
            yield Box(row=depth, column=at, kind="head", text=column_heading(column, lang))
            yield _value(table, line, column, row=depth + 1, column_at=at)


def _corner(table: Table, height: int, lang: str) -> Box:
    corner = table.corner or Label()
    return Box(row=0, column=0, height=height, width=STUB, kind="head", text=corner.text(lang))


def _value(table: Table, line: _Line, column: Column, *, row: int, column_at: int) -> Box:
    return Box(row=row, column=column_at, kind="value", slot=line.slot(table, column))


def _spans(count: int, width: int) -> list[tuple[int, int]]:
    """Return where each of some columns stands and how wide it is, where others have more; the last takes the rest."""
    each = width // count
    return [(STUB + at * each, each if at < count - 1 else width - each * at) for at in range(count)]


def _tree(paths: Sequence[Path], depth: int) -> Iterator[Box]:
    """Yield the headings over a run of columns: what neighbours share is one box, their own labels reach down."""
    for level in range(depth):
        at = 0
        for (words, owner), same in groupby(_words(number, path, level) for number, path in enumerate(paths)):
            width = len(list(same))
            if len(words) == level + 1:
                height = 1 if owner is None else depth - level
                yield Box(row=level, column=at, height=height, width=width, kind="head", text=words[level])
            at += width


def _words(number: int, path: Path, level: int) -> tuple[Path, int | None]:
    """Return the words down to a level, and whose they are alone: an own label is never shared with a neighbour."""
    return path[: level + 1], number if len(path) <= level + 1 else None


def _turned(box: Box, *, down: int) -> Box:
    """Return a heading of columns as one of rows; what only one row stands under is its label."""
    kind = "head" if box.width > 1 else "label"
    return Box(row=box.column + down, column=box.row, height=box.width, width=box.height, kind=kind, text=box.text)
