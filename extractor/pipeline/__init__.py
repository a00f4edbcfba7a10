"""The stages in order: a document in, a record for each report in it out."""

from extractor.pipeline.asking import is_left_open, read_asking, record_asking
from extractor.pipeline.keys import ModelPass, pipeline_key, versions
from extractor.pipeline.opened import Opened, open_document
from extractor.pipeline.reading import read_document, record_of
from extractor.pipeline.records import OPEN_MATTERS, unreadable

__all__ = [
    "OPEN_MATTERS",
    "ModelPass",
    "Opened",
    "is_left_open",
    "open_document",
    "pipeline_key",
    "read_asking",
    "read_document",
    "record_asking",
    "record_of",
    "unreadable",
    "versions",
]
