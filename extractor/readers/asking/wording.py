"""The words a model is asked in: rows of one table or several, or some of them again with what was wrong."""

from collections.abc import Iterator, Mapping, Sequence

from extractor.figures import plain
from extractor.model import Request
from extractor.prompts import Prompt, prompt
from extractor.readers.asking.answer import answer_of
from extractor.readers.asking.faults import Fault
from extractor.readers.asking.sheet import Sheet

PROMPT = "cells"
CELL_TOKENS = 24
"""The most that one cell of an answer takes, in tokens of any tokenizer that is not of single letters."""
FRAME_TOKENS = 200
MOST_FAULTS = 40
SHORT_LABEL = 4
"""A label of at most so many characters (其他) says nothing without its group."""


def question(
    sheets: Sequence[Sheet], rows: Mapping[str, Sequence[str]], faults: Sequence[tuple[Sheet, Fault]] = ()
) -> Request:
    """Return the request for some `rows` of each sheet, by table; with `faults` it takes the place of the first one."""
    words, asked = prompt(PROMPT), [sheet for sheet in sheets if rows[sheet.table.id]]
    first = asked[0]
    lang = first.schema.file.language
    parts = [_table(words, lang, sheet, rows[sheet.table.id]) for sheet in asked]
    if faults:
        told = dict.fromkeys(_told(words, lang, sheet, fault) for sheet, fault in faults)
        parts.append(words.text(lang, "again", faults="\n".join(list(told)[:MOST_FAULTS])))
    cells = sum(len(sheet.slots_of(row)) for sheet in asked for row in rows[sheet.table.id])
    return Request(
        prompt=words.name,
        system=words.text(lang, "system").strip(),
        user="\n".join(part.strip() for part in parts),
        answer=answer_of(first.schema),
        max_tokens=FRAME_TOKENS + CELL_TOKENS * cells,
        document=first.page.document.name,
        part=",".join(sheet.table.id for sheet in asked),
    )


def _table(words: Prompt, lang: str, sheet: Sheet, rows: Sequence[str]) -> str:
    return words.text(
        lang,
        "table",
        table=sheet.table.label.text(lang),
        columns=_joined(lang, (column.label.text(lang) for column in sheet.columns_of(rows))),
        rows=_joined(lang, _rows(sheet, rows, lang)),
        document=sheet.shown(rows),
    )


def _joined(lang: str, parts: Iterator[str]) -> str:
    return ("；" if lang == "zh" else "; ").join(parts)


def _rows(sheet: Sheet, rows: Sequence[str], lang: str) -> Iterator[str]:
    """Yield each row's code and its line, or name, with its own columns where it does not have all that are listed."""
    listed = len(sheet.columns_of(rows))
    for id_ in rows:
        line = sheet.line_of(id_)
        name = _name(sheet, id_, lang) if line is None else f"{line}|"
        columns = sheet.columns_of([id_])
        own = [column.label.text(lang) for column in columns] if len(columns) < listed else []
        yield f"{sheet.codes[id_]} {name}" + (f" ({', '.join(own)})" if own else "")


def _name(sheet: Sheet, id_: str, lang: str) -> str:
    row = sheet.table.row.get(id_)
    name = row.label.text(lang) if row else id_
    return f"{row.group.text(lang)} {name}" if row and row.group and len(name) <= SHORT_LABEL else name


def _told(words: Prompt, lang: str, sheet: Sheet, fault: Fault) -> str:
    row, _, column = fault.slots[0].partition("/")[2].rpartition("/") if fault.slots else ("", "", "")
    code = sheet.codes.get(row, row)
    name = sheet.table.column[column].label.text(lang) if column in sheet.table.column else column
    return words.text(
        lang,
        f"fault_{fault.kind}",
        row=code,
        cell=f"{code} {name}",
        value=fault.value,
        tag=fault.tag,
        printed=fault.printed,
        rule=fault.rule,
        gap="" if fault.gap is None else plain(fault.gap),
    )
