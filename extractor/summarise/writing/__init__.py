"""The brief that a model writes: from the findings alone, each sentence held against those it cites."""

from extractor.summarise.writing.stage import written

__all__ = ["written"]
