"""Dates and periods: a claim's must be printed as it is, part by part, and in the same part of what is compared."""

from collections.abc import Iterable, Iterator

from extractor.verify.alike import is_within
from extractor.verify.index import Index
from extractor.verify.nouns import Kind, Quantity


def printed(claim: Quantity, index: Index, likely: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield the dates of a source that bear a claim out: part by part, or its finer parts with the year elsewhere.

    `likely` are the quantities of the sentences that are most like the claim's.
    """
    part = max((at for at, value in enumerate(claim.parts) if value is not None), default=0)
    dates = [*(date for date in likely if date.kind is Kind.DATE), *index.dates(part, claim.parts[part])]
    found = [date for date in dict.fromkeys(dates) if is_within(claim, date)]
    yield from found
    if not found and sum(value is not None for value in claim.parts) > 1:
        yield from _pieced(claim, index, dates)


def _pieced(claim: Quantity, index: Index, dates: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield dates that print the finer parts of a claim where the year (or the month) is printed elsewhere."""
    year, _, month, day = claim.parts
    if year is not None and not _has(index, 0, year):
        return
    finest = 3 if day is not None else 2 if month is not None else 1
    for date in dict.fromkeys(dates):
        fits = all(own is None or own == part for own, part in zip(date.parts, claim.parts, strict=True))
        has_month = month is None or date.parts[2] is not None or _has(index, 2, month)
        if fits and date.parts[finest] == claim.parts[finest] and has_month:
            yield date


def _has(index: Index, part: int, value: int) -> bool:
    return bool(index.dates(part, value)) or (part == 0 and index.source.year == value)


def others(claim: Quantity, likely: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield dates that print the same parts as a claim, differently."""
    shape = [part is None for part in claim.parts]
    for date in likely:
        if date.kind is Kind.DATE and not is_within(claim, date):
            is_finest = date.parts[1:] == claim.parts[1:] and any(claim.parts[1:])
            if is_finest or [part is None for part in date.parts] == shape:
                yield date
