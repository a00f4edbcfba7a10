"""What a person wrote into the table of decisions: a decision in loose words, a number in loose form."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from extractor.dossier import PRINTED_STATES, Decision, Ruling
from extractor.messages import MESSAGES, say
from extractor.wording import decided_value_text


class Said(StrEnum):
    """What a word in the column `decision` says."""

    CORRECT = "correct"  # with a value, the cell prints it; without one, the reading is right
    AMEND = "amend"  # the cell prints another value, which must be given
    AS_READ = "as_read"  # the reading is right
    SOURCE_DEFECT = "source_defect"
    DISMISS = "dismiss"
    UNDO = "undo"


def said(text: str) -> Said | None:
    """Return what a decision says, in either language and whatever its case and blanks; None where it is no decision.

    A question mark is not overlooked: what is in question is not decided.
    """
    return _SAID.get(_folded(text))


def printed_value(text: str) -> str | None:
    """Return a value as a decision keeps it: an exact decimal or the id of a state; None where it is neither.

    Full-width digits, separators between thousands, zeros without weight and the apostrophe of a spreadsheet are
    overlooked; nothing is rounded, and an exponent is no plain number.
    """
    bare = unicodedata.normalize("NFKC", text).strip().lstrip("'’‘").strip()
    if state := _STATES.get(_folded(bare)):
        return state.value
    number = bare.replace("−", "-")  # the minus sign of typography
    return _canonical(number.replace(",", "")) if _NUMBER.fullmatch(number) else None


def is_shortened(text: str) -> bool:
    """Return whether a spreadsheet has put a long number into scientific notation."""
    return bool(_SCIENTIFIC.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def ruling_text(decision: Decision, lang: str) -> str:
    """Return the word for a decision, one that `said` understands."""
    if decision.ruling is not Ruling.CORRECT:
        return say(lang, f"decided.{decision.ruling}")
    return say(lang, "decided.as_read" if decision.value is None else "decided.amend")


def told(decision: Decision, lang: str) -> str:
    """Return a decision in a few words: its number, what it says, and whose it is."""
    value = decided_value_text(decision, lang)
    words = ruling_text(decision, lang) + (f" {value}" if value else "")
    return say(lang, "decided.told", number=decision.number, said=words, who=decision.who)


def _canonical(number: str) -> str:
    sign = "-" if number.startswith("-") else ""
    whole, _, fraction = number.lstrip("+-").partition(".")
    bare = ".".join(part for part in (whole.lstrip("0") or "0", fraction.rstrip("0")) if part)
    return bare if bare == "0" else sign + bare


def _folded(text: str) -> str:
    return re.sub(r"[\s_\-'‘’“”\"。.]", "", unicodedata.normalize("NFKC", text).casefold())


def _words(name: str) -> Iterator[str]:
    chinese, english = MESSAGES[f"words.{name}"]
    return map(_folded, filter(None, (name, *chinese.split("、"), *english.split(", "))))


_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SCIENTIFIC = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")
_SAID = {text: name for name in Said for text in _words(name)}
_STATES = {text: name for name in PRINTED_STATES for text in _words(name)}
