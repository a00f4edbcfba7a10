"""Faults in the print: what happens to a report's text before anybody reads it, and what it then truly prints."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from extractor.figures import plain
from extractor.locate import Region
from extractor.mutate.cells import drawn, number
from extractor.mutate.edits import Edit, cell_around, edited, without_cell
from extractor.mutate.subjects import Line, Subject, is_separate
from extractor.records import Document
from extractor.scoring.contents import Content
from extractor.span import Span

_LOOKS = {"0": "O", "1": "l", "2": "Z", "5": "S", "8": "B"}
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_PAGE_MARKS = ("- {} -", "— {} —", "第 {} 页")


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A report printed differently.

    `slots` are those that the fault is about; `printed` what they print instead, where they now truly print something
    else: then nobody can read what was meant, but a sum may show that it is wrong.
    """

    variant: str
    document: Document
    slots: tuple[str, ...]
    printed: Mapping[str, Content] = field(default_factory=dict)


PrintFault = Callable[[Subject, Random], Print | None]
"""A fault in the print, at random; None where the report has no place for it."""


def separate_slots(subject: Subject) -> list[str]:
    """Return the slots whose figure stands by itself in its cell: in a run of digits, a fault could be anywhere."""
    own = subject.own.claims
    return [slot for slot in subject.known if is_separate(subject.claims[slot]) and is_separate(own[slot])]


def full_lines(subject: Subject) -> list[Line]:
    """Return the rows all of whose figures stand by themselves: beside a blank, a lost cell may be any."""
    separate = set(separate_slots(subject))
    return [line for line in subject.lines if set(line.slots) <= separate]


def ocr_letter(subject: Subject, rng: Random) -> Print | None:
    """Print a digit as the letter that looks like it."""
    return _with_digit(subject, rng, separate_slots(subject), _LOOKS.get)


def digit_changed(subject: Subject, rng: Random) -> Print | None:
    """Print a digit as another one: the report now says something else."""
    return _misprinted(subject, rng, [slot for slot in separate_slots(subject) if number(subject.gold[slot])])


def printed_wrong(subject: Subject, rng: Random) -> Print | None:
    """Print a wrong figure, as the agency itself may, where every figure of its table stands by itself."""
    separate = set(separate_slots(subject))
    tables = [
        table.slots
        for table in subject.schema.tables
        if {*table.slots} <= separate and {*table.slots} <= subject.covered
    ]
    slots = drawn(tables, rng)
    return _misprinted(subject, rng, [slot for slot in slots or () if number(subject.gold[slot])])


def digit_lost(subject: Subject, rng: Random) -> Print | None:
    """Lose a digit of a longer figure."""
    slot = drawn([slot for slot in separate_slots(subject) if abs(number(subject.gold[slot])) >= 10], rng)
    span = subject.claims[slot].span if slot else None
    if slot is None or span is None:
        return None
    text = subject.page.folded
    places = [
        at for at in range(*span) if _is_digit(text[at]) and _is_whole(text[span.start : at] + text[at + 1 : span.end])
    ]
    place = drawn(places, rng)
    return None if place is None else _reprinted(subject, slot, Edit(Span(place, place + 1)))


def cell_lost(subject: Subject, rng: Random) -> Print | None:
    """Lose a cell, and its separator with it: the row is one figure short."""
    line = drawn([line for line in full_lines(subject) if len(line.slots) > 1], rng)
    slot = drawn(line.slots, rng) if line else None
    span = subject.claims[slot].span if slot else None
    if line is None or span is None:
        return None
    variant = "zero" if not number(subject.gold[slot or ""]) else "figure"
    return Print(variant=variant, document=without_cell(subject.page.document, span), slots=line.slots)


def label_lost(subject: Subject, rng: Random) -> Print | None:
    """Lose the label of a row."""
    rows = {
        f"{table}/{hit.word.key}": (region, at)
        for table, region in subject.opened.regions.items()
        for at, hit in enumerate(region.chain)
    }
    fit = [line for line in full_lines(subject) if line.slots[0].rpartition("/")[0] in rows and len(line.slots) > 1]
    line = drawn(fit, rng)
    if line is None:
        return None
    region, at = rows[line.slots[0].rpartition("/")[0]]
    label = _label(subject, region, at)
    return Print(variant="label", document=edited(subject.page.document, [Edit(label)]), slots=line.slots)


def headings_lost(subject: Subject, rng: Random) -> Print | None:
    """Lose the headings of a table's columns."""
    region = drawn(list(subject.opened.regions.values()), rng)
    if region is None:
        return None
    places = [subject.page.raw(hit.start, hit.end) for hit in region.known if hit.word.kind == "column"]
    document = edited(subject.page.document, [Edit(span) for span in _apart(places)])
    return Print(variant=region.table.id, document=document, slots=_known(subject, region))


