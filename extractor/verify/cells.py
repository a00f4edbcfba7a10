"""Cells of tables: which one a claim speaks of, by the words of its clause and the labels of row and column."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from extractor.figures.amounts import MONEY
from extractor.normalise import fold
from extractor.span import Span
from extractor.verify.context import words
from extractor.verify.nouns import Fact, Kind, Quantity

_CLAUSE: Final = re.compile(r"[,;:。!?、()]|其中|\s-\s|\bincluding\b|\bof which\b|\band\b", re.IGNORECASE)
_ALSO_SAID: Final[Mapping[str, str]] = {
    "受理": "新收",
    "收到": "新收",
    "接收": "新收",
    "接到": "新收",
    "新增": "新收",
    "办结": "总计",
    "答复": "总计",
    "纠错": "结果纠正",
    "企业": "商业企业",
    "个人": "自然人",
    "公民": "自然人",
    "复议": "行政复议",
    "未结": "尚未审结",
}
"""Words of prose for words of labels."""

_MOST_BACK: Final = 4
_EXPLAINED: Final = 0.3
_CLEAR: Final = 1.3
_DISTINCT: Final = 1.8
_FEW, _OWN, _SHARED = 2, 1.2, 0.3
"""A word of more rows than these few is worth the last part: many labels say 政府信息公开申请."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The cell a claim speaks of, and whether that is certain enough to contradict it."""

    fact: Fact
    is_sure: bool
    score: float


def quantity_of(fact: Fact) -> Quantity:
    """Return a cell's figure as a quantity; a count prints no unit."""
    span = fact.span or Span(0, 0)
    kind, factor, unit = Kind.BARE, Decimal(1), ""
    if fact.unit in MONEY:
        kind, factor, unit = Kind.MONEY, Decimal(10) ** MONEY[fact.unit], "CNY"
    elif fact.unit == "%":
        kind, unit = Kind.PERCENT, "%"
    value = fact.value * factor
    step = Decimal(1).scaleb(int(fact.value.as_tuple().exponent)) * factor
    return Quantity(span=span, text=str(fact.value), kind=kind, unit=unit, value=value, step=step, digits=9)


class Cells:
    """The cells of one source, with the words of their labels."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        facts = self.facts = (*facts, *_blocks(facts))
        self._rows = {(fact.table, fact.row): _tokens(fact.row) for fact in facts}
        self._columns = {(fact.table, fact.column): _tokens(fact.column) for fact in facts}
        self._sizes = Counter((fact.table, fact.row) for fact in facts)
        self._row_weight = _weights(self._rows.values())
        self._column_weight = _weights(self._columns.values())

    def ranked(self, folded: str, span: Span, sentence: Span) -> tuple[Cell, ...]:
        """Return the cells that the words around a number may name, likeliest first; only the first may be sure."""
        if not self.facts:
            return ()
        clauses = _clauses(folded, span, sentence)
        own = _said(clauses[0])
        rows = self._named(clauses)
        scored = [(self._score(fact, rows, own), fact) for fact in self.facts] if rows else []
        scored = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
        if not scored:
            return ()
        best, fact = scored[0]
        rival = next((score for score, other in scored[1:] if other.value != fact.value), 0.0)
        is_sure = self._is_sure(best, rival, fact, own | rows)
        return tuple(Cell(fact=each, score=score, is_sure=is_sure and each is fact) for score, each in scored)

    def are_kin(self, one: Fact, other: Fact) -> bool:
        """Return whether two rows are called almost the same: 本年新收…申请数量 and 上年结转…申请数量."""
        names = self._rows[one.table, one.row], self._rows[other.table, other.row]
        return 2 * len(names[0] & names[1]) >= len(names[0] | names[1])

    def _named(self, clauses: Sequence[str]) -> frozenset[str]:
        """Return the words of the nearest clause that names a row, with those on the way to it.

        A word that many rows share (申请) names none of them.
        """
        said: frozenset[str] = frozenset()
        for clause in clauses[: _MOST_BACK + 1]:
            said |= _said(clause)
            if any(_worth(said & tokens, self._row_weight) >= _DISTINCT for tokens in self._rows.values()):
                return said
        return frozenset()

    def _score(self, fact: Fact, rows: frozenset[str], own: frozenset[str]) -> float:
        """Return how well a cell's row and column are named; a column that nothing names is the total's."""
        row_tokens, column_tokens = self._rows[fact.table, fact.row], self._columns[fact.table, fact.column]
        row = _worth(rows & row_tokens, self._row_weight)
        if not row:
            return 0.0
        column = _worth(own & column_tokens - row_tokens, self._column_weight)
        if not column and not (fact.is_total or self._sizes[fact.table, fact.row] == 1):
            return 0.0
        missing = _worth(row_tokens - rows, self._row_weight)
        return row + 0.6 * column - 0.05 * missing

    def _is_sure(self, best: float, rival: float, fact: Fact, said: frozenset[str]) -> bool:
        known = self._rows[fact.table, fact.row] | self._columns[fact.table, fact.column]
        explained = len(said & known) / len(said)
        return best >= _CLEAR * rival and explained >= _EXPLAINED and len(said & known) >= 2


def _blocks(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield, as cells of their own, the sums over each block of rows that has a name (不予公开, 行政诉讼)."""
    blocks: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Fact]] = {}
    for fact in facts:
        if fact.group:
            blocks.setdefault((fact.table, fact.group, fact.column), []).append(fact)
    for (table, group, column), parts in blocks.items():
        if len(parts) > 1:
            yield replace(
                parts[0],
                id=f"{table}/{'+'.join(part.id.split('/')[1] for part in parts)}/{parts[0].id.rpartition('/')[2]}",
                row=group,
                column=column,
                value=sum((part.value for part in parts), Decimal(0)),
                span=None,
                group=(),
                parts=tuple(parts),
            )


def _clauses(folded: str, span: Span, sentence: Span) -> list[str]:
    """Return the clause of a number, then those before it in its sentence, nearest first."""
    ends = list(_CLAUSE.finditer(folded, sentence.start, span.start))
    starts = [sentence.start, *(match.end() for match in ends)]
    behind = _CLAUSE.search(folded, span.end, sentence.end)
    stop = behind.start() if behind else sentence.end
    own = f"{folded[starts[-1] : span.start]} {folded[span.end : stop]}"
    earlier = [folded[start : match.start()] for start, match in zip(starts, ends, strict=False)]
    return [own, *reversed(earlier)]


def _said(clause: str) -> frozenset[str]:
    """Return the words of a clause, with the labels' own words for those of prose."""
    found = {word.token for word in words(clause, 0, len(clause))}
    for prose, label in _ALSO_SAID.items():
        if prose in clause:
            found |= {word.token for word in words(label, 0, len(label))}
    return frozenset(found)


def _tokens(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word.token for name in names for word in words(fold(name), 0, len(name)))


def _weights(labels: Iterable[frozenset[str]]) -> dict[str, float]:
    every = list(labels)
    counts = Counter(token for tokens in every for token in tokens)
    return {token: _rarity(len(every), count) for token, count in counts.items()}


def _rarity(whole: int, count: int) -> float:
    worth = math.log(1 + whole / count)
    return worth + _OWN if count <= _FEW else worth * _SHARED


def _worth(tokens: frozenset[str], weight: Mapping[str, float]) -> float:
    return sum(weight.get(token, 0.0) for token in tokens)
