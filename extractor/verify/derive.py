"""Numbers that follow from figures of a source: sums, differences, shares, growth, ratios.

Nearly every small number follows from some figures somehow, so only figures that stand together may be used, in a
sentence that is like the claim's, and only in the way the claim's own words ask for.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Final, NamedTuple

from extractor.figures import plain
from extractor.verify.alike import is_like, is_same, same_value
from extractor.verify.cells import quantity_of
from extractor.verify.claims import Claim, Ruling, match_of
from extractor.verify.index import Index
from extractor.verify.nouns import Fact, Kind, Quantity, Support

_SENTENCES: Final = 4
_BEFORE: Final = 30
_BEHIND: Final = 12
_MOST_FIGURES: Final = 10
_LIKE_ENOUGH: Final = 0.15
_ADDABLE: Final = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.BARE, Kind.DURATION, Kind.PERCENT})
_COUNTED: Final = frozenset({Kind.BARE, Kind.COUNT})
_COMPARABLE: Final = _ADDABLE - {Kind.DURATION}

_GROWTH: Final = re.compile(
    r"同比|环比|增长|下降|增幅|降幅|涨幅|跌幅|上升|减少|增加|year[\s-]o[nv]e?r?[\s-]year|increas|decreas|"
    r"grow|grew|\bris|rose|fell|fall|declin|drop|\bup\b|\bdown\b|higher|lower|gain|change|improv|jump|reduc|shrank|shrink|narrow|surg|soar|plung|climb|expand|advanc|rais|\bcut|slash|lift|boost",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(
    r"占|比例|比重|[^\W\d_]率|其中|share|account|proportion|represent|\brate\b|\bof (?:all|the|its|those|them)\b|"
    r"percent of|% of|made up",
    re.IGNORECASE,
)
_SUM: Final = re.compile(
    r"共(?![享同和产青建识有])|合计|总计|总共|总数|累计|一共|之和|total|combined|altogether|together|\bsum\b|in all|"
    r"overall|both",
    re.IGNORECASE,
)
_GAP: Final = re.compile(
    r"提高|回落|高出|低于|高于|净胜|领先|落后|快(?!速)|慢|超出|缩小|扩大|其余|其他|相差|差距|差额|多出|少于|多于|增加|减少|上升|下降|涨|跌|"
    r"比(?![赛例如分重对价])|较(?![为好强大多])|差(?![异别])|"
    r"remain|\bleft\b|\bother\b|\brest\b|yet to|behind|ahead|clear of|margin|\bsav|cheaper|difference|more than|"
    r"less than|fewer|gap|\bby\b|exceed|above|below|increase|decrease|rise|fall|rose|fell|narrow|drop|\bcut|declin|"
    r"shrank|widen|net|change",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(r"总计|合计|新收|\btotal\b|received", re.IGNORECASE)


class Found(NamedTuple):
    """A value that follows from figures, and how."""

    value: Decimal
    expression: str
    figures: tuple[Quantity, ...]


def derived(claim: Claim, indexes: Sequence[Index]) -> Ruling | None:
    """Return how a number follows from figures of the sources, None where it does not."""
    if claim.quantity.kind is Kind.DIGITS:
        return _as_long(claim, indexes)
    ways = _ways(claim)
    if not ways or claim.quantity.kind not in {*_COMPARABLE, Kind.MULTIPLE, Kind.POINTS}:
        return None
    if "gap" in ways and (margin := _margin(claim, indexes)) is not None:
        return margin
    for index in indexes:
        for figures in _together(claim, index):
            for found in _follow(claim, figures, ways):
                places = tuple(match_of(claim, figure, index) for figure in found.figures)
                return Ruling(verdict=Support.DERIVED, matches=places, expression=found.expression)
    return None


def _margin(claim: Claim, indexes: Sequence[Index]) -> Ruling | None:
    """Return that a number is by how much a score that the claim's sentence has too was won: 128:119, 净胜9分."""
    scores = [each for each in claim.fellows if each.kind is Kind.PAIR]
    for score in scores:
        first, second = (part or 0 for part in score.parts)
        if abs(first - second) == claim.quantity.value and indexes:
            return Ruling(verdict=Support.DERIVED, expression=f"|{first} - {second}| = {abs(first - second)}")
    return None


