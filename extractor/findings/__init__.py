"""Problems, measures and what they promise, each with a quote that stands in the text where the record says."""

from extractor.findings.stage import Found, find

__all__ = ["Found", "find"]
