"""`--where`: which reports of a store are meant, by the columns of its list of reports."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import CallError
from extractor.messages import Lang, word

if TYPE_CHECKING:
    from extractor.store import Store

WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="COLUMN=VALUE",
        help="Only reports whose agency, document, year, region, level, verdict, outcome or form is this; repeatable.",
    ),
]

_WORDED: Mapping[str, Sequence[str]] = {
    "verdict": ("clean", "extraction_error", "source_defect", "both"),
    "outcome": ("read", "unrecognised", "unreadable"),
}
COLUMNS = ("agency", "document", "year", "region", "level", "verdict", "outcome", "form")
"""What may stand before the sign; of an agency and a document a part of the name is enough."""


def filters(where: Sequence[str]) -> Mapping[str, object]:
    """Return what `Store.listing` filters by; `CallError` where an option names no column, or one twice."""
    found: dict[str, object] = {}
    for given in where:
        column, sign, value = (part.strip() for part in given.partition("="))
        if not sign or not value or column not in COLUMNS or column in found:
            raise CallError("option.value", option="--where", value=given, known=", ".join(f"{c}=…" for c in COLUMNS))
        found[column] = _value(column, value)
    return found


def answering(store: "Store", where: Sequence[str], db: Path) -> list[str]:
    """Return the ids of the reports that answer to every option; `CallError` where none does."""
    found = list(dict.fromkeys(str(row["record"]) for row in store.listing(filters(where))))
    if not found:
        raise CallError("summarise.none", db=db)
    return found


def _value(column: str, value: str) -> object:
    if column == "year":
        if not value.isdecimal():
            raise CallError("option.value", option="--where year", value=value, known="2023, 2024…")
        return int(value)
    known = _WORDED.get(column)
    if known is None:
        return value
    meant = [name for name in known if value in {name, *(word(lang, column, name) for lang in Lang)}]
    if not meant:
        raise CallError("option.value", option=f"--where {column}", value=value, known=", ".join(known))
    return meant[0]
