"""A government's figures against the sum of its offices', where the user's own list tells which is which."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.dossier import Dossier
from extractor.summarise.cite import Citing
from extractor.summarise.keys import KEYS, Key
from extractor.summarise.nouns import Citation, OfficesSum
from extractor.summarise.rollup.metrics import told_sum

_GOVERNMENT: Final = ("政府", "本级", "government")
_OFFICE: Final = ("部门", "工作部门", "单位", "乡镇", "街道", "department", "office", "bureau", "township")
_LEAST_OFFICES: Final = 2
_SUMMED: Final = KEYS[0]


def offices_sums(dossiers: Sequence[Dossier]) -> tuple[OfficesSum, ...]:
    """Return, for each region and year with one government's report, its figures and the sums of its offices'.

    Soft: a government may count for itself alone, for all its offices, or for some.
    """
    groups: dict[tuple[str, int], list[Dossier]] = defaultdict(list)
    for dossier in dossiers:
        if dossier.about.region and dossier.year is not None:
            groups[dossier.about.region, dossier.year].append(dossier)
    return tuple(each for (region, year), group in sorted(groups.items()) for each in _sums(region, year, group))


def _sums(region: str, year: int, group: Sequence[Dossier]) -> Iterator[OfficesSum]:
    governments = [each for each in group if _is_any(each, _GOVERNMENT)]
    offices = [each for each in group if _is_any(each, _OFFICE) and each not in governments]
    if len(governments) == 1 and len(offices) >= _LEAST_OFFICES:
        for key in _SUMMED:
            yield from _sum(region, year, key, governments[0], offices)


def _sum(region: str, year: int, key: Key, government: Dossier, offices: Sequence[Dossier]) -> Iterator[OfficesSum]:
    own = told_sum((key.slot,), government)
    told = [(each, value) for each in offices if (value := told_sum((key.slot,), each)) is not None]
    if own is None or len(told) < _LEAST_OFFICES:
        return
    yield OfficesSum(
        region=region,
        year=year,
        slot=key.slot,
        label=key.label,
        government=government.record.id,
        value=own,
        offices=tuple(each.record.id for each, _ in told),
        total=sum((value for _, value in told), start=own - own),
        citations=tuple(_cited(key.slot, (government, *(one for one, _ in told)))),
        left_out=tuple(each.record.id for each in offices if told_sum((key.slot,), each) is None),
    )


def _cited(slot: str, dossiers: Sequence[Dossier]) -> Iterator[Citation]:
    return (citation for each in dossiers for citation in Citing(dossier=each).slots((slot,)))


def _is_any(dossier: Dossier, words: Sequence[str]) -> bool:
    level = (dossier.about.level or "").casefold()
    return any(word in level for word in words)
