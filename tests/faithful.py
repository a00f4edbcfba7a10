"""A faithful model: it answers from gold, as a model does that reads well, with errors put in at a set rate.

It sees what a model sees, the tags of the sheet it is asked about, and finds by the order of the page which tag is
which cell of the gold. Its errors are those of models: a digit, a value and its tag one column on, two rows exchanged,
another figure of the page with its tag, a number where there is none, a cell left out.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from extractor.evaluation.dataset import Case
from extractor.figures import plain
from extractor.model import Answered, Reply, Request
from extractor.pipeline import ModelPass, _sheets, open_document
from extractor.readers.asking import Sheet
from extractor.readers.asking.answer import BLANK, SLASH, UNKNOWN, Cells
from extractor.readers.layout.tokens import Mark, Token
from extractor.scoring.contents import Content
from extractor.scoring.contents import Mark as Printed

KINDS = ("digit", "shift", "swap", "elsewhere", "invention", "omission")
LOST = "(0)"
"""A zero that is not printed: there is nothing to answer where zeros are left out, and nothing to point at elsewhere."""

SKIP_CELL, SKIP_FIGURE, SKIP_SLOT = 1, 4, 3

Answer = dict[str, tuple[str, int | None]]
"""By slot: the value as printed, and the number of its tag."""


class Faithful:
    """Answers requests about the cases of a dataset; `rate` is the share of the cells it gets wrong."""

    def __init__(self, cases: Sequence[Case], schemas, asked: ModelPass, rate: float = 0.0, seed: int = 0) -> None:
        self._cases = {case.name: case for case in cases}
        self._schemas, self._asked, self._rate = schemas, asked, rate
        self._random = random.Random(f"{seed} {rate}")
        self.requests: list[Request] = []
        self.errors: list[str] = []
        self._known: dict[tuple[str, str], Answer] = {}

    def __call__(self, request: Request) -> Reply:
        self.requests.append(request)
        sheet = self._sheet(request)
        key = (request.document, request.part)
        if key not in self._known:
            self._known[key] = dict(_by_order(sheet, self._cases[request.document].gold.slots))
        rows = [row for row in sheet.rows if f"\n{row} = " in request.user]
        answer = {slot: self._known[key][slot] for row in rows for slot in sheet.slots_of(row)}
        return Answered(answer=_as_cells(request, sheet, self._spoilt(answer, sheet)))

    def _sheet(self, request: Request) -> Sheet:
        return self._sheets(request.document)[request.part]

    @cache  # noqa: B019 - it lives as long as the test
    def _sheets(self, name: str) -> dict[str, Sheet]:
        from extractor.ingest import ingest

        case = self._cases[name]
        document = ingest(case.data, case.name)
        opened = [one for one in open_document(document, self._schemas) if one.found.schema is not None]
        return {
            sheet.table.id: sheet for one in opened for sheet in _sheets(one, one.found.schema, one.own, self._asked)
        }

    def _spoilt(self, answer: Answer, sheet: Sheet) -> Answer:
        spoilt = dict(answer)
        for slot, (value, _) in answer.items():
            if value not in {UNKNOWN, LOST} and self._random.random() < self._rate:
                kind = self._random.choice(KINDS)
                if self._spoil(kind, slot, spoilt, sheet):
                    self.errors.append(kind)
        return spoilt

    def _spoil(self, kind: str, slot: str, answer: Answer, sheet: Sheet) -> bool:
        value, figure = answer.get(slot, (UNKNOWN, None))
        if kind == "omission":
            return answer.pop(slot, None) is not None
        if kind == "digit":
            answer[slot] = (_another_digit(value, self._random), figure)
        elif kind == "invention":
            answer[slot] = (str(self._random.randint(1, 99)), self._random.choice([None, *sheet.cells]))
        elif kind == "elsewhere":
            number, token = self._random.choice(list(sheet.cells.items()))
            answer[slot] = (token.digits or BLANK, number)
        else:
            other = self._random.choice(_others(kind, slot, sheet) or [slot])
            answer[slot], answer[other] = answer.get(other, (UNKNOWN, None)), (value, figure)
        return True


def _others(kind: str, slot: str, sheet: Sheet) -> list[str]:
    table, row, column = slot.split("/")
    if kind == "shift":
        line = sheet.slots_of(row)
        return list(line[line.index(slot) + 1 : line.index(slot) + 2])
    return [f"{table}/{other}/{column}" for other in sheet.rows if f"{table}/{other}/{column}" in sheet.slots_of(other)]


def _another_digit(value: str, dice: random.Random) -> str:
    places = [at for at, char in enumerate(value) if char.isdigit()]
    if not places:
        return "7"
    at = dice.choice(places)
    return value[:at] + dice.choice([digit for digit in "123456789" if digit != value[at]]) + value[at + 1 :]


def _as_cells(request: Request, sheet: Sheet, answer: Answer) -> Cells:
    figures = [figure for _, figure in answer.values()]
    told = [
        {"row": slot.split("/")[1], "column": slot.split("/")[2], "value": value, "figure": figure}
        for slot, (value, figure) in answer.items()
        if not (sheet.is_whole and value == "0" and figures.count(figure) == 1) and value != LOST
    ]
    return request.answer.model_validate_json(_json(told))


def _json(told) -> str:
    import json

    return json.dumps({"cells": told})


def _by_order(sheet: Sheet, gold: Mapping[str, Content]) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """Yield each slot with its printed value and its tag: rows that hold their cells by themselves, the rest together."""
    numbers = {cell.span: number for number, cell in sheet.cells.items()}
    loose: list[str] = []
    for row in sheet.rows:
        if sheet.places.holds(row):
            yield from _aligned(sheet.slots_of(row), sheet.places.of(row).cells, gold, numbers, is_whole=sheet.is_whole)
        else:
            loose += sheet.slots_of(row)
    held = {cell.span for row in sheet.rows if sheet.places.holds(row) for cell in sheet.places.of(row).cells}
    free = [cell for cell in sheet.cells.values() if cell.span not in held]
    yield from _aligned(loose, free, gold, numbers, is_whole=sheet.is_whole)


def _aligned(slots, cells: Sequence[Token], gold, numbers, *, is_whole) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """Yield slots matched to cells in order at the least cost: what is left out costs, a figure more than a zero."""
    best: dict[tuple[int, int], tuple[float, tuple]] = {(0, 0): (0.0, ())}
    for i in range(len(slots) + 1):
        for j in range(len(cells) + 1):
            if (i, j) not in best:
                continue
            cost, _ = best[i, j]
            for di, dj, price, pairs in _steps(slots, cells, gold, i, j):
                key, total = (i + di, j + dj), cost + price
                if key not in best or total < best[key][0]:
                    best[key] = (total, ((i, j), pairs))
    at, found = (len(slots), len(cells)), {}
    while at != (0, 0):
        at, pairs = best[at][1]
        found.update(pairs)
    for slot in slots:
        text, cell = found.get(slot, (_missing(gold.get(slot), is_whole=is_whole), None))
        yield slot, (text, None if cell is None else numbers[cell.span])


def _missing(content: Content | None, *, is_whole: bool) -> str:
    if content is Printed.BLANK:
        return BLANK
    return LOST if is_whole and content == 0 else UNKNOWN


def _steps(slots, cells, gold, i, j):
    if j < len(cells):
        yield 0, 1, SKIP_FIGURE if cells[j].digits.strip("0") else SKIP_CELL, ()
    if i == len(slots):
        return
    yield 1, 0, 0 if gold.get(slots[i]) is Printed.BLANK else SKIP_SLOT, ()
    if j == len(cells):
        return
    for count, texts in _runs(slots, cells[j], gold, i):
        pairs = tuple((slot, (text, cells[j])) for slot, text in zip(slots[i : i + count], texts, strict=True))
        yield count, 1, 0, pairs


def _runs(slots, cell: Token, gold, i):
    """Yield how many slots from `i` on a cell prints, with the text of each."""
    content = gold.get(slots[i])
    if cell.mark is not Mark.FIGURE:
        printed = Printed.SLASH if cell.mark is Mark.SLASH else Printed.BLANK
        if content is printed:
            yield 1, [SLASH if cell.mark is Mark.SLASH else BLANK]
        return
    if any(Decimal(text) == Decimal(cell.digits) for text in _texts(content)):
        yield 1, [cell.digits]
    rest, texts = cell.digits, []
    for count, slot in enumerate(slots[i:], start=1):
        text = next((text for text in _texts(gold.get(slot)) if rest.startswith(text)), None)
        if text is None:
            return
        rest, texts = rest[len(text) :], [*texts, text]
        if not rest:
            if count > 1:
                yield count, texts
            return


def _texts(content: Content | None) -> list[str]:
    """Return how a value may be printed: as it is, or in yuan where the form counts ten thousands."""
    if not isinstance(content, Decimal):
        return []
    values = (content, content.normalize(), (content * 10_000).normalize())
    return [plain(value) for value in values]
