"""The table of decisions, written out: a row for each matter, with room for what a person decides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.corrections.about import about, cell, span_of, span_of_slot
from extractor.corrections.columns import COLUMNS, as_mark, headings
from extractor.corrections.words import ruling_text, told
from extractor.dossier import Decision, Dossier
from extractor.lines import visible
from extractor.matters import Matter, decided_slots, fingerprint_of_slot, matters
from extractor.messages import say, word
from extractor.records import Severity, Slot
from extractor.schema.compiled import RuleInstance
from extractor.serialise import plain
from extractor.sheets import BOM, write_rows
from extractor.span import Span
from extractor.wording import candidates_text, decided_value_text, instances, place, sum_text

Cells = tuple[object, ...]
"""The values of one row, in the order of `COLUMNS`; null is missing."""


def worklist_csv(rows: Iterable[Cells], lang: str) -> Iterator[str]:
    """Yield the table as CSV that a spreadsheet opens as it is, a line at a time."""
    yield BOM + "".join(write_rows([headings(lang)]))
    yield from write_rows(rows)


def worklist(dossier: Dossier, lang: str, *, with_decided: bool = False, slots: Sequence[str] = ()) -> Iterator[Cells]:
    """Yield a row for each matter that is still to be decided, and for the cells that would explain a failed rule.

    `with_decided` adds the matters that are settled, with the decision filled in; `slots` adds cells of the record by
    their addresses, whatever was read there: a reading that nothing speaks against can be wrong too.
    """
    written = instances(dossier.record, dossier.schema)
    view = _View(dossier=dossier, lang=lang, written=written, slots=decided_slots(dossier))
    found = [matter for matter in matters(dossier) if matter.is_open or (with_decided and _is_settled(matter))]
    listed = {matter.subject for matter in found if matter.kind == "slot"}
    for matter in found:
        yield view.row(matter)
        for address in _suspects(matter, dossier.record.slots):
            if address not in listed:
                listed.add(address)
                yield view.cell_row(address, matter)
    for address in dict.fromkeys(slots):
        if address not in listed:
            yield view.cell_row(address)


def _is_settled(matter: Matter) -> bool:
    return matter.decision is not None or (matter.is_resolved and matter.severity is not Severity.HINT)


def _suspects(matter: Matter, slots: Mapping[str, Slot]) -> Iterable[str]:
    """Return the cells that may be what is wrong with a rule: those that explain it; if none do, all but sure zeros.

    A sum may have twenty zeros, which would drown the rest; one that is meant is asked for by its address.
    """
    if matter.rule is None:
        return ()
    explained = [address for explanation in matter.rule.explanations for address in explanation]
    others = (address for address in matter.rule.slots if slots[address].value or not slots[address].bound)
    return dict.fromkeys(explained or others)


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What every row about one report is drawn from."""

    dossier: Dossier
    lang: str
    written: Mapping[tuple[str, str | None], RuleInstance]
    slots: Mapping[str, Slot]

    def row(self, matter: Matter) -> Cells:
        instance = self.written.get((matter.rule.id, matter.rule.over)) if matter.rule else None
        return self._cells(
            fingerprint=as_mark(matter.fingerprint),
            severity=word(self.lang, "severity", matter.severity),
            kind=word(self.lang, "matter", matter.kind),
            subject=matter.subject,
            what=about(matter, self.dossier, instance, self.lang),
            sum=sum_text(instance, self.slots) if instance else None,
            **self._slot(matter.slot),
            **self._place(span_of(matter, self.dossier)),
            **self._decided(matter.decision, matter.outdated),
        )

    def cell_row(self, address: str, rule: Matter | None = None) -> Cells:
        """Return the row of a cell that is no matter by itself; `rule` is the failed one it belongs to."""
        slot = self.dossier.record.slots[address]
        instance = self.written.get((rule.rule.id, rule.rule.over)) if rule and rule.rule else None
        made = next((made for made in self.dossier.decisions if (made.kind, made.subject) == ("slot", address)), None)
        fingerprint = fingerprint_of_slot(self.dossier.record.id, address, slot)
        is_held = made is not None and made.fingerprint == fingerprint
        return self._cells(
            fingerprint=as_mark(fingerprint),
            kind=word(self.lang, "matter", "slot"),
            subject=address,
            what=cell(address, self.dossier, self.lang),
            sum=sum_text(instance, self.slots) if instance else None,
            **self._slot(slot),
            **self._place(span_of_slot(slot)),
            **self._decided(made if is_held else None, None if is_held else made),
        )

    def _cells(self, **cells: object) -> Cells:
        record = self.dossier.record
        report = {"report": record.id, "document": visible(record.document)}
        named = {**report, "agency": self.dossier.agency, "year": self.dossier.year, **cells}
        return tuple(named.get(column) for column in COLUMNS)

    def _slot(self, slot: Slot | None) -> dict[str, object]:
        if slot is None:
            return {}
        return {
            "printed": None if slot.text is None else visible(slot.text),
            "read": word(self.lang, "state", slot.state) if slot.value is None else plain(slot.value),
            "candidates": candidates_text(slot.candidates, self.dossier.lines, self.lang),
        }

    def _place(self, span: Span | None) -> dict[str, object]:
        found = place(span, self.dossier.lines)
        if found is None:
            return {}
        return {"line": found.line, "quote": found.quote}

    def _decided(self, decision: Decision | None, outdated: Decision | None) -> dict[str, object]:
        if decision is None:
            earlier = say(self.lang, "decided.outdated", decision=told(outdated, self.lang)) if outdated else None
            return {"earlier": earlier}
        return {
            "number": decision.number,
            "decision": ruling_text(decision, self.lang),
            "value": decided_value_text(decision, self.lang),
            "who": decision.who,
            "why": decision.why,
        }
