"""Standard output and error: colours on a terminal, plain text elsewhere, never a crash over an encoding or a pipe."""

import codecs
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from extractor.errors import CallError, Cause
from extractor.lines import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress

_WIDE = 10_000
"""Columns of something that is no terminal: nothing is folded there."""

_STAND_INS = {"⟦": "[", "⟧": "]", "≠": "!=", "≥": ">=", "≤": "<=", "×": "x", "─": "-", "␣": "[ ]"}


class Reporter(Protocol):
    """Tells of a long run while it goes on."""

    def line(self, text: str) -> None:
        """Write one line that stays."""

    def advance(self) -> None:
        """Say that one more is done."""


def prepare() -> None:
    """Make both streams write whatever they are given: what the console's encoding lacks gets a stand-in."""
    codecs.register_error("gouji", _stand_in)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="gouji")


def finish() -> None:
    """Flush standard output, quietly where its reader has gone (`gouji export | head`)."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _give_up(error)


def emit(text: str) -> bool:
    """Write text to standard output; False where nobody reads it any more."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _give_up(error)
        return False
    return True


def show(renderable: "RenderableType") -> bool:
    """Write something of `rich` to standard output, as plain text where that is no terminal."""
    console = _console()
    console.width = max(console.width, _least_width(renderable))
    try:
        with console.capture() as captured:
            console.print(renderable, end="")
    except OSError as error:  # it flushes what was written before
        _give_up(error)
        return False
    text = captured.get()
    if not console.is_terminal:
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    return emit(text if text.endswith("\n") else f"{text}\n")


def complain(line: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"gouji: {visible(line)}\n")


@contextmanager
def reporting(title: str, total: int, unit: str) -> Iterator[Reporter]:
    """Give a reporter on standard error, with a progress bar where that is a terminal; `unit` goes behind the rate."""
    if not sys.stderr.isatty():
        yield _Plain()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(progress, total, title, unit)


class _Plain:
    def line(self, text: str) -> None:
        sys.stderr.write(f"{visible(text)}\n")

    def advance(self) -> None:
        """Nothing is drawn where there is no terminal."""


class _Bar:
    def __init__(self, progress: "Progress", total: int, title: str, unit: str) -> None:
        self._progress, self._unit = progress, unit
        self._task = progress.add_task(title, total=total, rate="")

    def line(self, text: str) -> None:
        self._progress.console.print(visible(text), soft_wrap=True)

    def advance(self) -> None:
        speed = self._progress.tasks[self._task].speed
        self._progress.update(self._task, advance=1, rate=f"{speed:.0f} {self._unit}" if speed else "")


def _console() -> "Console":
    from rich.console import Console

    width = None if sys.stdout.isatty() else _WIDE
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def _least_width(renderable: "RenderableType") -> int:
    """Return the columns that the tables inside need: on a narrower terminal a long line wraps, no digit is lost."""
    from rich.table import Table

    tables = [part for part in getattr(renderable, "renderables", ()) if isinstance(part, Table)]
    return max(
        (sum((column.width or column.min_width or 1) + 1 for column in table.columns) for table in tables), default=0
    )


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_STAND_INS.get(char, "?") for char in error.object[error.start : error.end]), error.end


def _give_up(error: OSError) -> None:
    """Write no more where the reader has gone, which Windows calls an invalid argument; say what else is wrong."""
    if error.errno not in {errno.EPIPE, errno.EINVAL}:
        _to_nowhere()
        raise CallError("cannot_write", path="-", reason=Cause(error)) from error
    _to_nowhere()


def _to_nowhere() -> None:
    # What is still in the buffer must go somewhere, or the interpreter complains when it ends.
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
