"""A form of another world as one YAML file: rows that the form does not list, and a row that totals them."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.pipeline import read_document
from extractor.records import Document, RuleVerdict, State, Status, Verdict
from extractor.schema import load_schema, shipped_schemas
from tests.scoring import is_sure

ROOT = Path(__file__).resolve().parents[1]
FORM = Path(__file__).parent / "data" / "meter_return.yaml"
HEAD = """Larkfield Housing Association
Yearly meter return for 2023

Readings by building
Building\tWater m3\tHeat MWh\tMeter faults
"""
ROWS = """Mill Row\t412\t96.4\t0
Harbour Court\t1,208\t301.9\t3
The Granary\t77\t20.0\t1
Total\t1697\t418.3\t4
"""
TAIL = "\nMeters are read in the first week of January.\n"
READ = {
    "Mill Row": ("412", "96.4", "0"),
    "Harbour Court": ("1208", "301.9", "3"),
    "The Granary": ("77", "20.0", "1"),
    "Total": ("1697", "418.3", "4"),
}


def returned(rows=ROWS, head=HEAD):
    """Return the record of a meter return with these rows."""
    schemas = [load_schema(FORM), *shipped_schemas()]
    (record,) = read_document(Document(name="a.txt", sha256="ab" * 32, text=head + rows + TAIL), schemas)
    return record


def rows_of(record):
    found: dict[str, list[str]] = {}
    for slot, reading in record.slots.items():
        found.setdefault(slot.split("/")[1], []).append(str(reading.value))
    return {row: tuple(values) for row, values in found.items()}


@pytest.mark.parametrize("separator", ["\t", "  ", " | ", "\n"], ids=["tabs", "spaces", "pipes", "a cell a line"])
def test_rows_that_no_form_lists_are_read_under_their_labels(separator):
    record = returned(ROWS.replace("\t", separator))
    assert (record.schema, record.verdict, record.reasons) == ("meter_return", Verdict.CLEAN, ())
    assert rows_of(record) == READ
    assert {slot.status for slot in record.slots.values()} == {Status.VERIFIED}
    assert record.fields["year"].value == 2023


@pytest.mark.parametrize("separator", ["\t", "  ", "\n"], ids=["tabs", "spaces", "a cell a line"])
def test_figures_before_their_labels_are_given_to_no_label_surely(separator):
    rows = (line.split("\t") for line in ROWS.splitlines())
    record = returned("".join(separator.join([*cells, label]) + "\n" for label, *cells in rows))
    assert [slot for slot, reading in record.slots.items() if is_sure(reading)] == []
    assert record.needs_person


def test_a_wrong_total_row_is_put_down_to_the_document():
    record = returned(ROWS.replace("1697", "1698"))
    failed = [rule for rule in record.rules if rule.verdict is RuleVerdict.FAIL]
    assert [(rule.over, rule.gap, rule.attribution) for rule in failed] == [
        ("water", Decimal(1), Verdict.SOURCE_DEFECT)
    ]
    assert ("buildings/Total/water",) in failed[0].explanations
    assert record.slots["buildings/Total/water"].value == 1698


def test_any_of_its_names_makes_a_row_the_total():
    assert returned(ROWS.replace("Total", "ALL buildings")).verdict is Verdict.CLEAN


def test_without_a_total_row_nothing_is_summed():
    record = returned(ROWS.replace("Total\t1697\t418.3\t4\n", ""))
    assert record.rules == ()
    assert {slot.status for slot in record.slots.values()} == {Status.GROUNDED}


def test_columns_printed_in_another_order_are_read_by_their_headings():
    head = HEAD.replace("Water m3\tHeat MWh\tMeter faults", "Meter faults\tWater m3\tHeat MWh")
    rows = "".join(f"{row}\t{faults}\t{water}\t{heat}\n" for row, (water, heat, faults) in READ.items())
    record = returned(rows, head)
    assert record.verdict is Verdict.CLEAN
    assert {slot: reading.value for slot, reading in record.slots.items()} == {
        slot: reading.value for slot, reading in returned().slots.items()
    }


def test_a_page_mark_inside_an_open_table_is_no_row():
    assert rows_of(returned(ROWS.replace("The Granary", "- 2 -\nThe Granary"))) == READ


def test_a_figure_too_many_is_flagged():
    record = returned(ROWS.replace("77\t", "77\t5\t"))
    assert record.needs_person
    assert "unclaimed_figure" in {flag.kind for flag in record.flags}


SHORT = {
    "a lost cell": ("77\t20.0\t1", "77\t1"),
    "a page number": ("The Granary", "2\nThe Granary"),
    "a label that comes twice": ("Harbour Court", "Mill Row"),
}


@pytest.mark.parametrize("change", SHORT.values(), ids=SHORT)
def test_a_row_that_cannot_be_read_is_not_put_down_to_the_document(change):
    record = returned(ROWS.replace(*change))
    assert Verdict.SOURCE_DEFECT not in {rule.attribution for rule in record.rules}


@pytest.mark.parametrize("label", ["Harbour Court 12", "2. Harbour Court", "B"])
def test_a_label_may_hold_a_number_or_be_a_letter(label):
    assert returned(ROWS.replace("Harbour Court", label)).verdict is Verdict.CLEAN


def test_a_row_behind_the_total_is_no_part_of_it():
    assert Verdict.SOURCE_DEFECT not in {
        rule.attribution for rule in returned(ROWS + "Last year\t1500\t400.1\t6\n").rules
    }


def test_a_name_in_english_keeps_its_spaces():
    assert returned().fields["association"].value == "Larkfield Housing Association"


def test_an_empty_cell_is_never_filled_from_its_neighbour():
    record = returned(ROWS.replace("77\t20.0\t1", "77\t\t1"))
    heat, faults = (record.slots[f"buildings/The Granary/{column}"] for column in ("heat", "faults"))
    assert heat.value is None
    assert faults.value in {None, Decimal(1)}
    assert record.slots["buildings/The Granary/water"].state in {State.VALUE, State.UNREAD}


# The same from an installed wheel, with the file alone


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Install the wheel into a fresh environment that borrows the dependencies, and return its `gouji`."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout.strip()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel]
    subprocess.run(pip, check=True, capture_output=True, timeout=120)
    return python, {"PYTHONPATH": os.pathsep.join([site, sysconfig.get_path("purelib")])}


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / "extractor").is_dir() or os.name == "nt", reason="builds the wheel from the checkout")
def test_one_file_is_all_that_a_new_form_needs_on_an_installed_wheel(installed, tmp_path):
    python, environment = installed
    (tmp_path / "return.txt").write_text(HEAD + ROWS + TAIL, encoding="utf-8")
    (tmp_path / "form.yaml").write_bytes(FORM.read_bytes())

    def gouji(*arguments):
        command = [python, "-P", "-m", "extractor", *arguments, "--lang", "en"]
        return subprocess.run(
            command, cwd=tmp_path, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=60
        )

    where = subprocess.run(
        [python, "-P", "-c", "import extractor; print(extractor.__file__)"],
        cwd=tmp_path,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert not where.stdout.startswith(str(ROOT))
    done = gouji("run", "return.txt", "--schema", "form.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = gouji("export").stdout.splitlines()
    record = json.loads(line)
    assert (record["schema"], record["verdict"]) == ("meter_return", "clean")
    assert record["slots"]["buildings/Harbour Court/water"]["value"] == "1208"
