"""`gouji corrections` from the outside: a real store, real files, what is said and with which exit code."""

import csv
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from extractor.corrections import COLUMNS
from extractor.messages import MESSAGES
from extractor.render.decisions import decisions
from extractor.resources import data_root

DEMO = Path(str(data_root() / "eval" / "demo"))
WRONG = DEMO / "cells-agriculture-2022.txt"
GLUED = DEMO / "glued-city-2023.txt"
BALANCE = "requests.balance@business"
GUIDE = Path(__file__).resolve().parents[1] / "docs" / "corrections.md"
CELL = "requests/refused_7/natural_person"
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(autouse=True)
def _li_at_the_desk(monkeypatch):
    monkeypatch.delenv("USERNAME", raising=False)
    monkeypatch.setenv("USER", "li")


@pytest.fixture
def exported(gouji):
    """Read two demo reports and write what is open to `todo.csv`."""
    gouji("run", WRONG, GLUED)
    assert gouji("corrections", "export", "-o", "todo.csv")[:2] == (0, "")


def rows():
    return list(csv.DictReader(io.StringIO(Path("todo.csv").read_text("utf-8-sig"), newline="")))


def fill(*entries, encoding="gbk"):
    """Fill `todo.csv` in and save it as Excel does in China; each entry is `(subject, decision, value, who, why)`."""
    table = rows()
    for subject, *cells in entries:
        row = next(row for row in table if row["subject"] == subject)
        row |= dict(zip(("decision", "value", "who", "why"), cells, strict=False))
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, table[0].keys(), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    Path("todo.csv").write_bytes(buffer.getvalue().encode(encoding, errors="replace"))


def standings(gouji):
    out = gouji("corrections", "list")[1].splitlines()[2:]
    return {int(line.split()[0]): re.search(r"\d\d:\d\d +(.+)$", line)[1] for line in out}


def test_a_table_goes_to_a_file_with_the_next_command_or_to_standard_output(gouji):
    gouji("run", WRONG)
    code, out, err = gouji("corrections", "export", "-o", "todo.csv")
    assert (code, out) == (0, "")
    assert "wrote 4 rows to todo.csv" in err
    assert "gouji corrections import todo.csv" in err
    assert Path("todo.csv").read_bytes().startswith(b"\xef\xbb\xbffingerprint,")
    assert gouji("corrections", "export", WRONG.name)[1].count("\n") == 5


def test_where_nothing_is_open_that_is_said(gouji):
    gouji("run", DEMO / "pipes-water-2020.md")
    assert gouji("corrections", "export", "-o", "t.csv")[2] == "gouji: There is nothing left to decide.\n"
    assert len(Path("t.csv").read_text("utf-8-sig").splitlines()) == 1


def test_decisions_are_stored_listed_and_undone(gouji, exported):
    fill((BALANCE, "source defect", "", "", "by phone"), (CELL, "correct", "1", "zhang"))
    code, out, err = gouji("corrections", "import", "todo.csv")
    assert (code, err) == (0, "")
    assert "new decisions 2, taken back 0, unchanged 0" in out
    assert out.endswith("next: gouji check\n")
    listed = gouji("corrections", "list")[1]
    assert re.search(r"^1 .*requests\.balance@business +source defect +li +by phone .* in force$", listed, re.MULTILINE)
    assert re.search(r"^2 .* / Natural persons +correct +1 +zhang .* in force$", listed, re.MULTILINE)
    assert BALANCE not in gouji("corrections", "export")[1]
    assert gouji("corrections", "undo", "1", "--why", "not so")[:2] == (0, "took back decision 1: source defect (li)\n")
    assert BALANCE in gouji("corrections", "export")[1]
    assert standings(gouji)[1].startswith("undone (li, ")
    assert gouji("corrections", "list", GLUED.name)[1].count("zhang") == 1
    assert "zhang" not in gouji("corrections", "list", WRONG.name)[1]


def test_the_same_file_twice_changes_nothing(gouji, exported):
    fill((BALANCE, "dismiss"), (CELL, "correct", "1"))
    gouji("corrections", "import", "todo.csv")
    before = gouji("corrections", "list")
    code, out, _ = gouji("corrections", "import", "todo.csv")
    assert code == 0
    assert "new decisions 0, taken back 0, unchanged 2" in out
    assert gouji("corrections", "list") == before


