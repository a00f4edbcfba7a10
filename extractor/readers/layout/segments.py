"""What is printed behind each row label of a region, and what to do where labels and values came apart."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.locate import Page, Region
from extractor.locate.page import Hit
from extractor.locate.regions import LONG_WORD
from extractor.readers.layout.columns import in_columns
from extractor.readers.layout.dealing import Segment, deal, is_anchored
from extractor.readers.layout.tokens import Mark, Token, cut_enumerator, tokens

SHORT_TEXT = 8  # text of at most this length may stand in the middle of a row's figures (a torn group title)


def segments(page: Page, region: Region) -> list[Segment]:
    """Return every listed row of the region's table with what is printed behind its label, in form order."""
    table = region.table
    labels = _labels(page, region)
    read = _values_first(page, region, {hit.word.key: _read(page, region, hit, labels) for hit in labels.values()})
    rows = [read.get(row.id) or Segment(row=row, label=-1, tokens=()) for row in table.listed_rows]
    widths = [len(table.columns_of(row)) for row in table.listed_rows]
    trimmed = [_own(segment, width) for segment, width in zip(rows, widths, strict=True)]
    return _without_aftermath(deal(in_columns(rows, trimmed, widths, is_gridded=is_gridded(page, region)), widths))


def _without_aftermath(rows: list[Segment]) -> list[Segment]:
    """Drop what stands behind the last label's row: a comparison table or prose may follow, which is not the table."""
    last = max(range(len(rows)), key=lambda index: rows[index].label)
    rows[last] = replace(rows[last], spare=())
    return rows


def is_gridded(page: Page, region: Region) -> bool:
    """Return whether the file format itself tells the cells, so that an empty one was printed blank."""
    middle = (region.span.start + region.span.end) // 2
    return any(grid.start <= middle < grid.end for grid in page.document.grids)


def _values_first(page: Page, region: Region, read: dict[str, Segment]) -> dict[str, Segment]:
    """Move tokens to the label behind them where values were printed before their labels.

    So it is when a full row stands before the first label, and none is left over behind the last. A row on its label's
    own line stays there.
    """
    in_order = sorted(read.values(), key=lambda segment: segment.label)
    width = len(region.table.columns_of(in_order[0].row))
    stock = _lead(page, region, in_order[0], width)
    if len(in_order) < MANY or not stock or is_anchored(in_order[0], width):
        return read
    moved = []
    for segment in in_order:
        own = segment.tokens
        if is_anchored(segment, width):
            moved.append(replace(segment, tokens=tuple(token for token in own if token.line == 0)))
            stock = tuple(token for token in own if token.line > 0 and token.is_cell)
        else:
            moved.append(replace(segment, tokens=stock))
            stock = own
    return {segment.row.id: segment for segment in moved} if not _groups(stock) else read


def _lead(page: Page, region: Region, first: Segment, width: int) -> tuple[Token, ...]:
    """Return the full row that stands right before the first label, if one does."""
    hit = next(hit for hit in region.known if hit.start == first.label)
    begin = page.raw(hit.start, hit.end).start
    found = tokens(page, region.span.start, cut_enumerator(page.folded, begin, first.row.enumerator, region.span.start))
    groups = _groups(found)
    last = groups[-1][1] if groups else []
    return tuple(last) if len(last) == width and found[-1] is last[-1] else ()


MANY = 3  # labels from which a table shows on which side of them its values stand


def _labels(page: Page, region: Region) -> dict[str, Hit]:
    """Return the label of each row: those of the chain, and for a row it left out its label elsewhere inside."""
    labels = {hit.word.key: hit for hit in region.chain}
    for hit in region.known:
        word = hit.word
        is_missing = word.kind == "row" and word.table == region.table.id and word.key not in labels
        if is_missing and (_is_long(hit) or page.words[hit.end : hit.end + 1].isdigit()):
            labels[word.key] = hit
    return labels


def _is_long(hit: Hit) -> bool:
    return hit.end - hit.start >= LONG_WORD


def _read(page: Page, region: Region, hit: Hit, labels: dict[str, Hit]) -> Segment:
    following = _next_boundary(region, hit, labels)
    row = next(row for row in region.table.listed_rows if row.id == hit.word.key)
    start = page.raw(hit.start, hit.end).end
    end = region.span.end
    if following is not None:
        begin = page.raw(following.start, following.end).start
        end = cut_enumerator(page.folded, begin, _enumerator(region, following), start)
    indent = _indent(page, page.raw(hit.start, hit.end).start)
    return Segment(row=row, label=hit.start, indent=indent, tokens=tuple(tokens(page, start, end)))


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
        if other.word.kind in {"heading", "landmark", "section"} or id(other) in chosen:
            return other
        if other.word.kind == "row" and _is_long(other) and not _same_label(hit, other):
            return other
    return None


def _same_label(hit: Hit, other: Hit) -> bool:
    """Return whether a second core word of the same label follows it (`逾期不补正` within its long form)."""
    return hit.word == other.word and other.start - hit.end <= LONGEST_LABEL


LONGEST_LABEL = 40


def _enumerator(region: Region, hit: Hit) -> str | None:
    if hit.word.kind != "row" or hit.word.table != region.table.id:
        return None
    return next((row.enumerator for row in region.table.listed_rows if row.id == hit.word.key), None)


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
    if exact and 2 * figures[first] > width:
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
