"""Things a writer counted: as many people as speak in the source, as many names as stand in the writer's own list."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from extractor.verify.claims import Claim, Ruling
from extractor.verify.context import words
from extractor.verify.index import Index
from extractor.verify.nouns import Kind, Support

_MOST: Final = 12
_REACH: Final = 300
_SENTENCES: Final = 8
_PERSON: Final = re.compile(
    r"\A[^.;:!?,]{0,24}\b(?:people|persons?|friends?|participants?|speakers?|members?|hosts?|characters?|women|men|"
    r"girls|boys|colleagues?|guests?|presenters?|sisters?|brothers?|siblings?|students?|of\sthem)\b",
    re.IGNORECASE,
)
_INTRODUCED: Final = re.compile(
    r"[^.;:!?,]{1,60}?(?::|,? (?:namely|such as)|,| -{1,2}| \()\s(?P<list>[^;:!?()]{3,300})", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r",? (?:and|or|&) |, ?", re.IGNORECASE)
_LAST: Final = re.compile(r"\A(?P<item>[^,.]{1,60}?)(?=[,.]|\s-|\s*\Z)")
_WORDS: Final = 6


def counted(claim: Claim, indexes: Sequence[Index]) -> Ruling | None:
    """Return that a small count is how many people speak in a source, or how many things are named behind it."""
    said = claim.quantity
    if said.kind not in {Kind.COUNT, Kind.BARE} or said.step != 1 or not 2 <= said.value <= _MOST:
        return None
    behind = claim.text.folded[said.span.end : min(claim.sentence.end, said.span.end + _REACH)]
    around = claim.text.folded[said.span.start : min(claim.sentence.end, said.span.end + _REACH)]
    if any(_counts_others(claim, index) for index in indexes):
        return None
    for index in indexes:
        names = index.speakers if _PERSON.match(around) else ()
        for items in (names, _listed(behind, index)):
            if len(items) == said.value:
                return Ruling(verdict=Support.DERIVED, expression=f"{' + '.join(items)} = {len(items)}")
    return None


def _counts_others(claim: Claim, index: Index) -> bool:
    """Return whether a source prints how many there are of what a claim counts, which is then not what it says."""
    near = (
        each for number in index.alike(claim.setting.sentence, _SENTENCES) for each in index.fellows(number)[:_MOST]
    )
    own = _nouns(claim.text.folded, claim.quantity.span.end)
    counts = (each for each in near if each.kind in {Kind.COUNT, Kind.BARE})
    return any(own & _nouns(index.folded, each.span.end) for each in counts)


def _nouns(text: str, end: int) -> set[str]:
    """Return the words behind a number that may say what it counts."""
    return {word.token for word in islice(words(text, end, min(len(text), end + 40)), 2)}


def _listed(behind: str, index: Index) -> tuple[str, ...]:
    """Return the things named directly behind a count, where the source names each of them."""
    found = _INTRODUCED.match(behind)
    if found is None:
        return ()
    items = tuple(_items(found["list"]))
    return items if len(items) > 1 and all(item.lower() in index.spaced for item in items) else ()


def _items(text: str) -> Iterator[str]:
    """Yield the items of a list up to the one behind its `and`."""
    at = 0
    for link in _BETWEEN.finditer(text):
        yield text[at : link.start()].strip(" '\"")
        at = link.end()
        if link.group().strip(" ,"):
            break
    last = _LAST.match(text[at:])
    if at and last is not None and len(last["item"].split()) <= _WORDS:
        yield last["item"].strip(" '\"")
