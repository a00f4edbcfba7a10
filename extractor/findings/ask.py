"""What a model is asked: the section as numbered lines, the form's kinds and themes, and what was wrong before."""

import json
from collections.abc import Sequence

from extractor.excerpt import excerpt
from extractor.findings.answer import answer_model
from extractor.findings.checks import Checked
from extractor.findings.section import SECTION
from extractor.lines import Lines
from extractor.locate import Page
from extractor.model.asked import Request
from extractor.prompts import prompt
from extractor.schema.compiled import Schema
from extractor.schema.model import Term
from extractor.span import Span

PROMPT = "findings"
LEAST_TOKENS = 800
MOST_TOKENS = 12_000
TOKENS_A_LETTER = 3
"""An answer repeats most of the section once, beside its gists and keys; a Chinese character is up to two tokens."""


def ask(page: Page, schema: Schema, span: Span) -> Request:
    """Return the request for the findings of a section."""
    text = prompt(PROMPT).text(_lang(schema), "user", section=_shown(page, span))
    return _request(page, schema, span, text)


def ask_again(page: Page, schema: Schema, span: Span, wrong: Sequence[Checked]) -> Request:
    """Return the request to answer anew for the items that were wrong, each with the reason."""
    items = "\n".join(line for each in wrong for line in _reasons(each, schema))
    text = prompt(PROMPT).text(_lang(schema), "again", section=_shown(page, span), items=items)
    return _request(page, schema, span, text)


def _request(page: Page, schema: Schema, span: Span, user: str) -> Request:
    form, lang = schema.file, _lang(schema)
    kinds, themes = (tuple(term.id for term in terms) for terms in (form.finding_kinds, form.themes))
    return Request(
        prompt=prompt(PROMPT).name,
        system=prompt(PROMPT).text(
            lang, "system", kinds=_listed(form.finding_kinds, lang), themes=_listed(form.themes, lang)
        ),
        user=user,
        answer=answer_model(kinds, themes),
        max_tokens=min(MOST_TOKENS, LEAST_TOKENS + TOKENS_A_LETTER * (span.end - span.start)),
        document=page.document.name,
        part=SECTION,
    )


def _shown(page: Page, span: Span) -> str:
    """Return the section alone, even where the document is one line: its lines are numbered from its own first."""
    text = page.document.text[slice(*span)]
    return excerpt(text, Lines(text), [Span(0, len(text))])


def _reasons(each: Checked, schema: Schema) -> list[str]:
    """Return an item as it was told and what is wrong with it; its words are quoted, whatever they say."""
    told = {"number": each.item.number, "kind": each.item.kind, "quote": each.item.quote}
    lines = [json.dumps(told, ensure_ascii=False)]
    for fault in each.faults:
        detail = json.dumps(fault.detail, ensure_ascii=False)
        lines.append(f"- {prompt(PROMPT).text(_lang(schema), fault.kind, detail=detail)}")
    return lines


def _listed(terms: Sequence[Term], lang: str) -> str:
    return "\n".join(f"- {term.id}: {term.label.text(lang)}" for term in terms)


def _lang(schema: Schema) -> str:
    return schema.file.language
