"""Texts with a sign for every figure and every name an office has for itself: what differs there is no matter."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractor.normalise import compact, fold

_SELF = (
    r"(?:我|本)(?:局|委|办|县|市|区|镇|乡|院|厅|部|所|队|校|街道|单位|机关|中心|管委会)|全(?:局|委|县|市|区|镇|乡|街道)"
)
_FIGURE = r"(?P<figure>[0-9]+)"
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A compact text with signs in it; `starts` and `origins` lead back to it, run by run, with a sentinel each."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, index: int) -> int:
        """Return the index in the compact text of the character at `index`."""
        run = bisect_right(self.starts, index) - 1
        return self.origins[run] + index - self.starts[run]

    def at(self, index: int) -> int:
        """Return the character here that stands for the one at `index` of the compact text."""
        run = bisect_right(self.origins, index) - 1
        if run == len(self.origins) - 1:
            return len(self.text)
        return min(self.starts[run] + index - self.origins[run], self.starts[run + 1])


def masked(words: str, name: str | None = None) -> Masked:
    """Return a compact text with a sign for each figure and each way its office, of that name, speaks of itself."""
    own = re.escape(name) if name and len(name) <= _LONGEST_NAME else None
    pattern = re.compile("|".join(filter(None, (own, _FIGURE, _SELF))))
    pieces, starts, origins, length, at = [], [0], [0], 0, 0
    for match in pattern.finditer(words):
        pieces += [words[at : match.start()], "0" if match["figure"] else "我"]
        length += match.start() - at + 1
        at = match.end()
        starts.append(length)
        origins.append(at)
    pieces.append(words[at:])
    length += len(words) - at
    return Masked(text="".join(pieces), starts=(*starts, length), origins=(*origins, len(words)))


def bare(text: str) -> str:
    """Return a text as texts are compared: close together, its look-alikes unified, its figures and names masked."""
    return masked(compact(fold(text)).text.lower()).text
