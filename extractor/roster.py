"""The user's own list of reports: what it says of each file, which agency a name means, and what is missing. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from unicodedata import normalize

from extractor.errors import CallError
from extractor.sheets import Row, read_rows

COLUMNS: Mapping[str, Sequence[str]] = {
    "path": ("文件", "文件名", "路径", "file", "document", "filename"),
    "agency": ("机关", "单位", "报告机关", "机关名称", "单位名称"),
    "aliases": ("别名", "曾用名", "其他名称", "alias"),
    "region": ("地区", "区域", "行政区", "行政区划"),
    "level": ("层级", "级别"),
    "year": ("年度", "年份", "报告年度"),
    "url": ("网址", "链接", "来源", "link"),
}
"""The columns of the list, and the headings each may have besides its id."""

_YEAR = re.compile(r"(\d{4})(?:\.0+)?年?度?")
_BETWEEN = re.compile(r"[|;；、\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One line of the list: a file that is there (`path`), or a report that should be. `line` counts from 1."""

    line: int
    path: str | None = None
    agency: str | None = None
    aliases: tuple[str, ...] = ()
    region: str | None = None
    level: str | None = None
    year: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One report in a file, as the store has it: numbers of its record and document, and what its text says."""

    record: int
    document: int
    name: str
    path: str
    agency: str | None
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which line speaks of a report (null: none), the one name of its agency, and whether the text agrees with that."""

    filed: Filed
    line: RosterLine | None
    agency: str | None
    agrees: bool = True


def read_roster(data: bytes, name: str) -> tuple[tuple[RosterLine, ...], tuple[CallError, ...]]:
    """Return the lines of a list in CSV, and what is wrong with the rest of them, a line each.

    Raises `CallError` where nothing of it can be used.
    """
    lines, faults = [], []
    for row in read_rows(data, name, COLUMNS):
        try:
            lines.append(_line(row, name))
        except CallError as fault:
            faults.append(fault)
    return tuple(lines), (*faults, *_claimed_twice(lines, name))


def _claimed_twice(lines: Sequence[RosterLine], name: str) -> Iterator[CallError]:
    """Yield a fault for each name that two agencies are said to go by: it is taken for neither."""
    meant: dict[str, dict[str, None]] = defaultdict(dict)
    for line in lines:
        for alias in line.aliases if line.agency else ():
            meant[bare(alias)][line.agency or ""] = None
    for alias, agencies in meant.items():
        if len(agencies) > 1:
            yield CallError("roster.alias", name=name, alias=alias, agencies=" / ".join(agencies))


def names_of(lines: Iterable[RosterLine]) -> dict[str, str]:
    """Return the agency that each name in the list means, by the name's bare form."""
    own = {bare(line.agency): line.agency for line in lines if line.agency}
    meant: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for alias in line.aliases if line.agency else ():
            meant[bare(alias)].add(line.agency or "")
    return {**{alias: next(iter(agencies)) for alias, agencies in meant.items() if len(agencies) == 1}, **own}


def match(lines: Sequence[RosterLine], filed: Iterable[Filed]) -> Iterator[Match]:
    """Yield, for each report, the line that speaks of it: by its path first, then by agency and year."""
    names = names_of(lines)
    by_file: dict[str, list[RosterLine]] = defaultdict(list)
    by_agency: dict[str, list[RosterLine]] = defaultdict(list)
    for line in lines:
        if line.path:
            by_file[PurePosixPath(line.path).name].append(line)
        elif line.agency:
            by_agency[names[bare(line.agency)]].append(line)
    for report in filed:
        meant = names.get(bare(report.agency or ""))
        found = _by_path(report, by_file) or _by_year(report, by_agency.get(meant or "", ()))
        listed = names[bare(found.agency)] if found and found.agency else None
        agrees = listed is None or report.agency is None or listed == meant
        yield Match(filed=report, line=found, agency=listed or meant, agrees=agrees)


def bare(name: str) -> str:
    """Return a name without blanks, full-width characters folded."""
    return "".join(normalize("NFKC", name).split())


def _line(row: Row, name: str) -> RosterLine:
    path = row.get("path")
    return RosterLine(
        line=row.line,
        path=PurePath(path.replace("\\", "/")).as_posix() if path else None,
        agency=row.get("agency") or None,
        aliases=tuple(filter(None, (alias.strip() for alias in _BETWEEN.split(row.get("aliases"))))),
        region=row.get("region") or None,
        level=row.get("level") or None,
        year=_year(row, name),
        url=row.get("url") or None,
    )


def _year(row: Row, name: str) -> int | None:
    text = normalize("NFKC", row.get("year"))
    if not text:
        return None
    found = _YEAR.fullmatch(text)
    if not found:
        raise CallError("roster.year", name=name, line=row.line, found=text)
    return int(found[1])


def _by_path(report: Filed, by_file: Mapping[str, Sequence[RosterLine]]) -> RosterLine | None:
    """Return the line whose path is the end of the report's, the longest first; of several, the one that fits best.

    A path that says more than the file's place does not speak of it: `A/2023.txt` is not `B/2023.txt`.
    """
    place = f"/{PurePath(report.path.replace(chr(92), '/')).as_posix()}"
    lines = by_file.get(PurePosixPath(report.name).name, ())
    same = [line for line in lines if f"{place}".endswith(f"/{line.path}".replace("//", "/"))]
    longest = max((len(line.path or "") for line in same), default=0)
    best = [line for line in same if len(line.path or "") == longest]
    fitting = [line for line in best if line.agency and bare(line.agency) == bare(report.agency or "")] or best
    return next((line for line in fitting if line.year == report.year), fitting[0] if fitting else None)


def _by_year(report: Filed, lines: Sequence[RosterLine]) -> RosterLine | None:
    exact = (line for line in lines if line.year is not None and line.year == report.year)
    return next(exact, next((line for line in lines if line.year is None), None))
