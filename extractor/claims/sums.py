"""Sums inside the prose: a whole and the parts it is said to consist of, and joint totals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from extractor.claims import words
from extractor.claims.statements import Tied
from extractor.claims.terms import REQUESTS
from extractor.figures import plain
from extractor.records import Defect, Severity
from extractor.span import Span

KIND = "prose_sum"
MOST_PARTS = 60
LONGEST_LIST = 4_000
LONGEST_OPENING = 60
"""Characters from a whole to the words of its first part."""

_LISTS = re.compile(r"其中|包括|包含|分别|分为|依次|组成|构成|[:(]")
_WHOLLY = re.compile(r"分别(?:为|是)|分为|依次(?:为|是)|组成|构成")
_NO_LIST = re.compile(r"含(?!有)|比|较|同比|上年|去年|连同|加上|另有|应|率")
_REST = re.compile(r"\A(?:其余|其[他它](?!处理|结果|组织|情形|机构|单位|方式处理)|余下|剩余)")
_NOT_A_PART = re.compile(
    r"\A(?:并|还|同时|另有|另|此外|全年|累计|通过|利用|共|收到|发布|推送|制作|开展|回复|办理|组织|召开|举办|新增|较|比|同比)|等\Z"
)
_JOINT = re.compile(r"(?:以上|两项|三项|四项|两者|上述){0,2}(?:合计|共计|总计)(?:为|达|是)?")
_OPENING = re.compile(r"\A(?:其中|分别为?|依次(?:为|是)|包括|包含|[:,]){1,4}")
_ASIDE = re.compile(r"\([^()]{0,300}\)")
_MAY_OVERLAP = frozenset({"人", "名", "位"})


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A whole and its parts; `is_whole` where they are said to be all of it, `is_tight` where nothing loosens it."""

    whole: Tied
    parts: tuple[Tied, ...]
    is_whole: bool
    is_tight: bool

    @property
    def counts(self) -> tuple[Decimal, ...]:
        """Return what the parts count."""
        return tuple(part.mention.count for part in self.parts)


def prose_sums(found: Sequence[Tied]) -> Iterator[Defect]:
    """Yield the lists whose parts do not come to the whole, or to more than it, and joint totals that do not tie."""
    for at in range(len(found)):
        listed = _list(found, at)
        for defect in (_joint(found, at), _wrong(listed) if listed else None):
            if defect is not None:
                yield defect


def _joint(found: Sequence[Tied], at: int) -> Defect | None:
    """Return the doubt about a joint total (合计119件) that the numbers before it in its sentence do not come to."""
    each = found[at]
    if each.reading is not None or each.mention.is_about or not _JOINT.fullmatch(each.mention.lead):
        return None
    before = [other.mention.count for other in found[max(0, at - MOST_PARTS) : at] if _is_beside(other, each)]
    runs = [before[start:] for start in range(len(before) - 1)]
    if not runs or any(sum(run, Decimal(0)) == each.mention.count for run in runs):
        return None
    return Defect(kind=KIND, severity=Severity.DOUBT, span=each.span, detail=_unequal(each.mention.count, before))


def _is_beside(other: Tied, each: Tied) -> bool:
    """Return whether two numbers count alike in one sentence and one bracket."""
    one, two = other.mention, each.mention
    is_count = not (other.is_change or one.is_about or one.is_share)
    return other.is_with(each) and is_count and (one.tail, one.depth) == (two.tail, two.depth)


def _list(found: Sequence[Tied], at: int) -> List | None:
    """Return the list that begins behind a number, if one does."""
    whole = found[at]
    first = found[at + 1] if at + 1 < len(found) else None
    if first is None or not whole.is_with(first) or not _may_be_whole(whole):
        return None
    between = _ASIDE.sub("", whole.until(first))
    opening = between[: len(between) - len(first.mention.lead)]
    if not _LISTS.search(between) or _NO_LIST.search(opening) or len(opening) > LONGEST_OPENING:
        return None
    parts = tuple(_parts(found, at))
    if len(parts) < 2:
        return None
    is_said = _WHOLLY.search(between) is not None
    is_tight = _is_tight(parts, by_channel=is_said or _is_of_requests(whole))  # one comes by one channel
    is_rest = _REST.match(_own_words(parts[-1])) is not None
    return List(whole=whole, parts=parts, is_whole=is_rest or (is_said and is_tight), is_tight=is_tight)


