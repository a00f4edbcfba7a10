"""What is claimed of the reader, measured on the reports of `extractor.generator`."""

from tests.generator.measure import Measure, measure, read

__all__ = ["Measure", "measure", "read"]
