"""What is printed behind each row label of a region, and what to do where labels and values came apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.locate import Page, Region
from extractor.locate.chain import LONGEST_LABEL, is_in_phrase
from extractor.locate.page import Hit
from extractor.readers.layout.columns import in_columns
from extractor.readers.layout.dealing import MAX_ODD, Segment, deal, is_anchored
from extractor.readers.layout.tokens import Mark, Token, cut_enumerator, printed, tokens

SHORT_TEXT = 8  # text of at most this length may stand in the middle of a row's figures (a torn group title)


@dataclass(frozen=True, slots=True)
class Rows:
    """The listed rows of a table in form order; `is_grid` says that an empty cell among theirs was printed blank."""

    segments: list[Segment]
    is_grid: bool


def segments(page: Page, region: Region) -> Rows:
    """Return every listed row of the region's table with what is printed behind its label."""
    table = region.table
    labels = row_labels(page, region)
    read = _between_anchors(region, {hit.word.key: _read(page, region, hit, labels) for hit in labels.values()})
    rows = [read.get(row.id) or Segment(row=row, label=-1, tokens=()) for row in table.listed_rows]
    widths = [len(table.columns_of(row)) for row in table.listed_rows]
    gridded = is_gridded(page, region)
    trimmed = [
        _on_label_line(segment) if gridded else _own(segment, width)
        for segment, width in zip(rows, widths, strict=True)
    ]
    first = _first_column(page, region)
    framed, in_frame = in_columns(rows, trimmed, widths, first=first, is_gridded=gridded)
    return Rows(_without_aftermath(deal(framed, widths)), gridded or in_frame)


def _first_column(page: Page, region: Region) -> int | None:
    """Return the cell of its line in which the first column's heading stands, if the last column's stands as far on."""
    columns = [column.id for column in region.table.columns]
    cells: dict[str, int] = {}
    for hit in region.known:
        if hit.start >= region.chain[0].start:
            break
        if hit.word.kind == "column" and hit.word.table == region.table.id:
            cells.setdefault(hit.word.key, _indent(page, page.raw(hit.start, hit.end).start))
    first, last = cells.get(columns[0]), cells.get(columns[-1])
    if first is None or last is None or last - first != len(columns) - 1:
        return None
    return first


def _without_aftermath(rows: list[Segment]) -> list[Segment]:
    """Drop what stands behind the last label's row: a comparison table or prose may follow, which is not the table."""
    last = max(range(len(rows)), key=lambda index: rows[index].label)
    rows[last] = replace(rows[last], spare=())
    return rows


def is_gridded(page: Page, region: Region) -> bool:
    """Return whether the file format itself tells the cells, so that an empty one was printed blank."""
    middle = (region.span.start + region.span.end) // 2
    return any(grid.start <= middle < grid.end for grid in page.document.grids)


def _between_anchors(region: Region, read: dict[str, Segment]) -> dict[str, Segment]:
    """Deal out, between rows that stand on their label's own line, lines of values printed before their labels.

    A wrapped label may have its values before it, within it or behind it. Where a full line stands before the first of
    k such labels, k lines are theirs in order, whichever; any other count leaves them tied by printed order at most.
    """
    in_order = sorted(read.values(), key=lambda segment: segment.label)
    widths = {len(region.table.columns_of(segment.row)) for segment in in_order}
    if len(in_order) < MANY or len(widths) > 1:
        return read
    width = widths.pop()
    before: list[tuple[Token, ...]] = []
    at = 0
    while at < len(in_order):
        stop = at
        while stop < len(in_order) and not is_anchored(in_order[stop], width):
            stop += 1
        before += _full_lines(in_order[at].lead, width) if at < stop else []
        if at < stop and before:
            in_order[at:stop] = _tied_by_order(in_order[at:stop], before, width)
            if at > 0:
                in_order[at - 1] = replace(in_order[at - 1], tokens=_on_line(in_order[at - 1].tokens))
        before = _full_lines(_off_line(in_order[stop].tokens), width) if stop < len(in_order) else []
        at = stop + 1
    return {segment.row.id: segment for segment in in_order}


def _tied_by_order(run: Sequence[Segment], before: Sequence[tuple[Token, ...]], width: int) -> list[Segment]:
    behind = [_full_lines(segment.tokens, width) for segment in run]
    leads = [[], *(_full_lines(segment.lead, width) for segment in run[1:])]
    lines = [*before, *(line for pair in zip(leads, behind, strict=True) for found in pair for line in found)]
    if len(lines) != len(run):
        return [replace(segment, by_order=True) for segment in run]
    return [replace(segment, tokens=line, by_order=True) for segment, line in zip(run, lines, strict=True)]


def _full_lines(found: Iterable[Token], width: int) -> list[tuple[Token, ...]]:
    """Return the lines that hold exactly a row of figures."""
    cells = (token for token in printed(found) if token.is_cell)
    lines = (tuple(line) for _, line in groupby(cells, key=lambda token: token.line))
    return [line for line in lines if len(line) == width > 1]


