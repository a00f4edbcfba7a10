"""The words of one number, what it is read by, and the cells that they name."""

import re
from dataclasses import dataclass
from enum import StrEnum

from extractor.claims import words
from extractor.claims.terms import Reading


class Family(StrEnum):
    """What kind of thing is counted; what follows in the same passage is read by it."""

    REQUESTS = "requests"
    APPLICANTS = "applicants"
    OUTCOMES = "outcomes"
    RECONSIDERATION = "reconsideration"
    LITIGATION = "litigation"
    NORMATIVE = "normative_documents"
    REGULATIONS = "regulations"
    DECISIONS = "decisions"


ABOUT_REQUESTS = frozenset({Family.REQUESTS, Family.APPLICANTS, Family.OUTCOMES})
ABOUT_CASES = frozenset({Family.RECONSIDERATION, Family.LITIGATION})
ABOUT_DOCUMENTS = frozenset({Family.NORMATIVE, Family.REGULATIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The words of one number: before it, behind it, its measure word, and the sentence up to it.

    `beyond` are all the words up to the next number, `agency` is the reporting office; `is_about_requests` where the
    sentence, or the heading above it, speaks of requests.
    """

    lead: str
    trail: str
    unit: str
    sentence: str
    beyond: str = ""
    agency: str = ""
    is_about_requests: bool = False

    @property
    def both(self) -> str:
        """Return the words on both sides."""
        return f"{self.lead}|{self.trail}"

    @property
    def is_narrowed(self) -> bool:
        """Return whether something limits what is counted to less than the report is about."""
        if words.PART_OF_YEAR.search(self.sentence):
            return True
        return any(pattern.search(self.lead) for pattern in (words.SCOPE, words.CHANNEL)) or any(
            self.lead[max(0, found.start() - 2) : found.end()] not in self.agency
            for found in words.AGENT.finditer(self.lead)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What the numbers before spoke of: `rows` of the table of requests, and whether that was tied for certain."""

    family: Family | None = None
    rows: tuple[str, ...] = ()
    is_anchored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The cells that a clause names; `is_firm` where its words can mean nothing else.

    `kinds` is how many kinds of cases its words say there were (行政复议和行政诉讼: two).
    """

    family: Family
    readings: tuple[Reading, ...]
    is_firm: bool = False
    rows: tuple[str, ...] = ()
    kinds: int = 1


def core(text: str) -> str:
    """Return a lead without what may stand between its words and the number; empty where it names nothing."""
    if words.BARE.fullmatch(text):
        return ""
    before = None
    while before != text:
        before, text = text, words.FILLER.sub("", text)
    return "" if words.BARE.fullmatch(text) else _OPENING.sub("", text)


def naming(clause: Clause) -> str:
    """Return the words that name what is counted: those before the number, or where they name nothing, behind it."""
    return clause.lead if core(clause.lead) else clause.trail


def behind_last(pattern: re.Pattern[str], text: str) -> str:
    """Return what stands behind the last place where a pattern is found; all of a text where there is none."""
    return text[max((found.end() for found in pattern.finditer(text)), default=0) :]


_OPENING = re.compile(r"\A(?:其中|另有|另|还有|,)")
