"""A model's sentences held against the findings they cite, which must have every figure, date and name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.findings.quoted import unsupported_numbers
from extractor.normalise import fold
from extractor.records import Finding
from extractor.summarise.phrases import flat
from extractor.summarise.writing.answer import Told
from extractor.verify import verify_sentence

_LEAST_SHARED = 1 / 3
"""The share of a sentence's words, a Chinese character being one, that what it cites must have too."""
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a sentence: `kind` is a part of the prompt, `detail` the words or the number it is about."""

    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A sentence after the checks, with those of the findings it names that are there."""

    told: Told
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...] = ()


def weighed(sentences: Sequence[Told], findings: Sequence[Finding]) -> tuple[Weighed, ...]:
    """Return sentences with what is wrong with them; findings go by their place in the list, from 1."""
    return tuple(_weighed(each, sentences[:at], findings) for at, each in enumerate(sentences))


def unsupported(text: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """Return the figures, dates and names of a sentence that none of the quotes has.

    Two looks that know numbers in different ways: what either of them does not find is not there.
    """
    strict = [checked.text for checked in verify_sentence(text, quotes).unsound]
    return tuple(dict.fromkeys((*strict, *unsupported_numbers(text, "\n".join(quotes)))))


def _weighed(each: Told, before: Sequence[Told], findings: Sequence[Finding]) -> Weighed:
    numbers = tuple(dict.fromkeys(each.findings))
    cited = tuple(findings[number - 1] for number in numbers if number <= len(findings))
    faults = _faults(each, numbers, cited, len(findings), repeated=any(other.number == each.number for other in before))
    return Weighed(told=each, findings=cited, faults=tuple(faults))


def _faults(
    each: Told, numbers: Sequence[int], cited: Sequence[Finding], count: int, *, repeated: bool
) -> Iterator[Fault]:
    if repeated:
        yield Fault(kind="repeated")
    words = _words(each.text)
    if not words:
        yield Fault(kind="empty")
    if not numbers:
        yield Fault(kind="no_findings")
    yield from (Fault(kind="unknown_finding", detail=str(number)) for number in numbers if number > count)
    known = _words(" ".join(finding.quote for finding in cited))
    if words and known and len(words & known) < _LEAST_SHARED * len(words):
        yield Fault(kind="unrelated")
    if stray := unsupported(flat(each.text), [flat(finding.quote) for finding in cited]):
        yield Fault(kind="unsupported", detail=", ".join(stray))


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(fold(text))}
