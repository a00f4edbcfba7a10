"""What is printed behind each row label of a region, and what to do where labels and values came apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.locate import Page, Region
from extractor.locate.page import Hit
from extractor.locate.regions import LONG_WORD
from extractor.readers.layout.tokens import Mark, Token, cut_enumerator, tokens
from extractor.schema.model import Row

SHORT_TEXT = 8  # text of at most this length may stand in the middle of a row's figures (a torn group title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A row with the tokens read as its own; `by_order` says that printed order alone ties them to it.

    `label` is the compact start of its label, or -1 where the label was not found; `spare` holds what stands behind
    the row and is not its own.
    """

    row: Row
    label: int
    tokens: tuple[Token, ...]
    spare: tuple[Token, ...] = ()
    by_order: bool = False


def segments(page: Page, region: Region) -> list[Segment]:
    """Return every listed row of the region's table with what is printed behind its label, in form order."""
    table = region.table
    labels = _labels(page, region)
    read = _values_first(page, region, {hit.word.key: _read(page, region, hit, labels) for hit in labels.values()})
    rows = [read.get(row.id) or Segment(row=row, label=-1, tokens=()) for row in table.listed_rows]
    widths = [len(table.columns_of(row)) for row in table.listed_rows]
    trimmed = [_own(segment, width) for segment, width in zip(rows, widths, strict=True)]
    return _without_aftermath(deal(_with_blank_rows(rows, trimmed, widths), widths))


def _with_blank_rows(read: Sequence[Segment], trimmed: list[Segment], widths: Sequence[int]) -> list[Segment]:
    """Keep a row of nothing but printed blanks where most rows hold all their cells; else it is filler."""
    full = sum(len(segment.tokens) >= width for segment, width in zip(trimmed, widths, strict=True))
    if 2 * full < len(trimmed):
        return trimmed
    return [
        replace(own, tokens=segment.tokens) if not own.tokens and _is_blank_row(segment, width) else own
        for segment, own, width in zip(read, trimmed, widths, strict=True)
    ]


def _is_blank_row(segment: Segment, width: int) -> bool:
    return len(segment.tokens) == width and all(token.mark is Mark.BLANK for token in segment.tokens)


def _without_aftermath(rows: list[Segment]) -> list[Segment]:
    """Drop what stands behind the last label's row: a comparison table or prose may follow, which is not the table."""
    last = max(range(len(rows)), key=lambda index: rows[index].label)
    rows[last] = replace(rows[last], spare=())
    return rows


def _values_first(page: Page, region: Region, read: dict[str, Segment]) -> dict[str, Segment]:
    """Move every row's tokens to the label behind them where the values were printed before their labels.

    So it is when a full row stands before the first label and none after the last.
    """
    in_order = sorted(read.values(), key=lambda segment: segment.label)
    if len(in_order) < 2 or _groups(in_order[-1].tokens):
        return read
    first = next(hit for hit in region.known if hit.start == in_order[0].label)
    begin = page.raw(first.start, first.end).start
    end = cut_enumerator(page.folded, begin, _enumerator(region, first), region.span.start)
    lead = tokens(page, region.span.start, end)
    last_group = _groups(lead)[-1][1] if _groups(lead) else []
    width = len(region.table.columns_of(in_order[0].row))
    if len(last_group) != width or lead[-1] is not last_group[-1]:
        return read
    moved = [tuple(last_group), *(segment.tokens for segment in in_order[:-1])]
    return {s.row.id: replace(s, tokens=stock) for s, stock in zip(in_order, moved, strict=True)}


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
    return Segment(row=row, label=hit.start, tokens=tuple(tokens(page, start, end)))


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
    line = _full_line(own, width)
    if line is not None and len(own) > width:
        rest = [token for token in own if token.line != line] + rest
        own = [token for token in own if token.line == line]
    return replace(segment, tokens=tuple(own), spare=tuple(rest))


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


def _full_line(own: Sequence[Token], width: int) -> int | None:
    """Return the first line that alone holds exactly a row, where the tokens stand on several lines."""
    lines: dict[int, int] = {}
    for token in own:
        if token.mark is not Mark.BLANK:
            lines[token.line] = lines.get(token.line, 0) + 1
    if width < 2:
        return None
    return next((line for line, count in lines.items() if count == width), None)


def deal(rows: list[Segment], widths: Sequence[int]) -> list[Segment]:
    """Give rows without figures those that stand spare before them or behind a later label: labels and values apart."""
    at = 0
    while at < len(rows):
        stop = at
        while stop < len(rows) and not rows[stop].tokens:
            stop += 1
        if at < stop:
            _fill_gap(rows, widths, at, stop)
        at = stop + 1
    return rows


def _fill_gap(rows: list[Segment], widths: Sequence[int], at: int, stop: int) -> None:
    """Fill the rows `at:stop` from the row behind them (k labels, then k rows of values) or from the one before."""
    if stop < len(rows) and _is_in_order(rows[at : stop + 1]):
        stock = _stock([*rows[stop].tokens, *rows[stop].spare], sum(widths[at : stop + 1]))
        if stock:
            rows[at : stop + 1] = _in_order(rows[at : stop + 1], widths[at : stop + 1], stock)
            return
    if at > 0:
        stock = _stock(rows[at - 1].spare, sum(widths[at:stop]))
        if stock:
            rows[at - 1] = replace(rows[at - 1], spare=())
            rows[at:stop] = _in_order(rows[at:stop], widths[at:stop], stock)


def _is_in_order(rows: Sequence[Segment]) -> bool:
    """Return whether every row has its label and they stand in form order: only then can values behind be dealt out."""
    labels = [segment.label for segment in rows]
    return labels[0] >= 0 and all(one < following for one, following in pairwise(labels))


def _stock(found: Sequence[Token], count: int) -> list[Token]:
    """Return `found` in printed order if it is exactly `count` cells, with or without its blanks; else nothing."""
    pool = sorted(found, key=lambda token: token.start)
    figures = [token for token in pool if token.mark is not Mark.BLANK]
    return next((stock for stock in (pool, figures) if len(stock) == count), [])


def _in_order(rows: list[Segment], widths: Sequence[int], stock: Sequence[Token]) -> list[Segment]:
    dealt = []
    at = 0
    for segment, width in zip(rows, widths, strict=True):
        dealt.append(replace(segment, tokens=tuple(stock[at : at + width]), spare=(), by_order=True))
        at += width
    return dealt


def by_columns(rows: Sequence[Segment]) -> list[Segment] | None:
    """Return the rows with every stock that was dealt out row by row dealt out column by column instead."""
    turned = list(rows)
    at = 0
    changed = False
    while at < len(rows):
        stop = at
        while stop < len(rows) and rows[stop].by_order:
            stop += 1
        group = rows[at:stop]
        if len(group) > 1 and len({len(segment.tokens) for segment in group}) == 1:
            stock = sorted((token for segment in group for token in segment.tokens), key=lambda token: token.start)
            turned[at:stop] = [
                replace(segment, tokens=tuple(stock[index :: len(group)])) for index, segment in enumerate(group)
            ]
            changed = True
        at = max(stop, at + 1)
    return turned if changed else None
