"""Put a case together: truth, print, accidents, layout, and the gold that is left of it."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from random import Random

from extractor.errors import CallError
from extractor.generator import plain
from extractor.generator.accidents import befall
from extractor.generator.case import Case, Planted
from extractor.generator.defects import broken, plant
from extractor.generator.grids import docx_report, html_table
from extractor.generator.labels import column_name, row_name
from extractor.generator.oracle import settle
from extractor.generator.page import Page, Part
from extractor.generator.sheet import contents, draw_style, lines, rows, shown
from extractor.generator.truth import SPARSITIES, draw
from extractor.schema.compiled import Schema
from extractor.schema.model import Table

LAYOUTS: Mapping[str, plain.Renderer] = {
    "pipes": plain.pipes,
    "tabs": plain.tabs,
    "spaces": plain.spaces,
    "lines": plain.lines,
    "none": plain.none,
    "apart": plain.apart,
    "html": html_table,
}
_HEADINGS = ("header_lost", "header_again", "header_wrong")
_ANY = ("lost_cell", "extra_zero", "ocr", "label_lost", "row_moved", *_HEADINGS, "page_break")
_ALLOWED: Mapping[str, Sequence[str]] = {
    # In a run of glued digits nothing can show that one of them is gone, and labels are all that bounds a run.
    "none": ("row_moved", *_HEADINGS),
    # Here the place of a line of values is its only label.
    "apart": ("lost_cell", "extra_zero", "ocr", *_HEADINGS),
    "docx": ("ocr", "label_lost", "row_moved", *_HEADINGS),
}
_DOCX_SHARE = 0.01


def generate(schema: Schema, seed: int, *, layout: str | None = None, is_disturbed: bool = True) -> Case:
    """Return the case of that seed: the same for the same schema, seed and layout, on every machine.

    `layout` is one of `LAYOUTS` or `docx`; without it one is drawn, DOCX for one case in a hundred (it is slow to
    write). Tables with an open row axis are left out. Unless it `is_disturbed`, the same report is printed without
    accidents and planted defects. Raises `CallError` for a form that no report can be made up of.
    """
    fitting = _fitting(schema, layout)
    rng = Random(f"{schema.id}:{seed}")  # noqa: S311 - reproducible on purpose
    drawn = "docx" if rng.random() < _DOCX_SHARE else rng.choice(fitting)
    layout = layout or drawn
    sparsity = rng.choice(SPARSITIES)
    lang = schema.file.language
    style = draw_style(
        rng, lang=lang, separated=layout != "none", holds_blanks=layout in ("pipes", "tabs", "html", "docx")
    )
    printed = contents(draw(schema, rng, sparsity), style, rng)
    if rng.random() < 0.25 and is_disturbed:
        printed = plant(schema, printed, rng)
    planted = broken(schema, printed)
    whole = lines(schema, printed, style)
    count = rng.choice((0, 0, 1, 2, 3)) if is_disturbed else 0
    form, accidents = befall(whole, _ALLOWED.get(layout, _ANY), count, rng, lang=lang)
    page = Page(schema, whole, rng)
    if not page.is_known_by(form):  # the accidents took words that the form cannot do without
        form, accidents = whole, ()
    settled = settle(list(rows(form)), schema, _tables(planted), glued=layout == "none")
    data, suffix = _rendered(page.parts(form), layout, rng)
    return Case(
        schema=schema.id,
        seed=seed,
        data=data,
        suffix=suffix,
        gold=settled.gold,
        determined=settled.determined,
        unscored=settled.unscored,
        printed={slot: shown(content) for slot, content in printed.items()},
        planted=planted,
        layout=layout,
        accidents=accidents,
        sparsity=sparsity,
    )


def _fitting(schema: Schema, layout: str | None) -> tuple[str, ...]:
    """Return the layouts a report of the form may have, DOCX aside; `CallError` where it can have none, or not this."""
    closed = [table for table in schema.tables if not table.is_open]
    if not closed:
        raise CallError("generator.only_open", schema=schema.id)
    for name, column in ((table.id, column) for table in closed for column in table.columns):
        if column.kind == "text":
            raise CallError("generator.text", schema=schema.id, column=f"{name}/{column.id}")
    fitting = tuple(name for name in LAYOUTS if name != "none" or not _runs_on(closed, schema.file.language))
    if layout not in {None, "docx", *fitting}:
        raise CallError("generator.layout", schema=schema.id, layout=layout, known=" ".join((*fitting, "docx")))
    return fitting


def _runs_on(tables: Sequence[Table], lang: str) -> bool:
    """Return whether labels would run into figures without separators: words with blanks in them, digits at an end."""
    names = [row_name(row, lang) for table in tables for row in table.listed_rows]
    names += [column_name(column, lang) for table in tables for column in table.columns]
    return lang != "zh" or any(end.isascii() and end.isalnum() for name in names for end in (name[:1], name[-1:]))


def _tables(planted: Sequence[Planted]) -> frozenset[str]:
    return frozenset(slot.split("/")[0] for defect in planted for slot in defect.slots)


def _rendered(parts: Sequence[Part], layout: str, rng: Random) -> tuple[bytes, str]:
    if layout == "docx":
        return docx_report(parts), ".docx"
    render = LAYOUTS[layout]
    wrap: Callable[[str], str] = _paragraph if layout == "html" else str
    body = [wrap(part) if isinstance(part, str) else render(part, Random(rng.random())) for part in parts]  # noqa: S311
    glue = "" if layout == "none" and rng.random() < 0.3 else "\n\n"
    text = glue.join(body)
    if layout == "html":
        return f"<html><head><meta charset=utf-8></head><body>\n{text}\n</body></html>\n".encode(), ".html"
    return (text + "\n").encode(), ".md" if layout == "pipes" else ".txt"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>".replace("\n", "</p>\n<p>")
