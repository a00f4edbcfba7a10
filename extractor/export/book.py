"""A workbook for people: an index, the sums that fail, and a sheet for each report with its tables as on the form."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice

from extractor.dossier import Dossier
from extractor.errors import CallError
from extractor.export.decided import decision_text
from extractor.export.report_sheet import write_report
from extractor.export.styles import Format, Sheet, Styles
from extractor.export.titles import fitted, sheet_title, text_of
from extractor.matters import Matter, decided_slots, matters
from extractor.messages import say, word
from extractor.records import Commitment, Finding, Outcome, RuleOutcome, RuleVerdict
from extractor.schema.compiled import RuleInstance
from extractor.wording import finding_labels, instances, labels, place_text, reason_text, sum_text

MOST_REPORTS = 200
"""Reports in one workbook: with many more, no program shows it in good time."""

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_INDEX = (("number", 7), ("document", 34), ("agency", 26), ("year", 8), ("form", 16))
_VERDICT = ("verdict", 20)
_COUNTS = (("open", 12), ("failed", 12), ("unsure", 12), ("reasons", 60))
_SUMS = (("report", 26), ("severity", 9), ("rule", 36), ("over", 20), ("sum", 34), ("gap", 10), ("blame", 18))
_TOLD = (("report", 26), ("finding", 8), ("kind", 10), ("theme", 16), ("gist", 34), ("quote", 60), ("line", 10))
_PROMISED = (("addresses", 12), ("deadline", 16), ("unit", 16), ("target", 16))
_MORE = (("places", 56), ("explained", 36), ("decision", 24))


def workbook(dossiers: Iterable[Dossier], lang: str) -> Iterator[bytes]:
    """Yield a workbook (XLSX) of at most `MOST_REPORTS` reports, in one piece.

    Text is written as text whatever it looks like, so nothing of a document becomes a formula; a value is a number only
    where a spreadsheet keeps it exactly.
    Raises `CallError` where there are more reports.
    """
    reports = list(islice(dossiers, MOST_REPORTS + 1))
    if len(reports) > MOST_REPORTS:
        raise CallError("export.too_many", most=MOST_REPORTS)
    file = io.BytesIO()
    _write(file, reports, lang)
    yield file.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """A report with the title of its sheet; a report that was not read has none."""

    dossier: Dossier
    title: str | None
    found: tuple[Matter, ...]

    @property
    def failures(self) -> list[tuple[Matter, RuleOutcome]]:
        return [(matter, matter.rule) for matter in self.found if matter.rule is not None]


def _write(file: io.BytesIO, dossiers: list[Dossier], lang: str) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": say(lang, "book.title"), "created": _EPOCH})
    styles = Styles(book)
    reports = [_report(number, dossier) for number, dossier in enumerate(dossiers, 1)]
    index, sums = (book.add_worksheet(say(lang, f"book.{name}")) for name in ("index", "sums"))
    _write_index(index, reports, styles, lang)
    _write_sums(sums, reports, styles, lang)
    for report in reports:
        if report.title is not None:
            write_report(book.add_worksheet(report.title), report.dossier, styles, lang)
    if any(report.dossier.record.findings is not None for report in reports):
        _write_findings(book.add_worksheet(say(lang, "book.findings")), reports, styles, lang)
    book.close()


def _report(number: int, dossier: Dossier) -> _Report:
    is_read = dossier.record.outcome is Outcome.READ and dossier.schema is not None
    return _Report(dossier=dossier, title=sheet_title(number, dossier) if is_read else None, found=matters(dossier))


def _write_index(sheet: Sheet, reports: list[_Report], styles: Styles, lang: str) -> None:
    heads = (*_INDEX, _VERDICT, *_COUNTS)
    _write_heads(sheet, heads, styles, lang)
    for number, report in enumerate(reports, 1):
        _write_link(sheet, number, report, str(number), styles)
        for at, cell in enumerate(_index_cells(report, lang), 1):
            is_verdict = heads[at] is _VERDICT
            style = styles.verdict(report.dossier.record.verdict) if is_verdict else styles.text
            _write_cell(sheet, number, at, cell, style)
    if reports:
        sheet.autofilter(0, 0, len(reports), len(heads) - 1)


def _index_cells(report: _Report, lang: str) -> tuple[str | int | None, ...]:
    record, schema = report.dossier.record, report.dossier.schema
    return (
        text_of(record.document),
        text_of(report.dossier.agency),
        report.dossier.year,
        record.schema,
        word(lang, "verdict", record.verdict) if record.verdict else word(lang, "outcome", record.outcome),
        sum(matter.is_open for matter in report.found),
        len(report.failures),
        sum(slot.is_unsure for slot in record.slots.values()),
        "\n".join(reason_text(reason, schema, lang) for reason in record.reasons),
    )


def _write_sums(sheet: Sheet, reports: list[_Report], styles: Styles, lang: str) -> None:
    _write_heads(sheet, (*_SUMS, *_MORE), styles, lang)
    row = 0
    for report in reports:
        written = instances(report.dossier.record, report.dossier.schema)
        for matter, rule in report.failures:
            row += 1
            _write_link(sheet, row, report, _name(report.dossier), styles)
            instance = written.get((rule.id, rule.over))
            for at, cell in enumerate(_sum_cells(report.dossier, matter, rule, instance, lang), 1):
                _write_cell(sheet, row, at, cell, styles.text)
    if row == 0:
        sheet.write_string(1, 0, say(lang, "book.no_failures"), styles.plain)


def _write_findings(sheet: Sheet, reports: list[_Report], styles: Styles, lang: str) -> None:
    _write_heads(sheet, (*_TOLD, *_PROMISED), styles, lang)
    found = [(report, finding) for report in reports for finding in report.dossier.record.findings or ()]
    for row, (report, finding) in enumerate(found, 1):
        _write_link(sheet, row, report, _name(report.dossier), styles)
        for at, cell in enumerate(_finding_cells(report.dossier, finding, lang), 1):
            _write_cell(sheet, row, at, cell, styles.text)
    if found:
        sheet.autofilter(0, 0, len(found), len(_TOLD) + len(_PROMISED) - 1)


def _finding_cells(dossier: Dossier, finding: Finding, lang: str) -> tuple[str | int | None, ...]:
    promised = finding.commitment or Commitment()
    return (
        *(finding.id, *finding_labels(finding, dossier.schema, lang), text_of(finding.gist), text_of(finding.quote)),
        *(dossier.lines.number(finding.span.start), ", ".join(finding.addresses) or None),
        *map(text_of, (promised.deadline, promised.unit, promised.target)),
    )


def _sum_cells(
    dossier: Dossier, matter: Matter, rule: RuleOutcome, instance: RuleInstance | None, lang: str
) -> tuple[str | Decimal | None, ...]:
    fails_as_read = rule.verdict is RuleVerdict.FAIL
    slots = dossier.record.slots if fails_as_read else decided_slots(dossier)
    gap = rule.gap if fails_as_read or matter.again is None else matter.again.gap
    shown = [address for address in rule.slots if (slot := slots.get(address)) is None or slot.value != 0]
    places = (f"{_short(address, dossier, lang)}  {_place(dossier, address, lang)}" for address in shown)
    explained = ("; ".join(_short(address, dossier, lang) for address in some) for some in rule.explanations)
    return (
        word(lang, "severity", matter.severity),
        instance.message.text(lang) if instance else rule.message,
        _over(rule, instance, dossier, lang),
        sum_text(instance, slots) if instance else None,
        gap,
        word(lang, "verdict", rule.attribution) if rule.attribution else say(lang, "book.either"),
        "\n".join(places),
        "\n".join(explained),
        _decision(matter, lang),
    )


def _over(rule: RuleOutcome, instance: RuleInstance | None, dossier: Dossier, lang: str) -> str | None:
    """Return the row or column that a rule failed in, in the form's own words."""
    if instance is None or rule.over is None or dossier.schema is None:
        return rule.over
    _, row, column = labels(instance.slots[0], dossier.schema, lang)
    is_in_one_row = len({address.rpartition("/")[0] for address in instance.slots}) == 1
    return row if is_in_one_row else column


