"""Two runs held against each other: every rule of the gate fires on its regression and is silent on its clean twin."""

import json
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256

import pytest

from extractor import render
from extractor.errors import CallError
from extractor.evaluation.compare import Delta, difference, ranked
from extractor.evaluation.gate import regressions
from extractor.messages import MESSAGES
from tests.labelled import CELLS, SLOTS, answers, as_lines, gold_of, scored, text_of, write

pytestmark = pytest.mark.usefixtures("in_english")

FULL, ZERO = ("full.txt", SLOTS[0]), ("zero.txt", SLOTS[0])


@pytest.fixture
def folder(tmp_path, form):
    return write(tmp_path / "set", form)


@pytest.fixture
def run(folder, form):
    """Return a function that scores the right answers with some of them changed."""

    def call(changed=None, **more):
        return scored(folder, form, answers(changed, **more))

    return call


def fired(before, after, **more):
    return [rule.kind for rule in regressions(difference(before, after), **more)]


def edited(report, **changes):
    return deepcopy(report) | changes


# The difference


def test_a_run_against_itself_changes_nothing(run):
    found = difference(run({FULL: "14"}), run({FULL: "14"}))
    assert (found.fixed, found.broken, len(found.still_broken), len(found.shared)) == ((), (), 1, 3)
    assert (found.salient_f1.value, found.by_report.p, found.exact) == (0, 1.0, (0, 0, None))
    assert regressions(found) == ()


def test_what_is_fixed_broken_and_still_wrong_is_listed_slot_by_slot(run):
    before, after = run({FULL: "14", ("half.txt", SLOTS[0]): "6"}), run({FULL: "15", ZERO: "1"})
    found = difference(before, after)
    (fixed,), (broken,), (still,) = found.fixed, found.broken, found.still_broken
    assert (fixed.document, fixed.gold, fixed.was, fixed.said) == ("half.txt", "5", "6", "5")
    assert (broken.document, broken.gold, broken.was, broken.said) == ("zero.txt", "0", "0", "1")
    assert (still.document, still.was, still.said) == ("full.txt", "14", "15")
    assert found.exact == (1, 1, 1.0)


def test_an_invented_slot_is_broken_and_no_longer_invented_fixed(folder, form):
    lines = answers()
    lines[0]["slots"]["letters/x/person"] = {"value": 5, "sure": False}
    before, after = scored(folder, form, answers()), scored(folder, form, lines)
    assert [change.slot for change in difference(before, after).broken] == ["letters/x/person"]
    assert [change.slot for change in difference(after, before).fixed] == ["letters/x/person"]


def test_reports_added_removed_and_changed_are_listed_and_not_compared(run, folder, form):
    before = run()
    write(folder, form, {"new.txt": gold_of("new.txt", CELLS["full.txt"])}, {"new.txt": text_of(CELLS["full.txt"])})
    (folder / "gold" / "zero.json").unlink()
    (folder / "reports" / "half.txt").write_text("又一份", "utf-8")
    after = scored(folder, form, answers({FULL: "14", ("half.txt", SLOTS[0]): "6"}))
    found = difference(before, after)
    assert (found.added, found.removed, found.changed, found.shared) == (
        ("new.txt",),
        ("zero.txt",),
        ("half.txt",),
        ("full.txt",),
    )
    assert [change.document for change in found.broken] == ["full.txt"]


def test_texts_of_one_report_count_as_one_in_every_interval(folder, form):
    for number in range(30):
        (folder / "reports" / f"full.{number}.txt").write_text(text_of(CELLS["full.txt"]), "utf-8")
    (folder / "gold" / "half.json").unlink()
    names = ["full.txt", *(f"full.{number}.txt" for number in range(30))]
    right, wrong = answers(leave=["half.txt"]), answers({FULL: "14"}, leave=["half.txt"])
    before, after = (
        scored(folder, form, [*lines, *({**lines[0], "document": name} for name in names[1:])])
        for lines in (right, wrong)
    )
    found = difference(before, after)
    assert (len(found.shared), found.by_report.p) == (32, pytest.approx(1, abs=0.01))


@pytest.mark.parametrize("found", [0, 2, None, "1"])
def test_a_report_of_another_format_is_refused(run, found):
    good = run()
    with pytest.raises(CallError, match=r"the baseline has format"):
        difference(edited(good, format=found), good)
    with pytest.raises(CallError, match=r"one of the runs has format"):
        ranked([good, edited(good, format=found)])


