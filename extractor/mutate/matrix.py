"""The whole measurement: every class of faults put into every kind of seed, and the alarms at what is right."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from random import Random

from extractor.mutate.cells import CELL_FAULTS
from extractor.mutate.counts import STRATA, FaultRow, Matrix, Miss
from extractor.mutate.detectors import alarms, detections, failed, record_with
from extractor.mutate.lines import LINE_FAULTS
from extractor.mutate.mutants import VERSION, Mutant, mutant_of, name_of
from extractor.mutate.prints import PRINT_FAULTS, Print
from extractor.mutate.readings import read_print
from extractor.mutate.seeds import Seed
from extractor.mutate.subjects import Subject, subject_of
from extractor.mutate.tallies import Tally, alarms_at, stratum_of
from extractor.mutate.tracing import traced
from extractor.schema.compiled import Schema
from extractor.scoring.contents import Mark, label_of

VALUE_FAULTS = {**CELL_FAULTS, **LINE_FAULTS}
MOST_ATTEMPTS = 20
"""For each mutant asked for, so many draws are made before the seeds count as used up."""


def matrix(
    seeds: Sequence[Seed],
    controls: Iterable[Seed],
    *,
    per_class: int = 300,
    seed: int = 0,
    advance: Callable[[], None] = lambda: None,
) -> Matrix:
    """Return what notices which faults in `seeds`, and what is raised at `controls`, which are right.

    The same input gives an equal matrix. `advance` is called `per_class` times for each class of faults, and once for
    each control. Raises `ValueError` for a seed that is not read as one report of its form.
    """
    schemas = tuple({each.schema.id: each.schema for each in seeds}.values())
    subjects = [subject_of(each, schemas) for each in seeds]
    plan = _Plan(turns=_in_turn(subjects), schemas=schemas, per_class=per_class, seed=seed, advance=advance)
    rows = [_value_row(fault, plan) for fault in VALUE_FAULTS] + [_text_row(fault, plan) for fault in PRINT_FAULTS]
    right = [subject for subject in subjects if _is_right(subject)]
    return Matrix(
        version=VERSION,
        seed=seed,
        per_class=per_class,
        seeds={stratum: sum(stratum_of(each) == stratum for each in subjects) for stratum in STRATA},
        rows=tuple(rows),
        controls=alarms_at(_opened(controls, schemas, advance)),
        answers=alarms_at(right),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What every class of faults is put into, how often, and whom to tell."""

    turns: Sequence[Subject]
    schemas: Sequence[Schema]
    per_class: int
    seed: int
    advance: Callable[[], None]

    def draws(self, fault: str) -> Iterator[tuple[Subject, int, Random]]:
        """Yield seeds in turn, each with a number and a source of chance of its own."""
        for number in range(MOST_ATTEMPTS * self.per_class if self.turns else 0):
            subject = self.turns[number % len(self.turns)]
            chance = f"{VERSION}:{self.seed}:{name_of(fault, subject.seed.name, number)}"
            yield subject, number, Random(chance)  # noqa: S311 - reproducible on purpose


def _value_row(fault: str, plan: _Plan) -> FaultRow:
    tally = Tally(fault=fault, level="value")
    for subject, mutant in _mutants(fault, plan, tally):
        record = record_with(subject, mutant)
        caught = detections(subject, mutant, record)
        tally.add(subject, mutant.slots, mutant.variant, caught)
        tally.blame(subject.twin, record.verdict, mutant.slots)
        if "sums" in caught and not failed(subject.twin):
            tally.traces.append(traced(subject, mutant))
        if "together" not in caught:
            tally.misses.append(_miss_of(subject, mutant))
        plan.advance()
    return _finished(tally, plan)


def _text_row(fault: str, plan: _Plan) -> FaultRow:
    tally = Tally(fault=fault, level="text")
    for subject, name, print_ in _prints(fault, plan, tally):
        read = read_print(subject, print_, subject.record, plan.schemas)
        caught = {"sums": read.by_sums, "together": read.outcome != "silent"}
        tally.add(subject, print_.slots, print_.variant, frozenset(which for which, is_so in caught.items() if is_so))
        tally.blame(subject.record, read.verdict, print_.slots)
        tally.outcomes[read.outcome] += 1
        if read.outcome == "silent":
            tally.misses.append(_miss_of_print(subject, name, print_, read.silent_slots))
        plan.advance()
    return _finished(tally, plan)


def _finished(tally: Tally, plan: _Plan) -> FaultRow:
    row = tally.row()
    for _ in range(plan.per_class - row.total.mutants):
        plan.advance()
    return row


def _mutants(fault: str, plan: _Plan, tally: Tally) -> Iterator[tuple[Subject, Mutant]]:
    """Yield mutants of one class, seed by seed in turn; none equals the gold, and none comes twice."""
    seen: set[object] = set()
    for subject, number, chance in plan.draws(fault):
        if len(seen) == plan.per_class:
            return
        proposal = VALUE_FAULTS[fault](subject, chance)
        if proposal is None:
            continue
        mutant = mutant_of(subject, fault, number, proposal)
        said = tuple((change.slot, change.after) for change in mutant.changes)
        if tally.is_new((subject.seed.name, said), seen, is_changed=bool(said)):
            yield subject, mutant


def _prints(fault: str, plan: _Plan, tally: Tally) -> Iterator[tuple[Subject, str, Print]]:
    """Yield reports printed differently, likewise."""
    seen: set[object] = set()
    for subject, number, chance in plan.draws(fault):
        if len(seen) == plan.per_class:
            return
        print_ = PRINT_FAULTS[fault](subject, chance)
        if print_ is None:
            continue
        text = print_.document.text
        if tally.is_new((subject.seed.name, text), seen, is_changed=text != subject.page.document.text):
            yield subject, name_of(fault, subject.seed.name, number), print_


def _in_turn(subjects: Sequence[Subject]) -> list[Subject]:
    """Return the seeds so that shipped and generated ones take turns, the fewer of them again and again."""
    pools = [[each for each in subjects if each.seed.origin == origin] for origin in ("shipped", "generated")]
    longest = max(map(len, pools), default=0)
    filled = [[pool[at % len(pool)] for at in range(longest)] for pool in pools if pool]
    return list(chain.from_iterable(zip_longest(*filled)))


def _miss_of(subject: Subject, mutant: Mutant) -> Miss:
    changes = tuple((each.slot, label_of(each.before), label_of(each.after)) for each in mutant.changes)
    return Miss(id=mutant.id, seed=subject.seed.name, variant=mutant.variant, changes=changes)


def _miss_of_print(subject: Subject, name: str, print_: Print, silent: Sequence[str]) -> Miss:
    slots = dict.fromkeys((*print_.printed, *silent))
    changes = tuple(
        (slot, label_of(subject.gold[slot]), label_of(print_.printed.get(slot, subject.gold[slot]))) for slot in slots
    )
    return Miss(id=name, seed=subject.seed.name, variant=print_.variant, changes=changes)


def _is_right(subject: Subject) -> bool:
    """Return whether nothing is wrong or open in a seed: no sum is broken and every slot is known."""
    is_known = all(subject.gold.get(slot, Mark.OPEN) is not Mark.OPEN for slot in subject.schema.slots)
    return is_known and "sums" not in alarms(subject)


def _opened(controls: Iterable[Seed], schemas: Sequence[Schema], advance: Callable[[], None]) -> Iterator[Subject]:
    for control in controls:
        yield subject_of(control, schemas)
        advance()
