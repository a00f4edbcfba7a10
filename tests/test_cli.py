import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
import typer

from extractor.cli import app
from extractor.messages import HELP
from extractor.resources import data_root

DEMO = Path(str(data_root() / "eval" / "demo"))
WRONG = DEMO / "cells-agriculture-2022.txt"
CLEAN = DEMO / "pipes-water-2020.md"
pytestmark = pytest.mark.usefixtures("in_english")


def process(*arguments, **more):
    command = [sys.executable, "-m", "extractor", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **more)


def test_a_report_with_a_wrong_sum_asks_for_a_person(gouji):
    code, out, err = gouji("run", WRONG)
    assert code == 1
    assert err.startswith("cells-agriculture-2022.txt: document is wrong; rules that fail: 3")
    assert "next: gouji check cells-agriculture-2022.txt\n" in out


def test_a_clean_report_asks_for_nobody(gouji):
    code, out, err = gouji("run", CLEAN)
    assert (code, err) == (0, "")
    assert "next: gouji export\n" in out
    assert gouji("check")[:2] == (0, "pipes-water-2020.md: clean\n")


def test_a_bad_file_stops_nothing(gouji, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"")
    (tmp_path / "in" / "b.txt").write_text("一封与年报无关的信。", encoding="utf-8")
    (tmp_path / "in" / "c.md").write_bytes(CLEAN.read_bytes())
    code, out, err = gouji("run", "in")
    assert code == 1
    assert [line.partition(":")[0] for line in err.splitlines()] == ["a.txt", "b.txt"]
    assert "outcome: unreadable 1; not recognised 1; read 1" in out
    assert "next: gouji check\n" in out


