"""The user's own list in the tables of a store."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.roster import Filed, Match, RosterLine, bare
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
    aliases = {(bare(name), line.agency) for line in lines if line.agency for name in line.aliases}
    db.conn.executemany("INSERT INTO aliases (alias, agency) VALUES (?, ?)", sorted(aliases))


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
    found = list(matched(lines, [Filed(**row) for row in db.query(_FILED)])) if lines else []
    times = Counter(each.line.line for each in found if each.line)
    db.execute("DELETE FROM abouts")
    db.conn.executemany(
        "INSERT INTO abouts (record, document, roster, agency, agrees, is_alone) VALUES (?, ?, ?, ?, ?, ?)",
        [_row(each, numbers, times) for each in found if each.line or each.agency],
    )


def _row(found: Match, numbers: Mapping[int, int], times: Mapping[int, int]) -> tuple[object, ...]:
    line = found.line.line if found.line else None
    is_alone = line is not None and times[line] == 1
    number = None if line is None else numbers[line]
    return found.filed.record, found.filed.document, number, found.agency, found.agrees, is_alone
