"""The table of findings: one row for each problem and each measure of each report, with its words and its place."""

from collections.abc import Iterable, Iterator, Sequence

from extractor.dossier import Dossier
from extractor.export.columns import REPORT, Column, Kind, as_text, joined, report_cells, texts
from extractor.records import Commitment, Finding
from extractor.sheets import BOM, write_rows
from extractor.wording import finding_labels

Cells = tuple[object, ...]
"""The values of one row, or of some columns of it."""

FINDING: Sequence[Column] = (
    Column(name="findings", kind=Kind.INTEGER),
    *texts("finding", "kind", "kind_zh", "kind_en", "theme", "theme_zh", "theme_en", "gist", "quote"),
    *(Column(name=name, kind=Kind.INTEGER) for name in ("line", "start", "end")),
    *texts("addresses", "deadline", "unit", "target"),
)
"""What the table says of a finding; `findings` is how many the report has, null where nobody looked."""

_NO_FINDING: Cells = (None,) * (len(FINDING) - 1)


def findings_csv(dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Yield the table as CSV that Excel opens as it is, a report at a time; a report without any has one row too."""
    yield BOM + "".join(write_rows([[column.name for column in (*REPORT, *FINDING)]]))
    for dossier in dossiers:
        report = report_cells(dossier)
        found = dossier.record.findings
        count = None if found is None else len(found)
        rows = [(*report, count, *_cells(finding, dossier)) for finding in found or ()]
        rows = rows or [(*report, count, *_NO_FINDING)]
        yield "".join(write_rows([as_text(cell) for cell in row] for row in rows))


def _cells(finding: Finding, dossier: Dossier) -> Cells:
    (kind_zh, theme_zh), (kind_en, theme_en) = (finding_labels(finding, dossier.schema, lang) for lang in ("zh", "en"))
    promised = finding.commitment or Commitment()
    return (
        *(finding.id, finding.kind, kind_zh, kind_en),
        *(finding.theme, theme_zh, theme_en, finding.gist, finding.quote),
        *(dossier.lines.number(finding.span.start), *finding.span),
        *(joined(finding.addresses), promised.deadline, promised.unit, promised.target),
    )
