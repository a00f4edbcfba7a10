"""Claims of zero that no digit says: 未收到, 没有, 无, 均为0."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from extractor.claims import words
from extractor.claims.clauses import Clause
from extractor.claims.prose import Passage
from extractor.claims.statements import period_of, printed
from extractor.claims.terms import PROACTIVE, REMEDIES, REQUESTS, Form, Terms, Weighed
from extractor.locate import Page
from extractor.records import Statement
from extractor.span import Span

UNIT = "件"
_CLAUSE = re.compile(r"[^,。;:!?()]{2,160}")
_EVERYTHING = re.compile(r"(?:表[内中]|以上|上述)?各项(?:数据|指标|数字)?(?:均|都|全部|皆)")
_REMEDY_NOUN = re.compile(r"行政复议|行政诉讼|复议|诉讼")
_CARRIED = re.compile(r"结转")
_OUT = re.compile(r"结转.{0,2}(?:下|次|明)|(?:下|次|明|下一)年度?.{0,3}结转|转下|跨年")
_IN = re.compile(r"(?:上年|上一年|去年|往年).{0,6}结转|结转上年")
_TABLES = (
    (PROACTIVE, re.compile(r"规章|规范性文件|行政许可|行政处罚")),
    (REQUESTS, re.compile(r"申请")),
    (REMEDIES, re.compile(r"复议|诉讼")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A clause that says that there was nothing of what its words name; `is_firm` where they can mean nothing else."""

    passage: Passage
    start: int
    end: int
    terms: Terms
    weighed: Weighed
    unit: str | None = UNIT
    period: int | None = None
    is_firm: bool = False

    @property
    def span(self) -> Span:
        """Return where they stand in the document."""
        return self.passage.span(self.start, self.end)

    @property
    def agrees(self) -> bool | None:
        """Return whether the tables say so too."""
        return self.weighed.value == 0 if self.weighed.value is not None and self.weighed.is_firm else None


def denials(passage: Passage, form: Form) -> Iterator[Denial]:
    """Yield the claims of zero in a passage."""
    text = passage.text
    if not words.DENIES.search(text):
        return
    for found in _CLAUSE.finditer(text):
        if words.DENIES.search(found.group()):
            before = text[passage.sentence_start(found.start()) : found.start()]
            period = period_of(before, found.group(), form.year)
            for terms, unit, is_firm in _denied(found.group(), before + found.group(), form):
                weighed = form.weigh(terms)
                if terms and (is_firm or weighed.value == 0):
                    yield Denial(
                        passage=passage,
                        start=found.start(),
                        end=found.end(),
                        terms=terms,
                        weighed=weighed,
                        unit=unit,
                        period=period,
                        is_firm=is_firm,
                    )


def _denied(clause: str, sentence: str, form: Form) -> Iterator[tuple[Terms, str | None, bool]]:
    """Yield what a clause denies: its terms, its unit, and whether that is certain."""
    if words.ZERO.search(clause):
        yield from _all_zero(clause, sentence, form)
        return
    found = words.NEGATED.search(clause)
    if found is None or re.search(r"\d", clause[found.start() :]):
        return
    whole = takewhile(lambda item: not words.NOT_ALL.search(item), clause[found.end() :].split("、"))
    items = [item for item in whole if not words.BESIDE.search(item)]
    said = Clause(lead=clause.replace("涉及", ""), trail="", unit=UNIT, sentence="", agency=form.agency)
    is_whole = not (said.is_narrowed or words.SOME_APPLICANTS.search(clause))
    cases = "、".join(item for item in items if _REMEDY_NOUN.search(item))
    if cases:
        yield _cases(cases, form), UNIT, is_whole and "公开" in sentence
        return
    if not _CARRIED.search(clause) and any(_is_request(item) for item in items):
        yield form.sum_of(REQUESTS, ("new",)), UNIT, is_whole and not re.search("疑难|复杂|重大", clause)
    if _CARRIED.search(clause):
        yield form.sum_of(REQUESTS, _carried(clause)), UNIT, False


def _is_request(item: str) -> bool:
    return words.REQUEST_NOUN.search(item) is not None and not _REMEDY_NOUN.search(item)


def _cases(text: str, form: Form) -> Terms:
    rows = (("reconsideration",) if "复议" in text else ()) + (
        ("litigation_direct", "litigation_after") if "诉讼" in text else ()
    )
    return form.sum_of(REMEDIES, rows)


def _carried(clause: str) -> tuple[str, ...]:
    if _OUT.search(clause):
        return ("carried_out",)
    return ("carried_in",) if _IN.search(clause) else ()


def _all_zero(clause: str, sentence: str, form: Form) -> Iterator[tuple[Terms, str | None, bool]]:
    if _EVERYTHING.search(clause):
        named = next((table for table, pattern in _TABLES if pattern.search(sentence)), None)
        cells = [slot for slot in form.slots if named and slot.startswith(f"{named}/")]
        yield tuple(("+", slot) for slot in cells), None, False
    elif _REMEDY_NOUN.search(clause) and not words.NOT_ALL.search(clause):
        yield _cases(clause, form), None, False
    elif words.REQUEST_NOUN.search(clause):
        yield form.sum_of(REQUESTS, ("new",)), None, False


def zero_statement(each: Denial, id: str, page: Page) -> Statement:  # noqa: A002 - as the record names it
    """Return a claim of zero as it stands in a record."""
    is_ours = each.period is None
    return Statement(
        id=id,
        span=each.span,
        figure=None,
        text=printed(page, each.span),
        value=Decimal(0),
        unit=each.unit,
        period=each.period,
        terms=each.terms if is_ours else (),
        agrees=each.agrees if is_ours else None,
    )
