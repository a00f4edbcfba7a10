"""The best run of a table's row labels through a document: in printed order, close together, with figures behind them.

Row labels also stand in prose, in repeated headers and in comparison lists. So not the first hit of each counts but
the increasing chain (row order x position) that gains most, where text that no known word covers costs, and so does a
row left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.locate.page import Hit, Page, letters
from extractor.schema.model import Table

# Gains and costs are in units of one row label; measured on reports with comparison tables and labels in prose.
FIGURES_BEHIND = 1.0  # a label with figures behind it, rather than text
SKIPPED_ROW = 0.25
FREE_GAP = 24  # characters of unknown text between two labels that cost nothing: the torn-off half of a long label
GAP_COST = 0.03  # a character beyond that
MAX_GAP = 600
LOOK_BACK = 120
REACH = 36  # characters behind a label in which its first figures stand
LONGEST_LABEL = 40
NUMERALS = frozenset("一二三四五六七八九十")
SENTENCE = re.compile(
    r"[^\d\n\t|]{0,24}\d[\d.]{0,12} ?(?:件|条|项|个|宗|批|份|次|人次|万元|元)?"
    r"(?:\([^()\n]{0,20}\))? ?[,;、。](?![\d\"'])"
)


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of row hits in printed order and what it gains."""

    hits: tuple[Hit, ...]
    gain: float


def best_chain(page: Page, known: Sequence[Hit], table: Table) -> Chain:
    """Return the best chain of a table's row labels among all hits of a page (an empty chain where there is none)."""
    rank = {row.id: index for index, row in enumerate(table.listed_rows)}
    widths = {row.id: len(table.columns_of(row)) for row in table.listed_rows}
    ends = {hit.end for hit in known}
    own = (hit for hit in known if hit.word.table == table.id and hit.word.kind == "row")
    rows = [hit for hit in own if not is_in_phrase(page, hit, ends)]
    if not rows:
        return Chain((), 0.0)
    gaps = _unknown_before(page.words, known)
    scores: list[float] = []
    previous: list[int] = []
    for index, hit in enumerate(rows):
        score, back = _best_link(rows, scores, index, rank, gaps)
        scores.append(score + 1.0 + FIGURES_BEHIND * _filled(page, hit, widths[hit.word.key]))
        previous.append(back)
    chain = _trace(rows, scores, previous)
    return Chain(_whole_labels(page.words, chain.hits, rows), chain.gain)


def is_in_phrase(page: Page, hit: Hit, ends: set[int]) -> bool:
    """Return whether a word of a sentence, no known one, stands right before a label (`其中行政强制12起`)."""
    if hit.start in ends:
        return False
    before = page.folded[max(0, page.compact.raw(hit.start) - 1) : page.compact.raw(hit.start)]
    return "\u4e00" <= before <= "\u9fff" and before not in NUMERALS


def _whole_labels(words: str, chain: Sequence[Hit], rows: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the chain with each label known by its second half moved to its first, values in between or not."""
    moved: list[Hit] = []
    floor = 0
    for hit in chain:
        halves = [hit]
        for other in reversed([other for other in rows if floor <= other.start and other.end <= hit.start]):
            between = words[other.end : halves[-1].start]
            if other.word.key != hit.word.key or letters(between) > LONGEST_LABEL:
                break
            halves.append(other)
        moved.append(halves[-1])
        floor = hit.end
    return tuple(moved)


def _best_link(
    rows: list[Hit], scores: list[float], index: int, rank: dict[str, int], gaps: dict[int, int]
) -> tuple[float, int]:
    best, back = 0.0, -1
    hit = rows[index]
    for earlier in range(index - 1, max(-1, index - LOOK_BACK), -1):
        other = rows[earlier]
        step = rank[hit.word.key] - rank[other.word.key]
        gap = gaps[hit.start] - gaps[other.start]
        if gap > MAX_GAP:
            break
        if step <= 0 or other.end > hit.start:
            continue
        score = scores[earlier] - SKIPPED_ROW * (step - 1) - GAP_COST * max(0, gap - FREE_GAP)
        if score > best:
            best, back = score, earlier
    return best, back


def _trace(rows: list[Hit], scores: list[float], previous: list[int]) -> Chain:
    at = max(range(len(rows)), key=scores.__getitem__)
    gain = scores[at]
    chain = []
    while at >= 0:
        chain.append(rows[at])
        at = previous[at]
    return Chain(tuple(reversed(chain)), gain)


def _filled(page: Page, hit: Hit, width: int) -> float:
    """Return how much of a row the digits behind a label could fill: its own torn-off half may come between.

    A list that compares years has the same labels with fewer figures behind them; in a sentence (`行政许可25件，`) the
    figure is no cell at all.
    """
    if SENTENCE.match(page.folded, page.raw(hit.start, hit.end).end):
        return 0.0
    behind = page.words[hit.end : hit.end + REACH]
    return min(1.0, (len(behind) - letters(behind)) / width)


def _unknown_before(words: str, known: Sequence[Hit]) -> dict[int, int]:
    """Return for each hit's start how many characters before it are neither digits nor part of a known word."""
    gaps: dict[int, int] = {}
    total, reach = 0, 0
    for hit in known:
        if hit.start > reach:
            between = words[reach : hit.start]
            total += letters(between)
        gaps[hit.start] = total
        reach = max(reach, hit.end)
    return gaps
