"""The headings above a table's columns, in as many lines as the form nests them, with merged cells."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extractor.generator.labels import column_name, row_name
from extractor.generator.line import Line, Style
from extractor.schema.model import Column, Table

_UNNAMED = {"zh": "数据{index}", "en": "Data {index}"}
_IN_UNIT = {"zh": "{name}（单位：{unit}）", "en": "{name} ({unit})"}


def row_headings(table: Table, depth: int, style: Style) -> list[Line]:
    """Return the headings over rows whose labels take `depth` columns."""
    chains = []
    for index, column in enumerate(table.columns, start=1):
        above = (label.text(style.lang) for label in (column.within, column.group) if label)
        name = in_unit(column, style) if style.named_columns else _UNNAMED[style.lang].format(index=index)
        chains.append((*above, name))
    first, *rest = _stacked(table.id, chains)
    height = len(rest) + 1
    top = replace(first, texts=(corner(table, style), *first.texts), spans=((height, depth), *first.spans))
    return [top, *(replace(line, indent=depth) for line in rest)]


def block_headings(table: Table, style: Style) -> list[Line]:
    """Return the headings over one line of figures: block after block."""
    chains = []
    for row in table.listed_rows:
        above = (row.group.text(style.lang), row_name(row, style.lang)) if row.group else (row_name(row, style.lang),)
        chains += [(*above, in_unit(table.column[column], style)) for column in table.columns_of(row)]
    return _stacked(table.id, chains)


def corner(table: Table, style: Style) -> str:
    """Return what is printed above the labels of the rows."""
    return style.bracketed(table.corner.text(style.lang)) if table.corner else ""


def in_unit(column: Column, style: Style) -> str:
    """Return the name of a column, with its unit."""
    name = column_name(column, style.lang)
    if not column.unit or column.unit in name:
        return name
    return _IN_UNIT[style.lang].format(name=name, unit=column.unit)


def _stacked(table: str, chains: Sequence[tuple[str, ...]]) -> list[Line]:
    """Return lines of headings, each chain from the outermost one down to the column's own; equal ones are merged."""
    height = max(map(len, chains))
    lines = []
    for level in range(height):
        texts: list[str] = []
        spans: list[tuple[int, int]] = []
        for (lead, is_own), members in groupby((chain[: level + 1], len(chain) == level + 1) for chain in chains):
            width = len(list(members))
            if len(lead) > level:  # or the heading above reaches down to here
                texts += [lead[level]] * (width if is_own else 1)
                spans += [(height - level, 1)] * width if is_own else [(1, width)]
        lines.append(Line(table=table, kind="header", texts=tuple(texts), spans=tuple(spans)))
    return lines