# The gate


def test_a_better_run_passes(run):
    assert fired(run({FULL: "14", ZERO: "1"}), run()) == []


def test_f1_fell(run):
    assert fired(run(sure=False), run({FULL: "14"}, sure=False)) == ["f1_fell", "accuracy_fell"]


@pytest.mark.parametrize(
    ("delta", "fires"),
    [
        (Delta(value=-0.03, low=-0.1, high=0.1), True),
        (Delta(value=-0.02, low=-0.1, high=0.1), False),
        (Delta(value=-0.001, low=-0.002, high=-0.0005), True),
        (Delta(value=-0.001, low=-0.002, high=0.0), False),
        (Delta(value=0.03, low=0.01, high=0.1), False),
        (Delta(value=None, low=None, high=None), False),
    ],
)
def test_f1_fell_beyond_chance_or_by_more_than_two_hundredths(run, delta, fires):
    found = replace(difference(run(), run()), by_report=delta)
    assert [rule.kind for rule in regressions(found)] == (["f1_fell"] if fires else [])


def test_silent_rose(run):
    before = run({FULL: "14"}, sure=False)
    assert "silent_rose" in fired(before, run({FULL: "14"}))
    assert fired(before, run({FULL: "14"}, sure=False)) == []


def test_a_silent_error_in_another_place_is_a_new_one(run):
    assert "silent_rose" in fired(run({FULL: "14"}), run({("full.txt", SLOTS[1]): "9"}))


@pytest.mark.parametrize("pinned", [("all", "all"), ("all", ""), ("", "all")], ids=["both", "before", "after"])
def test_pinned_broken(run, folder, form, pinned):
    pin(folder, pinned[0])
    before = run({ZERO: None}, sure=False)
    pin(folder, pinned[1])
    assert "pinned_broken" in fired(before, run({ZERO: None, ("half.txt", SLOTS[3]): None}, sure=False))
    assert fired(before, run({ZERO: "?"}, sure=False)) == []


def test_a_slot_of_a_report_that_is_not_pinned_may_break(run, folder):
    pin(folder, "")
    assert "pinned_broken" not in fired(run(sure=False), run({ZERO: None}, sure=False))


def pin(folder, pinned):
    entries = [{"report": f"reports/{name}", "gold": f"gold/{name[:-4]}.json", "pinned": pinned} for name in CELLS]
    (folder / "manifest.json").write_text(json.dumps({"documents": entries}), "utf-8")


@pytest.mark.parametrize(
    ("delta", "fires"),
    [
        (Delta(value=0.5, low=0.1, high=1, p=0.04), True),
        (Delta(value=0.5, low=0.1, high=1, p=0.05), False),
        (Delta(value=-0.5, low=-1, high=0.1, p=0.01), False),
        (Delta(value=None, low=None, high=None), False),
    ],
)
def test_hallucinations_rose(run, delta, fires):
    found = replace(difference(run(), run()), hallucinated=delta)
    assert [rule.kind for rule in regressions(found)] == (["hallucinations_rose"] if fires else [])


def test_hallucinations_that_rise_in_every_report_are_beyond_chance(tmp_path, form):
    names = [f"r{number}.txt" for number in range(12)]
    cells = CELLS["half.txt"]
    folder = write(tmp_path / "many", form, {n: gold_of(n, cells) for n in names}, dict.fromkeys(names, text_of(cells)))
    own = [{"document": name, "slots": dict(zip(SLOTS, cells, strict=True))} for name in names]
    more = [line | {"slots": line["slots"] | {"letters/x/person": 5}} for line in own]
    before, after = (scored(folder, form, [*answers(sure=None), *lines]) for lines in (own, more))
    assert "hallucinations_rose" in fired(before, after)
    assert "hallucinations_rose" not in fired(after, before)


def test_zero_report_filled(run):
    before = run(sure=False)
    assert "zero_report_filled" in fired(before, run({ZERO: "1"}, sure=False))
    assert "zero_report_filled" not in fired(before, run({FULL: "14"}, sure=False))
    assert "zero_report_filled" not in fired(run({ZERO: "1"}, sure=False), run({ZERO: "2"}, sure=False))


CONTROLS = {"documents": 20, "reader": 3, "plain": 10, "plain_reader": 1}
TRIAL = {"version": "1", "seed": 1, "per_class": 10, "seeds": {"shipped": 3}, "rows": [], "controls": CONTROLS}


