"""`gouji show`: a report's tables, or the place of one figure."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.documents import resolve
from extractor.cli.options import DEFAULT_DB, DbOption, LangOption, language
from extractor.cli.terminal import show as write
from extractor.errors import CallError

if TYPE_CHECKING:
    from extractor.records import Record
    from extractor.store import Store


def show(
    *,
    context: typer.Context,
    doc: Annotated[str, typer.Argument(metavar="DOC", help="A path, the start of an id, or an agency and a year.")],
    slot: Annotated[str | None, typer.Option("--slot", help="One slot, as table/row/column.")] = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print every report of the file `doc` means, as on the form; or one slot with its source line."""
    from extractor import render
    from extractor.store import Store

    spoken = language(context, lang)
    with Store.open(db, read_only=True) as store:
        records = list(store.records(resolve(store, doc, db)))
        if slot is not None:
            _show_slot(store, records, slot, spoken)
            return
        for record in records:
            write(render.show(store.dossier(record), spoken))


def _show_slot(store: "Store", records: list["Record"], slot: str, lang: str) -> None:
    from extractor import render

    holding = [record for record in records if slot in record.slots]
    if not holding:
        example = next((address for record in records for address in record.slots), "requests/new/total")
        name = Path(records[0].document).as_posix()
        raise CallError("slot.missing", document=name, slot=slot, example=example)
    for record in holding:
        write(render.slot(store.dossier(record), slot, lang))
