"""Numbers that the prose states, tied to the cells they repeat and to each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.claims.conflicts import conflicts, denied_conflicts, whole_cells
from extractor.claims.gaps import missing_numbers
from extractor.claims.prose import MOST_TEXT, passages
from extractor.claims.shares import shares
from extractor.claims.statements import Tied, statement, tied
from extractor.claims.sums import prose_sums
from extractor.claims.terms import Form
from extractor.claims.zeros import Denial, denials, zero_statement
from extractor.locate import Page, Region
from extractor.normalise import fold
from extractor.records import Defect, Field, Flag, Slot, Statement
from extractor.schema.compiled import Schema
from extractor.span import Span

__all__ = ["Claims", "claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What the prose of a report states in numbers, and where it contradicts itself or the tables."""

    statements: tuple[Statement, ...] = ()
    defects: tuple[Defect, ...] = ()
    flags: tuple[Flag, ...] = ()


def claims(
    page: Page, schema: Schema, slots: Mapping[str, Slot], regions: Mapping[str, Region], fields: Mapping[str, Field]
) -> Claims:
    """Return the numbers of a report's prose and the contradictions among them and with its tables.

    `slots` are the settled ones, `fields` those of the form: its year and its agency, where it has them.
    """
    prose = passages(page, regions, slots)
    form = _form(page, schema, slots, regions, fields)
    numbers = tuple(whole_cells(tuple(tied(prose, form)), form))
    zeros = tuple(one for passage in prose for one in denials(passage, form))
    defects = (
        *prose_sums(numbers),
        *conflicts(numbers, form),
        *denied_conflicts(zeros),
        *shares(numbers, form),
        *(defect for passage in prose for defect in missing_numbers(passage, page.folded)),
    )
    return Claims(
        statements=tuple(_stated(page, numbers, zeros)),
        defects=tuple(sorted(defects, key=lambda defect: defect.span or page.span)),
        flags=tuple(_cut(page)),
    )


def _cut(page: Page) -> Iterator[Flag]:
    """Yield a flag where the text is too long to be read to its end."""
    end = page.span.start + MOST_TEXT
    if end < page.span.end:
        yield Flag(kind="prose_cut", detail=str(MOST_TEXT), span=Span(end, page.span.end))


def _form(
    page: Page, schema: Schema, slots: Mapping[str, Slot], regions: Mapping[str, Region], fields: Mapping[str, Field]
) -> Form:
    said = {name: field.value for name, field in fields.items()}
    year = said.get("year")
    return Form(
        schema=schema,
        slots=slots,
        printed={name: "".join(page.folded[slice(*region.span)].split()) for name, region in regions.items()},
        agency="".join(fold(str(said.get("agency") or "")).split()),
        year=year if isinstance(year, int) else None,
    )


def _stated(page: Page, numbers: tuple[Tied, ...], zeros: tuple[Denial, ...]) -> list[Statement]:
    """Return the statements in the order of the text, numbered."""
    found: list[Tied | Denial] = sorted((*numbers, *zeros), key=lambda each: (each.passage.number, each.end))
    return [
        statement(each, f"c{number}", page) if isinstance(each, Tied) else zero_statement(each, f"c{number}", page)
        for number, each in enumerate(found, 1)
    ]
