"""What the charts draw: slots by outcome as strips, and the figures of a run by kind of report and part of the form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.evaluation.page.names import Names
from extractor.evaluation.page.shown import at
from extractor.serialise import JsonObject

SIGNS: Mapping[str, str] = {
    "correct": "✓",
    "substituted": "≠",
    "omitted": "∅",
    "abstained": "?",
    "hallucinated": "+",
    "blank_abstained": "¿",
    "nothing": "·",
    "open": "○",
}
"""The outcomes in the order they are drawn, each with a sign, so that none is told by its colour alone."""

WRONG = ("substituted", "omitted", "abstained", "hallucinated", "blank_abstained")
"""The outcomes that leave something to mend."""

_WIDE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a strip: one outcome, from where to how far; the sign is drawn where there is room for it."""

    outcome: str
    count: int
    start: str
    width: str
    middle: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the form: its name, its counts over the salient slots, and the parts of it."""

    id: str
    name: str
    salient: JsonObject
    rows: tuple["Part", ...] = ()


def strip(counts: Mapping[str, int]) -> tuple[Piece, ...]:
    """Return slots by outcome as the pieces of a strip; an outcome without a slot has none."""
    whole = sum(counts[outcome] for outcome in SIGNS)
    return tuple(_pieces(counts, whole)) if whole else ()


def wrong(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Return the outcomes that leave something to mend, each with its sign and how often it came."""
    return [(outcome, SIGNS[outcome], counts[outcome]) for outcome in WRONG if counts[outcome]]


def groups(strata: Sequence[JsonObject]) -> list[tuple[str, list[JsonObject]]]:
    """Return the kinds of reports by what tells them apart, in the order given."""
    kinds = dict.fromkeys(stratum["by"] for stratum in strata)
    return [(by, [stratum for stratum in strata if stratum["by"] == by]) for by in kinds]


def parts(report: JsonObject, names: Names) -> list[Part]:
    """Return the tables of the form with their rows."""
    return [
        Part(
            id=table["part"],
            name=names.table(table["part"]),
            salient=table["salient"],
            rows=tuple(_rows(report, table["part"], names)),
        )
        for table in report["tables"]
    ]


def _rows(report: JsonObject, table: str, names: Names) -> Iterator[Part]:
    for row in report["rows"]:
        if row["part"].partition("/")[0] == table:
            yield Part(id=row["part"], name=names.row(row["part"]), salient=row["salient"])


def _pieces(counts: Mapping[str, int], whole: int) -> Iterator[Piece]:
    before = 0
    for outcome, sign in SIGNS.items():
        count = counts[outcome]
        if count:
            yield Piece(
                outcome=outcome,
                count=count,
                start=at(before / whole),
                width=at(count / whole),
                middle=at((before + count / 2) / whole),
                sign=sign if count / whole >= _WIDE else "",
            )
        before += count
