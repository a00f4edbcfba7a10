"""Copied text among reports: pairs above a threshold, with their longest passages."""

from collections.abc import Sequence
from typing import Final

from extractor.corpus.copied import Likeness, copied
from extractor.corpus.narrative import narrative
from extractor.dossier import Dossier
from extractor.summarise.cite import Citing
from extractor.summarise.nouns import Copied

_PASSAGES: Final = 3
_HUNDRED: Final = 100


def copied_text(dossiers: Sequence[Dossier], share: int) -> tuple[Copied, ...]:
    """Return the pairs of reports with at least so many hundredths of the later one's own words in common."""
    by_id = {each.record.id: each for each in dossiers}
    narratives = [found for each in dossiers if (found := narrative(each)) is not None]
    pairs = (each for each in copied(narratives) if int(each.share * _HUNDRED) >= share)
    return tuple(_pair(each, Citing(dossier=by_id[each.after.report])) for each in pairs)


def _pair(found: Likeness, citing: Citing) -> Copied:
    longest = sorted(found.passages, key=lambda each: (-each.letters, each.after))[:_PASSAGES]
    return Copied(
        before=found.before.report,
        after=found.after.report,
        relation=found.relation.value,
        share=int(found.share * _HUNDRED),
        passages=tuple(citing.span(each.after) for each in longest),
    )
