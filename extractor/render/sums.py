"""What does not add up, written out: every sum term by term, where its figures stand, and whose mistake it is."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.lines import Lines
from extractor.messages import say, word
from extractor.records import Record, RuleOutcome, RuleVerdict, Slot, Status
from extractor.render.form import flag_lines, open_rows
from extractor.render.head import head
from extractor.render.marks import (
    MISSING,
    STYLES,
    View,
    candidates_text,
    is_unsure,
    marked_text,
    value_text,
)
from extractor.schema.compiled import RuleInstance, Schema
from extractor.schema.rules import with_rows
from extractor.serialise import plain

if TYPE_CHECKING:
    from rich.text import Text

_BROKEN = {"==": "≠", ">=": "<", "<=": ">"}
_MOST_UNSURE = 30
"""Unsure cells listed before the rest is only counted."""


def check(record: Record, schema: Schema | None, document_text: str, lang: str) -> "Text":
    """Return every failed rule with its sum, places, explanations and attribution, then the cells that are not sure."""
    view = View(record=record, schema=schema, lines=Lines(document_text), lang=lang)
    text = head(record, schema, lang)
    text.append_text(_failures(view))
    text.append_text(_unsure(view))
    if record.flags:
        text.append_text(flag_lines(record.flags, view.lines, lang))
    return text


def _failures(view: View) -> "Text":
    from rich.text import Text

    record, lang = view.record, view.lang
    failed = [rule for rule in record.rules if rule.verdict is RuleVerdict.FAIL]
    silent = sum(rule.verdict is RuleVerdict.NOT_ASSESSABLE for rule in record.rules)
    text = Text()
    if failed:
        text.append(f"{say(lang, 'check.failed', count=len(failed))}\n", "bold")
        instances = _instances(record, view.schema)
        for rule in failed:
            text.append_text(_failure(rule, instances.get((rule.id, rule.over)), view))
    elif len(record.rules) > silent:
        text.append(f"{say(lang, 'check.clean')}\n", "green")
    else:
        text.append(f"{say(lang, 'check.no_rules')}\n")
    if silent:
        text.append(f"{say(lang, 'check.not_assessable', count=silent)}\n")
    return text


def _failure(rule: RuleOutcome, instance: RuleInstance | None, view: View) -> "Text":
    from rich.text import Text

    text, lang = Text(), view.lang
    over = f" @ {rule.over}" if rule.over else ""
    strength = word(lang, "strength", rule.strength)
    text.append(f"× {say(lang, 'check.rule', id=rule.id + over, strength=strength)}", "bold red")
    text.append(f"  {instance.message.text(lang) if instance else rule.message}\n")
    gap = "" if rule.gap is None else f"   ({say(lang, 'check.gap', gap=plain(rule.gap))})"
    text.append(f"    {_sum(instance, view.record) if instance else ''}{gap}\n", "bold")
    for line in _terms(rule, view):
        text.append(f"      {line}\n")
    text.append(f"    {_attribution(rule, lang)}\n")
    for number, explanation in enumerate(rule.explanations):
        slots = "; ".join(map(view.label, explanation))
        text.append(f"    {say(lang, 'check.or' if number else 'check.explained', slots=slots)}\n")
    return text


def _sum(instance: RuleInstance, record: Record) -> str:
    """Return both sides with their values, such as `13 + 0 ≠ 12 + 0`; what was not read stays a dot."""
    left = [_product(coefficient, address, record) for coefficient, address in instance.terms if coefficient > 0]
    right = [_product(-coefficient, address, record) for coefficient, address in instance.terms if coefficient < 0]
    return f"{' + '.join(left) or '0'} {_BROKEN[instance.relation]} {' + '.join(right) or '0'}"


def _product(coefficient: int, address: str, record: Record) -> str:
    slot = record.slots.get(address)
    value = MISSING if slot is None or slot.value is None else plain(slot.value)
    value = f"({value})" if value.startswith("-") else value
    return value if coefficient == 1 else f"{coefficient}×{value}"


def _terms(rule: RuleOutcome, view: View) -> Iterator[str]:
    """Yield a line for each figure of the sum; the zeros nobody suspects are only counted."""
    named = {address for explanation in rule.explanations for address in explanation}
    zeros = 0
    for address in rule.slots:
        slot = view.record.slots.get(address)
        if slot is not None and address not in named and _is_plain_zero(slot):
            zeros += 1
            continue
        yield f"{value_text(slot):>6}  {view.label(address)}  {view.place(slot)}"
    if zeros:
        yield f"{0:>6}  {say(view.lang, 'check.zeros', count=zeros)}"


def _is_plain_zero(slot: Slot) -> bool:
    return slot.value == Decimal(0) and slot.bound


def _attribution(rule: RuleOutcome, lang: str) -> str:
    if rule.undecided or rule.attribution is None:
        return say(lang, "check.undecided")
    return say(lang, "check.attribution", verdict=word(lang, "verdict", rule.attribution))


def _unsure(view: View) -> "Text":
    from rich.text import Text

    record, lang = view.record, view.lang
    unsure = [(address, slot) for address, slot in record.slots.items() if is_unsure(slot)]
    unsure.sort(key=lambda pair: pair[1].status is Status.INFERRED)  # what has no value yet comes first
    text = Text()
    if not unsure:
        return text
    text.append(f"{say(lang, 'check.unsure', count=len(unsure))}\n", "bold")
    for address, slot in unsure[:_MOST_UNSURE]:
        place = candidates_text(slot.candidates, view.lines, lang) if slot.candidates else view.place(slot)
        text.append(f"{marked_text(slot):>8}  ", STYLES[slot.status])
        text.append(f"{view.label(address)}  {word(lang, 'status', slot.status)}  {place}\n")
    if len(unsure) > _MOST_UNSURE:
        rest = len(unsure) - _MOST_UNSURE
        text.append(f"  {say(lang, 'check.more', count=rest, command=f'gouji show {record.id[:12]}')}\n")
    return text


def _instances(record: Record, schema: Schema | None) -> dict[tuple[str, str | None], RuleInstance]:
    """Return the schema's rules as they stand over this record's slots, by rule and row or column."""
    if schema is None:
        return {}
    opened = {table.id: open_rows(record, table.id) for table in schema.tables if table.is_open}
    instances = with_rows(schema, opened).instances if opened else schema.instances
    return {(instance.rule, instance.over): instance for instance in instances}
