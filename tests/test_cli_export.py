"""`gouji export` and `gouji codebook` as a person types them."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from extractor.cli.output import to_file
from extractor.errors import CallError
from extractor.resources import data_root
from extractor.schema import shipped_schemas

DEMO = Path(str(data_root() / "eval" / "demo"))
WRONG = DEMO / "cells-agriculture-2022.txt"
CLEAN = DEMO / "pipes-water-2020.md"
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def read(gouji):
    gouji("run", WRONG, CLEAN)
    return gouji


def table(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("layout", ["csv", "wide"])
def test_a_table_is_the_same_bytes_in_a_file_and_on_standard_output(read, layout):
    assert read("export", "--format", layout, "-o", "a.csv")[0] == 0
    command = [sys.executable, "-m", "extractor", "export", "--format", layout]
    environment = os.environ | {"PYTHONIOENCODING": "gbk"}
    printed = subprocess.run(command, capture_output=True, check=True, timeout=60, env=environment)
    data = Path("a.csv").read_bytes()
    assert printed.stdout == data
    assert data.count(b"\n") == data.count(b"\r\n") == len(table(data)) + 1
    assert {row["document"] for row in table(data)} == {WRONG.name, CLEAN.name}


def test_the_long_table_says_what_show_says(read):
    read("export", WRONG, "--format", "csv", "-o", "a.csv")
    (row,) = [row for row in table(Path("a.csv").read_bytes()) if row["slot"] == "requests/total/business"]
    assert (row["value"], row["status"], row["line"], row["verdict"]) == ("16", "grounded", "341", "source_defect")
    assert row["row_en"] == "Total of outcomes"


def test_the_wide_table_has_columns_for_a_form_of_ones_own(gouji, form, tmp_path):
    (tmp_path / "mail.yaml").write_text(form.file.model_dump_json(), encoding="utf-8")
    (tmp_path / "mail.txt").write_text("云溪市档案局\n来信\n类别 个人 单位 合计\n收件 13 0 13\n结转 2 0 2\n", "utf-8")
    gouji("run", "mail.txt", CLEAN, "--schema", "mail.yaml")
    gouji("export", "--format", "wide", "-o", "a.csv")
    rows = table(Path("a.csv").read_bytes())
    shipped = set().union(*(schema.slots for schema in shipped_schemas()))
    assert shipped | set(form.slots) <= set(rows[0])
    by_name = {row["document"]: row for row in rows}
    assert by_name["mail.txt"]["letters/received/total"] == "13"
    assert by_name[CLEAN.name]["letters/received/total"] == ""


def test_readings_that_are_not_sure_are_filled_in_when_asked_for(gouji):
    gouji("run", DEMO / "glued-city-2023.txt")
    slot = "remedies/reconsideration/upheld"
    filled = {}
    for options in ((), ("--unsure",)):
        gouji("export", "--format", "wide", "-o", "a.csv", *options)
        (row,) = table(Path("a.csv").read_bytes())
        assert slot in row["unsure_slots"].split(" | ")
        filled[options] = row[slot]
    assert filled == {(): "", ("--unsure",): "6"}


def test_a_workbook_and_parquet_are_written_to_files(read):
    assert read("export", "--format", "xlsx", "-o", "a.xlsx", "--lang", "zh")[0] == 0
    assert openpyxl.load_workbook("a.xlsx").sheetnames[0] == "目录"
    code, out, err = read("export", "--format", "parquet", "-o", "a.parquet")
    assert (code, out, err) == (0, "", "gouji: wrote 2 records to a.parquet\n")
    assert Path("a.parquet").read_bytes()[:4] == b"PAR1"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--format xlsx", "name a file with -o"),
        ("--format parquet -o -", "name a file with -o"),
        ("--format xml", "use jsonl, csv, wide, findings, xlsx, parquet"),
        ("--format csv --unsure", "--unsure is for --format wide"),
        ("-o .", ". is a folder"),
        ("-o none/a.csv", "cannot write none/a.csv: no such file or folder"),
    ],
)
def test_a_wrong_call_is_one_line_and_leaves_no_file(read, tmp_path, line, told):
    before = sorted(tmp_path.iterdir())
    code, out, err = read("export", *line.split())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err
    assert sorted(tmp_path.iterdir()) == before


def test_parquet_without_its_library_is_one_line(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    code, _, err = read("export", "--format", "parquet", "-o", "a.parquet")
    assert (code, err.count("\n")) == (2, 1)
    assert not Path("a.parquet").exists()


def test_a_report_named_twice_is_written_once(read):
    out = read("export", CLEAN, CLEAN, CLEAN.name)[1]
    assert [json.loads(line)["document"] for line in out.splitlines()] == [CLEAN.name]


def test_a_file_that_is_there_is_replaced_when_the_new_one_is_whole(read, tmp_path):
    Path("a.jsonl").write_text("old")
    read("export", "-o", "a.jsonl")
    assert len(Path("a.jsonl").read_text("utf-8").splitlines()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "gouji.db"]


@pytest.mark.parametrize("breakage", [KeyboardInterrupt, ValueError, OSError(28, "the disk is full, free some space")])
def test_what_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path, breakage):
    def broken():
        yield "half"
        raise breakage

    (tmp_path / "a.csv").write_text("old")
    expected = CallError if isinstance(breakage, OSError) else breakage
    with pytest.raises(expected):
        to_file(broken(), tmp_path / "a.csv")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.csv": "old"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a disk that is always full")
def test_a_full_disk_is_one_line(read):
    code, _, err = read("export", "-o", "/dev/full")
    assert (code, err) == (2, "gouji: cannot write /dev/full: the disk is full, free some space\n")
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_keeps_pointing_where_it_did(read):
    Path("real.jsonl").write_text("old")
    Path("link.jsonl").symlink_to("real.jsonl")
    read("export", "-o", "link.jsonl")
    assert Path("link.jsonl").is_symlink()
    assert len(Path("real.jsonl").read_text("utf-8").splitlines()) == 2


def test_the_codebook_needs_no_store(gouji, tmp_path, form):
    code, out, _ = gouji("codebook")
    assert code == 0
    assert out.startswith("\ufeffslot,table_zh,")
    code, out, err = gouji("codebook", "--format", "md", "--lang", "zh", "-o", "a.md")
    assert (code, out, err) == (0, "", "gouji: 已写出编码簿：a.md\n")
    assert Path("a.md").read_text("utf-8").startswith("# 编码簿\n")
    (tmp_path / "mail.yaml").write_text(form.file.model_dump_json(), encoding="utf-8")
    assert ",in_mail," in gouji("codebook", "--schema", "mail.yaml")[1].splitlines()[0]
    assert not Path("gouji.db").exists()


@pytest.mark.parametrize("line", ["--format xml", "--schema none.yaml", "-o ."])
def test_a_codebook_that_cannot_be_is_one_line(gouji, line):
    code, out, err = gouji("codebook", *line.split())
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_help_imports_none_of_the_libraries_that_write_files():
    code = (
        "import sys; from extractor.cli import main; main(['export', '--help']);"
        "print(sorted(set(sys.modules) & {'xlsxwriter', 'pyarrow', 'sqlite3', 'yaml'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "--unsure" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_people_listed_and_decided_stands_in_every_export(gouji):
    Path("meta.csv").write_text("path,region,url\nglued-city-2023.txt,云溪,https://example.org/1\n", "utf-8")
    gouji("run", DEMO / "glued-city-2023.txt", "--meta", "meta.csv")
    slot = "remedies/reconsideration/upheld"
    gouji("corrections", "export", "-o", "open.csv")
    rows = table(Path("open.csv").read_bytes())
    headings = list(rows[0])
    for row in rows:
        if slot in row.values():
            row["decision"] = "correct as read"
    with Path("open.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    assert gouji("corrections", "import", "open.csv", "--who", "李四")[0] == 0
    (line,) = gouji("export")[1].splitlines()
    record = json.loads(line)
    assert (record["about"]["region"], record["about"]["url"]) == ("云溪", "https://example.org/1")
    assert [(made["subject"], made["holds"]) for made in record["decisions"]] == [(slot, True)]
    gouji("export", "--format", "csv", "-o", "a.csv")
    (row,) = [row for row in table(Path("a.csv").read_bytes()) if row["slot"] == slot]
    assert (row["region"], row["status"], row["decision"], row["decided_value"]) == ("云溪", "inferred", "correct", "6")
    gouji("export", "--format", "wide", "-o", "a.csv")
    (row,) = table(Path("a.csv").read_bytes())
    assert (row[slot], row["decided_slots"]) == ("6", f"{slot}=6")
    gouji("export", "--format", "xlsx", "-o", "a.xlsx", "--lang", "zh")
    notes = [
        cell.comment.text for sheet in openpyxl.load_workbook("a.xlsx") for row in sheet for cell in row if cell.comment
    ]
    assert [note.splitlines()[0] for note in notes if "李四" in note] == ["正确  李四"]
