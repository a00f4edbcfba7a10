"""Problems, measures and what they promise, each with a quote that stands in the text where the record says."""

from extractor.findings.found import Found
from extractor.findings.loose import loose_ends
from extractor.findings.plain import read_findings
from extractor.findings.stage import find

__all__ = ["Found", "find", "loose_ends", "read_findings"]
