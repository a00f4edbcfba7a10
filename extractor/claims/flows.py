"""Requests as they come in, go out and are carried over."""

import re
from collections.abc import Callable

from extractor.claims import words
from extractor.claims.clauses import ABOUT_REQUESTS, Clause, Family, Subject, Thread, core, naming
from extractor.claims.terms import REQUESTS, TOTAL, Form, Terms, readings_of


def request(clause: Clause, thread: Thread, form: Form) -> Subject | None:
    """Return which flow of requests is counted: in, out, carried over."""
    is_running = thread.family in ABOUT_REQUESTS or clause.is_about_requests
    has_noun = words.REQUEST_NOUN.search(clause.both) is not None
    if not (is_running or has_noun) or (clause.unit in {"条", "个", "项", "份", "人次", "封"} and not has_noun):
        return None
    flow = next((found for test in _FLOWS if (found := test(clause, is_running=is_running)) is not None), None)
    if flow is None or (words.FOREIGN.search(_without_nouns(clause.both)) and "carried_out" not in flow[1]):
        return None
    rows, names, is_sure = flow
    if rows and thread.rows and thread.family is Family.REQUESTS and words.CHANNEL.search(clause.lead):
        return None
    is_firm = is_sure and not clause.is_narrowed and (has_noun or thread.is_anchored)
    is_firm = is_firm and clause.unit in words.STRICT_UNITS
    readings = readings_of(*((name, _flow_terms(form, name)) for name in names))
    return Subject(family=Family.REQUESTS, readings=readings, is_firm=is_firm, rows=rows)


def _flow_terms(form: Form, name: str) -> Terms:
    plus, minus = _TERMS_OF_FLOW[name]
    return (*form.sum_of(REQUESTS, plus), *form.sum_of(REQUESTS, minus, sign="-"))


_TERMS_OF_FLOW: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "new": (("new",), ()),
    "new_and_carried_in": (("new", "carried_in"), ()),
    "closed": ((TOTAL,), ()),
    "answered": ((TOTAL,), ("other",)),
    "closed_of_new": (("new",), ("carried_out",)),
    "carried_in": (("carried_in",), ()),
    "carried_out": (("carried_out",), ()),
}
_Flow = tuple[tuple[str, ...], tuple[str, ...], bool]
_ROWS = {"new": ("new",), "new_and_carried_in": ("new", "carried_in")}


def _carried(clause: Clause, *, is_running: bool) -> _Flow | None:
    text = naming(clause)
    both = clause.both
    if words.CARRIED_IN.search(text) or (words.CARRIED_IN.search(both) and not core(clause.lead)):
        return (), ("carried_in",), words.SURELY_CARRIED.search(clause.both) is not None
    behind = clause.trail if core(clause.lead) else clause.beyond
    if words.CARRIED_OUT.search(text) or words.CARRIED_OUT.search(behind):
        return (), ("carried_out",), words.SURELY_CARRIED.search(clause.lead + behind) is not None
    if words.PLAIN_CARRIED.search(core(clause.lead)) and is_running:
        return (), ("carried_out", "carried_in"), False
    return None


def _closed(clause: Clause, *, is_running: bool) -> _Flow | None:  # noqa: ARG001 - one of a list
    text = naming(clause)
    if words.CLOSED.search(text) and not words.SURELY_NEW.search(text) and not re.search(r"[未应需待]\Z", text):
        is_sure = words.CLOSED_ALL.search(text) is not None and not words.SOME_CLOSED.search(text)
        return (TOTAL,), ("closed", "closed_of_new", "answered"), is_sure
    return None


def _joint(clause: Clause, *, is_running: bool) -> _Flow | None:
    if words.BOTH.search(clause.lead):
        return _ROWS["new_and_carried_in"], ("new_and_carried_in", "new", "closed"), True
    if re.search(r"新收.{0,6}[和及与、].{0,4}结转", clause.lead):
        return _ROWS["new_and_carried_in"], ("new_and_carried_in",), True
    is_joint = is_running and re.fullmatch(
        r"(?:以上|两项|两者|全年|上述|总|,)*(?:合计|共计|一共|总计|共|总)*", clause.lead
    )
    if is_joint and words.JOINT.search(clause.lead):
        return _ROWS["new_and_carried_in"], ("new_and_carried_in", "new"), False
    return None


def _new(clause: Clause, *, is_running: bool) -> _Flow | None:  # noqa: ARG001 - one of a list
    if not words.NEW.search(clause.both):
        return None
    if words.SURELY_NEW.search(clause.lead):
        return _ROWS["new"], ("new",), True
    is_handled = words.HANDLED.search(clause.lead) is not None
    is_sure = words.RECEIVED_ALL.search(clause.lead) is not None and not _SOME_OF.search(clause.sentence)
    return _ROWS["new"], ("new", "new_and_carried_in", *(("closed",) if is_handled else ())), is_sure


_SOME_OF = re.compile(r"申请[^;]{0,80};?其中[^;]{0,200}\Z")
"""A sentence that has gone on from all requests to some of them."""
_FLOWS: tuple[Callable[..., _Flow | None], ...] = (_joint, _carried, _closed, _new)


def _without_nouns(text: str) -> str:
    return words.REQUEST_NOUN.sub("", text.replace("政府信息", "").replace("信息公开", ""))
