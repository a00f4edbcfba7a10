"""Summaries as Markdown: footnotes lead to the places; what a report says is escaped."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from extractor.lines import visible
from extractor.messages import say
from extractor.summarise.notes import Notes
from extractor.summarise.nouns import Card, Citation, Due, Item, Report, RollUp, Section, Sentence, Table
from extractor.summarise.told import (
    Themes,
    files_text,
    heading_text,
    name_of,
    offices_text,
    outlier_text,
    remarks,
    source_text,
    title_of,
    writing_text,
)

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")

Link = Callable[[Report], str]
"""Tells where the card of a report is."""


def card_markdown(card: Card, lang: str, back: str | None = None) -> str:
    """Return a card with its sources; `back` is where the roll-up is that it belongs to."""
    notes = Notes()
    lines = [f"# {escaped(title_of(card, lang))}", "", *_card(card, notes, lang)]
    lines += [f"[{say(lang, 'rollup.back')}](<{back}>)", ""] if back else []
    return "\n".join([*lines, *_sources(notes, files_text(card, lang), lang)])


def roll_up_markdown(roll: RollUp, cards: Sequence[Card], lang: str, link: Link | None = None) -> str:
    """Return a roll-up and the cards it links to; with `link` they are elsewhere."""
    notes = Notes()
    told = _RollUp(roll, notes, lang, link or (lambda report: f"#{report.anchor}"))
    lines = [f"# {say(lang, 'rollup.title', count=len(roll.reports))}", "", *told.lines()]
    for card in cards:
        lines += [f'<a id="{card.report.anchor}"></a>', "", f"## {escaped(title_of(card, lang))}", ""]
        lines += (re.sub(r"^##", "###", line) for line in _card(card, notes, lang))
    return "\n".join([*lines, *_sources(notes, (), lang)])


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def _card(card: Card, notes: Notes, lang: str) -> Iterator[str]:
    if done := writing_text(card, lang):
        yield from (f"*{escaped(done)}*", "")
    for section in card.sections:
        yield from _section(section, card, notes, lang)


def _section(section: Section, card: Card, notes: Notes, lang: str) -> Iterator[str]:
    yield from (f"## {say(lang, f'summary.part.{section.part}')}", "")
    if section.note:
        yield from (say(lang, section.note), "")
    for line in section.lines:
        told = (f"{each.joint}{_sentence(each, card.themes, notes, lang)}" for each in line)
        yield f"{'  ' * line[0].depth}- {''.join(told)}"
    if section.sentences:
        yield ""


def _sentence(sentence: Sentence, themes: Themes, notes: Notes, lang: str) -> str:
    beside = "".join(f" *({escaped(remark)})*" for remark in remarks(sentence, themes, lang))
    named = f"**{sentence.id}** " if sentence.id else ""
    formula = f" `{visible(sentence.formula).replace('`', chr(39))}`" if sentence.formula else ""
    return f"{named}{escaped(sentence.text)}{formula}{beside} {_marks(sentence.citations, notes)}".rstrip()


def _marks(citations: Iterable[Citation], notes: Notes) -> str:
    return "".join(f"[^{number}]" for number in notes.numbers(citations))


def _sources(notes: Notes, files: Iterable[str], lang: str) -> Iterator[str]:
    yield from (f"## {say(lang, 'summary.sources')}", "")
    for text in files:
        yield from (escaped(text), "")
    yield from (f"[^{number}]: {escaped(source_text(citation, lang))}" for number, citation in notes)
    yield ""


class _RollUp:
    """Writes the parts of a roll-up."""

    def __init__(self, roll: RollUp, notes: Notes, lang: str, link: Link) -> None:
        self._roll, self._notes, self._lang, self._link = roll, notes, lang, link
        self._by_id = {report.id: report for report in roll.reports}
        self._short = {report.id: f"R{at}" for at, report in enumerate(roll.reports, start=1)}

    def lines(self) -> Iterator[str]:
        yield from (say(self._lang, "rollup.counts"), "")
        yield from self._listed("rollup.list", (f"{name}: {self._named(id_)}" for id_, name in self._short.items()))
        for table in self._roll.tables:
            yield from self._table(table)
        yield from self._listed("rollup.unaddressed", map(self._item, self._roll.unaddressed))
        yield from self._listed("rollup.due", (line for due in self._roll.due for line in self._due(due)))
        yield from self._listed("rollup.copied", self._copied(), "rollup.copied.note")
        yield from self._listed("rollup.outliers", self._outliers(), "rollup.outliers.note")
        yield from self._listed("rollup.offices", self._offices(), "rollup.offices.note")
        for title, left_out in (("rollup.replaced", self._roll.replaced), ("rollup.unread", self._roll.unread)):
            yield from self._listed(title, (escaped(report.document) for report in left_out))
        yield from (f"[{name}]: <{self._link(self._by_id[id_])}>" for id_, name in self._short.items())
        yield ""

    def _listed(self, title: str, lines: Iterable[str], note: str | None = None) -> Iterator[str]:
        """Yield a part with its lines; nothing where there are none."""
        found = list(lines)
        if found:
            yield from (f"## {say(self._lang, title)}", "")
            yield from (say(self._lang, note), "") if note else ()
            yield from (line if line.startswith("  ") else f"- {line}" for line in found)
            yield ""

    def _table(self, table: Table) -> Iterator[str]:
        lang, themes = self._lang, self._roll.themes
        headings = (escaped(heading_text(table, column, themes, lang, is_row=False)) for column in table.columns)
        yield from (f"## {say(lang, f'rollup.table.{table.title}')}", "")
        yield f"| | {' | '.join(headings)} |"
        yield f"|---|{'---|' * len(table.columns)}"
        for row in table.rows:
            counts = (table.at(row, column) for column in table.columns)
            cells = (f"**{each.count}** {self._reports(each.reports)}" if each else "" for each in counts)
            yield f"| {escaped(heading_text(table, row, themes, lang, is_row=True))} | {' | '.join(cells)} |"
        yield ""

    def _due(self, due: Due) -> Iterator[str]:
        yield f"**{escaped(due.when)}** ({len(due.reports)}: {self._reports(due.reports)})"
        yield from (f"  - {self._item(item)}" for item in due.items)

    def _item(self, item: Item) -> str:
        told = _sentence(item.sentence, self._roll.themes, self._notes, self._lang)
        return f"{self._named(item.report)}: {told}"

    def _copied(self) -> Iterator[str]:
        for pair in self._roll.copied:
            relation = say(self._lang, f"rollup.relation.{pair.relation}")
            names = {"after": self._named(pair.after), "before": f"{self._named(pair.before)} ({relation})"}
            told = say(self._lang, "rollup.copied.pair", share=pair.share, **names)
            yield f"{told} {_marks(pair.passages, self._notes)}"

    def _outliers(self) -> Iterator[str]:
        for each in self._roll.outliers:
            told = _sentence(each.sentence, (), self._notes, self._lang)
            yield f"{self._named(each.report)}: {told}; {outlier_text(each, self._lang)}: {self._reports(each.peers)}"

    def _offices(self) -> Iterator[str]:
        for each in self._roll.offices:
            marks, reports = _marks(each.citations, self._notes), self._reports((each.government, *each.offices))
            yield f"{escaped(offices_text(each, self._lang))} {marks}: {reports}"
            if each.left_out:
                yield f"  {say(self._lang, 'rollup.offices.left_out')} {self._reports(each.left_out)}"

    def _reports(self, ids: Sequence[str]) -> str:
        return " ".join(f"[{self._short[report]}]" for report in ids)

    def _named(self, report: str) -> str:
        return f"[{escaped(name_of(self._by_id[report], self._lang))}][{self._short[report]}]"