def test_a_bad_row_is_one_line_and_the_good_ones_are_kept(gouji, exported):
    fill((BALANCE, "correct", "14"), (CELL, "correct", "one"), ("requests.row_total@total", "dismiss"))
    at = {row["subject"]: number for number, row in enumerate(rows_gbk(), start=2)}
    code, out, err = gouji("corrections", "import", "todo.csv")
    assert code == 2
    assert [line.split(":")[:2] for line in err.splitlines()] == [
        ["gouji", f" todo.csv row {at[BALANCE]}"],
        ["gouji", f" todo.csv row {at[CELL]}"],
    ]
    assert "new decisions 1" in out
    assert "refused 2" in out
    assert list(standings(gouji).values()) == ["in force"]


def rows_gbk():
    return list(csv.DictReader(io.StringIO(Path("todo.csv").read_text("gbk"), newline="")))


def test_a_dry_run_says_the_same_and_stores_nothing(gouji, exported):
    fill((BALANCE, "dismiss"))
    code, out, _ = gouji("corrections", "import", "todo.csv", "--dry-run")
    assert code == 0
    assert "new decisions 1" in out
    assert "Nothing was stored" in out
    assert gouji("corrections", "list")[1] == "No decision has been made yet.\n"


def test_a_later_decision_supersedes_the_earlier_and_says_so(gouji, exported):
    fill((CELL, "correct", "1"))
    gouji("corrections", "import", "todo.csv")
    table = Path("todo.csv").read_text("gbk").replace(",correct,1,", ",correct,11,")
    Path("todo.csv").write_text(table, "gbk")
    out = gouji("corrections", "import", "todo.csv", "--who", "wang")[1]
    assert "replaces decision 1: correct 1 (li), which is kept in the history" in out
    assert standings(gouji) == {1: "superseded by 2", 2: "in force"}


def test_a_sum_that_fails_with_what_was_decided_is_told_at_once(gouji, exported):
    business = CELL.replace("natural_person", "business")
    fill((CELL, "correct", "1"), (business, "correct", "11"))
    assert " fails, " not in gouji("corrections", "import", "todo.csv", "--dry-run")[1]
    Path("todo.csv").write_text(Path("todo.csv").read_text("gbk").replace(",correct,1,", ",correct,11,"), "gbk")
    out = gouji("corrections", "import", "todo.csv")[1]
    assert "this sum fails, III. Requests for information received and processed / Law enforcement files" in out
    assert "12 ≠ 11 + 11 + 0 + 0 + 0 + 0" in out
    assert "requests.row_total@refused_7" in gouji("corrections", "export")[1]


def test_decisions_outlive_another_run_and_the_report_itself(gouji, exported):
    fill((BALANCE, "dismiss"), (CELL, "correct", "1"))
    gouji("corrections", "import", "todo.csv")
    gouji("run", WRONG, GLUED, "--again")
    assert standings(gouji) == {1: "in force", 2: "in force"}
    gouji("forget", GLUED.name)
    assert standings(gouji) == {1: "in force", 2: "the report is no longer in the store"}
    gouji("run", GLUED)
    assert standings(gouji) == {1: "in force", 2: "in force"}


def test_a_decision_is_undone_in_the_table_too(gouji, exported):
    fill((BALANCE, "dismiss"), (CELL, "correct", "1"))
    gouji("corrections", "import", "todo.csv")
    gouji("corrections", "export", "--all", "-o", "todo.csv", "--lang", "zh")
    text = Path("todo.csv").read_text("utf-8-sig")
    Path("todo.csv").write_text(text.replace(",不予追究,", ",撤销,"), "gb18030")
    code, out, _ = gouji("corrections", "import", "todo.csv", "--lang", "zh")
    assert code == 0
    assert "撤销第1号：不予追究（li）" in out
    assert "新决定 0，撤销 1，无变化 1" in out
    assert [text.split(" ")[0] for text in standings(gouji).values()] == ["undone", "in"]


def test_the_words_to_choose_from_are_told_in_the_language_asked_for(gouji, exported):
    fill((BALANCE, "perhaps"), (CELL, "", "1"))
    for lang, words in (("zh", "更正、正确、原件有误"), ("en", "correct, correct as read, source defect")):
        err = gouji("corrections", "import", "todo.csv", "--lang", lang)[2]
        assert [words in line for line in err.splitlines()] == [True, True]


