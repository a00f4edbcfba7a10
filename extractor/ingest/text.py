"""Plain text and Markdown: the text itself without inline tags, with every HTML table in it written as a grid."""

import re
from collections.abc import Iterator

from extractor.ingest.content import Content, Page
from extractor.ingest.marks import unmark


def read_text(text: str) -> Content:
    """Return the text as it is, but for what other programs left in it.

    HTML tables (OCR tools write them into Markdown) become grids; inline tags, entities and Word's line breaks go.
    """
    page = Page()
    done = 0
    for start, end in _tables(text):
        from extractor.ingest.html import write_fragment

        page.verbatim(*unmark(text[done:start]))
        write_fragment(text[start:end], page)
        done = end + 1 if text[end : end + 1] == "\n" else end  # a grid brings its own line end
    page.verbatim(*unmark(text[done:]))
    return page.content()


def _tables(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each outermost table stands, an `<html><body>` wrapped closely around it included.

    One that is never closed ends with the line of its last cell, so that it cannot swallow the prose after it.
    """
    start = None
    depth = 0
    for tag in _TABLE.finditer(text):
        if not tag[1]:
            start = tag.start() if start is None else start
            depth += 1
        elif start is not None:
            depth -= 1
            if not depth:
                yield _wrapped(text, start, tag.end())
                start = None
    if start is not None and (cells := list(_CELL.finditer(text, start))):
        end = text.find("\n", cells[-1].end())
        yield _wrapped(text, start, end if end >= 0 else len(text))


def _wrapped(text: str, start: int, end: int) -> tuple[int, int]:
    before = _WRAP_BEFORE.search(text, max(0, start - 40), start)
    after = _WRAP_AFTER.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


_TABLE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"</?t[dhr]\b[^<>]*>", re.IGNORECASE)
_WRAP_BEFORE = re.compile(r"<html>\s*<body>\s*\Z", re.IGNORECASE)
_WRAP_AFTER = re.compile(r"\s*</body>\s*</html>", re.IGNORECASE)
