"""What a matter is about, in words, and where it stands in the source."""

from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.matters import Matter
from extractor.messages import say, word
from extractor.records import RuleOutcome, Slot
from extractor.schema.compiled import RuleInstance
from extractor.span import Span
from extractor.wording import reason_text, shared_labels, slot_label


def about(matter: Matter, dossier: Dossier, instance: RuleInstance | None, lang: str) -> str:
    """Return the cell in the form's words, the rule's sentence with its row or column, the remark or the reason."""
    if matter.rule is not None:
        return _sentence(matter.rule, dossier, instance, lang)
    if matter.slot is not None:
        return cell(matter.subject, dossier, lang)
    if matter.remark is not None:
        return visible(matter.remark.text(lang))
    reasons = (matter.reason or "").split("; ")
    told = "; ".join(reason_text(reason, dossier.schema, lang) for reason in reasons)
    outcome = word(lang, "outcome", matter.subject)
    return told if matter.kind == "table" or not told else say(lang, "matter.sentence", place=outcome, sentence=told)


def cell(address: str, dossier: Dossier, lang: str) -> str:
    """Return a slot's table, row and column, with the unit its value is in."""
    label = slot_label(address, dossier.schema, lang)
    unit = dossier.schema.column_of(address).unit if dossier.schema else None
    return label if unit is None or unit in label else say(lang, "matter.unit", label=label, unit=unit)


def span_of(matter: Matter, dossier: Dossier) -> Span | None:
    """Return where a matter stands; a rule stands where the one cell does that explains it, if it is one."""
    if matter.remark is not None:
        return matter.remark.span
    slot = matter.slot or (_culprit(matter.rule, dossier) if matter.rule else None)
    return span_of_slot(slot) if slot else None


def span_of_slot(slot: Slot) -> Span | None:
    """Return where a slot's figure stands, or its likeliest candidate where none was settled on."""
    return slot.span or next((candidate.span for candidate in slot.candidates if candidate.span), None)


def _culprit(rule: RuleOutcome, dossier: Dossier) -> Slot | None:
    if len(rule.explanations) != 1 or len(rule.explanations[0]) != 1:
        return None
    return dossier.record.slots.get(rule.explanations[0][0])


def _sentence(rule: RuleOutcome, dossier: Dossier, instance: RuleInstance | None, lang: str) -> str:
    sentence = visible(instance.message.text(lang) if instance else rule.message or rule.id)
    place = visible(" / ".join(filter(None, shared_labels(rule.slots, dossier.schema, lang))))
    return say(lang, "matter.sentence", place=place, sentence=sentence) if place else sentence
