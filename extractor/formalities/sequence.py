"""The sections of a report counted: its form's headings, and the numbers of others that stand between them."""

import re
from collections.abc import Iterator, Sequence

from extractor.formalities.headings import NUMERALS, Heading
from extractor.formalities.markers import CHINESE, Marker
from extractor.formalities.report import Report
from extractor.records import Defect, Severity
from extractor.span import Span

Section = Heading | Marker
"""A section by its heading, or by a number that counts on from the section before."""


def counts_on(sections: Sequence[Section], number: int) -> bool:
    """Return whether a number is the next one behind the sections so far."""
    return number in _expected(sections)


def _expected(sections: Sequence[Section]) -> range:
    """Return the numbers that may come next: one misread counts as its place, one not printed may count or not."""
    low = high = 1
    for section in sections:
        if section.number is not None:
            low = high = section.number + 1
        else:
            low, high = low + bool(_printed(section)), high + 1
    return range(low, high + 1)


def doubled(section: Section, again: Marker) -> Defect:
    """Return the hint that a number stands again as the first of a list of its own that has no second."""
    return Defect(
        kind="numbering",
        severity=Severity.HINT,
        span=again.span,
        others=(section.span,),
        detail=f"{_printed(section)}, {again.text}",
    )


def wrong_sections(report: Report, sections: Sequence[Section]) -> Iterator[Defect]:
    """Yield a defect where the sections do not count on from one to the next, one heading lost aside."""
    wrong = [at for at in range(1, len(sections)) if _is_wrong(report, sections[:at], sections[at])]
    if not wrong or not report.is_numbered:
        return
    yield Defect(
        kind="numbering",
        severity=_severity_of(report, sections, [sections[at] for at in wrong]),
        span=sections[wrong[0]].span,
        others=tuple(each.span for at, each in enumerate(sections) if at != wrong[0]),
        detail=", ".join(_printed(each) or "-" for each in sections),
    )


def _is_wrong(report: Report, before: Sequence[Section], section: Section) -> bool:
    expected = _expected(before)
    if section.number is None or section.number in expected:
        return False
    skipped = range(expected[-1] + 1, section.number + 1) if section.number > expected[-1] else range(0)
    return not _is_unheaded(report, before[-1], section, len(skipped)) and not _is_elsewhere(
        report, before[-1], section
    )


def _is_elsewhere(report: Report, before: Section, section: Section) -> bool:
    """Return whether the number before a section's stands in the prose between after all, where no heading was seen."""
    word = CHINESE.get((section.number or 0) - 1)
    if word is None or section.number is None or (before.number or 0) >= section.number - 1:
        return False
    told = re.compile(rf"(?<![{NUMERALS}(第]){word}[ \t]{{0,3}}[、.,:]")
    places = (Span(max(span.start, before.end), min(span.end, section.start)) for span in report.prose)
    return any(told.search(report.page.folded, *place) for place in places if place)


def _is_unheaded(report: Report, before: Section, section: Section, skipped: int) -> bool:
    """Return whether the numbers skipped are those of parts whose headings the text has lost."""
    if skipped < 1 or not (isinstance(before, Heading) and isinstance(section, Heading)):
        return False
    headed = {heading.part.id for heading in report.headings}
    between = range(before.part.place + 1, section.part.place)
    return skipped <= sum(part.place in between and part.id not in headed for part in report.parts)


def _severity_of(report: Report, sections: Sequence[Section], wrong: Sequence[Section]) -> Severity:
    """Return how certain it is: sure where all the form's parts and no others are numbered, and a number stands twice.

    A number that says nothing is one misread, and then so may others be. Headings out of the form's order are those of
    a text that came apart.
    """
    places = [each.part.place for each in sections if isinstance(each, Heading)]
    if places != sorted(places) or sum(not _printed(each) for each in sections) > 1:
        return Severity.HINT
    numbers = [each.number for each in sections]
    is_whole = len(places) == len(sections) == len(report.parts) and None not in numbers
    return Severity.ERROR if is_whole and any(numbers.count(each.number) > 1 for each in wrong) else Severity.DOUBT


def _printed(each: Section) -> str:
    return each.mark if isinstance(each, Heading) else each.text
