"""`gouji prompt`: what a model is asked, to the letter, before anybody asks it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.documents import resolve
from extractor.cli.forms import SchemaOption, at_hand
from extractor.cli.model import PARTS, AskOption, Part
from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, group, language
from extractor.cli.terminal import emit
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.model import Request
    from extractor.records import Record

app = group()


@app.command("show", help="Show what a model would be asked about a report.")
def show(
    *,
    context: typer.Context,
    doc: Annotated[str, typer.Argument(metavar="DOC", help="A file, or a report in the store.")],
    reader: Annotated[
        Literal["cascade", "model"], typer.Option("--reader", help="How a model reads: what is left open, or all.")
    ] = "cascade",
    ask: AskOption = None,
    shape: Annotated[bool, typer.Option("--shape", help="Show the shape of the answer (JSON Schema) as well.")] = False,
    schema: SchemaOption = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print the first question on everything; what is asked again depends on the answer."""
    from extractor.records import Outcome
    from extractor.render.summary import file_line

    spoken = language(context, lang)
    requests, records = _asked(_path(doc, db), reader, tuple(ask or PARTS), schema)
    for number, request in enumerate(requests, start=1):
        size = len((request.system + request.user).encode())
        title = say(
            spoken,
            "prompt.title",
            number=number,
            count=len(requests),
            prompt=request.prompt,
            part=request.part,
            size=f"{size:,}",
            most=f"{request.max_tokens:,}",
        )
        emit(f"# {title}\n\n{request.system}\n\n{request.user}\n\n")
        if shape:
            emit(f"{json.dumps(request.answer.model_json_schema(), ensure_ascii=False)}\n\n")
    if not requests:
        told = [file_line(record, spoken) for record in records if record.outcome is not Outcome.READ]
        emit("\n".join([*filter(None, told), say(spoken, "prompt.nothing"), ""]))


def _asked(
    path: Path, way: str, parts: tuple[Part, ...], schema: list[Path] | None
) -> "tuple[Sequence[Request], Sequence[Record]]":
    """Return what would be asked about a file, and what is read of it without an answer."""
    from extractor.ingest.files import read_file
    from extractor.model import unasked
    from extractor.pipeline import ModelPass
    from extractor.readers.asking import Way
    from extractor.reading import read_report_asking

    asked = ModelPass(model="", way=Way(way), cells=Part.CELLS in parts, findings=Part.FINDINGS in parts)
    (_, records), requests = unasked(read_report_asking(read_file(path), path.name, at_hand(schema), asked))
    return requests, records


def _path(doc: str, db: Path) -> Path:
    """Return the file that is meant: itself, or where a report of the store lay."""
    from extractor.store import Store

    if Path(doc).is_file():
        return Path(doc)
    if not db.exists() or Path(doc).exists():
        raise CallError("prompt.no_file", doc=doc, db=db)
    with Store.open(db, read_only=True) as store:
        ids = resolve(store, doc, db)
        places = [str(row["path"]) for row in store.listing({}) if row["record"] in ids]
    path = next((Path(place) for place in places if Path(place).is_file()), None)
    if path is None:
        raise CallError("prompt.gone", doc=doc, path=", ".join(dict.fromkeys(places)))
    return path
