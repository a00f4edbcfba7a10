"""What a model is asked: the findings as numbered data, and what was wrong with its sentences before."""

import json
from collections.abc import Sequence

from extractor.model.asked import Request
from extractor.prompts import prompt
from extractor.records import Finding
from extractor.summarise.phrases import flat
from extractor.summarise.writing.answer import MOST_FINDINGS, answer_model
from extractor.summarise.writing.checks import Weighed

PROMPT = "summary"
PART = "summary"
MOST_TOKENS = 6_000
LEAST_TOKENS = 1_200
TOKENS_A_LETTER = 3


def ask(findings: Sequence[Finding], document: str, lang: str) -> Request:
    """Return the request for a brief."""
    text = prompt(PROMPT).text(lang, "user", findings=_listed(findings))
    return _request(text, findings, document, lang)


def ask_again(findings: Sequence[Finding], wrong: Sequence[Weighed], document: str, lang: str) -> Request:
    """Return the request to write anew the sentences that were wrong, each with the reason."""
    sentences = "\n".join(line for each in wrong for line in _reasons(each, lang))
    text = prompt(PROMPT).text(lang, "again", findings=_listed(findings), sentences=sentences)
    return _request(text, findings, document, lang)


def _request(user: str, findings: Sequence[Finding], document: str, lang: str) -> Request:
    letters = sum(len(each.quote) for each in findings)
    return Request(
        prompt=prompt(PROMPT).name,
        system=prompt(PROMPT).text(lang, "system"),
        user=user,
        answer=answer_model(),
        max_tokens=min(MOST_TOKENS, LEAST_TOKENS + TOKENS_A_LETTER * letters),
        document=document,
        part=PART,
    )


def _listed(findings: Sequence[Finding]) -> str:
    """Return the findings as JSON, a line each; a quote cannot end the fence, for it stays one string on one line."""
    numbers = {each.id: number for number, each in enumerate(findings, start=1)}
    return "\n".join(_line(number, each, numbers) for number, each in enumerate(findings[:MOST_FINDINGS], start=1))


def _line(number: int, finding: Finding, numbers: dict[str, int]) -> str:
    told = {
        "number": number,
        "kind": finding.kind,
        "quote": flat(finding.quote),
        "addresses": [numbers[each] for each in finding.addresses if each in numbers],
    }
    return json.dumps(told, ensure_ascii=False)


def _reasons(each: Weighed, lang: str) -> list[str]:
    told = {"number": each.told.number, "text": each.told.text, "findings": list(each.told.findings)}
    lines = [json.dumps(told, ensure_ascii=False)]
    for fault in each.faults:
        detail = json.dumps(fault.detail, ensure_ascii=False)
        lines.append(f"- {prompt(PROMPT).text(lang, fault.kind, detail=detail)}")
    return lines
