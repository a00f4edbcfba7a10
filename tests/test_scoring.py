"""The scorer itself: what is wrong must not score, and nothing wrong may hide."""

from decimal import Decimal

import pytest

from extractor.records import Outcome, Record, Slot, State, Status
from tests.scoring import precision, recall, score

GOLD = {"t/r/a": "13", "t/r/b": "0", "t/r/c": None, "t/r/d": "/", "t/r/e": "?", "t/r/f": "7"}


def slot(content, status=Status.GROUNDED):
    states = {None: State.BLANK, "/": State.SLASH, "0": State.ZERO, "unread": State.UNREAD}
    value = None if content in {None, "/", "unread"} else Decimal(content)
    return Slot(state=states.get(content, State.VALUE), value=value, status=status)


def record(slots):
    return Record(id="x#0", document="x", names=("x",), outcome=Outcome.READ, slots=slots)


def scored(**changed):
    said = {name[-1]: slot(label) for name, label in GOLD.items() if label != "?"} | changed
    return score(record({f"t/r/{name}": reading for name, reading in said.items()}), GOLD)


def test_gold_against_itself_is_1_and_nothing_is_wrong():
    found = scored()
    assert (found.salient_f1, found.wrong, found.silent) == (1.0, (), ())


def test_everything_wrong_scores_0():
    found = scored(a=slot("14"), f=slot("8"))
    assert (found.salient_f1, precision(found.counts), recall(found.counts)) == (0, 0, 0)


def test_everything_zero_scores_0():
    assert scored(a=slot("0"), f=slot("0")).salient_f1 == 0


def test_nothing_said_scores_0_and_is_not_silent():
    empty = score(Record(id="x#0", document="x", names=("x",), outcome=Outcome.UNREADABLE), GOLD)
    assert (empty.salient_f1, empty.silent) == (0, ())


@pytest.mark.parametrize("name", ["b", "c", "d"])
def test_a_number_where_none_is_printed_lowers_the_score(name):
    found = scored(**{name: slot("5")})
    assert found.salient_f1 < 1
    assert found.silent == (f"t/r/{name}",)


@pytest.mark.parametrize(("printed", "said"), [("b", None), ("c", "0"), ("d", None), ("c", "/")])
def test_zero_blank_and_slash_are_three_things_though_none_is_salient(printed, said):
    found = scored(**{printed: slot(said)})
    assert (found.salient_f1, found.silent) == (1.0, (f"t/r/{printed}",))


def test_to_be_sure_of_what_the_text_leaves_open_is_a_silent_error():
    assert scored(e=slot("5")).silent == ("t/r/e",)
    assert scored(e=slot("5", Status.INFERRED)).silent == ()


@pytest.mark.parametrize("status", [Status.INFERRED, Status.SUSPECT])
def test_a_wrong_value_that_is_not_sure_is_wrong_and_not_silent(status):
    found = scored(a=slot("14", status))
    assert (found.wrong, found.silent) == (("t/r/a",), ())


@pytest.mark.parametrize(
    ("name", "reading", "outcome"),
    [
        ("a", slot("13"), "correct"),
        ("a", slot("13.0", Status.INFERRED), "correct"),
        ("a", slot("14", Status.SUSPECT), "substituted"),
        ("a", slot("0", Status.SUSPECT), "substituted"),
        ("a", slot(None, Status.SUSPECT), "omitted"),
        ("a", None, "omitted"),
        ("a", slot("unread", Status.UNREAD), "abstained"),
        ("a", slot("unread", Status.AMBIGUOUS), "abstained"),
        ("b", slot("4", Status.INFERRED), "substituted"),
        ("c", slot("4", Status.SUSPECT), "hallucinated"),
        ("d", slot("4", Status.INFERRED), "hallucinated"),
        ("b", slot("unread", Status.UNREAD), None),
        ("e", slot("4", Status.INFERRED), None),
    ],
)
def test_each_outcome_is_counted_where_it_is_salient(name, reading, outcome):
    slots = {f"t/r/{name}": reading} if reading else {}
    found = score(record(slots), {f"t/r/{name}": GOLD[f"t/r/{name}"]})
    assert found.counts == ({outcome: 1} if outcome else {})


def test_no_record_at_all_omits_every_figure():
    found = score(None, GOLD)
    assert (found.counts, recall(found.counts), precision(found.counts)) == ({"omitted": 2}, 0, None)
