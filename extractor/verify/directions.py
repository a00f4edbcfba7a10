"""Which way a number goes: risen or fallen, by the words that stand directly around it."""

import re
from typing import Final

from extractor.span import Span
from extractor.verify.nouns import Kind, Quantity

_UP: Final = (
    r"increas(?:e|es|ed|ing)|rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|growth|gain(?:s|ed)?|"
    r"jump(?:s|ed)?|climb(?:s|ed)?|surg(?:e|es|ed)|soar(?:s|ed)?|up|higher|improv(?:e|es|ed)|advanc(?:e|es|ed)|"
    r"增长|上升|上涨|增加|提高|升高|涨幅|增幅|上扬|提升|攀升|回升|同比增|环比增|增至|涨|升|增"
)
_DOWN: Final = (
    r"decreas(?:e|es|ed|ing)|fall|falls|fell|fallen|falling|declin(?:e|es|ed|ing)|drop(?:s|ped|ping)?|"
    r"reduc(?:e|es|ed|tion)|shrink|shrank|shrunk|down|lower|los(?:e|es|t)|shed|sank|slid|slipp?(?:s|ed)?|plung(?:e|es|ed)|tumbl(?:e|es|ed)|"
    r"下降|减少|下跌|跌幅|降幅|下滑|降低|缩减|回落|萎缩|收窄|下调|跌|降|减"
)
_LINK: Final = (
    r"[\s了为达到至超近约]{0,3}"
    r"(?:by|to|of|about|around|approximately|roughly|over|nearly|almost|more than|a|at|逾)?[\s]{0,2}"
)
_BEFORE: Final = re.compile(
    rf"(?:\b|(?<=[\u4e00-\u9fff]))(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_LINK}(?:\b(?:by|to)\s)?\Z", re.IGNORECASE
)
_BEHIND: Final = re.compile(
    rf"\s?(?:的|over|in|year-over-year\s|year-on-year\s)?\s?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?![\w])", re.IGNORECASE
)
_SIGNED: Final = frozenset({Kind.PERCENT, Kind.POINTS, Kind.MONEY, Kind.COUNT, Kind.BARE, Kind.MEASURE})
_REACH: Final = 40


def direction(folded: str, quantity: Quantity, sentence: Span) -> int:
    """Return 1 where a number is said to be a rise or to have risen to, -1 for a fall, 0 where nothing is said."""
    if quantity.kind not in _SIGNED:
        return 0
    start, end = quantity.span
    found = _BEFORE.search(folded, max(sentence.start, start - _REACH), start)
    found = found or _BEHIND.match(folded, end, min(sentence.end, end + _REACH))
    if found is None:
        return 0
    return 1 if found["up"] else -1


_SHARE_BEHIND: Final = re.compile(r"\s?(?:of\s(?!growth|increase)|share\b|的份额|的比重)", re.IGNORECASE)
_SHARE_BEFORE: Final = re.compile(
    r"(?:account(?:s|ed|ing)?\sfor|mak(?:es|ing|e)\sup|represent(?:s|ed|ing)?|占(?:比|到|了|其)?)[^,;:。]{0,12}\Z",
    re.IGNORECASE,
)


def is_share(folded: str, quantity: Quantity, sentence: Span) -> bool:
    """Return whether a percentage is printed as a share of something: `15% of revenue`, 占15%."""
    if quantity.kind is not Kind.PERCENT:
        return False
    start, end = quantity.span
    before = _SHARE_BEFORE.search(folded, max(sentence.start, start - _REACH), start)
    return before is not None or _SHARE_BEHIND.match(folded, end, min(sentence.end, end + _REACH)) is not None


def are_opposite(one: int, other: int) -> bool:
    """Return whether both directions are said and differ."""
    return one * other < 0