def row(caught=9, mutants=10, hits=6, localisable=8):
    """Return a class of injected faults; nobody traces it where `localisable` is None."""
    located = None if localisable is None else {"localisable": localisable, "hits": hits}
    counts = {"mutants": mutants, "caught": {"together": caught}}
    return {"fault": "digit", "strata": {"half": counts}, "localised": located}


@pytest.fixture
def tried(run):
    """Return a function that gives a run with injected faults."""

    def call(*rows, **changed):
        return edited(run(), validators=TRIAL | {"rows": list(rows or [row()])} | changed)

    return call


@pytest.mark.parametrize(("caught", "rules"), [(8, ["detection_fell"]), (9, []), (10, [])])
def test_detection_fell(tried, caught, rules):
    assert fired(tried(), tried(row(caught=caught))) == rules


def test_a_class_that_has_no_faults_any_more_is_not_noticed_either(tried, run):
    empty, gone = row(caught=0, mutants=0, localisable=None), edited(run(), validators=TRIAL)
    untraced = tried(row(localisable=None))
    for after in (gone, tried(empty)):
        (rule,) = regressions(difference(untraced, after))
        assert (rule.kind, dict(rule.values)) == ("detection_fell", {"class": "digit", "was": "0.9000", "is": "–"})
    assert fired(gone, tried()) == fired(tried(empty), tried()) == fired(tried(empty), gone) == []


@pytest.mark.parametrize(
    ("hits", "localisable", "rules"),
    [(5, 8, ["located_less"]), (6, 8, []), (3, 4, []), (0, 0, ["located_less"]), (0, None, ["located_less"])],
)
def test_located_less(tried, hits, localisable, rules):
    assert fired(tried(), tried(row(hits=hits, localisable=localisable))) == rules
    assert fired(tried(row(localisable=None)), tried(row(hits=hits, localisable=localisable))) == []


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"plain_reader": 2}, ["alarms_rose"]),
        ({"reader": 4}, ["alarms_rose"]),
        ({"plain_reader": 2, "reader": 4}, ["alarms_rose", "alarms_rose"]),
        ({"plain_reader": 0, "plain": 0}, ["alarms_rose"]),
        ({"plain_reader": 0, "reader": 2}, []),
        ({}, []),
    ],
)
def test_alarms_rose(tried, changed, rules):
    assert fired(tried(), tried(controls=CONTROLS | changed)) == rules


@pytest.mark.parametrize(
    ("changed", "was"),
    [
        ({"version": "2"}, "version 1"),
        ({"seed": 2}, "seed 1"),
        ({"per_class": 20}, "per_class 10"),
        ({"seeds": {"shipped": 2}}, "seeds shipped 3"),
        ({"controls": CONTROLS | {"documents": 10}}, "controls 20"),
        ({"seed": 2, "per_class": 9}, "seed 1, per_class 10"),
    ],
    ids=str,
)
def test_faults_of_another_trial_are_another_input(tried, changed, was):
    worse = row(caught=0, hits=0)
    (rule,) = regressions(difference(tried(), tried(worse, **changed)))
    assert (rule.kind, rule.values["what"], rule.values["was"]) == ("other_input", "validators", was)
    assert fired(tried(**changed), tried(**changed)) == []


def test_a_run_without_injected_faults_may_be_held_against_one_with_them_and_says_so(run, tried):
    for before, after in ((tried(), run()), (run(), tried())):
        assert fired(before, after) == []
        assert difference(before, after).not_compared == ("validators",)
    assert difference(run(), run()).not_compared == difference(tried(), tried()).not_compared == ()


# What the citations, the accusations and the fields are worth


def accused(found=3, wrong=0):
    return {"broken": 5, "found": {"part": found}, "wrong": {"part": wrong}}


@pytest.mark.parametrize("kind", ["accused", "told"])
@pytest.mark.parametrize(
    ("now", "rules"),
    [
        (accused(wrong=1), []),
        (accused(wrong=2), ["accusations_rose"]),
        (accused(wrong=0), []),
        (accused(found=2), ["defects_lost"]),
        (accused(found=4), []),
        (accused(found=2, wrong=2), ["accusations_rose", "defects_lost"]),
        (None, ["defects_lost"]),
    ],
    ids=str,
)
def test_accusations_rose_and_defects_lost(run, kind, now, rules):
    was = {"accused": accused(wrong=1), "told": accused(wrong=1)}
    before, after = edited(run(), attribution=was), edited(run(), attribution=was | {kind: now})
    assert fired(before, after) == rules
    nobody = edited(run(), attribution=was | {kind: None})
    assert fired(nobody, after) == fired(run(), after) == []
    other = edited(after, dataset=after["dataset"] | {"digest": "other"})
    assert fired(before, other) == ["other_input"]  # of other reports more or fewer are broken