def test_a_file_too_large_is_refused_unread(gouji, tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(65 * 2**20)
    code, out, err = gouji("run", "huge.txt")
    assert (code, err) == (1, "huge.txt: too large: 65 MB > 64 MB is the limit; split it into one file per report\n")
    assert "files that could not be opened and are not stored: 1" in out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(gouji, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert gouji("run", "pipe.txt")[::2] == (1, "pipe.txt: not a regular file\n")


def test_a_file_that_vanishes_is_one_line(tmp_path):
    from extractor.errors import UnreadableError
    from extractor.ingest.files import read_file

    with pytest.raises(UnreadableError, match="the file is no longer there"):
        read_file(tmp_path / "gone.txt")


def test_a_path_that_is_not_there_is_a_bad_call_and_the_rest_is_read(gouji):
    code, out, err = gouji("run", "nowhere", CLEAN)
    assert code == 2
    assert err.count("\n") == 1
    assert "nowhere" in err
    assert "reports: 1" in out


def test_identical_bytes_are_told_and_flagged(gouji, tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "in" / name).write_bytes(CLEAN.read_bytes())
    assert gouji("run", "in")[2] == "b.md: the same bytes as a.md\n"
    record = json.loads(gouji("export", "b.md")[1])
    assert record["names"] == ["a.md", "b.md"]
    assert record["flags"][-1]["kind"] == "identical_to"


def test_a_second_run_changes_nothing(gouji):
    gouji("run", DEMO)
    first = gouji("export")
    gouji("run", DEMO)
    assert gouji("export") == first


def test_an_interrupted_run_keeps_what_is_done(gouji, monkeypatch):
    from extractor import reading

    read, done = reading.read_document, []

    def interrupted(document, schemas, **more):
        if done:
            raise KeyboardInterrupt
        done.append(document.name)
        return read(document, schemas, **more)

    monkeypatch.setattr(reading, "read_document", interrupted)
    code, _, err = gouji("run", DEMO)
    assert code == 130
    assert err.endswith("gouji: Interrupted; files read and kept: 1. The same command goes on from there.\n")
    assert [json.loads(line)["document"] for line in gouji("export")[1].splitlines()] == done


def test_a_breakage_in_one_report_is_told_and_the_rest_is_read(gouji, monkeypatch):
    from extractor import reading

    read = reading.read_document

    def broken(document, schemas, **more):
        if document.name == WRONG.name:
            raise ZeroDivisionError("of ours\nin two lines")
        return read(document, schemas, **more)

    monkeypatch.setattr(reading, "read_document", broken)
    code, out, err = gouji("run", WRONG, CLEAN)
    assert code == 3
    assert err.startswith(f"{WRONG.name}: internal error: ZeroDivisionError: of ours in two lines;")
    assert "reports: 1" in out


def test_a_form_of_ones_own_is_kept_with_its_records(gouji, form, tmp_path):
    (tmp_path / "mail.yaml").write_text(form.file.model_dump_json(), encoding="utf-8")
    (tmp_path / "mail.txt").write_text(
        "云溪市档案局\n来信\n类别 个人 单位 合计\n收件 13 0 12\n结转 2 0 2\n", encoding="utf-8"
    )
    gouji("run", "mail.txt", "--schema", "mail.yaml")
    (tmp_path / "mail.yaml").unlink()
    code, out, _ = gouji("show", "mail.txt")
    assert code == 0
    assert "form: Mail form (mail)" in out


def test_a_bad_schema_is_a_bad_call(gouji, tmp_path):
    (tmp_path / "bad.yaml").write_text("id: 3", encoding="utf-8")
    code, out, err = gouji("run", CLEAN, "--schema", "bad.yaml")
    assert (code, out) == (2, "")
    assert err.startswith("gouji: bad.yaml: ")
    assert not (tmp_path / "gouji.db").exists()


def test_show_lays_the_tables_out(gouji):
    gouji("run", CLEAN)
    code, out, err = gouji("show", CLEAN, "--lang", "zh")
    assert (code, err) == (0, "")
    assert "结论: 无误  无需人工" in out
    assert "\x1b" not in out


def test_show_finds_the_place_of_one_figure(gouji):
    gouji("run", WRONG)
    code, out, _ = gouji("show", WRONG, "--slot", "requests/total/business")
    assert code == 0
    assert "value: 16 (value)" in out
    assert "^^" in out
    code, _, err = gouji("show", WRONG, "--slot", "requests/total/nobody")
    assert (code, err.count("\n")) == (2, 1)
    assert "write table/row/column" in err


def test_check_says_whose_mistake_it_is(gouji):
    gouji("run", WRONG)
    code, out, _ = gouji("check", WRONG)
    assert code == 1
    assert "14 + 1 ≠ 16 + 0   (gap -1)" in out
    assert "verdict: document is wrong" in out


def test_what_is_not_in_the_store_is_told_and_the_rest_is_done(gouji):
    gouji("run", CLEAN)
    for command in ("check", "export"):
        code, out, err = gouji(command, "nothing", CLEAN)
        assert code == 2
        assert out
        assert err == "gouji: store gouji.db holds no nothing; `gouji list --db gouji.db` lists what it holds\n"
    assert gouji("show", "nothing")[0] == 2


def test_an_ambiguous_name_lists_its_candidates(gouji):
    gouji("run", DEMO)
    code, out, err = gouji("show", "20")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert WRONG.name in err
    assert CLEAN.name in err


def test_a_report_is_found_by_agency_and_year(gouji):
    gouji("run", WRONG)
    record = json.loads(gouji("export")[1])
    agency, year = (record["fields"][key]["value"] for key in ("agency", "year"))
    assert gouji("show", f"{agency} {year}")[0] == 0
    assert gouji("show", record["id"][:8])[0] == 0


def test_export_writes_records_to_a_file_whole_or_not_at_all(gouji, tmp_path):
    gouji("run", CLEAN)
    code, out, err = gouji("export", "-o", "records.jsonl")
    assert (code, out, err) == (0, "", "gouji: wrote 1 records to records.jsonl\n")
    assert (tmp_path / "records.jsonl").read_text("utf-8") == gouji("export", "--output", "-")[1]
    code, _, err = gouji("export", "-o", "none/records.jsonl")
    assert (code, err.count("\n")) == (2, 1)
    assert gouji("export", "--format", "xml")[0] == 2


@pytest.mark.parametrize("command", ["show x", "check", "export"])
def test_a_store_that_is_not_there_is_a_bad_call(gouji, tmp_path, command):
    code, out, err = gouji(*command.split(), "--db", "none.db")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_the_store_may_be_named_in_the_environment(gouji, monkeypatch, tmp_path):
    monkeypatch.setenv("GOUJI_DB", str(tmp_path / "mine.db"))
    gouji("run", CLEAN)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.db"]
    assert gouji("check")[0] == 0


@pytest.mark.parametrize("line", ["--lang zh check", "check --lang zh", "check --lang=zh"])
def test_the_language_stands_before_or_after_the_command(gouji, line):
    gouji("run", CLEAN)
    assert gouji(*line.split())[1] == "pipes-water-2020.md: 无误\n"


def test_the_language_follows_the_locale(gouji, monkeypatch):
    gouji("run", CLEAN)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert gouji("check")[1] == "pipes-water-2020.md: 无误\n"
    assert gouji("check", "--lang", "en")[1] == "pipes-water-2020.md: clean\n"
    assert "读取报告并存入库中。" in gouji("--help")[1]
    assert "把杂乱的报告" in gouji()[1]


@pytest.mark.parametrize("line", ["bogus", "run", "run a --lang fr", "run a --bogus", "show", "schema show none"])
def test_a_bad_call_is_one_line(gouji, line):
    code, out, err = gouji(*line.split())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("gouji: ")


def test_an_internal_error_is_one_line_with_the_way_to_more(gouji, monkeypatch):
    from extractor import store

    monkeypatch.setattr(store, "Store", None)
    code, out, err = gouji("check")
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "internal error: AttributeError" in err
    monkeypatch.setenv("GOUJI_DEBUG", "1")
    with pytest.raises(AttributeError):
        gouji("check")


def test_the_version_is_told(gouji):
    from importlib.metadata import version

    assert gouji("--version") == (0, f"gouji {version('gouji')}\n", "")


def test_forms_are_listed_shown_and_checked(gouji, tmp_path, form):
    assert "cn_foi_2021" in gouji("schema", "list")[1]
    code, out, _ = gouji("schema", "show", "cn_foi_2021", "--lang", "zh")
    assert code == 0
    assert "natural_person  自然人" in out
    (tmp_path / "mail.yaml").write_text(form.file.model_dump_json(), encoding="utf-8")
    code, out, _ = gouji("schema", "check", "mail.yaml")
    assert (code, out.splitlines()[-1]) == (0, "mail: good to use")
    (tmp_path / "mail.yaml").write_text(
        form.file.model_dump_json().replace("person + firm", "nobody"), encoding="utf-8"
    )
    code, out, _ = gouji("schema", "check", "mail.yaml")
    assert code == 2
    assert out.startswith("error: ")


def test_every_help_text_is_there_in_chinese():
    texts = set()

    def collect(command):
        texts.update(filter(None, (getattr(part, "help", None) for part in (command, *command.params))))
        for sub in getattr(command, "commands", {}).values():
            collect(sub)

    collect(typer.main.get_command(app))
    assert texts - set(HELP) == set()
    assert set(HELP) - texts == set()


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        pytest.param(["--help"], "lxml docx sqlite_utils sqlite3 pydantic yaml rich", id="gouji --help"),
        # typer reads the arguments of a command by way of pydantic itself
        pytest.param(["run", "--help"], "lxml docx sqlite_utils sqlite3 yaml rich", id="gouji run --help"),
    ],
)
def test_help_imports_nothing_heavy(arguments, heavy):
    code = (
        f"import sys; from extractor.cli import main; main({arguments!r});"
        f"print(sorted(set(sys.modules) & set({heavy.split()!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_imports_little_beyond_the_library_it_stands_on():
    def imported(statement):
        code = f"import sys; {statement}; print(len(sys.modules), file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
        return int(done.stderr)

    # How long it takes is for `make bench` to say: a machine that is busy otherwise would fail a test of that.
    assert imported("from extractor.cli import main; main(['--help'])") < 2 * imported("import typer")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_narrow_console_encoding_is_no_breakage(encoding):
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    process("run", WRONG)
    for command in (["check", "--lang", "zh"], ["show", WRONG], ["show", WRONG, "--slot", "requests/total/business"]):
        done = process(*command, env=environment)
        assert (done.returncode, done.stderr) == (int(command[0] == "check"), b"")
        assert done.stdout.decode(encoding)
    for line in process("export", env=environment).stdout.decode("utf-8").splitlines():
        assert json.loads(line)["document"] == WRONG.name


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way there")
def test_a_reader_that_goes_away_is_no_breakage():
    process("run", DEMO)
    for command in (["export"], ["check"], ["show", WRONG]):
        with subprocess.Popen(
            [sys.executable, "-m", "extractor", *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as child:
            child.stdout.close()
            assert child.stderr.read() == b""
        assert child.returncode == int(command[0] == "check")


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal there")
def test_ctrl_c_ends_a_real_run_in_order(tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(800):  # more than are read before the signal comes
        (tmp_path / "in" / f"{number:03}.md").write_bytes(CLEAN.read_bytes() + b"\n" * number)
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a job in the background starts deaf to Ctrl-C
    command = [sys.executable, "-m", "extractor", "run", "in"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=heard) as child:  # noqa: PLW1509
        while not (tmp_path / "gouji.db").exists():
            time.sleep(0.01)
        time.sleep(0.5)
        child.send_signal(signal.SIGINT)
        err = child.stderr.read().decode()
    # Python ends itself by the signal where that came in the midst of importing; to a shell both are 130.
    assert child.returncode in {130, -signal.SIGINT}, err
    assert "Traceback" not in err
    assert process("export").returncode == 0
