"""Put a case together: truth, print, accidents, layout, and the gold that is left of it."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from random import Random

from extractor.generator import plain, prose
from extractor.generator.accidents import befall
from extractor.generator.case import Case, Planted
from extractor.generator.defects import broken, plant
from extractor.generator.grids import docx_report, html_table
from extractor.generator.oracle import settle
from extractor.generator.sheet import Line, contents, draw_style, lines, rows, shown
from extractor.generator.truth import SPARSITIES, draw
from extractor.schema.compiled import Schema

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
_DRAWN = tuple(LAYOUTS)
_DOCX_SHARE = 0.01


def generate(schema: Schema, seed: int, *, layout: str | None = None) -> Case:
    """Return the case of that seed: the same for the same schema, seed and layout, on every machine.

    `layout` is one of `LAYOUTS` or `docx`; without it one is drawn, DOCX for one case in a hundred (it is slow to
    write). Tables with an open row axis are left out.
    """
    rng = Random(f"{schema.id}:{seed}")  # noqa: S311 - reproducible on purpose
    drawn = "docx" if rng.random() < _DOCX_SHARE else rng.choice(_DRAWN)
    layout = layout or drawn
    sparsity = rng.choice(SPARSITIES)
    style = draw_style(rng, separated=layout != "none", holds_blanks=layout in ("pipes", "tabs", "html", "docx"))
    printed = contents(draw(schema, rng, sparsity), style, rng)
    if rng.random() < 0.25:
        printed = plant(schema, printed, rng)
    planted = broken(schema, printed)
    form, accidents = befall(
        lines(schema, printed, style), _ALLOWED.get(layout, _ANY), rng.choice((0, 0, 1, 2, 3)), rng
    )
    settled = settle(list(rows(form)), schema, _tables(planted), glued=layout == "none")
    data, suffix = _rendered(form, schema, layout, rng)
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


def _tables(planted: Sequence[Planted]) -> frozenset[str]:
    return frozenset(slot.split("/")[0] for defect in planted for slot in defect.slots)


def _rendered(form: Sequence[Line], schema: Schema, layout: str, rng: Random) -> tuple[bytes, str]:
    tables = {table: list(members) for table, members in groupby(form, key=lambda line: line.table)}
    parts = _parts(schema, tables, rng)
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
    return f"<p>{text}</p>".replace("\n", "</p>\n<p>")


def _parts(schema: Schema, tables: Mapping[str, Sequence[Line]], rng: Random) -> list[str | Sequence[Line]]:
    """Return title, headings, sentences and tables in printed order."""
    wrong = rng.random() < 0.2
    text = prose.sentences(rng)
    order = ["overview", *tables, "problems", "other_matters"]
    parts: list[str | Sequence[Line]] = [prose.title(rng, rng.randrange(2019, 2026))]
    for number, part in enumerate(order):
        label = prose.HEADINGS.get(part) or schema.table[part].label.zh
        parts.append(prose.heading(label, number, rng, wrong=wrong))
        parts.append(tables[part] if part in tables else text[part])
    return parts
