"""Notices and the worklist: who is told what, and that nobody is accused who should not be."""

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from hashlib import sha256
from urllib.parse import unquote

import pytest
from lxml import html

from extractor.cli import main
from extractor.dossier import About, Decision, Dossier, Ruling
from extractor.matters import matters
from extractor.notices import files, measured, reliance, sorted_out
from extractor.notices.mistakes import mistakes
from extractor.notices.names import MOST_BYTES, file_names, safe_name
from extractor.notices.reliance import Measured, upper_bound
from extractor.pipeline import read_document
from extractor.readers import read_layout, reader_version
from extractor.records import Document, Field, Outcome, Record, RuleVerdict, Slot, State, Status, Verdict
from extractor.resources import data_root
from extractor.schema import shipped_schemas

DEMO = data_root() / "eval" / "demo"
WRONG = "cells-agriculture-2022.txt"
DOUBTFUL = "glued-city-2023.txt"
COUNTS = Measured(
    kind="generated",
    reader=reader_version(read_layout),
    reports=2000,
    reports_accused=300,
    reports_accused_wrongly=0,
    accusations=600,
    accusations_wrong=0,
)


def demo(name, text=None, **about):
    """Return the dossier of a demo report, or of another text read in its place."""
    schemas = shipped_schemas()
    text = text or (DEMO / name).read_text("utf-8")
    document = Document(name=name, sha256=sha256(text.encode()).hexdigest(), text=text)
    (record,) = read_document(document, schemas)
    schema = next((schema for schema in schemas if schema.id == record.schema), None)
    return Dossier(record=record, schema=schema, text=text, about=About(**about))


@pytest.fixture
def dossier(record, form, report):
    """Return the report whose first row says 13 + 0 = 12, with nothing else in doubt."""
    slots = {address: replace(slot, status=Status.GROUNDED, bound=True) for address, slot in record.slots.items()}
    return Dossier(record=replace(record, slots=slots, flags=()), schema=form, text=report.text)


def named(dossier, agency, document="2023/mail.txt", year=2023):
    """Return the same report as another agency's, under another name."""
    fields = {"agency": Field(value=agency, span=None), "year": Field(value=year, span=None)}
    record = dossier.record
    identity = f"{sha256(repr((agency, document, year)).encode()).hexdigest()}#0"
    return replace(dossier, record=replace(record, id=identity, document=document, names=(document,), fields=fields))


def written(*dossiers, by="agency", lang="en", counts=COUNTS):
    """Return the text of every file by its name."""
    return {file.name: file.text for file in files(sorted_out(dossiers, by, lang), by, lang, counts)}


def decided(dossier, ruling, matter=None, **more):
    matter = matter or matters(dossier)[0]
    made = Decision(
        number=1, kind=matter.kind, subject=matter.subject, fingerprint=matter.fingerprint, ruling=ruling, **more
    )
    return replace(dossier, decisions=(*dossier.decisions, made))