def _as_long(claim: Claim, indexes: Sequence[Index]) -> Ruling | None:
    """Return that a share has as many digits as `double-digit` says."""
    low, high = Decimal(10) ** (int(claim.quantity.value) - 1), Decimal(10) ** int(claim.quantity.value)
    for index in indexes:
        for number in index.alike(claim.setting.sentence, _SENTENCES):
            for figure in index.fellows(number)[:_MOST_FIGURES]:
                match = match_of(claim, figure, index)
                if figure.kind is Kind.PERCENT and low <= figure.value < high and match.likeness >= _LIKE_ENOUGH:
                    return Ruling(verdict=Support.DERIVED, matches=(match,), expression=plain(figure.value) + "%")
    return None


def _ways(claim: Claim) -> frozenset[str]:
    """Return what the words of a claim's sentence ask for: growth, a share, a sum, a gap, a ratio."""
    start, end = claim.quantity.span
    said = claim.text.folded[slice(*claim.sentence)]
    behind_comma = max(claim.text.folded.rfind(mark, claim.sentence.start, start) for mark in ",;") + 1
    near = claim.text.folded[
        max(claim.sentence.start, start - _BEFORE, behind_comma) : min(claim.sentence.end, end + _BEHIND)
    ]
    beside = claim.text.folded[max(claim.sentence.start, start - _BEFORE) : min(claim.sentence.end, end + _BEHIND)]
    if claim.quantity.kind is Kind.MULTIPLE:
        return frozenset({"ratio"})
    asked = {"gap": _GAP, "sum": _SUM}
    if claim.quantity.kind is Kind.PERCENT:
        asked = {"growth": _GROWTH, "share": _SHARE}
    elif claim.quantity.kind is Kind.POINTS:
        asked = {"gap": _GAP}
    return frozenset(
        way
        for way, pattern in asked.items()
        if pattern.search({"growth": said, "share": said, "sum": near}.get(way, beside))
    )


def _together(claim: Claim, index: Index) -> Iterator[list[Quantity]]:
    """Yield figures that stand together: those of the claim's sentence that the source has, then likely sentences."""
    yield from _cells(claim, index)
    own = [figure for fellow in claim.fellows[:_MOST_FIGURES] if (figure := _known(fellow, index)) is not None]
    if own:
        yield own
    for number in index.alike(claim.setting.sentence, _SENTENCES):
        figures = [
            figure
            for figure in index.fellows(number)[: 3 * _MOST_FIGURES]
            if figure.kind in _ADDABLE and not index.is_cell(figure)
        ]
        if own and claim.quantity.digits >= 3 and figures:
            yield [*own[:3], *figures[:_MOST_FIGURES]]
        if len(figures) > 1 and any(match_of(claim, each, index).likeness >= _LIKE_ENOUGH for each in figures[:4]):
            yield figures[:_MOST_FIGURES]


def _cells(claim: Claim, index: Index) -> Iterator[list[Quantity]]:
    """Yield a cell that another number of the sentence repeats, each time with what it may be a share of."""
    for fellow in claim.fellows[-3:] if index.source.facts else ():
        if fellow.kind not in _ADDABLE:
            continue
        for cell in index.cells.ranked(claim.text.folded, fellow.span, claim.sentence)[:3]:
            if cell.fact.value == fellow.value and cell.fact.value:
                for whole in _wholes(cell.fact, index):
                    yield [quantity_of(cell.fact), quantity_of(whole)]


def _wholes(part: Fact, index: Index) -> Iterator[Fact]:
    """Yield the cells that a cell may be a share of: the total of its row, and the totals of its column."""
    for fact in index.source.facts:
        if fact.table == part.table and (fact.row == part.row) != (fact.column == part.column):
            is_total = fact.is_total if fact.row == part.row else any(_TOTAL.search(name) for name in fact.row)
            if is_total and fact.value > part.value:
                yield fact


def _known(fellow: Quantity, index: Index) -> Quantity | None:
    """Return the figure of a source that another number of the claim's sentence repeats."""
    if fellow.kind not in _ADDABLE:
        return None
    found = (figure for figure in index.near_value(fellow.value, fellow.value) if is_like(fellow, figure))
    return next((figure for figure in found if is_same(fellow, figure)), None)


