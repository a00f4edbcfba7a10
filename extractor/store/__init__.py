"""The store: one SQLite file that keeps documents, records, the forms they were read by, and what people add."""

from extractor.store.access import Entry, Run, Store
from extractor.store.decisions import Past
from extractor.store.search import Hit
from extractor.store.write import Reading

__all__ = ["Entry", "Hit", "Past", "Reading", "Run", "Store"]
