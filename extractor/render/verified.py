"""A text with what its sources say of its numbers: the marks in place, and a line for each number below."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.lines import visible
from extractor.messages import say
from extractor.verify import Checked, Place, Support, Verification
from extractor.verify.told import SIGNS, place_text, verdict_text

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

STYLES = {
    Support.SUPPORTED: "green",
    Support.DERIVED: "cyan",
    Support.CONTRADICTED: "bold red",
    Support.UNSUPPORTED: "bold yellow",
}
_WIDE = 10_000
_MOST_LISTED = 300
_MOST_PLACES = 2


def verified(verification: Verification, lang: str) -> "Group":
    """Return the text with its numbers in brackets, then what was found of each."""
    from rich.console import Group
    from rich.text import Text

    if not verification.numbers:
        return Group(Text(say(lang, "verify.none")))
    counts = {verdict.value: count for verdict, count in verification.counts.items()}
    standing = "verify.sound" if verification.is_sound else "verify.unsound"
    return Group(
        marked(verification),
        Text(say(lang, "verify.legend"), "bright_black"),
        Text(),
        *_listed(verification, lang),
        Text(say(lang, "verify.counts", total=len(verification.numbers), **counts)),
        Text(say(lang, standing, count=len(verification.unsound)), "green" if verification.is_sound else "bold red"),
    )


def as_plain(verification: Verification, lang: str) -> str:
    """Return the same as plain text, without colours and as wide as it comes."""
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), width=_WIDE, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(verified(verification, lang))
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def marked(verification: Verification) -> "Text":
    """Return the text with each number in double brackets, a sign before it where it is not simply supported."""
    from rich.text import Text

    text, start = Text(), 0
    for number in verification.numbers:
        text.append(_lines(verification.text[start : number.span.start]))
        text.append(f"⟦{SIGNS[number.verdict]}{_flat(number.text)}⟧", STYLES[number.verdict])
        start = number.span.end
    return text.append(f"{_lines(verification.text[start:]).rstrip()}\n")


def _listed(verification: Verification, lang: str) -> "Iterator[Table | Text]":
    """Yield the table of the numbers; of very many only those that a person should look at."""
    from rich.text import Text

    shown: Sequence[Checked] = verification.numbers
    if len(shown) > _MOST_LISTED:
        shown = verification.unsound[:_MOST_LISTED]
    if shown:
        yield _table(shown, lang)
    if len(shown) < len(verification.numbers):
        yield Text(say(lang, "verify.more", count=len(verification.numbers) - len(shown)))
    yield Text()


def _table(numbers: Sequence[Checked], lang: str) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for column in ("number", "verdict", "says", "where"):
        table.add_column(say(lang, f"verify.{column}"), overflow="fold")
    for number in numbers:
        # Of an equation no figure is without its place.
        places = number.places if number.expression else number.places[:_MOST_PLACES]
        table.add_row(
            Text(_flat(number.text)),
            Text(verdict_text(number, lang), STYLES[number.verdict]),
            Text("\n".join(_said(number, places))),
            Text("\n".join(visible(place_text(place, lang)) for place in places)),
        )
    return table


def _said(number: Checked, places: Sequence[Place]) -> Iterator[str]:
    """Yield how a number follows, or what the source prints in each place."""
    if number.expression:
        yield number.expression
        return
    for place in places:
        yield _flat(place.printed)


def _lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


def _flat(text: str) -> str:
    return visible(" ".join(text.split()))
