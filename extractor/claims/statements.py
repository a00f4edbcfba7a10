"""The statements of a report: every number of its prose, tied to the cells it repeats where its words say which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.claims import words
from extractor.claims.clauses import ABOUT_CASES, Clause, Family, Subject, Thread, core
from extractor.claims.mentions import Mention, mentions
from extractor.claims.prose import Passage
from extractor.claims.subjects import subject
from extractor.claims.terms import Form, Reading, Weighed
from extractor.locate import Page
from extractor.records import Statement
from extractor.span import Span

_ERA = re.compile(
    r"(?:\A|[,。;:!?(、]|其中|我[省市区县局]|全[省市区县])(?:在|而)?(?:(?P<year>20\d\d)年|(?P<last>上年|去年|上一年|上年度))(?![度末底]?.{0,3}(?:结转|转|未办|以来|遗留|接转|结余|延续|存量|跨年|留存|顺延)|同期|为|的|是|\d)"
)
_CHANGE = re.compile(
    r"(?:(?:同比|环比|[比较]).{0,24}(?:增加|增长|减少|下降|上升|降低|提高|提升|上涨|增幅|降幅|多|少|增|减)"
    r"|增加|增长|减少|下降|上升|降低|增幅|降幅|增至|减至|降至)[了为达到至约近]{0,4}\Z"
)
_LAST_YEAR = re.compile(r"(?:上一?年度?|去年|上年同期|去年同期|同期)(?:度|同期)?[的为是共仅只有]{0,4}\Z")
_COMPARED = re.compile(r"[比较由从](?P<year>20\d\d)年度?[的为是]{0,2}\Z")
_SINCE = re.compile(r"以来|至今|历年|近[两三四五几]年|(?:过去|这)[两三四五几]年|20\d\d(?:年度?)?[-至到]20\d\d年")
_SINCE_BEFORE = re.compile(
    rf"(?:\A|[。;:])[^,。;:]{{0,24}}(?:{_SINCE.pattern})来?,(?:(?!全年|[本今当]年|20\d\d年)[^;]){{0,80}}\Z"
)
"""Several years that a sentence speaks of, and has not left for one."""
_CLOSED_BRACKET = re.compile(r"\([^()]{0,200}\)")
LONGEST_TOPIC = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A number with what its words name and what the tables say to it; `start:end` are its words in the passage."""

    passage: Passage
    mention: Mention
    sentence: str
    start: int
    end: int
    subject: Subject | None = None
    reading: Reading | None = None
    weighed: Weighed | None = None
    period: int | None = None
    is_change: bool = False

    @property
    def span(self) -> Span:
        """Return where they stand in the document."""
        return self.passage.span(self.start, self.end)

    def is_with(self, other: "Tied") -> bool:
        """Return whether both stand in one sentence."""
        return self.passage is other.passage and self.mention.sentence == other.mention.sentence

    def until(self, other: "Tied") -> str:
        """Return what stands between this number and a later one."""
        return self.passage.text[self.mention.end : other.mention.start]

    @property
    def agrees(self) -> bool | None:
        """Return whether the tables bear it out; None where they do not say."""
        if self.weighed is None or self.weighed.value is None or not self.weighed.is_firm:
            return None
        return fits(self.mention, self.weighed.value)


def fits(mention: Mention, value: Decimal) -> bool:
    """Return whether a number is the value, or an approximation of it (120余件 of 123)."""
    if not mention.is_about:
        return mention.count == value
    return mention.count <= value * Decimal("1.1") and value <= mention.count * Decimal("1.1") + 10


def tied(passages: Sequence[Passage], form: Form) -> Iterator[Tied]:
    """Yield every number of the prose, in order."""
    topic = ""
    for passage in passages:
        yield from _of_passage(passage, form, topic)
        topic = _topic(passage, len(passage.text), topic)


def _topic(passage: Passage, at: int, before: str) -> str:
    """Return the words of the last heading before a place; where there is none, those of the passage before."""
    heading = passage.heading(at)
    return before if heading is None else passage.text[heading : heading + LONGEST_TOPIC]


def _of_passage(passage: Passage, form: Form, topic: str) -> Iterator[Tied]:
    end, section = 0, None
    thread = outside = Thread()
    depth = 0
    for mention in mentions(passage):
        heading = passage.heading(mention.start)
        if heading != section:
            section, thread = heading, Thread()
        elif mention.depth == 0 < depth and outside.family in ABOUT_CASES:
            thread = outside  # what stands in brackets is an aside
        depth = mention.depth
        before = _clause_before(passage.text, mention, end)
        lead = f"{before},{mention.lead}" if before else mention.lead
        plain = _plain(passage, mention, lead, form.year)
        clause = _clause(plain, lead, _topic(passage, mention.start, topic), form.agency)
        found = None if clause is None else subject(clause, thread, form)
        each = plain if found is None else _settled(plain, found, form)
        thread, end = _next(each, thread), mention.end
        outside = outside if depth else thread
        yield each


