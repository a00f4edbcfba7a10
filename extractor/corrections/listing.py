"""Every decision ever made, a line each: what it was about, what it says, and whether it still counts."""

from collections.abc import Iterable, Mapping, Sequence

from extractor.corrections.about import about
from extractor.corrections.subjects import subjects
from extractor.corrections.words import ruling_text
from extractor.dossier import Decision, Dossier
from extractor.lines import visible
from extractor.matters import matters
from extractor.messages import say, word
from extractor.store import Past
from extractor.wording import decided_value_text, labels

LISTED: tuple[str, ...] = ("no", "document", "what", "decision", "value", "who", "why", "when", "standing")
"""The columns of the list."""


def listing(history: Sequence[Past], dossiers: Iterable[Dossier], lang: str) -> list[tuple[str, ...]]:
    """Return a row for each decision, in the order of their numbers; what cannot be known of one is an empty cell.

    `dossiers` are those of the records decided on that are still in the store.
    """
    rows = {past.decision.number: _row(past, "", _Matters(None, lang), lang) for past in history}
    by_record: dict[str, list[Past]] = {}
    for past in history:
        by_record.setdefault(past.record, []).append(past)
    for dossier in dossiers:
        known, own = _Matters(dossier, lang), by_record.get(dossier.record.id, [])
        rows |= {past.decision.number: _row(past, dossier.record.document, known, lang) for past in own}
    return [rows[number] for number in sorted(rows)]


class _Matters:
    """What the decisions on one report are about, in words."""

    def __init__(self, dossier: Dossier | None, lang: str) -> None:
        self._dossier, self._lang = dossier, lang
        self._fingerprints = subjects(dossier).keys() if dossier else set()
        self._told = _told(dossier, lang) if dossier else {}

    def about(self, decision: Decision) -> str:
        """Return the row and column of a cell, a rule by its id, anything else in words; by its id where it is gone."""
        if self._dossier and decision.subject in self._dossier.record.slots:
            return " / ".join(labels(decision.subject, self._dossier.schema, self._lang)[1:])
        told = self._told.get((decision.kind, decision.subject))
        return told or f"{word(self._lang, 'matter', decision.kind)} {decision.subject}"

    def standing(self, past: Past) -> str:
        """Return whether a decision still counts, and what became of it where it does not."""
        if past.undone_at is not None:
            key = "standing.undone_why" if past.undone_why else "standing.undone"
            return say(self._lang, key, who=past.undone_by, when=_minute(past.undone_at), why=past.undone_why)
        if past.superseded_by is not None:
            return say(self._lang, "standing.superseded", number=past.superseded_by)
        if self._dossier is None:
            return say(self._lang, "standing.gone")
        is_held = past.decision.fingerprint in self._fingerprints
        return say(self._lang, "standing.in_force" if is_held else "standing.outdated")


def _told(dossier: Dossier, lang: str) -> Mapping[tuple[str, str], str]:
    found = (matter for matter in matters(dossier) if matter.rule is None)
    return {(matter.kind, matter.subject): about(matter, dossier, None, lang) for matter in found}


def _minute(moment: str) -> str:
    """Return a moment without its seconds, as people write it."""
    return moment.replace("T", " ")[:16]


def _row(past: Past, document: str, known: _Matters, lang: str) -> tuple[str, ...]:
    made = past.decision
    return (
        str(made.number),
        visible(document) or past.record[:12],
        known.about(made),
        ruling_text(made, lang),
        decided_value_text(made, lang) or "",
        made.who,
        visible(made.why),
        _minute(made.decided_at),
        known.standing(past),
    )
