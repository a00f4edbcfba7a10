"""Reads a table that prints all its headings first and then one run of figures, block after block.

The run may come whole, block by block with headings between, or as a fragment under a part of the headings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.locate import Page, Region
from extractor.locate.fields import YEAR_MARK
from extractor.locate.page import Hit
from extractor.readers.layout.problem import Line
from extractor.readers.layout.tokens import Mark, Token, printed, tokens

MARK_REACH = 40  # characters before a table in which the year of its figures may stand
SHORT_TEXT = 3  # text of at most this length inside a run of figures is a torn heading, not the end of the run


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures that stand together, and the headings between the figures before them and these."""

    headings: tuple[Hit, ...]
    tokens: tuple[Token, ...]


def block_lines(page: Page, region: Region, year: Callable[[], int | None]) -> tuple[list[Line], list[Line]]:
    """Return the lines of the table as read, and those that stand as rivals: another run for the same slots.

    Where runs are marked with years, only those of the report's own `year` count.
    """
    slots = region.table.slots
    groups = _of_year(page, _groups(page, region), max(page.span.start, region.span.start - MARK_REACH), year)
    whole = [group for group in groups if _fills(group, len(slots))]
    if whole:
        first, *others = whole
        read, *rivals = (_line(slots, group, is_short=_is_short(page, group)) for group in (first, *others))
        return [read], rivals
    parts = [(_part_slots(region, group, slots), group) for group in groups]
    lines = [_line(part, group, is_short=False) for part, group in parts if part]
    if any(not part and _is_headed(group) for part, group in parts):
        lines = [replace(line, is_loose=True) for line in lines]  # another run under headings, which nothing places
    return _first_of_each(lines)


def _is_headed(group: Group) -> bool:
    return sum(hit.word.kind == "column" for hit in group.headings) > 1


def _is_short(page: Page, group: Group) -> bool:
    """Return whether a line of cells has fewer fields than the line of headings above it: then a cell was lost."""
    headings = [hit for hit in group.headings if hit.word.kind == "column"]
    if not headings:
        return False
    heading = page.raw(headings[-1].start, headings[-1].end)
    return 1 < _fields(page, group.tokens[0].start) < _fields(page, heading.start)


def _fields(page: Page, at: int) -> int:
    """Return how many tabs and bars the line around a place has."""
    start, end = page.folded.rfind("\n", 0, at) + 1, page.folded.find("\n", at)
    line = page.folded[start : end if end >= 0 else len(page.folded)]
    return line.count("\t") + line.count("|")


def _line(slots: Sequence[str], group: Group, *, is_short: bool) -> Line:
    tokens = group.tokens
    if is_short:
        tokens = tuple(printed(tokens))
    is_named = any(hit.word.kind in {"column", "row"} for hit in group.headings)
    return Line(slots=tuple(slots), tokens=tokens, is_loose=not is_named)


