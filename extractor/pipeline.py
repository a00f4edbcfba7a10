"""The stages in order: a document in, a record for each report in it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from extractor.corroborate import borne_out, own_reading, weighed
from extractor.findings import find
from extractor.ground import ground
from extractor.locate import Page, Recognition, Region, make_page, recognise, regions, split_parts
from extractor.locate.fields import fields
from extractor.locate.page import MAX_HITS_PER_WORD, is_crowded, part_page, words_of
from extractor.model import Stage, both, together
from extractor.prompts import prompt
from extractor.readers import Reader, read_layout, reader_version
from extractor.readers.asking import VERSION as ASKING_VERSION
from extractor.readers.asking import (
    Account,
    Filled,
    Sheet,
    Way,
    ask_cells,
    beside,
    instead,
    sheets_of,
    unsought,
)
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
    "not_asked", "not_answered", "table_not_shown",
    "section_cut", "too_many_findings", "quote_not_found", "quote_numbers_differ",
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
    schema, draft = opened.found.schema, opened.own
    if schema is None or draft is None:
        return _unrecognised(opened, reader_version(reader))
    if reader is read_layout:
        return _record(opened, schema, draft, reader_version(reader), lang)
    said = borne_out(reader, opened.page, opened.regions, schema, draft)
    return _record(opened, schema, said, reader_version(reader), lang, alone=_alone(schema, draft))


def _alone(schema: Schema, own: Draft) -> Mapping[str, Slot]:
    """Return the slots as the layout reader's own account leaves them."""
    return reconcile(own, with_rows_of(schema, own.claims)).slots


def _record(
    opened: Opened, schema: Schema, draft: Draft, reader: str, lang: str, *, alone: Mapping[str, Slot] | None = None
) -> Record:
    page, found = opened.page, opened.found
    document = page.document
    schema = with_rows_of(schema, draft.claims)
    settled = reconcile(draft, schema, lang, alone=alone or {})
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
        versions=_versions(schema, reader),
        fields=fields(page, schema),
        slots=settled.slots,
        rules=settled.rules,
        flags=flags,
        span=page.span,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPass:
    """How a model takes part in reading: by its name, at an endpoint's base URL, in which way and for what.

    `parameters` is anything else that its answers depend on.
    """

    model: str
    endpoint: str = ""
    parameters: str = ""
    way: Way = Way.CASCADE
    cells: bool = True
    findings: bool = True

    @property
    def reader(self) -> str:
        """Return the version that a record names as its reader's."""
        return f"{self.way.value}-{ASKING_VERSION}"


def read_asking(
    document: Document, schemas: Sequence[Schema], asked: ModelPass, *, lang: str = "zh"
) -> Stage[tuple[Record, ...]]:
    """Read a document with a model, as a stage: it yields what is asked and returns what `read_document` does."""
    return together([record_asking(opened, asked, lang=lang) for opened in open_document(document, schemas)])


def record_asking(opened: Opened, asked: ModelPass, *, lang: str = "zh") -> Stage[Record]:
    """Return the record of an opened report as the layout reader and a model read it."""
    schema, own = opened.found.schema, opened.own
    if schema is None or own is None:
        return _unrecognised(opened, asked.reader)
    alone = _alone(schema, own) if asked.cells else {}
    sheets = _sheets(opened, schema, own, alone, asked) if asked.cells else ()
    filled, found = yield from both(ask_cells(sheets), find(opened.page, schema) if asked.findings else _nothing())
    draft = _draft(opened, schema, own, asked, filled)
    told = replace(draft, flags=(*draft.flags, *(found.flags if found else ())))
    asked_for = (("cells", bool(sheets)), ("findings", found is not None and found.is_asked))
    used = [prompt(name).name for name, was_asked in asked_for if was_asked]
    record = _record(opened, schema, told, asked.reader, lang, alone=alone)
    versions = {**record.versions, "model": asked.model if used else None, "prompt": " ".join(used) or None}
    return replace(record, versions=versions, findings=found.findings if found else None)


def is_left_open(record: Record) -> bool:
    """Return whether something that a model was to be asked never reached it: another run may get an answer."""
    return any(flag.kind == "not_asked" for flag in record.flags)


def _sheets(
    opened: Opened, schema: Schema, own: Draft, alone: Mapping[str, Slot], asked: ModelPass
) -> tuple[Sheet, ...]:
    statuses = {slot: reading.status for slot, reading in alone.items()}
    account = Account(page=opened.page, regions=opened.regions, schema=schema, own=own, statuses=statuses)
    return sheets_of(account, asked.way)


def _draft(opened: Opened, schema: Schema, own: Draft, asked: ModelPass, filled: Sequence[Filled]) -> Draft:
    if not asked.cells:
        return own
    unsought_tables = unsought(opened.page, opened.regions, schema)
    if asked.way is Way.MODEL:
        said = instead(own, filled)
        shared = {span for table in filled for span in table.judged.shared}
        draft = weighed(said, opened.page, opened.regions, schema, own, shared=shared)
    else:
        draft = ground(opened.page, beside(own, filled), schema) if filled else own
    return replace(draft, flags=(*draft.flags, *unsought_tables))


def _nothing() -> Stage[None]:
    """Ask for nothing."""
    yield from ()


def _unrecognised(opened: Opened, reader: str) -> Record:
    document, reason = opened.page.document, opened.found.reason
    return Record(
        id=f"{document.sha256}#{opened.index}",
        document=document.name,
        names=(document.name,),
        outcome=Outcome.UNRECOGNISED,
        reasons=(reason,) if reason else (),
        versions=_versions(None, reader),
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


def pipeline_key(schemas: Sequence[Schema], reader: Reader | ModelPass = read_layout) -> str:
    """Return a key that changes with anything that could make another record of the same bytes.

    That of a reading with a model is the layout reader's own, a plus, what the model's part depends on, and behind a
    tilde each what it was asked about: `own+base~cells~findings`. Such a reading holds all that one by the layout
    reader alone does, and one that was asked about both all that one asked about either does.
    """
    forms = sorted(f"{schema.id}:{schema.digest}" for schema in schemas)
    by = read_layout if isinstance(reader, ModelPass) else reader
    own = _hashed(_own_version(), reader_version(by), TEXT_VERSION, *forms)
    return f"{own}+{_pass_key(reader)}" if isinstance(reader, ModelPass) else own


def _pass_key(asked: ModelPass) -> str:
    used = [name for name, is_asked in (("cells", asked.cells), ("findings", asked.findings)) if is_asked]
    return "~".join(
        (_hashed(asked.reader, asked.model, asked.endpoint, asked.parameters), *(prompt(name).name for name in used))
    )


def _hashed(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


@cache
def _own_version() -> str:
    try:
        return version("gouji")
    except PackageNotFoundError:
        return "0+checkout"


def versions(schema: Schema | None, reader: Reader = read_layout) -> dict[str, str | None]:
    """Return what made a record: versions of the package, the schema, the reader and the text serialiser."""
    return _versions(schema, reader_version(reader))


def _versions(schema: Schema | None, reader: str) -> dict[str, str | None]:
    return {
        "gouji": _own_version(),
        "schema": f"{schema.file.version}:{schema.digest[:12]}" if schema else None,
        "reader": reader,
        "text": TEXT_VERSION,
        "model": None,
        "prompt": None,
    }