def cited(clear=0.1, flag=0.1):
    levels = {name: {"false_clear": {"value": 0}, "false_flag": {"value": 0}} for name in ("document", "line")}
    return {"levels": levels | {"cell": {"false_clear": {"value": clear}, "false_flag": {"value": flag}}}}


@pytest.mark.parametrize(
    ("now", "rules"),
    [
        (cited(clear=0.111), ["grounding_fell"]),
        (cited(flag=0.111), ["grounding_fell"]),
        (cited(0.2, 0.2), ["grounding_fell", "grounding_fell"]),
        (cited(clear=0.11, flag=0.05), []),
        (cited(0, 0), []),
        (cited(clear=None), ["grounding_fell"]),
    ],
    ids=str,
)
def test_grounding_fell(run, now, rules):
    assert fired(edited(run(), grounding=cited()), edited(run(), grounding=now)) == rules
    assert fired(run(), edited(run(), grounding=now)) == []
    assert fired(edited(run(), grounding=cited(None, None)), edited(run(), grounding=now)) == []


def test_fields_lost(run, folder, form):
    right, wrong = run(fields={"year": 2023}), run(fields={"year": 2020})
    assert fired(right, wrong) == ["fields_lost"]
    assert fired(wrong, right) == fired(right, right) == []
    assert fired(right, edited(right, fields={})) == ["fields_lost"]
    assert fired(right, run()) == ["no_longer_scored"]
    (folder / "gold" / "zero.json").unlink()
    assert fired(right, scored(folder, form, answers(fields={"year": 2023}, leave=["zero.txt"]))) == ["other_input"]


@pytest.mark.parametrize(
    ("was", "now", "rules"),
    [
        ({"value": 0.9}, {"value": 0.88}, ["assessed_less"]),
        ({"value": 0.9}, {"value": 0.895}, []),
        ({"value": 0.9}, {"value": 0.95}, []),
        ({"value": 0.9}, {"value": None}, ["assessed_less"]),
        ({"value": 0.9}, None, ["assessed_less"]),
        ({"value": None}, {"value": None}, []),
        (None, {"value": 0.5}, []),
        (None, None, []),
    ],
)
def test_assessed_less(run, was, now, rules):
    assert fired(edited(run(), assessed=was), edited(run(), assessed=now)) == rules


def test_failures_rose(run, folder, form):
    before = run(sure=None)
    assert "failures_rose" in fired(before, run(sure=None, leave=["zero.txt"]))
    assert fired(before, scored(folder, form, [*answers(sure=None), "junk"])) == ["failures_rose"]
    assert fired(run(sure=None, leave=["zero.txt"]), before) == []


def test_no_longer_scored(run):
    assert fired(run(), run(sure=None)) == ["no_longer_scored"]
    assert fired(run(sure=None), run()) == []


@pytest.mark.parametrize(
    ("p95", "most", "rules"), [(2.0, 1.0, ["too_slow"]), (1.0, 1.0, []), (2.0, None, []), (None, 1.0, [])]
)
def test_too_slow(run, p95, most, rules):
    assert fired(run(), run(), p95=p95, max_p95=most) == rules


def test_other_input(run, folder, form):
    before = run()
    assert fired(before, edited(before, scorer=before["scorer"] | {"version": "9"})) == ["other_input"]
    assert fired(before, edited(before, forms={"mail": "other"})) == ["other_input"]
    (folder / "gold" / "zero.json").write_text(json.dumps(gold_of("zero.txt", CELLS["zero.txt"]) | {"x": 1}), "utf-8")
    assert fired(before, run()) == ["other_input"]


# The words


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_change_and_rule_is_told_in_words(run, lang):
    before, after = run({("half.txt", SLOTS[0]): "6"}, sure=None), run({ZERO: "1", FULL: "x"}, leave=["half.txt"])
    after["documents"][0]["document"] = before["documents"][0]["document"] = "\x1b[31mfull\u202e"
    found = difference(edited(before, run={"name": "\x1b[2Jbase", "versions": {}}), after)
    rules = regressions(found, p95=2, max_p95=1)
    assert {"f1_fell", "zero_report_filled", "failures_rose", "too_slow"} <= {rule.kind for rule in rules}
    told = render.against(found, rules, lang).plain
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "{" not in told