def rows(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def notices_of(pages):
    return sorted(name for name in pages if name.startswith("notices/") and name.endswith(".html"))


def test_a_wrong_total_gives_its_office_a_notice():
    pages = written(demo(WRONG), lang="zh")
    page = pages["notices/青禾县农业农村局.html"]
    for said in (
        "致：青禾县农业农村局",
        "2022年度报告",
        "14 + 1 ≠ 16 + 0",
        "等式左端为 15，右端为 16，相差 1。",
        WRONG,
    ):
        assert said in page
    assert "<mark>16</mark>" in page
    assert "三、收到和处理政府信息公开申请情况 / 总计 / 商业企业（第341行，载为 16）" in page


def test_its_clean_twin_gives_none():
    text = (DEMO / WRONG).read_text("utf-8")
    at = text.index("16", sum(len(line) + 1 for line in text.split("\n")[:340]))
    pages = written(demo(WRONG, text[:at] + "15" + text[at + 2 :]))
    assert notices_of(pages) == []
    assert "There is no mistake to tell anybody of." in pages["index.html"]


def test_a_doubtful_reading_never_gives_a_notice():
    pages = written(demo(DOUBTFUL))
    assert notices_of(pages) == []
    assert len(rows(pages["worklist.csv"])) == 12


def test_sums_that_break_over_one_cell_are_one_mistake():
    found = demo(WRONG)
    defects = [matter for matter in matters(found) if matter.is_defect]
    (mistake,) = mistakes(found, defects)
    assert len(mistake.matters) == 3
    assert mistake.explanations == (("requests/total/business",),)
    page = written(found)["notices/青禾县农业农村局.html"]
    assert page.count("Item 1") == 1
    assert "These 3 sums do not hold." in page
    assert "Item 2" not in page


def test_mistakes_that_share_no_cell_are_told_apart():
    text = (DEMO / WRONG).read_text("utf-8")
    lines = text.split("\n")
    found = demo(WRONG)
    slot = found.record.slots["remedies/reconsideration/total"]
    at = text[: slot.span.start].count("\n")
    lines[at] = lines[at].replace(slot.text, str(int(slot.text) + 1))
    found = demo(WRONG, "\n".join(lines))
    told = mistakes(found, [matter for matter in matters(found) if matter.is_defect])
    assert sorted(len(mistake.matters) for mistake in told) == [1, 3]


def test_every_smallest_explanation_is_told_as_a_possibility(dossier):
    page = written(dossier)["notices/云溪市档案局.html"]
    assert "These are possibilities, not corrections:" in page
    told = [" ".join(item.text_content().split()) for item in html.fromstring(page).xpath("//div[@class='ways']//li")]
    assert told == [
        "Letters / Received / Person (line 3, printed 13)",
        "Letters / Received / Firm (line 3, printed 0)",
        "Letters / Received / Total (line 3, printed 12)",
    ]


def test_a_cell_that_is_not_sure_explains_nothing_to_the_office(dossier):
    unsure = "letters/carried/person"
    slots = dossier.record.slots | {unsure: replace(dossier.record.slots[unsure], bound=False)}
    shaken = replace(dossier, record=replace(dossier.record, slots=slots))
    (mistake,) = mistakes(shaken, [matter for matter in matters(shaken) if matter.is_defect])
    assert {cell for way in mistake.explanations for cell in way} == set(dossier.record.rules[0].slots)


def test_a_dismissed_mistake_vanishes_from_the_notice(dossier):
    assert notices_of(written(dossier)) == ["notices/云溪市档案局.html"]
    pages = written(decided(dossier, Ruling.DISMISS))
    assert notices_of(pages) == []
    assert rows(pages["worklist.csv"]) == []


def test_what_a_person_holds_to_be_the_documents_mistake_enters_the_notice(dossier):
    rules = (replace(dossier.record.rules[0], attribution=Verdict.EXTRACTION_ERROR),)
    doubtful = replace(dossier, record=replace(dossier.record, rules=rules))
    assert notices_of(written(doubtful)) == []
    page = written(decided(doubtful, Ruling.SOURCE_DEFECT, who="Lin", why="seen"))["notices/云溪市档案局.html"]
    assert "13 + 0 ≠ 12" in page
    assert "(judged by a person)" in page
    assert "Lin" not in page  # who judged, and why, is the house's own
    assert "seen" not in page


def test_two_different_reports_of_one_name_and_year_are_told_to_nobody(dossier):
    other = replace(dossier, record=replace(dossier.record, id="cd" * 32 + "#0", document="乙县/报告.txt"))
    pages = written(dossier, other)
    assert notices_of(pages) == []
    assert len({row["id"] for row in rows(pages["worklist.csv"])}) == 2
    listed = replace(other, about=About(agency="乙县档案局", is_certain=True))
    assert notices_of(written(dossier, listed)) == ["notices/乙县档案局.html", "notices/云溪市档案局.html"]


@pytest.mark.parametrize("name", ["本局", "我市档案局", "青禾县人民政府办公室转发青禾县农业农村局"])
def test_what_is_no_agencys_name_is_told_nothing(dossier, name):
    fields = {**dossier.record.fields, "agency": Field(value=name, span=None)}
    assert notices_of(written(replace(dossier, record=replace(dossier.record, fields=fields)))) == []


def test_the_folders_of_the_house_are_not_told_to_the_office(dossier):
    record = replace(dossier.record, document="拟通报/mail.txt", names=("拟通报/mail.txt",))
    pages = written(replace(dossier, record=record))
    told = [text for name, text in pages.items() if name.startswith("notices/")]
    assert len(told) == 2
    assert ["拟通报" in text for text in told] == [False, False]
    assert ["mail.txt" in text for text in told] == [True, True]


def test_a_cell_that_a_person_holds_to_be_wrong_is_told_without_the_houses_reason(dossier):
    address = "letters/carried/firm"
    slots = dossier.record.slots | {address: Slot(state=State.UNREAD, status=Status.UNREAD)}
    rules = (replace(dossier.record.rules[0], verdict=RuleVerdict.PASS),)
    found = replace(dossier, record=replace(dossier.record, slots=slots, rules=rules))
    assert notices_of(written(found)) == []
    pages = written(decided(found, Ruling.SOURCE_DEFECT, why="torn off"))
    assert "Letters / Carried / Firm: unread (judged by a person)" in pages["notices/云溪市档案局.html"]
    assert "torn off" not in pages["notices/云溪市档案局.csv"]


def test_a_value_that_a_person_read_stands_beside_the_reading(dossier):
    from extractor.matters import fingerprint_of_slot

    address = "letters/received/total"
    mark = fingerprint_of_slot(dossier.record.id, address, dossier.record.slots[address])
    value = Decision(number=2, kind="slot", subject=address, fingerprint=mark, ruling=Ruling.CORRECT, value="15")
    corrected = replace(dossier, decisions=(value,))
    pages = written(corrected)
    assert notices_of(pages) == []
    assert "13 + 0 ≠ 15 (gap 2)" in rows(pages["worklist.csv"])[0]["matter"]
    told = decided(corrected, Ruling.SOURCE_DEFECT)
    page = written(told)["notices/云溪市档案局.html"]
    assert "13 + 0 ≠ 15" in page
    assert "15 as read by a person" in page
    assert "<mark>12</mark>" in page


def test_each_office_is_told_of_its_own_reports_alone(dossier):
    pages = written(
        named(dossier, "甲县档案局", "a.txt"),
        named(dossier, "乙县档案局", "b.txt"),
        named(dossier, "甲县档案局", "c.txt", 2022),
    )
    assert notices_of(pages) == ["notices/乙县档案局.html", "notices/甲县档案局.html"]
    first = pages["notices/甲县档案局.html"]
    assert first.index("Report for 2022") < first.index("Report for 2023")
    assert "乙县" not in first
    assert "b.txt" not in first


def test_a_report_of_an_unknown_agency_goes_to_the_worklist_with_its_mistakes(dossier):
    unknown = named(dossier, None, "x.txt")
    pages = written(unknown)
    assert notices_of(pages) == []
    (row,) = rows(pages["worklist.csv"])
    assert (row["document"], row["severity"], row["agency"]) == ("x.txt", "error", "")
    assert "agency not known" in pages["worklist.html"]
    still = written(decided(unknown, Ruling.SOURCE_DEFECT))
    assert len(rows(still["worklist.csv"])) == 1


def test_the_list_of_the_user_outranks_the_name_in_the_report_and_both_are_told(dossier):
    listed = replace(dossier, about=About(agency="云溪市档案馆"))
    pages = written(listed)
    assert notices_of(pages) == ["notices/云溪市档案馆.html"]
    assert "agency as named in the report: 云溪市档案局" in pages["notices/云溪市档案馆.html"]
    assert "named in the report: 云溪市档案局" in pages["index.html"]
    assert "as named in the report" not in written(dossier)["notices/云溪市档案局.html"]


def test_notices_go_by_region_or_by_document_where_that_is_asked(dossier):
    north = replace(named(dossier, "甲局", "a/x.txt"), about=About(region="北区"))
    other = replace(named(dossier, "乙局", "b/x.txt"), about=About(region="北区"))
    nowhere = named(dossier, "丙局", "c.txt")
    pages = written(north, other, nowhere, by="region")
    assert notices_of(pages) == ["notices/北区.html"]
    assert [row["document"] for row in rows(pages["worklist.csv"])] == ["c.txt"]
    pages = written(north, other, nowhere, by="document")
    assert notices_of(pages) == ["notices/a_x.txt.html", "notices/b_x.txt.html", "notices/c.txt.html"]
    assert "To:甲局" in " ".join(pages["notices/a_x.txt.html"].split())


def unread():
    return Dossier(
        record=Record(
            id="ef" * 32 + "#0",
            document="scan.pdf",
            names=("scan.pdf",),
            outcome=Outcome.UNREADABLE,
            reasons=("file.pdf",),
        ),
        schema=None,
        text="",
    )


def test_every_open_matter_is_in_exactly_one_of_notices_and_worklist(dossier, record, form, report):
    everything = [
        demo(WRONG),
        demo(DOUBTFUL),
        unread(),
        named(dossier, None, "unknown.txt"),
        named(Dossier(record=record, schema=form, text=report.text), "甲局"),
        decided(named(dossier, "乙局"), Ruling.DISMISS),
    ]
    found = sorted_out(everything, "agency", "en")
    told = [
        (entry.id, broken.rule)
        for note in found.notices
        for entry in note.entries
        for fault in entry.faults
        for broken in fault.sums
    ]
    listed = [(work.entry.id, task.subject) for work in found.works for task in work.tasks]
    wanted = [(one.record.id, matter.subject) for one in everything for matter in matters(one) if matter.is_open]
    assert sorted(told + listed) == sorted(wanted)
    assert found.people == 5
    assert len(rows(written(*everything)["worklist.csv"])) == len(listed)


def test_a_file_that_could_not_be_read_is_on_the_worklist():
    pages = written(unread())
    (row,) = rows(pages["worklist.csv"])
    assert (row["document"], row["kind"]) == ("scan.pdf", "file")
    assert "a PDF: convert it" in row["matter"]
    assert "scan.pdf" in pages["worklist.html"]


def test_cells_of_a_table_that_were_not_read_share_a_row_of_the_page(dossier):
    bare = Slot(state=State.UNREAD, status=Status.UNREAD)
    record = replace(dossier.record, slots=dict.fromkeys(dossier.record.slots, bare), rules=())
    pages = written(replace(dossier, record=record))
    assert "6 cells: " in pages["worklist.html"]
    assert len(rows(pages["worklist.csv"])) == 6


HOSTILE = "<script>alert(1)</script>\"'&<a href=//x>\u202e=1+1"


def hostile(dossier):
    text = f"云溪市\n{HOSTILE} 13 0 12 {HOSTILE}\n2 · /\n"
    start = text.index("13 0 12")
    spans = dict(zip(("person", "firm", "total"), (start, start + 3, start + 5), strict=True))
    slots = dict(dossier.record.slots)
    for column, at in spans.items():
        slot = slots[f"letters/received/{column}"]
        slots[f"letters/received/{column}"] = replace(slot, span=slot.span.__class__(at, at + len(slot.text)))
    record = replace(dossier.record, slots=slots, document=HOSTILE, names=(HOSTILE,))
    fields = {**record.fields, "agency": Field(value=HOSTILE, span=None)}
    return replace(dossier, record=replace(record, fields=fields), text=text, about=About(region=HOSTILE))


@pytest.mark.parametrize("by", ["agency", "region", "document"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_of_a_report_adds_no_markup_no_link_and_no_formula(dossier, by, lang):
    twin = replace(hostile(dossier), record=replace(hostile(dossier).record, id="aa" * 32 + "#0"))
    pages = written(
        hostile(dossier), decided(twin, Ruling.SOURCE_DEFECT, who=HOSTILE, why=HOSTILE), unread(), by=by, lang=lang
    )
    for name, text in pages.items():
        assert "\u202e" not in text
        if name.endswith(".html"):
            page = html.fromstring(text)
            assert page.xpath("//script|//img|//iframe|//link|//object|//form|//base") == []
            links = [link.get("href") for link in page.xpath("//a")]
            assert links == [] or name == "index.html"
            assert all(unquote(link) in pages for link in links)
            assert not [
                value for element in page.iter() for key, value in element.attrib.items() if key.startswith("on")
            ]
        else:
            cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
            assert not [cell for cell in cells if re.match(r"\s*[=+@\-]", cell)]


def test_a_page_is_well_formed_and_stands_alone(dossier):
    from lxml import etree

    for name, text in written(demo(WRONG), demo(DOUBTFUL), dossier, unread(), lang="zh").items():
        if name.endswith(".html"):
            parser = etree.HTMLParser(recover=True)
            etree.fromstring(text, parser)
            faults = [error for error in parser.error_log if "Tag section invalid" not in error.message]
            assert [error for error in faults if "Tag mark invalid" not in error.message] == []
            assert not re.search(r"(?:src|url)\s*[=(]", text)
            assert "default-src 'none'" in text
            assert "@page { size: A4" in text


def test_a_notice_says_the_same_as_its_table():
    pages = written(demo(WRONG), lang="zh")
    table = rows(pages["notices/青禾县农业农村局.csv"])
    total = next(row for row in table if row["规则编号"] == "requests.balance@business" and row["数值"] == "16")
    assert total["式子"] == "14 + 1 ≠ 16 + 0"
    assert (total["相差"], total["左右"], total["行号"], total["原文摘录"]) == ("1", "右边", "341", "⟦16⟧")
    assert (total["行"], total["列"], total["可能的解释"]) == ("总计", "商业企业", "此格有误即可解释")
    assert len(table) == 7 + 22 + 4


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("云溪市档案局", "云溪市档案局"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("  ..name.. ", "name"),
        ("CON", "_CON"),
        ("com1.x", "_com1.x"),
        ("lpt¹", "_lpt¹"),
        ("console", "console"),
        ("...", "_"),
        ("-rf", "_-rf"),
        ("a\u202eb\nc", "a b c"),
        ("../../etc/passwd", "_.._etc_passwd"),
    ],
)
def test_a_file_name_is_one_on_every_system(title, name):
    assert safe_name(title) == name


def test_a_long_name_is_cut_and_still_tells_offices_apart():
    first, second = "省" * 90 + "甲局", "省" * 90 + "乙局"
    names = file_names([first, second])
    assert len(set(names.values())) == 2
    assert all(len(name.encode()) <= MOST_BYTES for name in names.values())


def test_names_that_some_system_holds_to_be_the_same_are_told_apart():
    names = file_names(["Bureau", "BUREAU", "Bureau", "e\u0301", "\u00e9", "Ｂureau", "a/b", "a:b", "Bureau-2"])
    folded = [name.casefold() for name in names.values()]
    assert len(set(folded)) == len(folded) == 8


def test_the_bound_is_that_of_clopper_and_pearson():
    assert upper_bound(0, 348) == pytest.approx(1 - 0.05 ** (1 / 348), rel=1e-9)
    assert upper_bound(1, 10) == pytest.approx(0.394163, abs=1e-5)  # published tables, one-sided 95 %
    assert upper_bound(3, 3) == 1.0
    assert upper_bound(0, 100_000) < upper_bound(5, 100_000) < 0.001
    assert reliance.percent(0.008571) == "0.86"


def test_how_likely_a_notice_is_wrong_is_told_as_measured_and_no_better(dossier):
    pages = written(dossier, counts=replace(COUNTS, reader="layout-0"))
    assert "fewer than 1.00 % of the reports" in pages["index.html"]
    assert "none of these was put down to a report wrongly" in pages["index.html"]
    some = written(dossier, counts=replace(COUNTS, accusations_wrong=2, reports_accused_wrongly=1))["index.html"]
    assert "2 of these wrongly, in 1 reports" in some
    assert "fewer than 1.58 % of the reports" in some


def test_what_was_not_measured_is_said_not_to_be(dossier):
    pages = written(dossier, counts=None)
    assert "has not been measured" in pages["index.html"]
    empty = replace(COUNTS, reports_accused=0, accusations=0)
    assert "has not been measured" in written(dossier, counts=empty)["index.html"]


def test_counts_of_another_reader_are_said_to_say_nothing():
    found = demo(WRONG)
    assert "of which they say nothing" not in written(found)["index.html"]
    assert (
        f"some reports here were read by {COUNTS.reader}, of which"
        in written(found, counts=replace(COUNTS, reader="layout-0"))["index.html"]
    )


def test_the_published_counts_come_with_the_program():
    counts = measured()
    published = json.loads((data_root() / "eval" / "accusations.json").read_text("utf-8"))
    assert (counts.accusations, counts.reports) == (published["accusations"], published["reports"])
    assert counts.accusations >= counts.reports_accused > 0


@pytest.fixture
def gouji(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOUJI_DB", raising=False)

    def call(*arguments, lang="en"):
        code = main([*map(str, arguments), "--lang", lang])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    assert call("run", str(DEMO))[0] == 1
    return call


def test_check_writes_the_folder(gouji, tmp_path):
    code, out, err = gouji("check", "--out", "out", lang="zh")
    assert (code, err) == (1, "")
    assert out.startswith("已写出 1 份告知单（1 处差错）")
    names = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    office = "notices/青禾县农业农村局"
    assert names == {f"{office}.html", f"{office}.csv", "index.html", "worklist.html", "worklist.csv"}
    assert (tmp_path / "out" / "worklist.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_with_something_in_it_is_left_alone(gouji, tmp_path):
    (tmp_path / "out").mkdir()
    assert gouji("check", "--out", "out")[0] == 1
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    code, out, err = gouji("check", "--out", "out")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "is not empty" in err
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_a_name_that_is_a_file_is_a_bad_call(gouji, tmp_path):
    (tmp_path / "out").write_text("mine", "utf-8")
    code, _, err = gouji("check", "--out", "out")
    assert (code, err) == (2, "gouji: out is not a folder; give another name\n")
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_what_cannot_be_written_leaves_nothing_behind(gouji, tmp_path, monkeypatch):
    from extractor import notices

    whole = notices.files

    def full(*arguments):
        yield from (file for number, file in enumerate(whole(*arguments)) if number < 3)
        raise OSError(28, "the disk is full, free some space")

    monkeypatch.setattr(notices, "files", full)
    code, _, err = gouji("check", "--out", "out")
    assert (code, err) == (2, "gouji: cannot write out: the disk is full, free some space\n")
    assert not (tmp_path / "out").exists()


def test_only_what_goes_together_is_taken(gouji):
    assert gouji("check", "--by", "region")[::2] == (
        2,
        "gouji: --by says whom the notices are for: give --out DIR with it\n",
    )
    assert gouji("check", "--out", "out", "--severity", "error")[0] == 2
    assert gouji("check", "--severity", "grave")[0] == 2


def test_reports_that_are_named_are_told_of_alone(gouji, tmp_path):
    assert gouji("check", DOUBTFUL, "--out", "out")[0] == 1
    assert not (tmp_path / "out" / "notices").exists()
    assert gouji("check", "pipes-water-2020.md", "--out", "clean")[0] == 0
    assert gouji("check", WRONG, WRONG, "--out", "twice")[1].startswith("notices: 1 (mistakes: 1) in ")
    assert gouji("check", "pipes-water-2020.md", "nothing", "--out", "other")[0] == 2


def test_the_least_severity_decides_what_is_printed(gouji):
    errors = gouji("check", "--severity", "error")[1]
    assert "error (3)" in errors
    assert "doubt (" not in errors
    assert f"{DOUBTFUL}: reading in doubt  needs a person\n" in errors
    assert "doubt (12)" in gouji("check")[1]
    assert gouji("check")[1].endswith("5 reports, 2 need a person: 3 errors and 12 doubts are open (8 hints)\n")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="looks with a real browser")
def test_a_real_browser_prints_the_notice(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(written(demo(WRONG), lang="zh")["notices/青禾县农业农村局.html"], "utf-8")
    printed = tmp_path / "page.pdf"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--no-first-run", f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}"]
    subprocess.run([*command, page.as_uri()], capture_output=True, check=True, timeout=60)
    assert printed.read_bytes().startswith(b"%PDF")


def test_a_mistake_of_the_prose_is_told_with_its_place_and_the_cells_it_contradicts():
    text = (DEMO.parent / "reports" / "spaces-tax-2019.txt").read_text("utf-8")
    page = written(demo("spaces-tax-2019.txt", text), lang="en")
    notice = next(text for name, text in page.items() if name.startswith("notices/") and name.endswith(".html"))
    table = next(text for name, text in page.items() if name.startswith("notices/") and name.endswith(".csv"))
    assert "3319 ≠ 3391" in notice
    assert "<mark>3391</mark>" in notice
    assert sum("3319 ≠ 3391" in line and ",3391," in line for line in table.splitlines()) == 1