def _short(address: str, dossier: Dossier, lang: str) -> str:
    """Return the row and the column of a slot; which table it is in, the rule says."""
    return " / ".join(labels(address, dossier.schema, lang)[1:])


def _place(dossier: Dossier, address: str, lang: str) -> str:
    slot = dossier.record.slots.get(address)
    return place_text(slot.span if slot else None, dossier.lines, lang)


def _decision(matter: Matter, lang: str) -> str | None:
    if matter.is_resolved:
        return say(lang, "book.resolved")
    return decision_text(matter.decision, lang) if matter.decision else None


def _name(dossier: Dossier) -> str:
    known = " ".join(str(part) for part in (dossier.agency, dossier.year) if part)
    return text_of(known or dossier.record.document) or ""


def _write_heads(sheet: Sheet, heads: tuple[tuple[str, int], ...], styles: Styles, lang: str) -> None:
    for at, (key, width) in enumerate(heads):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, say(lang, f"book.{key}"), styles.head)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_link(sheet: Sheet, row: int, report: _Report, text: str, styles: Styles) -> None:
    if report.title is None:
        sheet.write_string(row, 0, text, styles.text)
    else:
        sheet.write_url(row, 0, f"internal:'{report.title}'!A1", styles.link, string=text)


def _write_cell(sheet: Sheet, row: int, column: int, cell: object, style: Format) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, cell, style)
    else:
        sheet.write_string(row, column, fitted(str(cell)), style)
