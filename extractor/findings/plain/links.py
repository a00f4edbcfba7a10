"""Which problem a measure is there for: by the passage it stands in, by its words, and by its place in the list."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final

IN_ORDER: Final = 0.25
"""What standing at the same place in two lists of one length is worth, in likeness; half of it where they differ."""
OF_ONE_THEME: Final = 0.3
"""What it is worth that all themes of the one are themes of the other."""
LEAST: Final = 0.05
NEARLY: Final = 0.65
"""A second problem is addressed too where a measure is like it by this share of its likeness to the first."""

_COMMON_WORDS: Final = """
政府信息公开工作 政务公开 进一步 加强 强化 完善 提升 提高 健全 建立 推进 落实 规范 需进 有待 我局 我区 我市 我县 我镇
存在 不够 问题 及时 单位 部分 个别 做好 继续 持续 不断 积极 主动 重点 内容 水平 质量 要求 情况 方面 开展 确保
"""
_COMMON: Final = frozenset("".join(pair) for word in _COMMON_WORDS.split() for pair in pairwise(word))
"""Pairs of characters that every report of this kind is full of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an item says, for comparing: whether it is a problem, its words, and the themes they speak for."""

    is_problem: bool
    words: str
    themes: frozenset[str] = frozenset()


def links(items: Sequence[Told]) -> Mapping[int, tuple[int, ...]]:
    """Return for each measure the problems it is there for, by their places among the items."""
    pairs = [_pairs(item.words) for item in items]
    weights = _weights(pairs)

    def likeness(one: int, other: int) -> float:
        return _shared(pairs[one], pairs[other], weights) + _common_themes(items[one].themes, items[other].themes)

    found: dict[int, tuple[int, ...]] = {}
    for problems, measures in _groups(items):
        in_order = IN_ORDER if len(problems) == len(measures) else IN_ORDER / 2
        for place, measure in enumerate(measures):
            alike = {each: likeness(measure, each) + in_order * (at == place) for at, each in enumerate(problems)}
            is_for_all = len(measures) == 1 or len(problems) == 1
            found[measure] = tuple(problems) if is_for_all else tuple(_likest(alike))
    return found


def _groups(items: Sequence[Told]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield problems with the measures told behind them, up to where problems are told of again."""
    problems: list[int] = []
    measures: list[int] = []
    for at, item in enumerate(items):
        if item.is_problem and measures:
            yield problems, measures
            problems, measures = [], []
        (problems if item.is_problem else measures).append(at)
    yield problems, measures


def _likest(alike: Mapping[int, float]) -> Iterator[int]:
    best = max(alike.values(), default=0.0)
    return (problem for problem, value in alike.items() if value >= max(LEAST, NEARLY * best))


def _pairs(words: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters that say what words are about."""
    letters = [character for character in words if character.isalnum()]
    return frozenset(map("".join, pairwise(letters))) - _COMMON


def _weights(sets: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Return what a pair says: the less, the more items have it."""
    counts = Counter(pair for each in sets for pair in each)
    return {pair: log((1 + len(sets)) / count) for pair, count in counts.items()}


def _shared(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight of what two items share, over that of the shorter; between 0 and 1."""
    least = min(sum(weights[pair] for pair in one), sum(weights[pair] for pair in other))
    return sum(weights[pair] for pair in one & other) / least if least else 0.0


def _common_themes(one: frozenset[str], other: frozenset[str]) -> float:
    return OF_ONE_THEME * len(one & other) / max(1, min(len(one), len(other)))
