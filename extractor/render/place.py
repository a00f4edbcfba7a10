"""One slot in full: where its figure stands, how sure it is, and which rules speak of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.dossier import Dossier
from extractor.lines import Lines, visible
from extractor.matters import MatterKind, decisions_made
from extractor.messages import say, word
from extractor.records import RuleOutcome, RuleVerdict, Slot
from extractor.render.marks import STYLES, View
from extractor.render.rule import equation, message, sum_again
from extractor.wording import decision_text, place, place_text, slot_label, value_text

if TYPE_CHECKING:
    from rich.text import Text

_REACH = 40
"""Characters shown of the source line before and after the figure."""


def slot(dossier: Dossier, address: str, lang: str) -> "Text":
    """Return everything known of the slot `address`, with its source line and the figure marked in it.

    The record must hold the slot.
    """
    from rich.text import Text

    record, lines = dossier.record, dossier.lines
    reading = record.slots[address]
    text = Text()
    text.append(f"{slot_label(address, dossier.schema, lang)}\n", "bold")
    text.append(f"{address}  {visible(record.document)}\n", "bright_black")
    for key, shown in _facts(reading, lang):
        text.append(f"  {say(lang, key)}: {shown}\n")
    text.append_text(_source(reading, lines, lang))
    for line in _rivals(reading, lines, lang):
        text.append(f"{line}\n", "yellow")
    for made, holds in decisions_made(dossier):
        if (made.kind, made.subject) == (MatterKind.SLOT, address):
            said = say(lang, "check.decided" if holds else "check.outdated", decision=decision_text(made, lang))
            text.append(f"  {said}\n", "cyan")
    for rule in record.rules:
        if address in rule.slots:
            text.append_text(_rule(rule, View(dossier=dossier, lang=lang)))
    return text


def _rule(rule: RuleOutcome, view: View) -> "Text":
    """Return a rule the slot stands in: what it demands, its sum written out, and what came of it."""
    from rich.text import Text

    over = f" @ {rule.over}" if rule.over else ""
    verdict = word(view.lang, "rule", rule.verdict)
    text = Text(f"  {say(view.lang, 'slot.rules')}: {rule.id}{over}: {verdict}  {message(rule, view)}\n")
    text.append(f"    {equation(rule, view)}\n", "bold red" if rule.verdict is RuleVerdict.FAIL else "")
    for line in sum_again(rule, view):
        text.append(f"    {line}\n", "cyan")
    return text


def _rivals(reading: Slot, lines: Lines, lang: str) -> Iterator[str]:
    """Yield the values the slot may have, likeliest first, each with the line it stands in."""
    if reading.candidates:
        yield f"  {say(lang, 'slot.candidates')}:"
    for candidate in reading.candidates:
        value = visible(candidate.value) or say(lang, "candidate.blank")
        yield f"    {value}  {place_text(candidate.span, lines, lang)}"


def _facts(reading: Slot, lang: str) -> list[tuple[str, str]]:
    state = word(lang, "state", reading.state)
    value = value_text(reading)
    facts = [("slot.value", state if reading.value is None else f"{value} ({state})")]
    if reading.text is not None:
        facts.append(("slot.printed", visible(reading.text)))
    if reading.unit:
        facts.append(("slot.unit", visible(reading.unit)))
    facts.append(("slot.status", f"{word(lang, 'status', reading.status)} ({reading.reader})"))
    return facts


def _source(reading: Slot, lines: Lines, lang: str) -> "Text":
    """Return the source line with carets under the figure; a wide character takes two of them."""
    from rich.cells import cell_len
    from rich.text import Text

    found = place(reading.span, lines, _REACH)
    if found is None:
        return Text(f"  {say(lang, 'slot.place')}: {say(lang, 'no_place')}\n")
    text = Text(f"  {say(lang, 'slot.place')}: {say(lang, 'line', number=found.line)}\n    {found.before}")
    text.append(found.figure, f"reverse {STYLES[reading.status]}".strip())
    text.append(found.after + "\n")
    return text.append("    " + " " * cell_len(found.before) + "^" * max(1, cell_len(found.figure)) + "\n")
