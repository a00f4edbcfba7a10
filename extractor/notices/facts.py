"""Sums, cells and places in words: what a notice quotes of a report."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.matters import Matter, MatterKind, decided_slots, decided_values
from extractor.messages import say, word
from extractor.records import RuleOutcome, Slot
from extractor.schema.compiled import RuleInstance
from extractor.serialise import plain
from extractor.wording import Place, instances, labels, place, reason_text, slot_label, sum_text, value_text

REACH = 40
"""Characters quoted on either side of a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the form with what is printed in it: the part of the form, its row and column, its value and place.

    `printed` is the figure as printed where that is not the value's own digits, `decided` the value a person read.
    """

    address: str
    part: str
    row: str
    column: str
    value: str
    printed: str | None
    decided: str | None
    place: Place | None
    is_plain_zero: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A cell on one side of a sum, `times` times."""

    cell: Cell
    is_left: bool
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A broken rule in words: what it demands, both sides written out, what each comes to, and the difference."""

    rule: str
    demand: str
    equation: str
    left: str
    right: str
    difference: str
    terms: tuple[Term, ...]
    decision: str | None

    @property
    def part(self) -> str:
        """Return the part of the form its terms stand in; several are joined."""
        return "; ".join(dict.fromkeys(term.cell.part for term in self.terms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A mistake that is no sum, in words: the places it is about, and the cells with what they print."""

    text: str
    places: tuple[Place, ...] = ()
    cells: tuple[Cell, ...] = ()


Way = tuple[Cell, ...]
"""Cells that, if all of them are wrong, explain a mistake."""


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Puts what is known of one report into words of one language."""

    dossier: Dossier
    lang: str

    def sum(self, matter: Matter, rule: RuleOutcome) -> Sum:
        """Return a failed rule written out, with the values people decided on where there are any."""
        instance = self._written.get((rule.id, rule.over))
        sides = self._sides(instance) if instance else (Decimal(0), rule.gap or Decimal(0))
        return Sum(
            rule=matter.subject,
            demand=instance.message.text(self.lang) if instance else rule.message,
            equation=sum_text(instance, decided_slots(self.dossier)) if instance else "",
            left=plain(sides[0]),
            right=plain(sides[1]),
            difference=plain(abs(sides[0] - sides[1])),
            terms=self._terms(instance) if instance else (),
            decision=say(self.lang, "notice.person") if matter.decision else None,
        )

    def cell(self, address: str) -> Cell:
        """Return a cell with what is printed in it."""
        slot = self.dossier.record.slots.get(address)
        part, row, column = labels(address, self.dossier.schema, self.lang)
        value, decided = value_text(slot), self._decided.get(address)
        printed = visible(slot.text) if slot is not None and slot.text is not None else None
        is_changed = decided is not None and (slot is None or decided != slot.value)
        return Cell(
            address=address,
            part=visible(part),
            row=visible(row),
            column=visible(column),
            value=value,
            printed=None if printed == value else printed,
            decided=plain(decided) if decided is not None and is_changed else None,
            place=place(slot.span, self.dossier.lines, REACH) if slot else None,
            is_plain_zero=slot is not None and slot.value == 0 and slot.bound and not is_changed,
        )

    def located(self, matter: Matter) -> Remark:
        """Return a matter that is no rule in words, with its places."""
        found = matter.remark
        slots = (matter.subject,) if matter.slot is not None else matter.defect.slots if matter.defect else ()
        spans = (found.span, *(matter.defect.others if matter.defect else ())) if found else ()
        places = (place(span, self.dossier.lines, REACH) for span in spans)
        return Remark(
            text=self.remark(matter),
            places=tuple(each for each in places if each is not None),
            cells=tuple(self.cell(address) for address in slots),
        )

    def remark(self, matter: Matter) -> str:
        """Return in words a matter that is no rule, and whether a person judged it; who and why is the house's own."""
        said = self._said(matter)
        return said if matter.decision is None else f"{said} {say(self.lang, 'notice.person')}"

    def label(self, address: str) -> str:
        """Return `part / row / column` of a cell."""
        return visible(slot_label(address, self.dossier.schema, self.lang))

    def _said(self, matter: Matter) -> str:
        if matter.slot is not None:
            return say(self.lang, "notice.cell", cell=self.label(matter.subject), value=self._shown(matter.slot))
        if matter.remark is not None:
            return visible(matter.remark.text(self.lang))
        if matter.kind is MatterKind.DOCUMENT and not matter.reason:
            return word(self.lang, "outcome", matter.subject)
        return reason_text(matter.reason or matter.subject, self.dossier.schema, self.lang)

    def _shown(self, slot: Slot) -> str:
        return word(self.lang, "state", slot.state) if slot.value is None else value_text(slot)

    def _terms(self, instance: RuleInstance) -> tuple[Term, ...]:
        return tuple(
            Term(cell=self.cell(address), is_left=coefficient > 0, times=abs(coefficient))
            for coefficient, address in sorted(instance.terms, key=lambda term: term[0] < 0)
        )

    def _sides(self, instance: RuleInstance) -> tuple[Decimal, Decimal]:
        """Return what the two sides come to; a rule that fails has no member without a value."""
        read = {a: slot.value for a, slot in self.dossier.record.slots.items() if slot.value is not None}
        values = {**read, **{address: value for address, value in self._decided.items() if value is not None}}
        left = sum((k * values[address] for k, address in instance.terms if k > 0), Decimal(0))
        right = sum((-k * values[address] for k, address in instance.terms if k < 0), Decimal(0))
        return left, right

    @cached_property
    def _written(self) -> dict[tuple[str, str | None], RuleInstance]:
        return instances(self.dossier.record, self.dossier.schema)

    @cached_property
    def _decided(self) -> dict[str, Decimal | None]:
        return dict(decided_values(self.dossier))
