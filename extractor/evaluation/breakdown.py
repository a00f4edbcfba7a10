"""The figures of a run by kind of report and by part of the form."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from extractor.evaluation.estimates import clustered, estimate, pairs_of_f1, rates_of, share_of_reports, total
from extractor.evaluation.scored import Scored
from extractor.scoring import rates
from extractor.scoring.outcomes import Judged, Tally, tally
from extractor.scoring.resample import FEW, intervals
from extractor.serialise import JsonObject


def strata(scored: Sequence[Scored], *, knows_sureness: bool) -> list[JsonObject]:
    """Return the figures of each kind of report: by form, layout, sparsity, scan and split.

    `knows_sureness` says whether silent errors are scored: whether the system says how sure it is.
    """
    kinds = sorted({name for each in scored for name in each.case.strata})
    groups = [
        (kind, value, [each for each in scored if each.case.strata.get(kind) == value])
        for kind in kinds
        for value in sorted({each.case.strata[kind] for each in scored if kind in each.case.strata})
    ]
    splits = sorted({each.case.split for each in scored if each.case.split})
    groups += [("split", split, [each for each in scored if each.case.split == split]) for split in splits]
    return [_stratum(kind, value, members, knows_sureness) for kind, value, members in groups]


def _stratum(kind: str, value: str, members: Sequence[Scored], knows_sureness: bool) -> JsonObject:  # noqa: FBT001
    pairs = pairs_of_f1(each.salient for each in members)
    clusters = len({each.case.cluster for each in members})
    return {
        "by": kind,
        "is": value,
        "documents": len(members),
        "clusters": clusters,
        "is_indicative": clusters < FEW,
        "salient_f1": estimate(
            rates.f1(total((each.salient for each in members), Tally())),
            intervals({"f1": clustered(members, pairs)})["f1"],
        ),
        "silent_errors": sum(len(each.silent) for each in members) if knows_sureness else None,
        "exact_reports": share_of_reports(members, lambda each: each.is_exact),
        "slots": asdict(total((each.counts for each in members), Tally())),
    }


def by_part(scored: Sequence[Scored], part_of: Callable[[str], str]) -> list[JsonObject]:
    """Return the figures of each part of the form, in its order."""
    groups: dict[str, list[Judged]] = {}
    for each in scored:
        for slot in each.judged:
            groups.setdefault(part_of(slot.slot), []).append(slot)
    return [{"part": part, **_part(slots)} for part, slots in groups.items()]


def _part(slots: Sequence[Judged]) -> JsonObject:
    return {"all": rates_of([tally(slots)]), "salient": rates_of([tally(slot for slot in slots if slot.is_salient)])}
