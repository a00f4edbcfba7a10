"""One slot in full: where its figure stands, how sure it is, and which rules speak of it."""

from typing import TYPE_CHECKING

from extractor.lines import Lines
from extractor.messages import say, word
from extractor.records import Record, Slot
from extractor.render.marks import STYLES, candidates_text, slot_label, value_text, visible
from extractor.schema.compiled import Schema

if TYPE_CHECKING:
    from rich.text import Text

_REACH = 40
"""Characters shown of the source line before and after the figure."""


def slot(record: Record, schema: Schema | None, document_text: str, address: str, lang: str) -> "Text":
    """Return everything known of the slot `address`, with its source line and the figure marked in it.

    The record must hold the slot.
    """
    from rich.text import Text

    reading, lines = record.slots[address], Lines(document_text)
    text = Text()
    text.append(f"{slot_label(address, schema, lang)}\n", "bold")
    text.append(f"{address}  {visible(record.document)}\n", "bright_black")
    for key, shown in _facts(reading, lang):
        text.append(f"  {say(lang, key)}: {shown}\n")
    text.append_text(_source(reading, lines, lang))
    for rule in record.rules:
        if address in rule.slots:
            over = f" @ {rule.over}" if rule.over else ""
            text.append(f"  {say(lang, 'slot.rules')}: {rule.id}{over}: {word(lang, 'rule', rule.verdict)}\n")
    if reading.candidates:
        shown = candidates_text(reading.candidates, lines, lang)
        text.append(f"  {say(lang, 'slot.candidates')}: {shown}\n", "yellow")
    return text


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

    span = reading.span
    if span is None:
        return Text(f"  {say(lang, 'slot.place')}: {say(lang, 'no_place')}\n")
    line = lines.at(span.start)
    start, end = span.start - line.span.start, min(span.end, line.span.end) - line.span.start
    before = visible(line.text[max(0, start - _REACH) : start])
    figure = visible(line.text[start:end])
    text = Text(f"  {say(lang, 'slot.place')}: {say(lang, 'line', number=line.number)}\n    {before}")
    text.append(figure, f"reverse {STYLES[reading.status]}".strip())
    text.append(visible(line.text[end : end + _REACH]) + "\n")
    return text.append("    " + " " * cell_len(before) + "^" * max(1, cell_len(figure)) + "\n")
