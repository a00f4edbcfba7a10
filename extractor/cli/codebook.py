"""`gouji codebook`: what each slot of the forms is, and which compare from one form to another."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import LangOption, language
from extractor.cli.output import OutputOption, is_standard_output, to_file, to_standard_output
from extractor.cli.terminal import complain
from extractor.errors import CallError
from extractor.messages import say

FORMATS = ("csv", "md")


def codebook(
    *,
    context: typer.Context,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", metavar="|".join(FORMATS), help="The format to write.")
    ] = "csv",
    output: OutputOption = None,
    schema: Annotated[
        list[Path] | None,
        typer.Option("--schema", help="A schema file to describe too, besides those shipped.", show_default=False),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write the codebook of the shipped forms and of those given; it needs no store."""
    spoken = language(context, lang)
    if format not in FORMATS:
        raise CallError("export.format", format=format, known=", ".join(FORMATS))
    pieces = _pieces(format, schema or (), spoken)
    if output is None or is_standard_output(output):
        to_standard_output(pieces)
    else:
        to_file(pieces, output)
        complain(say(spoken, "codebook.written", path=output))


def _pieces(format: str, files: Iterable[Path], lang: str) -> Iterable[str]:  # noqa: A002
    from extractor.export import codebook_csv, codebook_md
    from extractor.schema import load_schema, shipped_schemas

    forms = {form.id: form for form in (*shipped_schemas(), *map(load_schema, files))}
    schemas = list(forms.values())
    return codebook_csv(schemas) if format == "csv" else codebook_md(schemas, lang)
