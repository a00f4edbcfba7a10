"""Marks that other programs leave in plain text: Word's cell ends and line breaks, inline HTML tags, entities."""

import re
from html import unescape

from extractor.span import Span

LINE_BREAK = "\x0b"
"""What Word writes for a line break inside a paragraph or a cell."""


def split_word_rows(text: str) -> str:
    """Return text whose lines end with LF with Word's cell marks (U+0007) as tabs and line ends.

    Word ends a cell with one mark and a row with one more, so that a row's end looks like an empty cell. Where every
    row has as many cells as the next, counting tells them apart; elsewhere two marks before words end a row.
    """
    if _CELL_END not in text:
        return text
    lines = _PARAGRAPH_OF_CELL.sub(_CELL_END, text).split("\n")
    return "\n".join(_rows(line) if _CELL_END in line else line for line in lines)


def unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return text without inline tags, entities and Word's line breaks, and where in it a cell had digits joined.

    In a row of cells (pipes or tabs) a break is a blank, or nothing between the digits of a wrapped figure; elsewhere
    it ends the line. Anything else that has `<` or `&` in it stays as it is.
    """
    if not _MARK.search(text):
        return text, ()
    joined: list[Span] = []
    lines: list[str] = []
    at = 0
    for raw in text.split("\n"):
        line = _MARK.sub(_replacement, _NOTE.sub(_raised, raw)) if _MARK.search(raw) else raw
        if LINE_BREAK in line:
            line = _rejoined(line, at, joined) if _IS_ROW.search(line) else _BREAKS.sub("\n", line.strip(LINE_BREAK))
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), tuple(joined)


def _rows(line: str) -> str:
    *fields, rest = line.split(_CELL_END)
    width = _width(fields)
    if not width:
        return _ROW_END.sub("\n", line).removesuffix(_CELL_END).replace(_CELL_END, "\t")
    rows = ("\t".join(fields[start : start + width]) for start in range(0, len(fields), width + 1))
    return "\n".join([*rows, *([rest] if rest else [])])


def _width(fields: list[str]) -> int | None:
    """Return how many cells each row has, if it is the same number in all of two rows and more."""
    for step in range(3, min(len(fields) // 2, 80) + 1):
        if len(fields) % step == 0 and not any(fields[step - 1 :: step]):
            return step - 1
    return None


def _replacement(mark: re.Match[str]) -> str:
    if mark["entity"]:
        return unescape(mark[0])
    return LINE_BREAK if mark["block"] or mark[0] == LINE_BREAK else ""


def _raised(note: re.Match[str]) -> str:
    """Return the digits of a note raised or lowered: plain ones would join the figure before them."""
    return note[2].translate(RAISED if note[1].lower() == "sup" else LOWERED)


def _rejoined(line: str, at: int, joined: list[Span]) -> str:
    """Return a row with the breaks in its fields gone, and note the fields whose digits were joined."""
    fields: list[str] = []
    for field in _FIELD.split(line):
        whole, count = _INSIDE_FIGURE.subn("", field)
        whole = _BREAKS.sub(" ", whole)
        if count and _JOINED.search(field):
            margin = len(whole) - len(whole.lstrip())
            joined.append(Span(at + margin, at + len(whole.rstrip())))
        fields.append(whole)
        at += len(whole)
    return "".join(fields)


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_CELL_END = "\x07"
_PARAGRAPH_OF_CELL = re.compile("\n?\x07")
_ROW_END = re.compile(r"\x07\x07(?=[^\x07\d/-])")
_MARK = re.compile(
    r"(?P<entity>&(?:nbsp|amp|lt|gt|quot|ensp|emsp|#160|#[xX][aA]0);)"
    r"|(?P<block></?(?:br|p|div)(?:\s[^<>\n]*|/)?>)"
    r"|</?(?:b|strong|i|em|u|sup|sub|span|font)(?:\s[^<>\n]*)?>"
    r"|\x0b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"<(su[bp])>\s*(\d{1,3})\s*</\1>", re.IGNORECASE)
_IS_ROW = re.compile(r"\t|\|.*\|")
_FIELD = re.compile(r"([\t|])")
_BREAK = r"[ \u00a0\u3000]*\x0b[ \u00a0\u3000\x0b]*"
_BREAKS = re.compile(rf"(?<![ \u00a0\u3000]){_BREAK}")  # a long run of blanks is tried once
_JOINED = re.compile(rf"\d{_BREAK}\d")
_INSIDE_FIGURE = re.compile(rf"(?<=\d){_BREAK}(?=[\d.,%])|(?<=\d\.){_BREAK}(?=\d)|(?<=\d,){_BREAK}(?=\d\d\d)")
