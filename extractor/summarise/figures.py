"""The key figures of a report: as printed, from cells that are surely read; what was not is said to be unsure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.corpus import YearFigure, changed_since
from extractor.dossier import Dossier
from extractor.matters import decided_values
from extractor.messages import say
from extractor.records import SURE, Slot, State
from extractor.serialise import plain
from extractor.summarise.cite import Citing, language_of
from extractor.summarise.keys import Key, keys
from extractor.summarise.nouns import Mark, Origin, Part, Section, Sentence
from extractor.wording import value_text

_PRINTED = frozenset({State.VALUE, State.ZERO, State.BLANK, State.SLASH})


def figures(citing: Citing, before: Dossier | None = None) -> Section:
    """Return the key figures, a line for each group of them, with last year's where they are others now."""
    dossier = citing.dossier
    changed = changed_since(before, dossier).figures if before is not None else ()
    told = _Told(
        citing=citing,
        before=None if before is None else Citing(dossier=before),
        changed={each.slot: each.before for each in changed},
        decided=decided_values(dossier),
    )
    groups = keys(dossier.record, dossier.schema)
    return Section(part=Part.FIGURES, sentences=tuple(sentence for group in groups for sentence in told.group(group)))


def is_told(address: str, slots: Mapping[str, Slot], decided: Mapping[str, Decimal | None]) -> bool:
    """Return whether a cell's reading is sure, and nobody decided otherwise: only then is its value told."""
    slot = slots.get(address)
    if slot is None or slot.status not in SURE or slot.state not in _PRINTED:
        return False
    return address not in decided or decided[address] == slot.value


@dataclass(frozen=True, kw_only=True)
class _Told:
    """Puts the figures of one report into sentences; `changed` are last year's by slot, where they were others."""

    citing: Citing
    before: Citing | None
    changed: Mapping[str, YearFigure]
    decided: Mapping[str, Decimal | None]

    @property
    def lang(self) -> str:
        return language_of(self.citing.dossier)

    @property
    def slots(self) -> Mapping[str, Slot]:
        return self.citing.dossier.record.slots

    def group(self, group: Sequence[Key]) -> Iterator[Sentence]:
        """Yield what is sure in a group, a sentence that names what is blank, and one what is not sure."""
        wanted = [key for key in group if not _is_of_nothing(key, self.slots)]
        sure = [key for key in wanted if is_told(key.slot, self.slots, self.decided)]
        blank = [key for key in sure if self.slots[key.slot].state is State.BLANK]
        told = [key for key in sure if key not in blank]
        unsure = [key for key in wanted if key not in sure]
        for at, key in enumerate(told):
            yield self._figure(key, joint=self._joint(key, told) if at else "")
        if blank:
            yield self._named("summary.blank", blank, Mark.BLANK)
        if unsure:
            yield self._named("summary.unsure", unsure, Mark.UNSURE)

    def _named(self, key: str, cells: Sequence[Key], mark: Mark) -> Sentence:
        """Return a sentence that names cells and gives no value; a part is not named beside its whole."""
        slots = {each.slot for each in cells}
        named = say(self.lang, "summary.and").join(each.label.text(self.lang) for each in cells if each.of not in slots)
        return Sentence(
            text=say(self.lang, key, cells=named),
            citations=self.citing.slots(each.slot for each in cells),
            origin=Origin.PATTERN,
            marks=(mark,),
        )

    def _joint(self, key: Key, told: Sequence[Key]) -> str:
        """Return the mark before a figure that is not the first: parts of a figure stand closer to it."""
        has_parts = any(each.of for each in told)
        return say(self.lang, "summary.semicolon" if has_parts and not key.of else "summary.comma")

    def _figure(self, key: Key, joint: str) -> Sentence:
        """Return a figure as printed, with last year's where that was another."""
        slot, then = self.slots[key.slot], self.changed.get(key.slot)
        unit = key.unit.text(self.lang) if key.unit and slot.value is not None else ""
        values = {"label": key.label.text(self.lang), "value": value_text(slot), "unit": unit}
        text, citations = say(self.lang, "summary.figure", **values).rstrip(), self.citing.slots((key.slot,))
        if self.before is not None and then is not None and then.value is not None and then.span is not None:
            text = say(self.lang, "summary.changed", before=plain(then.value), **values)
            citations = (*citations, *self.before.slots((key.slot,)))
        return Sentence(text=text, citations=citations, origin=Origin.PATTERN, joint=joint)


def _is_of_nothing(key: Key, slots: Mapping[str, Slot]) -> bool:
    """Return whether a cell is part of another one that is surely 0, and 0 itself."""
    whole, own = slots.get(key.of or ""), slots.get(key.slot)
    return whole is not None and whole.value == 0 and whole.status in SURE and own is not None and not own.value
