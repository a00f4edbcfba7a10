"""Every figure of every summary is borne out by what it cites, and the whole of it by the report: `verify` says so."""

import os
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from extractor.corpus import filings
from extractor.corpus.offices import year_pairs
from extractor.evaluation.dataset import shipped_dataset
from extractor.ingest.discover import discover
from extractor.reading import read_dossiers
from extractor.resources import data_root
from extractor.summarise import card, card_markdown, roll_up
from extractor.summarise.nouns import Mark
from extractor.verify import Source, source_of, verify_sentence, verify_text
from tests.summaries import body, cited, forms, tables

CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
NEEDS = "no corpus: set GOUJI_CORPUS to the folder that holds it"
EVAL = data_root() / "eval"
_THEN = re.compile(r"（上一年度\d[^）]*）")
_BOTH = re.compile(r"(?P<label>\D+)(?P<now>[\d.]+\D*)（上一年度(?P<then>[\d.]+\D*)）")
SHIPPED = [case.name for case in shipped_dataset().cases]


@cache
def dossiers_of(folder):
    """Return the reports in a folder, read; once for all tests."""
    found = discover([Path(str(folder))])
    return [dossier for source in found for dossier in read_dossiers(source.read(), name=source.name)]


@cache
def shipped():
    return [*dossiers_of(EVAL / "demo"), *dossiers_of(EVAL / "reports")]


def named(name):
    return [each for each in shipped() if each.record.document == name]


def unsupported(made, *dossiers):
    """Return the figures of a card, sentence by sentence, that its citations do not bear out."""
    found = []
    for sentence in (part for each in made.sentences for part in by_year(each, made)):
        said, form = body(sentence.text), forms(*dossiers) if sentence.formula else []
        strict = verify_sentence(said, [*cited(sentence, *dossiers), *form])
        attached = verify_text(said, [*tables(sentence, *dossiers), *form])
        found += [(sentence.text, each.text) for each in (*strict.unsound, *attached.unsound)]
    return found


def by_year(sentence, made):
    """Yield a sentence; one that tells a figure of two years as two, each with what it cites of that year."""
    both = _BOTH.fullmatch(sentence.text)
    if both is None:
        yield sentence
        return
    own = tuple(each for each in sentence.citations if each.report == made.report.id)
    then = tuple(each for each in sentence.citations if each.report != made.report.id)
    yield replace(sentence, text=both["label"] + both["now"], citations=own)
    yield replace(sentence, text=both["label"] + both["then"], citations=then)


def unsupported_in_markdown(made, dossier, before=None):
    """Return the figures of a card in Markdown that neither its report nor the form bears out.

    What is said of last year's cells is held against those cells sentence by sentence; here last year's words are.
    """
    told = _THEN.sub("", body(card_markdown(made, "zh")))
    then = [Source(name="last year", text=before.text)] if before is not None else []
    return [each.text for each in verify_text(told, [source_of(dossier), *then, *forms(dossier)]).unsound]


def wrong_formulas(made, *dossiers):
    """Return the formulas whose terms are not, one for one, the values of the cells they cite."""
    slots = {(each.record.id, slot): read.value for each in dossiers for slot, read in each.record.slots.items()}
    found = []
    for sentence in made.sentences:
        if sentence.formula:
            if wrong := is_of_prose(sentence) and not holds(sentence, slots):
                found += [(sentence.formula, wrong)]
            if is_of_prose(sentence):
                continue
            values = [slots[citation.report, citation.slot] for citation in sentence.citations]
            terms = sentence.formula.rpartition("：")[2].replace("≠", "+").replace(" ", "").split("+")
            printed = [str(value) for value in values if value or len(values) == len(terms)]
            found += [sentence.formula] if printed != [term for term in terms if term != "0" or "0" in printed] else []
    return found


def is_of_prose(sentence):
    """Return whether a formula is of numbers in the prose: not all of what it cites are cells."""
    return any(citation.slot is None for citation in sentence.citations)


