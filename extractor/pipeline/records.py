"""A record put together: slots settled, rules confronted, whose mistake it is and why a person should look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.claims import claims
from extractor.findings import Found, loose_ends
from extractor.formalities import formalities
from extractor.locate import Page, Recognition
from extractor.locate.fields import fields
from extractor.locate.page import MAX_HITS_PER_WORD, is_crowded, words_of
from extractor.pipeline.keys import versions, versions_by
from extractor.pipeline.opened import Opened
from extractor.reconcile import reconcile
from extractor.records import (
    Defect,
    Draft,
    Field,
    Finding,
    Flag,
    Outcome,
    Record,
    RuleOutcome,
    Severity,
    Slot,
    Statement,
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


def slots_alone(schema: Schema, own: Draft) -> Mapping[str, Slot]:
    """Return the slots as the layout reader's own account leaves them."""
    return reconcile(own, with_rows_of(schema, own.claims)).slots


def record_by(
    opened: Opened,
    schema: Schema,
    draft: Draft,
    reader: str,
    lang: str,
    *,
    alone: Mapping[str, Slot] | None = None,
    told: Found | None = None,
) -> Record:
    """Return the record of an opened report by a draft; `alone` are the slots that the layout reader alone leaves.

    `told` are the findings as a model told them, in place of those that are read without one.
    """
    document = opened.page.document
    schema = with_rows_of(schema, draft.claims)
    settled = reconcile(draft, schema, lang, alone=alone or {})
    beside = _beside(opened, schema, settled.slots, told or opened.findings)
    form_flags = (*_form_flags(opened.found), *_crowd_flags(opened.page, schema))
    flags = (*document.flags, *draft.flags, *beside.flags, *form_flags)
    reasons = _reasons(settled.slots, settled.rules, flags, beside.defects, _absent(schema, draft))
    return Record(
        id=f"{document.sha256}#{opened.index}",
        document=document.name,
        names=(document.name,),
        outcome=Outcome.READ,
        schema=schema.id,
        verdict=_verdict(settled.slots, settled.rules, is_incomplete=_is_incomplete(schema, draft)),
        needs_person=bool(reasons),
        reasons=reasons,
        versions=versions_by(schema, reader),
        fields=beside.fields,
        slots=settled.slots,
        rules=settled.rules,
        findings=beside.findings,
        statements=beside.statements,
        defects=beside.defects,
        flags=flags,
        span=opened.page.span,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What a report says beside its tables, and what is wrong with that."""

    fields: Mapping[str, Field]
    findings: tuple[Finding, ...] | None
    statements: tuple[Statement, ...]
    defects: tuple[Defect, ...]
    flags: tuple[Flag, ...]


def _beside(opened: Opened, schema: Schema, slots: Mapping[str, Slot], found: Found) -> _Beside:
    scalars = fields(opened.page, schema)
    stated = claims(opened.page, schema, slots, opened.regions, scalars)
    formal = formalities(opened.page, schema, slots, opened.regions, scalars)
    return _Beside(
        fields=scalars,
        findings=found.findings,
        statements=stated.statements,
        defects=(*stated.defects, *formal, *loose_ends(found.findings or ())),
        flags=(*found.flags, *stated.flags),
    )


def unrecognised(opened: Opened, reader: str) -> Record:
    """Return the record of a report in no known form."""
    document, reason = opened.page.document, opened.found.reason
    return Record(
        id=f"{document.sha256}#{opened.index}",
        document=document.name,
        names=(document.name,),
        outcome=Outcome.UNRECOGNISED,
        reasons=(reason,) if reason else (),
        versions=versions_by(None, reader),
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
    slots: Mapping[str, Slot],
    rules: Sequence[RuleOutcome],
    flags: Sequence[Flag],
    defects: Sequence[Defect],
    absent: Sequence[str],
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
    grave = [defect.severity for defect in defects if defect.severity is not Severity.HINT]
    reasons.extend(f"defects ({each.value}): {grave.count(each)}" for each in Severity if each in grave)
    kinds = [flag.kind for flag in flags if flag.kind in OPEN_MATTERS]
    reasons.extend(f"{kind}: {kinds.count(kind)}" for kind in dict.fromkeys(kinds))
    return tuple(reasons)
