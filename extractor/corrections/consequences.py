"""What follows from decisions before they are kept: which sums fail with them, and what is left to decide."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.corrections.about import about
from extractor.corrections.intake import Intake
from extractor.dossier import Dossier
from extractor.matters import decided_slots, matters
from extractor.wording import instances, sum_text


def with_decisions(dossier: Dossier, taken: Intake) -> Dossier:
    """Return a report as it stands once the decisions on it are kept and those taken back are gone."""
    record = dossier.record.id
    gone = {back.decision.number for back in taken.taken_back}
    standing = {(made.kind, made.subject): made for made in dossier.decisions if made.number not in gone}
    new = {(made.decision.kind, made.decision.subject): made.decision for made in taken.made if made.report == record}
    return replace(dossier, decisions=tuple((standing | new).values()))


def broken_sums(before: Dossier, after: Dossier, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the rule in words and its sum for each that fails with the decisions and did not fail without them."""
    known = {found.subject for found in matters(before) if found.kind == "rule"}
    written, slots = instances(after.record, after.schema), decided_slots(after)
    for found in matters(after):
        instance = written.get((found.rule.id, found.rule.over)) if found.rule else None
        if instance is not None and found.subject not in known:
            yield about(found, after, instance, lang), sum_text(instance, slots)
