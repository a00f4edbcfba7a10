"""Read one generated case and measure the reading: what it recovered, what it got wrong, whom it blames."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.dossier import Dossier
from extractor.generator import Case, generate
from extractor.ingest import ingest
from extractor.matters import matters
from extractor.pipeline import read_document
from extractor.records import Record, RuleOutcome, Verdict
from tests.scoring import SCHEMAS, score


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A rule instance that the printed figures break, and what the record makes of it.

    `bound`: every slot of it is bound to its place; `attributed`: it is reported failed, and by the document's fault.
    """

    rule: str
    bound: bool
    attributed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One case measured.

    `counts` are the scorer's, over the determined salient slots; `sizes` says how many slots are `scored`, `open` (gold
    `?`) and `left out` by the oracle. `silent` lists each silent error as slot, gold and reading; `failed` the hard
    rules that fail in the record, `accused` those put down to the document though its printed figures keep them.
    `reported` are the rules that a notice would tell the agency of, `misreported` those among them that the printed
    figures keep. `seconds` is the time of the reading alone.
    """

    schema: str
    seed: int
    layout: str
    accidents: tuple[str, ...]
    sparsity: str
    recognised: bool
    counts: Mapping[str, int]
    sizes: Mapping[str, int]
    silent: tuple[str, ...]
    planted: tuple[Told, ...]
    failed: tuple[str, ...]
    accused: tuple[str, ...]
    verdict: str | None
    seconds: float
    reported: tuple[str, ...] = ()
    misreported: tuple[str, ...] = ()

    @property
    def case(self) -> str:
        """Return what tells the case: its seed, its layout and what befell it."""
        return f"seed {self.seed} {self.layout} {' '.join(self.accidents) or 'no accident'} ({self.sparsity})"


def measure(seed: int, layout: str | None = None) -> Measure:
    """Generate the case of a seed (the two forms take turns), read it, and return what came of it."""
    case = generate(SCHEMAS[seed % len(SCHEMAS)], seed, layout=layout)
    begun = time.perf_counter()
    record = read(case)
    seconds = time.perf_counter() - begun
    result = score(record, case.gold)
    failed = _failed(record)
    broken = {(defect.rule, defect.over) for defect in case.planted}
    blamed = {place for place, rule in failed.items() if rule.attribution is Verdict.SOURCE_DEFECT}
    told = _reported(case, record)
    return Measure(
        schema=case.schema,
        seed=seed,
        layout=case.layout,
        accidents=case.accidents,
        sparsity=case.sparsity,
        recognised=record is not None,
        counts=result.counts,
        sizes=Counter(
            {"scored": len(case.determined), "?": len(case.gold) - len(case.determined), "left out": len(case.unscored)}
        ),
        silent=tuple(_said(case, record, slot) for slot in result.silent),
        planted=_told(case, record, blamed),
        failed=tuple(_name(*place) for place in failed),
        accused=tuple(_name(*place) for place in failed if place in blamed - broken),
        verdict=record.verdict if record else None,
        seconds=seconds,
        reported=tuple(_name(*place) for place in told),
        misreported=tuple(_name(*place) for place in told if place not in broken),
    )


def read(case: Case) -> Record | None:
    """Return the record of a case, or None where it was not read as one report of its form."""
    records = read_document(ingest(case.data, case.name), SCHEMAS)
    return records[0] if len(records) == 1 and records[0].schema == case.schema else None


_Place = tuple[str, str | None]
"""A rule and the row or column that an instance of it stands for."""


def _failed(record: Record | None) -> dict[_Place, RuleOutcome]:
    return {(rule.id, rule.over): rule for rule in (record.rules if record else ()) if rule.is_broken}


def _reported(case: Case, record: Record | None) -> list[_Place]:
    """Return the rules that a notice would report: what is left of the failures once every doubt is heard."""
    if record is None:
        return []
    schema = next(schema for schema in SCHEMAS if schema.id == case.schema)
    dossier = Dossier(record=record, schema=schema, text=ingest(case.data, case.name).text)
    return [(m.rule.id, m.rule.over) for m in matters(dossier) if m.is_defect and m.rule is not None]


def _told(case: Case, record: Record | None, blamed: set[_Place]) -> tuple[Told, ...]:
    bound = {name for name, slot in record.slots.items() if slot.bound} if record else set()
    return tuple(
        Told(
            rule=_name(defect.rule, defect.over),
            bound=bound.issuperset(defect.slots),
            attributed=(defect.rule, defect.over) in blamed,
        )
        for defect in case.planted
    )


def _said(case: Case, record: Record | None, name: str) -> str:
    slot = record.slots[name] if record else None
    if slot is None:
        return name
    said = slot.value if isinstance(slot.value, Decimal) else slot.state
    return f"{name} is {case.gold[name]}, read {said} ({slot.status})"


def _name(rule: str, over: str | None) -> str:
    return f"{rule}[{over}]"
