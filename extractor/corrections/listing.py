"""Every decision ever made, a line each: what it was about, what it says, and whether it still counts."""

from collections.abc import Iterable, Mapping, Sequence

from extractor.corrections.about import about, cell
from extractor.corrections.subjects import subjects
from extractor.corrections.words import ruling_text, value_text
from extractor.dossier import Decision, Dossier
from extractor.matters import matters
from extractor.messages import say, word
from extractor.store import Past
from extractor.wording import instances, visible

LISTED: tuple[str, ...] = ("number", "document", "what", "decision", "value", "who", "why", "when", "standing")
"""The columns of the list."""


def listing(history: Sequence[Past], dossiers: Iterable[Dossier], lang: str) -> list[tuple[str, ...]]:
    """Return a row for each decision, in the order of their numbers; what cannot be known of one is an empty cell.

    `dossiers` are those of the records decided on that are still in the store.
    """
    rows = {past.decision.number: _row(past, "", _Matters(None, lang), lang) for past in history}
    for dossier in dossiers:
        known = _Matters(dossier, lang)
        own = (past for past in history if past.record == dossier.record.id)
        rows |= {past.decision.number: _row(past, dossier.record.document, known, lang) for past in own}
    return [rows[number] for number in sorted(rows)]


class _Matters:
    """What the decisions on one report are about, in words."""

    def __init__(self, dossier: Dossier | None, lang: str) -> None:
        self._dossier, self._lang = dossier, lang
        self._fingerprints = subjects(dossier).keys() if dossier else set()
        self._told = _told(dossier, lang) if dossier else {}

    def about(self, decision: Decision) -> str:
        """Return the matter in words; one that is gone by its kind and its id."""
        told = self._told.get((decision.kind, decision.subject))
        if told is None and self._dossier and decision.subject in self._dossier.record.slots:
            return cell(decision.subject, self._dossier, self._lang)
        return told or f"{word(self._lang, 'matter', decision.kind)} {decision.subject}"

    def standing(self, past: Past) -> str:
        """Return whether a decision still counts, and what became of it where it does not."""
        if past.undone_at is not None:
            key = "standing.undone_why" if past.undone_why else "standing.undone"
            return say(self._lang, key, who=past.undone_by, when=past.undone_at, why=past.undone_why)
        if past.superseded_by is not None:
            return say(self._lang, "standing.superseded", number=past.superseded_by)
        if self._dossier is None:
            return say(self._lang, "standing.gone")
        is_held = past.decision.fingerprint in self._fingerprints
        return say(self._lang, "standing.in_force" if is_held else "standing.outdated")


def _told(dossier: Dossier, lang: str) -> Mapping[tuple[str, str], str]:
    written = instances(dossier.record, dossier.schema)
    return {
        (found.kind, found.subject): about(
            found, dossier, written.get((found.rule.id, found.rule.over)) if found.rule else None, lang
        )
        for found in matters(dossier)
    }


def _row(past: Past, document: str, known: _Matters, lang: str) -> tuple[str, ...]:
    made = past.decision
    return (
        str(made.number),
        visible(document) or past.record[:12],
        known.about(made),
        ruling_text(made, lang),
        value_text(made, lang) or "",
        made.who,
        visible(made.why),
        made.decided_at,
        known.standing(past),
    )
