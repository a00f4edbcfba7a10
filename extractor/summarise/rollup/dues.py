"""What is promised for when: commitments with a time, by that time as it is printed."""

import re
from collections import defaultdict
from collections.abc import Sequence

from extractor.dossier import Dossier
from extractor.normalise import fold
from extractor.records import Finding
from extractor.summarise.cite import Citing
from extractor.summarise.nouns import Due, Item, Origin, Sentence
from extractor.summarise.phrases import flat, sentence_of

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年|(?!\d))")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月")


def dues(dossiers: Sequence[Dossier]) -> tuple[Due, ...]:
    """Return the commitments that say by when, those with a year first, in its order; the rest as they are worded."""
    found: dict[str, list[Item]] = defaultdict(list)
    for dossier in dossiers:
        for finding in dossier.record.findings or ():
            if finding.commitment and finding.commitment.deadline:
                found[flat(fold(finding.commitment.deadline))].append(_item(finding, dossier))
    return tuple(Due(when=when, items=tuple(found[when])) for when in sorted(found, key=_order))


def _item(finding: Finding, dossier: Dossier) -> Item:
    sentence = Sentence(
        id=finding.id,
        text=sentence_of(finding),
        citations=(Citing(dossier=dossier).finding(finding),),
        origin=Origin.QUOTED,
        theme=finding.theme,
    )
    return Item(report=dossier.record.id, sentence=sentence)


def _order(when: str) -> tuple[bool, str, int, str]:
    year, month = _YEAR.search(when), _MONTH.search(when)
    return year is None, year[1] if year else "", int(month[1]) if month else 13, when
