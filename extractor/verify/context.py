"""What stands around a number: sentences, the words in them that say something, and how alike two surroundings are."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from extractor.span import Span
from extractor.verify.stems import STOP, stem

_LONGEST_SENTENCE: Final = 600
_END: Final = re.compile(r"[。！？；!?;\n]|(?<![A-Z])(?<!\bvs)(?<!\b[Mm]r)(?<!\b[DdSs][rt])(?<![A-Z][a-z]{2})\.(?=\s)")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'&]{0,40}|[\u4e00-\u9fff]{1,400}")
_NUMERALS: Final = frozenset("零〇一二两三四五六七八九十百千万亿")
_COMMON: Final = frozenset("的了是在和与及为对于等也都而且其这那有被把将从到上下中个年月日")
_BREAK: Final = re.compile(r"[,;:、。!?()\d]|[一二三四五六七八九十百千万]{2}|其中")
_REACH: Final = 8
_FADE: Final = 4.0


class Word(NamedTuple):
    """A word that says something, or two Chinese characters in a row, and where it stands."""

    token: str
    start: int
    end: int


def sentences(folded: str) -> tuple[Span, ...]:
    """Return the sentences of a folded text, none longer than some hundred characters."""
    found: list[Span] = []
    start = 0
    for end in (*(match.end() for match in _END.finditer(folded)), len(folded)):
        while end - start > _LONGEST_SENTENCE:
            found.append(Span(start, start + _LONGEST_SENTENCE))
            start += _LONGEST_SENTENCE
        if end > start:
            found.append(Span(start, end))
        start = end
    return tuple(found)


def words(folded: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a stretch that say something; of Chinese every two characters that follow one another."""
    for match in _WORD.finditer(folded, start, end):
        if match.group()[0].isascii():
            if (small := match.group().lower()) not in STOP and len(small) > 1:
                yield Word(stem(small), *match.span())
        else:
            yield from _pairs(match.group(), match.start())


def _pairs(run: str, start: int) -> Iterator[Word]:
    for at in range(len(run) - 1):
        pair = run[at : at + 2]
        if not (_NUMERALS.issuperset(pair) or pair[0] in _COMMON or pair[1] in _COMMON):
            yield Word(pair, start + at, start + at + 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What stands around one number.

    The words of its sentence, those near it with how near (1 beside it), those before it in its own clause.
    """

    sentence: frozenset[str]
    near: Mapping[str, float]
    clause: frozenset[str]


def setting(folded: str, found: Sequence[Word], span: Span) -> Setting:
    """Return the setting of a number among the words of its sentence, which are in order."""
    starts = [word.start for word in found]
    before = bisect_left(starts, span.start)
    after = bisect_right(starts, span.end - 1)
    near: dict[str, float] = {}
    outside = [*reversed(found[max(0, before - _REACH) : before])], found[after : after + _REACH]
    for side in outside:
        for distance, word in enumerate(side):
            near[word.token] = max(near.get(word.token, 0.0), _FADE / (_FADE + distance))
    tokens = frozenset(word.token for word in found)
    clause = frozenset(word.token for word in found[before - _in_clause(folded, found[:before], span.start) : before])
    return Setting(sentence=tokens, near=near, clause=clause)


def _in_clause(folded: str, before: Sequence[Word], start: int) -> int:
    """Return how many of the words before a number stand in its own clause, with no other number between."""
    count = 0
    for word in reversed(before[-_REACH:]):
        if _BREAK.search(folded, word.end, start):
            break
        start = word.start
        count += 1
    return count


def likeness(claim: Setting, other: Setting, weight: Mapping[str, float], unknown: float) -> float:
    """Return how alike two settings are, from 0 to 1: near words count most, rare words more than common ones."""
    whole = shared = 0.0
    for token, nearness in claim.near.items():
        worth = weight.get(token, unknown) * nearness
        whole += worth
        if token in other.near:
            shared += weight.get(token, unknown) * min(nearness, other.near[token])
    local = shared / whole if whole else 0.0
    return 0.6 * local + 0.4 * coverage(claim.sentence, other.sentence, weight, unknown)


def coverage(claim: frozenset[str], other: frozenset[str], weight: Mapping[str, float], unknown: float) -> float:
    """Return which part of a claim's words, by weight, another sentence has."""
    whole = sum(weight.get(token, unknown) for token in claim)
    return sum(weight.get(token, unknown) for token in claim & other) / whole if whole else 0.0
