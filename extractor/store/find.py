"""What a person may call a document, as conditions on the store's tables."""

import re
from collections.abc import Iterator
from pathlib import PurePath

FIND = """
SELECT records.record AS id, documents.name AS document, COALESCE(abouts.agency, records.agency) AS agency,
  COALESCE(records.year, roster.year) AS year, forms.schema, outcome, documents.superseded
FROM documents
JOIN records ON records.text = documents.text
JOIN texts ON texts.id = documents.text
LEFT JOIN forms ON forms.id = records.form
LEFT JOIN abouts ON abouts.record = records.id AND abouts.document = documents.id
LEFT JOIN roster ON roster.id = abouts.roster
"""

_ID = re.compile(r"(?P<hash>[0-9a-f]{4,64})(?:#(?P<part>\d{1,4}))?", re.IGNORECASE)
_AGENCY_YEAR = re.compile(r"(?P<agency>\D.{0,99}?)\s{0,9}(?P<year>(?:19|20)\d\d)年?")
_AGENCIES = ("abouts.agency", "records.agency")
_YEAR = "COALESCE(records.year, roster.year) = CAST(:year AS INTEGER)"

Condition = tuple[str, dict[str, str]]
"""An SQL condition over `FIND` and its parameters."""


def conditions(doc: str) -> Iterator[Condition]:
    """Yield the ways to take `doc`, the most exact first; what a file held before it changed goes by its id alone."""
    if not doc.strip():
        return
    if match := _ID.fullmatch(doc):
        yield from _by_id(match["hash"].lower(), match["part"])
    for condition, parameters in _by_name_or_agency(doc):
        yield f"NOT documents.superseded AND ({condition})", parameters


def _by_name_or_agency(doc: str) -> Iterator[Condition]:
    name = {"doc": PurePath(doc).as_posix()}
    yield "documents.name = :doc", name
    # A path as typed may say more than the name in the store (`reports/2020/a.txt`), or less (`a.txt`).
    yield "substr('/' || :doc, -length(documents.name) - 1) = '/' || documents.name", name
    yield "substr('/' || documents.name, -length(:doc) - 1) = '/' || :doc", name
    if match := _AGENCY_YEAR.fullmatch(doc):
        both = {"agency": match["agency"], "year": match["year"]}
        yield f"({_agency_is('=', ':agency')}) AND {_YEAR}", both
        yield f"({_agency_is('instr', ':agency')}) AND {_YEAR}", both
    yield _agency_is("=", ":doc"), {"doc": doc}
    yield _agency_is("instr", ":doc"), {"doc": doc}
    yield "instr(documents.name, :doc)", {"doc": doc}


def _agency_is(relation: str, parameter: str) -> str:
    """Return the condition that the agency, as the text or the user's list has it, is or holds a name."""
    parts = (f"instr({name}, {parameter})" if relation == "instr" else f"{name} = {parameter}" for name in _AGENCIES)
    return " OR ".join(parts)


def _by_id(hash_start: str, part: str | None) -> Iterator[Condition]:
    starts = "substr(texts.sha256, 1, length(:hash)) = :hash"
    if part is None:
        yield starts, {"hash": hash_start}
    else:
        yield f"{starts} AND part = :part", {"hash": hash_start, "part": part}
