"""The table of what is published on the agency's own initiative: documents, decisions, money."""

import re

from extractor.claims import words
from extractor.claims.clauses import ABOUT_DOCUMENTS, Clause, Family, Subject, Thread, behind_last
from extractor.claims.terms import PROACTIVE, Form, readings_of


def document(clause: Clause, thread: Thread, form: Form) -> Subject | None:
    """Return which regulations or normative documents are counted: issued, repealed or in force."""
    if clause.unit not in {"件", "部", "份", "项", "个"} or words.REMEDY.search(clause.both):
        return None
    text = clause.lead if _documents(clause.lead) else clause.both
    row = _documents(text)
    is_named = row is not None
    if row is None and thread.family in ABOUT_DOCUMENTS and _is_about_documents(clause.both):
        row = thread.family
    if row is None or words.NOT_A_DOCUMENT.search(_behind_document(clause.lead)):
        return None
    columns = _document_columns(text)
    if not columns:
        return None
    readings = readings_of(*((column, form.sum_of(PROACTIVE, (row,), (column,))) for column in columns))
    is_sure = _is_sure(clause, text) and (is_named or thread.is_anchored)
    return Subject(family=Family(row), readings=readings, is_firm=is_sure)


def _is_sure(clause: Clause, text: str) -> bool:
    """Return whether words can mean nothing but what the report's whole office issued, repealed or has in force."""
    if not words.OF_ALL_DOCUMENTS.search(text):
        return False
    if clause.is_narrowed or clause.unit not in {"件", "部"} or "政府" in clause.lead:
        return False
    if words.SURELY_IN_FORCE.search(text):
        return not words.NOT_A_DOCUMENT.search(clause.lead.partition("有效")[2])
    is_said = words.SURELY_ISSUED.search(text) or words.REPEALED.search(text)
    is_other = words.NOT_A_DOCUMENT.search(clause.lead) or words.REVIEWED.search(clause.sentence + text + clause.beyond)
    return is_said is not None and not is_other


def _documents(text: str) -> Family | None:
    if words.NORMATIVE.search(text):
        return Family.NORMATIVE if not words.REGULATIONS.search(text) else None
    return Family.REGULATIONS if words.REGULATIONS.search(text) else None


def _is_about_documents(text: str) -> bool:
    return any(p.search(text) for p in (words.IN_FORCE, words.REPEALED)) and not words.FOREIGN.search(text)


def _behind_document(text: str) -> str:
    return behind_last(words.NORMATIVE, text) if words.NORMATIVE.search(text) else behind_last(words.REGULATIONS, text)


def _document_columns(text: str) -> tuple[str, ...]:
    if words.REPEALED.search(text):
        return ("repealed",)
    if words.IN_FORCE.search(text):
        return ("in_force", "total_public")
    if words.ISSUED.search(text):
        is_published = words.PUBLISHED.search(text) and not words.SURELY_ISSUED.search(text)
        return ("issued", "published", "made", "total_public") if is_published else ("issued", "made", "published")
    return ()


def decision(clause: Clause, thread: Thread, form: Form) -> Subject | None:
    """Return which decisions or purchases are counted."""
    if words.PROCUREMENT.search(clause.lead):
        terms = form.sum_of(PROACTIVE, ("procurement",), ("projects",))
        return Subject(family=Family.DECISIONS, readings=readings_of((None, terms)))
    row = next((row for row, pattern in words.DECISIONS if _ends_in(pattern, clause.lead)), None)
    if row is None or clause.unit not in words.STRICT_UNITS | {"项", "个"}:
        return None
    if words.SOME_DECISIONS.search(clause.lead):
        return None
    is_listed = thread.family is Family.DECISIONS and thread.is_anchored and words.DECISION_START.match(clause.lead)
    is_made = bool(words.DECIDED.search(clause.lead) or is_listed) and not words.PUBLISHED.search(_chain(clause))
    terms = form.sum_of(PROACTIVE, (row,), ("decisions",))
    return Subject(
        family=Family.DECISIONS, readings=readings_of((None, terms)), is_firm=is_made and not clause.is_narrowed
    )


def _ends_in(pattern: re.Pattern[str], lead: str) -> bool:
    return words.DECISION_END.fullmatch(behind_last(pattern, lead)) is not None and pattern.search(lead) is not None


def _chain(clause: Clause) -> str:
    """Return the clause a number stands in, with the items of a list before it: a verb may stand at its head."""
    return re.split(r"[,。;:!?(]", clause.sentence)[-1]


def money(clause: Clause, form: Form) -> Subject | None:
    """Return which fees or purchases are summed."""
    for pattern, row in ((words.FEES, "fees"), (words.PURCHASES, "procurement")):
        if clause.unit == "万元" and pattern.search(clause.lead):
            terms = form.sum_of(PROACTIVE, (row,), ("amount",))
            return Subject(family=Family.DECISIONS, readings=readings_of((None, terms))) if terms else None
    return None
