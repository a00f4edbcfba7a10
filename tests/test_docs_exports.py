"""What docs/exports.md says is so: its columns are the columns, and its pandas example runs and counts right."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.dossier import About, Dossier
from extractor.export import codebook_csv, long_csv, parquet
from extractor.export.long import LONG
from extractor.export.wide import WIDE
from extractor.ingest import ingest
from extractor.pipeline import read_document, unreadable
from extractor.resources import data_root
from extractor.schema import schema_by_id, shipped_schemas

PAGE = Path(__file__).resolve().parents[1] / "docs" / "exports.md"
REGIONS = {"云溪市": "云溪", "临澜市": "临澜"}

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="looks at the checkout, not at the wheel")


def dossiers():
    demo = data_root() / "eval" / "demo"
    for file in sorted(demo.iterdir(), key=lambda file: file.name):
        document = ingest(file.read_bytes(), file.name)
        for record in read_document(document, shipped_schemas()):
            dossier = Dossier(record=record, schema=schema_by_id(record.schema), text=document.text)
            region = next((name for start, name in REGIONS.items() if (dossier.agency or "").startswith(start)), "其他")
            yield replace(dossier, about=About(region=region))
    yield Dossier(
        record=unreadable("scan.pdf", "cd" * 32, "file.pdf"), schema=None, text="", about=About(region="其他")
    )


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """Run the page's Python as a reader would, on the demo reports, and return what it made."""
    folder = tmp_path_factory.mktemp("pandas")
    found = list(dossiers())
    (folder / "long.csv").write_text("".join(long_csv(found)), "utf-8", newline="")
    (folder / "codebook.csv").write_text("".join(codebook_csv(shipped_schemas())), "utf-8", newline="")
    (folder / "long.parquet").write_bytes(b"".join(parquet(found)))
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    made = {"found": found}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        exec(compile(code, str(PAGE), "exec"), made)  # noqa: S102 - our own page
        made["to_look_at"] = (folder / "to-look-at.csv").read_text("utf-8")
    return made


def test_a_report_that_was_not_read_is_seen(names):
    assert list(names["not_read"]["document"]) == ["scan.pdf"]
    assert len(names["reports"]) == 6
    assert len(names["twice"]) == 0


def test_the_panel_has_the_slots_that_compare_and_the_values_printed(names):
    panel = names["panel"]
    assert set(panel.columns) == set(names["same"])
    assert set(panel.index.get_level_values("year")) == {2020, 2022, 2023, 2024}
    for dossier in names["found"][:5]:
        row = panel.xs(dossier.record.id, level="record").iloc[0]
        slot = dossier.record.slots["requests/new/total"]
        assert row["requests/new/total"] == int(slot.value)


def test_what_is_not_sure_is_kept_apart(names):
    unsure = names["unsure"]
    assert set(unsure["document"]) == {"glued-city-2023.txt"}
    assert len(unsure) == len(names["to_look_at"].splitlines()) - 1 > 0
    panel = names["panel"].xs("临澜市人民政府", level="agency").iloc[0]
    assert panel[list(unsure["slot"])].isna().all()


def test_totals_by_region_say_how_many_reports_they_rest_on(names):
    totals = names["totals"]
    totals = totals[totals.index.get_level_values("year").notna()]
    received = {(dossier.about.region, dossier.year): 0 for dossier in names["found"] if dossier.year is not None}
    for dossier in names["found"][:5]:
        received[dossier.about.region, dossier.year] += int(dossier.record.slots["requests/new/total"].value)
    assert totals["received"].to_dict() == received
    assert totals.loc[("云溪", 2020), ["counted", "reports"]].tolist() == [2, 2]


def test_the_sum_of_nothing_is_missing(names):
    empty = names["panel"]["requests/new/total"].iloc[:0]
    assert empty.sum(min_count=1) is names["pd"].NA


def test_a_decided_value_would_be_taken_in_place_of_the_reading(names):
    decided, kept = names["decided"], names["kept"]
    assert decided.notna().sum() == len(names["sure"][names["sure"]["value"].notna()])
    assert len(decided) == len(kept)


def test_amounts_stay_exact_in_parquet(names):
    exact = {}
    for dossier in names["found"]:
        slot = dossier.record.slots.get("proactive/fees/amount")
        if slot is not None and slot.value is not None:
            exact[dossier.year] = exact.get(dossier.year, 0) + slot.value
    assert {int(year): value for year, value in names["fees_by_year"].to_dict().items()} == exact


@pytest.mark.parametrize("column", [column.name for column in (*LONG, *WIDE)])
def test_every_column_is_described(column):
    assert f"`{column}`" in PAGE.read_text("utf-8")
