"""The user's own list in the tables of a store."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.roster import Filed, RosterLine, bare
from extractor.roster import match as matched

if TYPE_CHECKING:
    from sqlite_utils import Database

_FILED = """
SELECT records.id AS record, documents.id AS document, documents.name, path, agency, year
FROM records JOIN documents ON documents.text = records.text AND NOT superseded ORDER BY documents.name, part
"""


def replace(db: "Database", lines: Sequence[RosterLine]) -> None:
    """Write the list anew."""
    for table in ("abouts", "aliases", "roster"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    db.conn.executemany(
        "INSERT INTO roster (line, path, agency, region, level, year, url) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(line.line, line.path, line.agency, line.region, line.level, line.year, line.url) for line in lines],
    )
    aliases = {bare(name): line.agency for line in lines if line.agency for name in line.aliases}
    db.conn.executemany("INSERT INTO aliases (alias, agency) VALUES (?, ?)", aliases.items())


def match(db: "Database") -> None:
    """Write which line of the list speaks of which report."""
    numbers: dict[int, int] = {}
    aliases: dict[str, list[str]] = {}
    for alias, agency in db.execute("SELECT alias, agency FROM aliases"):
        aliases.setdefault(agency, []).append(alias)
    lines = []
    for row in db.query("SELECT * FROM roster ORDER BY id"):
        numbers[row["line"]] = row.pop("id")
        lines.append(RosterLine(**row, aliases=tuple(aliases.get(row["agency"], ()))))
    db.execute("DELETE FROM abouts")
    found = matched(lines, [Filed(**row) for row in db.query(_FILED)]) if lines else ()
    db.conn.executemany(
        "INSERT INTO abouts (record, document, roster, agency, agrees) VALUES (?, ?, ?, ?, ?)",
        [
            (each.filed.record, each.filed.document, each.line and numbers[each.line.line], each.agency, each.agrees)
            for each in found
            if each.line or each.agency
        ],
    )
