"""A source made ready for looking up: its quantities by value, its sentences by their words."""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from heapq import nsmallest
from typing import Final

from extractor.lines import Lines
from extractor.normalise import fold
from extractor.span import Span
from extractor.verify.cells import Cells
from extractor.verify.context import Setting, Word, sentences, setting, words
from extractor.verify.nouns import Kind, Quantity, Source
from extractor.verify.scan import quantities

_NOT_WORDS: Final = re.compile(r"[\s-]{1,4}")
_SPEAKER: Final = re.compile(
    r"(?:(?m:^)|[.?!] )(?P<name>[A-Z][A-Za-z'_]{0,20}(?: [A-Z][A-Za-z'_]{0,20}){0,3}) ?:(?=\s)"
)
_MOST_POSTINGS: Final = 200
_MOST_TOKENS: Final = 16
_MOST_OF_ONE_VALUE: Final = 24
_MOST_KEPT: Final = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A quantity of a source with the sentence it stands in."""

    quantity: Quantity
    sentence: int
    index: "Index"


class Text:
    """A text with its quantities and sentences; the settings of its numbers are made when they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.quantities = quantities(text)
        self.sentences = sentences(self.folded)
        self._starts = [sentence.start for sentence in self.sentences]
        self._words: dict[int, tuple[Word, ...]] = {}
        self.by_sentence: dict[int, list[Quantity]] = defaultdict(list)
        for quantity in self.quantities:
            self.by_sentence[self.sentence_of(quantity.span.start)].append(quantity)

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def fellows(self, sentence: int) -> list[Quantity]:
        """Return the quantities of a sentence."""
        return self.by_sentence.get(sentence, [])

    def words_of(self, sentence: int) -> tuple[Word, ...]:
        """Return the words of a sentence."""
        if sentence not in self._words:
            self._words[sentence] = tuple(words(self.folded, *self.sentences[sentence]))
        return self._words[sentence]

    def setting_of(self, span: Span) -> Setting:
        """Return what stands around a number."""
        return setting(self.folded, self.words_of(self.sentence_of(span.start)), span)


class Index(Text):
    """One source ready for looking up."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.text)
        self.source = source
        self.cells = Cells(source.facts)
        self._cell_spans = sorted(fact.span for fact in source.facts if fact.span)
        self._by_value: dict[Decimal, list[Quantity]] = defaultdict(list)
        self._by_part: dict[tuple[int, int | None], list[Quantity]] = defaultdict(list)
        self._settings: dict[Span, Setting] = {}
        for quantity in self.quantities:
            self._enter_quantity(quantity)
        self._values = sorted(self._by_value)
        self._alike: dict[tuple[frozenset[str], int], list[int]] = {}
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._counts: Counter[str] = Counter()
        for number in range(len(self.sentences)):
            self._enter(number)

    def _enter_quantity(self, quantity: Quantity) -> None:
        for key in (quantity.value,) if quantity.kind is not Kind.DATE else ():
            if len(self._by_value[key]) < _MOST_OF_ONE_VALUE:
                self._by_value[key].append(quantity)
        if quantity.kind is Kind.DATE:
            for part in enumerate(quantity.parts):
                if part[1] is not None and len(self._by_part[part]) < _MOST_OF_ONE_VALUE:
                    self._by_part[part].append(quantity)

    def _enter(self, number: int) -> None:
        for token in {word.token for word in self.words_of(number)}:
            self._counts[token] += 1
            if self._counts[token] <= _MOST_POSTINGS:
                self._postings[token].append(number)

    @cached_property
    def lines(self) -> Lines:
        """Return the lines of the source."""
        return Lines(self.text)

    def is_cell(self, quantity: Quantity) -> bool:
        """Return whether a quantity is the figure of a cell: its labels tell more of it than what stands around it."""
        at = bisect_right(self._cell_spans, Span(quantity.span.end, -1)) - 1
        return at >= 0 and self._cell_spans[at].overlaps(quantity.span)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Return who speaks, where the text is a dialogue: names before a colon, each once."""
        found = dict.fromkeys(match["name"] for match in _SPEAKER.finditer(self.folded))
        return tuple(found) if len(found) > 1 else ()

    @cached_property
    def spaced(self) -> str:
        """Return the text in small letters, its hyphens and line breaks as blanks."""
        return _NOT_WORDS.sub(" ", self.folded.lower())

    def dates(self, part: int, value: int | None) -> list[Quantity]:
        """Return dates that have a part (0 the year, 1 the quarter, 2 the month, 3 the day) of that value."""
        return self._by_part.get((part, value), [])

    @cached_property
    def weight(self) -> Mapping[str, float]:
        """Return what each word is worth: the rarer, the more."""
        whole = len(self.sentences)
        return {token: math.log(1 + whole / count) + 0.3 for token, count in self._counts.items()}

    @cached_property
    def unknown(self) -> float:
        """Return what a word that the source does not have is worth."""
        return math.log(1 + len(self.sentences)) + 0.3

    def place_setting(self, quantity: Quantity) -> Setting:
        """Return what stands around a quantity of this source."""
        if quantity.span not in self._settings:
            self._settings[quantity.span] = self.setting_of(quantity.span)
        return self._settings[quantity.span]

    def near_value(self, low: Decimal, high: Decimal) -> Iterator[Quantity]:
        """Yield the quantities whose value lies between two, the first ones of each value."""
        at = bisect_right(self._values, low)
        if at and self._values[at - 1] == low:
            at -= 1
        while at < len(self._values) and self._values[at] <= high:
            yield from self._by_value[self._values[at]]
            at += 1

    def alike(self, tokens: frozenset[str], most: int) -> list[int]:
        """Return the sentences that share most with these words, best first."""
        if (tokens, most) not in self._alike:
            if len(self._alike) > _MOST_KEPT:
                self._alike.clear()
            self._alike[tokens, most] = self._most_alike(tokens, most)
        return self._alike[tokens, most]

    def _most_alike(self, tokens: frozenset[str], most: int) -> list[int]:
        rare = sorted((token for token in tokens if token in self._counts), key=lambda t: (self._counts[t], t))
        scores: dict[int, float] = defaultdict(float)
        for token in rare[:_MOST_TOKENS]:
            for sentence in self._postings[token]:
                scores[sentence] += self.weight[token]
        return nsmallest(most, scores, key=lambda number: (-scores[number], number))
