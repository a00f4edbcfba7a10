"""The items of lists counted: lists within lists, lists that begin anew, and numbers that fit into none of them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.formalities.headings import Heading
from extractor.formalities.markers import Marker, is_told_otherwise
from extractor.formalities.report import Report
from extractor.formalities.sequence import Section, counts_on, doubled, wrong_sections
from extractor.records import Defect, Severity

_LEAD_IN = re.compile(
    r"[。;\n:][^\w\n]{0,8}(?:为此|对此|针对(?!性)|下一步|下步|改进|整改|今后|接下来|20\d\d ?年[^。;\n]{0,20}[将拟])"
)
"""Words at the beginning of a sentence that lead in another list."""
_NEAR = 1500
"""Characters between two items of one list, at most, for a charge to be certain."""
_DEEPEST = 24
"""Lists that may be open at a time."""
_SHOWN = 40
"""Numbers of a list that a defect names, at most."""


@dataclass(slots=True)
class _List:
    """The items of one list so far; `wrong` are the places among them where the count breaks."""

    marks: list[Marker]
    wrong: list[int] = field(default_factory=list)
    is_certain: bool = True
    is_scrambled: bool = False

    @property
    def style(self) -> str:
        return self.marks[0].style

    @property
    def last(self) -> Marker:
        return self.marks[-1]


class Counted:
    """One pass over the numbers of a report; `open` are the lists that may go on, the innermost last."""

    def __init__(self, report: Report) -> None:
        self.report, self.text = report, report.page.folded
        self.open: list[_List] = []
        self.closed: list[_List] = []
        self.sections: list[Section] = []
        self.found: list[Defect] = []

    def head(self, heading: Heading) -> None:
        """Take the heading of a section: it ends every list, and counts on those that led to it."""
        self._note_doubled(heading)
        led = self._leading_to(heading.number)
        if led is not None:
            self.sections.extend(led.marks)
            self.open.remove(led)
        self.sections.append(heading)
        self._shut(0)

    def count(self, mark: Marker) -> None:
        """Take the number of an item: it goes on with an open list, begins one, or breaks one."""
        at = self._continued(mark)
        cut = None if at is None else self._cut_short(at, mark)
        if cut is not None:
            self.open[cut].is_certain = False
            self._go_wrong(cut, mark)
        elif at is not None:
            self._shut(at + 1)
            self.open[at].marks.append(mark)
        elif self._is_section(mark):
            self._shut(0)
            self.sections.append(mark)
        elif mark.number == 1:
            self._begin(mark)
        else:
            self._break(mark)

    def close(self) -> Iterator[Defect]:
        """End every list and yield what is wrong."""
        self._shut(0)
        yield from wrong_sections(self.report, self.sections)
        yield from (*self.found, *(_told(each) for each in self.closed if each.wrong))

    def _leading_to(self, number: int | None) -> _List | None:
        """Return a list of 一、 that a heading goes on with, though no section before it does: 一、二、三、."""
        if number is None or number == 1 or (self.sections and counts_on(self.sections, number)):
            return None
        return next((each for each in self.open if each.style == "dun" and each.last.number == number - 1), None)

    def _note_doubled(self, heading: Heading) -> None:
        """Take a lone 一、 between the first heading and the second one for the first one's number again: a hint."""
        if heading.number != 2 or len(self.sections) != 1 or self.sections[0].number != 1:  # 二
            return
        for each in self.open:
            if each.style == "dun" and len(each.marks) == 1 and each.last.number == 1:
                self.found.append(doubled(self.sections[0], each.last))

    def _is_section(self, mark: Marker) -> bool:
        return mark.style == "dun" and bool(self.sections) and counts_on(self.sections, mark.number)

    def _continued(self, mark: Marker) -> int | None:
        places = range(len(self.open) - 1, -1, -1)
        return next((at for at in places if _goes_on(self.open[at], mark)), None)

    def _cut_short(self, at: int, mark: Marker) -> int | None:
        """Return the list of one item that words led in behind another list, which alone a third item goes on with."""
        inner = next((n for n in range(len(self.open) - 1, at, -1) if self.open[n].style == mark.style), None)
        if inner is None or mark.number != 3:
            return None
        begun = self.open[inner]
        is_cut = len(begun.marks) == 1 and not begun.wrong and self._is_led_in(self.open[at].last, begun.last)
        return inner if is_cut else None

    def _begin(self, mark: Marker) -> None:
        """Begin a list; 一是 right behind an 一是 that nothing led away from is the same number twice."""
        before = self.open[-1] if self.open else None
        if before is not None and len(before.marks) == 1 and self._is_said_again(before.last, mark):
            before.wrong, before.is_certain = [1], False
            before.marks.append(mark)
        else:
            self._open(_List([mark]))

    def _is_said_again(self, last: Marker, mark: Marker) -> bool:
        """Return whether an item follows another at once, both with the number one."""
        if (last.style, last.number, mark.style) != ("shi", 1, "shi") or mark.start - last.end > _NEAR:
            return False
        is_item = not self.text[last.start - 1 : last.start].isalnum()
        return is_item and ":" not in self.text[last.end : mark.start] and not self._is_led_in(last, mark)

    def _break(self, mark: Marker) -> None:
        at = next((at for at in range(len(self.open) - 1, -1, -1) if self.open[at].style == mark.style), None)
        if at is None or (mark.number == self.open[at].last.number and self._is_led_in(self.open[at].last, mark)):
            self._headless(mark)
        elif mark.number < self.open[at].last.number:
            self._go_back(self.open[at], mark)
        else:
            self._go_wrong(at, mark)

    def _go_wrong(self, at: int, mark: Marker) -> None:
        """Take a number that stands twice or after too few, unless what it lacks was lost on the way to the text."""
        self._shut(at + 1)
        broken = self.open[at]
        if not self._is_lost(broken.last, mark):
            broken.is_certain &= mark.start - broken.last.end < _NEAR
            broken.wrong.append(len(broken.marks))
        broken.marks.append(mark)

    def _go_back(self, each: _List, mark: Marker) -> None:
        """Take a number that the list has passed: one it lacked shows a text that came apart."""
        if mark.number in {one.number for one in each.marks}:
            self._headless(mark)
            return
        each.is_scrambled = True
        each.marks.append(mark)

    def _headless(self, mark: Marker) -> None:
        """Begin a list whose first item has no number, or one that the text has lost: only a hint."""
        since = max((item.end for item in (*self.sections, *(each.last for each in self.open))), default=0)
        is_lost = is_told_otherwise(self.text, mark.style, mark.number - 1, since, mark.start)
        self._open(_List([mark], wrong=[] if is_lost else [0], is_certain=False))

    def _is_led_in(self, last: Marker, mark: Marker) -> bool:
        return _LEAD_IN.search(self.text, last.end, mark.start) is not None

    def _is_lost(self, last: Marker, mark: Marker) -> bool:
        """Return whether every number that is skipped stands in between after all, in another way."""
        skipped = range(last.number + 1, min(mark.number, last.number + 4))
        return bool(skipped) and all(is_told_otherwise(self.text, mark.style, n, last.end, mark.start) for n in skipped)

    def _open(self, begun: _List) -> None:
        """Begin a list; of a text with nothing but beginnings the oldest are given up."""
        self.open.append(begun)
        self.closed.extend(self.open[:-_DEEPEST])
        del self.open[:-_DEEPEST]

    def _shut(self, at: int) -> None:
        self.closed.extend(self.open[at:])
        del self.open[at:]


def _goes_on(each: _List, mark: Marker) -> bool:
    return each.style == mark.style and each.last.number == mark.number - 1


def _told(each: _List) -> Defect:
    """Return the defect of a list: at its first wrong number, with all the others."""
    wrong = each.marks[each.wrong[0]]
    return Defect(
        kind="numbering",
        severity=_severity(each),
        span=wrong.span,
        others=tuple(mark.span for mark in each.marks[:_SHOWN] if mark is not wrong),
        detail=", ".join(mark.text for mark in each.marks[:_SHOWN]) + ", …" * (len(each.marks) > _SHOWN),
    )


def _severity(each: _List) -> Severity:
    if each.wrong[0] == 0 or each.is_scrambled or _is_paired(each):
        return Severity.HINT
    return Severity.ERROR if each.is_certain and each.style == "shi" else Severity.DOUBT


def _is_paired(each: _List) -> bool:
    """Return whether every number stands as often as the others: lists side by side, read across their columns."""
    times = Counter(mark.number for mark in each.marks)
    return len(times) > 1 and len(set(times.values())) == 1 and len(each.marks) > len(times)