def _is_of_requests(whole: Tied) -> bool:
    return whole.reading is not None and all(slot.startswith(REQUESTS) for _, slot in whole.reading.terms)


def _may_be_whole(whole: Tied) -> bool:
    mention = whole.mention
    return not (mention.is_share or mention.is_about or mention.is_broken or mention.is_spoken or whole.is_change)


def _parts(found: Sequence[Tied], at: int) -> Iterator[Tied]:
    """Yield the numbers of a list: counted alike, in one sentence, inside the same bracket."""
    whole, first = found[at], found[at + 1]
    depth = first.mention.depth
    closes = _closing(whole) if depth > whole.mention.depth else len(whole.passage.text)
    last, mark = first, ""
    for each in found[at + 1 : at + 1 + MOST_PARTS]:
        mention = each.mention
        if not each.is_with(whole) or mention.start >= closes or mention.depth < depth:
            return
        if mention.depth == depth:
            if not _is_beside(each, first) or mention.tail != whole.mention.tail:
                return
            if each is not first:
                between = _ASIDE.sub("", last.until(each))
                mark = mark or _first_mark(between)
                if mark != ";" and ";" in between:  # 、 and , part the list, a semicolon ends it
                    return
            last = each
            yield each


def _closing(whole: Tied) -> int:
    """Return where the bracket closes that opens behind a number."""
    text, depth = whole.passage.text, 0
    opening = text.find("(", whole.mention.end)
    last = min(len(text), opening + LONGEST_LIST)
    for at in range(opening, last):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return last


def _own_words(part: Tied) -> str:
    return _OPENING.sub("", part.mention.lead)


def _is_tight(parts: Sequence[Tied], *, by_channel: bool) -> bool:
    """Return whether nothing stands between the parts but their own words and one kind of mark.

    What is published by several channels may be counted in each, unless the words say that it is divided among them.
    """
    if any(_NOT_A_PART.search(_own_words(part)) for part in parts):
        return False
    if not by_channel and any(words.CHANNEL.search(part.mention.lead) for part in parts):
        return False
    marks = {_first_mark(one.until(other)) for one, other in pairwise(parts)}
    return len(marks) == 1 and marks <= {"、", ",", ";"}


def _first_mark(between: str) -> str:
    return next((mark for mark in _ASIDE.sub("", between) if mark in "、,;:"), "")


def _wrong(listed: List) -> Defect | None:
    """Return what is wrong with a list: all of its parts are not the whole, or some of them are more than it."""
    whole, counts = listed.whole, listed.counts
    if _is_judged_elsewhere(listed) or _fits(whole.mention.count, counts):
        return None
    is_over = sum(counts, Decimal(0)) > whole.mention.count
    is_excess = is_over and listed.is_tight and whole.mention.tail not in _MAY_OVERLAP
    if not (listed.is_whole or is_excess):
        return None
    return Defect(
        kind=KIND,
        severity=Severity.ERROR if listed.is_tight or not is_over else Severity.DOUBT,
        span=Span(whole.span.start, listed.parts[-1].span.end),
        detail=_unequal(whole.mention.count, counts),
    )


def _is_judged_elsewhere(listed: List) -> bool:
    """Return whether the tables judge the parts, or numbers stand among them that were not taken for parts."""
    numbers = (listed.whole, *listed.parts)
    if any(part.subject is not None for part in listed.parts) or _is_of_several(listed):
        return True
    return any(re.search(r"\d", _ASIDE.sub("", one.until(other))) for one, other in pairwise(numbers))


def _is_of_several(listed: List) -> bool:
    """Return whether only the first part is named: the parts are of several wholes (其中涉及市局5件、3件)."""
    first, *rest = listed.parts
    is_named = bool(_own_words(first) or first.mention.trail)
    return is_named and any(not (part.mention.lead or part.mention.trail) for part in rest)


def _fits(whole: Decimal, counts: Sequence[Decimal]) -> bool:
    """Return whether the parts, or as many of them from the first on, come to the whole."""
    return whole in list(accumulate(counts))[1:]


def _unequal(whole: Decimal, counts: Sequence[Decimal]) -> str:
    return f"{plain(whole)} ≠ {' + '.join(plain(count) for count in counts)} = {plain(sum(counts, Decimal(0)))}"
