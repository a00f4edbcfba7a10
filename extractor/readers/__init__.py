"""Readers: who turns a page into a draft. The layout reader needs no model."""

from collections.abc import Mapping
from typing import Protocol

from extractor.locate import Page, Region
from extractor.readers.layout import read_layout
from extractor.records import Draft
from extractor.schema.compiled import Schema


class Reader(Protocol):
    """Anything that claims a state and a value for slots of a schema from a page and its regions."""

    def __call__(self, page: Page, regions: Mapping[str, Region], schema: Schema) -> Draft:
        """Return a draft; a slot that the reader cannot read is left out or claimed as unread."""


__all__ = ["Reader", "read_layout"]
