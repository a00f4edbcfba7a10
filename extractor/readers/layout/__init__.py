"""The layout reader: reads tables without a model, from labels, printed order and, where order is lost, the sums."""

from extractor.readers.layout.reader import read_layout

__all__ = ["read_layout"]
