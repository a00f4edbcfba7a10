"""A form as a page in Markdown, in both languages at once: its tables, rows, columns and rules with their ids."""

from collections.abc import Iterator, Sequence

from extractor.messages import Lang, say
from extractor.schema.compiled import Schema
from extractor.schema.model import Column, Label, Row, Rule, SchemaFile, Table


def form_page(schema: Schema) -> Iterator[str]:
    """Yield the lines of the page, each with its line break; every id, label and rule of the form stands in it."""
    file = schema.file
    yield f"## `{schema.id}`\n\n"
    yield f"{_both(file.title)}\n\n"
    yield _counts(schema)
    yield from _fields(file)
    for table in schema.tables:
        yield from _table(table)
    yield from _rules(_said("form.rules"), file.rules)
    yield from _rules(_said("form.cross_document_rules"), file.cross_document_rules)


def _counts(schema: Schema) -> str:
    counts = {"tables": len(schema.tables), "slots": len(schema.slots), "version": schema.file.version}
    told = _both(Label(zh=say(Lang.ZH, "form.counts", **counts), en=say(Lang.EN, "form.counts", **counts)))
    return f"{told}\n\n{schema.file.source}\n\n" if schema.file.source else f"{told}\n\n"


def _fields(file: SchemaFile) -> Iterator[str]:
    if file.fields:
        yield f"### {_said('form.fields')}\n\n"
        yield from _grid(("id", "中文", "English"), [(_id(field.id), *_pair(field.label)) for field in file.fields])


def _table(table: Table) -> Iterator[str]:
    parts = table.part or Label()
    yield f"### `{table.id}` {parts.zh}{'、' if parts.zh else ''}{_both(table.label)}\n\n"
    yield from _grid(
        (_said("form.column"), "中文", "English", _said("form.kind")),
        [(_id(column.id), *_pair(_under(column)), _kind(column)) for column in table.columns],
    )
    if table.is_open:
        yield f"{_said('form.open')}\n\n"
        return
    yield from _grid(
        (_said("form.row"), _said("form.number"), "中文", "English", _said("form.columns")),
        [(_id(row.id), row.enumerator or "", *_pair(_under(row)), _columns(row, table)) for row in table.listed_rows],
    )


def _columns(row: Row, table: Table) -> str:
    """Return the columns printed in a row, where it is not all of them."""
    return ", ".join(map(_id, row.columns)) if len(row.columns or table.columns) < len(table.columns) else ""


def _kind(column: Column) -> str:
    return f"{column.kind}, {column.unit}" if column.unit else column.kind


def _under(part: Row | Column) -> Label:
    """Return a label with the headings it stands under."""
    above = [heading for heading in (part.within, part.group) if heading is not None]
    zh, en = (" / ".join(label.text(lang) for label in (*above, part.label)) for lang in Lang)
    return Label(zh=zh, en=en)


def _rules(title: str, rules: Sequence[Rule]) -> Iterator[str]:
    if not rules:
        return
    yield f"### {title}\n\n"
    headings = (_said("form.rule"), _said("form.sum"), "中文", "English", _said("form.strength"))
    yield from _grid(
        headings,
        [(_id(rule.id), _expression(rule), *_pair(rule.message), f"{rule.strength}, {rule.basis}") for rule in rules],
    )


def _expression(rule: Rule) -> str:
    """Return what a rule demands, and where: in each row or column, of some of them only, or once."""
    over = f" (in every {rule.over.removesuffix('s')})" if rule.over and not rule.only else ""
    only = f" (only {', '.join(rule.only)})" if rule.only else ""
    return f"`{rule.expr}`{over}{only}"


def _grid(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table without the columns that nothing stands in."""
    kept = [number for number in range(len(headings)) if any(row[number] for row in rows)]
    yield f"| {' | '.join(headings[number] for number in kept)} |\n"
    yield f"|{'---|' * len(kept)}\n"
    for row in rows:
        yield f"| {' | '.join(_cell(row[number]) for number in kept)} |\n"
    yield "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _id(text: str) -> str:
    return f"`{text}`"


def _pair(label: Label) -> tuple[str, str]:
    return label.text(Lang.ZH), label.text(Lang.EN)


def _both(label: Label) -> str:
    zh, en = _pair(label)
    return zh if zh == en else f"{zh} · {en}"


def _said(key: str) -> str:
    return f"{say(Lang.ZH, key)} · {say(Lang.EN, key)}"