def test_every_rule_has_words():
    from extractor.evaluation.gate import _RULES

    assert {f"gate.{kind}" for kind in (*_RULES, "too_slow", "too_dear")} == {
        key for key in MESSAGES if key.startswith("gate.")
    }


# The command line


@pytest.fixture
def held(gouji, folder, tmp_path):
    """Hold answers against the baseline of this folder; gives the exit code, standard output and standard error."""

    def call(lines, *more):
        said = as_lines(tmp_path / "said.jsonl", lines)
        where = ("eval", folder, "--schema", tmp_path / "mail.yaml", "--predictions", said)
        return gouji(*where, "--against", tmp_path / "base.json", *more)

    return call


def test_a_baseline_is_set_kept_and_changed_on_purpose_alone(held, tmp_path):
    code, _, err = held(answers())
    assert (code, "no such baseline" in err) == (2, True)
    assert held(answers(), "--bless")[0] == 0
    first = sha256((tmp_path / "base.json").read_bytes()).hexdigest()
    assert held(answers())[::2] == (0, "")
    code, out, _ = held(answers({FULL: "14"}))
    assert (code, "gate: shut" in out) == (1, True)
    assert sha256((tmp_path / "base.json").read_bytes()).hexdigest() == first
    code, out, _ = held(answers({FULL: "14"}), "--bless")
    assert (code, "gate: shut" in out, "set as the baseline" in out) == (0, True, True)
    assert held(answers({FULL: "14"}))[0] == 0


def test_a_run_that_was_written_is_a_baseline_too(held, gouji, tmp_path, folder):
    said = as_lines(tmp_path / "said.jsonl", answers())
    gouji("eval", folder, "--schema", "mail.yaml", "--predictions", said, "--out", "base.json")
    assert held(answers())[0] == 0
    assert held(answers({FULL: "14"}))[0] == 1
    code, _, err = held(answers(), "--bless")
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"documents": []}', '{"documents": [], "format": 99}', "\xff"])
def test_what_is_no_baseline_is_one_line(held, tmp_path, text):
    (tmp_path / "base.json").write_bytes(text.encode("latin-1"))
    code, _, err = held(answers())
    assert (code, err.count("\n")) == (2, 1)


def broken(path, value):
    """Return what changes one place of a report: `path` leads to it by key and index."""

    def change(report):
        *way, last = path
        part = report
        for step in way:
            part = part[step]
        if value is None and isinstance(part, dict):
            del part[last]
        else:
            part[last] = value

    return change


WRONG = [
    *(broken([key], None) for key in ("run", "dataset", "scorer", "forms", "headline", "not_scored", "assessed")),
    *(broken(["documents", 0, key], None) for key in ("document", "digest", "cluster", "strata", "wrong", "salient")),
    broken(["documents"], 5),
    broken(["documents", 0], "full.txt"),
    broken(["documents", 0, "strata"], {"form": 1}),
    broken(["documents", 0, "strata"], []),
    broken(["documents", 0, "document"], 5),
    broken(["documents", 0, "document"], "half.txt"),
    broken(["documents", 0, "document"], "\ud800"),
    broken(["documents", 0, "salient", "correct"], "1"),
    broken(["documents", 0, "salient", "correct"], -1),
    broken(["documents", 0, "salient", "correct"], 10**400),
    broken(["documents", 0, "all", "hallucinated"], 1.5),
    *(broken(["documents", 0, "all", key], None) for key in ("nothing", "blank_abstained")),
    broken(["silent_errors", "share_of_sure"], None),
    broken(["silent_errors", "share_of_sure", "whole"], "3"),
    broken(["documents", 0, "wrong"], [{"slot": "x"}]),
    broken(["headline", "salient_f1"], 1),
    broken(["headline", "salient_f1", "value"], float("nan")),
    broken(["headline", "salient_f1", "low"], "0"),
    broken(["headline", "salient_f1"], {"value": 1, "low": 1, "high": None}),
    broken(["forms"], ["mail"]),
    broken(["run", "name"], 5),
    broken(["documents_failed"], "0"),
    broken(["fields"], [1]),
    broken(["grounding"], {"levels": {}}),
    broken(["attribution"], "clean"),
    broken(["validators"], TRIAL | {"per_class": 0}),
    broken(["validators"], TRIAL | {"controls": {}}),
]


