"""Numbers that a report counts its sections and the items of its lists with: doubled or skipped ones.

A list may be nested in another, be broken by a page or a table, and begin anew anywhere: only a number that continues
no open list and begins none is wrong. What was lost on the way to the text is told from what was never printed by
looking for the missing number in every other way of writing it.
"""

from collections.abc import Iterator

from extractor.formalities.headings import Heading
from extractor.formalities.lists import Counted
from extractor.formalities.markers import Marker, markers
from extractor.formalities.report import Report
from extractor.formalities.sequence import Section
from extractor.locate.page import matching_form
from extractor.records import Defect
from extractor.schema.compiled import Schema


def numbering(report: Report) -> Iterator[Defect]:
    """Yield one defect for the sections, if they are misnumbered, and one for each list that is."""
    if not report.is_chinese:
        return
    counted = Counted(report)
    for item in _in_order(report):
        if isinstance(item, Heading):
            counted.head(item)
        else:
            counted.count(item)
    yield from counted.close()


def _in_order(report: Report) -> list[Section]:
    """Return the headings and the items' numbers between them, in the order of the text."""
    labels = _labels(report.schema)
    heads = [heading.span for heading in report.headings]
    found = [mark for stretch in report.prose for mark in markers(report.page.folded, stretch)]
    items = [
        mark
        for mark in found
        if not any(mark.span.overlaps(head) for head in heads) and not _is_label(report, mark, labels)
    ]
    return sorted((*report.headings, *items), key=lambda item: item.start)


_LABELS: dict[str, tuple[str, ...]] = {}


def _labels(schema: Schema) -> tuple[str, ...]:
    """Return what the labels of a form's rows begin with, without the rows' own numbers."""
    known = _LABELS.get(schema.digest)
    if known is None:
        rows = [row for table in schema.tables for row in table.listed_rows]
        groups = [matching_form(row.group.zh)[1:] for row in rows if row.group]
        words = [matching_form(row.label.zh)[:4] for row in rows]
        known = _LABELS[schema.digest] = tuple({word for word in (*groups, *words) if len(word) > 1})
    return known


def _is_label(report: Report, mark: Marker, labels: tuple[str, ...]) -> bool:
    """Return whether a number belongs to the label of a row of the form, wherever a piece of its table stands."""
    page = report.page
    return page.words.startswith(labels, page.compact.index_of(mark.end))
