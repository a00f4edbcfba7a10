"""Comparisons as web pages that stand alone: two versions of a report, and copied text side by side."""

from collections.abc import Mapping, Sequence

from extractor.corpus import Fault, Likeness, Narrative, Passage, Standing, VersionChange
from extractor.lines import Lines
from extractor.pages import page
from extractor.render.copied import head, name_of, one_line, percent, pieces, section_share, title
from extractor.render.versions import distinct_places, heading, shown, told
from extractor.render.versions import name_of as report_name
from extractor.schema.compiled import Schema
from extractor.wording import slot_label

_ROOM = "extractor.render.pages"


def change_page(change: VersionChange, lang: str) -> str:
    """Return the page of two versions: what became of each fault, and every cell that changed."""
    schema = change.after.schema or change.before.schema
    return page(
        _ROOM,
        "versions.html",
        lang,
        before=report_name(change.before),
        after=report_name(change.after),
        counts={standing.value: len(change.of(standing)) for standing in Standing},
        groups=[
            (standing.value, [_fault(each, change, lang) for each in change.of(standing)]) for standing in Standing
        ],
        cells=[
            (
                slot_label(cell.slot, schema, lang),
                shown(cell.before, change.before),
                shown(cell.after, change.after),
            )
            for cell in change.cells
        ],
        unsure=change.unsure,
        is_of_one_report=change.is_of_one_report,
    )


def copied_page(found: Sequence[Likeness], schemas: Mapping[str, Schema], lang: str, *, with_passages: bool) -> str:
    """Return the page of copied text: the pairs by their share, and where asked the passages of each side by side.

    `schemas` are the forms by the ids of their records.
    """
    rows = [
        {
            "share": percent(each.share),
            "section": section_share(each),
            "letters": each.whole.copied,
            "passages": len(each.passages),
            "relation": each.relation.value,
            "after": name_of(each.after),
            "before": name_of(each.before),
        }
        for each in found
    ]
    sides = [_side_by_side(each, schemas.get(each.after.report), lang) for each in found] if with_passages else []
    return page(_ROOM, "copied.html", lang, rows=rows, pairs=sides)


def _fault(fault: Fault, change: VersionChange, lang: str) -> Mapping[str, object]:
    sides = {side: {"sum": said.sum, "places": distinct_places(said)} for side, said in told(fault, change, lang)}
    return {"message": heading(fault, change, lang), "sides": sides}


def _side_by_side(found: Likeness, schema: Schema | None, lang: str) -> Mapping[str, object]:
    lines = {each.report: Lines(each.source) for each in (found.before, found.after)}
    return {
        "after": name_of(found.after),
        "before": name_of(found.before),
        "relation": found.relation.value,
        "head": head(found, lang),
        "passages": [
            {
                "title": title(passage, number, schema, lang),
                "after": _quoted(found.after, passage, lines, is_after=True),
                "before": _quoted(found.before, passage, lines, is_after=False),
            }
            for number, passage in enumerate(found.passages, start=1)
        ],
    }


def _quoted(
    narrative: Narrative, passage: Passage, lines: Mapping[str, Lines], *, is_after: bool
) -> Mapping[str, object]:
    span = passage.after if is_after else passage.before
    marked = [there if is_after else here for here, there in passage.differences]
    said = [(one_line(piece), is_marked) for piece, is_marked in pieces(narrative.source, span, marked)]
    return {"line": lines[narrative.report].number(span.start), "pieces": said}
