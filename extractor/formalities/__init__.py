"""Whether a report is filled in as its form asks: sections, numbering, year, name, blanks; each check a function."""

from collections.abc import Callable, Iterable, Mapping

from extractor.formalities.agency import other_agency_left_in
from extractor.formalities.cells import blank_for_zero, decisions_equal_items, slash_for_zero
from extractor.formalities.fees import no_fee_statement
from extractor.formalities.numbering import numbering
from extractor.formalities.report import Report
from extractor.formalities.sections import section_empty, section_missing
from extractor.formalities.years import other_year_left_in, wrong_year_form
from extractor.locate import Page, Region
from extractor.records import Defect, Field, Slot
from extractor.schema.compiled import Schema

__all__ = ["CHECKS", "formalities"]

Check = Callable[[Report], Iterable[Defect]]

CHECKS: Mapping[str, Check] = {
    "section_missing": section_missing,
    "section_empty": section_empty,
    "numbering": numbering,
    "wrong_year_form": wrong_year_form,
    "blank_for_zero": blank_for_zero,
    "slash_for_zero": slash_for_zero,
    "other_agency_left_in": other_agency_left_in,
    "other_year_left_in": other_year_left_in,
    "no_fee_statement": no_fee_statement,
    "decisions_equal_items": decisions_equal_items,
}
"""Each check by the kind of the defects it finds."""


def formalities(
    page: Page,
    schema: Schema,
    slots: Mapping[str, Slot],
    regions: Mapping[str, Region],
    fields: Mapping[str, Field],
) -> tuple[Defect, ...]:
    """Return where a report is not filled in as its form asks, in the text's order; what has no place comes last."""
    report = Report(page=page, schema=schema, slots=slots, regions=regions, fields=fields)
    found = [defect for check in CHECKS.values() for defect in check(report)]
    return tuple(sorted(found, key=lambda defect: (defect.span is None, defect.span or (0, 0), defect.kind)))
