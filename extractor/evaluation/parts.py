"""The parts of a report that predictions may lack: null where no prediction of the run carries them."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from extractor.evaluation.estimates import clustered, counted, estimate, rounded, share, share_of_reports, total
from extractor.evaluation.scored import Scored
from extractor.records import Verdict
from extractor.scoring.attribution import Accusations, balanced_accuracy, verdicts
from extractor.scoring.grounding import Grounding
from extractor.scoring.narrative import Alarms, Matches, Numbers, match_defects
from extractor.scoring.nouns import Prediction
from extractor.scoring.resample import intervals
from extractor.serialise import JsonObject

NO_VERDICT = "none"
"""The column of reports on which a system that gives verdicts gives none."""


def silent_errors(scored: Sequence[Scored]) -> JsonObject | None:
    """Return how many slots are silently wrong, out of those that the system is sure of."""
    if not _carries(scored, lambda said: any(each.is_sure is not None for each in said.slots.values())):
        return None
    count = sum(len(each.silent) for each in scored)
    without = share_of_reports(scored, lambda each: not each.silent)
    with_one = share(without["whole"] - without["part"], without["whole"])
    return {
        "count": count,
        "documents": sum(bool(each.silent) for each in scored),
        "share_of_sure": counted(count, sum(each.sure for each in scored)),
        "share_of_reports": with_one,
    }


def citations(scored: Sequence[Scored]) -> JsonObject | None:
    """Return what the places that the system cites are worth."""
    if not _carries(scored, lambda said: any(each.span is not None for each in said.slots.values())):
        return None
    found = total((each.grounding for each in scored), Grounding())
    return {
        "cited": found.cited,
        "valid": counted(found.valid, found.cited),
        "entailed": counted(found.entailed, found.valid),
        "levels": {
            name: {
                "false_clear": counted(level.cleared, level.decoys),
                "false_flag": counted(level.refused, level.truths),
            }
            for name, level in found.levels.items()
        },
    }


def attribution(scored: Sequence[Scored]) -> JsonObject | None:
    """Return what is so of each report against the verdict that the system gives, and its accusations one by one."""
    if not _carries(scored, lambda said: said.verdict is not None):
        return None
    matrix = verdicts((each.true_verdict, each.prediction.verdict) for each in scored)
    return {
        "matrix": {
            so.value: {said.value if said else NO_VERDICT: matrix[so, said] for said in (*Verdict, None)}
            for so in Verdict
        },
        "balanced_accuracy": rounded(balanced_accuracy(matrix)),
        "accused": _accused(scored, lambda said: said.accused is not None, (each.accused for each in scored)),
        "told": _accused(scored, lambda said: said.told is not None, (each.told for each in scored)),
    }


def findings(scored: Sequence[Scored]) -> JsonObject | None:
    """Return how many problems and measures are found, and how many of the links between them."""
    if not _carries(scored, lambda said: said.findings is not None):
        return None
    found = total((each.findings for each in scored), Matches())
    parts = [(2.0 * each.findings.matched, float(each.findings.gold + each.findings.predicted)) for each in scored]
    return {
        **asdict(found),
        "f1": estimate(found.f1, intervals({"f1": clustered(scored, parts)})["f1"]),
        "links_found": counted(found.linked, found.links),
        "links_right": counted(found.linked, found.links_said),
    }


def claims(scored: Sequence[Scored]) -> JsonObject | None:
    """Return how many numbers of the prose are found, and how many with the right unit and the right slots."""
    if not _carries(scored, lambda said: said.statements is not None):
        return None
    found = total((each.statements for each in scored), Numbers())
    return {
        **asdict(found),
        "accuracy": counted(found.right, found.gold),
        "recall": counted(found.found, found.gold),
        "precision": counted(found.found, found.predicted),
    }


def defects(scored: Sequence[Scored]) -> JsonObject | None:
    """Return how many of the labelled mistakes of the reports are found, by kind, and how many are said beside them.

    A broken sum of a table may break others with it: of that kind more may be said than there are mistakes.
    """
    if not _carries(scored, lambda said: said.defects is not None):
        return None
    kinds: dict[str, Alarms] = {}
    for each in scored:
        found = match_defects([mistake.kind for mistake in each.case.gold.defects], each.prediction.defects or ())
        kinds |= {kind: kinds.get(kind, Alarms()) + alarms for kind, alarms in found.items()}
    whole = total(kinds.values(), Alarms())
    return {
        "kinds": {kind: asdict(kinds[kind]) for kind in sorted(kinds)},
        "found": counted(whole.found, whole.gold),
        "labelled": counted(whole.found, whole.said),
    }


def fields(scored: Sequence[Scored]) -> JsonObject | None:
    """Return how often each scalar of a report (agency, year) is what the gold says; white space does not count."""
    if not _carries(scored, lambda said: said.fields is not None):
        return None
    names = sorted({name for each in scored for name in each.case.gold.fields})
    return {
        name: share(
            sum(_is_field_right(each, name) for each in scored if name in each.case.gold.fields),
            sum(name in each.case.gold.fields for each in scored),
        )
        for name in names
    }


def assessed(scored: Sequence[Scored]) -> JsonObject | None:
    """Return how many of the rules could be assessed: a checker that goes quiet raises no alarm either."""
    known = [each.prediction.assessed for each in scored if each.prediction.assessed is not None]
    return counted(sum(part for part, _ in known), sum(whole for _, whole in known)) if known else None


def _is_field_right(each: Scored, name: str) -> bool:
    said, printed = (each.prediction.fields or {}).get(name), each.case.gold.fields[name]
    return _folded(said) == _folded(printed)


def _folded(value: str | int | None) -> str:
    return "".join(unicodedata.normalize("NFKC", "" if value is None else str(value)).split())


def _carries(scored: Sequence[Scored], part: Callable[[Prediction], bool]) -> bool:
    return any(part(each.prediction) for each in scored)


def _accused(
    scored: Sequence[Scored], part: Callable[[Prediction], bool], counts: Iterable[Accusations]
) -> JsonObject | None:
    """Return the broken rules that were put down to the report, and how many of the accusations are wrong."""
    if not _carries(scored, part):
        return None
    found = total(counts, Accusations())
    made = found.found + found.wrongly
    return {"broken": found.broken, "found": counted(found.found, found.broken), "wrong": counted(found.wrongly, made)}
