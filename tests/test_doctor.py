"""The doctor: silent where all is well, a line with what to do for each thing that is not, and never a crash."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.doctor import Level, Line, around, checkup, is_well, software, stored
from extractor.errors import GoujiError
from extractor.messages import MESSAGES
from extractor.messages.doctor import DOCTOR
from extractor.render.doctor import checkup as table
from extractor.resources import data_root
from extractor.store import Store
from extractor.store import health as store_health
from extractor.store.health import Engine, health
from extractor.store.tables import VERSION

DEMO = Path(str(data_root() / "eval" / "demo"))


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.delenv("GOUJI_DB", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def db(tmp_path, record, form, report):
    """Return a store with one report in it."""
    path = tmp_path / "gouji.db"
    with Store.open(path) as store:
        store.put(report, [record], [form])
    return path


def lines(look, **more):
    return list(look("en", **more))


def problems(found):
    return [line for line in found if line.level is Level.PROBLEM]


def level_of(found, name):
    (line,) = [line for line in found if line.name == name]
    return line.level


# all in all


def test_where_all_is_well_nothing_is_a_problem(db):
    found = list(checkup(db, "en", console="utf-8"))
    assert problems(found) == []
    assert is_well(found)
    assert {line.topic for line in found} == {
        "versions", "folders", "forms", "encodings", "store", "formats", "readers"
    }  # fmt: skip


@pytest.mark.parametrize(("lang", "last"), [("en", "All is well.\n"), ("zh", "一切正常。\n")])
def test_the_command_says_so_and_exits_0(db, capsys, lang, last):
    assert main(["doctor", "--db", str(db), "--lang", lang]) == 0
    assert capsys.readouterr().out.endswith(last)


def test_a_problem_has_what_to_do_below_it_and_the_exit_code_is_1(tmp_path, capsys):
    (tmp_path / "gouji.db").write_bytes(b"not a database at all, but long enough to have a header" * 9)
    assert main(["doctor", "--lang", "en"]) == 1
    out = capsys.readouterr().out
    at = next(number for number, line in enumerate(out.splitlines()) if "problem" in line)
    assert "store gouji.db is not a database" in out.splitlines()[at]
    assert "→ name another file with --db" in out.splitlines()[at + 1]
    assert out.endswith("problems to deal with: 1\n")


def test_every_line_is_said_in_chinese_too(tmp_path, install):
    install({"odd": "nothing:there"})
    (tmp_path / "gouji.db").mkdir()
    said = {lang: list(checkup(tmp_path / "gouji.db", lang, console="ascii")) for lang in ("zh", "en")}
    assert [line.level for line in said["zh"]] == [line.level for line in said["en"]]
    for zh, en in zip(said["zh"], said["en"], strict=True):
        assert bool(zh.advice) == bool(en.advice)
        assert zh.level is Level.OK or not zh.advice.isascii()


def test_every_problem_and_note_says_what_to_do():
    for zh, en in DOCTOR.values():
        assert ("；" in zh) == ("; " in en)


def test_something_that_breaks_is_told_and_the_rest_is_looked_at(db, monkeypatch):
    def breaks():
        raise RuntimeError("no luck")

    monkeypatch.setattr(around, "installed", breaks)
    found = list(checkup(db, "en", console="utf-8"))
    (line,) = problems(found)
    assert (line.topic, line.found) == ("readers", "could not be looked at (RuntimeError: no luck)")


def test_a_table_keeps_its_columns_where_names_are_chinese():
    from rich.cells import cell_len

    found = [
        Line(topic="store", name="库文件", found="here"),
        Line(topic="store", name="file", found="here", level=Level.PROBLEM, advice="do"),
    ]
    first, second = [row for row in str(table(found, "zh")).splitlines() if row.endswith("here")]
    assert cell_len(first) == cell_len(second)
    assert not is_well(found)


# versions and formats


def test_a_package_that_is_missing_or_old_is_a_problem_and_its_twin_is_not(monkeypatch):
    needed = ["lxml>=1", "rich>=9999", "no-such-package-of-ours>=1.2", "pyarrow>=99; extra == 'parquet'"]
    monkeypatch.setattr(software, "requires", lambda _name: needed)
    found = lines(software.versions)
    assert level_of(found, "lxml") is Level.OK
    assert level_of(found, "rich") is Level.PROBLEM
    assert level_of(found, "no-such-package-of-ours") is Level.PROBLEM
    assert "pyarrow" not in {line.name for line in found}
    assert all("pip install" in line.advice for line in problems(found))


@pytest.mark.parametrize(
    ("have", "least", "is_enough"),
    [("3.9.1", "3.11", False), ("3.11", "3.11.0", True), ("14.0.0rc1", "14", True), ("0.9+local.7", "1", False)],
)
def test_versions_are_compared_as_numbers(have, least, is_enough):
    assert (software._numbers(have) >= software._numbers(least)) is is_enough


def test_an_old_python_is_a_problem(monkeypatch):
    monkeypatch.setattr(software.platform, "python_version", lambda: "3.9.18")
    assert [line.name for line in problems(lines(software.versions))] == ["Python"]


def test_a_sqlite_without_full_text_search_is_a_problem(monkeypatch):
    assert store_health.engine().has_fts5
    monkeypatch.setattr(software, "engine", lambda: Engine(version="3.8.0", has_fts5=False))
    (line,) = problems(lines(software.versions))
    assert (line.name, "FTS5" in line.found) == ("SQLite", True)


def test_a_program_run_from_its_source_says_that_nothing_can_be_compared(monkeypatch):
    def nowhere(name):
        raise software.PackageNotFoundError(name)

    for name in ("requires", "version", "metadata"):
        monkeypatch.setattr(software, name, nowhere)
    assert level_of(lines(software.versions), "gouji") is Level.NOTE


def test_an_optional_format_says_what_it_needs(monkeypatch):
    have = {"pyarrow": "21.0"}
    monkeypatch.setattr(software, "_version", have.get)
    assert level_of(lines(software.formats), "parquet") is Level.OK
    have.clear()
    (line,) = [line for line in lines(software.formats) if line.name == "parquet"]
    assert (line.level, ".[parquet]" in line.advice) == (Level.NOTE, True)


def test_what_cannot_be_read_is_a_note_with_how_to_convert_it():
    found = {line.name: line for line in lines(software.formats)}
    for kind in ("pdf", "image", "doc"):
        assert (found[kind].level, found[kind].found) == (Level.NOTE, "not read as it is")
        assert MESSAGES[f"file.{kind}"][1] == found[kind].advice


# folders, forms, encodings, readers


def test_missing_data_folders_are_a_problem(monkeypatch, tmp_path):
    monkeypatch.setattr(around, "data_root", lambda: tmp_path)
    (line,) = lines(around.folders)
    assert (line.level, "lacks schemas, prompts, eval" in line.found) == (Level.PROBLEM, True)


def test_no_data_folder_at_all_is_a_problem(monkeypatch):
    def nowhere():
        raise GoujiError("data.missing", shipped="here", checkout="there")

    monkeypatch.setattr(around, "data_root", nowhere)
    monkeypatch.setattr(around, "shipped_schemas", nowhere)
    assert [line.level for line in (*lines(around.folders), *lines(around.forms))] == [Level.PROBLEM] * 2


def test_a_shipped_form_with_an_error_is_a_problem(monkeypatch, form):
    monkeypatch.setattr(around, "shipped_schemas", lambda: (form,))
    assert [line.level for line in lines(around.forms)] == [Level.OK]
    rule = form.file.rules[0].model_copy(update={"expr": "person + nobody == total"})
    broken = type(form)(file=form.file.model_copy(update={"rules": (rule,)}), digest="", instances=())
    monkeypatch.setattr(around, "shipped_schemas", lambda: (broken,))
    (line,) = lines(around.forms)
    assert (line.level, "nobody" in line.found) == (Level.PROBLEM, True)
    monkeypatch.setattr(around, "shipped_schemas", tuple)
    assert [line.level for line in lines(around.forms)] == [Level.PROBLEM]


@pytest.mark.parametrize(
    ("console", "level"),
    [
        ("utf-8", Level.OK),
        ("gbk", Level.OK),
        ("cp936", Level.OK),
        ("ascii", Level.PROBLEM),
        ("cp1252", Level.PROBLEM),
        ("klingon", Level.PROBLEM),
        (None, Level.NOTE),
    ],
)
def test_an_output_that_cannot_write_chinese_is_a_problem(console, level):
    assert lines(around.encodings, console=console)[-1].level is level


def test_a_file_system_without_chinese_names_is_a_problem(monkeypatch):
    monkeypatch.setattr(around.sys, "getfilesystemencoding", lambda: "ascii")
    (line,) = problems(lines(around.encodings, console="utf-8"))
    assert "PYTHONUTF8=1" in line.advice


def test_the_command_works_where_chinese_cannot_be_printed(db):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "extractor", "doctor", "--db", str(db), "--lang", "zh"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"PYTHONUTF8=1" in done.stdout


def test_readers_are_loaded_and_named_and_those_that_do_not_load_are_problems(install):
    install({"careful": "ledger_readers:careful", "odd": "ledger_readers:nobody", "layout": "ledger_readers:careful"})
    install({"twice": "a_readers:careful"}, name="a-readers", module="a_readers")
    install({"twice": "b_readers:careful"}, name="b-readers", module="b_readers")
    found = lines(around.readers)
    assert [(line.name, line.level) for line in found if line.level is Level.OK] == [
        ("layout", Level.OK),
        ("careful", Level.OK),
    ]
    assert "careful-1.2 (ledger-readers" in found[1].found
    assert [line.name for line in problems(found)] == ["layout", "odd", "twice", "twice"]


# the store


def test_a_store_that_is_well(db):
    found = health(db)
    assert (found.version, found.problem, found.faults, found.loose_rows) == (VERSION, None, (), 0)
    assert found.counts == {"documents": 1, "records": 1, "people": 1, "decisions": 0, "roster": 0, "killed": 0}
    assert found.size_bytes > 10_000
    assert found.free_bytes
    assert (found.is_writable, found.is_running) == (True, False)
    assert [line.level for line in lines(stored.stored, db=db)] == [Level.OK] * 4


def test_looking_changes_nothing(db):
    before = (db.read_bytes(), sorted(path.name for path in db.parent.iterdir()))
    health(db)
    assert (db.read_bytes(), sorted(path.name for path in db.parent.iterdir())) == before


def test_no_store_yet_is_a_note_and_none_is_made(tmp_path):
    found = lines(stored.stored, db=tmp_path / "no" / "where" / "gouji.db")
    assert [line.level for line in found] == [Level.NOTE, Level.OK]
    assert list(tmp_path.iterdir()) == []


def execute(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        pytest.param(lambda path: execute(path, f"PRAGMA user_version = {VERSION + 1}"), "store.newer", id="newer"),
        pytest.param(lambda path: execute(path, "PRAGMA user_version = 1"), "store.trial", id="of a trial build"),
        pytest.param(lambda path: execute(path, "PRAGMA application_id = 7"), "store.foreign", id="another's"),
        pytest.param(lambda path: path.write_bytes(b"x" * 5000), "store.SQLITE_NOTADB", id="no database"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), "store.folder", id="a folder"),
        pytest.param(lambda path: path.write_bytes(b""), "store.older", id="an empty file"),
        pytest.param(lambda path: execute(path, "DROP TABLE roster"), "store.other", id="without a table"),
    ],
)
def test_a_store_that_cannot_be_used_is_one_problem(db, spoil, key):
    spoil(db)
    assert health(db).problem.key == key
    (line,) = problems(lines(stored.stored, db=db))
    assert line.found


def test_a_damaged_store_is_a_problem_that_says_what_to_do(db):
    with db.open("r+b") as file:  # the pages behind the first one, which says that it is a store
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096 * 12)
    found = health(db)
    assert found.faults or found.problem
    (line,) = problems(lines(stored.stored, db=db))
    assert "restore a copy" in line.advice


def test_a_row_that_points_at_nothing_is_a_problem(db):
    execute(db, "PRAGMA foreign_keys = OFF", "UPDATE documents SET text = 99")
    assert health(db).loose_rows == 1
    assert [line.name for line in problems(lines(stored.stored, db=db))] == ["integrity"]


def test_another_run_is_told_and_a_lock_left_behind_is_none(db):
    with Store.open(db) as store, store.run(["x"]) as ledger:
        assert health(db).is_running
        running = [line for line in lines(stored.stored, db=db) if line.name == "runs"]
        assert [(line.level, line.found.startswith("another run")) for line in running] == [(Level.NOTE, True)]
        ledger.end(read=0, unchanged=0, failed=0)
    db.with_name(f"{db.name}-run").write_bytes(b"")
    assert not health(db).is_running
    assert "runs" not in {line.name for line in lines(stored.stored, db=db)}


def test_a_run_that_did_not_end_is_told(db):
    execute(db, "INSERT INTO runs (started_at, arguments) VALUES ('2024-01-01', '[]')")
    (line,) = [line for line in lines(stored.stored, db=db) if line.name == "runs"]
    assert (line.level, line.found) == (Level.NOTE, "runs that did not end: 1")


def test_a_store_that_may_not_be_written_is_a_note(db, monkeypatch):
    monkeypatch.setattr(store_health.os, "access", lambda *_: False)
    (line,) = [line for line in lines(stored.stored, db=db) if line.level is not Level.OK]
    assert (line.name, line.level) == ("writing", Level.NOTE)


@pytest.mark.parametrize(("free", "level"), [(5 * 2**20, Level.PROBLEM), (5 * 2**30, Level.OK), (None, Level.NOTE)])
def test_a_full_disk_is_a_problem(db, monkeypatch, free, level):
    monkeypatch.setattr(store_health, "_free", lambda _path: free)
    assert level_of(lines(stored.stored, db=db), "free disk space") is level


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_store_without_permission_is_one_problem(db):
    db.chmod(0)
    assert problems(lines(stored.stored, db=db))
