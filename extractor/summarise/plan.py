"""The improvement plan: each problem with the measures that are there for it, and what each of them promises."""

import re
from collections.abc import Iterator, Sequence

from extractor.dossier import Dossier
from extractor.findings.section import PROBLEM, SECTION
from extractor.messages import say
from extractor.normalise import fold
from extractor.records import Commitment, Finding, Outcome
from extractor.summarise.cite import Citing, language_of
from extractor.summarise.nouns import Mark, Origin, Part, Section, Sentence
from extractor.summarise.phrases import flat, sentence_of

_CLAUSE_END = re.compile(r"[，,。；;：:、！!？?）)]")
_NEAR = 12
_LOOSE = {"problem_unaddressed": Mark.UNADDRESSED, "measure_unlinked": Mark.UNLINKED}
_WHOLE = ("no_measures", "no_problems")


def plan(citing: Citing) -> Section:
    """Return the problems, under each the measures for it; a measure for several stands under the first of them."""
    record = citing.dossier.record
    findings = record.findings
    if not findings:
        return Section(part=Part.PLAN, note=_why_none(citing.dossier))
    loose = {each.detail: _LOOSE[each.kind] for each in record.defects if each.kind in _LOOSE}
    whole = next((each.kind for each in record.defects if each.kind in _WHOLE), None)
    sentences = tuple(_sentence(each, depth, loose, citing) for each, depth in _in_order(findings))
    return Section(part=Part.PLAN, sentences=sentences, note=whole and f"summary.{whole}")


def commitments(citing: Citing) -> Section:
    """Return what measures promise, by when, by whom and how much, in their own words."""
    promised = ((each, each.commitment) for each in citing.dossier.record.findings or ())
    sentences = tuple(_promise(each, what, citing) for each, what in promised if what is not None)
    return Section(part=Part.COMMITMENTS, sentences=sentences)


def _why_none(dossier: Dossier) -> str:
    """Return the key of why a report has no findings: not read, a form without them, no such section, or none in it."""
    if dossier.record.outcome is not Outcome.READ:
        return "summary.not_read"
    if dossier.record.findings is not None:
        return "summary.no_findings"
    sections = dossier.schema.file.sections if dossier.schema else ()
    return "summary.no_section" if any(section.id == SECTION for section in sections) else "summary.not_looked"


def _in_order(findings: Sequence[Finding]) -> Iterator[tuple[Finding, int]]:
    problems = [each for each in findings if each.kind == PROBLEM]
    known = {each.id for each in problems}
    measures = [each for each in findings if each.kind != PROBLEM]
    first = {each.id: next((problem for problem in each.addresses if problem in known), None) for each in measures}
    for problem in problems:
        yield problem, 0
        yield from ((each, 1) for each in measures if first[each.id] == problem.id)
    yield from ((each, 0) for each in measures if first[each.id] is None)


def _sentence(finding: Finding, depth: int, loose: dict[str, Mark], citing: Citing) -> Sentence:
    return Sentence(
        id=finding.id,
        text=sentence_of(finding),
        citations=(citing.finding(finding),),
        origin=Origin.QUOTED,
        depth=depth,
        also=finding.addresses[1:],
        theme=finding.theme,
        marks=(loose[finding.id],) if finding.id in loose else (),
    )


def _whole(words: str, finding: Finding) -> str:
    """Return a target up to the end of their clause, where that is near: `五十个` alone says little."""
    quote, said = flat(finding.quote), flat(words)
    at = fold(quote).find(fold(said))
    if at < 0 or not said[-1:].isalpha():
        return said
    clause = _CLAUSE_END.split(quote[at + len(said) :], maxsplit=1)[0]
    return quote[at : at + len(said) + len(clause)] if len(clause) <= _NEAR else said


def _promise(finding: Finding, promised: Commitment, citing: Citing) -> Sentence:
    lang = language_of(citing.dossier)
    target = promised.target and _whole(promised.target, finding)
    parts = {"deadline": promised.deadline and flat(promised.deadline), "unit": promised.unit, "target": target}
    told = [say(lang, f"summary.{name}", words=words) for name, words in parts.items() if words]
    return Sentence(
        id=finding.id,
        text=say(lang, "summary.comma").join(told),
        citations=(citing.finding(finding),),
        origin=Origin.PATTERN,
    )
