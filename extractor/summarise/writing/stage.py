"""The stage: asks for a brief, checks every sentence, asks once more for what was wrong, replaces what still is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.dossier import Dossier
from extractor.model.asked import Answered, Failed
from extractor.model.stage import Stage
from extractor.prompts import prompt
from extractor.records import Finding
from extractor.summarise.cite import Citing
from extractor.summarise.nouns import Card, Mark, Origin, Part, Section, Sentence, Writing
from extractor.summarise.phrases import flat, sentence_of
from extractor.summarise.writing.answer import MOST_FINDINGS, Told, told
from extractor.summarise.writing.ask import PROMPT, ask, ask_again
from extractor.summarise.writing.checks import Weighed, weighed


def written(card: Card, dossier: Dossier, model: str) -> Stage[Card]:
    """Return a card with a brief by the model of that name; as it was where there is nothing to write about."""
    findings = tuple(dossier.record.findings or ())[:MOST_FINDINGS]
    if not findings:
        return card
    document, lang = dossier.record.document, card.language
    by = Writing(model=model, prompt=prompt(PROMPT).name)
    (reply,) = yield (ask(findings, document, lang),)
    if isinstance(reply, Failed):
        return replace(card, writing=replace(by, failure=reply.kind.value))
    found = weighed(told(reply.answer), findings)
    if wrong := [each for each in found if each.faults]:
        (reply,) = yield (ask_again(findings, wrong, document, lang),)
        found = _mended(found, _again(wrong, reply), findings)
    brief = tuple(_sentences(found, Citing(dossier=dossier)))
    by = replace(by, written=_count(brief, Origin.WRITTEN), replaced=sum(bool(each.faults) for each in found))
    section = Section(part=Part.WRITTEN, sentences=brief)
    return replace(card, sections=(section, *card.sections) if brief else card.sections, writing=by)


def _again(wrong: Sequence[Weighed], reply: Answered | Failed) -> Mapping[int, Told]:
    """Return the sentences of a second answer by number, those alone that were asked for."""
    asked = {each.told.number for each in wrong}
    sentences = () if isinstance(reply, Failed) else told(reply.answer)
    return {each.number: each for each in sentences if each.number in asked}


def _mended(found: Sequence[Weighed], again: Mapping[int, Told], findings: Sequence[Finding]) -> tuple[Weighed, ...]:
    """Return sentences with the sound ones of a second answer in the place of those that were wrong."""
    mended, used = [], set[int]()
    for each in found:
        is_asked = bool(each.faults) and each.told.number not in used
        other = again.get(each.told.number) if is_asked else None
        used |= {each.told.number} if is_asked else set()
        (second,) = weighed([other], findings) if other is not None else (each,)
        mended.append(each if second.faults and not second.findings else second)
    return tuple(mended)


@dataclass(frozen=True, slots=True)
class _Place:
    """Which findings were put in the place of a sentence already: each is told once."""

    taken: set[str]

    def free(self, findings: Sequence[Finding]) -> list[Finding]:
        fresh = [each for each in findings if each.id not in self.taken]
        self.taken.update(each.id for each in fresh)
        return fresh


def _sentences(found: Sequence[Weighed], citing: Citing) -> Iterator[Sentence]:
    """Yield the sentences that hold, and the report's own words in the place of the others, in the order written."""
    place = _Place(set())
    for each in found:
        if not each.faults:
            citations = tuple(citing.finding(finding) for finding in each.findings)
            yield Sentence(text=flat(each.told.text), citations=citations, origin=Origin.WRITTEN)
            continue
        for finding in place.free(each.findings):
            yield Sentence(
                text=sentence_of(finding),
                citations=(citing.finding(finding),),
                origin=Origin.REPLACED,
                marks=(Mark.REPLACED,),
            )


def _count(sentences: Sequence[Sentence], origin: Origin) -> int:
    return sum(each.origin is origin for each in sentences)
