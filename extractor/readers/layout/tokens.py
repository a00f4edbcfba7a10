"""What stands between two labels: figures, printed blanks, slashes, marks that cannot be read, and text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from extractor.locate import Page
from extractor.normalise import LOOK_ALIKE
from extractor.span import Span


class Mark(StrEnum):
    """What kind of thing a token is."""

    FIGURE = "figure"
    BLANK = "blank"
    SLASH = "slash"
    ILLEGIBLE = "illegible"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A thing printed in a table region. `digits` is a figure without thousands marks, `-53` or `6.0248`.

    `line` counts from the region's start; `unit` is the folded unit printed on the figure; `damaged` says that
    look-alike letters were read as digits; `length` is the number of characters of a text.
    """

    mark: Mark
    start: int
    end: int
    line: int
    digits: str = ""
    unit: str | None = None
    damaged: bool = False
    length: int = 0

    @property
    def span(self) -> Span:
        """Return the token's place in the document."""
        return Span(self.start, self.end)

    @property
    def is_cell(self) -> bool:
        """Return whether the token can stand for a cell."""
        return self.mark is not Mark.TEXT


# Read on the folded text, so digits, brackets, dashes and slashes are ASCII. Every quantifier is bounded.
TOKEN: Final = re.compile(
    r"""
    (?P<page>(?m:^)[ \t|]{0,20}(?:-{1,2}[ ]{0,3}\d{1,4}[ ]{0,3}-{1,2}|第[ ]{0,2}\d{1,4}[ ]{0,2}页[^\n]{0,20}
        |[Pp]age[ ]{0,2}\d{1,4}[^\n]{0,10}|\d{1,4}[ ]{0,2}/[ ]{0,2}\d{1,4})[ \t|]{0,20}(?m:$)|-\d{1,3}-(?!\d))
  | (?P<rule>(?m:^)[ \t|]{0,8}(?:[ ]{0,3}:?-{2,80}:?[ ]{0,3}\|){1,80}(?:[ ]{0,3}:?-{2,80}:?)?[ \t]{0,8}(?m:$))
  | (?P<listed>(?m:^)[ \t|]{0,12}\(?\d{1,2}\)?[.、,][ ]{0,2}(?=[\u4e00-\u9fff]))
  | (?P<dated>第[ ]{0,2}\d{1,6}
        |(?<!\d)(?:19|20)\d{2}[ ]{0,2}年|(?<!\d)\d{1,2}(?:年|[ ]{0,2}[月日号时届期])
        |(?<!\d)\d{1,8}(?:\.\d{1,4})?[ ]{0,2}[%‰])
  | (?P<spaced>(?<=[\t|])[ ]?[1-9]\d{0,2}(?:[ ]\d{3}){1,3}(?=[ ]?(?:[\t|\n]|\Z)))
  | (?P<unread>(?<![0-9,.])[+-]?(?=[0-9,.]{0,14}[?□■�])[0-9,.?□■�]{1,24}|(?<![/\u4e00-\u9fff])[减增↓↑▼▲][ ]?\d{1,12})
  | (?P<number>(?:[+-](?=\d))?(?:(?<!\d,)\d{1,3}(?:,\d{3}){1,5}(?![\d,])|\d{1,400})(?:\.\d{1,12})?)
        (?P<unit>[ ]?\(?(?:万元|亿元|千元|元|件|批|条|个|项|次|份|人次|起|宗|部)\)?)?
  | (?P<damaged>[OoQDlISsBZz]{1,6}(?![A-Za-z])|[〇○◯])
  | (?P<footnote>\([^()\n|\t]{0,24}[\u4e00-\u9fff][^()\n|\t]{0,24}\))
  | (?P<slash>/)
  | (?P<dash>-{1,8})
  | (?P<separator>[\t|])
  | (?P<newline>\n)
  | (?P<text>[\u3400-\u9fff\uf900-\ufaff]{1,4000}|[A-Za-z][A-Za-z0-9]{0,80})
  | (?P<mark>[:=*_#]{2,40}|[*:])
    """,
    re.VERBOSE,
)
NOTHING: Final = "无"  # alone in a cell: printed as having nothing
PASSED_OVER: Final = {"page", "footnote", "rule", "mark"}
# Behind a figure, or before it: the number printed is not the number meant.
INEXACT: Final = re.compile(r"[ ]?(?:[十百千亿余多几]|万|以上|以下|左右)(?!元)")
ABOUT: Final = frozenset("<>≥≤≧≦约近逾超")
SENTENCE_END: Final = re.compile(r"[,;。](?![0-9\"' ])(?=.)")  # a figure before it stands in a sentence
DAMAGED: Final = re.compile(
    r"""
    (?<![A-Za-z0-9.])(?=[^\s|]{0,26}[0-9])
    (?:(?=[0-9,]{0,24}[OoQDlISsBZz])[0-9OoQDlISsBZz]{1,3}(?:,[0-9OoQDlISsBZz]{3}){1,5}(?!,)|[0-9OoQDlISsBZz]{1,14})
    (?:\.[0-9OoQDlISsBZz]{1,12})?(?![A-Za-z0-9.])
    """,
    re.VERBOSE,
)
LETTER_BEHIND: Final = re.compile(r",?\d{0,3}[A-Za-z]")  # of the same figure, behind its thousands mark
LETTER_BEFORE: Final = re.compile(r"[A-Za-z]\d{0,2},\Z")
SPOILT: Final = re.compile(r"[0-9A-Za-z.,]{1,40}")


