"""The scalar fields of a document (agency, year), each with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from extractor.locate.page import Page
from extractor.records import Field
from extractor.schema.compiled import Schema
from extractor.schema.model import Scalar
from extractor.span import Span

HEAD = 4000  # characters from the start in which a title is looked for
TAIL = 400  # characters at the end in which the signature is looked for
LONGEST_NAME = 40
YEAR_MARK = re.compile(r"(?<!\d)((?:19|20)\d{2})[ ]{0,2}年")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A stretch of a text without its white space; `starts` and `raw_starts` map its runs back to the whole text."""

    text: str
    whole: str
    starts: tuple[int, ...]
    raw_starts: tuple[int, ...]

    def raw(self, index: int) -> int:
        """Return where the character at `index` stands in the whole text."""
        run = bisect_right(self.starts, index) - 1
        return self.raw_starts[run] + index - self.starts[run]

    def span(self, start: int, end: int) -> Span:
        """Return the place in the whole text of `start:end`."""
        return Span(self.raw(start), self.raw(end - 1) + 1)


_RUNS = re.compile(r"\S+")


def squeeze(text: str, start: int, end: int) -> Squeezed:
    """Return `text[start:end]` without white space."""
    runs = [match.span() for match in _RUNS.finditer(text, start, end)]
    lengths = (stop - begin for begin, stop in runs)
    starts = tuple(accumulate(lengths, initial=0))[:-1]
    return Squeezed("".join(text[start:end].split()), text, starts, tuple(begin for begin, _ in runs))


def fields(page: Page, schema: Schema) -> Mapping[str, Field]:
    """Return every scalar field of the schema; what is not found has no value.

    The year is that of the title that names the agency, where there is one: a page around a report lists the reports of
    other years, often before its own.
    """
    head = squeeze(page.folded, page.span.start, min(page.span.end, page.span.start + HEAD))
    has_spaces = schema.file.language != "zh"
    lines = tuple(_lines(page))
    names = {
        scalar.id: _name(scalar, head, lines, has_spaces=has_spaces)
        for scalar in schema.file.fields
        if scalar.kind != "year"
    }
    title = next((title for _, title in names.values() if title is not None), None)
    found = {
        scalar.id: _year(scalar, head, lines, title) if scalar.kind == "year" else names[scalar.id][0]
        for scalar in schema.file.fields
    }
    agency = found.get("agency")
    if agency is not None and isinstance(agency.value, str):
        found["agency"] = _signature(page, agency.value) or agency
    return found


def report_year(page: Page, schema: Schema) -> int | None:
    """Return the year the report is of, or None where it is not found."""
    year = fields(page, schema).get("year")
    return year.value if year is not None and isinstance(year.value, int) else None


_NOTHING = Field(value=None, span=None)


def _name(scalar: Scalar, head: Squeezed, lines: Sequence[Squeezed], *, has_spaces: bool) -> tuple[Field, Span | None]:
    """Return a field of text, and the place of the whole title that it was taken from."""
    for pattern in scalar.patterns:
        titles = _titles(pattern, lines)
        if len({match["value"] for _, match in titles}) > 1:
            break  # which of two titles is the report's own, nobody knows
        for place, match in titles or _matches(pattern, head):
            if not _is_cut(place, match):
                span = place.span(*match.span("value"))
                value = " ".join(place.whole[span.start : span.end].split()) if has_spaces else match["value"]
                return Field(value=value, span=span), place.span(*match.span())
    return _NOTHING, None


def _year(scalar: Scalar, head: Squeezed, lines: Sequence[Squeezed], title: Span | None) -> Field:
    """Return the year in the title that names the agency, else the first that a pattern finds.

    None where lines that are nothing but a title say different years: then the page lists several reports.
    """
    found = [
        [(head.span(*match.span("value")), int(match["value"])) for _, match in _matches(pattern, head)]
        for pattern in scalar.patterns
    ]
    for span, value in (each for matches in found for each in matches):
        if title is not None and span.within(title):
            return Field(value=value, span=span)
    if len(_years_alone(scalar, lines)) > 1:
        return _NOTHING
    return next((Field(value=value, span=span) for matches in found for span, value in matches[:1]), _NOTHING)


def _years_alone(scalar: Scalar, lines: Sequence[Squeezed]) -> set[str]:
    """Return the years of the lines that a pattern matches as a whole."""
    return {
        match["value"]
        for pattern in scalar.patterns
        for line in lines
        for _, match in _matches(pattern, line)
        if match[0] == line.text.strip("#*《》")
    }


def _titles(pattern: str, lines: Sequence[Squeezed]) -> tuple[tuple[Squeezed, re.Match[str]], ...]:
    """Return the matches that begin a line: a page around a report names others behind `上一篇：` or in a list."""
    found = ((line, match) for line in lines for _, match in _matches(pattern, line))
    return tuple((line, match) for line, match in found if not line.text[: match.start()].strip("#*《"))


def _matches(pattern: str, place: Squeezed) -> Iterator[tuple[Squeezed, re.Match[str]]]:
    return ((place, match) for match in compiled(pattern).finditer(place.text) if match["value"])


def _is_cut(place: Squeezed, match: re.Match[str]) -> bool:
    """Return whether a name goes on before its first character: `12345政务服务热线` has lost its city."""
    before = place.whole[: place.raw(match.start("value"))][-1:]
    return before in set("、×") or (before.isascii() and before.isalnum())


def _lines(page: Page) -> Iterator[Squeezed]:
    """Yield the lines in which a title may stand, without their white space."""
    at, end = page.span.start, min(page.span.end, page.span.start + HEAD)
    for line in page.folded[at:end].split("\n"):
        if line.strip():
            yield squeeze(page.folded, at, at + len(line))
        at += len(line) + 1


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a schema's pattern, compiled once."""
    return re.compile(pattern)


def _is_place(before: str) -> bool:
    """Return whether what stands before a name can be part of it: no marks, and no word of a page around it."""
    return _IDEOGRAPHS.fullmatch(before) is not None and _AROUND_A_NAME.search(before) is None


_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]+")
_AROUND_A_NAME = re.compile(
    r"主办|承办|协办|版权|所有|来源|发布|机构|单位|维护|制作|管理|联系|地址|报告|信息|网站|首页|抄送|送达|主管|填报"
)


def _signature(page: Page, agency: str) -> Field | None:
    """Return the fuller name signed at the end (`青禾县统计局` where the title says `统计局`)."""
    start = max(page.span.start, page.span.end - TAIL)
    at = start
    for line in page.folded[start : page.span.end].split("\n"):
        name = squeeze(page.folded, at, at + len(line))
        if name.text.endswith(agency) and len(name.text) <= LONGEST_NAME and _is_place(name.text[: -len(agency)]):
            return Field(value=name.text, span=name.span(0, len(name.text)))
        at += len(line) + 1
    return None
