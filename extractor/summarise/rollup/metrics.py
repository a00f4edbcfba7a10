"""What reports are compared by: shares of one figure in others, and the change since last year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Final

from extractor.corpus.forms import compares
from extractor.corpus.offices import filings, year_pairs
from extractor.dossier import Dossier
from extractor.matters import decided_values
from extractor.summarise.cite import Citing
from extractor.summarise.figures import is_told
from extractor.summarise.nouns import Citation

LEAST: Final = 20
"""A share of fewer than this, or a change from and to fewer, says nothing."""
_HUNDRED: Final = Decimal(100)
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A measure: the sum of some cells in hundredths of the sum of others; a slot may hold `*`."""

    id: str
    of: Sequence[str]
    among: Sequence[str]


SHARES: Final = (
    Share(
        id="carried_over",
        of=("requests/carried_out/total",),
        among=("requests/new/total", "requests/carried_in/total"),
    ),
    Share(id="refused", of=("requests/refused_*/total",), among=("requests/total/total",)),
    Share(id="corrected", of=("remedies/*/corrected",), among=("remedies/*/total",)),
)
GROWTH: Final = "growth"
GROWING: Final = "requests/new/total"
"""The cell whose change since last year is looked at."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One report measured: the value in hundredths, what it was made of, and the scale it is compared on.

    `part` and `whole` are the two figures it is made of; `scaled` is what distances are taken of.
    """

    metric: str
    dossier: Dossier
    part: Decimal
    whole: Decimal
    scaled: Decimal
    citations: tuple[Citation, ...]

    @property
    def value(self) -> Decimal:
        """Return the value in hundredths, to a tenth."""
        part = self.part - self.whole if self.metric == GROWTH else self.part
        return (_HUNDRED * part / self.whole).quantize(_TENTH)


def measured(dossiers: Sequence[Dossier]) -> Iterator[Measured]:
    """Yield every report measured in every way it can be: only by cells that are surely read."""
    for share in SHARES:
        for dossier in dossiers:
            yield from _share(share, dossier)
    for before, after in year_pairs(filings(dossiers)):
        yield from _growth(before.current, after.current)


def _share(share: Share, dossier: Dossier) -> Iterator[Measured]:
    parts, wholes = _slots(share.of, dossier), _slots(share.among, dossier)
    part, whole = told_sum(parts, dossier), told_sum(wholes, dossier)
    if part is None or whole is None or whole < LEAST or part > whole:
        return
    cited = [slot for slot in (*parts, *wholes) if dossier.record.slots[slot].value]
    yield Measured(
        metric=share.id,
        dossier=dossier,
        part=part,
        whole=whole,
        scaled=_HUNDRED * part / whole,
        citations=Citing(dossier=dossier).slots(cited),
    )


def _growth(before: Dossier, after: Dossier) -> Iterator[Measured]:
    earlier, later = told_sum((GROWING,), before), told_sum((GROWING,), after)
    if earlier is None or later is None or min(earlier, later) < 1 or max(earlier, later) < LEAST:
        return
    if compares(GROWING, after.schema, before.schema):
        citations = (*Citing(dossier=before).slots((GROWING,)), *Citing(dossier=after).slots((GROWING,)))
        scaled = (later / earlier).ln() * _HUNDRED
        yield Measured(metric=GROWTH, dossier=after, part=later, whole=earlier, scaled=scaled, citations=citations)


def _slots(patterns: Sequence[str], dossier: Dossier) -> tuple[str, ...]:
    known: Mapping[str, object] = dossier.record.slots
    return tuple(slot for pattern in patterns for slot in known if fnmatchcase(slot, pattern))


def told_sum(slots: Sequence[str], dossier: Dossier) -> Decimal | None:
    """Return the sum of cells, None unless there are any and each of them is surely read as a number."""
    known, decided = dossier.record.slots, decided_values(dossier)
    if not slots or not all(is_told(slot, known, decided) for slot in slots):
        return None
    values = [known[slot].value for slot in slots]
    return sum((value for value in values if value is not None), Decimal(0)) if None not in values else None
