"""Measures the numbers in prose against labels: `python -m tests.claims_measured [FOLDER…]`, `-v` for each miss."""

import sys
import time
from functools import cache, reduce
from operator import add
from pathlib import Path

from extractor.claims import Claims, claims
from extractor.evaluation.dataset import Case, open_dataset, shipped_dataset
from extractor.ingest import ingest
from extractor.locate.fields import fields
from extractor.pipeline import open_document, read_document
from extractor.schema import shipped_schemas
from extractor.scoring import narrative
from extractor.scoring.nouns import Statement

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
KINDS = {"prose_sum", "prose_vs_table", "prose_percentage", "missing_number"}


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def claimed(case: Case) -> tuple[Claims, str, float]:
    """Return the claims of a report, its text, and the milliseconds they took."""
    return _claimed(case.data, case.name)


@cache
def _claimed(data: bytes, name: str) -> tuple[Claims, str, float]:
    schemas = shipped_schemas()
    document = ingest(data, name)
    opened = next(one for one in open_document(document, schemas) if one.found.schema is not None)
    record = read_document(document, schemas)[opened.index]
    schema = opened.found.schema
    about = fields(opened.page, schema)
    started = time.perf_counter()
    found = claims(opened.page, schema, record.slots, opened.regions, about)
    return found, document.text, (time.perf_counter() - started) * 1000


def as_scored(found: Claims, text: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(quote=text[slice(*each.span)], value=each.value, unit=each.unit, terms=each.terms)
        for each in found.statements
    )


def measure(case: Case, *, loud: bool) -> narrative.Numbers:
    found, text, took = claimed(case)
    said = as_scored(found, text)
    numbers = narrative.match_statements(case.gold.statements, said, text)
    named = sorted(each.kind for each in case.gold.defects if each.kind in KINDS)
    tell(f"== {case.name}: {numbers} {took:.1f} ms; labelled {named}")
    for each in found.defects:
        place = " ".join(text[slice(*each.span)].split())[:80] if each.span else ""
        tell(f"   {each.severity.value} {each.kind}: {each.detail} | {place} | {each.slots}")
    if loud:
        _misses(case, said, text)
    return numbers


def _misses(case: Case, said: tuple[Statement, ...], text: str) -> None:
    matched = set()
    for gold in case.gold.statements:
        same = [
            (at, one)
            for at, one in enumerate(said)
            if at not in matched and narrative.match_statements([gold], [one], text).found
        ]
        best = sorted(
            same, key=lambda each: (set(each[1].terms) != set(gold.terms), (each[1].unit or "") != (gold.unit or ""))
        )
        if not best:
            tell(f"   MISSED {gold.quote} {gold.value} {gold.unit}")
            continue
        matched.add(best[0][0])
        one = best[0][1]
        if (one.unit or "") != (gold.unit or ""):
            tell(f"   UNIT {gold.quote}: {one.unit}, gold {gold.unit}")
        if set(one.terms) != set(gold.terms):
            tell(f"   TERMS {gold.quote}: {short(one.terms)}, gold {short(gold.terms)}")
    for at, one in enumerate(said):
        if at not in matched and one.terms:
            tell(f"   EXTRA TIE {one.quote} {one.value}: {short(one.terms)}")


def short(terms) -> str:
    return " ".join(sign + slot for sign, slot in terms)[:110]


def main() -> None:
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    sets = [open_dataset(each) for each in folders] or [open_dataset(CORPUS), shipped_dataset()]
    for dataset in sets:
        found = [measure(case, loud="-v" in sys.argv) for case in dataset.cases]
        tell(f"#### {dataset.name}: {reduce(add, found, narrative.Numbers())}\n")


if __name__ == "__main__":
    main()
