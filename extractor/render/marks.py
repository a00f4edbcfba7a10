"""How one reading looks: a mark and a colour for how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.dossier import Dossier
from extractor.records import Record, Slot, Status
from extractor.wording import MARKS, place_text, slot_label, value_text

STYLES: Mapping[Status, str] = {
    Status.VERIFIED: "green",
    Status.GROUNDED: "",
    Status.INFERRED: "cyan",
    Status.SUSPECT: "bold red",
    Status.AMBIGUOUS: "yellow",
    Status.UNGROUNDED: "magenta",
    Status.UNREAD: "bright_black",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every line about a record is drawn from: its dossier, in one language."""

    dossier: Dossier
    lang: str

    @property
    def record(self) -> Record:
        """Return the record itself."""
        return self.dossier.record

    def label(self, address: str) -> str:
        """Return `table / row / column` in the form's own words."""
        return slot_label(address, self.dossier.schema, self.lang)

    def place(self, slot: Slot | None) -> str:
        """Return where a slot's figure stands."""
        return place_text(slot.span if slot else None, self.dossier.lines, self.lang)


def marked_text(slot: Slot) -> str:
    """Return the value with the mark of its status."""
    return value_text(slot) + MARKS[slot.status]
