"""A page around the tables: title, headings, sentences, and the words that the form is known by."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random

from extractor.generator import prose
from extractor.generator.labels import bare, heading_name, holds, words
from extractor.generator.line import Line
from extractor.generator.titles import title
from extractor.schema.compiled import Schema
from extractor.schema.model import Section, Table

Part = str | Sequence[Line]


class Page:
    """What stands around the tables of one report, drawn once.

    The first section of the form stands before the tables, the others behind them. Words the form is known by that
    stand nowhere else (the heading of an open table, say) are named in a sentence at the end.
    """

    def __init__(self, schema: Schema, form: Sequence[Line], rng: Random) -> None:
        self.schema = schema
        self.lang = schema.file.language
        tables = [table for table in schema.tables if not table.is_open]
        is_wrong = rng.random() < 0.2
        self.text = prose.sentences(rng, self.lang, list(words(schema)))
        self.title = title(schema, rng)
        sections = schema.file.sections
        order: list[Section | Table] = [*sections[:1], *tables, *sections[1:]]
        self.order = [
            (part, prose.heading(heading_name(part, self.lang), number, rng, lang=self.lang, wrong=is_wrong))
            for number, part in enumerate(order)
        ]
        self.closing = ""
        if not self.is_known_by(form):
            missing = [word for word in self._known_by() if not holds(self._bare(form), word)]
            self.closing = prose.closing(missing, self.lang)

    def is_known_by(self, form: Sequence[Line]) -> bool:
        """Return whether a page with these tables holds as many of the words that tell the form as it takes."""
        page = self._bare(form)
        return sum(holds(page, word) for word in self._known_by()) >= self.schema.file.recognise.minimum

    def parts(self, form: Sequence[Line]) -> list[Part]:
        """Return title, headings, sentences and tables in printed order."""
        tables = {table: list(members) for table, members in groupby(form, key=lambda line: line.table)}
        parts: list[Part] = [self.title]
        for part, heading in self.order:
            parts.append(heading)
            parts.append(self._sentences(part) if isinstance(part, Section) else tables[part.id])
        return [*parts, *([self.closing] if self.closing else [])]

    def _sentences(self, section: Section) -> str:
        is_first = section is self.schema.file.sections[0]
        return self.text.get(section.id, self.text["overview" if is_first else "other_matters"])

    def _known_by(self) -> tuple[str, ...]:
        known = self.schema.file.recognise
        return known.family or known.signals

    def _bare(self, form: Sequence[Line]) -> str:
        return bare("\n".join(_texts(self.parts(form))))


def _texts(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from (text for line in part for text in (*line.path, *line.texts))