@pytest.mark.parametrize("change", WRONG, ids=range(len(WRONG)))
def test_a_report_that_something_was_done_to_is_one_line(held, gouji, run, tmp_path, change):
    good = run()
    bad = deepcopy(good)
    change(bad)
    for name, report in (("base", bad), ("good", good)):
        (tmp_path / f"{name}.json").write_text(json.dumps(report), "utf-8")
    for code, out, err in (held(answers()), gouji("eval", "compare", "good.json", "base.json")):
        assert (code, out, err) == (2, "", err)
        assert "base.json: not the report.json of a run" in err
    assert gouji("eval", "compare", "good.json", "good.json")[0] == 0


@pytest.mark.parametrize("null", ["grounding", "validators", "attribution"])
def test_a_part_that_is_null_is_no_part(held, run, tmp_path, null):
    (tmp_path / "base.json").write_text(json.dumps(run() | {null: None}), "utf-8")
    code, _, err = held(answers())
    assert (code, err.count("\n"), "not the report.json of a run" in err) == (2, 1, True)


def test_a_report_nested_without_end_is_one_line(held, tmp_path):
    (tmp_path / "base.json").write_text("[" * 100_000, "utf-8")
    code, _, err = held(answers())
    assert (code, err.count("\n")) == (2, 1)


def test_reports_that_are_paired_are_the_same_whatever_the_digest_says(run):
    one, other = run(), run()
    other["documents"][0]["cluster"] = "another.txt"
    assert difference(one, other).changed == (other["documents"][0]["document"],)
    with pytest.raises(CallError, match="differ in documents"):
        ranked([one, other])
    assert len(ranked([one, run()])) == 2


# What is wrong is said before the run


@pytest.fixture
def unread(gouji, folder, tmp_path, monkeypatch):
    """Call `gouji eval` where nothing may be read; gives the exit code and standard error."""

    def no(*_, **__):
        raise AssertionError("this was for nothing")

    def call(*more):
        monkeypatch.setattr("extractor.evaluation.running.run_reader", no)
        code, out, err = gouji("eval", folder, "--schema", tmp_path / "mail.yaml", *more)
        assert (out, err.count("\n")) == ("", 1)
        return code, err

    return call


@pytest.mark.parametrize("bless", [[], ["--bless"]], ids=["held", "blessed"])
@pytest.mark.parametrize(
    ("text", "words"),
    [("{}", "not the report.json of a run"), ('{"documents": [], "format": 99}', "the baseline has format 99")],
)
def test_a_baseline_that_is_none_is_told_before_the_run(unread, tmp_path, text, words, bless):
    (tmp_path / "base.json").write_text(text, "utf-8")
    code, err = unread("--against", "base.json", *bless)
    assert (code, words in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--against", "set", "--bless"], "set is a folder"),
        (["--against", "gone/base.json", "--bless"], "cannot write gone/base.json"),
        (["--against", "mail.yaml/base.json", "--bless"], "cannot write mail.yaml/base.json"),
        (["--against", "x" * 300], "cannot read"),
        (["--out", "mail.yaml"], "mail.yaml is not a folder"),
        (["--out", "mail.yaml/out"], "cannot write mail.yaml/out"),
        (["--out", "taken"], "report.json is a folder"),
        (["--out", "x" * 300], "cannot write"),
    ],
    ids=lambda each: " ".join(each)[:40] if isinstance(each, list) else None,
)
def test_a_place_that_takes_no_file_is_told_before_the_run(unread, tmp_path, arguments, words):
    (tmp_path / "taken" / "report.json").mkdir(parents=True)
    code, err = unread(*arguments)
    assert (code, words in err) == (2, True)


@pytest.mark.parametrize("more", [["--out", "mail.yaml"], ["--save", "set"], ["--against", "none.json"]], ids=str)
def test_what_is_wrong_is_told_before_anything_is_generated(gouji, folder, monkeypatch, more):
    monkeypatch.setattr("extractor.evaluation.generated.generated_dataset", None)
    code, out, err = gouji("eval", "generate", "--n", "2", *more)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_folder_that_nobody_may_write_into_is_told_before_the_run(unread, tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)  # tests may run as one who may write everywhere
    assert unread("--out", "new/out")[0] == unread("--against", "base.json", "--bless")[0] == 2


