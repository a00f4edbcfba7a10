import os
import sqlite3
from dataclasses import replace

import pytest

from extractor.dossier import About, Decision, Ruling
from extractor.errors import StoreError
from extractor.generator import generate
from extractor.matters import matters
from extractor.reading import read_report
from extractor.records import Document, Field, Flag, Outcome, Record
from extractor.roster import RosterLine
from extractor.schema import shipped_schemas
from extractor.serialise import record_to_dict
from extractor.store import Reading, Store
from extractor.store.tables import APPLICATION_ID, VERSION
from extractor.store.views import CLAIMS_VIEWS, FINDINGS_VIEWS, VIEWS


@pytest.fixture
def path(tmp_path):
    return tmp_path / "gouji.db"


@pytest.fixture
def kept(store, report, record, form):
    """Put the hand-made record into the store."""
    store.put(report, [record], [form])
    return record


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


def test_a_new_reading_of_the_same_bytes_takes_the_place_of_the_old(store, path, report, record, form):
    second = replace(record, id=record.id.replace("#0", "#1"))
    store.put(report, [record, second], [form])
    store.put(report, [replace(record, slots={}, rules=(), flags=())], [form])
    assert [each.id for each in store.records()] == [record.id]
    query = "SELECT (SELECT count(*) FROM slots), (SELECT count(*) FROM confrontations), (SELECT count(*) FROM flags)"
    assert rows(path, query) == [(0, 0, 0)]


def test_the_same_bytes_under_two_names_are_one_reading_and_two_documents(store, path, report, record, form):
    for name in ("b/copy.txt", "2023/mail.txt"):
        named = replace(record, document=name, names=(name,))
        store.put(replace(report, name=name), [named], [form])
    (kept,) = store.records()
    assert kept.names == ("2023/mail.txt", "b/copy.txt")
    assert kept.flags[-1] == Flag(kind="identical_to", detail="b/copy.txt")
    assert rows(path, "SELECT name FROM documents ORDER BY 1") == [("2023/mail.txt",), ("b/copy.txt",)]


def test_the_order_of_putting_leaves_no_trace(tmp_path, report, record, form):
    kept = []
    for order in (("a", "b"), ("b", "a")):
        with Store.open(tmp_path / "".join(order)) as store:
            for name in order:
                store.put(replace(report, name=name), [replace(record, document=name, names=(name,))], [form])
            kept.append([record_to_dict(each) for each in store.records()])
    assert kept[0] == kept[1]


def test_a_slot_is_a_row_with_labels_and_line(store, path, report, record, form):
    store.put(report, [record], [form])
    query = "SELECT row_zh, column_zh, row_en, column_en, value, status, status_zh, line FROM readings WHERE slot = ?"
    assert rows(path, query, "letters/received/person") == [
        ("收件", "个人", "Received", "Person", "13", "verified", "已核实", 3)
    ]
    assert rows(path, query, "letters/carried/firm")[0][4:] == (None, "ambiguous", "歧义", None)


def test_a_row_key_may_hold_a_slash(store, path, report, record, form):
    slots = {"letters/甲/乙/person": record.slots["letters/received/person"]}
    store.put(report, [replace(record, slots=slots)], [form])
    assert rows(path, "SELECT table_id, row_id, column_id FROM cells") == [("letters", "甲/乙", "person")]
    assert next(store.records()).slots == slots


def test_the_form_is_kept_with_the_records_read_by_it(store, report, record, form):
    store.put(report, [record], [form])
    kept = store.dossier(record).schema
    assert (kept.file, kept.digest, kept.instances) == (form.file, form.digest, form.instances)


def test_a_record_of_no_form_has_no_schema(store):
    document, record = another(1, "a.txt")
    store.put(document, [record])
    assert store.dossier(record).schema is None


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


def test_a_batch_is_stored_as_a_whole_or_not_at_all(store, path, report, record, form):
    broken = replace(record, id="cd" * 32 + "#0", outcome=None)
    batch = [
        Reading(document=report, records=[record]),
        Reading(document=another(1, "a.txt")[0], records=[broken]),
    ]
    with pytest.raises(AttributeError):
        store.put_all(batch, [form])
    assert rows(path, "SELECT count(*) FROM documents") == [(0,)]
    store.put_all(batch[:1], [form])  # numbers looked up in what was taken back are not believed
    assert list(store.records()) == [record]


