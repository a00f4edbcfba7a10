"""A generator of reports whose truth is known: true tables, printed in every layout we have met, with accidents."""

from tests.generator.build import LAYOUTS, generate
from tests.generator.case import Case, Planted
from tests.generator.measure import Measure, measure, read

__all__ = ["LAYOUTS", "Case", "Measure", "Planted", "generate", "measure", "read"]
