"""Notices and the worklist as tables: one row a figure of a broken sum, one row a matter."""

from collections.abc import Iterator, Sequence

from extractor.messages import say
from extractor.notices.entry import Entry, Fault
from extractor.notices.facts import Remark, Sum, Term
from extractor.notices.sorting import Notice, Work
from extractor.notices.tasks import Spot, Task
from extractor.sheets import BOM, write_rows

NOTICE = (
    "document",
    "agency",
    "year",
    "mistake",
    "rule",
    "demand",
    "sum",
    "difference",
    "side",
    "value",
    "printed",
    "part",
    "row",
    "column",
    "line",
    "quote",
    "explains",
    "remark",
)
"""The columns of a notice's table, by id."""

WORK = (
    "document",
    "id",
    "agency",
    "year",
    "form",
    "severity",
    "kind",
    "subject",
    "what",
    "where",
    "advice",
    "note",
)
"""The columns of the worklist's table, by id."""

Row = Sequence[object]
"""One row of a table; null is an empty cell."""


def notice_table(notice: Notice, lang: str) -> str:
    """Return a notice as CSV, with headings."""
    rows = (row for entry in notice.entries for row in _entry_rows(entry, lang))
    return _table(NOTICE, rows, lang)


def work_table(works: Sequence[Work], lang: str) -> str:
    """Return the worklist as CSV, with headings."""
    return _table(WORK, (_work_row(work.entry, task, lang) for work in works for task in work.tasks), lang)


def _table(columns: Sequence[str], rows: Iterator[Row], lang: str) -> str:
    headings = [say(lang, f"column.{column}") for column in columns]
    return BOM + "".join(write_rows([headings])) + "".join(write_rows(rows))


def _entry_rows(entry: Entry, lang: str) -> Iterator[Row]:
    for number, fault in enumerate(entry.faults, start=1):
        head = (entry.files[0], entry.printed_agency or entry.agency, entry.year, number)
        for broken in fault.sums:
            yield from ((*head, *_term_cells(broken, term, fault, lang)) for term in broken.terms)
        for remark in fault.remarks:
            yield from ((*head, *cells) for cells in _remark_cells(remark))


def _term_cells(broken: Sum, term: Term, fault: Fault, lang: str) -> Row:
    cell = term.cell
    return (
        broken.rule,
        broken.demand,
        broken.equation,
        broken.difference,
        say(lang, "side.left" if term.is_left else "side.right"),
        cell.decided or cell.value,
        cell.printed or cell.value,
        cell.part,
        cell.row,
        cell.column,
        cell.place.line if cell.place else None,
        cell.place.quote if cell.place else None,
        explains(fault, term, lang),
        broken.decision,
    )


def _remark_cells(remark: Remark) -> Iterator[Row]:
    """Yield a row for each place of a remark and each cell it speaks of, or one without any."""
    nothing = (None,) * 5
    for at in remark.places:
        yield (*nothing, *nothing, at.line, at.quote, None, remark.text)
    for cell in remark.cells:
        where = (cell.place.line, cell.place.quote) if cell.place else (None, None)
        shown = (cell.decided or cell.value, cell.printed or cell.value, cell.part, cell.row, cell.column)
        yield (*nothing, *shown, *where, None, remark.text)
    if not remark.places and not remark.cells:
        yield (*nothing, *nothing, None, None, None, remark.text)


def explains(fault: Fault, term: Term, lang: str) -> str | None:
    """Return whether a cell explains the mistake by itself, together with others, or not at all."""
    sizes = [len(way) for way in fault.ways if term.cell in way]
    if not sizes:
        return None
    return say(lang, "explains.alone" if min(sizes) == 1 else "explains.together")


def _work_row(entry: Entry, task: Task, lang: str) -> Row:
    return (
        entry.document,
        entry.id,
        entry.agency,
        entry.year,
        entry.form,
        say(lang, f"severity.{task.severity}"),
        say(lang, f"matter.{task.kind}"),
        task.subject,
        task.what,
        "; ".join(_spot(spot, lang) for spot in task.spots) or None,
        task.advice,
        "; ".join(task.notes) or None,
    )


def _spot(spot: Spot, lang: str) -> str:
    said = " ".join(filter(None, (spot.label, spot.value)))
    if spot.place is None:
        return said
    return f"{said} ({say(lang, 'line', number=spot.place.line)}: {spot.place.quote})"
