"""Another office's name left in, from a template or a neighbour: as who reports, or as what the office calls itself."""

import re
from collections.abc import Iterator

from extractor.formalities.report import Report
from extractor.formalities.words import OWN_WORDS
from extractor.records import Defect, Severity
from extractor.span import Span

_NAME = r"(?P<name>[\u4e00-\u9fff]{3,30}?(?:局|委员会|厅|人民政府|办事处|中心|管委会|镇|乡))"
_HERALD = re.compile(rf"现[将就]{_NAME}(?:关于)?20\d\d年")
_MADE_BY = re.compile(rf"本报告[由系]{_NAME}(?:办公室)?(?:根据|按照|依据|依照|编制|负责|汇总|制作)")
_OFFICE = re.compile(r"(?:局|厅|(?<!管理)委员会)\Z")
"""An office that makes its own report; a government's may be made by any of its offices."""
_WITHIN: dict[str, re.Pattern[str]] = {}
_BEFORE = "自忘真小大"
"""What makes 我 part of another word: 自我局限."""
_LONGER = "局部限势面促|委托派任屈|镇压静定痛|乡村镇土情|校对验正准|厅堂"
_QUOTE = re.compile(r"\"[^\"\n]{0,60}\Z")


def other_agency_left_in(report: Report) -> Iterator[Defect]:
    """Yield a defect for each other office that is said to report, and for each word that this kind never uses."""
    if report.agency is None or not report.is_chinese:
        return
    yield from _reported_by(report, report.agency)
    yield from _called_itself(report, report.agency)


def _reported_by(report: Report, agency: str) -> Iterator[Defect]:
    text, span = report.page.folded, report.page.span
    end = min(span.end, (report.headings[0].start if report.headings else span.start) + _PREFACE)
    for pattern in (_HERALD, _MADE_BY) if _OFFICE.search(agency) else (_HERALD,):
        for match in pattern.finditer(text, span.start, end):
            if not is_same(agency, match["name"]):
                yield _left_in(Span(*match.span("name")), (), f"{match['name']} ≠ {agency}")


_PREFACE = 1500
"""How far behind the first heading the words that announce a report may stand."""


def is_same(name: str, other: str) -> bool:
    """Return whether two names may be one office's: the characters of one stand in the other, in order."""
    first, second = sorted((_bare(name), _bare(other)), key=len)
    rest = iter(second)
    return all(char in rest for char in first) or first[-4:] in second


def _bare(name: str) -> str:
    return (
        re.sub(r"(?:办公室|办事处|人民政府|管理委员会|管委会|委员会|办)\Z", "", re.sub(r"[^\u4e00-\u9fff]", "", name))
        or name
    )


def _called_itself(report: Report, agency: str) -> Iterator[Defect]:
    """Yield one defect for the words of another kind of office, with all their places."""
    kind = _kind(agency)
    if kind is None:
        return
    places = [
        Span(*match.span())
        for span in report.prose
        for match in _never(kind).finditer(report.page.folded, *span)
        if not _is_quoted(report, match.start())
    ]
    if places:
        said = dict.fromkeys(report.text(place) for place in places)
        yield _left_in(places[0], tuple(places[1:]), f"{', '.join(said)} ≠ {agency}")


def _kind(agency: str) -> str | None:
    """Return what kind of office a name is: a government by what it governs."""
    name = re.sub(r"(?:办公室|办)\Z", "", agency)
    if name.endswith("管理委员会"):
        return None  # of a zone: it speaks for offices of every kind
    place = re.sub(r"(?:人民政府|政府|办事处)\Z", "", name)
    for kind in ("镇", "乡", "街道"):
        if place.endswith(kind):
            return kind
    return next((kind for kind in OWN_WORDS if name.endswith(kind)), None)


def _never(kind: str) -> re.Pattern[str]:
    known = _WITHIN.get(kind)
    if known is None:
        behind = {part[0]: part[1:] for part in _LONGER.split("|")}
        told = (f"{word}(?![{behind[word[1]]}])" if word[1] in behind else word for word in OWN_WORDS[kind])
        known = _WITHIN[kind] = re.compile(rf"(?<![{_BEFORE}])(?:{'|'.join(told)})")
    return known


def _is_quoted(report: Report, at: int) -> bool:
    return _QUOTE.search(report.page.folded, max(report.page.span.start, at - 60), at) is not None


def _left_in(span: Span, others: tuple[Span, ...], detail: str) -> Defect:
    return Defect(kind="other_agency_left_in", severity=Severity.DOUBT, span=span, others=others, detail=detail)
