"""Lists over many reports: what the store holds, what does not fit the user's own list, where words were found."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.lines import Lines, visible
from extractor.messages import gist, say, word
from extractor.span import Span
from extractor.wording import place

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table as Grid
    from rich.text import Text

_STYLES = {None: "yellow", "clean": "green"}
_REACH = 30
_MOST_PLACES = 10

Row = Mapping[str, object]
"""A row of a view of the store: column name to value."""


def reports(rows: Sequence[Row], lang: str) -> "Group":
    """Return a line for each report: agency, year, verdict, failed sums, what a person is needed for, its file."""
    from rich.console import Group
    from rich.text import Text

    table = grid([say(lang, f"list.{column}") for column in ("agency", "year", "verdict", "failed", "reasons", "file")])
    for row in rows:
        verdict = row["verdict"]
        kind, value = ("verdict", str(verdict)) if verdict else ("outcome", str(row["outcome"]))
        table.add_row(
            _text(row["agency"]),
            _text(row["year"]),
            Text(word(lang, kind, value), _STYLES.get(str(verdict) if verdict else None, "red")),
            _text(row["failed_rules"] or None),
            _reasons(row, lang),
            _text(f"{row['document']}#{row['part']}" if row["part"] else row["document"]),
        )
    return Group(table, Text(say(lang, "list.count", count=len(rows)), "bold"))


def comparison(view: str, rows: Sequence[Row], lang: str) -> "Group":
    """Return one of the lists that compare reports with the user's list and with each other, under its name."""
    from rich.console import Group
    from rich.text import Text

    columns = [name for name in rows[0] if name not in _INTERNAL and any(row[name] is not None for row in rows)]
    table = grid([say(lang, f"column.{name}") for name in columns])
    for row in rows:
        table.add_row(*(_said(name, row[name], lang) for name in columns))
    return Group(Text(say(lang, f"noticed.{view}", count=len(rows)), "bold"), table, Text())


def hit_lines(document: str, text: str, spans: Sequence[Span], lang: str) -> "Text":
    """Return a line for each place the words stand in, the words marked."""
    from rich.text import Text

    shown, lines = Text(f"{visible(document)}\n", "bold"), Lines(text)
    for span in spans[:_MOST_PLACES]:
        found = place(span, lines, _REACH)
        if found is not None:
            shown.append(f"  {say(lang, 'line', number=found.line)}: {found.before.lstrip()}", "")
            shown.append(found.figure, "reverse").append(f"{found.after.rstrip()}\n", "")
    if len(spans) > _MOST_PLACES:
        shown.append(f"  {say(lang, 'search.more', count=len(spans) - _MOST_PLACES)}\n", "")
    return shown


_INTERNAL = frozenset({"record", "part", "outcome", "sha256", "agency_in_list"})


def grid(headings: Sequence[str]) -> "Grid":
    """Return an empty table under these headings, without frames; what does not fit is folded, never cut."""
    from rich import box
    from rich.table import Table as Grid

    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    return grid


def _said(column: str, value: object, lang: str) -> "Text":
    return _text(word(lang, "verdict", str(value)) if column == "verdict" and value is not None else value)


def _text(value: object) -> "Text":
    from rich.text import Text

    return Text("" if value is None else visible(str(value)))


def _reasons(row: Row, lang: str) -> "Text":
    kinds = dict.fromkeys(str(reason).partition(": ")[0] for reason in json.loads(str(row["reasons"])))
    return _text(say(lang, "between").join(gist(lang, "reason", kind) for kind in kinds))
