"""A text held against its sources."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from extractor.dossier import Dossier
from extractor.figures import plain
from extractor.verify import calendar
from extractor.verify.claims import Claim, Match, Ruling
from extractor.verify.dossiers import source_of
from extractor.verify.index import Index, Text
from extractor.verify.judge import rule
from extractor.verify.nouns import Checked, Fact, Kind, Place, Quantity, Source, Support, Verification
from extractor.verify.quoted import Quotes

_MOST_KEPT: Final = 20_000
_REACH: Final = 40
_SOUND: Final = frozenset({Support.SUPPORTED, Support.DERIVED})


def verify_text(text: str, sources: Sequence[Source | Dossier | str]) -> Verification:
    """Return what the sources say of each number of a text.

    A source is a text, a reading (`extractor.read_dossiers`), or a `Source` with whatever else is known of it.
    """
    named = [_named(source, number) for number, source in enumerate(sources, start=1)]
    indexes = [Index(source) for source in named]
    claims = Text(text)
    numbers = tuple(_checked(claims, indexes))
    return Verification(text=text, sources=tuple(source.name for source in named), numbers=numbers)


def _named(source: Source | Dossier | str, number: int) -> Source:
    if isinstance(source, Dossier):
        return source_of(source)
    return source if isinstance(source, Source) else Source(name=str(number), text=source)


def _checked(text: Text, indexes: Sequence[Index]) -> Iterator[Checked]:
    known: dict[tuple[str, int, int], Ruling] = {}
    quotes = Quotes(text, indexes)
    for quantity in text.quantities:
        sentence = text.sentences[text.sentence_of(quantity.span.start)]
        key = (text.text[slice(*sentence)], quantity.span.start - sentence.start, quantity.span.end - sentence.start)
        if key not in known:
            if len(known) > _MOST_KEPT:
                known.clear()
            known[key] = rule(Claim(text, quantity), indexes)
        ruling = known[key]
        if ruling.verdict not in _SOUND:
            ruling = quotes.ruling(quantity) or ruling
        if ruling.verdict in _SOUND or not _is_mere_name(quantity):
            yield told(quantity, ruling)


def _is_mere_name(quantity: Quantity) -> bool:
    """Return whether a number that no source prints says nothing that could be wrong: COVID-19, 1st."""
    is_named_time = quantity.kind is Kind.TIME and quantity.text.isalpha()
    return quantity.kind is Kind.LABEL or is_named_time or (quantity.kind is Kind.ORDINAL and quantity.value == 1)


def told(quantity: Quantity, ruling: Ruling) -> Checked:
    """Return what is said of one number as a record."""
    return Checked(
        span=quantity.span,
        text=quantity.text,
        value=value_text(quantity),
        kind=quantity.kind,
        unit=quantity.unit or None,
        verdict=ruling.verdict,
        slip=ruling.slip,
        places=tuple(_place(match) for match in ruling.matches),
        expression=ruling.expression,
    )


def value_text(quantity: Quantity) -> str:
    """Return the value of a quantity: an exact decimal, a date in ISO form, a pair."""
    if quantity.kind is Kind.DATE:
        return calendar.text_of(quantity.parts)
    if quantity.kind is Kind.PAIR:
        return ":".join(map(str, quantity.parts))
    if quantity.kind is Kind.TIME:
        return f"{quantity.parts[0]}:{quantity.parts[1]:02}"
    return plain(quantity.value.normalize() if quantity.value else Decimal(0))


def _place(match: Match) -> Place:
    fact, name = match.fact, match.index.source.name
    label = () if fact is None else _labels(fact)
    if fact is not None and fact.span is None:
        return Place(source=name, span=None, line=None, quote="", printed=plain(fact.value), fact=fact.id, label=label)
    text, span = match.index.text, match.quantity.span
    line = match.index.lines.at(span.start)
    start, end = max(line.span.start, span.start - _REACH), min(line.span.end, span.end + _REACH)
    return Place(
        source=name,
        span=span,
        line=line.number,
        quote=text[start : max(end, span.end)],
        printed=text[span.start : span.end],
        fact=None if fact is None else fact.id,
        label=label,
        inset=span.start - start,
    )


def _labels(fact: Fact) -> tuple[str, ...]:
    """Return the labels of a cell's row and column, in Chinese and in English."""
    pairs = zip(_both(fact.row), _both(fact.column), strict=True)
    return tuple(" / ".join(part for part in pair if part) for pair in pairs)


def _both(names: tuple[str, ...]) -> tuple[str, str]:
    return (names[0], names[min(1, len(names) - 1)]) if names else ("", "")
