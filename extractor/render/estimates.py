"""Figures of an evaluation as they stand on the terminal: a dash is a figure that is not defined, never 0."""

from extractor.lines import visible
from extractor.messages import MESSAGES, say
from extractor.serialise import JsonObject

NONE = "–"


def figure(value: float | None, places: int = 4) -> str:
    """Return a figure; a dash where it is not defined."""
    return NONE if value is None else f"{value:.{places}f}"


def signed(value: float | None) -> str:
    """Return a difference, with its sign."""
    return NONE if value is None else f"{value:+.4f}"


def percent(value: float | None) -> str:
    """Return a share in percent."""
    return NONE if value is None else f"{100 * value:.2f} %"


def interval(estimate: JsonObject) -> str:
    """Return the ends of an interval."""
    return NONE if estimate["low"] is None else f"{estimate['low']:.4f}–{estimate['high']:.4f}"


def part_of(share: JsonObject) -> str:
    """Return the counts of a share."""
    return f"{share['part']}/{share['whole']}"


def count(value: int | None) -> str:
    """Return a count; a dash where nothing was counted."""
    return NONE if value is None else str(value)


def content(label: str | None, lang: str) -> str:
    """Return what a cell says, or is said to say: a number as it is, a mark in words."""
    if label is None:
        return say(lang, "state.blank")
    return say(lang, f"eval.mark.{label}") if f"eval.mark.{label}" in MESSAGES else visible(label)