def full_width(subject: Subject, rng: Random) -> Print | None:
    """Print the figures of a row in full-width digits, which says the same."""
    line = drawn(full_lines(subject), rng)
    if line is None:
        return None
    document = subject.page.document
    spans = [span for slot in line.slots if (span := subject.claims[slot].span)]
    edits = [Edit(span, document.text[span.start : span.end].translate(_WIDE)) for span in spans]
    return Print(variant="row", document=edited(document, edits), slots=line.slots)


def page_break(subject: Subject, rng: Random) -> Print | None:
    """End a page inside a table and leave its number there; where the file format tells the cells, no page ends."""
    document = subject.page.document
    regions = [region for region in subject.opened.regions.values() if len(region.chain) > 1]
    region = drawn([] if document.grids else regions, rng)
    if region is None:
        return None
    label = _label(subject, region, rng.randrange(1, len(region.chain)))
    start = document.text.rfind("\n", 0, label.start) + 1
    mark = rng.choice(_PAGE_MARKS)
    text = f"{mark.format(rng.randrange(2, 9))}\n" + rng.choice(("", "\f"))
    if start < subject.page.raw(region.chain[0].start, region.chain[0].end).start:
        return None  # the whole table stands on one line
    return Print(
        variant=mark.format("n"),
        document=edited(document, [Edit(Span(start, start), text)]),
        slots=_known(subject, region),
    )


def _known(subject: Subject, region: Region) -> tuple[str, ...]:
    return tuple(slot for slot in region.table.slots if slot in set(subject.known))


def _label(subject: Subject, region: Region, at: int) -> Span:
    """Return the place of a row's label, with its number."""
    hit = region.chain[at]
    return cell_around(subject.page.document.text, subject.page.raw(hit.start, hit.end))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the places that do not overlap an earlier one."""
    found: list[Span] = []
    for span in sorted(spans):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _with_digit(subject: Subject, rng: Random, slots: list[str], other: Callable[[str], str | None]) -> Print | None:
    """Return the print with one character of a figure replaced; the figure still means the same."""
    text = subject.page.folded
    fit = [(slot, at) for slot in slots for at in range(*(subject.claims[slot].span or (0, 0))) if other(text[at])]
    chosen = drawn(fit, rng)
    if chosen is None:
        return None
    slot, at = chosen
    document = edited(subject.page.document, [Edit(Span(at, at + 1), other(text[at]) or "")])
    return Print(variant=f"{text[at]} as {other(text[at])}", document=document, slots=(slot,))


def _misprinted(subject: Subject, rng: Random, slots: list[str]) -> Print | None:
    """Return the print with one digit of a figure replaced by another: it does not begin with a zero for that."""
    slot = drawn(slots, rng)
    span = subject.claims[slot].span if slot else None
    if slot is None or span is None:
        return None
    text = subject.page.folded
    at = rng.choice([at for at in range(*span) if _is_digit(text[at])])
    digits = [
        digit
        for digit in "0123456789"
        if digit != text[at] and _is_whole(text[span.start : at] + digit + text[at + 1 : span.end])
    ]
    digit = drawn(digits, rng)
    return None if digit is None else _reprinted(subject, slot, Edit(Span(at, at + 1), digit))


def _reprinted(subject: Subject, slot: str, edit: Edit) -> Print | None:
    """Return the print with a figure edited, and what its slot prints then."""
    span, text = subject.claims[slot].span or Span(0, 0), subject.page.folded
    before = Decimal(_bare(text[span.start : span.end]))
    after = Decimal(_bare(text[span.start : edit.span.start] + edit.text + text[edit.span.end : span.end]))
    value = number(subject.gold[slot])
    if not before:
        return None
    printed = after * value / before  # in the schema's unit, which may be another than the printed one
    return Print(
        variant=f"{len(plain(abs(value)))} characters",
        document=edited(subject.page.document, [edit]),
        slots=(slot,),
        printed={slot: printed},
    )


def _bare(text: str) -> str:
    return text.replace(",", "").replace(" ", "")


def _is_digit(character: str) -> bool:
    return character in "0123456789"


def _is_whole(text: str) -> bool:
    """Return whether a text is a figure that does not begin with a zero too many."""
    bare = _bare(text).lstrip("+-")
    return bare[:1].isdigit() and not (len(bare) > 1 and bare[0] == "0" and bare[1].isdigit()) and bare[-1:].isdigit()


PRINT_FAULTS: dict[str, PrintFault] = {
    "ocr_letter": ocr_letter,
    "digit_changed": digit_changed,
    "digit_lost": digit_lost,
    "cell_lost": cell_lost,
    "label_lost": label_lost,
    "headings_lost": headings_lost,
    "full_width": full_width,
    "page_break": page_break,
    "printed_wrong": printed_wrong,
}
