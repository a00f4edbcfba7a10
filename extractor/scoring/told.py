"""What a record says, as a prediction to be scored."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.dossier import Dossier
from extractor.matters import Matter, matters
from extractor.records import SURE, Record, RuleVerdict, Severity, Slot, State, Status, Verdict
from extractor.scoring.contents import Content, Mark
from extractor.scoring.nouns import Answer, Finding, Prediction, Statement

_STATED = SURE | {Status.INFERRED, Status.SUSPECT}
_MARKS = {State.BLANK: Mark.BLANK, State.SLASH: Mark.SLASH, State.NOT_APPLICABLE: Mark.BLANK}


def prediction_of(dossier: Dossier, document: str) -> Prediction:
    """Return a record as a prediction; what it does not state as its reading is an abstention."""
    record, found = dossier.record, matters(dossier)
    return Prediction(
        document=document,
        slots={slot: answer_of(reading) for slot, reading in record.slots.items()},
        verdict=record.verdict,
        accused=frozenset(
            (rule.id, rule.over)
            for rule in record.rules
            if rule.is_broken and rule.attribution is Verdict.SOURCE_DEFECT
        ),
        told=frozenset((m.rule.id, m.rule.over) for m in found if m.is_defect and m.rule is not None),
        assessed=(sum(rule.verdict is not RuleVerdict.NOT_ASSESSABLE for rule in record.rules), len(record.rules)),
        fields={name: found.value for name, found in record.fields.items()},
        findings=_findings(record),
        statements=_statements(dossier),
        defects=tuple(_defects(found)),
    )


def answer_of(slot: Slot) -> Answer:
    """Return what a slot of a record states."""
    return Answer(content=_content(slot), is_sure=slot.status in SURE, status=slot.status.value, span=slot.span)


def _findings(record: Record) -> tuple[Finding, ...] | None:
    """Return what a record found in the prose; null, which is not scored, where nobody looked."""
    if record.findings is None:
        return None
    return tuple(
        Finding(id=each.id, kind=each.kind, quote=each.quote, addresses=each.addresses) for each in record.findings
    )


def _statements(dossier: Dossier) -> tuple[Statement, ...] | None:
    """Return the numbers that the prose states; null where the text is not at hand to quote them from."""
    if not dossier.text:
        return None
    return tuple(
        Statement(quote=dossier.text[slice(*each.span)], value=each.value, unit=each.unit, terms=each.terms)
        for each in dossier.record.statements
    )


def _defects(found: Iterable[Matter]) -> Iterator[str]:
    """Yield the kind of each mistake of the report's own, certain or to be looked at; a broken sum is one."""
    for matter in found:
        if matter.defect is not None and matter.severity is not Severity.HINT:
            yield matter.defect.kind
        elif matter.rule is not None and matter.rule.attribution is Verdict.SOURCE_DEFECT:
            yield "table_sum"


def _content(slot: Slot) -> Content:
    if slot.status not in _STATED:
        return Mark.ABSTAINED
    if slot.state in _MARKS:
        return _MARKS[slot.state]
    return slot.value if isinstance(slot.value, Decimal) else Mark.ABSTAINED
