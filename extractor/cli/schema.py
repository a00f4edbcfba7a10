"""`gouji schema`: the forms that reports are read by."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import LangOption, group, language
from extractor.cli.output import to_standard_output
from extractor.cli.terminal import emit
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.schema.compiled import Schema

FORMATS = ("text", "md")

app = group()


@app.command("check", help="Check a schema file for mistakes.")
def check(
    *,
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A schema file (YAML).")],
    lang: LangOption = None,
) -> None:
    """Print everything there is to say about a schema file; exit code 2 where it cannot be used."""
    from extractor.schema import check_schema, load_schema

    spoken = language(context, lang)
    findings = check_schema(file)
    for finding in findings:
        level = say(spoken, f"schema.{finding.level}")
        emit(f"{level}: {finding.path or file}: {finding.message.text(spoken)}\n")
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(2)
    emit(f"{say(spoken, 'schema.good', id=load_schema(file).id)}\n")


@app.command("list", help="List the forms that come with the program.")
def list_(*, context: typer.Context, lang: LangOption = None) -> None:
    """Print the shipped forms, one a line."""
    from extractor.schema import shipped_schemas

    spoken = language(context, lang)
    for schema in shipped_schemas():
        emit(f"{schema.id}  {schema.file.title.text(spoken)}  {_counts(schema, spoken)}\n")


@app.command("show", help="Show a form: its tables, rows, columns and rules.")
def show(
    *,
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a form, or a schema file.")],  # noqa: A002
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", metavar="|".join(FORMATS), help="The format to write.")
    ] = "text",
    lang: LangOption = None,
) -> None:
    """Print a form's tables with their ids and labels, then its rules; or all of it as a page in both languages."""
    from extractor.schema import load_schema, schema_by_id

    spoken = language(context, lang)
    if format not in FORMATS:
        raise CallError("export.format", format=format, known=", ".join(FORMATS))
    schema = load_schema(Path(id)) if id.endswith((".yaml", ".yml")) else schema_by_id(id)
    if format == "md":
        from extractor.export import form_page

        to_standard_output(form_page(schema))
    else:
        _print(schema, spoken)


@app.command("record", help="Print the JSON Schema of a record.")
def record() -> None:
    """Print the published JSON Schema of a record, as it is in `schemas/record.schema.json`."""
    from extractor.resources import record_schema_text

    to_standard_output([record_schema_text()])


def _print(schema: "Schema", spoken: str) -> None:
    emit(f"{schema.id}  {schema.file.title.text(spoken)}\n{_counts(schema, spoken)}\n")
    for table in schema.tables:
        emit(f"\n{table.id}  {table.label.text(spoken)}\n")
        emit("".join(f"  | {column.id}  {column.label.text(spoken)}\n" for column in table.columns))
        emit("".join(f"  - {row.id}  {row.label.text(spoken)}\n" for row in table.listed_rows))
    emit(f"\n{say(spoken, 'schema.rules')}\n")
    for rule in schema.file.rules:
        emit(f"  {rule.id}  {rule.expr}  {say(spoken, f'strength.{rule.strength}')}  {rule.message.text(spoken)}\n")


def _counts(schema: "Schema", lang: str) -> str:
    return say(
        lang,
        "schema.summary",
        tables=len(schema.tables),
        slots=len(schema.slots),
        rules=len(schema.file.rules),
        instances=len(schema.instances),
    )
