"""What faults are injected into: reports whose true slots are known, shipped or generated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.generator import Case, generate
from extractor.ingest import ingest
from extractor.records import Document
from extractor.schema.compiled import Schema
from extractor.scoring.contents import Content, Mark, gold_content, is_salient

Sparsity = Literal["zero", "sparse", "dense"]
Origin = Literal["shipped", "generated"]

DENSE = Decimal("0.3")
"""The share of non-zero numbers, among the slots that rules cover, from which a report counts as dense."""


@dataclass(frozen=True, kw_only=True)
class Seed:
    """A report with its gold: `gold` holds the true content of every slot that is known, `?` where the text is open.

    `layout` is how a generated report is printed.
    """

    name: str
    document: Document
    schema: Schema
    gold: Mapping[str, Content]
    origin: Origin
    sparsity: Sparsity
    layout: str | None = None

    @property
    def values(self) -> dict[str, Decimal | None]:
        """Return the numbers of the gold, null where there is none: what rules are confronted with."""
        return numbers(self.gold)


def numbers(contents: Mapping[str, Content]) -> dict[str, Decimal | None]:
    """Return the number of each slot, null where its content is none."""
    return {slot: content if isinstance(content, Decimal) else None for slot, content in contents.items()}


def ruled_slots(schema: Schema) -> frozenset[str]:
    """Return the slots that some hard equation of the form speaks of."""
    return frozenset(
        slot for rule in schema.instances if rule.strength == "hard" and rule.relation == "==" for slot in rule.slots
    )


def sparsity_of(gold: Mapping[str, Content], schema: Schema) -> Sparsity:
    """Return how full a report is where rules cover it."""
    contents = [gold[slot] for slot in schema.slots if slot in gold and slot in ruled_slots(schema)]
    filled = sum(map(is_salient, contents))
    if not filled:
        return "zero"
    return "dense" if filled >= DENSE * len(contents) else "sparse"


def shipped(name: str, document: Document, schema: Schema, gold: Mapping[str, Content]) -> Seed:
    """Return a seed of a report that comes with the package (or any other that a person labelled)."""
    return Seed(
        name=name,
        document=document,
        schema=schema,
        gold=gold,
        origin="shipped",
        sparsity=sparsity_of(gold, schema),
    )


def generated(schemas: Sequence[Schema], count: int, *, first: int = 0) -> Iterator[Seed]:
    """Yield generated reports that nothing befell: no accident, no defect, every slot scored and determined.

    The forms take turns from case number `first` on; a case whose text leaves a slot open is passed over.
    """
    made = 0
    number = first
    while made < count:
        schema = schemas[number % len(schemas)]
        case = generate(schema, number, is_disturbed=False)
        number += 1
        if is_determined(case):
            made += 1
            yield _seed_of(case, schema)


def is_determined(case: Case) -> bool:
    """Return whether the text of a generated case determines every slot."""
    return not case.unscored and Mark.OPEN.value not in case.gold.values()


def _seed_of(case: Case, schema: Schema) -> Seed:
    gold = {slot: gold_content(case.gold[slot]) for slot in schema.slots}
    return Seed(
        name=f"clean-{case.name}",
        document=ingest(case.data, case.name),
        schema=schema,
        gold=gold,
        origin="generated",
        sparsity=sparsity_of(gold, schema),
        layout=case.layout,
    )
