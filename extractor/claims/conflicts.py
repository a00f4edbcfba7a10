"""Where a number of the prose is not what the tables say, under none of the legitimate readings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.claims.clauses import Subject
from extractor.claims.statements import Tied, fits
from extractor.claims.terms import PROACTIVE, Form, Reading, Terms
from extractor.claims.zeros import Denial
from extractor.figures import plain
from extractor.records import Defect, Severity

KIND = "prose_vs_table"
MOST_SHOWN = 3
"""Cells that are shown one by one, where a number is held against their sum."""
NEARBY = 8
"""Numbers before and behind one that may count the same cells."""

_LEFT_OUT = {
    "in_force": ("issued", "repealed"),
    "total_public": ("made", "published"),
    "new": ("carried_in",),
    "total": ("carried_in", "carried_out", "other"),
    "reconsideration": ("litigation_direct", "litigation_after"),
    "litigation_direct": ("litigation_after",),
}
"""What agencies leave out of a count, or put into it, by the row or the column counted."""

Said = Mapping[str, Decimal]
"""What the prose says of single cells."""


def conflicts(found: Sequence[Tied], form: Form) -> Iterator[Defect]:
    """Yield the numbers that no reading of the tables bears out."""
    said = {each.reading.terms[0][1]: each.mention.count for each in found if each.reading and _is_single(each.reading)}
    for each in found:
        if each.subject is None or each.reading is None:
            continue
        defect = _too_few(each, each.subject, each.reading, form) or _conflict(
            each, each.subject, each.reading, form, said
        )
        if defect is not None:
            yield defect


def whole_cells(found: Sequence[Tied], form: Form) -> Iterator[Tied]:
    """Yield the numbers; those that are only together what their cells say are tied to none."""
    for at, each in enumerate(found):
        yield replace(each, reading=None, weighed=None) if _is_told_apart(found, at, form) else each


def _is_told_apart(found: Sequence[Tied], at: int, form: Form) -> bool:
    """Return whether a number and its neighbours, which name the same cells, come to them (维持15件、驳回6件)."""
    own = found[at].subject
    if own is None or found[at].agrees is not False:
        return False
    near = [each for each in found[max(0, at - NEARBY) : at + NEARBY] if each.is_with(found[at]) and each.subject]
    alike = [each.mention.count for each in near if each.subject and each.subject.readings == own.readings]
    return len(alike) > 1 and any(form.weigh(one.terms).value == sum(alike) for one in own.readings)


def denied_conflicts(found: Sequence[Denial]) -> Iterator[Defect]:
    """Yield the claims of zero where the tables count some."""
    for each in found:
        if each.is_firm and each.agrees is False and each.period is None:
            yield Defect(
                kind=KIND,
                severity=Severity.ERROR if each.weighed.is_printed else Severity.DOUBT,
                span=each.span,
                slots=_cells(each.terms),
                detail=f"0 ≠ {_shown(each.weighed.value)}",
            )


def _too_few(each: Tied, subject: Subject, reading: Reading, form: Form) -> Defect | None:
    """Return the doubt where one case is said to be of two kinds, and the tables have only one of them."""
    if subject.kinds == 1 or subject.kinds <= each.mention.count or each.agrees is not True:
        return None
    sums = (one.terms for one in subject.readings)
    whole = max((terms for terms in sums if all(sign == "+" for sign, _ in terms)), key=len)
    missing = [term for term in whole if term not in reading.terms and not form.weigh((term,)).value]
    if not missing:
        return None
    cells = ", ".join(_shown(form.weigh((term,)).value) for term in whole)
    detail = f"{plain(each.mention.count)} ≠ {cells}"
    return Defect(kind=KIND, severity=Severity.DOUBT, span=each.span, slots=_cells(whole), detail=detail)


def _conflict(each: Tied, subject: Subject, reading: Reading, form: Form, said: Said) -> Defect | None:
    if not subject.is_firm or each.mention.is_about or each.mention.is_broken:
        return None
    severity = _severity(each, subject, reading, form)
    if severity is None:
        return None
    hint = _explanation(each.mention.count, reading, form, said)
    detail = f"{plain(each.mention.count)} ≠ {_sum(form, reading.terms)}"
    return Defect(
        kind=KIND,
        severity=Severity.DOUBT if hint else severity,
        span=each.span,
        slots=_cells(reading.terms),
        detail=f"{detail}; {hint}" if hint else detail,
    )


def _severity(each: Tied, subject: Subject, reading: Reading, form: Form) -> Severity | None:
    """Return how sure it is that no reading fits: None where one may, as its cells were not read for certain."""
    weighed = [form.weigh(one.terms) for one in subject.readings]
    unknown = [one for one in weighed if one.value is None]
    count = each.mention.count
    if any(not one.possible for one in unknown) or (unknown and (count < 10 or form.may_print(reading, count))):
        return None
    values = [value for one in weighed for value in one.values]
    if any(fits(each.mention, value) for value in values) or any(
        not one.is_firm for one in weighed if one.value is not None
    ):
        return None
    return Severity.ERROR if all(one.is_printed for one in weighed) else Severity.DOUBT


def _explanation(count: Decimal, reading: Reading, form: Form, said: Said) -> str:
    """Return the sum that would explain a number, with a cell that agencies leave out or put in."""
    if len(reading.terms) > 2:
        return ""
    table, row, column = reading.terms[0][1].split("/")
    rows = _LEFT_OUT.get(row, ()) if column == "total" else ()
    columns = _LEFT_OUT.get(column, ()) if table == PROACTIVE else ()
    others = [form.sum_of(table, (other,), (column,)) for other in rows]
    others += [form.sum_of(table, (row,), (other,)) for other in columns]
    sums = (
        _shown_sum(count, base, value)
        for terms in others
        for value in _values(form, terms, said)
        for base in form.weigh(reading.terms).values
        if value and count in {base - value, base if terms[0] in reading.terms else base + value}
    )
    return next(sums, "")


def _values(form: Form, terms: Terms, said: Said) -> tuple[Decimal, ...]:
    """Return what a sum may come to: by the tables, or where they were not read, by what the prose says of it."""
    if not terms:
        return ()
    weighed = form.weigh(terms)
    own = said.get(terms[0][1]) if len(terms) == 1 and weighed.value is None else None
    return weighed.values if own is None else (own,)


def _shown_sum(count: Decimal, base: Decimal, other: Decimal) -> str:
    return f"{plain(count)} = {plain(base)} {'-' if count < base else '+'} {plain(other)}"


def _sum(form: Form, terms: Terms) -> str:
    """Return what the tables say: a sum of few cells, its value, or all that an unsettled cell may be."""
    whole = form.weigh(terms)
    if len(terms) == 1 or len(terms) > MOST_SHOWN or whole.value is None:
        return " | ".join(plain(value) for value in whole.values) or _shown(None)
    first, *rest = [f"{sign} {_shown(form.weigh((('+', slot),)).value)}" for sign, slot in terms]
    return " ".join([first.removeprefix("+ "), *rest])


def _shown(value: Decimal | None) -> str:
    return "?" if value is None else plain(value)


def _cells(terms: Terms) -> tuple[str, ...]:
    return tuple(slot for _, slot in terms)


def _is_single(reading: Reading) -> bool:
    return len(reading.terms) == 1 and reading.terms[0][0] == "+"
