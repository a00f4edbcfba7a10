"""A faithful model: it answers from gold, as a model does that reads well, with errors put in at a set rate.

It sees what a model sees, the tags of the sheet it is asked about, and finds by the order of the page which tag is
which cell of the gold. Its errors are those of models: a digit, a value and its tag one column on, two rows exchanged,
another figure of the page with its tag, a number where there is none, a cell left out.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from extractor.evaluation.dataset import Case
from extractor.figures import plain
from extractor.model import Answered, Reply, Request
from extractor.pipeline import ModelPass, open_document
from extractor.pipeline.asking import sheets_for
from extractor.pipeline.records import slots_alone
from extractor.readers.asking import Sheet
from extractor.readers.asking.answer import BLANK, NO_TAG, SLASH, UNKNOWN
from extractor.readers.asking.placing import pieces_of
from extractor.readers.layout.tokens import Mark, Token
from extractor.scoring.contents import Content
from extractor.scoring.contents import Mark as Printed

KINDS = ("digit", "shift", "swap", "elsewhere", "invention", "omission")
SKIP_CELL, SKIP_FIGURE, SKIP_SLOT, NEARER = 1, 4, 3, 1e-6
PERHAPS = SKIP_FIGURE + SKIP_SLOT - 0.5  # a figure that may be an open slot's: little better than left over

Answer = dict[str, tuple[str, int]]
"""By slot: the value as printed, and the number of its tag."""


class Faithful:
    """Answers requests about the cases of a dataset; `rate` is the share of the cells it gets wrong."""

    def __init__(self, cases: Sequence[Case], schemas, asked: ModelPass, rate: float = 0.0, seed: int = 0) -> None:
        self._cases = {case.name: case for case in cases}
        self._schemas, self._asked, self._rate = schemas, asked, rate
        self._random = random.Random(f"{seed} {rate}")  # noqa: S311 - repeatable on purpose
        self.requests: list[Request] = []
        self.errors: list[str] = []
        self._known: dict[tuple[str, str], Answer] = {}

    def __call__(self, request: Request) -> Reply:
        self.requests.append(request)
        rows = [
            self._row(sheet, row)
            for sheet in self._asked_in(request)
            for row in sheet.rows
            if _names(request, sheet, row)
        ]
        return Answered(answer=request.answer.model_validate_json(json.dumps({"rows": rows})))

    def _asked_in(self, request: Request) -> list[Sheet]:
        return [self._sheets(request.document)[part] for part in request.part.split(",")]

    def _row(self, sheet: Sheet, row: str) -> dict[str, object]:
        """Answer one row, with what errors befall it."""
        key = (sheet.page.document.name, sheet.table.id)
        if key not in self._known:
            self._known[key] = dict(_by_order(sheet, self._cases[key[0]].gold.slots))
        answer = self._spoilt({slot: self._known[key][slot] for slot in sheet.slots_of(row)}, self._known[key], sheet)
        cells = [f"{tag}:{value}" if tag else value for value, tag in answer.values()]
        return {"row": sheet.codes[row], "cells": cells}

    @cache  # noqa: B019 - it lives as long as the test
    def _sheets(self, name: str) -> dict[str, Sheet]:
        from extractor.ingest import ingest

        case = self._cases[name]
        document = ingest(case.data, case.name)
        opened = [one for one in open_document(document, self._schemas) if one.found.schema is not None]
        return {
            sheet.table.id: sheet
            for one in opened
            for sheet in sheets_for(one, one.found.schema, one.own, slots_alone(one.found.schema, one.own), self._asked)
        }

    def _spoilt(self, answer: Answer, known: Answer, sheet: Sheet) -> Answer:
        spoilt = dict(answer)
        for slot, (value, _) in answer.items():
            if value != UNKNOWN and self._random.random() < self._rate:
                kind = self._random.choice(KINDS)
                self.errors.append(kind)
                self._spoil(kind, slot, spoilt, known, sheet)
        return spoilt

    def _spoil(self, kind: str, slot: str, answer: Answer, known: Answer, sheet: Sheet) -> None:
        value, tag = answer.get(slot, (UNKNOWN, NO_TAG))
        if kind == "omission":
            answer.pop(slot, None)
        elif kind == "digit":
            answer[slot] = (_another_digit(value, self._random), tag)
        elif kind == "invention":
            answer[slot] = (str(self._random.randint(1, 99)), self._random.choice([NO_TAG, *sheet.cells]))
        elif kind == "elsewhere":
            number, token = self._random.choice(list(sheet.cells.items()))
            answer[slot] = (token.digits or BLANK, number)
        elif kind == "shift":
            told = [(UNKNOWN, NO_TAG), *answer.values()]
            answer.update(zip(answer, told, strict=False))
        else:
            answer[slot] = known[self._random.choice([other for other in known if _is_sibling(other, slot)])]


def _names(request: Request, sheet: Sheet, row: str) -> bool:
    """Return whether a request asks for a row: by its code, in the list of rows of its table."""
    lists = (line for line in request.user.splitlines() if line.startswith(("行：", "Rows: ")))
    return any(f" {part}".find(f" {sheet.codes[row]} ") >= 0 for line in lists for part in re.split("[：；:;] ?", line))


def _is_sibling(other: str, slot: str) -> bool:
    return other.rpartition("/")[2] == slot.rpartition("/")[2]


def _another_digit(value: str, dice: random.Random) -> str:
    places = [at for at, char in enumerate(value) if char.isdigit()]
    if not places:
        return "7"
    at = dice.choice(places)
    return value[:at] + dice.choice([digit for digit in "123456789" if digit != value[at]]) + value[at + 1 :]


def _by_order(sheet: Sheet, gold: Mapping[str, Content]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield each slot with its printed value and its tag: rows that hold their cells alone, the rest together."""
    numbers = {cell.span: number for number, cell in sheet.cells.items()}
    loose: list[str] = []
    for row in sheet.rows:
        if sheet.places.holds(row):
            yield from _aligned(sheet.slots_of(row), sheet.places.of(row).cells, gold, numbers)
        else:
            loose += sheet.slots_of(row)
    held = {cell.span for row in sheet.rows if sheet.places.holds(row) for cell in sheet.places.of(row).cells}
    free = [cell for cell in sheet.cells.values() if cell.span not in held]
    yield from _aligned(loose, free, gold, numbers)


