"""Readers by name: the layout reader, and those that installed packages bring under the entry point `gouji.readers`."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from extractor.errors import CallError
from extractor.locate import Page, Region
from extractor.readers import LAYOUT, Reader, read_layout
from extractor.records import Draft
from extractor.schema.compiled import Schema

GROUP = "gouji.readers"
"""The group of entry points that a package puts its readers under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledReader:
    """A reader that an installed package brings, by the name it is installed under and the package's version."""

    name: str
    version: str
    read: Reader

    def __call__(self, page: Page, regions: Mapping[str, Region], schema: Schema, /) -> Draft:
        """Return what the reader reads."""
        return self.read(page, regions, schema)


def reader_names() -> tuple[str, ...]:
    """Return the names of all readers, the layout reader first; none of them is loaded."""
    return (LAYOUT, *sorted({entry.name for entry in installed() if entry.name != LAYOUT}))


def reader_named(name: str) -> Reader:
    """Return the reader of that name, loaded.

    Raises `CallError`: `reader.unknown` lists what there is; `reader.broken` names the package whose entry point does
    not load, `reader.twice` the packages that use one name.
    """
    if name == LAYOUT:
        return read_layout
    found = [entry for entry in installed() if entry.name == name]
    if not found:
        raise CallError("reader.unknown", name=name, known=", ".join(reader_names()))
    if len(found) > 1:
        raise CallError("reader.twice", name=name, packages=", ".join(sorted(map(package_of, found))))
    return load(found[0])


def installed() -> tuple[EntryPoint, ...]:
    """Return the entry points of all readers that packages bring, by name and package."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, package_of(entry))))


def load(entry: EntryPoint) -> InstalledReader:
    """Return the reader that an entry point stands for; `CallError` ("reader.broken") where it does not load."""
    try:
        read = entry.load()
        if isinstance(read, type):
            read = read()
    except Exception as error:  # the code of a stranger: whatever it raises is told in one line
        raise _broken(entry, f"{type(error).__name__}: {error}") from error
    if not callable(read):
        raise _broken(entry, f"{type(read).__name__} is no function")
    return InstalledReader(name=entry.name, version=entry.dist.version if entry.dist else "", read=read)


def package_of(entry: EntryPoint) -> str:
    """Return the name of the package that brings an entry point."""
    return entry.dist.name if entry.dist else entry.module


def _broken(entry: EntryPoint, problem: str) -> CallError:
    told = " ".join(problem.split())
    return CallError("reader.broken", name=entry.name, package=package_of(entry), value=entry.value, problem=told)
