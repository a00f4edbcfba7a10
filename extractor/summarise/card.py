"""The card of one report: what it admits, what it promises, what has changed, its figures, and what does not add up."""

from extractor.dossier import Dossier
from extractor.schema.compiled import Schema
from extractor.summarise.changes import changes
from extractor.summarise.cite import Citing, language_of, report_of
from extractor.summarise.faults import faults
from extractor.summarise.figures import figures
from extractor.summarise.nouns import Card
from extractor.summarise.plan import commitments, plan


def card(dossier: Dossier, before: Dossier | None = None) -> Card:
    """Return the card of a report; `before` is the same office's report of the year before, where it is at hand."""
    citing = Citing(dossier=dossier)
    sections = [plan(citing), commitments(citing)]
    if before is not None:
        sections.append(changes(before, dossier))
    sections += [figures(citing, before), faults(citing)]
    return Card(
        report=report_of(dossier),
        language=language_of(dossier),
        sections=tuple(section for section in sections if section.sentences or section.note),
        themes=themes_of(dossier.schema),
        previous=None if before is None else report_of(before),
    )


def themes_of(schema: Schema | None) -> tuple[tuple[str, str, str], ...]:
    """Return the themes of a form: id, Chinese and English."""
    terms = schema.file.themes if schema else ()
    return tuple((term.id, term.label.text("zh"), term.label.text("en")) for term in terms)
