"""Numbers that the prose states, tied to the cells they repeat and to each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.claims.conflicts import conflicts, denied_conflicts
from extractor.claims.gaps import missing_numbers
from extractor.claims.prose import passages
from extractor.claims.shares import shares
from extractor.claims.statements import statement, tied
from extractor.claims.sums import prose_sums
from extractor.claims.terms import Form
from extractor.claims.zeros import denials, zero_statement
from extractor.locate import Page, Region
from extractor.normalise import fold
from extractor.records import Defect, Field, Slot, Statement
from extractor.schema.compiled import Schema

__all__ = ["Claims", "claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What the prose of a report states in numbers, and where it contradicts itself or the tables."""

    statements: tuple[Statement, ...] = ()
    defects: tuple[Defect, ...] = ()


def claims(
    page: Page, schema: Schema, slots: Mapping[str, Slot], regions: Mapping[str, Region], fields: Mapping[str, Field]
) -> Claims:
    """Return the numbers of a report's prose and the contradictions among them and with its tables."""
    prose = tuple(passages(page, regions, slots))
    year = fields["year"].value if "year" in fields else None
    year = year if isinstance(year, int) else None
    printed = {name: "".join(page.folded[slice(*region.span)].split()) for name, region in regions.items()}
    form = Form(schema=schema, slots=slots, printed=printed, agency=_text(fields, "agency"))
    found = tuple(tied(prose, form, year))
    denied = tuple(one for number, passage in enumerate(prose) for one in denials(number, passage, form, year))
    places = sorted([*found, *denied], key=lambda each: (each.passage, each.start_at))
    said = tuple(
        statement(number, each, prose[each.passage])
        if not hasattr(each, "terms")
        else zero_statement(number, each, prose[each.passage])
        for number, each in enumerate(places, 1)
    )
    defects = (
        *prose_sums(found, prose),
        *conflicts(found, prose, form),
        *denied_conflicts(denied, prose),
        *shares(found, prose, form),
        *(defect for passage in prose for defect in missing_numbers(passage, page.folded)),
    )
    return Claims(statements=said, defects=defects)


def _text(fields: Mapping[str, Field], name: str) -> str:
    return fold(str(fields[name].value or "")) if name in fields else ""
