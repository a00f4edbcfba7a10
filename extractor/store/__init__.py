"""The store: one SQLite file that keeps documents, records and the forms they were read by."""

from extractor.store.access import Entry, Store

__all__ = ["Entry", "Store"]
