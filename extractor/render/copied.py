"""Copied text on the terminal: pairs of reports by their share, and the passages of a pair side by side."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.corpus import Likeness, Narrative, Passage
from extractor.findings.section import SECTION
from extractor.lines import Lines, visible
from extractor.messages import say
from extractor.schema.compiled import Schema
from extractor.span import Span

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text

NOTHING = "–"
_BREAK = re.compile(r"(?<=[^\x00-\x7f])[ \t\r]{0,9}\n\s{0,9}")


def pairs(found: Sequence[Likeness], lang: str) -> "Group":
    """Return a line for each pair: the share of the later report's own words, that of its problems, what it shares."""
    from rich.console import Group
    from rich.text import Text

    from extractor.render.lists import grid

    columns = ("share", "section", "letters", "passages", "relation", "later", "earlier")
    table = grid([say(lang, f"copied.{column}") for column in columns])
    for each in found:
        table.add_row(
            percent(each.share),
            section_share(each),
            str(each.whole.copied),
            str(len(each.passages)),
            say(lang, f"copied.{each.relation}"),
            Text(name_of(each.after)),
            Text(name_of(each.before)),
        )
    return Group(table, Text(say(lang, "copied.count", count=len(found)), "bold"), Text(say(lang, "copied.note")))


def side_by_side(found: Likeness, schemas: Mapping[str, Schema], lang: str) -> "Text":
    """Return the passages of a pair, each as it stands in both reports, what differs marked.

    `schemas` are the forms by the ids of their records.
    """
    from rich.text import Text

    text = Text(f"{name_of(found.after)}\n", "bold")
    text.append(f"{say(lang, f'copied.{found.relation}')}: {name_of(found.before)}\n", "bold")
    text.append(f"{head(found, lang)}\n")
    lines = {each.report: Lines(each.source) for each in (found.before, found.after)}
    for number, passage in enumerate(found.passages, start=1):
        text.append(f"{title(passage, number, schemas.get(found.after.report), lang)}\n", "yellow")
        before, after = zip(*passage.differences, strict=True) if passage.differences else ((), ())
        for narrative, span, marked in ((found.after, passage.after, after), (found.before, passage.before, before)):
            place = say(lang, "copied.at", name=narrative.document, line=lines[narrative.report].number(span.start))
            text.append(f"  {visible(place)}: ", "bright_black")
            for piece, is_marked in pieces(narrative.source, span, marked):
                text.append(visible(one_line(piece)), "reverse" if is_marked else "")
            text.append("\n")
    return text


def percent(share: float) -> str:
    """Return a share in per cent, without places."""
    return f"{100 * share:.0f}%"


def section_share(found: Likeness) -> str:
    """Return the share of the section on problems; a dash where it was not found."""
    portion = found.sections.get(SECTION)
    return NOTHING if portion is None or not portion.letters else percent(portion.share)


def name_of(narrative: Narrative) -> str:
    """Return how a report is named in a list of pairs: its office and year, and its file."""
    about = " ".join(str(each) for each in (narrative.agency, narrative.year) if each is not None)
    return visible(f"{about} ({narrative.document})" if about else narrative.document)


def head(found: Likeness, lang: str) -> str:
    """Return the shares of a pair in words."""
    whole, theirs = found.whole, percent(found.of_before.share)
    return say(
        lang, "copied.head", share=percent(whole.share), copied=whole.copied, letters=whole.letters, theirs=theirs
    )


def title(passage: Passage, number: int, schema: Schema | None, lang: str) -> str:
    """Return the heading of a passage: its number, its section, its length, and whether anything in it differs."""
    named = {section.id: section.label.text(lang) for section in (schema.file.sections if schema else ())}
    section = f"{named.get(passage.section, passage.section)} · " if passage.section else ""
    count = len(passage.differences)
    exact = say(lang, "copied.nearly", count=count) if count else say(lang, "copied.exact")
    return say(lang, "copied.passage", number=number, section=section, letters=passage.letters, exact=exact)


def one_line(piece: str) -> str:
    """Return words without the breaks of their lines; between Chinese characters nothing takes their place."""
    return " ".join(_BREAK.sub("", piece).split("\n"))


def pieces(source: str, span: Span, marked: Sequence[Span]) -> Sequence[tuple[str, bool]]:
    """Return the words at a place in pieces, and which of them differ from the other report's."""
    found, at = [], span.start
    for mark in marked:
        found += [(source[at : mark.start], False), (source[mark.start : mark.end], True)]
        at = max(at, mark.end)
    found.append((source[at : span.end], False))
    return [piece for piece in found if piece[0]]
