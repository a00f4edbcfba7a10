"""A section prepared for reading its lists: what is no text of it blanked, its sentences and paragraphs known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.findings.plain.marks import is_head, opens
from extractor.locate import Page
from extractor.span import Span

_PAGE_NUMBER = re.compile(r"[-— ·]{0,4}(?:第 ?)?\d{1,3}(?: ?页.{0,12}| ?/ ?\d{1,3})?[-— ·]{0,4}")
_DATE = re.compile(r"(?:20\d\d|二[〇零]二[〇零一二三四五六七八九])年.{1,4}月.{1,4}日")
_OFFICE = re.compile(r"[^\W\d_]{2,30}(?:局|府|办|办公室|委员会|委|院|厅|中心|处|所|站|校|会)(?:\(.{0,10}\))?")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_DIGITS = re.compile(r"\d")
_ENDS = "。;!?:"
_RAGGED = 3
_LEAST_FULL = 3
_WIDEST = 70
_SENTENCE_END = re.compile(r"[。;!?]\"?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A section as it is read: `text` has its length, `start` is the offset of its first character in the document.

    In it a line break ends a paragraph and nothing else: the breaks of narrow lines and of pages are blanks.
    """

    text: str
    start: int

    def span(self, start: int, end: int) -> Span:
        """Return a place of the copy as one of the document."""
        return Span(self.start + start, self.start + end)

    def sentences(self, start: int, end: int) -> Iterator[Span]:
        """Yield the sentences of a stretch, in offsets of the copy, each with the mark that ends it."""
        at = start
        for found in _SENTENCE_END.finditer(self.text, start, end):
            if self.text[at : found.end()].strip():
                yield Span(at, found.end())
            at = found.end()
        if self.text[at:end].strip():
            yield Span(at, end)


def copy_of(page: Page, span: Span) -> Copy:
    """Return a section prepared for reading."""
    lines = page.folded[slice(*span)].split("\n")
    kept = [" " * len(line) if _is_furniture(line) else line for line in lines]
    _cut_signature(kept)
    return Copy(text=_joined(lines, kept), start=span.start)


def _is_furniture(line: str) -> bool:
    """Return whether a line is a page number, or a row of a table whose end ran into the section."""
    bare = line.strip()
    if not bare or _PAGE_NUMBER.fullmatch(bare):
        return bool(bare)
    letters = len(_WORDS.findall(bare))
    return not letters or (len(_DIGITS.findall(bare)) > letters and not any(mark in bare for mark in _ENDS + ","))


def _cut_signature(lines: list[str]) -> None:
    """Blank the office's name and the date at the foot of a report."""
    for at in range(len(lines) - 1, -1, -1):
        bare = lines[at].replace(" ", "").strip()
        if not bare:
            continue
        if not (_DATE.fullmatch(bare) or _OFFICE.fullmatch(bare)):
            return
        lines[at] = " " * len(lines[at])


def _joined(lines: list[str], kept: list[str]) -> str:
    """Return the lines as one text in which only a break between paragraphs is one."""
    width = _width(kept)
    text, before, is_apart, is_page = "", "", False, False
    for line, shown in zip(lines, kept, strict=True):
        bare = shown.strip()
        if not bare:
            is_apart, is_page = is_apart or not line.strip(), is_page or bool(line.strip())
            text += ("\n" if not text else " ") + shown
            continue
        is_apart = is_apart and not (is_page and before[-1:] not in _ENDS)  # where a page ends no sentence does
        text += ("\n" if _parts(before, bare, is_apart=is_apart, width=width) else " ") + shown
        before, is_apart, is_page = shown.rstrip(), False, False
    return text[1:]


def _width(lines: list[str]) -> int | None:
    """Return the width that a text is broken at, or None where every line is a paragraph."""
    width = max(map(len, lines), default=0)
    full = sum(len(line) >= width - _RAGGED for line in lines)
    return width if full >= _LEAST_FULL and width <= _WIDEST else None


def _parts(before: str, bare: str, *, is_apart: bool, width: int | None) -> bool:
    """Return whether a paragraph ends between a line and the next."""
    if opens(bare) or is_head(before):
        return True
    if before[-1:] not in _ENDS:
        return is_apart and not before.endswith(",")
    return is_apart or width is None or len(before) < width - _RAGGED
