"""Which form a page is, by its labels; never by the year or the section numbers, which are often wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.locate.page import Page, matching_form
from extractor.schema.compiled import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The form a page is in (null: none), and what speaks against it: `look_alike: zh / en`, or `no_known_form`."""

    schema: Schema | None
    reason: str | None = None
    uncertain: bool = False


def recognise(page: Page, schemas: Sequence[Schema]) -> Recognition:
    """Return the form whose own labels stand in the page and whose sisters' labels do not."""
    ranked = sorted(
        ((_signal(page, schema), _family(page, schema), schema) for schema in schemas if _is_candidate(page, schema)),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    if not ranked:
        return Recognition(schema=None, reason=_relative(page, schemas) or "no_known_form")
    uncertain = len(ranked) > 1 and ranked[0][0] == ranked[1][0]
    return Recognition(schema=ranked[0][2], uncertain=uncertain)


def _count(page: Page, labels: Sequence[str]) -> int:
    return sum(matching_form(label) in page.words for label in labels)


def _family(page: Page, schema: Schema) -> int:
    return _count(page, schema.file.recognise.family)


def _signal(page: Page, schema: Schema) -> int:
    known = schema.file.recognise
    return _count(page, known.signals) - _count(page, known.against)


def _is_candidate(page: Page, schema: Schema) -> bool:
    known = schema.file.recognise
    if known.family:
        return _family(page, schema) >= known.minimum
    return _count(page, known.signals) >= known.minimum


def _relative(page: Page, schemas: Sequence[Schema]) -> str | None:
    """Return the reason that names a look-alike form which the page is."""
    for schema in schemas:
        for relative in schema.file.recognise.relatives:
            if relative.labels and _count(page, relative.labels) == len(relative.labels):
                return f"look_alike: {relative.message.zh} / {relative.message.en}"
    return None
