"""Summaries as web pages that stand alone: each sentence with the passages it rests on beside it."""

from collections.abc import Callable, Sequence
from functools import partial

from extractor.messages import say
from extractor.pages import page
from extractor.summarise import told
from extractor.summarise.notes import Notes
from extractor.summarise.nouns import Card, Report, RollUp

Link = Callable[[Report], str]
"""Tells where the card of a report is."""


def card_html(card: Card, lang: str, back: str | None = None) -> str:
    """Return the page of one card; `back` is where the roll-up is that it belongs to."""
    values = {"cards": [card], "title": told.title_of(card, lang), "back": back}
    return _page("card.html", lang, **values)


def roll_up_html(roll: RollUp, cards: Sequence[Card], lang: str, link: Link | None = None) -> str:
    """Return the page of a roll-up with the cards it links to; with `link` they are pages of their own."""
    values = {"roll": roll, "cards": cards, "link": link or (lambda report: f"#{report.anchor}")}
    return _page("roll_up.html", lang, **values)


def _page(template: str, lang: str, **values: object) -> str:
    return page("extractor.summarise", template, lang, tools=_Tools(lang), **values)


class _Tools:
    """What the templates call: the words of one language, and the numbers of the places cited on one page."""

    def __init__(self, lang: str) -> None:
        self.notes = Notes()
        self.say = partial(say, lang)
        self.quote_of = told.quote_of
        self.name_of = partial(told.name_of, lang=lang)
        self.title_of = partial(told.title_of, lang=lang)
        self.remarks = partial(told.remarks, lang=lang)
        self.writing_text = partial(told.writing_text, lang=lang)
        self.files_text = partial(told.files_text, lang=lang)
        self.heading_text = partial(told.heading_text, lang=lang)
        self.outlier_text = partial(told.outlier_text, lang=lang)
        self.offices_text = partial(told.offices_text, lang=lang)
