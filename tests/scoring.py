"""How a record is scored against gold: what it states, what it is silently wrong about, and its salient rates."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from extractor.ingest import ingest
from extractor.pipeline import read_document
from extractor.records import Record, Slot, State, Status
from extractor.schema import shipped_schemas

SCHEMAS = shipped_schemas()
SURE = {Status.VERIFIED, Status.GROUNDED}
STATED = {*SURE, Status.INFERRED, Status.SUSPECT}
UNDETERMINED = "?"
NOTHING = "nothing said"
ABSENT = "no such slot"

Content = Decimal | str | None  # a number, "/", "?", NOTHING, ABSENT, or None for a printed blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Slots counted: `correct`, `substituted`, `omitted`, `abstained`, `hallucinated`; zeros and blanks left out.

    `wrong` are the slots whose stated content is not the gold's, `silent` those of them with a sure status.
    """

    counts: Counter = field(default_factory=Counter)
    wrong: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def salient_f1(self) -> float | None:
        """Return 2C/(2C+2S+O+A+H); None where nothing salient is printed."""
        return salient_f1(self.counts)


def salient_f1(counts: Mapping[str, int]) -> float | None:
    """Return the salient F1 of counts, of one document or of several together."""
    hit = 2 * counts.get("correct", 0)
    missed = 2 * counts.get("substituted", 0) + _sum(counts, "omitted", "abstained", "hallucinated")
    return _ratio(hit, hit + missed)


def precision(counts: Mapping[str, int]) -> float | None:
    """Return C/(C+S+H), the share of the stated figures that are the gold's; None where nothing is stated."""
    return _ratio(counts.get("correct", 0), _sum(counts, "correct", "substituted", "hallucinated"))


def recall(counts: Mapping[str, int]) -> float | None:
    """Return C/(C+S+O+A), the share of the gold's figures that are recovered; None where nothing salient is printed."""
    return _ratio(counts.get("correct", 0), _sum(counts, "correct", "substituted", "omitted", "abstained"))


def score(record: Record | None, gold: Mapping[str, str | None]) -> Score:
    """Return how a record (None: there is none) fares against the gold; a slot that it lacks is an omission."""
    slots = record.slots if record else {}
    counts: Counter = Counter()
    wrong, silent = [], []
    for name, label in gold.items():
        slot, truth = slots.get(name), content_of(label)
        said = stated(slot)
        if truth == UNDETERMINED:
            silent.extend([name] if is_sure(slot) and isinstance(said, Decimal) else [])
            continue
        if said != truth:
            wrong.append(name)
            silent.extend([name] if is_sure(slot) else [])
        if _is_salient(truth) or _is_salient(said):
            counts[_class(truth, said)] += 1
    return Score(counts=counts, wrong=tuple(wrong), silent=tuple(silent))


def content_of(label: str | None) -> Content:
    """Return a gold label as content: the number of a figure with its unit, or the mark itself."""
    if label in {None, "/", UNDETERMINED}:
        return label
    return Decimal(re.match(r"[+-]?[\d.]+", label)[0])


def stated(slot: Slot | None) -> Content:
    """Return what a slot states."""
    if slot is None:
        return ABSENT
    if slot.status not in STATED:
        return NOTHING
    return {State.BLANK: None, State.SLASH: "/"}.get(slot.state, slot.value)


def is_sure(slot: Slot | None) -> bool:
    return slot is not None and slot.status in SURE


def _is_salient(content: Content) -> bool:
    return isinstance(content, Decimal) and content != 0


def _class(truth: Content, said: Content) -> str:
    if not isinstance(truth, Decimal):
        return "hallucinated"
    if said == NOTHING:
        return "abstained"
    if not isinstance(said, Decimal):
        return "omitted"
    return "correct" if said == truth else "substituted"


def _sum(counts: Mapping[str, int], *kinds: str) -> int:
    return sum(counts.get(kind, 0) for kind in kinds)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def read(path: Path) -> tuple[Record, ...]:
    """Return the records of one file."""
    return read_document(ingest(path.read_bytes(), path.name), SCHEMAS)


def gold_slots(path: Path) -> dict[str, str | None]:
    return json.loads(path.read_text(encoding="utf-8"))["slots"]
