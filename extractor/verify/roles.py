"""Whether a number is what something is compared with: `up from 12`, `compared to 2019`, 较2019年."""

import re
from typing import Final

from extractor.span import Span
from extractor.verify.nouns import Quantity

_MOVED: Final = (
    r"(?:up|down|higher|lower|increas\w{0,5}|decreas\w{0,5}|rose|risen|fell|fallen|grew|grown|declin\w{0,4}|"
    r"dropp?\w{0,4}|rais\w{0,3}|chang\w{0,3}|improv\w{0,5}|%|percent)[^,;:!?]{0,40}\bfrom"
)
_COMPARED: Final = re.compile(
    rf"(?:\b(?:compared?\s(?:to|with)|comparisons?\s(?:to|with)|versus|vs\.?|relative\sto|against|{_MOVED}|"
    r"(?<!more\s)(?<!less\s)(?<!fewer\s)(?<!later\s)(?<!other\s)(?<!rather\s)(?<!greater\s)than|"
    r"(?:increase|growth|rise|gain|improvement|decrease|decline|up|down|rose|fell|grew)\b[^,;:!?]{0,24}\bover\sthe|year\s(?:ago|earlier))\b(?P<words>[^,;:!?]{0,80})"
    r"|(?:比|较|低于|高于|不及|相比|相较于?|对比)(?P<han>[^,;:。!?]{0,16}))\Z",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"\b(?:last|prior|previous|preceding|earlier|former|ago|previously|formerly)\b|去年|上年|上一年|同期|此前|原来|前年",
    re.IGNORECASE,
)
_BACK_TO_ITSELF: Final = re.compile(
    r"\b(?:to|and\s(?:up|down|mainly|due)|but|while|with)\b|为|达|至|增长|下降|增加|减少|上升|多|少", re.IGNORECASE
)
_MID_SENTENCE: Final = re.compile(r"\.\s|。")
_UNTIL: Final = re.compile(r"\s?(?:to|through|until|-|–|至|到)\s?\d|\s(?:onwards?|on)\b|起|以来|开始", re.IGNORECASE)
_REACH: Final = 90


def is_compared_with(folded: str, quantity: Quantity, sentence: Span) -> bool:
    """Return whether words before a number make it the other side of a comparison."""
    start, end = quantity.span
    return _is_compared(folded, start, sentence) and not _UNTIL.match(folded, end, min(len(folded), end + 12))


def _is_compared(folded: str, start: int, sentence: Span) -> bool:
    found = _COMPARED.search(folded, max(sentence.start, start - _REACH), start)
    if found is None or _MID_SENTENCE.search(found.group()):
        return False
    between = found["words"] if found["words"] is not None else found["han"]
    return _BACK_TO_ITSELF.search(between) is None


def speaks_of_before(folded: str, sentence: Span) -> bool:
    """Return whether a sentence speaks of an earlier time by itself (last year, 去年), not only to compare with it."""
    return any(not _is_compared(folded, match.start(), sentence) for match in _PAST.finditer(folded, *sentence))
