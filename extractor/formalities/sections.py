"""Parts that the form asks for and a report does not have, or has nothing under."""

import re
from collections.abc import Iterator

from extractor.formalities.headings import NUMERALS, Part
from extractor.formalities.report import Report
from extractor.formalities.words import LOOSE_HEADINGS
from extractor.locate import Region
from extractor.locate.page import letters
from extractor.records import Defect, Severity
from extractor.span import Span

_HEADING_LINE = re.compile(
    rf"(?m:^)[^\w\n(]{{0,12}}(?:[{NUMERALS}]{{1,3}}[ \t]{{0,3}}[、.,:])?(?P<words>[^\n。;,:]{{2,30}}):?\s{{0,4}}(?m:$)"
)
_NUMBERED = re.compile(
    rf"(?<![{NUMERALS}第(])[{NUMERALS}]{{1,3}}[ \t]{{0,3}}[、.,](?P<words>[^\n。;,:]{{2,30}})(?=[\n。;,:])"
)
_SIGNED = re.compile(r"(?:[^\n。,;]{2,40}\n)?\s{0,200}20\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")


def section_missing(report: Report) -> Iterator[Defect]:
    """Yield a defect for each part whose heading is nowhere; a table without its heading is only hinted at.

    A text that has lost most of its headings says nothing about any one of them.
    """
    headed = {heading.part.id for heading in report.headings}
    missing = [part for part in report.parts if part.id not in headed]
    if not missing or 2 * len(headed) < len(report.parts):
        return
    for part in missing:
        region = report.regions.get(part.id)
        if region is None and _is_headed_otherwise(report, part):
            continue
        is_plain = region is None and len(missing) == 1 and not _is_in_its_place(report, part)
        yield Defect(
            kind="section_missing",
            severity=Severity.DOUBT if is_plain else Severity.HINT,
            span=None if region is None else _first_label(report, region),
            detail=_name(report, part),
        )


def _first_label(report: Report, region: Region) -> Span:
    """Return the place where a table begins, whose heading is missing."""
    labels = region.known or region.chain
    return report.page.raw(labels[0].start, labels[0].end) if labels else region.span


def _is_in_its_place(report: Report, part: Part) -> bool:
    """Return whether the words of a part's heading stand where it belongs, glued into the text."""
    before = [heading.end for heading in report.headings if heading.part.place < part.place]
    behind = [heading.start for heading in report.headings if heading.part.place > part.place]
    page = report.page
    start, end = max(before, default=page.span.start), min(behind, default=page.span.end)
    words = page.words[page.compact.index_of(start) : page.compact.index_of(max(start, end))]
    return any(word in words for word in part.words)


def section_empty(report: Report) -> Iterator[Defect]:
    """Yield a defect for each heading with nothing under it; 无 is something."""
    for heading in report.headings:
        under = report.under(heading)
        if not heading.mark or heading.part.id in report.regions or _has_words(report, under):
            continue
        yield Defect(
            kind="section_empty",
            severity=Severity.HINT if heading.part.is_table else Severity.DOUBT,
            span=heading.span,
            detail=_name(report, heading.part),
        )


def _has_words(report: Report, under: Span) -> bool:
    """Return whether anything but a signature and page numbers stands in a place."""
    text = _SIGNED.sub("", report.text(under))
    return letters("".join(char for char in text if char.isalnum())) > 0


def _is_headed_otherwise(report: Report, part: Part) -> bool:
    """Return whether some line or number heads something in words that pass for the part's."""
    loose = LOOSE_HEADINGS.get(part.id, ())
    own = [report.text(heading.span) for heading in report.headings]
    return any(
        word in words and not any(words in heading for heading in own) for words in _short(report) for word in loose
    )


def _short(report: Report) -> Iterator[str]:
    """Yield what stands outside the tables as headings do: on a short line of its own, or behind a number."""
    for span in report.prose:
        for pattern in (_HEADING_LINE, _NUMBERED):
            yield from (match["words"].strip() for match in pattern.finditer(report.page.folded, *span))


def _name(report: Report, part: Part) -> str:
    """Return a part's name as the form prints it, in the form's language."""
    language = report.schema.file.language
    table = report.schema.table.get(part.id)
    if table is not None:
        return table.label.text(language)
    label = next(section.label for section in report.schema.file.sections if section.id == part.id)
    return label.text(language)
