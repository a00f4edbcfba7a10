"""`gouji label`: drafts of gold for reports that nobody has labelled yet."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.forms import SchemaOption, at_hand
from extractor.cli.options import LangOption, group, language
from extractor.cli.output import OutputOption, is_standard_output, to_file, to_standard_output
from extractor.cli.terminal import complain
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.serialise import JsonObject

app = group()


@app.command("draft", help="Write a draft of a report's labels, for a person to check against the text.")
def draft(
    *,
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A report.")],
    schema: SchemaOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Write the program's own reading as a gold file that is not scored until somebody has reviewed it."""
    from extractor.evaluation.files import as_json

    spoken = language(context, lang)
    if output is not None and not is_standard_output(output) and output.exists():
        raise CallError("label.exists", path=output)
    text = as_json(_drafted(file, schema, spoken))
    if output is None or is_standard_output(output):
        to_standard_output([text])
    else:
        to_file([text], output)
    complain(say(spoken, "label.written", path=output or file))


def _drafted(file: Path, forms: list[Path] | None, lang: str) -> "JsonObject":
    """Return the draft of a report; of one that is not read, an empty one where the user names a single form.

    Of several reports in the file the first one read is drafted, as it is the one that is scored; the others are told.
    """
    from extractor.evaluation.draft import blank_draft
    from extractor.evaluation.draft import draft as drafted
    from extractor.reading import read_dossiers
    from extractor.records import Outcome

    schemas = at_hand(forms)
    read = [each for each in read_dossiers(file, schemas=schemas) if each.record.outcome is Outcome.READ]
    if len(read) > 1:
        complain(say(lang, "label.several", path=file, count=len(read)))
    if read:
        return drafted(read[0], file.name)
    if forms is not None and len(forms) == 1:
        return blank_draft(schemas[0], file.name)
    raise CallError("label.not_read", path=file)
