"""The report's year against its form, and another year left in where the report's own must stand."""

import re
from collections.abc import Iterator

from extractor.formalities.report import Report
from extractor.locate.fields import YEAR_MARK
from extractor.locate.page import matching_form
from extractor.records import Defect, Severity
from extractor.span import Span

_Y = r"(?<!\d)(?P<year>20\d\d)"
_PERIOD = re.compile(
    rf"{_Y}\s{{0,4}}年\s{{0,4}}0?1\s{{0,4}}月\s{{0,4}}0?1\s{{0,4}}日[起始]?\s{{0,4}}(?:至|到|-|~|,至)\s{{0,4}}"
    rf"(?:(?P<until>20\d\d)\s{{0,4}}年)?\s{{0,4}}12\s{{0,4}}月\s{{0,4}}31\s{{0,4}}日"
)
_HERALD = re.compile(
    rf"现[将就](?:[^\n。;《]{{0,40}}?[^\d\n。;《])??{_Y}\s{{0,4}}年[^\n。;》]{{0,60}}?(?:报告|公布|总结|汇报)如下"
)
_OPENING = re.compile(rf"\s{{0,20}}{_Y}\s{{0,4}}年(?:度|来)?,(?![^。]{{0,8}}以来)")
_FEES = re.compile(rf"{_Y}\s{{0,4}}年(?:度)?,?[^\n。;\d]{{0,20}}(?:信息处理费|收取)")
_TOLD = re.compile(
    rf"(?:(?<=[。;\n])|(?<=[。;\n] ))[ \t]{{0,8}}{_Y}\s{{0,4}}年(?:度)?,(?P<told>(?:我|全|本)[^。;\n]{{4,80}})"
)
_ABOUT_REQUESTS = re.compile(r"(?:受理|收到|接到|新收|主动公开|公开(?:政府)?信息|发布信息)")
_OF_FIGURES = re.compile(r"统计|期限|数据|报告|时段|反映|所称")
_LOOKING_BACK = re.compile(r"相比|同比|较(?![好大多高为强])|增长|增加|下降|减少|以来|上年|去年|[年月日]起|印发|结转")


def wrong_year_form(report: Report) -> Iterator[Defect]:
    """Yield a defect for a report in a form that is not its year's; certain where the year comes again and again."""
    years, year = report.schema.file.years, report.year
    if years is None or year is None or years.first <= year <= (years.last or year) or not _is_of_form(report):
        return
    field = report.fields["year"]
    yield Defect(
        kind="wrong_year_form",
        severity=Severity.ERROR if _is_commonest(report, year) else Severity.DOUBT,
        span=field.span,
        detail=f"{year} ∉ {years.first}-{years.last or ''}",
    )


def _is_of_form(report: Report) -> bool:
    """Return whether labels tell the form from its sister, none of which speaks for the sister."""
    known = report.schema.file.recognise
    words = report.page.words
    has = any(matching_form(label) in words for label in known.signals)
    return has and not any(matching_form(label) in words for label in known.against)


def _is_commonest(report: Report, year: int) -> bool:
    """Return whether the prose names the year at least twice, and no other as often."""
    named = [int(found) for span in report.prose for found in YEAR_MARK.findall(report.page.folded, *span)]
    others = [named.count(other) for other in set(named) - {year}]
    return named.count(year) >= 2 and named.count(year) > max(others, default=0)


def other_year_left_in(report: Report) -> Iterator[Defect]:
    """Yield a defect for each place that must state the report's own year and states another.

    Those are the period of the figures, the announcement of the report, the first words of the overview and of the
    problems, what is said of fees, and sentences that count the year's requests without comparing.
    """
    if report.year is None or not report.is_chinese:
        return
    own = report.year
    stated = {(match.start(group), match[group]) for match, group in _stated(report, own)}
    for at, year in sorted(stated):
        if int(year) != own:
            yield Defect(
                kind="other_year_left_in",
                severity=Severity.DOUBT,
                span=Span(at, at + len(year)),
                detail=f"{year} ≠ {own}",
            )


Stated = Iterator[tuple[re.Match[str], str]]
"""Matches, each with the name of the group that holds a year."""


def _stated(report: Report, own: int) -> Stated:
    yield from _periods(report, own)
    text, span = report.page.folded, report.page.span
    yield from ((match, "year") for match in _HERALD.finditer(text, span.start, _reach(report)))
    yield from _openings(report, own)
    yield from _tellings(report, own)


def _reach(report: Report) -> int:
    head = report.headings[0].start if report.headings else report.page.span.end
    return min(report.page.span.end, head + _PREFACE)


_PREFACE = 1500
"""How far behind the first heading the words that announce a report may stand."""


def _periods(report: Report, own: int) -> Stated:
    """Yield the years of the period that the figures are of: one year, or two of which one is the report's own."""
    text, start = report.page.folded, report.page.span.start
    head = report.headings[0].start if report.headings else report.page.span.end
    for match in _PERIOD.finditer(text, start, _reach(report)):
        if match.start() > head and not _OF_FIGURES.search(text, max(start, match.start() - 40), match.start()):
            continue
        until = match["until"] or match["year"]
        if match["year"] == until:
            yield match, "year"
        elif f"{own}" in {match["year"], until} and abs(int(match["year"]) - int(until)) == 1:
            yield match, "until" if until != f"{own}" else "year"


def _openings(report: Report, own: int) -> Stated:
    """Yield the year that the overview and the section on problems begin with, and that of what is said of fees."""
    text = report.page.folded
    for part in ("overview", "problems"):
        heading = report.heading_of(part)
        found = _OPENING.match(text, *report.under(heading)) if heading else None
        if found is not None and not _is_comparing(text[found.end() : found.end() + 400], own):
            yield found, "year"
    heading = report.heading_of("other_matters")
    under = report.under(heading) if heading else None
    if under is not None and f"{own}" not in report.text(under):
        yield from ((match, "year") for match in _FEES.finditer(text, *under))


def _is_comparing(rest: str, own: int) -> bool:
    """Return whether a sentence goes on to the report's own year or looks back from it."""
    sentence = rest.partition("。")[0]
    return f"{own}" in sentence or _LOOKING_BACK.search(sentence) is not None


def _tellings(report: Report, own: int) -> Stated:
    """Yield the year of sentences that say what was received or published, with no word of comparison."""
    heading = report.heading_of("overview")
    for match in _TOLD.finditer(report.page.folded, *report.under(heading)) if heading else ():
        if _ABOUT_REQUESTS.search(match["told"]) and not _is_comparing(match["told"], own):
            yield match, "year"
