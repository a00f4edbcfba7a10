"""The programs Gouji stands on, and what a format needs that is not read or written without more."""

import platform
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version

from extractor.doctor.line import Line, note, problem
from extractor.ingest.kinds import FORMATS, SUFFIXES
from extractor.messages import say
from extractor.store.health import engine

_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*(?:\[[^]]*\])?\s*>=\s*(?P<least>[\d.]+)")
_OPTIONAL = {"parquet": "pyarrow"}
_UNREAD = ("pdf", "image", "doc", "wps", "ofd", "xls")
_OFFICE = ("soffice", "libreoffice")


def versions(lang: str) -> Iterator[Line]:
    """Yield a line for Gouji, Python, SQLite and each package Gouji needs."""
    yield _gouji(lang)
    yield _python(lang)
    yield _sqlite(lang)
    for name, least in _needed():
        yield _package(lang, name, least)


def formats(lang: str) -> Iterator[Line]:
    """Yield a line for what is read as it is, for each optional format, and for what must be converted first."""
    suffixes = ", ".join(suffix for suffix, kind in SUFFIXES.items() if kind in FORMATS)
    yield Line(topic="formats", name=say(lang, "doctor.read"), found=suffixes)
    for extra, package in _OPTIONAL.items():
        found = _version(package)
        if found is None:
            yield note(lang, "formats", extra, "doctor.extra", extra=extra, package=package)
        else:
            yield Line(topic="formats", name=extra, found=f"{package} {found}")
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    for kind in _UNREAD:
        yield note(lang, "formats", kind, "doctor.convert", how=say(lang, f"file.{kind}"))
    if office:
        yield Line(topic="formats", name="LibreOffice", found=office)


def _gouji(lang: str) -> Line:
    found = _version("gouji")
    if found is None:
        return note(lang, "versions", "gouji", "doctor.checkout")
    return Line(topic="versions", name="gouji", found=found)


def _python(lang: str) -> Line:
    found = f"{platform.python_version()} ({sys.executable})"
    least = _least_python()
    if _numbers(platform.python_version()) < _numbers(least):
        return problem(lang, "versions", "Python", "doctor.python", found=found, least=least)
    return Line(topic="versions", name="Python", found=found)


def _least_python() -> str:
    try:
        return metadata("gouji")["Requires-Python"].removeprefix(">=")
    except PackageNotFoundError:
        return "3.11"


def _sqlite(lang: str) -> Line:
    sqlite = engine()
    if not sqlite.has_fts5:
        return problem(lang, "versions", "SQLite", "doctor.fts5", version=sqlite.version)
    return Line(topic="versions", name="SQLite", found=f"{sqlite.version}, FTS5")


def _needed() -> Iterator[tuple[str, str]]:
    """Yield what Gouji needs and the least version of it, by name; nothing where it is not installed."""
    try:
        needed = requires("gouji") or []
    except PackageNotFoundError:
        return
    for requirement in needed:
        wanted, _, marker = requirement.partition(";")
        match = _REQUIREMENT.match(wanted)
        if match and "extra" not in marker:
            yield match["name"], match["least"]


def _package(lang: str, name: str, least: str) -> Line:
    found = _version(name)
    if found is None:
        return problem(lang, "versions", name, "doctor.lacking", name=name, least=least)
    if _numbers(found) < _numbers(least):
        return problem(lang, "versions", name, "doctor.outdated", name=name, found=found, least=least)
    return Line(topic="versions", name=name, found=f"{found} (>= {least})")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a version, so that 3.9 comes before 3.11 and 1.2 is 1.2.0."""
    numbers = [int(part) for part in re.findall(r"\d+", text.partition("+")[0])[:3]]
    return (*numbers, *(0,) * (3 - len(numbers)))