def test_no_number_is_folded_on_a_narrow_terminal():
    long = "an agency with a name that goes on and on"
    console = Console(file=io.StringIO(), width=60, highlight=False)
    console.print(decisions(["no.", "document", "what", "value"], [["12345", long, long, "1234567"]]))
    assert "12345" in console.file.getvalue()
    assert "1234567" in console.file.getvalue()


def test_what_cannot_be_undone_is_told_and_stops_nothing(gouji, exported):
    fill((BALANCE, "dismiss"))
    gouji("corrections", "import", "todo.csv")
    code, out, err = gouji("corrections", "undo", "99", "1")
    assert (code, out) == (2, "took back decision 1: dismiss (li)\n")
    assert err == "gouji: there is no decision number 99 in force\n"
    assert gouji("corrections", "undo", "1")[0] == 2


def test_somebody_must_have_decided(gouji, exported, monkeypatch):
    monkeypatch.delenv("USER")
    fill((BALANCE, "dismiss"), (CELL, "correct", "1", "zhang"))
    code, out, err = gouji("corrections", "import", "todo.csv")
    assert (code, err.count("\n")) == (2, 1)
    assert "--who NAME" in err
    assert "new decisions 1" in out
    assert gouji("corrections", "undo", "1")[0] == 2
    assert gouji("corrections", "undo", "1", "--who", "wang")[0] == 0


def test_a_cell_nobody_doubts_is_exported_when_it_is_named(gouji, exported):
    sure = "requests/new/business"
    assert f",{sure}," not in gouji("corrections", "export", WRONG.name)[1]
    assert f",{sure}," in gouji("corrections", "export", WRONG.name, "--slot", sure)[1]
    code, _, err = gouji("corrections", "export", WRONG.name, "--slot", "no/such/slot")
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.parametrize("command", ["export", "import t.csv", "list", "undo 1"])
def test_a_store_that_is_not_there_is_told_and_not_made(gouji, command):
    Path("t.csv").write_text("fingerprint,decision\nx,dismiss\n")
    code, out, err = gouji("corrections", *command.split())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert [path.name for path in Path().iterdir()] == ["t.csv"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "cannot read t.csv"),
        (b"", "no heading we know"),
        (b"a,b\n1,2\n", "no heading we know"),
        (b"PK\x03\x04" + b"\x00\xff" * 40, "is a workbook; save it as CSV"),
    ],
)
def test_a_file_that_is_no_table_of_decisions_is_one_line(gouji, exported, data, told):
    if data is not None:
        Path("t.csv").write_bytes(data)
    code, out, err = gouji("corrections", "import", "t.csv")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_file_that_cannot_be_written_is_one_line(gouji, exported):
    code, out, err = gouji("corrections", "export", "-o", "nowhere/t.csv")
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.skipif(not GUIDE.is_file(), reason="looks at the checkout, not at the wheel")
def test_the_guides_walk_goes_as_it_is_shown(gouji):
    guide = GUIDE.read_text("utf-8")
    shutil.copytree(DEMO, "eval/demo")
    walked = re.findall(r"^    \$ gouji (.+)\n((?:    (?!\$).+\n)*)", guide, re.MULTILINE)
    assert [shlex.split(line)[:2] for line, _ in walked][1:] == [
        ["corrections", name] for name in ("export", "import", "list", "undo", "export")
    ]
    for line, shown in walked:
        if line.startswith("corrections import"):
            fill(*filled_in(guide))
        _, out, err = gouji(*shlex.split(line))
        assert told(shown) - told(out + err) == set(), line


@pytest.mark.skipif(not GUIDE.is_file(), reason="looks at the checkout, not at the wheel")
def test_the_guide_has_every_word_that_is_understood_and_every_column():
    guide = GUIDE.read_text("utf-8")
    keys = [key for key in MESSAGES if key.startswith("words.")] + [f"heading.{column}" for column in COLUMNS]
    words = {word for key in keys for text in MESSAGES[key] for word in re.split("、|, ", text)}
    assert {word for word in words if word not in guide} == set()


def filled_in(guide):
    """Return the rows of the first table of the guide: what the reader is told to fill in."""
    table = re.findall(r"^\| `([^`]+@[^`]+|[^`]+/[^`]+)` \|(.+)\|$", guide, re.MULTILINE)
    return [(subject, *(cell.strip() for cell in cells.split("|"))) for subject, cells in table]


def told(text):
    """Return the lines of what was printed or shown, whatever the time and the spacing; `...` stands for any."""
    timeless = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "TIME", text)
    return {" ".join(line.split()) for line in timeless.splitlines()} - {"..."}
