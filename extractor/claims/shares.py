"""Percentages and changes recomputed from the numbers that stand beside them."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from extractor.claims.clauses import ABOUT_REQUESTS
from extractor.claims.statements import Tied
from extractor.claims.terms import REQUESTS, Form
from extractor.figures import plain
from extractor.records import Defect, Severity

SHARE, SUM = "prose_percentage", "prose_sum"
NEARBY = 60
"""Numbers before and behind a percentage that it may be of."""

_OF = re.compile(r"占(?P<base>[^,。;]{0,16}?)(?:的|比例?|比重|为|是|约|达|到|总){0,6}\Z")
_TWO = re.compile(r"[两二]项(?:合计|共)|合计占|共占")
_JOINT = re.compile(r"合计|合并|共占|一共|两[项者类]|[二三四五]项")
_ANY_TOTAL = re.compile(r"总量|总数|全部|新收|办结|申请|数量?|件|案|受理|总")
_RATE = re.compile(
    r"(?P<stem>按期|按时|及时|满意|合格|采纳|采用|回复|办结|答复|公开)(?:办结|答复|回复|办理)?率(?:为|达到|达|是|均){0,3}\Z"
)
_FALLS = re.compile(r"下降|减少|降低|回落|减|少|降|跌")
_AGAINST = re.compile(r"同比|[比较](?:上一?年度?|去年|上年同期|去年同期|20\d\d年|同期)")
_LAST_YEAR = re.compile(r"(?:上年|上一年|去年|同期).{0,3}\Z")
_BESIDE = re.compile(r"[^,。;、(\d]{0,12}[,、(]?")
_IDEOGRAPH = re.compile(r"[一-鿿]")

_Found = tuple[str, str, tuple[Tied, ...]]
"""A kind of defect, its detail, and the numbers it was recomputed from."""


def shares(found: Sequence[Tied], form: Form) -> Iterator[Defect]:
    """Yield the percentages and the changes that the numbers beside them contradict."""
    for at, each in enumerate(found):
        wrong = None if each.mention.is_about else _recomputed(found, at, form)
        if wrong is not None:
            kind, detail, others = wrong
            spans = tuple(other.span for other in others)
            yield Defect(kind=kind, severity=Severity.ERROR, span=each.span, others=spans, detail=detail)


def _recomputed(found: Sequence[Tied], at: int, form: Form) -> _Found | None:
    if found[at].is_change:
        return _change(found, at)
    return (_share(found, at, form) or _rate(found, at)) if found[at].mention.unit == "%" else None


def _share(found: Sequence[Tied], at: int, form: Form) -> _Found | None:
    """Return what is wrong with a share of something: no number beside it, nor any of the tables, bears it out."""
    each = found[at]
    named = _OF.search(each.mention.lead)
    before = _before(found, at)
    if named is None or not before or before[-1].mention.is_about:
        return None
    part = _part(before, each)
    if part is None or any(_is_share(part, base, each) for base in (*(_count(one) for one in before), *_totals(form))):
        return None
    if _IDEOGRAPH.search(_ANY_TOTAL.sub("", named["base"])):
        return None  # of something that stands somewhere else
    base = _base_of_siblings(found, at, form) or _base_of_whole(found, at)
    return None if base is None else (SHARE, _division(part, base, each), (before[-1],))


def _before(found: Sequence[Tied], at: int) -> list[Tied]:
    """Return the counts before a number in its passage, shares and changes left out."""
    each = found[at]
    near = (other for other in found[max(0, at - NEARBY) : at] if other.passage is each.passage)
    return [other for other in near if not (other.mention.is_share or other.is_change or other.mention.is_spoken)]


def _part(before: Sequence[Tied], share: Tied) -> Decimal | None:
    """Return what a share is the share of a whole of: the number right before it, or the last two together."""
    if _TWO.search(share.mention.lead) and len(before) > 1:
        return _count(before[-1]) + _count(before[-2])
    return _count(before[-1]) if _is_beside(before[-1], share) else None


def _count(each: Tied) -> Decimal:
    return each.mention.count


def _is_beside(part: Tied, share: Tied) -> bool:
    text = share.passage.text[part.mention.end : share.mention.lead_start]
    return part.passage is share.passage and _BESIDE.fullmatch(text) is not None


def _totals(form: Form) -> Iterator[Decimal]:
    """Yield the totals of requests by the tables, which shares are mostly of."""
    for rows in (("total",), ("new",), ("new", "carried_in")):
        value = form.weigh(form.sum_of(REQUESTS, rows)).value
        if value:
            yield value


def _is_share(part: Decimal, base: Decimal, share: Tied) -> bool:
    """Return whether a part of a base is the printed percentage, up to one in its last digit."""
    return bool(base) and abs(part * 100 / base - share.mention.value) <= Decimal(1).scaleb(-share.mention.decimals)


def _base_of_siblings(found: Sequence[Tied], at: int, form: Form) -> Decimal | None:
    """Return what all the other shares of the sentence are of; a total of the tables only if they are several."""
    siblings = _siblings(found, at)
    part, *before = [_count(other) for other in reversed(_before(found, at))]
    is_named = bool(siblings) and all(_is_of_requests(one) for one in (_before(found, at)[-1], siblings[0][0]))
    bases = [*before, *(_totals(form) if len(siblings) > 1 or is_named else ())]
    fitting = (base for base in bases if siblings and all(_is_share(_count(one), base, two) for one, two in siblings))
    return next((base for base in fitting if base >= part), None)


def _is_of_requests(each: Tied) -> bool:
    """Return whether a number is for certain one of applicants or of outcomes of requests."""
    return each.agrees is True and each.subject is not None and each.subject.family in ABOUT_REQUESTS


def _siblings(found: Sequence[Tied], at: int) -> list[tuple[Tied, Tied]]:
    """Return the other counts with their shares in the same sentence."""
    each = found[at]
    first = max(1, at - NEARBY)
    return [
        (found[number - 1], share)
        for number, share in enumerate(found[first : at + NEARBY], first)
        if number != at and share.is_with(each) and share.mention.unit == "%" and _OF.search(share.mention.lead)
        if not (found[number - 1].mention.is_share or _JOINT.search(share.mention.lead))
        if _is_beside(found[number - 1], share)
    ]  # fmt: skip


def _base_of_whole(found: Sequence[Tied], at: int) -> Decimal | None:
    """Return the whole that a 其中 speaks of, in the same sentence, where no other share stands beside."""
    each = found[at]
    *before, part = _before(found, at)
    if not part.mention.lead.startswith("其中") or _siblings(found, at) or part.mention.depth != each.mention.depth:
        return None
    alike = (one for one in reversed(before) if (one.mention.tail, one.mention.depth) == _kind(part))
    whole = next(alike, None)
    return _count(whole) if whole is not None and whole.is_with(each) else None


def _kind(each: Tied) -> tuple[str, int]:
    return each.mention.tail, each.mention.depth


def _rate(found: Sequence[Tied], at: int) -> _Found | None:
    """Return what is wrong with a rate where its part and whole stand before it (办结40件，其中按期37件，按期率95%)."""
    each = found[at]
    rate = _RATE.search(each.mention.lead)
    before = [other for other in _before(found, at) if other.is_with(each)][-2:]
    if rate is None or len(before) < 2:
        return None
    whole, part = before
    is_part = part.mention.lead.startswith("其中") and rate["stem"] in part.mention.lead + part.mention.trail
    if not is_part or _kind(part) != _kind(whole) or part.mention.is_about or whole.mention.is_about:
        return None
    if _count(part) > _count(whole) or _is_share(_count(part), _count(whole), each):
        return None
    return SHARE, _division(_count(part), _count(whole), each), (whole, part)


def _division(part: Decimal, base: Decimal, share: Tied) -> str:
    real = _rounded(part * 100 / base, share)
    return f"{plain(share.mention.value)}% ≠ {plain(part)} / {plain(base)} = {real}%"


def _rounded(value: Decimal, share: Tied) -> str:
    return plain(value.quantize(Decimal(1).scaleb(-max(share.mention.decimals, 0)), ROUND_HALF_UP))


def _change(found: Sequence[Tied], at: int) -> _Found | None:
    """Return what is wrong with a change against last year where both years' numbers stand in the sentence."""
    each = found[at]
    sides = _sides(found, at)
    if sides is None or not _count(sides[1]):
        return None
    now, then = (_count(side) for side in sides)
    amount = each.mention.value
    said = -amount if _FALLS.search(each.mention.lead[-8:]) else amount
    if each.mention.unit == "%":
        real = (now - then) * 100 / then
        if abs(real - said) <= Decimal(1).scaleb(-each.mention.decimals):
            return None
        return (
            SHARE,
            f"{plain(said)}% ≠ ({plain(now)} - {plain(then)}) / {plain(then)} = {_rounded(real, each)}%",
            sides,
        )
    if each.mention.tail != sides[0].mention.tail or now - then == said:
        return None
    return SUM, f"{plain(said)} ≠ {plain(now)} - {plain(then)} = {plain(now - then)}", sides


