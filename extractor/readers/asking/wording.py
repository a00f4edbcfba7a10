"""The words a model is asked in: a sheet, or some rows of it again with what was wrong, as a request."""

from collections.abc import Iterable, Sequence

from extractor.figures import plain
from extractor.model import Request
from extractor.prompts import Prompt, prompt
from extractor.readers.asking.answer import answer_of
from extractor.readers.asking.faults import Fault
from extractor.readers.asking.sheet import Sheet

PROMPT = "cells"
CELL_TOKENS = 48
"""The most that one cell of an answer takes, in tokens of any tokenizer that knows the ids' letters."""
FRAME_TOKENS = 256
MOST_FAULTS = 40


def question(sheet: Sheet, rows: Sequence[str], faults: Sequence[Fault] = ()) -> Request:
    """Return the request for some rows of a sheet; with `faults` it takes the place of the question they answer."""
    words, lang = prompt(PROMPT), sheet.schema.file.language
    user = words.text(
        lang,
        "user",
        table=sheet.table.label.text(lang),
        rows="\n".join(_rows(sheet, rows)),
        columns="\n".join(f"{column.id} = {column.label.text(lang)}" for column in sheet.table.columns),
        wanted=words.text(lang, "wanted_figures" if sheet.is_whole else "wanted_all"),
        document=sheet.shown(rows).text,
    )
    told = [_told(words, lang, fault) for fault in faults[:MOST_FAULTS]]
    return Request(
        prompt=words.name,
        system=words.text(lang, "system"),
        user=user + (words.text(lang, "again", faults="\n".join(told)) if told else ""),
        answer=answer_of(sheet.schema, sheet.table),
        max_tokens=FRAME_TOKENS + CELL_TOKENS * sum(len(sheet.slots_of(row)) for row in rows),
        document=sheet.page.document.name,
        part=sheet.table.id,
    )


def _rows(sheet: Sheet, rows: Iterable[str]) -> Iterable[str]:
    lang = sheet.schema.file.language
    for id_ in rows:
        row = sheet.table.row.get(id_)
        if row is None:
            yield id_
            continue
        parts = [part.text(lang) for part in (row.within, row.group, row.label) if part]
        columns = sheet.table.columns_of(row)
        only = "" if len(columns) == len(sheet.columns) else f" ({', '.join(columns)})"
        yield f"{id_} = {' / '.join(parts)}{only}"


def _told(words: Prompt, lang: str, fault: Fault) -> str:
    _, _, cell = fault.slots[0].partition("/") if fault.slots else ("", "", "")
    return words.text(
        lang,
        f"fault_{fault.kind}",
        cell=cell,
        value=fault.value,
        figure=fault.figure,
        printed=fault.printed,
        rule=fault.rule,
        gap="" if fault.gap is None else plain(fault.gap),
    )
