"""A dataset of generated reports: a stratum of its own, whose scores say nothing of real reports by themselves."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

from extractor.evaluation.dataset import Case, Dataset, digest_of
from extractor.evaluation.files import as_json
from extractor.evaluation.gold_file import sparsity
from extractor.generator import Case as Made
from extractor.generator import generate
from extractor.schema.compiled import Schema
from extractor.scoring.contents import gold_content, label_of
from extractor.scoring.nouns import Gold

UNDISTURBED = "none"
"""The accident of a report that none befell."""


def generated_dataset(schemas: Sequence[Schema], count: int, seed: int, advance: Callable[[], None]) -> Dataset:
    """Return so many generated reports, the forms taking turns; the same seed gives the same reports everywhere."""
    cases = []
    for number in range(seed, seed + count):
        cases.append(_case(generate(schemas[number % len(schemas)], number)))
        advance()
    return Dataset(name="generated", version=f"{count} from seed {seed}", cases=tuple(cases))


def as_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Yield the dataset as files (name, content) that `gouji eval` reads as any other dataset."""
    entries = []
    for case in dataset.cases:
        stem = case.name.rpartition(".")[0]
        gold = as_json(_labels(case.gold)).encode()
        entries.append(
            {
                "name": stem,
                "report": f"reports/{case.name}",
                "gold": f"gold/{stem}.json",
                "sha256": sha256(case.data).hexdigest(),
                "gold_sha256": sha256(gold).hexdigest(),
                "schema": case.gold.schema,
                "layout": case.strata["layout"],
                "accident": case.strata["accident"],
            }
        )
        yield f"reports/{case.name}", case.data
        yield f"gold/{stem}.json", gold
    yield "manifest.json", as_json({"version": dataset.version, "documents": entries}).encode()


def _case(made: Made) -> Case:
    gold = Gold(
        document=made.name,
        schema=made.schema,
        slots={slot: gold_content(label) for slot, label in made.gold.items()},
        broken=frozenset((defect.rule, defect.over) for defect in made.planted),
    )
    labels = as_json(_labels(gold)).encode()
    return Case(
        name=made.name,
        gold=gold,
        data=made.data,
        digest=digest_of(made.data, labels),
        cluster=made.name,
        strata={
            "form": made.schema,
            "sparsity": sparsity(gold),
            "layout": made.layout,
            "accident": _accident(made.accidents),
        },
    )


def _accident(befell: Sequence[str]) -> str:
    kinds = sorted(set(befell))
    return UNDISTURBED if not kinds else kinds[0] if len(kinds) == 1 else "several"


def _labels(gold: Gold) -> dict[str, object]:
    return {
        "document": gold.document,
        "schema": gold.schema,
        "fields": {},
        "slots": {slot: label_of(content) for slot, content in gold.slots.items()},
        "broken_rules": [[rule, over] for rule, over in sorted(gold.broken or (), key=str)],
        "source_defects": [],
        "findings": [],
        "claims": [],
    }
