"""Everything the program says to a person, in Chinese and English; ids and stored records stay English.

A message is `key: (Chinese, English)` with `{blanks}` for values; each kind has a module of its own here.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from extractor.messages.claims import CLAIMS
from extractor.messages.commands import COMMANDS
from extractor.messages.corpus import CORPUS, CORPUS_HELP
from extractor.messages.corrections import CORRECTIONS
from extractor.messages.doctor import DOCTOR
from extractor.messages.evaluation import EVALUATION
from extractor.messages.evaluation_models import EVALUATION_MODELS
from extractor.messages.evaluation_page import EVALUATION_PAGE
from extractor.messages.evaluation_parts import EVALUATION_PARTS
from extractor.messages.exports import EXPORTS
from extractor.messages.faults import FAULTS
from extractor.messages.formalities import FORMALITIES
from extractor.messages.help import COMMON_HELP
from extractor.messages.model import MODEL
from extractor.messages.notices import NOTICES
from extractor.messages.settings import SETTINGS
from extractor.messages.summaries import SUMMARIES, SUMMARIES_HELP
from extractor.messages.verify import VERIFY
from extractor.messages.views import VIEWS
from extractor.messages.words import WORDS

__all__ = ["CATALOGUES", "HELP", "MESSAGES", "Lang", "default_language", "explain", "gist", "say", "word"]


class Lang(StrEnum):
    """A language that people are spoken to in."""

    ZH = "zh"
    EN = "en"


_ADVICE = re.compile(r"[：；]|（|: |; | \(")

CATALOGUES: tuple[Mapping[str, tuple[str, str]], ...] = (
    WORDS,
    VIEWS,
    COMMANDS,
    FAULTS,
    EXPORTS,
    NOTICES,
    CLAIMS,
    CORRECTIONS,
    CORPUS,
    DOCTOR,
    MODEL,
    SETTINGS,
    EVALUATION,
    EVALUATION_MODELS,
    EVALUATION_PAGE,
    EVALUATION_PARTS,
    FORMALITIES,
    SUMMARIES,
    VERIFY,
)
"""The messages by kind; a key stands in one of them."""

MESSAGES: Mapping[str, tuple[str, str]] = {key: texts for catalogue in CATALOGUES for key, texts in catalogue.items()}
"""Message key -> (Chinese, English)."""


HELP: Mapping[str, str] = {**COMMON_HELP, **CORPUS_HELP, **SUMMARIES_HELP}
"""Help texts of the command line: English, as the code has them, to Chinese."""


def default_language(environment: Mapping[str, str], system: str | None = None) -> Lang:
    """Return Chinese where the locale is Chinese, English everywhere else.

    LC_ALL, LC_MESSAGES and LANG decide in this order; where none is set, as on Windows, the name of the `system`'s own.
    """
    named = (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name))
    locale = next(named, system or "").lower()
    return Lang.ZH if locale.startswith(("zh", "chinese")) else Lang.EN


def say(lang: str, key: str, **values: object) -> str:
    """Return the message `key` in `lang`, its `{blanks}` filled in."""
    zh, en = MESSAGES[key]
    return (zh if lang == Lang.ZH else en).format(**values)


def word(lang: str, kind: str, value: str | None) -> str:
    """Return the word for a value of a closed list (`kind`: verdict, status, state...); unknown ones as is."""
    if value is None:
        return say(lang, "none")
    key = f"{kind}.{value}"
    return say(lang, key) if key in MESSAGES else value


def gist(lang: str, kind: str, value: str) -> str:
    """Return the same for a value that may have a whole sentence: what comes before its details and its advice."""
    key = next((key for key in (f"{kind}.{value}", value) if key in MESSAGES), None)
    return _ADVICE.split(say(lang, key, detail=""), maxsplit=1)[0] if key else value


def explain(lang: str, kind: str, name: str, detail: str) -> str:
    """Return a remark or a reason in words: its text with the detail in it, or before it; unknown ones as they are."""
    key = next((key for key in (f"{kind}.{name}", name) if key in MESSAGES), None)
    if key is None:
        return f"{name}: {detail}" if detail else name
    detail = _unanswered(lang, detail) if name in _UNANSWERED else detail
    text = say(lang, key, detail=detail)
    return text if not detail or detail in text else f"{text}: {detail}"


def _unanswered(lang: str, detail: str) -> str:
    """Return what has no answer of a model, and why, in words: `findings: truncated`."""
    part, mark, failure = detail.partition(": ")
    if not mark:
        return detail
    named = say(lang, f"part.{part}") if f"part.{part}" in MESSAGES else part
    return say(lang, "unanswered", part=named, why=word(lang, "failure", failure))


_UNANSWERED = frozenset({"not_asked", "not_answered"})
