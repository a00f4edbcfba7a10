"""Where things are in a document: which form it is, which span is which table, section and field."""

from extractor.locate.page import Page, make_page
from extractor.locate.parts import Part, split_parts
from extractor.locate.recognise import Recognition, recognise
from extractor.locate.regions import Region, regions

__all__ = ["Page", "Part", "Recognition", "Region", "make_page", "recognise", "regions", "split_parts"]
