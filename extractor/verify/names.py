"""Names that a sentence may take from nowhere: titles, quoted words, and what is surely an organisation."""

import re
from collections.abc import Iterator
from typing import Final

from extractor.normalise import fold
from extractor.span import Span

_TITLE: Final = re.compile(r"《(?P<name>[^《》\n]{1,80})》")
_QUOTED: Final = re.compile(
    r"[“「『](?P<name>[^“”「」『』\n]{2,60})[”」』]|(?<![\w])\"(?P<plain>[^\"\n]{2,60})\"(?!\w)"
)
_OFFICE: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2}(?:人民政府|政府办|委员会|办公厅|办公室|管理局|研究院|法院|检察院|公司|集团|大学|学院|医院|银行|协会|中心|局|厅))"
    r"(?![\u4e00-\u9fff]{0,1}(?:部|限|域|势|面))"
)
_LATIN: Final = re.compile(
    r"\b(?P<name>[A-Z][A-Za-z&'-]{1,30}(?:\s(?:of|the|and|for|de)\s[A-Z][A-Za-z&'-]{1,30}|\s[A-Z][A-Za-z&'-]{1,30}){1,5})"
)
_NOBODY: Final = re.compile(r"[我本各该此全其某所有个相关两三]|(?:主管|有关|单位|上级|下级|部门|行政|政务|服务)")
_KEPT: Final = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")


def names(sentence: str) -> Iterator[tuple[Span, str]]:
    """Yield the names of a sentence with their places: titles and quoted words whole, of an office its last words."""
    for pattern in (_TITLE, _QUOTED):
        for match in pattern.finditer(sentence):
            name = "plain" if match.lastgroup == "plain" else "name"
            yield Span(*match.span(name)), match[name]
    for match in _OFFICE.finditer(sentence):
        if not _NOBODY.match(match["name"]):
            yield Span(*match.span("name")), match["name"]
    for match in _LATIN.finditer(sentence):
        yield _without_first(sentence, match)


def _without_first(sentence: str, match: re.Match[str]) -> tuple[Span, str]:
    """Return a name in Latin letters; the first word of a sentence is capital anyway and may not belong to it."""
    start, end = match.span("name")
    is_first = not sentence[:start].strip() or sentence[:start].rstrip()[-1:] in ".!?:;"
    inner = match["name"].partition(" ")[2]
    if is_first and " " in inner and inner[0].isupper():
        start = end - len(inner)
    return Span(start, end), sentence[start:end]


def bare(text: str) -> str:
    """Return a text for finding names in: letters, digits and ideographs, look-alikes unified, in small letters."""
    return _KEPT.sub("", fold(text)).lower()