def _aligned(slots, cells: Sequence[Token], gold, numbers) -> Iterator[tuple[str, tuple[str, int]]]:
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
        text, cell = found.get(slot, (_missing(gold.get(slot)), None))
        yield slot, (text, NO_TAG if cell is None else numbers[cell.span])


def _missing(content: Content | None) -> str:
    return BLANK if content is Printed.BLANK else UNKNOWN


def _steps(slots, cells, gold, i, j):
    if j < len(cells):
        yield 0, 1, SKIP_FIGURE if cells[j].digits.strip("0") else SKIP_CELL, ()
    if i == len(slots):
        return
    yield 1, 0, 0 if gold.get(slots[i]) is Printed.BLANK else SKIP_SLOT, ()
    if j == len(cells):
        return
    if gold.get(slots[i]) is Printed.OPEN and cells[j].mark is Mark.FIGURE:
        yield 1, 1, PERHAPS + NEARER * j, ((slots[i], (UNKNOWN, cells[j])),)
    for count, texts in _runs(slots, cells[j], gold, i):
        pairs = tuple((slot, (text, cells[j])) for slot, text in zip(slots[i : i + count], texts, strict=True))
        price = SKIP_SLOT * count if set(texts) == {UNKNOWN} else 0  # of such a run gold knows nothing: a last choice
        yield count, 1, price + NEARER * j, pairs


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
    for count in range(2, len(slots) - i + 1):
        texts = _run(cell, [gold.get(slot) for slot in slots[i : i + count]])
        if texts is not None:
            yield count, texts


def _run(cell: Token, contents: Sequence[Content | None]) -> list[str] | None:
    """Return how a run of digits is made up of contents, those that gold leaves open unknown."""
    texts: list[str] = []
    for content in contents:
        known = _texts(content)
        texts.append(next((text for text in known if text in cell.digits), "") if known else UNKNOWN)
    return None if pieces_of(cell, texts) is None else texts


def _texts(content: Content | None) -> list[str]:
    """Return how a value may be printed: as it is, or in yuan where the form counts ten thousands."""
    if not isinstance(content, Decimal):
        return []
    values = (content, content.normalize(), (content * 10_000).normalize())
    return [plain(value) for value in values]
