"""Cases about disclosure: reconsideration and litigation, and what became of them."""

import re
from dataclasses import replace

from extractor.claims import words
from extractor.claims.clauses import ABOUT_CASES, Clause, Family, Subject, Thread, behind_last
from extractor.claims.terms import REMEDIES, Form, Reading, readings_of

_LABEL = re.compile(r"(?P<label>[^,。;:!?()\d]{2,16}):[^;:]{0,200}\Z")
_LITIGATION = ("litigation_direct", "litigation_after")


def case(clause: Clause, thread: Thread, form: Form) -> Subject | None:
    """Return which cases are counted, or what became of those before."""
    if clause.unit not in words.STRICT_UNITS or words.NO_REMEDY.search(clause.both):
        return None
    text = clause.lead if words.REMEDY.search(clause.lead) else clause.both
    if not words.REMEDY.search(text):
        return _result(clause, _labelled(clause, thread), form) if thread.family in ABOUT_CASES else None
    rows = _case_rows(text)
    column = _column_of_result(behind_last(words.REMEDY, clause.both) if text is clause.lead else text)
    family = Family.LITIGATION if rows and rows[-1] != "reconsideration" else Family.RECONSIDERATION
    is_ours = _is_ours(clause) or (thread.family in ABOUT_CASES and thread.is_anchored)
    is_firm = (
        is_ours
        and _is_of_all(text)
        and not (clause.is_narrowed or words.SOME_CASES.search(clause.both))
        and (column is None or _says_result(clause))
    )
    readings = _case_readings(form, rows, column)
    is_each = text is not clause.lead and column is None and words.BOTH_CASES.search(text) is not None
    if is_each:
        alone = (_case_readings(form, _case_rows(word), None)[:1] for word in ("复议", "诉讼"))
        readings = (*(replace(one, name=None) for each in alone for one in each), *readings)
    return Subject(family=family, readings=readings, is_firm=is_firm, rows=rows, kinds=2 if is_each else 1)


def _labelled(clause: Clause, thread: Thread) -> Thread:
    """Return what the results of a sentence are of, where words before a colon say it (复议结果：维持3件)."""
    label = _LABEL.search(clause.sentence)
    rows = _case_rows(label["label"]) if label else ()
    if not rows or set(thread.rows) <= set(rows):
        return thread
    family = Family.RECONSIDERATION if rows[-1] == "reconsideration" else Family.LITIGATION
    return replace(thread, family=family, rows=rows)


def _is_of_all(text: str) -> bool:
    kind = words.REMEDY.search(text)
    return kind is not None and words.OF_ALL_CASES.fullmatch(text, 0, kind.start()) is not None


def _is_ours(clause: Clause) -> bool:
    """Return whether a case is said to be against the reporting office; some handle cases as their business."""
    if "公开" not in clause.sentence + clause.both:
        return False
    if words.CAUSED.search(clause.both):
        return True
    return words.CAUSED_OR_OURS.search(clause.both) is not None and not words.HANDLING.search(clause.lead)


def _case_rows(text: str) -> tuple[str, ...]:
    if words.DIRECT.search(text):
        return ("litigation_direct",)
    if words.AFTER.search(text):
        return ("litigation_after",)
    first = ("reconsideration",) if words.RECONSIDERATION.search(text) else ()
    second = _LITIGATION if words.LITIGATION.search(text) else ()
    return (*first, *second)


def _case_readings(form: Form, rows: tuple[str, ...], column: str | None) -> tuple[Reading, ...]:
    total = form.sum_of(REMEDIES, rows)
    closed = (*total, *form.sum_of(REMEDIES, rows, ("pending",), "-"))
    if column == "closed":
        return readings_of(("closed", closed), ("all", total))
    if column is not None:
        alone = [(row, form.sum_of(REMEDIES, (row,), (column,))) for row in rows]
        return readings_of((None, form.sum_of(REMEDIES, rows, (column,))), *(alone if len(rows) == 2 else ()))
    return readings_of(("all", total), ("closed", closed))


def _result(clause: Clause, thread: Thread, form: Form) -> Subject | None:
    """Return the result that a clause names of the cases before it."""
    column = _column_of_result(clause.lead) or _column_of_result(clause.trail)
    if column is None or thread.family is None:
        return None
    is_some = clause.is_narrowed or words.SOME_CASES.search(clause.both) is not None
    is_firm = thread.is_anchored and _says_result(clause) and not is_some
    readings = _case_readings(form, thread.rows, column)
    if set(thread.rows) < set(_LITIGATION):  # told apart before (直接起诉3件，复议后起诉2件), then told together
        readings = (*readings, *_case_readings(form, _LITIGATION, column))
    return Subject(family=thread.family, readings=readings, is_firm=is_firm, rows=thread.rows)


def _says_result(clause: Clause) -> bool:
    return words.FIRM_RESULTS.search(clause.both) is not None


def _column_of_result(text: str) -> str | None:
    return next((column for column, pattern in words.RESULTS if pattern.search(text)), None)