@pytest.mark.parametrize("seed", range(0, 24, 2))
def test_a_generated_report_comes_back_as_it_was_read(store, seed):
    case = generate(shipped_schemas()[seed % 4 // 2], seed)
    document, records = read_report(case.data, case.name, shipped_schemas())
    store.put(document, records, shipped_schemas())
    assert tuple(store.records()) == records


def test_a_record_of_a_form_nobody_gave_is_refused(store, report, record):
    with pytest.raises(StoreError, match="the form mail"):
        store.put(report, [record])


def test_a_file_with_new_content_supersedes_what_it_held(store, report, record, form):
    store.put_all([Reading(document=report, records=[record], path="/in/mail.txt")], [form])
    document, newer = another(7, "2023/mail.txt")
    store.put_all([Reading(document=document, records=[newer], path="/in/mail.txt")])
    assert [each.id for each in store.records()] == [newer.id]
    assert [entry.id for entry in store.find("mail.txt")] == [newer.id]
    assert [each.names for each in store.records([record.id])] == [("2023/mail.txt",)]
    store.file("2023/mail.txt", "/in/mail.txt", report.sha256)
    assert [each.id for each in store.records()] == [record.id]


def test_two_files_of_one_name_in_two_folders_are_two_documents(store, tmp_path):
    places = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.txt").touch()
        document, record = another(number, "a.txt")
        places.append(str(folder / "a.txt"))
        store.put_all([Reading(document=document, records=[record], path=places[-1])])
    assert len(store.find("a.txt")) == 2
    assert len(list(store.records())) == 2


def test_a_folder_that_was_moved_leaves_no_second_document(store, path, report, record, form):
    for place in ("/gone/mail.txt", "/here/mail.txt"):
        store.put_all([Reading(document=report, records=[record], path=place)], [form])
    assert rows(path, "SELECT path FROM documents") == [("/here/mail.txt",)]


def test_what_was_read_is_known_by_its_bytes_and_by_what_read_them(store, report, record, form):
    store.put_all([Reading(document=report, records=[record], path="/a", pipeline="one")], [form])
    (brief,) = store.briefs(report.sha256, "one")
    assert (brief.id, brief.verdict, brief.needs_person) == (record.id, "source_defect", True)
    assert store.briefs(report.sha256, "two") == ()
    assert store.is_filed(report.name, "/a", report.sha256)
    assert not store.is_filed(report.name, "/b", report.sha256)


def test_a_document_is_forgotten_with_all_that_was_read_from_it(store, path, report, record, form):
    store.put(report, [record], [form])
    document, second = another(1, "a.txt")
    store.put(document, [second])
    assert store.forget([record.id]) == 1
    assert [each.document for each in store.records()] == ["a.txt"]
    assert list(store.search("收件")) == []
    query = "SELECT (SELECT count(*) FROM slots), (SELECT count(*) FROM texts)"
    assert rows(path, query) == [(0, 1)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("云", ["云"]),
        ("档案", ["档案"]),
        ("市档案局", ["市档案局"]),
        ("收件 13", ["收件 13"]),
        ("案档", []),
        ("13 0", ["13 0"]),
        ("3", []),
        ("类别，个人", ["类别 个人"]),
        ('" OR "', []),
        ("%", []),
        ("", []),
    ],
)
def test_words_of_any_length_are_found(store, kept, words, found):
    hits = list(store.search(words))
    assert [hit.text[span.start : span.end] for hit in hits for span in hit.spans] == found
    assert all(hit.document == "2023/mail.txt" for hit in hits)


def test_text_that_was_read_anew_is_found_by_its_new_words_alone(store, report, record, form):
    store.put(report, [record], [form])
    store.put(replace(report, text="另外的文字"), [replace(record, slots={}, rules=(), flags=())], [form])
    assert list(store.search("档案")) == []
    assert len(list(store.search("另外"))) == 1


def test_latin_words_are_found_by_their_beginning(store):
    document, record = another(1, "a.txt")
    store.put(replace(document, text="Report of Greenfield Bureau"), [record])
    assert len(list(store.search("report of green"))) == 1
    assert list(store.search("field")) == []


def decision(**more):
    plain = {"number": 0, "kind": "slot", "subject": "letters/carried/firm", "fingerprint": "f", "value": "7"}
    return Decision(**{**plain, "ruling": Ruling.CORRECT, "who": "甲", "why": "", "decided_at": "2026-01-01", **more})


def test_a_decision_is_kept_once_and_superseded_by_the_next(store, report, record, form):
    store.put(report, [record], [form])
    first = store.decide(record.id, decision())
    assert store.decide(record.id, decision(decided_at="2026-01-02")) == first
    second = store.decide(record.id, decision(value="8"))
    assert store.dossier(record).decisions == (second,)
    assert [past.superseded_by for past in store.history(record.id)] == [second.number, None]


def test_a_decision_can_be_undone_once(store, report, record, form):
    store.put(report, [record], [form])
    made = store.decide(record.id, decision())
    store.undo(made.number, at="2026-01-03", who="乙", why="看错")
    assert store.dossier(record).decisions == ()
    (past,) = store.history()
    assert (past.decision, past.undone_by, past.undone_why) == (made, "乙", "看错")
    with pytest.raises(StoreError, match="no decision number 1 in force"):
        store.undo(made.number, at="", who="", why="")


def test_decisions_are_kept_all_or_none_and_outlive_another_reading(store, report, record, form):
    store.put(report, [record], [form])
    with pytest.raises(AttributeError):
        store.decide_all([(record.id, decision()), (record.id, None)])
    assert list(store.history()) == []
    assert store.decide_all([(record.id, decision()), (record.id, decision())]) == 1
    store.put(report, [record], [form])
    assert len(store.dossier(record).decisions) == 1


def test_a_brief_knows_what_people_decided(store, report, record, form):
    settled = replace(record, slots={}, rules=record.rules[:1], flags=(), reasons=(), needs_person=True)
    store.put_all([Reading(document=report, records=[settled], pipeline="p")], [form])
    (matter,) = matters(store.dossier(record))
    store.decide(record.id, decision(kind="rule", subject=matter.subject, fingerprint=matter.fingerprint))
    assert not store.briefs(report.sha256, "p")[0].needs_person
    assert store.briefs(report.sha256, "p")[0].verdict == "source_defect"


def test_one_run_at_a_time_holds_a_store(store, path):
    refused = pytest.raises(StoreError, match="another run")
    with store.run(["run", "a"]), Store.open(path) as second, refused, second.run([], wait=False):
        pass
    with store.run(["run", "b"], wait=False) as ledger:
        ledger.end(read=1, unchanged=2, failed=3)
    query = "SELECT arguments, ended_at IS NULL, read, unchanged, failed FROM runs"
    assert rows(path, query) == [('["run", "a"]', 1, None, None, None), ('["run", "b"]', 0, 1, 2, 3)]
    assert [file.name for file in path.parent.iterdir() if file.name.endswith("-run")] == []


def test_a_store_of_a_trial_build_is_told(path):
    Store.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(StoreError, match="trial build"):
        Store.open(path)


def test_no_row_points_nowhere(store, path, report, record, form):
    store.put(report, [record], [form])
    store.set_roster([RosterLine(line=2, agency="云溪市档案局", year=2023, region="云溪")])
    store.match_roster()
    store.decide(record.id, decision())
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert store.dossier(record).about == About(agency="云溪市档案局", region="云溪", year=2023, is_certain=True)


def test_every_view_can_be_read_and_counted(store, report, record, form):
    store.put(report, [record], [form])
    views = [row["name"] for row in store._db.query("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) == len(VIEWS) + len(FINDINGS_VIEWS) + len(CLAIMS_VIEWS)
    assert [view for view in views if len(list(store.view(view))) != store.count(view)] == []
    assert [row["rule"] for row in store.view("failed_rules")] == ["letters.sum @ received"]
    assert {row["slot"] for row in store.view("unsure_cells")} == {
        "letters/received/total",
        "letters/carried/person",
        "letters/carried/firm",
    }


def test_reports_are_listed_by_what_is_asked(store, report, record, form):
    store.put(report, [record], [form])
    document, second = another(1, "a.txt", "青禾县农业局", 2020)
    store.put(document, [second])
    for filters, count in (({}, 2), ({"agency": "档案"}, 1), ({"year": 2020}, 1), ({"verdict": "clean"}, 0)):
        assert len(list(store.listing(filters))) == count


def test_the_file_says_whose_it_is_and_is_durable(store, path):
    assert rows(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(VERSION,)]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    known = [(2, "each thing written once"), (3, "findings"), (4, "claims and defects")]
    assert rows(path, "SELECT version, name FROM migrations") == known


def test_a_reader_writes_nothing_and_leaves_nothing_behind(path, report, record, form):
    with Store.open(path) as store:
        store.put(report, [record], [form])
    with Store.open(path, read_only=True) as store:
        assert list(store.records()) == [record]
        with pytest.raises(StoreError):
            store.put(report, [record], [form])
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
def test_a_store_in_a_read_only_folder_is_read_and_not_written(path, report, record, form):
    with Store.open(path) as store:
        store.put(report, [record], [form])
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Store.open(path, read_only=True) as store:
            assert list(store.records()) == [record]
        with pytest.raises(StoreError, match="cannot be written"):
            Store.open(path)
    finally:
        path.parent.chmod(0o755)


def test_a_locked_store_is_told_and_works_again_when_free(store, path, report, record, form):
    store._db.execute("PRAGMA busy_timeout = 1")
    blocker = sqlite3.connect(path)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="written by another process"):
        store.put(report, [record], [form])
    blocker.close()
    store.put(report, [record], [form])
    assert list(store.records()) == [record]


def test_a_full_disk_is_told_and_what_was_stored_is_safe(store, report, record, form):
    store.put(report, [record], [form])
    store._db.execute("PRAGMA max_page_count = 1")
    document = Document(name="b.txt", sha256="cd" * 32, text="长" * 2**20)
    with pytest.raises(StoreError, match="the disk is full"):
        store.put(document, [])
    assert list(store.records()) == [record]
