"""Labels and values that came apart: which rows the figures belong to that stand behind no label of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extractor.readers.layout.tokens import Token, printed
from extractor.schema.model import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A row with the tokens read as its own; `by_order` says that printed order alone ties them to it.

    `label` is the compact start of its label, or -1 where the label was not found, `indent` how many separators stand
    before it on its line, `lead` what stands between a group's title and the label; `spare` holds what stands behind
    the row and is not its own.
    """

    row: Row
    label: int
    indent: int = 0
    lead: tuple[Token, ...] = ()
    tokens: tuple[Token, ...]
    spare: tuple[Token, ...] = ()
    by_order: bool = False


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
        rows[at : stop + 1] = _from_behind(rows[at : stop + 1], widths[at : stop + 1])
    if at > 0 and not rows[at].tokens:
        stocks = _stocks(rows[at - 1].spare, widths[at:stop])
        if stocks:
            rows[at - 1] = replace(rows[at - 1], spare=())
            rows[at:stop] = _dealt(rows[at:stop], stocks)


def _from_behind(rows: list[Segment], widths: Sequence[int]) -> list[Segment]:
    """Deal out to k labelled rows what stands behind the last label, row by row or line by line.

    Where neither count fits, nothing tells which figures are whose, the last label's own included.
    """
    last = rows[-1]
    if is_anchored(last, widths[-1]):
        return rows
    pool = [*last.tokens, *last.spare]
    stocks = _stocks(pool, widths)
    if stocks:
        return _dealt(rows, stocks)
    if len(printed(last.tokens)) <= widths[-1] and not printed(last.spare):
        return rows  # the labels before it have lost their figures; its own are its own
    return [*rows[:-1], replace(last, tokens=(), spare=tuple(pool))]


def is_anchored(segment: Segment, width: int) -> bool:
    """Return whether a row stands on the label's own line, full or nearly: then it is its own, whatever is torn."""
    on_line = [token for token in segment.tokens if token.line == 0 and token.is_cell]
    return width > 1 and len(on_line) >= width - MAX_ODD and bool(printed(on_line))


def _is_in_order(rows: Sequence[Segment]) -> bool:
    """Return whether every row has its label and they stand in form order: only then can values behind be dealt out."""
    labels = [segment.label for segment in rows]
    return labels[0] >= 0 and all(one < following for one, following in pairwise(labels))


def _stocks(found: Iterable[Token], widths: Sequence[int]) -> list[tuple[Token, ...]]:
    """Return the tokens of each row in printed order: by count if it fits, else a line to a row, else nothing."""
    pool = sorted(found, key=lambda token: token.start)
    figures = printed(pool)
    for stock in (pool, figures):
        if stock and len(stock) == sum(widths):
            return _by_count(stock, widths)
    lines = [tuple(line) for _, line in groupby(figures, key=lambda token: token.line)]
    is_grid = len(lines) == len(widths) and all(
        abs(len(line) - width) <= MAX_ODD and width > 1 for line, width in zip(lines, widths, strict=True)
    )
    return lines if is_grid else []


MAX_ODD = 2  # cells that a line of values may lack or have too many and still be a row


def _by_count(stock: Sequence[Token], widths: Sequence[int]) -> list[tuple[Token, ...]]:
    stocks = []
    at = 0
    for width in widths:
        stocks.append(tuple(stock[at : at + width]))
        at += width
    return stocks


def _dealt(rows: Sequence[Segment], stocks: Sequence[tuple[Token, ...]]) -> list[Segment]:
    return [
        replace(segment, tokens=stock, spare=(), by_order=True) for segment, stock in zip(rows, stocks, strict=True)
    ]


def by_columns(rows: Sequence[Segment]) -> list[Segment] | None:
    """Return the rows with every stock that was dealt out row by row dealt out column by column instead."""
    turned = list(rows)
    changed = False
    for at, stop in _dealt_ranges(rows):
        group = rows[at:stop]
        if len({len(segment.tokens) for segment in group}) == 1:
            stock = sorted((token for segment in group for token in segment.tokens), key=lambda token: token.start)
            turned[at:stop] = [
                replace(segment, tokens=tuple(stock[index :: len(group)])) for index, segment in enumerate(group)
            ]
            changed = True
    return turned if changed else None


def _dealt_ranges(rows: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return where several rows in a row rest on printed order."""
    ranges = []
    at = 0
    for by_order, run in groupby(rows, key=lambda segment: segment.by_order):
        stop = at + len(list(run))
        if by_order and stop - at > 1:
            ranges.append((at, stop))
        at = stop
    return ranges
