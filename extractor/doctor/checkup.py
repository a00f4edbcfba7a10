"""The whole checkup. Whatever breaks while something is looked at is a line of its own, and the rest is looked at."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from extractor.doctor.around import encodings, folders, forms, readers
from extractor.doctor.line import Level, Line, problem
from extractor.doctor.software import formats, versions
from extractor.doctor.stored import stored
from extractor.messages import say


def checkup(db: Path, lang: str, *, console: str | None = None) -> Iterator[Line]:
    """Yield a line for everything there is to look at; `console` is the encoding that output is written in."""
    looks: Sequence[tuple[str, Callable[[str], Iterator[Line]]]] = (
        ("versions", versions),
        ("folders", folders),
        ("forms", forms),
        ("encodings", partial(encodings, console=console)),
        ("store", partial(stored, db=db)),
        ("formats", formats),
        ("readers", readers),
    )
    for topic, look in looks:
        yield from _unbroken(topic, look, lang)


def is_well(lines: Sequence[Line]) -> bool:
    """Return whether nothing is a problem."""
    return all(line.level is not Level.PROBLEM for line in lines)


def _unbroken(topic: str, look: Callable[[str], Iterator[Line]], lang: str) -> Iterator[Line]:
    try:
        yield from look(lang)
    except Exception as error:  # noqa: BLE001 - this command is for the day on which something is broken
        told = " ".join(f"{type(error).__name__}: {error}".split())
        yield problem(lang, topic, say(lang, f"doctor.{topic}"), "doctor.broken", problem=told)
