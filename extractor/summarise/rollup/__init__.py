"""The roll-up of many reports: counts that name the reports they count, and what stands out among them."""

from collections.abc import Sequence

from extractor.corpus.offices import counting
from extractor.dossier import Dossier
from extractor.records import Outcome
from extractor.summarise.card import themes_of
from extractor.summarise.cite import report_of
from extractor.summarise.nouns import Report, RollUp
from extractor.summarise.rollup.copying import copied_text
from extractor.summarise.rollup.dues import dues
from extractor.summarise.rollup.offices import offices_sums
from extractor.summarise.rollup.outliers import outliers
from extractor.summarise.rollup.tables import tables, unaddressed

SHARE = 10
"""Hundredths of its own words that a report must have in common with another to be told of."""


def roll_up(dossiers: Sequence[Dossier], *, share: int = SHARE) -> RollUp:
    """Return the roll-up of reports; of an office's reports for one year the last in the sequence counts.

    `share` is the least text in common, in hundredths, of a pair that is told.
    """
    read = [each for each in dossiers if each.record.outcome is Outcome.READ]
    counted = sorted(counting(read), key=lambda each: _order(report_of(each)))
    kept = {each.record.id for each in counted}
    known = {theme: (theme, zh, en) for each in counted for theme, zh, en in themes_of(each.schema)}
    return RollUp(
        reports=tuple(report_of(each) for each in counted),
        replaced=tuple(report_of(each) for each in read if each.record.id not in kept),
        unread=tuple(report_of(each) for each in dossiers if each.record.outcome is not Outcome.READ),
        tables=tables(counted),
        unaddressed=unaddressed(counted),
        due=dues(counted),
        copied=copied_text(counted, share),
        outliers=outliers(counted),
        offices=offices_sums(counted),
        themes=tuple(known.values()),
    )


def _order(report: Report) -> tuple[str, str, int, str, str]:
    return report.region or "", report.agency or "", report.year or 0, report.document, report.id
