"""How figures stand on the page: nothing rounded up to perfect or down to nothing, a dash where there is none."""

from collections.abc import Callable

from extractor.serialise import JsonObject

DASH = "–"
"""Stands for a figure that is not defined: it is not 0."""

_MINUS = "−"
_MOST_DIGITS = 7  # a report has six


def figure(value: float | None, digits: int = 3) -> str:
    """Return a figure with so many decimals, or with as many as keep what is not 1 or 0 from reading as if it were."""
    if value is None:
        return DASH
    text = _text(abs(value), digits)
    return f"{_MINUS}{text}" if value < 0 else text


def percent(value: float | None) -> str:
    """Return a share in percent with one decimal, or with as many as keep it apart from all and from nothing."""
    return DASH if value is None else f"{_text(value, 3, hundred=True).removesuffix('.0')}%"


def _text(value: float, digits: int, *, hundred: bool = False) -> str:
    """Return a figure, in percent if wanted; `digits` are those of the figure itself."""
    for more in range(digits, _MOST_DIGITS):
        if round(value, more) not in {0, 1} or value in {0, 1}:
            digits = more
            break
    return f"{100 * value:.{digits - 2}f}" if hundred else f"{value:.{digits}f}"


def interval(estimate: JsonObject, show: Callable[[float | None], str] = figure) -> str:
    """Return the ends of an interval; a dash where there is none."""
    low, high = estimate["low"], estimate["high"]
    return DASH if low is None or high is None else f"{show(low)}–{show(high)}"


def counted(share: JsonObject) -> str:
    """Return the counts of a share; a dash where there is nothing to count."""
    return f"{share['part']}/{share['whole']}" if share["whole"] else DASH


def at(value: float) -> str:
    """Return where a figure between 0 and 1 stands on a chart, from its left edge; what is beyond stands at the end."""
    return f"{100 * min(1.0, max(0.0, value)):.2f}%"
