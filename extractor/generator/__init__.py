"""A generator of reports whose truth is known: true tables, printed in every layout we have met, with accidents.

A case holds the bytes of a report of some form and, for each slot that the text determines, what is printed there. The
reader has no part in it: what the accidents leave open is found by a search of its own. Any form will do that lists the
rows of one table at least; words, language and rules are taken from the schema, the rest is invented. Tables with open
rows are left out, and of the form's fields only a year and a name are printed.
"""

from extractor.generator.build import LAYOUTS, generate
from extractor.generator.case import Case, Planted

__all__ = ["LAYOUTS", "Case", "Planted", "generate"]