def _first_of_each(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    taken: set[str] = set()
    read: list[Line] = []
    rivals: list[Line] = []
    for line in lines:
        (rivals if taken & set(line.slots) else read).append(line)
        taken.update(line.slots)
    return read, rivals


def _fills(group: Group, width: int) -> bool:
    """Return whether a group can be the whole run: nearly as many cells, or enough digits run together."""
    figures = printed(group.tokens)
    if len(figures) >= width - 2 or len(group.tokens) in {width, width + 1, width + 2}:
        return True
    digits = sum(len(token.digits) for token in figures if token.mark is Mark.FIGURE)
    longest = max((len(token.digits) for token in figures), default=0)
    return digits >= width and (longest >= width // 2 or any(_is_joined(token) for token in figures))


def _of_year(page: Page, groups: list[Group], start: int, year: Callable[[], int | None]) -> list[Group]:
    """Keep the runs whose nearest year mark before them is the report's, if each of several runs has one."""
    if len(groups) < 2:
        return groups
    marks = []
    for group in groups:
        years = YEAR_MARK.findall(page.folded, start, group.tokens[0].start)
        marks.append(int(years[-1]) if years else None)
        start = group.tokens[-1].end
    own = year()
    if own not in marks or None in marks:
        return groups
    return [group for group, mark in zip(groups, marks, strict=True) if mark == own]


def _is_joined(token: Token) -> bool:
    return len(token.digits) > 1 and token.digits.startswith("0")


def _groups(page: Page, region: Region) -> list[Group]:
    """Cut the region's tokens into runs of figures, each with the headings that stand since the run before."""
    headings = [hit for hit in region.known if hit.word.table == region.table.id]
    found: list[Group] = []
    start = region.span.start
    cells = tokens(page, *region.span, label_first=False)
    for run in _runs(cells) or _blank_runs(cells, len(region.table.slots)):
        since = tuple(hit for hit in headings if start <= page.raw(hit.start, hit.end).start < run[0].start)
        found.append(Group(headings=since, tokens=tuple(run)))
        start = run[-1].end
    return found


def _runs(found: Sequence[Token]) -> list[list[Token]]:
    """Return runs of cells; blanks alone are header filler, and text longer than a torn heading ends a run."""
    runs: list[list[Token]] = [[]]
    text = 0
    for token in found:
        if token.is_cell:
            if text > SHORT_TEXT or (text and token.mark is Mark.BLANK):
                runs.append([])
            text = 0
            runs[-1].append(token)
        else:
            text += token.length
    return [trimmed for run in runs if (trimmed := _trimmed(run))]


def _blank_runs(found: Sequence[Token], width: int) -> list[list[Token]]:
    """Return the one line of nothing but empty cells that is long enough, of a table without any figure.

    Which of them is the filler of a wider table changes nothing.
    """
    lines: dict[int, list[Token]] = {}
    for token in found:
        lines.setdefault(token.line, []).append(token)
    blank = [line for line in lines.values() if all(token.mark is Mark.BLANK for token in line)]
    long = [line for line in blank if width <= len(line) <= width + 2]
    return [long[0][:width]] if len(long) == 1 else []


def _trimmed(run: list[Token]) -> list[Token]:
    """Drop blanks on lines without a figure (empty header cells); a run of blanks alone is nothing."""
    lines = {token.line for token in printed(run)}
    return [token for token in run if token.line in lines]


def _part_slots(region: Region, group: Group, slots: Sequence[str]) -> tuple[str, ...]:
    """Return the slots of a run that fills only a part of the table, or nothing where the headings do not say which."""
    figures = printed(group.tokens)
    columns = [hit.word.key for hit in group.headings if hit.word.kind == "column"]
    blocks = [hit.word.key for hit in group.headings if hit.word.kind == "row"]
    order = [row.id for row in region.table.listed_rows]
    if len(columns) == len(figures):
        return _under_headings(region, columns, blocks, order)
    width = len(slots) // max(1, len(order))
    if len(figures) == width and len(blocks) == 1:
        return tuple(slot for slot in slots if slot.split("/")[1] == blocks[0])
    return ()


def _under_headings(
    region: Region, columns: Sequence[str], blocks: Sequence[str], order: Sequence[str]
) -> tuple[str, ...]:
    """Map a sequence of column headings to blocks: a new block begins where the column order starts again."""
    rank = {column.id: index for index, column in enumerate(region.table.columns)}
    parts: list[list[str]] = [[columns[0]]] if columns else []
    for one, following in pairwise(columns):
        if rank[following] <= rank[one]:
            parts.append([])
        parts[-1].append(following)
    first = _first_block(parts, blocks, order, len(rank))
    if first is None:
        return ()
    named = order[first : first + len(parts)]
    return tuple(
        f"{region.table.id}/{block}/{column}" for block, part in zip(named, parts, strict=True) for column in part
    )


def _first_block(parts: Sequence[Sequence[str]], blocks: Sequence[str], order: Sequence[str], width: int) -> int | None:
    """Return which block the first part belongs to: the titles must be those of the parts, in order, as far as printed.

    A part whose left half is cut off may have lost its title with it, so titles are matched from the end; a part cut
    off on the right still has its title, so without a cut on the left they are matched from the start.
    """
    known = [order.index(block) for block in dict.fromkeys(blocks)]
    if not known or len(parts) > len(order):
        return None
    cut_left = bool(parts) and len(parts[0]) < width and len(parts) > 1 and len(parts[-1]) == width
    if cut_left:
        first = known[-1] - (len(parts) - 1)
        return first if first >= 0 else None
    first = known[0]
    return first if first + len(parts) <= len(order) else None