def holds(sentence, slots):
    """Return whether every number of a formula is cited, and its result is what it comes to."""
    left, right = sentence.formula.split(" ≠ ")
    sum_of, _, result = right.partition(" = ")
    printed = numbers(" ".join(citation.quote for citation in sentence.citations))
    values = {str(slots.get((citation.report, citation.slot))) for citation in sentence.citations}
    is_right = not result or "/" in sum_of or sum(map(int, sum_of.split(" + "))) == int(result)
    return numbers(f"{left} {sum_of}") <= printed | values and is_right


def numbers(text):
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def without_citation(made):
    return [
        each.text for each in made.sentences if not each.citations and {Mark.UNSURE, Mark.BLANK}.isdisjoint(each.marks)
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_figure_in_the_summary_of_a_shipped_report_is_supported(name):
    for dossier in named(name):
        made = card(dossier)
        assert (unsupported(made, dossier), unsupported_in_markdown(made, dossier)) == ([], [])
        assert (wrong_formulas(made, dossier), without_citation(made)) == ([], [])


def test_every_figure_in_a_summary_with_last_years_report_is_supported():
    pairs = [(before.current, after.current) for before, after in year_pairs(filings(shipped()))]
    assert pairs
    for before, after in pairs:
        made = card(after, before)
        assert (unsupported(made, before, after), unsupported_in_markdown(made, after, before)) == ([], [])
        assert (wrong_formulas(made, before, after), without_citation(made)) == ([], [])


def test_what_is_planted_is_found():
    dossier = next(each for each in shipped() if any(finding.quote for finding in each.record.findings or ()))
    made = card(dossier)
    first = made.sections[0].sentences[0]
    planted = replace(first, text=f"{first.text}，共9741件")
    section = replace(made.sections[0], sentences=(planted, *made.sections[0].sentences[1:]))
    lying = replace(made, sections=(section, *made.sections[1:]))
    assert {text for _, text in unsupported(lying, dossier)} == {"9741件"}
    assert unsupported_in_markdown(lying, dossier) == ["9741件"]


def require_counted(roll):
    known = {report.id for report in roll.reports}
    for tally in (tally for table in roll.tables for tally in table.tallies):
        assert tally.count == len(set(tally.reports) & known) == len(tally.reports)
    for due in roll.due:
        assert due.reports
        assert set(due.reports) <= known
    for outlier in roll.outliers:
        assert outlier.report in outlier.peers
        assert set(outlier.peers) <= known


def test_every_count_of_the_roll_up_of_the_shipped_reports_names_its_reports():
    require_counted(roll_up(shipped()))


def test_the_roll_up_of_the_shipped_reports_is_the_same_in_any_order():
    assert all(one == other for one, other in pairwise([roll_up(shipped()), roll_up(shipped()[::-1])]))


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)
def test_every_figure_in_the_summary_of_a_real_report_is_supported():
    real = [*dossiers_of(CORPUS / "seeds"), *dossiers_of(CORPUS / "reports")]
    assert len(real) >= 12
    found = {}
    for number, dossier in enumerate(real):
        made = card(dossier)
        faults = (unsupported(made, dossier), unsupported_in_markdown(made, dossier), wrong_formulas(made, dossier))
        found |= {number: [len(each) for each in faults]} if any(faults) else {}
    assert found == {}
    require_counted(roll_up(real))


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "seeds").is_dir(), reason=NEEDS)
def test_two_years_of_a_real_office_are_supported_by_both():
    real = [*dossiers_of(CORPUS / "seeds"), *dossiers_of(CORPUS / "reports")]
    found = {}
    for number, (before, after) in enumerate(year_pairs(filings(real))):
        made = card(after.current, before.current)
        both = (before.current, after.current)
        faults = (
            unsupported(made, *both),
            unsupported_in_markdown(made, after.current, before.current),
            wrong_formulas(made, *both),
        )
        found |= {number: [len(each) for each in faults]} if any(faults) else {}
    assert found == {}
