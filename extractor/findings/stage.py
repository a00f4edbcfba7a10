"""The stage: asks for the findings of a report, checks what comes back, asks once more for what was wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.findings.answer import MOST_ITEMS, Item, items_of
from extractor.findings.ask import ask, ask_again
from extractor.findings.checks import Checked, checked, mended
from extractor.findings.found import MOST_TEXT, Found
from extractor.findings.plain import read_findings
from extractor.findings.quoted import Passage, unsupported_numbers
from extractor.findings.section import PROBLEM, SECTION, Place, section
from extractor.locate import Page
from extractor.model.asked import Answered, Failed
from extractor.model.remark import remark
from extractor.model.stage import Stage
from extractor.records import Commitment, Finding, Flag
from extractor.schema.compiled import Schema
from extractor.span import Span


def find(page: Page, schema: Schema) -> Stage[Found]:
    """Return the findings of a report; nothing of a reply that does not stand in the text becomes one.

    Where no answer comes, they are those that are read without a model.
    """
    form = schema.file
    if not form.finding_kinds or not any(known.id == SECTION for known in form.sections):
        return Found(findings=None)
    place = section(page, schema)
    if place is None or place.is_empty:
        return read_findings(page, schema)
    passage = _passage(page, place)
    (reply,) = yield (ask(page, schema, passage.span),)
    if isinstance(reply, Failed):
        flag = remark("findings", reply, passage.opening)
        own = read_findings(page, schema)
        return replace(own, flags=(flag, *own.flags), is_asked=True)
    items = items_of(reply.answer)
    found, unheard = checked(items, passage), []
    if wrong := [each for each in found if each.faults]:
        (reply,) = yield (ask_again(page, schema, passage.span, wrong),)
        found = mended(items, _again(wrong, reply), passage)
        unheard = [remark("findings", reply, passage.span)] if isinstance(reply, Failed) else []
    findings = tuple(_findings(found, passage, schema))
    flags = (*unheard, *_place_flags(place, passage, items), *_flags(found, passage))
    return Found(findings=findings, flags=flags, is_asked=True)


def _passage(page: Page, place: Place) -> Passage:
    span = Span(place.span.start, min(place.span.end, place.span.start + MOST_TEXT))
    return Passage(text=page.document.text, folded=page.folded, span=span)


def _again(wrong: Sequence[Checked], reply: Answered | Failed) -> Mapping[int, Item]:
    """Return the items of a second answer by number, those alone that were asked for."""
    asked = {each.item.number for each in wrong}
    items = () if isinstance(reply, Failed) else items_of(reply.answer)
    return {item.number: item for item in items if item.number in asked}


def _findings(found: Sequence[Checked], passage: Passage, schema: Schema) -> Iterator[Finding]:
    """Yield the sound ones, by kind as the form lists them and then by place, numbered within their kind."""
    kinds = [kind.id for kind in schema.file.finding_kinds]
    placed = [(each, each.span) for each in found if each.span is not None and each.is_sound]
    named: list[tuple[str, Checked, Span]] = []
    for kind in kinds:
        of_kind = sorted((pair for pair in placed if pair[0].item.kind == kind), key=lambda pair: pair[1])
        named += [(f"{_initial(kind, kinds)}{at}", *pair) for at, pair in enumerate(of_kind, start=1)]
    problems = {each.item.number: name for name, each, _ in named if each.item.kind == PROBLEM}
    for name, each, span in named:
        yield _finding(each, span, name, problems, passage)


def _initial(kind: str, kinds: Sequence[str]) -> str:
    """Return what the ids of a kind begin with: its first letter, or all of it where another begins alike."""
    return kind[0] if sum(other[0] == kind[0] for other in kinds) == 1 else kind


def _finding(each: Checked, span: Span, name: str, problems: Mapping[int, str], passage: Passage) -> Finding:
    item, quote = each.item, passage.text[slice(*span)]
    is_problem = item.kind == PROBLEM
    gist = " ".join(item.gist.split())
    known = [problems[number] for number in item.addresses if number in problems and _has(each, number)]
    return Finding(
        id=name,
        kind=item.kind,
        span=span,
        quote=quote,
        gist=gist if gist and not unsupported_numbers(gist, quote) else None,
        theme=item.theme,
        addresses=() if is_problem else tuple(dict.fromkeys(known)),
        commitment=None if is_problem else _commitment(item, span, passage),
    )


def _has(each: Checked, number: int) -> bool:
    return not any(fault.kind == "link_unsupported" and fault.detail == str(number) for fault in each.faults)


def _commitment(item: Item, span: Span, passage: Passage) -> Commitment:
    return Commitment(**{name: passage.part(span, words) for name, words in item.promises.items()})


def _place_flags(place: Place, passage: Passage, items: Sequence[Item]) -> Iterator[Flag]:
    if place.is_guessed:
        yield Flag(kind="section_guessed", span=passage.span)
    if passage.span != place.span:
        yield Flag(kind="section_cut", detail=str(MOST_TEXT), span=place.span)
    if len(items) >= MOST_ITEMS:  # as many as an answer has room for: there may have been more
        yield Flag(kind="too_many_findings", detail=str(MOST_ITEMS), span=place.span)


def _flags(found: Sequence[Checked], passage: Passage) -> Iterator[Flag]:
    """Yield a flag for the faults of a kind that are left at a quote, or at the section where a quote has no place.

    One flag, whatever their number: people decide on a flag by its kind and its place.
    """
    details: dict[tuple[str, Span], list[str]] = {}
    for each in found:
        for fault in each.faults:
            details.setdefault((fault.kind, each.span or passage.span), []).append(fault.detail)
    for (kind, span), many in details.items():
        yield Flag(kind=kind, detail=" | ".join(many), span=span)
