"""What a person may call a document, as conditions on the store's tables."""

import re
from collections.abc import Iterator
from pathlib import PurePath

FIND = """
SELECT records.id AS id, documents.name AS document, agency, year, schema, outcome
FROM documents JOIN records ON records.sha256 = documents.sha256
"""

_ID = re.compile(r"(?P<hash>[0-9a-f]{4,64})(?:#(?P<part>\d{1,4}))?", re.IGNORECASE)
_AGENCY_YEAR = re.compile(r"(?P<agency>\D.{0,99}?)\s{0,9}(?P<year>(?:19|20)\d\d)年?")

Condition = tuple[str, dict[str, str]]
"""An SQL condition over `FIND` and its parameters."""


def conditions(doc: str) -> Iterator[Condition]:
    """Yield the ways to take `doc`, the most exact first."""
    if not doc.strip():
        return
    name = {"doc": PurePath(doc).as_posix()}
    yield "documents.name = :doc", name
    # A path as typed may say more than the name in the store (`reports/2020/a.txt`), or less (`a.txt`).
    yield "substr('/' || :doc, -length(documents.name) - 1) = '/' || documents.name", name
    yield "substr('/' || documents.name, -length(:doc) - 1) = '/' || :doc", name
    if match := _ID.fullmatch(doc):
        yield from _by_id(match["hash"].lower(), match["part"])
    if match := _AGENCY_YEAR.fullmatch(doc):
        yield "agency = :agency AND year = :year", {"agency": match["agency"], "year": match["year"]}
        yield "instr(agency, :agency) AND year = :year", {"agency": match["agency"], "year": match["year"]}
    yield "agency = :doc", {"doc": doc}
    yield "instr(agency, :doc)", {"doc": doc}
    yield "instr(documents.name, :doc)", {"doc": doc}


def _by_id(hash_start: str, part: str | None) -> Iterator[Condition]:
    starts = "substr(records.sha256, 1, length(:hash)) = :hash"
    if part is None:
        yield starts, {"hash": hash_start}
    else:
        yield f"{starts} AND part = :part", {"hash": hash_start, "part": part}
