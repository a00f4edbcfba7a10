"""Summaries in a terminal: sentences with the lines they stand in, tables of counts with the reports they count."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.lines import visible
from extractor.messages import say
from extractor.summarise import told
from extractor.summarise.nouns import Card, Citation, Due, Item, RollUp, Section, Sentence, Table

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table as RichTable
    from rich.text import Text

_MOST_LINES = 24


def summary_card(card: Card, lang: str) -> "Text":
    """Return a card; what each sentence rests on is told by its lines."""
    from rich.text import Text

    text = Text(f"{told.title_of(card, lang)}\n", "bold")
    for line in told.files_text(card, lang):
        text.append(f"{line}\n", "bright_black")
    if done := told.writing_text(card, lang):
        text.append(f"{done}\n", "italic")
    for section in card.sections:
        text.append_text(_section(section, card, lang))
    return text


def summary_roll_up(roll: RollUp, lang: str) -> "RenderableType":
    """Return a roll-up; reports are named once, and by number where they count."""
    from rich.console import Group
    from rich.text import Text

    names = {report.id: number for number, report in enumerate(roll.reports, start=1)}
    head = Text(f"{say(lang, 'rollup.title', count=len(roll.reports))}\n", "bold")
    head.append(f"{say(lang, 'rollup.counts')}\n", "bright_black")
    for report in roll.reports:
        head.append(f"  [{names[report.id]}] {told.name_of(report, lang)}\n")
    parts: list[RenderableType] = [head]
    for table in roll.tables:
        parts += [_heading(say(lang, f"rollup.table.{table.title}")), _table(table, roll, lang)]
        parts.append(_counted(table, roll, names, lang))
    parts += [_listed(title, lines, lang) for title, lines in _parts(roll, names, lang) if lines]
    parts.append(Text(f"\n{say(lang, 'rollup.cards')}\n", "bright_black"))
    return Group(*parts)


def _section(section: Section, card: Card, lang: str) -> "Text":
    text = _heading(say(lang, f"summary.part.{section.part}"))
    if section.note:
        text.append(f"  {say(lang, section.note)}\n")
    for line in section.lines:
        text.append("    " * line[0].depth + "  ")
        for sentence in line:
            text.append_text(_sentence(sentence, card, lang))
        citations = [citation for sentence in line for citation in sentence.citations]
        text.append(f"  {_lines(citations, card, lang)}".rstrip() + "\n", "bright_black")
    return text


def _sentence(sentence: Sentence, card: Card, lang: str) -> "Text":
    from rich.text import Text

    text = Text(sentence.joint)
    text.append(f"{sentence.id} " if sentence.id else "", "bold")
    text.append(visible(sentence.text))
    text.append(f" {sentence.formula}" if sentence.formula else "", "bold red")
    for remark in told.remarks(sentence, card.themes, lang):
        text.append(f" · {visible(remark)}", "yellow" if sentence.marks else "bright_black")
    return text


def _lines(citations: Sequence[Citation], card: Card, lang: str) -> str:
    """Return the lines of places, those of another document with its name."""
    found: dict[str, dict[int, None]] = {}
    for citation in citations:
        name = "" if citation.report == card.report.id else f"{visible(citation.document)} "
        found.setdefault(name, {})[citation.line] = None
    shown = (f"{name}{say(lang, 'summary.place', line=_few(lines, lang))}" for name, lines in found.items())
    return f"({say(lang, 'summary.semicolon').join(shown)})" if found else ""


def _few(lines: Iterable[int], lang: str) -> str:
    """Return the numbers of lines, the first of many."""
    told_lines = list(_runs(lines))
    more = ["…"] if len(told_lines) > _MOST_LINES else []
    return say(lang, "summary.and").join([*told_lines[:_MOST_LINES], *more])


def _runs(lines: Iterable[int]) -> Iterator[str]:
    """Yield the numbers of lines as they come, three or more that follow each other as one run."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] + 1 == line:
            runs[-1].append(line)
        else:
            runs.append([line])
    for run in runs:
        yield from [f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run)


def _heading(title: str) -> "Text":
    from rich.text import Text

    return Text(f"\n{title}\n", "bold cyan")


def _table(table: Table, roll: RollUp, lang: str) -> "RichTable":
    from rich import box
    from rich.table import Table as RichTable

    shown = RichTable(box=box.SIMPLE, pad_edge=False, show_edge=False)
    shown.add_column("")
    for column in table.columns:
        shown.add_column(told.heading_text(table, column, roll.themes, lang, is_row=False), justify="right")
    for row in table.rows:
        counts = (table.at(row, column) for column in table.columns)
        heading = told.heading_text(table, row, roll.themes, lang, is_row=True)
        shown.add_row(heading, *(str(each.count) if each else "" for each in counts))
    return shown


def _counted(table: Table, roll: RollUp, names: dict[str, int], lang: str) -> "Text":
    """Return the reports of each row; with the years and regions beside their names the cells are told too."""
    from rich.text import Text

    text = Text("\n")
    for row in table.rows:
        tally = table.at(row, table.columns[-1])
        if tally is not None:
            heading = told.heading_text(table, row, roll.themes, lang, is_row=True)
            text.append(f"  {heading}: {_numbers(tally.reports, names)}\n", "bright_black")
    return text


def _numbers(ids: Iterable[str], names: dict[str, int]) -> str:
    return " ".join(f"[{names[report]}]" for report in ids)


def _parts(roll: RollUp, names: dict[str, int], lang: str) -> Iterator[tuple[str, list[str]]]:
    yield "rollup.unaddressed", [_item(each, names) for each in roll.unaddressed]
    yield "rollup.due", [line for due in roll.due for line in _due(due, names)]
    pairs = ((f"[{names[pair.after]}]", f"[{names[pair.before]}]", pair) for pair in roll.copied)
    yield "rollup.copied", [_pair(after, before, pair.share, pair.relation, lang) for after, before, pair in pairs]
    yield (
        "rollup.outliers",
        [f"{_told(each.report, each.sentence, names)}; {told.outlier_text(each, lang)}" for each in roll.outliers],
    )
    sums = (
        f"{told.offices_text(each, lang)}  {_numbers((each.government, *each.offices), names)}" for each in roll.offices
    )
    yield "rollup.offices", list(sums)
    for title, left_out in (("rollup.replaced", roll.replaced), ("rollup.unread", roll.unread)):
        yield title, [visible(report.document) for report in left_out]


def _pair(after: str, before: str, share: int, relation: str, lang: str) -> str:
    told_pair = say(lang, "rollup.copied.pair", share=share, after=after, before=before)
    return f"{told_pair} ({say(lang, f'rollup.relation.{relation}')})"


def _due(due: Due, names: dict[str, int]) -> Iterator[str]:
    yield f"{visible(due.when)} ({len(due.reports)})"
    yield from (f"  {_item(item, names)}" for item in due.items)


def _item(item: Item, names: dict[str, int]) -> str:
    return _told(item.report, item.sentence, names)


def _told(report: str, sentence: Sentence, names: dict[str, int]) -> str:
    return f"[{names[report]}] {f'{sentence.id} ' if sentence.id else ''}{visible(sentence.text)}"


def _listed(title: str, lines: Sequence[str], lang: str) -> "Text":
    text = _heading(say(lang, title))
    for line in lines:
        text.append(f"  {line}\n")
    return text
