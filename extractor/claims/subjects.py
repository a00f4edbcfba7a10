"""What a clause counts: the cells its words name, in each of the legitimate readings, the plainest first."""

from extractor.claims import words
from extractor.claims.cases import case
from extractor.claims.clauses import Clause, Subject, Thread
from extractor.claims.flows import request
from extractor.claims.outcomes import applicant, outcome
from extractor.claims.proactive import decision, document, money
from extractor.claims.terms import Form

_NAMED = (case, document, decision, outcome, applicant, request)


def subject(clause: Clause, thread: Thread, form: Form) -> Subject | None:
    """Return what a clause counts, or None where its words do not say it or the form has no such cell."""
    if clause.unit not in words.CASE_UNITS:
        return money(clause, form)
    found = next((found for named in _NAMED if (found := named(clause, thread, form)) is not None), None)
    return found if found is not None and found.readings else None
