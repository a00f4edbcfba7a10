"""Score a reading of a case: salient outcomes, and silent errors as ARCHITECTURE.md defines them."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict

from tests.generator.case import SLASH, UNDETERMINED, Case

Reading = tuple[str, Decimal | None, str]
"""State, value and status of a slot, as a record has them."""

SURE = ("verified", "grounded")
_ABSTAINED = ("unread", "illegible")
_MISSING: Reading = ("missing", None, "unread")


class Score(TypedDict):
    """Counts over the salient slots, what follows from them (None for 0/0), and the silent errors by slot."""

    C: int
    S: int
    O: int  # noqa: E741 - the name the outcome has in the evaluation guide
    H: int
    A: int
    precision: float | None
    recall: float | None
    f1: float | None
    silent: tuple[str, ...]


def score(case: Case, slots: Mapping[str, Reading]) -> Score:
    """Compare a reading with the gold; slots the oracle left out count for nothing.

    A missing slot is an omission. Where the gold is `?` only a sure number counts, as a silent error.
    """
    counts: Counter[str] = Counter()
    for slot in case.determined:
        gold, reading = case.gold[slot], slots.get(slot, _MISSING)
        if _is_salient(gold, reading):
            counts[_outcome(gold, reading)] += 1
    silent = tuple(slot for slot, gold in case.gold.items() if _is_silent_error(gold, slots.get(slot, _MISSING)))
    return scored(counts, silent)


def scored(counts: Mapping[str, int], silent: tuple[str, ...]) -> Score:
    """Return the score that counts of outcomes come to; also for counts summed over many cases."""
    c, s, o, h, a = (counts.get(outcome, 0) for outcome in "CSOHA")
    return Score(
        C=c,
        S=s,
        O=o,
        H=h,
        A=a,
        precision=_ratio(c, c + s + h),
        recall=_ratio(c, c + s + o + a),
        f1=_ratio(2 * c, 2 * c + 2 * s + o + a + h),
        silent=silent,
    )


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _is_salient(gold: str | None, reading: Reading) -> bool:
    return bool(_number(gold)) or bool(reading[1])


def _number(gold: str | None) -> Decimal | None:
    return None if gold is None or gold == SLASH else Decimal(gold)


def _outcome(gold: str | None, reading: Reading) -> str:
    state, value, _ = reading
    expected = _number(gold)
    if value is not None:
        return "H" if expected is None else "C" if value == expected else "S"
    return "A" if state in _ABSTAINED else "O"


def _is_silent_error(gold: str | None, reading: Reading) -> bool:
    state, value, status = reading
    if status not in SURE:
        return False
    if gold == UNDETERMINED:
        return value is not None
    expected = _number(gold)
    if expected is not None:
        return value != expected
    return state != ("blank" if gold is None else "slash")
