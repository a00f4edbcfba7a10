"""What happens to a report on its way to text: cells lost or doubled, pages broken, labels torn off, digits damaged."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from random import Random

from extractor.generator.line import Cell, Line

Accident = Callable[[list[Line], Random], list[Line] | None]

ILLEGIBLE = "■"
_DAMAGE = {"0": "O", "1": "l", "5": "S", "8": "B"}
_WIDTH = ("lost_cell", "extra_zero")
_FEW = 6
"""Below so many rows a table has few."""


def befall(
    form: list[Line], allowed: Sequence[str], count: int, rng: Random, *, lang: str = "zh"
) -> tuple[list[Line], tuple[str, ...]]:
    """Return the form after up to `count` accidents out of `allowed`, and the names of those that happened.

    A row suffers at most one: a lost cell and an extra zero in the same row can cancel, which nothing can see. Of a few
    rows only one suffers either, since several that are too short alike look whole. A lost label excludes them
    altogether, since where a line has no label its width is all that binds it.
    """
    happened: list[str] = []
    for _ in range(count):
        excluded = ("label_lost",) if set(happened) & set(_WIDTH) else _WIDTH if "label_lost" in happened else ()
        choices = [name for name in allowed if name not in excluded]
        name = rng.choice(choices) if choices else ""
        after = ACCIDENTS[name](form, rng) if name else None
        if after is not None:
            form = after
            happened.append(name)
    return [_in_words_of(lang, line) for line in form], tuple(happened)


_PAGE = re.compile(r"第 (\d+) 页")


def _in_words_of(lang: str, line: Line) -> Line:
    """Return a line with the mark of a page in the document's language."""
    if lang == "zh" or line.kind != "page":
        return line
    return replace(line, texts=tuple(_PAGE.sub(r"Page \1", text) for text in line.texts))


def lost_cell(form: list[Line], rng: Random) -> list[Line] | None:
    """Let a printed cell vanish, and its separator with it."""
    index = _row(form, rng, full=True, barred=_few_and_hit(form))
    if index is None:
        return None
    line = form[index]
    at = rng.randrange(len(line.cells))
    return _replaced(form, index, replace(line, cells=line.cells[:at] + line.cells[at + 1 :], hit="lost_cell"))


def extra_zero(form: list[Line], rng: Random) -> list[Line] | None:
    """Let a zero appear that belongs to no cell."""
    index = _row(form, rng, full=True, barred=_few_and_hit(form))
    if index is None:
        return None
    line = form[index]
    at = rng.randrange(len(line.cells) + 1)
    zero = Cell(text="0", content=Decimal(0))
    return _replaced(form, index, replace(line, cells=(*line.cells[:at], zero, *line.cells[at:]), hit="extra_zero"))


def ocr(form: list[Line], rng: Random) -> list[Line] | None:
    """Misread one character of a figure as a letter, or as nothing that can be read."""
    index = _row(form, rng, full=True)
    if index is None:
        return None
    line = form[index]
    at = rng.randrange(len(line.cells))
    text = line.cells[at].text
    place = rng.randrange(len(text))
    mark = _DAMAGE.get(text[place], ILLEGIBLE) if rng.random() < 0.75 else ILLEGIBLE
    damaged = Cell(text=text[:place] + mark + text[place + 1 :], content=None)
    return _replaced(form, index, replace(line, cells=(*line.cells[:at], damaged, *line.cells[at + 1 :]), hit="ocr"))


def label_lost(form: list[Line], rng: Random) -> list[Line] | None:
    """Let a row's label vanish; printed order still tells the row, unless it has one figure as all others."""
    index = _row(form, rng, labelled=True, barred=_narrow(form))
    if index is None:
        return None
    line = form[index]
    return _replaced(form, index, replace(line, path=(*line.path[:-1], ""), hit="label_lost"))


def row_moved(form: list[Line], rng: Random) -> list[Line] | None:
    """Print a row elsewhere in its table, with a label long enough to be known by."""
    index = _row(form, rng, labelled=True)
    if index is None or len(form[index].path[-1]) < 7:
        return None
    line = form[index]
    places = [at for at, other in enumerate(form) if other.table == line.table and other.kind == "row" and at != index]
    if not places:
        return None
    rest = form[:index] + form[index + 1 :]
    at = rng.choice(places)
    return [*rest[:at], replace(line, hit="row_moved"), *rest[at:]]


