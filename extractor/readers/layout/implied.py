"""What the rules across rows say a run of digits must be, where the rest of the table is read.

Enumeration keeps only the ways of a run that keep the row's own sum. A printed total may be wrong: then the true way is
none of these. But the columns still say what each cell is, one of them at most left open, and the run says whether it
can be cut so. Such a way joins the options, as the reading or as its rival.
"""

from collections.abc import Iterable, Mapping, Sequence

from extractor.readers.layout.placed import Number, Option
from extractor.readers.layout.runs import Cut, cut_option
from extractor.readers.layout.search import Link
from extractor.readers.layout.tokens import Token


def implied_options(
    stocks: Sequence[Sequence[Token]], chosen: Sequence[Option], links: Sequence[Link], price: float
) -> Mapping[int, tuple[Option, ...]]:
    """Return, for each row printed as one run, the ways to cut it that links demand; `chosen` is the best reading."""
    values = [option.values for option in chosen]
    runs = {row: stock[0] for row, stock in enumerate(stocks) if len(stock) == 1 and len(values[row]) > 1}
    demands = _demands(runs, links, values)
    return {
        row: tuple(cut_option(token, cut, price) for cut in _cuts(token.digits, demands[row]))
        for row, token in runs.items()
        if token.digits.isdigit()
    }


def _demands(
    runs: Iterable[int], links: Sequence[Link], values: Sequence[Sequence[Number | None]]
) -> dict[int, list[set[Number]]]:
    """Return for each cell of each run the values that links demand whose other members are all read."""
    demands: dict[int, list[set[Number]]] = {row: [set() for _ in values[row]] for row in runs}
    for link in links:
        for row, column, coefficient in link.members:
            if row not in demands:
                continue
            rest = _sum_of_others(link, row, column, values)
            if rest is not None:
                demands[row][column].add(-rest * coefficient)
    return demands


def _sum_of_others(link: Link, row: int, column: int, values: Sequence[Sequence[Number | None]]) -> Number | None:
    total: Number = 0
    for other, at, coefficient in link.members:
        if (other, at) == (row, column):
            continue
        value = values[other][at]
        if value is None:
            return None
        total += coefficient * value
    return total


def _cuts(digits: str, demands: Sequence[set[Number]]) -> set[Cut]:
    """Return the cuts of a run whose cells are as demanded, all of them or all but one."""
    known = [str(next(iter(values))) if len(values) == 1 else None for values in demands]
    unknown = [at for at, text in enumerate(known) if text is None]
    if len(unknown) > 1:
        return set()
    cuts = set()
    for at in unknown or range(len(known)):
        before = [text for text in known[:at] if text is not None]
        after = [text for text in known[at + 1 :] if text is not None]
        head, tail = "".join(before), "".join(after)
        middle = digits[len(head) : len(digits) - len(tail)]
        fits = digits.startswith(head) and digits.endswith(tail) and len(head) + len(tail) < len(digits)
        if fits and (middle == "0" or not middle.startswith("0")):
            cuts.add(_ends([*before, middle, *after]))
    return cuts


def _ends(pieces: Sequence[str]) -> Cut:
    ends = []
    at = 0
    for piece in pieces:
        at += len(piece)
        ends.append(at)
    return tuple(ends)
