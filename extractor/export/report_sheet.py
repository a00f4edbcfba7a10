"""One report as a sheet of a workbook: its head, a legend, and its tables as on the form."""

from collections.abc import Iterator, Mapping

from extractor.dossier import Decision, Dossier
from extractor.export.decided import decision_text, slot_decisions
from extractor.export.layout import STUB, Box, table_boxes
from extractor.export.styles import Sheet, Styles, is_exact
from extractor.export.titles import fitted, text_of
from extractor.matters import needs_person
from extractor.messages import say, word
from extractor.records import RuleOutcome, RuleVerdict, Slot, Status
from extractor.wording import (
    MARKS,
    MISSING,
    SYMBOLS,
    candidates_text,
    instances,
    place_text,
    sum_text,
    value_text,
)

_WIDTHS = (13, 15, 44)
_VALUE_WIDTH = {"zh": 9, "en": 13}  # four characters of Chinese, the longest English word
_VALUES = 16
_HEAD_HEIGHT = 32


def write_report(sheet: Sheet, dossier: Dossier, styles: Styles, lang: str) -> None:
    """Write a report that was read onto an empty sheet."""
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_column(STUB, STUB + _VALUES, _VALUE_WIDTH[lang])
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    row, cells = _write_head(sheet, dossier, styles, lang), _Cells(dossier, lang)
    for boxes in _tables(dossier, lang):
        for box in boxes:
            _write_box(sheet, row, box, cells, styles)
        row += max(box.row + box.height for box in boxes) + 1


def _tables(dossier: Dossier, lang: str) -> Iterator[list[Box]]:
    for table in dossier.schema.tables if dossier.schema else ():
        yield table_boxes(table, dossier.record, lang)


def _write_head(sheet: Sheet, dossier: Dossier, styles: Styles, lang: str) -> int:
    record, schema = dossier.record, dossier.schema
    named = " ".join(str(part) for part in (text_of(dossier.agency), dossier.year) if part)
    title = schema.file.title.text(lang) if schema else ""
    sheet.write_string(0, 0, f"{named}  {title}".strip(), styles.title)
    sheet.write_string(1, 0, text_of(record.document) or "", styles.plain)
    verdict = word(lang, "verdict", record.verdict)
    person = say(lang, "needs_person" if needs_person(dossier) else "no_person")
    sheet.write_string(2, 0, f"{say(lang, 'verdict')}: {verdict}  {person}", styles.plain)
    sheet.write_url(3, 0, f"internal:'{say(lang, 'book.index')}'!A1", styles.link, string=say(lang, "book.back"))
    return _write_legend(sheet, 3, styles, lang)


def _write_legend(sheet: Sheet, row: int, styles: Styles, lang: str) -> int:
    sheet.write_string(row, STUB - 1, say(lang, "legend"), styles.label)
    for at, status in enumerate(Status, STUB):
        sheet.write_string(row, at, f"{word(lang, 'status', status)} {MARKS[status]}".strip(), styles.status(status))
    at = STUB + len(Status)
    sheet.merge_range(row, at, row, at + 1, say(lang, "book.in_failed_sum"), styles.failed())
    sheet.set_row(row, _HEAD_HEIGHT)
    sheet.write_string(row + 1, STUB, "  ".join(_symbols(lang)), styles.plain)
    return row + 3


def _symbols(lang: str) -> Iterator[str]:
    """Yield what stands in cells without a value, with its meaning."""
    yield f"{MISSING} {say(lang, 'legend.missing')}"
    for state, symbol in SYMBOLS.items():
        if symbol not in {"", MISSING}:
            yield f"{symbol} {say(lang, f'legend.{state}')}"


class _Cells:
    """What is written into the cells of one report's slots, and what is noted beside them."""

    def __init__(self, dossier: Dossier, lang: str) -> None:
        self._dossier, self._lang = dossier, lang
        self._decisions: Mapping[str, Decision] = slot_decisions(dossier)
        written = instances(dossier.record, dossier.schema)
        self._failed: dict[str, list[str]] = {}
        for rule in dossier.record.rules:
            instance = written.get((rule.id, rule.over))
            if rule.verdict is RuleVerdict.FAIL and instance is not None:
                told = f"{instance.message.text(lang)}: {sum_text(instance, dossier.record.slots)}"
                for address in self._suspects(rule):
                    self._failed.setdefault(address, []).append(told)

    def _suspects(self, rule: RuleOutcome) -> set[str]:
        """Return the slots that, if wrong, explain a failure; where nothing does, its figures that are not zero."""
        named = {address for explanation in rule.explanations for address in explanation}
        return named or {address for address in rule.slots if (slot := self.slot(address)) and slot.value}

    def slot(self, address: str) -> Slot | None:
        return self._dossier.record.slots.get(address)

    def is_failed(self, address: str) -> bool:
        return address in self._failed

    def note(self, address: str, slot: Slot) -> str:
        """Return what a person should know of a cell: nothing of one that is sure and whose sums hold."""
        return fitted("\n".join(self._notes(address, slot)))

    def _notes(self, address: str, slot: Slot) -> Iterator[str]:
        lang, lines = self._lang, self._dossier.lines
        decision = self._decisions.get(address)
        if decision is not None:
            yield decision_text(decision, lang)
        if slot.is_unsure:
            yield f"{say(lang, 'slot.status')}: {word(lang, 'status', slot.status)}"
        if slot.candidates:
            yield f"{say(lang, 'slot.candidates')}: {candidates_text(slot.candidates, lines, lang)}"
        yield from self._failed.get(address, ())
        if slot.span is not None and (slot.is_unsure or decision or self.is_failed(address)):
            yield f"{say(lang, 'slot.printed')}: {place_text(slot.span, lines, lang)}"


def _write_box(sheet: Sheet, top: int, box: Box, cells: _Cells, styles: Styles) -> None:
    row, slot = top + box.row, cells.slot(box.slot)
    style = {"title": styles.part, "head": styles.head, "label": styles.label}.get(box.kind)
    if box.kind == "value":
        style = styles.value(slot, is_failed=cells.is_failed(box.slot)) if slot else styles.label
    if box.height > 1 or box.width > 1:
        sheet.merge_range(row, box.column, row + box.height - 1, box.column + box.width - 1, "", style)
    if slot is None:
        sheet.write_string(row, box.column, text_of(box.text) or "", style)
        return
    if slot.value is not None and is_exact(slot.value):
        sheet.write_number(row, box.column, slot.value, style)
    else:
        sheet.write_string(row, box.column, value_text(slot), style)
    note = cells.note(box.slot, slot)
    if note:
        sheet.write_comment(row, box.column, note, {"x_scale": 2.4, "y_scale": 1 + note.count("\n") / 3})
