"""Versions of a report: what a resubmitted one put right, what it left, what it broke anew."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.corpus import Standing, changed_since, compare_versions
from extractor.dossier import Decision, Ruling
from extractor.matters import matters
from extractor.reading import read_dossiers
from extractor.records import Defect, Outcome, RuleVerdict, Severity, State
from extractor.render.pages import change_page
from extractor.span import Span

REPORTS = Path(__file__).resolve().parents[1] / "eval" / "reports"
SOURCE = REPORTS / "tabs-water-2024.txt"
NEW, REMEDIES = "\t185\t57\t9\t2\t31\t7\t291", "9\t1\t2\t2\t14\t4"

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="reads the shipped reports of the checkout")


def test_a_fault_put_right_one_left_and_a_new_one_are_told_apart(first, second):
    change = compare_versions(first, second)
    named = {standing: [subject(fault) for fault in change.of(standing)] for standing in Standing}
    assert named == {
        Standing.FIXED: ["requests.balance@total"],
        Standing.REMAINING: ["requests.row_total@new", "remedies.block_total@reconsideration"],
        Standing.NEW: ["requests.balance@natural_person"],
        Standing.UNCLEAR: [],
    }
    assert not change.is_put_right


def test_every_cell_that_changed_has_both_readings_and_both_places(first, second):
    cells = {cell.slot: cell for cell in compare_versions(first, second).cells}
    assert set(cells) == {"requests/new/natural_person", "requests/new/total"}
    total = cells["requests/new/total"]
    assert (total.before.value, total.after.value) == (292, 291)
    assert (printed(first, total.before), printed(second, total.after)) == ("292", "291")


def test_a_version_without_faults_is_put_right(first, clean):
    change = compare_versions(first, clean)
    assert change.is_put_right
    assert {fault.standing for fault in change.faults} == {Standing.FIXED}


def test_two_clean_versions_have_nothing_to_tell(clean):
    change = compare_versions(clean, clean)
    assert (change.faults, change.cells, change.is_put_right) == ((), (), True)


def test_a_sum_that_can_no_longer_be_assessed_is_not_put_right(first, clean):
    rules = [
        replace(rule, verdict=RuleVerdict.NOT_ASSESSABLE, gap=None) if rule.over == "total" else rule
        for rule in clean.record.rules
    ]
    change = compare_versions(first, replace(clean, record=replace(clean.record, rules=tuple(rules))))
    assert [subject(fault) for fault in change.of(Standing.UNCLEAR)] == ["requests.balance@total"]
    assert not change.is_put_right


def test_a_version_that_cannot_be_read_puts_nothing_right(first, clean):
    unread = replace(clean, record=replace(clean.record, outcome=Outcome.UNREADABLE, slots={}, rules=(), defects=()))
    standings = {fault.standing for fault in compare_versions(first, unread).faults}
    assert standings == {Standing.UNCLEAR, Standing.NEW}  # new: that it cannot be read


def test_cells_that_are_not_sure_are_counted_and_no_fault(first, clean):
    slots = dict(clean.record.slots)
    slots["requests/new/total"] = replace(slots["requests/new/total"], state=State.UNREAD, value=None, status="unread")
    change = compare_versions(clean, replace(clean, record=replace(clean.record, slots=slots)))
    assert (change.faults, change.unsure) == ((), 1)


@pytest.mark.parametrize(
    ("sentence", "other", "standing"),
    [
        ("全年新收申请292件", "全年新收申请293件", Standing.REMAINING),
        ("全年新收申请292件", "培训基层信息员七十四人", Standing.FIXED),
    ],
)
def test_a_mistake_of_the_prose_is_known_again_by_its_words(clean, sentence, other, standing):
    before, after = with_defect(clean, sentence), with_defect(clean, other)
    faults = compare_versions(before, after).faults
    assert faults[0].standing is standing
    assert len(faults) == (1 if standing is Standing.REMAINING else 2)


def test_a_fault_that_a_person_dismissed_is_none(first):
    found = [matter for matter in matters(first) if matter.is_defect]
    decisions = tuple(
        Decision(
            number=number,
            kind=matter.kind,
            subject=matter.subject,
            fingerprint=matter.fingerprint,
            ruling=Ruling.DISMISS,
        )
        for number, matter in enumerate(found, start=1)
    )
    assert compare_versions(first, replace(first, decisions=decisions)).of(Standing.REMAINING) == ()


def test_what_changed_since_last_year_is_found_again_by_likeness(clean):
    (last,) = read_dossiers(REPORTS / "html-water-2023.html")
    changes = changed_since(last, clean)
    assert changes.has_findings
    assert [(again.before.quote[:9], again.after.quote[:9]) for again in changes.again] == [
        ("一是工程建设信息公", "1、工程建设信息公"),
        ("三是基层水利站查阅", "2、基层水利站查阅"),
    ]
    assert [each.quote[:9] for each in changes.gone if each.kind == "problem"] == ["二是涉水收费政策解"]
    assert [each.quote[:9] for each in changes.new if each.kind == "problem"] == ["3、水网征占地补偿"]
    figures = {each.slot: each.difference for each in changes.figures}
    assert figures["requests/new/total"] == 10
    assert "requests/new/natural_person" not in figures  # only totals are key figures where a table has them


def test_a_report_of_no_known_form_has_no_key_figures(clean):
    (last,) = read_dossiers(REPORTS / "html-water-2023.html")
    assert changed_since(last, replace(clean, schema=None)).figures == ()
    assert changed_since(replace(last, schema=None), clean).figures == ()


def test_nothing_is_said_of_findings_that_nobody_looked_for(clean):
    (last,) = read_dossiers(REPORTS / "html-water-2023.html")
    unsearched = replace(last, record=replace(last.record, findings=None))
    changes = changed_since(unsearched, clean)
    assert (changes.has_findings, changes.new, changes.gone) == (False, (), ())


def test_the_command_compares_two_files_without_a_store(files, capsys):
    first, second, clean = files
    assert main(["diff", str(first), str(second), "--db", "none.db", "--lang", "zh"]) == 1
    out = capsys.readouterr().out
    assert "已改正（" in out
    assert "292 + 21 ≠ 292 + 20" in out
    assert "291 + 21 = 292 + 20" in out
    assert "本年新收政府信息公开申请数量 / 总计: 292 → 291" in out
    assert main(["diff", str(first), str(clean), "--db", "none.db", "--lang", "en"]) == 0
    assert " fixed, 0 remaining, 0 new, 0 that cannot be told" in capsys.readouterr().out


def test_the_version_before_is_the_one_read_before(files, tmp_path, capsys):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "en"]
    first, second, _ = files
    main(["run", str(first), *store])
    main(["run", str(second), *store])
    capsys.readouterr()
    for doc in ("second.txt", "汀陵市水利局 2024"):
        assert main(["diff", doc, *store]) == 1
        assert "before: first.txt" in capsys.readouterr().out
    assert main(["diff", "first.txt", *store]) == 2
    assert "has no earlier version" in capsys.readouterr().err


def test_what_a_file_held_before_it_changed_is_the_version_before(files, tmp_path, capsys):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "en"]
    first, _, clean = files
    main(["run", str(first), *store])
    first.write_bytes(clean.read_bytes())
    main(["run", str(first), *store])
    capsys.readouterr()
    assert main(["diff", "first.txt", *store]) == 0
    assert " fixed, 0 remaining, 0 new, 0 that cannot be told" in capsys.readouterr().out


def test_a_name_that_says_correction_makes_the_later_version(files, tmp_path, capsys):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "en"]
    first, _, clean = files
    clean.rename(clean.with_name("a（更正）.txt"))
    main(["run", str(first.parent), *store])
    capsys.readouterr()
    assert main(["diff", "a（更正）.txt", "--format", "json", *store]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["before"]["document"], told["after"]["document"]) == ("second.txt", "a（更正）.txt")


def test_the_same_bytes_under_two_names_are_no_versions(files, tmp_path, capsys):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "en"]
    first, second, _ = files
    second.write_bytes(first.read_bytes())
    main(["run", str(first), str(second), *store])
    capsys.readouterr()
    assert main(["diff", "first.txt", *store]) == 2
    assert main(["diff", "first.txt", "second.txt", *store]) == 2
    assert "the same bytes" in capsys.readouterr().err


def test_a_report_that_is_nowhere_is_a_bad_call(tmp_path, capsys):
    assert main(["diff", "a.txt", "b.txt", "--db", str(tmp_path / "none.db")]) == 2
    assert "a.txt" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "reason"), [("", "the file is empty"), ("尊敬的各位，特此函告。", "by no form")])
def test_what_was_not_read_as_a_report_is_not_compared(files, tmp_path, capsys, words, reason):
    other = tmp_path / "other.txt"
    other.write_text(words, "utf-8")
    for pair in ((files[0], other), (other, files[0])):
        assert main(["diff", *map(str, pair), "--db", "none.db", "--lang", "en"]) == 2
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1)
        assert "other.txt" in told.err
        assert reason in told.err


def test_reports_of_two_years_are_told_to_be_no_versions(clean, capsys):
    last = str(REPORTS / "html-water-2023.html")
    main(["diff", last, str(SOURCE), "--db", "none.db", "--lang", "en"])
    assert "not versions of one report" in capsys.readouterr().out


def test_the_data_and_the_page_have_both_values_and_both_places(files, tmp_path, capsys):
    first, second, _ = files
    assert main(["diff", str(first), str(second), "--db", "none.db", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    sums = [each for each in told["faults"] if each["kind"] == "rule"]
    assert [each["standing"] for each in sums] == ["fixed", "remaining", "remaining", "new"]
    assert sum(told["counts"].values()) == len(told["faults"])
    fixed = sums[0]
    assert (fixed["before"]["sum"], fixed["after"]["sum"]) == ("292 + 21 ≠ 292 + 20", "291 + 21 = 292 + 20")
    assert {cell["slot"]: (cell["before"]["line"], cell["after"]["line"]) for cell in told["cells"]} == {
        "requests/new/natural_person": (45, 45),
        "requests/new/total": (45, 45),
    }
    page = tmp_path / "diff.html"
    main(["diff", str(first), str(second), "--db", "none.db", "--format", "html", "-o", str(page), "--lang", "zh"])
    text = page.read_text("utf-8")
    assert "<mark>292</mark>" in text
    assert "<mark>291</mark>" in text
    assert "http" not in text.replace("http-equiv", "")


def test_what_a_report_says_cannot_become_markup(first, second):
    name = "<script>alert(1)</script>.txt"
    hostile = replace(first, record=replace(first.record, document=name))
    assert name not in change_page(compare_versions(hostile, second), "en")


@pytest.fixture
def files(tmp_path):
    """Return a report with broken sums, one with a sum put right and another broken, and a clean one."""
    text = SOURCE.read_text("utf-8")
    wrong = text.replace(REMEDIES, "9\t1\t2\t2\t15\t4")
    texts = {
        "first.txt": wrong.replace(NEW, "\t185\t57\t9\t2\t31\t7\t292"),
        "second.txt": wrong.replace(NEW, "\t186\t57\t9\t2\t31\t7\t291"),
        "clean.txt": text,
    }
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, content in texts.items():
        (folder / name).write_text(content, "utf-8")
    return tuple(folder / name for name in texts)


@pytest.fixture
def first(files):
    return plain(files[0])


@pytest.fixture
def second(files):
    return plain(files[1])


@pytest.fixture
def clean(files):
    return plain(files[2])


def plain(path):
    """Return a report with the faults of its sums alone."""
    (dossier,) = read_dossiers(path)
    return replace(dossier, record=replace(dossier.record, defects=()))


def subject(fault):
    return (fault.after or fault.before).subject


def printed(dossier, slot):
    return dossier.text[slice(*slot.span)]


def with_defect(dossier, sentence):
    start = len(dossier.text)
    defect = Defect(kind="prose_sum", severity=Severity.ERROR, span=Span(start, start + len(sentence)), detail=sentence)
    return replace(
        dossier, text=dossier.text + sentence, record=replace(dossier.record, defects=(*dossier.record.defects, defect))
    )
