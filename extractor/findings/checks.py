"""What a model says it found, held against the text: each item with its place, and all that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.findings.answer import Item
from extractor.findings.quoted import Passage, unsupported_numbers
from extractor.findings.section import PROBLEM
from extractor.span import Span

GRAVE = frozenset({"quote_not_found", "quote_numbers_differ", "findings_overlap"})
"""Faults with which an item is no finding; with any other it is one without the part that is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with an item: `kind` is that of the flag, `detail` the words or numbers it is about."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An item after the checks; `span` is null where its quote stands nowhere."""

    item: Item
    span: Span | None
    faults: tuple[Fault, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Return whether it is a finding, if perhaps without a part of it."""
        return self.span is not None and not any(fault.kind in GRAVE for fault in self.faults)


def checked(items: Sequence[Item], passage: Passage, *, is_final: bool = False) -> tuple[Checked, ...]:
    """Return each item with its place and its faults; a quote that stands there twice has the place next in order.

    Until it `is_final`, a problem whose quote is to be asked for again may be addressed.
    """
    taken: list[tuple[str, Span]] = []
    found: list[Checked] = []
    reach = 0
    for item in items:
        places = passage.places(item.quote)
        free = [span for span in places if not _is_taken(item.kind, span, taken)]
        span = next((span for span in free if span.start >= reach), free[0] if free else None)
        if span is None:
            found.append(Checked(item=item, span=None, faults=(_no_place(item, places, passage),)))
            continue
        taken.append((item.kind, span))
        reach = span.end
        found.append(Checked(item=item, span=span))
    problems = {each.item.number for each in found if each.item.kind == PROBLEM and (each.is_sound or not is_final)}
    numbers = [item.number for item in items]
    alone = {number for number in problems if numbers.count(number) == 1}
    return tuple(replace(each, faults=each.faults + tuple(_faults(each, alone, passage))) for each in found)


def mended(before: Sequence[Item], again: Mapping[int, Item], passage: Passage) -> tuple[Checked, ...]:
    """Return the items with those of a second answer in place of the first's, where that made none of them worse."""
    first = checked(before, passage)
    tried = [again.get(item.number, item) for item in before]
    second = checked(tried, passage)
    kept = [old.item if old.is_sound and not new.is_sound else new.item for old, new in zip(first, second, strict=True)]
    return checked(kept, passage, is_final=True)


def _is_taken(kind: str, span: Span, taken: Sequence[tuple[str, Span]]) -> bool:
    return any(other == kind and span.overlaps(place) for other, place in taken)


def _no_place(item: Item, places: Sequence[Span], passage: Passage) -> Fault:
    """Return why an item has no place: an earlier item has it, only its numbers are not there, or none of it is."""
    if places:
        return Fault(kind="findings_overlap", detail=item.quote)
    differs = passage.holds_without_numbers(item.quote)
    return Fault(kind="quote_numbers_differ" if differs else "quote_not_found", detail=item.quote)


def _faults(each: Checked, problems: set[int], passage: Passage) -> Iterator[Fault]:
    """Yield what is wrong with parts of an item that stands in the text."""
    item, span = each.item, each.span
    if span is None:
        return
    if stray := unsupported_numbers(item.gist, passage.text[slice(*span)]):
        yield Fault(kind="gist_number_unsupported", detail=", ".join(stray))
    for name, words in item.promises.items():
        if item.kind == PROBLEM or passage.part(span, words) is None:
            yield Fault(kind="commitment_unsupported", detail=f"{name}: {words}")
    for number in item.addresses:
        if item.kind == PROBLEM or number not in problems:
            yield Fault(kind="link_unsupported", detail=str(number))
