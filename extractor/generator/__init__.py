"""A generator of reports whose truth is known: true tables, printed in every layout we have met, with accidents."""

from extractor.generator.build import LAYOUTS, generate
from extractor.generator.case import Case, Planted

__all__ = ["LAYOUTS", "Case", "Planted", "generate"]