def tokens(page: Page, start: int, end: int, *, label_first: bool = True) -> list[Token]:
    """Return what stands in `start:end` of a page's text, in order.

    With `label_first` an empty field at the beginning of a line is the place of a merged label, not a cell.
    """
    return _Lexer(page.folded, start, end, label_first=label_first).run()


class _Lexer:
    """One pass over a stretch of folded text, remembering only where the last separator was."""

    def __init__(self, text: str, start: int, end: int, *, label_first: bool) -> None:
        self.text, self.start, self.end, self.label_first = text, start, end, label_first
        self.found: list[Token] = []
        self.line = 0
        self.open_field: int | None = None  # end of the last separator with nothing behind it yet
        self.line_used = True  # whether the current line already holds something: the label's own line does
        self.row_ended = False
        self.in_field = False  # whether a separator stands before this place on its line
        self.has_text = False  # and text since then: a figure behind it in the same field may be no cell's

    def run(self) -> list[Token]:
        at = self.start
        search = TOKEN.search
        while at < self.end:
            match = search(self.text, at, self.end)
            if match is None:
                break
            at = self._take(match)
        return self.found

    def _take(self, match: re.Match[str]) -> int:
        kind = match.lastgroup if match.lastgroup != "unit" else "number"
        if kind in PASSED_OVER:
            return match.end()
        taken: int | None = getattr(self, f"_{kind}")(match)
        return taken or match.end()

    def _add(self, mark: Mark, start: int, end: int, **more: object) -> None:
        self.found.append(Token(mark=mark, start=start, end=end, line=self.line, **more))  # type: ignore[arg-type]
        self.open_field = None
        self.line_used, self.row_ended = True, False

    def _listed(self, match: re.Match[str]) -> None:
        """Take the number of a list item or a label as text: it stands first on its line, a dot and text behind it."""
        self._add(Mark.TEXT, match.start(), match.end(), length=0)

    def _dated(self, match: re.Match[str]) -> None:
        self._add(Mark.TEXT, match.start(), match.end(), length=1)

    def _number(self, match: re.Match[str]) -> int | None:
        start, end = match.span("number")
        damaged = DAMAGED.match(self.text, start, self.end)
        if damaged and damaged.end() > end:
            return self._damaged(damaged)
        if self._is_spoilt(start, end):
            return self._spoilt(start)
        digits = match["number"].replace(",", "")
        if self.text[end : end + 1] == "年" and digits[-4:-2] in {"19", "20"}:
            return self._before_year(start, end - 4, digits[:-4])
        if INEXACT.match(self.text, end, self.end) or (start > self.start and self.text[start - 1] in ABOUT):
            self._add(Mark.ILLEGIBLE, start, end)
            return None
        if not self.in_field and SENTENCE_END.match(self.text, match.end(), self.end):
            self._add(Mark.TEXT, start, match.end(), length=1)
            return None
        unit = (match["unit"] or "").strip(" ()") or None
        self._add(Mark.FIGURE, start, end, digits=digits, unit=unit, damaged=self.has_text)
        return None

    def _is_spoilt(self, start: int, end: int) -> bool:
        """Return whether a letter stands in the same figure, behind these digits or before them."""
        before = self.text[max(self.start, start - 4) : start]
        return bool(LETTER_BEHIND.match(self.text, end, self.end) or LETTER_BEFORE.search(before))

    def _spoilt(self, start: int) -> int:
        """Take a figure with letters in it that are no digits misread as a mark that cannot be read."""
        spoilt = SPOILT.match(self.text, start, self.end)
        end = spoilt.end() if spoilt else start + 1
        self._add(Mark.ILLEGIBLE if self._stands_alone(start, end) else Mark.TEXT, start, end, length=1)
        return end

    def _before_year(self, start: int, end: int, digits: str) -> int:
        """Take what stands before a year that runs together with it (`00000002024年`), then the year as text."""
        if digits:
            self._add(Mark.FIGURE, start, end, digits=digits)
        self._add(Mark.TEXT, end, end + 5, length=1)
        return end + 5

    def _spaced(self, match: re.Match[str]) -> None:
        """Take `1 151` alone in its field as one figure, damaged: it may have been two."""
        start = match.start() + match[0].startswith(" ")
        self._add(Mark.FIGURE, start, match.end(), digits=match[0].replace(" ", ""), damaged=True)

    def _damaged(self, match: re.Match[str]) -> int:
        wider = DAMAGED.match(self.text, match.start(), self.end)
        text = wider[0] if wider else match[0]
        end = match.start() + len(text)
        if self._stands_alone(match.start(), end):
            self._add(Mark.FIGURE, match.start(), end, digits=text.replace(",", "").translate(LOOK_ALIKE), damaged=True)
        else:
            self._add(Mark.TEXT, match.start(), end, length=1)
        return end

    def _slash(self, match: re.Match[str]) -> None:
        if self._stands_alone(*match.span()):
            self._add(Mark.SLASH, *match.span())

    def _dash(self, match: re.Match[str]) -> None:
        if self._stands_alone(*match.span()):
            self._add(Mark.BLANK, *match.span())

    def _unread(self, match: re.Match[str]) -> None:
        if self._stands_alone(*match.span()):
            self._add(Mark.ILLEGIBLE, *match.span())

    def _separator(self, match: re.Match[str]) -> None:
        self.in_field, self.has_text = True, False
        is_cell = self.line_used or not self.label_first
        if self.open_field is None and not self.label_first and match[0] == "\t" and not self.line_used:
            self.open_field = match.start()
        if self.open_field is not None and is_cell:
            self._add(Mark.BLANK, self.open_field, match.start())
        self.open_field = match.end()

    def _newline(self, match: re.Match[str]) -> None:
        if self.open_field is None and not self.line_used:
            self.row_ended = True  # a line without even a tab: one cell per line, this is where a row ends
        elif self.open_field is not None and self._ends_in_empty_field(match.start()):
            self._add(Mark.BLANK, self.open_field, match.start())
        self.line += 1
        self.in_field, self.has_text = False, False
        self.open_field = None
        self.line_used = False

    def _ends_in_empty_field(self, at: int) -> bool:
        """Return whether a separator with nothing behind it ends the line (a lone tab: within a row only)."""
        if "\t" in self.text[at - 2 : at]:
            return self.line_used or not self.row_ended
        begin = self.text.rfind("\n", 0, at) + 1
        return self.line_used and self.text[begin:at].lstrip()[:1] != "|"  # a line that begins with a bar ends with one

    def _text(self, match: re.Match[str]) -> None:
        self.has_text = self.in_field
        if match[0] == NOTHING and self._stands_alone(*match.span()):
            self._add(Mark.BLANK, *match.span())
            return
        self._add(Mark.TEXT, *match.span(), length=match.end() - match.start())

    def _stands_alone(self, start: int, end: int) -> bool:
        """Return whether white space, a separator or the region's edge is on both sides."""
        before = self.text[start - 1 : start] if start > self.start else "\n"
        after = self.text[end : end + 1] if end < self.end else "\n"
        return (not before or before in " \t|\n*") and (not after or after in " \t|\n*")


def printed(found: Iterable[Token]) -> list[Token]:
    """Return the tokens that are not empty cells."""
    return [token for token in found if token.mark is not Mark.BLANK]


def cut_enumerator(text: str, end: int, enumerator: str | None, floor: int) -> int:
    """Return where the stretch before a label really ends: before the number that the form prints before the label.

    `end` is where the label begins. The number counts only if it is the one expected; run together with the figures
    before it (`00000002.其他`), only with its dot.
    """
    head = text[max(floor, end - 12) : end]
    if enumerator:
        match = re.search(
            rf"(?:{re.escape(enumerator)}[ ]?[.、,:)]|(?<![0-9.]){re.escape(enumerator)})[ \t\n|(\"“'*]{{0,6}}$", head
        )
        if match:
            return end - len(head) + match.start()
    match = re.search(r"\(?[一二三四五六七八九十]{1,2}[)、.,]?[ \t]{0,3}$", head)
    return end - len(head) + match.start() if match else end
