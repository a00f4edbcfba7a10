"""What the prose says of the change since last year (同比增长x%, 比上年增加n件), recomputed from both reports.

A sentence is only assessed where nothing is left to guess: its subject is a number just before it that the tables
repeat, and the words between the two say nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.corpus.forms import compares
from extractor.corpus.outcome import Said, Why, YearFigure, YearOutcome, YearPair, figure
from extractor.dossier import Dossier
from extractor.messages import Lang, say
from extractor.normalise import fold
from extractor.records import RuleVerdict, Statement
from extractor.schema.model import Label
from extractor.span import Span
from extractor.wording import place

GROWTH, CHANGE, LAST_YEAR = "prose.growth", "prose.change", "prose.last_year"
"""The rules: a share by which a number grew, a number by which it grew, and last year's number itself."""

_REACH = 60
_PLACES = 4
_SINCE = re.compile(
    r"同比|(?:比|较|与)(?:上一?年度?|去年|(?P<year>20\d\d)年度?)(?:同期)?(?:相比)?|(?:上年|去年)同期(?:相比)?"
)
_UP, _DOWN = "增长|增加|上升|提高|提升|增幅|增多|多|增", "下降|减少|降低|下滑|降幅|少|减"
_WAY = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?(?:约|为|率为)?\s?\Z")
_ANOTHER = rf"(?:{_UP}|{_DOWN})了?\s?[\d.]{{1,9}}\s?(?:%|[件条宗份个])?[\s,、()]{{1,3}}"
# Between the words for `since last year` and how much it is nothing stands, or the same change in another unit.
_PLAIN = re.compile(rf"\s?(?:{_ANOTHER})?(?:大幅|小幅|略有?|同比|总体)?\s?")
_LEVEL = re.compile(
    rf"[\s,、(]{{0,3}}(?:(?:{_SINCE.pattern})(?:{_ANOTHER}))?(?:上一?年度?|去年|(?P<named>20\d\d)年度?)(?:同期)?(?:数|收到|新收)?(?:为|是)?\s?"
)
_BRIDGE = re.compile(r"[\s,、(]{0,4}(?:申请)?(?:数量|总量|总数|件数|数)?[\s,]{0,3}")
_SENTENCE_END = re.compile(r"[。;!?\n]")

# The legitimate ways to count what a report took in; a sentence that holds by any of them is right.
_NEW = "requests/new/total"
_READINGS = ((_NEW,), (_NEW, "requests/carried_in/total"), ("requests/total/total",))


def prose_outcomes(pair: YearPair) -> Iterator[YearOutcome]:
    """Yield what comes of every sentence of this year's report on last year's numbers and the change since."""
    statements = pair.after.current.record.statements
    folded = fold(pair.after.current.text)
    for statement in statements:
        if statement.period == pair.before.year:
            subject = statement if statement.terms else _subject_of_level(folded, statement, statements, pair)
            if subject is not None and not (subject is statement and statement.agrees):
                yield _assessed(LAST_YEAR, statement, statement.value, subject, pair)
        elif statement.figure is not None and (change := _change(folded, statement, statement.figure, pair)):
            since, sign = change
            subject = _subject(folded, since, statements, pair)
            kind = GROWTH if _is_percentage(statement) else CHANGE
            if subject is not None and (kind == GROWTH or _counts_alike(statement, subject)):
                yield _assessed(kind, statement, sign * statement.value, subject, pair)


def _change(folded: str, statement: Statement, figure_span: Span, pair: YearPair) -> tuple[int, int] | None:
    """Return where the words for `since last year` begin that a number belongs to, and its sign; null for others."""
    if "百分点" in (statement.unit or ""):
        return None
    start = max(0, figure_span.start - _REACH)
    before = folded[start : figure_span.start]
    begins = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    way = _WAY.search(before, begins)
    since = list(_SINCE.finditer(before, begins))
    if way is None or not since or since[-1]["year"] not in {None, str(pair.before.year)}:
        return None
    if not _PLAIN.fullmatch(before, since[-1].end(), way.start()):
        return None
    return start + since[-1].start(), 1 if way["up"] else -1


def _subject(folded: str, since: int, statements: Sequence[Statement], pair: YearPair) -> Statement | None:
    """Return the number that is said to have changed: it stands right before, and this year's tables bear it out."""
    before = [each for each in statements if each.figure is not None and each.figure.end <= since]
    last = max(before, key=_end, default=None)
    if last is None or not _is_borne_out(last, pair):
        return None
    return last if _BRIDGE.fullmatch(_behind(folded, last, since)) else None


