import os
import sqlite3
from dataclasses import replace

import pytest

from extractor.errors import StoreError
from extractor.records import Document, Field, Flag, Outcome, Record
from extractor.serialise import record_to_dict
from extractor.store import Store
from extractor.store.tables import APPLICATION_ID, VERSION


@pytest.fixture
def path(tmp_path):
    return tmp_path / "gouji.db"


@pytest.fixture
def store(path):
    with Store.open(path) as opened:
        yield opened


def rows(path, query, *parameters):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query, parameters).fetchall()
    finally:
        connection.close()


def another(number, name, agency="", year=None):
    sha256 = f"{number:02x}" * 32
    document = Document(name=name, sha256=sha256, text=f"第{number}份")
    record = Record(id=f"{sha256}#0", document=name, names=(name,), outcome=Outcome.UNRECOGNISED)
    if not agency:
        return document, record
    fields = {"agency": Field(value=agency, span=None), "year": Field(value=year, span=None)}
    return document, replace(record, fields=fields)


def test_a_record_is_kept_as_it_was_put(store, report, record, form):
    store.put(report, [record], [form])
    assert list(store.records()) == [record]
    assert list(store.records([record.id])) == [record]
    assert store.document_text(record.id) == report.text


def test_putting_again_changes_nothing(store, path, report, record, form):
    store.put(report, [record], [form])
    before = rows(path, "SELECT * FROM slots ORDER BY 1, 2")
    store.put(report, [record], [form])
    assert rows(path, "SELECT * FROM slots ORDER BY 1, 2") == before
    assert rows(path, "SELECT count(*) FROM documents") == [(1,)]


def test_a_new_reading_of_the_same_bytes_takes_the_place_of_the_old(store, path, report, record):
    second = replace(record, id=record.id.replace("#0", "#1"))
    store.put(report, [record, second])
    store.put(report, [replace(record, slots={}, rules=(), flags=())])
    assert [each.id for each in store.records()] == [record.id]
    query = "SELECT (SELECT count(*) FROM slots), (SELECT count(*) FROM rules), (SELECT count(*) FROM flags)"
    assert rows(path, query) == [(0, 0, 0)]


def test_the_same_bytes_under_two_names_are_one_reading_and_two_documents(store, path, report, record):
    for name in ("b/copy.txt", "2023/mail.txt"):
        named = replace(record, document=name, names=(name,))
        store.put(replace(report, name=name), [named])
    (kept,) = store.records()
    assert kept.names == ("2023/mail.txt", "b/copy.txt")
    assert kept.flags[-1] == Flag(kind="identical_to", detail="b/copy.txt")
    assert rows(path, "SELECT name FROM documents ORDER BY 1") == [("2023/mail.txt",), ("b/copy.txt",)]


def test_the_order_of_putting_leaves_no_trace(tmp_path, report, record):
    kept = []
    for order in (("a", "b"), ("b", "a")):
        with Store.open(tmp_path / "".join(order)) as store:
            for name in order:
                store.put(replace(report, name=name), [replace(record, document=name, names=(name,))])
            kept.append([record_to_dict(each) for each in store.records()])
    assert kept[0] == kept[1]


def test_a_slot_is_a_row_with_labels_and_line(store, path, report, record, form):
    store.put(report, [record], [form])
    query = "SELECT label_zh, label_en, value, status, line FROM slots WHERE slot = ?"
    assert rows(path, query, "letters/received/person") == [("收件 / 个人", "Received / Person", "13", "verified", 3)]
    assert rows(path, query, "letters/carried/firm")[0][2:] == (None, "ambiguous", None)


def test_a_row_key_may_hold_a_slash(store, path, report, record):
    slots = {"grants/甲/乙/amount": record.slots["letters/received/person"]}
    store.put(report, [replace(record, slots=slots)])
    assert rows(path, "SELECT table_id, row_id, column_id FROM slots") == [("grants", "甲/乙", "amount")]


def test_the_form_is_kept_with_the_records_read_by_it(store, report, record, form):
    store.put(report, [record], [form])
    kept = store.schema_of(record.id)
    assert (kept.file, kept.digest, kept.instances) == (form.file, form.digest, form.instances)


