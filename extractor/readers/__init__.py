"""Readers: who turns a page into a draft. The layout reader needs no model; others come in by entry point.

The contract of a reader stands in docs/library.md, "Write your own reader".
"""

from collections.abc import Mapping
from typing import Protocol

from extractor.locate import Page, Region
from extractor.readers.layout import read_layout
from extractor.records import Draft
from extractor.schema.compiled import Schema

LAYOUT = "layout"
"""The name of the layout reader; no other reader may have it."""

_LAYOUT_VERSION = "2"


class Reader(Protocol):
    """Anything that claims a state and a value for slots of a schema from a page and its regions."""

    def __call__(self, page: Page, regions: Mapping[str, Region], schema: Schema, /) -> Draft:
        """Return a draft; a slot that the reader cannot read is left out or claimed as unread."""


def reader_name(reader: Reader) -> str:
    """Return a reader's name: the one it is installed under (`name`), or else that of the function."""
    if reader is read_layout:
        return LAYOUT
    own = getattr(reader, "name", None) or getattr(reader, "__name__", None)
    name = own if isinstance(own, str) else type(reader).__name__
    return name if name != LAYOUT else f"{getattr(reader, '__module__', 'another')}.{name}"


def reader_version(reader: Reader) -> str:
    """Return a reader's name with its version (`layout-1`), where it has one; a record keeps it."""
    version = _LAYOUT_VERSION if reader is read_layout else getattr(reader, "version", None)
    return f"{reader_name(reader)}-{version}" if isinstance(version, str) and version else reader_name(reader)


__all__ = ["LAYOUT", "Reader", "read_layout", "reader_name", "reader_version"]
