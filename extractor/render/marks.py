"""How one reading looks: a mark and a colour for how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from extractor.dossier import Decision, Dossier, Ruling
from extractor.matters import RuleKey, confronted_again
from extractor.records import Record, Slot, Status
from extractor.rules import Confrontation
from extractor.schema.compiled import RuleInstance
from extractor.wording import MARKS, instances, place_text, slot_label, value_text

STYLES: Mapping[Status, str] = {
    Status.VERIFIED: "green",
    Status.GROUNDED: "",
    Status.INFERRED: "cyan",
    Status.SUSPECT: "bold red",
    Status.AMBIGUOUS: "yellow",
    Status.UNGROUNDED: "magenta",
    Status.UNREAD: "bright_black",
}


DECIDED: Mapping[Ruling, str] = {Ruling.CORRECT: "[=]", Ruling.SOURCE_DEFECT: "[x]", Ruling.DISMISS: "[-]"}
"""What stands behind a reading that a person has decided on; a corrected value stands in the brackets itself."""


@dataclass(frozen=True, kw_only=True)
class View:
    """What every line about a record is drawn from: its dossier, in one language."""

    dossier: Dossier
    lang: str

    @property
    def record(self) -> Record:
        """Return the record itself."""
        return self.dossier.record

    @cached_property
    def written(self) -> Mapping[RuleKey, RuleInstance]:
        """Return the form's rules as they stand over this record's slots."""
        return instances(self.record, self.dossier.schema)

    @cached_property
    def again(self) -> Mapping[RuleKey, Confrontation]:
        """Return each rule over a slot to which people gave another value, confronted with what they decided."""
        return confronted_again(self.dossier)

    def label(self, address: str) -> str:
        """Return `table / row / column` in the form's own words."""
        return slot_label(address, self.dossier.schema, self.lang)

    def place(self, slot: Slot | None) -> str:
        """Return where a slot's figure stands."""
        return place_text(slot.span if slot else None, self.dossier.lines, self.lang)


def marked_text(slot: Slot) -> str:
    """Return the value with the mark of its status."""
    return value_text(slot) + MARKS[slot.status]


def decided_mark(decision: Decision) -> str:
    """Return a decision in brackets: the value a person read, or a sign."""
    has_value = decision.ruling is Ruling.CORRECT and decision.value is not None
    return f"[{decision.value}]" if has_value else DECIDED[decision.ruling]
