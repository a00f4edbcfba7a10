"""Citations by number: a place is numbered once in a summary, wherever it is cited again."""

from collections.abc import Iterable, Iterator

from extractor.span import Span
from extractor.summarise.nouns import Citation, Sentence


class Notes:
    """Numbers the places that a summary cites, from 1, in the order they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, Span], int] = {}
        self._cited: list[Citation] = []

    def number(self, citation: Citation) -> int:
        """Return the number of a place."""
        key = (citation.report, citation.span)
        if key not in self._numbers:
            self._numbers[key] = len(self._cited) + 1
            self._cited.append(citation)
        return self._numbers[key]

    def numbers(self, citations: Iterable[Citation]) -> list[int]:
        """Return the numbers of several places, in order, each once."""
        return list(dict.fromkeys(self.number(citation) for citation in citations))

    def new_of(self, sentences: Iterable[Sentence]) -> list[tuple[int, Citation]]:
        """Return the places that sentences cite and that were not cited before."""
        return self.new(citation for sentence in sentences for citation in sentence.citations)

    def new(self, citations: Iterable[Citation]) -> list[tuple[int, Citation]]:
        """Return the places among these that were not cited before, with their numbers."""
        before = len(self._cited)
        found = ((self.number(citation), citation) for citation in citations)
        return list({number: (number, citation) for number, citation in found if number > before}.values())

    def __iter__(self) -> Iterator[tuple[int, Citation]]:
        """Yield every place with its number."""
        return iter(enumerate(self._cited, 1))