def test_a_record_of_no_form_has_no_schema(store):
    document, record = another(1, "a.txt")
    store.put(document, [record])
    assert store.schema_of(record.id) is None


@pytest.mark.parametrize(
    ("doc", "names"),
    [
        ("2020/a.txt", ["2020/a.txt"]),
        ("reports/2020/a.txt", ["2020/a.txt"]),
        ("./2020/a.txt", ["2020/a.txt"]),
        ("a.txt", ["2020/a.txt", "2021/a.txt"]),
        ("0101", ["2020/a.txt"]),
        ("02" * 32 + "#0", ["2021/a.txt"]),
        ("0202#1", []),
        ("青禾县农业局 2020", ["2020/a.txt"]),
        ("青禾县农业局2021年", ["2021/a.txt"]),
        ("农业局 2021", ["2021/a.txt"]),
        ("青禾县农业局", ["2020/a.txt", "2021/a.txt"]),
        ("letter", ["letter.md"]),
        ("nothing", []),
        ("%", []),
        ("", []),
    ],
)
def test_a_document_goes_by_path_id_or_agency_and_year(store, doc, names):
    for document, record in (
        another(1, "2020/a.txt", "青禾县农业局", 2020),
        another(2, "2021/a.txt", "青禾县农业局", 2021),
        another(3, "letter.md"),
    ):
        store.put(document, [record])
    assert [entry.document for entry in store.find(doc)] == names


def test_a_batch_is_stored_as_a_whole_or_not_at_all(store, path, report, record):
    broken = replace(record, id="cd" * 32 + "#0", outcome=None)
    with pytest.raises(AttributeError):
        store.put_all([(report, [record]), (another(1, "a.txt")[0], [broken])])
    assert rows(path, "SELECT count(*) FROM documents") == [(0,)]


def test_the_file_says_whose_it_is_and_is_durable(store, path):
    assert rows(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(VERSION,)]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert rows(path, "SELECT version, name FROM migrations") == [(1, "first tables")]


def test_a_reader_writes_nothing_and_leaves_nothing_behind(path, report, record):
    with Store.open(path) as store:
        store.put(report, [record])
    with Store.open(path, read_only=True) as store:
        assert list(store.records()) == [record]
        with pytest.raises(StoreError):
            store.put(report, [record])
    assert [file.name for file in path.parent.iterdir()] == ["gouji.db"]


def test_a_missing_store_is_not_made_by_reading_it(path):
    with pytest.raises(StoreError, match=r"no store at .*gouji\.db: run `gouji run"):
        Store.open(path, read_only=True)
    assert not path.exists()


def test_a_file_that_is_no_database_is_told(path):
    path.write_text("收件 13 0 13\n" * 99, encoding="utf-8")
    with pytest.raises(StoreError, match="is not a database"):
        Store.open(path)


def test_another_programs_database_is_not_touched(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(StoreError, match="database of another program"):
        Store.open(path)
    assert rows(path, "SELECT name FROM sqlite_master") == [("theirs",)]


def test_a_newer_store_is_told(path):
    Store.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="version 99"):
        Store.open(path)


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "none" / "gouji.db")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_store_in_a_read_only_folder_is_read_and_not_written(path, report, record):
    with Store.open(path) as store:
        store.put(report, [record])
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Store.open(path, read_only=True) as store:
            assert list(store.records()) == [record]
        with pytest.raises(StoreError, match="cannot be written"):
            Store.open(path)
    finally:
        path.parent.chmod(0o755)


def test_a_locked_store_is_told_and_works_again_when_free(store, path, report, record):
    store._db.execute("PRAGMA busy_timeout = 1")
    blocker = sqlite3.connect(path)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="written by another process"):
        store.put(report, [record])
    blocker.close()
    store.put(report, [record])
    assert list(store.records()) == [record]


def test_a_full_disk_is_told_and_what_was_stored_is_safe(store, report, record):
    store.put(report, [record])
    store._db.execute("PRAGMA max_page_count = 1")
    document = Document(name="b.txt", sha256="cd" * 32, text="长" * 2**20)
    with pytest.raises(StoreError, match="the disk is full"):
        store.put(document, [])
    assert list(store.records()) == [record]
