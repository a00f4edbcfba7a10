"""Counts of reports by theme, region and year, each with the reports that count."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from extractor.dossier import Dossier
from extractor.findings.section import PROBLEM
from extractor.records import Finding
from extractor.summarise.cite import Citing
from extractor.summarise.nouns import Item, Mark, Origin, Sentence, Table, Tally
from extractor.summarise.phrases import sentence_of

ALL = "*"
"""The column, or the row, of all together."""

Heading = Callable[[Dossier], str]
"""Tells the column that a report counts in."""


def tables(dossiers: Sequence[Dossier]) -> tuple[Table, ...]:
    """Return the counts: reports by region and year, then problems and measures by theme, by year and by region."""
    made = [_reports(dossiers)]
    for title, wanted in (("problems", _is_problem), ("measures", _is_measure)):
        made += [_themes(f"{title}_by_year", dossiers, year_of, wanted)]
        if any(each.about.region for each in dossiers):
            made += [_themes(f"{title}_by_region", dossiers, region_of, wanted)]
    return tuple(table for table in made if table.tallies)


def unaddressed(dossiers: Sequence[Dossier]) -> tuple[Item, ...]:
    """Return the problems that no measure of their own report is there for."""
    return tuple(
        Item(report=dossier.record.id, sentence=_unanswered(finding, dossier))
        for dossier in dossiers
        for finding in _loose(dossier)
    )


def year_of(dossier: Dossier) -> str:
    """Return the year of a report, empty where it is not known."""
    return "" if dossier.year is None else str(dossier.year)


def region_of(dossier: Dossier) -> str:
    """Return the region of a report by the user's own list, empty where that does not say."""
    return dossier.about.region or ""


def _reports(dossiers: Sequence[Dossier]) -> Table:
    return _table("reports", [(region_of(each), year_of(each), each) for each in dossiers])


def _themes(title: str, dossiers: Sequence[Dossier], column: Heading, wanted: Callable[[Finding], bool]) -> Table:
    found = [
        (finding.theme or "", column(dossier), dossier)
        for dossier in dossiers
        for finding in dossier.record.findings or ()
        if wanted(finding)
    ]
    order = [term.id for dossier in dossiers if dossier.schema for term in dossier.schema.file.themes]
    return _table(title, found, tuple(dict.fromkeys(order)))


def _table(title: str, found: Sequence[tuple[str, str, Dossier]], order: Sequence[str] = ()) -> Table:
    """Return a table of which report stands in which row and column; a last column holds the reports of a whole row."""
    cells: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row, column, dossier in found:
        for at in ((row, column), (row, ALL), (ALL, column), (ALL, ALL)):
            cells[at][dossier.record.id] = None
    rows = sorted({row for row, _ in cells} - {ALL}, key=lambda row: (not row, _rank(row, order), row))
    columns = sorted({column for _, column in cells} - {ALL}, key=lambda column: (not column, column))
    shown = (*rows, *([ALL] if len(rows) > 1 else ())), (*columns, *([ALL] if len(columns) > 1 else ()))
    return Table(
        title=title,
        rows=shown[0],
        columns=shown[1],
        tallies=tuple(
            Tally(row=row, column=column, reports=tuple(cells[row, column]))
            for row in shown[0]
            for column in shown[1]
            if (row, column) in cells
        ),
    )


def _rank(row: str, order: Sequence[str]) -> int:
    return order.index(row) if row in order else len(order)


def _is_problem(finding: Finding) -> bool:
    return finding.kind == PROBLEM


def _is_measure(finding: Finding) -> bool:
    return finding.kind != PROBLEM


def _loose(dossier: Dossier) -> Iterator[Finding]:
    findings, defects = dossier.record.findings or (), dossier.record.defects
    loose = {each.detail for each in defects if each.kind == "problem_unaddressed"}
    is_bare = any(each.kind == "no_measures" for each in defects)
    return (each for each in findings if each.kind == PROBLEM and (is_bare or each.id in loose))


def _unanswered(finding: Finding, dossier: Dossier) -> Sentence:
    return Sentence(
        id=finding.id,
        text=sentence_of(finding),
        citations=(Citing(dossier=dossier).finding(finding),),
        origin=Origin.QUOTED,
        theme=finding.theme,
        marks=(Mark.UNADDRESSED,),
    )
