"""Rules over two years: they hold, fail with both figures and places, or say why they cannot be assessed."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.corpus import Why, across_years, counting, filings, office
from extractor.dossier import About, Dossier
from extractor.reading import read_dossiers
from extractor.records import Field, RuleVerdict, Statement, Status
from extractor.render.years import years
from extractor.span import Span

REPORTS = Path(__file__).resolve().parents[1] / "eval" / "reports"
LAST, THIS = "html-water-2023.html", "tabs-water-2024.txt"
OUT, IN = "requests/carried_out/total", "requests/carried_in/total"

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="reads the shipped reports of the checkout")


def test_last_years_carry_over_is_this_years_carry_in(last, this):
    found = across_years([last, this])
    assert {outcome.verdict for outcome in found} == {RuleVerdict.PASS}
    assert {outcome.rule for outcome in found} == {"requests.carried_over", "proactive.in_force_carried_on"}


def test_a_carry_over_that_was_lost_is_told_with_both_figures_and_their_places(last, this):
    (failed,) = failures([with_value(last, OUT, 24), this])
    assert (failed.rule, failed.over, failed.gap) == ("requests.carried_over", "total", Decimal(-3))
    own, other = failed.figures
    assert (own.slot, own.year, own.value) == (IN, 2024, Decimal(21))
    assert (other.slot, other.year, other.value) == (OUT, 2023, Decimal(24))
    assert own.place.figure == "21"
    assert other.place.figure == "21"  # what its page prints: the value was put in by this test
    assert failed.reasons == (Why.REORGANISED_OR_CORRECTED,)
    assert failed.is_worth_asking


def test_what_is_in_force_grows_by_what_was_issued_and_repealed(last, this):
    (failed,) = failures([last, with_value(this, "proactive/normative_documents/in_force", 50)])
    assert (failed.rule, failed.over, failed.gap) == ("proactive.in_force_carried_on", "normative_documents", 1)


def test_a_figure_that_is_missing_is_never_a_zero(last, this):
    (silent,) = [each for each in across_years([without(last, OUT), this]) if each.verdict is not RuleVerdict.PASS]
    assert (silent.verdict, silent.reasons, silent.gap) == (RuleVerdict.NOT_ASSESSABLE, (Why.MISSING,), None)


def test_a_gap_on_a_reading_in_doubt_is_not_worth_asking_about(last, this):
    slot = replace(this.record.slots[IN], value=Decimal(3), status=Status.SUSPECT)
    (failed,) = failures([last, with_slot(this, IN, slot)])
    assert Why.READING_IN_DOUBT in failed.reasons
    assert not failed.is_worth_asking


def test_a_report_that_takes_nothing_over_may_be_of_an_office_that_started_anew(last, this):
    zeros = {slot: 0 for slot in this.record.slots if slot.startswith("requests/carried_in/")}
    for slot in zeros:
        this = with_value(this, slot, 0)
    assert {outcome.reasons for outcome in failures([last, this])} == {(Why.STARTS_ANEW,)}


def test_of_several_versions_of_a_year_the_last_counts_and_the_earlier_are_told_of(last, this):
    corrected = replace(with_value(last, OUT, 24), record=replace(with_value(last, OUT, 24).record, id="corrected#0"))
    (failed,) = failures([last, corrected, this])
    assert failed.previous == "corrected#0"
    assert failed.reasons == (Why.OTHER_VERSION_AGREES, Why.RESUBMITTED)
    assert failures([corrected, last, this]) == []


def test_the_same_bytes_under_two_names_are_one_report(last):
    (filing,) = filings([last, replace(last, record=replace(last.record, document="copy.html"))]).values()
    assert len(filing.versions) == 1


def test_reports_of_different_offices_are_never_held_against_each_other(last, this):
    assert across_years([named(last, "青屿县"), named(this, "青屿综合实验区")]) == ()
    assert across_years([named(last, "青屿县水利局"), named(this, "青屿县")]) == ()


def test_names_that_differ_in_blanks_and_width_alone_are_one_office(last, this):
    assert office(named(last, "汀陵 市水利局")) == office(this)


def test_the_users_own_list_says_that_two_names_are_one_office(last, this):
    about = About(agency="汀陵市水利局", is_certain=True)
    assert across_years([replace(named(last, "汀陵市水务局"), about=about), this]) != ()


def test_years_that_do_not_follow_one_another_are_not_compared(last, this):
    assert across_years([in_year(last, 2022), this]) == ()


def test_only_what_both_forms_count_alike_is_compared_between_them(this):
    before = named(in_year(shipped("zeros-archives-2020.txt"), 2023), this.agency)
    found = across_years([before, this])
    assert {each.rule for each in found if each.reasons == (Why.FORMS_DIFFER,)} == {"proactive.in_force_carried_on"}
    assert {each.rule for each in found if each.verdict is not RuleVerdict.NOT_ASSESSABLE} == {"requests.carried_over"}


def test_the_rules_of_the_first_form_hold_its_items_and_its_totals_together():
    before = shipped("cells-transport-2019.txt")
    rules = {
        outcome.rule for outcome in across_years([before, shipped("cells-transport-2020.txt")]) if not outcome.said
    }
    assert rules == {"requests.carried_over", "proactive.items_carried_on", "proactive.public_carried_on"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (LAST, THIS, ("prose.growth", "较上年增长3.6%", Decimal("3.5587"))),
        ("cells-transport-2019.txt", "cells-transport-2020.txt", ("prose.change", "比2019年增加9件", Decimal(9))),
    ],
)
def test_what_two_shipped_reports_say_of_the_change_is_read_and_holds(before, after, said):
    (told,) = [each for each in across_years([shipped(before), shipped(after)]) if each.said]
    assert (told.rule, told.said.text, told.expected) == said
    assert told.verdict is RuleVerdict.PASS


NEW = "本年新收申请291件"


@pytest.mark.parametrize(
    ("sentence", "number", "unit", "verdict"),
    [
        (f"{NEW}，同比增长3.6%。", "3.6", "%", "pass"),
        (f"{NEW}，较上年增长3.5%。", "3.5", "%", "pass"),  # cut off, not rounded
        (f"{NEW}，较上年增长4%。", "4", "%", "pass"),
        (f"{NEW}，同比增长13.6%。", "13.6", "%", "fail"),
        (f"{NEW}，同比下降3.6%。", "3.6", "%", "fail"),
        (f"{NEW}，比2023年增加10件。", "10", "件", "pass"),
        (f"{NEW}，比去年增加20件。", "20", "件", "fail"),
        (f"{NEW}（比上年多10件）。", "10", "件", "pass"),
        (f"{NEW}，较去年增加10件，增长3.6%。", "3.6", "%", "pass"),
        (f"{NEW}，较去年增加10件，增长4.6%。", "4.6", "%", "fail"),
    ],
)
def test_a_change_since_last_year_is_recomputed(last, this, *, sentence, number, unit, verdict):
    (told,) = [each for each in across_years([last, saying(this, sentence, number, unit)]) if each.said]
    assert (told.verdict, told.said.place.figure) == (verdict, number)
    assert (told.expected is not None, told.relation) == (True, "==")


@pytest.mark.parametrize(
    ("sentence", "number", "unit"),
    [
        (f"{NEW}，比2021年增加20件。", "20", "件"),
        (f"{NEW}，按时办结率同比提高5个百分点。", "5", "个百分点"),
        (f"{NEW}，网站访问量同比增长50%。", "50", "%"),
        (f"{NEW}，占总数的50%。", "50", "%"),
        (f"{NEW}。网站访问量同比增长50%。", "50", "%"),
        (f"{NEW}，同比增长20人。", "20", "人"),
        (f"{NEW}，比上年增加10件，其中自然人增加7件。", "7", "件"),
        (f"{NEW}，自然人和企业同比分别增长5%。", "5", "%"),
    ],
)
def test_a_change_of_something_else_is_not_held_against_the_tables(last, this, sentence, number, unit):
    assert [each for each in across_years([last, saying(this, sentence, number, unit)]) if each.said] == []


def test_nothing_grows_from_zero_by_a_share(last, this):
    for slot in ("requests/new/total", "requests/carried_in/total", "requests/total/total"):
        last = with_value(last, slot, 0)
    (told,) = [each for each in across_years([last, saying(this, f"{NEW}，同比增长5%。", "5", "%")]) if each.said]
    assert (told.verdict, told.reasons) == (RuleVerdict.NOT_ASSESSABLE, (Why.BASE_ZERO,))


def test_a_change_that_holds_by_another_way_to_count_is_right(last, this):
    taken_in = sum(int(last.record.slots[f"requests/{row}/total"].value) for row in ("new", "carried_in"))
    spoken = saying(this, f"{NEW}，比上年减少{taken_in - 291}件。", str(taken_in - 291), "件")
    assert [each.verdict for each in across_years([last, spoken]) if each.said] == ["pass"]


def test_what_is_said_of_last_year_is_held_against_last_years_report(last, this):
    def said(number):
        spoken = saying(this, f"上年新收申请{number}件。", number, "件")
        statement = replace(spoken.record.statements[-1], period=2023, terms=(("+", "requests/new/total"),))
        told = replace(spoken, record=replace(spoken.record, statements=(statement,)))
        return [each.verdict for each in across_years([last, told]) if each.said]

    assert (said("281"), said("218")) == (["pass"], ["fail"])


@pytest.mark.parametrize(("number", "verdict"), [("281", "pass"), ("218", "fail")])
def test_last_years_number_beside_this_years_is_held_against_last_years_report(last, this, number, verdict):
    spoken = saying(this, f"{NEW}，同比增长3.6%（上年为{number}件）。", number, "件")
    statements = (spoken.record.statements[0], replace(spoken.record.statements[-1], period=2023))
    told = replace(spoken, record=replace(spoken.record, statements=statements))
    assert [(each.rule, each.verdict) for each in across_years([last, told]) if each.said] == [
        ("prose.last_year", verdict)
    ]


def test_a_sentence_on_what_the_forms_count_differently_is_not_assessed(this):
    before = named(in_year(shipped("zeros-archives-2020.txt"), 2023), this.agency)
    spoken = saying(this, "制发文件291件，同比增长5%。", "5", "%")
    first = replace(spoken.record.statements[0], terms=(("+", "proactive/normative_documents/issued"),))
    told = replace(spoken, record=replace(spoken.record, statements=(first, *spoken.record.statements[1:])))
    assert [each.reasons for each in across_years([before, told]) if each.said] == [(Why.FORMS_DIFFER,)]


def test_a_sentence_is_not_assessed_where_last_years_number_was_not_read(last, this):
    spoken = saying(this, f"{NEW}，同比增长5%。", "5", "%")
    found = across_years([without(last, "requests/new/total"), spoken])
    assert [each.reasons for each in found if each.said] == [(Why.MISSING,)]


def test_reports_of_no_known_form_are_not_compared(last, this):
    assert across_years([replace(last, schema=None), this]) == ()
    assert across_years([last, replace(this, schema=None)]) == ()


def test_a_failure_is_written_out_with_what_is_said_and_what_the_figures_make(last, this):
    told = saying(this, f"{NEW}，同比增长13.6%。", "13.6", "%")
    text = years(across_years([last, told]), {each.record.id: each for each in (last, told)}, "zh").plain
    assert "原文：本年新收申请291件，同比增长13.6%。" in text
    assert "按两年报告数据计算：3.5587" in text
    assert "不符 1 项" in text


def test_what_cannot_be_assessed_is_counted_by_its_reason(last, this):
    silent = without(last, OUT)
    text = years(across_years([silent, this]), {each.record.id: each for each in (silent, this)}, "en").plain
    assert "not assessed, 1: a figure is missing (which is not zero)" in text


def test_what_a_later_version_replaces_does_not_count(last, this):
    corrected = replace(last, record=replace(last.record, id="corrected#0"))
    assert [each.record.id for each in counting([last, corrected, this])] == ["corrected#0", this.record.id]


@pytest.mark.parametrize("command", ["years", "copied"])
def test_where_no_report_is_meant_none_is_told_of(tmp_path, capsys, command):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "en"]
    main(["run", str(REPORTS / "tabs-water-2024.txt"), *store])
    capsys.readouterr()
    for asked, said in ((["nowhere"], "nowhere"), (["--where", "year=1999"], "answers to that")):
        assert main([command, *asked, *store]) == 2
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n"), said in told.err) == ("", 1, True)


def test_the_command_tells_what_does_not_hold_and_takes_it_for_no_mistake(tmp_path, capsys):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "zh"]
    main(["run", str(REPORTS / "cells-transport-2019.txt"), str(REPORTS / "cells-transport-2020.txt"), *store])
    capsys.readouterr()
    assert main(["years", *store]) == 0
    assert "3 ≠ 5  差 -2" in capsys.readouterr().out
    assert main(["years", "cells-transport-2019.txt", *store]) == 0
    assert "没有同一机关上一年度的报告" in capsys.readouterr().out
    assert main(["years", "--where", "year=2020", "--format", "json", *store]) == 0
    assert '"rule": "requests.carried_over"' in capsys.readouterr().out


@pytest.fixture
def last():
    return shipped(LAST)


@pytest.fixture
def this():
    found = shipped(THIS)
    return replace(found, record=replace(found.record, statements=()))


def shipped(name) -> Dossier:
    (dossier,) = read_dossiers(REPORTS / name)
    return dossier


def failures(dossiers):
    return [outcome for outcome in across_years(dossiers) if outcome.verdict is RuleVerdict.FAIL]


def with_slot(dossier, address, slot):
    return replace(dossier, record=replace(dossier.record, slots={**dossier.record.slots, address: slot}))


def with_value(dossier, address, value):
    return with_slot(dossier, address, replace(dossier.record.slots[address], value=Decimal(value)))


def without(dossier, address):
    return with_slot(dossier, address, replace(dossier.record.slots[address], value=None))


def named(dossier, agency):
    fields = {**dossier.record.fields, "agency": Field(value=agency, span=None)}
    return replace(dossier, record=replace(dossier.record, fields=fields))


def in_year(dossier, year):
    fields = {**dossier.record.fields, "year": Field(value=year, span=None)}
    return replace(dossier, record=replace(dossier.record, fields=fields))


def saying(dossier, sentence, number, unit):
    """Return a report with one more sentence, and its statements: what came in, and the number given."""
    start = len(dossier.text) + 1
    text = f"{dossier.text}\n{sentence}"

    def statement(name, figure, value, unit, terms):
        at = text.rindex(figure)
        span = Span(start, len(text))
        return Statement(
            id=name,
            span=span,
            figure=Span(at, at + len(figure)),
            text=sentence,
            value=Decimal(value),
            unit=unit,
            terms=terms,
            agrees=True if terms else None,
        )

    spoken = [statement("c1", "291", "291", "件", (("+", "requests/new/total"),))] if "291" in sentence else []
    spoken.append(statement("c2", number, number, unit, ()))
    return replace(dossier, text=text, record=replace(dossier.record, statements=tuple(spoken)))
