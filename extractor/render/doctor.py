"""The checkup as a table: how well each thing is, what was found, and on a line of its own what to do."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from extractor.doctor import Level, Line, is_well
from extractor.lines import visible
from extractor.messages import MESSAGES, say, word

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {Level.OK: "green", Level.NOTE: "yellow", Level.PROBLEM: "bold red"}


def checkup(lines: Sequence[Line], lang: str) -> "Text":
    """Return a line for each thing under its topic, advice below it, and how many problems there are."""
    from rich.text import Text

    levels = [word(lang, "level", level) for level in Level]
    level_width, name_width = _widest(levels), _widest([line.name for line in lines])
    text = Text()
    for topic, group in groupby(lines, key=lambda line: line.topic):
        text.append(f"{_topic(topic, lang)}\n", "bold")
        for line in group:
            text.append(f"  {_padded(word(lang, 'level', line.level), level_width)}  ", _STYLES[line.level])
            text.append(f"{_padded(line.name, name_width)}  {visible(line.found)}\n")
            if line.advice:
                text.append(f"{'':{level_width + name_width + 6}}→ {visible(line.advice)}\n")
    text.append(_verdict(lines, lang), "green" if is_well(lines) else "bold red")
    return text


def _topic(topic: str, lang: str) -> str:
    key = f"doctor.topic_{topic}"
    return say(lang, key if key in MESSAGES else f"doctor.{topic}")


def _verdict(lines: Sequence[Line], lang: str) -> str:
    if is_well(lines):
        return say(lang, "doctor.well") + "\n"
    return say(lang, "doctor.ill", count=sum(line.level is Level.PROBLEM for line in lines)) + "\n"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _widest([text]))


def _widest(texts: Sequence[str]) -> int:
    """Return the columns that the widest text takes on a screen, where a Chinese character takes two."""
    from rich.cells import cell_len

    return max(map(cell_len, texts), default=0)
