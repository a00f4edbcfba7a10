"""Reports opened: which form each is of, where its tables are, and the layout reader's own reading of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.corroborate import own_reading
from extractor.findings import Found, read_findings
from extractor.locate import Page, Recognition, Region, make_page, recognise, regions, split_parts
from extractor.locate.page import part_page
from extractor.records import Document, Draft
from extractor.schema.compiled import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One report of a document, opened but not yet read: its form, where its tables are, and the program's own reading.

    `own` is that of the layout reader, null where the form is unknown; it is the witness to what other readers say.
    `findings` are those that are read without a model.
    """

    page: Page
    index: int
    found: Recognition
    regions: Mapping[str, Region]
    own: Draft | None
    findings: Found


def open_document(document: Document, schemas: Sequence[Schema]) -> tuple[Opened, ...]:
    """Return the reports of a document, opened: what any number of readers' records of them have in common."""
    page = make_page(document)
    parts = split_parts(page, schemas)
    if len(parts) == 1:
        return (_opened(page, 0, schemas),)
    return tuple(_opened(part_page(page, part.span), part.index, schemas) for part in parts)


def _opened(page: Page, index: int, schemas: Sequence[Schema]) -> Opened:
    found = recognise(page, schemas)
    if found.schema is None:
        return Opened(page=page, index=index, found=found, regions={}, own=None, findings=Found(findings=None))
    places = regions(page, found.schema)
    return Opened(
        page=page,
        index=index,
        found=found,
        regions=places,
        own=own_reading(page, places, found.schema),
        findings=read_findings(page, found.schema),
    )
