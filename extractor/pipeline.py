"""The stages in order: a document in, a record for each report in it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from extractor.corroborate import borne_out, own_reading
from extractor.locate import Page, Recognition, Region, make_page, recognise, regions, split_parts
from extractor.locate.fields import fields
from extractor.locate.page import MAX_HITS_PER_WORD, is_crowded, part_page, words_of
from extractor.readers import Reader, read_layout, reader_version
from extractor.reconcile import reconcile
from extractor.records import (
    Document,
    Draft,
    Flag,
    Outcome,
    Record,
    RuleOutcome,
    Slot,
    Verdict,
)
from extractor.schema.compiled import Schema
from extractor.schema.rules import with_rows_of

# Flags for a person to look at.
OPEN_MATTERS = {
    "unclaimed_figure", "form_uncertain", "undecodable_bytes", "too_many_labels", "reader_failed", "claims_refused",
}  # fmt: skip
TEXT_VERSION = "1"  # of the serialiser that makes a document's text: spans are offsets into that text


def read_document(
    document: Document, schemas: Sequence[Schema], *, reader: Reader = read_layout, lang: str = "zh"
) -> tuple[Record, ...]:
    """Return one record for each report in a document; a document in no known form has one record that says so.

    A `reader` of your own is held to the laws: see `extractor.corroborate`.
    """
    return tuple(record_of(opened, reader=reader, lang=lang) for opened in open_document(document, schemas))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One report of a document, opened but not yet read: its form, where its tables are, and the program's own reading.

    `own` is that of the layout reader, null where the form is unknown; it is the witness to what other readers say.
    """

    page: Page
    index: int
    found: Recognition
    regions: Mapping[str, Region]
    own: Draft | None


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
        return Opened(page=page, index=index, found=found, regions={}, own=None)
    places = regions(page, found.schema)
    return Opened(page=page, index=index, found=found, regions=places, own=own_reading(page, places, found.schema))


def unreadable(name: str, sha256: str, reason: str) -> Record:
    """Return the record of a file whose bytes could not be turned into text."""
    return Record(
        id=f"{sha256}#0",
        document=name,
        names=(name,),
        outcome=Outcome.UNREADABLE,
        reasons=(reason,),
        versions=versions(None),
    )


def record_of(opened: Opened, *, reader: Reader = read_layout, lang: str = "zh") -> Record:
    """Return the record of an opened report as one reader reads it."""
    page, found = opened.page, opened.found
    document = page.document
    if found.schema is None or opened.own is None:
        return _unrecognised(opened, reader)
    schema, draft = found.schema, opened.own
    if reader is not read_layout:
        draft = borne_out(reader, page, opened.regions, schema, draft)
    schema = with_rows_of(schema, draft.claims)
    settled = reconcile(draft, schema, lang)
    flags = (*document.flags, *draft.flags, *_form_flags(found), *_crowd_flags(page, schema))
    reasons = _reasons(settled.slots, settled.rules, flags, _absent(schema, draft))
    return Record(
        id=f"{document.sha256}#{opened.index}",
        document=document.name,
        names=(document.name,),
        outcome=Outcome.READ,
        schema=schema.id,
        verdict=_verdict(settled.slots, settled.rules, is_incomplete=_is_incomplete(schema, draft)),
        needs_person=bool(reasons),
        reasons=reasons,
        versions=versions(schema, reader),
        fields=fields(page, schema),
        slots=settled.slots,
        rules=settled.rules,
        flags=flags,
        span=page.span,
    )


def _unrecognised(opened: Opened, reader: Reader) -> Record:
    document, reason = opened.page.document, opened.found.reason
    return Record(
        id=f"{document.sha256}#{opened.index}",
        document=document.name,
        names=(document.name,),
        outcome=Outcome.UNRECOGNISED,
        reasons=(reason,) if reason else (),
        versions=versions(None, reader),
        flags=document.flags,
        span=opened.page.span,
    )


def _form_flags(found: Recognition) -> tuple[Flag, ...]:
    return (Flag(kind="form_uncertain"),) if found.uncertain else ()


def _crowd_flags(page: Page, schema: Schema) -> tuple[Flag, ...]:
    return (Flag(kind="too_many_labels", detail=str(MAX_HITS_PER_WORD)),) if is_crowded(page, words_of(schema)) else ()


def _absent(schema: Schema, draft: Draft) -> tuple[str, ...]:
    return tuple(table.id for table in schema.tables if table.id not in draft.found_tables)


def _is_incomplete(schema: Schema, draft: Draft) -> bool:
    """Return whether a table is missing or a figure of one is claimed by no slot: an omission, whatever sums say."""
    return bool(_absent(schema, draft)) or any(flag.kind == "unclaimed_figure" for flag in draft.flags)


def _verdict(slots: Mapping[str, Slot], rules: Sequence[RuleOutcome], *, is_incomplete: bool) -> Verdict:
    """Return whose mistakes a record shows: the document's, the reading's, both or none."""
    failed = {rule.attribution for rule in rules if rule.is_broken}
    in_doubt = is_incomplete or any(slot.is_unsure for slot in slots.values())
    by_reading = Verdict.EXTRACTION_ERROR in failed or in_doubt
    if Verdict.SOURCE_DEFECT in failed:
        return Verdict.BOTH if by_reading else Verdict.SOURCE_DEFECT
    return Verdict.EXTRACTION_ERROR if by_reading else Verdict.CLEAN


def _reasons(
    slots: Mapping[str, Slot], rules: Sequence[RuleOutcome], flags: Sequence[Flag], absent: Sequence[str]
) -> tuple[str, ...]:
    """Return in words why a person should look; empty where nothing is open."""
    reasons = [f"table_not_found: {table}" for table in absent]
    unsure = sum(slot.is_unsure for slot in slots.values())
    if unsure:
        reasons.append(f"unsure_slots: {unsure}")
    for attribution in (Verdict.SOURCE_DEFECT, Verdict.EXTRACTION_ERROR):
        count = sum(r.attribution is attribution and r.strength == "hard" for r in rules)
        if count:
            reasons.append(f"failed_rules ({attribution.value}): {count}")
    kinds = [flag.kind for flag in flags if flag.kind in OPEN_MATTERS]
    reasons.extend(f"{kind}: {kinds.count(kind)}" for kind in dict.fromkeys(kinds))
    return tuple(reasons)


def pipeline_key(schemas: Sequence[Schema], reader: Reader = read_layout) -> str:
    """Return a key that changes with anything that could make another record of the same bytes."""
    forms = sorted(f"{schema.id}:{schema.digest}" for schema in schemas)
    return sha256("\n".join((_own_version(), reader_version(reader), TEXT_VERSION, *forms)).encode()).hexdigest()[:16]


@cache
def _own_version() -> str:
    try:
        return version("gouji")
    except PackageNotFoundError:
        return "0+checkout"


def versions(schema: Schema | None, reader: Reader = read_layout) -> dict[str, str | None]:
    """Return what made a record: versions of the package, the schema, the reader and the text serialiser."""
    return {
        "gouji": _own_version(),
        "schema": f"{schema.file.version}:{schema.digest[:12]}" if schema else None,
        "reader": reader_version(reader),
        "text": TEXT_VERSION,
        "model": None,
        "prompt": None,
    }
