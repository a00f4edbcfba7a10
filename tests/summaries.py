"""Reports made by hand for summaries, and what bears out a summary: its citations, its report, its form."""

import re
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from extractor.dossier import About, Dossier
from extractor.findings.loose import loose_ends
from extractor.records import Commitment, Field, Finding, Outcome, Record, Slot, State, Status, Verdict
from extractor.schema import schema_by_id
from extractor.span import Span
from extractor.verify import Source, source_of

_NUMBERS_OF_OURS = re.compile(r"\[\^\d+\]|`[^`]*`|(?<!\w)[pm]\d+(?!\w)")
_SOURCES = re.compile(r"\n##+ (?:出处|Sources)\n")


def made(agency, year, figures=(), findings=(), *, form="cn_foi_2021", status=Status.GROUNDED, **about):
    """Return a dossier: a line for each cell, then one for each finding (id, kind, words, further parts)."""
    text = f"{agency}{year}年政府信息公开工作年度报告\n"
    slots, found = {}, []
    for slot, value in dict(figures).items():
        printed = str(value)
        text += f"{slot.replace('/', ' ')} "
        span = Span(len(text), len(text) + len(printed))
        state = State.VALUE if value else State.ZERO
        slots[slot] = Slot(state=state, value=Decimal(value), text=printed, span=span, bound=True, status=status)
        text += f"{printed}\n"
    for identity, kind, words, more in findings:
        found.append(_finding(identity, kind, words, Span(len(text), len(text) + len(words)), more))
        text += f"{words}。\n"
    identity = f"{sha256(repr((agency, year, text)).encode()).hexdigest()}#0"
    record = Record(
        id=identity,
        document=f"{agency}-{year}.txt",
        names=(f"{agency}-{year}.txt",),
        outcome=Outcome.READ,
        schema=form,
        verdict=Verdict.CLEAN,
        needs_person=False,
        fields={
            "agency": Field(value=agency, span=Span(0, len(agency))),
            "year": Field(value=year, span=Span(len(agency), len(agency) + 4)),
        },
        slots=slots,
        findings=tuple(found),
        defects=tuple(loose_ends(found)),
    )
    return Dossier(record=record, schema=schema_by_id(form), text=text, about=About(**about))


def problem(identity, words, theme=None):
    """Return a problem."""
    return identity, "problem", words, {"theme": theme}


def measure(identity, words, *addresses, theme=None, **promised):
    """Return a measure for problems, with what it promises."""
    commitment = Commitment(**promised) if promised else None
    return identity, "measure", words, {"theme": theme, "addresses": addresses, "commitment": commitment}


def _finding(identity, kind, words, span, more):
    return Finding(id=identity, kind=kind, span=span, quote=words, **more)


def cited(sentence, *dossiers):
    """Return what a sentence cites and nothing else: the words there, and of a cell its value."""
    reports = {each.record.id: source_of(each) for each in dossiers}
    return [
        replace(
            reports[citation.report],
            text=citation.quote,
            facts=tuple(fact for fact in reports[citation.report].facts if fact.id == citation.slot),
        )
        for citation in sentence.citations
    ]


def tables(sentence, *dossiers):
    """Return the same with the tables that the cited cells stand in: by its neighbours a cell's label is told apart."""
    found = []
    for citation, source in zip(sentence.citations, cited(sentence, *dossiers), strict=True):
        table = (citation.slot or "").partition("/")[0]
        known = (fact for each in dossiers if each.record.id == citation.report for fact in source_of(each).facts)
        found.append(replace(source, facts=tuple(fact for fact in known if fact.table == table)))
    return found


def forms(*dossiers):
    """Return the forms in words: their rules and labels are not the report's."""
    files = [each.schema.file for each in dossiers if each.schema is not None]
    rules = [rule.message for file in files for rule in (*file.rules, *file.cross_document_rules)]
    parts = [part for file in files for table in file.tables for part in (*table.columns, *table.listed_rows)]
    labels = [*rules, *(part.label for part in parts)]
    return [Source(name="form", text="\n".join(label.text(lang) for label in labels for lang in ("zh", "en")))]


def body(markdown):
    """Return a summary in Markdown without what is not said of the report: marks of notes, ids of findings, formulas,
    and the list of sources."""
    return _NUMBERS_OF_OURS.sub("", _SOURCES.split(markdown)[0]).replace("\\", "")