def _follow(claim: Claim, figures: Sequence[Quantity], ways: frozenset[str]) -> Iterator[Found]:
    """Yield what follows from figures in the ways asked for and is what the claim says."""
    pairs = [(one, other) for one, other in permutations(figures, 2) if _are_alike(one, other)]
    may_chance = len(pairs) > 6 and claim.quantity.digits < 3
    for one, other in pairs:
        if may_chance and ways & {"growth", "share"} and not _is_half(claim, one, other):
            continue
        yield from (found for found in _of_pair(claim, one, other, ways) if same_value(claim.quantity, found.value))
    if "sum" in ways:
        yield from (found for found in _sums(figures) if _fits(claim.quantity, found))


def _is_half(claim: Claim, one: Quantity, other: Quantity) -> bool:
    """Return whether one figure is exactly the share of another that a claim says: 623 of 1,246."""
    return one.value >= _MOST_FIGURES and one.value * 100 == claim.quantity.value * other.value


def _of_pair(claim: Claim, one: Quantity, other: Quantity, ways: frozenset[str]) -> Iterator[Found]:
    a, b = plain(one.value), plain(other.value)
    if (
        "growth" in ways
        and other.value
        and one.kind is not Kind.PERCENT
        and claim.direction * (one.value - other.value) >= 0
        and one.value != other.value
    ):
        value = abs(one.value - other.value) / other.value * 100
        yield _rounded(claim, value, f"({a} - {b}) / {b}", (one, other))
    if "share" in ways and one.kind is not Kind.PERCENT and 0 < one.value < other.value:
        yield _rounded(claim, one.value / other.value * 100, f"{a} / {b}", (one, other))
    if "gap" in ways and one.value > other.value and _has_unit(claim.quantity, one):
        yield Found(one.value - other.value, f"{a} - {b} = {plain(one.value - other.value)}", (one, other))
    if "ratio" in ways and other.value and one.value > other.value:
        yield _near(claim, one.value / other.value, f"{a} / {b}", (one, other))


def _rounded(claim: Claim, value: Decimal, expression: str, figures: tuple[Quantity, ...]) -> Found:
    """Return a share or growth as the claim prints it, where it is the same at that precision."""
    step = claim.quantity.step
    shown = (value / step).quantize(Decimal(1)) * step
    is_same_printed = abs(value - claim.quantity.value) * 2 <= step
    return Found(claim.quantity.value if is_same_printed else shown, f"{expression} ≈ {plain(shown)}%", figures)


def _near(claim: Claim, value: Decimal, expression: str, figures: tuple[Quantity, ...]) -> Found:
    """Return a ratio as the claim says it: to a tenth for words such as twice, as printed for digits."""
    said = claim.quantity
    room = Decimal("0.12") if said.bound else Decimal("0.05")
    is_near = (
        abs(value - said.value) <= room * said.value if said.step == 1 else abs(value - said.value) * 2 <= said.step
    )
    return Found(said.value if is_near else value, f"{expression} ≈ {plain(value.quantize(Decimal('0.01')))}", figures)


def _sums(figures: Sequence[Quantity]) -> Iterator[Found]:
    """Yield the sums of figures that follow one another."""
    for start in range(len(figures)):
        for end in range(start + 2, len(figures) + 1):
            run = figures[start:end]
            if not all(_are_alike(run[0], other) for other in run[1:]):
                break
            whole = sum((figure.value for figure in run), Decimal(0))
            yield Found(whole, f"{' + '.join(plain(figure.value) for figure in run)} = {plain(whole)}", tuple(run))


def _fits(claim: Quantity, found: Found) -> bool:
    return _has_unit(claim, found.figures[0]) and same_value(claim, found.value)


def _has_unit(claim: Quantity, figure: Quantity) -> bool:
    if claim.kind is Kind.POINTS:
        return figure.kind is Kind.PERCENT
    return is_like(claim, figure)


def _are_alike(one: Quantity, other: Quantity) -> bool:
    is_kind = one.kind is other.kind or ({one.kind, other.kind} == _COUNTED and (one.unit + other.unit).isascii())
    return is_kind and one.kind in _COMPARABLE and (is_like(one, other) or one.unit == other.unit)
