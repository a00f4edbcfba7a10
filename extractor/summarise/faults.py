"""What does not add up in a report: the document's own mistakes that are certain, each with the figures it rests on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from extractor.lines import visible
from extractor.matters import Matter, matters
from extractor.messages import gist, say
from extractor.normalise import fold
from extractor.records import Defect, RuleOutcome
from extractor.summarise.cite import REACH, Citing, language_of
from extractor.summarise.nouns import Origin, Part, Section, Sentence
from extractor.summarise.phrases import flat
from extractor.wording import instances, shared_labels, sum_text

_MOST: Final = 8
_CLAUSE: Final = re.compile(r"[^，,。；;（(：:]{1,80}")
_NUMBER: Final = re.compile(r"\d{1,30}(?:\.\d{1,30})?")


def faults(citing: Citing) -> Section:
    """Return the mistakes found, sums first; doubts about the reading are no mistakes of the document."""
    mistakes = [each for each in matters(citing.dossier) if each.is_defect and (each.rule or each.defect)]
    told = tuple(islice((each for matter in mistakes for each in _sentences(matter, citing)), _MOST))
    return Section(part=Part.FAULTS, sentences=told, note="summary.more_faults" if len(mistakes) > _MOST else None)


def _sentences(matter: Matter, citing: Citing) -> Iterator[Sentence]:
    if matter.rule is not None:
        yield from _broken(matter.rule, citing)
    elif matter.defect is not None:
        yield _defect(matter.defect, citing)


def _broken(rule: RuleOutcome, citing: Citing) -> Iterator[Sentence]:
    """Yield a sum that fails with its figures; cells that are 0 are left out of it, which changes nothing."""
    lang, slots = language_of(citing.dossier), citing.dossier.record.slots
    instance = instances(citing.dossier.record, citing.dossier.schema).get((rule.id, rule.over))
    if instance is None:
        return
    terms = tuple((times, slot) for times, slot in instance.terms if slot not in slots or slots[slot].value != 0)
    told = replace(instance, terms=terms)
    place = " / ".join(filter(None, shared_labels(instance.slots, citing.dossier.schema, lang)[1:]))
    both = sum_text(told, slots)
    formula = say(lang, "summary.formula", place=visible(place), sum=both) if place else both
    left, right = ([slot for times, slot in told.terms if times * sign > 0] for sign in (1, -1))
    citations = citing.slots((*left, *right)) or citing.slots(instance.slots)
    text = instance.message.text(lang)
    yield Sentence(text=text, citations=citations, origin=Origin.PATTERN, formula=formula)


def _defect(defect: Defect, citing: Citing) -> Sentence:
    """Return what is wrong with prose or form; numbers that do not fit stand in a formula, if all of them are cited."""
    lang, formula = language_of(citing.dossier), defect.detail
    places = [span for span in (defect.span, *defect.others) if span is not None]
    citations = (*(citing.span(span, reach=REACH) for span in places), *citing.slots(defect.slots))
    if "≠" not in formula:
        return Sentence(text=visible(defect.text(lang)), citations=citations, origin=Origin.PATTERN)
    what = gist(lang, "defect", defect.kind)
    words = _CLAUSE.match(flat(citations[0].quote)) if citations else None
    text = say(lang, "summary.wrong", what=what, words=words[0]) if words else what
    is_cited = _numbers(formula.rpartition(" = ")[0] or formula) <= _numbers(" ".join(each.quote for each in citations))
    return Sentence(text=text, citations=citations, origin=Origin.PATTERN, formula=formula if is_cited else "")


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(fold(text)))
