"""Layouts of plain text: what tools leave of a table when they turn a page into characters."""

from collections.abc import Callable, Sequence
from itertools import groupby
from random import Random

from extractor.generator.line import Line

Renderer = Callable[[Sequence[Line], Random], str]


def pipes(table: Sequence[Line], rng: Random) -> str:
    """Print Markdown rows between bars; merged labels leave empty filler cells, as real converters do."""
    fence = rng.random() < 0.7
    rows = _cell_rows(table, rng)
    out = [f"| {' | '.join(row)} |" if fence else " | ".join(row) for row in rows]
    if rng.random() < 0.6:
        out.insert(1, "|" + "---|" * max(map(len, rows)))
    return "\n".join(out)


def tabs(table: Sequence[Line], rng: Random) -> str:
    """Print cells parted by tabs, labels in varying columns."""
    return "\n".join("\t".join(row) for row in _cell_rows(table, rng))


def spaces(table: Sequence[Line], rng: Random) -> str:
    """Print one line a row, cells parted by blanks; group labels on a line of their own or before their first row."""
    glue = rng.choice((" ", " ", "  "))
    own_line = rng.random() < 0.6
    out: list[str] = []
    for line, groups in _with_groups(table):
        if groups and own_line:
            out += groups
        out.append(glue.join(text for text in (*(() if own_line else groups), *_texts(line)) if text))
    return "\n".join(out)


def lines(table: Sequence[Line], rng: Random) -> str:
    """Print one cell a line."""
    glue = rng.choice(("\n", "\n", "\n\n"))
    return glue.join(
        text for line, groups in _with_groups(table) for text in (*groups, *_texts(line, dashed=True)) if text
    )


def none(table: Sequence[Line], rng: Random) -> str:
    """Print no separator at all; rows may at least keep their line ends."""
    glue = rng.choice(("", "", "\n"))
    return glue.join("".join((*groups, *_texts(line))) for line, groups in _with_groups(table))


def apart(table: Sequence[Line], rng: Random) -> str:
    """Print the row labels of each block first, then its lines of values; tables without groups of rows stay whole."""
    if not any(len(line.path) > 1 for line in table):
        return spaces(table, rng)
    out: list[str] = []
    seen: tuple[str, ...] = ()
    for group, members in groupby(table, key=lambda line: (line.kind, line.path[:-1])):
        block = list(members)
        if group[0] != "row":
            out += [" ".join(line.texts) for line in block]
            continue
        out += [label for depth, label in enumerate(group[1]) if seen[depth : depth + 1] != (label,)]
        seen = group[1]
        out += [line.path[-1] for line in block]
        out += [" ".join(cell.text for cell in line.cells) for line in block]
    return "\n".join(out)


def _with_groups(table: Sequence[Line]) -> list[tuple[Line, tuple[str, ...]]]:
    """Pair each line with the group labels that are printed before it, since they differ from those before."""
    paired: list[tuple[Line, tuple[str, ...]]] = []
    seen: tuple[str, ...] = ()
    for line in table:
        groups = line.path[:-1]
        same = next(
            (at for at, (a, b) in enumerate(zip(groups, seen, strict=False)) if a != b), min(len(groups), len(seen))
        )
        paired.append((line, groups[same:]))
        if line.kind == "row":
            seen = groups
    return paired


def _texts(line: Line, *, dashed: bool = False) -> tuple[str, ...]:
    """Return what a line prints, groups aside; `dashed` keeps a bare page number from looking like a cell."""
    if line.kind == "page" and dashed and line.texts[0].strip().isdigit():
        return (f"- {line.texts[0].strip()} -",)
    return line.texts or (*line.path[-1:], *(cell.text for cell in line.cells))


def _cell_rows(table: Sequence[Line], rng: Random) -> list[list[str]]:
    depth = max((len(line.path) for line in table), default=0)
    width = max(len(line.slots) for line in table) + depth + rng.randrange(2)
    aligned = keeps_columns(table, rng)
    rows: list[list[str]] = []
    for line, groups in _with_groups(table):
        if line.kind == "page":
            rows.append([*line.texts])
            continue
        row = _header_cells(line) if line.texts else _labelled(line, groups, depth if aligned else 0)
        lost = len(line.slots) - len(line.cells)  # a cell that is lost takes its separator along: the row is shorter
        rows.append(row + [""] * (width - len(row) - lost))
    return rows


def keeps_columns(table: Sequence[Line], rng: Random) -> bool:
    """Return whether each row is to begin in the same column: always where a cell is blank, or nobody could tell."""
    blank = any(cell.content is None and not cell.text for line in table for cell in line.cells)
    return blank or rng.random() < 0.5


def _header_cells(line: Line) -> list[str]:
    """Return the headings; those under a merged one stand to the right of empty cells."""
    return [""] * line.indent + [
        text for text, (_, width) in zip(line.texts, line.spans, strict=True) for text in [text] + [""] * (width - 1)
    ]


def _labelled(line: Line, groups: tuple[str, ...], depth: int) -> list[str]:
    """Return a row's labels, filled up to `depth` columns (0: as short as they come), and its cells."""
    if not line.path:
        return [cell.text for cell in line.cells]
    shown = [""] * (len(line.path) - 1 - len(groups)) + [*groups, line.path[-1]]
    filler = [""] * (depth - len(shown)) if depth else [""] * (len(line.path) == 1 and len(line.slots) > 4)
    return [*shown, *filler, *(cell.text for cell in line.cells)]
