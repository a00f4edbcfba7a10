"""What the last section of the form is to say: whether anything was charged for processing information."""

from collections.abc import Iterator

from extractor.formalities.report import Report
from extractor.formalities.words import ASKS_FOR_FEES, FEE_WORDS
from extractor.records import Defect, Severity


def no_fee_statement(report: Report) -> Iterator[Defect]:
    """Yield a hint where the form asks what was charged, the section is there and no prose says it."""
    heading = report.heading_of("other_matters")
    if report.schema.id not in ASKS_FOR_FEES or heading is None:
        return
    under = report.text(report.under(heading))
    elsewhere = (report.text(span) for span in report.prose)
    if any(word in "".join(under.split()) for word in FEE_WORDS) or any(FEE_WORDS[0] in text for text in elsewhere):
        return
    yield Defect(kind="no_fee_statement", severity=Severity.HINT, span=heading.span)