def _plain(passage: Passage, mention: Mention, lead: str, year: int | None) -> Tied:
    """Return a number as it is said, not yet tied to anything."""
    sentence = passage.text[passage.sentence_start(mention.start) : mention.start]
    own = mention.start - len(lead)
    is_whole = lead != "" and passage.text.startswith(lead, own)
    return Tied(
        passage=passage,
        mention=mention,
        sentence=sentence,
        start=own if is_whole else mention.lead_start,
        end=mention.end + len(mention.trail),
        period=period_of(sentence, lead, year),
        is_change=_CHANGE.search(lead) is not None,
    )


def _clause(plain: Tied, lead: str, topic: str, agency: str) -> Clause | None:
    """Return the words of a number, or None where it is of another year, a change or a share: no cell says those."""
    mention = plain.mention
    if plain.period is not None or plain.is_change or mention.is_share or _is_of_years(plain.sentence, lead):
        return None
    said = (topic, plain.sentence, mention.trail)
    return Clause(
        lead=lead,
        trail=mention.trail,
        beyond=mention.beyond,
        unit=mention.tail,
        sentence=plain.sentence,
        agency=agency,
        is_about_requests=any(words.REQUEST_NOUN.search(text) for text in said),
    )


def _is_of_years(sentence: str, lead: str) -> bool:
    """Return whether a number is said of several years together."""
    return _SINCE.search(lead) is not None or _SINCE_BEFORE.search(sentence) is not None


def _clause_before(text: str, mention: Mention, end: int) -> str:
    """Return the clause before a number whose own names nothing (自然人占多数，为90件), unless that has a number."""
    if core(mention.lead) or mention.trail:
        return ""
    return re.split(r"[,。;:!?()]", text[end : mention.lead_start].rstrip(",:"))[-1]


def period_of(sentence: str, lead: str, year: int | None) -> int | None:
    """Return the year that a number is said of, where that is not the report's own."""
    if year is None:
        return None
    if _LAST_YEAR.search(lead) and not words.CARRIED_IN.search(lead):
        return year - 1
    compared = _COMPARED.search(lead)
    if compared is not None and int(compared["year"]) != year:
        return int(compared["year"])
    eras = [*_ERA.finditer(_CLOSED_BRACKET.sub("", sentence))]
    if not eras:
        return None
    said = int(eras[-1]["year"]) if eras[-1]["year"] else year - 1
    return said if said != year else None


def _settled(plain: Tied, found: Subject, form: Form) -> Tied:
    """Return a number tied to the first reading that the tables bear out, else to the plainest if that is sure."""
    mention = plain.mention
    for reading in found.readings:
        weighed = form.weigh(reading.terms)
        if weighed.value is not None and fits(mention, weighed.value):
            return replace(plain, subject=found, reading=reading, weighed=weighed)
    for reading in found.readings:
        weighed = form.weigh(reading.terms)
        if weighed.possible and (mention.count in weighed.possible or form.may_print(reading, mention.count)):
            return replace(plain, subject=found, reading=reading, weighed=weighed)
    if not found.is_firm or mention.is_about or mention.is_broken:
        return replace(plain, subject=found)
    unknown = (reading for reading in found.readings if form.weigh(reading.terms).value is None)
    first = next(unknown, found.readings[0])
    return replace(plain, subject=found, reading=first, weighed=form.weigh(first.terms))


def _next(each: Tied, thread: Thread) -> Thread:
    """Return what the numbers that follow are read by."""
    found, mention = each.subject, each.mention
    if found is not None:
        is_anchored = each.reading is not None and (each.agrees is not False or found.is_firm)
        rows = found.rows
        if found.family is Family.APPLICANTS or (found.family is Family.REQUESTS and not rows):
            rows = thread.rows
        if found.family is Family.REQUESTS and each.reading is not None and each.reading.name == "new_and_carried_in":
            rows = ("new", "carried_in")
        return Thread(family=found.family, rows=rows, is_anchored=is_anchored)
    is_beside = mention.is_share or mention.is_spoken or each.is_change or mention.depth > 0 or not core(mention.lead)
    if is_beside or each.period is not None:
        return thread
    is_other = mention.tail not in words.STRICT_UNITS or words.FOREIGN.search(mention.lead + mention.trail)
    return Thread() if is_other else replace(thread, is_anchored=False)


def statement(each: Tied, id: str, page: Page) -> Statement:  # noqa: A002 - as the record names it
    """Return a number of the prose as it stands in a record."""
    terms = each.reading.terms if each.reading else ()
    return Statement(
        id=id,
        span=each.span,
        figure=each.passage.span(*each.mention.figure),
        text=printed(page, each.span),
        value=each.mention.value,
        unit=each.mention.unit,
        period=each.period,
        terms=terms,
        reading=each.reading.name if each.reading else None,
        agrees=each.agrees if terms else None,
    )


def printed(page: Page, span: Span) -> str:
    """Return the words at a place as the document has them, white space left out."""
    return "".join(page.document.text[slice(*span)].split())