def test_a_new_folder_below_new_folders_takes_a_run(gouji, folder, tmp_path):
    assert gouji("eval", folder, "--schema", "mail.yaml", "--out", "new/out")[0] == 0
    assert (tmp_path / "new" / "out" / "report.json").is_file()


def test_a_run_written_over_its_baseline_is_held_against_what_was_there(held):
    out = ("--out", "run", "--against", "run")
    assert held(answers(), "--against", "base.json", "--bless", "--out", "run")[0] == 0
    assert held(answers({FULL: "14"}), *out)[0] == 1


@pytest.mark.parametrize("most", ["nan", "inf", "-inf", "0", "-1"])
def test_a_bound_that_nothing_is_above_is_refused(unread, held, most):
    held(answers(), "--bless")
    code, err = unread("--against", "base.json", f"--max-p95={most}")
    assert (code, "give a number of seconds above zero" in err) == (2, True)


@pytest.mark.parametrize(
    "more",
    [
        ["--against", "none.json"],
        ["--bless"],
        ["--mutate"],
        ["--out", "out"],
        ["--predictions", "x"],
        ["--timings", "x", "--predictions", "x"],
        ["--max-p95", "0", "--against", "none.json"],
        ["--reader", "layout"],
        ["--name", "x"],
        ["--mutate", "--faults", "5"],
    ],
    ids=str,
)
@pytest.mark.parametrize(("lang", "words"), [("en", "measures nothing: leave out"), ("zh", "不评测：请去掉")])
def test_inputs_go_with_nothing_that_measures(unread, tmp_path, more, lang, words):
    code, err = unread("--inputs", "given", *more, "--lang", lang)
    assert (code, words in err, (tmp_path / "given").exists()) == (2, True, False)
    assert all(option in err for option in more if option.startswith("--"))


@pytest.mark.parametrize(("lang", "words"), [("en", "--faults needs --mutate"), ("zh", "--faults 要与 --mutate")])
def test_faults_go_with_mutate(unread, lang, words):
    code, err = unread("--faults", "5", "--lang", lang)
    assert (code, words in err) == (2, True)


# Injected faults, from the command line


@pytest.fixture
def mutated(gouji, folder, tmp_path, monkeypatch):
    """Call `gouji eval` with a trial that counts nothing; gives what `call` of `gouji` does, and the faults asked."""
    asked = []

    def trial(_dataset, _schemas, faults, _advance):
        asked.append(faults)
        return TRIAL | {"per_class": faults}

    monkeypatch.setattr("extractor.evaluation.mutation.mutation", trial)
    monkeypatch.setattr("extractor.render.evaluation.faults", lambda *_: "")

    def call(*more):
        return *gouji("eval", folder, "--schema", "mail.yaml", "--against", "base.json", *more), asked

    return call


def test_the_faults_are_as_many_as_the_baseline_has(mutated):
    assert mutated("--mutate", "--bless")[3] == [300]
    assert mutated("--mutate", "--faults", "7", "--bless")[3] == [300, 7]
    code, out, _, asked = mutated("--mutate")
    assert (code, asked, "gate: passed" in out) == (0, [300, 7, 7], True)
    code, out, _, asked = mutated("--mutate", "--faults", "8")
    assert (code, asked[-1], "validators is not the baseline's (per_class 7 -> per_class 8)" in out) == (1, 8, True)


@pytest.mark.parametrize(("lang", "words"), [("en", "faults were NOT compared"), ("zh", "注入的错误没有比较")])
def test_faults_that_are_not_compared_are_told_of(mutated, lang, words):
    mutated("--mutate", "--faults", "7", "--bless")
    code, _, err, _ = mutated("--lang", lang)
    assert (code, words in err) == (0, True)
    assert words not in mutated("--lang", lang, "--mutate")[2]