def _sides(found: Sequence[Tied], at: int) -> tuple[Tied, Tied] | None:
    """Return this year's and last year's number that a change is between, where they stand right beside it."""
    each = found[at]
    against = each.mention.lead if at == 0 else found[at - 1].mention.lead + each.mention.lead
    if not _AGAINST.search(against):
        return None
    near = [other for other in found[max(0, at - 2) : at + 2] if other.is_with(each) and not other.mention.is_share]
    then = [other for other in near if other.period is not None and _LAST_YEAR.search(other.mention.lead)]
    now = [other for other in near if other.mention.start < each.mention.start and _is_now(other)]
    if len(then) != 1 or not now or now[-1].mention.tail != then[0].mention.tail:
        return None
    return (now[-1], then[0]) if _adjoin(now[-1], then[0], each) else None


def _is_now(other: Tied) -> bool:
    return other.period is None and not other.is_change and not other.mention.is_about


def _adjoin(now: Tied, then: Tied, change: Tied) -> bool:
    """Return whether nothing but marks stands between the two years' numbers and the change, in either order."""
    first, second = (then, change) if then.mention.start < change.mention.start else (change, then)
    text = now.passage.text
    gaps = ((now, first), (first, second))
    return all(not text[one.mention.end : other.mention.lead_start].strip(",(、") for one, other in gaps)
