"""What does not add up, written out: every sum term by term, where its figures stand, and whose mistake it is."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.dossier import Dossier
from extractor.messages import say, word
from extractor.records import RuleOutcome, RuleVerdict, Slot, Status
from extractor.render.form import flag_lines
from extractor.render.head import head
from extractor.render.marks import STYLES, View, marked_text
from extractor.schema.compiled import RuleInstance
from extractor.serialise import plain
from extractor.wording import candidates_text, instances, is_unsure, sum_text, value_text

if TYPE_CHECKING:
    from rich.text import Text

_MOST_UNSURE = 30
"""Unsure cells listed before the rest is only counted."""


def check(dossier: Dossier, lang: str) -> "Text":
    """Return every failed rule with its sum, places, explanations and attribution, then the cells that are not sure."""
    view = View(dossier=dossier, lang=lang)
    text = head(dossier.record, dossier.schema, lang)
    text.append_text(_failures(view))
    text.append_text(_unsure(view))
    if dossier.record.flags:
        text.append_text(flag_lines(dossier.record.flags, dossier.lines, lang))
    return text


def _failures(view: View) -> "Text":
    from rich.text import Text

    record, lang = view.record, view.lang
    failed = [rule for rule in record.rules if rule.verdict is RuleVerdict.FAIL]
    silent = sum(rule.verdict is RuleVerdict.NOT_ASSESSABLE for rule in record.rules)
    text = Text()
    if failed:
        text.append(f"{say(lang, 'check.failed', count=len(failed))}\n", "bold")
        written = instances(record, view.dossier.schema)
        for rule in failed:
            text.append_text(_failure(rule, written.get((rule.id, rule.over)), view))
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
    text.append(f"    {sum_text(instance, view.record.slots) if instance else ''}{gap}\n", "bold")
    for line in _terms(rule, view):
        text.append(f"      {line}\n")
    text.append(f"    {_attribution(rule, lang)}\n")
    for number, explanation in enumerate(rule.explanations):
        slots = "; ".join(map(view.label, explanation))
        text.append(f"    {say(lang, 'check.or' if number else 'check.explained', slots=slots)}\n")
    return text


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
        place = candidates_text(slot.candidates, view.dossier.lines, lang) if slot.candidates else view.place(slot)
        text.append(f"{marked_text(slot):>8}  ", STYLES[slot.status])
        text.append(f"{view.label(address)}  {word(lang, 'status', slot.status)}  {place}\n")
    if len(unsure) > _MOST_UNSURE:
        rest = len(unsure) - _MOST_UNSURE
        text.append(f"  {say(lang, 'check.more', count=rest, command=f'gouji show {record.id[:12]}')}\n")
    return text