def _on_line(found: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(token for token in found if token.line == 0)


def _off_line(found: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(token for token in found if token.line > 0)


def _lead(page: Page, region: Region, hit: Hit, labels: dict[str, Hit], enumerator: str | None) -> tuple[Token, ...]:
    """Return what stands between a label and the heading or group title before it, where no other row's label does."""
    chosen = {id(label) for label in labels.values()}
    marks = (other for other in reversed(region.known) if other.end <= hit.start)
    before = next((other for other in marks if id(other) in chosen or other.word.kind in TITLES), None)
    if before is not None and before.word.kind == "row":
        return ()
    start = page.raw(before.start, before.end).end if before is not None else region.span.start
    begin = page.raw(hit.start, hit.end).start
    return tuple(tokens(page, start, cut_enumerator(page.folded, begin, enumerator, start)))


TITLES = {"heading", "landmark", "section"}
MANY = 3  # labels from which a table shows on which side of them its values stand


def row_labels(page: Page, region: Region) -> dict[str, Hit]:
    """Return the label of each row: those of the chain, and for a row it left out its label elsewhere inside."""
    labels = {hit.word.key: hit for hit in region.chain}
    ends = {hit.end for hit in region.known}
    for hit in region.known:
        word = hit.word
        is_own = word.kind == "row" and word.table == region.table.id
        is_missing = is_own and word.key not in labels and not is_in_phrase(page, hit, ends)
        if is_missing and (hit.is_long or page.words[hit.end : hit.end + 1].isdigit()):
            labels[word.key] = hit
    return labels


def _read(page: Page, region: Region, hit: Hit, labels: dict[str, Hit]) -> Segment:
    following = _next_boundary(region, hit, labels)
    row = region.table.row[hit.word.key]
    start = page.raw(hit.start, hit.end).end
    end = region.span.end
    if following is not None:
        begin = page.raw(following.start, following.end).start
        end = cut_enumerator(page.folded, begin, enumerator_of(region, following), start)
    indent = _indent(page, page.raw(hit.start, hit.end).start)
    lead = _lead(page, region, hit, labels, row.enumerator)
    return Segment(row=row, label=hit.start, indent=indent, lead=lead, tokens=tuple(tokens(page, start, end)))


def _indent(page: Page, start: int) -> int:
    """Return how many tabs or bars stand before a label on its line: in which cell it was printed."""
    line = page.folded[page.folded.rfind("\n", 0, start) + 1 : start]
    return line.count("\t") + line.count("|")


def _next_boundary(region: Region, hit: Hit, labels: dict[str, Hit]) -> Hit | None:
    """Return the next thing that ends a row: another row's label, a heading, a group title."""
    chosen = {id(label) for label in labels.values()}
    for other in region.known:
        if other.start < hit.end:
            continue
        if other.word.kind in TITLES or id(other) in chosen:
            return other
        if other.word.kind == "row" and other.is_long and not _same_label(hit, other):
            return other
    return None


def _same_label(hit: Hit, other: Hit) -> bool:
    """Return whether a second core word of the same label follows it (`逾期不补正` within its long form)."""
    return hit.word == other.word and other.start - hit.end <= LONGEST_LABEL


def enumerator_of(region: Region, hit: Hit) -> str | None:
    """Return the number that the form prints before a row's label."""
    if hit.word.kind != "row" or hit.word.table != region.table.id:
        return None
    return region.table.row[hit.word.key].enumerator


def _own(segment: Segment, width: int) -> Segment:
    """Keep of a segment what is the row's own: the first figures behind the label, up to text or a full line."""
    groups = _groups(segment.tokens)
    own: list[Token] = []
    for text_before, group in groups:
        if own and (text_before > SHORT_TEXT or _digits(own) >= width):
            break
        own.extend(group)
    rest = [token for _, group in groups for token in group][len(own) :]
    if len(own) > width > 1:
        line = _own_line(own, width)
        rest = [token for token in own if line is not None and token.line != line] + rest
        own = [token for token in own if line is None or token.line == line]
    return replace(segment, tokens=tuple(own), spare=tuple(rest))


def _on_label_line(segment: Segment) -> Segment:
    """Keep of a segment what stands in its label's row of a grid: there, a row is one line."""
    own = tuple(token for token in segment.tokens if token.is_cell and token.line == 0)
    rest = tuple(token for token in segment.tokens if token.is_cell and token.line > 0)
    has_figures = bool(printed(own))
    return replace(segment, tokens=own if has_figures else (), spare=tuple(printed(rest)))


def _own_line(own: Sequence[Token], width: int) -> int | None:
    """Return which line is the row's own, where several lines hold more than a row; None where no line is.

    A line that holds exactly a row is; but the first line, behind the label, stays the row's own if it is nearly full,
    whatever follows: then a cell of it was lost, and the next line is another row that lost its label.
    """
    cells: dict[int, int] = {}
    figures: dict[int, int] = {}
    for token in own:
        cells[token.line] = cells.get(token.line, 0) + 1
        figures[token.line] = figures.get(token.line, 0) + (token.mark is not Mark.BLANK)
    exact = [line for line in cells if width in {cells[line], figures[line]}]
    first = next(iter(cells))
    if cells[first] >= width - MAX_ODD or (exact and 2 * figures[first] > width):
        return first
    return exact[0] if exact else None


def _groups(found: Sequence[Token]) -> list[tuple[int, list[Token]]]:
    """Return runs of cells with the length of the text before each; blanks before the first figure stay with it."""
    groups: list[tuple[int, list[Token]]] = []
    text = 0
    fresh = True
    for token in found:
        if not token.is_cell:
            text += token.length
            fresh = True
            continue
        if fresh:
            groups.append((text, []))
            text, fresh = 0, False
        groups[-1][1].append(token)
    return [(before, group) for before, group in groups if any(token.mark is not Mark.BLANK for token in group)]


def _digits(found: Sequence[Token]) -> int:
    """Return how many cells tokens could fill at most."""
    return sum(len(token.digits) if token.mark is Mark.FIGURE else 1 for token in found)
