import json
import os
from pathlib import Path

import pytest

from extractor.ingest import ingest

CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
CASES = ("000", "004", "stress")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (CORPUS / "formats").is_dir(), reason="no corpus: set GOUJI_CORPUS to the folder that holds it"
    ),
]


def expected_rows(case):
    """Return the gold of the requests table, a list of seven printed cells a row."""
    slots = json.loads((CORPUS / "formats" / case / "gold.json").read_text(encoding="utf-8"))["slots"]
    rows = {}
    for slot, value in slots.items():
        table, row, _ = slot.split("/")
        if table == "requests":
            rows.setdefault(row, []).append(value or "")
    return list(rows.values())


def data_rows(document):
    """Return the last seven cells of every row of the widest table, its three rows of headings left out."""
    grid = next(grid for grid in document.grids if grid.cols == 10)
    rows = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(document.text[cell.start : cell.end])
    return [row[-7:] for row in rows[3:]]


@pytest.mark.parametrize("suffix", ["html", "docx"])
@pytest.mark.parametrize("case", CASES)
def test_every_row_of_the_requests_table_has_its_seven_cells(case, suffix):
    path = CORPUS / "formats" / case / f"report.{suffix}"
    document = ingest(path.read_bytes(), path.name)
    assert data_rows(document) == expected_rows(case)
    assert document.flags == ()


def test_the_real_texts_are_read_as_they_are():
    paths = sorted([*CORPUS.glob("seeds/*.txt"), *CORPUS.glob("reports/*.txt")])
    assert len(paths) > 5
    for path in paths:
        document = ingest(path.read_bytes(), path.name)
        assert document.text == path.read_text(encoding="utf-8").replace("\f", "\n")
        assert document.flags == ()