def test_the_slowest_twentieth_may_not_take_longer_than_is_said(held, gouji, folder, tmp_path):
    held(answers(), "--bless")
    took = {"total_seconds": 9, "p50_seconds": 1, "p95_seconds": 2.5, "documents": {}}
    (tmp_path / "timings.json").write_text(json.dumps(took), "utf-8")
    assert held(answers(), "--timings", "timings.json", "--max-p95", "3")[0] == 0
    code, out, _ = held(answers(), "--timings", "timings.json", "--max-p95", "2")
    assert (code, "too slow: 2.500 s" in out) == (1, True)
    code, _, err = held(answers(), "--max-p95", "2")
    assert (code, err.count("\n"), "--timings" in err) == (2, 1, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"p95_seconds": 1}',
        '{"p95_seconds": "1", "p50_seconds": 1, "total_seconds": 1}',
        '{"p95_seconds": NaN, "p50_seconds": 1, "total_seconds": 1}',
        '{"p95_seconds": Infinity, "p50_seconds": 1, "total_seconds": 1}',
        '{"p95_seconds": -1, "p50_seconds": 1, "total_seconds": 1}',
        '{"p95_seconds": true, "p50_seconds": 1, "total_seconds": 1}',
    ],
)
def test_what_is_no_timings_is_one_line(held, tmp_path, text):
    held(answers(), "--bless")
    (tmp_path / "timings.json").write_text(text, "utf-8")
    code, _, err = held(answers(), "--timings", "timings.json")
    assert (code, err.count("\n"), "not the timings.json of a run" in err) == (2, 1, True)


def test_our_own_reader_is_timed(gouji, folder, tmp_path):
    where = ("eval", folder, "--schema", "mail.yaml", "--against", "base.json")
    assert gouji(*where, "--bless", "--out", "out")[0] == 0
    took = json.loads((tmp_path / "out" / "timings.json").read_bytes())
    assert set(took["documents"]) == set(CELLS)
    assert gouji(*where, "--max-p95", "60")[0] == 0
    assert gouji(*where, "--max-p95", "1e-9")[0] == 1


@pytest.mark.parametrize(
    ("lang", "shut", "open_"), [("en", "gate: shut", "gate: passed"), ("zh", "未通过", "通过：没有规则报警")]
)
def test_the_verdict_is_in_the_language_asked_for(held, lang, shut, open_):
    held(answers(), "--bless")
    assert open_ in held(answers(), "--lang", lang)[1]
    assert shut in held(answers({FULL: "14"}), "--lang", lang)[1]


# Ranking


@pytest.fixture
def runs(gouji, folder, tmp_path):
    def call(**said):
        for name, changed in said.items():
            lines = as_lines(tmp_path / f"{name}.jsonl", answers(changed))
            gouji("eval", folder, "--schema", "mail.yaml", "--predictions", lines, "--out", name)

    return call


def test_compare_ranks_the_best_first(gouji, runs):
    runs(worst={FULL: "1", ("half.txt", SLOTS[0]): "9"}, best={}, middle={FULL: "1"})
    code, out, _ = gouji("eval", "compare", "worst", "best", "middle")
    assert (code, [line.split()[0] for line in out.splitlines()[2:5]]) == (0, ["best", "middle", "worst"])
    assert gouji("eval", "compare", "middle/report.json", "best")[0] == 0
    assert "invented/report" in out
    assert "每份多读" in gouji("eval", "compare", "best", "middle", "--lang", "zh")[1]


def test_runs_over_different_reports_are_not_compared(gouji, runs, folder):
    runs(one={})
    (folder / "gold" / "zero.json").unlink()
    runs(two={})
    code, out, err = gouji("eval", "compare", "one", "two")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "differ in dataset" in err


@pytest.mark.parametrize("what", ["nowhere", "set", "mail.yaml"])
def test_what_is_no_run_is_not_compared(gouji, runs, what):
    runs(one={})
    code, _, err = gouji("eval", "compare", "one", what)
    assert (code, err.count("\n")) == (2, 1)


def test_a_report_where_zeros_are_broken_shuts_the_gate_though_no_figure_is(run):
    before = run()
    after = deepcopy(before)
    after["documents"][0]["all"]["correct"] -= 3
    after["documents"][0]["all"]["omitted"] += 3
    assert "accuracy_fell" in fired(before, after)
    assert "accuracy_fell" not in fired(before, before)


def test_who_is_sure_of_less_does_not_pass_for_who_errs_less(run):
    before = run()
    after = deepcopy(before)
    after["silent_errors"]["share_of_sure"]["whole"] -= 3
    assert fired(before, after) == ["sure_less"]


def test_runs_without_a_report_in_common_are_not_compared(run):
    before = run()
    assert "nothing_shared" in fired(edited(before, documents=[]), before)


def test_a_rank_is_counted_anew_whatever_the_headline_says(run):
    good, bad = run(), run({FULL: "14"})
    bad["headline"]["salient_f1"]["value"] = 1.5
    assert [ranked_run is good for ranked_run, _ in ranked([bad, good])] == [True, False]
