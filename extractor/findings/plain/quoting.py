"""The words that state an item: all of it where it is short, else what it says first."""

from extractor.findings.plain.copy import Copy
from extractor.findings.plain.outline import Item
from extractor.findings.plain.pieces import trimmed
from extractor.span import Span

MOST_SENTENCES = 2
MOST_LETTERS = 150
LONG = 50
"""Letters of a sentence that tells at length what the heading before it names."""
TITLE = 25
"""Letters of a heading within a list: 「（一）坚持“标准化”推进主动公开。」 and then a paragraph about it."""


def quoted(copy: Copy, item: Item) -> Span:
    """Return the place of an item's first words: its heading, or up to two sentences of no more than 150 letters.

    The first sentence is quoted whole, however long it is.
    """
    sentences = list(copy.sentences(*item.span))[:MOST_SENTENCES]
    if len(sentences) > 1 and _is_heading(copy, item, sentences[0]) and _letters(copy, sentences[1]) >= LONG:
        return trimmed(copy, sentences[0])
    short = [each for each in sentences[1:] if _letters(copy, Span(item.span.start, each.end)) <= MOST_LETTERS]
    return trimmed(copy, Span(item.span.start, (short or sentences[:1])[-1].end))


def _is_heading(copy: Copy, item: Item, sentence: Span) -> bool:
    """Return whether an item's first sentence is a heading: numbered as one, first on its line, and short."""
    if item.mark is None or item.mark.family != "paren_han":
        return False
    line = copy.text.rfind("\n", 0, item.span.start) + 1
    is_first = not copy.text[line : item.span.start].strip()
    title = copy.text[slice(*sentence)]
    return is_first and "," not in title and _letters(copy, sentence) <= TITLE


def _letters(copy: Copy, span: Span) -> int:
    return sum(not character.isspace() for character in copy.text[slice(*span)])
