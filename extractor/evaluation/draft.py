"""A draft of labels: a program's own reading in gold's shape, for a person to check against the text.

What the reading is not sure of is left open (`?`) and listed under `to_check` with its candidates: a draft must not
talk a labeller into a guess.
"""

from collections.abc import Iterator

from extractor.dossier import Dossier
from extractor.records import Slot, Verdict
from extractor.schema.compiled import Schema
from extractor.scoring.contents import Mark, label_of
from extractor.scoring.told import answer_of
from extractor.serialise import JsonObject, plain
from extractor.wording import instances, sum_text


def draft(dossier: Dossier, document: str) -> JsonObject:
    """Return a draft of a report that was read as a known form."""
    record = dossier.record
    unsure = {address: slot for address, slot in record.slots.items() if slot.is_unsure}
    return {
        "document": document,
        "schema": record.schema,
        "reviewed": False,
        "to_check": {address: _candidates(slot) for address, slot in unsure.items()},
        "fields": {name: found.value for name, found in record.fields.items()},
        "slots": {address: _label(slot) for address, slot in record.slots.items()},
        "source_defects": list(_defects(dossier)),
        "findings": [],
        "claims": [],
    }


def blank_draft(schema: Schema, document: str) -> JsonObject:
    """Return a draft with every slot of a form open, for a report that the program cannot read."""
    return {
        "document": document,
        "schema": schema.id,
        "reviewed": False,
        "fields": dict.fromkeys(("agency", "year")),
        "slots": dict.fromkeys(schema.slots, Mark.OPEN.value),
        "source_defects": [],
        "findings": [],
        "claims": [],
    }


def _label(slot: Slot) -> str | None:
    said = answer_of(slot).content
    return Mark.OPEN.value if slot.is_unsure or said is Mark.ABSTAINED else label_of(said)


def _candidates(slot: Slot) -> list[str | None]:
    """Return what the slot may say, likeliest first; null is a blank."""
    read = [] if slot.value is None else [plain(slot.value)]
    return [*read, *(each.value or None for each in slot.candidates)]


def _defects(dossier: Dossier) -> Iterator[dict[str, str]]:
    """Yield the sums that the report itself breaks."""
    written = instances(dossier.record, dossier.schema)
    for rule in dossier.record.rules:
        if rule.is_broken and rule.attribution is Verdict.SOURCE_DEFECT:
            instance = written.get((rule.id, rule.over))
            told = sum_text(instance, dossier.record.slots) if instance else rule.message
            yield {"kind": "table_sum", "where": f"{rule.id} {rule.over or ''}".strip(), "detail": told}
