"""The same asked several times over: on which cells the answers agree, and how often all of k askings are right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb

from extractor.evaluation.estimates import counted, rounded, share_of_reports, total
from extractor.evaluation.scored import Scored
from extractor.scoring import rates
from extractor.scoring.contents import Mark, label_of
from extractor.scoring.outcomes import Judged, Tally
from extractor.serialise import JsonObject

MOST_LISTED = 200
"""Cells that are listed of those on which the answers differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One slot over all replicas: what each says of it, and whether that is right."""

    document: str
    slot: str
    gold: str | None
    said: tuple[str | None, ...]
    right: int
    is_salient: bool

    @property
    def agreeing(self) -> int:
        """Return how many pairs of replicas say the same."""
        return sum(comb(count, 2) for count in Counter(self.said).values())

    @property
    def pairs(self) -> int:
        """Return how many pairs of replicas there are."""
        return comb(len(self.said), 2)


def repeats(replicas: Sequence[Sequence[Scored]]) -> JsonObject:
    """Return how far replicas of a run agree; each has the same cases in the same order."""
    slots = [slot for scored in zip(*replicas, strict=True) for slot in _slots(scored)]
    flaky = sorted(
        (slot for slot in slots if slot.agreeing < slot.pairs),
        key=lambda slot: (slot.agreeing, slot.document, slot.slot),
    )
    return {
        "count": len(replicas),
        "agreement": {"all": _agreement(slots), "salient": _agreement([slot for slot in slots if slot.is_salient])},
        "pass": _passes(slots, replicas),
        "flaky": {"count": len(flaky), "slots": [_listed(slot) for slot in flaky[:MOST_LISTED]]},
        "replicas": [_replica(scored) for scored in replicas],
    }


def pass_share(right: Sequence[int], count: int, k: int) -> float | None:
    """Return the chance that k askings drawn of `count` are all right, over things of which so many were `right`.

    C(c, k) / C(n, k) is the unbiased estimate: (c / n) to the power of k is too high, and most where n is small.
    """
    return rates.ratio(sum(comb(each, k) for each in right), len(right) * comb(count, k))


def _slots(scored: Sequence[Scored]) -> Iterator[Repeated]:
    """Yield the slots of one report over all replicas; what the text leaves open is nothing to agree on."""
    by_replica = [{each.slot: each for each in one.judged} for one in scored]
    for slot in dict.fromkeys(name for judged in by_replica for name in judged):
        judged = [one.get(slot) for one in by_replica]
        known = next(each for each in judged if each is not None)
        if known.gold is not Mark.OPEN:
            yield Repeated(
                document=scored[0].case.name,
                slot=slot,
                gold=None if known.gold is None else label_of(known.gold),
                said=tuple(_said(each) for each in judged),
                right=sum(each is None or each.is_right for each in judged),
                is_salient=any(each is not None and each.is_salient for each in judged),
            )


def _said(judged: Judged | None) -> str | None:
    """Return what a replica says; of a slot that only another one invents, nothing: as of a blank."""
    return None if judged is None else label_of(judged.answer.content)


def _agreement(slots: Sequence[Repeated]) -> JsonObject:
    return counted(sum(slot.agreeing for slot in slots), sum(slot.pairs for slot in slots))


def _passes(slots: Sequence[Repeated], replicas: Sequence[Sequence[Scored]]) -> list[JsonObject]:
    right = [slot.right for slot in slots if slot.is_salient]
    exact = [sum(each.is_exact for each in scored) for scored in zip(*replicas, strict=True)]
    count = len(replicas)
    return [
        {
            "k": k,
            "slots": rounded(pass_share(right, count, k)),
            "reports": rounded(pass_share(exact, count, k)),
        }
        for k in range(1, count + 1)
    ]


def _listed(slot: Repeated) -> JsonObject:
    return {
        "document": slot.document,
        "slot": slot.slot,
        "gold": slot.gold,
        "said": list(slot.said),
        "right": slot.right,
    }


def _replica(scored: Sequence[Scored]) -> JsonObject:
    return {
        "salient_f1": rounded(rates.f1(total((each.salient for each in scored), Tally()))),
        "silent_errors": sum(len(each.silent) for each in scored),
        "exact_reports": share_of_reports(scored, lambda each: each.is_exact),
    }
