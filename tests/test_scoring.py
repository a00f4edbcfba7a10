"""The scorer itself: what is wrong must not score, and nothing wrong may hide."""

from decimal import Decimal

import pytest

from extractor.records import Outcome, Record, Slot, State, Status
from tests.scoring import score

GOLD = {"t/r/a": "13", "t/r/b": "0", "t/r/c": None, "t/r/d": "/", "t/r/e": "?", "t/r/f": "7"}


def slot(content, status=Status.GROUNDED):
    states = {None: State.BLANK, "/": State.SLASH, "0": State.ZERO}
    value = None if content in {None, "/"} else Decimal(content)
    return Slot(state=states.get(content, State.VALUE), value=value, status=status)


def scored(**changed):
    said = {name[-1]: slot(label) for name, label in GOLD.items() if label != "?"} | changed
    slots = {f"t/r/{name}": reading for name, reading in said.items()}
    return score(Record(id="x#0", document="x", names=("x",), outcome=Outcome.READ, slots=slots), GOLD)


def test_gold_against_itself_is_1_and_nothing_is_wrong():
    found = scored()
    assert (found.salient_f1, found.wrong, found.silent) == (1.0, (), ())


def test_everything_wrong_scores_0():
    assert scored(a=slot("14"), f=slot("8")).salient_f1 == 0


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
