"""The scalar fields of a document (agency, year), each with its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.locate.page import Page
from extractor.records import Field
from extractor.schema.compiled import Schema
from extractor.schema.model import Scalar
from extractor.span import Span

HEAD = 4000  # characters from the start in which a title is looked for
TAIL = 400  # characters at the end in which the signature is looked for
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A stretch of a text without its white space, and where it came from."""

    text: str
    whole: str
    start: int

    def raw(self, index: int) -> int:
        """Return where the character at `index` stands in the whole text."""
        at = self.start
        for run in _RUNS.finditer(self.whole, self.start):
            if index < run.end() - run.start():
                return run.start() + index
            index -= run.end() - run.start()
            at = run.end()
        return at

    def span(self, start: int, end: int) -> Span:
        """Return the place in the whole text of `start:end`."""
        return Span(self.raw(start), self.raw(end - 1) + 1)


_RUNS = re.compile(r"\S+")


def squeeze(text: str, start: int, end: int) -> Squeezed:
    """Return `text[start:end]` without white space."""
    return Squeezed("".join(text[start:end].split()), text, start)


def fields(page: Page, schema: Schema) -> Mapping[str, Field]:
    """Return every scalar field of the schema; what is not found has no value."""
    head = squeeze(page.folded, page.span.start, min(page.span.end, page.span.start + HEAD))
    has_spaces = schema.file.language != "zh"
    found = {scalar.id: _field(scalar, head, has_spaces=has_spaces) for scalar in schema.file.fields}
    agency = found.get("agency")
    if agency is not None and isinstance(agency.value, str):
        found["agency"] = _signature(page, agency.value) or agency
    return found


def _field(scalar: Scalar, head: Squeezed, *, has_spaces: bool) -> Field:
    for pattern in scalar.patterns:
        match = _compiled(pattern).search(head.text)
        if match and match["value"]:
            span = head.span(*match.span("value"))
            value: str | int = " ".join(head.whole[span.start : span.end].split()) if has_spaces else match["value"]
            return Field(value=int(value) if scalar.kind == "year" else value, span=span)
    return Field(value=None, span=None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _signature(page: Page, agency: str) -> Field | None:
    """Return the fuller name signed at the end (`青禾县统计局` where the title says `统计局`)."""
    start = max(page.span.start, page.span.end - TAIL)
    at = start
    for line in page.folded[start : page.span.end].split("\n"):
        name = squeeze(page.folded, at, at + len(line))
        if name.text.endswith(agency) and len(agency) < len(name.text) <= LONGEST_NAME:
            return Field(value=name.text, span=name.span(0, len(name.text)))
        at += len(line) + 1
    return None
