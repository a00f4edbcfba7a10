"""One rule written out: its sum, where its figures stand, what would explain it, and what people decided of it."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from extractor.matters import Matter, decided_slots, subject_of_rule
from extractor.messages import say, word
from extractor.records import RuleOutcome, Slot, Verdict
from extractor.render.marks import View
from extractor.serialise import plain
from extractor.wording import decision_text, labels, shared_labels, sum_text, value_text

if TYPE_CHECKING:
    from rich.text import Text


def failure(matter: Matter, rule: RuleOutcome, view: View) -> "Text":
    """Return a failed rule with its sum, the place of each figure, its attribution and its explanations."""
    from rich.text import Text

    text, lang = Text(), view.lang
    text.append(f"× {_title(rule, lang)}", "bold red")
    text.append(f"  {message(rule, view)}\n")
    text.append(f"    {equation(rule, view)}\n", "bold")
    shared = _shared(rule, view)
    if shared:
        text.append(f"    {say(lang, 'check.within', place=' / '.join(filter(None, shared)))}\n")
    for line in _terms(rule, shared, view):
        text.append(f"      {line}\n")
    for line in (*sum_again(rule, view), *_attribution(matter, rule, lang)):
        text.append(f"    {line}\n")
    for number, explanation in enumerate(rule.explanations):
        slots = "; ".join(_rest(address, shared[:1], view) for address in explanation)
        text.append(f"    {say(lang, 'check.or' if number else 'check.explained', slots=slots)}\n")
    if rule.undecided:
        text.append(f"    {say(lang, 'check.more_ways' if rule.explanations else 'check.not_narrowed')}\n")
    for line in decisions(matter, lang):
        text.append(f"    {line}\n", "cyan")
    return text


def equation(rule: RuleOutcome, view: View) -> str:
    """Return a rule's sum as it was read, with its gap where there is one; empty where the form is not at hand."""
    instance = view.written.get((rule.id, rule.over))
    gap = f"   ({say(view.lang, 'check.gap', gap=plain(rule.gap))})" if rule.gap else ""
    return f"{sum_text(instance, view.record.slots, rule.verdict) if instance else ''}{gap}"


def sum_again(rule: RuleOutcome, view: View) -> Iterator[str]:
    """Yield the sum with the values people decided on, where they changed one of it."""
    key = (rule.id, rule.over)
    if key not in view.again:
        return
    verdict = view.again[key].verdict
    again = sum_text(view.written[key], decided_slots(view.dossier), verdict)
    yield say(view.lang, "check.again", sum=again, verdict=word(view.lang, "rule", verdict))


def message(rule: RuleOutcome, view: View) -> str:
    """Return what a rule demands, in words."""
    instance = view.written.get((rule.id, rule.over))
    return instance.message.text(view.lang) if instance else rule.message


def decisions(matter: Matter, lang: str) -> Iterator[str]:
    """Yield what a person decided of a matter, and that it no longer holds where the reading has changed since."""
    if matter.decision is not None:
        yield say(lang, "check.decided", decision=decision_text(matter.decision, lang))
    if matter.outdated is not None:
        yield say(lang, "check.outdated", decision=decision_text(matter.outdated, lang))


def _title(rule: RuleOutcome, lang: str) -> str:
    name = subject_of_rule(rule).replace("@", " @ ", 1) if rule.over else rule.id
    return say(lang, "check.rule", id=name, strength=word(lang, "strength", rule.strength))


def _attribution(matter: Matter, rule: RuleOutcome, lang: str) -> Iterator[str]:
    if rule.attribution is None:
        return
    yield say(lang, "check.attribution", verdict=word(lang, "verdict", rule.attribution))
    if rule.attribution is Verdict.SOURCE_DEFECT and matter.is_open and not matter.is_defect:
        yield say(lang, "check.shaken")


def _shared(rule: RuleOutcome, view: View) -> tuple[str, ...]:
    """Return table, row and column where all figures of the sum have the same, empty where they differ."""
    if len(rule.slots) < 2:
        return ()
    shared = shared_labels(rule.slots, view.dossier.schema, view.lang)
    return shared if shared[0] else ()


def _rest(address: str, shared: tuple[str, ...], view: View) -> str:
    """Return those of table, row and column of a slot that have not been said already."""
    names = labels(address, view.dossier.schema, view.lang)
    return " / ".join(name for name, said in zip_longest(names, shared) if name != said)


def _terms(rule: RuleOutcome, shared: tuple[str, ...], view: View) -> Iterator[str]:
    """Yield a line for each figure of the sum; the zeros nobody suspects are only counted."""
    named = {address for explanation in rule.explanations for address in explanation}
    zeros = 0
    for address in rule.slots:
        slot = view.record.slots.get(address)
        if slot is not None and address not in named and _is_plain_zero(slot):
            zeros += 1
            continue
        yield f"{value_text(slot):>6}  {_rest(address, shared, view)}  {view.place(slot)}"
    if zeros:
        yield f"{0:>6}  {say(view.lang, 'check.zeros', count=zeros)}"


def _is_plain_zero(slot: Slot) -> bool:
    return slot.value == Decimal(0) and slot.bound