def _subject_of_level(
    folded: str, level: Statement, statements: Sequence[Statement], pair: YearPair
) -> Statement | None:
    """Return the number whose last year's is given (`154件（上年为164件）`), null where that is not certain."""
    if level.figure is None:
        return None
    start = level.figure.start
    before = [each for each in statements if each.figure is not None and each.figure.end <= start and each.terms]
    last = max(before, key=_end, default=None)
    if last is None or not _is_borne_out(last, pair) or not _counts_alike(level, last):
        return None
    return last if _LEVEL.fullmatch(_behind(folded, last, start)) else None


def _is_borne_out(subject: Statement, pair: YearPair) -> bool:
    """Return whether a number is this year's own count, and the tables do not contradict it."""
    is_own = subject.period in {None, pair.after.year}
    return is_own and bool(subject.terms) and subject.agrees is not False and not _is_percentage(subject)


def _end(statement: Statement) -> int:
    return statement.figure.end if statement.figure else 0


def _behind(folded: str, subject: Statement, end: int) -> str:
    """Return what stands between a number and its unit, and an offset."""
    return folded[_end(subject) : end].lstrip().removeprefix(fold(subject.unit or ""))


def _assessed(rule: str, statement: Statement, said: Decimal, subject: Statement, pair: YearPair) -> YearOutcome:
    """Return a sentence confronted with last year's record; `said` has the sign that its words give it."""
    old = _figures(subject, pair.before.current)
    outcome = _outcome(rule, statement, (*_figures(subject, pair.after.current), *old), pair)
    forms = (pair.after.current.schema, pair.before.current.schema)
    if not all(compares(each.slot, *forms) for each in old):
        return replace(outcome, reasons=(Why.FORMS_DIFFER,))
    base = _sum(old)
    if base is None:
        return replace(outcome, reasons=(Why.MISSING,))
    if rule == GROWTH and not base:
        return replace(outcome, reasons=(Why.BASE_ZERO,))
    expected = _expected(rule, subject.value, base)
    others = [_expected(rule, subject.value, each) for each in _other_bases(subject, pair) if each or rule != GROWTH]
    holds = any(_agrees(said, each, rule) for each in (expected, *others))
    return replace(
        outcome,
        verdict=RuleVerdict.PASS if holds else RuleVerdict.FAIL,
        gap=Decimal(0) if holds else said - expected,
        expected=expected,
        reasons=() if holds else _reasons(outcome, pair),
    )


def _outcome(rule: str, statement: Statement, figures: tuple[YearFigure, ...], pair: YearPair) -> YearOutcome:
    return YearOutcome(
        office=pair.name,
        year=pair.after.year,
        report=pair.after.current.record.id,
        previous=pair.before.current.record.id,
        rule=rule,
        over=statement.id,
        relation="==",
        message=Label(zh=say(Lang.ZH, f"years.{rule}"), en=say(Lang.EN, f"years.{rule}")),
        verdict=RuleVerdict.NOT_ASSESSABLE,
        figures=figures,
        said=Said(
            text=statement.text,
            value=statement.value,
            unit=statement.unit,
            span=statement.span,
            place=place(statement.figure or statement.span, pair.after.current.lines),
        ),
    )


def _figures(subject: Statement, dossier: Dossier) -> tuple[YearFigure, ...]:
    return tuple(figure(-1 if sign == "-" else 1, slot, dossier) for sign, slot in subject.terms)


def _sum(figures: Sequence[YearFigure]) -> Decimal | None:
    values = [None if each.value is None else each.coefficient * each.value for each in figures]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _other_bases(subject: Statement, pair: YearPair) -> Iterator[Decimal]:
    """Yield last year's number by the other legitimate readings, where the subject is what came in."""
    if not any(slot in {_NEW, *_READINGS[-1]} for _, slot in subject.terms):
        return
    for reading in _READINGS:
        base = _sum([figure(1, slot, pair.before.current) for slot in reading])
        if base is not None:
            yield base


def _expected(rule: str, now: Decimal, base: Decimal) -> Decimal:
    if rule == GROWTH:
        return round((now - base) / base * 100, _PLACES).normalize()
    return now - base if rule == CHANGE else base


def _agrees(said: Decimal, expected: Decimal, rule: str) -> bool:
    """Return whether a number is as said: a share to less than one in its last printed place, rounded or cut off."""
    if rule != GROWTH:
        return said == expected
    exponent = said.as_tuple().exponent
    return abs(said - expected) < Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


def _reasons(outcome: YearOutcome, pair: YearPair) -> tuple[Why, ...]:
    told = {Why.READING_IN_DOUBT: not outcome.is_sure, Why.RESUBMITTED: len(pair.before.versions) > 1}
    return tuple(why for why, is_so in told.items() if is_so) or (Why.REORGANISED_OR_CORRECTED,)


def _is_percentage(statement: Statement) -> bool:
    return fold(statement.unit or "").startswith("%")


def _counts_alike(statement: Statement, subject: Statement) -> bool:
    return statement.unit is None or subject.unit is None or fold(statement.unit) == fold(subject.unit)
