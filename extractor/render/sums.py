"""What there is to look at in a report, gravest first: every failed sum written out, then what is not sure."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.matters import Matter, MatterKind, matters
from extractor.messages import say, word
from extractor.records import RuleVerdict, Severity, Slot, Status
from extractor.render.head import head
from extractor.render.marks import STYLES, View, marked_text
from extractor.render.rule import decisions, failure
from extractor.wording import candidates_text, place_text, reason_text

if TYPE_CHECKING:
    from rich.text import Text

_MOST_UNSURE = 30
"""Unsure cells listed before the rest is only counted."""

_STYLES = {Severity.ERROR: "bold red", Severity.DOUBT: "bold yellow", Severity.HINT: "bold"}


def check(dossier: Dossier, lang: str, least: Severity = Severity.HINT) -> "Text":
    """Return all there is to look at by severity, down to `least`: failed rules, unsure cells, remarks.

    Decisions of people stand beside what they are about.
    """
    view, found = View(dossier=dossier, lang=lang), matters(dossier)
    text = head(dossier, lang)
    text.append_text(_standing(view))
    for severity in Severity:
        listed = [matter for matter in found if matter.severity is severity]
        if listed and severity.is_at_least(least):
            text.append(f"{_heading(severity, listed, lang)}\n", _STYLES[severity])
            text.append_text(_section(listed, view))
    return text


def _heading(severity: Severity, listed: Sequence[Matter], lang: str) -> str:
    """Return the heading of what is listed under a severity, one that asks for nobody where people decided it all."""
    if severity is not Severity.HINT and not any(matter.is_open for matter in listed):
        return say(lang, "check.settled", severity=word(lang, "severity", severity), count=len(listed))
    return say(lang, f"check.{severity}", count=len(listed))


def _standing(view: View) -> "Text":
    """Return in a line whether the sums hold, where none fails, and how many could not be assessed."""
    from rich.text import Text

    verdicts = [rule.verdict for rule in view.record.rules]
    silent = verdicts.count(RuleVerdict.NOT_ASSESSABLE)
    text = Text()
    if len(verdicts) == silent:
        text.append(f"{say(view.lang, 'check.no_rules')}\n")
    elif RuleVerdict.FAIL not in verdicts:
        text.append(f"{say(view.lang, 'check.clean')}\n", "green")
    if silent:
        text.append(f"{say(view.lang, 'check.not_assessable', count=silent)}\n")
    return text


def _section(listed: Sequence[Matter], view: View) -> "Text":
    from rich.text import Text

    text = Text()
    for matter in listed:
        if matter.rule is not None:
            text.append_text(failure(matter, matter.rule, view))
    text.append_text(_unsure([(matter, matter.slot) for matter in listed if matter.slot is not None], view))
    for line in _remarks(listed, view):
        text.append(f"{line}\n")
    return text


def _unsure(cells: list[tuple[Matter, Slot]], view: View) -> "Text":
    from rich.text import Text

    lang, text = view.lang, Text()
    if not cells:
        return text
    cells.sort(key=lambda cell: cell[1].status is Status.INFERRED)  # what has no value yet comes first
    text.append(f"{say(lang, 'check.unsure', count=len(cells))}\n", "bold")
    for matter, slot in cells[:_MOST_UNSURE]:
        text.append(f"{marked_text(slot):>8}  ", STYLES[slot.status])
        text.append(f"{view.label(matter.subject)}  {word(lang, 'status', slot.status)}  {_where(slot, view)}\n")
        for line in decisions(matter, lang):
            text.append(f"{'':10}{line}\n", "cyan")
    if len(cells) > _MOST_UNSURE:
        command = f"gouji show {view.record.id[:12]}"
        text.append(f"  {say(lang, 'check.more', count=len(cells) - _MOST_UNSURE, command=command)}\n")
    return text


def _where(slot: Slot, view: View) -> str:
    return candidates_text(slot.candidates, view.dossier.lines, view.lang) if slot.candidates else view.place(slot)


def _remarks(listed: Sequence[Matter], view: View) -> Iterator[str]:
    """Yield a line for each remark that is neither a rule nor a cell; why nothing was read stands in the head."""
    for matter in listed:
        if matter.remark is not None:
            span = matter.remark.span
            place = f"  {place_text(span, view.dossier.lines, view.lang)}" if span else ""
            yield f"  - {visible(matter.remark.text(view.lang))}{place}"
        elif matter.kind in {MatterKind.TABLE, MatterKind.DOCUMENT}:
            yield f"  - {_reason(matter, view)}"
        else:
            continue
        yield from (f"    {line}" for line in decisions(matter, view.lang))


def _reason(matter: Matter, view: View) -> str:
    if matter.kind is MatterKind.DOCUMENT and not matter.reason:
        return word(view.lang, "outcome", matter.subject)
    return reason_text(matter.reason or "", view.dossier.schema, view.lang)
