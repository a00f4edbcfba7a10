"""What the form asks a section to state: of the annual report, what was charged for processing information."""

from collections.abc import Iterator

from extractor.formalities.report import Report
from extractor.records import Defect, Severity


def no_fee_statement(report: Report) -> Iterator[Defect]:
    """Yield a hint where the form asks a section for a statement, the section is there and no prose makes it."""
    for section in report.schema.file.sections:
        heading = report.heading_of(section.id) if section.states else None
        if heading is None:
            continue
        under = "".join(report.text(report.under(heading)).split())
        told = any(section.states[0] in report.text(span) for span in report.prose)
        if not told and not any(word in under for word in section.states):
            yield Defect(kind="no_fee_statement", severity=Severity.HINT, span=heading.span)
