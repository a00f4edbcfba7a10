"""What there is to look at in a report, for programs: the matters, and each of them in words with its places."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.dossier import Dossier
from extractor.matters import Matter, decided_slots, matters
from extractor.messages import Lang, word
from extractor.records import Record, RuleOutcome, RuleVerdict
from extractor.serialise import plain
from extractor.span import Span
from extractor.wording import Place, candidates_text, instances, place, reason_text, slot_label, sum_text, value_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One place that a matter is about: a cell with its label and what was read there, or a figure of no cell.

    `slot` is null for a figure of no cell. `value` is empty where nothing was read, or where the place is many lines.
    `span` and `place` are null where nothing is printed, and `place` also where the text is not at hand.
    """

    slot: str | None
    label: str
    value: str
    span: Span | None
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A matter in words.

    `message` says what is wrong: the rule in words, what a cell may hold, the remark. `sum` is a broken rule with its
    values (`13 + 0 ≠ 12`), `gap` its left side minus its right side, `explanations` the smallest sets of cells, by
    label, that explain it if wrong; null and empty for other matters.
    """

    severity: str
    message: str
    sum: str | None = None
    gap: str | None = None
    figures: tuple[Figure, ...] = ()
    explanations: tuple[tuple[str, ...], ...] = ()


def check(report: Record | Dossier) -> tuple[Matter, ...]:
    """Return everything there is to look at in a report, the gravest first; empty where all is well and sure.

    A failed rule whose figures all stand in their places is an error of the document; all else that is not sure is a
    doubt, and what asks for nobody is a hint.
    """
    return matters(_dossier(report))


def describe(matter: Matter, report: Record | Dossier, lang: str = Lang.EN) -> Description:
    """Return a matter of this report in words.

    Of a record alone, without its text and form, no sum can be written out and no line be quoted: labels are ids.
    """
    dossier = _dossier(report)
    severity = word(lang, "severity", matter.severity)
    if matter.rule is not None:
        return _broken(matter, matter.rule, dossier, severity, lang)
    figures = tuple(_figures(matter, dossier, lang))
    return Description(severity=severity, message=_message(matter, dossier, lang), figures=figures)


def _dossier(report: Record | Dossier) -> Dossier:
    return Dossier(record=report, schema=None, text="") if isinstance(report, Record) else report


def _broken(matter: Matter, rule: RuleOutcome, dossier: Dossier, severity: str, lang: str) -> Description:
    instance = instances(dossier.record, dossier.schema).get((rule.id, rule.over))
    # A rule may hold as read and fail with what people decided: then it is their sum that is told.
    as_read = rule.verdict is RuleVerdict.FAIL or matter.again is None
    slots, gap = (dossier.record.slots, rule.gap) if as_read else (decided_slots(dossier), _gap(matter))
    return Description(
        severity=severity,
        message=instance.message.text(lang) if instance else rule.message,
        sum=sum_text(instance, slots) if instance else None,
        gap=None if gap is None else plain(gap),
        figures=tuple(_cell(address, dossier, lang) for address in rule.slots),
        explanations=tuple(
            tuple(slot_label(address, dossier.schema, lang) for address in explanation)
            for explanation in rule.explanations
        ),
    )


def _gap(matter: Matter) -> Decimal | None:
    return matter.again.gap if matter.again else None


def _message(matter: Matter, dossier: Dossier, lang: str) -> str:
    if matter.slot is not None:
        status = word(lang, "status", matter.slot.status)
        candidates = candidates_text(matter.slot.candidates, dossier.lines, lang) if dossier.text else ""
        return f"{status}: {candidates}" if candidates else status
    if matter.remark is not None:
        return matter.remark.text(lang)
    return reason_text(matter.reason or matter.subject, dossier.schema, lang)


def _figures(matter: Matter, dossier: Dossier, lang: str) -> Iterator[Figure]:
    if matter.slot is not None:
        yield _cell(matter.subject, dossier, lang)
    elif matter.remark is not None and matter.remark.span is not None:
        span = matter.remark.span
        printed = dossier.text[span.start : span.end]
        value = "" if "\n" in printed else printed
        yield Figure(slot=None, label=matter.remark.text(lang), value=value, span=span, place=_place(span, dossier))


def _cell(address: str, dossier: Dossier, lang: str) -> Figure:
    slot = dossier.record.slots.get(address)
    span = slot.span if slot else None
    return Figure(
        slot=address,
        label=slot_label(address, dossier.schema, lang),
        value="" if slot is None or slot.value is None else value_text(slot),
        span=span,
        place=_place(span, dossier),
    )


def _place(span: Span | None, dossier: Dossier) -> Place | None:
    return place(span, dossier.lines) if dossier.text else None
