"""What is said of one thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum

from extractor.messages import say


class Level(StrEnum):
    """How well something is: all right, worth knowing, or something to do."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was looked at: its name, what was found, and what to do about it where something is to do.

    `topic` is what it belongs to (versions, folders, forms, encodings, store, formats, readers).
    """

    topic: str
    name: str
    found: str
    level: Level = Level.OK
    advice: str = ""


def problem(lang: str, topic: str, name: str, key: str, /, **values: object) -> Line:
    """Return a problem from one message, `found; advice`: what is before the first mark says what was found."""
    return _split(topic, name, Level.PROBLEM, say(lang, key, **values))


def note(lang: str, topic: str, name: str, key: str, /, **values: object) -> Line:
    """Return a note, made likewise."""
    return _split(topic, name, Level.NOTE, say(lang, key, **values))


def _split(topic: str, name: str, level: Level, text: str) -> Line:
    mark = "；" if "；" in text else "; "
    found, _, advice = text.partition(mark)
    return Line(topic=topic, name=name, level=level, found=found, advice=advice)