def header_lost(form: list[Line], rng: Random) -> list[Line] | None:
    """Let the column headings of a table vanish."""
    tables = sorted({line.table for line in form if line.kind == "header"})
    if not tables:
        return None
    table = rng.choice(tables)
    return [line for line in form if (line.table, line.kind) != (table, "header")]


def header_again(form: list[Line], rng: Random) -> list[Line] | None:
    """Print the column headings of a table once more between its rows, though no page ends there."""
    inner = _inner(form)
    if not inner:
        return None
    at = rng.choice(inner)
    again = _headings(form, at)
    return [*form[:at], *again, *form[at:]] if again else None


def header_wrong(form: list[Line], rng: Random) -> list[Line] | None:
    """Print one column heading as a copy of its neighbour; printed order still tells the columns."""
    fit = [at for at, line in enumerate(form) if line.kind == "header" and len(set(line.texts)) > 2]
    if not fit:
        return None
    index = rng.choice(fit)
    texts = list(form[index].texts)
    at = rng.randrange(1, len(texts))
    texts[at] = texts[at - 1]
    return _replaced(form, index, replace(form[index], texts=tuple(texts)))


def page_break(form: list[Line], rng: Random) -> list[Line] | None:
    """End a page inside a table: a page number, perhaps a form feed, perhaps the headings once more."""
    inner = _inner(form)
    if not inner:
        return None
    at = rng.choice(inner)
    number = rng.randrange(2, 9)
    marks = (f"- {number} -", f"— {number} —", f"第 {number} 页", f"{number}")
    mark = rng.choice(marks)
    if mark == marks[-1] and form[at].table in _narrow(form):
        mark = marks[0]  # a bare number would look like the one figure of a row
    mark += rng.choice(("", "\n\f"))
    again = _headings(form, at) if rng.random() < 0.5 else []
    return [*form[:at], Line(table=form[at].table, kind="page", texts=(mark,)), *again, *form[at:]]


ACCIDENTS: dict[str, Accident] = {
    accident.__name__: accident
    for accident in (
        lost_cell,
        extra_zero,
        ocr,
        label_lost,
        row_moved,
        header_lost,
        header_again,
        header_wrong,
        page_break,
    )
}


def _inner(form: Sequence[Line]) -> list[int]:
    """Return the indices of the rows that follow a row of the same table."""
    return [
        at
        for at in range(1, len(form))
        if form[at].kind == form[at - 1].kind == "row" and form[at].table == form[at - 1].table
    ]


def _headings(form: Sequence[Line], at: int) -> list[Line]:
    """Return the column headings that a row stands under: the last ones above it in its table, together."""
    own = [line for line in form[:at] if line.table == form[at].table]
    runs = [list(lines) for kind, lines in groupby(own, key=lambda line: line.kind) if kind == "header"]
    return runs[-1] if runs else []


def _row(
    form: list[Line],
    rng: Random,
    *,
    full: bool = False,
    labelled: bool = False,
    barred: frozenset[str] = frozenset(),
) -> int | None:
    """Return the index of an untouched row of no `barred` table.

    `full` asks for figures in all its cells, `labelled` for a label.
    """
    fit = [
        at
        for at, line in enumerate(form)
        if line.kind == "row"
        and line.hit is None
        and line.table not in barred
        and not (labelled and not line.path)
        and not (full and any(not cell.text or cell.text == "/" for cell in line.cells))
    ]
    return rng.choice(fit) if fit else None


def _few_and_hit(form: Sequence[Line]) -> frozenset[str]:
    """Return the tables of few rows in which one has lost or gained a cell."""
    rows = Counter(line.table for line in form if line.kind == "row")
    return frozenset(line.table for line in form if line.hit in _WIDTH and rows[line.table] < _FEW)


def _narrow(form: Sequence[Line]) -> frozenset[str]:
    """Return the tables in which every row has one figure."""
    wide = {line.table for line in form if len(line.slots) > 1}
    return frozenset(line.table for line in form) - wide


def _replaced(form: list[Line], index: int, line: Line) -> list[Line]:
    return [*form[:index], line, *form[index + 1 :]]
