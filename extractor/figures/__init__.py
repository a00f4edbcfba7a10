"""Printed numbers: where they stand, what they are worth, in which unit and how exactly."""

from extractor.figures.amounts import plain, value_in
from extractor.figures.scan import Figure, figures, parse_cell

__all__ = ["Figure", "figures", "parse_cell", "plain", "value_in"]
