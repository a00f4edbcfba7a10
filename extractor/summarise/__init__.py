"""Summaries whose every sentence cites: the card of one report, the roll-up of many; Markdown, HTML and JSON."""

from extractor.summarise.as_json import card_json, roll_up_json, to_json
from extractor.summarise.card import card
from extractor.summarise.html import card_html, roll_up_html
from extractor.summarise.markdown import card_markdown, roll_up_markdown
from extractor.summarise.nouns import Card, Citation, Report, RollUp, Sentence
from extractor.summarise.rollup import SHARE, roll_up

__all__ = [
    "SHARE",
    "Card",
    "Citation",
    "Report",
    "RollUp",
    "Sentence",
    "card",
    "card_html",
    "card_json",
    "card_markdown",
    "roll_up",
    "roll_up_html",
    "roll_up_json",
    "roll_up_markdown",
    "to_json",
]
