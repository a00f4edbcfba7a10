"""Runs over the same reports on the terminal: one table, the best first."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.evaluation.standing import Ranked, standing
from extractor.evaluation.told import lot_of, lot_text
from extractor.lines import visible
from extractor.messages import say
from extractor.model.told import amount_text
from extractor.render.asked import gap_lines
from extractor.render.estimates import NONE, count, figure, interval, part_of, percent, signed
from extractor.render.sheet import Sheet
from extractor.serialise import JsonObject

if TYPE_CHECKING:
    from rich.console import Group

_Cell = Callable[[JsonObject, str], str]


def ranking(runs: Sequence[Ranked], lang: str) -> "Group":
    """Return runs over the same reports, the best first, each with how far it is behind, and what it took."""
    from rich.console import Group
    from rich.text import Text

    lines = [standing(run, delta) for run, delta in runs]
    cells = _cells_of(lines)
    sheet = Sheet(
        headings=[say(lang, f"eval.{name}") for name in cells],
        rows=[[cell(line, lang) for cell in cells.values()] for line in lines],
        styles=["red" if line["is_incomplete"] else "" for line in lines],
    )
    notes = Text()
    for run, _ in runs:
        for told, style in gap_lines(run["model"], lang, run["run"]["name"]) if "model" in run else ():
            notes.append(f"{told}\n", style)
    recorded = any(line["price"] and line["price"]["is_recorded"] for line in lines)
    return Group(sheet, notes, *([Text(say(lang, "eval.rank.recorded"), "dim")] if recorded else []))


def _cells_of(lines: Sequence[JsonObject]) -> Mapping[str, _Cell]:
    """Return what is said of each run, by its heading: what no run has takes no room."""
    repeated = _REPEATED if any(line["repeats"] for line in lines) else {}
    prices = [line["price"] for line in lines if line["price"]]
    lot = lot_of(price["cost_per_correct_slot"] for price in prices)
    return {**_CELLS, **repeated, **({**_PRICED, f"rank.slot.{lot}": _priced(_slots(lot))} if prices else _UNPRICED)}


def _f1(line: JsonObject, lang: str) -> str:
    value = figure(line["salient_f1"]["value"])
    return f"{value} {say(lang, 'eval.rank.incomplete')}" if line["is_incomplete"] else value


def _behind(line: JsonObject, _: str) -> str:
    if line["is_incomplete"]:
        return NONE
    behind = line["behind"]
    if behind is None:
        return ""
    return f"{signed(behind['value'])} ({signed(behind['low'])} … {signed(behind['high'])})"


def _priced(show: _Cell) -> _Cell:
    return lambda line, lang: NONE if line["price"] is None else show(line["price"], lang)


def _repeated(show: _Cell) -> _Cell:
    return lambda line, lang: NONE if line["repeats"] is None else show(line["repeats"], lang)


def _agreement(repeats: JsonObject, lang: str) -> str:
    """Return how far repeats agree; where some were not answered it is not the model that agrees with itself."""
    value = percent(repeats["agreement"]["salient"]["value"])
    return f"{value} {say(lang, 'eval.rank.incomplete')}" if repeats["unreached"] else value


def _pass(what: str) -> _Cell:
    return lambda repeats, _: f"{figure(repeats['pass'][what])} (k={repeats['pass']['k']})"


def _slots(lot: int) -> _Cell:
    return lambda price, lang: lot_text(price["cost_per_correct_slot"], lot, price["currency"], lang)


_CELLS: Mapping[str, _Cell] = {
    "system": lambda line, _: visible(line["name"]),
    "salient_f1": _f1,
    "interval": lambda line, _: interval(line["salient_f1"]),
    "rank": _behind,
    "silent_short": lambda line, _: count(line["silent_errors"]),
    "exact": lambda line, _: part_of(line["exact_reports"]),
}
_REPEATED: Mapping[str, _Cell] = {
    "rank.agreement": _repeated(_agreement),
    "rank.pass.slots": _repeated(_pass("slots")),
    "rank.pass.reports": _repeated(_pass("reports")),
}
_UNPRICED: Mapping[str, _Cell] = {"per_report": lambda line, _: figure(line["hallucinated_per_report"], 2)}
_PRICED: Mapping[str, _Cell] = {
    "rank.in": _priced(lambda price, _: f"{price['tokens_in_per_report']:,.0f}"),
    "rank.out": _priced(lambda price, _: f"{price['tokens_out_per_report']:,.0f}"),
    "rank.no_call": _priced(lambda price, _: part_of(price["reports_without_call"])),
    "rank.cost": _priced(lambda price, lang: amount_text(price["cost_per_report"], price["currency"], lang)),
}
