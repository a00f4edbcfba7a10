"""What became of requests, and who made them."""

import re
from collections.abc import Mapping

from extractor.claims import words
from extractor.claims.clauses import ABOUT_REQUESTS, Clause, Family, Subject, Thread, core, naming
from extractor.claims.terms import REQUESTS, TOTAL, Form, Reading, readings_of


def outcome(clause: Clause, thread: Thread, form: Form) -> Subject | None:
    """Return which outcomes of requests are counted: whole groups, or single rows by their reasons."""
    if not (thread.family in ABOUT_REQUESTS or clause.is_about_requests):
        return None
    if re.search(r"公文|属性|主动公开", clause.sentence) or _is_left_over(clause):
        return None
    groups = _groups(naming(clause))
    single = tuple(row for row in _single_rows(clause, form) if row not in groups)
    if groups:
        is_anchored = thread.family in ABOUT_REQUESTS and thread.is_anchored
        is_plain = not single and (groups != ("other",) or "处理" in naming(clause))
        is_firm = is_anchored and is_plain and _is_of_all(naming(clause)) and not clause.is_narrowed
        readings = _group_readings(form, groups, single)
        return Subject(family=Family.OUTCOMES, readings=readings, is_firm=is_firm, rows=groups)
    if single:
        return Subject(family=Family.OUTCOMES, readings=readings_of((None, form.sum_of(REQUESTS, single))), rows=single)
    return None


def _is_of_all(text: str) -> bool:
    first = min((hit.start() for _, pattern in words.OUTCOMES for hit in pattern.finditer(text)), default=0)
    return words.OF_ALL_OUTCOMES.fullmatch(text, 0, first) is not None


def _group_readings(form: Form, groups: tuple[str, ...], single: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return what a group of outcomes may be: the one row that a reason names, the group, or what agencies add."""
    own = form.sum_of(REQUESTS, single) if len(single) == 1 else ()
    added = _ADDED.get(groups, ())
    return readings_of((None, own), (None, form.sum_of(REQUESTS, groups)), (None, form.sum_of(REQUESTS, added)))


_ADDED: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("granted",): ("granted", "partly_granted"),
    ("other",): ("other_3",),
}
"""What agencies mean by a group's name instead."""


def _is_left_over(clause: Clause) -> bool:
    return not core(clause.lead) and words.CARRIED_OUT.search(clause.beyond) is not None


def _groups(text: str) -> tuple[str, ...]:
    """Return the groups of outcomes that words end in, several where they are joined (予以公开和部分公开合计)."""
    last = re.split(r"[中里,:]", core(text))[-1]
    if last in words.PLAIN_OUTCOMES:
        return words.PLAIN_OUTCOMES[last]
    found = sorted((hit.start(), hit.end(), row) for row, pattern in words.OUTCOMES for hit in pattern.finditer(text))
    if not found or not words.OUTCOME_END.fullmatch(text, found[-1][1]):
        return ()
    named = [found[-1][2]]
    for earlier, later in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if not re.fullmatch(r"[和及与、或以]{1,2}", text[earlier[1] : later[0]]):
            break
        named.append(earlier[2])
    return tuple(dict.fromkeys(reversed(named)))


def _single_rows(clause: Clause, form: Form) -> tuple[str, ...]:
    """Return the single rows of outcomes that a clause names by their reasons."""
    text = clause.both
    spoken = [row for row, pattern in words.SPECIFIC if pattern.search(text)]
    printed = [row for word, row in form.labels if word in text]
    return tuple(dict.fromkeys([*spoken, *printed]))


def applicant(clause: Clause, thread: Thread, form: Form) -> Subject | None:
    """Return whose requests are counted; whether with those carried in is said by the number they are part of."""
    if thread.family not in ABOUT_REQUESTS and not clause.is_about_requests:
        return None
    columns = _applicants(clause.lead, is_whole=False)
    if not columns and not core(clause.lead):
        columns = _applicants(clause.beyond, is_whole=True)
    if core(clause.lead) in {"其他", "其它"} and thread.family is Family.APPLICANTS:
        columns = ("other_org",)
    if not columns:
        return None
    flows = (("new", "carried_in"), ("new",)) if "carried_in" in thread.rows else (("new",), ("new", "carried_in"))
    parents = (*flows, (TOTAL,))
    meant = (columns, *_ALSO.get(columns, ()))
    readings = readings_of(*((_name_of(rows), form.sum_of(REQUESTS, rows, each)) for each in meant for rows in parents))
    is_anchored = thread.family in {Family.REQUESTS, Family.APPLICANTS} and thread.is_anchored
    places = _places(clause.lead)
    is_of_all = bool(places) and words.OF_ALL_APPLICANTS.fullmatch(clause.lead, 0, places[-1][0]) is not None
    is_flow = thread.rows in {("new",), ("new", "carried_in")}
    is_firm = is_anchored and is_of_all and is_flow and not clause.is_narrowed
    return Subject(family=Family.APPLICANTS, readings=readings, is_firm=is_firm, rows=thread.rows or ("new",))


_ORGANISATIONS = ("business", "research", "nonprofit", "legal_service", "other_org")
_ALSO: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("business",): (_ORGANISATIONS,),
    ("other_org",): (_ORGANISATIONS[1:], _ORGANISATIONS[2:], _ORGANISATIONS),
}
"""What agencies mean by some applicants beside their own column: all, or the rest, of those who are no persons."""


def _name_of(rows: tuple[str, ...]) -> str:
    return "new_and_carried_in" if "carried_in" in rows else "closed" if TOTAL in rows else "new"


def _applicants(text: str, *, is_whole: bool) -> tuple[str, ...]:
    """Return the columns of the applicants that words end in; with `is_whole` all that 由…提出 lists."""
    if is_whole:
        listed = re.search(r"由(?P<who>.{2,60})(?:提出|提交|申请)", text)
        named = _places(listed["who"]) if listed else []
        return tuple(column for _, _, columns in named for column in columns)
    found = _places(text)
    return found[-1][2] if found and words.APPLICANT_END.fullmatch(text, found[-1][1]) else ()


def _places(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return where applicants are named, in order; a term inside a wider one is left out."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for columns, pattern in words.APPLICANTS:
        for hit in pattern.finditer(text):
            if not any(start < hit.end() and hit.start() < end for start, end, _ in found):
                found.append((*hit.span(), columns))
    return sorted(found)
