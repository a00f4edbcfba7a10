"""Two versions of a report on the terminal: faults fixed, remaining and new, and the cells that changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.checking import Description, Figure, describe
from extractor.corpus import Fault, Standing, VersionChange
from extractor.corpus.versions import CellChange
from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.matters import Matter
from extractor.messages import say
from extractor.records import RuleOutcome, Slot
from extractor.serialise import plain
from extractor.wording import MISSING, Place, instances, place, shared_labels, slot_label, sum_text, value_text

if TYPE_CHECKING:
    from rich.text import Text

_MOST_PLACES = 4
MOST_CELLS = 40
"""Cells listed before the rest is only counted."""

_STYLES = {
    Standing.FIXED: "green",
    Standing.REMAINING: "bold yellow",
    Standing.NEW: "bold red",
    Standing.UNCLEAR: "bold yellow",
}


def version_change(change: VersionChange, lang: str) -> "Text":
    """Return what became of each fault from one version to the next, and every cell that changed, with both places."""
    from rich.text import Text

    text = Text()
    for key, dossier in (("before", change.before), ("after", change.after)):
        text.append(f"{say(lang, f'diff.{key}')}: {name_of(dossier)}\n", "bold")
    if not change.is_of_one_report:
        text.append(f"{say(lang, 'diff.not_versions')}\n", "yellow")
    for line, style in _faults(change, lang):
        text.append(f"{line}\n", style)
    for line in _cells(change, lang):
        text.append(f"{line}\n")
    if change.unsure:
        text.append(f"{say(lang, 'diff.unsure', count=change.unsure)}\n", "yellow")
    counts = {standing.value: len(change.of(standing)) for standing in Standing}
    return text.append(f"{say(lang, 'diff.counts', **counts)}\n", "green" if change.is_put_right else "bold red")


def name_of(dossier: Dossier) -> str:
    """Return how a report is named in a comparison: its file, its office and year, the start of its id."""
    about = (dossier.agency, dossier.year, f"{dossier.record.id[:12]}#{dossier.record.id.rpartition('#')[2]}")
    return visible("  ".join((dossier.record.document, *(str(each) for each in about if each is not None))))


def heading(fault: Fault, change: VersionChange, lang: str) -> str:
    """Return what is wrong in words, and of which row or column where it is a sum."""
    matter, dossier = (fault.after, change.after) if fault.after else (fault.before, change.before)
    if matter is None:
        return ""
    said = visible(describe(matter, dossier, lang).message)
    if matter.rule is None or not matter.rule.slots:
        return said
    _, row, column = shared_labels(matter.rule.slots, dossier.schema, lang)
    return say(lang, "diff.of", fault=said, place=row or column) if row or column else said


def told(fault: Fault, change: VersionChange, lang: str) -> Iterator[tuple[str, Description]]:
    """Yield a fault in words as each version has it; a sum also as the version has it in which it does not fail."""
    sides: tuple[tuple[str, Matter | None, Dossier], ...] = (
        ("before", fault.before, change.before),
        ("after", fault.after, change.after),
    )
    rule = next((matter.rule for _, matter, _ in sides if matter is not None and matter.rule is not None), None)
    for side, matter, dossier in sides:
        if matter is not None:
            yield side, describe(matter, dossier, lang)
        elif rule is not None and (written := _written(rule, dossier, lang)):
            yield side, written


def distinct_places(said: Description) -> tuple[Place, ...]:
    """Return the places of a fault, one a line."""
    return tuple({each.place.line: each.place for each in reversed(said.figures) if each.place}.values())[::-1]


def _written(rule: RuleOutcome, dossier: Dossier, lang: str) -> Description | None:
    """Return a rule as it stands in a version that does not break it; null where its form has no such rule."""
    instance = instances(dossier.record, dossier.schema).get((rule.id, rule.over))
    found = next((each for each in dossier.record.rules if (each.id, each.over) == (rule.id, rule.over)), None)
    if instance is None or found is None:
        return None
    return Description(
        severity="",
        message=instance.message.text(lang),
        sum=sum_text(instance, dossier.record.slots, found.verdict),
        gap=None if found.gap is None else plain(found.gap),
        figures=tuple(_cell_of(address, dossier, lang) for address in found.slots),
    )


def _cell_of(address: str, dossier: Dossier, lang: str) -> Figure:
    slot = dossier.record.slots.get(address)
    value, found = shown(slot, dossier)
    span = slot.span if slot else None
    return Figure(slot=address, label=slot_label(address, dossier.schema, lang), value=value, span=span, place=found)


def shown(slot: Slot | None, dossier: Dossier) -> tuple[str, Place | None]:
    """Return the reading of a cell in one version, and its place."""
    return value_text(slot) or MISSING, place(slot.span, dossier.lines) if slot else None


def where(found: Place | None, lang: str) -> str:
    """Return a place in words."""
    if found is None:
        return say(lang, "diff.no_line")
    return say(lang, "diff.line", line=found.line, quote=found.quote)


def _faults(change: VersionChange, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the lines on faults by what became of them, each with its style."""
    for standing in Standing:
        faults = change.of(standing)
        if faults:
            yield say(lang, f"diff.standing.{standing}", count=len(faults)), _STYLES[standing]
        for fault in faults:
            yield from ((f"  {line}", "") for line in _fault(fault, change, lang))
    if not change.faults:
        yield say(lang, "diff.no_faults"), "green"


def _fault(fault: Fault, change: VersionChange, lang: str) -> Iterator[str]:
    yield f"- {heading(fault, change, lang)}"
    for side, said in told(fault, change, lang):
        places = "; ".join(where(each, lang) for each in distinct_places(said)[:_MOST_PLACES])
        yield f"    {say(lang, f'diff.{side}')}: {'  '.join(filter(None, (said.sum, places)))}"


def _cells(change: VersionChange, lang: str) -> Iterator[str]:
    if not change.cells:
        yield say(lang, "diff.no_cells")
        return
    yield say(lang, "diff.cells", count=len(change.cells))
    for cell in change.cells[:MOST_CELLS]:
        yield f"  {_cell(cell, change, lang)}"
    if len(change.cells) > MOST_CELLS:
        yield f"  {say(lang, 'diff.more', count=len(change.cells) - MOST_CELLS)}"


def _cell(cell: CellChange, change: VersionChange, lang: str) -> str:
    old, new = shown(cell.before, change.before), shown(cell.after, change.after)
    label = slot_label(cell.slot, change.after.schema or change.before.schema, lang)
    return f"{label}: {old[0]} → {new[0]}  ({where(old[1], lang)} → {where(new[1], lang)})"
