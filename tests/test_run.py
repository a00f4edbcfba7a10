"""What `gouji run` does over many files, more than once, with a list, in archives, and when it is cut short."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.ingest.files import Archive, member_name
from extractor.messages import default_language
from extractor.records import Document
from extractor.resources import data_root
from extractor.store import Store
from tests import kills

DEMO = Path(str(data_root() / "eval" / "demo"))
WRONG = DEMO / "cells-agriculture-2022.txt"
CLEAN = DEMO / "pipes-water-2020.md"
OPEN_FILES = Path("/proc/self/fd")
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for file in (WRONG, CLEAN):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def documents(gouji):
    return [json.loads(line)["document"] for line in gouji("export")[1].splitlines()]


def test_a_second_run_reads_nothing_anew_and_tells_the_same(gouji, reports):
    first = gouji("run", reports)
    second = gouji("run", reports)
    assert second[0] == first[0] == 1
    assert "files read now: 0; unchanged since they were read: 2" in second[1]
    assert "verdict: document is wrong 1; clean 1" in second[1]
    assert second[2] == ""


def test_only_what_is_new_or_changed_is_read(gouji, reports, monkeypatch):
    from extractor import reading

    gouji("run", reports)
    read, seen = reading.read_document, []
    monkeypatch.setattr(
        reading,
        "read_document",
        lambda document, *rest, **more: (seen.append(document.name), read(document, *rest, **more))[1],
    )
    (reports / CLEAN.name).write_bytes(CLEAN.read_bytes() + b"\n")
    (reports / "new.md").write_bytes(CLEAN.read_bytes() + b"\n\n")
    gouji("run", reports)
    assert sorted(seen) == ["new.md", CLEAN.name]
    assert documents(gouji) == [WRONG.name, "new.md", CLEAN.name]


def test_again_reads_everything_anew(gouji, reports):
    gouji("run", reports)
    assert "unchanged" not in gouji("run", reports, "--again")[1]


def test_another_form_means_reading_again(gouji, reports, form, tmp_path):
    gouji("run", reports)
    (tmp_path / "mail.yaml").write_text(form.file.model_dump_json(), encoding="utf-8")
    assert "unchanged" not in gouji("run", reports, "--schema", "mail.yaml")[1]


def test_a_file_that_was_moved_is_the_same_document(gouji, reports, tmp_path):
    gouji("run", reports)
    reports.rename(tmp_path / "elsewhere")
    gouji("run", tmp_path / "elsewhere")
    assert documents(gouji) == [WRONG.name, CLEAN.name]
    assert "reports: 2" in gouji("list")[1]


def test_a_zip_archive_is_read_as_a_folder(gouji, reports, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in (WRONG, CLEAN):
            archive.write(file, f"2022/{file.name}")
        archive.writestr("__MACOSX/._x", b"x")
        archive.writestr("inner.zip", b"PK\x03\x04")
    code, out, err = gouji("run", "all.zip")
    assert code == 1
    assert "reports: 2" in out
    assert "all.zip/inner.zip: an archive inside an archive: unpack it first\n" in err
    assert documents(gouji) == [f"all.zip/2022/{file.name}" for file in (WRONG, CLEAN)]


def test_names_that_windows_wrote_in_gbk_are_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = "水务局.txt".encode("gb18030").decode("cp437")
        archive.writestr(info, b"x")
    # zipfile itself writes such a name in UTF-8 with a mark; Chinese Windows leaves both out
    data = (tmp_path / "a.zip").read_bytes()
    wrong, right = info.filename.encode(), "水务局.txt".encode("gb18030")
    padded = right + b"_" * (len(wrong) - len(right))
    (tmp_path / "b.zip").write_bytes(data.replace(wrong, padded).replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00"))
    archive = Archive(tmp_path / "b.zip")
    (member,) = archive.members()
    assert member_name(member).startswith("水务局.txt")
    archive.close()


def test_a_broken_archive_is_one_line_and_the_rest_is_read(gouji, reports):
    (reports / "a.zip").write_bytes(b"PK\x03\x04 cut off")
    code, out, err = gouji("run", reports)
    assert code == 1
    assert err.splitlines()[0].startswith("a.zip: a broken archive")
    assert "reports: 2" in out


def test_an_archive_that_lies_about_a_size_is_refused(tmp_path, monkeypatch):
    from extractor.errors import UnreadableError
    from extractor.ingest import files

    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 5000)
    monkeypatch.setattr(files, "TEXT_LIMIT_BYTES", 4000)
    found = Archive(tmp_path / "a.zip")
    (member,) = found.members()
    with pytest.raises(UnreadableError, match="too large"):
        found.read(member)
    found.close()


def test_the_users_own_list_is_kept_apart_and_compared(gouji, reports, tmp_path):
    (tmp_path / "list.csv").write_bytes(
        (
            "文件,机关,别名,地区,年度\n"
            f"{CLEAN.name},云溪市白鹭区水利局,,云溪市,2021\n"
            ",青禾县农业农村和水务局,青禾县农业农村局,青禾县,2022\n"
            ",青禾县文化局,,青禾县,2022\n"
        ).encode("gb18030")
    )
    code, out, _ = gouji("run", reports, "--meta", "list.csv")
    assert code == 1
    assert "list and duplicates: missing reports 1; at odds with the list 1" in out
    assert "next: gouji roster" in out
    shown = gouji("roster")[1]
    assert "青禾县文化局" in shown
    assert [*gouji("list", "--region", "青禾县")[1].split()].count("青禾县农业农村和水务局") == 1
    with Store.open("gouji.db", read_only=True) as store:
        about = {dossier.record.document: dossier.about for dossier in store.dossiers()}
        read = {dossier.record.document: dossier.agency for dossier in store.dossiers()}
    assert (about[CLEAN.name].year, about[WRONG.name].region) == (2021, "青禾县")
    assert read[WRONG.name] == "青禾县农业农村和水务局"
    record = json.loads(gouji("export", WRONG.name)[1])
    assert record["fields"]["agency"]["value"] == "青禾县农业农村局"


def test_a_list_speaks_of_the_file_in_the_folder_it_names(gouji, tmp_path):
    for folder, agency in (("甲", "甲县水务局"), ("乙", "乙县水务局")):
        (tmp_path / folder).mkdir()
        text = WRONG.read_text("utf-8").replace("青禾县农业农村局", "水务局")
        (tmp_path / folder / "2022.txt").write_text(f"{text}\n{agency}\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text("path,agency\n甲/2022.txt,甲县水务局\n乙/2022.txt,乙县水务局\n", "utf-8")
    gouji("run", "甲", "乙", "--meta", "list.csv")
    with Store.open("gouji.db", read_only=True) as store:
        agencies = {row["path"].split("/")[-2]: row["agency"] for row in store.view("reports")}
    assert agencies == {"甲": "甲县水务局", "乙": "乙县水务局"}


def test_a_report_that_list_and_text_disagree_on_is_told_to_nobody(gouji, reports, tmp_path):
    (tmp_path / "list.csv").write_text(f"path,agency\n{WRONG.name},丙县水利局\n", "utf-8")
    gouji("run", reports, "--meta", "list.csv")
    assert "notices: 0" in gouji("check", "--out", "out")[1]
    (tmp_path / "list.csv").write_text(f"path,agency,aliases\n{WRONG.name},丙县水利局,青禾县农业农村局\n", "utf-8")
    gouji("run", reports, "--meta", "list.csv")
    assert "notices: 1" in gouji("check", "--out", "out2")[1]


def test_an_alias_of_two_agencies_is_taken_for_neither_and_told(gouji, reports, tmp_path):
    (tmp_path / "list.csv").write_text("agency,aliases\n甲局,青禾县农业农村局\n乙局,青禾县农业农村局\n", "utf-8")
    code, _, err = gouji("run", reports, "--meta", "list.csv")
    assert code == 2
    assert "the alias `青禾县农业农村局` is given to 甲局 / 乙局" in err
    assert "青禾县农业农村局" in gouji("list")[1]


def test_a_name_that_says_nothing_never_replaces_a_reading(gouji, reports):
    (reports / "copy.bak").write_bytes(CLEAN.read_bytes())
    for _ in range(2):
        assert "outcome: read 2; unreadable 1" in gouji("run", reports)[1].replace("read 3", "read 2; unreadable 1")
        assert gouji("check", CLEAN.name)[1].count("clean") == 1


def test_a_file_that_was_renamed_to_what_it_is_is_read(gouji, reports):
    (reports / CLEAN.name).rename(reports / "report.dat")
    gouji("run", reports)
    (reports / "report.dat").rename(reports / "report.md")
    assert "files read now: 1" in gouji("run", reports)[1]
    assert "clean" in gouji("check", "report.md")[1]


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_a_name_in_gbk_stops_nothing(gouji, reports):
    with open(os.fsencode(reports) + "/水务局.md".encode("gbk"), "wb") as file:  # noqa: PTH123 - bytes, not text
        file.write(CLEAN.read_bytes() + b"\n")
    assert gouji("run", reports)[0] == 1
    assert documents(gouji) == sorted([WRONG.name, CLEAN.name, "水务局.md"])


def test_a_damaged_member_of_an_archive_is_one_line_and_the_rest_is_read(gouji, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(WRONG, "1.txt")
        archive.write(CLEAN, "2.md")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[60:90] = b"\xff" * 30
    (tmp_path / "a.zip").write_bytes(data)
    code, out, err = gouji("run", "a.zip")
    assert (code, err.count("\n")) == (1, 1)
    assert err.startswith("a.zip/1.txt: a broken archive")
    assert "reports: 1" in out


@pytest.mark.skipif(sys.platform != "linux", reason="counts what a process has open")
def test_one_archive_is_open_at_a_time(gouji, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    for number in range(5):
        with zipfile.ZipFile(tmp_path / "in" / f"{number}.zip", "w") as archive:
            archive.writestr("a.md", CLEAN.read_bytes() + b"\n" * number)
    read, seen = Archive.read, []

    def counted(archive, member):
        data = read(archive, member)
        seen.append(sum(link.exists() and link.readlink().suffix == ".zip" for link in OPEN_FILES.iterdir()))
        return data

    monkeypatch.setattr(Archive, "read", counted)
    gouji("run", "in")
    assert seen == [1] * 5


def test_two_members_of_one_name_are_two_documents(gouji, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.md", CLEAN.read_bytes())
        archive.writestr("y.md", CLEAN.read_bytes() + b"\n")
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace(b"y.md", b"x.md"))
    gouji("run", "a.zip")
    assert documents(gouji) == ["a.zip/x.md", "a.zip/x.md (2)"]


def test_archives_of_one_name_in_two_folders_are_two(gouji, tmp_path):
    for folder in ("1", "2"):
        (tmp_path / folder).mkdir()
        with zipfile.ZipFile(tmp_path / folder / "a.zip", "w") as archive:
            archive.write(CLEAN, "x.md")
    for _ in range(2):
        gouji("run", "1/a.zip", "2/a.zip")
        assert gouji("list")[1].count("a.zip/x.md") == 2


def test_what_is_read_while_a_run_writes_is_whole(gouji, reports):
    gouji("run", reports)
    with Store.open("gouji.db", read_only=True) as reading, Store.open("gouji.db") as writing:
        before = list(reading.records())
        found = reading.records()
        seen = [next(found)]
        (first,) = writing.dossiers([before[1].id])
        document = Document(name=first.record.document, sha256=first.record.id[:64], text=first.text)
        writing.put(document, [first.record], [first.schema])
        assert [*seen, *found] == before


def test_a_file_that_is_gone_is_told(gouji, reports):
    gouji("run", reports)
    assert "no longer on the disk" not in gouji("run", reports)[2]
    (reports / WRONG.name).unlink()
    err = gouji("run", reports)[2]
    assert f"no longer on the disk: 1 ({WRONG.name})" in err
    gouji("forget", WRONG.name)
    assert gouji("run", reports)[2] == ""


def test_ctrl_c_while_a_batch_is_stored_loses_nothing_that_was_told(gouji, reports, monkeypatch):
    put_all, calls = Store.put_all, []

    def interrupted(store, batch, schemas=()):
        calls.append(len(list(batch)))
        if len(calls) == 1:
            raise KeyboardInterrupt
        put_all(store, batch, schemas)

    monkeypatch.setattr(Store, "put_all", interrupted)
    monkeypatch.setattr("extractor.cli.batch.BATCH", 1)
    code, _, err = gouji("run", reports)
    assert (code, calls) == (130, [1, 1])
    assert "files read and kept: 1." in err
    assert documents(gouji) == [WRONG.name]


def test_control_characters_in_a_name_do_not_reach_the_terminal(gouji, reports):
    (reports / "a\x1b[31m.pdf").write_bytes(b"%PDF-1.4")
    err = gouji("run", reports)[2]
    assert "\x1b" not in err
    assert "a [31m.pdf" in err


def test_a_bad_line_of_the_list_is_told_and_the_rest_is_used(gouji, reports, tmp_path):
    (tmp_path / "list.csv").write_text("agency,year\n甲局,soon\n乙局,2022\n", encoding="utf-8")
    code, _, err = gouji("run", reports, "--meta", "list.csv")
    assert code == 2
    assert "gouji: list.csv line 2: the year `soon` is not four digits\n" in err
    assert "乙局" in gouji("roster")[1]


def test_a_list_that_is_not_there_is_a_bad_call(gouji, reports):
    assert gouji("run", reports, "--meta", "none.csv")[::2] == (
        2,
        "gouji: cannot read none.csv: no such file or folder, check the path\n",
    )


def test_a_store_without_a_list_says_so(gouji, reports):
    gouji("run", reports)
    assert "holds no list of yours" in gouji("roster")[1]


def test_words_are_searched_for(gouji, reports):
    gouji("run", reports)
    out = gouji("search", "水务")[1]
    assert out.startswith(f"{CLEAN.name}\n  line 1: ")
    assert gouji("search", "没有这样的话")[1] == "no report holds `没有这样的话`\n"


def test_chinese_paths_are_read_named_and_found(gouji, tmp_path):
    folder = tmp_path / "年报（二〇二二） 全部"
    folder.mkdir()
    (folder / "水务局 年报.md").write_bytes(CLEAN.read_bytes())
    db = folder / "库.db"
    assert gouji("run", folder, "--db", db, "--lang", "zh")[0] == 0
    code, out, _ = gouji("list", "--db", db)
    assert (code, "水务局 年报.md" in out) == (0, True)
    assert gouji("show", "水务局 年报.md", "--db", db)[0] == 0


def test_a_report_is_forgotten(gouji, reports):
    gouji("run", reports)
    assert gouji("forget", CLEAN.name)[::2] == (0, "gouji: files taken out of gouji.db: 1\n")
    assert documents(gouji) == [WRONG.name]
    assert gouji("forget", "nothing")[0] == 2


def test_a_long_list_of_lines_is_cut_and_what_cannot_be_read_is_never_cut(gouji, tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(25):
        (tmp_path / "in" / f"{number:02}.txt").write_bytes(WRONG.read_bytes() + b"\n" * number)
    (tmp_path / "in" / "z.txt").write_bytes(b"")
    lines = gouji("run", "in")[2].splitlines()
    assert len(lines) == 22
    assert "gouji list --needs-person" in lines[20]
    assert lines[21] == "z.txt: unreadable; the file is empty"


def test_two_runs_at_once_are_one_after_the_other(gouji, reports):
    with Store.open("gouji.db") as store, store.run(["run", "elsewhere"]):
        assert gouji("run", reports, "--no-wait")[::2] == (
            2,
            "gouji: another run is writing to store gouji.db; try again when it has ended\n",
        )
        command = [sys.executable, "-m", "extractor", "run", str(reports)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert child.stderr.readline().startswith("gouji: another run is writing to store gouji.db; waiting")
        assert child.poll() is None
    out, _ = child.communicate(timeout=60)
    assert child.returncode == 1
    assert "reports: 2" in out


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no such signal there")
def test_a_run_killed_again_and_again_ends_as_one_left_in_peace(tmp_path):
    kills.write_reports(tmp_path / "reports", 60)
    calm, killed = tmp_path / "calm.db", tmp_path / "killed.db"
    assert main(["run", str(tmp_path / "reports"), "--db", str(calm)]) in {0, 1}
    assert kills.kill_and_restart(tmp_path / "reports", killed, 3, 2.0, 7) > 0
    assert list(kills.differences(calm, killed)) == []


def test_a_difference_between_two_stores_is_found(tmp_path, gouji, reports):
    gouji("run", reports, "--db", "one.db")
    gouji("run", reports / CLEAN.name, "--db", "two.db")
    assert len(list(kills.differences(Path("one.db"), Path("two.db")))) > 4


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("run a --bogus", "没有选项 --bogus"),
        ("bogus", "没有命令 bogus"),
        ("run", "缺少参数 PATHS"),
        ("list --year x", "--year 的值不合要求"),
        ("list --verdict x", "--verdict 不能是 x"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(gouji, line, said):
    code, out, err = gouji(*line.split(), "--lang", "zh")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"gouji: {said}")


def test_help_is_in_chinese_down_to_its_headings(gouji):
    out = gouji("run", "--help", "--lang", "zh")[1]
    assert out.startswith("用法： gouji run [选项]")
    assert "显示此帮助后退出。" in out
    assert "Options" not in out
    assert gouji("run", "--help")[1].startswith("Usage: gouji run [OPTIONS]")


@pytest.mark.parametrize(
    ("environment", "system", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, None, "zh"),
        ({"LANG": "en_US.UTF-8"}, "Chinese (Simplified)_China", "en"),
        ({}, "Chinese (Simplified)_China", "zh"),
        ({}, "zh_TW", "zh"),
        ({}, None, "en"),
    ],
)
def test_the_language_follows_the_locale_of_each_system(environment, system, language):
    assert default_language(environment, system) == language
