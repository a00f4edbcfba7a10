"""Hostile and outsized texts end in bounded time, and time grows as the text does. Limits are generous on purpose."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.ingest import ingest
from extractor.pipeline import read_document
from extractor.schema import shipped_schemas

LAYOUT = Path(__file__).parent / "data" / "layout"
REPORT = (LAYOUT / "comparison_after_requests.txt").read_text(encoding="utf-8")
GLUED = (LAYOUT / "glued_enumerators.txt").read_text(encoding="utf-8")
LABEL = "1.属于国家秘密 "
ROW = REPORT.index(LABEL) + len(LABEL)
SEVEN = re.compile(r"(?m)( \d+){7}$")
PROSE = "本局持续推进政务公开，全年召开会议若干次，加强培训，完善制度，办件质量稳步提高。\n"
LIMIT_SECONDS = 20
READ = """
import json, sys
from pathlib import Path
from extractor.errors import UnreadableError
from extractor.ingest import ingest
from extractor.pipeline import read_document
from extractor.schema import shipped_schemas
path = Path(sys.argv[1])
try:
    records = read_document(ingest(path.read_bytes(), path.name), shipped_schemas())
except UnreadableError as error:
    print(json.dumps(["unreadable"]))
else:
    print(json.dumps([record.outcome for record in records]))
"""


def within_limit(folder, text, name="a.txt", seconds=LIMIT_SECONDS):
    """Return the outcomes of a text read in a process of its own, killed when its time is up."""
    (folder / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", READ, str(folder / name)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, timeout=seconds).stdout)


def inserted(stuff):
    """Return the report with `stuff` behind a row's label."""
    return REPORT[:ROW] + stuff + REPORT[ROW:]


HOSTILE = {
    "a million digits in a row": lambda: inserted("7" * 1_000_000),
    "half a million lines of one digit": lambda: inserted("7\n" * 500_000),
    "100,000 zeros in a glued table": lambda: GLUED.replace("00000", "0" * 100_000, 1),
    "200,000 field separators": lambda: inserted("\t|" * 200_000),
    "a million blanks": lambda: inserted(" " * 1_000_000),
    "200,000 brackets": lambda: inserted("(" * 200_000),
    "200,000 dashes": lambda: inserted("-" * 200_000),
    "200,000 letters that look like zeros": lambda: inserted("O " * 200_000),
    "200,000 signs that cannot be read": lambda: inserted("■" * 200_000),
    "100,000 page marks": lambda: inserted("第 3 页\n" * 100_000),
    "50,000 label words": lambda: "本年新收政府信息公开申请数量 属于国家秘密 " * 25_000 + REPORT,
    "50,000 rows with one label": lambda: "属于国家秘密 0 0 0 0 0 0 0\n" * 50_000 + REPORT,
    "50,000 titles": lambda: "政府信息公开工作年度报告2023年" * 50_000 + REPORT,
    "a name of two million characters": lambda: "市" * 2_000_000 + REPORT,
    "ten figures too many in every row": lambda: SEVEN.sub(" 1 0 0 2 0 0 3 0 0 4", REPORT),
    "a figure too few in every row": lambda: SEVEN.sub(" 1 20 3 40", REPORT),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_ends_in_time(tmp_path, text):
    assert within_limit(tmp_path, text()) == ["read"]


def test_one_report_in_five_megabytes_is_found_and_read():
    text = PROSE * 30_000 + REPORT + PROSE * 15_000
    assert len(text.encode()) > 5_000_000
    start = time.process_time()
    (record,) = read_document(ingest(text.encode(), "a.txt"), shipped_schemas())
    assert time.process_time() - start < LIMIT_SECONDS
    assert sum(slot.span is not None for slot in record.slots.values()) == 200
    assert all(slot.span.start >= 30_000 * len(PROSE) for slot in record.slots.values())


def test_tables_nested_too_deep_end_in_time(tmp_path):
    text = "<table><tr><td>" * 3_000 + "x" + "</td></tr></table>" * 3_000
    assert within_limit(tmp_path, text, "a.html") in (["unreadable"], ["unrecognised"])


def test_a_hundred_reports_in_one_file_are_a_hundred(tmp_path):
    assert within_limit(tmp_path, REPORT * 100) == ["read"] * 100


@pytest.mark.slow
def test_rows_of_24_digits_that_add_up_in_no_way_end_in_time(tmp_path):
    assert within_limit(tmp_path, SEVEN.sub(" 123456789123456789123456", REPORT), seconds=40) == ["read"]


def best_of_three(text):
    """Return the shortest time of three readings, in seconds."""
    document, schemas, times = ingest(text.encode(), "a.txt"), shipped_schemas(), []
    for _ in range(3):
        start = time.process_time()
        read_document(document, schemas)
        times.append(time.process_time() - start)
    return min(times)


GROWING = {
    "prose": (lambda size: PROSE * size + REPORT, 5_000),
    "prose in one line": (lambda size: PROSE.replace("\n", "") * size + REPORT, 5_000),
    "label words": (lambda size: "属于国家秘密 " * size + REPORT, 10_000),
    "lines of figures": (lambda size: inserted("7\n" * size), 20_000),
    "digits": (lambda size: inserted("7" * size), 100_000),
    "separators": (lambda size: inserted("\t|" * size), 20_000),
    "reports": (lambda size: REPORT * size, 10),
}


@pytest.mark.slow
@pytest.mark.parametrize(("text", "size"), GROWING.values(), ids=GROWING)
def test_four_times_the_text_takes_at_most_eight_times_as_long(text, size):
    assert best_of_three(text(4 * size)) < 12 * best_of_three(text(size))


@pytest.mark.slow
def test_the_time_of_one_row_grows_with_its_figures():
    assert best_of_three(inserted("7 " * 16_000)) < 12 * best_of_three(inserted("7 " * 4_000))
