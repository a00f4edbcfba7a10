"""The pieces that texts are compared by: of every few that follow one another one is kept, the same in each text.

This is winnowing: whatever two texts share over `GRAM + WINDOW - 1` characters or more has a kept piece in common, so
that what is alike is found by looking pieces up, in time linear in the texts.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from extractor.corpus.narrative import Interval, Narrative
from extractor.corpus.statutory import GRAM

WINDOW = 4
"""Pieces that follow one another, of which one is kept."""

_MOST_REPEATS = 32
_BITS = 24
_LOW = (1 << _BITS) - 1
_WIDTH = 4  # bytes of a character


def marks(narrative: Narrative) -> "array[int]":
    """Return the kept pieces of a narrative, each as its hash and its place in one number."""
    found = array("Q")
    if len(narrative.text) > _LOW:  # a machine's output: no office writes sixteen million characters
        return found
    view = memoryview(narrative.text.encode("utf-32-le", "surrogatepass"))
    for start, end in narrative.stretches:
        hashes = [crc32(view[_WIDTH * at : _WIDTH * (at + GRAM)]) for at in range(start, end - GRAM + 1)]
        found.extend(hashes[at] << _BITS | start + at for at in _kept(hashes))
    return found


def hash_of(mark: int) -> int:
    """Return the hash of a kept piece."""
    return mark >> _BITS


def places(found: Iterable[int], without: frozenset[int] | set[int]) -> Mapping[int, list[int]]:
    """Return the places of kept pieces by their hash, without common wording and what a text says on and on."""
    known: dict[int, list[int]] = {}
    for mark in found:
        if (key := mark >> _BITS) not in without:
            known.setdefault(key, []).append(mark & _LOW)
    return {key: where for key, where in known.items() if len(where) <= _MOST_REPEATS}


def common_stretches(found: Iterable[int], common: frozenset[int] | set[int]) -> Iterator[Interval]:
    """Yield where common wording stands: what lies between its kept pieces, where they are close, belongs to it."""
    last = None
    for mark in found:
        if mark >> _BITS not in common:
            last = None
            continue
        at = mark & _LOW
        yield (at if last is None or at - last > GRAM + WINDOW else last), at + GRAM
        last = at


def _kept(hashes: list[int]) -> Iterator[int]:
    """Yield the places of the least hash in every window, the last of equals; each place once."""
    width = min(WINDOW, len(hashes))
    best = -1
    for end in range(width, len(hashes) + 1):
        start = end - width
        if best < start:
            best = min(range(start, end), key=lambda at: (hashes[at], -at))
            yield best
        elif hashes[end - 1] <= hashes[best]:
            best = end - 1
            yield best
